//! What stands in the row of a stay beside the stay: events in columns of their own, its reason, cells that are only
//! checked.

use crate::domain::codes::Attribution;
use crate::domain::{Event, EventKind, EventRecord, Moment, Reason, Stay};
use crate::intake::profile::CheckKind;
use crate::intake::profile::field::{Field, Item};
use crate::intake::records::event;
use crate::intake::validate::amounts;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::checks;
use crate::intake::validate::checks::ValueIssue;

/// Checks the columns that no table keeps.
pub fn checks(cells: &mut RowCells<'_, '_>) {
    let profile = cells.profile;
    for (number, what) in profile.checks.iter().map(|check| &check.what).enumerate() {
        let item = Item::Check(number as u8);
        match what {
            // What people write keeps its spaces; nothing is said about them.
            CheckKind::Text => {
                if let Some(Ok(((), Some(remark)))) = cells.text(item).map(|text| checks::text(&text)) {
                    cells.remark(item, remark);
                }
            }
            CheckKind::Day => {
                cells.day(item);
            }
            CheckKind::List(list) => {
                cells.optional(item, |text| checks::listed(text, list));
            }
            CheckKind::Number(low, high) => {
                cells.optional(item, |text| checks::number(text, *low, *high));
            }
            CheckKind::DailyAmount if cells.is_blank(item) => {
                if let Err(problem) = amounts::daily_amount("") {
                    cells.refuse(item, problem);
                }
            }
            CheckKind::DailyAmount => {
                cells.optional(item, amounts::daily_amount);
            }
        }
    }
}

/// Reads the events of a row.
pub fn events(cells: &mut RowCells<'_, '_>, stay: Option<&Stay>) -> Vec<EventRecord> {
    let mut read = Vec::new();
    for (number, kind) in cells.profile.events.clone().into_iter().enumerate() {
        let number = number as u8;
        if !cells.is_blank(Item::EventAt(number)) {
            let parts = [Item::EventAt(number), Item::EventUntil(number), Item::EventValue(number)];
            if let Some(law) = cells.rules.law.filter(|law| !law.kinds.contains(&kind)) {
                cells.refuse(parts[0], checks::unknown_to(law, kind));
                continue;
            }
            read.extend(event::of_cells(cells, kind, parts).map(|event| (number, event)));
        }
    }
    check_order(cells, &read, stay);
    let Some(stay) = stay else { return Vec::new() };
    let of_stay = |(_, event)| EventRecord { stay_id: stay.stay_id.clone(), event, origin: cells.origin() };
    read.into_iter().map(of_stay).collect()
}

/// A discharge notice before the assessment notice of one row contradicts itself; everything on one day is doubtful.
fn check_order(cells: &mut RowCells<'_, '_>, events: &[(u8, Event)], stay: Option<&Stay>) {
    let of = |kind| events.iter().find(|(_, event)| event.kind == kind);
    let (asked, discharge) = (of(EventKind::AssessmentNotice), of(EventKind::DischargeNotice));
    if let (Some((_, asked)), Some((number, discharge))) = (asked, discharge)
        && discharge.at < asked.at
    {
        let message = format!("before the assessment notice at {}", asked.at);
        let hint = "ask the sender which of the two is right";
        cells.refuse(Item::EventAt(*number), ValueIssue::new("R_ORDER", &discharge.at.to_string(), message, hint));
    }
    let Some(stay) = stay.filter(|_| !events.is_empty()) else { return };
    let day = stay.admitted_at.day();
    let others = events.iter().map(|(_, event)| event.at.day());
    let mut days = others.chain(stay.ready_on).chain(stay.discharged_at.map(Moment::day));
    if stay.ready_on.is_some() && stay.discharged_at.is_some() && days.all(|other| other == day) {
        let message = "admission, notices, readiness and discharge are all on one day";
        let problem =
            ValueIssue::new("W_ORDER", &day.to_string(), message, "check the dates; the row was taken as it is");
        cells.remark(Field::AdmittedAt, problem);
    }
}

/// Reads the reason of a row: it holds from the day the patient was ready.
pub fn reason(cells: &mut RowCells<'_, '_>, stay: Option<&Stay>) -> Option<Reason> {
    let reason_code = cells.optional(Field::ReasonCode, checks::name)?;
    let attributed_to: Attribution = cells.optional(Field::AttributedTo, checks::code)?;
    let stay = stay?;
    let (stay_id, origin) = (stay.stay_id.clone(), cells.origin());
    Some(Reason { stay_id, from_on: stay.ready_on?, to_on: None, reason_code, attributed_to, origin })
}
