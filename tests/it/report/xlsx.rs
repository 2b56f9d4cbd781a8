//! The workbook: no formula, no link (G1), limits that stop instead of losing rows, and a check that can fail.

use std::io::{Cursor, Read as _};

use beddays::domain::{Currency, Day, Minor};
use beddays::report::limits::SHEET_ROWS;
use beddays::report::model::{ColumnKind, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section};
use beddays::report::xlsx::{verify, write};
use calamine::{Data, DataType, Reader, Xlsx};

use crate::operate::field::Case;
use crate::report::fixture::{FORMULAS, LOGS, SCRIPTS, day, hostile, payloads, statement};

fn read(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// A report with one table of one column of words and one of the given kind.
fn with_cells(kind: ColumnKind, cells: Vec<ReportCell>) -> Report {
    let columns = vec![
        ReportColumn { name: "name", title: "Name", kind: ColumnKind::Text },
        ReportColumn { name: "value", title: "Value", kind },
    ];
    let rows = cells.into_iter().map(|cell| vec![ReportCell::text("x"), cell]).collect();
    let table = ReportTable { id: "only", title: "Only".into(), columns, rows, total: None, empty: "None." };
    let section = Section { id: "one", title: "One".into(), text: vec![], chart: None, tables: vec![table] };
    Report { sections: vec![section], figures: vec![], provenance: vec![], ..statement() }
}

fn value_read(report: &Report) -> Data {
    let bytes = write(report).unwrap();
    let sheet = read(&bytes).worksheet_range("1 Only").unwrap();
    sheet.get_value((3, 1)).cloned().unwrap_or_default()
}

#[test]
fn payloads_are_words_in_every_field() {
    let formulas = payloads(FORMULAS);
    assert_eq!(formulas.len(), 85);
    // Turned round so that every field meets every payload.
    for turn in (0..formulas.len()).step_by(5) {
        let mut strings = formulas.clone();
        strings.rotate_left(turn);
        let bytes = write(&hostile(&strings)).unwrap();
        let mut book = read(&bytes);
        let mut words = Vec::new();
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).unwrap();
            assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
            for link in book.hyperlinks_by_sheet_name(&name).unwrap() {
                assert!(name == "Contents" && link.target.is_none(), "{link:?}");
            }
            let cells = book.worksheet_range(&name).unwrap();
            words.extend(cells.used_cells().filter_map(|(_, _, cell)| cell.get_string().map(str::to_owned)));
        }
        assert!(strings.iter().all(|text| words.contains(text)), "a payload changed");
        let parts = part_names(&bytes);
        assert!(parts.iter().any(|name| name == "xl/workbook.xml"), "{parts:?}");
        let is_bad = |name: &String| ["external", "vba", "media", "connections"].iter().any(|bad| name.contains(bad));
        assert!(!parts.iter().any(is_bad), "{parts:?}");
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for name in parts.iter().filter(|name| ["drawing", "chart"].iter().any(|kind| name.contains(kind))) {
            let mut part = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
            assert!(!part.contains("External") && !part.contains("<a:hlinkClick"), "{name}");
            let formulas = part.split("<c:f>").skip(1).map(|rest| rest.split("</c:f>").next().unwrap());
            for formula in formulas {
                assert!(formula.starts_with("'Chart ") && !formula.contains('['), "{name}: {formula}");
            }
        }
    }
}

/// The names of the parts, from the directory at the end of the archive.
fn part_names(archive: &[u8]) -> Vec<String> {
    let at = |place: usize| usize::from(u16::from_le_bytes([archive[place], archive[place + 1]]));
    let entries = archive.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x01\x02").map(|(place, _)| place);
    entries
        .map(|place| String::from_utf8_lossy(&archive[place + 46..place + 46 + at(place + 28)]).into_owned())
        .collect()
}

#[test]
fn strange_letters_come_back_unchanged() {
    let all = [FORMULAS, SCRIPTS, LOGS].into_iter().flat_map(payloads);
    let more = [
        "<r><t>x</t></r>",
        "<r>a</r>",
        "<r></r>",
        "_x0041_",
        "_x005F_x000D_",
        " lead",
        "trail ",
        "\n",
        "a\r\nb",
        "\u{fffe}",
    ];
    for text in all.chain(more.map(str::to_owned)) {
        let read = value_read(&with_cells(ColumnKind::Text, vec![ReportCell::text(text.clone())]));
        assert_eq!(read.get_string(), Some(text.as_str()), "{text:?}");
    }
}

