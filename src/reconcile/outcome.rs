//! What reconciling gives, and whether it adds up.

use std::collections::BTreeMap;

use super::basis::{ClaimLine, OwedDay, UnreadableLine};
use super::verdict::ClaimVerdict;
use crate::domain::{Day, LedgerStatus, Minor, Month};
use crate::error::{Error, Exit, Result};

/// One day of a line, or what of a line no single day can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinePart {
    /// The day; nothing for money or days of which the line does not say which they are.
    pub day: Option<Day>,
    /// The last day, where the part is several days one after the other, which are outside the month; else nothing.
    pub last: Option<Day>,
    /// Days claimed in it; below zero in a credit.
    pub days: i64,
    /// What is claimed.
    pub claimed: Minor,
    /// Days that we owe in it; below zero where a credit takes back a day that we owe.
    pub owed_days: i64,
    /// What we owe.
    pub owed: Minor,
    /// What it is.
    pub verdict: ClaimVerdict,
    /// The line that has the same day, by its place: an earlier one, or the one that a credit takes back.
    pub of_line: Option<usize>,
    /// The other month in whose statement the day stands.
    pub in_month: Option<Month>,
    /// What the ledger says of the day.
    pub ledger: Option<OwedDay>,
}

impl LinePart {
    /// The last of its days.
    pub fn last_day(&self) -> Option<Day> {
        self.last.or(self.day)
    }

    /// Claimed less owed.
    pub fn difference(&self) -> Minor {
        Minor(self.claimed.0 - self.owed.0)
    }

    /// What became of the day in the ledger.
    pub fn status(&self) -> Option<LedgerStatus> {
        self.ledger.as_ref().map(|day| day.status)
    }
}

/// A line with its verdict.
#[derive(Clone, Debug)]
pub struct JudgedLine {
    /// The line.
    pub line: ClaimLine,
    /// The one verdict.
    pub verdict: ClaimVerdict,
    /// Its parts, in the order of their days; what of it is not claimed stands behind them.
    pub parts: Vec<LinePart>,
    /// What statements of other months say of it.
    pub remarks: Vec<String>,
    /// What is in doubt about what we owe for it, for those at home alone.
    pub doubts: Vec<String>,
}

impl JudgedLine {
    /// What it claims.
    pub fn claimed(&self) -> Minor {
        self.line.claim.amount_minor
    }

    /// What we owe for it.
    pub fn owed(&self) -> Minor {
        self.parts.iter().map(|part| part.owed).sum()
    }

    /// Claimed less owed.
    pub fn difference(&self) -> Minor {
        Minor(self.claimed().0 - self.owed().0)
    }

    /// The days that it claims, as far as it says how many.
    pub fn days(&self) -> Option<i64> {
        let claim = &self.line.claim;
        let counted = claim.days.map(i64::from);
        let by_dates = || claim.first_and_last().map(|(first, last)| i64::from(last - first) + 1);
        counted.or_else(by_dates).map(|days| if claim.is_credit() { -days } else { days })
    }

    /// The days that we owe for it.
    pub fn owed_days(&self) -> i64 {
        self.parts.iter().map(|part| part.owed_days).sum()
    }
}

/// Days that we owe for a stay that no line claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnclaimedStay {
    /// The stay.
    pub stay_id: Box<str>,
    /// Its days with what we owe.
    pub days: Vec<(Day, OwedDay)>,
    /// A row that cannot be read and names the stay, by its place among those rows.
    pub named_by: Option<usize>,
}

impl UnclaimedStay {
    /// What we owe.
    pub fn owed(&self) -> Minor {
        self.days.iter().map(|(_, day)| day.amount).sum()
    }
}

/// What lines of one verdict, or parts of one, come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerdictSum {
    /// How many lines, or lines with such parts.
    pub lines: i64,
    /// What they claim.
    pub claimed: Minor,
    /// What we owe for them.
    pub owed: Minor,
}

impl VerdictSum {
    /// Claimed less owed.
    pub fn difference(&self) -> Minor {
        Minor(self.claimed.0 - self.owed.0)
    }

    fn add(&mut self, claimed: Minor, owed: Minor) {
        self.claimed = self.claimed + claimed;
        self.owed = self.owed + owed;
    }
}

