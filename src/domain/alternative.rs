//! How a stay may have gone otherwise than the records say that were taken, and the records that leave it open.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::event::{Event, EventKind, EventValue};
use super::moment::Moment;
use super::nhs_number_in_text::holds_number;
use super::stay::Stay;

/// One way in which a stay may have gone otherwise than the records that were taken say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alternative {
    /// Nothing is known of the change: any event at any moment, another end, another ready day.
    Anything,
    /// One further event.
    Event {
        /// It is of one of these kinds; any kind if the list is empty.
        kinds: Vec<EventKind>,
        /// It happened at one of these moments; at any moment if the list is empty.
        at: Vec<Moment>,
        /// Until when it lasted, for kinds that last; not known if empty.
        until: Option<Moment>,
        /// What it says; `Nothing` where a kind must say something: not known.
        value: EventValue,
    },
    /// These events did not happen.
    Without {
        /// They are of these kinds.
        kinds: Vec<EventKind>,
        /// They happened at these moments; whenever they did, if the list is empty.
        at: Vec<Moment>,
    },
    /// What is recorded of this kind of event did not happen then: it happened at one of these moments and at no other; at
    /// any moment if the list is empty.
    Instead {
        /// The kind.
        kind: EventKind,
        /// When it happened.
        at: Vec<Moment>,
    },
    /// The stay ended at one of these moments and at no other; at any moment if the list is empty.
    Ended(Vec<Moment>),
    /// The stay had not ended.
    NotEnded,
    /// The patient was not in the bed.
    Away {
        /// From this day on; nothing: not known since when.
        from: Option<Day>,
        /// Up to this day; nothing: to the end of the stay.
        until: Option<Day>,
    },
    /// The patient was ready on one of these days; on any day if the list is empty.
    Ready(Vec<Day>),
    /// There was no such stay.
    NoStay,
    /// The stay is as this row gives it.
    Row {
        /// The stay.
        stay: Box<Stay>,
        /// The events that stand in the row.
        events: Vec<Event>,
    },
}

impl Alternative {
    /// The days that it gives.
    pub fn days(&self) -> Vec<Day> {
        let of = |moments: &[Moment]| moments.iter().map(|at| at.day()).collect::<Vec<_>>();
        match self {
            Self::Anything | Self::NotEnded | Self::NoStay => Vec::new(),
            Self::Event { at, until, .. } => of(at).into_iter().chain(until.map(Moment::day)).collect(),
            Self::Without { at, .. } | Self::Instead { at, .. } | Self::Ended(at) => of(at),
            Self::Away { from, until } => [*from, *until].into_iter().flatten().collect(),
            Self::Ready(days) => days.clone(),
            Self::Row { stay, events } => {
                let own = [Some(stay.admitted_at.day()), stay.discharged_at.map(Moment::day), stay.ready_on];
                own.into_iter().flatten().chain(events.iter().map(|event| event.at.day())).collect()
            }
        }
    }

    /// The same, where the name of a row's stay holds a patient's number without that name: questions are kept in the store,
    /// and a number must not be.
    pub fn without_number(mut self) -> Self {
        if let Self::Row { stay, .. } = &mut self
            && holds_number(&stay.stay_id)
        {
            stay.stay_id = Box::default();
        }
        self
    }

    /// A further event of one of these kinds at one of these moments.
    pub fn event(kinds: impl Into<Vec<EventKind>>, at: impl Into<Vec<Moment>>, value: EventValue) -> Self {
        Self::Event { kinds: kinds.into(), at: at.into(), until: None, value }
    }

    /// Exactly this event.
    pub fn exactly(event: &Event) -> Self {
        let Event { kind, at, until, value } = event.clone();
        Self::Event { kinds: vec![kind], at: vec![at], until, value }
    }

    /// The stay as a row gives it, with the events that stand in the row.
    pub fn row(stay: &Stay, events: impl IntoIterator<Item = Event>) -> Self {
        Self::Row { stay: Box::new(stay.clone()), events: events.into_iter().collect() }
    }
}

/// A record that leaves open how a stay went: it was rejected, contradicts others, or rests on an assumption.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// The stay, as the record names it.
    pub stay_id: Box<str>,
    /// The file, as the user knows it.
    pub file: Box<str>,
    /// The number of the record, from 1, the header not counted.
    pub record: u32,
    /// The physical line on which the record starts, from 1.
    pub line: u32,
    /// The column, or empty where the whole record is meant.
    pub column: Box<str>,
    /// Whether the record was rejected; else it was taken with a warning.
    pub is_rejected: bool,
    /// The stable code of the finding.
    pub code: Box<str>,
    /// The value, masked where it could identify someone, cut where long.
    pub value: Box<str>,
    /// What is wrong, found and wanted.
    pub message: Box<str>,
    /// How the stay may have gone; never empty.
    pub alternatives: Vec<Alternative>,
}

impl OpenQuestion {
    /// Whether the record could be read and waits for its stay alone.
    pub fn is_waiting(&self) -> bool {
        &*self.code == "R_UNKNOWN_STAY"
    }

    /// Whether the record gives its stay as a row.
    pub fn gives_row(&self) -> bool {
        self.alternatives.iter().any(|alternative| matches!(alternative, Alternative::Row { .. }))
    }

    /// Its file, line and column, which is empty where the whole record is meant.
    pub fn at(&self) -> (&str, u32, &str) {
        (&self.file, self.line, &self.column)
    }

    /// Where the record stands, as in `events.csv, line 8, at`.
    pub fn place(&self) -> String {
        let column = if self.column.is_empty() { String::new() } else { format!(", {}", self.column) };
        format!("{}, line {}{column}", self.file, self.line)
    }

    /// What was found there, as in `R_DATE: 12/06/2018 15:00`.
    pub fn found(&self) -> String {
        if self.value.is_empty() { self.code.to_string() } else { format!("{}: {}", self.code, self.value) }
    }
}
