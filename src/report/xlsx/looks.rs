//! Fonts, borders and number formats of the workbook.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::plan::{Face, Look};
use crate::domain::{Currency, Day, Language};
use crate::report::theme;

/// The formats in use, each made once.
pub struct Looks {
    language: Language,
    made: HashMap<Look, Format>,
}

impl Looks {
    /// None yet, for words of a language.
    pub fn new(language: Language) -> Self {
        Self { language, made: HashMap::new() }
    }

    /// The format of a look.
    pub fn format(&mut self, look: Look) -> &Format {
        self.made.entry(look).or_insert_with(|| format(look, self.language))
    }
}

fn format(look: Look, language: Language) -> Format {
    let base = Format::new().set_font_name("Arial").set_font_size(10).set_align(FormatAlign::VerticalCenter);
    let face = match look.face {
        Face::Title => return base.set_font_size(15).set_bold().set_font_color(Color::RGB(theme::ACCENT)),
        Face::Quiet => return base.set_font_color(Color::RGB(theme::QUIET)),
        Face::Notice => return base.set_bold().set_font_color(Color::RGB(theme::ACCENT)),
        Face::Sentence => return base.set_text_wrap().set_align(FormatAlign::Top),
        Face::Head => return head(base),
        Face::HeadRight => return head(right(base)),
        Face::Words => base.set_text_wrap(),
        Face::Link => base.set_font_color(Color::RGB(theme::ACCENT)).set_underline(FormatUnderline::Single),
        Face::Day => base.set_num_format(day(language)).set_align(FormatAlign::Left),
        Face::Month => base.set_num_format(month(language)).set_align(FormatAlign::Left),
        Face::Count => number(base, "#,##0"),
        Face::Number(places) => number(base, &decimals(places)),
        Face::Money(currency) => number(base, &money(currency, language)),
        Face::Missing => base.set_text_wrap().set_font_color(Color::RGB(theme::QUIET)).set_italic(),
        Face::MissingRight => right(base).set_text_wrap().set_font_color(Color::RGB(theme::QUIET)).set_italic(),
    };
    if look.is_total {
        face.set_bold().set_border_top(FormatBorder::Medium)
    } else {
        face.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(Color::RGB(theme::HAIR))
    }
}

/// A number against the right edge. Its room to the words of the next column, as wide as a digit, stands in its format:
/// not every spreadsheet indents numbers.
fn number(base: Format, shown: &str) -> Format {
    let spaced: Vec<String> = shown.split(';').map(|part| format!("{part}_0")).collect();
    base.set_align(FormatAlign::Right).set_num_format(spaced.join(";"))
}

/// Words against the right edge, with as much room.
fn right(base: Format) -> Format {
    base.set_align(FormatAlign::Right).set_indent(1)
}

fn head(base: Format) -> Format {
    base.set_bold().set_text_wrap().set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Medium)
}

/// The number format of a measure.
fn decimals(places: u8) -> String {
    if places == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(places.into())) }
}

/// The number format of a day, its month in the language of the report, whatever that of the spreadsheet is.
fn day(language: Language) -> &'static str {
    match language {
        Language::English => "d mmmm yyyy",
        Language::Bokmal => "[$-414]d. mmmm yyyy",
        Language::Swedish => "[$-41D]d mmmm yyyy",
        Language::Danish => "[$-406]d. mmmm yyyy",
    }
}

/// The number format of a month.
fn month(language: Language) -> &'static str {
    match language {
        Language::English => "mmmm yyyy",
        Language::Bokmal => "[$-414]mmmm yyyy",
        Language::Swedish => "[$-41D]mmmm yyyy",
        Language::Danish => "[$-406]mmmm yyyy",
    }
}

/// The number format of a currency, its mark where the other reports of the language have it.
fn money(currency: Currency, language: Language) -> String {
    if !language.is_english() {
        let amount = format!("#,##0.00 \"{}\"", language.mark(currency));
        return format!("{amount};-{amount}");
    }
    let format = match currency {
        Currency::Gbp => "[$£-809]#,##0.00;-[$£-809]#,##0.00",
        Currency::Eur => "[$€-2]#,##0.00;-[$€-2]#,##0.00",
        Currency::Nok => "[$NOK] #,##0.00;-[$NOK] #,##0.00",
        Currency::Sek => "[$SEK] #,##0.00;-[$SEK] #,##0.00",
        Currency::Dkk => "[$DKK] #,##0.00;-[$DKK] #,##0.00",
    };
    format.to_owned()
}

/// The number of a day in a spreadsheet, 1900 system: right from 1900-03-01 to 9999-12-31.
pub fn serial(day: Day) -> f64 {
    f64::from(day.number() + 25_569)
}

/// Whether a spreadsheet can hold the day as a date.
pub fn is_datable(day: Day) -> bool {
    (61..=2_958_465).contains(&(i64::from(day.number()) + 25_569))
}
