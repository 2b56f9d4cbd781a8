//! Between rows and columns: the few conversions that all tables share.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Date32Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{
    Array, ArrayRef, BinaryArray, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray,
};
use arrow_array::{PrimitiveArray, TimestampMicrosecondArray};

use crate::domain::{Authorities, AuthorityId, Day, Moment};
use crate::error::{Error, Exit, Result};

/// Rows to be turned into columns.
pub(crate) struct RowSlice<'a, T>(pub &'a [&'a T]);

impl<T> RowSlice<'_, T> {
    /// A column of text; every column that may be empty goes through here as well.
    pub fn text(&self, cell: impl Fn(&T) -> Option<&str>) -> ArrayRef {
        Arc::new(self.0.iter().map(|row| cell(row)).collect::<StringArray>())
    }

    pub fn day(&self, cell: impl Fn(&T) -> Option<Day>) -> ArrayRef {
        Arc::new(self.0.iter().map(|row| cell(row).map(Day::number)).collect::<Date32Array>())
    }

    pub fn moment(&self, cell: impl Fn(&T) -> Option<Moment>) -> Result<ArrayRef> {
        let micros = |moment: Moment| moment.microseconds().ok_or_else(|| too_far(moment));
        let cells = self.0.iter().map(|row| cell(row).map(micros).transpose());
        Ok(Arc::new(cells.collect::<Result<TimestampMicrosecondArray>>()?))
    }

    pub fn int32(&self, cell: impl Fn(&T) -> Option<i32>) -> ArrayRef {
        Arc::new(self.0.iter().map(|row| cell(row)).collect::<Int32Array>())
    }

    pub fn number(&self, cell: impl Fn(&T) -> Option<f64>) -> ArrayRef {
        Arc::new(self.0.iter().map(|row| cell(row)).collect::<Float64Array>())
    }

    pub fn bytes(&self, cell: impl Fn(&T) -> &[u8]) -> ArrayRef {
        Arc::new(self.0.iter().map(|row| Some(cell(row))).collect::<BinaryArray>())
    }

    pub fn int64(&self, cell: impl Fn(&T) -> i64) -> ArrayRef {
        Arc::new(self.0.iter().map(|row| cell(row)).collect::<Int64Array>())
    }
}

/// The code of an authority.
pub(crate) fn authority_code(id: AuthorityId) -> &'static str {
    &Authorities::liable().get(id).code
}

/// A batch that was read, by the names of its columns. Its schema has been checked before.
pub(crate) struct Batch<'a>(pub &'a RecordBatch);

/// One column of text.
pub(crate) struct TextColumn<'a>(&'a StringArray);

/// One column of numbers, days or moments.
pub(crate) struct Numbers<'a, P: ArrowPrimitiveType>(&'a PrimitiveArray<P>);

impl<'a> Batch<'a> {
    pub fn rows(&self) -> std::ops::Range<usize> {
        0..self.0.num_rows()
    }

    pub fn text(&self, name: &str) -> Result<TextColumn<'a>> {
        self.column(name)?.as_string_opt().map(TextColumn).ok_or_else(|| no_column(name))
    }

    pub fn days(&self, name: &str) -> Result<Numbers<'a, Date32Type>> {
        self.numbers(name)
    }

    pub fn moments(&self, name: &str) -> Result<Numbers<'a, TimestampMicrosecondType>> {
        self.numbers(name)
    }

    pub fn int32(&self, name: &str) -> Result<Numbers<'a, Int32Type>> {
        self.numbers(name)
    }

    pub fn int64(&self, name: &str) -> Result<Numbers<'a, Int64Type>> {
        self.numbers(name)
    }

    /// A column of bytes that has no empty cells.
    pub fn bytes(&self, name: &str) -> Result<&'a BinaryArray> {
        self.column(name)?.as_binary_opt().ok_or_else(|| no_column(name))
    }

    pub fn float64(&self, name: &str) -> Result<Numbers<'a, Float64Type>> {
        self.numbers(name)
    }

    fn numbers<P: ArrowPrimitiveType>(&self, name: &str) -> Result<Numbers<'a, P>> {
        self.column(name)?.as_primitive_opt().map(Numbers).ok_or_else(|| no_column(name))
    }

    fn column(&self, name: &str) -> Result<&'a ArrayRef> {
        self.0.column_by_name(name).ok_or_else(|| no_column(name))
    }
}

