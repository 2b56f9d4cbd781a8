//! One file: its head, and its batches put together in the order of the file.

use std::io;
use std::sync::Mutex;

use super::gathered::Gathered;

use super::clock::Clock;
use super::flow::{self, Next};
use super::packed::Rows;
use super::part::{self, Block, Common, Part, Remarked, Stop};
use super::places::Stretch;
use super::row::Plan;
use super::source::{Batch, Reader};
use super::{Setting, Source};
use crate::error::Error;
use crate::files::text::Text;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::field::Field;
use crate::intake::records::stay;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::rows;
use crate::intake::validate::rows::{RowReader, TextHead};
use crate::intake::{Delivery, DeliveryContent};
use crate::settle::as_of::row_check::RowCheck;

use super::table::places_in;

/// How much of a file is looked at for its head.
const HEAD: usize = 1 << 20;
/// Files above this are read twice before they are kept in memory as a whole.
const LARGE: usize = 64 << 20;
const MARKS: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];

/// What became of the attempt.
pub enum Read {
    /// The file is read; its SHA-256.
    Whole(String),
    /// It is of a kind, or has a flaw, that only the careful path handles. What was gathered from it is of no use.
    Irregular,
}

/// Reads a file, which is the `number`th delivery.
pub fn read(source: &Source<'_>, number: usize, setting: &Setting<'_>, gathered: &mut Gathered) -> io::Result<Read> {
    let mut reader = Reader::new(source.bytes);
    let mut first = Batch::default();
    let mut length = HEAD;
    let delivery = source.delivery("");
    // The head again and again, until it holds the header line and more, or the whole file.
    loop {
        reader.fill(&mut first, 0, length, length)?;
        if MARKS.iter().any(|mark| first.bytes.starts_with(mark)) {
            return Ok(Read::Irregular);
        }
        let Ok((text, notes)) = Text::open(&first.bytes[..first.end() as usize]) else { return Ok(Read::Irregular) };
        match rows::head(&text, &delivery) {
            Ok(head) if first.last || head.scanner.at() < first.bytes.len() => {
                notes.into_iter().chain(head.notes.iter().cloned()).for_each(|note| gathered.audit.note(number, note));
                let file = File { source, number, setting, delivery };
                return file.read(&head, &mut reader, gathered).map(|whole| match whole {
                    true => Read::Whole(reader.sha256()),
                    false => Read::Irregular,
                });
            }
            Ok(_) => length *= 2,
            Err(_) => return Ok(Read::Irregular),
        }
    }
}

struct File<'f> {
    source: &'f Source<'f>,
    number: usize,
    setting: &'f Setting<'f>,
    delivery: Delivery<'f>,
}

/// What is known of a file so far.
struct State<'s> {
    /// What the parts saw, added up.
    sheet: RowReader<'s, 's, stay::StayRow>,
    records: u32,
    lines: u32,
    is_utf8: bool,
    is_windows: bool,
    last_byte: u8,
}

