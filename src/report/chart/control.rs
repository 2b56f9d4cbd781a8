//! Control charts: values by month with their centre and limits, special months by shape as well as colour. One panel is
//! drawn large; several stand in a grid, each on its own scale from zero.

use super::Room;
use super::canvas::{ACCENT, Canvas, EDGE, GRID, INK, QUIET, TYPE, TextAnchor, WORSE};
use super::legend::Legend;
use super::words::{broken, width};
use super::years;
use crate::domain::Language;
use crate::error::Result;
use crate::report::model::{Assured, Panel, PointMark};

const SMALL: i32 = TYPE - 2;
/// Where a panel lies.
#[derive(Clone, Copy)]
struct Frame {
    left: i32,
    right: i32,
    top: i32,
    floor: i32,
}

/// One panel large, several as small multiples.
pub fn charts(panels: &[Panel], unit: &str, (room, language): (Room, Language)) -> Result<(i32, String)> {
    let columns = match (room, panels.len()) {
        (Room::Wide, 2..) => 2,
        _ => 1,
    };
    let (plot, head, foot, gap) = if panels.len() > 1 { (96, 44, 26, 24) } else { (240, 44, 30, 0) };
    let rows = panels.len().div_ceil(columns) as i32;
    let key = Legend::new(panels, (room, language));
    let legend = key.height;
    let height = legend + rows * (head + plot + foot + gap) + 4;
    let pitch = (room.width() - gap * (columns as i32 - 1)) / columns as i32;
    Canvas::draw(room.width(), height.max(40), |canvas| {
        if panels.is_empty() {
            return canvas.words(language.word("chart-empty"), (0, 20), TYPE, TextAnchor::Start, QUIET, false);
        }
        key.draw(canvas)?;
        for (at, panel) in panels.iter().enumerate() {
            let (column, row) = ((at % columns) as i32, (at / columns) as i32);
            let left = column * (pitch + gap);
            let top = legend + row * (head + plot + foot + gap) + head;
            let frame = Frame { left, right: left + pitch - 4, top, floor: top + plot };
            draw(canvas, panel, unit, (frame, language))?;
        }
        Ok(())
    })
}

fn draw(canvas: &Canvas<'_>, panel: &Panel, unit: &str, (frame, language): (Frame, Language)) -> Result<()> {
    let Frame { left, right, top, floor } = frame;
    let scale = ControlScale::new(panel, top, floor);
    let name = broken(&panel.label, TYPE, true, right - left, 1).join("");
    canvas.words(&name, (left, top - 34), TYPE, TextAnchor::Start, INK, true)?;
    let said = broken(&format!("{unit}; {}", panel.variation), SMALL, false, right - left - 18, 1).join("");
    canvas.sign((left + 6, top - 15), panel.marks.last().copied().unwrap_or(PointMark::Common), 5)?;
    canvas.words(&said, (left + 18, top - 15), SMALL, TextAnchor::Start, QUIET, false)?;
    if let Some(assured) = panel.assurance {
        assurance(canvas, (assured, language), frame, left + 18 + width(&said, SMALL, false))?;
    }
    let labels = scale.ticks.iter().map(|tick| width(&shown(language, *tick), SMALL, false)).max().unwrap_or(0);
    let axis = left + labels + 8;
    for tick in &scale.ticks {
        let y = scale.height(*tick);
        canvas.line(vec![(axis, y), (right, y)], if *tick == 0.0 { EDGE } else { GRID })?;
        canvas.words(&shown(language, *tick), (axis - 6, y), SMALL, TextAnchor::End, QUIET, false)?;
    }
    let months = panel.values.len() as i32;
    let across = |at: usize| axis + 8 + (right - axis - 16) * at as i32 / (months - 1).max(1);
    limits(canvas, panel, &scale, &across)?;
    for at in &panel.breaks {
        let x = across(*at) - (right - axis) / months.max(1) / 2;
        canvas.line(vec![(x, top - 4), (x, floor)], INK)?;
        let side = if x - left > (right - left) / 2 { TextAnchor::End } else { TextAnchor::Start };
        let beside = if matches!(side, TextAnchor::End) { x - 4 } else { x + 4 };
        let words = panel.broken_by.unwrap_or(language.word("chart-another-area"));
        canvas.words(words, (beside, top + 2), SMALL, side, INK, false)?;
    }
    for [first, last] in &panel.baselines {
        canvas.thick(vec![(across(*first) - 3, floor + 2), (across(*last) + 3, floor + 2)], ACCENT, 3)?;
    }
    if let Some(target) = panel.target {
        canvas.dots((axis, right), scale.height(target), INK)?;
    }
    let line = panel.values.iter().enumerate().map(|(at, value)| (across(at), scale.height(*value)));
    canvas.thick(line.collect(), QUIET, 1)?;
    let half = if (right - axis) / months.max(1) >= 9 { 4 } else { 3 };
    for (at, (value, mark)) in panel.values.iter().zip(&panel.marks).enumerate() {
        canvas.sign((across(at), scale.height(*value)), *mark, half)?;
    }
    years::below(canvas, (panel.first, panel.values.len()), floor, (axis, right), &across)
}

