//! Doubts: days that the law charges and that a person should check before the bill goes out or is paid.

use std::collections::BTreeMap;

use super::doubt::{Doubt, DoubtKind, NotKnown};

use super::cases::CaseOfStays;
use super::days::AssessedDay;
use super::left_open::{ends_differ, left_open};
use super::otherwise::{CaseBill, DayAtStake, DayInDoubt};
use super::stay::Judged;
use crate::domain::codes::Attribution;
use crate::domain::{Authorities, AuthorityId, Day, EventKind, LedgerDay, LedgerStatus, Minor, Reason, of_stay};
use crate::regime::{Law, LawRule, RuleId};

/// The money that is in doubt, each pound once, however many doubts touch it: of each day of a delay that counts, the most
/// that one doubt puts at stake.
pub fn amount_in_doubt(doubts: &[Doubt], counts: impl Fn(&Doubt, &DayAtStake) -> bool) -> Minor {
    most_at_stake(doubts, counts).into_values().sum()
}

/// How many days several doubts have at stake, and what money: each day of a delay once, with the most that one of them puts
/// at stake.
pub fn at_stake_once<'d>(doubts: impl IntoIterator<Item = &'d Doubt>) -> (i64, Minor) {
    let most = most_at_stake(doubts, |_, _| true);
    (most.len() as i64, most.into_values().sum())
}

/// Of each day of a delay that counts the most that one doubt puts at stake.
fn most_at_stake<'d>(
    doubts: impl IntoIterator<Item = &'d Doubt>,
    counts: impl Fn(&Doubt, &DayAtStake) -> bool,
) -> BTreeMap<(&'d str, Day), Minor> {
    let mut most: BTreeMap<(&str, Day), Minor> = BTreeMap::new();
    for doubt in doubts {
        for day in doubt.at_stake.iter().filter(|day| counts(doubt, day)) {
            let held = most.entry((&doubt.delay_id, day.day)).or_default();
            *held = day.amount.max(*held);
        }
    }
    most
}

/// Days in doubt, by delay and day.
pub type DaysInDoubt<'d> = BTreeMap<(&'d str, Day), DayInDoubt<'d>>;

/// What days in doubt could come to below and above what is charged for them, for whoever pays or would and is in view: of each
/// day of a delay the most that one doubt moves it either way.
pub fn days_in_doubt(doubts: &[Doubt], is_in_view: impl Fn(&Doubt, Option<AuthorityId>) -> bool) -> DaysInDoubt<'_> {
    let mut days = DaysInDoubt::new();
    for doubt in doubts {
        for day in &doubt.at_stake {
            let of = |payers: &[Option<AuthorityId>], amount: Minor| {
                if payers.iter().any(|payer| is_in_view(doubt, *payer)) { amount } else { Minor(0) }
            };
            let otherwise = if doubt.kind == DoubtKind::CouncilUnknown { &day.payers[..] } else { &day.payers[1..] };
            let (stands, otherwise) = (of(&day.payers[..1], day.amounts[0]), of(otherwise, day.amounts[1]));
            let found = days.entry((&doubt.delay_id, day.day)).or_insert_with(|| DayInDoubt::of(&doubt.stay_id));
            found.falls = found.falls.max(Minor((stands.0 - otherwise.0).max(0)));
            found.adds = found.adds.max(Minor((otherwise.0 - stands.0).max(0)));
        }
    }
    days
}

/// The reasons of the hospital's return, by stay.
#[derive(Clone, Copy, Debug)]
pub struct Reasons<'a>(&'a [Reason]);

impl<'a> Reasons<'a> {
    /// Reasons sorted by stay, as intake gives them.
    pub fn new(sorted: &'a [Reason]) -> Self {
        Self(sorted)
    }

    /// Whom the return blames for a day of a stay, if it says so.
    pub fn blamed(&self, stay_id: &str, day: Day) -> Option<Attribution> {
        let covers = |reason: &&Reason| reason.from_on <= day && reason.to_on.is_none_or(|to| day <= to);
        self.of_stay(stay_id).iter().find(covers).map(|reason| reason.attributed_to)
    }

