//! Reads the text cells of a case (section 9).

use super::CaseText;
use super::calendar::{self, Day, Moment};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    Act2003,
    Act2014,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Admission,
    ExpectedAdmission,
    AssessmentNotice,
    DischargeNotice,
    AssessmentNoticeWithdrawn,
    DischargeNoticeWithdrawn,
    Assessed,
    ServicesReady,
    PartialServicesReady,
    AuthorityReadyNotice,
    Discharged,
    SelfDischarged,
    Died,
    FurtherTreatment,
    OwnCare,
    Deterioration,
    NhsCause,
    AuthorityRedirect,
}

/// One recorded fact. `place` is its rank in time; ties keep the order of the text.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: Kind,
    pub place: usize,
    /// A bare date is taken as the start of that day.
    pub at: Moment,
    /// The first moment after a lasting state; without an end, the end of the day it began on.
    pub until: Moment,
    pub value: String,
}

impl Event {
    pub fn day(&self) -> Day {
        calendar::day_of(self.at)
    }

    /// Does the state cover any part of this day? It is over at `until`, so midnight is no touch.
    pub fn touches(&self, day: Day) -> bool {
        self.at < calendar::start_of(day + 1) && self.until > calendar::start_of(day)
    }

    /// Does the state last to the end of this day (2.8, 3.6: tested at midnight)?
    pub fn lasts_to_end_of(&self, day: Day) -> bool {
        let midnight = calendar::start_of(day + 1);
        self.at < midnight && self.until >= midnight
    }

    /// Has it happened by 11:00 of this day, 11:00 itself included ("by": 2.9, 3.7)?
    pub fn by_eleven_of(&self, day: Day) -> bool {
        self.at <= calendar::eleven_of(day)
    }

    /// Did it happen before 11:00 of its own day, 11:00 itself not included ("before": reg 11)?
    pub fn before_eleven(&self) -> bool {
        self.at < calendar::eleven_of(self.day())
    }
}

pub struct Record {
    pub regime: Regime,
    pub first_authority: String,
    readings: Vec<(String, String)>,
    pub events: Vec<Event>,
}

impl Record {
    /// Is this named reading (sections 7 and 7a) set to this value? The last mention counts.
    pub fn reads(&self, name: &str, value: &str) -> bool {
        let chosen = self.readings.iter().rev().find(|(known, _)| known == name);
        chosen.is_some_and(|(_, chosen)| chosen == value)
    }

    pub fn is_2003(&self) -> bool {
        self.regime == Regime::Act2003
    }

    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |event| event.kind == kind)
    }

    /// The first discharge, self-discharge or death.
    pub fn departure(&self) -> Option<&Event> {
        self.events.iter().find(|event| matches!(event.kind, Kind::Discharged | Kind::SelfDischarged | Kind::Died))
    }
}

pub fn read(case: &CaseText<'_>) -> Record {
    let regime = match case.regime.trim() {
        "england-2003" => Regime::Act2003,
        "england-2014" => Regime::Act2014,
        other => panic!("unknown regime {other}"),
    };
    let mut events: Vec<Event> = parts(case.events).map(read_event).collect();
    events.sort_by_key(|event| event.at); // stable: ties keep the order of the text
    for (place, event) in events.iter_mut().enumerate() {
        event.place = place;
    }
    let readings = parts(case.params)
        .map(|part| part.split_once('=').expect("a reading is name=value"))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let first_authority = case.authority.trim().to_owned();
    Record { regime, first_authority, readings, events }
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// `type@timestamp[..end][=value]`
fn read_event(part: &str) -> Event {
    let (kind, rest) = part.split_once('@').expect("an event is type@timestamp");
    let (when, value) = rest.split_once('=').unwrap_or((rest, ""));
    let (start, end) = match when.split_once("..") {
        Some((start, end)) => (start, Some(end)),
        None => (when, None),
    };
    let at = read_moment(start);
    let until = match end {
        // An end that is a bare date takes in that whole day.
        Some(date) if !date.contains('T') => calendar::start_of(calendar::read_date(date) + 1),
        Some(timestamp) => read_moment(timestamp),
        None => calendar::start_of(calendar::day_of(at) + 1),
    };
    Event { kind: read_kind(kind), place: 0, at, until, value: value.trim().to_owned() }
}

/// `2004-01-12`, `2004-01-12T10:00` or `2004-01-12T10:00:30`, local clock time.
fn read_moment(text: &str) -> Moment {
    let (date, time) = text.trim().split_once('T').unwrap_or((text.trim(), "00:00"));
    let mut seconds = 0;
    for (field, unit) in time.split(':').zip([3600, 60, 1]) {
        seconds += unit * field.parse::<Moment>().expect("a time is HH:MM or HH:MM:SS");
    }
    calendar::start_of(calendar::read_date(date)) + seconds
}

fn read_kind(word: &str) -> Kind {
    match word.trim() {
        "admission" => Kind::Admission,
        "expected_admission" => Kind::ExpectedAdmission,
        "assessment_notice" => Kind::AssessmentNotice,
        "discharge_notice" => Kind::DischargeNotice,
        "assessment_notice_withdrawn" => Kind::AssessmentNoticeWithdrawn,
        "discharge_notice_withdrawn" => Kind::DischargeNoticeWithdrawn,
        "assessed" => Kind::Assessed,
        "services_ready" => Kind::ServicesReady,
        "partial_services_ready" => Kind::PartialServicesReady,
        "authority_ready_notice" => Kind::AuthorityReadyNotice,
        "discharged" => Kind::Discharged,
        "self_discharged" => Kind::SelfDischarged,
        "died" => Kind::Died,
        "further_treatment" => Kind::FurtherTreatment,
        "own_care" => Kind::OwnCare,
        "deterioration" => Kind::Deterioration,
        "nhs_cause" => Kind::NhsCause,
        "authority_redirect" => Kind::AuthorityRedirect,
        other => panic!("unknown event type {other}"),
    }
}
