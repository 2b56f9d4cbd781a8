//! Rows that are rejected or doubtful: one line here for each way.

use beddays::domain::{EventKind, EventValue, Severity};

use crate::intake::native::{File, ROW, codes, events, file, only_reject, reasons, stays, take_all, take_as_of, taken};
use beddays::intake::NativeTable;

const WIDE: &str = "stay_id,nhs_number,person_key,provider_code,authority_code,admitted_at,expected_admission_on,ready_on,\
                    discharged_at,care_type,setting,age_at_admission\n";

/// A row of [`WIDE`] with some cells changed.
fn wide(changes: &[(&str, &str)]) -> File {
    let names: Vec<&str> = WIDE.trim_end().split(',').collect();
    let good = [
        ("stay_id", "S1"),
        ("nhs_number", "9990000018"),
        ("provider_code", "RX1"),
        ("authority_code", "Norfolk"),
        ("admitted_at", "2018-03-01T10:00"),
        ("ready_on", "2018-03-05"),
        ("discharged_at", "2018-03-09T12:30"),
    ];
    let value = |name: &&str| {
        let found = changes.iter().rev().chain(good.iter().rev()).find(|(column, _)| column == name);
        found.map_or("", |(_, value)| *value).to_owned()
    };
    let cells: Vec<String> = names.iter().map(value).collect();
    file(NativeTable::Stay, "stays.csv", format!("{WIDE}{}\n", cells.join(",")))
}

const KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#[test]
fn a_stay_is_rejected_for_one_named_cell() {
    let long = "a".repeat(65);
    let padded = format!("{:0>64}", "9990000018");
    let cases: Vec<(&str, &str, &str, &str, &str)> = vec![
        // column, value, code, words of the message, words of the hint
        ("stay_id", "", "R_REQUIRED", "blank", "sender"),
        ("stay_id", "99900000181", "R_ID", "stands in the stay id", ""),
        ("stay_id", "W7/9.99000001.8-2", "R_ID", "stands in the stay id", ""),
        ("stay_id", "S 1", "R_ID", "ASCII", ""),
        ("stay_id", "../S1", "R_ID", "ASCII", ""),
        ("stay_id", "=1", "R_ID", "ASCII", "formula"),
        ("stay_id", "'S1'", "R_ID", "ASCII", "apostrophes"),
        ("stay_id", "S\u{202E}1", "R_ID", "U+202E", "another"),
        ("stay_id", &long, "R_ID", "found 65 characters, at most 64", ""),
        ("stay_id", "9990000018", "R_ID", "NHS number", "own number"),
        ("stay_id", "A.9990000018.B", "R_ID", "NHS number", "own number"),
        ("stay_id", "2026/9990000018", "R_ID", "NHS number", "own number"),
        ("stay_id", "RX1-09990000018", "R_ID", "NHS number", "own number"),
        ("nhs_number", "9990000019", "R_NHS", "check digit", "blank"),
        ("nhs_number", "999000001", "R_NHS", "ten digits", ""),
        ("nhs_number", "9999999999", "R_NHS", "no person's number", ""),
        ("nhs_number", "'9990000018", "R_NHS", "ten digits", "plain text"),
        ("nhs_number", "9990000018.0", "R_NHS", "ten digits", "as text"),
        ("nhs_number", "9.99E+09", "R_NHS", "ten digits", "as text"),
        ("nhs_number", "9990000018\u{200B}", "R_NHS", "U+200B", ""),
        ("person_key", "9990000018", "R_PERSON_KEY", "looks like an NHS number", "nhs_number"),
        ("person_key", "999 000 0018", "R_PERSON_KEY", "looks like an NHS number", ""),
        ("person_key", &padded, "R_PERSON_KEY", "looks like an NHS number", ""),
        ("person_key", "abc", "R_PERSON_KEY", "64 hexadecimal", ""),
        ("person_key", KEY, "R_PERSON_KEY", "both", "blank"),
        ("provider_code", "RX", "R_ORG", "3 to 9", ""),
        ("provider_code", "RX1/..", "R_ORG", "3 to 9", ""),
        ("provider_code", "R\u{417}1", "R_ORG", "character 2 is U+0417", ""),
        ("authority_code", "", "R_REQUIRED", "blank", ""),
        ("authority_code", "Norflok", "R_ORG", "no English authority", "`Norfolk`"),
        ("authority_code", "Atlantis on the Sea", "R_ORG", "no English authority", "authorities.csv"),
        ("admitted_at", "", "R_REQUIRED", "blank", ""),
        ("admitted_at", "2018-02-30", "R_DATE", "not a day", ""),
        ("admitted_at", "01.03.2018", "R_DATE", "not a day", "dd.mm.yyyy"),
        ("admitted_at", "20180301", "R_DATE", "not a day", "yyyymmdd"),
        ("admitted_at", "1/3/18", "R_DATE", "not a day", "as in 2018-03-31"),
        ("admitted_at", "2018-03-01T24:00", "R_TIME", "23:59:59", ""),
        ("admitted_at", "2018-03-01T23:59:60", "R_TIME", "23:59:59", ""),
        ("admitted_at", "2018-03-01 2pm", "R_TIME", "23:59:59", "13:45"),
        ("discharged_at", "2018-03-25T01:30", "R_TIME", "never was", "wall"),
        ("admitted_at", "1989-12-31", "R_DATE_RANGE", "1990-01-01 to 2100-12-31", "year"),
        ("admitted_at", "1998-01-01", "R_DATE_RANGE", "20 years", "year"),
        ("discharged_at", "2019-01-01T10:00", "R_FUTURE", "2018-12-31", "year"),
        ("discharged_at", "2018-02-28T09:59", "R_ORDER", "before the admission", "which"),
        ("ready_on", "2018-02-28", "R_ORDER", "before the day of admission", ""),
        ("ready_on", "2018-03-10", "R_ORDER", "after the day of discharge", ""),
        ("ready_on", "2018-03-05T10:00+14:00", "R_DATE", "none of the local clocks", ""),
        ("ready_on", "NULL", "R_DATE", "a word for nothing", "null_values = [\"NULL\"]"),
        ("ready_on", "0000-00-00", "R_DATE", "stands for no day", "null_dates = [\"0000-00-00\"]"),
        ("discharged_at", "9999-12-31", "R_DATE_RANGE", "2100-12-31", "null_dates = [\"9999-12-31\"]"),
        ("discharged_at", "2049-12-31T00:00", "R_DATE_RANGE", "many systems", "null_dates = [\"2049-12-31\"]"),
        ("setting", "n/a", "R_NULL", "a word for nothing", "null_values = [\"n/a\"]"),
        ("provider_code", "NULL", "R_NULL", "a word for nothing", "null_values = [\"NULL\"]"),
        ("age_at_admission", "-", "R_AGE", "a word for nothing", "null_values = [\"-\"]"),
        ("ready_on", "２018-03-05", "R_DATE", "U+FF12", ""),
        ("expected_admission_on", "2101-01-01", "R_DATE_RANGE", "2100", ""),
        ("care_type", "acut", "R_CODE", "wanted one of acute, maternity", "`acute`"),
        ("setting", "at\u{7}home", "R_CONTROL", "U+0007", ""),
        ("setting", "at\u{200B}home", "R_CONTROL", "U+200B", ""),
        ("setting", "\"two\nlines\"", "R_CONTROL", "lines 2 to 3", "quote"),
        ("setting", "a\0b", "R_CONTROL", "NUL", ""),
        ("setting", "say \"hi\"", "R_QUOTE", "inside a cell", "as two"),
        ("setting", " \"hi\"", "R_QUOTE", "inside a cell", "space"),
        ("setting", "\"a \\\"b\\\"\"", "R_QUOTE", "behind the quote", "\\\""),
        ("setting", "a,b", "R_WIDTH", "found 13 cells, 12 wanted", "comma"),
        ("age_at_admission", "131", "R_AGE", "0 to 130", "blank"),
        ("age_at_admission", "+65", "R_AGE", "0 to 130", ""),
        ("age_at_admission", "65.0", "R_AGE", "0 to 130", ""),
    ];
    for (column, value, code, message, hint) in cases {
        let intake = taken(&[wide(&[("age_at_admission", "80"), (column, value)])]);
        let reject = only_reject(&intake);
        let name = format!("{column} = {value:?}: {reject:?}");
        assert_eq!((reject.code, intake.stays.len()), (code, 0), "{name}");
        assert!(reject.message.contains(message) && reject.hint.contains(hint), "{name}");
        assert_eq!((reject.record, reject.line, reject.byte_offset), (1, 2, WIDE.len() as u64), "{name}");
        assert_eq!((reject.file.as_str(), reject.severity), ("stays.csv", Severity::Rejected), "{name}");
        if code != "R_WIDTH" {
            assert_eq!(reject.column, column, "{name}");
        }
        assert!(!reject.message.is_empty() && !reject.hint.is_empty(), "{name}");
        assert_eq!(reject.value.is_empty(), matches!(code, "R_REQUIRED") || message == "both", "{name}");
        assert!(!reject.value.chars().any(char::is_control), "{name}");
    }
}

