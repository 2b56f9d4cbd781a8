//! The figures of a statement by table, row and column, as its JSON names them.

use serde_json::Value;

use crate::domain::{Language, near};
use crate::error::{Error, Exit, Result};

/// The name of the large figures at the top.
const FIGURES: &str = "figures";

/// One figure of a report, with the row that it stands in.
#[derive(Clone, Debug)]
pub struct Cell<'v> {
    /// The language of the report.
    pub language: Language,
    /// What figures of the report have before their table; empty for the statement.
    report: &'v str,
    /// The table.
    pub table: &'v str,
    table_title: &'v str,
    /// The cells of the row, by column.
    pub(super) row: Vec<(&'v str, &'v Value)>,
    /// Its place from 1; nothing for the total.
    pub(super) place: Option<usize>,
    /// The column.
    pub column: &'v str,
    column_title: &'v str,
    /// The figure as the statement shows it.
    pub shown: &'v Value,
}

impl<'v> Cell<'v> {
    /// Report, table, row and column.
    pub fn name(&self) -> String {
        let (report, table, column) = (self.report, self.table, self.column);
        match self.place {
            _ if table == FIGURES => format!("{report}{FIGURES}:{column}"),
            Some(place) => format!("{report}{table}:{place}:{column}"),
            None => format!("{report}{table}:total:{column}"),
        }
    }

    /// What it is, in words.
    pub(super) fn title(&self) -> String {
        let row = self.row.iter().map(|(_, value)| text(value)).find(|text| !text.is_empty());
        match row.filter(|_| self.table != FIGURES) {
            Some(row) => format!("{}: {row}: {}", self.table_title, self.column_title),
            None => format!("{}: {}", self.table_title, self.column_title),
        }
    }

    /// Whether it is in the last row, which adds up the others.
    pub fn is_total(&self) -> bool {
        self.place.is_none()
    }

    /// The figure: a count, or minor units.
    pub fn number(&self) -> Option<i64> {
        number(self.shown)
    }

    /// A measure that need not be whole.
    pub(super) fn measure(&self) -> Option<f64> {
        self.shown["number"].as_f64()
    }

    /// Whether it shows what was computed again.
    pub(super) fn is(&self, computed: f64) -> bool {
        let shown = self.measure().or(self.number().map(|number| number as f64));
        shown.is_some_and(|shown| (shown - computed).abs() <= 1e-9 * computed.abs().max(1.0))
    }

    /// Whether it is a figure, or a mark in the place of one that is hidden.
    fn is_figure(&self) -> bool {
        self.number().is_some() || self.measure().is_some() || self.shown["hidden"].is_string()
    }

    /// The text of another cell of the row.
    pub(super) fn text(&self, column: &str) -> &'v str {
        self.row.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| text(value))
    }
}

fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value["amount_minor"].as_i64())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The words of a cell; those of a link are what is read.
fn text(value: &Value) -> &str {
    value.as_str().or_else(|| value["text"].as_str()).unwrap_or_default()
}

/// The language of a report.
pub(super) fn language_of(report: &Value) -> Language {
    report["language"].as_str().and_then(|code| code.parse().ok()).unwrap_or_default()
}

/// Every figure of a report.
pub(super) fn all<'v>(report: &'v str, statement: &'v Value, kinds: &[&str]) -> Vec<Cell<'v>> {
    let language = language_of(statement);
    let top = list(&statement["figures"]).enumerate().map(move |(at, figure)| Cell {
        language,
        report,
        table: FIGURES,
        table_title: language.word("trace-top"),
        row: Vec::new(),
        place: Some(at + 1),
        column: in_english(language, text(&figure["label"])),
        column_title: text(&figure["label"]),
        shown: &figure["value"],
    });
    let tables = list(&statement["sections"]).flat_map(|section| list(&section["tables"]));
    top.chain(tables.flat_map(|table| of_table((report, language), table, kinds))).filter(Cell::is_figure).collect()
}

/// The label of a figure at the top, as figures are named: in English.
fn in_english(language: Language, label: &str) -> &str {
    let ids = [
        "figure-amount",
        "figure-to-pay",
        "figure-in-doubt",
        "figure-twice",
        "figure-chargeable",
        "figure-delayed",
        "figure-stays",
        "claim-figure-claimed",
        "claim-figure-owed",
        "claim-figure-gap",
        "claim-figure-agreed",
        "claim-figure-unclaimed",
        "what-if-held",
        "what-if-otherwise",
        "head-difference",
        "trend-beds",
        "trend-year-to-date",
        "trend-special",
        "head-people",
    ];
    let known = ids.into_iter().find(|id| language.word(id) == label);
    known.map_or(label, |id| Language::English.word(id))
}

