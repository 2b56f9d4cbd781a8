//! A row of the event table.

use crate::domain::event::ValueRule;
use crate::domain::moment::{Moment, MomentPrecision};
use crate::domain::{Day, Event, EventKind, EventRecord, EventValue};
use crate::files::header_names::trim;
use crate::intake::profile::dates;
use crate::intake::profile::field::{Field, Item};
use crate::intake::validate::cell_days::cut_off;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks;
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::council;

/// Reads the cells; nothing if one of them refuses the row.
pub fn read(cells: &mut RowCells<'_, '_>) -> Option<EventRecord> {
    let stay_id = cells.required(Field::StayId, checks::id);
    let law = cells.rules.law;
    let kind = cells.required(Field::Kind, |text| checks::kind(text, law));
    if kind.is_none() {
        // The kind decides what the other cells must be; that its day is one can be said all the same.
        let _ = (cells.required_moment(Field::At), cells.moment(Field::Until));
    }
    let event = of_cells(cells, kind?, [Field::At, Field::Until, Field::Value].map(Item::Field));
    cells.fill_required();
    let (stay_id, event) = (stay_id?, event.filter(|_| cells.is_clean())?);
    Some(EventRecord { stay_id, event, origin: cells.origin() })
}

/// Reads an event of a known kind from its cells: when, until when, what it says.
pub fn of_cells(
    cells: &mut RowCells<'_, '_>,
    kind: EventKind,
    [at_item, until_item, value_item]: [Item; 3],
) -> Option<Event> {
    let at = cells.required_moment(at_item);
    let until = cells.moment(until_item);
    let (at, written) = at?;
    if written == MomentPrecision::DayOnly && kind.needs_time() {
        let message = format!("a day alone; for {kind} the time of day can move money");
        let hint = format!("ask the sender for the time, as in {}", cells.style.example());
        cells.refuse(at_item, ValueIssue::new("R_TIME", &at.day().to_string(), message, hint));
    }
    let until = end(cells, kind, at, until, until_item);
    let value = value(cells, kind, value_item, at.day());
    cells.check_range(at_item, at.day());
    Some(Event { kind, at, until, value: value? })
}

/// When it ended, for kinds that last; a day alone means all of that day.
fn end(
    cells: &mut RowCells<'_, '_>,
    kind: EventKind,
    at: Moment,
    until: Option<(Moment, MomentPrecision)>,
    item: Item,
) -> Option<Moment> {
    let until = until.map(|(moment, written)| match written {
        MomentPrecision::DayOnly => Moment::end_of(moment.day()),
        MomentPrecision::ToTheSecond => moment,
    });
    match until {
        Some(until) if !kind.lasts() => {
            let message = format!("{kind} happens at one moment; only deterioration and nhs_cause last");
            let hint = "leave the cell blank, or correct the kind";
            cells.refuse(item, ValueIssue::new("R_VALUE", &until.to_string(), message, hint));
        }
        Some(until) if until < at => {
            let message = format!("before its start at {at}");
            let hint = "ask the sender which of the two is right";
            cells.refuse(item, ValueIssue::new("R_ORDER", &until.to_string(), message, hint));
        }
        Some(until) => cells.check_range(item, until.day()),
        // `is_clean` tells a blank cell from one that was refused.
        None if kind == EventKind::NhsCause && cells.is_clean() => {
            let message = "the cell is blank; for nhs_cause its last day is wanted";
            cells.refuse(item, ValueIssue::new("R_VALUE", "", message, "write its last day, or the last known so far"));
        }
        None if kind == EventKind::Deterioration => return Some(Moment::end_of(at.day())),
        None => {}
    }
    until
}

/// What it says, by the rule of its kind.
fn value(cells: &mut RowCells<'_, '_>, kind: EventKind, item: Item, on: Day) -> Option<EventValue> {
    let (style, list, zone) = (cells.style_of(item), cells.rules.authorities, cells.rules.zone);
    let as_day = cells.date_text(item);
    let wanted = |text: &str, wanted: &str, hint: String| {
        let message = crate::files::wording::with_odd_character(&format!("for {kind} {wanted} is wanted"), text);
        ValueIssue::new("R_VALUE", text, message, hint)
    };
    let read = |text: &str| -> Checked<EventValue> {
        let value = match kind.value_rule() {
            ValueRule::Nothing => Err(wanted(text, "no value", "leave the cell blank, or correct the kind".to_owned())),
            ValueRule::Day => match dates::day(as_day.as_deref().map_or(text, trim), style, zone) {
                Ok((day, cut)) => return Ok((EventValue::Day(day), cut_off(text, cut))),
                Err(_) => Err(wanted(text, "a day", dates::hint(text, style))),
            },
            ValueRule::Authority => {
                let found = council::on(text, list, "R_VALUE", Some(on));
                return found.map(|(id, remark)| (EventValue::Authority(id), remark));
            }
            ValueRule::Word | ValueRule::OptionalWord => {
                return checks::word_of(kind, text, list).map(|(word, remark)| (EventValue::Word(word), remark));
            }
        };
        value.map(|value| (value, None))
    };
    let means_nothing = matches!(item, Item::Field(field) if cells.meaning(field).is_ok_and(|word| word.is_empty()));
    if means_nothing || cells.is_blank(item) {
        let what = match kind.value_rule() {
            ValueRule::Nothing | ValueRule::OptionalWord => return Some(EventValue::Nothing),
            ValueRule::Day => "a day",
            ValueRule::Authority => "an authority",
            ValueRule::Word => "a word",
        };
        cells.refuse(item, wanted("", what, "ask the sender for the value".to_owned()));
        return None;
    }
    let value = cells.optional(item, read);
    if let Some(EventValue::Day(day)) = value {
        cells.check_range(item, day);
    }
    value
}
