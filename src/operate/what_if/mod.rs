//! What a month would come to under another law or another reading of it: the difference alone. No ledger and no statement
//! changes.
//!
//! ```text
//! stays, events ─┬─▶ judged under the law of the project ─┐
//!                └─▶ judged under the other law ──────────┴─▶ what differs, by status, payer and stay ─▶ what-if/2018-03/NAME/
//! ```

pub(crate) mod check;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;

use crate::domain::revision::{DayRun, DayState};
use crate::domain::{Authorities, Currency, EventRecord, Language, LedgerStatus, Minor, Month, Stay};
use crate::error::{Error, Exit, Result};
use crate::files::wording::count;
use crate::key::Key;
use crate::operate::file_set::{FileSet, PlacedSet};
use crate::operate::month::changes::{InView, MonthComparison};
use crate::operate::month::restated::judged_now;
use crate::operate::output_files;
use crate::project::{Project, View, WhatIf};
use crate::regime::Law;
use crate::report::what_if::{DifferenceRow, Sides, WhatIfBasis, what_if};
use crate::store::{PublishedMonth, ReportFile, ReportsLock, Store, is_nameless};

/// The folder of what came of it, in that of the project.
pub(crate) const WHAT_IF: &str = "what-if";

/// What a month would come to otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhatIfDifference {
    /// The name of the file of other law.
    pub name: String,
    /// SHA-256 of the file.
    pub file_sha256: String,
    /// Stays of which any day would be another.
    pub stays_changed: u64,
    /// Stays that the other law cannot judge: they are on neither side.
    pub not_judged: u64,
    /// What the month comes to by the law of the project, without these, in minor units.
    pub amount_minor: Minor,
    /// What it would come to.
    pub amount_otherwise_minor: Minor,
    /// The difference: below 0 where less would be owed.
    pub difference_minor: Minor,
}

/// What came of one file of other law.
#[derive(Debug)]
pub struct WhatIfOutcome {
    /// The month.
    pub month: Month,
    /// The currency of the amounts.
    pub currency: Currency,
    /// What it would come to.
    pub difference: WhatIfDifference,
    /// How many stays of the month were removed since it was published: they are on neither side.
    removed: usize,
    /// The files of the report.
    files: Vec<ReportFile>,
}

impl WhatIfOutcome {
    /// `what if NAME: £2,600.00, otherwise £2,210.00 (-£390.00); 3 stays differ`.
    pub fn line(&self) -> String {
        let WhatIfDifference { name, stays_changed, not_judged, .. } = &self.difference;
        let money = |amount: Minor| amount.with(self.currency);
        let sign = if self.difference.difference_minor > Minor(0) { "+" } else { "" };
        let stays =
            if *stays_changed == 1 { "1 stay differs".to_owned() } else { format!("{stays_changed} stays differ") };
        let left = |stays: usize, why: &str| match stays {
            0 => String::new(),
            some => format!("; on neither side, because {why}: {}", count(some, "stay")),
        };
        let left =
            left(*not_judged as usize, "it cannot judge them") + &left(self.removed, "their records were removed");
        format!(
            "what if {name}: {}, otherwise {} ({sign}{}); {stays}{left}",
            money(self.difference.amount_minor),
            money(self.difference.amount_otherwise_minor),
            money(self.difference.difference_minor)
        )
    }
}

/// Holds a published month, as the store knows it now, against another law, and writes the report of the difference.
///
/// # Errors
/// 66: the month was never published; 78: prices of it are not known; 65: the differences do not add up; 73, 74: the system refuses. Nothing is written then.
pub fn of_published(project: &Project, month: Month, other: &WhatIf) -> Result<(WhatIfOutcome, PlacedSet)> {
    let key = Key::read(&project.folder)?;
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let store = Store::read_only(&project.folder)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(Some(month), "nothing was written")?;
    published.refuse_unpriced("nothing was written")?;
    let (stays, events) = (store.stays_since(month)?, store.events_since(month)?);
    let ledger = store.ledger_in(&published.ledger)?;
    let removed: BTreeSet<&str> = ledger.rows().map(|row| row.stay_id).filter(|stay_id| is_nameless(stay_id)).collect();
    let outcome = compare(project, other, (published, removed.len()), (&stays, &events))?;
    let placed = put_in_place(project, published, &outcome)?;
    Ok((outcome, placed))
}

