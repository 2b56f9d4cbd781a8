//! Files in containers: what the corpus of bad workbooks and JSON gives, in a process of its own.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use beddays::files::container;
use beddays::files::container::{FileKind, OpenRequest, Opened, ProcessReader};
use beddays::files::grid::{CellKind, Grid, Serials};
use beddays::files::refusal::Refusal;

/// The program under test reads, not the program of the tests.
pub fn reader() -> ProcessReader {
    ProcessReader::with_program(env!("CARGO_BIN_EXE_beddays"))
}

pub fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)).unwrap()
}

pub const HEADERS: [&str; 12] = [
    "stay_id",
    "nhs_number",
    "provider_code",
    "la_code",
    "admitted_on",
    "assessment_notice_at",
    "discharge_notice_at",
    "ready_on",
    "discharged_on",
    "delay_reason",
    "daily_rate_pence",
    "note",
];

pub fn wanted(name: &str) -> OpenRequest {
    OpenRequest {
        name: name.to_owned(),
        headers: HEADERS.map(|name| vec![name.to_owned()]).to_vec(),
        ..OpenRequest::default()
    }
}

/// Opens a file of the corpus as a delivery of its own name.
fn open(name: &str) -> Result<Grid, Refusal> {
    let bytes = bytes(&format!("bad-inputs/{name}"));
    match container::open(&bytes, &wanted(name), &reader())? {
        Opened::Grid(grid) => Ok(grid),
        Opened::Text(_) => panic!("{name} came back as text"),
    }
}

