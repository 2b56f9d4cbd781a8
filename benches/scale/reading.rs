//! One delivery read on every core, and nothing else done with it: how many records a second, and how many have findings.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use beddays::domain::Authorities;
use beddays::files::container::ProcessReader;
use beddays::intake::open::open_delivery::OpenDelivery;
use beddays::intake::read_record::{ReadDelivery, ReadRecord};
use beddays::intake::{Rules, profile, read};
use jiff::tz::TimeZone;

/// Reads a file by a profile, which is named as on the command line.
pub fn run(file: &Path, profile: &str) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let profile = profile::find(profile, Path::new(""))?;
    let (name, reader) = (file.to_string_lossy(), ProcessReader::default());
    let opened = OpenDelivery::open(&name, "0123456789abcdef", &bytes, &profile, &reader)?;
    let zone = TimeZone::get("Europe/London")?;
    let rules =
        Rules { zone: &zone, key: b"a key for benches, of 32 bytes..", authorities: Authorities::england(), law: None };
    let begun = Instant::now();
    let delivery = opened.delivery(1, None);
    let ReadDelivery { receipt, findings, records, .. } =
        read::read(0, &delivery, &rules, &|_| ()).map_err(|refusal| refusal.error(&name))?;
    let seconds = begun.elapsed().as_secs_f64();
    let remarked = records.iter().filter(|record| has_remarks(record)).count();
    let records = receipt.read;
    println!("read: {records} records, {} findings, {remarked} rows taken with remarks", findings.len());
    let megabytes = bytes.len() as f64 / 1e6;
    println!(
        "{seconds:.3} s: {:.0} records a second, {:.1} MB a second",
        f64::from(records) / seconds,
        megabytes / seconds
    );
    Ok(())
}

fn has_remarks(record: &ReadRecord) -> bool {
    let remarks = match record {
        ReadRecord::Stay(candidate) => &candidate.remarks,
        ReadRecord::Episode(candidate) => &candidate.remarks,
        ReadRecord::Submission(candidate) => &candidate.remarks,
        ReadRecord::Care(candidate) => &candidate.remarks,
        ReadRecord::Event(candidate) => &candidate.remarks,
        ReadRecord::Reason(candidate) => &candidate.remarks,
        ReadRecord::Claim(candidate) => &candidate.remarks,
        _ => return false,
    };
    !remarks.is_empty()
}
