//! What is claimed beside what is owed: the differences by kind, what is claimed twice, and lines at another rate.

use crate::domain::{AuthorityId, Claim, Currency, Day, Minor};
use crate::error::{Error, Exit, Result};
use crate::query::Engine;
use crate::regime::Law;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section, titled};
use super::liability::reconcile;
use super::{StatementBasis, column};

/// Kinds of differences, with the messages that say what they are and what to do.
const KINDS: [(&str, &str, &str); 8] = [
    ("claimed_twice", "difference-claimed_twice", "difference-claimed_twice-advice"),
    ("rate", "difference-rate", "difference-rate-advice"),
    ("not_owed", "difference-not_owed", "difference-not_owed-advice"),
    ("no_stay", "difference-no_stay", "difference-no_stay-advice"),
    ("days_not_known", "difference-days_not_known", "difference-days_not_known-advice"),
    ("not_split", "difference-not_split", "difference-not_split-advice"),
    ("credit", "difference-credit", "difference-credit-advice"),
    ("not_claimed", "difference-not_claimed", "difference-not_claimed-advice"),
];

const DIFFERENCES: [ReportColumn; 4] = [
    column("difference", "head-difference", ColumnKind::Text),
    column("days", "head-days", ColumnKind::Count),
    column("amount", "head-claimed-less-owed", ColumnKind::Money),
    column("advice", "head-advice", ColumnKind::Text),
];

const TWICE: [ReportColumn; 6] = [
    column("stay", "head-stay", ColumnKind::Text),
    column("lines", "head-lines", ColumnKind::Text),
    column("first_day", "head-first-day", ColumnKind::Day),
    column("last_day", "head-last-day", ColumnKind::Day),
    column("days", "head-days-claimed-twice", ColumnKind::Count),
    column("amount", "head-at-stake", ColumnKind::Money),
];

const BY_STAY: [ReportColumn; 7] = [
    column("stay", "head-stay", ColumnKind::Text),
    column("lines", "head-lines", ColumnKind::Count),
    column("claimed_days", "head-days-claimed", ColumnKind::Count),
    column("owed_days", "head-chargeable-days", ColumnKind::Count),
    column("claimed", "head-claimed", ColumnKind::Money),
    column("owed", "head-owed", ColumnKind::Money),
    column("difference", "head-claimed-less-owed", ColumnKind::Money),
];

const RATES: [ReportColumn; 6] = [
    column("line", "head-line", ColumnKind::Text),
    column("stay", "head-stay", ColumnKind::Text),
    column("days", "head-days", ColumnKind::Count),
    column("claimed", "head-claimed", ColumnKind::Money),
    column("tariff", "head-by-tariff", ColumnKind::Money),
    column("difference", "head-claimed-less-tariff", ColumnKind::Money),
];

/// The section; nothing where nothing is claimed for the month.
pub(super) fn claims(basis: &StatementBasis<'_>, engine: &mut Engine, currency: Currency) -> Result<Option<Section>> {
    let is_kept = engine.can_ask("claims_against_ledger");
    if !is_kept || !basis.claims.iter().any(|claim| claim.touches(basis.month)) {
        return Ok(None);
    }
    let (by_stay, sums) = by_stay(basis, engine, currency)?;
    let differences = differences(basis, engine, currency, &sums)?;
    let gap = Minor(sums.claimed.0 - sums.owed.0);
    let mut text = vec![
        basis.say(
            "claims-sum",
            &[
                ("claimed", (sums.claimed, currency).into()),
                ("claimed_days", sums.claimed_days.into()),
                ("lines", sums.lines.into()),
                ("owed", (sums.owed, currency).into()),
                ("owed_days", sums.owed_days.into()),
                ("gap", (gap, currency).into()),
            ],
        ),
        basis.word("claims-text").to_owned(),
    ];
    let mut tables = vec![differences];
    if basis.lists_stays() {
        tables.extend(twice(basis, engine)?);
        tables.push(by_stay);
        tables.extend(rates(basis));
    } else {
        text.push(basis.word("claims-of-index").to_owned());
    }
    Ok(Some(Section { id: "claims", title: basis.word("claims-title").to_owned(), text, chart: None, tables }))
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
fn by_stay(basis: &StatementBasis<'_>, engine: &mut Engine, currency: Currency) -> Result<(ReportTable, Sums)> {
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
            ReportCell::text(record.text_if_any("stay_id")?.unwrap_or(basis.word("none"))),
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
        title: basis.word("claims-by-stay").to_owned(),
        columns: titled(basis.language, &BY_STAY),
        rows,
        total: None,
        empty: basis.word("claims-agree-by-stay"),
    };
    Ok((table, sums))
}

/// The differences by kind, which add up to the gap.
fn differences(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    currency: Currency,
    sums: &Sums,
) -> Result<ReportTable> {
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
                ReportCell::text(basis.word(words)),
                ReportCell::Count(record.integer("days")?),
                ReportCell::money(amount, own),
                ReportCell::text(basis.word(advice)),
            ]);
        }
    }
    reconcile("the differences of the claims", sum, Minor(sums.claimed.0 - sums.owed.0))?;
    Ok(ReportTable {
        id: "claim_differences",
        title: basis.word("claims-by-kind").to_owned(),
        columns: titled(basis.language, &DIFFERENCES),
        rows,
        total: None,
        empty: basis.word("claims-agree"),
    })
}

/// The lines that claim the same days.
fn twice(basis: &StatementBasis<'_>, engine: &mut Engine) -> Result<Option<ReportTable>> {
    let mut rows = Vec::new();
    for record in engine.ask("claimed_twice")?.records() {
        rows.push(vec![
            ReportCell::text(record.text_if_any("stay_id")?.unwrap_or(basis.word("none-here"))),
            ReportCell::Text(format!("{}, {}", record.text("first_claim_id")?, record.text("last_claim_id")?)),
            ReportCell::day(record.day("first_day")?, basis.word("none")),
            ReportCell::day(record.day("last_day")?, basis.word("none")),
            ReportCell::Count(record.integer("days")?),
            ReportCell::money(Minor(record.integer("amount_minor")?), money(record.text("currency")?)?),
        ]);
    }
    Ok((!rows.is_empty()).then(|| ReportTable {
        id: "claimed_twice",
        title: basis.word("claims-twice").to_owned(),
        columns: titled(basis.language, &TWICE),
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
            ReportCell::text(claim.stay_id.as_deref().unwrap_or(basis.word("none-here"))),
            ReportCell::Count(days),
            ReportCell::money(claim.amount_minor, claim.currency),
            ReportCell::money(tariff, claim.currency),
            ReportCell::money(difference, claim.currency),
        ]);
    }
    (!rows.is_empty()).then(|| ReportTable {
        id: "claim_rates",
        title: basis.word("claims-rates").to_owned(),
        columns: titled(basis.language, &RATES),
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
