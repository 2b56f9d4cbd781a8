//! Restated months: what the months published before would come to with all that is known now. They stay as they were
//! published until someone runs them again; until then, or until the change is acknowledged, every run says so.

use std::collections::BTreeMap;

use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::restated::MonthChange;
use crate::domain::{Day, EventRecord, Month, Stay};
use crate::error::Result;
use crate::key::Key;
use crate::liability::{Judged, cases, row};
use crate::operate::month::changes::{InView, StayDays, TwoLedgers};
use crate::project::Project;
use crate::store::{Acknowledged, PublishedMonth, Store};
use rayon::prelude::*;

/// So many cases are judged at once.
const PART: usize = 1024;

/// The published months, other than the one that is run, that would not be the same any more. `as_of` is the last day
/// whose news the run knows: months that were published with later news are not compared.
pub(crate) fn months(
    project: &Project,
    store: &Store,
    settled: (&[Stay], &[EventRecord]),
    (run, as_of): (Option<Month>, Option<Day>),
) -> Result<Vec<MonthChange>> {
    let known = |published: &&PublishedMonth| {
        Some(published.month) != run && as_of.is_none_or(|as_of| as_of >= published.as_of)
    };
    let published: BTreeMap<Month, &PublishedMonth> =
        store.manifest().months.iter().filter(known).map(|published| (published.month, published)).collect();
    let views: BTreeMap<Month, InView> = published.keys().map(|month| (*month, InView::of(project, *month))).collect();
    let mut ledgers: BTreeMap<Month, TwoLedgers> = BTreeMap::new();
    for ((month, published), view) in published.iter().zip(views.values()) {
        let ledger = store.ledger_in(&published.ledger)?;
        let both = ledgers.entry(*month).or_default();
        ledger.rows().filter(|row| view.has(row)).for_each(|row| both.before(&row));
    }
    for (month, stay_id, days) in judged_now(project, settled, &published, &views) {
        if let Some(both) = ledgers.get_mut(&month) {
            both.after(&stay_id, days);
        }
    }
    let changes = published.iter().filter_map(|(month, published)| {
        let change = ledgers.get(month)?.change(*month, published.edition);
        (change.stays_changed > 0).then_some(change)
    });
    let manifest = store.manifest();
    let noted = |change: MonthChange| MonthChange {
        acknowledged: manifest.acknowledgement(change.month, &change.change_sha256).map(str::to_owned),
        ..change
    };
    Ok(changes.map(noted).collect())
}

/// The days of each stay in the published months, as they are judged now: in one pass over all cases.
fn judged_now(
    project: &Project,
    (stays, events): (&[Stay], &[EventRecord]),
    published: &BTreeMap<Month, &PublishedMonth>,
    views: &BTreeMap<Month, InView>,
) -> Vec<(Month, Box<str>, StayDays)> {
    let Some(followed_to) = published.values().map(|month| month.as_of).max() else { return Vec::new() };
    let laws = &project.law;
    let cases = cases(stays, events, laws, followed_to);
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

/// Notes that the user has seen how a published month would change now, and leaves it as it is. Gives back the change;
/// nothing if there is none.
///
/// # Errors
/// 66 if the month was never published; as a run otherwise.
pub fn acknowledge(project: &Project, month: Month, note: &str) -> Result<Option<MonthChange>> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open(&project.folder)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(month), "nothing was noted")?.clone();
    let (stays, events) = (store.stays()?, store.events()?);
    let changes = months(project, &store, (&stays, &events), (None, project.as_of))?;
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
