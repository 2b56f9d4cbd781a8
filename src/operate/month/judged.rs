//! What the parts of a run pass on: a month that was judged, and what was found around its records.

use std::collections::BTreeMap;

use crate::domain::Revision;
use crate::domain::restated::MonthChange;
use crate::domain::sender::SenderMonth;
use crate::domain::{Currency, Day, ReceiptList, Volume};
use crate::liability::ReviewList;
use crate::operate::counting::counted_days::Count;
use crate::operate::deliveries::listed_findings::ListedFindings;
use crate::operate::month::replaced::ReplacedEdition;
use crate::operate::what_if::WhatIfOutcome;
use crate::report::statement::OtherAnswers;
use crate::store::PublishedMonth;

/// What a run found around the records of a month.
pub(crate) struct RunContext {
    /// The currency of the project's law.
    pub(crate) currency: Currency,
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
    /// What the month would come to under the other law that the project names.
    pub(crate) shadow: Vec<WhatIfOutcome>,
    /// What the month would come to under other answers to open questions of law.
    pub(crate) other_answers: OtherAnswers,
    /// Stays without a recorded end, each with the day of the last record about it.
    pub(crate) open_stays: BTreeMap<Box<str>, Day>,
}

/// A month judged and handed to the commit.
pub(crate) struct JudgedMonth {
    pub(crate) month: PublishedMonth,
    pub(crate) looked_at: ReviewList,
    pub(crate) count: Count,
}
