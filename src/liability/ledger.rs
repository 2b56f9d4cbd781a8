//! The ledger: every case judged, every delayed day a row, in the order of the cases.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::NotAssessed;
use super::days::AssessedDay;
use super::stay::Judged;
use crate::domain::{
    Authorities, AuthorityId, Day, DelayPeriod, EndKind, EventKind, LedgerDay, LinkQuality, Minor, Standing, Stay,
    StayFacts,
};
use crate::error::Result;
use crate::regime::{Law, Procedure};

use super::cases::{CaseOfStays, Cases};
use super::doubt::Doubt;
use super::doubts::{Reasons, doubts};

/// How many cases are judged before their rows are handed on: small enough to stay in memory, large enough to share.
const BATCH: usize = 16_384;

/// A case that no law could judge. It is listed, never priced at zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unjudged {
    /// The stay.
    pub stay_id: Box<str>,
    /// Why.
    pub refusal: NotAssessed,
}

/// What judging a month left to look at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewList {
    /// Cases that no law could judge.
    pub unjudged: Vec<Unjudged>,
    /// Cases that a person should check.
    pub doubts: Vec<Doubt>,
    /// What is owed by a council for days that the records name another for, which had ended: by that one and the payer.
    pub passed: BTreeMap<(AuthorityId, AuthorityId), Passed>,
}

/// What passed from a council that ended to the one that came after it, in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Stays with such days.
    pub stays: i64,
    /// The charged days.
    pub days: i64,
    /// What is owed for them.
    pub amount: Minor,
}

impl ReviewList {
    fn note_passed(&mut self, judged: &Judged, (first, last): (Day, Day)) {
        let mut of_case: BTreeMap<(AuthorityId, AuthorityId), Passed> = BTreeMap::new();
        for (_, day) in judged.days.iter().filter(|(_, day)| (first..=last).contains(&day.day) && day.amount.0 != 0) {
            if let Standing::Passed(payer) = Authorities::all().on(day.named, day.day) {
                let found = of_case.entry((day.named, payer)).or_default();
                (found.days, found.amount) = (found.days + 1, found.amount + day.amount);
            }
        }
        self.add_passed(of_case.into_iter().map(|(who, found)| (who, Passed { stays: 1, ..found })));
    }

    fn add(&mut self, more: Self) {
        self.unjudged.extend(more.unjudged);
        self.doubts.extend(more.doubts);
        self.add_passed(more.passed);
    }

    fn add_passed(&mut self, found: impl IntoIterator<Item = ((AuthorityId, AuthorityId), Passed)>) {
        for (who, more) in found {
            let sum = self.passed.entry(who).or_default();
            (sum.stays, sum.days) = (sum.stays + more.stays, sum.days + more.days);
            sum.amount = sum.amount + more.amount;
        }
    }
}

/// What judging some cases gave, beside the rows of the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessed {
    /// What a person should look at.
    pub looked_at: ReviewList,
    /// The delay of every case that has one, in the order of the cases.
    pub delays: Vec<DelayPeriod>,
}

/// Judges every case once and hands the rows of the days `first` to `last` on in order, batch by batch, after `done` has
/// heard how many cases are judged. `linked` says how surely the records that were linked to a stay belong to it.
///
/// # Errors
/// What `push` refuses.
pub fn assess_days<'a>(
    cases: &Cases<'a>,
    laws: &'a [Law],
    span: (Day, Day),
    (reasons, linked): (&Reasons<'_>, &LinkQualities<'_>),
    done: &dyn Fn(u64),
    push: &mut dyn FnMut(&[LedgerDay<'a>]) -> Result<()>,
) -> Result<Assessed> {
    let mut assessed = Assessed::default();
    for batch in ranges(0..cases.len(), BATCH) {
        let judge = |places: Range<usize>| {
            let (mut rows, mut found, mut judged) = (Vec::new(), Assessed::default(), Judged::default());
            for case in cases.range(places) {
                match case.judge(laws, &mut judged) {
                    Ok(()) => {
                        let from = rows.len();
                        rows.extend(rows_of(&case, laws, &judged, span));
                        let doubts = doubts(&case, (&judged, laws), span, &rows[from..], reasons);
                        found.looked_at.doubts.extend(doubts);
                        found.looked_at.note_passed(&judged, span);
                        found.delays.extend(delay_period(&case, &judged, linked));
                    }
                    Err(refusal) => {
                        let stay_id = case.first().stay_id.clone();
                        found.looked_at.unjudged.push(Unjudged { stay_id, refusal });
                    }
                }
            }
            (rows, found)
        };
        let judged = batch.len() as u64;
        let parts: Vec<Range<usize>> = ranges(batch, BATCH / 16).collect();
        let parts: Vec<(Vec<LedgerDay<'a>>, Assessed)> = parts.into_par_iter().map(judge).collect();
        done(judged);
        for (rows, found) in parts {
            push(&rows)?;
            assessed.looked_at.add(found.looked_at);
            assessed.delays.extend(found.delays);
        }
    }
    Ok(assessed)
}

/// A range in parts of a length.
fn ranges(whole: Range<usize>, length: usize) -> impl Iterator<Item = Range<usize>> {
    let end = whole.end;
    whole.step_by(length).map(move |from| from..end.min(from + length))
}

fn rows_of<'a>(
    case: &CaseOfStays<'a>,
    laws: &'a [Law],
    judged: &Judged,
    (first, last): (Day, Day),
) -> impl Iterator<Item = LedgerDay<'a>> {
    let days = judged.days.iter().enumerate();
    let within = days.filter(move |(_, (_, day))| (first..=last).contains(&day.day));
    within.map(move |(place, (law, day))| row(case, &laws[judged.under[*law].0], day, place))
}

