//! Where each row came from. Record numbers are kept, lines and offsets not: of the few rows that a finding is about, the
//! block is read once more.

use std::io;

use rayon::prelude::*;

use super::source::{Bytes, read_full};
use crate::files::csv_records::{CsvRecord, RecordScanner};
use crate::intake::findings::candidate::Place;

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
    /// The record of each row.
    records: Vec<u32>,
}

/// How far a log had come.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    files: usize,
    rows: usize,
}

impl Log {
    /// Starts a file; its rows are the next.
    pub fn begin(&mut self, delivery: usize, delimiter: u8) {
        let (first_row, stretches, places) = (self.records.len() as u32, Vec::new(), Vec::new());
        self.files.push(FileLog { delivery, first_row, delimiter, stretches, places });
    }

    /// Adds a stretch of the file.
    pub fn add(&mut self, stretch: Stretch) {
        if let Some(file) = self.files.last_mut().filter(|_| stretch.length > 0) {
            file.stretches.push(stretch);
        }
    }

    /// Notes the records of the next rows.
    pub fn rows(&mut self, records: impl Iterator<Item = u32>) {
        self.records.extend(records);
    }

    /// Notes the place of the next row of a file that was read carefully.
    pub fn place(&mut self, place: Place) {
        self.records.push(place.record);
        if let Some(file) = self.files.last_mut() {
            file.places.push(place);
        }
    }

    /// How far it has come.
    pub fn mark(&self) -> Mark {
        Mark { files: self.files.len(), rows: self.records.len() }
    }

    /// Forgets what came after.
    pub fn back_to(&mut self, mark: Mark) {
        self.files.truncate(mark.files);
        self.records.truncate(mark.rows);
    }

    /// Each file and its rows.
    pub fn rows_of_files(&self) -> impl Iterator<Item = (usize, std::ops::Range<u32>)> {
        let ends = self.files.iter().skip(1).map(|file| file.first_row).chain([self.records.len() as u32]);
        self.files.iter().zip(ends).map(|(file, end)| (file.delivery, file.first_row..end))
    }

    #[inline]
    fn file_of(&self, row: u32) -> usize {
        self.files.partition_point(|file| file.first_row <= row) - 1
    }

    /// The record of a row.
    #[inline]
    pub fn number(&self, row: u32) -> u32 {
        self.records[row as usize]
    }

    /// The delivery and the record of a row.
    #[inline]
    pub fn record(&self, row: u32) -> (usize, u32) {
        (self.files[self.file_of(row)].delivery, self.records[row as usize])
    }

    /// The places of some rows.
    ///
    /// # Errors
    /// A file cannot be read again.
    pub fn places(&self, rows: &[u32], bytes: &[&dyn Bytes]) -> io::Result<Vec<Place>> {
        // Rows of one stretch are looked up together, in the order of their records.
        let stretch_of = |row: u32| {
            let (file, record) = (self.file_of(row), self.records[row as usize]);
            (file, self.files[file].stretches.partition_point(|stretch| stretch.record <= record))
        };
        let mut order: Vec<(usize, u32, usize)> = Vec::with_capacity(rows.len());
        order.extend(rows.iter().enumerate().map(|(at, row)| (self.file_of(*row), self.records[*row as usize], at)));
        order.sort_unstable();
        let sorted: Vec<u32> = order.iter().map(|(_, _, at)| rows[*at]).collect();
        let groups: Vec<&[u32]> = sorted.chunk_by(|a, b| stretch_of(*a) == stretch_of(*b)).collect();
        let found = groups.into_par_iter().map(|rows| {
            let (file, stretch) = stretch_of(rows[0]);
            let file = &self.files[file];
            match stretch.checked_sub(1).map(|stretch| file.stretches[stretch]) {
                None => Ok(rows.iter().map(|row| file.places[(row - file.first_row) as usize]).collect()),
                Some(stretch) => self.find(rows, file, stretch, bytes[file.delivery]),
            }
        });
        let found = found.collect::<io::Result<Vec<Vec<Place>>>>()?.concat();
        let mut placed: Vec<(usize, Place)> = order.iter().map(|(_, _, at)| *at).zip(found).collect();
        placed.sort_unstable_by_key(|(at, _)| *at);
        Ok(placed.into_iter().map(|(_, place)| place).collect())
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
        let mut scanned = CsvRecord::default();
        loop {
            let mut scanner = RecordScanner::new(self.block, self.at, self.file.delimiter);
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
