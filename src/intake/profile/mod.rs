//! Profiles: how the files of one sender or system are read. Which header is which column, in what form days are
//! written, what the sender's codes mean: all of it declared in a TOML file, nothing guessed from parts of names.

mod codes;
mod file;
mod library;

use super::field::{Field, Item};
use crate::domain::EventKind;

pub use codes::CodeMap;
pub use library::{built_in, find, hint, is_built_in, named, native, read};

use super::{DateStyle, NativeTable};

/// How one kind of file is read.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name, as in `native-stay`.
    pub name: String,
    /// What it is for, in one sentence.
    pub about: String,
    /// What one record is.
    pub record: RecordKind,
    /// How days are written, where the source does not say otherwise.
    pub dates: DateStyle,
    /// The sign between cells of a text file.
    pub delimiter: u8,
    /// What becomes of a column that the profile does not name.
    pub unknown_columns: Unknown,
    /// Headers that are known and passed over without a word for each row.
    pub ignored: Vec<String>,
    /// The sheet of a workbook, where there may be several.
    pub sheet: Option<String>,
    /// Whether each delivery is the whole of the feed, so that a stay that it lacks is asked about.
    pub whole: bool,
    /// Columns that are read.
    pub columns: Vec<Column>,
    /// Events that stand in columns of their own, one cell an event.
    pub events: Vec<EventKind>,
    /// Columns that no table keeps, checked all the same.
    pub checks: Vec<Check>,
    /// What the sender's codes mean, by column; where a list is given it is closed.
    pub codes: Vec<(Field, CodeMap)>,
    /// What a blank or missing column means, by column.
    pub defaults: Vec<(Field, String)>,
    /// Profiles for files of the same source in a message format, by the format's name.
    pub formats: Vec<(String, String)>,
    /// The TOML as written, so that a store can keep it beside what was read by it.
    pub text: String,
}

/// What one record of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// A stay, with whatever events and reason stand in the same row.
    Stay,
    /// A dated fact about a stay.
    Event,
    /// A reason over some days.
    Reason,
    /// A claimed line.
    Claim,
}

impl RecordKind {
    /// Every kind, with its name in a profile.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Stay, "stay"), (Self::Event, "event"), (Self::Reason, "reason"), (Self::Claim, "claim")];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// Whether a column of this name can be read for it.
    pub fn has(self, field: Field) -> bool {
        let of = |table: NativeTable| table.fields().contains(&field);
        match self {
            Self::Stay => of(NativeTable::Stay) || matches!(field, Field::ReasonCode | Field::AttributedTo),
            Self::Event => of(NativeTable::Event),
            Self::Reason => of(NativeTable::Reason),
            Self::Claim => of(NativeTable::Claim),
        }
    }
}

/// What becomes of a column that the profile does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The file is refused: a misspelt optional column must not vanish.
    Refuse,
    /// It is passed over with a warning.
    Warn,
}

/// One column that is read.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is.
    pub item: Item,
    /// Its headers as written; the first that the file has is meant.
    pub headers: Vec<String>,
    /// The same in plain spelling.
    pub names: Vec<String>,
    /// Whether the file is refused without it, and a row where it is blank.
    pub required: bool,
    /// Whether a day alone is wanted where the table has a moment.
    pub day_only: bool,
}

/// A column that is checked and not kept.
#[derive(Clone, Debug)]
pub struct Check {
    /// What it must be.
    pub what: CheckKind,
}

/// What a checked column must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// A text that people write: kept in the delivery only.
    Text,
    /// A whole number of minor units of money for one day.
    DailyAmount,
}

impl Profile {
    /// The column of a header in plain spelling; several items may be read from one.
    pub fn find<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Column> {
        self.columns.iter().filter(move |column| column.names.iter().any(|known| known == name))
    }

    /// Whether the header is known at all.
    pub fn knows(&self, name: &str) -> bool {
        self.find(name).next().is_some() || self.ignored.iter().any(|ignored| ignored == name)
    }

    /// The columns without which a file is refused.
    pub fn required(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.required)
    }

    /// The column of an item.
    pub fn column(&self, item: Item) -> Option<&Column> {
        self.columns.iter().find(|column| column.item == item)
    }

    /// What the sender's codes of a column mean, where the profile lists them.
    pub fn code_map(&self, item: Item) -> Option<&CodeMap> {
        let Item::Field(field) = item else { return None };
        self.codes.iter().find(|(of, _)| *of == field).map(|(_, map)| map)
    }

    /// What a blank cell of a column means, where the profile says so.
    pub fn default(&self, item: Item) -> Option<&str> {
        let Item::Field(field) = item else { return None };
        self.defaults.iter().find(|(of, _)| *of == field).map(|(_, value)| value.as_str())
    }
}

/// A name in lower case, with `_` for spaces and hyphens between its words.
pub fn plain(name: &str) -> String {
    super::cells::trim(name).to_ascii_lowercase().replace([' ', '-'], "_")
}
