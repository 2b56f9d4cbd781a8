//! What a refused row of social care may have changed in the stays of its person: an assessment, a service, a death, each as a
//! further fact or as the correction of one that was taken.

use crate::domain::{Alternative, CareKind, Day, EventKind, EventValue, Moment};
use crate::intake::findings::disposition::Whose;
use crate::intake::profile::field::Field;
use crate::intake::records::client_level_data::{council, fact_name};
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::readable::{Supposed, moments, persons, word};

/// A first day before every other.
const EVER: Day = Day::from_number(i32::MIN);
/// The most days of a period that are tried one by one; a return is of a quarter or a year.
const MOST_DAYS: i32 = 370;

/// What a row says of the person in whom it has no death.
pub fn not_dead(at: Vec<Moment>) -> Alternative {
    Alternative::Without { kinds: vec![EventKind::Died], at }
}

/// What the cells may say.
struct Described {
    kinds: Vec<CareKind>,
    is_cancelled: bool,
    /// First and last day of the return, where both can be read.
    period: Option<(Day, Day)>,
    from: Vec<Moment>,
    to: Vec<Moment>,
    /// When the person died; empty: on a day that cannot be read.
    died: Option<Vec<Moment>>,
}

/// What a refused row may have said, and of whom. A request or a review makes no fact of a stay, so that no bill depends on one
/// that reports no death.
pub fn of_row(cells: &RowCells<'_, '_>, is_shapeless: bool) -> Supposed {
    let described = if is_shapeless { Described::unknown() } else { Described::of(cells) };
    let mut alternatives: Vec<Alternative> = described.kinds.iter().flat_map(|kind| described.facts(*kind)).collect();
    match &described.died {
        Some(died) => alternatives.push(Alternative::event([EventKind::Died], died.clone(), EventValue::Nothing)),
        // A later return without a death that an earlier one has takes the death back.
        None => alternatives.push(not_dead(Vec::new())),
    }
    let fact = match described.kinds.as_slice() {
        [kind] => word(cells, Field::EventReference).map(|reference| fact_name(*kind, &reference)),
        _ => None,
    };
    let within = if is_shapeless { None } else { described.within() };
    let whose = Whose { persons: persons(cells, is_shapeless, realm(cells)), within, fact };
    Supposed { is_beside_the_bill: alternatives.is_empty(), alternatives, whose }
}

/// The code of the council, without which its own number of a person says nothing.
pub fn realm(cells: &RowCells<'_, '_>) -> Option<&'static str> {
    let last = moments(cells, Field::PeriodTo).pop().map(Moment::day);
    council(&word(cells, Field::AuthorityCode)?, cells.rules.authorities, last)
}

impl Described {
    /// By a row whose cells cannot be separated.
    fn unknown() -> Self {
        let kinds = vec![CareKind::Assessment, CareKind::Service];
        let (from, to) = (Vec::new(), Vec::new());
        Self { kinds, is_cancelled: false, period: None, from, to, died: Some(Vec::new()) }
    }

    fn of(cells: &RowCells<'_, '_>) -> Self {
        let is =
            |field: Field, part: &str| word(cells, field).is_some_and(|text| text.to_ascii_lowercase().contains(part));
        let days = |field: Field| moments(cells, field);
        let [first, last] = [Field::PeriodFrom, Field::PeriodTo].map(days);
        let period = first.first().zip(last.last()).map(|(first, last)| (first.day(), last.day()));
        let kinds = match word(cells, Field::EventType).map(|text| text.to_ascii_lowercase()).as_deref() {
            _ if is(Field::ClientType, "known by association") => Vec::new(),
            Some("assessment") => vec![CareKind::Assessment],
            Some("service") => vec![CareKind::Service],
            Some("request" | "review") => Vec::new(),
            _ => vec![CareKind::Assessment, CareKind::Service],
        };
        let died = word(cells, Field::DiedOn).map(|_| days(Field::DiedOn));
        let is_cancelled = is(Field::Description, "cancel");
        Self { kinds, is_cancelled, period, from: days(Field::StartedOn), to: days(Field::EndedOn), died }
    }

    /// What an event of a kind makes of a stay.
    fn facts(&self, kind: CareKind) -> Vec<Alternative> {
        let (kind, at) = match kind {
            CareKind::Service => (EventKind::ServicesReady, self.from.clone()),
            _ => (EventKind::Assessed, self.completed()),
        };
        if self.is_cancelled {
            return vec![Alternative::Without { kinds: vec![kind], at: Vec::new() }];
        }
        let further = Alternative::event([kind], at.clone(), EventValue::Nothing);
        vec![further, Alternative::Instead { kind, at }]
    }

    /// When an assessment was completed: one of the days of its return, where its own day cannot be read.
    fn completed(&self) -> Vec<Moment> {
        match self.period {
            Some((first, last)) if self.to.is_empty() => {
                first.to(last.min(first + MOST_DAYS)).map(Moment::end_of).collect()
            }
            _ => self.to.clone(),
        }
    }

    /// The days that a stay must touch: those of the return and of the event. A service or a death of which the day cannot be
    /// read may have come before the return.
    fn within(&self) -> Option<(Day, Day)> {
        let has_service = self.kinds.contains(&CareKind::Service);
        let has_assessment = self.kinds.contains(&CareKind::Assessment);
        let starts_unread = has_service && self.from.is_empty();
        let is_death_unread = self.died.as_ref().is_some_and(Vec::is_empty);
        if self.period.is_none() && (starts_unread || is_death_unread || has_assessment && self.to.is_empty()) {
            return None;
        }
        let died = self.died.iter().flatten();
        let own = self.from.iter().chain(&self.to).chain(died).map(|at| at.day());
        let days: Vec<Day> = own.chain(self.period.into_iter().flat_map(|(first, last)| [first, last])).collect();
        let (first, last) = days.iter().min().zip(days.iter().max())?;
        Some((if starts_unread || is_death_unread { EVER } else { *first }, *last))
    }
}
