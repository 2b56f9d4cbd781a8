//! Claims: what the other side says is owed.

use super::authority::AuthorityId;
use super::day::Day;
use super::link::LinkQuality;
use super::money::{Currency, Minor};
use super::nhs_number::PersonKey;
use super::stay::Origin;

/// One claimed line. Its name is unique among those of its payee.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Claim {
    /// The claimant's name for the line.
    pub claim_id: Box<str>,
    /// The stay that it was linked to; nothing where none fits, or several do.
    pub stay_id: Option<Box<str>>,
    /// How surely.
    pub link_quality: LinkQuality,
    /// The stay that it names.
    pub claimed_stay_id: Option<Box<str>>,
    /// The person, as a keyed pseudonym.
    pub person_key: Option<PersonKey>,
    /// The day of admission.
    pub admitted_on: Option<Day>,
    /// First day claimed.
    pub from_on: Day,
    /// Last day claimed.
    pub to_on: Day,
    /// Days claimed, if it says how many.
    pub days: Option<u32>,
    /// What is claimed; below zero in a credit.
    pub amount_minor: Minor,
    /// The currency of the amount.
    pub currency: Currency,
    /// The organisation that claims.
    pub payee_code: Box<str>,
    /// The authority that is to pay.
    pub payer: AuthorityId,
    /// Where the record came from.
    pub origin: Origin,
}
