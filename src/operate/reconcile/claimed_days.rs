//! What is kept of a claim that was reconciled, so that the days of a later one can be held against it: by the stay that a line
//! was matched with, and before anything is taken off. It is for those at home alone.

use serde::{Deserialize, Serialize};

use super::ComparedClaim;
use crate::domain::{Authorities, Day, Minor};
use crate::error::Result;
use crate::project::View;
use crate::reconcile::{JudgedLine, StayOfLine, is_same_organisation};
use crate::store::ReportFile;

/// The name of the file.
pub(super) const CLAIMED_DAYS: &str = "internal-claimed-days.json";

/// The lines of a claim that claim days.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClaimedDays {
    class: String,
    /// The claim by its name.
    pub claim: String,
    /// Codes of the side that sent it.
    senders: Vec<String>,
    pub lines: Vec<ClaimedLine>,
}

/// A line that claims days. Credits are not among them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClaimedLine {
    pub claim_id: String,
    /// The stay that it was matched with, as `stay ID`; else as it names it, as `named ID`.
    pub stay: String,
    pub from_on: Day,
    pub to_on: Day,
    /// How many of these days: fewer than all where it does not say which.
    pub days: i64,
    pub claimed_minor: Minor,
}

impl ClaimedDays {
    pub fn of(compared: &ComparedClaim<'_>) -> Self {
        let codes = |payer: &_| Authorities::all().get(*payer).code.clone();
        let senders = match compared.project.view {
            View::Provider => compared.payers.iter().map(codes).collect(),
            View::Authority | View::System => compared.payees.iter().map(ToString::to_string).collect(),
        };
        let lines = compared.reconciled.lines.iter().filter_map(ClaimedLine::of).collect();
        Self { class: "internal".to_owned(), claim: compared.file.clone(), senders, lines }
    }

    /// Whether both are of one sender.
    pub fn is_of_sender(&self, other: &Self) -> bool {
        self.senders.iter().any(|own| other.senders.iter().any(|code| is_same_organisation(own, code)))
    }

    pub fn file(&self) -> Result<ReportFile> {
        Ok(ReportFile { name: CLAIMED_DAYS.to_owned(), bytes: crate::report::json::pretty(self)? })
    }
}

impl ClaimedLine {
    fn of(judged: &JudgedLine) -> Option<Self> {
        let claim = &judged.line.claim;
        let stay = match &judged.line.stay {
            StayOfLine::Found(stay_id) => format!("stay {stay_id}"),
            StayOfLine::NotFound(_) => format!("named {}", claim.claimed_stay_id.as_deref()?),
            StayOfLine::NotOurs(_) => return None,
        };
        let (from_on, to_on) = claim.first_and_last().unwrap_or((claim.from_on, claim.to_on));
        let days = judged.days().filter(|days| *days > 0)?;
        let claim_id = claim.claim_id.to_string();
        Some(Self { claim_id, stay, from_on, to_on, days, claimed_minor: claim.amount_minor })
    }

    /// Whether it says which days it claims.
    pub fn is_exact(&self) -> bool {
        self.days == i64::from(self.to_on - self.from_on) + 1
    }

    /// How many days both lie over.
    pub fn overlap(&self, other: &Self) -> i64 {
        let (from, to) = (self.from_on.max(other.from_on), self.to_on.min(other.to_on));
        (i64::from(to - from) + 1).max(0)
    }
}
