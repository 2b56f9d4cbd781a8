//! Restated months: what the months published before would come to with all that is known now. An open month stays as it was
//! published until someone runs it again; until then, or until the change is acknowledged, every run says so. What changes
//! of a closed month is corrected in the statement of the first open month.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::restated::MonthChange;
use crate::domain::revision::{DayState, RestatedStay, Revision, RevisionCause, RevisionReason, StayDays, revisions};
use crate::domain::{Day, EventRecord, LedgerDay, Month, Stay};
use crate::error::Result;
use crate::liability::{CaseOfStays, Cases, Judged, row};
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::month::changes::{DaysOfStays, InView, MonthComparison};
use crate::operate::month::corrected_months::{CorrectedMonths, apply_open};
use crate::operate::month::late_records::{LateRecords, ledger_keys};
use crate::project::Project;
use crate::regime::Law;
use crate::settle::keys;
use crate::settle::shards::SettledShard;
use crate::store::{PublishedMonth, RegimeUsed, Store, sha256};
use rayon::prelude::*;

/// So many cases are judged at once.
const PART: usize = 1024;

/// What published months would come to with what a run settles, shard by shard: only stays of which there is news are judged
/// again.
pub(crate) struct Restating<'a> {
    project: &'a Project,
    held: &'a [HeldDelivery],
    /// The published months other than the one that is run.
    published: Vec<PublishedMonth>,
    /// The month that is run, if one is, and how it was published before.
    run: Option<(Month, Option<PublishedMonth>)>,
    /// The last day whose news counts, if any.
    as_of: Option<Day>,
    /// Whether every stay may have changed: then what the store noted of them is not read.
    is_anew: bool,
    /// The keys of stays that may have changed, where not all may.
    changed: HashSet<u64>,
    /// The first day on which one of them can have changed.
    since: Option<Day>,
    /// The days of changed stays as they are judged now.
    after: BTreeMap<Month, Vec<(Box<str>, StayDays)>>,
    late: LateRecords,
    /// Where every stay may have changed: the keys of those in published ledgers.
    ledger_keys: Option<HashSet<u64>>,
    /// Where every stay may have changed: what the store noted of stays, by month and stay.
    noted_before: Vec<RestatedStay>,
    /// What was noted of stays of the month that is run.
    noted_of_run: HashMap<Box<str>, RevisionReason>,
}

/// What a run found of months that were published before.
#[derive(Debug, Default)]
pub(crate) struct Restated {
    /// The months that would not be the same any more, and stay as they are.
    pub changes: Vec<MonthChange>,
    /// Their stays that make the difference, as the store is to keep them.
    pub stays: Vec<RestatedStay>,
    /// What the month that is run corrects of closed months.
    pub corrections: Vec<Revision>,
    /// The closed months that it corrects: before, with what was corrected earlier, and after.
    pub corrected: Vec<MonthChange>,
}

impl<'a> Restating<'a> {
    /// Nothing settled yet. `as_of` is the last day whose news counts.
    pub(crate) fn new(
        (project, held): (&'a Project, &'a [HeldDelivery]),
        store: &Store,
        (run, as_of): (Option<Month>, Option<Day>),
        is_anew: bool,
    ) -> Self {
        let manifest = store.manifest();
        Self {
            project,
            held,
            published: manifest.months.iter().filter(|published| Some(published.month) != run).cloned().collect(),
            run: run.map(|month| (month, manifest.month(month).cloned())),
            as_of,
            is_anew,
            changed: HashSet::new(),
            since: None,
            after: BTreeMap::new(),
            late: LateRecords::default(),
            ledger_keys: None,
            noted_before: Vec::new(),
            noted_of_run: HashMap::new(),
        }
    }

    /// The months that are compared: not those that were published with later news than counts now.
    fn is_compared(&self, published: &PublishedMonth) -> bool {
        self.as_of.is_none_or(|as_of| as_of >= published.as_of)
    }

