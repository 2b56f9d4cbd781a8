//! What differs from what was published, as rows of its tables, there and back.

use std::cmp::Ordering;
use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};

use crate::domain::revision::{DayRun, DayState, Revision, RevisionEvidence, RevisionReason, StayDays};
use crate::domain::{Currency, Minor, Month, RestatedStay};
use crate::error::Result;
use crate::frames::rows::StoreRow;
use crate::frames::rows::columns::{Batch, Numbers, RowSlice, TextColumn, authority_code, unknown_word};
use crate::frames::schema::Table;
use crate::frames::schema::revisions::{RESTATED_DAY, REVISION};
use arrow_array::types::{Int32Type, Int64Type};

/// A run of days of a stay of which a published month would have others by now; of a stay without such days one row says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RestatedRun {
    month: Month,
    stay_id: Box<str>,
    place: u32,
    run: Option<DayRun>,
    reason: RevisionReason,
}

impl RestatedRun {
    /// The rows of a stay.
    pub fn of(stay: &RestatedStay) -> Vec<Self> {
        let row = |place: u32, run: Option<DayRun>| Self {
            month: stay.month,
            stay_id: stay.stay_id.clone(),
            place,
            run,
            reason: stay.reason.clone(),
        };
        match stay.days.runs() {
            [] => vec![row(0, None)],
            runs => runs.iter().zip(0..).map(|(run, place)| row(place, Some(run.clone()))).collect(),
        }
    }

    /// The stays of rows in order.
    pub fn stays(rows: Vec<Self>) -> Vec<RestatedStay> {
        let mut stays: Vec<RestatedStay> = Vec::new();
        for Self { month, stay_id, run, reason, .. } in rows {
            if stays.last().is_none_or(|last| (last.month, &last.stay_id) != (month, &stay_id)) {
                stays.push(RestatedStay { month, stay_id, days: StayDays::default(), reason });
            }
            if let (Some(stay), Some(run)) = (stays.last_mut(), run) {
                stay.days.add_run(run);
            }
        }
        stays
    }
}

fn months<T>(rows: &RowSlice<'_, T>, month: impl Fn(&T) -> Month) -> ArrayRef {
    Arc::new(StringArray::from(rows.0.iter().map(|row| month(row).to_string()).collect::<Vec<_>>()))
}

/// The columns of a state of a day.
fn state_columns<T>(rows: &RowSlice<'_, T>, state: impl Fn(&T) -> Option<&DayState> + Copy) -> [ArrayRef; 4] {
    [
        rows.text(|row| state(row).map(|state| state.status.code())),
        rows.int64(|row| state(row).map_or(0, |state| state.amount_minor.0)),
        rows.text(|row| state(row)?.payer.map(authority_code)),
        rows.text(|row| state(row).map(|state| &*state.payee_code)),
    ]
}

/// The columns of why.
fn reason_columns<T>(rows: &RowSlice<'_, T>, reason: impl Fn(&T) -> &RevisionReason + Copy) -> [ArrayRef; 4] {
    [
        rows.text(|row| Some(reason(row).cause.code())),
        rows.text(|row| reason(row).evidence.as_ref().map(|evidence| &*evidence.source_id)),
        rows.int32(|row| reason(row).evidence.as_ref().map(|evidence| evidence.source_record as i32)),
        rows.int32(|row| reason(row).evidence.as_ref().map(|evidence| evidence.line as i32)),
    ]
}

/// The columns of a state as they are read.
struct StateColumns<'a> {
    status: TextColumn<'a>,
    amount_minor: Numbers<'a, Int64Type>,
    payer_code: TextColumn<'a>,
    payee_code: TextColumn<'a>,
    currency: TextColumn<'a>,
}

impl<'a> StateColumns<'a> {
    fn of(batch: &Batch<'a>, prefix: &str) -> Result<Self> {
        let name = |name: &str| format!("{prefix}{name}");
        Ok(Self {
            status: batch.text(&name("status"))?,
            amount_minor: batch.int64(&name("amount_minor"))?,
            payer_code: batch.text(&name("payer_code"))?,
            payee_code: batch.text(&name("payee_code"))?,
            currency: batch.text("currency")?,
        })
    }

    fn state(&self, row: usize) -> Result<Option<DayState>> {
        if self.status.get(row).is_none() {
            return Ok(None);
        }
        let currency = self.currency.get(row).and_then(Currency::from_code);
        Ok(Some(DayState {
            status: self.status.parse(row)?,
            amount_minor: Minor(self.amount_minor.must(row)),
            currency: currency.ok_or_else(|| unknown_word("a currency that this program does not know"))?,
            payer: self.payer_code.may_be_authority(row)?,
            payee_code: self.payee_code.maybe(row).unwrap_or_default(),
        }))
    }
}

