//! A delivery of odd size that is right as it is: the user has asked the sender, and no run says it again.

use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::{Volume, near};
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::deliveries::senders;
use crate::project::Project;
use crate::store::{AcknowledgedDelivery, Manifest, Store, StoredDelivery};

/// Notes it, and gives back what is odd about the delivery; nothing if nothing is.
///
/// # Errors
/// 66: there is no such delivery; as a run otherwise.
pub fn acknowledge(project: &Project, named: &str, note: &str) -> Result<Option<Volume>> {
    let key = Key::read(&project.folder)?;
    let mut store = Store::open_within(&project.folder, project.wait)?;
    store.require_key(&key.id())?;
    let sha256 = delivery(store.manifest(), named)?.sha256.clone();
    let Some(volume) = odd(&store)?.into_iter().find(|volume| volume.sha256 == sha256) else { return Ok(None) };
    let note = without_numbers(note).into_owned();
    let mut commit = store.begin();
    commit.acknowledge_delivery(AcknowledgedDelivery { sha256, note: note.clone() });
    commit.finish()?;
    Ok(Some(Volume { acknowledged: Some(note), ..volume }))
}

/// The deliveries of the store that are odd beside those before them, with the user's notes.
///
/// # Errors
/// 65: a table is damaged.
pub fn odd(store: &Store) -> Result<Vec<Volume>> {
    let deliveries = &store.manifest().deliveries;
    let received = deliveries.iter().map(|delivery| (delivery.sha256.as_str(), delivery.received as u32)).collect();
    let mut volumes = senders::volumes(&received, &store.receipts()?);
    senders::note_acknowledged(&mut volumes, store.manifest());
    volumes.retain(Volume::is_odd);
    Ok(volumes)
}

/// The delivery that is meant: by its SHA-256, else the last of its name.
fn delivery<'m>(manifest: &'m Manifest, named: &str) -> Result<&'m StoredDelivery> {
    let of_name = manifest.deliveries.iter().filter(|delivery| delivery.file == named);
    let found = manifest.delivery(named).or_else(|| of_name.max_by_key(|delivery| delivery.received));
    found.ok_or_else(|| {
        let names = manifest.deliveries.iter().map(|delivery| delivery.file.as_str());
        let otherwise = "the table Records over time of the statement names the deliveries, as in `inbox/stays.csv`";
        Error::new("X_NO_DELIVERY", Exit::NoInput, format!("no delivery `{}` was ever taken", without_numbers(named)))
            .effect("nothing was noted")
            .hint(near::hint(named, names, otherwise))
    })
}
