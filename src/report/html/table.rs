//! A table as the template sees it: how wide its columns are, what of it is printed, and cells as words.

use crate::domain::Language;
use crate::domain::visible::visible;
use serde::Serialize;

use crate::report::limits::{PAGE_LETTERS, PAGE_ROWS, cut, left_out};
use crate::report::model::{ColumnKind, Report, ReportCell, ReportTable};
use crate::report::text::with_minus;
use crate::report::xlsx::sheet_name;
use crate::words::Argument;

/// Tables with more rows can be folded away.
const LONG: usize = 30;
/// Tables with more rows are folded away at first.
const VERY_LONG: usize = 60;
/// Tables with more columns are set smaller.
const WIDE: usize = 7;
/// A column of words never breaks them if the longest value has no more letters, or if each is one word of a few more.
const SHORT: usize = 16;
const ONE_WORD: usize = 34;
/// A column of words wants so many letters at least, and gets more where there is room.
const READABLE: usize = 22;
/// A longer word may break anywhere, so that it cannot push the other columns off the page.
const ENDLESS: usize = 40;
/// A table with more letters in a row is printed across the page.
const TOO_WIDE: usize = 150;
/// So many letters fit the width of an upright page, and of one that lies across.
const UPRIGHT: usize = 118;
const ACROSS: usize = 205;
/// On paper, in tenths of a millimetre: the height of a line, of the space of a row, and of the rows on a page.
const LINE: usize = 37;
const SPACE: usize = 11;
const PAGE_UPRIGHT: usize = 1000;
const PAGE_ACROSS: usize = 1050;
/// A table is not cut for fewer rows.
const FEW: usize = 4;

/// One table.
#[derive(Serialize)]
pub struct TableView {
    id: &'static str,
    /// What it is called, with its number.
    number: String,
    title: String,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    total: Option<Vec<CellView>>,
    empty: String,
    /// Its number with how many rows there are, or are shown of how many.
    count: String,
    /// How many rows the page leaves out, and where they are; empty if it shows all.
    more: String,
    is_long: bool,
    is_folded: bool,
    is_wide: bool,
    /// How many rows are printed, about a page.
    printed: usize,
    /// Where the rows are that are not printed; empty if all are.
    rest: String,
    is_across: bool,
}

#[derive(Serialize)]
struct RowView {
    cells: Vec<CellView>,
    is_printed: bool,
}

#[derive(Serialize)]
struct ColumnView {
    title: &'static str,
    class: &'static str,
}

/// One cell.
#[derive(Serialize)]
pub struct CellView {
    shown: String,
    class: &'static str,
    /// The day or month as programs write it; empty for anything else.
    time: String,
    /// The file that the words lead to; empty if they lead nowhere.
    link: String,
    /// The words in pieces, where one of them is a code that must not break; empty if none is.
    pieces: Vec<Piece>,
    /// Why there is no value; empty if there is one.
    missing: &'static str,
}

/// Some words, or a code that must not break.
#[derive(Serialize)]
struct Piece {
    words: String,
    is_code: bool,
}

impl TableView {
    /// A table with its number in the report.
    pub fn new(report: &Report, table: &ReportTable, number: usize) -> Self {
        let (language, file) = (report.language, report.csv_file(table.id));
        let classes: Vec<&'static str> = (0..table.columns.len()).map(|at| class_of(table, at, language)).collect();
        let cells = |row: &Vec<ReportCell>| -> Vec<CellView> {
            classes.iter().zip(row).map(|(class, cell)| CellView::new(report.language, cell, class, &file)).collect()
        };
        let columns = table.columns.iter().zip(&classes);
        let letters: Vec<usize> = (0..table.columns.len()).map(|at| letters(table, at, language) + 3).collect();
        let is_across = !table.rows.is_empty() && letters.iter().sum::<usize>() > TOO_WIDE;
        let printed = match report.is_sent_alone() {
            true => table.rows.len(),
            false => printed(table, (&classes, &letters), is_across, language),
        };
        let most = if report.is_sent_alone() { table.rows.len() } else { PAGE_ROWS };
        let rows = table.rows.iter().take(most).enumerate();
        let count = language.count(table.rows.len() as i64);
        let more = left_out(language, (table.rows.len(), most), "more-rows", &file);
        let first_of = [("shown", (PAGE_ROWS as i64).into()), ("count", (&count).into())];
        let on_page = if more.is_some() { language.say("page-first-of", &first_of) } else { count.clone() };
        let in_report = ("number", (number as i64).into());
        Self {
            id: table.id,
            number: language.say("page-table", std::slice::from_ref(&in_report)),
            title: seen(language, &table.title, &file),
            columns: columns.map(|(column, class)| ColumnView { title: column.title, class }).collect(),
            rows: rows.map(|(at, row)| RowView { cells: cells(row), is_printed: at < printed }).collect(),
            total: table.total.as_ref().map(cells),
            empty: seen(language, table.empty, &file),
            is_long: table.rows.len() > LONG,
            is_folded: table.rows.len() > VERY_LONG,
            is_wide: table.columns.len() > WIDE,
            printed,
            rest: if table.rows.len() > printed {
                let sheet = sheet_name(language, number, table.id);
                let book = format!("{}-{}.xlsx", report.class, report.name);
                let places = [("sheet", sheet.into()), ("book", book.into()), ("file", (&file).into())];
                let [sheet, book, place] = places;
                let counts = [("printed", Argument::Plain(printed as i64)), ("count", (&count).into())];
                let [first, of] = counts;
                language.say("page-printed", &[first, of, sheet, book, place])
            } else {
                String::new()
            },
            count: language.say("page-rows", &[in_report, ("count", on_page.into())]),
            more: more.unwrap_or_default(),
            is_across,
        }
    }

