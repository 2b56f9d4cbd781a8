//! Where the stays come from that are counted: a partition of what was settled, or the files of a table.

use crate::domain::{EventRecord, Reason, Stay, of_stay};
use crate::error::Result;
use crate::settle::Intake;
use crate::store::StoredStays;

/// How many stays are given at once.
pub const BATCH: usize = 65_536;

/// What is done with some stays, their events and their reasons.
pub type Take<'t> = dyn FnMut(&[Stay], &[EventRecord], &[Reason]) -> Result<()> + 't;

/// Stays with their facts, in the order of their ids: all at once or, where they are many, part by part.
pub trait Stays: Sync {
    /// Gives stays, each once, with all events and reasons of it; within a part each list is sorted by stay. With `every`
    /// it must give every stay; else it may leave out those without a ready day, an event or a reason.
    ///
    /// # Errors
    /// What `take` refuses, or the source cannot be read.
    fn each(&self, every: bool, take: &mut Take<'_>) -> Result<()>;
}

impl Stays for StoredStays {
    fn each(&self, every: bool, take: &mut Take<'_>) -> Result<()> {
        StoredStays::each(self, every, take)
    }
}

/// The stays of one partition, by their places among those that were settled.
pub(super) struct InPartition<'a> {
    /// What was settled.
    pub taken: &'a Intake,
    /// The places of its stays.
    pub places: &'a [u32],
}

impl Stays for InPartition<'_> {
    fn each(&self, every: bool, take: &mut Take<'_>) -> Result<()> {
        let Intake { stays, events, reasons, .. } = self.taken;
        let facts = |stay: &Stay| {
            let events = of_stay(events, &stay.stay_id, |record| &record.stay_id);
            (events, of_stay(reasons, &stay.stay_id, |reason| &reason.stay_id))
        };
        for places in self.places.chunks(BATCH) {
            let (mut some, mut with_events, mut with_reasons) = (Vec::new(), Vec::new(), Vec::new());
            for stay in places.iter().map(|at| &stays[*at as usize]) {
                let (events, reasons) = facts(stay);
                if every || stay.ready_on.is_some() || !events.is_empty() || !reasons.is_empty() {
                    some.push(stay.clone());
                    with_events.extend_from_slice(events);
                    with_reasons.extend_from_slice(reasons);
                }
            }
            take(&some, &with_events, &with_reasons)?;
        }
        Ok(())
    }
}