/// Holds a month under way against every law that the project names for it.
pub(crate) fn of_run(
    project: &Project,
    month: &PublishedMonth,
    records: (&[Stay], &[EventRecord]),
) -> Result<Vec<WhatIfOutcome>> {
    let outcomes: Vec<WhatIfOutcome> =
        project.shadow.iter().map(|other| compare(project, other, (month, 0), records)).collect::<Result<_>>()?;
    Ok(outcomes)
}

/// Puts the reports of a run in place, after its commit; gives the line of each and its page.
pub(crate) fn put_all(
    project: &Project,
    month: &PublishedMonth,
    outcomes: &[WhatIfOutcome],
) -> Result<Vec<(String, PathBuf)>> {
    if outcomes.is_empty() {
        return Ok(Vec::new());
    }
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let put = |outcome: &WhatIfOutcome| {
        let placed = put_in_place(project, month, outcome)?;
        Ok((outcome.line(), placed.folder.join("internal-what-if.html")))
    };
    let placed: Result<Vec<_>> = outcomes.iter().map(put).collect();
    placed.map_err(|error| error.before_the_effect("the month is in the store and its statement in place"))
}

/// Puts the report of the difference in place. Whoever calls has the lock of reports.
fn put_in_place(project: &Project, published: &PublishedMonth, outcome: &WhatIfOutcome) -> Result<PlacedSet> {
    let nothing = |error: Error| error.effect("no report of what would be was written");
    let outer = output_files::folder_in(&project.folder, WHAT_IF).map_err(nothing)?;
    let outer = output_files::folder_in(&outer, &published.month.to_string()).map_err(nothing)?;
    let (name, files) = (outcome.difference.name.as_str(), outcome.files.clone());
    FileSet::new((&outer, name), "internal", files, Some(&published.ledger.sha256)).prepare()?.put_in_place()
}

/// The days of a month under the law of the project and under another; so many of its stays were removed since.
fn compare(
    project: &Project,
    other: &WhatIf,
    (month, removed): (&PublishedMonth, usize),
    records: (&[Stay], &[EventRecord]),
) -> Result<WhatIfOutcome> {
    let published = BTreeMap::from([(month.month, month)]);
    let (held, refused_as_it_is) = judged_now(&project.law, records, &|_| true, &published);
    let (otherwise, refused) = judged_now(&other.law, records, &|_| true, &published);
    let refused: BTreeSet<Box<str>> = refused.into_iter().collect();
    let view = InView::of(project, month.month);
    let counts = |state: &DayState| view.has(state);
    let (mut both, mut not_judged) = (MonthComparison::default(), BTreeSet::new());
    for (_, stay_id, days) in held {
        match refused.contains(&stay_id) {
            false => both.set_before(&stay_id, days),
            true if days.counting(&counts).runs().is_empty() => {}
            true => _ = not_judged.insert(stay_id),
        }
    }
    // Of a stay without days as it is, it is not known whether it would have some.
    let refused_as_it_is: BTreeSet<Box<str>> = refused_as_it_is.into_iter().collect();
    let may_have_days = |stay: &&Stay| {
        let is_refused = refused.contains(&stay.stay_id) && !refused_as_it_is.contains(&stay.stay_id);
        let left = stay.discharged_at.is_none_or(|left| left.day() >= month.month.first());
        is_refused && stay.admitted_at.day() <= month.month.last() && left && is_ours(project, month.month, stay)
    };
    not_judged.extend(records.0.iter().filter(may_have_days).map(|stay| stay.stay_id.clone()));
    for (_, stay_id, days) in otherwise {
        both.set_after(&stay_id, days);
    }
    let found = MonthDifference::of(project.language, &both, &counts);
    found.check()?;
    let currency = Law::currency_of(&project.law);
    let not_judged: Vec<&str> = not_judged.iter().map(|stay_id| &**stay_id).collect();
    let report = what_if(&WhatIfBasis {
        owner: &project.name,
        language: project.language,
        names: &project.names,
        month: month.month,
        edition: month.edition,
        as_of: month.as_of,
        name: &other.name,
        held: &project.law,
        otherwise: &other.law,
        by_status: &found.by_status,
        by_payer: &found.by_payer,
        stays: &found.stays,
        not_judged: &not_judged,
        removed,
        currency,
        hashes: (&month.ledger.sha256, &other.sha256),
    });
    let Sides { amounts: [held, otherwise], .. } = found.total();
    let difference = WhatIfDifference {
        name: other.name.clone(),
        file_sha256: other.sha256.clone(),
        stays_changed: found.stays.len() as u64,
        not_judged: not_judged.len() as u64,
        amount_minor: held,
        amount_otherwise_minor: otherwise,
        difference_minor: Minor(otherwise.0 - held.0),
    };
    Ok(WhatIfOutcome { month: month.month, currency, difference, removed, files: output_files::render(&report)? })
}

