//! Control charts of delayed days per day: one of all, and small multiples by whatever days can be told apart by.

use super::column;
use super::facts::{Dimension, Facts, last_year};
use crate::domain::Month;
use crate::domain::money::decimal;
use crate::error::{Error, Exit, Result};
use crate::report::model::{Cell, Chart, Column, Drawing, Kind, Mark, Panel, Section, Table};
use crate::spc::{self, Cause, Direction, PointType, Settings};

/// The most panels of one section: what a person still looks at. The table has them all.
const PANELS: usize = 12;

/// The chart of all days, and the section that shows it.
pub struct All {
    /// The chart.
    pub panel: Panel,
    /// The section.
    pub section: Section,
}

/// Delayed days per day, all together.
pub fn all(facts: &Facts) -> Result<All> {
    let totals = facts.totals();
    let Some((panel, signals)) = panel("All delayed days".to_owned(), facts, &totals)? else {
        let what = format!("{} has one month of data, and a trend needs two at least", facts.first());
        return Err(Error::new("F_MONTHS", Exit::Data, what).effect("no report was written").hint("add months"));
    };
    let special = panel.marks.iter().filter(|mark| **mark != Mark::Common).count();
    let text = vec![
        format!("{special} of {} months are special by the rules below; the others vary as usual.", panel.marks.len()),
        "Per day: the delayed days of a month divided by its days, which is also the number of beds taken.".to_owned(),
    ];
    let chart = Chart {
        id: "all_days",
        title: format!("Delayed days per day, {} to {}", facts.first().long(), facts.last().long()),
        description: format!(
            "{}. The mean of the last segment is {}; months between {} and {} are usual.",
            panel.variation,
            decimal(limits(&panel)[1], 1),
            decimal(limits(&panel)[0].max(0.0), 1),
            decimal(limits(&panel)[2], 1)
        ),
        unit: "days per day",
        drawing: Drawing::Control(vec![panel.clone()]),
    };
    let title = "Delayed days by month, with what is special".to_owned();
    let rows = rows(facts, &panel, &totals, &signals).into_iter().map(|(month, cells)| {
        let mut row = vec![Cell::text(month.to_string())];
        row.extend(cells);
        row
    });
    let mut columns = vec![column("month", "Month", Kind::Text)];
    columns.extend(MEASURES);
    let table = Table { id: "all_by_month", title, columns, rows: rows.collect(), total: None, empty: "no months" };
    let title = "Are delays rising?".to_owned();
    Ok(All { section: Section { id: "all", title, text, chart: Some(chart), tables: vec![table] }, panel })
}

const MEASURES: [Column; 6] = [
    column("delayed_days", "Delayed days", Kind::Count),
    column("per_day", "Per day", Kind::Number),
    column("lower_limit", "Lower limit", Kind::Number),
    column("centre", "Mean", Kind::Number),
    column("upper_limit", "Upper limit", Kind::Number),
    column("signal", "Special", Kind::Text),
];

/// Small multiples by a dimension; nothing where no value of it can be charted.
pub fn by(facts: &Facts, dimension: Dimension) -> Result<Option<Section>> {
    let (mut panels, mut status, mut months) = (Vec::new(), Vec::new(), Vec::new());
    let series = facts.by(dimension);
    for (name, totals) in &series {
        let Some((panel, signals)) = panel(name.clone(), facts, totals)? else { return Ok(None) };
        let last = panel.values.len() - 1;
        status.push(vec![
            Cell::text(name.clone()),
            Cell::Count(last_year(totals)),
            Cell::Count(totals[last]),
            Cell::number(panel.values[last], 1),
            Cell::number(panel.limits[last][1], 1),
            Cell::text(panel.variation),
        ]);
        if panels.len() < PANELS {
            months.extend(rows(facts, &panel, totals, &signals).into_iter().map(|(month, cells)| {
                let mut row = vec![Cell::text(name.clone()), Cell::text(month.to_string())];
                row.extend(cells);
                row
            }));
            panels.push(panel);
        }
    }
    let worse: Vec<&str> = panels.iter().filter(|panel| is_worse(panel)).map(|panel| panel.label.as_str()).collect();
    let noun = dimension.noun();
    let sentence = match worse.as_slice() {
        [] => format!("The last month is special for the worse for no {noun}."),
        names => format!("The last month is special for the worse for {}.", names.join(", ")),
    };
    let mut text = vec![sentence];
    if series.len() > PANELS {
        text.push(format!(
            "Drawn are the {PANELS} with most days over twelve months; the first table has all {}.",
            series.len()
        ));
    }
    let names = names(dimension);
    let chart = Chart {
        id: names.chart,
        title: format!("Delayed days per day by {noun}"),
        description: text.join(" "),
        unit: "days per day",
        drawing: Drawing::Control(panels),
    };
    let tables = vec![by_last(names.status, names.title, noun, status, facts), by_month(names, noun, months)];
    Ok(Some(Section { id: names.section, title: names.question.to_owned(), text, chart: Some(chart), tables }))
}

fn by_last(id: &'static str, title: &'static str, noun: &str, rows: Vec<Vec<Cell>>, facts: &Facts) -> Table {
    let columns = vec![
        column("name", title, Kind::Text),
        column("twelve_months", "Days in twelve months", Kind::Count),
        column("last_month", "Days in the last month", Kind::Count),
        column("per_day", "Per day", Kind::Number),
        column("centre", "Mean", Kind::Number),
        column("variation", "What the last month says", Kind::Text),
    ];
    let sum = |at: usize| Cell::Count(rows.iter().filter_map(|row| row[at].count()).sum());
    let blank = || Cell::text("");
    let total = Some(vec![Cell::text("All"), sum(1), sum(2), blank(), blank(), blank()]);
    let title = format!("Delayed days by {noun} in {}", facts.last().long());
    Table { id, title, columns, rows, total, empty: "no days" }
}