#[test]
fn amounts_and_days_are_numbers() {
    for (minor, wanted) in
        [(0, 0.0), (13_000, 130.0), (-1, -0.01), (16_352_501, 163_525.01), (1 << 53, 90_071_992_547_409.92)]
    {
        let read = value_read(&with_cells(ColumnKind::Money, vec![ReportCell::money(Minor(minor), Currency::Nok)]));
        assert_eq!(read.as_f64(), Some(wanted));
    }
    // Credits stay numbers, in the workbook and in the table (C12).
    for minor in (0..20).map(|n| -(7_i64.pow(n / 2) + i64::from(n))) {
        let report = with_cells(ColumnKind::Money, vec![ReportCell::money(Minor(minor), Currency::Gbp)]);
        assert_eq!(value_read(&report), Data::Float(minor as f64 / 100.0), "{minor}");
        let (_, table) = beddays::report::csv::write(&report).unwrap().remove(0);
        let line = String::from_utf8(table).unwrap().lines().nth(1).unwrap().to_owned();
        assert!(line.starts_with(&format!("x,{minor},GBP,")), "{line}");
    }
    for (text, serial) in [("1900-03-01", 61.0), ("2018-03-31", 43_190.0), ("9999-12-31", 2_958_465.0)] {
        let read = value_read(&with_cells(ColumnKind::Day, vec![ReportCell::Day(day(text))]));
        assert_eq!(read.get_datetime().map(|date| date.as_f64()), Some(serial));
    }
    // A spreadsheet believes in 1900-02-29, so earlier days are words.
    for early in [day("1900-02-28"), Day::from_ymd(1848, 7, 5).unwrap()] {
        let read = value_read(&with_cells(ColumnKind::Day, vec![ReportCell::Day(early)]));
        assert_eq!(read.get_string(), Some(early.long().as_str()));
    }
}

#[test]
fn a_text_that_a_cell_cannot_hold_is_cut_and_the_cell_says_where_all_of_it_is() {
    let text = |text: String| value_read(&with_cells(ColumnKind::Text, vec![ReportCell::text(text)]));
    let whole = "é".repeat(32_767);
    assert_eq!(text(whole.clone()).get_string(), Some(whole.as_str()));
    for (long, letters) in [("é".repeat(40_000), 40_000), ("\u{1f6cf}".repeat(16_384), 16_384)] {
        let read = text(long.clone());
        let read = read.get_string().unwrap();
        assert!(read.encode_utf16().count() <= 32_767, "{}", read.len());
        let (kept, rest) = read.split_once(" … and ").unwrap();
        assert!(long.starts_with(kept));
        let more =
            format!("{} more letters, in internal-statement-only.csv", thousands(letters - kept.chars().count()));
        assert_eq!(rest, more);
    }
}

fn thousands(number: usize) -> String {
    beddays::domain::money::thousands(number as u64)
}

#[test]
fn a_number_that_a_cell_cannot_hold_exactly_is_written_as_words() {
    let read = value_read(&with_cells(ColumnKind::Count, vec![ReportCell::Count((1 << 53) + 1)]));
    assert_eq!(read.get_string(), Some("9,007,199,254,740,993"));
    let money = ReportCell::money(Minor((1 << 53) + 1), Currency::Gbp);
    assert_eq!(value_read(&with_cells(ColumnKind::Money, vec![money])).get_string(), Some("£90,071,992,547,409.93"));
}

#[test]
fn a_sheet_has_its_first_rows_and_says_how_many_more_there_are_and_where() {
    let many = with_cells(ColumnKind::Count, (0..SHEET_ROWS as i64 + 1_204).map(ReportCell::Count).collect());
    let bytes = write(&many).unwrap();
    let sheet = read(&bytes).worksheet_range("1 Only").unwrap();
    // Two lines and the heading stand above the rows.
    assert_eq!(sheet.height(), SHEET_ROWS + 3);
    assert_eq!(sheet.get_value((SHEET_ROWS as u32 + 2, 1)).unwrap().as_f64(), Some(SHEET_ROWS as f64 - 1.0));
    let line = sheet.get_value((1, 0)).unwrap().to_string();
    assert!(
        line.ends_with("The first 50,000 of 51,204 rows: 1,204 more are in internal-statement-only.csv."),
        "{line}"
    );
}

#[test]
fn notes_and_provenance_of_any_length_fit_their_sheets() {
    let mut report = statement();
    report.sections[0].text = vec!["word ".repeat(20_000)];
    report.provenance =
        (0..SHEET_ROWS + 7).map(|at| ReportFact { name: format!("Input {at}"), value: String::new() }).collect();
    let bytes = write(&report).unwrap();
    let mut book = read(&bytes);
    let notes = book.worksheet_range("Notes").unwrap();
    let note = notes.get_value((2, 1)).unwrap().to_string();
    assert!(note.ends_with(" more letters, in internal-statement-about.csv") && note.len() < 33_000, "{}", note.len());
    let facts = book.worksheet_range("Provenance").unwrap();
    let last = facts.rows().next_back().unwrap();
    assert!(last[1].to_string().ends_with("7 more are in internal-statement-about.csv."), "{last:?}");
}

