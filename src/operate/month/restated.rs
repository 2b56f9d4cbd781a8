//! Restated months: what the months published before would come to with all that is known now. They stay as they were
//! published until someone runs them again; until then, or until the change is acknowledged, every run says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::restated::MonthChange;
use crate::domain::{AuthorityId, Day, EventRecord, Month, RestatedStay, Stay};
use crate::error::Result;
use crate::key::Key;
use crate::liability::{CaseOfStays, Cases, Judged, row};
use crate::operate::month::changes::{InView, StayDays, TwoLedgers};
use crate::project::Project;
use crate::store::{Acknowledged, PublishedMonth, Store};
use rayon::prelude::*;

/// So many cases are judged at once.
const PART: usize = 1024;

/// What a run knows now that runs before did not.
pub(crate) struct RestatementBasis<'a> {
    /// The stays that were settled.
    pub settled: (&'a [Stay], &'a [EventRecord]),
    /// Whether a stay may have changed since.
    pub is_changed: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether all of them may have changed: then what the store noted of them is not read.
    pub is_anew: bool,
    /// Otherwise the first day on which one of them can have changed; nothing: none of them has.
    pub since: Option<Day>,
    /// The month that is run, if one is.
    pub run: Option<Month>,
    /// The last day whose news counts. Months that were published with later news are not compared.
    pub as_of: Option<Day>,
}

/// The published months, other than the one that is run, that would not be the same any more; and their stays that make the
/// difference, as the store is to keep them. Only stays of which there is news are judged again.
pub(crate) fn months(
    project: &Project,
    store: &Store,
    news: &RestatementBasis<'_>,
) -> Result<(Vec<MonthChange>, Vec<RestatedStay>)> {
    let mut carried: BTreeMap<Month, Vec<RestatedStay>> = BTreeMap::new();
    let noted = if news.is_anew { Vec::new() } else { store.restated_stays()? };
    for stay in noted.into_iter().filter(|stay| !(news.is_changed)(&stay.stay_id)) {
        carried.entry(stay.month).or_default().push(stay);
    }
    news.run.map(|month| carried.remove(&month));
    let is_compared = |published: &PublishedMonth| news.as_of.is_none_or(|as_of| as_of >= published.as_of);
    let all = || store.manifest().months.iter().filter(|published| Some(published.month) != news.run);
    let can_differ =
        |published: &PublishedMonth| news.is_anew || news.since.is_some_and(|since| published.month.last() >= since);
    let compared = all().filter(|published| is_compared(published));
    let again: BTreeMap<Month, &PublishedMonth> = compared
        .clone()
        .filter(|published| can_differ(published))
        .map(|published| (published.month, published))
        .collect();
    let views: BTreeMap<Month, InView> = again.keys().map(|month| (*month, InView::of(project, *month))).collect();
    let mut after: BTreeMap<Month, Vec<(Box<str>, StayDays)>> = BTreeMap::new();
    for (month, stay_id, days) in judged_now(project, news, &again, &views) {
        after.entry(month).or_default().push((stay_id, days));
    }
    let (mut changes, mut restated) = (Vec::new(), Vec::new());
    for published in compared {
        let (month, carried) = (published.month, carried.remove(&published.month).unwrap_or_default());
        if carried.is_empty() && !again.contains_key(&month) {
            continue;
        }
        let mut both = ledger_of(project, store, published)?;
        let ids = put_after(&mut both, carried);
        after.remove(&month).into_iter().flatten().for_each(|(stay_id, days)| both.after(&stay_id, days));
        both.keep_others(|stay_id| (news.is_changed)(stay_id) || ids.contains(stay_id));
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

/// The days of each stay in the published months, as they are judged now: in one pass over all cases.
fn judged_now(
    project: &Project,
    news: &RestatementBasis<'_>,
    published: &BTreeMap<Month, &PublishedMonth>,
    views: &BTreeMap<Month, InView>,
) -> Vec<(Month, Box<str>, StayDays)> {
    let Some(followed_to) = published.values().map(|month| month.as_of).max() else { return Vec::new() };
    let laws = &project.law;
    let cases = Cases::of(news.settled.0, news.settled.1, laws, followed_to);
    let cases: Vec<CaseOfStays<'_>> = cases.having(|stay| (news.is_changed)(&stay.stay_id)).collect();
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
fn known(project: &Project, store: &Store) -> Result<Vec<MonthChange>> {
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
