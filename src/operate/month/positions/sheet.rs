//! The sheet of what was said about the stays of a month, in a folder of its own, and whether it is of what holds now.

use std::collections::BTreeMap;
use std::path::Path;

use super::PositionOutcome;
use super::charged::{ChargedStay, charged_stays};
use crate::domain::position::{PositionSums, StayPosition};
use crate::domain::{Authorities, Currency, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::operate::file_set::{FileSet, PlacedSet, left_behind, listed, unfinished};
use crate::operate::month::sign_off::run_summary;
use crate::operate::output_files;
use crate::operate::reconcile::check::of_folder;
use crate::project::Project;
use crate::regime::Law;
use crate::report::positions::{PositionBasis, PositionRow, positions};
use crate::store::{Damage, Manifest, PublishedMonth, Store, sha256};

/// The folder of the sheets, in that of the project.
pub(crate) const POSITIONS: &str = "positions";

/// A sheet in its place.
pub(super) struct PlacedSheet {
    published: PublishedMonth,
    currency: Currency,
    rows: Vec<PositionRow>,
    accrual: Option<[Minor; 2]>,
    folder: PlacedSet,
}

pub(super) fn currency(project: &Project) -> Currency {
    Law::currency_of(&project.law)
}

/// Makes the sheet of a month and puts it in place. Whoever calls has the lock of reports.
///
/// # Errors
/// 65: the parts do not add up, or a table is damaged; 73 or 74: the system refuses.
pub(super) fn put_in_place(project: &Project, store: &Store, month: Month) -> Result<PlacedSheet> {
    let published = store.manifest().published(Some(month), "nothing was written")?.clone();
    let (stays, said) = (charged_stays(project, store, &published)?, store.positions(&published)?);
    let rows = rows(stays, said);
    let is_closed = store.manifest().closed_month(month).is_some();
    let summary = run_summary(store, &published)?;
    if !is_closed {
        // What is charged must be what the statement says. What a closed month is charged is corrected in later statements.
        let amount = summary["statement_amount_minor"].as_i64();
        let charged: Minor = rows.iter().map(|row| row.charged_minor).sum();
        if amount.is_some_and(|amount| charged != Minor(amount)) {
            let what = "what the stays are charged in the view of the project is not what the statement comes to";
            let again = format!(
                "if view or authority of the project changed since, `beddays run --month {month}`; else report it"
            );
            return Err(Error::new("S_RECONCILE", Exit::Data, what)
                .effect("no sheet of positions was written")
                .hint(again));
        }
    }
    let basis = PositionBasis {
        owner: &project.name,
        language: project.language,
        names: &project.names,
        month,
        edition: published.edition,
        is_closed,
        rows: &rows,
        currency: currency(project),
        accrual: accrual(&rows, &summary),
        ledger_sha256: &published.ledger.sha256,
    };
    let files = output_files::render(&positions(&basis)?)?;
    let outer = output_files::folder_in(&project.folder, POSITIONS)
        .map_err(|error: Error| error.effect("no sheet of positions was written"))?;
    let made_of = made_of(store.manifest(), &published);
    let set = FileSet::new((&outer, &month.to_string()), "internal", files, Some(&made_of));
    let PositionBasis { currency, accrual, .. } = basis;
    let folder = set.prepare()?.put_in_place()?;
    Ok(PlacedSheet { published, currency, rows, accrual, folder })
}

/// The stays of the month and those of which something was said, in order.
fn rows(mut stays: BTreeMap<Box<str>, ChargedStay>, said: Vec<StayPosition>) -> Vec<PositionRow> {
    let mut said: BTreeMap<Box<str>, StayPosition> =
        said.into_iter().map(|position| (position.stay_id.clone(), position)).collect();
    stays.retain(|stay_id, stay| stay.charged != Minor(0) || said.contains_key(stay_id));
    said.keys().for_each(|stay_id| _ = stays.entry(stay_id.clone()).or_default());
    let row = |(stay_id, stay): (Box<str>, ChargedStay)| {
        let name = |payer: Option<_>| payer.map_or("", |payer| &*Authorities::all().get(payer).name);
        PositionRow {
            payees: stay.payees.into_iter().collect(),
            payers: stay.payers.into_iter().map(name).collect(),
            charged_minor: stay.charged,
            said: said.remove(&stay_id),
            stay_id,
        }
    };
    stays.into_iter().map(row).collect()
}

/// What the month could come to at least and at most, with what was said of stays in place of their doubts; nothing where an
/// older program ran it, which said nothing of single stays.
fn accrual(rows: &[PositionRow], summary: &serde_json::Value) -> Option<[Minor; 2]> {
    let amount = |stay: &serde_json::Value, name: &str| stay[name].as_i64().unwrap_or_default();
    let of_stay = |stay: &serde_json::Value| {
        let less = amount(stay, "falls_minor") + amount(stay, "twice_minor");
        let more = amount(stay, "adds_minor") + amount(stay, "open_minor");
        Some((stay["stay_id"].as_str()?.to_owned(), (Minor(less), Minor(more))))
    };
    let stays = summary["accrual_stays"].as_array()?.iter();
    let mut stays: BTreeMap<String, (Minor, Minor)> = stays.filter_map(of_stay).collect();
    let mut sums = [Minor(0); 2];
    for row in rows {
        let [low, high] = row.accrual(stays.remove(&*row.stay_id).unwrap_or_default());
        sums = [sums[0] + low, sums[1] + high];
    }
    let others = stays.values().map(|(_, more)| *more).sum();
    Some([sums[0], sums[1] + others])
}

/// Puts the sheets of months in place again that are not of what holds now, as after a run that changes what stays are charged, or
/// after a closing. Gives each with its month; where the figures do not allow one, why. Whoever calls has the lock of reports.
///
/// # Errors
/// 73 or 74: the system refuses.
pub(crate) fn put_stale_in_place(project: &Project, store: &Store) -> Result<Vec<(Month, Result<PositionOutcome>)>> {
    let mut renewed = Vec::new();
    for published in store.manifest().months.iter().filter(|published| published.positions.is_some()) {
        let folder = project.folder.join(POSITIONS).join(published.month.to_string());
        let basis = listed(&folder).and_then(|list| list.basis);
        if basis.as_deref() == Some(&*made_of(store.manifest(), published)) {
            continue;
        }
        match put_in_place(project, store, published.month) {
            Err(error) if error.exit() != Exit::Data => {
                let hint = format!("`beddays position --month {}` writes the sheet", published.month);
                return Err(error.hint(hint));
            }
            placed => renewed.push((published.month, placed.map(outcome))),
        }
    }
    Ok(renewed)
}

/// How the month stands by a sheet.
pub(super) fn outcome(sheet: PlacedSheet) -> PositionOutcome {
    let mut sums = PositionSums::default();
    sheet.rows.iter().for_each(|row| sums.add(&row.sums()));
    let stale = sheet.rows.iter().filter(|row| row.is_stale());
    PositionOutcome {
        month: sheet.published.month,
        edition: sheet.published.edition,
        currency: sheet.currency,
        said: Vec::new(),
        withdrawn: 0,
        passed_over: Vec::new(),
        lines_without_stay: 0,
        without_stay_minor: Minor(0),
        sums,
        accrual_minor: sheet.accrual,
        to_look_at: stale.map(|row| row.stay_id.to_string()).collect(),
        positions: sheet.rows.into_iter().filter_map(|row| row.said).collect(),
        folder: sheet.folder,
    }
}

/// What a sheet is made of: the ledger, what was said, whether the month is closed, and what later months correct of a closed one.
fn made_of(manifest: &Manifest, published: &PublishedMonth) -> String {
    let own = [Some(&published.ledger), published.reports.as_ref(), published.positions.as_ref()];
    let later = manifest.months.iter().filter(|later| later.has_corrections && later.month > published.month);
    let closed = manifest.closed_month(published.month);
    let later = later.filter(|_| closed.is_some());
    let files = own.into_iter().flatten().chain(later.filter_map(|later| later.revisions.as_ref()));
    let hashes = files.map(|stored| &*stored.sha256).chain(closed.map(|closed| &*closed.seal_sha256));
    sha256(hashes.collect::<Vec<_>>().join("\n").as_bytes())
}

/// What is wrong with the sheets of a project, and what needs a word.
pub(crate) fn check(project: &Path, store: &Store) -> Vec<Damage> {
    let (outer, manifest) = (project.join(POSITIONS), store.manifest());
    let mut found: Vec<Damage> = unfinished(&outer).iter().map(|name| left_behind(&outer.join(name))).collect();
    for published in &manifest.months {
        let (month, folder) = (published.month, outer.join(published.month.to_string()));
        let again = format!("`beddays position --month {month}` writes it anew");
        if published.positions.is_some() && listed(&folder).is_none() {
            found.push(Damage::note(
                folder,
                format!("is missing, and is made of what is in the store; {again}"),
                again,
            ));
            continue;
        }
        let made_of = made_of(manifest, published);
        let otherwise = "is of another edition, or of what was said or corrected before";
        found.extend(of_folder(&folder, (Some(&made_of), otherwise), again));
    }
    found
}
