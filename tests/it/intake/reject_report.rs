//! The reject report: every finding with its place, as CSV that no spreadsheet runs.

use beddays::domain::finding_codes::CODES;
use beddays::domain::spreadsheet::{mark_formula, unmark_formula};
use beddays::files::wording::{shown, shown_bytes};
use beddays::intake::findings::write_findings_csv;
use proptest::prelude::*;

use crate::intake::native::{ROW, events, stays, taken};

#[test]
fn every_code_in_the_source_is_in_the_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = std::collections::BTreeSet::new();
    let pattern = folder.join("**/*.rs").display().to_string();
    for file in glob::glob(&pattern).unwrap().map(Result::unwrap) {
        if !file.ends_with("intake/codes.rs") {
            let text = std::fs::read_to_string(file).unwrap();
            let is_code = |word: &&str| {
                let prefix = ["F_", "R_", "D_", "W_"].iter().any(|prefix| word.starts_with(prefix));
                prefix
                    && word.len() > 2
                    && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
            };
            found.extend(text.split('"').filter(is_code).map(str::to_owned));
        }
    }
    let listed: std::collections::BTreeSet<String> = CODES.iter().map(|(code, _)| (*code).to_owned()).collect();
    assert_eq!(found, listed);
    assert_eq!(listed.len(), CODES.len(), "each once");
}

#[test]
fn shown_values_are_masked_escaped_and_cut() {
    for (value, wanted) in [
        ("9990000018", "999***0018"),
        ("999 000 0018", "999***0018"),
        ("99-9000 00-18", "99-***0-18"),
        ("x9990000018", "x99***0018"),
        ("2018-03-05 13:45", "2018-03-05 13:45"),
        ("05-03-2018 13:45", "05-03-2018 13:45"),
        ("a\u{1b}[31m\u{202e}b", "a\\u{001B}[31m\\u{202E}b"),
    ] {
        assert_eq!(shown(value), wanted);
    }
    assert_eq!(shown(&"é".repeat(100)), "é".repeat(60) + "…");
    assert_eq!(shown_bytes(b"a\xC0\xAFb\r\n"), "a\\x{C0}\\x{AF}b");
}

fn report(intake: &beddays::settle::Intake) -> Vec<u8> {
    let mut out = Vec::new();
    write_findings_csv(&intake.findings, &mut out).unwrap();
    out
}

#[test]
fn every_finding_has_its_place_and_words() {
    let rows = format!("{ROW}S2,9990000019,RX1,,Norfolk,2018-03-01,,\n{ROW}S3,,rx1,,Norfolk,2018-03-01,,\n");
    let intake = taken(&[stays(&rows), events("S1,=cmd|' /C calc'!A0,2018-03-05,,\n")]);
    let text = String::from_utf8(report(&intake)).unwrap();
    let wanted = [
        "\"file\",\"record\",\"line\",\"byte_offset\",\"column\",\"severity\",\"code\",\"value\",\"message\",\"hint\",\"stay_id\"",
        "\"events.csv\",1,2,28,\"kind\",\"rejected\",\"R_KIND\",\"'=cmd|'' /C calc'!A0\",\"no event has this kind\",\
         \"ask the sender which it should be\",\"S1\"",
        "\"stays.csv\",2,3,170,\"nhs_number\",\"rejected\",\"R_NHS\",\"999***0019\",\"the check digit does not fit \
         (modulus 11)\",\"check the number against the patient's record; leave the cell blank if it is not known\",\"S2\"",
        "\"stays.csv\",3,4,210,\"\",\"duplicate\",\"D_EXACT\",\"\",\"the same as record 1 of `stays.csv`\",\"nothing to \
         do; it counts once\",\"S1\"",
        "\"stays.csv\",4,5,287,\"nhs_number\",\"warning\",\"W_NO_NHS_NUMBER\",\"\",\"no NHS number; the stay was taken \
         without a person\",\"without the number it is not known which stays are of one person\",\"S3\"",
        "\"stays.csv\",4,5,287,\"provider_code\",\"warning\",\"W_CASE\",\"rx1\",\"read as `RX1`\",\"\",\"S3\"",
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), wanted);
}

/// Whether a program that cuts cells at any separator could see a formula.
fn could_run(text: &str) -> bool {
    let plain =
        |cell: &str| cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '"').to_owned();
    let trigger = |cell: &str| plain(cell).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    text.split([',', ';', '\t', '|', '\n', '\r']).any(trigger)
}

#[test]
fn formulas_are_marked_and_come_back() {
    for text in [
        "=1+1", "+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\"=1\"", "＝1", "＋1", "－1", "＠x", "a;=1", "a,-b",
        "a|@b", "\u{A0}=1", "\u{0}=1", "'=1", "'", "''", "a;'b", "=1\n+2", ";;=", "\n", "\t", "a b", "", "a=b", "a-b",
    ] {
        let marked = mark_formula(text);
        assert!(!could_run(&marked), "{text:?} → {marked:?}");
        assert_eq!(unmark_formula(&marked), text, "{text:?} → {marked:?}");
    }
    // A strict number is one in any program.
    for plain in ["a b", "", "a=b", "S1-2", "-1", "inbox/a.csv", "no such day: 2018-02-30"] {
        assert_eq!(mark_formula(plain), plain);
    }
}

proptest! {
    #[test]
    fn marks_can_be_taken_away(text in "[=+@'; ,|a\"\t\r\n＝é-]{0,12}") {
        let marked = mark_formula(&text);
        prop_assert!(!could_run(&marked), "{:?} → {:?}", text, marked);
        prop_assert_eq!(unmark_formula(&marked), text);
    }
}

#[test]
fn no_cell_of_the_report_can_run() {
    let payloads = ["=1+1", "+1+1", "@SUM(1+1)", "-2+3", "=HYPERLINK(\"\"http://invalid.example\"\")", "＝1", "a;=1"];
    let columns = |payload: &str| {
        let cell = format!("\"{payload}\"");
        (0..8)
            .map(move |place| {
                let mut cells =
                    ["S1", "9990000018", "RX1", "RX1RA", "Norfolk", "2018-03-01", "2018-03-05", ""].map(str::to_owned);
                cells[place] = cell.clone();
                cells.join(",") + "\n"
            })
            .collect::<String>()
    };
    // One column that cannot be read at all would refuse the file.
    let good = "S9,9990000026,RX1,RX1RA,Norfolk,2018-03-01,2018-03-05,2018-03-09T10:00\n";
    let rows: String = payloads.into_iter().map(columns).chain([good.to_owned()]).collect();
    let intake = taken(&[stays(&rows)]);
    let out = report(&intake);
    assert!(intake.findings.len() >= 56);
    // As other countries cut it, too.
    for delimiter in [b',', b';', b'\t'] {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(&*out);
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(!could_run(cell), "{cell:?}");
            }
        }
    }
    for line in out.split(|byte| *byte == b'\n') {
        assert!(!line.iter().any(|byte| *byte < 0x20), "{:?}", String::from_utf8_lossy(line));
    }
}
