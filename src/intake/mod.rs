//! One delivery in: opened, read by its profile, each record validated and typed.
//!
//! ```text
//! bytes ─▶ files: container → text → records ─▶ open: which profile ─▶ validate: header, shape, cells ─▶ records: typed
//! ```
//! Readers cut records and never decide. [`findings`] counts them: every record read is accepted, passed over, rejected or
//! a duplicate. A file is refused as a whole where it is not certain which rows it has. What holds over all deliveries is
//! decided in [`settle`](crate::settle).

pub mod claim_file;
pub mod declared;
pub mod findings;
pub mod open;
pub mod profile;
pub mod raw_records;
pub mod read;
pub mod read_record;
pub mod records;
pub mod typed_message;
pub mod validate;

use crate::domain::codes::CareType;
use crate::domain::{Authorities, Currency, EventKind, NumberScheme};
use crate::files::grid::Grid;
use crate::files::text_source::TextSource;
use crate::intake::profile::{DateStyle, Profile};

/// One file as it was received.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// Its name, as the user knows it. An extract date in the name orders it among the others.
    pub file: &'a str,
    /// The SHA-256 of its bytes in hexadecimal.
    pub sha256: &'a str,
    /// Its size in bytes.
    pub size: usize,
    /// What it holds.
    pub content: DeliveryContent<'a>,
    /// How it is read.
    pub profile: &'a Profile,
    /// The number of the run that first took it; a later run brings later news.
    pub received: u32,
    /// How it writes days.
    pub dates: DateStyle,
}

/// What a file holds, once its container is open.
#[derive(Clone, Copy, Debug)]
pub enum DeliveryContent<'a> {
    /// A text of records divided by signs, in memory or on disk.
    Text(TextSource<'a>),
    /// Records that another reader cut.
    Grid(&'a Grid),
    /// Nothing any more: its records were read before.
    Read,
}

/// Which native table a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NativeTable {
    /// One row a stay.
    Stay,
    /// One row a dated fact.
    Event,
    /// One row a reason over some days.
    Reason,
    /// One row a claimed line.
    Claim,
}

impl NativeTable {
    /// Its name, as in `stay`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stay => "stay",
            Self::Event => "event",
            Self::Reason => "reason",
            Self::Claim => "claim",
        }
    }
}

/// What rows are checked against. Whether a fact lies after the as-of date is decided when deliveries are settled.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The zone whose clocks the times are of.
    pub zone: &'a jiff::tz::TimeZone,
    /// The key of the pseudonyms.
    pub key: &'a [u8],
    /// The authorities that can be liable.
    pub authorities: &'static Authorities,
    /// The law of the project, where it is not England's.
    pub law: Option<&'a OtherLaw>,
}

impl Rules<'_> {
    /// Whose identity numbers the people of the project have; nothing for NHS numbers.
    pub fn numbers(&self) -> Option<NumberScheme> {
        self.law.and_then(|law| law.numbers)
    }
}

/// What the law of another country than England knows.
#[derive(Clone, Debug)]
pub struct OtherLaw {
    /// Whose law it is, as in `Norway`.
    pub country: String,
    /// The kinds of events that can change what it charges.
    pub kinds: Vec<EventKind>,
    /// The identity numbers of its people.
    pub numbers: Option<NumberScheme>,
    /// Its currency.
    pub currency: Currency,
    /// The kinds of care that some law of the country charges for.
    pub care_types: Vec<String>,
    /// The places of care that some law of the country charges for; none where it does not ask.
    pub settings: Vec<String>,
}

/// Kinds of care under their common names, which a law may leave out; all others are words of one country.
const LEFT_OUT_CARE: [CareType; 5] =
    [CareType::Maternity, CareType::Palliative, CareType::Intermediate, CareType::Rehabilitation, CareType::Hospice];

/// Places of care that the laws leave out.
const LEFT_OUT_SETTINGS: [&str; 3] = ["private_hospital_no_rhf_contract", "private_rehab_institution", "other"];

impl OtherLaw {
    /// Every kind of care that a stay may name: those that are charged for, and those that the law leaves out.
    pub fn care_types(&self) -> Vec<&str> {
        let others = LEFT_OUT_CARE.iter().map(|care| care.code());
        let others = others.filter(|care| !self.care_types.iter().any(|own| own == care));
        self.care_types.iter().map(String::as_str).chain(others).collect()
    }

    /// Every place of care that a stay may name.
    pub fn settings(&self) -> Vec<&str> {
        self.settings.iter().map(String::as_str).chain(LEFT_OUT_SETTINGS).collect()
    }
}
