//! Whether a delivery as a whole can be trusted: a bill that rests on what was left of an unreadable file would be wrong
//! without looking so. `run` and `ingest` refuse such a delivery, `check` says that they would.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{Moment, Receipt, Severity};
use crate::files::refusal::Refusal;
use crate::files::wording::count;
use crate::intake::findings::disposition::waits;
use crate::intake::profile::RecordKind;
use crate::settle::Settled;

/// Below so many records no share is asked of.
const FEWEST: u32 = 20;
/// The most columns that are named.
const NAMED: usize = 5;

/// How much of a delivery may be rejected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trust {
    /// The largest share of the records of a delivery, from 0 to 1; with 1 every delivery passes.
    pub max_rejected_share: f64,
}

impl Default for Trust {
    fn default() -> Self {
        Self { max_rejected_share: 0.5 }
    }
}

/// What a file of events has about stays that were delayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventsOfDelayed {
    /// Events that were taken.
    pub taken: usize,
    /// Events that were rejected, and do not only wait for something.
    pub rejected: usize,
}

impl EventsOfDelayed {
    /// Adds what was settled of some deliveries, which are given by the names that origins have for them.
    pub fn add(of: &mut BTreeMap<usize, Self>, settled: &Settled, deliveries: &HashMap<&str, usize>) {
        if deliveries.is_empty() {
            return;
        }
        let is_delayed = |ready, left: Option<Moment>| left.map(Moment::day).is_none_or(|left| left > ready);
        let stays = settled.intake.stays.iter();
        let delayed = stays.filter(|stay| stay.ready_on.is_some_and(|ready| is_delayed(ready, stay.discharged_at)));
        let delayed: HashSet<&str> = delayed.map(|stay| &*stay.stay_id).collect();
        for record in settled.intake.events.iter().filter(|record| delayed.contains(&*record.stay_id)) {
            if let Some(delivery) = deliveries.get(&*record.origin.source_id) {
                of.entry(*delivery).or_default().taken += 1;
            }
        }
        let is_meant: HashSet<usize> = deliveries.values().copied().collect();
        for (finding, delivery) in settled.intake.findings.iter().zip(&settled.finding_deliveries) {
            let is_rejected = finding.severity == Severity::Rejected && !waits(finding.code);
            if is_rejected && is_meant.contains(delivery) && delayed.contains(finding.stay_id.as_str()) {
                of.entry(*delivery).or_default().rejected += 1;
            }
        }
    }
}

impl Trust {
    /// Which deliveries are refused, by their place among the receipts, and why. Only those that `asked` for are looked at;
    /// `of_delayed` has their events about delayed stays. Files of messages, of which a feed has one each, are looked at together
    /// with the others of their sender.
    pub fn refusals(
        &self,
        receipts: &[Receipt],
        of_delayed: &BTreeMap<usize, EventsOfDelayed>,
        asked: impl Fn(usize) -> bool,
    ) -> Vec<(usize, Refusal)> {
        if self.max_rejected_share >= 1.0 {
            return Vec::new();
        }
        let mut together: BTreeMap<(&str, &str, usize), Vec<usize>> = BTreeMap::new();
        for (at, receipt) in receipts.iter().enumerate().filter(|(at, _)| asked(*at)) {
            let is_message = RecordKind::ALL.iter().any(|(kind, name)| *name == receipt.table && kind.is_message());
            let apart = if is_message { 0 } else { at };
            together.entry((&receipt.table, &receipt.sender, apart)).or_default().push(at);
        }
        let mut refused: Vec<(usize, Refusal)> = Vec::new();
        for files in together.values() {
            let looked_at: Vec<&Receipt> = files.iter().map(|at| &receipts[*at]).collect();
            let worst = files.iter().copied().find(|at| receipts[*at].rejected > 0);
            let events = of_delayed.get(&files[0]).copied().unwrap_or_default();
            let refusal = self.of(&looked_at).or_else(|| of_events(looked_at[0], events));
            refused.extend(worst.zip(refusal));
        }
        refused.sort_by_key(|(at, _)| *at);
        refused
    }

    /// Why files that are looked at together cannot be trusted, by what was counted in them.
    pub fn of(&self, receipts: &[&Receipt]) -> Option<Refusal> {
        let sum = |part: fn(&Receipt) -> u32| receipts.iter().map(|receipt| part(receipt)).sum::<u32>();
        let faulty = sum(Receipt::faulty);
        if self.max_rejected_share >= 1.0 || faulty == 0 {
            return None;
        }
        let (read, taken) = (sum(|receipt| receipt.read), sum(|receipt| receipt.accepted + receipt.duplicates));
        let waiting = sum(|receipt| receipt.waiting);
        let columns: Vec<&str> = receipts.iter().flat_map(|receipt| &receipt.unreadable).map(String::as_str).collect();
        let records = count(read as usize, "record");
        if !columns.is_empty() {
            let named = columns.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            return Some(refusal(format!("no value of a column can be read: {named}")));
        }
        if taken + waiting == 0 && receipts.iter().any(|receipt| moves_money(&receipt.table)) {
            return Some(refusal(format!("of {records} none can be taken")));
        }
        let limit = self.max_rejected_share;
        (read >= FEWEST && f64::from(faulty) > limit * f64::from(read)).then(|| {
            let what =
                format!("of {records} {faulty} are rejected, more than the share of {limit} that the project allows");
            refusal(what)
        })
    }
}

/// Whether a bill rests on such records; reasons, care and claims stand beside it.
fn moves_money(table: &str) -> bool {
    let beside = [RecordKind::Reason, RecordKind::CareEvent, RecordKind::Claim];
    beside.iter().all(|kind| kind.name() != table)
}

/// Why a file of events cannot be trusted that says nothing about delayed stays that can be taken, and meant to.
fn of_events(receipt: &Receipt, events: EventsOfDelayed) -> Option<Refusal> {
    let is_of_events = receipt.table == RecordKind::Event.name();
    if !is_of_events || receipt.faulty() == 0 || receipt.duplicates > 0 || events.taken > 0 {
        return None;
    }
    (events.rejected > 0).then(|| {
        let events = count(events.rejected, "event");
        refusal(format!("no event about a stay that was delayed can be taken; {events} about such stays rejected"))
    })
}

fn refusal(what: String) -> Refusal {
    let hint = "`beddays check` says it record by record; ask the sender for the file again, declare how it is written in a \
                profile of your own, or allow more with `max_rejected_share` under [project] of beddays.toml";
    Refusal::new("F_UNREADABLE", what, hint)
}
