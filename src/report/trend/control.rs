//! Control charts of delayed days per day: one of all, and small multiples by the dimensions of the days.

use super::changed;
use super::charting::{Charting, FixedBaseline};
use super::facts::{Dimension, TrendFacts, ValueSeries};
use super::panel::{ChartedPanel, MEASURES, chart, counted as counted_months, is_unsettled, limits, special};
use crate::domain::Language;
use crate::error::{Error, Exit, Result};
use crate::report::model::{
    Assured, ColumnKind, Drawing, IconRow, Panel, PointMark, ReportCell, ReportChart, ReportColumn, ReportTable,
    Section, column, titled,
};
use crate::words::Argument;

/// The most panels of one section: what a person still looks at. The first table has every value.
const PANELS: usize = 12;

const MONTH: ReportColumn = column("month", "head-month", ColumnKind::Month);

const LAST: [ReportColumn; 5] = [
    column("twelve_months", "head-twelve-months", ColumnKind::Count),
    column("last_month", "head-days-last-month", ColumnKind::Count),
    column("per_day", "head-per-day", ColumnKind::Number),
    column("centre", "head-mean", ColumnKind::Number),
    column("variation", "head-last-month", ColumnKind::Text),
];

/// The chart of all days, and the section that shows it.
pub struct All {
    /// The chart.
    pub panel: Panel,
    /// The section.
    pub section: Section,
    /// The signs of its series.
    pub icons: Vec<IconRow>,
}

/// Small multiples by a dimension.
pub struct ByDimension {
    /// The section.
    pub section: Section,
    /// The signs of the series that are drawn.
    pub icons: Vec<IconRow>,
}

/// Delayed days per day, all together.
pub fn all(facts: &TrendFacts, charting: &Charting) -> Result<All> {
    let language = facts.language();
    let label = language.word("trend-all-days");
    let Some(charted_all) = chart(label, facts, (0, facts.totals()), facts.changes(), charting)? else {
        return Err(too_few(facts, charting));
    };
    let panel = &charted_all.panel;
    let [lower, centre, upper] = limits(panel);
    let months = [("special", special(panel)), ("months", counted_months(panel))];
    let [special, charted] = months.map(|(name, count)| (name, Argument::Plain(count as i64)));
    let mut text = vec![language.say("trend-special-of", &[special.clone(), charted.clone()])];
    text.extend(facts.changes().sentences(language, facts.months(), &charting.rebase));
    let limits_from = charting.sentences(facts);
    text.extend(limits_from.iter().cloned());
    text.extend(changed::sentences(language, &charted_all, facts.months()));
    text.extend(panel.target.map(|target| {
        let assured = ("assured", panel.assurance.map_or("unknown", Assured::code).into());
        language.say("trend-target", &[("target", language.measure(target, 1).into()), assured])
    }));
    text.push(language.word("trend-per-day").to_owned());
    let measure = |number: f64| language.measure(number, 1).into();
    let usual = [("centre", measure(centre)), ("lower", measure(lower.max(0.0))), ("upper", measure(upper))];
    let of_last = [("variation", panel.variation.into()), special, charted].into_iter().chain(usual);
    let drawn = ReportChart {
        id: "all_days",
        title: language.say("trend-all-chart", &[("first", facts.first().into()), ("last", facts.last().into())]),
        description: broken(facts)
            + &[&[language.say("trend-all-description", &of_last.collect::<Vec<_>>())], &limits_from[..]]
                .concat()
                .join(" "),
        unit: language.word("trend-unit"),
        drawing: Drawing::Control(vec![panel.clone()]),
    };
    let columns = titled(language, &[&[MONTH], &MEASURES[..]].concat());
    let title = language.word("trend-all-table").to_owned();
    let rows = charted_all.rows(language).collect();
    let empty = language.word("trend-no-months");
    let table = ReportTable { id: "all_by_month", title, columns, rows, total: None, empty };
    let title = language.word("trend-all-title").to_owned();
    let section = Section { id: "all", title, text, chart: Some(drawn), tables: vec![table] };
    let (measure, label) = (language.word("trend-icons-all").to_owned(), label.to_owned());
    let icons = vec![IconRow {
        measure,
        label,
        variation: charted_all.icon,
        has_target: charted_all.panel.target.is_some(),
        assurance: charted_all.panel.assurance,
    }];
    Ok(All { section, panel: charted_all.panel, icons })
}