fn by_month(names: &Names, noun: &str, rows: Vec<Vec<Cell>>) -> Table {
    let mut columns = vec![column("name", names.title, Kind::Text), column("month", "Month", Kind::Text)];
    columns.extend(MEASURES);
    let title = format!("Delayed days by {noun} and month, with what is special");
    Table { id: names.months, title, columns, rows, total: None, empty: "no days" }
}

/// Ids and headings of a dimension's section.
struct Names {
    section: &'static str,
    chart: &'static str,
    status: &'static str,
    months: &'static str,
    title: &'static str,
    question: &'static str,
}

fn names(dimension: Dimension) -> &'static Names {
    match dimension {
        Dimension::Attribution => &Names {
            section: "attribution",
            chart: "attribution_days",
            status: "attribution_last",
            months: "attribution_months",
            title: "Responsible",
            question: "Who is said to be responsible?",
        },
        Dimension::Reason => &Names {
            section: "reasons",
            chart: "reason_days",
            status: "reason_last",
            months: "reason_months",
            title: "Reason",
            question: "For what reasons?",
        },
        Dimension::Authority => &Names {
            section: "authorities",
            chart: "authority_days",
            status: "authority_last",
            months: "authority_months",
            title: "Authority",
            question: "In which authorities?",
        },
        Dimension::Provider => &Names {
            section: "providers",
            chart: "provider_days",
            status: "provider_last",
            months: "provider_months",
            title: "Provider",
            question: "At which providers?",
        },
        Dimension::Care => &Names {
            section: "care",
            chart: "care_days",
            status: "care_last",
            months: "care_months",
            title: "Care",
            question: "In what kind of care?",
        },
    }
}

/// The chart of one series and, for each month, its signal in words; nothing where there is a single month.
fn panel(label: String, facts: &Facts, totals: &[i64]) -> Result<Option<(Panel, Vec<&'static str>)>> {
    let values: Vec<f64> =
        totals.iter().zip(facts.months()).map(|(days, month)| *days as f64 / f64::from(month.days())).collect();
    if values.len() < 2 {
        return Ok(None);
    }
    let settings = Settings { direction: Direction::Decrease, ..Settings::default() };
    let chart = spc::chart(&values, &settings)
        .map_err(|error| Error::new("X_SPC", Exit::Bug, format!("`{label}` cannot be charted: {error}")))?;
    let limits = chart.points.iter().map(|point| {
        let limits = &chart.segments[point.segment].limits;
        [limits.lower, limits.mean, limits.upper]
    });
    let marks = chart.points.iter().map(|point| match point.point_type {
        PointType::Common => Mark::Common,
        PointType::Improvement => Mark::Better,
        PointType::Concern => Mark::Worse,
        PointType::NeutralHigh | PointType::NeutralLow => Mark::Special,
    });
    let signals = chart.points.iter().map(|point| point.cause.map_or("", |(cause, way)| signal(cause, way)));
    let last = chart.points.last().and_then(|point| point.cause);
    let variation = match last {
        None => "varies as usual",
        Some((_, way)) if way > 0 => "worse than usual",
        Some(_) => "better than usual",
    };
    let signals = signals.collect();
    let panel = Panel {
        label,
        first: facts.first(),
        limits: limits.collect(),
        marks: marks.collect(),
        values,
        variation,
        assurance: "",
    };
    Ok(Some((panel, signals)))
}

fn signal(cause: Cause, way: i8) -> &'static str {
    match (cause, way > 0) {
        (Cause::Outside, true) => "above the upper limit",
        (Cause::Outside, false) => "below the lower limit",
        (Cause::Trend, true) => "one of 7 or more that rise",
        (Cause::Trend, false) => "one of 7 or more that fall",
        (Cause::TwoOfThree, true) => "2 of 3 near the upper limit",
        (Cause::TwoOfThree, false) => "2 of 3 near the lower limit",
        (Cause::Shift, true) => "one of 7 or more above the mean",
        (Cause::Shift, false) => "one of 7 or more below the mean",
    }
}

/// The limits of the last month: lower, centre, upper.
pub fn limits(panel: &Panel) -> [f64; 3] {
    panel.limits.last().copied().unwrap_or_default()
}

fn is_worse(panel: &Panel) -> bool {
    panel.marks.last() == Some(&Mark::Worse)
}

fn rows(facts: &Facts, panel: &Panel, totals: &[i64], signals: &[&'static str]) -> Vec<(Month, Vec<Cell>)> {
    let of_month = |(at, month): (usize, Month)| {
        let [lower, centre, upper] = panel.limits[at];
        let lower = if lower < 0.0 { Cell::Missing { missing: "below zero" } } else { Cell::number(lower, 1) };
        let days = [Cell::Count(totals[at]), Cell::number(panel.values[at], 1)];
        let rest = [lower, Cell::number(centre, 1), Cell::number(upper, 1), Cell::text(signals[at])];
        (month, days.into_iter().chain(rest).collect())
    };
    facts.months().enumerate().map(of_month).collect()
}