    /// Whether it needs the long side of the page.
    pub fn is_across(&self) -> bool {
        self.is_across
    }
}

/// The rows that the page shows.
fn shown_rows(table: &ReportTable) -> &[Vec<ReportCell>] {
    &table.rows[..table.rows.len().min(PAGE_ROWS)]
}

fn cells(table: &ReportTable, at: usize) -> impl Iterator<Item = &ReportCell> {
    shown_rows(table).iter().chain(&table.total).filter_map(move |row| row.get(at))
}

/// The letters of the longest value of a column that has one.
fn longest(table: &ReportTable, at: usize, language: Language) -> usize {
    let valued = cells(table, at).filter(|cell| !matches!(cell, ReportCell::Missing { .. }));
    valued.map(|cell| cell.shown(language).chars().count()).max().unwrap_or(0)
}

/// How many letters wide a column is at least.
fn letters(table: &ReportTable, at: usize, language: Language) -> usize {
    let heading = table.columns[at].title.split_whitespace().map(str::len).max().unwrap_or(0);
    let own = longest(table, at, language);
    heading.max(match class_of(table, at, language) {
        "phrase" => SHORT,
        class if class.starts_with("text") => READABLE,
        _ => own,
    })
}

/// How many rows fit a page: all of them where few would be left out.
fn printed(table: &ReportTable, (classes, letters): (&[&str], &[usize]), is_across: bool, language: Language) -> usize {
    let (page, width) = if is_across { (PAGE_ACROSS, ACROSS) } else { (PAGE_UPRIGHT, UPRIGHT) };
    // Columns of words share what the others leave.
    let is_wrapped: Vec<bool> = classes.iter().map(|class| class.starts_with("text")).collect();
    let spare = width.saturating_sub(letters.iter().sum());
    let each = spare / is_wrapped.iter().filter(|wrapped| **wrapped).count().max(1);
    let lines = |row: &Vec<ReportCell>| {
        let wrapped = row.iter().zip(letters).zip(&is_wrapped).filter(|(_, wrapped)| **wrapped);
        wrapped
            .map(|((cell, letters), _)| cell.shown(language).chars().count().div_ceil(letters + each))
            .max()
            .unwrap_or(1)
    };
    let mut height = 0;
    let fitting = table.rows.iter().take_while(|row| {
        height += LINE * lines(row).max(1) + SPACE;
        height <= page
    });
    let fitting = fitting.count().max(1);
    if table.rows.len() <= fitting + FEW { table.rows.len() } else { fitting }
}

/// The class of a column for the style sheet: by what it holds, and for words by how long they are.
fn class_of(table: &ReportTable, at: usize, language: Language) -> &'static str {
    match table.columns[at].kind {
        ColumnKind::Day | ColumnKind::Month => "day",
        ColumnKind::Text => {
            let shown: Vec<String> = cells(table, at).map(|cell| cell.shown(language)).collect();
            let words = shown.iter().flat_map(|shown| shown.split_whitespace());
            let word = words.map(|word| word.chars().count()).max().unwrap_or(0);
            let own = longest(table, at, language);
            if own <= SHORT || (own <= ONE_WORD && own == word) {
                "short"
            } else if word > ENDLESS {
                "text endless"
            } else if own <= ONE_WORD {
                "phrase"
            } else {
                "text"
            }
        }
        ColumnKind::Count
        | ColumnKind::Money
        | ColumnKind::Number
        | ColumnKind::RoundedCount
        | ColumnKind::RoundedMoney => "number",
    }
}

impl CellView {
    /// A cell with the class of its column; `file` has its words whole.
    pub fn new(language: Language, cell: &ReportCell, class: &'static str, file: &str) -> Self {
        let (shown, time) = match cell {
            ReportCell::Text(words) | ReportCell::Linked { text: words, .. } => {
                (seen(language, words, file), String::new())
            }
            ReportCell::Day(day) => (cell.shown(language), day.to_string()),
            ReportCell::Month(month) => (cell.shown(language), month.to_string()),
            ReportCell::Count(_) | ReportCell::Money { .. } | ReportCell::Number { .. } => {
                (with_minus(&cell.shown(language)), String::new())
            }
            ReportCell::Hidden { hidden } => (seen(language, hidden, file), String::new()),
            ReportCell::Missing { .. } => ("–".into(), String::new()),
        };
        let pieces = if matches!(cell, ReportCell::Text(_)) && class == "text" { pieces(&shown) } else { Vec::new() };
        let missing = if let ReportCell::Missing { missing } = cell { missing } else { "" };
        let link = if let ReportCell::Linked { file, .. } = cell { file.clone() } else { String::new() };
        Self { shown, class, time, link, pieces, missing }
    }
}

/// Words cut where a code begins or ends; nothing where there is no code that a browser could break.
fn pieces(words: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |words: &str, is_code: bool| match pieces.last_mut() {
        Some(last) if last.is_code == is_code => last.words.push_str(words),
        _ => pieces.push(Piece { words: words.to_owned(), is_code }),
    };
    for word in words.split_inclusive(char::is_whitespace) {
        let (word, blank) = word.split_at(word.trim_end().len());
        add(word, is_breakable_code(word));
        add(blank, false);
    }
    if pieces.iter().any(|piece| piece.is_code) { pieces } else { Vec::new() }
}

/// A name, a date or a number with a sign in it at which a browser would break it.
fn is_breakable_code(word: &str) -> bool {
    word.len() <= ENDLESS
        && word.contains(['-', '/', '?'])
        && word.contains(|letter: char| letter.is_ascii_digit() || letter == '_')
}

/// Words as a page shows them; `file` has them whole.
pub(super) fn seen(language: Language, words: &str, file: &str) -> String {
    cut(language, &visible(words), PAGE_LETTERS, file).into_owned()
}