/// A claim reconciled.
#[derive(Clone, Debug)]
pub struct Reconciliation {
    /// The lines that could be read, in the order of the file.
    pub lines: Vec<JudgedLine>,
    /// The rows that could not be read.
    pub unreadable: Vec<UnreadableLine>,
    /// What we owe that no line claims, by stay.
    pub unclaimed: Vec<UnclaimedStay>,
    /// What is claimed, as far as it can be read.
    pub claimed: Minor,
    /// What we owe by the ledger.
    pub owed: Minor,
}

impl Reconciliation {
    /// Claimed less owed.
    pub fn gap(&self) -> Minor {
        Minor(self.claimed.0 - self.owed.0)
    }

    /// What we owe that no line claims.
    pub fn unclaimed_sum(&self) -> Minor {
        self.unclaimed.iter().map(UnclaimedStay::owed).sum()
    }

    /// The lines that agree, and are of what is in doubt by our own statement.
    pub fn agreed_in_doubt(&self) -> VerdictSum {
        let mut sum = VerdictSum::default();
        for line in self.lines.iter().filter(|line| line.verdict == ClaimVerdict::Agreed && !line.doubts.is_empty()) {
            sum.lines += 1;
            sum.add(line.claimed(), line.owed());
        }
        sum
    }

    /// The rows that cannot be read and whose amount cannot be read either: what they claim is not known.
    pub fn of_unknown_amount(&self) -> i64 {
        self.unreadable.iter().filter(|line| line.refused.amount.is_none()).count() as i64
    }

    /// The lines of each verdict with what they come to, in the order of precedence.
    pub fn by_verdict(&self) -> BTreeMap<ClaimVerdict, VerdictSum> {
        let mut sums: BTreeMap<ClaimVerdict, VerdictSum> = BTreeMap::new();
        for line in &self.lines {
            let sum = sums.entry(line.verdict).or_default();
            sum.lines += 1;
            sum.add(line.claimed(), line.owed());
        }
        for row in &self.unreadable {
            let sum = sums.entry(ClaimVerdict::Unreadable).or_default();
            sum.lines += 1;
            sum.add(row.refused.amount.unwrap_or_default(), Minor(0));
        }
        sums
    }

    /// The parts of each kind with what they come to: each penny of the lines stands under what it is itself, not under the
    /// verdict of its line.
    pub fn by_kind(&self) -> BTreeMap<ClaimVerdict, VerdictSum> {
        let mut sums: BTreeMap<ClaimVerdict, VerdictSum> = BTreeMap::new();
        for line in &self.lines {
            let mut of_line: BTreeMap<ClaimVerdict, VerdictSum> = BTreeMap::new();
            line.parts.iter().for_each(|part| of_line.entry(part.verdict).or_default().add(part.claimed, part.owed));
            for (kind, own) in of_line {
                let sum = sums.entry(kind).or_default();
                sum.lines += 1;
                sum.add(own.claimed, own.owed);
            }
        }
        if let Some(unreadable) = self.by_verdict().remove(&ClaimVerdict::Unreadable) {
            sums.insert(ClaimVerdict::Unreadable, unreadable);
        }
        sums
    }

    /// Whether everything adds up: the parts of each line to the line, and all differences to the gap.
    ///
    /// # Errors
    /// 65, `S_RECONCILE`: a sum is not what it must be.
    pub(super) fn check(&self) -> Result<()> {
        for line in &self.lines {
            let parts = line.parts.iter().map(|part| part.claimed).sum();
            same(&format!("the parts of line `{}`", line.line.claim.claim_id), parts, line.claimed())?;
        }
        let unclaimed = self.unclaimed_sum();
        for (what, sums) in [("the verdicts", self.by_verdict()), ("the kinds of differences", self.by_kind())] {
            let claimed: Minor = sums.values().map(|sum| sum.claimed).sum();
            let owed: Minor = sums.values().map(|sum| sum.owed).sum();
            let differences: i64 = sums.values().map(|sum| sum.difference().0).sum();
            same(&format!("what {what} claim"), claimed, self.claimed)?;
            same(&format!("what we owe by {what}"), owed + unclaimed, self.owed)?;
            same(&format!("the differences by {what}"), Minor(differences - unclaimed.0), self.gap())?;
        }
        Ok(())
    }
}

/// Refuses a sum that is not what it must be.
fn same(what: &str, found: Minor, wanted: Minor) -> Result<()> {
    if found == wanted {
        return Ok(());
    }
    let (found, wanted) = (found.0, wanted.0);
    Err(Error::new("S_RECONCILE", Exit::Data, format!("{what} come to {found} pence, and must come to {wanted}"))
        .effect("nothing was written")
        .hint("this is our bug: please report it"))
}
