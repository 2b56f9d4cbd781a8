//! Restated months: what the months published before would come to with all that is known now. They stay as they were
//! published until someone runs them again; until then, or until the change is acknowledged, every run says so.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::restated::MonthChange;
use crate::domain::{AuthorityId, Day, EventRecord, Month, RestatedStay, Stay};
use crate::error::Result;
use crate::key::Key;
use crate::liability::{CaseOfStays, Cases, Judged, row};
use crate::operate::month::changes::{InView, StayDays, TwoLedgers};
use crate::project::Project;
use crate::settle::keys;
use crate::settle::shards::SettledShard;
use crate::store::{Acknowledged, PublishedMonth, Store};
use rayon::prelude::*;

/// So many cases are judged at once.
const PART: usize = 1024;

/// What published months would come to with what a run settles, shard by shard: only stays of which there is news are judged
/// again.
pub(crate) struct Restating<'a> {
    project: &'a Project,
    /// The published months that are compared: all but the one that is run, and those that were published with later news than
    /// counts now.
    compared: Vec<PublishedMonth>,
    /// The month that is run, if one is.
    run: Option<Month>,
    /// Whether every stay may have changed: then what the store noted of them is not read.
    is_anew: bool,
    /// The keys of stays that may have changed, where not all may.
    changed: HashSet<u64>,
    /// The first day on which one of them can have changed.
    since: Option<Day>,
    /// The days of changed stays as they are judged now.
    after: BTreeMap<Month, Vec<(Box<str>, StayDays)>>,
}

impl<'a> Restating<'a> {
    /// Nothing settled yet. `as_of` is the last day whose news counts.
    pub(crate) fn new(
        project: &'a Project,
        store: &Store,
        (run, as_of): (Option<Month>, Option<Day>),
        is_anew: bool,
    ) -> Self {
        let is_compared = |published: &&PublishedMonth| {
            Some(published.month) != run && as_of.is_none_or(|as_of| as_of >= published.as_of)
        };
        let compared = store.manifest().months.iter().filter(is_compared).cloned().collect();
        let (changed, after) = (HashSet::new(), BTreeMap::new());
        Self { project, compared, run, is_anew, changed, since: None, after }
    }

    /// Judges the stays of a shard again that may have changed, for the months that can be others then.
    pub(crate) fn add(&mut self, SettledShard { set, settled, partitioned }: &SettledShard) {
        let since = partitioned.changed_since;
        self.since = self.since.into_iter().chain(since).min();
        if !self.is_anew {
            self.changed.extend(set.changed_keys(partitioned));
        }
        let again = self.compared.iter().filter(|published| self.can_differ(published, since));
        let again: BTreeMap<Month, &PublishedMonth> = again.map(|published| (published.month, published)).collect();
        let is_changed = |stay_id: &str| self.is_anew || set.is_changed(partitioned, stay_id);
        let judged = judged_now(self.project, (&settled.intake.stays, &settled.intake.events), &is_changed, &again);
        for (month, stay_id, days) in judged {
            self.after.entry(month).or_default().push((stay_id, days));
        }
    }

    fn can_differ(&self, published: &PublishedMonth, since: Option<Day>) -> bool {
        self.is_anew || since.is_some_and(|since| published.month.last() >= since)
    }

    fn is_changed(&self, stay_id: &str) -> bool {
        self.is_anew || self.changed.contains(&keys::of_stay(stay_id))
    }

    /// The published months that would not be the same any more; and their stays that make the difference, as the store is to
    /// keep them.
    ///
    /// # Errors
    /// 65: a table or a ledger is damaged.
    pub(crate) fn finish(&mut self, store: &Store) -> Result<(Vec<MonthChange>, Vec<RestatedStay>)> {
        let mut carried: BTreeMap<Month, Vec<RestatedStay>> = BTreeMap::new();
        let noted = if self.is_anew { Vec::new() } else { store.restated_stays()? };
        for stay in noted.into_iter().filter(|stay| !self.is_changed(&stay.stay_id)) {
            carried.entry(stay.month).or_default().push(stay);
        }
        self.run.map(|month| carried.remove(&month));
        let (mut changes, mut restated) = (Vec::new(), Vec::new());
        let mut after = std::mem::take(&mut self.after);
        for published in &self.compared {
            let (month, carried) = (published.month, carried.remove(&published.month).unwrap_or_default());
            if carried.is_empty() && !self.can_differ(published, self.since) {
                continue;
            }
            let mut both = ledger_of(self.project, store, published)?;
            let ids = put_after(&mut both, carried);
            after.remove(&month).into_iter().flatten().for_each(|(stay_id, days)| both.after(&stay_id, days));
            both.keep_others(|stay_id| self.is_changed(stay_id) || ids.contains(stay_id));
            restated.extend(both.differing().map(|(stay_id, days)| days.stored(month, stay_id)));
            let change = both.change(month, published.edition);
            changes.extend((change.stays_changed > 0).then_some(change));
        }
        // Of months that are not compared under this day it stays noted what was known.
        restated.extend(carried.into_values().flatten());
        let manifest = store.manifest();
        let noted = |change: MonthChange| MonthChange {
            acknowledged: manifest.acknowledgement(change.month, &change.change_sha256).map(str::to_owned),
            ..change
        };
        Ok((changes.into_iter().map(noted).collect(), restated))
    }
}

/// The ledger of a published month, as far as it is in view.
fn ledger_of(project: &Project, store: &Store, published: &PublishedMonth) -> Result<TwoLedgers> {
    let (mut both, view) = (TwoLedgers::default(), InView::of(project, published.month));
    store.ledger_in(&published.ledger)?.rows().filter(|row| view.has(row)).for_each(|row| both.before(&row));
    Ok(both)
}

