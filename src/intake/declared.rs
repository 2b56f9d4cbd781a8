//! Totals that the sender of a file declares in a small file beside it, held to what came.
//!
//! ```text
//! inbox/stays_2018-03.csv
//! inbox/stays_2018-03.csv.totals    rows = 1200
//!                                   bytes = 98304
//!                                   sha256 = "5b1c…"
//!                                   sums = { amount_minor = 1234500 }
//! ```

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Exit, Position, Result};
use crate::files::csv_records::RecordScanner;
use crate::files::header_names;
use crate::files::refusal::Refusal;
use crate::files::text_parts::TextParts;
use crate::files::text_source::TextSource;
use crate::intake::profile::header;
use crate::intake::{Delivery, DeliveryContent};

/// What the name of the file with the totals has behind that of the file.
const ENDING: &str = ".totals";
/// Sums are held to so many decimals.
const DECIMALS: usize = 6;
/// So much of a text is in memory while it is added up.
const BEGINNING: usize = 4 << 20;

/// What is declared of a file; nothing of it must be.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeclaredFigures {
    /// How many records it has, without the header.
    rows: Option<u64>,
    /// How many bytes.
    bytes: Option<u64>,
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: Option<String>,
    /// The sums of columns.
    #[serde(default)]
    sums: BTreeMap<String, toml::Value>,
}

/// The declared totals of a file, and where they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredTotals {
    file: PathBuf,
    figures: DeclaredFigures,
}

/// The name of the file with the totals of a file.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(ENDING);
    path.with_file_name(name)
}

/// Whether a file has the totals of another one that is there, so that it is no delivery itself.
pub fn is_of_another(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.strip_suffix(ENDING).is_some_and(|other| path.with_file_name(other).is_file())
}

impl DeclaredTotals {
    /// The totals beside a file; nothing if none are declared.
    ///
    /// # Errors
    /// 65: they cannot be understood. 74, 77: they cannot be read.
    pub fn of(path: &Path) -> Result<Option<Self>> {
        let file = beside(path);
        let text = match std::fs::read_to_string(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                return Err(refused("F_DECLARED", "the declared totals are no text in UTF-8").at(Position::file(&file)));
            }
            read => read.map_err(|error| Error::io("read the declared totals", &file, &error))?,
        };
        let figures = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let what = format!(
                "{}: `rows` and `bytes` are whole numbers, `sha256` a text in quotes, `sums` a number for each column",
                error.message()
            );
            refused("F_DECLARED", what).at(Position::in_text(&file, &text, at))
        })?;
        Ok(Some(Self { file, figures }))
    }

    /// Holds the size and the hash of the file to what is declared.
    ///
    /// # Errors
    /// 65: one is another.
    pub fn check_bytes(&self, bytes: u64, sha256: &str) -> Result<()> {
        let hash = self.figures.sha256.as_ref();
        if let Some(declared) = hash.filter(|declared| !declared.trim().eq_ignore_ascii_case(sha256)) {
            return Err(self.differs("SHA-256", declared, sha256));
        }
        match self.figures.bytes.filter(|declared| *declared != bytes) {
            Some(declared) => Err(self.differs("number of bytes", &declared.to_string(), &bytes.to_string())),
            None => Ok(()),
        }
    }

    /// Holds the number of its records to what is declared.
    ///
    /// # Errors
    /// 65: it is another.
    pub fn check_rows(&self, rows: u64) -> Result<()> {
        match self.figures.rows.filter(|declared| *declared != rows) {
            Some(declared) => Err(self.differs("number of rows", &declared.to_string(), &rows.to_string())),
            None => Ok(()),
        }
    }

    /// Holds the sums of its columns to what is declared.
    ///
    /// # Errors
    /// 65: one is another, or cannot be made: a column is not there, or a cell of it is no number.
    pub fn check_sums(&self, delivery: &Delivery<'_>) -> Result<()> {
        for (column, declared) in &self.figures.sums {
            let wanted = decimal(declared.to_string().trim_matches('"'));
            let wanted =
                wanted.ok_or_else(|| self.unclear(format!("the sum of `{column}` is no number: {declared}")))?;
            let found = sum(delivery, column).map_err(|what| self.unclear(what))?;
            if found != wanted {
                return Err(self.differs(&format!("sum of `{column}`"), &in_words(wanted), &in_words(found)));
            }
        }
        Ok(())
    }

    fn differs(&self, what: &str, declared: &str, found: &str) -> Error {
        let what = format!("the declared {what} is {declared}, and the file has {found}");
        refused("F_COUNT", what).at(Position::file(&self.file))
    }

    fn unclear(&self, what: String) -> Error {
        refused("F_DECLARED", what).at(Position::file(&self.file))
    }
}

