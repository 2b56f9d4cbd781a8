//! A death as a message reports it, and what it makes of the stay: an end, a doubt, or nothing where it came later.

use serde::{Deserialize, Serialize};

use crate::domain::{Alternative, Day, EventKind, EventValue, Moment};
use crate::intake::findings::disposition::Disposition;

/// When a patient died, as far as the sender says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Death {
    /// At this moment.
    At(Moment),
    /// On this day, at a time that is not known.
    On(Day),
    /// The sender says that the patient died, and not when.
    Sometime,
}

impl Death {
    /// The death as a record of a stay reports it: one without a day is looked at with all stays of the person, where the
    /// person is known.
    pub fn of_stay(self, has_person: bool) -> Option<Self> {
        (self != Self::Sometime || !has_person).then_some(self)
    }

    /// The day, if it is known.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::At(moment) => Some(moment.day()),
            Self::On(day) => Some(day),
            Self::Sometime => None,
        }
    }
}

/// What is known of the end of a stay by death.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndByDeath {
    /// When the patient died, if it was in the stay.
    pub died_at: Option<Moment>,
    /// What does not fit, in words, with how the stay may have gone otherwise.
    pub doubt: Option<(String, Alternative)>,
}

/// The end of a stay that began and ended at these moments, of a patient of whom these sources tell a death: a date, and the
/// way of the discharge. Where the day alone is known, the patient died at the discharge of that day, else at the end of it.
pub fn end(death: Option<Death>, is_by_death: bool, admitted_at: Moment, discharged_at: Option<Moment>) -> EndByDeath {
    let left_dead = discharged_at.filter(|_| is_by_death);
    let doubtful = |died_at, doubt: String, otherwise| EndByDeath { died_at, doubt: Some((doubt, otherwise)) };
    let before = |death: String| {
        doubtful(left_dead, format!("{death} lies before the admission at {admitted_at}"), Alternative::Anything)
    };
    let sometime = |doubt: &str| {
        let died = Alternative::event([EventKind::Died], [], EventValue::Nothing);
        doubtful(None, doubt.to_owned(), died)
    };
    let died_at = match death {
        None if is_by_death && discharged_at.is_none() => {
            return sometime("the patient died, and no discharge says when");
        }
        None => return EndByDeath { died_at: left_dead, doubt: None },
        Some(Death::Sometime) if left_dead.is_some() => return EndByDeath { died_at: left_dead, doubt: None },
        Some(Death::Sometime) => return sometime("the patient died, and it is not said when"),
        Some(Death::At(moment)) if moment < admitted_at => return before(format!("the death at {moment}")),
        Some(Death::On(day)) if day < admitted_at.day() => return before(format!("the death on {day}")),
        Some(Death::At(moment)) => moment,
        Some(Death::On(day)) => match discharged_at.filter(|left| left.day() == day) {
            Some(left) => left,
            None => Moment::end_of(day),
        },
    };
    match discharged_at {
        None => EndByDeath { died_at: Some(died_at), doubt: None },
        Some(left) if died_at <= left && died_at.day() == left.day() => {
            EndByDeath { died_at: Some(died_at), doubt: None }
        }
        Some(left) if died_at <= left => {
            let doubt = format!("the patient died at {died_at}, and the record was closed at {left}; the death counts");
            doubtful(Some(died_at), doubt, Alternative::Ended(vec![left]))
        }
        Some(left) if is_by_death => {
            let doubt =
                format!("discharged by death at {left}, and the death is dated {died_at}; the discharge counts");
            doubtful(Some(left), doubt, Alternative::Ended(vec![died_at]))
        }
        // The patient died after the stay.
        Some(_) => EndByDeath::default(),
    }
}

/// What is said of a doubtful end of a stay.
pub fn disposition(stay_id: &str, column: &str, (doubt, otherwise): (String, Alternative)) -> Disposition {
    let hint = "ask the sender on which day, and how, the stay ended";
    Disposition::new("W_DEATH", stay_id, doubt, hint).column(column).supposing(otherwise)
}