/// Puts stays as the store keeps them after what was published; gives back their ids.
fn put_after(both: &mut TwoLedgers, stays: Vec<RestatedStay>) -> BTreeSet<Box<str>> {
    let put = |stay: RestatedStay| {
        let stay_id = stay.stay_id.clone();
        both.after(&stay_id, StayDays::of_stored(stay));
        stay_id
    };
    stays.into_iter().map(put).collect()
}

/// The days of each changed stay in published months, as they are judged now: in one pass over all cases.
fn judged_now(
    project: &Project,
    (stays, events): (&[Stay], &[EventRecord]),
    is_changed: &(dyn Fn(&str) -> bool + Sync),
    published: &BTreeMap<Month, &PublishedMonth>,
) -> Vec<(Month, Box<str>, StayDays)> {
    let Some(followed_to) = published.values().map(|month| month.as_of).max() else { return Vec::new() };
    let views: BTreeMap<Month, InView> = published.keys().map(|month| (*month, InView::of(project, *month))).collect();
    let laws = &project.law;
    let cases = Cases::of(stays, events, laws, followed_to);
    let cases: Vec<CaseOfStays<'_>> = cases.having(|stay| is_changed(&stay.stay_id)).collect();
    let is_published = |day: Day| published.get(&day.month()).is_some_and(|published| day <= published.as_of);
    let parts = cases.par_chunks(PART).map(|cases| {
        let (mut found, mut judged) = (BTreeMap::<(Month, &str), StayDays>::new(), Judged::default());
        for case in cases {
            // A stay that no law can judge has no days, as in the ledger.
            if case.judge(laws, &mut judged).is_err() {
                continue;
            }
            let days = judged.days.iter().enumerate().filter(|(_, (_, day))| is_published(day.day));
            for (place, (law, day)) in days {
                let row = row(case, &laws[judged.under[*law].0], day, place);
                if views.get(&row.day.month()).is_some_and(|view| view.has(&row)) {
                    found.entry((row.day.month(), row.stay_id)).or_default().add(&row);
                }
            }
        }
        found.into_iter().map(|((month, stay_id), days)| (month, stay_id.into(), days)).collect::<Vec<_>>()
    });
    parts.flatten().collect()
}

/// What this edition of a month changed of the one before; nothing for a first edition.
pub(crate) fn replaced(project: &Project, store: &Store, month: &PublishedMonth) -> Result<Option<MonthChange>> {
    let Some(before) = month.earlier.last() else { return Ok(None) };
    let view = InView::of(project, month.month);
    let mut both = TwoLedgers::default();
    store.ledger_in(&before.ledger)?.rows().filter(|row| view.has(row)).for_each(|row| both.before(&row));
    store.ledger_in(&month.ledger)?.rows().filter(|row| view.has(row)).for_each(|row| both.day_after(&row));
    Ok(Some(both.change(month.month, before.edition)))
}

/// The same for each payer by itself, in one pass over both ledgers; nothing stands for days without one.
pub(crate) fn replaced_by_payer(
    project: &Project,
    store: &Store,
    month: &PublishedMonth,
) -> Result<BTreeMap<Option<AuthorityId>, MonthChange>> {
    let Some(before) = month.earlier.last() else { return Ok(BTreeMap::new()) };
    let view = InView::of(project, month.month);
    let mut of: BTreeMap<Option<AuthorityId>, TwoLedgers> = BTreeMap::new();
    for row in store.ledger_in(&before.ledger)?.rows().filter(|row| view.has(row)) {
        of.entry(row.payer).or_default().before(&row);
    }
    for row in store.ledger_in(&month.ledger)?.rows().filter(|row| view.has(row)) {
        of.entry(row.payer).or_default().day_after(&row);
    }
    Ok(of.into_iter().map(|(payer, both)| (payer, both.change(month.month, before.edition))).collect())
}

/// The published months that would not be the same any more, as the last run noted them.
pub(crate) fn known(project: &Project, store: &Store) -> Result<Vec<MonthChange>> {
    let mut of_month: BTreeMap<Month, Vec<RestatedStay>> = BTreeMap::new();
    store.restated_stays()?.into_iter().for_each(|stay| of_month.entry(stay.month).or_default().push(stay));
    let mut changes = Vec::new();
    for published in &store.manifest().months {
        let Some(stays) = of_month.remove(&published.month) else { continue };
        let mut both = ledger_of(project, store, published)?;
        let ids = put_after(&mut both, stays);
        both.keep_others(|stay_id| ids.contains(stay_id));
        changes.push(both.change(published.month, published.edition));
    }
    Ok(changes)
}

/// Notes that the user has seen how a published month would change now, and leaves it as it is. Gives back the change;
/// nothing if there is none.
///
/// # Errors
/// 66 if the month was never published; as a run otherwise.
pub fn acknowledge(project: &Project, month: Month, note: &str) -> Result<Option<MonthChange>> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(month), "nothing was noted")?.clone();
    let changes = known(project, &store)?;
    let Some(change) = changes.into_iter().find(|change| change.month == month) else { return Ok(None) };
    let mut commit = store.begin();
    commit.acknowledge(Acknowledged {
        month,
        ledger_sha256: published.ledger.sha256,
        change_sha256: change.change_sha256.clone(),
        note: without_numbers(note).into_owned(),
    });
    commit.finish()?;
    Ok(Some(change))
}
