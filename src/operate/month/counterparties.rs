//! Which council what of a month concerns: days and claims by their payer, doubts by who would pay either way, and for the
//! rest the council of the stay. What names no council that can owe is of the counterparty that is not known.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{AmountAtStake, Authorities, AuthorityId, Claim, Day, EventKind, Minor, Standing, Stay, Unlinked};
use crate::liability::{DayAtStake, Doubt, ReviewList, amount_in_doubt};
use crate::operate::month::doubts;
use crate::project::{Project, View};
use crate::report::statement::{Counterparty, Elsewhere, StatementBasis};
use crate::settle::Intake;

/// What concerns one counterparty, beside its days.
#[derive(Debug, Default)]
pub(crate) struct CounterpartyItems<'a> {
    pub(crate) looked_at: ReviewList,
    pub(crate) elsewhere: Vec<Elsewhere>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) unlinked: Vec<Unlinked>,
    pub(crate) unused_events: BTreeMap<EventKind, BTreeSet<&'a str>>,
    /// What depends on its doubts, each pound once.
    pub(crate) in_doubt: Minor,
}

/// What of a month concerns each counterparty.
#[derive(Debug)]
pub(crate) struct ItemsByCounterparty<'a> {
    /// By counterparty.
    pub(crate) of: BTreeMap<Counterparty, CounterpartyItems<'a>>,
    /// What is in doubt with more than one of them, beyond the first.
    pub(crate) in_doubt_again: Minor,
}

/// What of a month is divided among the counterparties.
#[derive(Clone, Copy)]
pub(crate) struct MonthItems<'a> {
    pub(crate) project: &'a Project,
    pub(crate) taken: &'a Intake,
    /// What all councils together have.
    pub(crate) basis: &'a StatementBasis<'a>,
    /// Those with days of the month, in this edition or the one before.
    pub(crate) payers: &'a BTreeSet<Counterparty>,
}

impl<'a> MonthItems<'a> {
    /// The counterparty that a council is: itself if days of the month are its own, else its code of then, or the one
    /// council that came after it. One that was split or had not begun can owe nothing.
    pub(crate) fn council(&self, id: AuthorityId) -> Counterparty {
        let own = Counterparty::Council(id);
        match Authorities::all().on(id, self.basis.month.last()) {
            _ if self.payers.contains(&own) => own,
            Standing::Is(council) | Standing::Passed(council) => Counterparty::Council(council),
            Standing::Split | Standing::NotYet => Counterparty::Unknown,
        }
    }