/// The breaks of the series, for whoever cannot see the chart.
fn broken(facts: &TrendFacts) -> String {
    facts.changes().breaks.iter().map(|one| one.sentence(facts.language()) + " ").collect()
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

/// One value of a dimension: its chart, or the message that says why there is none.
fn one(facts: &TrendFacts, series: &ValueSeries, charting: &Charting) -> Result<Result<ChartedPanel, &'static str>> {
    let Some(from) = series.whole_from() else {
        let why = match series.changes.ended {
            Some(_) => "trend-not-charted-ended",
            None => "trend-not-charted-unknown",
        };
        return Ok(Err(why));
    };
    let days: Vec<i64> = series.days[from..].iter().copied().flatten().collect();
    if let Some(FixedBaseline::Months(first, last)) = charting.baseline
        && facts.places_of_baseline((first, last), &charting.rebase)?.is_some_and(|(first, _)| first < from)
    {
        return Ok(Err("trend-not-charted-baseline"));
    }
    // A target is for all days together.
    let charting = Charting { target_per_day: None, ..charting.clone() };
    Ok(chart(&series.name, facts, (from, &days), &series.changes, &charting)?.ok_or("trend-not-charted-few"))
}

/// Small multiples by a dimension; nothing where no value of it can be charted.
pub fn by(facts: &TrendFacts, dimension: Dimension, charting: &Charting) -> Result<Option<ByDimension>> {
    let (mut panels, mut status, mut months) = (Vec::new(), Vec::new(), Vec::new());
    let mut icons = Vec::new();
    let measure =
        facts.language().say("trend-icons-by", &[("what", facts.language().word(names(dimension).title).into())]);
    let (series, language) = (facts.by(dimension), facts.language());
    let (mut worse, mut not_charted, mut unsettled) = (Vec::new(), 0, 0);
    for series in series {
        let charted = one(facts, series, charting)?;
        status.push(status_row(language, series, &charted));
        let Ok(charted) = charted else {
            not_charted += 1;
            continue;
        };
        unsettled += usize::from(is_unsettled(&charted.panel));
        if charted.panel.marks.last() == Some(&PointMark::Worse) {
            worse.push(series.name.clone());
        }
        if panels.len() < PANELS {
            months.extend(charted.rows(language).map(|row| {
                let mut cells = vec![ReportCell::text(series.name.clone())];
                cells.extend(row);
                cells
            }));
            let (measure, label) = (measure.clone(), series.name.clone());
            let assurance = charted.panel.assurance;
            icons.push(IconRow { measure, label, variation: charted.icon, has_target: false, assurance });
            panels.push(charted.panel);
        }
    }
    if panels.is_empty() {
        return Ok(None);
    }
    let of = |number: usize| ("what", counted(language, dimension, number).into());
    let mut text = vec![worsened(language, dimension, &worse, series.len())];
    if unsettled > 0 {
        text.push(language.say("trend-unsettled-of", &[of(unsettled)]));
    }
    let changed = series.iter().filter(|series| !series.changes.note().is_empty()).count();
    if changed > 0 {
        text.push(language.say("trend-changed-of", &[of(changed)]));
    }
    if series.len() - not_charted > PANELS {
        let counts = [("drawn", PANELS), ("all", series.len())].map(|(name, count)| (name, (count as i64).into()));
        text.push(language.say("trend-drawn", &counts));
    }
    if not_charted > 0 {
        text.push(language.say("trend-not-charted-of", &[of(not_charted)]));
    }
    let names = names(dimension);
    let drawn = ReportChart {
        id: names.chart,
        title: language.say("trend-by-chart", &[("dimension", dimension.code().into())]),
        description: text.join(" "),
        unit: language.word("trend-unit"),
        drawing: Drawing::Control(panels),
    };
    let tables = vec![by_last(dimension, status, facts), by_month(dimension, months, language)];
    let title = language.word(names.question).to_owned();
    let section = Section { id: names.section, title, text, chart: Some(drawn), tables };
    Ok(Some(ByDimension { section, icons }))
}

