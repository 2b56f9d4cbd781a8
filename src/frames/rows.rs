//! Stays, events, reasons and delays as rows of their tables, there and back.

pub(crate) mod claim_day;
pub(crate) mod columns;
pub(crate) mod kept_counts;
pub(crate) mod linked;
pub(crate) mod positions;
pub(crate) mod published;
pub(crate) mod quality;
pub(crate) mod records;
pub(crate) mod revisions;
use std::borrow::Cow;
use std::cmp::Ordering;

use arrow_array::ArrayRef;

use super::schema::{DELAY_PERIOD, EVENT, REASON, STAY, Table};
use crate::domain::event::ValueRule;
use crate::domain::{DelayPeriod, Event, EventKind, EventRecord, EventValue, Origin, PersonKey, Reason, Stay};
use crate::error::{Error, Exit, Result};
use crate::frames::rows::columns::{Batch, RowSlice, TextColumn, authority, authority_code, unknown_word};

/// A kind of row that has a table of its own.
pub(crate) trait StoreRow: Sized {
    /// Its table.
    const TABLE: &'static Table;
    /// The one order of the rows, by the key of the table first. Two rows that are equal by it must not both be there.
    fn order(&self, other: &Self) -> Ordering;
    /// The columns of some rows, in the order of the table.
    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>>;
    /// The rows of a batch.
    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()>;
}

/// The columns of rows, in the order of their table.
///
/// # Errors
/// 70: a value that the table cannot hold (our bug).
pub(crate) fn columns_of<R: StoreRow>(rows: &[R]) -> Result<Vec<ArrayRef>> {
    R::columns(&RowSlice(&rows.iter().collect::<Vec<_>>()))
}

impl StoreRow for Stay {
    const TABLE: &'static Table = &STAY;

    fn order(&self, other: &Self) -> Ordering {
        self.stay_id.cmp(&other.stay_id)
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|stay| Some(&stay.stay_id)),
            rows.text(|stay| stay.person_key.as_ref().map(|key| &*key.0)),
            rows.text(|stay| Some(&stay.provider_code)),
            rows.text(|stay| stay.site_code.as_deref()),
            rows.text(|stay| stay.authority.map(authority_code)),
            rows.text(|stay| stay.registered_in.as_deref()),
            rows.text(|stay| stay.staying_in.as_deref()),
            rows.moment(|stay| Some(stay.admitted_at))?,
            rows.day(|stay| stay.expected_admission_on),
            rows.day(|stay| stay.ready_on),
            rows.moment(|stay| stay.discharged_at)?,
            rows.text(|stay| stay.admission_method.as_deref()),
            rows.text(|stay| stay.discharge_method.as_deref()),
            rows.text(|stay| stay.discharge_destination.as_deref()),
            rows.text(|stay| stay.treatment_function_code.as_deref()),
            rows.text(|stay| stay.care_type.map(|kind| kind.code())),
            rows.text(|stay| stay.setting.as_deref()),
            rows.text(|stay| stay.funding.as_deref()),
            rows.int32(|stay| stay.age_at_admission.map(i32::from)),
            rows.text(|stay| Some(&stay.origin.source_id)),
            rows.int64(|stay| stay.origin.source_record.into()),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let stay_id = batch.text("stay_id")?;
        let person_key = batch.text("person_key")?;
        let provider_code = batch.text("provider_code")?;
        let site_code = batch.text("site_code")?;
        let authority_code = batch.text("authority_code")?;
        let registered_in = batch.text("registered_in")?;
        let staying_in = batch.text("staying_in")?;
        let admitted_at = batch.moments("admitted_at")?;
        let expected_admission_on = batch.days("expected_admission_on")?;
        let ready_on = batch.days("ready_on")?;
        let discharged_at = batch.moments("discharged_at")?;
        let admission_method = batch.text("admission_method")?;
        let discharge_method = batch.text("discharge_method")?;
        let discharge_destination = batch.text("discharge_destination")?;
        let treatment_function_code = batch.text("treatment_function_code")?;
        let care_type = batch.text("care_type")?;
        let setting = batch.text("setting")?;
        let funding = batch.text("funding")?;
        let age_at_admission = batch.int32("age_at_admission")?;
        let origins = Origins::of(batch)?;
        for row in batch.rows() {
            let age = age_at_admission.get(row).map(u8::try_from).transpose();
            rows.push(Self {
                stay_id: stay_id.own(row),
                person_key: person_key.maybe(row).map(PersonKey),
                provider_code: provider_code.own(row),
                site_code: site_code.maybe(row),
                authority: authority_code.may_be_authority(row)?,
                registered_in: registered_in.maybe(row),
                staying_in: staying_in.maybe(row),
                admitted_at: admitted_at.must_moment(row),
                expected_admission_on: expected_admission_on.day(row),
                ready_on: ready_on.day(row),
                discharged_at: discharged_at.moment(row),
                admission_method: admission_method.maybe(row),
                discharge_method: discharge_method.maybe(row),
                discharge_destination: discharge_destination.maybe(row),
                treatment_function_code: treatment_function_code.maybe(row),
                care_type: care_type.get(row).map(|_| care_type.parse(row)).transpose()?,
                setting: setting.maybe(row),
                funding: funding.maybe(row),
                age_at_admission: age.map_err(|_| unknown_word("an age above 255"))?,
                origin: origins.at(row)?,
            });
        }
        Ok(())
    }
}

