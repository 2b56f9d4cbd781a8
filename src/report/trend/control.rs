//! Control charts of delayed days per day: one of all, and small multiples by the dimensions of the days.

use super::facts::{Dimension, TrendFacts, ValueSeries};
use super::panel::{ChartedPanel, Charting, MEASURES, chart, is_unsettled, limits, special};
use super::{changed, column};
use crate::domain::decimal::decimal;
use crate::error::{Error, Exit, Result};
use crate::report::model::{ColumnKind, Drawing, Panel, PointMark, ReportCell, ReportChart, ReportTable, Section};

/// The most panels of one section: what a person still looks at. The first table has every value.
const PANELS: usize = 12;

/// The chart of all days, and the section that shows it.
pub struct All {
    /// The chart.
    pub panel: Panel,
    /// The section.
    pub section: Section,
}

/// Delayed days per day, all together.
pub fn all(facts: &TrendFacts, charting: &Charting) -> Result<All> {
    let Some(charted) = chart("All delayed days", facts, (0, facts.totals()), facts.changes(), charting)? else {
        return Err(too_few(facts, charting));
    };
    let panel = &charted.panel;
    let [lower, centre, upper] = limits(panel);
    let mut text = vec![format!(
        "{} of {} months show special-cause variation by the rules at the end of this page; the others vary as usual.",
        special(panel),
        panel.marks.len()
    )];
    text.extend(facts.changes().sentences(facts.months(), &charting.rebase));
    text.extend(changed::sentences(panel, facts.months()));
    match (panel.target, panel.assurance) {
        (Some(target), Some(assured)) => {
            text.push(format!(
                "The target is {} beds on average: as things are, {}.",
                decimal(target, 1),
                assured.words()
            ));
        }
        (Some(target), None) => {
            text.push(format!(
                "The target is {} beds on average; the limits do not show whether it will be met.",
                decimal(target, 1)
            ));
        }
        (None, _) => {}
    }
    text.push(
        "Per day: the delayed days of a month divided by its days, which is the average number of beds taken."
            .to_owned(),
    );
    let drawn = ReportChart {
        id: "all_days",
        title: format!("Delayed days per day, {} to {}", facts.first().long(), facts.last().long()),
        description: broken(facts)
            + &format!(
                "The last month: {}. {} of {} months show special-cause variation. By the last limits the mean is {}, and {} to {} are usual.",
                panel.variation,
                special(panel),
                panel.marks.len(),
                decimal(centre, 1),
                decimal(lower.max(0.0), 1),
                decimal(upper, 1)
            ),
        unit: "days per day",
        drawing: Drawing::Control(vec![panel.clone()]),
    };
    let mut columns = vec![column("month", "Month", ColumnKind::Month)];
    columns.extend(MEASURES);
    let title = "Delayed days by month, with special-cause variation".to_owned();
    let rows = charted.rows().collect();
    let table = ReportTable { id: "all_by_month", title, columns, rows, total: None, empty: "no months" };
    let title = "Are delays rising?".to_owned();
    let section = Section { id: "all", title, text, chart: Some(drawn), tables: vec![table] };
    Ok(All { section, panel: charted.panel })
}

/// The breaks of the series, for whoever cannot see the chart.
fn broken(facts: &TrendFacts) -> String {
    facts
        .changes()
        .breaks
        .iter()
        .map(|one| format!("The series breaks in {}: {}. ", one.month.long(), one.words))
        .collect()
}

fn too_few(facts: &TrendFacts, charting: &Charting) -> Error {
    let (what, hint) = match facts.months().len() {
        0 | 1 => (format!("{} is the only month, and a trend needs two at least", facts.first()), "add months"),
        _ => {
            let months: Vec<String> = charting.rebase.iter().map(ToString::to_string).collect();
            let what = format!("limits that begin anew in {} leave a single month by itself", months.join(", "));
            (what, "begin them anew where two months or more follow, better twelve")
        }
    };
    Error::new("F_MONTHS", Exit::Data, what).effect("no report was written").hint(hint)
}