    /// Judges the stays of a shard again that may have changed, for the months that can be others then.
    ///
    /// # Errors
    /// 65: a ledger or a record is damaged.
    pub(crate) fn add(&mut self, shard: &SettledShard, store: &Store) -> Result<()> {
        let SettledShard { set, settled, partitioned } = shard;
        let since = partitioned.changed_since;
        self.since = self.since.into_iter().chain(since).min();
        if !self.is_anew {
            self.changed.extend(set.changed_keys(partitioned));
        }
        let again = self.published.iter().filter(|published| self.is_compared(published));
        let again = again.filter(|published| self.can_differ(published, since));
        let again: BTreeMap<Month, &PublishedMonth> = again.map(|published| (published.month, published)).collect();
        let is_changed = |stay_id: &str| self.is_anew || set.is_changed(partitioned, stay_id);
        let (judged, _) =
            judged_now(&self.project.law, (&settled.intake.stays, &settled.intake.events), &is_changed, &again);
        let judged_keys: Vec<u64> = judged.iter().map(|(_, stay_id, _)| keys::of_stay(stay_id)).collect();
        for (month, stay_id, days) in judged {
            self.after.entry(month).or_default().push((stay_id, days));
        }
        let before = self.run.as_ref().and_then(|(_, before)| before.as_ref());
        let Some(news_to) = self.published.iter().chain(before).map(|published| published.news_to).min() else {
            return Ok(());
        };
        if self.is_anew {
            let wanted = match &mut self.ledger_keys {
                Some(wanted) => wanted,
                none => none.insert(ledger_keys(store, self.published.iter().chain(before))?),
            };
            wanted.extend(judged_keys);
        }
        self.late.add(shard, self.held, (news_to, self.ledger_keys.as_ref()))
    }

    fn can_differ(&self, published: &PublishedMonth, since: Option<Day>) -> bool {
        self.is_anew || since.is_some_and(|since| published.month.last() >= since)
    }

    fn is_changed(&self, stay_id: &str) -> bool {
        self.is_anew || self.changed.contains(&keys::of_stay(stay_id))
    }

    /// The published months that would not be the same any more, with their stays that make the difference; and the
    /// corrections of closed months, where the month that is run takes them over.
    ///
    /// # Errors
    /// 65: a table or a ledger is damaged.
    pub(crate) fn finish(&mut self, store: &Store) -> Result<Restated> {
        let mut noted: BTreeMap<Month, Vec<RestatedStay>> = BTreeMap::new();
        if self.is_anew {
            // What was found of stays before; a table that cannot be read has nothing to say.
            self.noted_before = store.restated_stays().unwrap_or_default();
        } else {
            for stay in store.restated_stays()?.into_iter().filter(|stay| !self.is_changed(&stay.stay_id)) {
                noted.entry(stay.month).or_default().push(stay);
            }
        }
        if let Some((month, _)) = &self.run {
            let of_run = noted.remove(month).unwrap_or_default().into_iter();
            self.noted_of_run = of_run.map(|stay| (stay.stay_id, stay.reason)).collect();
        }
        let mut restated = Restated::default();
        let mut after = std::mem::take(&mut self.after);
        let mut corrected = CorrectedMonths::default();
        for published in &self.published {
            let noted = noted.remove(&published.month).unwrap_or_default();
            let after = after.remove(&published.month).unwrap_or_default();
            self.compare((store, &mut corrected), published, (noted, after), &mut restated)?;
        }
        restated.stays.extend(noted.into_values().flatten());
        let manifest = store.manifest();
        for change in &mut restated.changes {
            change.acknowledged = manifest.acknowledgement(change.month, &change.change_sha256).map(str::to_owned);
        }
        restated.corrections.sort_by(|one, other| (one.month, &one.stay_id).cmp(&(other.month, &other.stay_id)));
        Ok(restated)
    }