impl StoreRow for EventRecord {
    const TABLE: &'static Table = &EVENT;

    fn order(&self, other: &Self) -> Ordering {
        let key = |record: &Self| (record.event.at, record.event.kind.name());
        (self.stay_id.cmp(&other.stay_id))
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.origin.cmp(&other.origin))
            .then_with(|| self.event.until.cmp(&other.event.until))
            .then_with(|| self.event.value.cmp(&other.event.value))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        let values = rows.0.iter().map(|record| value_text(&record.event)).collect::<Result<Vec<_>>>()?;
        Ok(vec![
            rows.text(|record| Some(&record.stay_id)),
            rows.text(|record| Some(record.event.kind.name())),
            rows.moment(|record| Some(record.event.at))?,
            rows.moment(|record| record.event.until)?,
            std::sync::Arc::new(values.into_iter().collect::<arrow_array::StringArray>()),
            rows.text(|record| Some(&record.origin.source_id)),
            rows.int64(|record| record.origin.source_record.into()),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let stay_id = batch.text("stay_id")?;
        let kind = batch.text("kind")?;
        let at = batch.moments("at")?;
        let until = batch.moments("until")?;
        let value = batch.text("value")?;
        let origins = Origins::of(batch)?;
        for row in batch.rows() {
            let kind: EventKind = kind.parse(row)?;
            let event = Event {
                kind,
                at: at.must_moment(row),
                until: until.moment(row),
                value: value_of(kind, value.get(row))?,
            };
            rows.push(Self { stay_id: stay_id.own(row), event, origin: origins.at(row)? });
        }
        Ok(())
    }
}

/// What an event says, as text. The kind alone decides how the text is read again, so the two must fit.
fn value_text(event: &Event) -> Result<Option<Cow<'_, str>>> {
    match (&event.value, event.kind.value_rule()) {
        (EventValue::Nothing, _) => Ok(None),
        (EventValue::Day(day), ValueRule::Day) => Ok(Some(day.to_string().into())),
        (EventValue::Authority(id), ValueRule::Authority) => Ok(Some(authority_code(*id).into())),
        (EventValue::Word(word), ValueRule::Word | ValueRule::OptionalWord) => Ok(Some(Cow::from(&**word))),
        _ => Err(Error::new("X_BUG", Exit::Bug, format!("a `{}` with a value of another kind", event.kind))),
    }
}

fn value_of(kind: EventKind, text: Option<&str>) -> Result<EventValue> {
    let Some(text) = text else { return Ok(EventValue::Nothing) };
    match kind.value_rule() {
        ValueRule::Nothing => Err(unknown_word(&format!("a `{kind}` with a value"))),
        ValueRule::Day => text.parse().map(EventValue::Day).map_err(|error| unknown_word(&format!("{error}"))),
        ValueRule::Authority => authority(text).map(EventValue::Authority),
        ValueRule::Word | ValueRule::OptionalWord => Ok(EventValue::Word(text.into())),
    }
}