/// The assurance icon with its words, where the line above the chart has room for them; else the icon alone, at its end.
fn assurance(canvas: &Canvas<'_>, (assured, language): (Assured, Language), frame: Frame, used: i32) -> Result<()> {
    let (letter, colour) = match assured {
        Assured::Passes => ("P", ACCENT),
        Assured::Fails => ("F", WORSE),
        Assured::ByChance => ("?", INK),
    };
    let y = frame.top - 15;
    let words = &language.say("chart-assured", &[("assured", assured.code().into())]);
    if used + 34 + width(words, SMALL, false) > frame.right {
        return canvas.badge(letter, (frame.right - 9, y), colour);
    }
    canvas.badge(letter, (used + 22, y), colour)?;
    canvas.words(words, (used + 34, y), SMALL, TextAnchor::Start, QUIET, false)
}

/// The centre as a line and the limits as dashes, broken where a new segment begins. Where each month has limits of its own they are
/// steps that meet half way between months.
fn limits(canvas: &Canvas<'_>, panel: &Panel, scale: &ControlScale, across: &dyn Fn(usize) -> i32) -> Result<()> {
    let mut from = 0;
    for segment in panel.limits.chunk_by(|one, other| one[1] == other[1]) {
        let (first, last) = (from, from + segment.len() - 1);
        let (start, end) = (across(first) - 4, across(last) + 4);
        canvas.line(vec![(start, scale.height(segment[0][1])), (end, scale.height(segment[0][1]))], INK)?;
        for same in segment.chunk_by(|one, other| one == other) {
            let to = from + same.len() - 1;
            let left = if from == first { start } else { (across(from - 1) + across(from)) / 2 };
            let right = if to == last { end } else { (across(to) + across(to + 1)) / 2 };
            let [lower, _, upper] = same[0];
            canvas.dashes((left, right), scale.height(upper), ACCENT)?;
            // A limit below zero is no limit for a count of days.
            if lower > 0.0 {
                canvas.dashes((left, right), scale.height(lower), ACCENT)?;
            }
            from += same.len();
        }
    }
    Ok(())
}

fn shown(language: Language, tick: f64) -> String {
    language.measure(tick, if tick.fract().abs() < 1e-9 { 0 } else { 1 })
}

/// The scale upwards, from zero to a round number at or above the highest value and limit.
struct ControlScale {
    ticks: Vec<f64>,
    most: f64,
    top: i32,
    floor: i32,
}

impl ControlScale {
    fn new(panel: &Panel, top: i32, floor: i32) -> Self {
        let upper = panel.limits.iter().map(|[_, _, upper]| *upper);
        let highest = panel.values.iter().copied().chain(upper).chain(panel.target).fold(0.0, f64::max).max(0.1);
        let wanted = if floor - top > 150 { 5.0 } else { 3.0 };
        let rough = highest / wanted;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power);
        let step = step.into_iter().find(|step| *step >= rough - 1e-12).unwrap_or(10.0 * power);
        let count = (highest / step).ceil().max(1.0) as usize;
        let ticks: Vec<f64> = (0..=count).map(|at| at as f64 * step).collect();
        Self { most: count as f64 * step, ticks, top, floor }
    }

    fn height(&self, value: f64) -> i32 {
        let share = (value / self.most).clamp(0.0, 1.0);
        self.floor - (share * f64::from(self.floor - self.top)).round() as i32
    }
}
