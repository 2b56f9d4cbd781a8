//! A calendar of figures: a row a week, a field a day, darker where there is more, with the figure in it.

use super::Room;
use super::canvas::{Canvas, INK, PAPER, PlotArea, QUIET, TYPE, TextAnchor};
use crate::domain::day::Weekday;
use crate::domain::{Day, Language};
use crate::error::Result;

const SMALL: i32 = TYPE - 2;
const FIELD: i32 = 30;

/// One field a day, Monday to Sunday.
pub fn calendar(first: Day, values: &[i64], (room, language): (Room, Language)) -> Result<(i32, String)> {
    let lead = first.weekday() as usize;
    let weeks = (lead + values.len()).div_ceil(7) as i32;
    let (left, top) = (64, 26);
    let pitch = ((room.width() - left - 1) / 7).min(72);
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    Canvas::draw(room.width(), top + weeks * FIELD + 8, |canvas| {
        if values.is_empty() {
            return canvas.words(language.word("chart-empty"), (0, 20), TYPE, TextAnchor::Start, QUIET, false);
        }
        for (at, weekday) in (0..).zip(Weekday::ALL) {
            canvas.words(
                &language.weekday(weekday),
                (left + at * pitch + pitch / 2, 12),
                SMALL,
                TextAnchor::Middle,
                QUIET,
                false,
            )?;
        }
        for (at, value) in values.iter().enumerate() {
            let (row, column) = (((lead + at) / 7) as i32, ((lead + at) % 7) as i32);
            let (x, y) = (left + column * pitch, top + row * FIELD);
            if at == 0 || column == 0 {
                canvas.words(
                    &language.short_day(first + at as i32),
                    (0, y + FIELD / 2),
                    SMALL,
                    TextAnchor::Start,
                    QUIET,
                    false,
                )?;
            }
            let step = if *value == 0 { 0 } else { 1 + (4 * value / most).clamp(0, 4) as usize };
            canvas.shade(PlotArea { left: x, top: y, right: x + pitch - 1, bottom: y + FIELD - 1 }, step)?;
            let ink = if step >= 4 { PAPER } else { INK };
            let middle = (x + pitch / 2, y + FIELD / 2);
            canvas.words(&language.count(*value), middle, SMALL, TextAnchor::Middle, ink, false)?;
        }
        Ok(())
    })
}
