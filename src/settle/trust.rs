//! Whether a delivery as a whole can be trusted: a bill that rests on what was left of an unreadable file would be wrong
//! without looking so. `run` and `ingest` refuse such a delivery, `check` says that they would.

use std::collections::{BTreeMap, HashSet};

use crate::domain::{Moment, Receipt, Severity};
use crate::files::refusal::Refusal;
use crate::files::wording::count;
use crate::intake::findings::disposition::waits;
use crate::intake::profile::RecordKind;
use crate::settle::Intake;

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

impl Trust {
    /// Which deliveries are refused, by their place among the receipts, and why. Only those that `asked` for are looked at.
    /// Files of messages, of which a feed has one each, are looked at together with the others of their sender.
    pub fn refusals(&self, taken: &Intake, asked: impl Fn(usize) -> bool) -> Vec<(usize, Refusal)> {
        if self.max_rejected_share >= 1.0 {
            return Vec::new();
        }
        let mut together: BTreeMap<(&str, &str, usize), Vec<usize>> = BTreeMap::new();
        for (at, receipt) in taken.receipts.iter().enumerate().filter(|(at, _)| asked(*at)) {
            let is_message = RecordKind::ALL.iter().any(|(kind, name)| *name == receipt.table && kind.is_message());
            let apart = if is_message { 0 } else { at };
            together.entry((&receipt.table, &receipt.sender, apart)).or_default().push(at);
        }
        let mut refused: Vec<(usize, Refusal)> = Vec::new();
        for files in together.values() {
            let receipts: Vec<&Receipt> = files.iter().map(|at| &taken.receipts[*at]).collect();
            let worst = files.iter().copied().find(|at| taken.receipts[*at].rejected > 0);
            let refusal = self.of(&receipts).or_else(|| of_events(receipts[0], taken));
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
fn of_events(receipt: &Receipt, taken: &Intake) -> Option<Refusal> {
    let is_of_events = receipt.table == RecordKind::Event.name();
    if !is_of_events || receipt.faulty() == 0 || receipt.duplicates > 0 {
        return None;
    }
    let delayed: HashSet<&str> = taken
        .stays
        .iter()
        .filter(|stay| {
            stay.ready_on.is_some_and(|ready| stay.discharged_at.map(Moment::day).is_none_or(|left| left > ready))
        })
        .map(|stay| &*stay.stay_id)
        .collect();
    let source = receipt.sha256.get(..16).unwrap_or(&receipt.sha256);
    let is_its = |source_id: &str| source_id == source;
    let mut events = taken.events.iter().filter(|record| is_its(&record.origin.source_id));
    if events.any(|record| delayed.contains(&*record.stay_id)) {
        return None;
    }
    let rejected = taken.findings.iter().filter(|finding| {
        finding.severity == Severity::Rejected && finding.file == receipt.file && !waits(finding.code)
    });
    let about = rejected.filter(|finding| delayed.contains(finding.stay_id.as_str())).count();
    (about > 0).then(|| {
        let events = count(about, "event");
        refusal(format!("no event about a stay that was delayed can be taken; {events} about such stays rejected"))
    })
}

fn refusal(what: String) -> Refusal {
    let hint = "`beddays check` says it record by record; ask the sender for the file again, declare how it is written in a \
                profile of your own, or allow more with `max_rejected_share` under [project] of beddays.toml";
    Refusal::new("F_UNREADABLE", what, hint)
}
