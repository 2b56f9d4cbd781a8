//! Official publications → rows of the table `published`, held to their own totals on the way in.
//!
//! A figure keeps its publisher, its edition, and why there is none where there is none. Nothing is computed here: rules
//! compare what a file states with what follows from its other figures, and each difference is named. A file that
//! contradicts itself in a way that its publisher does not explain is refused.

pub mod against;
mod areas;
pub mod cells;
mod check;
mod csv;
mod drd;
mod dtoc;
pub mod editions;
pub mod format;
mod gather;
pub mod lookup;
pub mod measure;
pub mod period;
mod scotland;
pub mod sheet;
mod sitrep;
mod unheld;

use crate::domain::{Figure, Finding, Month, Receipt};
use crate::intake::container::{self, Opened, Reader, Wanted};
use crate::intake::refusal::{Note, Refusal};
use crate::intake::text::Text;

pub use check::{Check, Checks, Difference, Lacking};
pub use format::Format;
pub use sheet::Sheet;
pub use unheld::Unheld;

use self::csv::{Csv, Next, Row};
use format::{Header, Layout};
use gather::{Flaw, Gather};

/// What is known of a file beside its content.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// Its name, as the user knows it.
    pub file: &'a str,
    /// The SHA-256 of its bytes.
    pub sha256: &'a str,
    /// The publication, where the user says so; else the header decides.
    pub format: Option<Format>,
    /// The edition, where the user says so; else what the file states.
    pub edition: Option<&'a str>,
    /// The month, for the few files that state none.
    pub period: Option<Month>,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub struct Published {
    /// The publication.
    pub format: Format,
    /// Its layout in words.
    pub layout: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// The edition; empty where nobody states one.
    pub edition: String,
    /// The figures in the order of the file.
    pub figures: Vec<Figure>,
    /// What became of its records.
    pub receipt: Receipt,
    /// Records left, records that came before, and doubtful ones.
    pub findings: Vec<Finding>,
    /// The rules that the figures were held to.
    pub checks: Checks,
    /// The numbers that no rule could hold against another of the file.
    pub unheld: Vec<Unheld>,
    /// What there is to say about the whole file.
    pub notes: Vec<Note>,
}

impl Published {
    /// Why the file is refused: it contradicts itself, and nothing that its publisher says explains it. Nothing if it
    /// does not.
    pub fn contradiction(&self) -> Option<Refusal> {
        let failed = self.checks.failed();
        let check = self.checks.0.iter().find(|check| check.failed > 0)?;
        let first = check.differences.iter().find(|difference| difference.explained.is_none())?;
        let times = if failed == 1 { String::new() } else { format!("; {failed} such differences in all") };
        let what = format!("`{}` does not hold ({}): {}{times}", check.name, check.says, first.words());
        let hint =
            "take the publisher's file again; if it says the same there, ask the publisher which figure is right";
        Some(Refusal::new("F_TOTALS", what, hint).because("the file contradicts itself"))
    }
}

/// The measures of the discharge-ready-date publication under their published names, with what each is and the place of
/// its band of delay, from 1 for none; 0 means over all bands.
pub fn drd_measures() -> impl Iterator<Item = (String, &'static str, i64)> {
    drd::measures::all().map(|(measure, what, place, _)| (measure, what, place as i64))
}

/// How a container is to open a publication: by content and name, and of a workbook all sheets.
pub fn wanted(file: &str) -> Wanted {
    Wanted { name: file.to_owned(), every_sheet: true, ..Wanted::default() }
}

/// Opens and reads a publication: text, gzip or a workbook.
///
/// # Errors
/// It cannot be opened, is no publication that is known, or cannot be read as a whole. A file that contradicts itself is
/// no error here: ask [`Published::contradiction`].
pub fn read(bytes: &[u8], given: &Given<'_>, reader: &Reader) -> Result<Published, Refusal> {
    read_opened(container::open(bytes, &wanted(given.file), reader)?, given)
}

/// Reads a publication that was opened as [`wanted`] says.
///
/// # Errors
/// As [`read`].
pub fn read_opened(opened: Opened<'_>, given: &Given<'_>) -> Result<Published, Refusal> {
    let grid = match opened {
        Opened::Text(bytes) => return read_text(&bytes, given),
        Opened::Grid(grid) => grid,
    };
    let Some(sheets) = Sheet::all(grid) else {
        let what = "publications come as CSV or as workbooks, and this is neither";
        return Err(Refusal::new("F_FORMAT", what, "take the publisher's file"));
    };
    read_sheets(&sheets, given)
}

