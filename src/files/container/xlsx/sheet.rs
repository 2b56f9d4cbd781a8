//! The rows of a sheet, one after the other, as they inflate.

use crate::files::container::limits::{COLUMNS, ROWS};
use crate::files::container::table::{CellRange, SheetRow, TableBuilder, position};
use crate::files::container::xlsx::cell::{Context, Written};
use crate::files::container::xlsx::strings::rich_text;
use crate::files::container::xml::{XmlEvent, XmlReader};
use crate::files::refusal::Refusal;
use crate::files::wording::shown;

/// Reads the rows of a sheet.
pub struct SheetRows<'s> {
    reader: XmlReader<'s>,
    context: &'s Context,
    last: u32,
    /// How deep the rows stand, while they do.
    rows_depth: usize,
    hidden_columns: Vec<(usize, usize)>,
    merged: Vec<(CellRange, String)>,
}

/// Merged areas are kept up to this many, to be reported.
const MERGED: usize = 10_000;

/// What was met in a sheet.
enum Met {
    Row(Option<String>, bool),
    Done,
    Other,
}

impl<'s> SheetRows<'s> {
    /// From the start of a sheet.
    pub fn new(reader: XmlReader<'s>, context: &'s Context) -> Self {
        Self { reader, context, last: 0, rows_depth: usize::MAX, hidden_columns: Vec::new(), merged: Vec::new() }
    }

    /// The next row; nothing behind the last.
    pub fn next(&mut self) -> Result<Option<SheetRow>, Refusal> {
        loop {
            match self.meet()? {
                Met::Row(number, hidden) => return self.row(number.as_deref(), hidden).map(Some),
                Met::Done => return Ok(None),
                Met::Other => {}
            }
        }
    }

    fn meet(&mut self) -> Result<Met, Refusal> {
        let depth = self.reader.depth();
        Ok(match self.reader.next()? {
            XmlEvent::Start(element) => match element.name() {
                "sheetData" => {
                    self.rows_depth = depth + 1;
                    Met::Other
                }
                "row" if depth == self.rows_depth => {
                    let hidden = matches!(element.attribute("hidden").as_deref(), Some("1" | "true"));
                    Met::Row(element.attribute("r"), hidden)
                }
                "col" if matches!(element.attribute("hidden").as_deref(), Some("1" | "true")) => {
                    let number = |name: &str| element.attribute(name).and_then(|number| number.parse::<usize>().ok());
                    let (first, last) = (number("min"), number("max"));
                    if let (Some(first), Some(last), true) = (first, last, self.hidden_columns.len() < COLUMNS) {
                        self.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                    }
                    Met::Other
                }
                "mergeCell" => {
                    let name = element.attribute("ref").unwrap_or_default();
                    self.merged.extend(area(&name).filter(|_| self.merged.len() < MERGED).map(|area| (area, name)));
                    Met::Other
                }
                _ => Met::Other,
            },
            XmlEvent::End(open) if open < self.rows_depth => {
                self.rows_depth = usize::MAX;
                Met::Other
            }
            XmlEvent::Done => Met::Done,
            _ => Met::Other,
        })
    }

    fn row(&mut self, number: Option<&str>, hidden: bool) -> Result<SheetRow, Refusal> {
        let number = match number {
            Some(text) => text.parse().map_err(|_| damaged(&format!("a row has the number `{}`", shown(text))))?,
            None => self.last + 1,
        };
        if number > ROWS {
            let what = format!("a row has the number {number}; a sheet has at most {ROWS}");
            return Err(Refusal::new("F_SHEET_SIZE", what, "ask the sender to save the file again, or for CSV"));
        }
        if number <= self.last {
            return Err(damaged(&format!("row {number} stands behind row {}", self.last)));
        }
        self.last = number;
        let (depth, mut row) = (self.reader.depth(), SheetRow { number, hidden, cells: Vec::new() });
        let mut next = 0;
        loop {
            let (name, written) = match self.reader.next()? {
                XmlEvent::Start(element) if element.name() == "c" => {
                    let written = Written {
                        kind: element.attribute("t").unwrap_or_default(),
                        style: element.attribute("s").and_then(|style| style.parse().ok()),
                        ..Written::default()
                    };
                    (element.attribute("r"), written)
                }
                XmlEvent::Start(_) => {
                    self.reader.skip()?;
                    continue;
                }
                XmlEvent::End(open) if open < depth => break,
                XmlEvent::Done => break,
                _ => continue,
            };
            let column = match name {
                Some(name) => match position(&name) {
                    Some((column, row)) if row == number => column,
                    _ => return Err(damaged(&format!("row {number} has a cell `{}`", shown(&name)))),
                },
                None => next,
            };
            if column >= COLUMNS {
                return Err(damaged(&format!("row {number} has more than {COLUMNS} cells")));
            }
            next = column + 1;
            row.cells.push((column, self.cell(written)?.read(self.context)));
        }
        let is_rising = row.cells.is_sorted_by(|(before, _), (after, _)| before < after);
        if !is_rising {
            row.cells.sort_by_key(|(column, _)| *column);
            if row.cells.windows(2).any(|pair| pair[0].0 == pair[1].0) {
                return Err(damaged(&format!("row {number} has a cell twice")));
            }
        }
        Ok(row)
    }

    /// What stands in the cell that has just started.
    fn cell(&mut self, mut cell: Written) -> Result<Written, Refusal> {
        let depth = self.reader.depth();
        loop {
            let name = match self.reader.next()? {
                XmlEvent::Start(element) => match element.name() {
                    "v" => 'v',
                    "f" => 'f',
                    "is" => 'i',
                    _ => 'x',
                },
                XmlEvent::End(open) if open < depth => return Ok(cell),
                XmlEvent::Done => return Ok(cell),
                _ => continue,
            };
            match name {
                'v' => cell.value = Some(self.reader.text()?),
                'i' => cell.inline = Some(rich_text(&mut self.reader)?),
                other => {
                    cell.formula |= other == 'f';
                    self.reader.skip()?;
                }
            }
        }
    }

    /// Tells the table what concerns all of it, once all rows are read.
    pub fn finish(self, table: &mut TableBuilder) {
        for (first, last) in self.hidden_columns {
            table.hide_columns(first, last);
        }
        for (area, name) in self.merged {
            table.merge(area, &name);
        }
    }
}

fn area(name: &str) -> Option<CellRange> {
    let (first, last) = name.split_once(':')?;
    let ((left, top), (right, bottom)) = (position(first)?, position(last)?);
    Some(((top, bottom), (left, right)))
}

fn damaged(what: &str) -> Refusal {
    let what = format!("the workbook is damaged: {what}");
    Refusal::new("F_DAMAGED", what, "ask the sender to save the file again, or for CSV")
}