impl File<'_> {
    fn read(&self, head: &TextHead<'_>, reader: &mut Reader<'_>, gathered: &mut Gathered) -> io::Result<bool> {
        let Self { setting, delivery, .. } = self;
        let clock = Clock::new(setting.rules.zone, delivery.dates);
        let delimiter = head.scanner.delimiter();
        let Setting { rules, words, as_of, .. } = setting;
        let check = as_of.map(|as_of| RowCheck::new(as_of, delivery.profile, head.columns.of_days(delivery.profile)));
        let plan = Plan::new(&head.columns, delimiter, clock, *as_of, rules.authorities, words);
        let (plan, room) = (plan.as_ref(), Mutex::new(Vec::new()));
        let common = Common { delivery, rules, check, columns: &head.columns, delimiter, plan, words, room };
        let mut sheet = RowReader::new(delivery, self.number, rules, &head.columns);
        (sheet.blank, sheet.endings) = (head.blank, head.endings);
        let lines = head.scanner.line() - 1;
        let mut state = State { sheet, records: 0, lines, is_utf8: true, is_windows: true, last_byte: 0 };
        gathered.log.begin(self.number, delimiter);
        let rows = gathered.table.len() as u32;
        let start = head.scanner.at() as u64;
        if !self.run(&common, reader, start, &mut state, gathered)? {
            return Ok(false);
        }
        let read: Vec<usize> = state.sheet.values.unreadable().map(|(position, _)| position).collect();
        for position in read {
            // Rows that went the fast way are asked only where no value was read on the careful one.
            let field = Field::ALL.iter().find(|field| head.columns.position(**field) == Some(position));
            if field.is_some_and(|field| gathered.table.has_value(*field, rows)) {
                state.sheet.values.note_good(position);
            }
        }
        let trailer = state.last_byte == 0x1A;
        let windows = !state.is_utf8 && state.is_windows;
        if trailer || windows || state.sheet.end(state.records, &mut gathered.audit).is_err() {
            return Ok(false);
        }
        Ok(true)
    }

    /// Reads from `offset` to the end.
    fn run(
        &self,
        common: &Common<'_>,
        reader: &mut Reader<'_>,
        mut offset: u64,
        state: &mut State<'_>,
        gathered: &mut Gathered,
    ) -> io::Result<bool> {
        let mut first = self.setting.bite.batch;
        loop {
            let mut together =
                |batch: &Batch, parts: Vec<Part>| self.put_together(common, batch, parts, state, gathered);
            match flow::run(common, reader, offset, first, self.setting.bite, &mut together)? {
                Next::Batch => return Ok(true),
                Next::Again(from, bytes) => (offset, first) = (from, bytes),
                Next::Irregular => return Ok(false),
            }
        }
    }

    /// Adds the parts of a batch in their order.
    fn put_together(
        &self,
        common: &Common<'_>,
        batch: &Batch,
        parts: Vec<Part>,
        state: &mut State<'_>,
        gathered: &mut Gathered,
    ) -> Next {
        if let Some(byte) = batch.bytes.last() {
            state.last_byte = *byte;
        }
        let mut parts = parts.into_iter().enumerate().peekable();
        while let Some((index, part)) = parts.next() {
            let start = batch.start(index);
            match part.stop {
                Stop::No => common.done(self.add(part, batch.offset + start as u64, start, 0, state, gathered)),
                Stop::Refused => return Next::Irregular,
                Stop::Lines | Stop::Open => {
                    // Once more, alone, until a record ends where a block ends.
                    let mut at = start;
                    let mut end = batch.ends[index];
                    loop {
                        let limit = batch.ends.last().copied().unwrap_or(0);
                        let lines = Some(state.lines);
                        let block = Block { bytes: &batch.bytes, start: at, end, limit, offset: batch.offset, lines };
                        let part = part::read(common, None, block);
                        let (reached, stop) = (part.end, part.stop);
                        if stop == Stop::Refused || (stop == Stop::Open && batch.last) {
                            return Next::Irregular;
                        }
                        let known = state.lines;
                        common.done(self.add(part, batch.offset + at as u64, at, known, state, gathered));
                        at = reached;
                        if stop == Stop::Open {
                            let grown = if at == 0 { batch.bytes.len() * 2 } else { self.setting.bite.batch };
                            return Next::Again(batch.offset + at as u64, grown);
                        }
                        while parts.next_if(|(index, _)| batch.ends[*index] <= at).is_some() {}
                        match parts.peek() {
                            Some((index, _)) if batch.start(*index) != at => end = batch.ends[*index],
                            _ => break,
                        }
                    }
                }
            }
        }
        Next::Batch
    }

    /// Adds a part, which starts at a byte of the file; `known` lines before it are counted in its places already. Its rows
    /// are copied, and their room is given back.
    fn add(
        &self,
        part: Part,
        offset: u64,
        start: usize,
        known: u32,
        state: &mut State<'_>,
        gathered: &mut Gathered,
    ) -> Rows {
        let Gathered { table, log, remarked, audit } = gathered;
        let (row, lines) = (table.len() as u32, state.lines - known);
        table.append(&part.rows, &part.order, &part.pseudonyms);
        let ends = part.steps.iter().skip(1).map(|step| step.at).chain([part.end]);
        for (step, end) in part.steps.iter().zip(ends) {
            let (record, line) = (state.records + step.record, state.lines + step.line);
            let at = offset + (step.at - start) as u64;
            log.add(Stretch { record, line, offset: at, length: (end - step.at) as u32, even: part.even });
        }
        log.rows(part.order.iter().map(|row| state.records + part.records_of[*row as usize]));
        let places = if part.remarked.is_empty() { Vec::new() } else { places_in(&part.order) };
        remarked.extend(part.remarked.into_iter().map(|Remarked { row: at, place, issues }| {
            let (record, line) = (place.record + state.records, place.line + lines);
            Remarked {
                row: row + places[at as usize],
                place: Place { delivery: self.number, record, line, ..place },
                issues,
            }
        }));
        let careful = part.audit.as_ref().map_or(0, RecordAudit::records);
        audit.read_plain(self.number, part.records - careful);
        if let Some(found) = part.audit {
            audit.absorb(self.number, found, state.records, lines);
        }
        state.records += part.records;
        state.lines += part.lines;
        state.is_utf8 &= part.is_utf8;
        state.is_windows &= part.is_windows;
        state.sheet.values.merge(&part.values);
        state.sheet.endings.merge(part.endings);
        state.sheet.ids.merge(part.ids);
        state.sheet.blank += part.blank;
        (self.setting.progress)(self.source.before + offset + (part.end - start) as u64);
        part.rows
    }
}

