//! A claim of the other side held against the ledger of a published month, and the files that say what came of it.
//!
//! ```text
//! CLAIM ─▶ intake: rows, those that cannot be read too ─▶ lines: whose, of which stay ─┐
//! store ─▶ ledger of the month, charged days of other months, stays ──────────────────┼─▶ crate::reconcile ─▶ report
//!                                                                                    prices of the law
//! ```
//! No delivery is opened: the ledger is that of the edition that was published.

pub mod check;
pub mod claim_out;
pub(crate) mod claimed_days;
mod files;
mod in_doubt;
mod later;
mod ledger;
mod lines;
pub(crate) mod others;
mod sides;
mod total;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::visible::file_name;
use crate::domain::{Authorities, AuthorityId, Currency, Language, Month};
use crate::error::{Error, Exit, Position, Result};
use crate::files::container::ProcessReader;
use crate::intake::Rules;
use crate::intake::claim_file::ClaimFile;
use crate::intake::profile::{DateStyle, Profile};
use crate::key::Key;
use crate::operate::deliveries::named_file::NamedFile;
use crate::operate::file_set::PlacedSet;
use crate::project::{Project, View};
use crate::reconcile::{ClaimLine, ReconcileBasis, Reconciliation, StayOfLine};
use crate::regime::{Law, ReadyLaw};
use crate::report::reconcile::{
    LaterCorrection, OtherClaim, ReconciledClaim, StatedTotal, VerdictDocument, why_no_stay,
};
use crate::report::statement::StatementReader;
use crate::store::{PublishedMonth, ReportsLock, Store};
use claimed_days::ClaimedDays;
pub(crate) use files::VERDICTS;

/// The folder of what came of claims, in that of the project.
pub(crate) const RECONCILED: &str = "reconciled";

/// What is asked.
#[derive(Clone, Debug)]
pub struct ReconcileRequest<'a> {
    /// The claim.
    pub claim: &'a Path,
    /// The month; the last published one if nothing.
    pub month: Option<Month>,
    /// How the claim is read; else as its source in the project says, else by its header.
    pub profile: Option<Arc<Profile>>,
    /// How it writes days; else as its source or its profile says.
    pub dates: Option<DateStyle>,
    /// The total that was given with it, as it was written.
    pub total: Option<&'a str>,
}

/// What came of it.
#[derive(Debug)]
pub struct ReconcileOutcome {
    /// The document that `verdicts.json` holds.
    pub document: VerdictDocument,
    /// The folder with the files.
    pub folder: PathBuf,
    /// Files in it that the user had changed, under the names under which they are kept.
    pub kept: Vec<PathBuf>,
    /// SHA-256 of another claim of this name, of which the folder had what came of it.
    pub replaced: Option<String>,
}

/// A claim held against the ledger, before anything is written.
pub struct ComparedClaim<'p> {
    project: &'p Project,
    store: Store,
    published: PublishedMonth,
    named: NamedFile,
    /// The name of the claim, without the folders in which it lies.
    file: String,
    currency: Currency,
    payers: BTreeSet<AuthorityId>,
    payees: BTreeSet<Box<str>>,
    total: Option<StatedTotal>,
    notes: Vec<String>,
    /// Other claims of the sender for the month.
    others: Vec<OtherClaim>,
    /// What statements of other months corrected of the month.
    later: Vec<LaterCorrection>,
    /// What every line was found to be, and what it comes to.
    pub reconciled: Reconciliation,
}

/// Reconciles a claim and writes what came of it.
///
/// # Errors
/// As [`compare`]; 73, 74 or 75: the files cannot be written.
pub fn reconcile(project: &Project, request: &ReconcileRequest<'_>) -> Result<ReconcileOutcome> {
    let mut compared = compare(project, request)?;
    let own = files::folder_name(request.claim)?;
    // From here on no other claim comes between what is looked up and what is written.
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    compared.refuse_if_changed()?;
    compared.others = others::of(&compared, &own)?;
    let (document, mut files) = files::files(&compared.described())?;
    files.push(ClaimedDays::of(&compared).file()?);
    let (set, replaced) = files::file_set(&project.folder, &compared.published, &own, &document, files)?;
    let PlacedSet { folder, kept } = set.prepare()?.put_in_place()?;
    Ok(ReconcileOutcome { document, folder, kept, replaced })
}

/// Holds a claim against the ledger of its month, and writes nothing.
///
/// # Errors
/// 66: the month was never published, or there is no such file. 65: the claim is refused as a whole: it cannot be read, it
/// is for somebody else, or its total is not the sum of its lines; or a sum does not reconcile. 78: the project has no law.
pub fn compare<'p>(project: &'p Project, request: &ReconcileRequest<'_>) -> Result<ComparedClaim<'p>> {
    let Some(law) = project.law.first() else {
        let what = "the project names no regime, so there is nothing that a claim could be held against";
        return Err(Error::new("C_NO_REGIME", Exit::Config, what)
            .effect("nothing was written or changed")
            .hint("add regimes = [\"england-2014\"] to [project]"));
    };
    let currency = law.currency();
    let key = Key::read(&project.folder)?;
    let store = Store::read_only(&project.folder)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(request.month, "nothing was written or changed")?.clone();
    refuse_unclaimable(project, &published)?;
    let (named, claim) = read_claim(project, request, &key)?;
    let stated = total::stated(request, claim.total, currency)?;
    let (lines, unreadable) = lines::of_claim(project, &store, claim.rows, (published.month, currency))?;
    refuse_nothing_ours(request.claim, &lines, unreadable.len())?;
    lines::refuse_too_many_days(request.claim, &lines)?;
    let total = total::check(request.claim, stated, (&lines, &unreadable), currency)?;
    let price = |payer, day| Law::price_of_day(&project.law, payer, currency, day);
    let sides = sides::of(project, request.claim, &lines, published.month)?;
    let held = ledger::held_against(&store, &published, sides, &lines)?;
    let basis = ReconcileBasis {
        month: published.month,
        currency,
        payers: held.payers,
        payees: held.payees,
        days: held.days,
        charged_elsewhere: held.charged_elsewhere,
        price: &price,
    };
    let mut reconciled = crate::reconcile::reconcile(lines, unreadable, &basis)?;
    in_doubt::put((&store, project.language), &published, &mut reconciled.lines)?;
    let ReconcileBasis { payers, payees, .. } = basis;
    let later = later::corrections(&store, &published, (&payers, &payees))?;
    later::put(&later, (project.language, currency), &mut reconciled.lines);
    let notes = claim.notes;
    let file = file_name(Path::new(request.claim.file_name().unwrap_or_default()));
    Ok(ComparedClaim {
        project,
        store,
        published,
        named,
        file,
        currency,
        payers,
        payees,
        total,
        notes,
        others: Vec::new(),
        later,
        reconciled,
    })
}