    /// Compares a published month with what it comes to now.
    fn compare(
        &self,
        (store, corrected): (&Store, &mut CorrectedMonths),
        published: &PublishedMonth,
        (noted, after): (Vec<RestatedStay>, Vec<(Box<str>, StayDays)>),
        restated: &mut Restated,
    ) -> Result<()> {
        let (month, is_compared) = (published.month, self.is_compared(published));
        let is_closed = store.manifest().closed_month(month).is_some();
        let is_corrected = is_closed && self.corrects(store, month);
        // Of months that are not compared under this day it stays noted what was known.
        if !is_compared && !is_corrected {
            restated.stays.extend(noted);
            return Ok(());
        }
        if noted.is_empty() && !(is_compared && self.can_differ(published, self.since)) {
            return Ok(());
        }
        let mut both = ledger_of(store, published)?;
        if is_closed {
            corrected.apply(store, month, &mut both)?;
        }
        let reasons = put_after(&mut both, noted);
        after.into_iter().for_each(|(stay_id, days)| both.set_after(&stay_id, days));
        both.keep_others(|stay_id| (is_compared && self.is_changed(stay_id)) || reasons.contains_key(stay_id));
        both.keep_removed();
        // A closed month was stated anew by the last that was closed.
        let last_closed = store.manifest().closed.last().and_then(|closed| store.manifest().month(closed.month));
        let stated_last = last_closed.filter(|_| is_closed).unwrap_or(published);
        let view = InView::of(self.project, month);
        let counts = |state: &DayState| view.has(state);
        for (stay_id, [before, now]) in both.differing(&counts) {
            let reason = match reasons.get(stay_id) {
                Some(reason) => reason.clone(),
                None => self.reason_anew((month, stay_id), now, stated_last),
            };
            if is_corrected {
                let rows = revisions((month, stay_id), (before, now), &|_| reason.clone());
                restated.corrections.extend(rows.into_iter().filter(|row| is_in_view(row, &counts)));
            }
            restated.stays.push(RestatedStay { month, stay_id: stay_id.into(), days: now.clone(), reason });
        }
        if is_closed && !is_corrected {
            apply_open(store, month, &mut both)?;
            both.keep_removed();
        }
        let change = both.change((month, published.edition), &counts);
        let changes = if is_corrected { &mut restated.corrected } else { &mut restated.changes };
        changes.extend((change.stays_changed > 0).then_some(MonthChange { is_closed, ..change }));
        Ok(())
    }

    /// Why a stay differs: where no record says so, what was found of the same days before everything was read anew.
    fn reason_anew(
        &self,
        (month, stay_id): (Month, &str),
        now: &StayDays,
        published: &PublishedMonth,
    ) -> RevisionReason {
        let reason = self.reason(stay_id, published);
        let key = |stay: &RestatedStay| (stay.month, stay.stay_id.clone());
        let noted = self.noted_before.binary_search_by(|stay| key(stay).cmp(&(month, stay_id.into())));
        let noted = noted.ok().map(|at| &self.noted_before[at]).filter(|noted| noted.days == *now);
        noted.filter(|_| reason.evidence.is_none()).map_or(reason, |noted| noted.reason.clone())
    }

    /// Whether the month that is run takes over the corrections of a closed month.
    fn corrects(&self, store: &Store, closed: Month) -> bool {
        self.run.as_ref().is_some_and(|(run, _)| closed < *run && store.manifest().corrects_closed_months(*run))
    }

    /// Why a stay differs from what was published of it.
    fn reason(&self, stay_id: &str, published: &PublishedMonth) -> RevisionReason {
        if let Some(reason) = self.late.reason(keys::of_stay(stay_id), published.news_to) {
            return reason;
        }
        let (regimes, readings_sha256) = law_used(self.project);
        let is_same_law = published.regimes == regimes && published.readings_sha256 == readings_sha256;
        let cause = if is_same_law { RevisionCause::ReadAnew } else { RevisionCause::LawChanged };
        RevisionReason { cause, evidence: None }
    }

    /// What the edition of a month that is run changed of the edition before, day by day.
    pub(crate) fn replaced(&self, both: &MonthComparison, month: Month) -> Vec<Revision> {
        let Some((_, Some(before))) = self.run.as_ref() else { return Vec::new() };
        let mut rows = Vec::new();
        // Whoever pays: a report shows those in its view, whatever that is by then.
        for (stay_id, [old, new]) in both.differing(&|_| true) {
            let reason = self.noted_of_run.get(stay_id).cloned().unwrap_or_else(|| self.reason(stay_id, before));
            let of_day = |day: Day| match day > before.as_of {
                true => RevisionReason { cause: RevisionCause::FollowedFurther, evidence: None },
                false => reason.clone(),
            };
            rows.extend(revisions((month, stay_id), (old, new), &of_day));
        }
        rows
    }
}

/// Whether one of the two states counts.
fn is_in_view(row: &Revision, counts: &dyn Fn(&DayState) -> bool) -> bool {
    [&row.old, &row.new].into_iter().flatten().any(counts)
}

