//! What a statement corrects of closed months, and what is to be paid with it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section, titled};
use super::liability::{OwedToPayee, reconcile};
use super::{StatementBasis, StatementFigures, StatementReader, column, status_title};
use crate::domain::revision::{DayState, Revision, RevisionCause};
use crate::domain::{Authorities, Currency, Language, Minor, Month};
use crate::error::Result;
use crate::words::Argument;

/// What a statement corrects of closed months, as far as it concerns its reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    /// By month, stay and day.
    pub rows: Vec<CorrectedDays>,
}

/// Days of a stay in a closed month of which something else holds.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectedDays {
    /// Old and new.
    pub revision: Revision,
    /// Whether what was published, and what holds now, concern the reader.
    pub concerns: [bool; 2],
    /// What they came to and come to now, as far as it concerns the reader.
    pub amounts: [Minor; 2],
    /// The file and line of the newest record that says so; nothing where no record does.
    pub evidence: Option<(String, u32)>,
}

impl CorrectedDays {
    /// Where the newest record is that says so, in words; empty where no record does.
    pub fn record(&self, language: Language) -> String {
        let Some((file, line)) = &self.evidence else { return String::new() };
        language.say("evidence-line", &[("file", file.into()), ("line", Argument::Plain((*line).into()))])
    }
}

impl Corrections {
    /// Those of rows that concern a reader: `counts` says which states of days do. `file` names a delivery.
    pub fn of(rows: &[Revision], counts: &dyn Fn(&DayState) -> bool, file: &dyn Fn(&str) -> String) -> Self {
        let row = |row: &Revision| {
            let evidence = row.reason.evidence.as_ref();
            CorrectedDays {
                revision: row.clone(),
                concerns: [&row.old, &row.new].map(|state| state.as_ref().is_some_and(counts)),
                amounts: row.amounts(counts),
                evidence: evidence.map(|evidence| (file(&evidence.source_id), evidence.line)),
            }
        };
        let mut rows: Vec<CorrectedDays> = rows.iter().map(row).collect();
        rows.retain(|row| row.concerns != [false; 2]);
        Self { rows }
    }

    /// What they come to, in minor units: below 0 where too much was charged.
    pub fn amount(&self) -> Minor {
        Minor(self.rows.iter().map(|row| row.amounts[1].0 - row.amounts[0].0).sum())
    }

    /// Whether any of them moves money.
    pub fn moves_money(&self) -> bool {
        self.rows.iter().any(|row| row.amounts != [Minor(0); 2])
    }

    /// The same by payee: what is taken from one is taken from whoever was owed it.
    pub fn by_payee(&self) -> BTreeMap<&str, Minor> {
        let mut of: BTreeMap<&str, Minor> = BTreeMap::new();
        for CorrectedDays { revision, amounts, .. } in &self.rows {
            for (state, amount) in [(&revision.old, -amounts[0].0), (&revision.new, amounts[1].0)] {
                let Some(state) = state else { continue };
                let sum = of.entry(&state.payee_code).or_default();
                *sum = *sum + Minor(amount);
            }
        }
        of
    }

    /// The corrected months, each with the stays and the difference.
    pub fn by_month(&self) -> BTreeMap<Month, (BTreeSet<&str>, Minor)> {
        let mut of: BTreeMap<Month, (BTreeSet<&str>, Minor)> = BTreeMap::new();
        for row in &self.rows {
            let (stays, sum) = of.entry(row.revision.month).or_default();
            stays.insert(&row.revision.stay_id);
            *sum = *sum + Minor(row.amounts[1].0 - row.amounts[0].0);
        }
        of
    }
}

/// An amount with its sign: `+£155.00`.
pub fn signed(language: Language, amount: Minor, currency: Currency) -> String {
    let sign = if amount.0 > 0 { "+" } else { "" };
    format!("{sign}{}", language.money(amount, currency))
}

const TO_PAY: [ReportColumn; 4] = [
    column("hospital", "head-hospital", ColumnKind::Text),
    column("this_month", "head-this-month", ColumnKind::Money),
    column("corrections", "head-corrections", ColumnKind::Money),
    column("to_pay", "head-to-pay-now", ColumnKind::Money),
];

/// The columns of corrected days.
pub const CORRECTED: [ReportColumn; 12] = [
    column("month", "head-month", ColumnKind::Month),
    column("stay_id", "head-stay", ColumnKind::Text),
    column("from_on", "head-from", ColumnKind::Day),
    column("to_on", "head-to", ColumnKind::Day),
    column("days", "head-days", ColumnKind::Count),
    column("hospital", "head-hospital", ColumnKind::Text),
    column("old", "head-before", ColumnKind::Text),
    column("new", "head-now", ColumnKind::Text),
    column("amount_before", "head-amount-before", ColumnKind::Money),
    column("amount_after", "head-amount-now", ColumnKind::Money),
    column("cause", "head-cause", ColumnKind::Text),
    column("evidence", "head-record", ColumnKind::Text),
];

/// One sentence for the summary; nothing without corrections.
pub(super) fn sentence(basis: &StatementBasis<'_>, total: &StatementFigures, currency: Currency) -> Option<String> {
    let corrections = basis.circumstances.corrections;
    if corrections.rows.is_empty() {
        return None;
    }
    let month = |(month, (stays, sum)): (Month, (BTreeSet<&str>, Minor))| {
        let amount = ("amount", signed(basis.language, sum, currency).into());
        let stays = ("stays", (stays.len() as i64).into());
        basis.say("corrections-month", &[amount, ("month", month.into()), stays])
    };
    let months: Vec<String> = corrections.by_month().into_iter().map(month).collect();
    let amounts = [("amount", total.amount), ("to_pay", total.to_pay())];
    let [amount, to_pay] = amounts.map(|(name, amount)| (name, (amount, currency).into()));
    let months = ("months", months.join(", ").into());
    Some(basis.say("corrections-sum", &[months, amount, ("month", basis.month.into()), to_pay]))
}

