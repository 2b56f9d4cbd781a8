//! Official publications → rows of the table `published`, held to their own totals on the way in.
//!
//! A figure keeps its publisher, its edition, and why there is none where there is none. Nothing is computed here: rules
//! compare what a file states with what follows from its other figures, and each difference is named. A file that
//! contradicts itself in a way that its publisher does not explain is refused.

mod areas;
pub mod cells;
mod check;
pub mod cross_file_check;
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
mod unchecked;
mod unread;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::domain::published::Area;
use crate::domain::{AreaKind, Figure, Finding, Month, Receipt};
use crate::files::container;
use crate::files::container::{OpenRequest, Opened, ProcessReader};
use crate::files::refusal::{FileWarning, Refusal};
use crate::files::text::Text;
use crate::files::wording::count;

pub use check::{Checks, Difference, Lacking, RuleCheck};
pub use format::Format;
pub use sheet::PublishedSheet;
pub use unchecked::Unchecked;

use self::csv::{Csv, CsvRow, NextRow};
use format::{LayoutHeader, PublicationLayout};
use gather::{Gather, RecordIssue};

/// What to do for the figures that hold.
const ALLOW: &str =
    "`--allow-failed` (in a project `allow_failed = true` under [published]) leaves out what does not hold";

/// What is known of a file beside its content.
#[derive(Clone, Copy, Debug, Default)]
pub struct PublicationContext<'a> {
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
    /// Who hears how many bytes of a text were read.
    pub heard: Heard<'a>,
}

/// Hears how many more bytes were read, if anybody does.
#[derive(Clone, Copy, Default)]
pub struct Heard<'a>(pub Option<&'a dyn Fn(u64)>);

impl std::fmt::Debug for Heard<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Heard({})", self.0.is_some())
    }
}

/// What came of a file.
#[derive(Clone, Debug)]
pub struct PublicationRead {
    /// The publication.
    pub format: Format,
    /// Its layout in words.
    pub layout: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// The edition; empty where none is stated.
    pub edition: String,
    /// The figures in the order of the file.
    pub figures: Vec<Figure>,
    /// What became of its records.
    pub receipt: Receipt,
    /// Records left, records that came before, and doubtful ones.
    pub findings: Vec<Finding>,
    /// The number of each record that was taken, and its line; none where a sheet has no such lines.
    pub lines: Vec<(u32, u32)>,
    /// The rules that the figures were held to.
    pub checks: Checks,
    /// The places of the figures that do not hold, or are held against one that does not.
    doubtful: Vec<usize>,
    /// What was left out because it does not hold.
    pub left_out: Vec<LeftOutArea>,
    /// The numbers that no rule could hold against another of the file.
    pub unchecked: Vec<Unchecked>,
    /// What there is to say about the whole file.
    pub notes: Vec<FileWarning>,
}

/// Figures of one area that were left out because they do not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOutArea {
    /// The area, with its code.
    pub area: String,
    /// The months or days.
    pub periods: BTreeSet<String>,
    /// How many figures.
    pub figures: usize,
}

impl LeftOutArea {
    /// One line for people.
    pub fn words(&self) -> String {
        let periods: Vec<&str> = self.periods.iter().map(String::as_str).collect();
        format!("{}, {}: {}", self.area, periods.join(", "), count(self.figures, "figure"))
    }
}

impl PublicationRead {
    /// Leaves out every figure that does not hold, with those that it is held against: it is unknown which is wrong. The
    /// others can be used. Nothing is left out where nothing would be left.
    pub fn leave_out_what_fails(&mut self) {
        if self.doubtful.is_empty() || self.doubtful.len() == self.figures.len() {
            return;
        }
        let mut by_area: BTreeMap<(AreaKind, String), LeftOutArea> = BTreeMap::new();
        let (mut kept, mut doubtful) = (Vec::new(), std::mem::take(&mut self.doubtful).into_iter().peekable());
        for (at, figure) in std::mem::take(&mut self.figures).into_iter().enumerate() {
            if doubtful.next_if_eq(&at).is_none() {
                kept.push(figure);
                continue;
            }
            let Area { kind, code, name, .. } = &figure.area;
            let area = if name.is_empty() { code.to_string() } else { format!("{name} ({code})") };
            let left = by_area.entry((*kind, code.to_string())).or_insert_with(|| LeftOutArea {
                area,
                periods: BTreeSet::new(),
                figures: 0,
            });
            left.periods.insert(figure.period_words());
            left.figures += 1;
        }
        self.figures = kept;
        self.left_out = by_area.into_values().collect();
    }

    /// Why the file is refused: it contradicts itself, or a list of the program, and nothing that its publisher says
    /// explains it. Nothing if it does not, or if what does not hold was left out.
    pub fn contradiction(&self) -> Option<Refusal> {
        let failed = if self.left_out.is_empty() { self.checks.failed() } else { 0 };
        if failed == 0 {
            return None;
        }
        let check = self.checks.0.iter().find(|check| check.failed > 0)?;
        let first = check.differences.iter().find(|difference| difference.explained.is_none())?;
        let times = if failed == 1 { String::new() } else { format!("; {failed} such differences in all") };
        let what = format!("`{}` does not hold ({}): {}{times}", check.name, check.says, first.words());
        // A list of the program can be wrong as well as the file, which then does not contradict itself.
        let (because, hint) = if first.by.starts_with("the list") {
            let hint = format!("compare {} with the publisher's: one of the two is wrong; {ALLOW}", first.by);
            (format!("the file and {} of this program differ", first.by), hint)
        } else {
            let hint =
                "take the publisher's file again; if it is the same there, ask the publisher which figure is right";
            ("the file contradicts itself".to_owned(), format!("{hint}; {ALLOW}"))
        };
        Some(Refusal::new("F_TOTALS", what, hint).because(&because))
    }
}

