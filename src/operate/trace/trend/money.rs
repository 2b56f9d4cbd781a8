//! Money as a series: the charged days behind the amount of a month, and the figures behind its limits.

use std::collections::BTreeMap;

use super::super::{Cell, FiguresHead, Trace, TracedDays};
use super::control::limit_at;
use super::{TrendFigures, per_day};
use crate::domain::{LedgerStatus, Minor, Month};
use crate::error::Result;
use crate::operate::month::changes::InView;
use crate::project::Project;
use crate::report::trend::limits_of;
use crate::report::trend::money;
use crate::store::Store;

/// The charged days of the months, if the report says what they come to.
///
/// # Errors
/// 65: a ledger is damaged.
pub(super) fn charged(
    project: &Project,
    store: &Store,
    head: &FiguresHead,
    months: &[Month],
) -> Result<BTreeMap<Month, Vec<TracedDays>>> {
    let mut charged = BTreeMap::new();
    if !head.cells().iter().any(|cell| cell.table == "money_months") {
        return Ok(charged);
    }
    for published in months.iter().filter_map(|month| store.manifest().month(*month)) {
        let (view, ledger) = (InView::of(project, published.month), store.ledger_in(&published.ledger)?);
        let rows = ledger.rows().filter(|row| row.status == LedgerStatus::Chargeable);
        let rows = rows.filter(|row| view.is_between(row.payee_code, row.payer)).map(|row| TracedDays::of(&row));
        charged.insert(published.month, rows.collect());
    }
    Ok(charged)
}

impl TrendFigures {
    /// The amount of a month, its share of a day, or a limit of those.
    pub(super) fn of_money(&self, cell: &Cell<'_>) -> Option<Trace> {
        let month: Month = cell.text("month").parse().ok()?;
        let of = [("month", month.to_string().into())];
        let is_of_month = |other: &Cell<'_>| other.text("month") == cell.text("month");
        match cell.column {
            "amount" => {
                let days = self.charged.get(&month)?.clone();
                let sum: i64 = days.iter().map(|days| days.amount_minor.0).sum();
                Some(Trace {
                    how: cell.language.say("trace-billed-amount", &of),
                    comes_to: Some(sum),
                    rests_on: vec![cell.language.say("trace-billed-rests", &of)],
                    ..self.records.with_days(days)
                })
            }
            "per_day" => {
                let made_of = self.of_column(cell.table, "amount", is_of_month);
                let amount = Minor(made_of.first()?.shown["amount_minor"].as_i64()?);
                let how = per_day((cell.language, "trace-per-day"), month);
                let adds_up = Some(cell.is(money::per_day(amount, month)));
                Some(Trace { how, made_of, adds_up, ..Trace::default() })
            }
            "lower_limit" | "centre" | "upper_limit" => {
                // Charted are the months with a figure, which are the last ones.
                let shown = self.of_column(cell.table, "per_day", |_| true);
                let values: Vec<f64> = shown.iter().filter_map(|of| of.shown["number"].as_f64()).collect();
                let months = self.months.get(self.months.len().checked_sub(values.len())?..)?;
                let at = months.iter().position(|other| *other == month)?;
                let found = limits_of(&values, self.charting.places_in(months))?;
                let (limit, span) = limit_at(cell, &found, (months, at))?;
                let names: Vec<String> = span.iter().map(Month::to_string).collect();
                let is_meant = |other: &Cell<'_>| names.iter().any(|month| month == other.text("month"));
                Some(self.of_limit(cell, (limit, &span), self.of_column(cell.table, "per_day", is_meant)))
            }
            _ => None,
        }
    }
}
