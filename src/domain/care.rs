//! Social-care events: what an authority did for a person, without naming the hospital stay.

use serde::{Deserialize, Serialize};

use super::authority::AuthorityId;
use super::day::Day;
use super::nhs_number::PersonKey;
use super::stay::Origin;

/// What kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CareKind {
    /// Someone asked for support.
    Request,
    /// Needs were assessed.
    Assessment,
    /// A service was provided.
    Service,
    /// A plan was reviewed.
    Review,
}

/// One event of social care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareEvent {
    /// The person, as a keyed pseudonym.
    pub person_key: PersonKey,
    /// The authority that did it.
    pub authority: AuthorityId,
    /// What kind of event.
    pub kind: CareKind,
    /// First day.
    pub from: Day,
    /// Last day; nothing while it lasts.
    pub to: Option<Day>,
    /// Whether the person came from a hospital, where the record says so.
    pub from_hospital: Option<bool>,
    /// What came of it, in the sender's words.
    pub outcome: Option<Box<str>>,
    /// What kind of service, in the sender's words.
    pub service_type: Option<Box<str>>,
    /// Where the record came from.
    pub origin: Origin,
}
