//! Series in a CSV file: its columns read, its settings understood, its charts made.

use std::collections::BTreeMap;
use std::path::Path;

use super::chart::{ControlChart, NoChart, chart};
use super::options::SeriesOptions;
use super::series::{OrderedSeries, SeriesRow, by_id};
use super::settings::{ChartKind, Direction, Settings, TwoOfThree};
use crate::error::{Error, Result};
use crate::files::strict_csv::{CsvIssues, StrictCsv, StrictRow, WantedColumns};
use crate::files::wording::shown;

/// The columns that say how the chart of a series is made; the same on every row of it.
pub const SETTINGS: [&str; 9] = [
    "k3",
    "two_of_three_mode",
    "screen_outliers",
    "fix_after_n",
    "rebase_at",
    "improvement_direction",
    "target",
    "baseline",
    "chart",
];
const WANTED: WantedColumns<'static> = WantedColumns {
    required: &["series_id", "value"],
    optional: &[
        "seq",
        "period",
        "k3",
        "two_of_three_mode",
        "screen_outliers",
        "fix_after_n",
        "rebase_at",
        "improvement_direction",
        "target",
        "baseline",
        "ghost",
        "chart",
        "denominator",
    ],
};

/// A series with its chart.
#[derive(Clone, Debug)]
pub struct ChartedSeries {
    /// Its name.
    pub id: String,
    /// The number, period and value of each point in order of time.
    pub points: Vec<(i64, String, f64)>,
    /// The settings as used.
    pub settings: Settings,
    /// The settings in words, as [`SETTINGS`]; what was not given, as it was taken.
    pub words: [String; SETTINGS.len()],
    /// Why each ghost point is left out, by its place from 0.
    pub ghosts: BTreeMap<usize, String>,
    /// The chart; nothing for a series of one point, which has a mean and no limits.
    pub chart: Option<ControlChart>,
}

/// A series that cannot be charted.
#[derive(Debug)]
pub struct Failed {
    /// Its name.
    pub id: String,
    /// Every flaw found in it.
    pub error: Error,
}

/// The series of a file.
#[derive(Debug)]
pub struct SeriesFile {
    /// Those that were charted, in the order in which they first appear, points in order of time.
    pub charted: Vec<ChartedSeries>,
    /// The others, in the same order.
    pub failed: Vec<Failed>,
    /// The columns that were not used.
    pub unused: Vec<String>,
}

/// Reads every series of a file and makes its chart. A series with a flaw (a value that is no number, a place in time that
/// is missing or taken twice, a hole, a setting that is unknown or changes, a rebase that no point has, a segment of one
/// point beside others) does not stop the others.
///
/// # Errors
/// 65, with every flaw found: the file cannot be read as a table, a row names no series, or no series can be charted.
pub fn read(path: &Path, bytes: &[u8]) -> Result<SeriesFile> {
    read_with(path, bytes, &SeriesOptions::default())
}

