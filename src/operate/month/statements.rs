//! The statement of a month with its files: one for an authority; for a hospital trust or a whole system an index, and a
//! statement for each council that pays. The ledger is read once, and each council's rows are asked by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::domain::revision::DayState;
use crate::domain::{Authorities, AuthorityId, Claim, Minor, Month, Receipt, Revision};
use crate::error::{Result, every};
use crate::liability::{Reasons, days_in_doubt};
use crate::operate::month::changes::InView;
use crate::operate::month::checks::reconcile;
use crate::operate::month::counterparties::{CounterpartyItems, ItemsByCounterparty, MonthItems};
use crate::operate::month::judged::{JudgedMonth, RunContext};
use crate::operate::month::{doubts, elsewhere, notes};
use crate::operate::output_files;
use crate::project::{Project, View};
use crate::query::{Engine, RowsByKey};
use crate::report::model::Report;
use crate::report::statement::{
    Accrual, Circumstances, Corrections, Counterparty, CounterpartySums, StatementBasis, StatementFigures,
    StatementIndex, StatementReader, StatementScope, prices_wanted, statement,
};
use crate::settle::Intake;
use crate::store::{Commit, ReportFile};

/// So many statements are in memory at once, beside the files of those that are written.
const AT_ONCE: usize = 16;

/// The statement of a month.
pub(crate) struct Statements {
    /// The statement, or the index of all statements.
    pub(crate) report: Report,
    /// What it comes to.
    pub(crate) figures: StatementFigures,
    /// What the statement of each council comes to, where it is an index.
    pub(crate) of_councils: Vec<CounterpartySums>,
    /// Every file of them.
    pub(crate) files: Vec<ReportFile>,
    /// By how much the month could come to less or more.
    pub(crate) accrual: Accrual,
    /// What file would add each price that is missing, in English.
    pub(crate) prices_wanted: Vec<String>,
}

/// Tables, beside them the deliveries and what is listed of their records.
pub(crate) fn engine(tables: &[(&str, Vec<PathBuf>)], taken: &Intake, found: &RunContext) -> Result<Engine> {
    let mut engine = Engine::open(tables)?;
    engine.add_rows(&taken.receipts)?;
    engine.add_rows(&found.findings.counts.rows(&taken.receipts))?;
    Ok(engine)
}

/// Makes the statement of a month.
///
/// # Errors
/// 65: a total does not reconcile; 70: a query does not run or a report does not fit a format (our bug).
pub(crate) fn statements(
    project: &Project,
    taken: &Intake,
    found: &RunContext,
    judged: &JudgedMonth,
    commit: &Commit<'_>,
) -> Result<Statements> {
    let mut engine = month_engine(project, taken, found, judged, commit)?;
    let month = judged.month.month;
    let open_stays = found.open_stays.iter().map(|(stay_id, day)| (&**stay_id, *day)).collect();
    let unused_events = notes::unused_events(&project.law, taken, month);
    let claims = claims_in_view(project, taken, month);
    let corrections = corrections_of(project, &found.revisions, |other| other != month, &taken.receipts, None);
    let elsewhere = elsewhere::elsewhere(taken, &found.findings, &judged.looked_at.doubts);
    let days = days_in_doubt(&judged.looked_at.doubts, |doubt, payer| doubts::is_of_payer(project, doubt, payer));
    let accrual = Accrual::of(&mut engine, &days, (month, judged.month.as_of))?;
    let basis = StatementBasis {
        language: project.language,
        owner: &project.name,
        reader: match project.view {
            View::Authority => StatementReader::Payer,
            View::Provider => StatementReader::Payee,
            View::System => StatementReader::System,
        },
        scope: StatementScope::Everything,
        authority: project.authority_on(month.last()).filter(|_| project.view == View::Authority),
        names: &project.names,
        month,
        as_of: judged.month.as_of,
        edition: judged.month.edition,
        laws: &project.law,
        receipts: &taken.receipts,
        listed: &found.receipts,
        links: &taken.links,
        claims: &claims,
        unlinked: &taken.unlinked,
        volumes: &found.volumes,
        looked_at: &judged.looked_at,
        elsewhere: &elsewhere,
        reasons: Reasons::new(&taken.reasons),
        open_stays: &open_stays,
        unused_events: &unused_events,
        other_answers: &found.other_answers,
        ledger_sha256: &judged.month.ledger.sha256,
        accrual: &accrual,
        circumstances: Circumstances {
            senders: &found.senders,
            restated: &found.restated,
            replaces: found.replaces.change.as_ref(),
            corrections: &corrections,
            corrections_before: corrections_before(project, found, &taken.receipts, None),
        },
    };
    let in_doubt = doubts::amount(project, &judged.looked_at.doubts);
    let figures = StatementFigures::of(&mut engine, (in_doubt, &judged.looked_at.doubts), &corrections, &accrual)?;
    let prices_wanted = prices_wanted(&mut engine, &project.law, month)?;
    if project.view != View::Authority {
        let made = by_council(project, (taken, found), &basis, (engine, figures))?;
        return Ok(Statements { prices_wanted, ..made });
    }
    let report = statement(&basis, &figures, &mut engine)?;
    let files = output_files::render(&report)?;
    Ok(Statements { report, figures, of_councils: Vec::new(), files, accrual, prices_wanted })
}

