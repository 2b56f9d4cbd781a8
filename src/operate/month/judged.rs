//! What the parts of a run pass on: a month that was judged, and what was found around its records.

use std::collections::BTreeMap;

use crate::domain::Revision;
use crate::domain::restated::MonthChange;
use crate::domain::sender::SenderMonth;
use crate::domain::{Day, ReceiptList, Volume};
use crate::liability::ReviewList;
use crate::operate::counting::counted_days::Count;
use crate::operate::deliveries::listed_findings::ListedFindings;
use crate::operate::month::restated::ReplacedEdition;
use crate::project::Project;
use crate::regime::Law;
use crate::store::{PublishedMonth, RegimeUsed, sha256};

/// What a run found around the records of a month.
pub(crate) struct RunContext {
    /// How many records were parsed.
    pub(crate) parsed: u64,
    /// What was found in the records that the reports list, and by the run itself.
    pub(crate) findings: ListedFindings,
    /// The deliveries that the reports list.
    pub(crate) receipts: ReceiptList,
    pub(crate) volumes: Vec<Volume>,
    pub(crate) senders: Vec<SenderMonth>,
    pub(crate) restated: Vec<MonthChange>,
    pub(crate) replaces: ReplacedEdition,
    /// What the edition changed of the one before, and corrected of closed months.
    pub(crate) revisions: Vec<Revision>,
    /// The closed months that it corrects.
    pub(crate) corrected: Vec<MonthChange>,
    /// Stays without a recorded end, each with the day of the last record about it.
    pub(crate) open_stays: BTreeMap<Box<str>, Day>,
}

/// The law of a project, as a published month names it, and the SHA-256 of the readings.
pub(crate) fn law_used(project: &Project) -> (Vec<RegimeUsed>, String) {
    let laws = &project.law;
    let of_law = |law: &Law| RegimeUsed { regime: law.regime.id().to_owned(), sha256: law.regime.hash.clone() };
    let mut regimes: Vec<RegimeUsed> = laws.iter().map(of_law).collect();
    regimes.sort();
    let readings: Vec<&str> = laws.iter().map(|law| law.readings_hash.as_str()).collect();
    (regimes, sha256(readings.join("\n").as_bytes()))
}

/// A month judged and handed to the commit.
pub(crate) struct JudgedMonth {
    pub(crate) month: PublishedMonth,
    pub(crate) looked_at: ReviewList,
    pub(crate) count: Count,
}
