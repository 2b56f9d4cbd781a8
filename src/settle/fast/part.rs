//! One block of whole lines: each line by the fast path, or, where that is not certain, by the careful one.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::files::header_names::trim;

use super::packed::{Has, NOBODY, PSEUDONYM, Plain, Rows};
use super::row::{DATES, FastRowReader, Plan};
use super::words::Dictionary;
use crate::domain::{NhsNumber, Stay};
use crate::files::csv_records::{CsvRecord, LineEnding, RecordScanner};
use crate::files::encoding;
use crate::files::text::Text;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::field::Field;
use crate::intake::profile::header::HeaderColumns;
use crate::intake::records::stay;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::cells::CellIssue;
use crate::intake::validate::column_values::ColumnValues;
use crate::intake::validate::file_traits::{Endings, Ids};
use crate::intake::validate::rows::RowReader;
use crate::intake::{Delivery, Rules};
use crate::settle::as_of::row_check::RowCheck;

/// What the blocks of one file have in common.
pub struct Common<'a> {
    /// The file; its bytes are not used.
    pub delivery: &'a Delivery<'a>,
    /// What rows are checked against.
    pub rules: &'a Rules<'a>,
    /// How rows are held to the as-of date, where there is one.
    pub check: Option<RowCheck<'a>>,
    /// Its columns.
    pub columns: &'a HeaderColumns,
    /// What divides its cells.
    pub delimiter: u8,
    /// How its plain rows are read; nothing if none can be plain.
    pub plan: Option<&'a Plan<'a>>,
    /// The words of all files.
    pub words: &'a [Dictionary],
    /// Rows that were put together: their room is used again, for fresh memory costs the system.
    pub room: Mutex<Vec<Rows>>,
}

impl Common<'_> {
    fn rows(&self, bytes: usize) -> Rows {
        let used = self.room.lock().unwrap_or_else(PoisonError::into_inner).pop();
        used.unwrap_or_else(|| Rows::with_room(bytes))
    }

    /// Takes rows back that were put together.
    pub fn done(&self, mut rows: Rows) {
        rows.clear();
        self.room.lock().unwrap_or_else(PoisonError::into_inner).push(rows);
    }
}

/// What a block gave. Rows, records and lines count from the start of the block.
#[derive(Debug)]
pub struct Part {
    /// Rows that could be read.
    pub rows: Rows,
    /// Every so many records, the record and line that start at a byte of the bytes at hand.
    pub steps: Vec<Step>,
    /// Pseudonyms that rows came with.
    pub pseudonyms: Vec<[u8; 32]>,
    /// The order in which the rows are to be kept.
    pub order: Vec<u32>,
    /// The record of each row, from 1.
    pub records_of: Vec<u32>,
    /// Records read.
    pub records: u32,
    /// Physical lines.
    pub lines: u32,
    /// Whether every line is one record.
    pub even: bool,
    /// Rows of which there is something to say if they are taken.
    pub remarked: Vec<Remarked>,
    /// What was counted and found by the careful path.
    pub audit: Option<RecordAudit>,
    /// What the values of each column were like.
    pub values: ColumnValues,
    /// Line ends seen.
    pub endings: Endings,
    /// Ids seen.
    pub ids: Ids,
    /// Blank lines.
    pub blank: u32,
    /// Whether all of it is UTF-8.
    pub is_utf8: bool,
    /// Whether all that is not ASCII looks like Windows-1252.
    pub is_windows: bool,
    /// The byte behind the last record read.
    pub end: usize,
    /// Why it stopped before the end of the block.
    pub stop: Stop,
}

/// A block of which there is more to say than once in so many bytes may begin within a quoted cell.
const BYTES_TO_A_FINDING: usize = 16;
/// But so much may be said of any.
const MOST_FINDINGS: usize = 1 << 10;
/// How many records lie between two steps, less one.
const STEP_MASK: u32 = 511;

/// Where a record starts.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The record.
    pub record: u32,
    /// Its line, or that of a blank line before it.
    pub line: u32,
    /// The byte at which that starts.
    pub at: usize,
}

/// Why a block was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It was.
    No,
    /// A record runs over lines, or may: how many stand before it must be known.
    Lines,
    /// A quoted cell is still open where the bytes end.
    Open,
    /// The file is to be refused; the careful path will say why.
    Refused,
}

/// A row of which there is something to say.
#[derive(Debug)]
pub struct Remarked {
    /// The row.
    pub row: u32,
    /// Where it stands.
    pub place: Place,
    /// What is doubtful.
    pub issues: Box<[CellIssue]>,
}

