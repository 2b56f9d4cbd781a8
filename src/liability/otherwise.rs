//! A case judged again as it may have gone otherwise: which days would change, and what money hangs on them.

use crate::domain::{
    AuthorityId, Day, Event, EventKind, EventValue, LedgerDay, LedgerStatus, Minor, OpenQuestion, Stay,
};
use crate::regime::Law;

use super::cases::CaseOfStays;
use super::stay::{Facts, Judged};
use super::ways::{Way, ways};

/// One day on which something hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAtStake {
    /// The day.
    pub day: Day,
    /// What would be owed more or less for it, or by somebody else; never below zero.
    pub amount: Minor,
    /// Who pays, or would, as it stands and otherwise.
    pub payers: [Option<AuthorityId>; 2],
}

/// What a case comes to within a span: days that are charged, and what is owed for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// Charged days.
    pub days: i64,
    /// What is owed.
    pub amount: Minor,
}

/// A case as it would be if a record were right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Otherwise {
    /// The days that would change, in order.
    pub at_stake: Vec<DayAtStake>,
    /// What it would come to; nothing where no law could judge it then.
    pub bill: Option<Bill>,
}

/// What became of one day.
type DayOf = (Day, LedgerStatus, Option<AuthorityId>, Minor);

impl Bill {
    fn of(days: &[DayOf]) -> Self {
        let charged = days.iter().filter(|(_, status, ..)| *status == LedgerStatus::Chargeable);
        charged.fold(Self::default(), |bill, (_, _, _, amount)| Self {
            days: bill.days + 1,
            amount: bill.amount + *amount,
        })
    }

    /// What rows of the ledger come to.
    pub fn of_rows(rows: &[LedgerDay<'_>]) -> Self {
        Self::of(&days_of(rows))
    }
}

impl Otherwise {
    /// The money at stake.
    pub fn amount(&self) -> Minor {
        self.at_stake.iter().map(|day| day.amount).sum()
    }

    fn hurts(&self) -> (Minor, usize) {
        (self.amount(), self.at_stake.len())
    }
}

/// A case with its rows of a span, to be judged again and again.
pub(super) struct Baseline<'c> {
    case: &'c CaseOfStays<'c>,
    laws: &'c [Law],
    span: (Day, Day),
    days: Vec<DayOf>,
    judged: Judged,
}

impl<'c> Baseline<'c> {
    /// A case as it stands.
    pub(super) fn new(case: &'c CaseOfStays<'c>, laws: &'c [Law], span: (Day, Day), rows: &[LedgerDay<'_>]) -> Self {
        Self { case, laws, span, days: days_of(rows), judged: Judged::default() }
    }

    /// What hangs on a question within the span under the way that moves most money, of equals the one that changes most
    /// days; nothing if no way of it bears on the span.
    pub(super) fn worst(&mut self, question: &OpenQuestion) -> Option<Otherwise> {
        let ways = ways(question, self.case, self.span);
        let mut worst: Option<Otherwise> = None;
        for way in &ways {
            let Some(found) = self.under(way) else { continue };
            if worst.as_ref().is_none_or(|worst| found.hurts() > worst.hurts()) {
                worst = Some(found);
            }
        }
        // No law can judge any way of it: all of it hangs on the record.
        let unknown = || Otherwise { at_stake: self.compared(&[]), bill: None };
        let found = worst.or_else(|| (!ways.is_empty()).then(unknown))?;
        (!self.days.is_empty() || !found.at_stake.is_empty()).then_some(found)
    }

    /// The case under one way; nothing if no law can judge it then.
    fn under(&mut self, way: &Way) -> Option<Otherwise> {
        let days = match way {
            Way::Away(from, until) => {
                self.days.iter().filter(|(day, ..)| !(from..=until).contains(&day)).copied().collect()
            }
            way => self.judge(way)?,
        };
        Some(Otherwise { at_stake: self.compared(&days), bill: Some(Bill::of(&days)) })
    }

    fn judge(&mut self, way: &Way) -> Option<Vec<DayOf>> {
        let held = self.case.first();
        let Facts { events, followed_to } = &self.case.facts;
        let (stay, facts) = match way {
            Way::Row(row) => as_row(row, held, &self.case.facts),
            way => {
                let stay = Stay { ready_on: ready_on(held, way), ..held.clone() };
                (stay, Facts { events: changed(events, way), followed_to: *followed_to })
            }
        };
        super::judge_stay(&stay, &facts, self.laws, &mut self.judged).ok()?;
        let within = self.judged.days.iter().filter(|(_, day)| (self.span.0..=self.span.1).contains(&day.day));
        Some(within.map(|(_, day)| (day.day, day.rule.status(), day.payer, day.amount)).collect())
    }

    /// The days that differ between the case as it stands and otherwise; both are in order.
    fn compared(&self, otherwise: &[DayOf]) -> Vec<DayAtStake> {
        let mut days: Vec<Day> = self.days.iter().chain(otherwise).map(|(day, ..)| *day).collect();
        days.sort_unstable();
        days.dedup();
        let on = |list: &[DayOf], day: Day| list.binary_search_by_key(&day, |(day, ..)| *day).ok().map(|at| list[at]);
        let differing = days.into_iter().filter_map(|day| {
            let (held, other) = (on(&self.days, day), on(otherwise, day));
            (held != other).then(|| at_stake(day, held, other))
        });
        differing.collect()
    }
}

