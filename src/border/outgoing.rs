//! Columns of ours as batches for other programs.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, UInt32Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch, StringArray};
use arrow_schema::{Field, Schema};

use super::arrow;
use crate::error::Result;
use crate::frames::schema::Table;

/// How words of the law are handed over, which repeat row by row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WordForm {
    /// Each once, and its number in every row: a tenth of the memory.
    #[default]
    Dictionary,
    /// As plain text, for programs that know nothing else, as Spark.
    Plain,
}

/// Columns that stay dictionaries where these are wanted. Names and codes are plain text, because people join on them.
const REPEATED: [&str; 10] = [
    "status",
    "currency",
    "layer",
    "regime",
    "regime_hash",
    "readings_hash",
    "rule",
    "cite",
    "convention",
    "convention_hash",
];

/// A batch of the columns of a table, in its order.
///
/// # Errors
/// 70: our bug.
pub(super) fn table_batch(table: &Table, columns: Vec<ArrayRef>, words: WordForm) -> Result<RecordBatch> {
    let named = table.columns.iter().zip(columns).map(|(column, cells)| {
        let keeps = words == WordForm::Dictionary && REPEATED.contains(&column.name);
        Ok((Field::new(column.name, cells.data_type().clone(), column.null), plain(cells, keeps)?))
    });
    let (fields, columns): (Vec<Field>, Vec<ArrayRef>) = named.collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let fields = fields.into_iter().zip(&columns).map(|(field, cells)| field.with_data_type(cells.data_type().clone()));
    RecordBatch::try_new(Arc::new(Schema::new(fields.collect::<Vec<_>>())), columns).map_err(|error| arrow(&error))
}

/// A column of words as plain text, or as a dictionary whose numbers have a sign: some programs take no others.
fn plain(cells: ArrayRef, keeps: bool) -> Result<ArrayRef> {
    let Some(words) = cells.as_dictionary_opt::<UInt32Type>() else { return Ok(cells) };
    if keeps {
        let numbers = words.keys().unary::<_, Int32Type>(|number| number as i32);
        let kept = DictionaryArray::<Int32Type>::try_new(numbers, Arc::clone(words.values()));
        return Ok(Arc::new(kept.map_err(|error| arrow(&error))?));
    }
    arrow_select::take::take(words.values(), words.keys(), None).map_err(|error| arrow(&error))
}

/// A batch of plain columns.
///
/// # Errors
/// 70: our bug.
pub(super) fn plain_batch(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch> {
    let fields = columns.iter().map(|(name, cells)| Field::new(*name, cells.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let columns = columns.into_iter().map(|(_, cells)| cells).collect();
    RecordBatch::try_new(schema, columns).map_err(|error| arrow(&error))
}

/// A column of text.
pub(super) fn text<T: AsRef<str>>(cells: impl IntoIterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(cells.into_iter().collect::<StringArray>())
}
