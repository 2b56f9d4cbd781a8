//! What a run settles: the records of new deliveries, and those of the partitions that they or the month have to do with.
//!
//! ```text
//! new deliveries ─▶ read ─▶ keys ─▶ which partitions? ─▶ their records ─▶ settle ─▶ rows by partition ─▶ commit
//! ```
//! All other partitions stay as they are. Where the program, the key, the law or the sources are others than those that
//! the store was settled by, every delivery is read and settled anew.

use crate::domain::{Authorities, Partition};
use crate::error::{Error, Exit, Result};
use crate::intake::findings::record_audit::check_sums;
use crate::intake::{Delivery, Rules};
use crate::key::Key;
use crate::operate::deliveries::basis;
use crate::operate::deliveries::delivery_totals::facts_since;
use crate::operate::deliveries::listed_findings::ListedFindings;
use crate::operate::deliveries::load::{self, HeldDelivery};
use crate::operate::deliveries::put::StoreUpdate;
use crate::operate::deliveries::read::read_each;
use crate::operate::deliveries::received::ReceivedDelivery;
use crate::operate::deliveries::senders;
use crate::operate::deliveries::settled_month::{MonthBasis, MonthShards, SettledMonth, ShardTarget};
use crate::operate::deliveries::settling::{SettleRequest, Settling, followed_to};
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::settle::Intake;
use crate::settle::spool::Spool;
use crate::store::SettledBy;

/// The days before which facts are counted where it is asked whether a month came to its end.
pub const RATE_DAYS: i32 = 92;

/// What is asked.
#[derive(Clone, Copy)]
pub struct TakeRequest<'a> {
    /// The key of the pseudonyms.
    pub key: &'a Key,
    /// What is settled.
    pub settle: SettleRequest,
    /// Why everything has to be read and settled anew, whatever the store holds.
    pub anew: Option<&'a str>,
}

/// What was settled.
pub struct Taken<'a> {
    /// What the month has to do with of the rows that were settled; receipts and facts are those of every delivery.
    pub intake: Intake,
    /// The findings that the month lists.
    pub listed: ListedFindings,
    /// What else the month needs of them.
    pub month: SettledMonth<'a>,
    /// What the store is to hold beside the rows.
    pub update: StoreUpdate,
    /// How many records were read of deliveries, and not out of the store.
    pub parsed: u64,
    /// Why every delivery was read anew, where that was so and the store had any.
    pub rebuilt: Option<String>,
}

/// Reads what is new, settles what it has to do with, and hands the rows to the commit, if one is given.
///
/// # Errors
/// A file is refused as a whole, or too little of one can be read; of several such files all are named. 65: the store is
/// damaged. The disk refuses.
pub fn take<'a>(
    project: &'a Project,
    target: ShardTarget<'_, '_>,
    held: &'a [HeldDelivery],
    TakeRequest { key, settle: asked, anew }: TakeRequest<'_>,
    progress: &dyn Progress,
) -> Result<Taken<'a>> {
    let zone =
        jiff::tz::TimeZone::get(project.zone()).map_err(|error| Error::new("X_ZONE", Exit::Bug, error.to_string()))?;
    let rules =
        Rules { zone: &zone, key: key.bytes(), authorities: Authorities::liable(), law: project.other_law.as_ref() };
    let store = target.store();
    let followed_to = followed_to(store, asked.month, asked.as_of);
    let basis = basis::of(project, key);
    let mut by =
        SettledBy { basis, shown: Some(basis::shown(project)), as_of: asked.as_of, followed_to, returns: Vec::new() };
    let rebuilt = anew.map(str::to_owned).or_else(|| basis::why_anew(store, &by.basis));
    let is_anew = rebuilt.is_some();
    let is_read = |at: usize| is_anew || held[at].is_new;
    let spool = Spool::in_folder(&target.spool_folder());
    let read_one = |at: usize, delivery: &Delivery<'_>, progress: &dyn Fn(u64)| {
        ReceivedDelivery::read(at, delivery, (&rules, &spool), progress)
    };
    let mut read = read_each(store, held, is_read, progress, &read_one)?;
    let parsed = read.iter().map(|read| u64::from(read.receipt.read)).sum();
    let mut settling = Settling::new(Some(store).filter(|_| !is_anew), held, &mut read, (&rules, asked))?;
    by.returns = settling.returns.to_store();
    let (received, records) = settling.accept(read);
    senders::name(project, held, &mut settling.totals.receipts);
    let basis = MonthBasis { project, held, month: asked.month, as_of: asked.as_of, rows_to: followed_to, is_anew };
    let mut shards = MonthShards::new(basis, settling.totals.receipts.clone(), target);
    let loaded = settling.settle((&records, &spool), &mut shards)?;
    drop(records);
    let MonthShards { mut month, target, .. } = shards;
    // There always is a partition of open stays.
    month.sums.entry(Partition::Open).or_default();
    let store = target.store();
    for partition in &loaded {
        settling.totals.take_off(store, *partition)?;
    }
    settling.totals.add(store, &month.sums, &loaded)?;
    check_sums(&settling.totals.receipts)?;
    // Before what was found is listed: a file that is refused can have a finding in every row.
    load::refuse_other_rows(held, &settling.totals.receipts)?;
    load::refuse_untrusted(project, held, &settling.totals.receipts, &month.of_delayed)?;
    let stored = Some(store).filter(|_| !is_anew);
    let mut intake = Intake::default();
    if let Some(month_asked) = asked.month {
        let since = month_asked.first() + -(RATE_DAYS - 1);
        intake.fact_days = facts_since(since, (stored, held.len()), &month.sums, &loaded)?;
    }
    let listed = month.put_rows(&mut intake, (&received, &spool, stored))?;
    intake.receipts = std::mem::take(&mut settling.totals.receipts);
    intake.fact_spans = std::mem::take(&mut settling.totals.fact_spans);
    let update = StoreUpdate { sums: std::mem::take(&mut month.sums), received, spool, by };
    let rebuilt = rebuilt.filter(|_| held.iter().any(|held| !held.is_new));
    Ok(Taken { intake, listed, month, update, parsed, rebuilt })
}
