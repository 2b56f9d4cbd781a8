//! Columns over the days of a month, stacked by series, with a legend that shows each pattern.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordi64;

use super::Room;
use super::canvas::{Canvas, EDGE, Fill, GRID, INK, PlotArea, QUIET, TYPE, TextAnchor};
use super::words::{broken, width};
use crate::domain::{Day, Language};
use crate::error::{Error, Exit, Result};
use crate::report::model::StackedSeries;

const SMALL: i32 = TYPE - 2;
const PLOT: i32 = 220;
const LEGEND_LINE: i32 = 24;

/// A legend entry in its place.
struct LegendPlace {
    at: (i32, i32),
    words: String,
    fill: Fill,
}

/// Stacked columns, the first series at the bottom.
pub fn columns(
    first: Day,
    series: &[StackedSeries],
    unit: &str,
    (room, language): (Room, Language),
) -> Result<(i32, String)> {
    let shown = |value: i64| language.count(value.saturating_abs());
    let days = series.first().map_or(0, |one| one.values.len());
    let totals = totals(series, days)?;
    let fills = fills(series);
    let (keys, legend) = legend(series, &fills, room);
    let (top, floor) = (legend + 34, legend + 34 + PLOT);
    let height = floor + 46;
    let scale = DailyScale::new(totals.iter().copied().max().unwrap_or(0), top, floor);
    let left = scale.ticks.iter().map(|tick| width(&shown(*tick), SMALL, false)).max().unwrap_or(0) + 8;
    let right = room.width() - 1;
    Canvas::draw(room.width(), height, |canvas| {
        if days == 0 {
            return canvas.words(language.word("chart-empty"), (0, 20), TYPE, TextAnchor::Start, QUIET, false);
        }
        for key in &keys {
            let (x, y) = key.at;
            canvas.fill(PlotArea { left: x, top: y - 7, right: x + 20, bottom: y + 7 }, key.fill)?;
            canvas.words(&key.words, (x + 28, y), TYPE, TextAnchor::Start, INK, false)?;
        }
        canvas.words(unit, (0, legend + 12), SMALL, TextAnchor::Start, QUIET, false)?;
        for tick in &scale.ticks {
            let y = scale.height(*tick);
            canvas.line(vec![(left, y), (right, y)], if *tick == 0 { EDGE } else { GRID })?;
            canvas.words(&shown(*tick), (left - 8, y), SMALL, TextAnchor::End, QUIET, false)?;
        }
        let column = |at: usize| left + 4 + (right - left - 4) * at as i32 / days as i32;
        for at in 0..days {
            // A gap of a quarter between columns, at least one unit.
            let (start, end) = (column(at), column(at + 1));
            let area = (start, end - ((end - start) / 4).max(1));
            stack(canvas, series, &fills, &scale, at, area)?;
        }
        axis(canvas, (first, days), floor, column, (room, language))
    })
}

fn stack(
    canvas: &Canvas<'_>,
    series: &[StackedSeries],
    fills: &[Fill],
    scale: &DailyScale,
    at: usize,
    (left, right): (i32, i32),
) -> Result<()> {
    let mut below = 0;
    for (one, fill) in series.iter().zip(fills) {
        let value = one.values.get(at).copied().unwrap_or(0);
        if value > 0 {
            let area = PlotArea { left, top: scale.height(below + value), right, bottom: scale.height(below) };
            canvas.fill(area, *fill)?;
        }
        below += value;
    }
    Ok(())
}

/// Numbers of days under the columns, as many as have room, and the months below them.
fn axis(
    canvas: &Canvas<'_>,
    (first, days): (Day, usize),
    floor: i32,
    column: impl Fn(usize) -> i32,
    (room, language): (Room, Language),
) -> Result<()> {
    let pitch = column(1) - column(0);
    let every = if pitch >= width("30", SMALL, false) + 4 { 1 } else { 7 };
    let mut months = Vec::new();
    for (at, day) in (0..days).zip((0..).map(|after| first + after)) {
        let middle = column(at) + (column(at + 1) - column(at)) * 3 / 8;
        let of_month = day.date().day();
        if (i32::from(of_month) - 1) % every == 0 {
            canvas.words(&of_month.to_string(), (middle, floor + 14), SMALL, TextAnchor::Middle, QUIET, false)?;
        }
        if months.last().is_none_or(|(month, _)| *month != day.month()) {
            months.push((day.month(), column(at)));
        }
    }
    // A month is named where it starts, if its name ends before the next one or the edge.
    let ends = months.iter().skip(1).map(|(_, start)| *start - 4).chain([room.width()]);
    for ((month, start), end) in months.iter().zip(ends) {
        let name = language.month(*month);
        if start + width(&name, SMALL, false) <= end {
            canvas.words(&name, (*start, floor + 34), SMALL, TextAnchor::Start, QUIET, false)?;
        }
    }
    Ok(())
}

/// The scale upwards, from zero to a round number at or above the highest column.
struct DailyScale {
    ticks: Vec<i64>,
    range: RangedCoordi64,
    top: i32,
    floor: i32,
}

impl DailyScale {
    fn new(highest: i64, top: i32, floor: i32) -> Self {
        let mut range: RangedCoordi64 = (0..highest.max(1)).into();
        let mut ticks = range.key_points(BoldPoints(5));
        let step = ticks.get(1).map_or(1, |tick| *tick);
        if let Some(last) = ticks.last().copied().filter(|last| *last < highest) {
            ticks.push(last + step);
        }
        range = (0..ticks.last().copied().unwrap_or(1).max(1)).into();
        Self { ticks, range, top, floor }
    }

    fn height(&self, value: i64) -> i32 {
        self.floor - self.range.map(&value, (0, self.floor - self.top))
    }
}

fn totals(series: &[StackedSeries], days: usize) -> Result<Vec<i64>> {
    let total =
        |at: usize| series.iter().try_fold(0_i64, |sum, one| sum.checked_add(one.values.get(at).copied().unwrap_or(0)));
    let too_high = || Error::new("X_REPORT", Exit::Bug, "a column of a chart is too high to be drawn");
    (0..days).map(|at| total(at).ok_or_else(too_high)).collect()
}

/// Strong series are dark, the others pale; within each kind they differ by their stripes.
fn fills(series: &[StackedSeries]) -> Vec<Fill> {
    let (mut strong, mut pale) = (0, 0);
    let fill = |one: &StackedSeries| {
        if one.strong {
            strong += 1;
            if strong == 1 { Fill::Strong } else { Fill::StrongStriped }
        } else {
            pale += 1;
            Fill::Hatched(pale - 1)
        }
    };
    series.iter().map(fill).collect()
}

/// The keys in lines from the left, and how high they are together.
fn legend(series: &[StackedSeries], fills: &[Fill], room: Room) -> (Vec<LegendPlace>, i32) {
    let (mut x, mut y) = (1, 10);
    let mut keys = Vec::new();
    for (one, fill) in series.iter().zip(fills) {
        let words = broken(&one.label, TYPE, false, room.width() - 32, 1).join("");
        let wide = 28 + width(&words, TYPE, false);
        if x > 1 && x + wide > room.width() {
            (x, y) = (1, y + LEGEND_LINE);
        }
        keys.push(LegendPlace { at: (x, y), words, fill: *fill });
        x += wide + 24;
    }
    (keys, y + 14)
}
