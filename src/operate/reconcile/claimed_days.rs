//! What is kept of a claim that was reconciled, so that the days of a later one can be held against it: by the stay that a line
//! was matched with, and before anything is taken off. It is for those at home alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ComparedClaim;
use crate::domain::{Authorities, Day, Minor};
use crate::error::Result;
use crate::project::View;
use crate::reconcile::{ClaimVerdict, JudgedLine, Reconciliation, StayOfLine, is_same_organisation};
use crate::store::ReportFile;

/// The name of the file.
pub(super) const CLAIMED_DAYS: &str = "internal-claimed-days.json";

/// The lines of a claim that claim days.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClaimedDays {
    class: String,
    /// The claim by its name.
    pub claim: String,
    /// Codes of the side that sent it.
    senders: Vec<String>,
    pub lines: Vec<ClaimedLine>,
    /// What each stay comes to in it.
    #[serde(default)]
    pub stays: Vec<ClaimedStay>,
    /// How many lines are of no stay of ours, those that cannot be read among them.
    #[serde(default)]
    pub lines_without_stay: i64,
    /// What these claim, as far as it can be read.
    #[serde(default)]
    pub without_stay_minor: Minor,
}

/// A stay of a claim beside what we owe for it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClaimedStay {
    pub stay_id: String,
    /// What is owed for it.
    pub owed_minor: Minor,
    /// What is claimed and not owed.
    pub beyond_minor: Minor,
    /// What is owed and not claimed.
    pub short_minor: Minor,
    /// The verdicts of what differs, in words.
    pub verdicts: String,
}

/// A line that claims days. Credits are not among them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClaimedLine {
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
        let Reconciliation { lines: judged, unreadable, .. } = &compared.reconciled;
        let without_stay = judged.iter().filter(|line| !matches!(line.line.stay, StayOfLine::Found(_)));
        let of_rows: Minor = unreadable.iter().filter_map(|row| row.refused.amount).sum();
        Self {
            class: "internal".to_owned(),
            claim: compared.file.clone(),
            senders,
            lines,
            stays: claimed_stays(judged),
            lines_without_stay: (without_stay.clone().count() + unreadable.len()) as i64,
            without_stay_minor: without_stay.map(JudgedLine::claimed).sum::<Minor>() + of_rows,
        }
    }

    /// Whether both are of one sender.
    pub fn is_of_sender(&self, other: &Self) -> bool {
        self.senders.iter().any(|own| other.senders.iter().any(|code| is_same_organisation(own, code)))
    }

    pub fn file(&self) -> Result<ReportFile> {
        Ok(ReportFile { name: CLAIMED_DAYS.to_owned(), bytes: crate::report::json::pretty(self)? })
    }
}

/// What the lines of each stay differ by from what is owed for it, day by day: a line and the credit for it differ by nothing.
fn claimed_stays(lines: &[JudgedLine]) -> Vec<ClaimedStay> {
    type OfStay = (Minor, BTreeMap<Option<Day>, i64>, BTreeSet<ClaimVerdict>);
    let mut by_stay: BTreeMap<&str, OfStay> = BTreeMap::new();
    for line in lines {
        let StayOfLine::Found(stay_id) = &line.line.stay else { continue };
        let (owed, differences, verdicts) = by_stay.entry(stay_id).or_default();
        *owed = *owed + line.owed();
        for part in &line.parts {
            let day = part.day.filter(|_| part.last.is_none());
            *differences.entry(day).or_default() += part.difference().0;
            if part.difference() != Minor(0) {
                verdicts.insert(part.verdict);
            }
        }
    }
    let stay = |(stay_id, (owed_minor, differences, verdicts)): (&str, OfStay)| ClaimedStay {
        stay_id: stay_id.to_owned(),
        owed_minor,
        beyond_minor: Minor(differences.values().filter(|difference| **difference > 0).sum()),
        short_minor: Minor(-differences.values().filter(|difference| **difference < 0).sum::<i64>()),
        verdicts: verdicts.iter().map(|verdict| verdict.words()).collect::<Vec<_>>().join("; "),
    };
    by_stay.into_iter().map(stay).collect()
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
