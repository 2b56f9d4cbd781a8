//! What is owed and to whom; each hospital; each stay.

use std::collections::BTreeMap;

use crate::domain::codes::Attribution;
use crate::domain::{Currency, Language, LedgerStatus, Minor};
use crate::error::{Error, Exit, Result};
use crate::query::{AnswerRow, Engine};
use crate::regime::RuleId;
use crate::regime::readiness::ReadinessRule;

use super::super::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, StackedSeries, titled,
};
use super::{StatementBasis, StatementFigures, StatementReader, StatementScope, accrual, column, prices, successors};
use crate::report::limits::{largest, more_bars};
use crate::words::Argument;

const OWED: [ReportColumn; 6] = [
    column("hospital", "head-hospital", ColumnKind::Text),
    column("authority", "head-authority", ColumnKind::Text),
    column("stays", "head-stays-charged", ColumnKind::Count),
    column("delayed_days", "head-delayed-days", ColumnKind::Count),
    column("chargeable_days", "head-chargeable-days", ColumnKind::Count),
    column("amount", "head-amount", ColumnKind::Money),
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
        let authority = basis.authority(payee.payer_code.as_deref());
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
            prices::sum(basis, payee.amount, (payee.chargeable_days, payee.unpriced_days), currency),
        ]);
    }
    reconcile("the hospitals", sum, total.amount)?;
    let stays_in_rows: i64 = rows.iter().filter_map(|row: &Vec<ReportCell>| row[2].count()).sum();
    let total_row = vec![
        ReportCell::Text(prices::total(basis, total)),
        ReportCell::text(""),
        match stays_in_rows == total.chargeable_stays {
            true => ReportCell::Count(total.chargeable_stays),
            false => basis.missing("stay-in-two-rows"),
        },
        ReportCell::Count(total.delayed_days),
        ReportCell::Count(total.chargeable_days),
        total.cell(basis, total.amount, currency),
    ];
    let table = ReportTable {
        id: "owed",
        title: basis.of_month("owed-table"),
        columns: titled(basis.language, &OWED),
        rows,
        total: Some(total_row),
        empty: basis.word("no-delayed-days"),
    };
    let (bars, left_out) = largest(bars);
    Ok(Section {
        id: "owed",
        title: basis
            .word(match (basis.scope, basis.reader) {
                (StatementScope::Of(_), _) => "owed-title",
                (_, StatementReader::Payer) => "owed-title-payer",
                (_, StatementReader::Payee) => "owed-title-payee",
                (_, StatementReader::System) => "owed-title-system",
            })
            .to_owned(),
        text: std::iter::once(basis.word("owed-text").to_owned())
            .chain(successors::sentences(basis, currency).into_iter().chain(accrual::left_out(basis)))
            .collect(),
        chart: (basis.has_deliveries() || !bars.is_empty()).then(|| ReportChart {
            id: "owed_by_hospital",
            title: basis.of_month("owed-chart"),
            description: described(basis, &bars, left_out),
            unit: basis.word("unit-days"),
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
pub(super) fn described(basis: &StatementBasis<'_>, bars: &[ChartBar], left_out: usize) -> String {
    let part = |bar: &ChartBar| basis.say("bar-days", &[("label", (&bar.label).into()), ("days", bar.value.into())]);
    let parts: Vec<String> = bars.iter().map(part).collect();
    let more = more_bars(basis.language, bars.len(), left_out);
    if parts.is_empty() { basis.word("bars-none").to_owned() } else { format!("{}.{more}", parts.join("; ")) }
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
        ("chargeable", "head-chargeable", &[LedgerStatus::Chargeable]),
        ("notice_missing", "head-notice-missing", &[LedgerStatus::NoticeMissing]),
        ("within_interval", "head-within-interval", &[LedgerStatus::WithinInterval]),
        ("in_place", "head-in-place", &[LedgerStatus::ServicesInPlace, LedgerStatus::FirstDayExempt]),
        ("other_cause", "head-other-cause", &[LedgerStatus::OtherCause, LedgerStatus::Deterioration]),
    ];
    let mut columns = vec![
        column("hospital", "head-hospital", ColumnKind::Text),
        column("delayed_days", "head-delayed-days", ColumnKind::Count),
    ];
    columns.extend(groups.iter().map(|(name, title, _)| column(name, title, ColumnKind::Count)));
    columns.push(column("rest", "head-rest", ColumnKind::Count));
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
        title: basis.word("hospitals-title").to_owned(),
        text: vec![basis.word("hospitals-text").to_owned()],
        chart: Some(chart),
        tables: vec![
            ReportTable {
                id: "hospitals",
                title: basis.of_month("hospitals-table"),
                columns: titled(basis.language, &columns),
                total: Some(row(basis.word("total"), &all)),
                rows,
                empty: basis.word("no-delayed-days"),
            },
            by_day,
        ],
    })
}

const BY_DAY: [ReportColumn; 4] = [
    column("day", "head-day", ColumnKind::Day),
    column("chargeable", "head-chargeable", ColumnKind::Count),
    column("not_chargeable", "head-not-chargeable", ColumnKind::Count),
    column("delayed", "head-all-delayed", ColumnKind::Count),
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
    let mean = |sum: i64| basis.language.signs(&tenths(sum, days as i64)).into();
    let counts = [
        ("mean", mean(charged.iter().chain(&other).sum())),
        ("charged", mean(charged.iter().sum())),
        ("most", Argument::Plain(charged[peak] + other[peak])),
        ("day", (first + peak as i32).into()),
    ];
    let description = basis.say("by-day-description", &counts);
    let rows = (0..days).map(|at| {
        let counts = [charged[at], other[at], charged[at] + other[at]];
        std::iter::once(ReportCell::Day(first + at as i32)).chain(counts.map(ReportCell::Count)).collect()
    });
    let table = ReportTable {
        id: "patients_by_day",
        title: basis.of_month("by-day-title"),
        columns: titled(basis.language, &BY_DAY),
        rows: rows.collect(),
        total: None,
        empty: basis.word("no-delayed-days"),
    };
    let series = |id: &'static str, values, strong| StackedSeries { label: basis.word(id).to_owned(), values, strong };
    let chart = ReportChart {
        id: "patients_by_day",
        title: table.title.clone(),
        description,
        unit: basis.word("unit-patients"),
        drawing: Drawing::Daily {
            first,
            series: vec![series("series-chargeable", charged, true), series("series-not-chargeable", other, false)],
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
    column("stay", "head-stay", ColumnKind::Text),
    column("hospital", "head-hospital", ColumnKind::Text),
    column("authority", "head-authority", ColumnKind::Text),
    column("first_day", "head-first-day", ColumnKind::Day),
    column("last_day", "head-last-day", ColumnKind::Day),
    column("days", "head-days", ColumnKind::Count),
    column("rate", "head-rate-a-day", ColumnKind::Money),
    column("amount", "head-amount", ColumnKind::Money),
    column("reason", "head-reason", ColumnKind::Text),
    column("section", "head-section", ColumnKind::Text),
    column("return_says", "head-return-says", ColumnKind::Text),
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
            ReportCell::Text(basis.authority(record.text_if_any("payer_code")?)),
            ReportCell::day(first, basis.word("none")),
            ReportCell::day(last, basis.word("none")),
            ReportCell::Count(days),
            ReportCell::money(rate, currency),
            ReportCell::money(amount, currency),
            ReportCell::text(reason(basis.language, record.text("rule")?)),
            ReportCell::text(basis.language.cite(record.text("cite")?)),
            first
                .zip(last)
                .map_or(basis.missing("no-reason-given"), |(first, last)| returned(basis, stay_id, first, last)),
        ]);
    }
    reconcile("the stays", sum, total.amount)?;
    let mut total_row: Vec<ReportCell> = (0..STAYS.len()).map(|_| ReportCell::text("")).collect();
    total_row[0] = ReportCell::text(basis.word("total"));
    total_row[5] = ReportCell::Count(total.chargeable_days);
    total_row[7] = total.cell(basis, total.amount, currency);
    Ok(Section {
        id: "stays",
        title: basis.word("stays-title").to_owned(),
        text: vec![basis.word("stays-text").to_owned()],
        chart: None,
        tables: vec![ReportTable {
            id: "stays",
            title: basis.of_month("stays-table"),
            columns: titled(basis.language, &STAYS),
            rows,
            total: Some(total_row),
            empty: basis.word("stays-none"),
        }],
    })
}

/// Why a day of a rule is charged, in two words.
pub fn reason(language: Language, rule: &str) -> &'static str {
    language.word(match rule {
        _ if rule == RuleId::NotAssessed.name() => "charge-not-assessed",
        _ if rule == ReadinessRule::Liable.name() => "charge-ready",
        _ if rule == ReadinessRule::LiableForReview.name() => "charge-ready-late",
        _ => "charge-services-missing",
    })
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
        return basis.missing("no-reason-given");
    }
    let side =
        |side: &Attribution| basis.language.instead(&format!("side-{}", side.code()), &[], || side.words().to_owned());
    let sides = blamed
        .iter()
        .map(side)
        .reduce(|first, last| basis.say("list-and", &[("first", first.into()), ("last", last.into())]));
    let codes = ("codes", codes.join(", ").into());
    ReportCell::Text(basis.say("return-says", &[codes, ("sides", sides.unwrap_or_default().into())]))
}
