//! What is claimed beside what is owed: the differences by kind, what is claimed twice, and lines at another rate.

use crate::domain::{AuthorityId, Claim, Currency, Day, Minor};
use crate::error::{Error, Exit, Result};
use crate::query::Engine;
use crate::regime::Law;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section};
use super::liability::reconcile;
use super::{StatementBasis, column, counted};

const KINDS: [(&str, &str, &str); 8] = [
    ("claimed_twice", "Claimed twice", "pay at most one of the lines, and ask for a credit of the other"),
    ("rate", "Claimed at another rate", "compare the amount of the line with the tariff"),
    ("not_owed", "Claimed, not chargeable", "`beddays explain STAY` shows why the day is not charged"),
    ("no_stay", "Claimed for no stay here", "ask the hospital which stay is meant"),
    ("days_not_known", "Lines of which it is not known which days they claim", "ask for the days of the line"),
    ("not_split", "Lines over a month end that cannot be split", "ask for a line for each month"),
    ("credit", "Credits of more than what is claimed here", "find the line that the credit corrects"),
    ("not_claimed", "Chargeable, not claimed", "nothing to pay until it is claimed"),
];

const DIFFERENCES: [ReportColumn; 4] = [
    column("difference", "Difference", ColumnKind::Text),
    column("days", "Days", ColumnKind::Count),
    column("amount", "Claimed less owed", ColumnKind::Money),
    column("advice", "What to do", ColumnKind::Text),
];

const TWICE: [ReportColumn; 6] = [
    column("stay", "Stay", ColumnKind::Text),
    column("lines", "Lines", ColumnKind::Text),
    column("first_day", "First day", ColumnKind::Day),
    column("last_day", "Last day", ColumnKind::Day),
    column("days", "Days claimed twice", ColumnKind::Count),
    column("amount", "At stake", ColumnKind::Money),
];

const BY_STAY: [ReportColumn; 7] = [
    column("stay", "Stay", ColumnKind::Text),
    column("lines", "Lines", ColumnKind::Count),
    column("claimed_days", "Days claimed", ColumnKind::Count),
    column("owed_days", "Chargeable days", ColumnKind::Count),
    column("claimed", "Claimed", ColumnKind::Money),
    column("owed", "Owed", ColumnKind::Money),
    column("difference", "Claimed less owed", ColumnKind::Money),
];

const RATES: [ReportColumn; 6] = [
    column("line", "Line", ColumnKind::Text),
    column("stay", "Stay", ColumnKind::Text),
    column("days", "Days", ColumnKind::Count),
    column("claimed", "Claimed", ColumnKind::Money),
    column("tariff", "By the tariff", ColumnKind::Money),
    column("difference", "Claimed less tariff", ColumnKind::Money),
];

/// How the claims of all councils together differ from those of each.
const OF_INDEX: &str = "Stays and lines are in the statements of the councils. A statement has the lines that name its council: a line that names another council than the one that owes is claimed and not chargeable with the one, and chargeable and not claimed with the other. Lines that claim the same days of two councils are in rejects.csv (W_CLAIM_TWICE).";

/// The section; nothing where nothing is claimed for the month.
pub(super) fn claims(basis: &StatementBasis<'_>, engine: &mut Engine, currency: Currency) -> Result<Option<Section>> {
    let is_kept = engine.can_ask("claims_against_ledger");
    if !is_kept || !basis.claims.iter().any(|claim| claim.touches(basis.month)) {
        return Ok(None);
    }
    let (by_stay, sums) = by_stay(engine, currency)?;
    let differences = differences(engine, currency, sums.claimed, sums.owed)?;
    let gap = Minor(sums.claimed.0 - sums.owed.0);
    let mut text = vec![
        format!(
            "{} is claimed for {} in {}; by the ledger {} is owed for {}. The difference is {}.",
            sums.claimed.with(currency),
            counted(sums.claimed_days, "day", "days"),
            counted(sums.lines, "line", "lines"),
            sums.owed.with(currency),
            counted(sums.owed_days, "chargeable day", "chargeable days"),
            gap.with(currency),
        ),
        "Credits are taken off. A line over a month end has here the days and the money of this month.".to_owned(),
    ];
    let mut tables = vec![differences];
    if basis.lists_stays() {
        tables.extend(twice(engine)?);
        tables.push(by_stay);
        tables.extend(rates(basis));
    } else {
        text.push(OF_INDEX.to_owned());
    }
    Ok(Some(Section {
        id: "claims",
        title: "What is claimed, and does it agree?".to_owned(),
        text,
        chart: None,
        tables,
    }))
}

/// What all lines and all chargeable days of the statement's currency come to.
#[derive(Default)]
struct Sums {
    lines: i64,
    claimed_days: i64,
    owed_days: i64,
    claimed: Minor,
    owed: Minor,
}

fn money(text: &str) -> Result<Currency> {
    Currency::from_code(text)
        .ok_or_else(|| Error::new("X_QUERY", Exit::Bug, format!("`{text}` is no currency of the ledger")))
}

