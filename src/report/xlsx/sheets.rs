//! The sheets of a report: cover, contents, notes, one for each table, one for each chart, provenance.

use super::charts::chart_sheet;
use super::looks::is_datable;
use super::names::sheet_name;
use super::plan::{FITTED, Face, LANDSCAPE, Look, Put, ReportSheet, SPACE, SpreadsheetValue, UPRIGHT};
use super::sheet_chart::SheetChart;
use crate::domain::Language;
use crate::error::Result;
use crate::report::limits::{SHEET_LETTERS, SHEET_ROWS, cut, left_out};
use crate::report::model::{ColumnKind, Report, ReportCell, ReportChart, ReportColumn, ReportTable, Section};
use crate::words::Argument;

/// A column of words is not made narrower than this.
const READABLE: f64 = 16.0;
/// A column of words is not made wider than this, so that a line is read at one glance.
const AT_A_GLANCE: usize = 64;
/// Rows that a page across does not hold.
const LONG: usize = 40;
/// Whole numbers that a spreadsheet holds exactly. Larger ones are written as words.
const EXACT: u64 = 1 << 53;

/// Plans the whole workbook.
pub fn plan(report: &Report) -> Result<Vec<ReportSheet>> {
    report.check()?;
    let with_section =
        report.sections.iter().flat_map(|section| section.tables.iter().map(move |table| (section, table)));
    let mut tables = Vec::new();
    for (number, (section, table)) in (1..).zip(with_section) {
        let file = report.csv_file(table.id);
        let mut sheet = table_sheet(report.language, number, section, table, &file);
        cut_words(&mut sheet, &file, report.language);
        tables.push((sheet, table));
    }
    let drawn = report.sections.iter().filter_map(|section| section.chart.as_ref());
    let charts =
        (1..).zip(drawn).filter_map(|(number, chart)| Some((chart_sheet(report.language, number, chart)?, chart)));
    let charts: Vec<(ReportSheet, &ReportChart)> = charts.collect();
    let (cover, notes, provenance) = (cover(report, tables.len()), notes(report), provenance(report));
    let contents = contents(report.language, [&cover, &notes, &provenance], &tables, &charts);
    let mut sheets = vec![cover, contents, notes];
    sheets.extend(tables.into_iter().map(|(sheet, _)| sheet));
    sheets.extend(charts.into_iter().map(|(sheet, _)| sheet));
    sheets.push(provenance);
    if let Some(notice) = &report.notice {
        sheets.iter_mut().for_each(|sheet| sheet.head(notice));
    }
    let about = report.csv_file("about");
    sheets.iter_mut().for_each(|sheet| cut_words(sheet, &about, report.language));
    sheets.iter_mut().for_each(ReportSheet::fit_heights);
    Ok(sheets)
}

fn cover(report: &Report, tables: usize) -> ReportSheet {
    let language = report.language;
    let mut sheet = ReportSheet::new(language.word("book-cover"), vec![56.0, 22.0, 40.0]);
    sheet.is_landscape = true;
    sheet.words(0, 0, report.class_line(), Face::Quiet.plain());
    sheet.words(1, 0, &report.title, Face::Title.plain());
    sheet.words(2, 0, &report.standing, Face::Quiet.plain());
    let mut row = 3;
    for sentence in &report.summary {
        sheet.words(row, 0, sentence, Face::Sentence.plain());
        row += 1;
    }
    let where_next = language.say("book-tables", &[("count", Argument::Plain(tables as i64))]);
    sheet.words(row, 0, &where_next, Face::Quiet.plain());
    sheet.heights = vec![(1, 26.0), (2, 24.0), (row, 26.0)];
    if report.figures.is_empty() {
        return sheet;
    }
    let header = row + 1;
    let last = header + report.figures.len() as u32;
    let headers = vec![("book-figures", Face::Head), ("book-value", Face::HeadRight), ("book-note", Face::Head)];
    let headers = headers.into_iter().map(|(id, face)| (language.word(id), face)).collect();
    sheet.mark("Main_figures", language.word("book-figures-title"), header, last, headers);
    for (row, figure) in (header + 1..).zip(&report.figures) {
        sheet.words(row, 0, &figure.label, Face::Words.plain());
        put(&mut sheet, (row, 1), &figure.value, ColumnKind::Count, (false, language));
        sheet.words(row, 2, &figure.note, Face::Words.plain());
    }
    sheet
}

