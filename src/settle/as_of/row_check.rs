//! The rows of one delivery against the as-of date.

use crate::domain::{Alternative, Day, Event, EventKind, EventRecord, Moment, Stay};
use crate::files::wording::shown;
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::Disposition;
use crate::intake::profile::Profile;
use crate::intake::profile::field::{Field, Item};
use crate::intake::records::stay::{self, StayRow};
use crate::intake::validate::cells::CellIssue;
use crate::intake::validate::checks::ValueIssue;
use crate::intake::validate::rows::first_of;

/// The as-of date, and how the columns of one delivery are named.
#[derive(Clone, Debug)]
pub struct RowCheck<'d> {
    /// The as-of date.
    pub as_of: Day,
    profile: &'d Profile,
    /// The columns of days, in the order of the file.
    names: Vec<String>,
}

impl<'d> RowCheck<'d> {
    /// For a delivery that is read by a profile, with the names of its columns of days.
    pub fn new(as_of: Day, profile: &'d Profile, names: Vec<String>) -> Self {
        Self { as_of, profile, names }
    }

    /// What refuses a row for the fact in one of its cells, if that lies after the as-of date.
    pub fn past(&self, item: impl Into<Item>, day: Day) -> Option<CellIssue> {
        if day <= self.as_of {
            return None;
        }
        let message = format!("this lies after the as-of date {}", self.as_of);
        let hint = "check the year; a fact of the future cannot be billed";
        Some(self.issue(item.into(), ValueIssue::new("R_FUTURE", &day.to_string(), message, hint)))
    }

    fn issue(&self, item: Item, problem: ValueIssue) -> CellIssue {
        let known = self.profile.column(item).into_iter().flat_map(|column| &column.names);
        let position = { known }.find_map(|known| self.names.iter().position(|name| name == known));
        let column = position.map_or(item.name(), |position| self.names[position].as_str()).to_owned();
        CellIssue { position: position.unwrap_or(usize::MAX), column, problem }
    }

    /// What refuses a row for one of its events, which stands in these columns: when, until when.
    pub fn event(&self, event: &Event, [at, until]: [Item; 2]) -> impl Iterator<Item = CellIssue> {
        // A deterioration of which no end is given lasts to the end of its day.
        let is_assumed =
            |end: &Moment| event.kind == EventKind::Deterioration && *end == Moment::end_of(event.at.day());
        let end = event.until.filter(|end| !is_assumed(end)).and_then(|end| self.past(until, end.day()));
        let is_planned = event.kind == EventKind::ExpectedAdmission;
        let start = if is_planned { None } else { self.past(at, event.at.day()) };
        end.into_iter().chain(start)
    }

    /// What refuses the row of a stay.
    pub fn stay(&self, StayRow { stay, events, .. }: &StayRow) -> Vec<CellIssue> {
        let days = [
            (Field::AdmittedAt, Some(stay.admitted_at.day())),
            (Field::ReadyOn, stay.ready_on),
            (Field::DischargedAt, stay.discharged_at.map(Moment::day)),
        ];
        let mut found: Vec<CellIssue> = days.into_iter().filter_map(|(field, day)| self.past(field, day?)).collect();
        let too_long = self.length(stay).err();
        found.extend(too_long.map(|problem| self.issue(Field::AdmittedAt.into(), problem)));
        for EventRecord { event, .. } in events {
            let number = self.profile.events.iter().position(|kind| *kind == event.kind).unwrap_or_default() as u8;
            found.extend(self.event(event, [Item::EventAt(number), Item::EventUntil(number)]));
        }
        found
    }

    /// A stay that has not ended lasts until the as-of date.
    fn length(&self, stay: &Stay) -> Result<Option<ValueIssue>, ValueIssue> {
        if stay.discharged_at.is_some() {
            return Ok(None);
        }
        stay::check_length(stay.admitted_at, self.as_of).map(|((), remark)| remark)
    }

    /// Why the row of a stay is rejected. If it is not, and the stay lasts for years, that is remarked.
    pub fn settle_stay(&self, candidate: &mut Candidate<StayRow>) -> Option<Disposition> {
        let StayRow { stay, events, .. } = &candidate.row;
        if let Some(disposition) = rejection(self.stay(&candidate.row), Some(&stay.stay_id)) {
            let row = Alternative::row(&Stay { person_key: None, ..stay.clone() }, []);
            let events = events.iter().map(|record| Alternative::exactly(&record.event));
            return Some(std::iter::once(row).chain(events).fold(disposition, Disposition::supposing));
        }
        if let Ok(Some(remark)) = self.length(stay) {
            let mut remarks = std::mem::take(&mut candidate.remarks).into_vec();
            remarks.push(self.issue(Field::AdmittedAt.into(), remark));
            candidate.remarks = remarks.into();
        }
        None
    }
}

/// What becomes of a row with these problems, as if its reader had refused it; nothing if there is none.
pub fn rejection(problems: Vec<CellIssue>, stay_id: Option<&str>) -> Option<Disposition> {
    let is_refused = !problems.is_empty();
    let named = || stay_id.map(shown).unwrap_or_default();
    is_refused.then(|| Disposition::cell(first_of(problems), &named()).naming(stay_id))
}
