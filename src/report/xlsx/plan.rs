//! What goes where in a workbook, before anything is written: the writer follows it and the check compares with it.

use std::collections::{BTreeMap, HashSet};

use super::sheet_chart::SheetChart;
use crate::domain::{Currency, Day};

/// So many characters fit the width of an upright page, and of one that lies across, without making them smaller.
pub const UPRIGHT: f64 = 100.0;
pub const LANDSCAPE: f64 = 147.0;
/// A sheet that is wider by so much is fitted to its page: letters of 10 points are then printed with 7.7 points.
pub const FITTED: f64 = 1.3;
/// What a column takes beside its characters.
pub const SPACE: f64 = 0.75;

/// Characters of the ordinary size that a letter of a title takes.
const TITLE: f64 = 1.6;

/// One sheet.
pub struct ReportSheet {
    pub name: String,
    pub is_landscape: bool,
    /// Whether the rows down to the heading, and the first column, stay in sight.
    pub is_frozen: bool,
    /// Widths of columns in characters.
    pub widths: Vec<f64>,
    /// Heights of rows in points. Not every spreadsheet fits them to wrapped words by itself.
    pub heights: Vec<(u32, f64)>,
    /// Every cell, the headings of the marked table included.
    pub cells: Vec<Put>,
    pub marked: Option<Marked>,
    pub charts: Vec<SheetChart>,
    /// What stands at the head of each printed page.
    pub notice: Option<String>,
}

/// A range that the spreadsheet knows as a table.
pub struct Marked {
    pub name: String,
    pub title: String,
    pub header_row: u32,
    pub last_row: u32,
    pub headers: Vec<&'static str>,
    pub is_filtered: bool,
}

/// A value in its place.
pub struct Put {
    pub row: u32,
    pub column: u16,
    pub value: SpreadsheetValue,
    pub look: Look,
}

/// What a spreadsheet can hold.
pub enum SpreadsheetValue {
    Words(String),
    /// The name of a sheet of the same workbook, which leads there.
    Link(String),
    Number(f64),
    Day(Day),
    /// Nothing, but with the look of its row.
    Blank,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    pub face: Face,
    pub is_total: bool,
}

/// The kinds of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// The title of a sheet.
    Title,
    /// A line below it.
    Quiet,
    /// A line that no page may be without.
    Notice,
    /// Sentences, wrapped.
    Sentence,
    /// A heading over words.
    Head,
    /// A heading over numbers.
    HeadRight,
    Words,
    /// A way to another sheet.
    Link,
    Day,
    Month,
    Count,
    Money(Currency),
    /// A measure with so many decimals.
    Number(u8),
    /// There is no value; the words say why.
    Missing,
    /// The same in a column of numbers.
    MissingRight,
}

/// The first cell of a sheet, as links write it. Names of sheets have no apostrophe.
pub fn top_of(sheet: &str) -> String {
    format!("'{sheet}'!A1")
}

/// How many lines words take in a column that is as wide as so many digits, which are wider than most letters.
fn wrapped_lines(words: &str, width: usize) -> usize {
    let room = width.max(1);
    let lines = words.split('\n').map(|line| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split_whitespace() {
            let letters = word.chars().count();
            if used > 0 && used + 1 + letters > room {
                (lines, used) = (lines + 1, 0);
            }
            used += letters + usize::from(used > 0);
            (lines, used) = (lines + used.saturating_sub(1) / room, (used.saturating_sub(1)) % room + 1);
        }
        lines
    });
    lines.sum()
}

impl Face {
    fn is_wrapped(self) -> bool {
        !matches!(self, Self::Title | Self::Quiet | Self::Notice)
    }

    /// The look of an ordinary cell.
    pub fn plain(self) -> Look {
        Look { face: self, is_total: false }
    }
}

impl Marked {
    /// The last column, counted from 0.
    pub fn last_column(&self) -> u16 {
        u16::try_from(self.headers.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }
}

impl ReportSheet {
    /// An empty sheet.
    pub fn new(name: impl Into<String>, widths: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            is_landscape: false,
            is_frozen: false,
            widths,
            heights: Vec::new(),
            cells: Vec::new(),
            marked: None,
            charts: Vec::new(),
            notice: None,
        }
    }

