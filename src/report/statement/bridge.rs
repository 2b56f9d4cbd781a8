//! The bridge: from the delayed days, status by status, down to the days that are charged.

use crate::domain::{Currency, LedgerStatus, Minor};
use crate::error::{Error, Exit, Result};
use crate::query::Engine;

use super::super::model::{ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section};
use super::liability::{reconcile, status};
use super::{StatementBasis, StatementFigures, column, counted};

const COLUMNS: [ReportColumn; 5] = [
    column("status", "Status", ColumnKind::Text),
    column("meaning", "What it means", ColumnKind::Text),
    column("stays", "Stays", ColumnKind::Count),
    column("days", "Days", ColumnKind::Count),
    column("amount", "Amount", ColumnKind::Money),
];

/// In which order the days that are not charged are taken away: outside the law first, then what the law asks of the
/// hospital, then what it allows the authority.
const ORDER: [LedgerStatus; 13] = [
    LedgerStatus::OutOfScope,
    LedgerStatus::NotInForce,
    LedgerStatus::NoticeMissing,
    LedgerStatus::WithinInterval,
    LedgerStatus::FreeDay,
    LedgerStatus::FirstDayExempt,
    LedgerStatus::ServicesInPlace,
    LedgerStatus::OtherCause,
    LedgerStatus::Deterioration,
    LedgerStatus::AfterEnd,
    LedgerStatus::NotClaimed,
    LedgerStatus::NoPayer,
    LedgerStatus::PriceMissing,
];

/// How the amount follows from the delayed days.
pub(super) fn bridge(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
    currency: Currency,
) -> Result<Section> {
    let answer = engine.ask("bridge_by_status")?;
    let mut found = Vec::new();
    for record in answer.records() {
        let status = status(record.text("status")?)?;
        found.push((status, record.integer("stays")?, record.integer("days")?, Minor(record.integer("amount_minor")?)));
    }
    let days: i64 = found.iter().map(|(_, _, days, _)| days).sum();
    if days != total.delayed_days {
        let what = format!("the statuses add up to {days} days and the month has {}", total.delayed_days);
        return Err(
            Error::new("S_RECONCILE", Exit::Data, what).effect("nothing was published; the last good month stays")
        );
    }
    reconcile("the statuses", found.iter().map(|(_, _, _, amount)| *amount).sum(), total.amount)?;

    let of = |wanted: LedgerStatus| found.iter().find(|(status, ..)| *status == wanted);
    let taken: Vec<_> = ORDER.iter().filter_map(|status| of(*status)).collect();
    let left = of(LedgerStatus::Chargeable);
    let of_readiness = basis.laws.iter().any(|law| law.readiness().is_some());
    let row = |(status, stays, days, amount): &(LedgerStatus, i64, i64, Minor)| {
        vec![
            ReportCell::text(title(*status)),
            ReportCell::text(of_readiness.then(|| meaning_elsewhere(*status)).flatten().unwrap_or(meaning(*status))),
            ReportCell::Count(*stays),
            ReportCell::Count(*days),
            match status {
                LedgerStatus::PriceMissing => ReportCell::Missing { missing: "not known" },
                _ => ReportCell::money(*amount, currency),
            },
        ]
    };
    let total_row = vec![
        ReportCell::text("All delayed days"),
        ReportCell::text("each day once"),
        ReportCell::Missing { missing: "a stay can stand in several rows" },
        ReportCell::Count(total.delayed_days),
        total.cell(total.amount, currency),
    ];
    Ok(Section {
        id: "bridge",
        title: "How does that follow from the delayed days?".to_owned(),
        text: vec![
            "Every delayed day of every delay has exactly one status. The days that are not charged are taken away one reason after the other; what is left is charged.".to_owned(),
            format!("A delay runs from the day the patient was ready to leave{} to the day the stay ended, both included.", ready_word(basis)),
        ],
        chart: Some(chart(basis, &taken, left.map_or(0, |(_, _, days, _)| *days), total)),
        tables: vec![ReportTable {
            id: "bridge",
            title: format!("Delayed days by status, {}", basis.month.long()),
            columns: COLUMNS.to_vec(),
            rows: taken.iter().copied().chain(left).map(row).collect(),
            total: Some(total_row),
            empty: "no delayed days in the month",
        }],
    })
}

