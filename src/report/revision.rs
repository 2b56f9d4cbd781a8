//! The revision report of a month: what its edition changed of the edition before and of closed months. For each hospital,
//! what was published, each cause of a change, and what holds now: they add up to the penny, or nothing is published.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column, titled,
};
use super::statement::{CORRECTED, CorrectedDays, Corrections, corrected_row, counted, signed};
use crate::domain::restated::{BeforeAfter, MonthChange};
use crate::domain::revision::RevisionCause;
use crate::domain::{Currency, Language, LedgerStatus, Minor, Month};
use crate::error::{Error, Exit, Result};

/// What a revision report is made from.
#[derive(Clone, Copy, Debug)]
pub struct RevisionBasis<'a> {
    /// Whose it is.
    pub owner: &'a str,
    /// What people call an organisation, by its code.
    pub names: &'a BTreeMap<String, String>,
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// The month in the edition before, and now; nothing for a first edition.
    pub replaces: Option<&'a MonthChange>,
    /// The days that changed since.
    pub own: &'a Corrections,
    /// The closed months that it corrects: before, with what was corrected earlier, and after.
    pub corrected: &'a [MonthChange],
    /// The days of these that are corrected.
    pub closed: &'a Corrections,
    /// The currency of the amounts.
    pub currency: Currency,
}

const STEPS: [ReportColumn; 5] = [
    column("hospital", "Hospital", ColumnKind::Text),
    column("step", "Step", ColumnKind::Text),
    column("delayed_days", "Delayed days", ColumnKind::Count),
    column("chargeable_days", "Chargeable days", ColumnKind::Count),
    column("amount", "Amount", ColumnKind::Money),
];

/// What the first step of a closed month is called.
pub const CLOSED_BEFORE: &str = "As closed, with earlier corrections";

/// What the step of an edition is called.
pub fn edition_title(edition: u32) -> String {
    format!("Edition {edition}")
}

/// What a step calls a hospital in a month.
pub fn payee_in_month(names: &BTreeMap<String, String>, code: &str, month: Month) -> String {
    let name = names.get(code).map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"));
    format!("{name}, {}", month.long())
}

/// Makes the report.
///
/// # Errors
/// 65: what was published and the causes do not add up to what holds now (our bug).
pub fn revision(basis: &RevisionBasis<'_>) -> Result<Report> {
    let (currency, month) = (basis.currency, basis.month);
    let mut sections = Vec::new();
    let (mut summary, mut figures) = (Vec::new(), Vec::new());
    let mut say = |change: &MonthChange, what: String| {
        let difference = Minor(change.sums.amount_after_minor.0 - change.sums.amount_before_minor.0);
        summary.push(format!(
            "{what}: {} before, {} now ({}).",
            change.sums.amount_before_minor.with(currency),
            change.sums.amount_after_minor.with(currency),
            signed(Language::English, difference, currency)
        ));
        figures.push(KeyFigure {
            label: change.month.long(),
            value: ReportCell::money(difference, currency),
            note: "difference".to_owned(),
            link: None,
        });
    };
    if let Some(change) = basis.replaces.filter(|_| !basis.own.rows.is_empty()) {
        say(change, format!("Edition {} of {} replaces edition {}", basis.edition, month.long(), change.edition));
        let titles = [change.edition, basis.edition].map(edition_title);
        sections.push(Section {
            id: "editions",
            title: format!("What did edition {} change of edition {}?", basis.edition, change.edition),
            text: Vec::new(),
            chart: None,
            tables: vec![
                steps(basis, "edition_steps", &[(change, &basis.own.rows)], &titles)?,
                days(basis, "changed_days", "Days that changed since the edition before", &basis.own.rows),
            ],
        });
    }
    if !basis.corrected.is_empty() {
        for change in basis.corrected {
            say(change, format!("{}, closed in edition {}, is corrected", change.month.long(), change.edition));
        }
        let of_months: Vec<(&MonthChange, &[CorrectedDays])> =
            basis.corrected.iter().map(|change| (change, rows_of(basis.closed, change.month))).collect();
        let titles = [CLOSED_BEFORE, "As it is now"].map(str::to_owned);
        sections.push(Section {
            id: "closed_months",
            title: "What is corrected of closed months?".to_owned(),
            text: vec![format!(
                "The files of these months stay as they were closed. The differences stand in the statement of {}.",
                month.long()
            )],
            chart: None,
            tables: vec![
                steps(basis, "closed_steps", &of_months, &titles)?,
                days(basis, "corrected_days", "Days of closed months that are corrected", &basis.closed.rows),
            ],
        });
    }
    Ok(Report {
        language: Language::English,
        class: "internal",
        name: "revision",
        title: format!("{}: what the statement of {} changes", basis.owner, month.long()),
        standing: format!("{}, edition {}", month.long(), basis.edition),
        notice: None,
        summary,
        figures,
        sections,
        provenance: vec![
            ReportFact { name: "Month".to_owned(), value: month.to_string() },
            ReportFact { name: "Edition".to_owned(), value: basis.edition.to_string() },
            ReportFact { name: "Program".to_owned(), value: format!("beddays {}", env!("CARGO_PKG_VERSION")) },
        ],
    })
}

