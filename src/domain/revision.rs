//! What differs from what was published: runs of days of a stay, old and new, each with its cause and the record that it
//! rests on. Corrections of closed months are such runs in the statement of a later month.

#![deny(clippy::float_arithmetic)]

use std::collections::BTreeMap;

use super::authority::{Authorities, AuthorityId};
use super::codes::{NotInList, codes};
use super::day::{Day, Month};
use super::ledger::{LedgerDay, LedgerStatus};
use super::money::{Currency, Minor};
use super::stable_hash::stable_hash;
use std::fmt;
use std::str::FromStr;

codes! {
    /// Why a day differs from what was published of it.
    RevisionCause {
        /// A record about the stay came after the month was published.
        LateRecord = "late_record",
        /// A later record took the place of the one that the month rested on.
        CorrectedRecord = "corrected_record",
        /// Records about the stay contradict each other, and neither was taken: what is right is in doubt.
        Contradicted = "contradicted",
        /// A notice was withdrawn.
        NoticeWithdrawn = "notice_withdrawn",
        /// Another authority pays.
        AuthorityCorrected = "authority_corrected",
        /// A record about another stay of the person, or a message that joins two, changed what belongs to the stay.
        Relinked = "relinked",
        /// The law or a reading of it is another.
        LawChanged = "law_changed",
        /// The month was run up to an earlier day before.
        FollowedFurther = "followed_further",
        /// The same records were read anew: by another version of the program, or under other settings.
        ReadAnew = "read_anew",
    }
}

impl RevisionCause {
    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            Self::LateRecord => "a record came late",
            Self::CorrectedRecord => "a record was corrected",
            Self::Contradicted => "records contradict each other: in doubt",
            Self::NoticeWithdrawn => "a notice was withdrawn",
            Self::AuthorityCorrected => "another authority pays",
            Self::Relinked => "records were linked to another stay",
            Self::LawChanged => "the law or a reading is another",
            Self::FollowedFurther => "the month was not over when it was run",
            Self::ReadAnew => "read anew under other settings or by another version",
        }
    }
}

/// The record that a change rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RevisionEvidence {
    /// The first sixteen characters of the SHA-256 of its delivery.
    pub source_id: Box<str>,
    /// Its number in the delivery, from 1.
    pub source_record: u32,
    /// Its first line, from 1.
    pub line: u32,
}

/// Why days differ from what was published, and by which record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionReason {
    /// Why.
    pub cause: RevisionCause,
    /// The newest record that says so; nothing where no record does.
    pub evidence: Option<RevisionEvidence>,
}

/// What a ledger states of one day of a stay.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayState {
    /// What became of the day.
    pub status: LedgerStatus,
    /// What is owed for it.
    pub amount_minor: Minor,
    /// The currency of the amount.
    pub currency: Currency,
    /// The authority that is charged, or would be.
    pub payer: Option<AuthorityId>,
    /// The organisation that is owed.
    pub payee_code: Box<str>,
}

impl DayState {
    /// As a row of a ledger states it.
    pub fn of(row: &LedgerDay<'_>) -> Self {
        Self {
            status: row.status,
            amount_minor: row.amount_minor,
            currency: row.currency,
            payer: row.payer,
            payee_code: row.payee_code.into(),
        }
    }
}

/// Days one after the other of which a ledger states the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRun {
    /// The first of them.
    pub from_on: Day,
    /// The last.
    pub to_on: Day,
    /// What is stated of each.
    pub state: DayState,
}

impl DayRun {
    /// How many days it has.
    pub fn days(&self) -> i64 {
        days_between(self.from_on, self.to_on)
    }
}

fn days_between(from_on: Day, to_on: Day) -> i64 {
    i64::from(to_on.number() - from_on.number()) + 1
}

/// The days of one stay in the ledger of a month, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StayDays(Vec<DayRun>);

impl StayDays {
    /// Adds the next day.
    pub fn add(&mut self, row: &LedgerDay<'_>) {
        self.add_run(DayRun { from_on: row.day, to_on: row.day, state: DayState::of(row) });
    }

    /// Adds the next days.
    pub fn add_run(&mut self, run: DayRun) {
        match self.0.last_mut() {
            Some(last) if last.to_on.number() + 1 == run.from_on.number() && last.state == run.state => {
                last.to_on = run.to_on;
            }
            _ => self.0.push(run),
        }
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[DayRun] {
        &self.0
    }

    /// Those of them that count.
    #[must_use]
    pub fn counting(&self, counts: &dyn Fn(&DayState) -> bool) -> Self {
        let mut days = Self::default();
        self.0.iter().filter(|run| counts(&run.state)).for_each(|run| days.add_run(run.clone()));
        days
    }

    /// A sum over the days that is the same only if they are.
    pub fn mark(&self) -> u64 {
        self.each_day().fold(0, |mark, (day, state)| mark.wrapping_add(mark_of(day, state)))
    }

    fn each_day(&self) -> impl Iterator<Item = (Day, &DayState)> {
        let of_run = |run: &DayRun| run.from_on.number()..=run.to_on.number();
        self.0.iter().flat_map(move |run| of_run(run).map(|day| (Day::from_number(day), &run.state)))
    }

    /// The days as they are after corrections, which state days anew.
    #[must_use]
    pub fn corrected<'r>(&self, corrections: impl IntoIterator<Item = &'r Revision>) -> Self {
        let mut of_day: BTreeMap<(Day, u32), DayState> = numbered(self);
        for correction in corrections {
            for day in correction.from_on.number()..=correction.to_on.number() {
                let place = (Day::from_number(day), correction.n);
                match &correction.new {
                    Some(state) => of_day.insert(place, state.clone()),
                    None => of_day.remove(&place),
                };
            }
        }
        let mut days = Self::default();
        for ((day, _), state) in of_day {
            days.add_run(DayRun { from_on: day, to_on: day, state });
        }
        days
    }
}

