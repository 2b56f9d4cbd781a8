//! Rows in memory as a table of the engine: what no file of the store holds, because it is about one run or no project.

use arrow::array::{ArrayRef, AsArray};
use arrow::datatypes::{Date32Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use polars::prelude::{Column, DataFrame, DataType, NamedFrom, Series, TimeUnit};

use super::answer::unreadable;
use crate::error::Result;
use crate::store::schema::{SchemaColumn, Type};
use crate::store::{StoreRow, columns_of};

/// The rows with the columns of their table in the store.
///
/// # Errors
/// 70: a row cannot be written as one of its table (our bug).
pub(super) fn frame<R: StoreRow>(rows: &[R]) -> Result<DataFrame> {
    let arrays = columns_of(rows)?;
    let columns = R::TABLE.columns.iter().zip(&arrays).map(|(column, array)| Ok(Column::from(series(column, array)?)));
    let columns = columns.collect::<Result<Vec<_>>>()?;
    DataFrame::new_infer_height(columns).map_err(|source| unreadable(source.to_string()))
}

fn series(column: &SchemaColumn, array: &ArrayRef) -> Result<Series> {
    let name = column.name.into();
    let other = || unreadable(format!("`{}` is no array of {:?}", column.name, column.holds));
    let cast = |series: Series, kind: DataType| series.cast(&kind).map_err(|source| unreadable(source.to_string()));
    Ok(match column.holds {
        Type::Text | Type::Word => {
            Series::new(name, array.as_string_opt::<i32>().ok_or_else(other)?.iter().collect::<Vec<_>>())
        }
        Type::Int32 => {
            Series::new(name, array.as_primitive_opt::<Int32Type>().ok_or_else(other)?.iter().collect::<Vec<_>>())
        }
        Type::Int64 | Type::Rising => {
            Series::new(name, array.as_primitive_opt::<Int64Type>().ok_or_else(other)?.iter().collect::<Vec<_>>())
        }
        Type::Number => {
            Series::new(name, array.as_primitive_opt::<Float64Type>().ok_or_else(other)?.iter().collect::<Vec<_>>())
        }
        Type::Day => {
            let days = array.as_primitive_opt::<Date32Type>().ok_or_else(other)?;
            cast(Series::new(name, days.iter().collect::<Vec<_>>()), DataType::Date)?
        }
        Type::Bytes => return Err(other()),
        Type::Moment => {
            let moments = array.as_primitive_opt::<TimestampMicrosecondType>().ok_or_else(other)?;
            let moments = Series::new(name, moments.iter().collect::<Vec<_>>());
            cast(moments, DataType::Datetime(TimeUnit::Microseconds, None))?
        }
    })
}
