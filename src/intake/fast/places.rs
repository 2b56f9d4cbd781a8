//! Where each row came from. Record numbers are kept as runs, lines and offsets not at all: of the few rows that a
//! finding is about, the block is read once more.

use std::io;

use rayon::prelude::*;

use super::source::{Bytes, read_full};
use crate::intake::record::{Record, Scanner};
use crate::intake::tally::Place;

/// A few hundred records.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// Its first record, from 1.
    pub record: u32,
    /// Its first line, from 1.
    pub line: u32,
    /// Its first byte.
    pub offset: u64,
    /// How many bytes it has.
    pub length: u32,
    /// Whether every line is one record.
    pub even: bool,
}

/// From a row on, record numbers run on without a gap.
#[derive(Clone, Copy, Debug)]
struct Run {
    row: u32,
    record: u32,
    file: u32,
}

#[derive(Debug)]
struct FileLog {
    delivery: usize,
    first_row: u32,
    delimiter: u8,
    stretches: Vec<Stretch>,
    /// Of a file that was read carefully: the place of every row.
    places: Vec<Place>,
}

/// Where the rows of a table came from.
#[derive(Debug, Default)]
pub struct Log {
    files: Vec<FileLog>,
    runs: Vec<Run>,
    /// For every so many rows, the run that the first of them is in.
    index: Vec<u32>,
}

const INDEX_SHIFT: u32 = 10;

/// How far a log had come.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    files: usize,
    runs: usize,
}

impl Log {
    /// Starts a file, whose rows come from `row` on.
    pub fn begin(&mut self, delivery: usize, row: usize, delimiter: u8) {
        let (stretches, places) = (Vec::new(), Vec::new());
        self.files.push(FileLog { delivery, first_row: row as u32, delimiter, stretches, places });
    }

    /// Adds a stretch of the file.
    pub fn add(&mut self, stretch: Stretch) {
        if let Some(file) = self.files.last_mut().filter(|_| stretch.length > 0) {
            file.stretches.push(stretch);
        }
    }

    /// Notes that from a row on records run on from a number.
    pub fn run(&mut self, row: u32, record: u32) {
        let file = self.files.len() as u32 - 1;
        let runs_on = |run: &Run| run.file == file && run.record + (row - run.row) == record;
        if !self.runs.last().is_some_and(runs_on) {
            self.runs.push(Run { row, record, file });
        }
    }

    /// Notes the place of the next row of a file that was read carefully.
    pub fn place(&mut self, row: u32, place: Place) {
        self.run(row, place.record);
        if let Some(file) = self.files.last_mut() {
            file.places.push(place);
        }
    }

    /// How far it has come.
    pub fn mark(&self) -> Mark {
        Mark { files: self.files.len(), runs: self.runs.len() }
    }

    /// Forgets what came after.
    pub fn back_to(&mut self, mark: Mark) {
        self.files.truncate(mark.files);
        self.runs.truncate(mark.runs);
    }

    /// Each file and its rows, `rows` being all of them.
    pub fn rows_of_files(&self, rows: usize) -> impl Iterator<Item = (usize, std::ops::Range<u32>)> {
        let ends = self.files.iter().skip(1).map(|file| file.first_row).chain([rows as u32]);
        self.files.iter().zip(ends).map(|(file, end)| (file.delivery, file.first_row..end))
    }

    /// Makes looking rows up quick; no run comes after it.
    pub fn close(&mut self, rows: usize) {
        let starts = (0..rows as u32).step_by(1 << INDEX_SHIFT);
        self.index = starts.map(|row| self.runs.partition_point(|run| run.row <= row) as u32 - 1).collect();
    }

    #[inline]
    fn run_of(&self, row: u32) -> &Run {
        let mut at = self.index[(row >> INDEX_SHIFT) as usize] as usize;
        while self.runs.get(at + 1).is_some_and(|next| next.row <= row) {
            at += 1;
        }
        &self.runs[at]
    }

    /// The delivery and the record of a row.
    #[inline]
    pub fn record(&self, row: u32) -> (usize, u32) {
        let run = self.run_of(row);
        (self.files[run.file as usize].delivery, run.record + (row - run.row))
    }

    /// The places of some rows, given in rising order.
    ///
    /// # Errors
    /// A file cannot be read again.
    pub fn places(&self, rows: &[u32], bytes: &[&dyn Bytes]) -> io::Result<Vec<Place>> {
        // Rows of one stretch are looked up together.
        let stretch_of = |row: u32| {
            let (file, record) = (self.run_of(row).file as usize, self.record(row).1);
            (file, self.files[file].stretches.partition_point(|stretch| stretch.record <= record))
        };
        let groups: Vec<&[u32]> = rows.chunk_by(|a, b| stretch_of(*a) == stretch_of(*b)).collect();
        let found = groups.into_par_iter().map(|rows| {
            let (file, stretch) = stretch_of(rows[0]);
            let file = &self.files[file];
            match stretch.checked_sub(1).map(|stretch| file.stretches[stretch]) {
                None => Ok(rows.iter().map(|row| file.places[(row - file.first_row) as usize]).collect()),
                Some(stretch) => self.find(rows, file, stretch, bytes[file.delivery]),
            }
        });
        Ok(found.collect::<io::Result<Vec<Vec<Place>>>>()?.concat())
    }

    fn find(&self, rows: &[u32], file: &FileLog, stretch: Stretch, bytes: &dyn Bytes) -> io::Result<Vec<Place>> {
        let mut block = Vec::new();
        read_full(bytes, &mut block, stretch.offset, stretch.length as usize)?;
        let mut lines = Lines { block: &block, at: 0, line: stretch.line, record: stretch.record, file, stretch };
        let place = |row: &u32| {
            let (delivery, record) = self.record(*row);
            let (line, at) = lines.go_to(record);
            Place { delivery, record, line, offset: stretch.offset + at as u64 }
        };
        Ok(rows.iter().map(place).collect())
    }
}

/// A walk through the records of a stretch.
struct Lines<'l> {
    block: &'l [u8],
    at: usize,
    line: u32,
    record: u32,
    file: &'l FileLog,
    stretch: Stretch,
}

impl Lines<'_> {
    /// The line and the first byte of a record that lies ahead.
    fn go_to(&mut self, record: u32) -> (u32, usize) {
        if self.stretch.even {
            while self.record < record {
                let length = self.block[self.at..].iter().position(|byte| *byte == b'\n');
                self.at += length.map_or(self.block.len() - self.at, |length| length + 1);
                (self.record, self.line) = (self.record + 1, self.line + 1);
            }
            return (self.line, self.at);
        }
        let mut scanned = Record::default();
        loop {
            let mut scanner = Scanner::new(self.block, self.at, self.file.delimiter);
            if !matches!(scanner.next(&mut scanned), Ok(true)) {
                return (self.line, self.at);
            }
            let counts = !scanned.is_blank(self.block);
            if counts && self.record == record {
                return (self.line, self.at);
            }
            self.record += u32::from(counts);
            (self.at, self.line) = (scanned.end, self.line + scanned.lines);
        }
    }
}