#[test]
fn a_doubtful_stay_is_taken_with_a_warning() {
    let cases: [(&str, &str, &str, &str); 16] = [
        ("nhs_number", "", "W_NO_NHS_NUMBER", "without a person"),
        ("nhs_number", "999-000-0018", "W_NHS_FORMAT", "hyphens"),
        ("provider_code", "rx1", "W_CASE", "`RX1`"),
        ("provider_code", " RX1 ", "W_TRIM", "white space"),
        ("provider_code", "\u{A0}RX1\t", "W_TRIM", "white space"),
        ("care_type", "Acute", "W_CASE", "`acute`"),
        ("setting", "=1+1", "W_FORMULA_TEXT", "kept as text"),
        ("ready_on", "2018-03-05T00:00:00", "W_TIME_DROPPED", "midnight"),
        ("ready_on", "2018-03-05 00:00", "W_TIME_DROPPED", "midnight"),
        ("ready_on", "2018-03-05 10:00", "W_TIME_DROPPED", "the time was cut off"),
        ("ready_on", "2018-03-05T00:00:00.0000000Z", "W_TIME_DROPPED", "midnight"),
        ("ready_on", "  ", "W_TRIM", "white space"),
        ("discharged_at", "2018-10-28T01:30", "W_TIME_AMBIGUOUS", "came twice"),
        ("discharged_at", "2018-03-09T12:30+05:30", "W_ZONE", "converted"),
        ("discharged_at", "2018-03-09", "W_NO_TIME", "end of the day"),
        ("admitted_at", "2016-02-01", "W_LENGTH", "over two years"),
    ];
    for (column, value, code, message) in cases {
        let intake = taken(&[wide(&[(column, value)])]);
        assert_eq!((intake.stays.len(), codes(&intake, Severity::Warning)), (1, vec![code]), "{column} = {value:?}");
        assert!(intake.findings[0].message.contains(message), "{column} = {value:?}: {:?}", intake.findings);
        assert_eq!(intake.receipts[0].warnings, 1);
    }
    let keyed = taken(&[wide(&[("nhs_number", ""), ("person_key", &KEY.to_uppercase())])]);
    assert_eq!(keyed.stays[0].person_key.as_ref().map(|key| &*key.0), Some(KEY));
    let open =
        take_as_of(&[wide(&[("discharged_at", ""), ("admitted_at", "2015-01-01")])], Some("2018-03-31")).unwrap();
    assert_eq!(codes(&open, Severity::Warning), ["W_LENGTH"], "an open stay lasts until the as-of date");
    let edge = taken(&[wide(&[("discharged_at", "2018-12-31T23:59:59")])]);
    assert_eq!(edge.findings, [], "the as-of date itself is no future");
}

