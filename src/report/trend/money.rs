//! Money as a series: what each month came to, per day of the month, so that a long month is no dearer one.

use super::breaks::Changes;
use super::charting::Charting;
use super::facts::TrendFacts;
use super::panel::{ChartedPanel, MeasuredSeries, chart_values, measures_if_charted};
use crate::domain::{Currency, Minor, Month};
use crate::error::Result;
use crate::report::model::{
    ColumnKind, Drawing, IconRow, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};
use crate::spc::Direction;

/// What the months came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneySeries {
    /// In this currency.
    pub currency: Currency,
    /// For each month of the report the amount of its statement; nothing where a price of it is not known, which is not 0.
    pub amounts: Vec<Option<Minor>>,
    /// Whether it is the owner of the report who pays, so that less is better.
    pub is_owed: bool,
}

const COLUMNS: [ReportColumn; 7] = [
    column("month", "head-month", ColumnKind::Month),
    column("amount", "head-amount", ColumnKind::Money),
    column("per_day", "head-per-day", ColumnKind::Number),
    column("lower_limit", "head-lower-limit", ColumnKind::Number),
    column("centre", "head-mean", ColumnKind::Number),
    column("upper_limit", "head-upper-limit", ColumnKind::Number),
    column("signal", "head-special", ColumnKind::Text),
];

/// An amount per day of its month, in whole units of the currency.
pub fn per_day(amount: Minor, month: Month) -> f64 {
    amount.0 as f64 / 100.0 / f64::from(month.days())
}

/// The series as a section, and its signs. Charted are the months after the last one that is not known.
///
/// # Errors
/// 65: the amounts are too large to be charted; 78: a month of the charting that is not there.
pub fn section(facts: &TrendFacts, money: &MoneySeries, charting: &Charting) -> Result<(Section, Vec<IconRow>)> {
    let (language, months, currency) = (facts.language(), facts.months(), money.currency);
    let from = money.amounts.iter().rposition(Option::is_none).map_or(0, |at| at + 1);
    let known: Vec<Minor> = money.amounts.get(from..).unwrap_or_default().iter().copied().flatten().collect();
    let values =
        known.iter().zip(months.get(from..).unwrap_or_default()).map(|(amount, month)| per_day(*amount, *month));
    let direction = if money.is_owed { Direction::Decrease } else { Direction::Neutral };
    let charting = Charting { target_per_day: None, ..charting.clone() };
    let label = language.word("trend-money-label");
    let charted = match known.is_empty() {
        true => None,
        false => chart_values(
            MeasuredSeries { direction, ..MeasuredSeries::of(label, from, values.collect()) },
            facts,
            &Changes::default(),
            &charting,
        )?,
    };
    let text = text(facts, money, charted.as_ref());
    let chart = charted.as_ref().map(|charted| ReportChart {
        id: "money",
        title: language.say("trend-money-chart", &[("currency", currency.code().into())]),
        description: text.join(" "),
        unit: language.word("trend-unit-money"),
        drawing: Drawing::Control(vec![charted.panel.clone()]),
    });
    let rows = months.iter().zip(&money.amounts).enumerate().map(|(at, (month, amount))| {
        let missing = |id: &'static str| ReportCell::Missing { missing: language.word(id) };
        let amount = amount.map_or_else(
            || missing("trend-money-unknown"),
            |amount_minor| ReportCell::Money { amount_minor, currency },
        );
        let measures = measures_if_charted(language, charted.as_ref().zip(at.checked_sub(from)));
        [ReportCell::Month(*month), amount].into_iter().chain(measures).collect()
    });
    let table = ReportTable {
        id: "money_months",
        title: language.say("trend-money-table", &[("currency", currency.code().into())]),
        columns: titled(language, &COLUMNS),
        rows: rows.collect(),
        total: None,
        empty: language.word("trend-no-months"),
    };
    let icons = charted.iter().map(|charted| IconRow {
        measure: label.to_owned(),
        label: language.say("trend-money-chart", &[("currency", currency.code().into())]),
        variation: charted.icon,
        has_target: false,
        assurance: None,
    });
    let (icons, title) = (icons.collect(), language.word("trend-money-title").to_owned());
    Ok((Section { id: "money", title, text, chart, tables: vec![table] }, icons))
}

fn text(facts: &TrendFacts, money: &MoneySeries, charted: Option<&ChartedPanel>) -> Vec<String> {
    let (language, last) = (facts.language(), facts.last());
    let mut text = Vec::new();
    if let Some(amount) = money.amounts.last().copied().flatten() {
        let day = ("day", language.measure(per_day(amount, last), 2).into());
        let amount = ("amount", language.money(amount, money.currency).into());
        text.push(language.say("trend-money-last", &[("month", last.into()), amount, day]));
    }
    text.push(match charted {
        Some(charted) => {
            let icon = ("icon", charted.icon.code().into());
            let words = language.say("icon-variation", &[icon]);
            language.say("trend-last-month-says", &[("month", last.into()), ("words", words.into())])
        }
        None => language.word("trend-money-not-charted").to_owned(),
    });
    let unknown = money.amounts.iter().filter(|amount| amount.is_none()).count();
    if unknown > 0 {
        text.push(language.say("trend-money-some-unknown", &[("months", (unknown as i64).into())]));
    }
    text.push(language.word("trend-money-basis").to_owned());
    text
}
