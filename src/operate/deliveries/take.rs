//! Every delivery ever received, read and settled.

use crate::domain::{Authorities, Day, Volume};
use crate::error::{Error, Exit, Result, every};
use crate::files::container::ProcessReader;
use crate::intake;
use crate::intake::open::open_delivery::OpenDelivery;
use crate::key::Key;
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::senders;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::settle::{self, Intake};

/// Reads every delivery ever received, and settles what is known on the as-of date.
///
/// # Errors
/// A file is refused as a whole; of several such files all are named.
pub fn take(
    project: &Project,
    held: &[HeldDelivery],
    key: &Key,
    as_of: Option<Day>,
    progress: &dyn Progress,
) -> Result<Intake> {
    let zone = project.zone();
    let zone = jiff::tz::TimeZone::get(zone).map_err(|error| Error::new("X_ZONE", Exit::Bug, error.to_string()))?;
    let reader = ProcessReader::default();
    let opened: Vec<Result<OpenDelivery<'_>>> = held.iter().map(|held| held.open(&reader)).collect();
    let mut deliveries = Vec::with_capacity(opened.len());
    for (held, opened) in held.iter().zip(&opened) {
        deliveries.extend(opened.as_ref().ok().map(|opened| opened.delivery(held.received, Some(held.dates))));
    }
    progress.begin("reading", held.iter().map(|delivery| delivery.bytes.len() as u64).sum());
    let rules = intake::Rules { zone: &zone, key: key.bytes(), authorities: Authorities::england() };
    let taken = settle::take(&deliveries, &rules, as_of, &|bytes| progress.done(bytes));
    drop(deliveries);
    // Files that could not be opened are reported together with those that could not be read.
    let unopened = opened.into_iter().filter_map(Result::err).map(Err);
    let mut taken = every(unopened.chain([taken]))?.pop().ok_or_else(|| Error::bug("nothing was taken"))?;
    taken.stays.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    taken.events.sort_by(|one, other| one.stay_id.cmp(&other.stay_id));
    Ok(taken)
}

/// Says where a delivery is far smaller or larger than those before it.
pub fn check_volumes(held: &[HeldDelivery], taken: &mut Intake) -> Vec<Volume> {
    let received = held.iter().map(|delivery| (delivery.sha256.as_str(), delivery.received)).collect();
    let volumes = senders::volumes(&received, &taken.receipts);
    taken.findings.extend(senders::warn(&volumes, &mut taken.receipts));
    volumes
}