/// The rows of one month; they are in the order of the months.
fn rows_of(corrections: &Corrections, month: Month) -> &[CorrectedDays] {
    let rows = &corrections.rows;
    let from = rows.partition_point(|row| row.revision.month < month);
    &rows[from..rows.partition_point(|row| row.revision.month <= month)]
}

/// Stays, delayed days, chargeable days and money.
#[derive(Clone, Debug, Default)]
struct Step<'r> {
    stays: BTreeSet<&'r str>,
    delayed: i64,
    chargeable: i64,
    amount: i64,
}

impl Step<'_> {
    fn cells(&self, hospital: String, step: String, currency: Currency) -> Vec<ReportCell> {
        vec![
            ReportCell::Text(hospital),
            ReportCell::Text(step),
            ReportCell::Count(self.delayed),
            ReportCell::Count(self.chargeable),
            ReportCell::money(Minor(self.amount), currency),
        ]
    }

    fn add(&mut self, other: &Self) {
        self.delayed += other.delayed;
        self.chargeable += other.chargeable;
        self.amount += other.amount;
    }

    fn of(sums: &BeforeAfter) -> [Self; 2] {
        let step =
            |delayed, chargeable, amount: Minor| Step { delayed, chargeable, amount: amount.0, ..Step::default() };
        [
            step(sums.delayed_days_before, sums.chargeable_days_before, sums.amount_before_minor),
            step(sums.delayed_days_after, sums.chargeable_days_after, sums.amount_after_minor),
        ]
    }
}

/// What each cause changes with each payee.
fn causes(rows: &[CorrectedDays]) -> BTreeMap<&str, BTreeMap<RevisionCause, Step<'_>>> {
    let mut of: BTreeMap<&str, BTreeMap<RevisionCause, Step<'_>>> = BTreeMap::new();
    for row in rows {
        let sides = [(&row.revision.old, -1), (&row.revision.new, 1)].into_iter().zip(row.concerns);
        for ((state, sign), _) in sides.filter(|(_, concerns)| *concerns) {
            let Some(state) = state else { continue };
            let days = row.revision.days() * sign;
            let step = of.entry(&state.payee_code).or_default().entry(row.revision.reason.cause).or_default();
            step.stays.insert(&row.revision.stay_id);
            step.delayed += days;
            step.chargeable += if state.status == LedgerStatus::Chargeable { days } else { 0 };
            step.amount += state.amount_minor.0 * days;
        }
    }
    of
}

/// For each month and hospital: before, cause by cause, after.
fn steps(
    basis: &RevisionBasis<'_>,
    id: &'static str,
    of_months: &[(&MonthChange, &[CorrectedDays])],
    [before, after]: &[String; 2],
) -> Result<ReportTable> {
    let mut rows = Vec::new();
    for (change, corrected) in of_months {
        let causes = causes(corrected);
        for payee in &change.by_payee {
            let name = || payee_in_month(basis.names, &payee.payee_code, change.month);
            let [opening, closing] = Step::of(&payee.sums);
            let mut sum = opening.clone();
            rows.push(opening.cells(name(), before.clone(), basis.currency));
            for (cause, step) in causes.get(&*payee.payee_code).into_iter().flatten() {
                sum.add(step);
                let stays = counted(step.stays.len() as i64, "stay", "stays");
                rows.push(step.cells(name(), format!("{} ({stays})", cause.words()), basis.currency));
            }
            let is_sum = |of: fn(&Step<'_>) -> i64| of(&sum) == of(&closing);
            if !(is_sum(|step| step.delayed) && is_sum(|step| step.chargeable) && is_sum(|step| step.amount)) {
                return Err(does_not_add_up(change.month, &payee.payee_code));
            }
            rows.push(closing.cells(name(), after.clone(), basis.currency));
        }
    }
    Ok(ReportTable {
        id,
        title: "From what was published to what holds now, cause by cause".to_owned(),
        columns: STEPS.to_vec(),
        rows,
        total: None,
        empty: "nothing changed",
    })
}

fn does_not_add_up(month: Month, payee: &str) -> Error {
    let what = format!("what was published of {month} for {payee} and the causes of its changes do not add up");
    Error::new("S_RECONCILE", Exit::Data, what)
        .effect("nothing was published; the last good month stays")
        .hint("this is our bug: please report it")
}

/// Every run of days that changed.
fn days(basis: &RevisionBasis<'_>, id: &'static str, title: &str, rows: &[CorrectedDays]) -> ReportTable {
    ReportTable {
        id,
        title: title.to_owned(),
        columns: titled(Language::English, &CORRECTED),
        rows: rows.iter().map(|row| corrected_row(Language::English, row, basis.currency)).collect(),
        total: None,
        empty: "none",
    }
}
