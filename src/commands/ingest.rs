//! `beddays ingest`: files into the store of the project, without running a month.

use std::path::Path;

use serde_json::json;

use super::Out;
use super::progress::Bar;
use super::run_screen::tell_restated;
use crate::cli::IngestArguments;
use crate::domain::Receipt;
use crate::error::{Exit, Result};
use crate::files::wording::count;
use crate::operate::ingest::{IngestRequest, Ingested, IngestedFile, ingest as take};
use crate::regime::Law;

pub(super) fn ingest(folder: &Path, arguments: &IngestArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let request = IngestRequest {
        files: &arguments.files,
        source: arguments.source.as_deref(),
        as_of: arguments.as_of,
        is_dry_run: arguments.dry_run,
    };
    let ingested = take(&project, &request, &Bar::new(out))?;
    let new = ingested.new_files();
    out.changed(match ingested.changed {
        true => format!("took {}; records read: {}", count(new, "delivery"), ingested.parsed),
        false => "nothing changed".to_owned(),
    });
    let written = if out.json { to_json(&ingested, out) } else { tell(&ingested, arguments.dry_run, out) };
    written.map_err(|error| match ingested.changed {
        true => error.effect("the files are in the store: only this summary was not printed"),
        false => error.effect("nothing was stored"),
    })?;
    let currency = Law::currency_of(&project.law);
    let open = || ingested.restated.iter().filter(|change| change.acknowledged.is_none());
    open().for_each(|change| tell_restated(change, currency, out));
    let rejected = ingested.files.iter().any(|file| file.receipt.rejected > 0);
    let is_alarm = rejected || !ingested.volumes.is_empty() || open().next().is_some();
    Ok(if is_alarm { Exit::Alarm } else { Exit::Done })
}

fn to_json(ingested: &Ingested, out: &mut Out) -> Result<()> {
    let sum = |part: fn(&Receipt) -> u32| ingested.files.iter().map(|file| u64::from(part(&file.receipt))).sum::<u64>();
    let file = |file: &IngestedFile| {
        let mut entry = json!(file.receipt);
        entry["path"] = json!(file.path);
        entry["repeats"] = json!(file.repeats);
        entry
    };
    out.value(&json!({
        "records": sum(|receipt| receipt.read),
        "accepted": sum(|receipt| receipt.accepted),
        "passed_over": sum(|receipt| receipt.passed_over),
        "rejected": sum(|receipt| receipt.rejected),
        "duplicates": sum(|receipt| receipt.duplicates),
        "parsed": ingested.parsed,
        "codes": ingested.codes,
        "files": ingested.files.iter().map(file).collect::<Vec<_>>(),
        "restated_months": ingested.restated,
        "stored": ingested.changed,
    }))
}

fn tell(ingested: &Ingested, is_dry_run: bool, out: &mut Out) -> Result<()> {
    for (code, count) in &ingested.codes {
        out.data(format!("{code}: {count}"))?;
    }
    for IngestedFile { path, receipt, repeats } in &ingested.files {
        let Receipt { file, sender, .. } = receipt;
        let place = if path == file { format!("source `{sender}`") } else { format!("source `{sender}`, as `{file}`") };
        out.data(match repeats {
            Some(first) => format!("{path}: a repeat: its bytes came before, as `{first}`, and are taken once"),
            None => format!("{path}: {} ({place})", receipt.sum()),
        })?;
    }
    if let Some(why) = &ingested.rebuilt {
        out.talk(format!("all deliveries were read anew: {why}"));
    }
    for volume in &ingested.volumes {
        out.talk(format!("warning: `{}` has far fewer or far more records than before, or far fewer that can be read: ask `{}` what has changed", volume.file, volume.sender));
    }
    if ingested.files.iter().any(|file| file.receipt.rejected > 0) {
        out.talk("what was rejected is listed by the next run; `beddays check FILE` lists it now");
    }
    out.talk(match (is_dry_run, ingested.new_files()) {
        (true, _) => "nothing was stored: this was a dry run".to_owned(),
        (false, 0) => "nothing changed: every file was taken before".to_owned(),
        (false, new) => {
            format!("taken into the store: {new} of {} files; `beddays run` makes the month", ingested.files.len())
        }
    });
    Ok(())
}