fn contents(
    language: Language,
    [cover, notes, provenance]: [&ReportSheet; 3],
    tables: &[(ReportSheet, &ReportTable)],
    charts: &[(ReportSheet, &ReportChart)],
) -> ReportSheet {
    let mut lines = vec![
        (&cover.name, language.word("book-findings"), cover.rows()),
        (&notes.name, language.word("book-about-tables"), notes.rows()),
    ];
    // A table without rows holds one that says so.
    lines.extend(tables.iter().map(|(sheet, table)| {
        (&sheet.name, table.title.as_str(), if table.rows.is_empty() { 0 } else { sheet.rows() })
    }));
    lines.extend(
        charts.iter().map(|(sheet, chart)| {
            (&sheet.name, chart.title.as_str(), sheet.charts.first().map_or(0, SheetChart::height))
        }),
    );
    lines.push((&provenance.name, language.word("book-rests-on"), provenance.rows()));
    let contents = language.word("book-contents");
    let mut sheet = ReportSheet::new(contents, vec![32.0, 52.0, 8.0]);
    sheet.words(0, 0, contents, Face::Title.plain());
    sheet.heights = vec![(0, 26.0)];
    let headers = [("book-sheet", Face::Head), ("book-shows", Face::Head), ("book-rows", Face::HeadRight)];
    let headers = headers.map(|(id, face)| (language.word(id), face)).to_vec();
    sheet.mark("Sheets", language.word("book-sheets"), 1, 1 + lines.len() as u32, headers);
    for (row, (name, shows, rows)) in (2..).zip(lines) {
        let link = SpreadsheetValue::Link(name.clone());
        sheet.cells.push(Put { row, column: 0, value: link, look: Face::Link.plain() });
        sheet.words(row, 1, shows, Face::Words.plain());
        sheet.cells.push(Put {
            row,
            column: 2,
            value: SpreadsheetValue::Number(rows.into()),
            look: Face::Count.plain(),
        });
    }
    sheet
}

fn notes(report: &Report) -> ReportSheet {
    let lines = report.sections.iter().flat_map(|section| {
        let about = section.title.as_str();
        let text = section.text.iter().map(move |sentence| (about, sentence.clone()));
        text.chain(section.chart.iter().map(move |chart| (about, format!("{}: {}", chart.title, chart.description))))
    });
    let (name, language) = (report.language.word("book-notes"), report.language);
    pairs(report, [name, name, "Notes"], [language.word("book-about"), language.word("book-note")], lines.collect())
}

fn provenance(report: &Report) -> ReportSheet {
    let lines = report.provenance.iter().map(|fact| (fact.name.as_str(), fact.value.clone()));
    let language = report.language;
    let names = [language.word("book-provenance"), language.word("page-rests-on"), "Provenance"];
    pairs(report, names, [language.word("book-name"), language.word("book-value")], lines.collect())
}

