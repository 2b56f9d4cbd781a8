//! Days counted by conventions of statistics, out of frames.

use std::path::Path;

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::StayFrames;
use super::judge::pool;
use super::outgoing::{WordForm, plain_batch, table_batch, text};
use super::stay_input::{NotRead, ReadStays, framed_rows};
use crate::counting::{StayToCount, counted_day_rows, last_whole_month, stays_to_count, undecided};
use crate::domain::{CountedDay, Day};
use crate::error::Result;
use crate::frames::counted_rows::{CountedRowGroup, is_same_delay};
use crate::frames::schema::COUNTED_DAY;
use crate::regime::Convention;
use crate::regime::convention::rules::Use;

/// How many stays are counted at once.
const PART: usize = 1024;

/// By what days are counted.
#[derive(Clone, Debug)]
pub struct CountRequest {
    /// Conventions, each `NAME` or `NAME:READING=ANSWER,…`; a name that ends in `.toml` is a file.
    pub conventions: Vec<String>,
    /// The day to which a stay without an end is followed. Months that are not over by then have no rows.
    pub followed_to: Day,
    /// How many threads count, no more than there are processors; one for each if 0.
    pub threads: usize,
    /// How words that repeat are handed over.
    pub words: WordForm,
}

/// What was counted.
#[derive(Clone, Debug)]
pub struct CountedFrames {
    /// Batches of the table `counted_day`, sorted by convention, delay and day.
    pub rows: Vec<RecordBatch>,
    /// `convention`, `stay_id`, `not_known`, `words`: stays of which it cannot be said whether they count. They are not 0.
    pub not_counted: RecordBatch,
}

/// Counts the delayed days of stays.
///
/// # Errors
/// 2: no such convention. 65: a frame is no such table.
pub fn counted_days(frames: StayFrames<'_>, request: &CountRequest) -> Result<CountedFrames> {
    let written = request.conventions.iter().map(|label| Convention::written(Path::new(""), label));
    let mut conventions = written.collect::<Result<Vec<_>>>()?;
    conventions.sort_by(|one, other| one.label().cmp(other.label()));
    let threads = pool(request.threads)?;
    let (inputs, astray) = framed_rows(frames)?;
    let mut read = ReadStays::of(inputs, false);
    read.not_read.extend(astray);
    let stays = stays_to_count(&read.stays, &read.events, &read.reasons, request.followed_to);
    let (mut rows, mut not_counted) = (Vec::new(), Vec::new());
    for convention in &conventions {
        let mut group = CountedRowGroup::default();
        let parts: Vec<Vec<CountedDay<'_>>> = threads
            .install(|| stays.par_chunks(PART).map(|some| days_of(convention, some, request.followed_to)).collect());
        parts.iter().flat_map(|part| part.chunk_by(is_same_delay)).for_each(|run| group.add(run));
        rows.push(table_batch(&COUNTED_DAY, group.columns(), request.words)?);
        not_counted.extend(read.not_read.iter().map(|one| NotCountedRow::unread(convention, one)));
        let found = stays.iter().filter_map(|stay| undecided(convention, stay, Use::Days));
        not_counted.extend(found.map(|found| NotCountedRow {
            convention: convention.label(),
            stay_id: found.stay_id,
            not_known: found.why.rule,
            words: found.why.words,
        }));
    }
    Ok(CountedFrames { rows, not_counted: not_counted_batch(&not_counted)? })
}

fn days_of<'a>(convention: &'a Convention, stays: &[StayToCount<'a>], followed_to: Day) -> Vec<CountedDay<'a>> {
    let (mut days, last) = (Vec::new(), last_whole_month(followed_to));
    for stay in stays {
        let from = days.len();
        counted_day_rows(convention, stay, &mut days);
        // Months come in order.
        let whole = days[from..].partition_point(|row| row.month <= last);
        days.truncate(from + whole);
    }
    days
}

/// A stay that a convention cannot count.
struct NotCountedRow<'a> {
    convention: &'a str,
    stay_id: &'a str,
    not_known: &'a str,
    words: &'a str,
}

impl<'a> NotCountedRow<'a> {
    fn unread(convention: &'a Convention, one: &'a NotRead) -> Self {
        Self { convention: convention.label(), stay_id: &one.stay_id, not_known: one.cause, words: &one.why }
    }
}

fn not_counted_batch(rows: &[NotCountedRow<'_>]) -> Result<RecordBatch> {
    plain_batch(vec![
        ("convention", text(rows.iter().map(|row| Some(row.convention)))),
        ("stay_id", text(rows.iter().map(|row| Some(row.stay_id)))),
        ("not_known", text(rows.iter().map(|row| Some(row.not_known)))),
        ("words", text(rows.iter().map(|row| Some(row.words)))),
    ])
}
