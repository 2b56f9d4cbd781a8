//! What is owed and to whom; each hospital; each stay.

use std::collections::BTreeMap;

use crate::domain::codes::Attribution;
use crate::domain::{Currency, LedgerStatus, Minor};
use crate::error::{Error, Exit, Result};
use crate::query::{AnswerRow, Engine};
use crate::regime::RuleId;
use crate::regime::readiness::ReadinessRule;

use super::super::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, StackedSeries,
};
use super::{
    StatementBasis, StatementFigures, StatementReader, StatementScope, accrual, column, counted, prices, successors,
};
use crate::report::limits::{largest, more_bars};

const OWED: [ReportColumn; 6] = [
    column("hospital", "Hospital", ColumnKind::Text),
    column("authority", "Authority", ColumnKind::Text),
    column("stays", "Stays charged for", ColumnKind::Count),
    column("delayed_days", "Delayed days", ColumnKind::Count),
    column("chargeable_days", "Chargeable days", ColumnKind::Count),
    column("amount", "Amount", ColumnKind::Money),
];

/// What is owed and to whom.
pub(super) fn owed(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
    currency: Currency,
) -> Result<Section> {
    let (mut rows, mut bars, mut sum) = (Vec::new(), Vec::<ChartBar>::new(), Minor(0));
    for payee in payees(engine)? {
        let hospital = basis.organisation(&payee.payee_code);
        sum = sum + payee.amount;
        let authority = StatementBasis::authority(payee.payer_code.as_deref());
        let label = match (basis.reader, basis.scope) {
            (StatementReader::Payer, _) | (_, StatementScope::Of(_)) => hospital.clone(),
            _ => format!("{hospital}, {authority}"),
        };
        bars.push(ChartBar { label, value: payee.chargeable_days, strong: true });
        rows.push(vec![
            ReportCell::Text(hospital),
            ReportCell::Text(authority),
            ReportCell::Count(payee.chargeable_stays),
            ReportCell::Count(payee.delayed_days),
            ReportCell::Count(payee.chargeable_days),
            prices::sum(payee.amount, (payee.chargeable_days, payee.unpriced_days), currency),
        ]);
    }
    reconcile("the hospitals", sum, total.amount)?;
    let stays_in_rows: i64 = rows.iter().filter_map(|row: &Vec<ReportCell>| row[2].count()).sum();
    let total_row = vec![
        ReportCell::Text(prices::total(total)),
        ReportCell::text(""),
        match stays_in_rows == total.chargeable_stays {
            true => ReportCell::Count(total.chargeable_stays),
            false => ReportCell::Missing { missing: "a stay can stand in two rows" },
        },
        ReportCell::Count(total.delayed_days),
        ReportCell::Count(total.chargeable_days),
        total.cell(total.amount, currency),
    ];
    let table = ReportTable {
        id: "owed",
        title: format!("Amounts by hospital and authority, {}", basis.month.long()),
        columns: OWED.to_vec(),
        rows,
        total: Some(total_row),
        empty: "no delayed days in the month",
    };
    let (bars, left_out) = largest(bars);
    Ok(Section {
        id: "owed",
        title: match (basis.scope, basis.reader) {
            (StatementScope::Of(_), _) => "What is owed, and to which hospital?",
            (_, StatementReader::Payer) => "What do we owe, and to whom?",
            (_, StatementReader::Payee) => "What are we owed, and by whom?",
            (_, StatementReader::System) => "Which authority owes what, and to whom?",
        }
        .to_owned(),
        text: std::iter::once(
            "The body that manages the hospital is the payee. A day is charged whole, at the rate of the authority that is liable on that day.".to_owned(),
        )
        .chain(successors::sentences(basis, currency).into_iter().chain(accrual::left_out(basis)))
        .collect(),
        chart: (basis.has_deliveries() || !bars.is_empty()).then(|| ReportChart {
            id: "owed_by_hospital",
            title: format!("Chargeable days by hospital, {}", basis.month.long()),
            description: described(&bars, left_out),
            unit: "days",
            drawing: Drawing::Bars(bars),
        }),
        tables: accrual::beside(table, basis, total, currency),
    })
}

