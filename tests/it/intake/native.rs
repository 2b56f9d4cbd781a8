//! Intake of the native CSV files: what the tests share, and the plain case.

use beddays::domain::{Authorities, EventKind, EventValue, Finding, Moment, Severity};
use beddays::error::Error;
use beddays::files::text_source::TextSource;
use beddays::intake::profile::DateStyle;
use beddays::intake::profile::native;
use beddays::intake::{Delivery, DeliveryContent, NativeTable, Rules};
use beddays::settle::{Intake, take};
use jiff::tz::TimeZone;

pub const STAYS: &str =
    "stay_id,nhs_number,provider_code,site_code,authority_code,admitted_at,ready_on,discharged_at\n";
pub const EVENTS: &str = "stay_id,kind,at,until,value\n";
pub const REASONS: &str = "stay_id,from_on,to_on,reason_code,attributed_to\n";
pub const CLAIMS: &str =
    "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n";

/// A file of a test: its name, bytes and table, with the defaults of a first delivery.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    pub table: NativeTable,
    pub received: u32,
    pub dates: DateStyle,
}

pub fn file(table: NativeTable, name: &str, bytes: impl AsRef<[u8]>) -> File {
    let (name, bytes) = (name.to_owned(), bytes.as_ref().to_owned());
    File { name, bytes, table, received: 1, dates: DateStyle::Iso }
}

pub fn stays(rows: &str) -> File {
    file(NativeTable::Stay, "stays.csv", format!("{STAYS}{rows}"))
}

pub fn events(rows: &str) -> File {
    file(NativeTable::Event, "events.csv", format!("{EVENTS}{rows}"))
}

pub fn reasons(rows: &str) -> File {
    file(NativeTable::Reason, "reasons.csv", format!("{REASONS}{rows}"))
}

pub fn claims(rows: &str) -> File {
    file(NativeTable::Claim, "claims.csv", format!("{CLAIMS}{rows}"))
}

pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").expect("the bundled table has it")
}

/// What `run` makes of files as deliveries.
pub fn with_deliveries<T>(files: &[File], run: impl FnOnce(&[Delivery<'_>]) -> T) -> T {
    let hashes: Vec<String> = files.iter().map(|file| hash(&file.bytes)).collect();
    let profiles: Vec<_> = files.iter().map(|file| native(file.table).unwrap()).collect();
    let deliveries: Vec<Delivery<'_>> = files
        .iter()
        .zip(&hashes)
        .zip(&profiles)
        .map(|((file, sha256), profile)| {
            let (received, dates) = (file.received, file.dates);
            let (size, content) = (file.bytes.len(), DeliveryContent::Text(TextSource::Memory(&file.bytes)));
            Delivery { file: &file.name, sha256, size, content, profile, received, dates }
        })
        .collect();
    run(&deliveries)
}

pub fn take_as_of(files: &[File], as_of: Option<&str>) -> Result<Intake, Error> {
    let zone = london();
    let as_of = as_of.map(|day| day.parse().unwrap());
    let rules = Rules { zone: &zone, key: b"a key for tests", authorities: Authorities::england(), law: None };
    let intake = with_deliveries(files, |deliveries| take(deliveries, &rules, as_of))?;
    for receipt in &intake.receipts {
        assert_eq!(
            receipt.read,
            receipt.accepted + receipt.passed_over + receipt.rejected + receipt.duplicates,
            "{receipt:?}"
        );
    }
    Ok(intake)
}

pub fn take_all(files: &[File]) -> Result<Intake, Error> {
    take_as_of(files, Some("2018-12-31"))
}

pub fn taken(files: &[File]) -> Intake {
    take_all(files).unwrap_or_else(|error| panic!("{error}"))
}

fn hash(bytes: &[u8]) -> String {
    use sha2::Digest;
    beddays::domain::nhs_number::hexadecimal(&sha2::Sha256::digest(bytes))
}

/// Codes of the findings of one severity, in their order.
pub fn codes(intake: &Intake, severity: Severity) -> Vec<&'static str> {
    intake.findings.iter().filter(|finding| finding.severity == severity).map(|finding| finding.code).collect()
}

pub fn only_reject(intake: &Intake) -> &Finding {
    let mut rejects = intake.findings.iter().filter(|finding| finding.severity == Severity::Rejected);
    let only = rejects.next().unwrap_or_else(|| panic!("nothing was rejected: {intake:?}"));
    assert_eq!(rejects.next(), None);
    only
}

pub const ROW: &str = "S1,9990000018,RX1,RX1RA,Norfolk,2018-03-01T10:00,2018-03-05,2018-03-09T12:30\n";

#[test]
fn good_rows_become_stays_events_and_reasons() {
    let intake = taken(&[
        stays(ROW),
        events("S1,discharge_notice,2018-03-05T13:45,,2018-03-07\nS1,deterioration,2018-03-06,,\n"),
        reasons("S1,2018-03-05,2018-03-09,Di,social_care\n"),
    ]);
    assert_eq!(intake.findings, []);
    let stay = &intake.stays[0];
    assert_eq!((&*stay.stay_id, &*stay.provider_code, stay.site_code.as_deref()), ("S1", "RX1", Some("RX1RA")));
    assert_eq!(Authorities::england().get(stay.authority.unwrap()).name, "Norfolk");
    assert_eq!(stay.admitted_at.to_string(), "2018-03-01T10:00");
    assert_eq!(stay.ready_on.unwrap().to_string(), "2018-03-05");
    assert_eq!(stay.discharged_at.unwrap().to_string(), "2018-03-09T12:30");
    assert_eq!(stay.person_key.as_ref().unwrap().0.len(), 64);
    assert_eq!(stay.origin.source_record, 1);
    let [notice, deterioration] = &intake.events[..] else { panic!("{:?}", intake.events) };
    assert_eq!(notice.event.value, EventValue::Day("2018-03-07".parse().unwrap()));
    assert_eq!(deterioration.event.kind, EventKind::Deterioration);
    assert_eq!(deterioration.event.until, Some(Moment::end_of("2018-03-06".parse().unwrap())));
    let reason = &intake.reasons[0];
    assert_eq!((&*reason.reason_code, reason.attributed_to.code()), ("Di", "social_care"));
}

#[test]
fn no_clear_nhs_number_leaves() {
    let rows = format!("{ROW}S2,999 000 0026,RX1,,Norfolk,2018-03-01,,\nS3,9990000035,RX1,,Norfolk,2018-03-01,,\n");
    let shifted = "9990000042,S4,RX1,,Norfolk,2018-03-01,,\nS5,S5,9990000050,,Norfolk,2018-03-01,,\n";
    let intake = taken(&[stays(&format!("{rows}{shifted}"))]);
    let all = format!("{:?}{:?}", intake.findings, intake.stays);
    for number in ["9990000018", "9990000026", "999 000 0026", "9990000035", "9990000042", "9990000050"] {
        assert!(!all.contains(number), "{number} in {all}");
    }
    assert_eq!(intake.findings.iter().find(|f| f.code == "W_NHS_FORMAT").unwrap().value, "999***0026");
    let ids =
        "9990000018,,RX1,,Norfolk,2018-03-01,,\n".to_owned() + &"9990000026,,RX1,,Norfolk,2018-03-01,,\n".repeat(3);
    assert_eq!(take_all(&[stays(&ids)]).unwrap_err().code(), "F_STAY_ID");
}
