//! `beddays published`: what official publications say, and whether they keep to their own totals. Nothing is stored.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use crate::cli::PublishedArguments;
use crate::domain::visible::file_name;
use crate::domain::{AreaKind, Month, Severity};
use crate::error::{Error, Exit, Result};
use crate::files::container::ProcessReader;
use crate::files::refusal::Refusal;
use crate::files::wording::count;
use crate::operate::progress::Progress;
use crate::published::{Heard, PublicationContext, PublicationRead, RuleCheck, Unchecked, cross_file_check, read};
use crate::report::csv::safe;
use crate::store::{schema, sha256};

use super::Out;
use super::progress::Bar;

/// How many differences of one rule, and findings of one file, are listed one by one.
const LISTED: usize = 20;

pub(super) fn published(arguments: &PublishedArguments, out: &mut Out) -> Result<Exit> {
    let mut refused: Vec<Error> = Vec::new();
    let mut taken: Vec<(String, PublicationRead)> = Vec::new();
    for path in &arguments.files {
        let file = file_name(path);
        let mut found = open(path, &file, arguments, out).map_err(super::of_no_project);
        if let (Ok(published), true) = (&mut found, arguments.allow_failed) {
            published.leave_out_what_fails();
        }
        let error = match &found {
            Ok(published) => published.contradiction().map(|refusal| error_of(&refusal, &file)),
            Err(_) => None,
        };
        match found {
            Ok(published) => taken.push((file, published)),
            Err(error) => refused.push(error),
        }
        refused.extend(error);
    }
    let comparisons = cross_file_check::comparisons(&taken);
    let mut torn: Vec<&str> = Vec::new();
    for comparison in &comparisons {
        if let Some(refusal) = comparison.conflict() {
            torn.extend([comparison.one, comparison.other]);
            refused.push(error_of(&refusal, comparison.one));
        }
    }
    if arguments.csv {
        // Nothing is taken of a file that contradicts itself or another.
        let is_whole = |(file, published): &&(String, PublicationRead)| {
            published.contradiction().is_none() && !torn.contains(&file.as_str())
        };
        let whole = taken.iter().filter(is_whole).map(|(_, published)| published);
        out.bytes(&csv_of(whole)?)?;
    } else if out.json {
        let files: Vec<_> = taken.iter().map(|(file, published)| summary(file, published)).collect();
        let refused: Vec<_> = refused.iter().map(Error::to_json).collect();
        out.value(&json!({ "files": files, "comparisons": comparisons, "refused": refused }))?;
    } else {
        for (file, published) in &taken {
            tell(file, published, out)?;
        }
        for line in &comparisons {
            out.data(line.words())?;
        }
    }
    let is_less = |published: &PublicationRead| published.receipt.rejected > 0 || !published.left_out.is_empty();
    let rejected = taken.iter().any(|(_, published)| is_less(published));
    match Error::several(refused) {
        Some(error) => Err(error),
        None => Ok(if rejected { Exit::Alarm } else { Exit::Done }),
    }
}

/// A refusal as an error: a reading of publications has to do with no month.
fn error_of(refusal: &Refusal, file: &str) -> Error {
    refusal.clone().error(file).in_the_effect("; the last good month stays", "")
}

fn open(path: &Path, file: &str, arguments: &PublishedArguments, out: &Out) -> Result<PublicationRead> {
    let bytes = std::fs::read(path).map_err(|source| Error::io("read the publication", path, &source))?;
    let hash = sha256(&bytes);
    let edition = arguments.edition.as_deref();
    let bar = Bar::new(out);
    bar.begin("reading", bytes.len() as u64);
    let heard = |bytes: u64| bar.done(bytes);
    let (format, period) = (arguments.format, arguments.period);
    let given = PublicationContext { file, sha256: &hash, format, edition, period, heard: Heard(Some(&heard)) };
    read(&bytes, &given, &ProcessReader::default()).map_err(|refusal| error_of(&refusal, file))
}

/// The months of a file, from the first to the last.
fn months(published: &PublicationRead) -> Option<(Month, Month)> {
    let months = || published.figures.iter().filter_map(|figure| figure.period);
    months().min().zip(months().max())
}

fn months_words(published: &PublicationRead) -> String {
    match months(published) {
        None => "no stated month".to_owned(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} to {last}"),
    }
}