#[test]
fn a_row_names_all_its_wrong_cells_and_counts_once() {
    let intake = taken(&[wide(&[("nhs_number", "1"), ("provider_code", "R"), ("age_at_admission", "x")])]);
    let reject = only_reject(&intake);
    assert_eq!((reject.code, reject.column.as_str()), ("R_NHS", "nhs_number"));
    assert!(reject.message.ends_with("; wrong in the same row: `provider_code`, `age_at_admission`"), "{reject:?}");
    assert_eq!(intake.receipts[0].rejected, 1);
}

#[test]
fn an_event_is_rejected_for_one_named_cell() {
    let cases = [
        ("S1,,2018-03-05T10:00,,", "R_REQUIRED", "kind", "blank"),
        ("S1,assesment_notice,2018-03-05T10:00,,", "R_KIND", "kind", "no event"),
        ("S1,died,,,", "R_REQUIRED", "at", "blank"),
        ("S1,died,05/03/18,,", "R_DATE", "at", "not a day"),
        ("S1,assessment_notice,2018-03-05,,", "R_TIME", "at", "time of day can move money"),
        ("S1,services_ready,2018-03-05,,", "R_TIME", "at", "time of day"),
        ("S1,died,2018-03-25T01:00,,", "R_TIME", "at", "never was"),
        ("S1,died,2019-03-05,,", "R_FUTURE", "at", "as-of"),
        ("S1,died,1970-03-05,,", "R_DATE_RANGE", "at", "1990"),
        ("S1,discharge_notice,2018-03-05T10:00,,", "R_VALUE", "value", "a day is wanted"),
        ("S1,discharge_notice,2018-03-05T10:00,,soon", "R_VALUE", "value", "a day is wanted"),
        ("S1,discharge_notice,2018-03-05T10:00,,2018-02-30", "R_VALUE", "value", "a day is wanted"),
        ("S1,authority_redirect,2018-03-05,,", "R_VALUE", "value", "an authority is wanted"),
        ("S1,authority_redirect,2018-03-05,,Nowhere", "R_VALUE", "value", "no English authority"),
        ("S1,municipality_reply,2018-03-05,,", "R_VALUE", "value", "a word is wanted"),
        ("S1,died,2018-03-05,,2018-03-05", "R_VALUE", "value", "no value is wanted"),
        ("S1,died,2018-03-05,2018-03-06,", "R_VALUE", "until", "one moment"),
        ("S1,nhs_cause,2018-03-05,,", "R_VALUE", "until", "last day is wanted"),
        ("S1,nhs_cause,2018-03-05,2018-03-04,", "R_ORDER", "until", "before its start"),
        ("S1,deterioration,2018-03-05T10:00,2018-03-05T09:59,", "R_ORDER", "until", "before its start"),
        ("S1,nhs_cause,2018-03-05,2019-03-04,", "R_FUTURE", "until", "as-of"),
        ("S2,died,2018-03-05,,", "R_UNKNOWN_STAY", "stay_id", "not taken"),
        ("S1,died,2018-03-05,", "R_WIDTH", "value", "found 4 cells, 5 wanted"),
    ];
    for (row, code, column, message) in cases {
        let intake = taken(&[stays(ROW), events(&format!("{row}\n"))]);
        let reject = only_reject(&intake);
        assert_eq!((reject.code, reject.column.as_str(), intake.events.len()), (code, column, 0), "{row}: {reject:?}");
        assert!(reject.message.contains(message), "{row}: {reject:?}");
    }
}