/// Lines with the codes of their problems.
type Lines<'l> = &'l [(u32, &'l str)];

/// All codes that a grid holds: of records that cannot be read, and of anything else.
fn codes(grid: &Grid) -> (Vec<(u32, &str)>, BTreeSet<&str>) {
    let problems = grid.records.iter().filter_map(|record| Some((record.line, &*record.problem.as_ref()?.code)));
    let remarks = grid.records.iter().flat_map(|record| &record.remarks).chain(&grid.notes);
    (problems.collect(), remarks.map(|remark| &*remark.code).collect())
}

#[test]
fn every_workbook_of_the_corpus_gives_its_records_problems_and_notes() {
    let table: [(&str, usize, Lines<'_>, &[&str]); 9] = [
        ("xlsx/x01_ok.xlsx", 2, &[], &[]),
        ("xlsx/x02_formula_cells.xlsx", 3, &[(3, "R_FORMULA")], &["W_FORMULA_CELL"]),
        ("xlsx/x03_error_cells.xlsx", 3, &[(2, "R_CELL_ERROR"), (3, "R_CELL_ERROR")], &[]),
        ("xlsx/x05_date_serial_1900.xlsx", 3, &[], &[]),
        ("xlsx/x07_hidden_rows.xlsx", 3, &[], &["W_HIDDEN"]),
        ("xlsx/x09_blank_rows.xlsx", 2, &[], &["W_BLANK"]),
        ("xlsx/x14_shared_strings_count.xlsx", 1, &[], &[]),
        ("xlsx/x23_formula_payloads.xlsx", 85, &[], &[]),
        ("json/j01_ok.ndjson", 3, &[], &[]),
    ];
    for (name, records, problems, others) in table {
        let grid = open(name).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        assert_eq!(grid.records.len(), records, "{name}");
        assert_eq!(grid.columns, HEADERS, "{name}");
        assert!(grid.records.iter().all(|record| record.cells.len() == HEADERS.len()), "{name}");
        let (found, remarks) = codes(&grid);
        assert_eq!(found, problems, "{name}");
        assert_eq!(remarks, others.iter().copied().collect(), "{name}");
        let serials = name.ends_with("xlsx").then_some(Serials::From1900);
        assert_eq!(grid.serials, serials, "{name}");
    }
}

#[test]
fn numbers_without_a_style_stay_numbers_and_blank_rows_are_counted() {
    let grid = open("xlsx/x05_date_serial_1900.xlsx").unwrap();
    let ends: Vec<_> = grid.records.iter().map(|record| (&*record.cells[8].text, record.cells[8].kind)).collect();
    let wanted = [("46073", CellKind::Number), ("60", CellKind::Number), ("2026-02-10", CellKind::Text)];
    assert_eq!(ends, wanted);
    let grid = open("xlsx/x09_blank_rows.xlsx").unwrap();
    assert_eq!(grid.notes[0].message, "2 blank rows passed over");
    assert_eq!(grid.records.iter().map(|record| record.line).collect::<Vec<_>>(), [2, 5]);
    let grid = open("xlsx/x02_formula_cells.xlsx").unwrap();
    assert_eq!(grid.records[0].cells[8].text, "2026-02-20", "the value that the formula last gave");
    assert_eq!(grid.records[1].problem.as_ref().unwrap().column, Some(8));
}

#[test]
fn what_is_refused_as_a_whole_says_why_and_what_to_do() {
    let table = [
        ("xlsx/x08_two_sheets.xlsx", "F_SHEET", "2 sheets fit the header (1 of them hidden): `S1`, `S2`"),
        ("xlsx/x10_xxe.xlsx", "F_XML_DOCTYPE", "xl/worksheets/sheet1.xml"),
        ("xlsx/x11_billion_laughs.xlsx", "F_XML_DOCTYPE", "DOCTYPE"),
        ("xlsx/x12_zip_bomb.xlsx", "F_ZIP_RATIO", "inflates to far more"),
        ("xlsx/x13_far_corner.xlsx", "F_SHEET_SIZE", "XFD1048576"),
        ("xlsx/x17_password_protected.xlsx", "F_ENCRYPTED", "password"),
        ("xlsx/x18_old_xls.xls", "F_FORMAT", "shell of an old workbook"),
        ("xlsx/x19_html_named_xls.xls", "F_FORMAT", "HTML"),
        ("xlsx/x20_csv_named_xlsx.xlsx", "F_FORMAT", "the content is text"),
        ("xlsx/x21_truncated.xlsx", "F_DAMAGED", "damaged"),
        ("json/j10_bom_and_commas.json", "F_JSON", "found `]`, wanted a value"),
        ("json/j12_wrong_top_level.json", "F_JSON", "a text; wanted an array of objects"),
        ("csv/e20_gzip_named_csv.csv", "F_FORMAT", "`.csv`, as of CSV, and the content is gzip data"),
    ];
    for (name, code, words) in table {
        let refusal = open(name).unwrap_err();
        assert_eq!(refusal.code, code, "{name}: {refusal:?}");
        assert!(refusal.what.contains(words), "{name}: {}", refusal.what);
        assert!(!refusal.hint.is_empty(), "{name}");
    }
    let refusal = open("json/j10_bom_and_commas.json").unwrap_err();
    assert_eq!(refusal.place, Some((1, 369)), "the byte order mark is no character of the line");
}

#[test]
fn every_file_of_json_lines_gives_its_records() {
    let problems: [(&str, usize, Lines<'_>); 5] = [
        ("json/j03_broken_line.ndjson", 3, &[(2, "R_JSON")]),
        ("json/j06_numbers.ndjson", 5, &[(5, "R_JSON")]),
        ("json/j08_null_vs_missing.ndjson", 2, &[]),
        ("json/j09_lone_surrogate.ndjson", 2, &[(1, "R_ENCODING")]),
        ("json/j13_control_in_string.ndjson", 1, &[(1, "R_JSON")]),
    ];
    for (name, records, wanted) in problems {
        let grid = open(name).unwrap();
        assert_eq!(grid.records.len(), records, "{name}");
        assert_eq!(codes(&grid).0, wanted, "{name}");
    }
    let rates = |name: &str, column: usize| -> Vec<(CellKind, String)> {
        let grid = open(name).unwrap();
        let records = grid.records.into_iter().filter(|record| record.problem.is_none());
        records.map(|record| (record.cells[column].kind, record.cells[column].text.clone())).collect()
    };
    let numbers = ["13000", "13000.0", "1e400", "18446744073709551616"];
    assert_eq!(rates("json/j06_numbers.ndjson", 10), numbers.map(|text| (CellKind::Number, text.to_owned())));
    assert_eq!(rates("json/j07_numeric_nhs.ndjson", 1), [(CellKind::Number, "9990000018".to_owned())]);
    let empty = [(CellKind::Null, String::new()), (CellKind::Absent, String::new())];
    assert_eq!(rates("json/j08_null_vs_missing.ndjson", 9), empty);
    let grid = open("json/j09_lone_surrogate.ndjson").unwrap();
    assert_eq!(grid.records[0].problem.as_ref().unwrap().column, Some(11));
    let grid = open("json/j03_broken_line.ndjson").unwrap();
    let places: Vec<_> = grid.records.iter().map(|record| (record.line, record.offset)).collect();
    assert_eq!(places, [(1, 0), (2, 367), (3, 428)]);
}

#[test]
fn gzip_gives_back_the_bytes_even_of_a_field_of_ten_megabytes() {
    let packed = bytes("bad-inputs/csv/l30_field_10mb.csv.gz");
    let opened = container::open(&packed, &wanted("l30_field_10mb.csv.gz"), &reader()).unwrap();
    let Opened::Text(text) = opened else { panic!("no text") };
    assert_eq!(text.len(), 10_000_573);
    assert!(text.starts_with(b"stay_id,nhs_number"));
}

#[test]
fn a_named_sheet_is_read_even_when_it_is_hidden() {
    let bytes = bytes("bad-inputs/xlsx/x08_two_sheets.xlsx");
    let named = |name: &str| OpenRequest { sheet: Some(name.to_owned()), ..wanted("x.xlsx") };
    let Ok(Opened::Grid(grid)) = container::open(&bytes, &named("S2"), &reader()) else { panic!("S2 is there") };
    assert_eq!((&*grid.records[0].cells[0].text, &*grid.notes[0].code), ("ST00001", "W_HIDDEN"));
    let refusal = container::open(&bytes, &named("S3"), &reader()).unwrap_err();
    assert_eq!(refusal.code, "F_SHEET");
    assert!(refusal.what.contains("no sheet `S3`; it has `S1`, `S2`"), "{}", refusal.what);
}

#[test]
fn an_old_workbook_is_read_with_its_merged_cells() {
    let bytes = bytes("containers/april_2011.xls");
    let wanted = OpenRequest { name: "april_2011.xls".to_owned(), ..OpenRequest::default() };
    let refusal = container::open(&bytes, &wanted, &reader()).unwrap_err();
    assert_eq!(refusal.code, "F_SHEET", "several sheets with something in them: {}", refusal.what);
    assert!(refusal.what.contains("`LA - by reason`"), "{}", refusal.what);
    let sheet = Some("LA - by reason".to_owned());
    let opened = container::open(&bytes, &OpenRequest { sheet, lettered: true, ..wanted }, &reader()).unwrap();
    let Opened::Grid(grid) = opened else { panic!("no grid") };
    assert!(grid.records.len() > 150, "{} records for some 150 councils", grid.records.len());
    assert_eq!(grid.columns[..3], ["A", "B", "C"]);
    assert!(grid.records.iter().all(|record| record.cells.len() == grid.columns.len() && record.problem.is_none()));
    let numbers = grid.records.iter().flat_map(|record| &record.cells).filter(|cell| cell.kind == CellKind::Number);
    assert!(numbers.count() > 1_000);
    assert!(grid.notes.iter().any(|note| note.code == "W_MERGED"), "{:?}", grid.notes);
    assert_eq!(grid.serials, Some(Serials::From1900));
}

#[test]
fn the_kind_is_told_from_the_content_alone() {
    let table: [(&[u8], FileKind); 24] = [
        (b"stay_id,nhs_number\n1,2\n", FileKind::Text),
        (b"", FileKind::Text),
        (b"\"stay_id\",\"note\"\n", FileKind::Text),
        (b"\x1F\x8B\x08", FileKind::Gzip),
        (b"PK\x03\x04", FileKind::Zip),
        (b"\xD0\xCF\x11\xE0", FileKind::Compound),
        (b"[{}]", FileKind::Json),
        (b"\xEF\xBB\xBF \n[", FileKind::Json),
        (b"\"just a text\"", FileKind::Json),
        (b"12", FileKind::Json),
        (b"{\"a\":1}\n{\"a\":2}", FileKind::Ndjson),
        (b"{\"a\":1}", FileKind::Ndjson),
        (b"{\"a\":1, broken\n{\"a\":2}", FileKind::Ndjson),
        (b"broken\n{\"a\":2}\n", FileKind::Ndjson),
        (b"{\n  \"a\": 1\n}", FileKind::Json),
        (b"{\n  \"a\": 1,", FileKind::Json),
        (b"{\"type\":\"x\",\"resourceType\":\"Bundle\"}", FileKind::Fhir),
        (b"{\"resourceType\":\"Bundle\",\"entry\":[", FileKind::Fhir),
        (b"<?xml version=\"1.0\"?><Bundle/>", FileKind::Xml),
        (b"\xFF\xFE<\0B\0/\0>\0", FileKind::Xml),
        (b" <!DOCTYPE html><p>", FileKind::Html),
        (b"MSH|^~\\&|A|B", FileKind::Hl7),
        (b"\x0BBHS|^~\\&|A", FileKind::Hl7),
        (b"MSH,value\n1,2\n", FileKind::Text),
    ];
    for (bytes, kind) in table {
        assert_eq!(FileKind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn text_is_handed_on_as_it_is_and_a_name_may_not_claim_another_format() {
    let table = b"stay_id\n1\n";
    for name in ["a.csv", "a.txt", "a", "", "A.CSV"] {
        let opened = container::open(table, &wanted(name), &reader()).unwrap();
        assert!(matches!(opened, Opened::Text(Cow::Borrowed(_))), "{name}");
    }
    for name in ["a.xlsx", "a.json", "a.csv.gz", "a.xml"] {
        assert_eq!(container::open(table, &wanted(name), &reader()).unwrap_err().code, "F_FORMAT", "{name}");
    }
    let unread: [(&[u8], &str); 3] = [(b"%PDF-1.7", "PDF"), (b"<html>", "HTML"), (b"7z\xBC\xAF", "7-Zip")];
    for (bytes, words) in unread {
        let refusal = container::open(bytes, &wanted("a.csv"), &reader()).unwrap_err();
        assert_eq!(refusal.code, "F_FORMAT");
        assert!(refusal.what.contains(words), "{}", refusal.what);
    }
}