fn refused(code: &'static str, what: impl Into<String>) -> Error {
    Error::new(code, Exit::Data, what)
        .effect("nothing was taken from the file; the last good month stays")
        .hint("ask the sender for the whole file or the right totals; without the file of totals it is taken as it is")
}

/// The sum of the cells of a column; blank ones add nothing.
fn sum(delivery: &Delivery<'_>, column: &str) -> std::result::Result<i128, String> {
    let is_it = |name: &str| header_names::plain(name) == header_names::plain(column);
    let missing = || format!("a sum of `{column}` is declared, and `{}` has no such column", delivery.file);
    let mut sum = 0_i128;
    let mut add = |line: u32, cell: &str| match decimal(cell) {
        Some(value) => {
            sum = sum.saturating_add(value);
            Ok(())
        }
        None => {
            Err(format!("line {line} of `{}` has no number in `{column}`, of which a sum is declared", delivery.file))
        }
    };
    match delivery.content {
        DeliveryContent::Grid(grid) => {
            let at = grid.columns.iter().position(|name| is_it(name)).ok_or_else(missing)?;
            for record in &grid.records {
                record.cells.get(at).map_or(Ok(()), |cell| add(record.line, &cell.text))?;
            }
        }
        DeliveryContent::Text(source) => {
            each_of_text(source, delivery, &is_it, &mut add)?.then_some(()).ok_or_else(missing)?;
        }
        DeliveryContent::Read => {}
    }
    Ok(sum)
}

/// Gives line and text of each cell of a column, by its name; whether there is such a column.
fn each_of_text(
    source: TextSource<'_>,
    delivery: &Delivery<'_>,
    is_it: &dyn Fn(&str) -> bool,
    add: &mut dyn FnMut(u32, &str) -> std::result::Result<(), String>,
) -> std::result::Result<bool, String> {
    let what = |refusal: Refusal| refusal.what;
    let (parts, _) = TextParts::open(source, delivery.profile.layout.encoding).map_err(what)?;
    let beginning = parts.part(parts.start, BEGINNING, 0).map_err(what)?;
    let mut scanner = RecordScanner::new(beginning.bytes(), 0, header::delimiter(&beginning, delivery.profile));
    header_names::separator_line(&beginning, &mut scanner);
    let start = (beginning.offset(scanner.at()) as usize, scanner.line() as usize - 1, scanner.delimiter());
    let mut at = None;
    // A quote that is never closed refuses the file where it is read.
    let each = parts.each_record(start, BEGINNING, &mut |text, record| {
        let mut cells = header_names::texts(record, text.bytes());
        match at {
            None => at = cells.position(|name| is_it(&name)),
            Some(at) => cells
                .nth(at)
                .map_or(Ok(()), |cell| add(record.line, &cell).map_err(|what| Refusal::new("F_DECLARED", what, "")))?,
        }
        Ok(())
    });
    each.map_err(what)?;
    Ok(at.is_some())
}

/// A decimal number in units of its last decimal; 0 for a blank cell, nothing for what is no plain number.
fn decimal(text: &str) -> Option<i128> {
    let text = header_names::trim(text);
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if text.is_empty() {
        return Some(0);
    }
    if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > DECIMALS || whole.len() > 24 {
        return None;
    }
    format!("{whole}{part:0<DECIMALS$}").parse::<i128>().ok().map(|value| sign * value)
}

/// The same for people.
fn in_words(value: i128) -> String {
    let unit = 10_i128.pow(DECIMALS as u32);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.unsigned_abs() / unit.unsigned_abs(), value.unsigned_abs() % unit.unsigned_abs());
    let part = format!("{part:0>DECIMALS$}");
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}
