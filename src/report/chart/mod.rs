//! Charts as SVG, drawn with plotters: real text, shape as well as colour, a title and a description for screen readers.
//!
//! No fonts are measured: `words` estimates widths on the safe side, so the same report gives the same bytes anywhere.

mod bars;
mod canvas;
mod control;
mod daily;
mod heat;
mod icons;
mod legend;
mod words;
mod years;

use crate::domain::Language;
use crate::domain::visible::visible;
use crate::error::Result;
use crate::report::model::{Drawing, ReportChart};

/// How much room there is. Text is 14 units high in both, so a chart is drawn again rather than shrunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A page: 760 units wide.
    Wide,
    /// A telephone: 340 units wide, names above their bars.
    Narrow,
}

impl Room {
    fn width(self) -> i32 {
        match self {
            Self::Wide => 760,
            Self::Narrow => 340,
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Wide => "",
            Self::Narrow => ".narrow",
        }
    }
}

/// A chart as an SVG file of its own, its numbers and months in English.
///
/// # Errors
/// `X_REPORT` if the chart contradicts itself (see [`ReportChart::check`]).
pub fn svg(chart: &ReportChart) -> Result<String> {
    draw(chart, Room::Wide, Language::English, r#" xmlns="http://www.w3.org/2000/svg""#)
}

/// A chart as an SVG element inside an HTML page.
///
/// # Errors
/// As [`svg`].
pub fn inline(chart: &ReportChart, room: Room, language: Language) -> Result<String> {
    draw(chart, room, language, "")
}

fn draw(chart: &ReportChart, room: Room, language: Language, namespace: &str) -> Result<String> {
    chart.check()?;
    let width = room.width();
    let (height, drawn) = match &chart.drawing {
        Drawing::Bridge(bars) => bars::bridge(bars, chart.unit, (room, language))?,
        Drawing::Bars(bars) => bars::plain(bars, chart.unit, (room, language))?,
        Drawing::Daily { first, series } => daily::columns(*first, series, chart.unit, (room, language))?,
        Drawing::Control(panels) => control::charts(panels, chart.unit, (room, language))?,
        Drawing::Icons(icons) => icons::grid(icons, (room, language))?,
        Drawing::Heat { first, values } => heat::calendar(*first, values, (room, language))?,
    };
    let id = format!("chart.{}{}", chart.id, room.suffix());
    let [title, description] = [&chart.title, &chart.description].map(|words| escaped(words));
    // plotters writes a frame with a fixed size and no names: ours scales and can be read out.
    Ok(format!(
        "<svg{namespace} id=\"{id}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"{id}.title {id}.description\">\n\
         <title id=\"{id}.title\">{title}</title>\n<desc id=\"{id}.description\">{description}</desc>\n{drawn}</svg>\n"
    ))
}

fn escaped(words: &str) -> String {
    visible(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
