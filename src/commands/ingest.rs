//! `beddays ingest`: large files of stays to one sorted Parquet file.

use std::collections::BTreeMap;
use std::path::Path;

use super::Out;
use super::progress::Bar;
use crate::cli::IngestArguments;
use crate::domain::Receipt;
use crate::error::{Error, Exit, Result};
use crate::settle::fast::Bite;

use crate::intake::profile::DateStyle;
use crate::operate::deliveries::ingest::{IngestRequest, Ingested, ingest as ingest_files};
use crate::project::Project;
use crate::store::GROUP_ROWS;

pub(super) fn ingest(folder: &Path, arguments: &IngestArguments, out: &mut Out) -> Result<Exit> {
    let dates = DateStyle::named(&arguments.dates).ok_or_else(|| {
        Error::new("X_DATES", Exit::Usage, format!("days are not written as `{}`", arguments.dates))
            .hint(DateStyle::list(|name| format!("`--dates {name}`")))
    })?;
    let project = Project::read(folder)?;
    let request = IngestRequest {
        files: &arguments.files,
        target: arguments.to.as_deref().filter(|_| !arguments.dry_run),
        dates,
        as_of: arguments.as_of.or(project.as_of),
        bite: Bite::default(),
        group_rows: GROUP_ROWS,
    };
    let ingested = ingest_files(&project, &request, &Bar::new())?;
    tell(&ingested, arguments, out)
}

fn tell(ingested: &Ingested, arguments: &IngestArguments, out: &mut Out) -> Result<Exit> {
    let Ingested { receipts, findings, findings_file } = ingested;
    let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
    findings.iter().for_each(|finding| *codes.entry(finding.code).or_default() += 1);
    let sum = |part: fn(&Receipt) -> u32| receipts.iter().map(|receipt| u64::from(part(receipt))).sum::<u64>();
    let (records, accepted) = (sum(|receipt| receipt.read), sum(|receipt| receipt.accepted));
    let (rejected, duplicates) = (sum(|receipt| receipt.rejected), sum(|receipt| receipt.duplicates));
    if out.json {
        out.value(&serde_json::json!({
            "records": records,
            "accepted": accepted,
            "rejected": rejected,
            "duplicates": duplicates,
            "codes": codes,
            "files": receipts,
            "written": findings_file.as_ref().and(arguments.to.as_ref()),
            "findings": findings_file,
        }))?;
    } else {
        for (code, count) in &codes {
            out.data(format!("{code}: {count}"))?;
        }
        for receipt in receipts {
            out.data(format!("{}: {}", receipt.file, receipt.sum()))?;
        }
    }
    if let (Some(findings), Some(to)) = (findings_file, &arguments.to) {
        out.talk(format!("written: {}, and what there is to say in {}", to.display(), findings.display()));
    }
    Ok(if rejected > 0 { Exit::Alarm } else { Exit::Done })
}
