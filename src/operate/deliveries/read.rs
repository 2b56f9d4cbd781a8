//! Deliveries read, each once: on every core, and one after the other out of the store where they are not in memory.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::domain::{Finding, Receipt};
use crate::error::{Result, every};
use crate::files::container::ProcessReader;
use crate::intake::open::open_delivery::OpenDelivery;
use crate::intake::read_record::ReadDelivery;
use crate::intake::{Delivery, Rules, read};
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::progress::Progress;
use crate::store::Store;

/// What reading found in deliveries beside their records, by the run that took them.
pub type FoundByReading = BTreeMap<u32, Vec<(usize, Receipt, Vec<Finding>)>>;

/// Reads the deliveries that are meant, in the order of the list, and makes of each what `then` does.
///
/// # Errors
/// A file is refused as a whole; of several such files all are named. 65: a kept delivery is damaged.
pub fn read_each<T: Send>(
    store: &Store,
    held: &[HeldDelivery],
    is_meant: impl Fn(usize) -> bool,
    rules: &Rules<'_>,
    progress: &dyn Progress,
    then: &(dyn Fn(ReadDelivery) -> T + Sync),
) -> Result<Vec<T>> {
    let meant: Vec<usize> = (0..held.len()).filter(|at| is_meant(*at)).collect();
    progress.begin("reading", meant.iter().map(|at| size(store, &held[*at])).sum());
    let (reader, done) = (ProcessReader::default(), AtomicU64::new(0));
    let read = |delivery: &usize| -> Result<T> {
        let of = &held[*delivery];
        let bytes: Cow<'_, [u8]> =
            if of.is_new { Cow::Borrowed(&of.bytes) } else { Cow::Owned(store.raw(&of.sha256)?) };
        let opened = OpenDelivery::open(&of.file, &of.sha256, &bytes, &of.profile, &reader)?;
        let of_delivery = Cell::new(0);
        let further = |bytes: u64| {
            let more = bytes.saturating_sub(of_delivery.replace(bytes));
            progress.done(done.fetch_add(more, Ordering::Relaxed) + more);
        };
        let read = read_one(*delivery, &opened.delivery(of.received, Some(of.dates)), rules, &further);
        further(bytes.len() as u64);
        read.map(then)
    };
    every(meant.par_iter().map(read).collect::<Vec<_>>())
}

/// Reads a delivery that is open; `delivery` is its place in the list.
///
/// # Errors
/// The file is refused as a whole.
pub fn read_one(
    delivery: usize,
    opened: &Delivery<'_>,
    rules: &Rules<'_>,
    further: &dyn Fn(u64),
) -> Result<ReadDelivery> {
    let read = read::read(opened, rules, further).map_err(|refusal| refusal.error(opened.file))?;
    Ok(ReadDelivery::of(delivery, read))
}

fn size(store: &Store, held: &HeldDelivery) -> u64 {
    match store.manifest().delivery(&held.sha256) {
        Some(stored) if !held.is_new => stored.bytes,
        _ => held.bytes.len() as u64,
    }
}