fn chart(
    basis: &StatementBasis<'_>,
    taken: &[&(LedgerStatus, i64, i64, Minor)],
    left: i64,
    total: &StatementFigures,
) -> ReportChart {
    let bar = |label: String, value, strong| ChartBar { label, value, strong };
    let mut bars = vec![bar("All delayed days".to_owned(), total.delayed_days, false)];
    bars.extend(
        taken.iter().map(|(status, _, days, _)| bar(format!("less: {}", title(*status).to_lowercase()), *days, false)),
    );
    bars.push(bar("Chargeable days".to_owned(), left, true));
    let parts: Vec<String> =
        taken.iter().map(|(status, _, days, _)| format!("{days} {}", title(*status).to_lowercase())).collect();
    let description = format!(
        "Of {} {} are chargeable. Taken away: {}.",
        counted(total.delayed_days, "delayed day,", "delayed days,"),
        counted(left, "day", "days"),
        if parts.is_empty() { "none".to_owned() } else { parts.join(", ") },
    );
    let title = format!("From delayed days to chargeable days, {}", basis.month.long());
    ReportChart { id: "bridge", title, description, unit: "days", drawing: Drawing::Bridge(bars) }
}

/// What people call a status.
pub fn title(status: LedgerStatus) -> &'static str {
    match status {
        LedgerStatus::Chargeable => "Chargeable",
        LedgerStatus::PriceMissing => "Owed, price not known",
        LedgerStatus::NoticeMissing => "Notice missing or void",
        LedgerStatus::WithinInterval => "Within the time allowed",
        LedgerStatus::FreeDay => "Free day",
        LedgerStatus::FirstDayExempt => "First day exempt",
        LedgerStatus::ServicesInPlace => "Services in place",
        LedgerStatus::OtherCause => "Other cause",
        LedgerStatus::Deterioration => "Deterioration",
        LedgerStatus::OutOfScope => "Out of scope",
        LedgerStatus::NotInForce => "Law not in force",
        LedgerStatus::NotClaimed => "Not claimed",
        LedgerStatus::NoPayer => "No council to charge",
        LedgerStatus::AfterEnd => "After the end of liability",
    }
}

/// What the law itself calls a patient who is ready to leave, where it is not in English.
fn ready_word(basis: &StatementBasis<'_>) -> String {
    let mut words = basis.laws.iter().filter_map(|law| law.readiness()?.regime.file.regime.ready_word.as_deref());
    words.next().map_or_else(String::new, |word| format!(" ({word})"))
}

/// What a status means under a law of messages and readiness, where that is something else.
fn meaning_elsewhere(status: LedgerStatus) -> Option<&'static str> {
    Some(match status {
        LedgerStatus::NoticeMissing => "a message that the law asks for was not sent, or too late",
        LedgerStatus::WithinInterval => "the days before a charge begins still ran",
        LedgerStatus::ServicesInPlace => "the municipality had a place, or had said that it can receive the patient",
        LedgerStatus::Deterioration => "the patient was no longer ready to leave",
        _ => return None,
    })
}

/// What a status means.
pub fn meaning(status: LedgerStatus) -> &'static str {
    match status {
        LedgerStatus::Chargeable => "owed by the authority",
        LedgerStatus::PriceMissing => "owed by the authority, in no sum of money: see the law",
        LedgerStatus::NoticeMissing => "a notice that the law asks of the hospital was not given, void or withdrawn",
        LedgerStatus::WithinInterval => "up to and including the relevant day",
        LedgerStatus::FreeDay => "a free day of the tariff",
        LedgerStatus::FirstDayExempt => "Sunday or public holiday before the first day, or ready by 11am on it",
        LedgerStatus::ServicesInPlace => "the authority was ready in time",
        LedgerStatus::OtherCause => "something else than the authority's part stood in the way",
        LedgerStatus::Deterioration => "the patient was not well enough to leave that day",
        LedgerStatus::OutOfScope => "not a stay that the law is about",
        LedgerStatus::NotInForce => "the law charged nothing on that day",
        LedgerStatus::NotClaimed => "chargeable, but no claim is made",
        LedgerStatus::NoPayer => "the council that owed had ended, and which one owes instead is not known",
        LedgerStatus::AfterEnd => "the period had ended: the patient left, or an event ended it",
    }
}
