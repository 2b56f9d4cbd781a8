//! The delays of stays, each kept in the partition of its stay.

use std::collections::HashMap;

use crate::domain::DelayPeriod;
use crate::error::Result;
use crate::settle::Intake;
use crate::settle::partitions::Partitioned;
use crate::store::Commit;

/// Puts each delay where its stay is kept.
///
/// # Errors
/// The disk refuses.
pub(crate) fn put(
    commit: &mut Commit<'_>,
    delays: Vec<DelayPeriod>,
    (taken, partitioned): (&Intake, &Partitioned),
) -> Result<()> {
    let mut by_stay: HashMap<Box<str>, Vec<DelayPeriod>> = HashMap::new();
    delays.into_iter().for_each(|delay| by_stay.entry(delay.stay_id.clone()).or_default().push(delay));
    for (partition, rows) in partitioned.of_stays() {
        let of_stay = rows.iter().filter_map(|at| by_stay.remove(&taken.stays[*at as usize].stay_id));
        let delays: Vec<DelayPeriod> = of_stay.flatten().collect();
        commit.in_partition(Some(partition));
        commit.put_delay_periods(&delays)?;
    }
    commit.in_partition(None);
    Ok(())
}
