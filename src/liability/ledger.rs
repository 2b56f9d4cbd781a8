//! The ledger: every case judged, every delayed day a row, in the order of the cases.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::NotAssessed;
use super::days::AssessedDay;
use super::stay::Judged;
use crate::domain::{
    Authorities, AuthorityId, Day, DelayPeriod, EndKind, EventKind, LedgerDay, LinkQuality, Minor, Standing, Stay,
    StayFacts,
};
use crate::error::Result;
use crate::regime::{Law, RuleId};

use super::cases::CaseOfStays;
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

    fn add_passed(&mut self, found: impl IntoIterator<Item = ((AuthorityId, AuthorityId), Passed)>) {
        for (who, more) in found {
            let sum = self.passed.entry(who).or_default();
            (sum.stays, sum.days) = (sum.stays + more.stays, sum.days + more.days);
            sum.amount = sum.amount + more.amount;
        }
    }
}

/// Judges every case and hands the rows of the days `first` to `last` on in order, batch by batch, after `done` has heard how many cases
/// are judged.
///
/// # Errors
/// What `push` refuses.
pub fn assess_days<'a>(
    cases: &'a [CaseOfStays<'a>],
    laws: &'a [Law],
    span: (Day, Day),
    reasons: &Reasons<'_>,
    done: &dyn Fn(u64),
    push: &mut dyn FnMut(&[LedgerDay<'a>]) -> Result<()>,
) -> Result<ReviewList> {
    let mut looked_at = ReviewList::default();
    for batch in cases.chunks(BATCH) {
        let judge = |cases: &'a [CaseOfStays<'a>]| {
            let (mut rows, mut found, mut judged) = (Vec::new(), ReviewList::default(), Judged::default());
            for case in cases {
                match case.judge(laws, &mut judged) {
                    Ok(()) => {
                        let from = rows.len();
                        rows.extend(rows_of(case, laws, &judged, span));
                        found.doubts.extend(doubts(case, (&judged, laws), span, &rows[from..], reasons));
                        found.note_passed(&judged, span);
                    }
                    Err(refusal) => {
                        found.unjudged.push(Unjudged { stay_id: case.first().stay_id.clone(), refusal });
                    }
                }
            }
            (rows, found)
        };
        let parts: Vec<(Vec<LedgerDay<'a>>, ReviewList)> = batch.par_chunks(BATCH / 16).map(judge).collect();
        done(batch.len() as u64);
        for (rows, found) in parts {
            push(&rows)?;
            looked_at.unjudged.extend(found.unjudged);
            looked_at.doubts.extend(found.doubts);
            looked_at.add_passed(found.passed);
        }
    }
    Ok(looked_at)
}

fn rows_of<'a>(
    case: &'a CaseOfStays<'a>,
    laws: &'a [Law],
    judged: &Judged,
    (first, last): (Day, Day),
) -> impl Iterator<Item = LedgerDay<'a>> {
    let days = judged.days.iter().enumerate();
    let within = days.filter(move |(_, (_, day))| (first..=last).contains(&day.day));
    within.map(move |(place, (law, day))| row(case, &laws[judged.under[*law].0], day, place))
}

/// One row, with the words of the stay and the law that it comes from.
pub fn row<'a>(case: &'a CaseOfStays<'a>, law: &'a Law, day: &AssessedDay, place: usize) -> LedgerDay<'a> {
    let stay = case.stay_on(day.day);
    let charged = matches!(day.rule, RuleId::NotAssessed | RuleId::ServicesMissing);
    LedgerDay {
        stay_id: &stay.stay_id,
        delay_id: &case.first().stay_id,
        day: day.day,
        n: place as u32 + 1,
        status: day.rule.status(),
        amount_minor: day.amount,
        currency: law.regime.file.regime.currency,
        payer: day.payer,
        payee_code: &stay.provider_code,
        layer: day.payer.filter(|_| charged).map_or("", |payer| law.band(payer)),
        regime: law.regime.id(),
        regime_hash: &law.regime.hash,
        readings_hash: &law.readings_hash,
        rule: day.rule.name(),
        cite: law.cite(day.rule, StayFacts::excluded(case.first(), &law.rules)),
    }
}

/// The delay of every case that has one: from its first day to its last. `linked` says how surely the records that were
/// linked to a stay belong to it; a delay is as sure as the least sure of its stays.
pub fn delay_periods(
    cases: &[CaseOfStays<'_>],
    laws: &[Law],
    linked: &BTreeMap<&str, LinkQuality>,
) -> Vec<DelayPeriod> {
    let delays = cases.par_iter().map_init(Judged::default, |judged, case| {
        case.judge(laws, judged).ok()?;
        let ((_, first), (_, last)) = (judged.days.first()?, judged.days.last()?);
        let left = case.facts.events.iter().find(|event| event.kind.is_departure());
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
    });
    delays.flatten_iter().collect()
}
