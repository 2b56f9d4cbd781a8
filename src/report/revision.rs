//! The revision report of a month: what its edition changed of the edition before and of closed months. For each hospital,
//! what was published, each cause of a change, and what holds now: they add up to the penny, or nothing is published.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column, titled,
};
use super::statement::{CORRECTED, CorrectedDays, Corrections, cause_in_words, corrected_row, organisation, signed};
use crate::domain::restated::{BeforeAfter, MonthChange};
use crate::domain::revision::RevisionCause;
use crate::domain::{Currency, Language, LedgerStatus, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::words::Argument;

/// What a revision report is made from.
#[derive(Clone, Copy, Debug)]
pub struct RevisionBasis<'a> {
    /// Whose it is.
    pub owner: &'a str,
    /// The language of the report.
    pub language: Language,
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
    column("hospital", "head-hospital", ColumnKind::Text),
    column("step", "head-step", ColumnKind::Text),
    column("delayed_days", "head-delayed-days", ColumnKind::Count),
    column("chargeable_days", "head-chargeable-days", ColumnKind::Count),
    column("amount", "head-amount", ColumnKind::Money),
];

/// The message of the first step of a closed month.
pub const CLOSED_BEFORE: &str = "revision-closed-before";

/// What the step of an edition is called.
pub fn edition_title(language: Language, edition: u32) -> String {
    language.say("revision-edition", &[("edition", Argument::Plain(edition.into()))])
}

/// What a step calls a hospital in a month.
pub fn payee_in_month(language: Language, names: &BTreeMap<String, String>, code: &str, month: Month) -> String {
    format!("{}, {}", organisation(names, code), language.month(month))
}

/// Makes the report.
///
/// # Errors
/// 65: what was published and the causes do not add up to what holds now (our bug).
pub fn revision(basis: &RevisionBasis<'_>) -> Result<Report> {
    let (currency, month, language) = (basis.currency, basis.month, basis.language);
    let mut sections = Vec::new();
    let (mut summary, mut figures) = (Vec::new(), Vec::new());
    let own = [("month", month.into()), ("edition", Argument::Plain(basis.edition.into()))];
    let earlier = |change: &MonthChange| ("earlier", Argument::Plain(change.edition.into()));
    let mut say = |change: &MonthChange, id: &'static str, of: &[(&str, Argument<'_>)]| {
        let difference = Minor(change.sums.amount_after_minor.0 - change.sums.amount_before_minor.0);
        let sums = [("before", change.sums.amount_before_minor), ("now", change.sums.amount_after_minor)];
        let sums = sums.map(|(name, amount)| (name, (amount, currency).into()));
        let difference_in_words = ("difference", signed(language, difference, currency).into());
        let all = of.iter().cloned().chain([earlier(change), difference_in_words]).chain(sums);
        summary.push(language.say(id, &all.collect::<Vec<_>>()));
        figures.push(KeyFigure {
            label: language.month(change.month),
            value: ReportCell::money(difference, currency),
            note: language.word("revision-difference").to_owned(),
            link: None,
        });
    };
    if let Some(change) = basis.replaces.filter(|_| !basis.own.rows.is_empty()) {
        say(change, "revision-editions-sum", &own);
        let titles = [change.edition, basis.edition].map(|edition| edition_title(language, edition));
        sections.push(Section {
            id: "editions",
            title: language.say("revision-editions-title", &[own[1].clone(), earlier(change)]),
            text: Vec::new(),
            chart: None,
            tables: vec![
                steps(basis, "edition_steps", &[(change, &basis.own.rows)], &titles)?,
                days(basis, "changed_days", "revision-days", &basis.own.rows),
            ],
        });
    }
    if !basis.corrected.is_empty() {
        for change in basis.corrected {
            say(change, "revision-closed-sum", &[("month", change.month.into())]);
        }
        let of_months: Vec<(&MonthChange, &[CorrectedDays])> =
            basis.corrected.iter().map(|change| (change, rows_of(basis.closed, change.month))).collect();
        let titles = [CLOSED_BEFORE, "revision-now"].map(|id| language.word(id).to_owned());
        sections.push(Section {
            id: "closed_months",
            title: language.word("revision-closed-title").to_owned(),
            text: vec![language.say("revision-closed-text", &own[..1])],
            chart: None,
            tables: vec![
                steps(basis, "closed_steps", &of_months, &titles)?,
                days(basis, "corrected_days", "corrected-title", &basis.closed.rows),
            ],
        });
    }
    Ok(Report {
        language,
        class: "internal",
        name: "revision",
        title: language.say("revision-title", &[("owner", basis.owner.into()), own[0].clone()]),
        standing: language.say("revision-standing", &own),
        notice: None,
        summary,
        figures,
        sections,
        provenance: vec![
            ReportFact::of(language, "fact-month", month),
            ReportFact::of(language, "fact-edition", basis.edition),
            ReportFact::program(language),
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
            let name = || payee_in_month(basis.language, basis.names, &payee.payee_code, change.month);
            let [opening, closing] = Step::of(&payee.sums);
            let mut sum = opening.clone();
            rows.push(opening.cells(name(), before.clone(), basis.currency));
            for (cause, step) in causes.get(&*payee.payee_code).into_iter().flatten() {
                sum.add(step);
                let stays = ("stays", (step.stays.len() as i64).into());
                let of = [("cause", cause_in_words(basis.language, *cause).into()), stays];
                rows.push(step.cells(name(), basis.language.say("revision-cause", &of), basis.currency));
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
        title: basis.language.word("revision-steps").to_owned(),
        columns: titled(basis.language, &STEPS),
        rows,
        total: None,
        empty: basis.language.word("revision-nothing"),
    })
}

fn does_not_add_up(month: Month, payee: &str) -> Error {
    let what = format!("what was published of {month} for {payee} and the causes of its changes do not add up");
    Error::new("S_RECONCILE", Exit::Data, what)
        .effect("nothing was published; the last good month stays")
        .hint("this is our bug: please report it")
}

/// Every run of days that changed.
fn days(basis: &RevisionBasis<'_>, id: &'static str, title: &'static str, rows: &[CorrectedDays]) -> ReportTable {
    ReportTable {
        id,
        title: basis.language.word(title).to_owned(),
        columns: titled(basis.language, &CORRECTED),
        rows: rows.iter().map(|row| corrected_row(basis.language, row, basis.currency)).collect(),
        total: None,
        empty: basis.language.word("none"),
    }
}