/// The figures of a table: counts and amounts, and what stands in columns of some other kinds.
fn of_table<'v>((report, language): (&'v str, Language), table: &'v Value, kinds: &[&str]) -> Vec<Cell<'v>> {
    let columns: Vec<&Value> = list(&table["columns"]).collect();
    let rows = list(&table["rows"]).enumerate().map(|(at, row)| (Some(at + 1), row));
    let total = table["total"].as_array().map(|_| (None, &table["total"]));
    let mut cells = Vec::new();
    for (place, row) in rows.chain(total) {
        let named: Vec<(&str, &Value)> = columns.iter().map(|column| text(&column["name"])).zip(list(row)).collect();
        for (column, (name, shown)) in columns.iter().zip(&named) {
            let kind = text(&column["kind"]);
            if !["count", "money"].contains(&kind) && !kinds.contains(&kind) {
                continue;
            }
            cells.push(Cell {
                language,
                report,
                table: text(&table["id"]),
                table_title: text(&table["title"]),
                row: named.clone(),
                place,
                column: name,
                column_title: text(&column["title"]),
                shown,
            });
        }
    }
    cells
}

/// The figures that are meant: of a table its total, of a row every figure in it.
///
/// # Errors
/// 2: there is none; what there is, is named.
pub(super) fn asked<'v>(cells: Vec<Cell<'v>>, figure: &str) -> Result<Vec<Cell<'v>>> {
    let (table, rest) = figure.split_once(':').map_or((figure, None), |(table, rest)| (table, Some(rest)));
    let mut tables: Vec<&str> = Vec::new();
    cells.iter().for_each(|cell| {
        if !tables.contains(&cell.table) {
            tables.push(cell.table)
        }
    });
    let of_table: Vec<&Cell<'_>> = cells.iter().filter(|cell| cell.table == table).collect();
    if of_table.is_empty() {
        let what = format!("the report has no figures in a table `{table}`");
        return refused(what, near::hint(table, tables.iter().copied(), &format!("it has {}", tables.join(", "))));
    }
    let mut columns: Vec<&str> = Vec::new();
    of_table.iter().for_each(|cell| {
        if !columns.contains(&cell.column) {
            columns.push(cell.column)
        }
    });
    let rows = of_table.iter().filter_map(|cell| cell.place).max().unwrap_or_default();
    let names = match table {
        FIGURES => format!("`{FIGURES}:NAME` with one of {}", columns.join(", ")),
        _ => format!(
            "rows are 1 to {rows}, `total` where there is one, or the first cell in words; columns: {}",
            columns.join(", ")
        ),
    };
    let Some(rest) = rest else {
        let total: Vec<Cell<'v>> = of_table.into_iter().filter(|cell| cell.is_total()).cloned().collect();
        if total.is_empty() {
            return refused(format!("the table `{table}` has no total: name a row"), names);
        }
        return Ok(total);
    };
    let (row, column) = match rest.rsplit_once(':').filter(|(_, column)| columns.contains(column)) {
        Some((row, column)) => (row, Some(column)),
        None => (rest, None),
    };
    let first = |cell: &Cell<'_>| cell.row.first().map(|(_, value)| text(value)).unwrap_or_default().to_owned();
    let is_row = |cell: &Cell<'_>| match cell.place {
        _ if table == FIGURES => cell.column == row,
        None => row == "total",
        Some(place) => row.parse() == Ok(place) || first(cell) == row || first(cell).starts_with(&format!("{row} (")),
    };
    let is_meant = |cell: &&&Cell<'_>| is_row(cell) && column.is_none_or(|column| cell.column == column);
    let meant: Vec<Cell<'v>> = of_table.iter().filter(is_meant).map(|cell| (*cell).clone()).collect();
    if meant.is_empty() { refused(format!("the table `{table}` has no figure `{rest}`"), names) } else { Ok(meant) }
}

fn refused<T>(what: String, hint: String) -> Result<T> {
    Err(Error::new("X_FIGURE", Exit::Usage, what).effect("nothing was changed").hint(hint))
}
