//! A record that could be read, and where it stands in its delivery.

use crate::intake::validate::cells::CellIssue;

/// Which record of which delivery, and where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The delivery, by its place in the list.
    pub delivery: usize,
    /// The record, from 1.
    pub record: u32,
    /// Its first physical line.
    pub line: u32,
    /// Its first byte in the file as it came.
    pub offset: u64,
}

/// A row that could be read, before it is settled whether it is news.
#[derive(Clone, Debug)]
pub struct Candidate<T> {
    /// The row.
    pub row: T,
    /// Where it came from.
    pub place: Place,
    /// The other records that the row was made of, where several make one: they share its fate.
    pub also: Box<[Place]>,
    /// What is doubtful in it, to be said if it is taken.
    pub remarks: Box<[CellIssue]>,
}

impl<T> Candidate<T> {
    /// Every record that the row was made of.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        std::iter::once(self.place).chain(self.also.iter().copied())
    }
}
