//! Workbooks made for the test, part by part: each rule of reading a sheet, and agreement with another reader.

use std::io::{Cursor, Write};

use beddays::files::container::{OpenRequest, Opened, formats};
use beddays::files::grid::{CellKind, Grid, Serials};
use beddays::files::refusal::Refusal;
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with these sheets, each a name, a state and what stands in its `worksheet`.
pub fn workbook(sheets: &[(&str, &str, &str)], properties: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = Vec::new();
    let relations = |list: String| format!("<?xml version=\"1.0\"?><Relationships>{list}</Relationships>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{TYPES}/{kind}\" Target=\"{target}\"/>")
    };
    parts.push(("[Content_Types].xml".to_owned(), "<Types/>".to_owned()));
    parts.push(("_rels/.rels".to_owned(), relations(relation("r", "officeDocument", "/xl/workbook.xml"))));
    let (mut list, mut found) = (String::new(), String::new());
    for (index, (name, state, content)) in sheets.iter().enumerate() {
        list += &format!("<sheet name=\"{name}\" sheetId=\"{index}\" state=\"{state}\" r:id=\"s{index}\"/>");
        found += &relation(&format!("s{index}"), "worksheet", &format!("worksheets/../worksheets/sheet{index}.xml"));
        parts.push((format!("xl/worksheets/sheet{index}.xml"), format!("<worksheet>{content}</worksheet>")));
    }
    for (kind, target) in [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")] {
        found += &relation(kind, kind, target);
    }
    let main = format!("<workbook>{properties}<sheets>{list}</sheets></workbook>");
    parts.push(("xl/workbook.xml".to_owned(), main));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(found)));
    parts.extend(more.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned())));
    pack(&parts)
}

