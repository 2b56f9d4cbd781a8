//! What is noted while a file is read, to be said of the file as a whole.

use super::record::Ending;
use crate::domain::NhsNumber;

/// How many rows name their stay, and how many by what is an NHS number: by chance it is one of eleven numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ids {
    /// Rows that name their stay.
    pub all: usize,
    numbers: usize,
}

impl Ids {
    /// Adds those of another part of the file.
    pub fn merge(&mut self, other: Self) {
        self.all += other.all;
        self.numbers += other.numbers;
    }

    /// Notes a row.
    pub fn note(&mut self, stay_id: Option<&str>) {
        self.all += usize::from(stay_id.is_some());
        self.numbers += usize::from(stay_id.is_some_and(|id| NhsNumber::parse(id).is_ok()));
    }

    /// Whether all are numbers, and too many for chance.
    pub fn are_numbers(&self) -> bool {
        self.all >= 4 && self.numbers == self.all
    }
}

/// What kinds of line ends a file has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Endings {
    line_feed: bool,
    both: bool,
    alone: bool,
}

impl Endings {
    /// Adds those of another part of the file.
    pub fn merge(&mut self, other: Self) {
        self.line_feed |= other.line_feed;
        self.both |= other.both;
        self.alone |= other.alone;
    }

    /// Notes the end of a record.
    pub fn note(&mut self, ending: Ending) {
        match ending {
            Ending::LineFeed => self.line_feed = true,
            Ending::Both => self.both = true,
            Ending::Return => self.alone = true,
            Ending::File => {}
        }
    }

    /// Whether some program on the way joined or converted files.
    pub fn are_odd(&self) -> bool {
        self.alone || (self.line_feed && self.both)
    }
}
