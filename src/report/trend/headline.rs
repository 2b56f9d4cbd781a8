//! The answer in a few computed sentences and figures.

use super::facts::{Dimension, NOT_STATED, TrendFacts, ValueSeries, last_year};
use super::panel::{is_unsettled, limits, special};
use super::years::year_before;
use crate::domain::Month;
use crate::domain::decimal::decimal;
use crate::domain::money::thousands;
use crate::report::model::{KeyFigure, Panel, PointMark, ReportCell};
use crate::spc::FEW;

/// The figures of the last month.
struct LastMonth {
    month: Month,
    days: i64,
    per_day: f64,
    year_before: Option<f64>,
}

fn last(facts: &TrendFacts, panel: &Panel) -> LastMonth {
    let totals = facts.totals();
    let at = totals.len() - 1;
    let year_before = at.checked_sub(12).map(|before| panel.values[before]);
    LastMonth { month: facts.last(), days: totals[at], per_day: panel.values[at], year_before }
}

/// What a commissioner reads first.
pub fn sentences(facts: &TrendFacts, panel: &Panel, rebased: &[Month]) -> Vec<String> {
    let now = last(facts, panel);
    let [lower, centre, upper] = limits(panel);
    let month = now.month.long();
    let meaning = match panel.marks.last() {
        Some(PointMark::Worse) => "special-cause variation, and it is a deterioration",
        Some(PointMark::Better) => "special-cause variation, and it is an improvement",
        Some(PointMark::Special) => "special-cause variation, neither better nor worse",
        Some(PointMark::Common) | None => "common-cause variation, within what is usual: it shows no change",
    };
    let verdict = if is_unsettled(panel) {
        "Most months show special-cause variation: the limits of a process that keeps changing give no verdict."
            .to_owned()
    } else {
        let [lower, centre, upper] = [lower.max(0.0), centre, upper].map(beds);
        format!("{month} shows {meaning} (mean {centre}, usual from {lower} to {upper}).")
    };
    let mut sentences = facts.changes().sentences(facts.months(), rebased);
    sentences.push(format!(
        "In {month} patients were delayed for {} days: on average {} beds. {verdict}",
        thousands(now.days.unsigned_abs()),
        beds(now.per_day),
    ));
    sentences.extend(few(panel));
    let broken = facts.changes().between(year_before(now.month), now.month);
    sentences.push(match (now.year_before, broken) {
        (Some(_), Some(one)) => {
            format!("Twelve months before it was not the same area: it changed in {}.", one.month.long())
        }
        (Some(before), None) if before > 0.0 => {
            let change = (now.per_day / before - 1.0) * 100.0;
            let way = if change < 0.0 { "fewer" } else { "more" };
            format!(
                "That is {}% {way} beds than twelve months before (on average {}).",
                decimal(change.abs(), 1),
                beds(before)
            )
        }
        (Some(_), None) => "Twelve months before, no patient was delayed.".to_owned(),
        (None, _) => "There are no figures of twelve months before.".to_owned(),
    });
    let is_stated = |series: &&ValueSeries| series.name != NOT_STATED;
    if facts.has(Dimension::Reason)
        && let Some(series) = facts.by(Dimension::Reason).iter().find(is_stated)
        && let Some(days) = series.last_year()
    {
        let name = &series.name;
        let share = days as f64 / last_year(facts.totals()).max(1) as f64 * 100.0;
        let months = facts.months().len().min(12);
        sentences.push(format!(
            "Over the last {months} months the most frequent reason that is stated was “{name}”, with {}% of the days.",
            decimal(share, 0)
        ));
    }
    sentences
}

/// Says so where the last limits rest on few months.
fn few(panel: &Panel) -> Option<String> {
    let last = panel.limits.last()?;
    let months = panel.limits.iter().rev().take_while(|limits| *limits == last).count();
    (months < FEW).then(|| {
        format!(
            "These limits rest on {months} months only. Until there are {FEW}, treat them, and what they show as usual, as \
             provisional."
        )
    })
}

/// Delayed days per day, which is the beds that they take: a whole number, unless it is small.
pub(super) fn beds(per_day: f64) -> String {
    decimal(per_day, places(per_day))
}

fn places(per_day: f64) -> u8 {
    u8::from(per_day < 1_000.0)
}

/// The few large figures.
pub fn figures(facts: &TrendFacts, panel: &Panel) -> Vec<KeyFigure> {
    let now = last(facts, panel);
    let is_this_year = |month: Month| month.financial_year_begins() == now.month.financial_year_begins();
    let months = facts.months().iter().zip(facts.totals());
    let year: Vec<i64> = months.filter(|(month, _)| is_this_year(**month)).map(|(_, days)| *days).collect();
    let whole = facts.months().iter().any(|month| is_this_year(*month) && month.first().date().month() == 4);
    vec![
        KeyFigure {
            label: "Delayed days".to_owned(),
            value: ReportCell::Count(now.days),
            note: format!("in {}", now.month.long()),
            link: None,
        },
        KeyFigure {
            label: "Beds on average".to_owned(),
            value: ReportCell::number(now.per_day, places(now.per_day)),
            note: panel.variation.to_owned(),
            link: None,
        },
        KeyFigure {
            label: "Financial year to date".to_owned(),
            value: if whole {
                ReportCell::Count(year.iter().sum())
            } else {
                ReportCell::Missing { missing: "its April is not here" }
            },
            note: match year.len() {
                _ if !whole => String::new(),
                1 => "delayed days in April".to_owned(),
                months => format!("delayed days in {months} months from April"),
            },
            link: None,
        },
        KeyFigure {
            label: "Months of special-cause variation".to_owned(),
            value: ReportCell::Count(special(panel) as i64),
            note: format!("of {} charted", panel.marks.len()),
            link: None,
        },
    ]
}
