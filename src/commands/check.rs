//! `beddays check`: what would be taken, what not and why. Nothing is stored.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::CheckArguments;
use crate::domain::{Authorities, Severity};
use crate::error::{Error, Exit, Position, Result};
use crate::intake::{self, DateStyle, Delivery, Intake, NativeTable};
use crate::project::native_table;
use crate::store::sha256;

use super::Out;

pub(super) fn check(_project: &Path, arguments: &CheckArguments, out: &mut Out) -> Result<Exit> {
    if arguments.columns {
        return columns(out);
    }
    let dates = dates(&arguments.dates)?;
    let mut files = Vec::new();
    for path in &arguments.files {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read the file", path, &source))?;
        let table = table(arguments.profile.as_deref(), path, &bytes)?;
        files.push((path.display().to_string(), sha256(&bytes), bytes, table));
    }
    let deliveries: Vec<Delivery<'_>> = files
        .iter()
        .map(|(file, sha256, bytes, table)| Delivery { file, sha256, bytes, table: *table, received: 1, dates })
        .collect();
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

/// How days are written, as an argument says it.
pub(super) fn dates(argument: &str) -> Result<DateStyle> {
    match argument {
        "yyyy-mm-dd" => Ok(DateStyle::Iso),
        "dd/mm/yyyy" => Ok(DateStyle::DayMonthYear),
        other => Err(Error::new("X_DATES", Exit::Usage, format!("days are not written as `{other}`"))
            .hint("`--dates yyyy-mm-dd` or `--dates dd/mm/yyyy`")),
    }
}

/// The table of a file: as declared, else the one whose columns its header has.
fn table(profile: Option<&str>, path: &Path, bytes: &[u8]) -> Result<NativeTable> {
    if let Some(profile) = profile {
        return native_table(profile).ok_or_else(|| {
            Error::new("C_PROFILE", Exit::Usage, format!("no profile `{profile}`"))
                .hint("there are native-stay, native-event and native-reason")
        });
    }
    intake::recognise(bytes).ok_or_else(|| {
        Error::new("F_HEADER", Exit::Data, "the header is that of no native file")
            .at(Position { file: path.to_owned(), line: Some(1), column: Some(1) })
            .effect("nothing was taken from it")
            .hint("`--profile native-stay` says how to read it; `beddays check --columns` lists the columns")
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
    }
    Ok(())
}

fn columns(out: &mut Out) -> Result<Exit> {
    for table in [NativeTable::Stay, NativeTable::Event, NativeTable::Reason] {
        out.data(format!("{} (profile native-{})", table.name(), table.name()))?;
        for (name, required) in intake::columns(table) {
            out.data(format!("  {name}{}", if required { "  (required)" } else { "" }))?;
        }
    }
    out.talk(
        "kinds of events: ".to_owned()
            + &crate::domain::EventKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", "),
    );
    Ok(Exit::Done)
}
