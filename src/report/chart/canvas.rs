//! The sheet that charts are drawn on: filled and hatched boxes, lines and words, in one set of colours.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::domain::visible::visible;
use crate::error::{Error, Exit, Result};
use crate::report::model::PointMark;
use crate::report::theme;

pub const ACCENT: RGBColor = colour(theme::ACCENT);
pub const WORSE: RGBColor = colour(theme::WORSE);
pub const INK: RGBColor = colour(theme::INK);
pub const QUIET: RGBColor = colour(theme::QUIET);
pub const EDGE: RGBColor = colour(theme::EDGE);
const PALE: RGBColor = colour(theme::PALE);
const STRIPE: RGBColor = colour(theme::STRIPE);
pub const GRID: RGBColor = colour(theme::HAIR);

/// From nothing to most; words on the last two are white.
const SHADES: [RGBColor; 6] =
    [WHITE, colour(0xe3_ec_f4), colour(0xc0_d4_e6), colour(0x93_b5_d2), colour(0x3f_70_9c), ACCENT];
/// White words.
pub const PAPER: RGBColor = WHITE;

const fn colour(rgb: u32) -> RGBColor {
    let [_, red, green, blue] = rgb.to_be_bytes();
    RGBColor(red, green, blue)
}

/// The faces of charts outside a page; inside one the style sheet decides.
const FACES: &str = "Arial, Liberation Sans, sans-serif";

/// Size of all words in charts; narrow numbers on axes are 2 smaller.
pub const TYPE: i32 = 14;

/// How a box is filled: distinguished by shape, not only by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Full accent colour.
    Strong,
    /// Accent colour, white stripes.
    StrongStriped,
    /// Full grey.
    Solid,
    /// Pale, with stripes of the n-th kind; the second kind has none.
    Hatched(usize),
}

/// Where words stand against their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAnchor {
    /// They start there.
    Start,
    /// They are centred there.
    Middle,
    /// They end there.
    End,
}

/// A box in units of the chart: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlotArea {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

/// One sheet.
pub struct Canvas<'a> {
    sheet: DrawingArea<SVGBackend<'a>, Shift>,
}

