//! What a cell of a sheet holds, by its type and style.

use crate::files::container::table::SheetCell;
use crate::files::container::xlsx::date;
use crate::files::container::xlsx::date::ShownPart;
use crate::files::container::xlsx::strings::unescape;
use crate::files::grid::{CellKind, GridCell, Serials};

/// What cells point to.
#[derive(Debug)]
pub struct Context {
    /// Texts by number.
    pub strings: Vec<Box<str>>,
    /// What styles show of a date, by number.
    pub styles: Vec<Option<ShownPart>>,
    /// Which day is 1.
    pub serials: Serials,
}

/// A cell as its sheet writes it.
#[derive(Debug, Default)]
pub struct Written {
    /// Its type, `t`: `s`, `str`, `inlineStr`, `b`, `e`, `d`, `n` or nothing.
    pub kind: String,
    /// The number of its style.
    pub style: Option<usize>,
    /// Whether it has a formula.
    pub formula: bool,
    /// Its value, where it has one, empty or not.
    pub value: Option<String>,
    /// The text that stands in it.
    pub inline: Option<String>,
}

const ERROR_HINT: &str = "ask the sender to correct the cell";

impl Written {
    /// What the cell holds.
    pub fn read(self, context: &Context) -> SheetCell {
        let formula = self.formula;
        let (content, issue) = match self.content(context) {
            Ok(content) => (content, None),
            Err((code, text, what, hint)) => (GridCell::text(text), Some((code, what, hint))),
        };
        SheetCell { content, formula, issue }
    }

    fn content(self, context: &Context) -> Result<GridCell, (&'static str, String, String, &'static str)> {
        let value = match (self.value, self.inline) {
            (_, Some(text)) if self.kind == "inlineStr" => return Ok(GridCell::text(text)),
            (Some(value), _) => value,
            (None, _) if self.formula => {
                let what = "a formula without the value that it gives; formulas are not calculated".to_owned();
                let hint = "ask the sender to open the file in a spreadsheet and save it, or for values only";
                return Err(("R_FORMULA", String::new(), what, hint));
            }
            (None, _) => return Ok(GridCell::default()),
        };
        let wrong = |what: &str, value: String| Err(("R_CELL_ERROR", value, what.to_owned(), ERROR_HINT));
        match &*self.kind {
            "s" => match value.trim().parse().ok().and_then(|index: usize| context.strings.get(index)) {
                Some(text) => Ok(GridCell::text(&**text)),
                None => wrong("the cell points to a text that the workbook does not have", value),
            },
            "str" | "inlineStr" => Ok(GridCell::text(unescape(value))),
            "b" => match value.trim() {
                "1" | "true" => Ok(GridCell::text("TRUE")),
                "0" | "false" => Ok(GridCell::text("FALSE")),
                _ => wrong("neither true nor false", value),
            },
            "e" => wrong("the cell shows an error of the spreadsheet", value),
            "d" => Ok(date::iso(&value).unwrap_or_else(|| GridCell::text(value))),
            "" | "n" if value.trim().is_empty() => Ok(GridCell::default()),
            "" | "n" => match date::number(&value) {
                Some((number, text)) => {
                    let shown = self.style.and_then(|style| context.styles.get(style).copied().flatten());
                    let as_date = shown.and_then(|shown| date::cell(number, context.serials, shown));
                    Ok(as_date.unwrap_or_else(|| GridCell::of(CellKind::Number, text)))
                }
                None => wrong("a cell of a number holds no number", value),
            },
            _ => wrong("the cell is of an unknown type", value),
        }
    }
}
