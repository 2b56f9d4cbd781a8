//! Figures as a file is read: records taken, records left and why, and cells that two records fill.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::cells::{is_whole, shown, value};
use super::check::{Checks, PublicationRule};
use super::format::Format;
use super::lookup;
use super::{PublicationContext, PublicationRead};
use super::{areas, unchecked};
use crate::domain::published::{Area, Breakdown, FigureValue, SharedWord};
use crate::domain::stay::Origin;
use crate::domain::{AreaKind, Day, Figure, Finding, Month, Receipt, Severity};
use crate::files::refusal::FileWarning;
use crate::files::wording;

const ONE_CELL: PublicationRule =
    PublicationRule { name: "one_figure_a_cell", says: "no cell is given twice with two figures" };

/// A file being read.
pub(super) struct Gather<'g> {
    given: &'g PublicationContext<'g>,
    words: HashSet<SharedWord, FixedState>,
    nothing: SharedWord,
    /// The last figure of each hash of a cell, and for each figure the one before it with the same hash.
    by_cell: HashMap<u64, u32, FixedState>,
    before: Vec<Option<u32>>,
    /// Figures that another record or sheet gives otherwise.
    torn: Vec<usize>,
    /// The area of the last record, which most often is that of the next.
    last_area: Option<(Area, Option<Month>)>,
    pub figures: Vec<Figure>,
    pub findings: Vec<Finding>,
    /// The number of each record that was taken, and its line.
    pub lines: Vec<(u32, u32)>,
    pub notes: Vec<FileWarning>,
    pub checks: Checks,
    pub receipt: Receipt,
    /// The edition that the file states, if it does.
    pub edition: SharedWord,
    /// The number of the record at hand, from 1.
    record: u32,
    publisher: SharedWord,
    publication: SharedWord,
    source_id: Box<str>,
}

/// Why a record cannot be taken.
#[derive(Debug)]
pub(super) struct RecordIssue {
    pub code: &'static str,
    pub column: String,
    pub value: String,
    pub message: String,
    pub hint: &'static str,
}

impl RecordIssue {
    pub fn new(code: &'static str, column: &str, value: &str, message: impl Into<String>) -> Self {
        let hint = "take the publisher's file again; if it is the same there, ask the publisher";
        let (column, value, message) = (column.to_owned(), wording::shown(value), message.into());
        Self { code, column, value, message, hint }
    }
}

impl<'g> Gather<'g> {
    pub fn new(format: Format, given: &'g PublicationContext<'g>) -> Self {
        let nothing: SharedWord = Arc::from("");
        let edition = given.edition.map_or_else(|| nothing.clone(), SharedWord::from);
        let receipt = Receipt {
            file: given.file.to_owned(),
            sha256: given.sha256.to_owned(),
            table: "published".to_owned(),
            ..Receipt::default()
        };
        Self {
            given,
            words: HashSet::default(),
            nothing,
            by_cell: HashMap::default(),
            before: Vec::new(),
            torn: Vec::new(),
            last_area: None,
            figures: Vec::new(),
            findings: Vec::new(),
            lines: Vec::new(),
            notes: Vec::new(),
            checks: Checks::default(),
            receipt,
            edition,
            record: 0,
            publisher: format.publisher().into(),
            publication: format.name().into(),
            source_id: given.sha256.get(..16).unwrap_or(given.sha256).into(),
        }
    }

    /// A text that many figures share.
    pub fn word(&mut self, text: &str) -> SharedWord {
        if text.is_empty() {
            return self.nothing.clone();
        }
        if let Some(word) = self.words.get(text) {
            return word.clone();
        }
        let word: SharedWord = text.into();
        self.words.insert(word.clone());
        word
    }

    /// The month that was given with the file, for files that state none.
    pub fn given_period(&self) -> Option<Month> {
        self.given.period
    }

    /// So many more bytes were read.
    pub fn heard(&self, bytes: u64) {
        if let Some(heard) = self.given.heard.0 {
            heard(bytes);
        }
    }

