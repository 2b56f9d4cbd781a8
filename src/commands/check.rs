//! `beddays check`: what would be taken, what not and why. Nothing is stored.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::cli::CheckArguments;
use crate::domain::spotted::without_numbers;
use crate::domain::{Authorities, Severity};
use crate::error::{Error, Exit, Position, Result};
use crate::intake::container::Reader;
use crate::intake::opening::OpenDelivery;
use crate::intake::profile::{self, Profile};
use crate::intake::{self, DateStyle, Intake};
use crate::store::sha256;

use super::Out;

pub(super) fn check(_project: &Path, arguments: &CheckArguments, out: &mut Out) -> Result<Exit> {
    if arguments.columns {
        return columns(out);
    }
    let dates = arguments.dates.as_deref().map(|name| {
        DateStyle::named(name).ok_or_else(|| {
            Error::new("X_DATES", Exit::Usage, format!("days are not written as `{name}`"))
                .hint(DateStyle::names().map(|name| format!("`--dates {name}`")).join(" or "))
        })
    });
    let dates = dates.transpose()?;
    let mut files = Vec::new();
    for path in &arguments.files {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read the file", path, &source))?;
        let profile = profile_of(arguments.profile.as_deref(), path, &bytes)?;
        files.push((without_numbers(&path.to_string_lossy()).into_owned(), sha256(&bytes), bytes, profile));
    }
    let reader = Reader::default();
    let mut opened = Vec::new();
    for (file, sha256, bytes, profile) in &files {
        opened.push(OpenDelivery::open(file, sha256, bytes, profile, &reader)?);
    }
    // Files named one after the other are deliveries one after the other: the later brings the later news.
    let mut deliveries = Vec::new();
    for (opened, received) in opened.iter().zip(1..) {
        deliveries.push(opened.delivery(received, dates));
    }
    let zone = jiff::tz::TimeZone::get("Europe/London")
        .map_err(|source| Error::new("X_ZONE", Exit::Bug, source.to_string()))?;
    // The pseudonyms of a check are thrown away, so its key need not be anybody's.
    let rules =
        intake::Rules { zone: &zone, key: &[0; 32], as_of: arguments.as_of, authorities: Authorities::england() };
    let taken = intake::take(&deliveries, &rules, &|_| {})?;
    tell(&taken, out)?;
    let rejected: u32 = taken.receipts.iter().map(|receipt| receipt.rejected).sum();
    Ok(if rejected > 0 { Exit::Alarm } else { Exit::Done })
}

/// The profile of a file: as declared, else the one whose columns its header has.
fn profile_of(name: Option<&str>, path: &Path, bytes: &[u8]) -> Result<Arc<Profile>> {
    if let Some(name) = name {
        return profile::find(name, Path::new(""));
    }
    intake::recognise(bytes).ok_or_else(|| {
        Error::new("F_HEADER", Exit::Data, "the header is that of no profile that comes with the program")
            .at(Position { file: path.to_owned(), line: Some(1), column: Some(1) })
            .effect("nothing was taken from it")
            .hint("`--profile NAME-OR-FILE` says how to read it; `beddays check --columns` lists what there is")
    })
}

fn tell(taken: &Intake, out: &mut Out) -> Result<()> {
    let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
    taken.findings.iter().for_each(|finding| *codes.entry(finding.code).or_default() += 1);
    if out.json {
        let sum = |part: fn(&crate::domain::Receipt) -> u32| taken.receipts.iter().map(part).sum::<u32>();
        return out.value(&serde_json::json!({
            "records": sum(|receipt| receipt.read),
            "accepted": sum(|receipt| receipt.accepted),
            "rejected": sum(|receipt| receipt.rejected),
            "duplicates": sum(|receipt| receipt.duplicates),
            "codes": codes,
            "files": taken.receipts,
            "findings": taken.findings,
        }));
    }
    let mut shown: BTreeMap<&str, u32> = BTreeMap::new();
    for finding in &taken.findings {
        let count = shown.entry(finding.code).or_default();
        *count += 1;
        if *count > 20 {
            continue;
        }
        let fate = match finding.severity {
            Severity::Rejected => "rejected",
            Severity::Duplicate => "duplicate",
            Severity::Warning => "warning",
        };
        let column = if finding.column.is_empty() { String::new() } else { format!(", {}", finding.column) };
        out.data(format!(
            "{fate}[{}]: {} in `{}` line {}{column}",
            finding.code, finding.message, finding.file, finding.line
        ))?;
        if !finding.hint.is_empty() {
            out.data(format!("  hint: {}", finding.hint))?;
        }
    }
    for (code, count) in shown.into_iter().filter(|(_, count)| *count > 20) {
        out.data(format!("{code}: and {} more", count - 20))?;
    }
    for receipt in &taken.receipts {
        out.data(format!(
            "{}: read {} = accepted {} + rejected {} + duplicates {}",
            receipt.file, receipt.read, receipt.accepted, receipt.rejected, receipt.duplicates
        ))?;
        for (name, count) in &receipt.counts {
            out.data(format!("  {name}: {count}"))?;
        }
    }
    Ok(())
}

fn columns(out: &mut Out) -> Result<Exit> {
    for profile in profile::built_in()? {
        out.data(format!("{}: {}", profile.name, profile.about))?;
        for column in &profile.columns {
            let required = if column.required { "  (required)" } else { "" };
            out.data(format!("  {}{required}", column.headers.join(" | ")))?;
        }
    }
    out.talk(
        "kinds of events: ".to_owned()
            + &crate::domain::EventKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", "),
    );
    Ok(Exit::Done)
}