/// What is owed to one hospital by one authority.
pub(super) struct OwedToPayee {
    pub payee_code: String,
    pub payer_code: Option<String>,
    pub chargeable_stays: i64,
    pub delayed_days: i64,
    pub chargeable_days: i64,
    pub unpriced_days: i64,
    pub amount: Minor,
}

/// What is owed to each hospital by each authority.
pub(super) fn payees(engine: &mut Engine) -> Result<Vec<OwedToPayee>> {
    let unpriced = prices::by_payee(engine)?;
    let answer = engine.ask("liability_by_payee")?;
    let payee = |record: AnswerRow<'_>| {
        let (payee_code, payer_code) = (record.text("payee_code")?, record.text_if_any("payer_code")?);
        let key = (payee_code.to_owned(), payer_code.map(str::to_owned));
        Ok(OwedToPayee {
            unpriced_days: unpriced.get(&key).copied().unwrap_or(0),
            payee_code: key.0,
            payer_code: key.1,
            chargeable_stays: record.integer("chargeable_stays")?,
            delayed_days: record.integer("delayed_days")?,
            chargeable_days: record.integer("chargeable_days")?,
            amount: Minor(record.integer("amount_minor")?),
        })
    };
    answer.records().map(payee).collect()
}

/// The bars in words, and how many more the table has.
pub(super) fn described(bars: &[ChartBar], left_out: usize) -> String {
    let parts = bars.iter().map(|bar| format!("{}: {}", bar.label, counted(bar.value, "day", "days")));
    let parts: Vec<String> = parts.collect();
    let more = more_bars(bars.len(), left_out);
    if parts.is_empty() { "No delayed days.".to_owned() } else { format!("{}.{more}", parts.join("; ")) }
}

/// Every sum that is shown twice is compared; a difference stops the run.
pub(super) fn reconcile(what: &str, found: Minor, wanted: Minor) -> Result<()> {
    if found == wanted {
        return Ok(());
    }
    Err(Error::new("S_RECONCILE", Exit::Data, format!("the sum over {what} is {} and the total {}", found.0, wanted.0))
        .effect("nothing was published; the last good month stays")
        .hint("this is our bug: please report it"))
}

/// Each hospital: its delayed days by status, and the days of the month.
pub(super) fn hospitals(basis: &StatementBasis<'_>, engine: &mut Engine) -> Result<Section> {
    let answer = engine.ask("delays_by_payee")?;
    let mut by_hospital: BTreeMap<String, BTreeMap<LedgerStatus, i64>> = BTreeMap::new();
    for record in answer.records() {
        let status = status(record.text("status")?)?;
        let hospital = basis.organisation(record.text("payee_code")?);
        *by_hospital.entry(hospital).or_default().entry(status).or_default() += record.integer("days")?;
    }
    let groups: [(&'static str, &'static str, &[LedgerStatus]); 5] = [
        ("chargeable", "Chargeable", &[LedgerStatus::Chargeable]),
        ("notice_missing", "Notice missing", &[LedgerStatus::NoticeMissing]),
        ("within_interval", "Within the interval", &[LedgerStatus::WithinInterval]),
        ("in_place", "Services in place", &[LedgerStatus::ServicesInPlace, LedgerStatus::FirstDayExempt]),
        ("other_cause", "Other cause or unfit", &[LedgerStatus::OtherCause, LedgerStatus::Deterioration]),
    ];
    let mut columns = vec![
        column("hospital", "Hospital", ColumnKind::Text),
        column("delayed_days", "Delayed days", ColumnKind::Count),
    ];
    columns.extend(groups.iter().map(|(name, title, _)| column(name, title, ColumnKind::Count)));
    columns.push(column("rest", "Not covered or ended", ColumnKind::Count));
    let row = |hospital: &str, days: &BTreeMap<LedgerStatus, i64>| {
        let of = |statuses: &[LedgerStatus]| statuses.iter().filter_map(|status| days.get(status)).sum::<i64>();
        let (all, named) = (days.values().sum::<i64>(), groups.map(|(_, _, statuses)| of(statuses)));
        let mut cells = vec![ReportCell::text(hospital), ReportCell::Count(all)];
        cells.extend(named.map(ReportCell::Count));
        cells.push(ReportCell::Count(all - named.iter().sum::<i64>()));
        cells
    };
    let rows: Vec<Vec<ReportCell>> = by_hospital.iter().map(|(hospital, days)| row(hospital, days)).collect();
    let mut all = BTreeMap::new();
    by_hospital.values().flatten().for_each(|(status, days)| *all.entry(*status).or_default() += days);
    let (chart, by_day) = daily(basis, engine)?;
    Ok(Section {
        id: "hospitals",
        title: "What happened at each hospital?".to_owned(),
        text: vec!["Every delayed day stands in exactly one column beside the first.".to_owned()],
        chart: Some(chart),
        tables: vec![
            ReportTable {
                id: "hospitals",
                title: format!("Delayed days by hospital and status, {}", basis.month.long()),
                columns,
                total: Some(row("Total", &all)),
                rows,
                empty: "no delayed days in the month",
            },
            by_day,
        ],
    })
}

