//! CSV for programs: one file a table, one for the totals, one for everything that is not a table.
//!
//! RFC 4180 with CRLF, UTF-8 without byte order mark, one header line of machine names. Days are `2018-03-31`,
//! months `2018-03`, counts plain integers. A column of money becomes two: `<name>_minor` (integer pence, øre or cents) and `<name>_currency`
//! (ISO 4217). A value that does not exist is an empty cell, and the column `missing` says `<column>: why`. The last
//! column is named after the class of the report, so that the first line of every file says it. Sums stand in a file of their own, so that they are not added to their parts.
//!
//! Spreadsheets run cells that look like formulas. Words that do are therefore marked with an apostrophe; see [`safe`].

use ::csv::{Terminator, WriterBuilder};

pub use crate::domain::spreadsheet::{mark_formula as safe, unmark_formula as plain};
use crate::error::{Error, Exit, Result};
use crate::report::model::{Report, ReportCell, ReportColumn, ReportTable};

/// The files of a report, each with its name: `<report>-<table>.csv` in reading order, then `<report>-totals.csv` and
/// `<report>-about.csv`.
///
/// # Errors
/// If the report contradicts itself (see [`Report::check`]).
pub fn write(report: &Report) -> Result<Vec<(String, Vec<u8>)>> {
    report.check()?;
    let mut files = Vec::new();
    for table in report.tables() {
        let records = table.rows.iter().map(|row| table_line(table, row));
        files.push((table.id, lines(report, table_header(table), records)?));
    }
    files.push(("totals", totals(report)?));
    files.push(("about", about(report)?));
    Ok(files.into_iter().map(|(id, bytes)| (format!("{}-{id}.csv", report.name), bytes)).collect())
}

fn table_header(table: &ReportTable) -> Vec<String> {
    let mut names: Vec<String> = table.columns.iter().flat_map(column_names).collect();
    names.push("missing".into());
    names
}

fn column_names(column: &ReportColumn) -> Vec<String> {
    if !column.kind.is_money() {
        return vec![column.name.to_owned()];
    }
    let stem = column.name.strip_suffix("_minor").unwrap_or(column.name);
    vec![format!("{stem}_minor"), format!("{stem}_currency")]
}

fn table_line(table: &ReportTable, row: &[ReportCell]) -> Vec<String> {
    let mut line = Vec::with_capacity(row.len() + 2);
    let mut reasons = Vec::new();
    for (column, cell) in table.columns.iter().zip(row) {
        let [value, currency] = value_and_currency(cell);
        line.push(value);
        if column.kind.is_money() {
            line.push(currency);
        }
        if let ReportCell::Missing { missing } = cell {
            reasons.push(format!("{}: {missing}", column.name));
        }
    }
    line.push(safe(&reasons.join(", ")).into_owned());
    line
}

/// A cell for a program, and its currency if it is money.
fn value_and_currency(cell: &ReportCell) -> [String; 2] {
    match cell {
        ReportCell::Text(words) | ReportCell::Linked { text: words, .. } => [safe(words).into_owned(), String::new()],
        ReportCell::Day(day) => [day.to_string(), String::new()],
        ReportCell::Month(month) => [month.to_string(), String::new()],
        ReportCell::Count(number) => [number.to_string(), String::new()],
        ReportCell::Number { number, .. } => [number.to_string(), String::new()],
        ReportCell::Money { amount_minor, currency } => [amount_minor.0.to_string(), currency.code().to_owned()],
        ReportCell::Hidden { hidden } => [safe(hidden).into_owned(), String::new()],
        ReportCell::Missing { .. } => [String::new(), String::new()],
    }
}

fn reason(cell: &ReportCell) -> &'static str {
    if let ReportCell::Missing { missing } = cell { missing } else { "" }
}

/// Every number of every total, one a line.
fn totals(report: &Report) -> Result<Vec<u8>> {
    let header = ["table", "column", "value", "currency", "missing"].map(str::to_owned).to_vec();
    let cells = report.tables().flat_map(|table| {
        let total = table.total.iter().flatten();
        table.columns.iter().zip(total).map(move |(column, cell)| (table.id, column, cell))
    });
    let numbers = cells.filter(|(_, _, cell)| !matches!(cell, ReportCell::Text(_)));
    lines(
        report,
        header,
        numbers.map(|(table, column, cell)| {
            let [value, currency] = value_and_currency(cell);
            let name = column_names(column).swap_remove(0);
            vec![table.to_owned(), name, value, currency, safe(reason(cell)).into_owned()]
        }),
    )
}

/// What is not in a table: title, standing, sentences, large figures, charts in words, and what the report rests on.
fn about(report: &Report) -> Result<Vec<u8>> {
    let header = ["part", "id", "name", "value", "currency", "note"].map(str::to_owned).to_vec();
    let line = |part: &str, id: &str, name: &str, value: &str| {
        [part, id, name, value, "", ""].map(|cell| safe(cell).into_owned()).to_vec()
    };
    let mut all = vec![
        line("class", report.class, report.class_line(), ""),
        line("title", report.name, &report.title, ""),
        line("standing", "", &report.standing, ""),
    ];
    all.extend(report.notice.iter().map(|notice| line("notice", "", notice, "")));
    for figure in &report.figures {
        let [value, currency] = value_and_currency(&figure.value);
        let note =
            [reason(&figure.value), &figure.note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let [label, note] = [figure.label.as_str(), &note.join("; ")].map(|words| safe(words).into_owned());
        all.push(vec!["figure".into(), String::new(), label, value, currency, note]);
    }
    all.extend(report.summary.iter().map(|sentence| line("summary", "", sentence, "")));
    for section in &report.sections {
        all.push(line("section", section.id, &section.title, ""));
        all.extend(section.text.iter().map(|sentence| line("text", section.id, sentence, "")));
        all.extend(section.chart.iter().map(|chart| line("chart", chart.id, &chart.title, &chart.description)));
        all.extend(
            section.tables.iter().map(|table| {
                line("table", table.id, &table.title, if table.rows.is_empty() { table.empty } else { "" })
            }),
        );
    }
    all.extend(report.provenance.iter().map(|fact| line("provenance", "", &fact.name, &fact.value)));
    lines(report, header, all.into_iter())
}

fn lines(report: &Report, mut header: Vec<String>, records: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let failed =
        |source: String| Error::new("X_REPORT", Exit::Bug, format!("a table cannot be written as CSV: {source}"));
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    header.push(report.class.to_uppercase());
    let release = match report.class {
        "public" => "release-rounded",
        "published" => "release-as-published",
        _ => "release-none",
    };
    let release = report.language.word(release);
    let records = records.map(|mut record| {
        record.push(release.to_owned());
        record
    });
    for record in std::iter::once(header).chain(records) {
        writer.write_record(&record).map_err(|source| failed(source.to_string()))?;
    }
    writer.into_inner().map_err(|source| failed(source.to_string()))
}