/// A sheet of two columns of words: its name and title, and the name of its marked table.
fn pairs(
    report: &Report,
    [name, title, table]: [&str; 3],
    headers: [&'static str; 2],
    lines: Vec<(&str, String)>,
) -> ReportSheet {
    let mut sheet = ReportSheet::new(name, vec![36.0, 84.0]);
    sheet.words(0, 0, title, Face::Title.plain());
    sheet.heights = vec![(0, 26.0)];
    let mut last = 1;
    let more = left_out(report.language, (lines.len(), SHEET_ROWS), "more-lines", &report.csv_file("about"));
    let more = more.map(|words| (name, words));
    for (row, (left, right)) in (2..).zip(lines.into_iter().take(SHEET_ROWS).chain(more)) {
        sheet.words(row, 0, left, Face::Words.plain());
        sheet.words(row, 1, &right, Face::Words.plain());
        last = row;
    }
    if last == 1 {
        last = 2;
        sheet.words(last, 0, report.language.word("book-none"), Face::Words.plain());
    }
    sheet.mark(table, title, 1, last, headers.map(|header| (header, Face::Head)).to_vec());
    sheet.is_landscape = true;
    sheet
}

fn table_sheet(language: Language, number: usize, section: &Section, table: &ReportTable, file: &str) -> ReportSheet {
    const HEADER: u32 = 2;
    let rows = &table.rows[..table.rows.len().min(SHEET_ROWS)];
    let mut sheet = ReportSheet::new(sheet_name(language, number, table.id), widths(table, language));
    let title = [("number", Argument::Plain(number as i64)), ("title", (&table.title).into())];
    sheet.words(0, 0, &language.say("book-table-title", &title), Face::Title.plain());
    let more = left_out(language, (table.rows.len(), SHEET_ROWS), "more-rows", file).map(|words| format!(" {words}"));
    let about = format!("{}{}", section.title, more.unwrap_or_default());
    sheet.words(1, 0, &about, Face::Quiet.plain());
    sheet.heights = vec![(0, 26.0), (1, 22.0)];
    // Of a long table an upright page holds more rows, if a little smaller.
    let upright = if table.rows.len() > LONG { UPRIGHT * FITTED } else { UPRIGHT };
    sheet.is_landscape = sheet.breadth() > upright;
    sheet.is_frozen = true;
    let last = HEADER + rows.len().max(1) as u32;
    let headers = table.columns.iter().map(|column| (column.title, head(column.kind))).collect();
    sheet.mark(&format!("Table_{}", table.id), &table.title, HEADER, last, headers);
    if table.rows.is_empty() {
        sheet.words(last, 0, table.empty, Face::Missing.plain());
    }
    for (row, cells) in (HEADER + 1..).zip(rows) {
        put_row(&mut sheet, row, table, cells, (false, language));
    }
    if let Some(total) = &table.total {
        put_row(&mut sheet, last + 1, table, total, (true, language));
    }
    sheet
}

fn put_row(sheet: &mut ReportSheet, row: u32, table: &ReportTable, cells: &[ReportCell], how: (bool, Language)) {
    for (column, (cell, of)) in (0..).zip(cells.iter().zip(&table.columns)) {
        put(sheet, (row, column), cell, of.kind, how);
    }
}

/// Puts a cell in its place, as one of a total or not, with its words in a language.
fn put(
    sheet: &mut ReportSheet,
    (row, column): (u32, u16),
    cell: &ReportCell,
    kind: ColumnKind,
    (is_total, language): (bool, Language),
) {
    let look = |face: Face| Look { face, is_total };
    let number = |number: i64, scale: f64, face: Face| match number.unsigned_abs() > EXACT {
        true => (SpreadsheetValue::Words(cell.shown(language)), look(Face::MissingRight)),
        false => (SpreadsheetValue::Number(number as f64 / scale), look(face)),
    };
    let (value, look) = match cell {
        ReportCell::Text(words) if words.is_empty() => (SpreadsheetValue::Blank, look(Face::Words)),
        ReportCell::Text(words) | ReportCell::Linked { text: words, .. } => {
            (SpreadsheetValue::Words(words.clone()), look(Face::Words))
        }
        ReportCell::Day(day) if is_datable(*day) => (SpreadsheetValue::Day(*day), look(Face::Day)),
        ReportCell::Day(day) => (SpreadsheetValue::Words(language.day(*day)), look(Face::Words)),
        ReportCell::Month(month) if is_datable(month.first()) => {
            (SpreadsheetValue::Day(month.first()), look(Face::Month))
        }
        ReportCell::Month(month) => (SpreadsheetValue::Words(language.month(*month)), look(Face::Words)),
        ReportCell::Count(count) => number(*count, 1.0, Face::Count),
        ReportCell::Money { amount_minor, currency } => number(amount_minor.0, 100.0, Face::Money(*currency)),
        ReportCell::Number { number, places } => (SpreadsheetValue::Number(*number), look(Face::Number(*places))),
        ReportCell::Hidden { hidden } => (SpreadsheetValue::Words(hidden.clone()), look(Face::MissingRight)),
        ReportCell::Missing { .. } => (
            SpreadsheetValue::Words(cell.shown(language)),
            look(if kind.is_number() { Face::MissingRight } else { Face::Missing }),
        ),
    };
    sheet.cells.push(Put { row, column, value, look });
}

fn head(kind: ColumnKind) -> Face {
    if kind.is_number() { Face::HeadRight } else { Face::Head }
}

/// The widths of the columns. Where they are wider than a page across can hold in legible letters, the widest columns of
/// words give way, for they can be wrapped.
fn widths(table: &ReportTable, language: Language) -> Vec<f64> {
    let columns = table.columns.iter().enumerate();
    let mut widths: Vec<f64> = columns.map(|(at, column)| width(table, at, column, language)).collect();
    while widths.iter().map(|width| width + SPACE).sum::<f64>() > LANDSCAPE * FITTED {
        let words = widths.iter_mut().zip(&table.columns).filter(|(_, column)| column.kind == ColumnKind::Text);
        let wrapped = words.map(|(width, _)| width).filter(|width| **width > READABLE);
        let Some(widest) = wrapped.max_by(|one, other| one.total_cmp(other)) else { break };
        *widest -= 1.0;
    }
    widths
}

/// The width of a column: its longest value or the longest word of its heading, within what reads well. Long
/// reasons why there is no value are wrapped instead.
fn width(table: &ReportTable, at: usize, column: &ReportColumn, language: Language) -> f64 {
    let cells = table.rows.iter().take(SHEET_ROWS).chain(&table.total).filter_map(|row| row.get(at));
    let letters = |cell: &ReportCell| match cell {
        ReportCell::Missing { .. } => cell.shown(language).chars().count().min(14),
        _ => cell.shown(language).chars().count(),
    };
    let longest = cells.map(letters).max().unwrap_or(0);
    let word = column.title.split_whitespace().map(str::len).max().unwrap_or(0) + 3;
    let most = if column.kind == ColumnKind::Text { AT_A_GLANCE } else { 24 };
    // Words need more room in a wide typeface.
    let space = match column.kind {
        ColumnKind::Text => 2 + longest / 20,
        kind if kind.is_number() => 4,
        _ => 3,
    };
    (longest + space).clamp(word.max(8), most.max(word)) as f64
}

/// Cuts the texts of a sheet to what a cell holds; `file` has them whole.
fn cut_words(sheet: &mut ReportSheet, file: &str, language: Language) {
    for put in &mut sheet.cells {
        let SpreadsheetValue::Words(words) = &put.value else { continue };
        let less = cut(language, words, SHEET_LETTERS, file);
        if less.len() != words.len() {
            put.value = SpreadsheetValue::Words(less.into_owned());
        }
    }
}