const BY_DAY: [ReportColumn; 4] = [
    column("day", "Day", ColumnKind::Day),
    column("chargeable", "Chargeable", ColumnKind::Count),
    column("not_chargeable", "Not chargeable", ColumnKind::Count),
    column("delayed", "All delayed", ColumnKind::Count),
];

/// The days of the month: a chart and the table behind it.
fn daily(basis: &StatementBasis<'_>, engine: &mut Engine) -> Result<(ReportChart, ReportTable)> {
    let first = basis.month.first();
    let days = basis.month.days() as usize;
    let (mut charged, mut other) = (vec![0; days], vec![0; days]);
    for record in engine.ask("days_by_day")?.records() {
        let Some(day) = record.day("day")? else { continue };
        let at = (day - first) as usize;
        charged[at] = record.integer("chargeable_days")?;
        other[at] = record.integer("delayed_days")? - charged[at];
    }
    let peak = (0..days).max_by_key(|at| (charged[*at] + other[*at], std::cmp::Reverse(*at))).unwrap_or(0);
    let description = format!(
        "On average {} patients a day were delayed, {} of them on a chargeable day; the most, {}, on {}.",
        tenths(charged.iter().chain(&other).sum(), days as i64),
        tenths(charged.iter().sum(), days as i64),
        charged[peak] + other[peak],
        (first + peak as i32).long(),
    );
    let rows = (0..days).map(|at| {
        let counts = [charged[at], other[at], charged[at] + other[at]];
        std::iter::once(ReportCell::Day(first + at as i32)).chain(counts.map(ReportCell::Count)).collect()
    });
    let table = ReportTable {
        id: "patients_by_day",
        title: format!("Delayed patients on each day of {}", basis.month.long()),
        columns: BY_DAY.to_vec(),
        rows: rows.collect(),
        total: None,
        empty: "no delayed days in the month",
    };
    let series = |label: &str, values, strong| StackedSeries { label: label.to_owned(), values, strong };
    let chart = ReportChart {
        id: "patients_by_day",
        title: table.title.clone(),
        description,
        unit: "patients",
        drawing: Drawing::Daily {
            first,
            series: vec![series("chargeable", charged, true), series("not chargeable", other, false)],
        },
    };
    Ok((chart, table))
}

