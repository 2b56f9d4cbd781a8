//! What is not known yet on the as-of date: a record with a fact after it is rejected, and taken by a later run; a death after
//! it is left out of its record. This is decided before anything else is settled, so that what was read of a delivery serves
//! every as-of date.
//!
//! Days that may be planned are no facts: an expected admission, a proposed discharge, the end of a service.

pub mod row_check;

mod messages;
mod rows;

use crate::domain::Day;
use crate::intake::Delivery;
use crate::intake::findings::record_audit::RecordAudit;
use crate::settle::gathered::Gathered;
use row_check::RowCheck;
pub use rows::last_care_fact;

/// Leaves of what was gathered what is known on the as-of date; without one, everything.
pub fn apply<'d>(gathered: &mut Gathered, deliveries: &[Delivery<'d>], as_of: Option<Day>, audit: &mut RecordAudit) {
    let Some(as_of) = as_of else { return };
    let check =
        |(at, delivery): (usize, &Delivery<'d>)| RowCheck::new(as_of, delivery.profile, audit.day_columns(at).to_vec());
    let checks: Vec<RowCheck<'_>> = deliveries.iter().enumerate().map(check).collect();
    rows::stays(&mut gathered.stays, &checks, audit);
    rows::episodes(&mut gathered.episodes, &checks);
    rows::reject(&mut gathered.submissions, &checks, audit);
    rows::care(&mut gathered.care, &checks, audit);
    rows::reject(&mut gathered.events, &checks, audit);
    rows::reject(&mut gathered.reasons, &checks, audit);
    rows::reject(&mut gathered.claims, &checks, audit);
    messages::adt(&mut gathered.adt, as_of);
    messages::encounters(&mut gathered.encounters, as_of);
    messages::notices(&mut gathered.notices, as_of);
}
