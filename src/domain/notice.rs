//! Notices between hospital and authority about one referral, as messages give them.

use super::authority::AuthorityId;
use super::day::Day;
use super::event::Event;
use super::nhs_number::PersonKey;
use super::stay::Origin;

/// All notices of one referral, in order. They belong to one stay, which they may not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeChain {
    /// What the messages call the hospital's encounter; it may be the name of a stay.
    pub encounter_id: Option<Box<str>>,
    /// The person, as a keyed pseudonym.
    pub person_key: Option<PersonKey>,
    /// Code of the hospital or its site.
    pub hospital_code: Option<Box<str>>,
    /// The authority that was notified.
    pub authority: Option<AuthorityId>,
    /// The day of admission, expected or actual.
    pub admitted_on: Option<Day>,
    /// The proposed day of discharge of the last notice that has one.
    pub proposed_on: Option<Day>,
    /// What the notices say, each with its message; never empty.
    pub events: Vec<(Event, Origin)>,
}