    /// How wide it is in characters: its columns with the space between them, or its title where that reaches beyond.
    pub fn breadth(&self) -> f64 {
        let titles = self.cells.iter().filter(|put| put.look.face == Face::Title);
        let letters =
            titles.map(|put| if let SpreadsheetValue::Words(words) = &put.value { words.chars().count() } else { 0 });
        let title = letters.max().unwrap_or(0) as f64 * TITLE;
        self.widths.iter().map(|width| width + SPACE).sum::<f64>().max(title)
    }

    /// Whether it may be as wide as its page, by whatever face a spreadsheet has.
    pub fn fills_the_page(&self) -> bool {
        self.breadth() > 0.6 * if self.is_landscape { LANDSCAPE } else { UPRIGHT }
    }

    /// Puts a value somewhere.
    pub fn put(&mut self, row: u32, column: u16, value: SpreadsheetValue, look: Look) {
        self.cells.push(Put { row, column, value, look });
    }

    /// Puts words somewhere; empty words are an empty cell.
    pub fn words(&mut self, row: u32, column: u16, words: &str, look: Look) {
        let value = if words.is_empty() { SpreadsheetValue::Blank } else { SpreadsheetValue::Words(words.to_owned()) };
        self.put(row, column, value, look);
    }

    /// Puts a line above everything else, on the sheet and on each printed page of it.
    pub fn head(&mut self, words: &str) {
        self.cells.iter_mut().for_each(|put| put.row += 1);
        self.heights.iter_mut().for_each(|(row, _)| *row += 1);
        if let Some(marked) = &mut self.marked {
            marked.header_row += 1;
            marked.last_row += 1;
        }
        for chart in &mut self.charts {
            chart.row += 1;
            chart.title.0 += 1;
            chart.head += 1;
            chart.rows = (chart.rows.0 + 1, chart.rows.1 + 1);
        }
        self.words(0, 0, words, Face::Notice.plain());
        self.heights.push((0, 20.0));
        self.notice = Some(words.to_owned());
    }

    /// Sets the height of every row that holds wrapped words to what they need, and of all rows to a comfortable one.
    /// Rows that have a height already keep it.
    pub fn fit_heights(&mut self) {
        const LINE: f64 = 12.75;
        let set: HashSet<u32> = self.heights.iter().map(|(row, _)| *row).collect();
        let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
        for put in self.cells.iter().filter(|put| !set.contains(&put.row)) {
            let width = self.widths.get(usize::from(put.column)).copied().unwrap_or(10.0);
            let own = match &put.value {
                SpreadsheetValue::Words(words) if put.look.face.is_wrapped() => wrapped_lines(words, width as usize),
                _ => 1,
            };
            let most = lines.entry(put.row).or_default();
            *most = own.max(*most);
        }
        // 409 points is as high as a row can be.
        let heights = lines.into_iter().map(|(row, lines)| (row, (lines as f64 * LINE + 4.0).min(409.0)));
        self.heights.extend(heights);
    }

    /// Rows of the marked table.
    pub fn rows(&self) -> u32 {
        self.marked.as_ref().map_or(0, |marked| marked.last_row - marked.header_row)
    }

    /// Puts the headings of a marked table that reaches down to `last_row`.
    pub fn mark(
        &mut self,
        name: &str,
        title: &str,
        header_row: u32,
        last_row: u32,
        headers: Vec<(&'static str, Face)>,
    ) {
        for (column, (header, face)) in (0..).zip(&headers) {
            self.words(header_row, column, header, face.plain());
        }
        let is_filtered = last_row - header_row > 30;
        let headers = headers.into_iter().map(|(header, _)| header).collect();
        let (name, title) = (name.replace('-', "_"), title.to_owned());
        self.marked = Some(Marked { name, title, header_row, last_row, headers, is_filtered });
    }
}
