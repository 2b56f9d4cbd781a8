//! Profiles: how the files of one sender or system are read. Which header is which column, in what form days are
//! written, what the sender's codes mean: all of it declared in a TOML file, nothing guessed from parts of names.

mod as_written;
pub mod blank_values;
mod claims;
mod codes;
pub mod date_forms;
pub mod date_style;
pub mod dates;
pub mod field;
mod file;
pub mod header;
pub mod layout;
mod library;
mod mistake;
mod values;

use crate::domain::{Day, EventKind};
use crate::intake::profile::field::{Field, Item};

pub use claims::{Amounts, ClaimForm, CutSpell, LastDay, ServiceStart};
pub use codes::{CodeMap, Others};
pub use date_style::DateStyle;
pub use layout::Layout;
pub use library::{built_in, find, hint, is_built_in, named, native, read};

use crate::intake::NativeTable;
use crate::intake::profile::blank_values::Days;

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
    /// Other signs between cells that such files have; the one that cuts more known headers is followed.
    pub other_delimiters: Vec<u8>,
    /// What becomes of a column that the profile does not name.
    pub unknown_columns: Unknown,
    /// Headers that are known and passed over without a word for each row.
    pub ignored: Vec<String>,
    /// The sheet of a workbook, where there may be several.
    pub sheet: Option<String>,
    /// Its encoding, and what stands round the table.
    pub layout: Layout,
    /// Whether each delivery is the whole of the feed, so that a stay that it lacks is asked about.
    pub whole: bool,
    /// How claims are written.
    pub claims: ClaimForm,
    /// Triggers of HL7 messages that are passed over, beside those of every feed.
    pub pass_over: Vec<String>,
    /// How a spell is taken whose last episode is missing.
    pub cut_spell: CutSpell,
    /// When on its day a service began.
    pub service_start: ServiceStart,
    /// Words that mean that there is nothing, in any column.
    pub null_values: Vec<String>,
    /// Days that mean that there is none.
    pub null_dates: Days,
    /// Days that mean that what was sent was no day.
    pub invalid_dates: Days,
    /// Columns that are read.
    pub columns: Vec<ProfileColumn>,
    /// Events that stand in columns of their own, one cell an event.
    pub events: Vec<EventKind>,
    /// Columns that no table keeps, checked all the same.
    pub checks: Vec<CheckedColumn>,
    /// What the sender's codes mean, by column; where a list is given it is closed.
    pub codes: Vec<(Field, CodeMap)>,
    /// Codes of an earlier list that a column may still have, by column.
    pub former: Vec<(Field, Vec<String>)>,
    /// The days for which codes were in their list.
    pub terms: Vec<Term>,
    /// When a column must be filled, for records that are marked field by field.
    pub mandatory: Vec<(Item, When)>,
    /// What a blank or missing column means, by column; days as yyyy-mm-dd, whatever the file does.
    pub defaults: Vec<(Field, String)>,
    /// Profiles for files of the same source in a message format, by the format's name.
    pub formats: Vec<(String, String)>,
    /// The cells of the row that a template shows, by their headers in plain spelling.
    pub example: Vec<(String, String)>,
    /// The TOML as written, so that a store can keep it beside what was read by it.
    pub text: String,
}

/// What one record of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum RecordKind {
    /// A stay, with whatever events and reason stand in the same row.
    Stay,
    /// A dated fact about a stay.
    Event,
    /// A reason over some days.
    Reason,
    /// A consultant's episode; several make a stay.
    Episode,
    /// A patient's delay in one month of Scotland's return; several make a stay.
    Submission,
    /// A request, assessment, service or review of social care.
    CareEvent,
    /// A claimed line.
    Claim,
    /// An HL7 message about admission, transfer or discharge.
    Adt,
    /// A FHIR encounter.
    Encounter,
    /// A notice between hospital and authority.
    Notice,
}

impl RecordKind {
    /// Every kind, with its name in a profile.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Stay, "stay"),
        (Self::Event, "event"),
        (Self::Reason, "reason"),
        (Self::Episode, "episode"),
        (Self::Submission, "submission"),
        (Self::CareEvent, "care_event"),
        (Self::Claim, "claim"),
        (Self::Adt, "adt"),
        (Self::Encounter, "encounter"),
        (Self::Notice, "notice"),
    ];

    /// Whether its files are messages, which have no columns.
    pub fn is_message(self) -> bool {
        matches!(self, Self::Adt | Self::Encounter | Self::Notice)
    }

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
            Self::Episode => field::EPISODE.contains(&field),
            Self::Submission => field::SUBMISSION.contains(&field),
            Self::CareEvent => field::CARE_EVENT.contains(&field),
            Self::Claim => of(NativeTable::Claim),
            Self::Adt | Self::Encounter => matches!(field, Field::ProviderCode | Field::AuthorityCode),
            Self::Notice => false,
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

impl Unknown {
    fn named(name: &str) -> Option<Self> {
        [("refuse", Self::Refuse), ("warn", Self::Warn)].into_iter().find(|(known, _)| *known == name).map(|(_, it)| it)
    }
}