/// The bytes of a block and where they stand.
#[derive(Clone, Copy, Debug)]
pub struct Block<'b> {
    /// The bytes at hand; the block and perhaps more.
    pub bytes: &'b [u8],
    /// Where the block starts in them.
    pub start: usize,
    /// Where it ends: behind a line end, or at the end of the file.
    pub end: usize,
    /// Where the bytes at hand end for records that run over the end of the block.
    pub limit: usize,
    /// Where the first byte at hand stands in the file.
    pub offset: u64,
    /// How many lines stand before the block, if that is known.
    pub lines: Option<u32>,
}

/// Reads a block.
pub fn read(common: &Common<'_>, reader: Option<&mut FastRowReader<'_>>, block: Block<'_>) -> Part {
    let (values, bytes) = (ColumnValues::new(common.columns.width), block.bytes);
    let mut part = Part {
        rows: common.rows(block.end - block.start),
        steps: Vec::new(),
        pseudonyms: Vec::new(),
        order: Vec::new(),
        records_of: Vec::new(),
        records: 0,
        lines: 0,
        even: true,
        remarked: Vec::new(),
        audit: None,
        values,
        endings: Endings::default(),
        ids: Ids::default(),
        blank: 0,
        is_utf8: true,
        is_windows: true,
        end: block.start,
        stop: Stop::No,
    };
    let (Some(reader), Some(plan)) = (reader, common.plan) else {
        Careful::new(common, block, block.start).run(&mut part, block.end, &mut |_, _| None);
        part.order = part.rows.by_provider();
        return part;
    };
    reader.dated = [false; DATES.len()];
    let mut plain = |part: &mut Part, at: usize| {
        let next = reader.read(bytes, at).filter(|next| *next <= block.end)?;
        part.push(bytes, reader.id.clone(), &reader.plain, plan);
        part.endings.note(if reader.both { LineEnding::Both } else { LineEnding::LineFeed });
        part.lines += 1;
        Some(next)
    };
    // Most blocks never need the careful path, which has to look at all bytes from there on first.
    while part.end < block.end {
        let at = part.end;
        part.step();
        match plain(&mut part, at) {
            Some(next) => part.end = next,
            None => break,
        }
    }
    if part.end < block.end {
        Careful::new(common, block, part.end).run(&mut part, block.end, &mut plain);
    }
    for (field, dated) in DATES.iter().zip(reader.dated) {
        let good = dated || (*field == Field::AdmittedAt && part.plain_rows() > 0);
        if let Some(position) = common.columns.position(*field).filter(|_| good) {
            part.values.note_good(position);
        }
    }
    part.order = part.rows.by_provider();
    part
}

impl Part {
    fn plain_rows(&self) -> u32 {
        self.records - self.audit.as_ref().map_or(0, RecordAudit::records)
    }

    fn push(&mut self, bytes: &[u8], id: Range<usize>, plain: &Plain, plan: &Plan<'_>) {
        self.records += 1;
        self.ids.all += 1;
        self.records_of.push(self.records);
        self.rows.push(bytes, id, plain, &plan.has);
    }

    /// Notes where the next record starts, now and then.
    fn step(&mut self) {
        if self.records & STEP_MASK == 0 && self.steps.last().is_none_or(|step| step.record <= self.records) {
            self.steps.push(Step { record: self.records + 1, line: self.lines + 1, at: self.end });
        }
    }
}

/// A way to read the line at a byte: where the next starts, or nothing if it is not certain.
type Plainly<'p> = dyn FnMut(&mut Part, usize) -> Option<usize> + 'p;

/// The careful path over a block.
struct Careful<'c> {
    common: &'c Common<'c>,
    block: Block<'c>,
    text: Text<'c>,
    own: Delivery<'c>,
}

impl<'c> Careful<'c> {
    /// From a byte on, before which every line was plain.
    fn new(common: &'c Common<'c>, block: Block<'c>, from: usize) -> Self {
        let text = Text::part(&block.bytes[..block.limit], from);
        Self { common, block, text, own: *common.delivery }
    }

