//! How a stay may have gone otherwise than the records say that were taken, and the records that leave it open.

use super::day::Day;
use super::event::{EventKind, EventValue};
use super::finding::Finding;
use super::moment::Moment;

/// One way in which a stay may have gone otherwise than the records that were taken say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
}

impl Alternative {
    /// A further event of one of these kinds at one of these moments.
    pub fn event(kinds: impl Into<Vec<EventKind>>, at: impl Into<Vec<Moment>>, value: EventValue) -> Self {
        Self::Event { kinds: kinds.into(), at: at.into(), until: None, value }
    }
}

/// A record that leaves open how a stay went: it was rejected, contradicts others, or rests on an assumption.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenQuestion {
    /// The stay, as the record names it.
    pub stay_id: Box<str>,
    /// Which record, and what was found.
    pub finding: Finding,
    /// How the stay may have gone; never empty.
    pub alternatives: Vec<Alternative>,
}