/// Whether a stay may be one of the project's view, by what it says of itself.
fn is_ours(project: &Project, month: Month, stay: &Stay) -> bool {
    match project.view {
        View::Authority => stay.authority.is_none_or(|council| project.councils_in(month).contains(&council)),
        View::Provider => project.provider.as_deref() == Some(&*stay.provider_code),
        View::System => true,
    }
}

/// What differs of a month, and what it comes to on both sides.
#[derive(Default)]
struct MonthDifference {
    by_status: BTreeMap<LedgerStatus, Sides>,
    /// By payee and payer.
    by_payer: BTreeMap<(String, String), Sides>,
    stays: Vec<DifferenceRow>,
    /// The same of the stays that differ alone, by payee and payer.
    of_stays: BTreeMap<(String, String), Sides>,
}

impl MonthDifference {
    fn of(language: Language, both: &MonthComparison, counts: &dyn Fn(&DayState) -> bool) -> Self {
        let mut found = Self::default();
        let differing: BTreeSet<&str> = both.differing(counts).map(|(stay_id, _)| stay_id).collect();
        for (stay_id, sides) in both.stays() {
            let mut row = DifferenceRow { stay_id: stay_id.to_owned(), ..DifferenceRow::default() };
            for (side, days) in sides.iter().enumerate() {
                for run in days.runs().iter().filter(|run| counts(&run.state)) {
                    let own = side_of(side, run);
                    let key = parties(language, &run.state);
                    found.by_status.entry(run.state.status).or_default().add(&own);
                    found.by_payer.entry(key.clone()).or_default().add(&own);
                    if differing.contains(stay_id) {
                        found.of_stays.entry(key.clone()).or_default().add(&own);
                        row.payees.insert(key.0);
                        row.payers[side].insert(key.1);
                        row.sides.add(&own);
                    }
                }
            }
            found.stays.extend(differing.contains(stay_id).then_some(row));
        }
        found
    }

    fn total(&self) -> Sides {
        let mut total = Sides::default();
        self.by_payer.values().for_each(|sides| total.add(sides));
        total
    }

    /// What differs of the stays must be what differs of each payee and payer, and of the whole by status.
    fn check(&self) -> Result<()> {
        let by_payer = self.by_payer.iter().all(|(key, all)| {
            let of_stays = self.of_stays.get(key).copied().unwrap_or_default();
            all.amounts[0].0 + of_stays.difference().0 == all.amounts[1].0
        });
        let mut by_status = Sides::default();
        self.by_status.values().for_each(|sides| by_status.add(sides));
        let of_rows: Minor = self.stays.iter().map(|row| row.sides.difference()).sum();
        if by_payer && by_status == self.total() && of_rows == self.total().difference() {
            return Ok(());
        }
        Err(Error::new("S_RECONCILE", Exit::Data, "the differences do not add up to what would be owed otherwise")
            .effect("nothing was written")
            .hint("this is our bug: please report it"))
    }
}

/// Days one after the other on one of the two sides.
fn side_of(side: usize, run: &DayRun) -> Sides {
    let (days, mut own) = (run.days(), Sides::default());
    own.days[side] = days;
    if run.state.status == LedgerStatus::Chargeable {
        own.chargeable_days[side] = days;
        own.amounts[side] = run.state.amount_minor * days;
    }
    own
}

/// Whom a day is owed to, and who pays for it: by code and by name.
pub(crate) fn parties(language: Language, state: &DayState) -> (String, String) {
    let payer = state.payer.map_or(language.word("not-known"), |payer| &*Authorities::all().get(payer).name);
    (state.payee_code.to_string(), payer.to_owned())
}
