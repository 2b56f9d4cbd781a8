//! The years below a chart by month: a mark at each January, and every year by its number, short where there is little
//! room. Only where even that has no room, years are named in even steps.

use super::canvas::{Canvas, EDGE, QUIET, TYPE, TextAnchor};
use super::words::width;
use crate::domain::Month;
use crate::error::Result;

const SMALL: i32 = TYPE - 2;
const GAP: i32 = 5;

/// One year below the chart.
struct Year {
    year: i16,
    /// Where its first and its last month are drawn.
    from: i32,
    to: i32,
    /// Whether the chart has its January.
    has_january: bool,
}

/// Draws the years of so many months from the first on, between two edges.
pub fn below(
    canvas: &Canvas<'_>,
    (first, months): (Month, usize),
    floor: i32,
    edges: (i32, i32),
    across: &dyn Fn(usize) -> i32,
) -> Result<()> {
    let years = years(first, months, across);
    let starts = years.iter().filter(|year| year.has_january);
    starts.clone().try_for_each(|year| canvas.line(vec![(year.from, floor), (year.from, floor + 5)], EDGE))?;
    for (words, start) in labels(&years, edges) {
        canvas.words(&words, (start, floor + 14), SMALL, TextAnchor::Start, QUIET, false)?;
    }
    Ok(())
}

fn years(first: Month, months: usize, across: &dyn Fn(usize) -> i32) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    let all = std::iter::successors(Some(first), |month| Some(month.next()));
    for (at, month) in all.take(months).enumerate() {
        match years.last_mut().filter(|last| last.year == month.year()) {
            Some(last) => last.to = across(at),
            None => {
                let has_january = month.first().date().month() == 1;
                years.push(Year { year: month.year(), from: across(at), to: across(at), has_january });
            }
        }
    }
    years
}

/// The words and where they start: the whole numbers if all have room, else `’18`, else the years of a step.
fn labels(years: &[Year], edges: (i32, i32)) -> Vec<(String, i32)> {
    let whole = |year: i16| year.to_string();
    let short = |year: i16| format!("’{:02}", year.rem_euclid(100));
    let of = |step: i16, words: &dyn Fn(i16) -> String| -> Option<Vec<(String, i32)>> {
        let chosen = years.iter().filter(|year| year.year % step == 0);
        let placed = chosen.map(|year| place(year, words(year.year), edges)).collect::<Vec<_>>();
        let is_clear = |pair: &[(String, i32)]| pair[0].1 + width(&pair[0].0, SMALL, false) + GAP <= pair[1].1;
        (!placed.is_empty() && placed.windows(2).all(is_clear)).then_some(placed)
    };
    of(1, &whole)
        .or_else(|| of(1, &short))
        .or_else(|| [2, 5, 10, 20, 50, 100].into_iter().find_map(|step| of(step, &whole)))
        .unwrap_or_default()
}

/// Below the middle of its months, but within the chart.
fn place(year: &Year, words: String, (left, right): (i32, i32)) -> (String, i32) {
    let wide = width(&words, SMALL, false);
    let start = (year.from + year.to - wide) / 2;
    (words, start.min(right - wide).max(left))
}