#[test]
fn events_last_as_their_kind_does() {
    let rows = "S1,nhs_cause,2018-03-05,2018-03-06,\nS1,nhs_cause,2018-03-07T10:00,2018-03-07T11:00,\n\
                S1,deterioration,2018-03-08T10:00,,\nS1,Died,2018-03-09,,\n\
                S1,authority_redirect,2018-03-05,,E10000020\nS1,expected_admission,2019-06-01,,\n";
    let intake = taken(&[stays(ROW), events(rows)]);
    let found: Vec<(EventKind, String, Option<String>)> = intake
        .events
        .iter()
        .map(|record| &record.event)
        .map(|event| (event.kind, event.at.to_string(), event.until.map(|until| until.to_string())))
        .collect();
    let wanted = [
        (EventKind::NhsCause, "2018-03-05T00:00", Some("2018-03-06T23:59:59")),
        (EventKind::AuthorityRedirect, "2018-03-05T00:00", None),
        (EventKind::NhsCause, "2018-03-07T10:00", Some("2018-03-07T11:00")),
        (EventKind::Deterioration, "2018-03-08T10:00", Some("2018-03-08T23:59:59")),
        (EventKind::Died, "2018-03-09T00:00", None),
        (EventKind::ExpectedAdmission, "2019-06-01T00:00", None),
    ];
    let wanted = wanted.map(|(kind, at, until)| (kind, at.to_owned(), until.map(str::to_owned)));
    assert_eq!(found, wanted);
    assert!(matches!(intake.events[1].event.value, EventValue::Authority(_)));
}

#[test]
fn a_reason_is_rejected_for_one_named_cell() {
    let cases = [
        ("S1,,,A,nhs", "R_REQUIRED", "from_on"),
        ("S1,2018-03-05,,,nhs", "R_REQUIRED", "reason_code"),
        ("S1,2018-03-05,,A,council", "R_CODE", "attributed_to"),
        ("S1,2018-03-05,2018-03-04,A,nhs", "R_ORDER", "to_on"),
        ("S1,2018-03-05,2019-03-04,A,both", "R_FUTURE", "to_on"),
        ("S1,2018-03-32,,A,both", "R_DATE", "from_on"),
        ("S9,2018-03-05,,A,both", "R_UNKNOWN_STAY", "stay_id"),
    ];
    for (row, code, column) in cases {
        let intake = taken(&[stays(ROW), reasons(&format!("{row}\n"))]);
        let reject = only_reject(&intake);
        assert_eq!((reject.code, reject.column.as_str(), intake.reasons.len()), (code, column, 0), "{row}: {reject:?}");
    }
}

#[test]
fn an_unknown_stay_says_why_it_is_unknown() {
    let bad = "S1,1,RX1,,Norfolk,2018-03-01,,\n";
    let intake = taken(&[stays(bad), events("S1,died,2018-03-05,,\nS2,died,2018-03-05,,\n")]);
    let hint = |stay: &str| {
        let mut found = intake.findings.iter().filter(|finding| finding.code == "R_UNKNOWN_STAY");
        found.find(|finding| finding.stay_id == stay).unwrap().hint.clone()
    };
    assert!(hint("S1").contains("rejected (R_NHS): correct record 1 of `stays.csv`"), "{}", hint("S1"));
    assert!(hint("S2").contains("no delivery that was read has the stay"), "{}", hint("S2"));
}

