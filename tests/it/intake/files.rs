//! Files that are refused as a whole, and warnings about whole files.

use beddays::domain::Severity;
use beddays::error::Exit;
use beddays::intake::NativeTable;
use beddays::intake::profile::DateStyle;

use crate::intake::native::{File, ROW, STAYS, codes, events, file, reasons, stays, take_all, taken};

fn stay_file(bytes: impl AsRef<[u8]>) -> File {
    file(NativeTable::Stay, "inbox/stays_feb.csv", bytes)
}

/// Code, line and column, words of the message, words of the hint.
type Refused = (&'static str, Option<(usize, usize)>, &'static str, &'static str);

fn check(name: &str, file: &File, (code, place, what, hint): Refused) {
    let error = take_all(std::slice::from_ref(file)).expect_err(name);
    assert_eq!((error.code(), error.exit()), (code, Exit::Data), "{name}: {error}");
    let json = error.to_json();
    let position = &json["error"]["position"];
    let number = |key: &str| position[key].as_u64().map(|number| number as usize);
    assert_eq!(number("line").zip(number("column")), place, "{name}: {error}");
    assert_eq!(position["file"], "inbox/stays_feb.csv", "{name}");
    assert!(error.what().contains(what), "{name}: {error}");
    assert!(json["error"]["hint"].as_str().unwrap().contains(hint), "{name}: {error}");
    assert!(
        json["error"]["effect"].as_str().unwrap().ends_with("nothing was taken from it; the last good month stays")
    );
}

#[test]
fn a_file_that_cannot_be_read_for_certain_is_refused() {
    let with = |rows: &str| format!("{STAYS}{rows}").into_bytes();
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let cases: Vec<(&str, Vec<u8>, Refused)> = vec![
        ("no bytes", vec![], ("F_EMPTY", None, "nothing", "again")),
        ("blank lines", b"\n\r\n  \n".to_vec(), ("F_EMPTY", None, "nothing", "header")),
        ("a mark alone", b"\xEF\xBB\xBF".to_vec(), ("F_EMPTY", None, "nothing", "")),
        ("gzip", b"\x1F\x8B\x08\0abc".to_vec(), ("F_FORMAT", Some((1, 1)), "gzip", "CSV UTF-8")),
        ("workbook", b"PK\x03\x04abc".to_vec(), ("F_FORMAT", Some((1, 1)), "XLSX", "CSV UTF-8")),
        ("sign-in page", b"\n <!DOCTYPE html><p>".to_vec(), ("F_FORMAT", Some((1, 1)), "HTML", "")),
        ("XML", b"<?xml version=\"1.0\"?><a/>".to_vec(), ("F_FORMAT", Some((1, 1)), "XML", "")),
        ("JSON", b"[{\"stay_id\":1}]".to_vec(), ("F_FORMAT", Some((1, 1)), "JSON", "")),
        ("UTF-16 without a mark", utf16(STAYS), ("F_ENCODING", Some((1, 1)), "UTF-16LE", "CSV UTF-8")),
        ("UTF-32", b"\xFF\xFE\0\0s\0\0\0".to_vec(), ("F_ENCODING", Some((1, 1)), "UTF-32", "")),
        ("UTF-16 cut short", b"\xFF\xFEs\0t".to_vec(), ("F_TRUNCATED", None, "odd number", "again")),
        (
            "Windows-1252",
            [with(ROW), b"S2,,RX1,,Caf\xE9,2018-03-01,,\n".to_vec()].concat(),
            ("F_ENCODING", Some((3, 13)), "0xE9 at offset 182", "CSV UTF-8"),
        ),
        ("not UTF-8 in the header", b"stay_id,\xC0\xAF\n".to_vec(), ("F_ENCODING", Some((1, 9)), "0xC0", "")),
        (
            "a quote never closed",
            with(&format!("{ROW}S2,,\"RX1,,Norfolk,2018-03-01,,\n{ROW}{ROW}")),
            ("F_UNCLOSED_QUOTE", Some((3, 5)), "never closed", "\"\""),
        ),
        ("cut in a row", with("S1,,RX1,,Nor"), ("F_TRUNCATED", Some((2, 1)), "found 5 cells, 8 wanted", "whole file")),
    ];
    for (name, bytes, wanted) in cases {
        check(name, &stay_file(bytes), wanted);
    }
    let error = take_all(&[stay_file(with("S1,,\"RX1,,\n,\n,\n"))]).unwrap_err().to_string();
    assert!(
        error.contains("the rest of the file (lines 3 to 4) would be read as one cell, so nothing was taken"),
        "{error}"
    );
}

#[test]
fn a_header_that_is_not_the_tables_is_refused() {
    let cases: [(&str, &str, Refused); 14] = [
        (
            "missing",
            "stay_id,provider_code,admitted_at\n",
            ("F_HEADER_MISSING", Some((1, 1)), "the column `authority_code` must", "the header has `stay_id`"),
        ),
        (
            "misspelt",
            "stay_id,provider_code,autority_code,admitted_at\n",
            (
                "F_HEADER_MISSING",
                Some((1, 23)),
                "`authority_code`",
                "`autority_code` may be meant for `authority_code`",
            ),
        ),
        (
            "one column",
            "stay_id\nS1\n",
            ("F_HEADER_MISSING", Some((1, 1)), "`provider_code`, `authority_code`, `admitted_at`", ""),
        ),
        (
            "no header",
            "S1,9990000018,RX1,RX1,Norfolk,2018-03-01\n",
            ("F_HEADER_MISSING", Some((1, 1)), "must be there", "does the file have a header line?"),
        ),
        (
            "unknown",
            "stay_id,provider_code,authority_code,admitted_at,ready_one\n",
            ("F_HEADER_UNKNOWN", Some((1, 50)), "no column `ready_one`", "may be meant for `ready_on`"),
        ),
        (
            "unknown, far from any",
            "\"stay_id\",provider_code,authority_code,admitted_at,\"a,b\"\n",
            ("F_HEADER_UNKNOWN", Some((1, 53)), "no column `a,b`", "none of `stay_id`"),
        ),
        (
            "a look-alike",
            "stay_id,provider_code,authority_code,admitted_at,s\u{435}tting\n",
            ("F_HEADER_UNKNOWN", Some((1, 50)), "no column", "character 2 is U+0435"),
        ),
        (
            "a line break in a name",
            "stay_id,provider_code,authority_code,admitted_at,\"set\nting\"\n",
            ("F_HEADER_UNKNOWN", Some((1, 51)), "`set\\u{000A}ting`", "character 4 is U+000A"),
        ),
        (
            "twice",
            "stay_id,provider_code,authority_code,admitted_at,Stay_ID\n",
            ("F_HEADER_DUPLICATE", Some((1, 50)), "`stay_id` is there twice", ""),
        ),
        (
            "values without a name",
            "stay_id,,provider_code,authority_code,admitted_at\nS1,x,RX1,Norfolk,2018-03-01\n",
            ("F_HEADER_EMPTY", Some((2, 4)), "without a name", ""),
        ),
        (
            "semicolons",
            "stay_id;provider_code;authority_code;admitted_at\n",
            ("F_DELIMITER", Some((1, 1)), "divided by a semicolon", "sep="),
        ),
        ("tabs", "stay_id\tprovider_code\tauthority_code\n", ("F_DELIMITER", Some((1, 1)), "divided by a tab", "")),
        (
            "title lines",
            "Stays,,\nFebruary,,\n\nstay_id,provider_code,authority_code,admitted_at\n",
            ("F_HEADER", Some((1, 1)), "not the header line", "stands on line 4"),
        ),
        (
            "a stray quote",
            "stay_id,provider\"_code,authority_code,admitted_at\n",
            ("F_HEADER", Some((1, 17)), "a quote in the header line", ""),
        ),
    ];
    for (name, text, wanted) in cases {
        check(name, &stay_file(text), wanted);
    }
}

#[test]
fn dates_in_another_form_throughout_refuse_the_file() {
    let row = |id: &str, admitted: &str, ready: &str| format!("{id},,RX1,,Norfolk,{admitted},{ready},\n");
    let refused = |rows: String, dates: DateStyle| {
        let error = take_all(&[File { dates, ..stay_file(format!("{STAYS}{rows}")) }]).unwrap_err();
        assert_eq!(error.code(), "F_DATE_FORMAT", "{error}");
        error.to_string()
    };
    let text = refused(row("S1", "2018-03-01", "20/03/2018") + &row("S2", "2018-03-02", "21/03/2018"), DateStyle::Iso);
    assert!(text.contains("`ready_on`") && text.contains("line 2, column 29"), "{text}");
    assert!(text.contains("dates = \"dd/mm/yyyy\""), "{text}");
    let text = refused(row("S1", "01/03/2018 10:30", ""), DateStyle::Iso);
    assert!(text.contains("its one value reads as dd/mm/yyyy and as mm/dd/yyyy"), "{text}");
    let text = refused(row("S1", "43160", "43161") + &row("S2", "43162.5", ""), DateStyle::Iso);
    assert!(text.contains("serial numbers of a spreadsheet"), "{text}");
    assert!(text.contains("dates = \"spreadsheet-serial\""), "{text}");
    let text = refused(row("S1", "2018-03-01", ""), DateStyle::DayMonthYear);
    assert!(text.contains("dates = \"yyyy-mm-dd\""), "{text}");

    let mixed = row("S1", "2018-03-01", "20/03/2018") + &row("S2", "2018-03-02", "2018-03-21");
    assert_eq!(codes(&taken(&[stays(&mixed)]), Severity::Rejected), ["R_DATE"], "some are right: rows are refused");
    let slip = row("S1", "2018-03-01", "20/03/2018") + &row("S2", "2018-03-02", "");
    assert_eq!(codes(&taken(&[stays(&slip)]), Severity::Rejected), ["R_DATE"], "one slip is a slip");
    let words = row("S1", "2018-03-01", "NULL") + &row("S2", "2018-03-02", "N/A");
    assert_eq!(codes(&taken(&[stays(&words)]), Severity::Rejected), ["R_DATE", "R_DATE"], "no form fits");
    let declared = row("S1", "01/03/2018 10:30", "05/03/2018");
    let intake = taken(&[File { dates: DateStyle::DayMonthYear, ..stays(&declared) }]);
    assert_eq!(intake.stays[0].admitted_at.to_string(), "2018-03-01T10:30");
}

#[test]
fn a_refused_file_refuses_the_run_and_names_itself() {
    let error = take_all(&[stays(ROW), events("S1,\"died,2018-03-09,,\n")]).unwrap_err();
    assert_eq!(error.code(), "F_UNCLOSED_QUOTE");
    assert!(error.to_string().contains("`events.csv` line 2, column 4"), "{error}");
    let error = take_all(&[stays(ROW), reasons("S1,\"x")]).unwrap_err();
    assert!(error.to_string().contains("`reasons.csv`"), "{error}");
}

#[test]
fn what_was_done_to_read_a_file_is_said() {
    let plain = format!("{STAYS}{ROW}");
    let utf16 = |units: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark.to_vec(), plain.encode_utf16().flat_map(units).collect()].concat()
    };
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("a mark", [b"\xEF\xBB\xBF", plain.as_bytes()].concat(), &[]),
        ("two marks", [b"\xEF\xBB\xBF\xEF\xBB\xBF", plain.as_bytes()].concat(), &["W_BOM"]),
        ("UTF-16LE", utf16(u16::to_le_bytes, b"\xFF\xFE"), &["W_ENCODING"]),
        ("UTF-16BE", utf16(u16::to_be_bytes, b"\xFE\xFF"), &["W_ENCODING"]),
        ("0x1A", [plain.as_bytes(), b"\x1A"].concat(), &["W_TRAILER"]),
        ("CR", plain.replace('\n', "\r").into_bytes(), &["W_EOL"]),
        ("mixed", plain.replacen('\n', "\r\n", 1).into_bytes(), &["W_EOL"]),
        ("CRLF", plain.replace('\n', "\r\n").into_bytes(), &[]),
        ("no last line end", plain.trim_end().as_bytes().to_vec(), &[]),
        ("blank lines", plain.replace('\n', "\n \n,,,\n").into_bytes(), &["W_BLANK"]),
        ("sep=; in quotes", format!("\"sep=;\"\r\n{}", plain.replace(',', ";")).into_bytes(), &["W_SEP_LINE"]),
        ("sep=;", format!("SEP=;\r\n{}", plain.replace(',', ";").replace('\n', "\r\n")).into_bytes(), &["W_SEP_LINE"]),
        ("respelt", plain.replace("stay_id,nhs_number", " STAY-ID,NHS Number ").into_bytes(), &["W_HEADER_NORMALISED"]),
        ("a column more", plain.replace('\n', ",\n").into_bytes(), &["W_EMPTY_COLUMN"]),
        ("a cell more", plain.replace("12:30\n", "12:30,,\n").into_bytes(), &["W_EMPTY_COLUMN"]),
        ("quoted", plain.trim_end().replace(',', "\",\"").replace('\n', "\"\n\"").into_bytes(), &[]),
    ];
    let base = taken(&[stays(ROW)]).stays;
    for (name, mut bytes, wanted) in cases {
        if name == "quoted" {
            bytes = [b"\"", &*bytes, b"\"\n"].concat();
        }
        let intake = taken(&[stay_file(&bytes)]);
        assert_eq!(codes(&intake, Severity::Warning), wanted, "{name}");
        let mut stay = intake.stays[0].clone();
        stay.origin = base[0].origin.clone();
        assert_eq!(stay, base[0], "{name}");
    }
}

#[test]
fn a_header_alone_has_no_rows_and_a_warning() {
    let intake = taken(&[stays("")]);
    assert_eq!((intake.receipts[0].read, intake.receipts[0].warnings), (0, 1));
    assert_eq!(codes(&intake, Severity::Warning), ["W_NO_ROWS"]);
}

#[test]
fn blank_lines_are_counted_apart() {
    let intake = taken(&[stays(&format!("\n{ROW}   \n\u{A0}\n,,,,,,,\n"))]);
    assert_eq!((intake.receipts[0].read, intake.receipts[0].blank_lines), (1, 4));
}

#[test]
fn columns_of_ours_are_passed_over() {
    let text = "source_id,stay_id,from_on,reason_code,attributed_to,source_record\nx,S1,2018-03-05,A,nhs,17\n";
    let intake = taken(&[stays(ROW), file(NativeTable::Reason, "reasons.csv", text)]);
    assert_eq!(codes(&intake, Severity::Warning), ["W_COLUMN_IGNORED"]);
    assert_eq!(intake.reasons[0].origin.source_record, 1);
}