/// What is to be paid now, and the days that are corrected; nothing without corrections.
pub(super) fn section(
    basis: &StatementBasis<'_>,
    total: &StatementFigures,
    payees: &[OwedToPayee],
    currency: Currency,
) -> Result<Option<Section>> {
    let corrections = basis.circumstances.corrections;
    if corrections.rows.is_empty() {
        return Ok(None);
    }
    let mut of: BTreeMap<String, [Minor; 2]> = BTreeMap::new();
    for payee in payees {
        let sums = of.entry(basis.organisation(&payee.payee_code)).or_default();
        sums[0] = sums[0] + payee.amount;
    }
    for (payee, amount) in corrections.by_payee() {
        let sums = of.entry(basis.organisation(payee)).or_default();
        sums[1] = sums[1] + amount;
    }
    let row = |name: String, [own, corrected]: [Minor; 2]| {
        let amounts = [own, corrected, own + corrected].map(|amount| ReportCell::money(amount, currency));
        std::iter::once(ReportCell::Text(name)).chain(amounts).collect::<Vec<ReportCell>>()
    };
    let sum = |part: usize| of.values().map(|sums| sums[part]).sum::<Minor>();
    let totals = [sum(0), sum(1)];
    reconcile("the hospitals", totals[0], total.amount)?;
    reconcile("the corrections of the hospitals", totals[1], total.corrections)?;
    let is_shown = |sums: &[Minor; 2]| sums[0] != Minor(0) || sums[1] != Minor(0);
    let rows = of.into_iter().filter(|(_, sums)| is_shown(sums)).map(|(name, sums)| row(name, sums)).collect();
    let title = basis.word(match basis.reader {
        StatementReader::Payee => "corrections-title-payee",
        _ => "corrections-title",
    });
    let mut tables = vec![ReportTable {
        id: "to_pay",
        title: basis.of_month("corrections-to-pay"),
        columns: titled(basis.language, &TO_PAY),
        rows,
        total: Some(row(basis.word("total").to_owned(), totals)),
        empty: basis.word("nothing"),
    }];
    tables.extend(basis.lists_stays().then(|| corrected(basis, &corrections.rows, currency)));
    Ok(Some(Section {
        id: "corrections",
        title: title.to_owned(),
        text: vec![basis.word("corrections-text").to_owned()],
        chart: None,
        tables,
    }))
}

/// Days of closed months that are corrected.
fn corrected(basis: &StatementBasis<'_>, rows: &[CorrectedDays], currency: Currency) -> ReportTable {
    let [mut before, mut after] = [Minor(0); 2];
    for row in rows {
        before = before + row.amounts[0];
        after = after + row.amounts[1];
    }
    let mut total: Vec<ReportCell> = CORRECTED.iter().map(|_| ReportCell::text("")).collect();
    total[0] = ReportCell::text(basis.word("total"));
    total[8] = ReportCell::money(before, currency);
    total[9] = ReportCell::money(after, currency);
    ReportTable {
        id: "corrected_days",
        title: basis.word("corrected-title").to_owned(),
        columns: titled(basis.language, &CORRECTED),
        rows: rows.iter().map(|row| corrected_row(basis.language, row, currency)).collect(),
        total: Some(total),
        empty: basis.word("none"),
    }
}

/// The cells of corrected days.
pub fn corrected_row(language: Language, row: &CorrectedDays, currency: Currency) -> Vec<ReportCell> {
    let revision = &row.revision;
    // Of a day that is another reader's by now, or was, nothing is said but that.
    let state = |state: &Option<DayState>, concerns: bool| match state {
        None => language.word("corrected-no-day").to_owned(),
        Some(_) if !concerns => language.word("corrected-not-here").to_owned(),
        Some(state) => {
            let unknown = language.word("authority-not-known");
            let payer = state.payer.map_or(unknown, |id| &Authorities::all().get(id).name);
            format!("{}, {payer}", status_title(language, state.status))
        }
    };
    let sides = [&revision.old, &revision.new].into_iter().zip(row.concerns);
    let mut payees: Vec<&str> =
        sides.filter(|(_, concerns)| *concerns).filter_map(|(state, _)| Some(&*state.as_ref()?.payee_code)).collect();
    payees.dedup();
    let payee = payees
        .into_iter()
        .map(str::to_owned)
        .reduce(|first, last| language.say("corrected-then", &[("first", first.into()), ("last", last.into())]));
    let evidence = if row.evidence.is_none() { language.word("none").to_owned() } else { row.record(language) };
    let cause = revision.reason.cause;
    vec![
        ReportCell::Month(revision.month),
        ReportCell::text(&*revision.stay_id),
        ReportCell::Day(revision.from_on),
        ReportCell::Day(revision.to_on),
        ReportCell::Count(revision.days()),
        ReportCell::Text(payee.unwrap_or_default()),
        ReportCell::Text(state(&revision.old, row.concerns[0])),
        ReportCell::Text(state(&revision.new, row.concerns[1])),
        ReportCell::money(row.amounts[0], currency),
        ReportCell::money(row.amounts[1], currency),
        ReportCell::Text(cause_in_words(language, cause)),
        ReportCell::Text(evidence),
    ]
}

/// Why days were corrected.
pub fn cause_in_words(language: Language, cause: RevisionCause) -> String {
    language.instead(&format!("cause-{}", cause.code()), &[], || cause.words().to_owned())
}
