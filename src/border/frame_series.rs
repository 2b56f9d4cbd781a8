//! Charts of the series in a frame. It is written as CSV and read by the one reader of series, so that a frame and a file with
//! the same cells have the same charts and the same errors.

use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
};
use arrow_array::{Array, ArrayRef, Float64Array, Int64Array, RecordBatch};
use arrow_schema::DataType;

use super::outgoing::{plain_batch, text};
use super::{arrow, refused};
use crate::domain::Day;
use crate::error::{Error, Result};
use crate::spc::{self, COLUMNS, RowValue, SeriesFile};

/// How the frame is called in messages; its header is line 1, its first row line 2.
const FRAME: &str = "the frame";
/// Columns of the chart that hold numbers, and those that hold counts, flags and directions.
const NUMBERS: [&str; 8] = ["value", "mean", "mean_mr", "lpl", "upl", "lower_2s", "upper_2s", "denominator"];
const INTEGERS: [&str; 9] =
    ["seq", "segment", "side", "beyond_2s", "outside", "in_trend", "in_two_of_three", "in_shift", "short_baseline"];

/// The charts of a frame.
#[derive(Clone, Debug)]
pub struct ChartFrames {
    /// One row a point: what was given, limits, rules, causes; the icons stand on the last point of a series.
    pub points: RecordBatch,
    /// `series_id`, `code`, `why`: series that cannot be charted.
    pub failed: RecordBatch,
}

/// Charts the series of a frame: columns `series_id`, `value`, `period` or `seq`, and settings as `beddays spc` knows them.
///
/// # Errors
/// 65: a column is missing or cannot be written as text, a row names no series, or no series can be charted.
pub fn charts(batches: &[RecordBatch]) -> Result<ChartFrames> {
    let SeriesFile { charted, failed, .. } = spc::read(Path::new(FRAME), &written(batches)?)?;
    let rows: Vec<Vec<RowValue>> = charted.iter().flat_map(spc::rows).collect();
    let columns = COLUMNS.iter().enumerate().map(|(at, name)| (*name, column(name, rows.iter().map(|row| &row[at]))));
    let points = plain_batch(columns.collect())?;
    let failed = plain_batch(vec![
        ("series_id", text(failed.iter().map(|one| Some(&one.id)))),
        ("code", text(failed.iter().map(|one| Some(one.error.code())))),
        ("why", text(failed.iter().map(|one| Some(one.error.to_string())))),
    ])?;
    Ok(ChartFrames { points, failed })
}

fn column<'v>(name: &str, cells: impl Iterator<Item = &'v RowValue>) -> ArrayRef {
    let number = |cell: &RowValue| match cell {
        RowValue::Number(number) => Some(*number),
        RowValue::Integer(integer) => Some(*integer as f64),
        RowValue::Text(_) => None,
    };
    let integer = |cell: &RowValue| if let RowValue::Integer(integer) = cell { Some(*integer) } else { None };
    if NUMBERS.contains(&name) {
        return Arc::new(cells.map(number).collect::<Float64Array>());
    }
    if INTEGERS.contains(&name) {
        return Arc::new(cells.map(integer).collect::<Int64Array>());
    }
    text(cells.map(|cell| Some(cell.text()).filter(|text| !text.is_empty())))
}

/// The frame as CSV.
fn written(batches: &[RecordBatch]) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| Error::bug(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (number, batch) in batches.iter().enumerate() {
        let schema = batch.schema();
        if number == 0 {
            writer.write_record(schema.fields().iter().map(|field| field.name())).map_err(failed)?;
        }
        let columns = batch.columns().iter().zip(schema.fields());
        let columns = columns.map(|(cells, field)| words(field.name(), cells)).collect::<Result<Vec<_>>>()?;
        for row in 0..batch.num_rows() {
            writer.write_record(columns.iter().map(|column| column[row].as_str())).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| Error::bug(error.to_string()))
}

/// The cells of a column as they would stand in a file.
fn words(name: &str, cells: &ArrayRef) -> Result<Vec<String>> {
    if let Some(words_of) = cells.as_any_dictionary_opt() {
        let plain =
            arrow_select::take::take(words_of.values(), words_of.keys(), None).map_err(|error| arrow(&error))?;
        return words(name, &plain);
    }
    macro_rules! shown {
        ($cells:expr) => {
            $cells.iter().map(|cell| cell.map_or_else(String::new, |cell| cell.to_string())).collect()
        };
    }
    Ok(match cells.data_type() {
        DataType::Null => vec![String::new(); cells.len()],
        DataType::Utf8 => shown!(cells.as_string::<i32>()),
        DataType::LargeUtf8 => shown!(cells.as_string::<i64>()),
        DataType::Utf8View => shown!(cells.as_string_view()),
        DataType::Boolean => shown!(cells.as_boolean()),
        DataType::Float64 => shown!(cells.as_primitive::<Float64Type>()),
        DataType::Float32 => shown!(cells.as_primitive::<Float32Type>()),
        DataType::Int8 => shown!(cells.as_primitive::<Int8Type>()),
        DataType::Int16 => shown!(cells.as_primitive::<Int16Type>()),
        DataType::Int32 => shown!(cells.as_primitive::<Int32Type>()),
        DataType::Int64 => shown!(cells.as_primitive::<Int64Type>()),
        DataType::UInt8 => shown!(cells.as_primitive::<UInt8Type>()),
        DataType::UInt16 => shown!(cells.as_primitive::<UInt16Type>()),
        DataType::UInt32 => shown!(cells.as_primitive::<UInt32Type>()),
        DataType::Date32 => {
            let days = cells.as_primitive::<Date32Type>();
            days.iter().map(|day| day.map_or_else(String::new, |day| Day::from_number(day).to_string())).collect()
        }
        other => {
            let what = format!("column `{name}` is {other}, which is neither text, a number nor a date");
            return Err(refused("X_FRAME_TYPE", what, "cast the column, or leave it out"));
        }
    })
}