/// The measures of the discharge-ready-date publication under their published names, with what each is and the place of
/// its band of delay, from 1 for none; 0 means over all bands.
pub fn drd_measures() -> impl Iterator<Item = (String, &'static str, i64)> {
    drd::measures::all().map(|(measure, what, place, _)| (measure, what, place as i64))
}

/// How a container is to open a publication: by content and name, and of a workbook all sheets.
pub fn wanted(file: &str) -> OpenRequest {
    OpenRequest { name: file.to_owned(), every_sheet: true, ..OpenRequest::default() }
}

/// Opens and reads a publication: text, gzip or a workbook.
///
/// # Errors
/// It cannot be opened, is no publication that is known, or cannot be read as a whole. A file that contradicts itself is
/// no error here: ask [`PublicationRead::contradiction`].
pub fn read(bytes: &[u8], given: &PublicationContext<'_>, reader: &ProcessReader) -> Result<PublicationRead, Refusal> {
    read_opened(container::open(bytes, &wanted(given.file), reader)?, given)
}

/// Reads a publication that was opened as [`wanted`] says.
///
/// # Errors
/// As [`read`].
pub fn read_opened(opened: Opened<'_>, given: &PublicationContext<'_>) -> Result<PublicationRead, Refusal> {
    let grid = match opened {
        Opened::Text(bytes) => return read_text(&bytes, given),
        Opened::Grid(grid) => grid,
    };
    let Some(sheets) = PublishedSheet::all(grid) else {
        let what = "publications come as CSV or as workbooks, and this is neither";
        return Err(Refusal::new("F_FORMAT", what, "take the publisher's file"));
    };
    read_sheets(&sheets, given)
}

/// Reads a publication that came as text.
///
/// # Errors
/// As [`read`].
pub fn read_text(bytes: &[u8], given: &PublicationContext<'_>) -> Result<PublicationRead, Refusal> {
    let (decoded, note) = csv::decoded(bytes)?;
    let (text, notes) = Text::open(&decoded)?;
    let csv = Csv::open(&text, |names| format::header_of(names, given.format).is_some())?;
    let Some(header) = format::header_of(&csv.names, given.format) else {
        if let Some(refusal) = unread::header(&csv.names, csv.line).filter(|_| given.format.is_none()) {
            return Err(refusal);
        }
        return Err(format::no_header(&csv.names, &csv.written, given.format, csv.line));
    };
    let is_sheet = header.layout == PublicationLayout::CouncilSheet;
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
pub fn read_sheets(sheets: &[PublishedSheet], given: &PublicationContext<'_>) -> Result<PublicationRead, Refusal> {
    if let Some(refusal) = unread::sheets(sheets).filter(|_| given.format.is_none()) {
        return Err(refusal);
    }
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

fn read_layout(header: &LayoutHeader, csv: Csv<'_>, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    match header.layout {
        PublicationLayout::Records => dtoc::records::read(csv, gather),
        PublicationLayout::CouncilMonths => dtoc::months::councils(csv, gather),
        PublicationLayout::CouncilSheet => Ok(()),
        PublicationLayout::EnglandMonths => dtoc::months::england(csv, gather),
        PublicationLayout::EnglandBreakdown => dtoc::months::breakdown(csv, gather),
        PublicationLayout::DrdLong => drd::long::read(csv, gather),
        PublicationLayout::DrdMonths => drd::months::read(csv, gather),
        PublicationLayout::DrdShares => drd::months::shares(csv, gather),
        PublicationLayout::SitrepDaily => sitrep::daily::read(csv, gather),
        PublicationLayout::SitrepMonths => sitrep::months::read(csv, gather),
        PublicationLayout::SitrepReasons => sitrep::months::reasons(csv, gather),
        PublicationLayout::ScotlandBeddays => scotland::bed_days(csv, gather),
        PublicationLayout::ScotlandCensus => scotland::census(csv, gather),
    }
}

fn finish(gather: Gather<'_>, format: Format, says: &'static str) -> Result<PublicationRead, Refusal> {
    let published = gather.finish(format, says);
    if published.receipt.read == 0 {
        let hint = "take the publisher's file again";
        return Err(Refusal::new("F_NO_ROWS", "the file has a header line and no rows", hint));
    }
    Ok(published)
}

/// How many bytes are read between two reports of progress.
const STEP: usize = 1 << 20;

/// Goes through the rows of a file. Each is taken whole or left whole.
fn each_row(
    csv: &mut Csv<'_>,
    gather: &mut Gather<'_>,
    figures: impl Fn(&mut Gather<'_>, CsvRow<'_>) -> Result<Vec<Figure>, RecordIssue>,
) -> Result<(), Refusal> {
    let mut reported = 0;
    loop {
        if csv.at() - reported >= STEP {
            gather.heard((csv.at() - reported) as u64);
            reported = csv.at();
        }
        match csv.next()? {
            NextRow::End => break,
            NextRow::Unread(line, code, message, hint) => {
                gather.begin();
                gather.reject(line, RecordIssue { hint, ..RecordIssue::new(code, "", "", message) });
            }
            NextRow::Row(line, row) => {
                gather.begin();
                match figures(gather, row) {
                    Ok(figures) => gather.take(line, figures),
                    Err(issue) => gather.reject(line, issue),
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