/// Which of them got worse in the last month.
fn worsened(language: Language, dimension: Dimension, worse: &[String], of: usize) -> String {
    let whose = match worse {
        [] => return language.say("trend-none-worse", &[("dimension", dimension.code().into())]),
        [only] => only.clone(),
        [names @ .., last] if worse.len() <= 8 => {
            language.say("list-and", &[("first", names.join(", ").into()), ("last", last.into())])
        }
        _ => {
            let all = ("all", counted(language, dimension, of).into());
            language.say("trend-some-of", &[("some", (worse.len() as i64).into()), all])
        }
    };
    language.say("trend-worse", &[("whose", whose.into())])
}

/// `1 authority`, `3 kinds of care`.
fn counted(language: Language, dimension: Dimension, number: usize) -> String {
    let number = ("number", (number as i64).into());
    language.say("trend-counted", &[("dimension", dimension.code().into()), number])
}

/// What the last month says, with what became of the area.
fn said(words: &str, series: &ValueSeries) -> ReportCell {
    let note = series.changes.note();
    ReportCell::text(if note.is_empty() { words.to_owned() } else { format!("{words}; {note}") })
}

fn status_row(
    language: Language,
    series: &ValueSeries,
    charted: &Result<ChartedPanel, &'static str>,
) -> Vec<ReportCell> {
    let missing = |id: &'static str| ReportCell::Missing { missing: language.word(id) };
    let count = |days: Option<i64>| days.map_or_else(|| missing("trend-no-figure"), ReportCell::Count);
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
            row.extend([missing("trend-not-charted"), missing("trend-not-charted")]);
            row.push(said(language.word(why), series));
        }
    }
    row
}

fn by_last(dimension: Dimension, rows: Vec<Vec<ReportCell>>, facts: &TrendFacts) -> ReportTable {
    let (names, language) = (names(dimension), facts.language());
    let columns = titled(language, &[&[column("name", names.title, ColumnKind::Text)], &LAST[..]].concat());
    let blank = || ReportCell::text("");
    // What has an unknown part has no known sum.
    let sum = |at: usize| -> ReportCell {
        let sum: Option<i64> = rows.iter().map(|row| row[at].count()).sum();
        sum.map_or_else(blank, ReportCell::Count)
    };
    let all = ReportCell::text(language.word("trend-all"));
    let total = Some(vec![all, sum(1), sum(2), blank(), blank(), blank()]);
    let of = [("dimension", dimension.code().into()), ("month", facts.last().into())];
    let (title, empty) = (language.say("trend-by-table", &of), language.word("trend-no-days"));
    ReportTable { id: names.status, title, columns, rows, total, empty }
}

fn by_month(dimension: Dimension, rows: Vec<Vec<ReportCell>>, language: Language) -> ReportTable {
    let names = names(dimension);
    let columns = [&[column("name", names.title, ColumnKind::Text), MONTH], &MEASURES[..]].concat();
    let title = language.say("trend-by-month", &[("dimension", dimension.code().into())]);
    let (columns, empty) = (titled(language, &columns), language.word("trend-no-days"));
    ReportTable { id: names.months, title, columns, rows, total: None, empty }
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
            title: "head-responsible",
            question: "trend-attribution-title",
        },
        Dimension::Reason => &SectionNames {
            section: "reasons",
            chart: "reason_days",
            status: "reason_last",
            months: "reason_months",
            title: "head-reason",
            question: "trend-reason-title",
        },
        Dimension::Authority => &SectionNames {
            section: "authorities",
            chart: "authority_days",
            status: "authority_last",
            months: "authority_months",
            title: "head-authority",
            question: "trend-authority-title",
        },
        Dimension::Provider => &SectionNames {
            section: "providers",
            chart: "provider_days",
            status: "provider_last",
            months: "provider_months",
            title: "head-provider",
            question: "trend-provider-title",
        },
        Dimension::Care => &SectionNames {
            section: "care",
            chart: "care_days",
            status: "care_last",
            months: "care_months",
            title: "head-care",
            question: "trend-care-title",
        },
    }
}