    /// Takes the edition that the file states, unless one was given with it.
    pub fn states_edition(&mut self, edition: &str) {
        if self.given.edition.is_none() {
            self.edition = self.word(edition);
        }
    }

    /// One more record; its number is from now on that of the figures.
    pub fn begin(&mut self) {
        self.receipt.read += 1;
        self.record = self.receipt.read;
    }

    /// Goes back to a record whose fate had to wait.
    pub fn back_at(&mut self, record: u32) {
        self.record = record;
    }

    /// An area. The code of the Office for National Statistics is looked up where the file has none.
    pub fn area(&mut self, kind: AreaKind, code: &str, name: &str, ons_code: &str, period: Option<Month>) -> Area {
        let last = self.last_area.as_ref().filter(|(last, month)| {
            last.kind == kind && *last.code == *code && *last.name == *name && *month == period
        });
        if let Some((last, _)) = last.filter(|(last, _)| ons_code.is_empty() || *last.ons_code == *ons_code) {
            return last.clone();
        }
        let known = match kind {
            _ if !ons_code.is_empty() => ons_code,
            AreaKind::England => "E92000001",
            AreaKind::Scotland => "S92000003",
            AreaKind::Council => lookup::ons_code(code, period).unwrap_or_default(),
            _ => "",
        };
        let known = known.to_owned();
        let area = Area { kind, code: self.word(code), name: self.word(name), ons_code: self.word(&known) };
        // The list of names says nothing of an area that is given by its nine characters.
        self.last_area = ons_code.is_empty().then(|| (area.clone(), period));
        area
    }

    /// A figure of the record at hand, over everything; the reader says of what.
    pub fn figure(
        &mut self,
        area: &Area,
        period: Option<Month>,
        day: Option<Day>,
        measure: &str,
        value: FigureValue,
    ) -> Figure {
        let nothing = &self.nothing;
        let of = Breakdown {
            provider_code: nothing.clone(),
            reason: nothing.clone(),
            attributed_to: nothing.clone(),
            care_type: nothing.clone(),
            age_group: nothing.clone(),
            band: nothing.clone(),
            detail: nothing.clone(),
            basis: nothing.clone(),
        };
        Figure {
            publisher: self.publisher.clone(),
            publication: self.publication.clone(),
            edition: self.edition.clone(),
            period,
            day,
            area: area.clone(),
            provider_name: self.nothing.clone(),
            measure: self.word(measure),
            of,
            value,
            remark: self.nothing.clone(),
            origin: Origin { source_id: self.source_id.clone(), source_record: self.record },
        }
    }

    /// Takes the figures of a record, unless it says again what another said; what contradicts another is left.
    pub fn take(&mut self, line: u32, figures: Vec<Figure>) {
        self.lines.push((self.record, line));
        let (mut again, mut other) = (0, None);
        let hashes: Vec<u64> = figures.iter().map(|figure| self.hash_of(figure)).collect();
        for (figure, hash) in figures.iter().zip(&hashes) {
            match self.same_cell(figure, *hash) {
                Some(before) if self.figures[before].value == figure.value => again += 1,
                Some(before) => other = Some((before, figure.clone())),
                None => {}
            }
        }
        if let Some((at, now)) = other {
            let before = self.figures[at].clone();
            self.torn.push(at);
            let excuse = (!now.remark.is_empty()).then_some("both rows are dated wrongly");
            self.checks.differ(&ONE_CELL, &now, (value_words(before.value), value_words(now.value)), excuse);
            let message = format!("another figure for the cell of record {}", before.origin.source_record);
            self.reject(line, RecordIssue::new("R_CONFLICT", "", "", message));
        } else if again == figures.len() && again > 0 {
            self.receipt.duplicates += 1;
            self.find(line, Severity::Duplicate, RecordIssue::new("D_EXACT", "", "", "the same was said before"));
        } else {
            self.receipt.accepted += 1;
            for (figure, hash) in figures.into_iter().zip(hashes) {
                if self.same_cell(&figure, hash).is_none() {
                    self.add(figure, hash);
                }
            }
        }
    }

