//! A row of the event table.

use super::cells::Cells;
use super::check::{self, Checked, Problem};
use super::date;
use super::field::Field;
use crate::domain::event::ValueRule;
use crate::domain::moment::{Moment, Written};
use crate::domain::{Event, EventKind, EventRecord, EventValue};

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut Cells<'_, '_>) -> Option<EventRecord> {
    let stay_id = cells.required(Field::StayId, check::id);
    let kind = cells.required(Field::Kind, check::kind);
    let at = cells.required_moment(Field::At);
    let until = cells.moment(Field::Until);
    let (stay_id, kind, (at, written)) = (stay_id?, kind?, at?);
    if written == Written::DayOnly && kind.needs_time() {
        let message = format!("a day alone; for {kind} the time of day can move money");
        let hint = "ask the sender for the time, as in 2018-03-05T13:45";
        cells.refuse(Field::At, Problem::new("R_TIME", &at.day().to_string(), message, hint));
    }
    let until = end(cells, kind, at, until);
    let value = value(cells, kind);
    if kind == EventKind::ExpectedAdmission {
        cells.check_range(Field::At, at.day());
    } else {
        cells.check_past(Field::At, at.day());
    }
    let event = Event { kind, at, until, value: value? };
    cells.is_clean().then(|| EventRecord { stay_id, event, origin: cells.origin.clone() })
}

/// When it ended, for kinds that last; a day alone means all of that day.
fn end(cells: &mut Cells<'_, '_>, kind: EventKind, at: Moment, until: Option<(Moment, Written)>) -> Option<Moment> {
    let until = until.map(|(moment, written)| match written {
        Written::DayOnly => Moment::end_of(moment.day()),
        Written::ToTheSecond => moment,
    });
    match until {
        Some(until) if !kind.lasts() => {
            let message = format!("{kind} happens at one moment; only deterioration and nhs_cause last");
            let hint = "leave the cell blank, or correct the kind";
            cells.refuse(Field::Until, Problem::new("R_VALUE", &until.to_string(), message, hint));
        }
        Some(until) if until < at => {
            let message = format!("before its start at {at}");
            let hint = "ask the sender which of the two is right";
            cells.refuse(Field::Until, Problem::new("R_ORDER", &until.to_string(), message, hint));
        }
        Some(until) => cells.check_past(Field::Until, until.day()),
        // `is_clean` tells a blank cell from one that was refused.
        None if kind == EventKind::NhsCause && cells.is_clean() => {
            let message = "the cell is blank; for nhs_cause its last day is wanted";
            cells.refuse(
                Field::Until,
                Problem::new("R_VALUE", "", message, "write its last day, or the last known so far"),
            );
        }
        None if kind == EventKind::Deterioration => return Some(Moment::end_of(at.day())),
        None => {}
    }
    until
}

/// What it says, by the rule of its kind.
fn value(cells: &mut Cells<'_, '_>, kind: EventKind) -> Option<EventValue> {
    let (style, list) = (cells.style, cells.rules.authorities);
    let wanted = |text: &str, wanted: &str, hint: String| {
        let message = super::words::with_odd_character(&format!("for {kind} {wanted} is wanted"), text);
        Problem::new("R_VALUE", text, message, hint)
    };
    let read = |text: &str| -> Checked<EventValue> {
        let value = match kind.value_rule() {
            ValueRule::Nothing => Err(wanted(text, "no value", "leave the cell blank, or correct the kind".to_owned())),
            ValueRule::Day => match date::day(text, style) {
                Ok((day, _)) => Ok(EventValue::Day(day)),
                Err(_) => Err(wanted(text, "a day", date::hint(text, style))),
            },
            ValueRule::Authority => check::authority(text, list, "R_VALUE").map(EventValue::Authority),
            ValueRule::Word => return check::word(text).map(|(word, remark)| (EventValue::Word(word), remark)),
        };
        value.map(|value| (value, None))
    };
    if cells.is_blank(Field::Value) {
        let what = match kind.value_rule() {
            ValueRule::Nothing => return Some(EventValue::Nothing),
            ValueRule::Day => "a day",
            ValueRule::Authority => "an authority",
            ValueRule::Word => "a word",
        };
        cells.refuse(Field::Value, wanted("", what, "ask the sender for the value".to_owned()));
        return None;
    }
    let value = cells.optional(Field::Value, read);
    if let Some(EventValue::Day(day)) = value {
        cells.check_range(Field::Value, day);
    }
    value
}
