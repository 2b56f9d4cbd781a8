//! Rows that come again: exact copies, later news, contradictions, and facts that waited for their stay.

use beddays::domain::Severity;
use beddays::intake::NativeTable;
use beddays::settle::Intake;
use beddays::settle::delivery_order::extract_date;

use crate::intake::native::{File, ROW, STAYS, codes, events, file, reasons, stays, taken};

fn row(id: &str, discharged: &str) -> String {
    format!("{id},9990000018,RX1,,Norfolk,2018-03-01T10:00,2018-03-05,{discharged}\n")
}

fn named(name: &str, received: u32, rows: &str) -> File {
    File { received, ..file(NativeTable::Stay, name, format!("{STAYS}{rows}")) }
}

fn all_codes(intake: &Intake) -> Vec<&'static str> {
    intake.findings.iter().map(|finding| finding.code).collect()
}

/// Discharge of the one stay that was taken, or nothing.
fn discharged(intake: &Intake) -> Option<String> {
    intake.stays.first().map(|stay| stay.discharged_at.unwrap().to_string())
}

const EARLY: &str = "2018-03-08T12:00";
const LATE: &str = "2018-03-09T12:00";

#[test]
fn an_exact_copy_counts_once() {
    // The same content in another spelling is the same news.
    let again = row("S1", LATE).replace("9990000018", "999 000 0018").replace("RX1", "rx1");
    let intake = taken(&[stays(&(row("S1", LATE) + &row("S2", LATE) + &row("S1", LATE) + &again))]);
    let receipt = &intake.receipts[0];
    assert_eq!((receipt.read, receipt.accepted, receipt.duplicates), (4, 2, 2));
    assert_eq!(codes(&intake, Severity::Duplicate), ["D_EXACT", "D_EXACT"]);
    let copy = intake.findings.iter().find(|finding| finding.code == "D_EXACT").unwrap();
    assert_eq!((copy.record, copy.message.as_str()), (3, "the same as record 1 of `stays.csv`"));
    let intake = taken(&[
        stays(ROW),
        events(
            "S1,died,2018-03-05,,\nS1,died,2018-03-05T00:00,,\nS1,died,2018-03-06,,\n\
             S1,nhs_cause,2018-03-05,2018-03-06,\nS1,nhs_cause,2018-03-05,2018-03-07,\n",
        ),
        reasons("S1,2018-03-05,,A,nhs\nS1,2018-03-05,,A,both\nS1,2018-03-05,,A,nhs\n"),
    ]);
    assert_eq!(codes(&intake, Severity::Duplicate), ["D_EXACT", "D_EXACT"]);
    assert_eq!((intake.events.len(), intake.reasons.len()), (4, 2));
}

#[test]
fn the_same_bytes_again_are_one_duplicate_delivery() {
    let bad = format!("{}S2,1,RX1,,Norfolk,2018-03-01,,\n", row("S1", LATE));
    for order in [[1, 2], [2, 1]] {
        let files = order.map(|received| named(&format!("file_{received}.csv"), received, &bad));
        let intake = taken(&files);
        let of = |name: &str| intake.receipts.iter().find(|receipt| receipt.file == name).unwrap();
        let (first, second) = (of("file_1.csv"), of("file_2.csv"));
        assert_eq!((first.read, first.accepted, first.rejected), (2, 1, 1));
        assert_eq!((second.read, second.duplicates), (2, 2));
        assert_eq!(codes(&intake, Severity::Duplicate), ["D_DELIVERY"]);
    }
}

#[test]
fn later_news_wins_and_equal_rank_is_a_contradiction() {
    struct Case {
        name: &'static str,
        files: Vec<File>,
        wanted: Option<&'static str>,
        codes: Vec<&'static str>,
    }
    let case = |name, files: &[(&str, u32, &str)], wanted, codes: &[&'static str]| {
        let files = files.iter().map(|(name, run, at)| named(name, *run, &row("S1", at))).collect();
        Case { name, files, wanted, codes: codes.to_vec() }
    };
    let cases = [
        case("a later run", &[("a.csv", 1, EARLY), ("b.csv", 2, LATE)], Some(LATE), &["D_SUPERSEDED"]),
        case("an earlier run", &[("a.csv", 2, EARLY), ("b.csv", 1, LATE)], Some(EARLY), &["D_SUPERSEDED"]),
        case("one run", &[("a.csv", 1, EARLY), ("b.csv", 1, LATE)], None, &["R_CONFLICT", "R_CONFLICT"]),
        case(
            "names with dates, against the order of arrival",
            &[("x_2018-04-02.csv", 1, LATE), ("x_2018-04-01.csv", 2, EARLY)],
            Some(LATE),
            &["D_SUPERSEDED"],
        ),
        case("months", &[("201803.csv", 1, EARLY), ("201804.csv", 1, LATE)], Some(LATE), &["D_SUPERSEDED"]),
        case(
            "one date, two runs: a correction",
            &[("x_2018-04.csv", 1, EARLY), ("y_2018-04.csv", 2, LATE)],
            Some(LATE),
            &["D_SUPERSEDED"],
        ),
        case(
            "one date, one run",
            &[("x_2018-04.csv", 1, EARLY), ("y_2018-04.csv", 1, LATE)],
            None,
            &["R_CONFLICT", "R_CONFLICT"],
        ),
        case(
            "a date against none in one run",
            &[("x_2018-04.csv", 1, EARLY), ("y.csv", 1, LATE)],
            None,
            &["R_CONFLICT", "R_CONFLICT"],
        ),
        // The same bytes are the same delivery: an old extract sent once more turns nothing back.
        case(
            "the first of three sent again",
            &[("a.csv", 1, EARLY), ("b.csv", 2, LATE), ("c.csv", 3, EARLY)],
            Some(LATE),
            &["D_SUPERSEDED", "D_DELIVERY"],
        ),
        case(
            "a circle of dates and runs",
            &[("x_2018-04-03.csv", 1, EARLY), ("y.csv", 2, LATE), ("z_2018-04-02.csv", 3, "2018-03-07T12:00")],
            None,
            &["R_CONFLICT", "R_CONFLICT", "R_CONFLICT"],
        ),
    ];
    for Case { name, files, wanted, codes } in cases {
        let intake = taken(&files);
        assert_eq!((discharged(&intake).as_deref(), all_codes(&intake)), (wanted, codes), "{name}");
        let mut turned = files.clone();
        turned.reverse();
        assert_eq!(discharged(&taken(&turned)).as_deref(), wanted, "{name}, turned round");
    }
}