/// The index, and a statement for each council.
fn by_council(
    project: &Project,
    (taken, found): (&Intake, &RunContext),
    basis: &StatementBasis<'_>,
    (mut engine, figures): (Engine, StatementFigures),
) -> Result<Statements> {
    let rows = RowsOfCouncils::of(&mut engine)?;
    let replaced = &found.replaces.by_payer;
    let corrected = basis.circumstances.corrections.rows.iter().flat_map(|row| [&row.revision.old, &row.revision.new]);
    let before = found.replaces.corrections.iter().flat_map(|row| [&row.old, &row.new]);
    let corrected = corrected.chain(before).flatten().map(|state| counterparty(state.payer));
    let payers = rows.payers().chain(replaced.keys().copied().map(counterparty)).chain(corrected);
    let payers: BTreeSet<Counterparty> = payers.collect();
    let month_items = MonthItems { project, taken, basis, payers: &payers };
    let ItemsByCounterparty { of, in_doubt_again } = month_items.by_counterparty();
    let claim_keys = rows.claim_keys(&month_items);
    // One after the other: an engine waits for its own threads, and a thread of ours that waited for it would begin the next.
    let one = |(who, concern): &(&Counterparty, &CounterpartyItems<'_>)| {
        let keys = claim_keys.get(who).map_or(&[][..], Vec::as_slice);
        let corrections = corrections_of(
            project,
            &found.revisions,
            |other| other != basis.month,
            &taken.receipts,
            Some(payer(**who)),
        );
        let circumstances = Circumstances {
            restated: &[],
            replaces: replaced.get(&payer(**who)),
            corrections: &corrections,
            corrections_before: corrections_before(project, found, &taken.receipts, Some(payer(**who))),
            ..basis.circumstances
        };
        let basis = StatementBasis { circumstances, ..*basis };
        of_council(&basis, &month_items, (**who, concern), rows.engine(**who, keys)?)
    };
    let (mut of_councils, mut files) = (Vec::with_capacity(of.len()), Vec::new());
    for some in of.iter().collect::<Vec<_>>().chunks(AT_ONCE) {
        let made = some.iter().map(one).collect::<Result<Vec<_>>>()?;
        let rendered = made.par_iter().map(|(sums, report)| files_of(sums.who, report));
        files.extend(every(rendered.collect::<Vec<_>>())?.into_iter().flatten());
        of_councils.extend(made.into_iter().map(|(sums, _)| sums));
    }
    let index = StatementIndex { statements: &of_councils, in_doubt_again };
    let report = statement(&StatementBasis { scope: StatementScope::Index(index), ..*basis }, &figures, &mut engine)?;
    let files = output_files::render(&report)?.into_iter().chain(files).collect();
    let prices_wanted = Vec::new();
    Ok(Statements { report, figures, of_councils, files, accrual: basis.accrual.clone(), prices_wanted })
}

fn counterparty(payer: Option<AuthorityId>) -> Counterparty {
    payer.map_or(Counterparty::Unknown, Counterparty::Council)
}

fn payer(who: Counterparty) -> Option<AuthorityId> {
    if let Counterparty::Council(id) = who { Some(id) } else { None }
}

/// What the month's statement is asked of, held to its checks.
fn month_engine(
    project: &Project,
    taken: &Intake,
    found: &RunContext,
    judged: &JudgedMonth,
    commit: &Commit<'_>,
) -> Result<Engine> {
    let ledger = commit.path(&judged.month.ledger);
    let claim_days = commit.table_since("claim_day", judged.month.month)?;
    let mut engine = engine(&[("ledger_day", vec![ledger]), ("claim_day", claim_days)], taken, found)?;
    // Every stay with days of the month is among those that it has to do with.
    engine.add_rows(&taken.stays)?;
    let (view, code) = project.view_and_code(Some(judged.month.month));
    let (first, last) = (judged.month.month.first().to_string(), judged.month.month.last().to_string());
    engine.add_parameters(&[("view", view), ("code", &code), ("first_on", &first), ("last_on", &last)])?;
    engine.build()?;
    reconcile(&judged.month, &mut engine)?;
    Ok(engine)
}

/// The rows in the project's view by the council that pays.
struct RowsOfCouncils {
    /// Days, days without an end of the stay, and days on which one person is charged for twice.
    of_days: [RowsByKey; 3],
    claims: Option<RowsByKey>,
}

impl RowsOfCouncils {
    fn of(engine: &mut Engine) -> Result<Self> {
        let of_days = [
            engine.rows_by_key("int_days_in_view", "payer_code", "int_days_in_view")?,
            engine.rows_by_key("open_days", "payer_code", "open_days")?,
            engine.rows_by_key("charged_twice_by_payer", "payer_code", "charged_in_two_stays")?,
        ];
        let claims = match engine.can_ask("int_claim_days_in_view") {
            true => Some(engine.rows_by_key("int_claim_days_in_view", "payer_code", "int_claim_days_in_view")?),
            false => None,
        };
        Ok(Self { of_days, claims })
    }