/// One value of a dimension: its chart, or why there is none.
fn one(facts: &TrendFacts, series: &ValueSeries, charting: &Charting) -> Result<Result<ChartedPanel, &'static str>> {
    let Some(from) = series.whole_from() else {
        let why = match series.changes.ended {
            Some(_) => "not charted: it ended",
            None => "not charted: months without a figure",
        };
        return Ok(Err(why));
    };
    let days: Vec<i64> = series.days[from..].iter().copied().flatten().collect();
    // A target is for all days together.
    let charting = Charting { target_per_day: None, rebase: charting.rebase.clone() };
    Ok(chart(&series.name, facts, (from, &days), &series.changes, &charting)?.ok_or("not charted: too few months"))
}

/// Small multiples by a dimension; nothing where no value of it can be charted.
pub fn by(facts: &TrendFacts, dimension: Dimension, charting: &Charting) -> Result<Option<Section>> {
    let (mut panels, mut status, mut months) = (Vec::new(), Vec::new(), Vec::new());
    let (series, noun) = (facts.by(dimension), dimension.noun());
    let (mut worse, mut not_charted, mut unsettled) = (Vec::new(), 0, 0);
    for series in series {
        let charted = one(facts, series, charting)?;
        status.push(status_row(series, &charted));
        let Ok(charted) = charted else {
            not_charted += 1;
            continue;
        };
        unsettled += usize::from(is_unsettled(&charted.panel));
        if charted.panel.marks.last() == Some(&PointMark::Worse) {
            worse.push(series.name.clone());
        }
        if panels.len() < PANELS {
            months.extend(charted.rows().map(|row| {
                let mut cells = vec![ReportCell::text(series.name.clone())];
                cells.extend(row);
                cells
            }));
            panels.push(charted.panel);
        }
    }
    if panels.is_empty() {
        return Ok(None);
    }
    let mut text = vec![worsened(noun, &worse, series.len())];
    if unsettled > 0 {
        text.push(format!(
            "For {} more than half of the months show special-cause variation: no verdict.",
            plural(noun, unsettled)
        ));
    }
    let changed = series.iter().filter(|series| !series.changes.note().is_empty()).count();
    if changed > 0 {
        text.push(format!(
            "{} began, ended or changed in these months: the first table has the months, and what came before or after.",
            plural(noun, changed)
        ));
    }
    let charted = series.len() - not_charted;
    if charted > PANELS {
        text.push(format!(
            "Drawn are the {PANELS} with most days over twelve months; the first table has all {}.",
            series.len()
        ));
    }
    if not_charted > 0 {
        text.push(format!(
            "{} cannot be charted, see the first table: unknown months are not 0.",
            plural(noun, not_charted)
        ));
    }
    let names = names(dimension);
    let drawn = ReportChart {
        id: names.chart,
        title: format!("Delayed days per day by {noun}, each on its own scale"),
        description: text.join(" "),
        unit: "days per day",
        drawing: Drawing::Control(panels),
    };
    let tables = vec![by_last(names, noun, status, facts), by_month(names, noun, months)];
    Ok(Some(Section { id: names.section, title: names.question.to_owned(), text, chart: Some(drawn), tables }))
}

/// Which of them got worse in the last month.
fn worsened(noun: &str, worse: &[String], of: usize) -> String {
    let whose = match worse {
        [] => return format!("No {noun} shows a deterioration in the last month by special-cause variation."),
        [only] => only.clone(),
        [names @ .., last] if worse.len() <= 8 => format!("{} and {last}", names.join(", ")),
        _ => format!("{} of {}", worse.len(), plural(noun, of)),
    };
    format!("The last month of {whose} shows special-cause variation, and it is a deterioration.")
}

/// `1 authority`, `3 kinds of care`.
fn plural(noun: &str, number: usize) -> String {
    let (word, rest) = noun.split_once(" of ").map_or((noun, ""), |(word, _)| (word, &noun[word.len()..]));
    match (number, word.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies{rest}"),
        (_, None) => format!("{number} {word}s{rest}"),
    }
}

/// What the last month says, with what became of the area.
fn said(words: &str, series: &ValueSeries) -> ReportCell {
    let note = series.changes.note();
    ReportCell::text(if note.is_empty() { words.to_owned() } else { format!("{words}; {note}") })
}

