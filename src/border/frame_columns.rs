//! The columns of a frame as those of a table: taken by name, their types checked, text and clock times in the one form of the
//! tables. What is wrong with a single cell stays with its row.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
};
use arrow_array::{
    Array, ArrayRef, Int32Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray, new_null_array,
};
use arrow_schema::{DataType, TimeUnit};

use super::{arrow, refused};
use crate::domain::day::FACT_DAYS;
use crate::domain::{Day, Moment, near};
use crate::error::Result;
use crate::frames::rows::StoreRow;
use crate::frames::rows::columns::{Batch, UNKNOWN_WORD};
use crate::frames::schema::{SchemaColumn, Table, Type};

/// Columns that say where a row came from: a frame need not have them.
const ORIGIN: [&str; 2] = ["source_id", "source_record"];
const DAY_MICROSECONDS: i64 = 86_400_000_000;

/// A batch of a frame with the columns of a table.
pub(super) struct FrameColumns {
    batch: RecordBatch,
    /// Of each row why it cannot be read, if it cannot.
    problems: Vec<Option<String>>,
}

impl FrameColumns {
    /// Takes the columns of a table out of a batch.
    ///
    /// # Errors
    /// 65: a column is missing, has another type, or a zone.
    pub fn of(table: &Table, batch: &RecordBatch) -> Result<Self> {
        let rows = batch.num_rows();
        let mut problems = vec![None; rows];
        let columns = table.columns.iter().map(|column| match batch.column_by_name(column.name) {
            Some(cells) => FrameCells { table, column, problems: &mut problems }.taken(cells),
            None if ORIGIN.contains(&column.name) => Ok(unknown_origin(column, rows)),
            None if column.null => Ok(new_null_array(&column.holds.plain(), rows)),
            None => Err(missing(table, column, batch)),
        });
        let columns = columns.collect::<Result<Vec<_>>>()?;
        let batch = RecordBatch::try_new(table.nullable(), columns).map_err(|error| arrow(&error))?;
        Ok(Self { batch, problems })
    }

    /// All of them; the cells of rows with a problem mean nothing.
    pub fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// One column of text.
    pub fn text(&self, name: &str) -> Option<&StringArray> {
        self.batch.column_by_name(name)?.as_string_opt()
    }

    /// One column of clock times.
    pub fn moments(&self, name: &str) -> Option<&TimestampMicrosecondArray> {
        self.batch.column_by_name(name)?.as_primitive_opt()
    }

    /// The rows, each as it is meant or why it cannot be read.
    pub fn rows<R: StoreRow>(&self) -> Vec<Result<R, String>> {
        let mut rows = Vec::new();
        let is_sound = self.problems.iter().all(Option::is_none);
        if is_sound && R::take(&Batch(&self.batch), &mut rows).is_ok() {
            return rows.into_iter().map(Ok).collect();
        }
        // A word that is not known refuses its batch: row by row only its row.
        let one = |(row, problem): (usize, &Option<String>)| {
            if let Some(problem) = problem {
                return Err(problem.clone());
            }
            let mut found = Vec::new();
            let taken = R::take(&Batch(&self.batch.slice(row, 1)), &mut found);
            taken.map_err(|error| error.what().replacen(UNKNOWN_WORD, "", 1))?;
            found.pop().ok_or_else(|| "the row cannot be read".to_owned())
        };
        self.problems.iter().enumerate().map(one).collect()
    }
}

fn unknown_origin(column: &SchemaColumn, rows: usize) -> ArrayRef {
    match column.holds {
        Type::Int64 => Arc::new(Int64Array::from_value(0, rows)),
        _ => Arc::new(StringArray::from_iter_values(std::iter::repeat_n("", rows))),
    }
}

fn missing(table: &Table, column: &SchemaColumn, batch: &RecordBatch) -> crate::Error {
    let schema = batch.schema();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let known = |name: &&&str| !table.columns.iter().any(|column| column.name == **name);
    let hint = near::hint(column.name, names.iter().filter(known).copied(), column.about);
    refused("X_FRAME_COLUMN", format!("the frame of table `{}` has no column `{}`", table.name, column.name), &hint)
}

/// One column of a frame on its way into a table.
struct FrameCells<'a> {
    table: &'a Table,
    column: &'a SchemaColumn,
    problems: &'a mut [Option<String>],
}