/// As [`read`], with settings for the series that have none of their own.
///
/// # Errors
/// As [`read`]; and 65 for a ghost point that no series has.
pub fn read_with(path: &Path, bytes: &[u8], options: &SeriesOptions) -> Result<SeriesFile> {
    let plain = StrictCsv::read(path, bytes, WANTED)?;
    let mut nameless = CsvIssues::default();
    let mut rows: Vec<(String, Option<SeriesRow<'_>>)> = Vec::new();
    let mut issues: BTreeMap<String, CsvIssues> = BTreeMap::new();
    for line in plain.lines() {
        let id = line.text("series_id").into_owned();
        if id.is_empty() {
            nameless.add(|| line.issue("R_ID", "series_id", "the row names no series", "name the series on every row"));
            continue;
        }
        let given = given(&id, line, issues.entry(id.clone()).or_default());
        rows.push((id, given));
    }
    // The series of the point is unknown: any series could lack it.
    nameless.none()?;
    let (mut read, mut one) =
        (SeriesFile { charted: Vec::new(), failed: Vec::new(), unused: plain.unused.clone() }, Vec::new());
    for (id, rows) in by_id(rows.into_iter()) {
        let mut issues = issues.remove(&id).unwrap_or_default();
        let rows: Option<Vec<SeriesRow<'_>>> = rows.into_iter().collect();
        let charted =
            rows.filter(|_| issues.is_empty()).and_then(|rows| charted(id.clone(), rows, options, &mut issues));
        match (charted, issues.none()) {
            (Some(charted), Ok(())) => read.charted.push(charted),
            (_, issues) => one.push((id, issues.err().unwrap_or_else(|| Error::bug("a series failed for no reason")))),
        }
    }
    if read.charted.is_empty() {
        let errors = one.into_iter().map(|(_, error)| error).collect();
        return Err(Error::several(errors).unwrap_or_else(|| Error::bug("a file of rows has no series")));
    }
    if one.is_empty() {
        options.all_found(path, read.charted.iter().flat_map(|series| &series.points))?;
    }
    let rest = |error: Error| {
        error.in_the_effect("nothing was computed", "this series was left out, the others were computed")
    };
    read.failed = one.into_iter().map(|(id, error)| Failed { id, error: rest(error) }).collect();
    Ok(read)
}

/// The place and value of a row; nothing if a flaw was noted.
fn given<'p>(id: &str, line: StrictRow<'p>, issues: &mut CsvIssues) -> Option<SeriesRow<'p>> {
    let named = format!("series `{}`", shown(id));
    let (text, seq) = (line.text("value"), line.text("seq"));
    let value = number(&text);
    if value.is_none() {
        issues.add(|| {
            let what = match &*text {
                "" => format!("{named}: the value is missing"),
                text => format!("{named}: `{}` is no number", shown(text)),
            };
            let hint = "a chart has no holes and no guesses: write 1234.5, without commas, signs of percent or words";
            line.issue("R_NUMBER", "value", what, hint)
        });
    }
    let place: Option<i64> = seq.parse().ok();
    if place.is_none() && !seq.is_empty() {
        issues.add(|| {
            let what = format!("{named}: `{}` is no whole number", shown(&seq));
            line.issue("R_SEQ", "seq", what, "number the rows of a series 1, 2, 3")
        });
    }
    let period = line.text("period").into_owned();
    Some(SeriesRow { line, seq: place, period, value: value? })
}

/// A finite number in plain or scientific notation. Adding zero makes minus zero zero.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse().ok().filter(|value: &f64| plain && value.is_finite()).map(|value| value + 0.0)
}

fn charted(
    id: String,
    rows: Vec<SeriesRow<'_>>,
    options: &SeriesOptions,
    issues: &mut CsvIssues,
) -> Option<ChartedSeries> {
    let series = match OrderedSeries::in_order(id, rows) {
        Ok(series) => series,
        Err(issue) => {
            issues.add(|| issue);
            return None;
        }
    };
    let ghosts = super::ghosts::of(&series, options, issues)?;
    let settings = Settings { ghosts: ghosts.keys().copied().collect(), ..settings(&series, options, issues)? };
    let (values, denominators) = super::small_counts::values(&series, settings.kind, issues)?;
    let settings = Settings { denominators, ..settings };
    // One point has a mean, and no moving range to make limits of.
    let chart = if values.len() == 1 { Ok(None) } else { chart(&values, &settings).map(Some) };
    match chart {
        Ok(chart) => {
            let points = (0..values.len()).map(|at| (series.number(at), series.rows[at].period.clone(), values[at]));
            let (points, words) = (points.collect(), words(&series, &settings, options));
            Some(ChartedSeries { id: series.id, points, settings, words, ghosts, chart })
        }
        Err(none) => {
            let at = match none {
                NoChart::TooFew { first: at, .. } | NoChart::BaselineAcross { at } => at,
                NoChart::TooLarge => 0,
            };
            let hint = match none {
                NoChart::TooFew { .. } => "rebase where more points follow; 13 make limits to rely on",
                NoChart::BaselineAcross { .. } => "let the baseline end before the new segment begins",
                NoChart::TooLarge => "measure in a larger unit",
            };
            issues.add(|| {
                let code = if matches!(none, NoChart::BaselineAcross { .. }) { "R_BASELINE" } else { "R_FEW" };
                series.rows[at].line.issue(code, "value", format!("series `{}`: {none}", shown(&series.id)), hint)
            });
            None
        }
    }
}