#[test]
fn two_rows_of_one_file_never_overtake_each_other() {
    let rows = row("S1", EARLY) + &row("S1", LATE) + &row("S1", EARLY) + &row("S2", LATE);
    let intake = taken(&[stays(&rows), events("S1,died,2018-03-05,,\n")]);
    assert_eq!(codes(&intake, Severity::Rejected), ["R_UNKNOWN_STAY", "R_CONFLICT", "R_CONFLICT", "R_CONFLICT"]);
    let reject = intake.findings.iter().find(|finding| finding.code == "R_CONFLICT").unwrap();
    assert_eq!((reject.column.as_str(), reject.value.as_str()), ("stay_id", "S1"));
    assert_eq!(reject.message, "record 2 of `stays.csv` gives this stay another `discharged_at`; neither was taken");
    let unknown = intake.findings.iter().find(|finding| finding.code == "R_UNKNOWN_STAY").unwrap();
    assert!(unknown.hint.contains("R_CONFLICT"), "{unknown:?}");
    assert_eq!(intake.stays.len(), 1);
}

#[test]
fn a_contradiction_names_the_columns_of_the_file() {
    let other = row("S1", LATE).replace("Norfolk", "Suffolk").replace("9990000018", "9990000026");
    let intake = taken(&[stays(&(row("S1", LATE) + &other))]);
    let message = &intake.findings[0].message;
    assert!(message.contains("another `nhs_number`, `authority_code`"), "{message}");
}

#[test]
fn many_copies_of_a_contradiction_take_linear_time() {
    let rows = row("S1", EARLY).repeat(20_000) + &row("S1", LATE);
    let started = std::time::Instant::now();
    let intake = taken(&[stays(&rows)]);
    assert_eq!(intake.receipts[0].rejected, 20_001);
    // Row against row would be 200,000,000 comparisons.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn news_that_returns_to_an_earlier_word_is_news() {
    let files = [
        named("a.csv", 1, &row("S1", EARLY)),
        named("b.csv", 2, &row("S1", LATE)),
        named("c.csv", 3, &(row("S1", EARLY) + &row("S2", LATE))),
    ];
    let intake = taken(&files);
    assert_eq!(discharged(&intake).as_deref(), Some(EARLY));
    assert_eq!(codes(&intake, Severity::Duplicate), ["D_SUPERSEDED", "D_EXACT"]);
}

#[test]
fn a_contradiction_ends_with_later_news() {
    let both = named("a.csv", 1, &(row("S1", EARLY) + &row("S1", LATE)));
    let intake = taken(&[both, named("b.csv", 2, &row("S1", LATE))]);
    assert_eq!(discharged(&intake).as_deref(), Some(LATE));
    let receipts: Vec<_> = intake.receipts.iter().map(|r| (r.accepted, r.rejected, r.duplicates)).collect();
    assert_eq!(receipts, [(1, 0, 1), (0, 0, 1)], "the equal row of the first delivery keeps");
}

#[test]
fn a_fact_waits_for_its_stay() {
    let fact = events("S1,died,2018-03-09,,\n");
    let before = taken(std::slice::from_ref(&fact));
    assert_eq!((before.events.len(), before.receipts[0].rejected), (0, 1));
    let after = taken(&[fact, File { received: 2, ..stays(ROW) }]);
    assert_eq!((after.events.len(), after.receipts[0].accepted), (1, 1));
    assert_eq!(after.findings, []);
}

#[test]
fn extract_dates_are_read_from_names() {
    for (name, wanted) in [
        ("stays_2018-03-31.csv", Some("2018-03-31")),
        ("stays_20180331.csv", Some("2018-03-31")),
        ("stays_2018-03.csv", Some("2018-03-31")),
        ("stays_201802.csv", Some("2018-02-28")),
        ("01_extracted_2026-03-02.csv", Some("2026-03-02")),
        ("stays_2018-03_as_of_2018-04-05.csv", Some("2018-04-05")),
        ("2018-04-05_stays_2018-03.csv", Some("2018-04-05")),
        ("2018-04-05/stays.csv", None),
        ("stays_2018-02-30.csv", Some("2018-02-28")),
        ("stays_201813.csv", None),
        ("stays_1201803.csv", None),
        ("stays_20180331120000.csv", None),
        ("stays_999999.csv", None),
        ("stays.csv", None),
    ] {
        assert_eq!(extract_date(name).map(|day| day.to_string()).as_deref(), wanted, "{name}");
    }
}