    /// Those with days.
    fn payers(&self) -> impl Iterator<Item = Counterparty> {
        self.of_days[0].keys().map(|code| counterparty(Authorities::all().find(code).filter(|_| !code.is_empty())))
    }

    /// By which codes each is claimed from.
    fn claim_keys(&self, month_items: &MonthItems<'_>) -> BTreeMap<Counterparty, Vec<&str>> {
        let mut keys: BTreeMap<Counterparty, Vec<&str>> = BTreeMap::new();
        for code in self.claims.iter().flat_map(RowsByKey::keys) {
            let who = Authorities::all().find(code).map_or(Counterparty::Unknown, |id| month_items.council(id));
            keys.entry(who).or_default().push(code);
        }
        keys
    }

    /// The rows of one, ready to be asked.
    fn engine(&self, who: Counterparty, claim_keys: &[&str]) -> Result<Engine> {
        let of_days = [who.payer_code()];
        let days = self.of_days.iter().map(|rows| (rows, &of_days[..]));
        Engine::of_keys(days.chain(self.claims.iter().map(|rows| (rows, claim_keys))))
    }
}

/// The statement of one council, and what it comes to.
fn of_council(
    basis: &StatementBasis<'_>,
    month_items: &MonthItems<'_>,
    (who, concern): (Counterparty, &CounterpartyItems<'_>),
    mut engine: Engine,
) -> Result<(CounterpartySums, Report)> {
    let days = days_in_doubt(&concern.looked_at.doubts, |doubt, payer| {
        let is_own = payer.is_some_and(|payer| month_items.council(payer) == who);
        is_own && doubts::is_of_payer(month_items.project, doubt, payer)
    });
    let accrual = Accrual::of(&mut engine, &days, (basis.month, basis.as_of))?;
    let corrections = basis.circumstances.corrections;
    let figures =
        StatementFigures::of(&mut engine, (concern.in_doubt, &concern.looked_at.doubts), corrections, &accrual)?;
    let basis = StatementBasis {
        accrual: &accrual,
        scope: StatementScope::Of(who),
        authority: payer(who),
        claims: &concern.claims,
        unlinked: &concern.unlinked,
        looked_at: &concern.looked_at,
        elsewhere: &concern.elsewhere,
        unused_events: &concern.unused_events,
        ..*basis
    };
    let report = statement(&basis, &figures, &mut engine)?;
    Ok((CounterpartySums { who, figures }, report))
}

/// The files of a council's statement, in their folder.
fn files_of(who: Counterparty, report: &Report) -> Result<Vec<ReportFile>> {
    let files = output_files::render(report)?.into_iter();
    Ok(files.map(|file| ReportFile { name: format!("{}/{}", who.folder(), file.name), ..file }).collect())
}

/// What an edition changes of the months that are meant, in the project's view; of one payer where one is given.
pub(crate) fn corrections_of(
    project: &Project,
    rows: &[Revision],
    is_meant: impl Fn(Month) -> bool,
    receipts: &[Receipt],
    payer: Option<Option<AuthorityId>>,
) -> Corrections {
    let views: BTreeMap<Month, InView> = rows.iter().map(|row| (row.month, InView::of(project, row.month))).collect();
    let file = |source_id: &str| {
        let named = receipts.iter().find(|receipt| receipt.sha256.starts_with(source_id));
        named.map_or_else(|| source_id.to_owned(), |receipt| receipt.file.clone())
    };
    let mut corrections = Corrections::default();
    for (of_month, view) in views.iter().filter(|(of_month, _)| is_meant(**of_month)) {
        let counts = |state: &DayState| view.has(state) && payer.is_none_or(|payer| state.payer == payer);
        let rows: Vec<Revision> = rows.iter().filter(|row| row.month == *of_month).cloned().collect();
        corrections.rows.extend(Corrections::of(&rows, &counts, &file).rows);
    }
    corrections
}

/// What the edition before came to in corrections, in the project's view; of one payer where one is given.
fn corrections_before(
    project: &Project,
    found: &RunContext,
    receipts: &[Receipt],
    payer: Option<Option<AuthorityId>>,
) -> Minor {
    corrections_of(project, &found.replaces.corrections, |_| true, receipts, payer).amount()
}

/// The lines that the project pays, or is to be paid.
fn claims_in_view(project: &Project, taken: &Intake, month: Month) -> Vec<Claim> {
    let councils = project.councils_in(month);
    let is_ours = |claim: &&Claim| match project.view {
        View::Authority => councils.contains(&claim.payer),
        View::Provider => Some(&*claim.payee_code) == project.provider.as_deref(),
        View::System => true,
    };
    taken.claims.iter().filter(is_ours).cloned().collect()
}