impl Canvas<'_> {
    /// Draws on a sheet of this size and returns the SVG elements, without the outer frame.
    pub fn draw(width: i32, height: i32, paint: impl FnOnce(&Canvas<'_>) -> Result<()>) -> Result<(i32, String)> {
        let mut svg = String::new();
        let size = (width.unsigned_abs(), height.unsigned_abs());
        {
            let canvas = Canvas { sheet: SVGBackend::with_string(&mut svg, size).into_drawing_area() };
            paint(&canvas)?;
            canvas.sheet.present().map_err(failed)?;
        }
        let inner = svg.split_once(">\n").and_then(|(_, rest)| rest.rsplit_once("</svg>"));
        let (inner, _) = inner.ok_or_else(|| failed("the drawing has no frame"))?;
        // Edges on whole pixels look sharp, and a text element needs no line breaks round its words.
        let inner = inner.replace("<rect ", "<rect shape-rendering=\"crispEdges\" ").replace(" opacity=\"1\"", "");
        Ok((height, joined(&inner.replace("\">\n", "\">").replace("\n</text>", "</text>"))))
    }

    /// A filled box with an outline. An empty one is drawn as a thin line, so that 0 can be seen.
    pub fn fill(&self, area: PlotArea, fill: Fill) -> Result<()> {
        let (ground, edge) = match fill {
            Fill::Strong | Fill::StrongStriped => (ACCENT, ACCENT),
            Fill::Solid => (EDGE, EDGE),
            Fill::Hatched(_) => (PALE, EDGE),
        };
        if area.left == area.right || area.top == area.bottom {
            return self.line(vec![(area.left, area.top), (area.right, area.bottom)], edge);
        }
        let corners = [(area.left, area.top), (area.right, area.bottom)];
        self.put(&Rectangle::new(corners, ground.filled()))?;
        match fill {
            Fill::StrongStriped => self.stripes(area, 0, WHITE)?,
            Fill::Hatched(kind) => self.stripes(area, kind, STRIPE)?,
            Fill::Strong | Fill::Solid => {}
        }
        self.put(&Rectangle::new(corners, edge.stroke_width(1)))
    }

    /// Stripes inside a box.
    fn stripes(&self, area: PlotArea, kind: usize, colour: RGBColor) -> Result<()> {
        const STEP: i32 = 6;
        // Clear of the outline, which would otherwise look frayed.
        let area = PlotArea { left: area.left + 1, top: area.top + 1, right: area.right - 1, bottom: area.bottom - 1 };
        let PlotArea { left, top, right, bottom } = area;
        if left >= right || top >= bottom {
            return Ok(());
        }
        let rising = |at: i32| {
            let (from, to) = (left.max(at - bottom), right.min(at - top));
            [(from, at - from), (to, at - to)]
        };
        let falling = |at: i32| {
            let (from, to) = (left.max(at + top), right.min(at + bottom));
            [(from, from - at), (to, to - at)]
        };
        let level = |at: i32| [(left, at), (right, at)];
        let steps =
            |from: i32, to: i32| (from.div_euclid(STEP) + 1..=(to - 1).div_euclid(STEP)).map(|step| step * STEP);
        let lines: Vec<[(i32, i32); 2]> = match kind % 4 {
            0 => steps(left + top, right + bottom).map(rising).collect(),
            1 => Vec::new(),
            2 => steps(top, bottom).map(level).collect(),
            _ => steps(left - bottom, right - top).map(falling).collect(),
        };
        lines.into_iter().try_for_each(|line| self.line(line.to_vec(), colour))
    }

    /// A line of one unit.
    pub fn line(&self, points: Vec<(i32, i32)>, colour: RGBColor) -> Result<()> {
        self.put(&PathElement::new(points, colour.stroke_width(1)))
    }

    /// A line of so many units.
    pub fn thick(&self, points: Vec<(i32, i32)>, colour: RGBColor, width: u32) -> Result<()> {
        self.put(&PathElement::new(points, colour.stroke_width(width)))
    }

    /// A level line of dashes.
    pub fn dashes(&self, (from, to): (i32, i32), height: i32, colour: RGBColor) -> Result<()> {
        let starts = (from..to).step_by(9);
        starts.into_iter().try_for_each(|x| self.line(vec![(x, height), ((x + 5).min(to), height)], colour))
    }

    /// A sign of so many units across, distinguished by its shape.
    pub fn sign(&self, (x, y): (i32, i32), mark: PointMark, half: i32) -> Result<()> {
        let polygon = |points: Vec<(i32, i32)>, colour: RGBColor| self.put(&Polygon::new(points, colour.filled()));
        match mark {
            PointMark::Common => self.put(&Circle::new((x, y), half - 1, EDGE.filled())),
            PointMark::Better => {
                let corners = [(x - half, y - half), (x + half, y + half)];
                self.put(&Rectangle::new(corners, ACCENT.filled()))
            }
            PointMark::Worse => {
                polygon(vec![(x, y - half - 1), (x + half + 1, y + half), (x - half - 1, y + half)], WORSE)
            }
            PointMark::LeftOut => {
                self.put(&Circle::new((x, y), half, PAPER.filled()))?;
                self.put(&Circle::new((x, y), half, INK.stroke_width(1)))
            }
            PointMark::Special => {
                let half = half + 1;
                polygon(vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)], INK)
            }
        }
    }

    /// A letter in a ring.
    pub fn badge(&self, letter: &str, (x, y): (i32, i32), colour: RGBColor) -> Result<()> {
        self.put(&Circle::new((x, y), 8, colour.stroke_width(2)))?;
        self.words(letter, (x, y), TYPE - 3, TextAnchor::Middle, colour, true)
    }

    /// A letter on a disc.
    pub fn disc(&self, letter: &str, (x, y): (i32, i32), colour: RGBColor) -> Result<()> {
        self.put(&Circle::new((x, y), 9, colour.filled()))?;
        self.words(letter, (x, y), TYPE - 3, TextAnchor::Middle, PAPER, true)
    }

    /// A level line of dots.
    pub fn dots(&self, (from, to): (i32, i32), height: i32, colour: RGBColor) -> Result<()> {
        let starts = (from..to).step_by(5);
        starts.into_iter().try_for_each(|x| self.thick(vec![(x, height), ((x + 2).min(to), height)], colour, 2))
    }

    /// A field whose darkness grows in five steps.
    pub fn shade(&self, area: PlotArea, step: usize) -> Result<()> {
        let ground = SHADES[step.min(SHADES.len() - 1)];
        let corners = [(area.left, area.top), (area.right, area.bottom)];
        self.put(&Rectangle::new(corners, ground.filled()))?;
        self.put(&Rectangle::new(corners, GRID.stroke_width(1)))
    }

    /// One line of words, centred on its height.
    pub fn words(
        &self,
        words: &str,
        at: (i32, i32),
        size: i32,
        side: TextAnchor,
        colour: RGBColor,
        bold: bool,
    ) -> Result<()> {
        let place = match side {
            TextAnchor::Start => HPos::Left,
            TextAnchor::Middle => HPos::Center,
            TextAnchor::End => HPos::Right,
        };
        let weight = if bold { FontStyle::Bold } else { FontStyle::Normal };
        // plotters divides sizes by 1.24 on their way into SVG.
        let font = FontDesc::new(FontFamily::Name(FACES), f64::from(size) * 1.24, weight);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(place, VPos::Center));
        self.put(&Text::new(visible(words).into_owned(), at, style))
    }

    fn put<'e, E>(&self, element: &'e E) -> Result<()>
    where
        &'e E: plotters::element::PointCollection<'e, (i32, i32)>,
        E: for<'b> plotters::element::Drawable<SVGBackend<'b>>,
    {
        self.sheet.draw(element).map_err(failed)
    }
}

/// The same drawing with lines of one colour that follow each other as one path: stripes are many.
fn joined(svg: &str) -> String {
    let mut joined = String::with_capacity(svg.len());
    let mut open = "";
    for line in svg.lines() {
        let stroke = line.strip_prefix("<polyline ").and_then(|rest| rest.split_once("points=\""));
        let (style, points) = stroke.unwrap_or(("", ""));
        if style != open && !open.is_empty() {
            joined.push_str("\"/>\n");
        }
        if style.is_empty() {
            joined.push_str(line);
            joined.push('\n');
        } else {
            if style != open {
                joined.push_str(&format!("<path {style}d=\""));
            }
            joined.push_str(&format!(
                "M{}",
                points.trim_end_matches("/>").trim_end_matches(['"', ' ']).replace(' ', "L")
            ));
        }
        open = style;
    }
    joined + if open.is_empty() { "" } else { "\"/>\n" }
}

fn failed(source: impl std::fmt::Display) -> Error {
    Error::new("X_REPORT", Exit::Bug, format!("a chart cannot be drawn: {source}"))
}