impl<'a> TextColumn<'a> {
    /// The cell; nothing if it is empty.
    pub fn get(&self, row: usize) -> Option<&'a str> {
        self.0.is_valid(row).then(|| self.0.value(row))
    }

    /// The cell of a column that has no empty ones.
    pub fn must(&self, row: usize) -> &'a str {
        self.0.value(row)
    }

    /// The whole column; its text is shared, not copied.
    pub fn all(&self) -> StringArray {
        self.0.clone()
    }

    /// The cell as an own text.
    pub fn own(&self, row: usize) -> Box<str> {
        self.must(row).into()
    }

    /// The cell as an own text, if it is not empty.
    pub fn maybe(&self, row: usize) -> Option<Box<str>> {
        self.get(row).map(Into::into)
    }

    /// The cell as something that is written as text.
    pub fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(&self, row: usize) -> Result<T> {
        self.must(row).parse().map_err(|error: T::Err| unknown_word(&error.to_string()))
    }

    /// The cell as the authority with this code.
    pub fn authority(&self, row: usize) -> Result<AuthorityId> {
        authority(self.must(row))
    }

    /// The cell as an authority; nothing if it is empty.
    pub fn may_be_authority(&self, row: usize) -> Result<Option<AuthorityId>> {
        self.get(row).map(authority).transpose()
    }
}

/// The authority with this code.
pub(crate) fn authority(code: &str) -> Result<AuthorityId> {
    let found = Authorities::all().find(code);
    found.ok_or_else(|| unknown_word(&format!("`{code}` is no authority that this program knows")))
}

impl<P: ArrowPrimitiveType> Numbers<'_, P> {
    /// The cell; nothing if it is empty.
    pub fn get(&self, row: usize) -> Option<P::Native> {
        self.is_there(row).then(|| self.0.value(row))
    }

    fn is_there(&self, row: usize) -> bool {
        self.0.is_valid(row)
    }

    /// The cell of a column that has no empty ones.
    pub fn must(&self, row: usize) -> P::Native {
        self.0.value(row)
    }
}

impl Numbers<'_, Date32Type> {
    /// The cell as a day.
    pub fn day(&self, row: usize) -> Option<Day> {
        self.get(row).map(Day::from_number)
    }

    /// The cell of a column that has no empty ones as a day.
    pub fn must_day(&self, row: usize) -> Day {
        Day::from_number(self.must(row))
    }
}

impl Numbers<'_, TimestampMicrosecondType> {
    /// The cell as a local clock time.
    pub fn moment(&self, row: usize) -> Option<Moment> {
        self.is_there(row).then(|| self.must_moment(row))
    }

    /// The cell of a column that has no empty ones as a local clock time.
    pub fn must_moment(&self, row: usize) -> Moment {
        Moment::from_microseconds(self.must(row))
    }
}

/// How the message about an unknown word begins.
pub(crate) const UNKNOWN_WORD: &str = "a stored table holds an unknown word: ";

/// Stored words that the program does not know: another version wrote them.
pub(crate) fn unknown_word(what: &str) -> Error {
    Error::new("S_WORD", Exit::Config, format!("{UNKNOWN_WORD}{what}"))
        .effect("nothing was read or changed")
        .hint("use the program version that wrote the store, or run again from the deliveries")
}

fn no_column(name: &str) -> Error {
    Error::new("X_BUG", Exit::Bug, format!("column `{name}` is not what the list of columns says"))
}

fn too_far(moment: Moment) -> Error {
    let seconds = moment.seconds();
    Error::new("X_BUG", Exit::Bug, format!("{seconds} seconds from 1970 is further than a table can hold"))
}
