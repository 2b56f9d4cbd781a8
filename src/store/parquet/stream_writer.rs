//! Writes rows of any table as a stream: it never holds more than one row group.

use std::fmt::Write as _;
use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Date32Array, Int32Array};

use crate::domain::{Day, Month};
use crate::error::{Error, Exit, Result};
use crate::frames::dictionary_column::DictionaryColumn;
use crate::store::parquet::table_writer::{GROUP_ROWS, TableWriter};
use crate::store::schema::{Table, Type};

/// One cell of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StreamCell<'a> {
    /// Text.
    Word(&'a str),
    /// A whole number.
    Number(i32),
    /// A day.
    Day(Day),
    /// A month, kept as text.
    Month(Month),
}

impl StreamCell<'_> {
    /// Adds bytes whose order is that of the cells.
    fn add_to(self, key: &mut Vec<u8>) {
        let number =
            |key: &mut Vec<u8>, number: i32| key.extend(((i64::from(number) + (1 << 40)) as u64).to_be_bytes());
        match self {
            Self::Word(word) => {
                key.extend_from_slice(word.as_bytes());
                key.push(0);
            }
            Self::Number(value) => number(key, value),
            Self::Day(day) => number(key, day.number()),
            Self::Month(month) => number(key, month.first().number()),
        }
    }
}

/// A row that knows its cells, in the order of its table.
pub(crate) trait Streamed {
    /// The cells.
    fn cells(&self) -> Vec<StreamCell<'_>>;
}

/// One table being written. Rows come in the order of its key.
pub(crate) struct StreamWriter<W: Write + Send> {
    of: &'static Table,
    table: TableWriter<W>,
    columns: Vec<ColumnBuilder>,
    key: Vec<usize>,
    last: Vec<u8>,
    next: Vec<u8>,
    in_group: usize,
    rows: u64,
}

enum ColumnBuilder {
    Words(DictionaryColumn, String),
    Text(StringBuilder),
    Numbers(Vec<i32>, bool),
}

impl<W: Write + Send> StreamWriter<W> {
    /// Starts a table.
    pub fn create(of: &'static Table, output: W) -> Result<Self> {
        let column = |column: &crate::store::schema::SchemaColumn| match column.holds {
            Type::Word => ColumnBuilder::Words(DictionaryColumn::default(), String::new()),
            Type::Day => ColumnBuilder::Numbers(Vec::new(), true),
            Type::Int32 => ColumnBuilder::Numbers(Vec::new(), false),
            _ => ColumnBuilder::Text(StringBuilder::new()),
        };
        let place = |name: &&str| of.columns.iter().position(|column| column.name == *name);
        Ok(Self {
            of,
            table: TableWriter::new(of, output)?,
            columns: of.columns.iter().map(column).collect(),
            key: of.key.iter().filter_map(place).collect(),
            last: Vec::new(),
            next: Vec::new(),
            in_group: 0,
            rows: 0,
        })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// A row out of order or there already (our bug; nothing is published), or an output that refuses.
    pub fn push(&mut self, rows: &[impl Streamed]) -> Result<()> {
        for row in rows {
            let cells = row.cells();
            self.next.clear();
            for at in &self.key {
                cells[*at].add_to(&mut self.next);
            }
            if self.rows > 0 && self.next <= self.last {
                return Err(self.bug("rows out of order, or one row twice"));
            }
            std::mem::swap(&mut self.last, &mut self.next);
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                if !column.add(cell) {
                    return Err(self.bug("a cell that its column cannot hold"));
                }
            }
            self.rows += 1;
            self.in_group += 1;
            if self.in_group == GROUP_ROWS {
                self.write_group()?;
            }
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let columns = self.columns.iter_mut().map(ColumnBuilder::take).collect();
        self.in_group = 0;
        self.table.write_group(columns)
    }

    /// Ends the table and gives back the output and the number of rows.
    ///
    /// # Errors
    /// The output refuses.
    pub fn finish(mut self) -> Result<(&'static Table, W, u64)> {
        if self.in_group > 0 {
            self.write_group()?;
        }
        Ok((self.of, self.table.finish()?, self.rows))
    }

    fn bug(&self, what: &str) -> Error {
        Error::new("X_BUG", Exit::Bug, format!("table `{}`: {what}", self.of.name))
            .effect("nothing was published; the last good month stays")
            .hint("this is a bug of the program: please report it")
    }
}

impl ColumnBuilder {
    /// Takes a cell, if it can hold one of its kind.
    fn add(&mut self, cell: StreamCell<'_>) -> bool {
        match (self, cell) {
            (Self::Words(words, _), StreamCell::Word(word)) => words.add(word),
            (Self::Words(words, letters), StreamCell::Month(month)) => {
                letters.clear();
                // Writing to a String cannot fail.
                let _ = write!(letters, "{month}");
                words.add(letters);
            }
            (Self::Text(text), StreamCell::Word(word)) => text.append_value(word),
            (Self::Numbers(numbers, false), StreamCell::Number(number)) => numbers.push(number),
            (Self::Numbers(numbers, true), StreamCell::Day(day)) => numbers.push(day.number()),
            _ => return false,
        }
        true
    }

    /// The column; it is empty afterwards.
    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Words(words, _) => words.column(),
            Self::Text(text) => Arc::new(text.finish()),
            Self::Numbers(numbers, true) => Arc::new(Date32Array::from(std::mem::take(numbers))),
            Self::Numbers(numbers, false) => Arc::new(Int32Array::from(std::mem::take(numbers))),
        }
    }
}
