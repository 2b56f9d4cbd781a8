//! The bridge: from the delayed days, status by status, down to the days that are charged.

use crate::domain::{Currency, Language, LedgerStatus, Minor};
use crate::error::{Error, Exit, Result};
use crate::query::Engine;

use super::super::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, titled,
};
use super::liability::{reconcile, status};
use super::{StatementBasis, StatementFigures, column};
use crate::words::Argument;

const COLUMNS: [ReportColumn; 5] = [
    column("status", "head-status", ColumnKind::Text),
    column("meaning", "head-meaning", ColumnKind::Text),
    column("stays", "head-stays", ColumnKind::Count),
    column("days", "head-days", ColumnKind::Count),
    column("amount", "head-amount", ColumnKind::Money),
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
            ReportCell::text(title(basis.language, *status)),
            ReportCell::text(match meaning_elsewhere(*status).filter(|_| of_readiness) {
                Some(id) => basis.word(id),
                None => meaning(basis.language, *status),
            }),
            ReportCell::Count(*stays),
            ReportCell::Count(*days),
            match status {
                LedgerStatus::PriceMissing => basis.missing("not-known"),
                _ => ReportCell::money(*amount, currency),
            },
        ]
    };
    let total_row = vec![
        ReportCell::text(basis.word("bridge-all")),
        ReportCell::text(basis.word("bridge-each-once")),
        basis.missing("bridge-several-rows"),
        ReportCell::Count(total.delayed_days),
        total.cell(basis, total.amount, currency),
    ];
    Ok(Section {
        id: "bridge",
        title: basis.word("bridge-title").to_owned(),
        text: vec![basis.word("bridge-text").to_owned(), span(basis)],
        chart: Some(chart(basis, &taken, left.map_or(0, |(_, _, days, _)| *days), total)),
        tables: vec![ReportTable {
            id: "bridge",
            title: basis.of_month("bridge-table"),
            columns: titled(basis.language, &COLUMNS),
            rows: taken.iter().copied().chain(left).map(row).collect(),
            total: Some(total_row),
            empty: basis.word("no-delayed-days"),
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
    let named = |status: LedgerStatus| ("status", title(basis.language, status).to_lowercase().into());
    let mut bars = vec![bar(basis.word("bridge-all").to_owned(), total.delayed_days, false)];
    bars.extend(
        taken.iter().map(|(status, _, days, _)| bar(basis.say("bridge-less", &[named(*status)]), *days, false)),
    );
    bars.push(bar(basis.word("bridge-charged").to_owned(), left, true));
    let parts = taken
        .iter()
        .map(|(status, _, days, _)| basis.say("bridge-part", &[("days", Argument::Plain(*days)), named(*status)]));
    let parts: Vec<String> = parts.collect();
    let parts = if parts.is_empty() { basis.word("none").to_owned() } else { parts.join(", ") };
    let counts = [("delayed", total.delayed_days.into()), ("charged", left.into()), ("parts", parts.into())];
    let description = basis.say("bridge-description", &counts);
    let title = basis.of_month("bridge-chart");
    ReportChart { id: "bridge", title, description, unit: basis.word("unit-days"), drawing: Drawing::Bridge(bars) }
}

/// What people call a status.
pub fn title(language: Language, status: LedgerStatus) -> &'static str {
    language.word(match status {
        LedgerStatus::Chargeable => "status-chargeable",
        LedgerStatus::PriceMissing => "status-price_missing",
        LedgerStatus::NoticeMissing => "status-notice_missing",
        LedgerStatus::WithinInterval => "status-within_interval",
        LedgerStatus::FreeDay => "status-free_day",
        LedgerStatus::FirstDayExempt => "status-first_day_exempt",
        LedgerStatus::ServicesInPlace => "status-services_in_place",
        LedgerStatus::OtherCause => "status-other_cause",
        LedgerStatus::Deterioration => "status-deterioration",
        LedgerStatus::OutOfScope => "status-out_of_scope",
        LedgerStatus::NotInForce => "status-not_in_force",
        LedgerStatus::NotClaimed => "status-not_claimed",
        LedgerStatus::NoPayer => "status-no_payer",
        LedgerStatus::AfterEnd => "status-after_end",
    })
}

/// How long a delay is, with what the law itself calls a patient who is ready to leave, where that is not in English.
fn span(basis: &StatementBasis<'_>) -> String {
    let mut words = basis.laws.iter().filter_map(|law| law.readiness()?.regime.file.regime.ready_word.as_deref());
    match words.next() {
        None => basis.word("bridge-span").to_owned(),
        Some(word) => basis.say("bridge-span-named", &[("word", word.into())]),
    }
}

/// What a status means under a law of messages and readiness, where that is something else.
fn meaning_elsewhere(status: LedgerStatus) -> Option<&'static str> {
    Some(match status {
        LedgerStatus::NoticeMissing => "readiness-notice_missing",
        LedgerStatus::WithinInterval => "readiness-within_interval",
        LedgerStatus::ServicesInPlace => "readiness-services_in_place",
        LedgerStatus::Deterioration => "readiness-deterioration",
        _ => return None,
    })
}

/// What a status means.
pub fn meaning(language: Language, status: LedgerStatus) -> &'static str {
    language.word(match status {
        LedgerStatus::Chargeable => "meaning-chargeable",
        LedgerStatus::PriceMissing => "meaning-price_missing",
        LedgerStatus::NoticeMissing => "meaning-notice_missing",
        LedgerStatus::WithinInterval => "meaning-within_interval",
        LedgerStatus::FreeDay => "meaning-free_day",
        LedgerStatus::FirstDayExempt => "meaning-first_day_exempt",
        LedgerStatus::ServicesInPlace => "meaning-services_in_place",
        LedgerStatus::OtherCause => "meaning-other_cause",
        LedgerStatus::Deterioration => "meaning-deterioration",
        LedgerStatus::OutOfScope => "meaning-out_of_scope",
        LedgerStatus::NotInForce => "meaning-not_in_force",
        LedgerStatus::NotClaimed => "meaning-not_claimed",
        LedgerStatus::NoPayer => "meaning-no_payer",
        LedgerStatus::AfterEnd => "meaning-after_end",
    })
}