pub fn pack(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub fn read(bytes: &[u8]) -> Result<Grid, Refusal> {
    match formats::read(bytes, &OpenRequest::default())? {
        Opened::Grid(grid) => Ok(grid),
        Opened::Text(_) => panic!("a workbook is no text"),
    }
}

/// A sheet of one header and one row with these cells.
fn sheet(cells: &str) -> String {
    let names: String = ["a", "b", "c", "d"].iter().map(|name| text(name)).collect();
    format!("<sheetData><row>{names}</row><row r=\"2\">{cells}</row></sheetData>")
}

fn text(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// The formats that the styles of the test have, in their order.
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy&quot; hm&quot;\"/>\
<numFmt numFmtId=\"171\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"172\" formatCode=\"[$-809]d mmmm yyyy h:mm AM/PM\"/></numFmts>\
<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf numFmtId=\"170\"/>\
<xf numFmtId=\"171\"/><xf numFmtId=\"172\"/></cellXfs></styleSheet>";

fn one_cell(cell: &str, properties: &str) -> (CellKind, String, Option<String>) {
    let more = [
        ("xl/styles.xml", STYLES),
        (
            "xl/sharedStrings.xml",
            "<sst count=\"9\"><si><r><t>ric</t></r><r><t>h</t></r><rPh><t>no</t></rPh></si><si/></sst>",
        ),
    ];
    let grid = read(&workbook(&[("S", "visible", &sheet(cell))], properties, &more)).unwrap();
    let record = &grid.records[0];
    let problem = record.problem.as_ref().map(|problem| problem.code.clone());
    (record.cells[0].kind, record.cells[0].text.clone(), problem)
}

#[test]
fn each_type_of_cell_is_read_as_what_it_says_it_is() {
    let (text, number, date) = (CellKind::Text, CellKind::Number, CellKind::Date);
    let table = [
        ("<c t=\"s\"><v>0</v></c>", text, "rich"),
        (
            "<c t=\"inlineStr\"><is><r><t>a</t></r><r><t xml:space=\"preserve\"> b&amp;&#x20AC;</t></r></is></c>",
            text,
            "a b&€",
        ),
        ("<c t=\"inlineStr\"><is><t>two_x000D_lines_x005F_x000D_</t></is></c>", text, "two\rlines_x000D_"),
        ("<c t=\"str\"><f>A1</f><v>of a formula</v></c>", text, "of a formula"),
        ("<c t=\"b\"><v>1</v></c>", text, "TRUE"),
        ("<c><v>46073</v></c>", number, "46073"),
        ("<c t=\"n\"><v>0.1</v></c>", number, "0.1"),
        ("<c><v>13000.0</v></c>", number, "13000"),
        ("<c><v>1.5E3</v></c>", number, "1500"),
        ("<c><v>123456789012345678</v></c>", number, "123456789012345678"),
        ("<c><v>1E+300</v></c>", number, "1e300"),
        ("<c s=\"1\"><v>46073</v></c>", date, "2026-02-20"),
        ("<c s=\"1\"><v>61</v></c>", date, "1900-03-01"),
        ("<c s=\"1\"><v>59</v></c>", date, "1900-02-28"),
        ("<c s=\"1\"><v>60</v></c>", number, "60"),
        ("<c s=\"1\"><v>0</v></c>", number, "0"),
        ("<c s=\"1\"><v>-1</v></c>", number, "-1"),
        ("<c s=\"1\"><v>2958466</v></c>", number, "2958466"),
        ("<c s=\"1\"><v>46073.5</v></c>", date, "2026-02-20T12:00:00"),
        ("<c s=\"2\"><v>46073</v></c>", date, "2026-02-20T00:00:00"),
        ("<c s=\"2\"><v>46073.42708333334</v></c>", date, "2026-02-20T10:15:00"),
        ("<c s=\"2\"><v>46073.99999999999</v></c>", date, "2026-02-21T00:00:00"),
        ("<c s=\"3\"><v>0.42708333333333331</v></c>", text, "10:15:00"),
        ("<c s=\"4\"><v>46073</v></c>", date, "2026-02-20"),
        ("<c s=\"5\"><v>1.5</v></c>", number, "1.5"),
        ("<c s=\"6\"><v>46073.75</v></c>", date, "2026-02-20T18:00:00"),
        ("<c t=\"d\"><v>2026-02-20T10:15:00</v></c>", date, "2026-02-20T10:15:00"),
    ];
    for (cell, kind, wanted) in table {
        assert_eq!(one_cell(cell, ""), (kind, wanted.to_owned(), None), "{cell}");
    }
    let with_1904 = "<workbookPr date1904=\"1\"/>";
    assert_eq!(one_cell("<c s=\"1\"><v>0</v></c>", with_1904).1, "1904-01-01");
    assert_eq!(one_cell("<c s=\"1\"><v>44611</v></c>", with_1904).1, "2026-02-20");
    let grid = read(&workbook(&[("S", "visible", &sheet("<c><v>1</v></c>"))], with_1904, &[])).unwrap();
    assert_eq!(grid.serials, Some(Serials::From1904));
}

#[test]
fn a_cell_that_cannot_be_taken_rejects_its_row() {
    let table = [
        ("<c t=\"e\"><v>#N/A</v></c>", "R_CELL_ERROR"),
        ("<c t=\"s\"><v>7</v></c>", "R_CELL_ERROR"),
        ("<c t=\"s\"><v>-1</v></c>", "R_CELL_ERROR"),
        ("<c><v>inf</v></c>", "R_CELL_ERROR"),
        ("<c><v>12 000</v></c>", "R_CELL_ERROR"),
        ("<c t=\"b\"><v>maybe</v></c>", "R_CELL_ERROR"),
        ("<c t=\"zzz\"><v>1</v></c>", "R_CELL_ERROR"),
        ("<c><f>TODAY()</f></c>", "R_FORMULA"),
        ("<c t=\"str\"><f t=\"shared\" si=\"0\"/></c>", "R_FORMULA"),
        ("<c r=\"H2\" t=\"str\"><v>aside</v></c>", "R_WIDTH"),
    ];
    for (cell, code) in table {
        assert_eq!(one_cell(cell, "").2.as_deref(), Some(code), "{cell}");
    }
    let long = format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", "é".repeat(32_768));
    let (_, kept, code) = one_cell(&long, "");
    assert_eq!((kept.len(), code.as_deref()), (0, Some("R_TOO_LONG")));
    let fits = format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", "é".repeat(32_767));
    assert_eq!(one_cell(&fits, "").2, None);
}

#[test]
fn the_workbook_as_a_whole_is_refused_when_its_sheet_contradicts_itself() {
    let one = |content: &str| read(&workbook(&[("S", "visible", content)], "", &[]));
    let row = |rows: &str| one(&format!("<sheetData>{rows}</sheetData>"));
    let cell = |name: &str| format!("<c r=\"{name}\" t=\"str\"><v>x</v></c>");
    let table = [
        (row(&format!("<row r=\"2\">{}</row><row r=\"1\"/>", cell("A2"))), "F_DAMAGED"),
        (row(&format!("<row r=\"1\">{}</row>", cell("A2"))), "F_DAMAGED"),
        (row(&format!("<row r=\"1\">{}{}</row>", cell("B1"), cell("B1"))), "F_DAMAGED"),
        (row(&format!("<row r=\"1\">{}</row>", cell("XFE1"))), "F_DAMAGED"),
        (row(&format!("<row r=\"x\">{}</row>", cell("A1"))), "F_DAMAGED"),
        (row("<row r=\"1048577\"/>"), "F_SHEET_SIZE"),
        (row("<row r=\"1\"><c>"), "F_DAMAGED"),
        (one(&"<a>".repeat(100)), "F_DAMAGED"),
        (one("<sheetData/>"), "F_EMPTY"),
        (read(&workbook(&[], "", &[])), "F_EMPTY"),
        (read(&workbook(&[("S", "visible", "")], "", &[("xl/WORKBOOK.xml", "")])), "F_DAMAGED"),
        (read(&workbook(&[("S", "visible", "")], "", &[("docProps/core.xml", "<!DOCTYPE a><a/>")])), "F_XML_DOCTYPE"),
        (read(&pack(&[("a.csv".to_owned(), "a,b".to_owned())])), "F_FORMAT"),
        (read(&pack(&[("word/document.xml".to_owned(), String::new())])), "F_FORMAT"),
    ];
    for (index, (result, code)) in table.into_iter().enumerate() {
        assert_eq!(result.unwrap_err().code, code, "case {index}");
    }
}

#[test]
fn hidden_columns_merged_areas_and_columns_without_anything_are_told_of() {
    let cells = "<c r=\"B2\" t=\"str\"><v>x</v></c>";
    let names = "<c r=\"B1\" t=\"str\"><v>one</v></c><c r=\"D1\" t=\"str\"><v>two</v></c>";
    let content = format!(
        "<cols><col min=\"4\" max=\"9\" hidden=\"1\"/></cols><sheetData><row r=\"1\">{names}</row><row r=\"2\">{cells}</row>\
<row r=\"3\"><c r=\"D3\" t=\"e\"><v>#REF!</v></c></row></sheetData><mergeCells><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"K9:L9\"/></mergeCells>"
    );
    let grid = read(&workbook(&[("S", "hidden", &content), ("Empty", "visible", "")], "", &[])).unwrap();
    assert_eq!(grid.columns, ["one", "two"]);
    let codes: Vec<&str> = grid.notes.iter().map(|note| &*note.code).collect();
    assert_eq!(codes, ["W_HIDDEN", "W_HIDDEN", "W_EMPTY_COLUMN", "W_MERGED"]);
    assert!(grid.notes[3].message.starts_with("1 merged area, as B2:B3"), "{}", grid.notes[3].message);
    assert_eq!(grid.records[1].problem.as_ref().unwrap().column, Some(1), "counted in the columns that are left");
    assert_eq!(grid.records[0].cells[0].text, "x");
}

#[test]
fn the_sheet_with_the_wanted_header_is_found_among_others() {
    let page = |names: &[&str]| {
        let names: String = names.iter().map(|name| text(name)).collect();
        format!("<sheetData><row>{names}</row><row>{}</row></sheetData>", text("1"))
    };
    let (cover, data) = (page(&["About this file"]), page(&["Stay ID", "ward", "note"]));
    let bytes = workbook(&[("Cover", "visible", &cover), ("Data", "visible", &data)], "", &[]);
    let wanted = |headers: &[&str]| OpenRequest {
        headers: headers.iter().map(|name| name.split('|').map(str::to_owned).collect()).collect(),
        ..OpenRequest::default()
    };
    let Opened::Grid(grid) = formats::read(&bytes, &wanted(&["stay_id", "note"])).unwrap() else { panic!() };
    assert_eq!(grid.columns, ["Stay ID", "ward", "note"]);
    assert_eq!(grid.notes[0].message, "1 further sheet not read: `Cover`");
    assert_eq!(formats::read(&bytes, &wanted(&["bed"])).unwrap_err().code, "F_SHEET");
    assert_eq!(formats::read(&bytes, &wanted(&[])).unwrap_err().code, "F_SHEET");
    let Opened::Grid(grid) = formats::read(&bytes, &wanted(&["spell_id|stay_id"])).unwrap() else { panic!() };
    assert_eq!(grid.columns.len(), 3, "a column has any of its names");
}

#[test]
fn a_header_below_titles_is_told_of_by_row_and_sheet() {
    let row = |number: u32, names: &[&str]| {
        format!("<row r=\"{number}\">{}</row>", names.iter().map(|name| text(name)).collect::<String>())
    };
    let page = |rows: &[String]| format!("<sheetData>{}</sheetData>", rows.concat());
    let titled = page(&[row(2, &["Stays of March"]), row(5, &["note", "Stay ID"]), row(6, &["x", "S1"])]);
    let plain = page(&[row(1, &["Stay ID", "note"]), row(2, &["S1", "x"])]);
    let cover = page(&[row(1, &["About this file"]), row(2, &["Stay ID is the number of the stay"])]);
    let half = page(&[row(1, &["note"]), row(2, &["Stay ID", "note"])]);
    let far = page(&[(1..=21).map(|at| row(at, &["title"])).collect::<String>(), row(22, &["Stay ID", "note"])]);
    let near = page(&[(1..=20).map(|at| row(at, &["title"])).collect::<String>(), row(21, &["Stay ID", "note"])]);
    let told = |sheets: &[(&str, &str)], named: Option<&str>| {
        let sheets: Vec<_> = sheets.iter().map(|(name, content)| (*name, "visible", *content)).collect();
        let headers = vec![vec!["stay_id".to_owned()], vec!["note".to_owned()]];
        let wanted = OpenRequest { headers, sheet: named.map(str::to_owned), ..OpenRequest::default() };
        match formats::read(&workbook(&sheets, "", &[]), &wanted) {
            Ok(_) => String::new(),
            Err(refusal) => format!("{} {:?} {}", refusal.code, refusal.place.unwrap_or_default(), refusal.hint),
        }
    };
    let low = |first: u32, row: u32, sheet: &str| {
        format!(
            "F_HEADER ({first}, 1) the header stands on row {row} of sheet `{sheet}`: delete the rows above it, or declare header_row = {row} under [profile] of a profile of your own"
        )
    };
    assert_eq!(told(&[("Mar", &titled)], None), low(2, 5, "Mar"));
    assert_eq!(told(&[("Cover", &cover), ("Mar", &titled)], None), low(2, 5, "Mar"));
    assert_eq!(told(&[("Mar", &titled), ("Data", &plain)], None), "", "a sheet that fits is read");
    assert_eq!(told(&[("Mar", &titled), ("Data", &plain)], Some("Mar")), low(2, 5, "Mar"));
    assert_eq!(told(&[("Near", &near)], None), low(1, 21, "Near"));
    assert!(told(&[("Mar", &titled), ("Apr", &titled)], None).starts_with("F_SHEET "), "which is meant?");
    for (name, content) in [("Far", &far), ("Half", &half), ("Cover", &cover)] {
        assert_eq!(told(&[(name, content)], None), "", "{name}: what is missing is told of by name");
    }
}

#[test]
fn another_reader_of_workbooks_sees_the_same_cells() {
    let mut made = Workbook::new();
    let (day, moment) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
    let page = made.add_worksheet();
    for (column, name) in ["text", "number", "day", "moment", "formula"].into_iter().enumerate() {
        page.write_string(0, column as u16, name).unwrap();
    }
    for row in 1..400_u32 {
        page.write_string(row, 0, format!("=évening & <{row}>\n")).unwrap();
        page.write_number(row, 1, f64::from(row) * 1.1).unwrap();
        page.write_number_with_format(row, 2, f64::from(43_000 + row), &day).unwrap();
        page.write_number_with_format(row, 3, 43_000.0 + f64::from(row) / 1440.0, &moment).unwrap();
        page.write_formula(row, 4, Formula::new("=1+1").set_result(row.to_string())).unwrap();
    }
    let bytes = made.save_to_buffer().unwrap();
    let grid = read(&bytes).unwrap();
    let mut other: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let range = other.worksheet_range("Sheet1").unwrap();
    assert_eq!(grid.records.len() + 1, range.height());
    for (record, row) in grid.records.iter().zip(range.rows().skip(1)) {
        for (cell, data) in record.cells.iter().zip(row) {
            let same = match data {
                Data::String(text) => cell.text == *text,
                Data::Float(value) => cell.text.parse::<f64>().unwrap() == *value,
                Data::DateTime(moment) => {
                    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
                    let day = format!("{year}-{month:02}-{day:02}");
                    cell.text == day || cell.text == format!("{day}T{hour:02}:{minute:02}:00")
                }
                _ => false,
            };
            assert!(same, "{cell:?} {data:?}");
        }
        assert_eq!(record.remarks.len(), 1, "one remark for the formulas of a row");
    }
}
