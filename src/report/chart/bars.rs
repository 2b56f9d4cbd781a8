//! Horizontal bars: from zero, or as a bridge from a whole down to a rest. Long names read well, values stand at the ends.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordi64;

use super::Room;
use super::canvas::{Canvas, EDGE, Fill, GRID, INK, PlotArea, QUIET, TYPE, TextAnchor};
use super::words::{broken, width};
use crate::domain::Language;
use crate::error::Result;
use crate::report::model::ChartBar;

/// One bar in its place.
struct Placed<'a> {
    label: &'a str,
    from: i64,
    to: i64,
    /// Where a bridge goes on.
    end: i64,
    shown: String,
    fill: Fill,
    bold: bool,
}

/// Bars that each start at zero.
pub fn plain(bars: &[ChartBar], unit: &str, (room, language): (Room, Language)) -> Result<(i32, String)> {
    let placed = bars.iter().enumerate().map(|(at, bar)| Placed {
        label: &bar.label,
        from: 0,
        to: bar.value,
        end: bar.value,
        shown: with_unit(language, bar.value, if at == 0 { unit } else { "" }),
        fill: if bar.strong { Fill::Strong } else { Fill::Hatched(0) },
        bold: bar.strong,
    });
    draw(&placed.collect::<Vec<_>>(), false, (room, language))
}

/// A bridge: one whole, what is taken away or added step by step, and the other. Stripes lean where days are taken away
/// and lie where they are added.
pub fn bridge(bars: &[ChartBar], unit: &str, (room, language): (Room, Language)) -> Result<(i32, String)> {
    let last = bars.len().saturating_sub(1);
    let mut left = bars.first().map_or(0, |bar| bar.value);
    let placed = bars.iter().enumerate().map(|(at, bar)| {
        let is_end = at == 0 || at == last;
        let before = left;
        left -= if is_end { 0 } else { bar.value };
        let amount = with_unit(language, bar.value, if is_end { unit } else { "" });
        Placed {
            label: &bar.label,
            from: if is_end { 0 } else { left.min(before) },
            to: left.max(before),
            end: left,
            shown: match bar.value.signum() {
                1 if !is_end => format!("\u{2212}{amount}"),
                -1 => format!("+{amount}"),
                _ => amount,
            },
            fill: match (bar.strong, is_end) {
                (true, _) => Fill::Strong,
                (false, true) => Fill::Solid,
                (false, false) if bar.value < 0 => Fill::Hatched(2),
                (false, false) => Fill::Hatched(0),
            },
            bold: is_end,
        }
    });
    draw(&placed.collect::<Vec<_>>(), true, (room, language))
}

fn with_unit(language: Language, value: i64, unit: &str) -> String {
    let number = language.count(value.saturating_abs());
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

/// Where everything goes: names in a column of their own, or above their bars where the sheet is narrow.
struct BarLayout {
    names: Vec<Vec<String>>,
    left: i32,
    right: i32,
    bar: i32,
    above: i32,
    gap: i32,
}

impl BarLayout {
    fn new(bars: &[Placed<'_>], room: Room) -> Self {
        let widest = bars.iter().map(|bar| width(&bar.shown, TYPE, bar.bold)).max().unwrap_or(0);
        let right = room.width() - widest - 8;
        let names =
            |most: i32| -> Vec<_> { bars.iter().map(|bar| broken(bar.label, TYPE, bar.bold, most, 2)).collect() };
        match room {
            Room::Wide => {
                let names = names(room.width() * 2 / 5);
                let lines = names.iter().zip(bars).flat_map(|(lines, bar)| lines.iter().map(|line| (line, bar.bold)));
                let column = lines.map(|(line, bold)| width(line, TYPE, bold)).max().unwrap_or(0);
                Self { names, left: column + 12, right, bar: 22, above: 0, gap: 14 }
            }
            Room::Narrow => Self { names: names(room.width() - 4), left: 1, right, bar: 18, above: 20, gap: 14 },
        }
    }
}

fn draw(bars: &[Placed<'_>], is_bridge: bool, (room, language): (Room, Language)) -> Result<(i32, String)> {
    const LINE: i32 = 17;
    let layout = BarLayout::new(bars, room);
    let names = &layout.names;
    let most = bars.iter().map(|bar| bar.to).max().unwrap_or(0).max(1);
    let scale: RangedCoordi64 = (0..most).into();
    let across = |value: i64| scale.map(&value, (layout.left, layout.right));
    let pitch = |lines: usize| match room {
        Room::Wide => layout.gap + layout.bar.max(LINE * lines as i32),
        Room::Narrow => layout.gap + layout.bar + layout.above + LINE * (lines as i32 - 1),
    };
    let height = names.iter().map(|lines| pitch(lines.len())).sum::<i32>().max(40);
    Canvas::draw(room.width(), height, |canvas| {
        if bars.is_empty() {
            return canvas.words(language.word("chart-empty"), (0, 20), TYPE, TextAnchor::Start, QUIET, false);
        }
        if room == Room::Wide {
            canvas.line(vec![(layout.left, 0), (layout.left, height)], GRID)?;
        }
        let mut top = 0;
        for (at, (bar, lines)) in bars.iter().zip(names).enumerate() {
            let below = top + pitch(lines.len());
            let middle = match room {
                Room::Wide => (top + below) / 2,
                Room::Narrow => below - layout.gap / 2 - layout.bar / 2,
            };
            let first_line = match room {
                Room::Wide => middle - LINE * (lines.len() as i32 - 1) / 2,
                Room::Narrow => top + layout.gap / 2 + 8,
            };
            for (line, name) in (0..).zip(lines) {
                canvas.words(name, (0, first_line + line * LINE), TYPE, TextAnchor::Start, INK, bar.bold)?;
            }
            let area = PlotArea {
                left: across(bar.from),
                top: middle - layout.bar / 2,
                right: across(bar.to),
                bottom: middle + layout.bar / 2,
            };
            canvas.fill(area, bar.fill)?;
            canvas.words(&bar.shown, (area.right + 7, middle), TYPE, TextAnchor::Start, INK, bar.bold)?;
            if let (true, Room::Wide, Some(next)) = (is_bridge, room, names.get(at + 1)) {
                let end = across(bar.end);
                let next_top = below + (pitch(next.len()) - layout.bar) / 2;
                canvas.line(vec![(end, area.bottom), (end, next_top)], EDGE)?;
            }
            top = below;
        }
        Ok(())
    })
}
