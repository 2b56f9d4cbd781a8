//! A fingerprint of a ledger: equal for the same rows, whatever their order, their batches, or who hands them over.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use sha2::{Digest, Sha256};

use super::frame_columns::FrameColumns;
use super::refused;
use super::stay_input::pieces;
use crate::error::Result;
use crate::frames::schema::LEDGER_DAY;

/// What rows of a ledger come to.
///
/// The bytes of a row are those of its cells in the order of the table `ledger_day`: an empty cell is `00`; text is `01`, its
/// UTF-8 and `FF`; a number or a day (since 1970-01-01) is `02` and 8 bytes, the lowest first. Of the SHA-256 of a row the first
/// 8 bytes are added up to `low` and the next 8 to `high`, as numbers whose lowest byte comes first, modulo 2^64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// How many rows there are.
    pub rows: u64,
    /// The sum of `amount_minor`.
    pub amount_minor: i64,
    /// The first sum.
    pub low: u64,
    /// The second.
    pub high: u64,
}

/// The fingerprint of batches of a ledger.
///
/// # Errors
/// 65: a column of `ledger_day` is missing or has another type; an amount beyond 92 quadrillion.
pub fn fingerprint(batches: &[RecordBatch]) -> Result<Fingerprint> {
    let mut found = Fingerprint::default();
    for piece in batches.iter().flat_map(pieces) {
        found.add(FrameColumns::of(&LEDGER_DAY, &piece)?.batch())?;
    }
    Ok(found)
}

impl Fingerprint {
    fn add(&mut self, batch: &RecordBatch) -> Result<()> {
        let cells: Vec<LedgerCells<'_>> =
            batch.columns().iter().map(|column| LedgerCells::of(column.as_ref())).collect();
        let mut bytes = Vec::new();
        for row in 0..batch.num_rows() {
            bytes.clear();
            cells.iter().for_each(|cells| cells.put(row, &mut bytes));
            let hash = Sha256::digest(&bytes);
            let part = |from: usize| hash[from..from + 8].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            self.low = self.low.wrapping_add(part(0));
            self.high = self.high.wrapping_add(part(8));
        }
        self.rows += batch.num_rows() as u64;
        let amounts = batch.column_by_name("amount_minor").and_then(|column| column.as_primitive_opt::<Int64Type>());
        let sum = amounts.into_iter().flatten().flatten().try_fold(self.amount_minor, i64::checked_add);
        let too_large =
            || refused("X_FRAME_SUM", "a sum of money beyond 92 quadrillion".to_owned(), "look at `amount_minor`");
        self.amount_minor = sum.ok_or_else(too_large)?;
        Ok(())
    }
}

/// A column of the ledger.
enum LedgerCells<'a> {
    Text(&'a arrow_array::StringArray),
    Day(&'a arrow_array::Date32Array),
    Int32(&'a arrow_array::Int32Array),
    Int64(&'a arrow_array::Int64Array),
}

impl<'a> LedgerCells<'a> {
    fn of(column: &'a dyn Array) -> Self {
        match column.data_type() {
            arrow_schema::DataType::Date32 => Self::Day(column.as_primitive::<Date32Type>()),
            arrow_schema::DataType::Int32 => Self::Int32(column.as_primitive::<Int32Type>()),
            arrow_schema::DataType::Int64 => Self::Int64(column.as_primitive::<Int64Type>()),
            _ => Self::Text(column.as_string()),
        }
    }

    fn put(&self, row: usize, bytes: &mut Vec<u8>) {
        let number = match self {
            Self::Text(cells) if cells.is_valid(row) => {
                bytes.push(1);
                bytes.extend_from_slice(cells.value(row).as_bytes());
                return bytes.push(0xff);
            }
            Self::Day(cells) if cells.is_valid(row) => i64::from(cells.value(row)),
            Self::Int32(cells) if cells.is_valid(row) => i64::from(cells.value(row)),
            Self::Int64(cells) if cells.is_valid(row) => cells.value(row),
            _ => return bytes.push(0),
        };
        bytes.push(2);
        bytes.extend_from_slice(&number.to_le_bytes());
    }
}