/// The settings of a series; nothing if a flaw was noted.
fn settings(series: &OrderedSeries<'_>, options: &SeriesOptions, issues: &mut CsvIssues) -> Option<Settings> {
    let first = &series.rows[0].line;
    let mut found = 0;
    for (row, column) in series.rows.iter().flat_map(|row| SETTINGS.map(|column| (row, column))) {
        let (here, there) = (row.line.text(column), first.text(column));
        if here != there {
            found += 1;
            let what = format!(
                "series `{}`: `{column}` is `{}` here and `{}` on line {}",
                shown(&series.id),
                shown(&here),
                shown(&there),
                first.number()
            );
            issues
                .add(|| row.line.issue("R_SETTING", column, what, "write the same settings on every row of a series"));
            break;
        }
    }
    let mut read = |column: &str, hint: &str, set: &mut dyn FnMut(&str) -> bool| {
        let own = first.text(column);
        let text = if own.is_empty() { options.of_column(column) } else { &*own };
        if !text.is_empty() && !set(text) {
            found += 1;
            let what = format!("series `{}`: `{column}` cannot be `{}`", shown(&series.id), shown(text));
            issues.add(|| first.issue("R_SETTING", column, what, hint));
        }
    };
    let mut s = Settings::default();
    let put = |place: &mut f64, value: Option<f64>| value.map(|value| *place = value).is_some();
    read("k3", "2.66 (the default) or 3/1.128", &mut |text| put(&mut s.k3, multiple(text)));
    read("two_of_three_mode", "strict (the default), beyond2 or either_side", &mut |text| {
        TwoOfThree::ALL.into_iter().find(|mode| mode.name() == text).map(|mode| s.two_of_three = mode).is_some()
    });
    read("screen_outliers", "1 (the default) or 0", &mut |text| {
        flag(text).map(|yes| s.screen_outliers = yes).is_some()
    });
    read(
        "chart",
        "xmr (the default), p for a count of a `denominator`, or t for the time between events",
        &mut |text| ChartKind::ALL.into_iter().find(|kind| kind.name() == text).map(|kind| s.kind = kind).is_some(),
    );
    read("fix_after_n", "a whole number of points, 2 or more; 12 or more make limits to rely on", &mut |text| {
        text.parse().ok().filter(|points| *points >= 2).map(|points| s.fix_after_n = Some(points)).is_some()
    });
    read("improvement_direction", "increase, decrease or neutral (the default)", &mut |text| {
        Direction::ALL.into_iter().find(|way| way.name() == text).map(|way| s.direction = way).is_some()
    });
    read("target", "a number such as 3.5, or nothing", &mut |text| {
        number(text).map(|target| s.target = Some(target)).is_some()
    });
    read(
        "baseline",
        "two points of the series, as in 2018-04..2019-03, the first before the last; and not beside `fix_after_n`",
        &mut |text| {
            let span = text
                .split_once("..")
                .and_then(|(from, to)| Some((series.place(from.trim())?, series.place(to.trim())?)));
            s.baseline = span.filter(|(from, to)| from < to && s.fix_after_n.is_none());
            s.baseline.is_some()
        },
    );
    let rebase_at = first.text("rebase_at");
    s.rebase_at = series.rebases(&rebase_at, issues);
    let rebases = rebase_at.split('|').filter(|name| !name.trim().is_empty()).count();
    (found == 0 && s.rebase_at.len() == rebases).then_some(s)
}

/// A positive number, or two with a stroke between.
fn multiple(text: &str) -> Option<f64> {
    let value = match text.split_once('/') {
        Some((above, below)) => number(above.trim())? / number(below.trim())?,
        None => number(text)?,
    };
    (value.is_finite() && value > 0.0).then_some(value)
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" => Some(true),
        "0" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// The settings as they were given, with those that were not as they were taken.
fn words(series: &OrderedSeries<'_>, settings: &Settings, options: &SeriesOptions) -> [String; SETTINGS.len()] {
    SETTINGS.map(|column| match (series.rows[0].line.text(column), column) {
        (text, _) if !text.is_empty() => text.into_owned(),
        (_, "k3") => settings.k3.to_string(),
        (_, "two_of_three_mode") => settings.two_of_three.name().to_owned(),
        (_, "screen_outliers") => u8::from(settings.screen_outliers).to_string(),
        (_, "improvement_direction") => settings.direction.name().to_owned(),
        (_, "chart") => settings.kind.name().to_owned(),
        (_, column) => options.of_column(column).to_owned(),
    })
}