impl FrameCells<'_> {
    fn taken(mut self, cells: &ArrayRef) -> Result<ArrayRef> {
        if let Some(words) = cells.as_any_dictionary_opt() {
            let plain = arrow_select::take::take(words.values(), words.keys(), None).map_err(|error| arrow(&error))?;
            return self.taken(&plain);
        }
        if !self.column.null {
            let name = self.column.name;
            self.blame((0..cells.len()).filter(|row| cells.is_null(*row)), |_| format!("`{name}` is empty"));
        }
        if *cells.data_type() == DataType::Null {
            return Ok(new_null_array(&self.column.holds.plain(), cells.len()));
        }
        match self.column.holds {
            Type::Text | Type::Word => self.text(cells),
            Type::Day => self.days(cells),
            Type::Moment => self.moments(cells),
            Type::Int32 => {
                let clamped = |number: i64| number.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
                let numbers = self.numbers(cells)?;
                Ok(Arc::new(numbers.iter().map(|number| number.map(clamped)).collect::<Int32Array>()))
            }
            _ => Ok(Arc::new(self.numbers(cells)?)),
        }
    }

    fn text(&self, cells: &ArrayRef) -> Result<ArrayRef> {
        Ok(match cells.data_type() {
            DataType::Utf8 => Arc::clone(cells),
            DataType::LargeUtf8 => Arc::new(cells.as_string::<i64>().iter().collect::<StringArray>()),
            DataType::Utf8View => Arc::new(cells.as_string_view().iter().collect::<StringArray>()),
            _ => return Err(self.other_type(cells, "text")),
        })
    }

    fn numbers(&self, cells: &ArrayRef) -> Result<Int64Array> {
        fn of<P: ArrowPrimitiveType<Native: Into<i64>>>(cells: &ArrayRef) -> Int64Array {
            cells.as_primitive::<P>().unary(Into::into)
        }
        Ok(match cells.data_type() {
            DataType::Int8 => of::<Int8Type>(cells),
            DataType::Int16 => of::<Int16Type>(cells),
            DataType::Int32 => of::<Int32Type>(cells),
            DataType::Int64 => of::<Int64Type>(cells),
            DataType::UInt8 => of::<UInt8Type>(cells),
            DataType::UInt16 => of::<UInt16Type>(cells),
            DataType::UInt32 => of::<UInt32Type>(cells),
            _ => return Err(self.other_type(cells, "a whole number")),
        })
    }

    fn days(&mut self, cells: &ArrayRef) -> Result<ArrayRef> {
        let days = match cells.data_type() {
            DataType::Date32 => cells.as_primitive::<Date32Type>().clone(),
            DataType::Timestamp(_, None) => {
                let times = self.microseconds(cells)?;
                let name = self.column.name;
                let later = |row: &usize| times.is_valid(*row) && times.value(*row).rem_euclid(DAY_MICROSECONDS) != 0;
                self.blame((0..times.len()).filter(later), |_| format!("`{name}` is a day and has a time"));
                times.unary::<_, Date32Type>(|time| time.div_euclid(DAY_MICROSECONDS) as i32)
            }
            _ => return Err(self.other_type(cells, "a date")),
        };
        self.hold_to_years(days.iter().map(|day| day.map(Day::from_number)));
        Ok(Arc::new(days))
    }

    fn moments(&mut self, cells: &ArrayRef) -> Result<ArrayRef> {
        let times = match cells.data_type() {
            DataType::Timestamp(_, None) => self.microseconds(cells)?,
            _ => return Err(self.other_type(cells, "a timestamp without a zone, by the ward's clock")),
        };
        let bounds = |day: Day| Moment::midnight(day).seconds() * 1_000_000;
        let (first, last) = (bounds(FACT_DAYS.0), bounds(FACT_DAYS.1.next()));
        let name = self.column.name;
        let outside = |row: &usize| times.is_valid(*row) && !(first..last).contains(&times.value(*row));
        self.blame((0..times.len()).filter(outside), |_| out_of_years(name));
        Ok(Arc::new(times))
    }

    fn microseconds(&self, cells: &ArrayRef) -> Result<TimestampMicrosecondArray> {
        let times = |factor: i64| move |time: i64| time.saturating_mul(factor);
        Ok(match cells.data_type() {
            DataType::Timestamp(TimeUnit::Second, _) => {
                cells.as_primitive::<TimestampSecondType>().unary(times(1_000_000))
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                cells.as_primitive::<TimestampMillisecondType>().unary(times(1_000))
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => cells.as_primitive::<TimestampMicrosecondType>().clone(),
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                cells.as_primitive::<TimestampNanosecondType>().unary(|time| time.div_euclid(1_000))
            }
            _ => return Err(self.other_type(cells, "a timestamp without a zone")),
        })
    }

    fn hold_to_years(&mut self, days: impl Iterator<Item = Option<Day>>) {
        let name = self.column.name;
        let is_outside = |day: Option<Day>| day.is_some_and(|day| day < FACT_DAYS.0 || day > FACT_DAYS.1);
        let outside = days.enumerate().filter(|(_, day)| is_outside(*day)).map(|(row, _)| row);
        self.blame(outside, |_| out_of_years(name));
    }

    fn blame(&mut self, rows: impl Iterator<Item = usize>, what: impl Fn(usize) -> String) {
        for row in rows {
            self.problems[row].get_or_insert_with(|| what(row));
        }
    }

    fn other_type(&self, cells: &ArrayRef, wanted: &str) -> crate::Error {
        let (table, name, found) = (self.table.name, self.column.name, cells.data_type());
        if let DataType::Timestamp(_, Some(zone)) = found {
            let what =
                format!("column `{name}` of the frame of table `{table}` has the zone `{zone}`, {wanted} is wanted");
            return refused("X_FRAME_ZONE", what, "take the local clock time of the hospital and drop the zone");
        }
        let what = format!("column `{name}` of the frame of table `{table}` is {found}, {wanted} is wanted");
        refused("X_FRAME_TYPE", what, &format!("cast the column; {}", self.column.about))
    }
}

fn out_of_years(name: &str) -> String {
    let (first, last) = FACT_DAYS;
    format!("`{name}` lies outside {} to {}", first.year(), last.year())
}
