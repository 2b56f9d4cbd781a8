//! The delays of stays, each kept in the partition of its stay.

use std::collections::BTreeMap;

use crate::domain::{DelayPeriod, Partition};
use crate::error::{Error, Result};
use crate::store::Commit;

/// Puts each delay where its stay is kept.
///
/// # Errors
/// The disk refuses.
pub(crate) fn put(
    commit: &mut Commit<'_>,
    delays: Vec<DelayPeriod>,
    partition_of: impl Fn(&str) -> Option<Partition>,
) -> Result<()> {
    let mut by_partition: BTreeMap<Partition, Vec<DelayPeriod>> = BTreeMap::new();
    for delay in delays {
        let partition =
            partition_of(&delay.stay_id).ok_or_else(|| Error::bug("a delay of a stay without a partition"))?;
        by_partition.entry(partition).or_default().push(delay);
    }
    for (partition, delays) in &by_partition {
        commit.in_partition(Some(*partition));
        commit.put_delay_periods(delays)?;
    }
    commit.in_partition(None);
    Ok(())
}