    /// Divides everything. Each of the payers has a statement, whatever else concerns it.
    pub(crate) fn by_counterparty(&self) -> ItemsByCounterparty<'a> {
        let mut of: BTreeMap<Counterparty, CounterpartyItems<'a>> =
            self.payers.iter().map(|payer| (*payer, CounterpartyItems::default())).collect();
        let mut doubtful: HashMap<&str, BTreeSet<Counterparty>> = HashMap::new();
        for doubt in &self.basis.looked_at.doubts {
            let concerned = self.concerned(doubt);
            doubtful.entry(&doubt.stay_id).or_default().extend(&concerned);
            for who in concerned {
                of.entry(who).or_default().looked_at.doubts.push(doubt.clone());
            }
        }
        for claim in self.basis.claims.iter().filter(|claim| claim.touches(self.basis.month)) {
            of.entry(self.council(claim.payer)).or_default().claims.push(claim.clone());
        }
        for ((ended, payer), sum) in &self.basis.looked_at.passed {
            if let Some(own) = of.get_mut(&Counterparty::Council(*payer)) {
                own.looked_at.passed.insert((*ended, *payer), *sum);
            }
        }
        self.put_stays(&mut of);
        for record in self.basis.elsewhere {
            let whose = doubtful.get(record.stay_id.as_str()).cloned();
            for who in whose.unwrap_or_else(|| BTreeSet::from([Counterparty::Unknown])) {
                of.entry(who).or_default().elsewhere.push(record.clone());
            }
        }
        for record in &self.taken.unlinked {
            let payer = match record.stake {
                AmountAtStake::Days { payer, .. } => payer.map(|payer| self.council(payer)),
                AmountAtStake::Claimed { .. } | AmountAtStake::Unknown => None,
            };
            let who = payer.filter(|who| of.contains_key(who)).unwrap_or(Counterparty::Unknown);
            of.entry(who).or_default().unlinked.push(record.clone());
        }
        let in_doubt_again = self.in_doubt(&mut of);
        ItemsByCounterparty { of, in_doubt_again }
    }

    /// Cases that no law could judge, and events without effect, by the council of their stay.
    fn put_stays(&self, of: &mut BTreeMap<Counterparty, CounterpartyItems<'a>>) {
        let events = self.basis.unused_events.values().flatten().copied();
        let unjudged = self.basis.looked_at.unjudged.iter().map(|case| &*case.stay_id);
        let wanted: BTreeSet<&str> = events.chain(unjudged).collect();
        let stays = self.taken.stays.iter().filter(|stay| wanted.contains(&*stay.stay_id) && self.is_ours(stay));
        let whose: HashMap<&str, Counterparty> = stays.map(|stay| (&*stay.stay_id, self.of_stay(stay))).collect();
        for case in &self.basis.looked_at.unjudged {
            let who = whose.get(&*case.stay_id).copied().unwrap_or(Counterparty::Unknown);
            of.entry(who).or_default().looked_at.unjudged.push(case.clone());
        }
        for (kind, stays) in self.basis.unused_events {
            for stay_id in stays {
                // Such an event alone makes no statement.
                if let Some(own) = whose.get(stay_id).and_then(|who| of.get_mut(who)) {
                    own.unused_events.entry(*kind).or_default().insert(stay_id);
                }
            }
        }
    }

    fn is_ours(&self, stay: &Stay) -> bool {
        self.project.view != View::Provider || self.project.provider.as_deref() == Some(&*stay.provider_code)
    }

    fn of_stay(&self, stay: &Stay) -> Counterparty {
        stay.authority.map_or(Counterparty::Unknown, |own| self.council(own))
    }

    /// Whom a doubt concerns: who pays as it stands, and who would otherwise.
    fn concerned(&self, doubt: &Doubt) -> BTreeSet<Counterparty> {
        let days = doubt.at_stake.iter().flat_map(|day| self.of_day(doubt, day));
        days.chain([self.own(doubt)]).collect()
    }

    fn own(&self, doubt: &Doubt) -> Counterparty {
        doubt.payer.map_or(Counterparty::Unknown, |payer| self.council(payer))
    }

    /// Who pays for a day at stake, or would. Where no council is charged as it stands, the day is also of the counterparty
    /// that is not known.
    fn of_day(&self, doubt: &Doubt, day: &DayAtStake) -> BTreeSet<Counterparty> {
        let named = day.payers.iter().flatten().map(|payer| self.council(*payer));
        let mut of: BTreeSet<Counterparty> = named.collect();
        if of.is_empty() || doubt.payer.is_none() {
            of.insert(self.own(doubt));
        }
        of
    }

    /// What each has in doubt, each pound once; gives back what all of them together have more than the month.
    fn in_doubt(&self, of: &mut BTreeMap<Counterparty, CounterpartyItems<'a>>) -> Minor {
        let counts = |doubt: &Doubt, day: &DayAtStake| doubts::counts(self.project, doubt, day);
        for (who, concern) in of.iter_mut() {
            concern.in_doubt = amount_in_doubt(&concern.looked_at.doubts, |doubt, day| {
                counts(doubt, day) && self.of_day(doubt, day).contains(who)
            });
        }
        // Of each day of a delay: the most with each counterparty, and the most with any.
        let mut days: BTreeMap<(&str, Day), BTreeMap<Counterparty, Minor>> = BTreeMap::new();
        for doubt in &self.basis.looked_at.doubts {
            for day in doubt.at_stake.iter().filter(|day| counts(doubt, day)) {
                let most = days.entry((&doubt.delay_id, day.day)).or_default();
                for who in self.of_day(doubt, day) {
                    let held = most.entry(who).or_default();
                    *held = day.amount.max(*held);
                }
            }
        }
        let again = |most: &BTreeMap<Counterparty, Minor>| {
            most.values().copied().sum::<Minor>().0 - most.values().copied().max().unwrap_or_default().0
        };
        Minor(days.values().map(again).sum())
    }
}