fn status_row(series: &ValueSeries, charted: &Result<ChartedPanel, &'static str>) -> Vec<ReportCell> {
    let count = |days: Option<i64>| days.map_or(ReportCell::Missing { missing: "no figure" }, ReportCell::Count);
    let mut row = vec![
        ReportCell::text(series.name.clone()),
        count(series.last_year()),
        count(series.days.last().copied().flatten()),
    ];
    match charted {
        Ok(charted) => {
            let last = charted.panel.values.last().copied().unwrap_or_default();
            row.extend([ReportCell::number(last, 1), ReportCell::number(limits(&charted.panel)[1], 1)]);
            row.push(said(charted.panel.variation, series));
        }
        Err(why) => {
            row.extend([
                ReportCell::Missing { missing: "not charted" },
                ReportCell::Missing { missing: "not charted" },
            ]);
            row.push(said(why, series));
        }
    }
    row
}

fn by_last(names: &SectionNames, noun: &str, rows: Vec<Vec<ReportCell>>, facts: &TrendFacts) -> ReportTable {
    let columns = vec![
        column("name", names.title, ColumnKind::Text),
        column("twelve_months", "Days in up to twelve months", ColumnKind::Count),
        column("last_month", "Days in the last month", ColumnKind::Count),
        column("per_day", "Per day", ColumnKind::Number),
        column("centre", "Mean", ColumnKind::Number),
        column("variation", "The last month", ColumnKind::Text),
    ];
    let blank = || ReportCell::text("");
    // What has an unknown part has no known sum.
    let sum = |at: usize| -> ReportCell {
        let sum: Option<i64> = rows.iter().map(|row| row[at].count()).sum();
        sum.map_or_else(blank, ReportCell::Count)
    };
    let total = Some(vec![ReportCell::text("All"), sum(1), sum(2), blank(), blank(), blank()]);
    let title = format!("Delayed days by {noun} in {}", facts.last().long());
    ReportTable { id: names.status, title, columns, rows, total, empty: "no days" }
}

fn by_month(names: &SectionNames, noun: &str, rows: Vec<Vec<ReportCell>>) -> ReportTable {
    let mut columns = vec![column("name", names.title, ColumnKind::Text), column("month", "Month", ColumnKind::Month)];
    columns.extend(MEASURES);
    let title = format!("Delayed days by {noun} and month, with special-cause variation");
    ReportTable { id: names.months, title, columns, rows, total: None, empty: "no days" }
}

/// Ids and headings of a dimension's section.
struct SectionNames {
    section: &'static str,
    chart: &'static str,
    status: &'static str,
    months: &'static str,
    title: &'static str,
    question: &'static str,
}

/// The dimension of a table of a control chart, and whether it has a row for each month.
pub fn of_table(id: &str) -> Option<(Dimension, bool)> {
    let of = |dimension: Dimension| match names(dimension) {
        SectionNames { months, .. } if *months == id => Some((dimension, true)),
        SectionNames { status, .. } if *status == id => Some((dimension, false)),
        _ => None,
    };
    Dimension::ALL.into_iter().find_map(of)
}

fn names(dimension: Dimension) -> &'static SectionNames {
    match dimension {
        Dimension::Attribution => &SectionNames {
            section: "attribution",
            chart: "attribution_days",
            status: "attribution_last",
            months: "attribution_months",
            title: "Responsible",
            question: "Who is responsible?",
        },
        Dimension::Reason => &SectionNames {
            section: "reasons",
            chart: "reason_days",
            status: "reason_last",
            months: "reason_months",
            title: "Reason",
            question: "For what reasons?",
        },
        Dimension::Authority => &SectionNames {
            section: "authorities",
            chart: "authority_days",
            status: "authority_last",
            months: "authority_months",
            title: "Authority",
            question: "In which authorities?",
        },
        Dimension::Provider => &SectionNames {
            section: "providers",
            chart: "provider_days",
            status: "provider_last",
            months: "provider_months",
            title: "Provider",
            question: "At which providers?",
        },
        Dimension::Care => &SectionNames {
            section: "care",
            chart: "care_days",
            status: "care_last",
            months: "care_months",
            title: "Care",
            question: "In what kind of care?",
        },
    }
}