/// A change to a report, and the sheet where it must be seen.
type Change = (fn(&mut Report), &'static str);

#[test]
fn a_workbook_that_says_something_else_is_caught() {
    let bytes = write(&statement()).unwrap();
    assert!(verify(&statement(), &bytes).is_ok());
    let changes: [Change; 7] = [
        (|report| report.title.push('.'), "Cover"),
        (|report| report.figures[1].value = ReportCell::Count(1_054), "Cover"),
        (|report| report.sections[0].text[0].push('.'), "Notes"),
        (|report| report.sections[3].tables[0].rows[7][5] = ReportCell::Day(day("2018-03-09")), "4 By stay"),
        (
            |report| report.sections[3].tables[0].rows[7][8] = ReportCell::money(Minor(15_501), Currency::Gbp),
            "4 By stay",
        ),
        (|report| report.sections[3].tables[0].rows[7][10] = ReportCell::text(""), "4 By stay"),
        (|report| report.provenance[0].value.push('1'), "Provenance"),
    ];
    for (change, sheet) in changes {
        let mut report = statement();
        change(&mut report);
        let error = verify(&report, &bytes).unwrap_err();
        assert!(error.what().contains(&format!("sheet `{sheet}`")), "{}", error.what());
    }
    assert!(verify(&statement(), &bytes[..bytes.len() / 2]).is_err());
}

#[test]
fn sheets_are_named_listed_and_marked() {
    let bytes = write(&statement()).unwrap();
    let mut book = read(&bytes);
    let names = book.sheet_names();
    assert_eq!(
        names,
        [
            "Cover",
            "Contents",
            "Notes",
            "1 By hospital",
            "2 By status",
            "3 By day",
            "4 By stay",
            "5 Rejected",
            "6 Doubtful",
            "7 Readings of the law",
            "Chart 1 By hospital",
            "Chart 2 Bridge",
            "Chart 3 Daily",
            "Provenance",
        ]
    );
    let contents = book.worksheet_range("Contents").unwrap();
    let listed: Vec<String> = (2..15).map(|row| contents.get_value((row, 0)).unwrap().to_string()).collect();
    assert_eq!(listed, [&names[..1], &names[2..]].concat());
    book.load_tables().unwrap();
    for name in &names[3..10] {
        assert_eq!(book.table_names_in_sheet(name).len(), 1, "{name}");
    }
    let stays = book.table_by_name("Table_by_stay").unwrap();
    assert_eq!(stays.columns()[7], "Chargeable days");
    assert_eq!(stays.data().height(), 212, "the total is not among the rows");
    let empty = book.worksheet_range("6 Doubtful").unwrap();
    assert_eq!(empty.get_value((3, 0)).unwrap().get_string(), Some("No stay is doubtful."));
}

#[test]
fn long_names_of_tables_give_short_names_of_sheets() {
    let mut report = statement();
    report.sections[0].tables[0].id = "a_very_long_name_that_would_not_fit_on_a_tab";
    let bytes = write(&report).unwrap();
    assert_eq!(read(&bytes).sheet_names()[3], "1 A very long name that would n");
}

/// The part of a workbook that describes a sheet.
fn sheet_part(bytes: &[u8], number: usize) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = String::new();
    archive.by_name(&format!("xl/worksheets/sheet{number}.xml")).unwrap().read_to_string(&mut part).unwrap();
    part
}

/// The widths of the columns, in characters.
fn widths(part: &str) -> Vec<f64> {
    let column = |text: &str| -> Vec<f64> {
        let value = |name: &str| text.split_once(&format!(" {name}=\"")).unwrap().1.split_once('"').unwrap().0;
        let of = |name: &str| value(name).parse::<usize>().unwrap();
        vec![value("width").parse().unwrap(); of("max") - of("min") + 1]
    };
    part.split("<col ").skip(1).flat_map(|text| column(&format!(" {text}"))).collect()
}

#[test]
fn a_citation_takes_one_line_and_a_wide_sheet_is_fitted_to_a_page_across() {
    let case = Case::empty();
    case.beddays("demo d").exits(0);
    let bytes = std::fs::read(case.path("d/reports/2018-03/internal-statement.xlsx")).unwrap();
    let mut book = read(&bytes);
    let at = book.sheet_names().iter().position(|name| name == "6 Stays charged for").unwrap();
    let part = sheet_part(&bytes, at + 1);
    let widths = widths(&part);
    let cells = book.worksheet_range("6 Stays charged for").unwrap();
    for (row, column, cell) in cells.used_cells().filter(|(row, _, _)| *row > 2) {
        let letters = cell.get_string().map_or(0, |words| words.chars().count());
        // Why there is no value may be wrapped.
        assert!(letters as f64 <= widths[column] || column == 10, "row {row}, column {column}: {cell}");
    }
    assert!(cells.used_cells().any(|(_, _, cell)| cell.get_string().is_some_and(|words| words.len() > 40)));
    assert!(part.contains("orientation=\"landscape\"") && part.contains("fitToHeight=\"0\""), "fitted across");
    // Fitted to the page, no sheet is made so small that it cannot be read: 10 points stay 7.5 or more.
    for number in 1..=book.sheet_names().len() {
        let part = sheet_part(&bytes, number);
        let page = if part.contains("orientation=\"landscape\"") { 147.0 } else { 100.0 };
        let wide: f64 = self::widths(&part).iter().sum();
        assert!(wide <= page * 10.0 / 7.5, "sheet {number} is {wide} wide");
    }
}
