//! Series with two signs each and no figures: a page to look over. Every sign is a letter as well as a colour.

use super::Room;
use super::canvas::{ACCENT, Canvas, GRID, INK, QUIET, TYPE, TextAnchor, WORSE};
use super::words::{broken, width};
use crate::domain::Language;
use crate::error::Result;
use crate::report::model::{Assured, IconRow, VariationIcon};

const SMALL: i32 = TYPE - 2;
const LINE: i32 = 23;
/// From the right edge of a column to the middle of its signs.
const VARIATION: i32 = 40;
const ASSURANCE: i32 = 13;

/// One line of a column.
enum IconLine<'r> {
    Measure(&'r str),
    Series(&'r IconRow),
}

/// A sign of the key with its words.
enum KeySign {
    Variation(VariationIcon),
    Assurance(Assured),
}

/// The key, then the series, in two columns where there is room.
pub fn grid(rows: &[IconRow], (room, language): (Room, Language)) -> Result<(i32, String)> {
    let lines = lines(rows);
    let columns = if room == Room::Wide && lines.len() > 6 { 2 } else { 1 };
    let gap = 32;
    let pitch = (room.width() - gap * (columns as i32 - 1)) / columns as i32;
    let cut = cut(&lines, columns);
    let (key, top) = key(rows, room, language);
    let most = cut.max(lines.len() - cut) as i32;
    Canvas::draw(room.width(), (top + most * LINE + 6).max(40), |canvas| {
        for (sign, words, (x, y)) in &key {
            match sign {
                KeySign::Variation(icon) => variation(canvas, *icon, (*x + 10, *y))?,
                KeySign::Assurance(assured) => assurance(canvas, *assured, (*x + 10, *y))?,
            }
            canvas.words(words, (*x + 26, *y), SMALL, TextAnchor::Start, QUIET, false)?;
        }
        for (at, one) in lines.iter().enumerate() {
            let (column, row) = if at < cut { (0, at) } else { (1, at - cut) };
            let left = column * (pitch + gap);
            line(canvas, one, (left, left + pitch), top + row as i32 * LINE + LINE / 2)?;
        }
        Ok(())
    })
}

fn line(canvas: &Canvas<'_>, one: &IconLine<'_>, (left, right): (i32, i32), y: i32) -> Result<()> {
    match one {
        IconLine::Measure(measure) => {
            let words = broken(measure, TYPE, true, right - left, 1).join("");
            canvas.words(&words, (left, y), TYPE, TextAnchor::Start, INK, true)
        }
        IconLine::Series(row) => {
            let words = broken(&row.label, SMALL, false, right - left - VARIATION - 20, 1).join("");
            canvas.words(&words, (left, y), SMALL, TextAnchor::Start, INK, false)?;
            canvas.line(vec![(left, y + LINE / 2), (right, y + LINE / 2)], GRID)?;
            variation(canvas, row.variation, (right - VARIATION, y))?;
            row.assurance.map_or(Ok(()), |assured| assurance(canvas, assured, (right - ASSURANCE, y)))
        }
    }
}

fn lines(rows: &[IconRow]) -> Vec<IconLine<'_>> {
    let mut lines = Vec::new();
    for of_measure in rows.chunk_by(|one, other| one.measure == other.measure) {
        lines.extend(of_measure.first().map(|row| IconLine::Measure(&row.measure)));
        lines.extend(of_measure.iter().map(IconLine::Series));
    }
    lines
}

/// How many lines the first column has. No heading stands at its foot.
fn cut(lines: &[IconLine<'_>], columns: usize) -> usize {
    let half = lines.len().div_ceil(columns);
    match half.checked_sub(1).and_then(|last| lines.get(last)) {
        Some(IconLine::Measure(_)) if columns > 1 => half - 1,
        _ => half,
    }
}

/// A sign of the key, with its words and its place.
type PlacedSign = (KeySign, String, (i32, i32));

/// Every sign that is used, with its words and its place; and where the series begin.
fn key(rows: &[IconRow], room: Room, language: Language) -> (Vec<PlacedSign>, i32) {
    let used = VariationIcon::ALL.into_iter().filter(|icon| rows.iter().any(|row| row.variation == *icon));
    let used =
        used.map(|icon| (KeySign::Variation(icon), language.say("icon-variation", &[("icon", icon.code().into())])));
    let aimed = Assured::ALL.into_iter().filter(|assured| rows.iter().any(|row| row.assurance == Some(*assured)));
    let aimed = aimed.map(|assured| {
        (KeySign::Assurance(assured), language.say("chart-assured", &[("assured", assured.code().into())]))
    });
    let (mut x, mut y) = (0, 12);
    let mut key = Vec::new();
    for (sign, words) in used.chain(aimed) {
        let wide = 26 + width(&words, SMALL, false);
        if x > 0 && x + wide > room.width() {
            (x, y) = (0, y + LINE);
        }
        key.push((sign, words, (x, y)));
        x += wide + 20;
    }
    (key, y + 24)
}

fn variation(canvas: &Canvas<'_>, icon: VariationIcon, at: (i32, i32)) -> Result<()> {
    match icon {
        VariationIcon::Usual => canvas.badge("~", at, QUIET),
        VariationIcon::BetterLow => canvas.badge("L", at, ACCENT),
        VariationIcon::BetterHigh => canvas.badge("H", at, ACCENT),
        VariationIcon::WorseLow => canvas.disc("L", at, WORSE),
        VariationIcon::WorseHigh => canvas.disc("H", at, WORSE),
        VariationIcon::Low => canvas.badge("↓", at, INK),
        VariationIcon::High => canvas.badge("↑", at, INK),
        VariationIcon::NoVerdict => canvas.badge("–", at, QUIET),
    }
}

fn assurance(canvas: &Canvas<'_>, assured: Assured, at: (i32, i32)) -> Result<()> {
    match assured {
        Assured::Passes => canvas.badge("P", at, ACCENT),
        Assured::Fails => canvas.disc("F", at, WORSE),
        Assured::ByChance => canvas.badge("?", at, INK),
    }
}