/// Reads a publication that came as text.
///
/// # Errors
/// As [`read`].
pub fn read_text(bytes: &[u8], given: &Given<'_>) -> Result<Published, Refusal> {
    let (decoded, note) = csv::decoded(bytes)?;
    let (text, notes) = Text::open(&decoded)?;
    let csv = Csv::open(&text, |names| format::header_of(names, given.format).is_some())?;
    let Some(header) = format::header_of(&csv.names, given.format) else {
        return Err(format::no_header(&csv.names, &csv.written, given.format, csv.line));
    };
    let is_sheet = header.layout == Layout::CouncilSheet;
    if !is_sheet {
        format::refuse_twice(&csv.names, csv.line)?;
    }
    let mut gather = Gather::new(header.format, given);
    gather.notes.extend(note.into_iter().chain(notes));
    if is_sheet {
        dtoc::councils::read(&[csv::as_sheet(&text)?], &mut gather)?;
    } else {
        read_layout(header, csv, &mut gather)?;
    }
    finish(gather, header.format, header.says)
}

/// Reads a publication that came as a workbook: the council workbook or the national series of delayed transfers.
///
/// # Errors
/// As [`read`].
pub fn read_sheets(sheets: &[Sheet], given: &Given<'_>) -> Result<Published, Refusal> {
    let format = match given.format {
        Some(format) => format,
        None if dtoc::councils::are_council_sheets(sheets) => Format::DtocCouncils,
        None => Format::DtocEngland,
    };
    let mut gather = Gather::new(format, given);
    match format {
        Format::DtocCouncils => dtoc::councils::read(sheets, &mut gather)?,
        Format::DtocEngland => dtoc::england::read(sheets, &mut gather)?,
        other => {
            let what = format!("`{other}` does not come as a workbook");
            return Err(Refusal::new("F_FORMAT", what, "take the publisher's CSV file"));
        }
    }
    finish(gather, format, "workbook")
}

fn read_layout(header: &Header, csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    match header.layout {
        Layout::Records => dtoc::records::read(csv, gather),
        Layout::CouncilMonths => dtoc::months::councils(csv, gather),
        Layout::CouncilSheet => Ok(()),
        Layout::EnglandMonths => dtoc::months::england(csv, gather),
        Layout::EnglandBreakdown => dtoc::months::breakdown(csv, gather),
        Layout::DrdLong => drd::long::read(csv, gather),
        Layout::DrdMonths => drd::months::read(csv, gather),
        Layout::DrdShares => drd::months::shares(csv, gather),
        Layout::SitrepDaily => sitrep::daily::read(csv, gather),
        Layout::SitrepMonths => sitrep::months::read(csv, gather),
        Layout::SitrepReasons => sitrep::months::reasons(csv, gather),
        Layout::ScotlandBeddays => scotland::bed_days(csv, gather),
        Layout::ScotlandCensus => scotland::census(csv, gather),
    }
}

fn finish(gather: Gather<'_>, format: Format, says: &'static str) -> Result<Published, Refusal> {
    let published = gather.finish(format, says);
    if published.receipt.read == 0 {
        let hint = "take the publisher's file again";
        return Err(Refusal::new("F_NO_ROWS", "the file has a header line and no rows", hint));
    }
    Ok(published)
}

/// Goes through the rows of a file. Each is taken whole or left whole.
fn each_row(
    csv: &mut Csv<'_>,
    gather: &mut Gather<'_>,
    figures: impl Fn(&mut Gather<'_>, Row<'_>) -> Result<Vec<Figure>, Flaw>,
) -> Result<(), Refusal> {
    loop {
        match csv.next()? {
            Next::End => break,
            Next::Unread(line, code, message, hint) => {
                gather.begin();
                gather.reject(line, Flaw { hint, ..Flaw::new(code, "", "", message) });
            }
            Next::Row(line, row) => {
                gather.begin();
                match figures(gather, row) {
                    Ok(figures) => gather.take(line, figures),
                    Err(flaw) => gather.reject(line, flaw),
                }
            }
        }
    }
    gather.receipt.blank_lines = csv.blank_lines;
    Ok(())
}

/// Holds the figures read so far to the rules of their publication.
fn hold(gather: &mut Gather<'_>, rules: impl FnOnce(&[Figure], &mut Checks)) {
    let figures = std::mem::take(&mut gather.figures);
    rules(&figures, &mut gather.checks);
    gather.figures = figures;
}