#[test]
fn rows_of_a_wrong_shape_are_rejected_alone() {
    let long = format!("S2,,RX1,{},Norfolk,2018-03-01,,\n", "x".repeat(32_768));
    let swallowed = "S2,,RX1,,Norfolk,2018-03-01,,\"\nS3,,RX1,,Norfolk,2018-03-01,,\"\n";
    let header = crate::intake::native::STAYS;
    let cases: [(&str, &[u8], &str, &str); 7] = [
        ("long", long.as_bytes(), "R_TOO_LONG", "site_code"),
        ("swallowed", swallowed.as_bytes(), "R_QUOTE", "discharged_at"),
        ("header", header.as_bytes(), "R_HEADER_REPEAT", "stay_id"),
        ("narrow", b"S2\n", "R_WIDTH", "nhs_number"),
        ("overlong slash", b"S2,,RX1,\xC0\xAF,Norfolk,2018-03-01,,\n", "R_ENCODING", "site_code"),
        ("half a pair", b"S2,,RX1,\xED\xA0\x80,Norfolk,2018-03-01,,\n", "R_ENCODING", "site_code"),
        ("NUL", b"S2,,R\0X1,,Norfolk,2018-03-01,,\n", "R_CONTROL", "provider_code"),
    ];
    for (name, row, code, column) in cases {
        let bytes = [header.as_bytes(), ROW.as_bytes(), row, b"S9,,RX1,,Norfolk,2018-03-01,,\n"].concat();
        let intake = take_all(&[file(NativeTable::Stay, "stays.csv", bytes)]).unwrap();
        let reject = only_reject(&intake);
        assert_eq!((reject.code, reject.column.as_str(), intake.stays.len()), (code, column, 2), "{name}: {reject:?}");
        assert_eq!((reject.record, reject.line), (2, 3), "{name}");
        assert!(!reject.value.is_empty() && reject.value.chars().count() < 80, "{name}: {reject:?}");
        assert_eq!(reject.byte_offset as usize, header.len() + ROW.len(), "{name}");
    }
}

#[test]
fn offsets_are_those_of_the_file_as_it_came() {
    let text = format!(
        "{}{ROW}S\u{1F600},,RX1,,Norfolk,2018-03-01,,\nS3,1,RX1,,Norfolk,2018-03-01,,\n",
        crate::intake::native::STAYS
    );
    let start = text.find("S3,1").unwrap();
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let in_utf16 = 2 + 2 * text[..start].encode_utf16().count();
    for (bytes, wanted) in [(text.clone().into_bytes(), start), (marked, start + 3), (utf16, in_utf16)] {
        let intake = taken(&[file(NativeTable::Stay, "stays.csv", bytes)]);
        let last = intake.findings.iter().rfind(|finding| finding.code == "R_NHS").unwrap();
        assert_eq!((last.byte_offset as usize, last.line), (wanted, 4));
    }
}

#[test]
fn facts_outside_their_stay_are_doubtful() {
    let cases = [
        ("assessment_notice,2018-02-22T10:00,,", None),
        ("assessment_notice,2018-02-21T10:00,,", Some("W_EVENT_BEFORE_ADMISSION")),
        ("discharge_notice,2018-02-28T10:00,,2018-03-07", Some("W_EVENT_BEFORE_ADMISSION")),
        ("authority_redirect,2017-02-28,,Suffolk", None),
        ("expected_admission,2018-02-01,,", None),
        ("services_ready,2018-03-09T23:00,,", None),
        ("services_ready,2018-03-10T00:00,,", Some("W_EVENT_AFTER_DISCHARGE")),
    ];
    for (row, wanted) in cases {
        let intake = taken(&[stays(ROW), events(&format!("S1,{row}\n"))]);
        assert_eq!(codes(&intake, Severity::Warning), Vec::from_iter(wanted), "{row}");
        assert_eq!(intake.events.len(), 1, "{row}");
    }
}

#[test]
fn one_patient_in_two_places_is_doubtful() {
    let row =
        |id: &str, provider: &str, from: &str, to: &str| format!("{id},9990000018,{provider},,Norfolk,{from},,{to}\n");
    let first = row("S1", "RX1", "2018-03-01", "2018-03-10T10:00");
    for (second, wanted) in [
        (row("S2", "RX2", "2018-03-10", "2018-03-12T10:00"), 0),
        (row("S2", "RX2", "2018-03-09", "2018-03-12T10:00"), 2),
        (row("S2", "RX2", "2018-03-02", "") + &row("S3", "RX3", "2018-06-01", ""), 3),
        (row("S2", "RX2", "2018-03-09", "2018-03-12T10:00").replace("9990000018", "9990000026"), 0),
    ] {
        let intake = taken(&[stays(&format!("{first}{second}"))]);
        let overlaps = codes(&intake, Severity::Warning).iter().filter(|code| **code == "W_OVERLAP").count();
        assert_eq!(overlaps, wanted, "{second}");
    }
}
