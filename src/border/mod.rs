//! Law, counting and charts on Arrow frames: what Python, Spark and other programs hand over and take back. No files.
//!
//! ```text
//! frames of stays, events, reasons ─▶ stays with their facts ─▶ liability, counting ─▶ frames of ledger_day, counted_day
//! batches of stays, sorted by person ─▶ Judge::push, finish ─────▶ liability ─────────▶ the same rows, batch by batch
//! ```
//! The columns are those of the tables of the store (docs/tables.md), taken by name; the rows are those that the program stores.
//! A frame that is no such table is an error that names the column. A stay that cannot be read, or that no law can judge, is a
//! row of `unjudged`: it stops nothing, and is never a zero.

mod counted;
mod fingerprint;
mod frame_columns;
mod frame_series;
mod judge;
mod known;
mod ledger_frames;
mod nested;
mod outgoing;
mod stay_input;

pub use counted::{CountRequest, CountedFrames, counted_days};
pub use fingerprint::{Fingerprint, fingerprint};
pub use frame_series::{ChartFrames, charts};
pub use judge::{Judge, LedgerRequest, ledger};
pub use known::{model, models, regimes};
pub use ledger_frames::LedgerFrames;
pub use outgoing::WordForm;

use arrow_array::RecordBatch;

use crate::error::{Error, Exit};

/// The frames of some stays: of each table its batches, in any order.
#[derive(Clone, Copy, Debug)]
pub struct StayFrames<'a> {
    /// Stays; with columns `events` and `reasons`, lists of structs, where these have no frames of their own.
    pub stays: &'a [RecordBatch],
    /// Events, if they have a frame.
    pub events: Option<&'a [RecordBatch]>,
    /// Reasons of the hospital's return, if they have one.
    pub reasons: Option<&'a [RecordBatch]>,
}

/// A frame that cannot be taken as a whole.
fn refused(code: &'static str, what: String, hint: &str) -> Error {
    Error::new(code, Exit::Data, what).effect("nothing was computed").hint(hint)
}

/// Something that Arrow refuses: our bug.
fn arrow(error: &arrow_schema::ArrowError) -> Error {
    Error::bug(format!("Arrow refuses: {error}"))
}