/// A mean to one decimal, rounded half up, without floats.
fn tenths(sum: i64, over: i64) -> String {
    let tenths = (sum * 20 + over) / (2 * over.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}

pub(super) fn status(text: &str) -> Result<LedgerStatus> {
    text.parse().map_err(|error| Error::new("X_QUERY", Exit::Bug, format!("a status of the ledger: {error}")))
}

const STAYS: [ReportColumn; 11] = [
    column("stay", "Stay", ColumnKind::Text),
    column("hospital", "Hospital", ColumnKind::Text),
    column("authority", "Authority", ColumnKind::Text),
    column("first_day", "First day", ColumnKind::Day),
    column("last_day", "Last day", ColumnKind::Day),
    column("days", "Days", ColumnKind::Count),
    column("rate", "Rate a day", ColumnKind::Money),
    column("amount", "Amount", ColumnKind::Money),
    column("reason", "Reason", ColumnKind::Text),
    column("section", "Section", ColumnKind::Text),
    column("return_says", "Reason in the return", ColumnKind::Text),
];

/// Each stay that is charged for.
pub(super) fn stays(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
    currency: Currency,
) -> Result<Section> {
    let answer = engine.ask("liability_by_stay")?;
    let (mut rows, mut sum) = (Vec::with_capacity(answer.rows.len()), Minor(0));
    for record in answer.records() {
        let amount = Minor(record.integer("amount_minor")?);
        let (rate, days) = (Minor(record.integer("rate_minor")?), record.integer("days")?);
        reconcile("days times rate", rate * days, amount)?;
        sum = sum + amount;
        let (first, last) = (record.day("first_day")?, record.day("last_day")?);
        let stay_id = record.text("stay_id")?;
        rows.push(vec![
            ReportCell::text(stay_id),
            ReportCell::text(record.text("payee_code")?),
            ReportCell::Text(StatementBasis::authority(record.text_if_any("payer_code")?)),
            ReportCell::day(first, "none"),
            ReportCell::day(last, "none"),
            ReportCell::Count(days),
            ReportCell::money(rate, currency),
            ReportCell::money(amount, currency),
            ReportCell::text(reason(record.text("rule")?)),
            ReportCell::text(record.text("cite")?),
            first.zip(last).map_or(ReportCell::Missing { missing: "no reason given" }, |(first, last)| {
                returned(basis, stay_id, first, last)
            }),
        ]);
    }
    reconcile("the stays", sum, total.amount)?;
    let mut total_row: Vec<ReportCell> = (0..STAYS.len()).map(|_| ReportCell::text("")).collect();
    total_row[0] = ReportCell::text("Total");
    total_row[5] = ReportCell::Count(total.chargeable_days);
    total_row[7] = total.cell(total.amount, currency);
    Ok(Section {
        id: "stays",
        title: "Which stays, and why?".to_owned(),
        text: vec![
            "`beddays explain STAY` prints any of them day by day, with the section of law and the dates used."
                .to_owned(),
        ],
        chart: None,
        tables: vec![ReportTable {
            id: "stays",
            title: format!("Stays with chargeable days, {}", basis.month.long()),
            columns: STAYS.to_vec(),
            rows,
            total: Some(total_row),
            empty: "no stay is charged for in the month",
        }],
    })
}

/// Why a day of a rule is charged, in two words.
pub fn reason(rule: &str) -> &'static str {
    match rule {
        _ if rule == RuleId::NotAssessed.name() => "not assessed",
        _ if rule == ReadinessRule::Liable.name() => "ready to leave",
        _ if rule == ReadinessRule::LiableForReview.name() => "ready to leave, a message was late",
        _ => "services missing",
    }
}

/// The other side's view of the same days: what the hospital's return says about them.
fn returned(
    basis: &StatementBasis<'_>,
    stay_id: &str,
    first: crate::domain::Day,
    last: crate::domain::Day,
) -> ReportCell {
    let codes = basis.reasons.codes(stay_id, first, last);
    let blamed: std::collections::BTreeSet<Attribution> =
        first.to(last).filter_map(|day| basis.reasons.blamed(stay_id, day)).collect();
    if codes.is_empty() {
        return ReportCell::Missing { missing: "no reason given" };
    }
    let blamed: Vec<&str> = blamed.iter().map(|side| side.words()).collect();
    ReportCell::Text(format!("{}: {}", codes.join(", "), blamed.join(" and ")))
}