/// Refuses what a ledger cannot answer: a month with days of unknown price, and a law under which one day is owed to several.
fn refuse_unclaimable(project: &Project, published: &PublishedMonth) -> Result<()> {
    let refused = |what: String, hint: &str| {
        Err(Error::new("C_CLAIM", Exit::Config, what).effect("nothing was written or changed").hint(hint))
    };
    published.refuse_unpriced("nothing was written or changed")?;
    match project.law.iter().find(|law| law.readiness().is_some_and(ReadyLaw::has_several_payees)) {
        None => Ok(()),
        Some(law) => refused(
            format!("under {} one day is owed to several, and a claim is by one of them", law.id()),
            "`beddays explain STAY` says what of each day goes to whom",
        ),
    }
}

fn read_claim(project: &Project, request: &ReconcileRequest<'_>, key: &Key) -> Result<(NamedFile, ClaimFile)> {
    let reader = ProcessReader::default();
    let by = (request.profile.as_ref(), request.dates);
    let named = NamedFile::read_bytes(request.claim, Some(project), by, &reader)
        .map_err(|error| error.effect("nothing was written or changed"))?;
    let zone = jiff::tz::TimeZone::get(project.zone())
        .map_err(|source| Error::new("X_ZONE", Exit::Bug, source.to_string()))?;
    let rules =
        Rules { zone: &zone, key: key.bytes(), authorities: Authorities::liable(), law: project.other_law.as_ref() };
    let claim = named.claim(&rules, &reader).map_err(|error| named.explain(error))?;
    if claim.rows.is_empty() {
        return Err(Error::new("F_NO_ROWS", Exit::Data, "the claim has a header line and no rows")
            .at(Position::file(request.claim))
            .effect("nothing was written or changed")
            .hint("ask the sender for the claim; what is owed without one is in the statement of the month"));
    }
    Ok((named, claim))
}

/// Refuses a claim of which no line is for this project to answer, or none can be read.
fn refuse_nothing_ours(path: &Path, lines: &[ClaimLine], unreadable: usize) -> Result<()> {
    let refused = |code, what: String, hint: String| {
        Err(Error::new(code, Exit::Data, what)
            .at(Position::file(path))
            .effect("nothing was written or changed")
            .hint(hint))
    };
    if lines.is_empty() {
        let what = format!("none of the {unreadable} rows of the claim can be read");
        return refused("F_UNREADABLE", what, "`beddays check FILE` says of each what is wrong".to_owned());
    }
    let why = |line: &ClaimLine| match &line.stay {
        StayOfLine::NotOurs(why) => Some(why_no_stay(Language::English, why)),
        _ => None,
    };
    let whys: BTreeSet<String> = lines.iter().filter_map(why).collect();
    let is_ours = lines.iter().any(|line| !matches!(line.stay, StayOfLine::NotOurs(_)));
    if is_ours {
        return Ok(());
    }
    let whys: Vec<String> = whys.into_iter().take(3).collect();
    let what = format!("no line of the claim is for this project: {}", whys.join("; "));
    let hint = "send it back, or name the project of the other side with `--project DIR`";
    refused("X_NOT_OUR_CLAIM", what, hint.to_owned())
}

impl ComparedClaim<'_> {
    /// Everything that the reports say.
    pub fn described(&self) -> ReconciledClaim<'_> {
        let (project, published, named) = (self.project, &self.published, &self.named);
        ReconciledClaim {
            owner: &project.name,
            language: project.language,
            reader: match project.view {
                View::Authority => StatementReader::Payer,
                View::Provider => StatementReader::Payee,
                View::System => StatementReader::System,
            },
            month: published.month,
            edition: published.edition,
            as_of: published.as_of,
            incomplete: &published.incomplete,
            ledger_sha256: &published.ledger.sha256,
            file: &self.file,
            file_sha256: &named.sha256,
            profile: &named.profile.name,
            names: &project.names,
            payers: &self.payers,
            payees: &self.payees,
            laws: &project.law,
            currency: self.currency,
            reconciled: &self.reconciled,
            total: self.total,
            notes: &self.notes,
            others: &self.others,
            later: &self.later,
        }
    }

    /// Refuses where a run came between.
    fn refuse_if_changed(&self) -> Result<()> {
        if !self.store.is_current()? {
            return Err(Error::new("S_BUSY", Exit::Busy, "a run changed the store while the claim was reconciled")
                .effect("nothing was written or changed")
                .hint("run again"));
        }
        Ok(())
    }
}
