//! Deliveries read, each once: on every core, and one after the other out of the store where they are not in memory.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::error::{Result, every};
use crate::files::container::ProcessReader;
use crate::intake::Delivery;
use crate::intake::open::open_delivery::OpenDelivery;
use crate::operate::deliveries::load::{HeldDelivery, if_unchanged};
use crate::operate::progress::Progress;
use crate::store::Store;

/// Deliveries of so many bytes are read one after the other, each on every core.
const LARGE: u64 = 16 << 20;

/// Reads one delivery, given by its place in the list and what hears how many of its bytes are done.
pub type ReadOne<'r, T> = dyn Fn(usize, &Delivery<'_>, &dyn Fn(u64)) -> Result<T> + Sync + 'r;

/// Reads the deliveries that are meant, and gives what `read_one` makes of each in the order of the list.
///
/// # Errors
/// A file is refused as a whole; of several such files all are named. 65: a kept delivery is damaged.
pub fn read_each<T: Send>(
    store: &Store,
    held: &[HeldDelivery],
    is_meant: impl Fn(usize) -> bool,
    progress: &dyn Progress,
    read_one: &ReadOne<'_, T>,
) -> Result<Vec<T>> {
    let meant: Vec<usize> = (0..held.len()).filter(|at| is_meant(*at)).collect();
    progress.begin("reading", meant.iter().map(|at| held[*at].size).sum());
    let (reader, done) = (ProcessReader::default(), AtomicU64::new(0));
    let read = |at: &usize| -> Result<T> {
        let of = &held[*at];
        let content = of.content(store)?;
        let opened = OpenDelivery::of(&of.file, &of.sha256, &content, &of.profile, &reader)?;
        if let Some(declared) = &of.declared {
            if_unchanged(&content, declared.check_sums(&opened.delivery(of.received, Some(of.dates))))?;
        }
        let of_delivery = Cell::new(0);
        let further = |bytes: u64| {
            let more = bytes.saturating_sub(of_delivery.replace(bytes));
            progress.done(done.fetch_add(more, Ordering::Relaxed) + more);
        };
        let read = read_one(*at, &opened.delivery(of.received, Some(of.dates)), &further);
        further(content.size() as u64);
        if_unchanged(&content, read)
    };
    let (large, small): (Vec<usize>, Vec<usize>) = meant.iter().partition(|at| held[**at].size >= LARGE);
    let mut each: Vec<(usize, Result<T>)> = small.par_iter().map(|at| (*at, read(at))).collect();
    each.extend(large.iter().map(|at| (*at, read(at))));
    each.sort_by_key(|(at, _)| *at);
    every(each.into_iter().map(|(_, read)| read).collect::<Vec<_>>())
}
