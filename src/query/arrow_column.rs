//! A column of Arrow as a column of the engine: the types that the store has.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef};
use arrow_schema as arrow;
use polars::error::{PolarsResult, polars_bail};
use polars::prelude::{DataType, NamedFrom, Series, TimeUnit};

/// The type of the engine for one of Arrow.
///
/// # Errors
/// The store has no such column.
pub(super) fn type_of(kind: &arrow::DataType) -> PolarsResult<DataType> {
    Ok(match kind {
        arrow::DataType::Utf8 => DataType::String,
        arrow::DataType::Binary => DataType::Binary,
        arrow::DataType::Int32 => DataType::Int32,
        arrow::DataType::Int64 => DataType::Int64,
        arrow::DataType::Float64 => DataType::Float64,
        arrow::DataType::Date32 => DataType::Date,
        arrow::DataType::Timestamp(arrow::TimeUnit::Microsecond, None) => {
            DataType::Datetime(TimeUnit::Microseconds, None)
        }
        _ => polars_bail!(SchemaMismatch: "the store has no column of {}", kind),
    })
}

/// The values of a column.
///
/// # Errors
/// As [`type_of`].
pub(super) fn series(name: &str, array: &ArrayRef) -> PolarsResult<Series> {
    let (name, kind) = (name.into(), type_of(array.data_type())?);
    let series = match kind {
        DataType::String => Series::new(name, array.as_string::<i32>().iter().collect::<Vec<_>>()),
        DataType::Binary => Series::new(name, array.as_binary::<i32>().iter().collect::<Vec<_>>()),
        DataType::Int32 => Series::new(name, array.as_primitive::<Int32Type>().iter().collect::<Vec<_>>()),
        DataType::Int64 => Series::new(name, array.as_primitive::<Int64Type>().iter().collect::<Vec<_>>()),
        DataType::Float64 => Series::new(name, array.as_primitive::<Float64Type>().iter().collect::<Vec<_>>()),
        DataType::Date => Series::new(name, array.as_primitive::<Date32Type>().iter().collect::<Vec<_>>()),
        _ => Series::new(name, array.as_primitive::<TimestampMicrosecondType>().iter().collect::<Vec<_>>()),
    };
    // A day is kept as a number of days, a time as one of microseconds: the numbers stay as they are.
    series.cast(&kind)
}
