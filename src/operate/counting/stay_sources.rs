//! The stays of a partition, with the facts that they are counted by.

use crate::domain::{EventRecord, Reason, Stay, of_stay};
use crate::error::Result;
use crate::settle::Intake;

/// How many stays are given at once.
const BATCH: usize = 65_536;

/// What is done with some stays, their events and their reasons.
type Take<'t> = dyn FnMut(&[Stay], &[EventRecord], &[Reason]) -> Result<()> + 't;

/// The stays of one partition, by their places among those that were settled.
pub(super) struct InPartition<'a> {
    /// What was settled.
    pub taken: &'a Intake,
    /// The places of its stays.
    pub places: &'a [u32],
}

impl InPartition<'_> {
    /// Gives stays, each once, with all events and reasons of it; within a part each list is sorted by stay. Without `every`
    /// those without a ready day, an event or a reason are left out.
    ///
    /// # Errors
    /// What `take` refuses.
    pub(super) fn each(&self, every: bool, take: &mut Take<'_>) -> Result<()> {
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