    /// The reason codes of a stay's days between two days, each once.
    pub fn codes(&self, stay_id: &str, first: Day, last: Day) -> Vec<&'a str> {
        let touching = self
            .of_stay(stay_id)
            .iter()
            .filter(|reason| reason.from_on <= last && reason.to_on.is_none_or(|to| first <= to));
        let mut codes: Vec<&str> = touching.map(|reason| &*reason.reason_code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn of_stay(&self, stay_id: &str) -> &'a [Reason] {
        of_stay(self.0, stay_id, |reason| &reason.stay_id)
    }
}

/// A day for which no council can be charged: what it would cost at most, and which councils may owe it; nothing where no
/// tariff has a price for it.
fn without_council(judged: &Judged, laws: &[Law], day: Day) -> Option<DayAtStake> {
    let unknown = |day: &AssessedDay| day.rule == LawRule::Notices(RuleId::CouncilUnknown);
    let (law, found) = judged.days.iter().find(|(_, held)| held.day == day && unknown(held))?;
    let amount = laws[judged.under[*law].0].notices()?.rules.price_at_most(found.named, day)?;
    let after = Authorities::all().successors(found.named);
    // No council was ever followed by more than two.
    let payers = [after.first().copied(), after.get(1).copied()];
    Some(DayAtStake { day, amount, amounts: [Minor(0), amount], payers })
}

/// The doubts about a case, given its rows of a span of days: what its own records contradict, and what records that were
/// not taken leave open.
pub fn doubts(
    case: &CaseOfStays<'_>,
    (judged, laws): (&Judged, &[Law]),
    span: (Day, Day),
    rows: &[LedgerDay<'_>],
    reasons: &Reasons<'_>,
) -> Vec<Doubt> {
    let charged = || rows.iter().filter(|row| row.status == LedgerStatus::Chargeable);
    let blamed = |row: &LedgerDay<'_>| reasons.blamed(row.stay_id, row.day);
    let stands = CaseBill::of_rows(rows);
    let doubt = |kind: DoubtKind, days: Vec<&LedgerDay<'_>>| {
        let first = days.first()?;
        let amount = |row: &LedgerDay<'_>| match kind {
            // It moves the statistic, not the bill.
            DoubtKind::NoReadyDay => Minor(0),
            _ => row.amount_minor,
        };
        let at_stake = |row: &&LedgerDay<'_>| match kind {
            DoubtKind::CouncilUnknown => without_council(judged, laws, row.day),
            _ => Some(DayAtStake {
                day: row.day,
                amount: amount(row),
                amounts: [row.amount_minor, Minor(row.amount_minor.0 - amount(row).0)],
                payers: [row.payer; 2],
            }),
        };
        let at_stake: Vec<DayAtStake> = days.iter().filter_map(at_stake).collect();
        let unpriced = days.len() - at_stake.len();
        Some(Doubt {
            kind,
            stay_id: first.stay_id.into(),
            delay_id: first.delay_id.into(),
            payee_code: first.payee_code.into(),
            payer: first.payer,
            at_stake,
            stands,
            otherwise: None,
            not_known: (unpriced > 0).then_some(NotKnown::Tariff(unpriced)),
            record: None,
        })
    };
    let ready_events = case.facts.events.iter().filter(|event| event.kind == EventKind::Ready);
    let ready_on = case.first().ready_on.or_else(|| ready_events.map(|event| event.at.day()).min());
    let early = |row: &&LedgerDay<'_>| ready_on.is_some_and(|ready| row.day < ready);
    // A law of readiness counts from the message that it names, and has no first proposed day.
    let of_readiness = laws.iter().any(|law| law.readiness().is_some());
    let said_ready = of_readiness || ready_on.is_some() || judged.days.is_empty();
    let found = [
        doubt(DoubtKind::ReturnBlamesHealth, charged().filter(|row| blamed(row) == Some(Attribution::Nhs)).collect()),
        doubt(DoubtKind::ReturnBlamesBoth, charged().filter(|row| blamed(row) == Some(Attribution::Both)).collect()),
        doubt(DoubtKind::LiableBeforeReady, charged().filter(early).collect()),
        ends_differ(case, laws, span, rows),
        doubt(DoubtKind::NoReadyDay, rows.iter().filter(|_| !said_ready).collect()),
        doubt(DoubtKind::CouncilUnknown, rows.iter().filter(|row| row.rule == RuleId::CouncilUnknown.name()).collect()),
    ];
    let mut found: Vec<Doubt> = found.into_iter().flatten().collect();
    found.extend(left_open(case, laws, span, rows));
    found
}