/// One column that is read.
#[derive(Clone, Debug)]
pub struct ProfileColumn {
    /// What it is.
    pub item: Item,
    /// Its headers as written; a file has one of them.
    pub headers: Vec<String>,
    /// The same in plain spelling.
    pub names: Vec<String>,
    /// Whether the file is refused without it.
    pub required: bool,
    /// Whether a row is refused where it is blank.
    pub filled: bool,
    /// Whether a day alone is wanted where the table has a moment.
    pub day_only: bool,
}

/// A column that is checked and not kept.
#[derive(Clone, Debug)]
pub struct CheckedColumn {
    /// What it must be.
    pub what: CheckKind,
}

/// What a checked column must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// A text that people write: kept in the delivery only.
    Text,
    /// A day, or blank.
    Day,
    /// One of these codes, or blank.
    List(Vec<String>),
    /// A whole number of this range, or blank.
    Number(u32, u32),
    /// A whole number of minor units of money for one day.
    DailyAmount,
}

/// The days for which a code was in its list.
#[derive(Clone, Debug)]
pub struct Term {
    /// The column.
    pub field: Field,
    /// The code as sent.
    pub code: String,
    /// First day; nothing if it always was.
    pub from: Option<Day>,
    /// Last day; nothing if it still is.
    pub to: Option<Day>,
}

macro_rules! whens {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// When a column of Client Level Data must be filled.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum When { $($(#[doc = $doc])+ $variant,)+ }

        impl When {
            /// Every rule, with its name in a profile.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name),)+];
        }
    };
}

whens! {
    /// In every row.
    Always = "always",
    /// In every row about an event.
    Event = "event",
    /// In every event but a request.
    NotRequest = "not_request",
    /// In events other than services, and in any event of a person who died.
    EventEnd = "event_end",
    /// In every event but a financial assessment.
    NotFinancialAssessment = "not_financial_assessment",
    /// For service users of 18 to 64 years with support for a learning disability.
    LearningDisability = "learning_disability",
    /// In financial assessments, services and reviews.
    Funded = "funded",
    /// In requests.
    Request = "request",
    /// In assessments.
    Assessment = "assessment",
    /// In assessments that are not financial.
    NeedsAssessment = "needs_assessment",
    /// In services.
    Service = "service",
    /// In services whose cost the return wants.
    CostedService = "costed_service",
    /// In reviews.
    Review = "review",
    /// In reviews that were planned.
    PlannedReview = "planned_review",
}

impl Profile {
    /// The column of a header in plain spelling; several items may be read from one.
    pub fn find<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p ProfileColumn> {
        self.columns.iter().filter(move |column| column.names.iter().any(|known| known == name))
    }

    /// Whether the header is known at all.
    pub fn knows(&self, name: &str) -> bool {
        self.find(name).next().is_some() || self.ignored.iter().any(|ignored| ignored == name)
    }

    /// The columns without which a file is refused.
    pub fn required(&self) -> impl Iterator<Item = &ProfileColumn> {
        self.columns.iter().filter(|column| column.required)
    }

    /// The cell of a column in the row that a template shows; empty where it has none.
    pub fn example_of(&self, column: &ProfileColumn) -> &str {
        let cell = self.example.iter().find(|(header, _)| column.names.iter().any(|name| name == header));
        cell.map_or("", |(_, cell)| cell)
    }

    /// The column of an item.
    pub fn column(&self, item: Item) -> Option<&ProfileColumn> {
        self.columns.iter().find(|column| column.item == item)
    }

    /// What the sender's codes of a column mean, where the profile lists them.
    pub fn code_map(&self, item: Item) -> Option<&CodeMap> {
        let Item::Field(field) = item else { return None };
        self.codes.iter().find(|(of, _)| *of == field).map(|(_, map)| map)
    }

    /// Every sign that may be between cells, the usual one first.
    pub fn delimiters(&self) -> impl Iterator<Item = u8> {
        std::iter::once(self.delimiter).chain(self.other_delimiters.iter().copied())
    }

    /// Whether a value is one of an earlier list alone.
    pub fn is_former(&self, field: Field, text: &str) -> bool {
        self.former.iter().any(|(of, list)| *of == field && list.iter().any(|code| code.eq_ignore_ascii_case(text)))
    }

    /// When a code was in its list, where the profile says so.
    pub fn term(&self, field: Field, code: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.field == field && term.code == code)
    }

    /// Refuses a form of days that files of the profile cannot have: what is wrong, and what to do.
    ///
    /// # Errors
    /// Its records are messages.
    pub fn refuse_dates(&self, style: DateStyle) -> Result<(), (String, String)> {
        layout::refuse_dates(self.record, style)
    }

    /// Whether a text means that there is nothing, in any case of its letters.
    pub fn is_null_value(&self, text: &str) -> bool {
        self.null_values.iter().any(|word| word.eq_ignore_ascii_case(text))
    }

    /// Whether the profile says of any value that it means nothing.
    pub fn has_nulls(&self) -> bool {
        !self.null_values.is_empty() || !self.null_dates.is_empty()
    }

    /// What a blank cell of a column means, where the profile says so.
    pub fn default(&self, item: Item) -> Option<&str> {
        let Item::Field(field) = item else { return None };
        self.defaults.iter().find(|(of, _)| *of == field).map(|(_, value)| value.as_str())
    }
}