/// The columns of why as they are read.
struct ReasonColumns<'a> {
    cause: TextColumn<'a>,
    source_id: TextColumn<'a>,
    source_record: Numbers<'a, Int32Type>,
    line: Numbers<'a, Int32Type>,
}

impl<'a> ReasonColumns<'a> {
    fn of(batch: &Batch<'a>) -> Result<Self> {
        Ok(Self {
            cause: batch.text("cause")?,
            source_id: batch.text("source_id")?,
            source_record: batch.int32("source_record")?,
            line: batch.int32("line")?,
        })
    }

    fn reason(&self, row: usize) -> Result<RevisionReason> {
        let number = |column: &Numbers<'_, Int32Type>| column.get(row).map_or(0, |number| number as u32);
        let evidence = self.source_id.maybe(row).map(|source_id| RevisionEvidence {
            source_id,
            source_record: number(&self.source_record),
            line: number(&self.line),
        });
        Ok(RevisionReason { cause: self.cause.parse(row)?, evidence })
    }
}

impl StoreRow for Revision {
    const TABLE: &'static Table = &REVISION;

    fn order(&self, other: &Self) -> Ordering {
        let key = |row: &Self| (row.month, row.from_on, row.n);
        (self.month.cmp(&other.month))
            .then_with(|| self.stay_id.cmp(&other.stay_id))
            .then_with(|| key(self).cmp(&key(other)))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let currency = |row: &Self| row.old.as_ref().or(row.new.as_ref()).map_or(Currency::Gbp, |state| state.currency);
        let mut columns = vec![
            months(rows, |row| row.month),
            rows.text(|row| Some(&row.stay_id)),
            rows.day(|row| Some(row.from_on)),
            rows.day(|row| Some(row.to_on)),
            rows.int32(|row| Some(row.n as i32)),
            rows.int32(|row| Some(row.days() as i32)),
        ];
        columns.extend(state_columns(rows, |row: &Self| row.old.as_ref()));
        columns.extend(state_columns(rows, |row: &Self| row.new.as_ref()));
        columns.push(rows.text(|row| Some(currency(row).code())));
        columns.extend(reason_columns(rows, |row| &row.reason));
        Ok(columns)
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (month, stay_id) = (batch.text("month")?, batch.text("stay_id")?);
        let (from_on, to_on, n) = (batch.days("from_on")?, batch.days("to_on")?, batch.int32("n")?);
        let (old, new) = (StateColumns::of(batch, "old_")?, StateColumns::of(batch, "new_")?);
        let reason = ReasonColumns::of(batch)?;
        for row in batch.rows() {
            rows.push(Self {
                month: month.parse(row)?,
                stay_id: stay_id.own(row),
                from_on: from_on.must_day(row),
                to_on: to_on.must_day(row),
                n: n.must(row) as u32,
                old: old.state(row)?,
                new: new.state(row)?,
                reason: reason.reason(row)?,
            });
        }
        Ok(())
    }
}

impl StoreRow for RestatedRun {
    const TABLE: &'static Table = &RESTATED_DAY;

    fn order(&self, other: &Self) -> Ordering {
        (self.month, &self.stay_id, self.place).cmp(&(other.month, &other.stay_id, other.place))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let state = |row: &Self| row.run.as_ref().map(|run| run.state.clone());
        let states: Vec<Option<DayState>> = rows.0.iter().map(|row| state(row)).collect();
        let states: Vec<&Option<DayState>> = states.iter().collect();
        let [status, amount_minor, payer_code, payee_code] =
            state_columns(&RowSlice(&states), |state: &Option<DayState>| state.as_ref());
        let mut columns = vec![
            months(rows, |row| row.month),
            rows.text(|row| Some(&row.stay_id)),
            rows.int32(|row| Some(row.place as i32)),
            rows.day(|row| row.run.as_ref().map(|run| run.from_on)),
            rows.day(|row| row.run.as_ref().map(|run| run.to_on)),
            status,
            amount_minor,
            rows.text(|row| row.run.as_ref().map(|run| run.state.currency.code())),
            payer_code,
            payee_code,
        ];
        columns.extend(reason_columns(rows, |row| &row.reason));
        Ok(columns)
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let (month, stay_id, place) = (batch.text("month")?, batch.text("stay_id")?, batch.int32("place")?);
        let (from_on, to_on) = (batch.days("from_on")?, batch.days("to_on")?);
        let (states, reason) = (StateColumns::of(batch, "")?, ReasonColumns::of(batch)?);
        for row in batch.rows() {
            let days = from_on.day(row).zip(to_on.day(row)).zip(states.state(row)?);
            rows.push(Self {
                month: month.parse(row)?,
                stay_id: stay_id.own(row),
                place: place.must(row) as u32,
                run: days.map(|((from_on, to_on), state)| DayRun { from_on, to_on, state }),
                reason: reason.reason(row)?,
            });
        }
        Ok(())
    }
}