/// The law of a project, as a published month names it, and the SHA-256 of the readings.
pub(crate) fn law_used(project: &Project) -> (Vec<RegimeUsed>, String) {
    let laws = &project.law;
    let of_law = |law: &Law| RegimeUsed { regime: law.id().to_owned(), sha256: law.hash().to_owned() };
    let mut regimes: Vec<RegimeUsed> = laws.iter().map(of_law).collect();
    regimes.sort();
    let readings: Vec<&str> = laws.iter().map(|law| law.readings_hash.as_str()).collect();
    (regimes, sha256(readings.join("\n").as_bytes()))
}

/// The ledger of a published month, as what was before.
pub(super) fn ledger_of(store: &Store, published: &PublishedMonth) -> Result<MonthComparison> {
    let mut both = MonthComparison::default();
    store.ledger_in(&published.ledger)?.rows().for_each(|row| both.before(&row));
    Ok(both)
}

/// Puts stays as the store keeps them after what was published; gives back why they differ.
pub(super) fn put_after(both: &mut MonthComparison, stays: Vec<RestatedStay>) -> HashMap<Box<str>, RevisionReason> {
    let put = |stay: RestatedStay| {
        both.set_after(&stay.stay_id, stay.days);
        (stay.stay_id, stay.reason)
    };
    stays.into_iter().map(put).collect()
}

/// The days of each changed stay in published months, as they are judged by some law now: in one pass over all cases. Also gives
/// the stays that it cannot judge: these have no days, as in the ledger.
pub(crate) fn judged_now(
    laws: &[Law],
    (stays, events): (&[Stay], &[EventRecord]),
    is_changed: &(dyn Fn(&str) -> bool + Sync),
    published: &BTreeMap<Month, &PublishedMonth>,
) -> (DaysOfStays, Vec<Box<str>>) {
    let Some(followed_to) = published.values().map(|month| month.as_of).max() else { return Default::default() };
    let cases = Cases::of(stays, events, laws, followed_to);
    let cases: Vec<CaseOfStays<'_>> = cases.having(|stay| is_changed(&stay.stay_id)).collect();
    let is_published = |day: Day| published.get(&day.month()).is_some_and(|published| day <= published.as_of);
    let parts = cases.par_chunks(PART).map(|cases| {
        let (mut found, mut judged) = (BTreeMap::<(Month, &str), StayDays>::new(), Judged::default());
        let mut refused = Vec::new();
        for case in cases {
            let is_judged = each_judged(case, laws, &mut judged, &is_published, &mut |row| {
                found.entry((row.day.month(), row.stay_id)).or_default().add(&row);
            });
            if !is_judged {
                refused.extend(case.stays.iter().map(|stay| stay.stay_id.clone()));
            }
        }
        let found = found.into_iter().map(|((month, stay_id), days)| (month, stay_id.into(), days));
        (found.collect::<Vec<_>>(), refused)
    });
    let (found, refused): (Vec<_>, Vec<_>) = parts.unzip();
    (found.into_iter().flatten().collect(), refused.into_iter().flatten().collect())
}

/// Each day of a case in published months, as it is judged by some law now, with its rule. Whether the law can judge it.
fn each_judged<'c>(
    case: &CaseOfStays<'c>,
    laws: &'c [Law],
    judged: &mut Judged,
    is_published: &dyn Fn(Day) -> bool,
    take: &mut dyn FnMut(LedgerDay<'c>),
) -> bool {
    if case.judge(laws, judged).is_err() {
        return false;
    }
    let days = judged.days.iter().enumerate().filter(|(_, (_, day))| is_published(day.day));
    days.for_each(|(place, (law, day))| take(row(case, &laws[judged.under[*law].0], day, place)));
    true
}

/// The days of a published month, one by one with their rules, as they are judged by some law now. Gives back the stays that it
/// cannot judge.
pub(crate) fn days_now(
    laws: &[Law],
    (stays, events): (&[Stay], &[EventRecord]),
    published: &PublishedMonth,
    take: &mut dyn FnMut(LedgerDay<'_>),
) -> BTreeSet<Box<str>> {
    let cases = Cases::of(stays, events, laws, published.as_of);
    let is_published = |day: Day| day.month() == published.month && day <= published.as_of;
    let (mut judged, mut refused) = (Judged::default(), BTreeSet::new());
    for case in cases.iter() {
        if !each_judged(&case, laws, &mut judged, &is_published, take) {
            refused.extend(case.stays.iter().map(|stay| stay.stay_id.clone()));
        }
    }
    refused
}