/// The hash of what a day states.
fn mark_of(day: Day, state: &DayState) -> u64 {
    let payer = state.payer.map_or("", |payer| &Authorities::all().get(payer).code);
    let (day, amount) = (day.number().to_le_bytes(), state.amount_minor.0.to_le_bytes());
    let parts: [&[u8]; 5] =
        [&day, &amount, state.status.code().as_bytes(), payer.as_bytes(), state.payee_code.as_bytes()];
    stable_hash(parts)
}

/// Each day, and which of several statements about the day it is: two delays of a stay, or two laws, can have one day.
fn numbered(days: &StayDays) -> BTreeMap<(Day, u32), DayState> {
    let mut of_day = BTreeMap::new();
    for (day, state) in days.each_day() {
        let n = of_day.range((day, 0)..=(day, u32::MAX)).count() as u32;
        of_day.insert((day, n), state.clone());
    }
    of_day
}

/// Days one after the other of a stay, of which something else holds than what was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The month that they are in.
    pub month: Month,
    /// The stay.
    pub stay_id: Box<str>,
    /// The first of the days.
    pub from_on: Day,
    /// The last.
    pub to_on: Day,
    /// Which of several statements about each of the days, from 0.
    pub n: u32,
    /// What was published of each; nothing if they were in no ledger.
    pub old: Option<DayState>,
    /// What holds now; nothing if they are in none any more.
    pub new: Option<DayState>,
    /// Why.
    pub reason: RevisionReason,
}

impl Revision {
    /// How many days it has.
    pub fn days(&self) -> i64 {
        days_between(self.from_on, self.to_on)
    }

    /// What all of its days came to, and come to now, as far as the state of a day counts.
    pub fn amounts(&self, counts: &dyn Fn(&DayState) -> bool) -> [Minor; 2] {
        [&self.old, &self.new].map(|state| {
            let amount = state.as_ref().filter(|state| counts(state)).map_or(Minor(0), |state| state.amount_minor);
            amount * self.days()
        })
    }
}

/// The days on which a stay differs, as runs: `old` is what was published of it, `new` what holds now.
pub fn revisions(
    (month, stay_id): (Month, &str),
    (old, new): (&StayDays, &StayDays),
    reason: &dyn Fn(Day) -> RevisionReason,
) -> Vec<Revision> {
    let (old, mut new) = (numbered(old), numbered(new));
    let mut of_day: BTreeMap<(Day, u32), [Option<DayState>; 2]> = BTreeMap::new();
    for (place, state) in old {
        let now = new.remove(&place);
        of_day.insert(place, [Some(state), now]);
    }
    of_day.extend(new.into_iter().map(|(place, state)| (place, [None, Some(state)])));
    let mut found: Vec<Revision> = Vec::new();
    for ((day, n), [old, new]) in of_day {
        if old == new {
            continue;
        }
        let mut reason = reason(day);
        let payers = [&old, &new].map(|state| state.as_ref().and_then(|state| state.payer));
        if let [Some(before), Some(now)] = payers
            && before != now
            && is_of_record(reason.cause)
        {
            reason.cause = RevisionCause::AuthorityCorrected;
        }
        let goes_on = |last: &&mut Revision| {
            last.n == n
                && last.to_on.number() + 1 == day.number()
                && (&last.old, &last.new, &last.reason) == (&old, &new, &reason)
        };
        match found.last_mut().filter(goes_on) {
            Some(last) => last.to_on = day,
            None => {
                found.push(Revision { month, stay_id: stay_id.into(), from_on: day, to_on: day, n, old, new, reason })
            }
        }
    }
    found
}

fn is_of_record(cause: RevisionCause) -> bool {
    use RevisionCause::{CorrectedRecord, LateRecord, Relinked};
    matches!(cause, LateRecord | CorrectedRecord | Relinked)
}

/// The days of a stay of which a published month would have others by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestatedStay {
    /// The month.
    pub month: Month,
    /// The stay.
    pub stay_id: Box<str>,
    /// Its days of the month by now.
    pub days: StayDays,
    /// Why they are others.
    pub reason: RevisionReason,
}
