//! One table of the star as two files, Parquet and CSV, written some rows at a time.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array, StringArray};

use crate::domain::Minor;
use crate::error::{Error, Result};
use crate::operate::star::dimensions::DIMENSIONS;
use crate::operate::star::facts::STAR;
use crate::query::{Answer, AnswerValue};
use crate::report::csv::safe;
use crate::store::TableWriter;
use crate::store::files::private;
use crate::store::schema::{MONEY_DIGITS, SchemaColumn, Table, Type};

/// The folder of the Parquet files.
pub(super) const PARQUET: &str = "parquet";
/// The folder of the CSV files.
pub(super) const CSV: &str = "csv";

/// Whether a file of this name is of one of the tables, in either format.
pub(super) fn is_of_a_table(name: &str) -> bool {
    let tables = STAR.iter().chain(DIMENSIONS);
    let stem = name.strip_suffix(".parquet").or_else(|| name.strip_suffix(".csv"));
    tables.map(|table| table.name).any(|table| Some(table) == stem)
}

/// The two files of a table.
pub(super) struct TableFiles<'t> {
    table: &'t Table,
    parquet: TableWriter<File>,
    csv: csv::Writer<BufWriter<File>>,
    csv_path: PathBuf,
    rows: usize,
}

impl<'t> TableFiles<'t> {
    /// Starts both.
    pub fn create(folder: &Path, table: &'t Table) -> Result<Self> {
        let path = |format: &str| folder.join(format).join(format!("{}.{format}", table.name));
        let csv_path = path(CSV);
        let output = BufWriter::new(private::create_file(&csv_path)?);
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(output);
        let parquet = TableWriter::new(table, private::create_file(&path(PARQUET))?)?;
        csv.write_record(table.columns.iter().map(|column| column.name)).map_err(|error| refused(&csv_path, error))?;
        Ok(Self { table, parquet, csv, csv_path, rows: 0 })
    }

    /// Adds rows, whose columns may stand in any order.
    pub fn add(&mut self, rows: &Answer) -> Result<()> {
        if rows.rows.is_empty() {
            return Ok(());
        }
        let places: Vec<usize> = self.table.columns.iter().map(|column| place(rows, column)).collect::<Result<_>>()?;
        let cells = self.table.columns.iter().zip(&places);
        let arrays = cells.map(|(column, at)| array(column, rows.rows.iter().map(|row| &row[*at])));
        self.parquet.write_group(arrays.collect::<Result<_>>()?)?;
        for row in &rows.rows {
            let cells = self.table.columns.iter().zip(&places).map(|(column, at)| words(column, &row[*at]));
            self.csv.write_record(cells).map_err(|error| refused(&self.csv_path, error))?;
        }
        self.rows += rows.rows.len();
        Ok(())
    }

    /// Ends both, durably. Gives how many rows there are.
    pub fn finish(self) -> Result<usize> {
        let synced =
            |file: &File| file.sync_all().map_err(|error| private::refused("write the table", &self.csv_path, &error));
        synced(&self.parquet.finish()?)?;
        let csv = self
            .csv
            .into_inner()
            .map_err(|error| private::refused("write the table", &self.csv_path, error.error()))?;
        let csv =
            csv.into_inner().map_err(|error| private::refused("write the table", &self.csv_path, error.error()))?;
        synced(&csv)?;
        Ok(self.rows)
    }
}

/// Where a column stands among those of an answer; an amount is made of its minor units.
fn place(rows: &Answer, column: &SchemaColumn) -> Result<usize> {
    let wanted = if column.holds == Type::Money { format!("{}_minor", column.name) } else { column.name.to_owned() };
    let found = rows.columns.iter().position(|name| *name == wanted);
    found.ok_or_else(|| Error::bug(format!("no column `{wanted}` for an export")))
}

fn array<'v>(column: &SchemaColumn, cells: impl Iterator<Item = &'v AnswerValue>) -> Result<ArrayRef> {
    let wrong = |value: &AnswerValue| Error::bug(format!("`{}` of an export holds {value:?}", column.name));
    let whole = |value: &AnswerValue| match value {
        AnswerValue::Null => Ok(None),
        AnswerValue::Integer(number) => Ok(Some(*number)),
        other => Err(wrong(other)),
    };
    Ok(match column.holds {
        Type::Int64 | Type::Rising => Arc::new(cells.map(whole).collect::<Result<Int64Array>>()?),
        Type::Int32 => {
            let narrow = |value| Ok(whole(value)?.map(|number| number as i32));
            Arc::new(cells.map(narrow).collect::<Result<Int32Array>>()?)
        }
        Type::Money => {
            let minor = |value| Ok(whole(value)?.map(i128::from));
            let array = cells.map(minor).collect::<Result<Decimal128Array>>()?;
            let array = array.with_precision_and_scale(MONEY_DIGITS.0, MONEY_DIGITS.1);
            Arc::new(array.map_err(|error| Error::bug(format!("an amount of an export: {error}")))?)
        }
        Type::Number => {
            let number = |value: &AnswerValue| match value {
                AnswerValue::Null => Ok(None),
                AnswerValue::Number(number) => Ok(Some(*number)),
                other => Err(wrong(other)),
            };
            Arc::new(cells.map(number).collect::<Result<Float64Array>>()?)
        }
        Type::Day => {
            let day = |value: &AnswerValue| match value {
                AnswerValue::Null => Ok(None),
                AnswerValue::Day(day) => Ok(Some(day.number())),
                other => Err(wrong(other)),
            };
            Arc::new(cells.map(day).collect::<Result<Date32Array>>()?)
        }
        Type::Text | Type::Word => {
            let words = |value: &'v AnswerValue| match value {
                AnswerValue::Null => Ok(None),
                AnswerValue::Text(text) => Ok(Some(text.as_str())),
                other => Err(wrong(other)),
            };
            Arc::new(cells.map(words).collect::<Result<StringArray>>()?)
        }
        Type::Moment | Type::Bytes => return Err(Error::bug(format!("`{}` cannot be exported", column.name))),
    })
}

/// A cell of a CSV file.
fn words(column: &SchemaColumn, value: &AnswerValue) -> String {
    match value {
        AnswerValue::Null => String::new(),
        AnswerValue::Integer(minor) if column.holds == Type::Money => Minor(*minor).plain(),
        AnswerValue::Integer(number) => number.to_string(),
        AnswerValue::Number(number) => number.to_string(),
        AnswerValue::Text(text) => safe(text).into_owned(),
        AnswerValue::Day(day) => day.to_string(),
        AnswerValue::Flag(flag) => flag.to_string(),
    }
}

fn refused(path: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => private::refused("write the table", path, &error),
        other => Error::bug(format!("a table of an export: {other:?}")),
    }
}