/// How many figures have a number, and how many have none, by why.
fn by_absence(published: &PublicationRead) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for figure in &published.figures {
        let kind = figure.value.absence().map_or("number", |absence| absence.code());
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

fn by_area(published: &PublicationRead) -> BTreeMap<AreaKind, usize> {
    let mut codes: BTreeMap<AreaKind, std::collections::BTreeSet<&str>> = BTreeMap::new();
    for figure in &published.figures {
        codes.entry(figure.area.kind).or_default().insert(&figure.area.code);
    }
    codes.into_iter().map(|(kind, codes)| (kind, codes.len())).collect()
}

fn summary(file: &str, published: &PublicationRead) -> serde_json::Value {
    let receipt = &published.receipt;
    json!({
        "file": file,
        "publisher": published.publisher,
        "publication": published.format,
        "layout": published.layout,
        "edition": published.edition,
        "first_month": months(published).map(|months| months.0),
        "last_month": months(published).map(|months| months.1),
        "records": receipt.read,
        "accepted": receipt.accepted,
        "rejected": receipt.rejected,
        "duplicates": receipt.duplicates,
        "figures": published.figures.len(),
        "values": by_absence(published),
        "areas": by_area(published).into_iter().map(|(kind, areas)| (kind.code(), areas)).collect::<BTreeMap<_, _>>(),
        "refused": published.contradiction().is_some(),
        "left_out": published.left_out,
        "checks": published.checks,
        "nothing_to_hold_against": published.unchecked,
        "findings": published.findings,
        "notes": published.notes.iter().map(|note| json!({"code": note.code, "message": note.message, "hint": note.hint})).collect::<Vec<_>>(),
    })
}

fn tell(file: &str, published: &PublicationRead, out: &mut Out) -> Result<()> {
    let edition = if published.edition.is_empty() { "not stated" } else { &published.edition };
    let receipt = &published.receipt;
    out.data(format!("{file}: {}, {} ({})", published.publisher, published.format, published.layout))?;
    out.data(format!("  edition {edition}; months {}", months_words(published)))?;
    out.data(format!(
        "  records read {} = accepted {} + rejected {} + duplicates {}",
        receipt.read, receipt.accepted, receipt.rejected, receipt.duplicates
    ))?;
    let values: Vec<String> = by_absence(published).iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    out.data(format!("  figures {}: {}", published.figures.len(), values.join(", ")))?;
    let areas: Vec<String> = by_area(published).iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    out.data(format!("  areas: {}", areas.join(", ")))?;
    for check in &published.checks.0 {
        tell_check(check, out)?;
    }
    if !published.left_out.is_empty() {
        let figures = count(published.left_out.iter().map(|left| left.figures).sum(), "figure");
        out.data(format!("  left out because they do not hold, or are held against what does not: {figures}"))?;
    }
    for left in &published.left_out {
        out.data(format!("    {}", left.words()))?;
    }
    for unchecked in &published.unchecked {
        let Unchecked { measure, area_kind, figures, periods } = unchecked;
        let (figures, periods) = (count(*figures, "figure"), count(*periods, "period"));
        out.data(format!("  nothing in this file to hold {measure} of {area_kind} against: {figures}, {periods}"))?;
    }
    for note in &published.notes {
        out.data(format!("  warning[{}]: {}", note.code, note.message))?;
    }
    for finding in published.findings.iter().take(LISTED) {
        let word = match finding.severity {
            Severity::Rejected => "rejected",
            Severity::Duplicate => "duplicate",
            Severity::Warning => "warning",
        };
        let value = if finding.value.is_empty() { String::new() } else { format!(" `{}`", finding.value) };
        let column = if finding.column.is_empty() { String::new() } else { format!(", {}", finding.column) };
        out.data(format!("  {word}[{}] line {}{column}{value}: {}", finding.code, finding.line, finding.message))?;
    }
    if published.findings.len() > LISTED {
        out.data(format!("  and {} more findings", published.findings.len() - LISTED))?;
    }
    Ok(())
}

fn tell_check(check: &RuleCheck, out: &mut Out) -> Result<()> {
    let RuleCheck { name, says, passed, failed, explained, unchecked, no_total, no_parts, differences } = check;
    let mut counts = vec![format!("{passed} passed"), format!("{failed} failed")];
    if *explained > 0 {
        counts.push(format!("{explained} differ for a known reason"));
    }
    if *unchecked > 0 {
        counts.push(format!("{unchecked} cannot be checked"));
    }
    out.data(format!("  {name}: {} ({says})", counts.join(", ")))?;
    for (what, lacking) in [("the total is not in the file", no_total), ("the parts are not in the file", no_parts)] {
        if let Some(words) = lacking.words() {
            out.data(format!("    cannot be checked: {what}: {words}"))?;
        }
    }
    let (open, known): (Vec<_>, Vec<_>) = differences.iter().partition(|difference| difference.explained.is_none());
    for difference in open.iter().chain(&known).take(LISTED) {
        let kind = if difference.explained.is_some() { "differs" } else { "FAILED" };
        out.data(format!("    {kind}: {}", difference.words()))?;
    }
    if differences.len() > LISTED {
        out.data(format!("    and {} more", differences.len() - LISTED))?;
    }
    Ok(())
}

/// The figures in the columns of the table.
fn csv_of<'t>(all: impl Iterator<Item = &'t PublicationRead>) -> Result<Vec<u8>> {
    let failed = |source: csv::Error| Error::new("X_CSV", Exit::Bug, source.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(schema::PUBLISHED.columns.iter().map(|column| column.name)).map_err(failed)?;
    for figure in all.flat_map(|published| &published.figures) {
        let of = &figure.of;
        let text = |word: &str| safe(word).into_owned();
        writer
            .write_record([
                text(&figure.publisher),
                text(&figure.publication),
                text(&figure.edition),
                figure.period.map_or_else(String::new, |month| month.to_string()),
                figure.day.map_or_else(String::new, |day| day.to_string()),
                figure.area.kind.to_string(),
                text(&figure.area.code),
                text(&figure.area.name),
                text(&figure.area.ons_code),
                text(&figure.measure),
                text(&of.provider_code),
                text(&figure.provider_name),
                text(&of.reason),
                text(&of.attributed_to),
                text(&of.care_type),
                text(&of.age_group),
                text(&of.band),
                text(&of.detail),
                text(&of.basis),
                figure.value.number().map_or_else(String::new, |number| number.to_string()),
                figure.value.absence().map_or_else(String::new, |absence| absence.to_string()),
                text(&figure.remark),
                text(&figure.origin.source_id),
                figure.origin.source_record.to_string(),
            ])
            .map_err(failed)?;
    }
    writer.into_inner().map_err(|source| Error::new("X_CSV", Exit::Bug, source.to_string()))
}
