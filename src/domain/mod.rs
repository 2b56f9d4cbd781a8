//! The words of the field as types: days, money, people, stays and the facts about them. No files, no frames.

pub mod authority;
pub mod codes;
pub mod day;
pub mod event;
pub mod finding;
pub mod ledger;
pub mod moment;
pub mod money;
pub mod nhs_number;
pub mod published;
pub mod spreadsheet;
pub mod stay;

pub use authority::{Authorities, AuthorityId};
pub use day::{Day, Month};
pub use event::{Event, EventKind, EventRecord, EventValue};
pub use finding::{Finding, Receipt, Severity};
pub use ledger::{DelayPeriod, EndKind, LedgerDay, LedgerStatus, LinkQuality};
pub use moment::Moment;
pub use money::{Currency, Minor};
pub use nhs_number::{NhsNumber, PersonKey};
pub use published::{Absence, AreaKind, Figure};
pub use stay::{Origin, Reason, Stay};