    fn run(&self, part: &mut Part, end: usize, plainly: &mut Plainly<'_>) {
        let Self { common, text, block, .. } = self;
        part.is_utf8 = text.is_utf8;
        let bytes = &text.bytes()[part.end..];
        part.is_windows = bytes.is_ascii() || encoding::looks_like_windows_1252(bytes);
        let mut audit = RecordAudit::new(&[self.own]);
        let mut sheet: RowReader<'_, '_, StayRow> = RowReader::new(&self.own, 0, common.rules, common.columns);
        let mut record = CsvRecord::default();
        let most = MOST_FINDINGS.max((end - part.end) / BYTES_TO_A_FINDING);
        while part.end < end && part.stop == Stop::No {
            if block.lines.is_none() && audit.found() > most {
                part.stop = Stop::Lines;
                break;
            }
            let at = part.end;
            part.step();
            if let Some(next) = plainly(part, at) {
                part.end = next;
                continue;
            }
            self.record(part, &mut sheet, &mut audit, &mut record);
        }
        part.values.merge(&sheet.values);
        part.endings.merge(sheet.endings);
        part.ids.merge(sheet.ids);
        part.blank += sheet.blank;
        part.audit = Some(audit);
    }

    fn record(
        &self,
        part: &mut Part,
        sheet: &mut RowReader<'_, 'c, StayRow>,
        audit: &mut RecordAudit,
        record: &mut CsvRecord,
    ) {
        let Self { common, block, text, .. } = self;
        let mut scanner = RecordScanner::new(text.bytes(), part.end, common.delimiter);
        if scanner.next(record).is_err() {
            part.stop = Stop::Open;
            return;
        }
        if record.fault.is_some() {
            // Lines behind a quote that does not belong are read again, so that places are told by the careful path.
            part.stop = Stop::Refused;
            return;
        }
        if record.lines > 1 && block.lines.is_none() {
            part.stop = Stop::Lines;
            return;
        }
        record.line = block.lines.unwrap_or(0) + part.lines + 1;
        let offset = block.offset + record.start as u64;
        let place = Place { delivery: 0, record: part.records + 1, line: record.line, offset };
        let Ok(counts) = sheet.record(text, record, place, audit, stay::read) else {
            part.stop = Stop::Refused;
            return;
        };
        part.records += u32::from(counts);
        let known_lines = record.lines - u32::from(record.ending == LineEnding::File);
        part.even &= counts && record.lines == 1 && record.ending != LineEnding::Return;
        part.lines += known_lines;
        part.end = record.end;
        let mut candidate = sheet.rows.candidates.pop();
        let rejection =
            candidate.as_mut().zip(common.check.as_ref()).and_then(|(candidate, check)| check.settle_stay(candidate));
        if let Some(disposition) = rejection {
            audit.reject(place, disposition);
            candidate = None;
        }
        if let Some(candidate) = candidate {
            let person = self.person(part, &candidate.row.stay, record);
            let Some(plain) = Plain::of(&candidate.row.stay, person, common.words) else {
                part.stop = Stop::Refused;
                return;
            };
            part.records_of.push(part.records);
            if !candidate.remarks.is_empty() {
                let row = part.rows.len() as u32;
                part.remarked.push(Remarked { row, place, issues: candidate.remarks });
            }
            let id = candidate.row.stay.stay_id.as_bytes();
            part.rows.push(id, 0..id.len(), &plain, &Has::of(common.columns));
        }
        sheet.rows.refused.clear();
    }

    /// The person of a row that was accepted: by the number in its cell, or by the pseudonym it came with.
    fn person(&self, part: &mut Part, stay: &Stay, record: &CsvRecord) -> u32 {
        let Some(key) = &stay.person_key else { return NOBODY };
        let cell = self.common.columns.position(Field::NhsNumber).and_then(|position| record.cells.get(position));
        let text = cell.and_then(|cell| std::str::from_utf8(&self.text.bytes()[cell.start..cell.end]).ok());
        match text.map(|text| NhsNumber::parse(trim(text))) {
            Some(Ok(number)) => number.first_nine(),
            _ => part.pseudonym(&key.0),
        }
    }
}

impl Part {
    /// The place of a pseudonym that a row came with.
    pub fn pseudonym(&mut self, hexadecimal: &str) -> u32 {
        let place = self.pseudonyms.len() as u32;
        self.pseudonyms.push(bytes_of(hexadecimal));
        PSEUDONYM | place
    }
}

/// Sixty-four hexadecimal digits as bytes.
pub fn bytes_of(hexadecimal: &str) -> [u8; 32] {
    let nibble = |byte: u8| char::from(byte).to_digit(16).unwrap_or(0) as u8;
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(hexadecimal.as_bytes().as_chunks::<2>().0) {
        *byte = nibble(pair[0]) << 4 | nibble(pair[1]);
    }
    bytes
}