/// Every stay for which claim and ledger differ.
fn by_stay(engine: &mut Engine, currency: Currency) -> Result<(ReportTable, Sums)> {
    let (mut rows, mut sums) = (Vec::new(), Sums::default());
    for record in engine.ask("claims_against_ledger")?.records() {
        let own = money(record.text("currency")?)?;
        let (claimed, owed) = (Minor(record.integer("claimed_minor")?), Minor(record.integer("chargeable_minor")?));
        let (lines, days) = (record.integer("claimed_lines")?, record.integer("claimed_days")?);
        let owed_days = record.integer("chargeable_days")?;
        if own == currency {
            sums.lines += lines;
            sums.claimed_days += days;
            sums.owed_days += owed_days;
            sums.claimed = sums.claimed + claimed;
            sums.owed = sums.owed + owed;
        }
        if claimed == owed && days == owed_days {
            continue;
        }
        rows.push(vec![
            ReportCell::text(record.text_if_any("stay_id")?.unwrap_or("none")),
            ReportCell::Count(lines),
            ReportCell::Count(days),
            ReportCell::Count(owed_days),
            ReportCell::money(claimed, own),
            ReportCell::money(owed, own),
            ReportCell::money(Minor(claimed.0 - owed.0), own),
        ]);
    }
    let table = ReportTable {
        id: "claims_by_stay",
        title: "Stays for which claim and ledger differ".to_owned(),
        columns: BY_STAY.to_vec(),
        rows,
        total: None,
        empty: "claim and ledger agree for every stay",
    };
    Ok((table, sums))
}

/// The differences by kind, which add up to the gap.
fn differences(engine: &mut Engine, currency: Currency, claimed: Minor, owed: Minor) -> Result<ReportTable> {
    let (mut rows, mut sum) = (Vec::new(), Minor(0));
    let answer = engine.ask("claim_differences")?;
    for (kind, words, advice) in KINDS {
        for record in answer.records().filter(|record| record.text("kind").is_ok_and(|found| found == kind)) {
            let own = money(record.text("currency")?)?;
            let amount = Minor(record.integer("amount_minor")?);
            if own == currency {
                sum = sum + amount;
            }
            rows.push(vec![
                ReportCell::text(words),
                ReportCell::Count(record.integer("days")?),
                ReportCell::money(amount, own),
                ReportCell::text(advice),
            ]);
        }
    }
    reconcile("the differences of the claims", sum, Minor(claimed.0 - owed.0))?;
    Ok(ReportTable {
        id: "claim_differences",
        title: "Differences between claims and ledger, by kind".to_owned(),
        columns: DIFFERENCES.to_vec(),
        rows,
        total: None,
        empty: "claims and ledger agree",
    })
}

/// The lines that claim the same days.
fn twice(engine: &mut Engine) -> Result<Option<ReportTable>> {
    let mut rows = Vec::new();
    for record in engine.ask("claimed_twice")?.records() {
        rows.push(vec![
            ReportCell::text(record.text_if_any("stay_id")?.unwrap_or("none here")),
            ReportCell::Text(format!("{}, {}", record.text("first_claim_id")?, record.text("last_claim_id")?)),
            ReportCell::day(record.day("first_day")?, "none"),
            ReportCell::day(record.day("last_day")?, "none"),
            ReportCell::Count(record.integer("days")?),
            ReportCell::money(Minor(record.integer("amount_minor")?), money(record.text("currency")?)?),
        ]);
    }
    Ok((!rows.is_empty()).then(|| ReportTable {
        id: "claimed_twice",
        title: "The same days claimed twice: pay at most one".to_owned(),
        columns: TWICE.to_vec(),
        rows,
        total: None,
        empty: "",
    }))
}

/// Lines of the month whose amount is not that of the tariff for their days.
fn rates(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let mut rows = Vec::new();
    for claim in basis.claims.iter().filter(|claim| claim.touches(basis.month)) {
        let Some(tariff) = tariff(basis, claim) else { continue };
        let difference = Minor(claim.amount_minor.0 - tariff.0);
        if difference.0 == 0 {
            continue;
        }
        let days = claim.by_day().iter().map(|part| part.days).sum();
        rows.push(vec![
            ReportCell::text(&*claim.claim_id),
            ReportCell::text(claim.stay_id.as_deref().unwrap_or("none here")),
            ReportCell::Count(days),
            ReportCell::money(claim.amount_minor, claim.currency),
            ReportCell::money(tariff, claim.currency),
            ReportCell::money(difference, claim.currency),
        ]);
    }
    (!rows.is_empty()).then(|| ReportTable {
        id: "claim_rates",
        title: "Lines of the month that are not priced by the tariff, each with all of its days".to_owned(),
        columns: RATES.to_vec(),
        rows,
        total: None,
        empty: "",
    })
}

/// What the days of a line cost by the tariff; nothing where its days, or the price of one, are not known.
fn tariff(basis: &StatementBasis<'_>, claim: &Claim) -> Option<Minor> {
    let (first, last) = claim.first_and_last()?;
    let amount = price(basis, claim.payer, claim.currency, (first, last))?;
    Some(if claim.is_credit() { Minor(-amount.0) } else { amount })
}

fn price(
    basis: &StatementBasis<'_>,
    payer: AuthorityId,
    currency: Currency,
    (first, last): (Day, Day),
) -> Option<Minor> {
    let of_day = |day: Day| Law::price_of_day(basis.laws, payer, currency, day);
    first.to(last).map(of_day).sum()
}