/// One row, with the words of the stay and the law that it comes from.
pub fn row<'a>(case: &CaseOfStays<'a>, law: &'a Law, day: &AssessedDay, place: usize) -> LedgerDay<'a> {
    let stay = case.stay_on(day.day);
    let layer = match &law.procedure {
        Procedure::Notices(of) => day.payer.filter(|_| day.status().is_owed()).map_or("", |payer| of.band(payer)),
        Procedure::Readiness(of) => of.layers_named(day.layers),
    };
    let excluded = law.notices().and_then(|law| StayFacts::excluded(case.first(), &law.rules));
    LedgerDay {
        stay_id: &stay.stay_id,
        delay_id: &case.first().stay_id,
        day: day.day,
        n: place as u32 + 1,
        status: day.status(),
        amount_minor: day.amount,
        currency: law.currency(),
        payer: day.payer,
        payee_code: &stay.provider_code,
        layer,
        regime: law.id(),
        regime_hash: law.hash(),
        readings_hash: &law.readings_hash,
        rule: day.rule.name(),
        cite: law.cite(day.rule, excluded),
    }
}

/// How surely the records that were linked to a stay belong to it, by stay.
pub type LinkQualities<'a> = BTreeMap<&'a str, LinkQuality>;

/// Judges every case for its delay alone: no rows, and nothing to look at but the cases that no law could judge.
pub fn delay_periods(cases: &Cases<'_>, laws: &[Law], linked: &LinkQualities<'_>) -> Assessed {
    let parts: Vec<Range<usize>> = ranges(0..cases.len(), BATCH / 16).collect();
    let judge = |places: Range<usize>| {
        let (mut found, mut judged) = (Assessed::default(), Judged::default());
        for case in cases.range(places) {
            match case.judge(laws, &mut judged) {
                Ok(()) => found.delays.extend(delay_period(&case, &judged, linked)),
                Err(refusal) => {
                    let stay_id = case.first().stay_id.clone();
                    found.looked_at.unjudged.push(Unjudged { stay_id, refusal });
                }
            }
        }
        found
    };
    let mut assessed = Assessed::default();
    for found in parts.into_par_iter().map(judge).collect::<Vec<_>>() {
        assessed.looked_at.add(found.looked_at);
        assessed.delays.extend(found.delays);
    }
    assessed
}

/// The delay of a case, if it has one: from its first day to its last. It is as sure as the least sure of its stays.
fn delay_period(case: &CaseOfStays<'_>, judged: &Judged, linked: &LinkQualities<'_>) -> Option<DelayPeriod> {
    let ((_, first), (_, last)) = (judged.days.first()?, judged.days.last()?);
    let left = case.facts.departure();
    let end_kind = match left.map(|event| event.kind) {
        Some(EventKind::SelfDischarged) => EndKind::SelfDischarged,
        Some(EventKind::Died) => EndKind::Died,
        Some(_) => EndKind::Discharged,
        None => EndKind::Open,
    };
    let of_stay = |stay: &&Stay| linked.get(&*stay.stay_id).copied();
    Some(DelayPeriod {
        delay_id: case.first().stay_id.clone(),
        stay_id: case.first().stay_id.clone(),
        ready_on: first.day,
        ended_on: left.map(|_| last.day),
        end_kind,
        link_quality: case.stays.iter().filter_map(of_stay).max().unwrap_or(LinkQuality::Exact),
    })
}