/// Reads a file that only the careful path handles, all of it in memory.
pub fn read_carefully(
    source: &Source<'_>,
    number: usize,
    setting: &Setting<'_>,
    gathered: &mut Gathered,
) -> io::Result<Result<String, Error>> {
    let length = usize::try_from(source.bytes.length()?).map_err(io::Error::other)?;
    let (mut bytes, sha256) = (Vec::new(), super::source::sha256(source.bytes)?);
    super::source::read_full(source.bytes, &mut bytes, 0, length)?;
    let delivery = Delivery { size: length, content: DeliveryContent::Text(&bytes), ..source.delivery(&sha256) };
    let progress = |done: u64| (setting.progress)(source.before + done);
    if length > LARGE {
        // Most large files that come here are refused: that is found without keeping their rows.
        let (mut scratch, no_row) =
            (RecordAudit::new(&[delivery]), |cells: &mut RowCells<'_, '_>| stay::read(cells).map(drop));
        if let Err(refusal) = rows::read(&delivery, 0, setting.rules, &mut scratch, no_row, &progress) {
            return Ok(Err(refusal.error(source.file)));
        }
    }
    let read = rows::read(&delivery, number, setting.rules, &mut gathered.audit, stay::read, &progress);
    let mut rows = match read {
        Ok(rows) => rows,
        Err(refusal) => return Ok(Err(refusal.error(source.file))),
    };
    if let Some(as_of) = setting.as_of {
        let check = RowCheck::new(as_of, delivery.profile, gathered.audit.day_columns(number).to_vec());
        rows.candidates.retain_mut(|candidate| {
            let rejection = check.settle_stay(candidate);
            rejection.as_ref().into_iter().for_each(|why| gathered.audit.reject_all(candidate, why));
            rejection.is_none()
        });
    }
    gathered.log.begin(number, b',');
    let added = super::careful::add(rows.candidates, setting.words, gathered);
    Ok(if added { Ok(sha256) } else { Err(Error::bug("a stay that was accepted cannot be packed")) })
}
