//! Rows in memory as a table of the engine: what no file of the store holds, because it is about one run or no project.

use polars::error::PolarsResult;
use polars::prelude::{Column, DataFrame};

use super::answer::unreadable;
use super::arrow_column::series;
use crate::error::Result;
use crate::store::{StoreRow, columns_of};

/// The rows with the columns of their table in the store.
///
/// # Errors
/// 70: a row cannot be written as one of its table (our bug).
pub(super) fn frame<R: StoreRow>(rows: &[R]) -> Result<DataFrame> {
    let arrays = columns_of(rows)?;
    let columns =
        R::TABLE.columns.iter().zip(&arrays).map(|(column, array)| series(column.name, array).map(Column::from));
    let frame = columns.collect::<PolarsResult<Vec<_>>>().and_then(DataFrame::new_infer_height);
    frame.map_err(|source| unreadable(source.to_string()))
}