impl StoreRow for Reason {
    const TABLE: &'static Table = &REASON;

    fn order(&self, other: &Self) -> Ordering {
        (self.stay_id.cmp(&other.stay_id))
            .then_with(|| self.from_on.cmp(&other.from_on))
            .then_with(|| self.reason_code.cmp(&other.reason_code))
            .then_with(|| self.origin.cmp(&other.origin))
            .then_with(|| self.to_on.cmp(&other.to_on))
            .then_with(|| self.attributed_to.cmp(&other.attributed_to))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|reason| Some(&reason.stay_id)),
            rows.day(|reason| Some(reason.from_on)),
            rows.day(|reason| reason.to_on),
            rows.text(|reason| Some(&reason.reason_code)),
            rows.text(|reason| Some(reason.attributed_to.code())),
            rows.text(|reason| Some(&reason.origin.source_id)),
            rows.int64(|reason| reason.origin.source_record.into()),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let stay_id = batch.text("stay_id")?;
        let from_on = batch.days("from_on")?;
        let to_on = batch.days("to_on")?;
        let reason_code = batch.text("reason_code")?;
        let attributed_to = batch.text("attributed_to")?;
        let origins = Origins::of(batch)?;
        for row in batch.rows() {
            rows.push(Self {
                stay_id: stay_id.own(row),
                from_on: from_on.must_day(row),
                to_on: to_on.day(row),
                reason_code: reason_code.own(row),
                attributed_to: attributed_to.parse(row)?,
                origin: origins.at(row)?,
            });
        }
        Ok(())
    }
}

impl StoreRow for DelayPeriod {
    const TABLE: &'static Table = &DELAY_PERIOD;

    fn order(&self, other: &Self) -> Ordering {
        self.stay_id.cmp(&other.stay_id).then_with(|| self.delay_id.cmp(&other.delay_id))
    }

    fn columns(rows: &RowSlice<'_, Self>) -> Result<Vec<ArrayRef>> {
        Ok(vec![
            rows.text(|delay| Some(&delay.stay_id)),
            rows.text(|delay| Some(&delay.delay_id)),
            rows.day(|delay| Some(delay.ready_on)),
            rows.day(|delay| delay.ended_on),
            rows.text(|delay| Some(delay.end_kind.code())),
            rows.text(|delay| Some(delay.link_quality.code())),
        ])
    }

    fn take(batch: &Batch<'_>, rows: &mut Vec<Self>) -> Result<()> {
        let stay_id = batch.text("stay_id")?;
        let delay_id = batch.text("delay_id")?;
        let ready_on = batch.days("ready_on")?;
        let ended_on = batch.days("ended_on")?;
        let end_kind = batch.text("end_kind")?;
        let link_quality = batch.text("link_quality")?;
        for row in batch.rows() {
            rows.push(Self {
                stay_id: stay_id.own(row),
                delay_id: delay_id.own(row),
                ready_on: ready_on.must_day(row),
                ended_on: ended_on.day(row),
                end_kind: end_kind.parse(row)?,
                link_quality: link_quality.parse(row)?,
            });
        }
        Ok(())
    }
}

/// The two columns that say where a row came from.
pub(super) struct Origins<'a> {
    source_id: TextColumn<'a>,
    source_record: crate::frames::rows::columns::Numbers<'a, arrow_array::types::Int64Type>,
}

impl<'a> Origins<'a> {
    pub(super) fn of(batch: &Batch<'a>) -> Result<Self> {
        Ok(Self { source_id: batch.text("source_id")?, source_record: batch.int64("source_record")? })
    }

    pub(super) fn at(&self, row: usize) -> Result<Origin> {
        let record = u32::try_from(self.source_record.must(row));
        let source_record = record.map_err(|_| unknown_word("the number of a record above 4 billion"))?;
        Ok(Origin { source_id: self.source_id.own(row), source_record })
    }
}
