//! One delivery read on every core, and nothing else done with it: how many records a second, and how many have findings.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use beddays::domain::Authorities;
use beddays::files::container::ProcessReader;
use beddays::intake::open::open_delivery::OpenDelivery;
use beddays::intake::read::{self, TypedRecords};
use beddays::intake::validate::rows::ReadRows;
use beddays::intake::{Rules, profile};
use jiff::tz::TimeZone;

/// Reads a file by a profile, which is named as on the command line.
pub fn run(file: &Path, profile: &str) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let profile = profile::find(profile, Path::new(""))?;
    let (name, reader) = (file.to_string_lossy(), ProcessReader::default());
    let opened = OpenDelivery::open(&name, "0123456789abcdef", &bytes, &profile, &reader)?;
    let zone = TimeZone::get("Europe/London")?;
    let rules = Rules { zone: &zone, key: b"a key for benches, of 32 bytes..", authorities: Authorities::england() };
    let begun = Instant::now();
    let delivery = read::read(&opened.delivery(1, None), &rules, &|_| ()).map_err(|refusal| refusal.error(&name))?;
    let seconds = begun.elapsed().as_secs_f64();
    let remarked = match &delivery.records {
        TypedRecords::Stays(rows) => remarked(rows),
        TypedRecords::Episodes(rows) => remarked(rows),
        TypedRecords::Submissions(rows) => remarked(rows),
        TypedRecords::Care(rows) => remarked(rows),
        TypedRecords::Events(rows) => remarked(rows),
        TypedRecords::Reasons(rows) => remarked(rows),
        TypedRecords::Claims(rows) => remarked(rows),
        TypedRecords::Adt(_) | TypedRecords::Encounters(_) | TypedRecords::Notices(_) => 0,
    };
    let (receipts, findings, _) = delivery.audit.into_parts();
    let records: u32 = receipts.iter().map(|receipt| receipt.read).sum();
    println!("read: {records} records, {} findings, {remarked} rows taken with remarks", findings.len());
    let megabytes = bytes.len() as f64 / 1e6;
    println!(
        "{seconds:.3} s: {:.0} records a second, {:.1} MB a second",
        f64::from(records) / seconds,
        megabytes / seconds
    );
    Ok(())
}

fn remarked<T>(rows: &ReadRows<T>) -> usize {
    rows.candidates.iter().filter(|candidate| !candidate.remarks.is_empty()).count()
}