    /// Takes the figures of a row that another sheet may have too: what is there twice must be the same.
    pub fn take_sheet_row(&mut self, figures: Vec<Figure>, rule: &PublicationRule) {
        self.receipt.accepted += 1;
        for figure in figures {
            let hash = self.hash_of(&figure);
            match self.same_cell(&figure, hash).map(|at| (at, self.figures[at].value)) {
                None => self.add(figure, hash),
                Some((_, before)) if before.addend() == figure.value.addend() => self.checks.hold(rule),
                Some((at, before)) => {
                    self.torn.push(at);
                    let values = (value_words(figure.value), value_words(before));
                    self.checks.differ(rule, &figure, values, None);
                }
            }
        }
    }

    /// Leaves the record at hand, and says why.
    pub fn reject(&mut self, line: u32, issue: RecordIssue) {
        self.receipt.rejected += 1;
        self.find(line, Severity::Rejected, issue);
    }

    fn find(&mut self, line: u32, severity: Severity, issue: RecordIssue) {
        let RecordIssue { code, column, value, message, hint } = issue;
        self.findings.push(Finding {
            file: self.given.file.to_owned(),
            record: self.record,
            line,
            byte_offset: 0,
            column,
            severity,
            code,
            value,
            message,
            hint: hint.to_owned(),
            stay_id: String::new(),
        });
    }

    fn add(&mut self, figure: Figure, hash: u64) {
        let at = u32::try_from(self.figures.len()).unwrap_or(u32::MAX);
        self.before.push(self.by_cell.insert(hash, at));
        self.figures.push(figure);
    }

    /// The place of the figure that fills the same cell.
    fn same_cell(&self, figure: &Figure, hash: u64) -> Option<usize> {
        let first = self.by_cell.get(&hash).copied();
        let mut places = std::iter::successors(first, |at| self.before[*at as usize]).map(|at| at as usize);
        places.find(|at| self.figures[*at].cell() == figure.cell())
    }

    /// A hash of the cell. Words are shared within a file, so that their addresses distinguish them.
    fn hash_of(&self, figure: &Figure) -> u64 {
        self.by_cell.hasher().hash_one((figure.address(), figure.day))
    }

    /// What came of the file.
    pub fn finish(mut self, format: Format, layout: &'static str) -> PublicationRead {
        let Receipt { read, accepted, rejected, duplicates, .. } = self.receipt;
        debug_assert_eq!(read, accepted + rejected + duplicates);
        self.receipt.read = accepted + rejected + duplicates;
        let unchecked = unchecked::unchecked(&self.figures, &self.checks);
        let named = areas::check(&self.figures, &mut self.checks);
        self.notes.extend(named.into_iter().chain(unchecked::gaps(&self.figures)));
        let mut doubtful = self.torn;
        doubtful.extend((0..self.figures.len()).filter(|at| self.checks.is_doubtful(&self.figures[*at])));
        doubtful.sort_unstable();
        doubtful.dedup();
        PublicationRead {
            format,
            layout,
            publisher: format.publisher(),
            edition: self.edition.to_string(),
            figures: self.figures,
            receipt: self.receipt,
            findings: self.findings,
            lines: self.lines,
            checks: self.checks,
            doubtful,
            left_out: Vec::new(),
            unchecked,
            notes: self.notes,
        }
    }
}

fn value_words(value: FigureValue) -> String {
    match value {
        FigureValue::Number(number) => shown(number),
        FigureValue::None(absence) => absence.to_string(),
    }
}

/// A cell's value.
pub(super) fn figure_of(column: &str, text: &str) -> Result<FigureValue, RecordIssue> {
    value(text).ok_or_else(|| {
        let message = "not a number from 0 up, and not one of `-`, `NA`, `[z]`, `*` or a blank cell";
        RecordIssue::new("R_NUMBER", column, text, message)
    })
}

/// The value of a cell that counts whole things.
pub(super) fn count_of(column: &str, text: &str) -> Result<FigureValue, RecordIssue> {
    let value = figure_of(column, text)?;
    match is_whole(value) {
        true => Ok(value),
        false => Err(RecordIssue::new("R_NUMBER", column, text, "a fraction where whole things are counted")),
    }
}
