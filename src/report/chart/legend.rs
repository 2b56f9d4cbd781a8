//! The key of control charts: what each sign and each line means, in lines from the left.

use super::Room;
use super::canvas::{ACCENT, Canvas, INK, QUIET, TYPE, TextAnchor};
use super::words::width;
use crate::domain::Language;
use crate::error::Result;
use crate::report::model::{Panel, PointMark};

const SMALL: i32 = TYPE - 2;
/// Room for a sign and for a piece of a line, with the gap to its words.
const SIGN: i32 = 18;
const LINE: i32 = 32;

/// What an entry shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LegendMark {
    Sign(PointMark),
    Mean,
    Limits,
    Target,
    Baseline,
}

/// The entries with their messages.
const ENTRIES: [(LegendMark, &str); 9] = [
    (LegendMark::Sign(PointMark::Common), "chart-usual"),
    (LegendMark::Sign(PointMark::Better), "chart-better"),
    (LegendMark::Sign(PointMark::Worse), "chart-worse"),
    (LegendMark::Sign(PointMark::Special), "chart-special"),
    (LegendMark::Sign(PointMark::LeftOut), "chart-left-out"),
    (LegendMark::Mean, "chart-mean"),
    (LegendMark::Limits, "chart-limits"),
    (LegendMark::Target, "chart-target"),
    (LegendMark::Baseline, "chart-baseline"),
];

impl LegendMark {
    fn is_used(self, panels: &[Panel]) -> bool {
        panels.iter().any(|panel| match self {
            Self::Sign(mark) => panel.marks.contains(&mark),
            Self::Mean | Self::Limits => !panel.limits.is_empty(),
            Self::Target => panel.target.is_some(),
            Self::Baseline => !panel.baselines.is_empty(),
        })
    }

    fn room(self) -> i32 {
        if matches!(self, Self::Sign(_)) { SIGN } else { LINE }
    }

    fn draw(self, canvas: &Canvas<'_>, (x, y): (i32, i32)) -> Result<()> {
        let (from, to) = (x, x + LINE - 8);
        match self {
            Self::Sign(mark) => canvas.sign((x + 6, y), mark, 5),
            Self::Mean => canvas.line(vec![(from, y), (to, y)], INK),
            Self::Limits => canvas.dashes((from, to), y, ACCENT),
            Self::Target => canvas.dots((from, to), y, INK),
            Self::Baseline => canvas.thick(vec![(from, y), (to, y)], ACCENT, 3),
        }
    }
}

/// The key of some charts, laid out.
pub struct Legend {
    entries: Vec<(LegendMark, &'static str, (i32, i32))>,
    /// How high it is with the space below it.
    pub height: i32,
}

impl Legend {
    /// Every sign and line that the charts use.
    pub fn new(panels: &[Panel], (room, language): (Room, Language)) -> Self {
        let (mut x, mut y) = (0, 10);
        let mut entries = Vec::new();
        for (sample, id) in ENTRIES.into_iter().filter(|(sample, _)| sample.is_used(panels)) {
            let words = language.word(id);
            let wide = sample.room() + width(words, SMALL, false);
            if x > 0 && x + wide > room.width() {
                (x, y) = (0, y + 22);
            }
            entries.push((sample, words, (x, y)));
            x += wide + 20;
        }
        Self { entries, height: y + 16 }
    }

    /// Draws it at the top of a sheet.
    pub fn draw(&self, canvas: &Canvas<'_>) -> Result<()> {
        for (sample, words, (x, y)) in &self.entries {
            sample.draw(canvas, (*x, *y))?;
            canvas.words(words, (*x + sample.room(), *y), SMALL, TextAnchor::Start, QUIET, false)?;
        }
        Ok(())
    }
}