fn at_stake(day: Day, held: Option<DayOf>, other: Option<DayOf>) -> DayAtStake {
    let [mine, theirs] =
        [held, other].map(|side| side.map_or((None, Minor(0)), |(_, _, payer, amount)| (payer, amount)));
    let same_payer = mine.0 == theirs.0;
    let amount = if same_payer { Minor((mine.1.0 - theirs.1.0).abs()) } else { mine.1.max(theirs.1) };
    DayAtStake { day, amount, payers: [mine.0, theirs.0] }
}

fn days_of(rows: &[LedgerDay<'_>]) -> Vec<DayOf> {
    rows.iter().map(|row| (row.day, row.status, row.payer, row.amount_minor)).collect()
}

fn ready_on(stay: &Stay, way: &Way) -> Option<Day> {
    if let Way::Ready(day) = way { Some(*day) } else { stay.ready_on }
}

/// The stay as another row gives it, with the events that were recorded apart from it.
fn as_row(row: &Stay, held: &Stay, facts: &Facts) -> (Stay, Facts) {
    let mut stay = row.clone();
    stay.authority = stay.authority.or(held.authority);
    let is_own = |event: &Event| match event.kind {
        EventKind::Admission => event.at == held.admitted_at,
        EventKind::ExpectedAdmission => held.expected_admission_on == Some(event.at.day()),
        kind => kind.is_departure() && held.discharged_at == Some(event.at),
    };
    let events = facts.events.iter().filter(|event| !is_own(event)).cloned();
    let facts = Facts::of(&stay, events, facts.followed_to);
    (stay, facts)
}

/// The facts in order, as they would be. A recorded admission takes the place of the stay's own, and an end that of every
/// other end.
fn changed(events: &[Event], way: &Way) -> Vec<Event> {
    let mut events = events.to_vec();
    let departure = events.iter().map(|event| event.kind).find(|kind| kind.is_departure());
    let further = match way {
        Way::With(event) => {
            if matches!(event.kind, EventKind::Admission | EventKind::ExpectedAdmission) {
                events.retain(|held| held.kind != event.kind);
            }
            Some(event.clone())
        }
        Way::Ended(at) => {
            let kind = departure.unwrap_or(EventKind::Discharged);
            Some(Event { kind, at: *at, until: None, value: EventValue::Nothing })
        }
        Way::NotEnded | Way::Away(..) | Way::Ready(_) | Way::Row(_) => None,
    };
    if matches!(way, Way::Ended(_) | Way::NotEnded) {
        events.retain(|event| !event.kind.is_departure());
    }
    events.extend(further);
    Facts::sort(&mut events);
    events
}
