//! The words of the field as types: days, money, people, stays and the facts about them. No files, no frames.

pub mod alternative;
pub mod authority;
pub mod care;
pub mod claim;
pub mod codes;
pub mod counted;
pub mod day;
pub mod event;
pub mod finding;
pub mod finding_codes;
pub mod hypothesis;
pub mod ledger;
pub mod link;
pub mod moment;
pub mod money;
pub mod near;
pub mod nhs_number;
pub mod nhs_number_in_text;
pub mod not_taken;
pub mod notice;
pub mod of_stay;
pub mod partition;
pub mod published;
pub mod quality;
pub mod receipt_list;
pub mod residence;
pub mod restated;
pub mod scotland;
pub mod sender;
pub(crate) mod serde_forms;
pub mod spreadsheet;
pub mod stable_hash;
pub mod stay;
pub mod stay_facts;
pub mod stored_record;

pub use alternative::{Alternative, OpenQuestion};
pub use authority::{Authorities, AuthorityId, Country, Standing};
pub use care::{CareEvent, CareKind};
pub use claim::{Claim, ClaimDay, ClaimPart, ClaimedDays};
pub use counted::{
    CountedCensus, CountedCensusRow, CountedDay, CountedDelay, CountedDischargeRow, CountedLengthRow, CountedMonthRow,
    CountedOf, CountedPlace, CountedStay,
};
pub use day::{Day, Month};
pub use event::{Event, EventKind, EventRecord, EventValue};
pub use finding::{Finding, Receipt, Severity, Volume};
pub use hypothesis::{Hypothesis, StayAsTaken};
pub use ledger::{DelayPeriod, EndKind, LedgerDay, LedgerStatus};
pub use link::{AmountAtStake, Link, LinkQuality, LinkedKind, Unlinked};
pub use moment::Moment;
pub use money::{Currency, Minor};
pub use nhs_number::{NhsNumber, PersonKey};
pub use not_taken::{NotTakenStay, not_taken};
pub use notice::NoticeChain;
pub use of_stay::of_stay;
pub use partition::Partition;
pub use published::{Absence, AreaKind, Figure};
pub use quality::{Population, SentFinding};
pub use receipt_list::{EarlierDeliveries, ReceiptList};
pub use residence::Residence;
pub use restated::RestatedStay;
pub use stable_hash::stable_hash;
pub use stay::{Origin, Reason, Stay};
pub use stay_facts::StayFacts;
pub use stored_record::StoredRecord;
