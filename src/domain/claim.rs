//! Claims: what the other side says is owed.

#![deny(clippy::float_arithmetic)]

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::authority::AuthorityId;
use super::codes::{NotInList, codes};
use super::day::{Day, Month};
use super::link::LinkQuality;
use super::money::{Currency, Minor};
use super::nhs_number::PersonKey;
use super::stay::Origin;

codes! {
    /// Which of the days between its first and its last day a line claims.
    ClaimedDays {
        /// All of them, the last one too.
        Both = "both_ends",
        /// All but the last one.
        NotLast = "not_the_last",
        /// The line does not say how many: all of them were taken.
        Assumed = "assumed_both",
        /// Not known: it claims another number of days than its dates have, or money alone.
        Unknown = "unknown",
    }
}

codes! {
    /// What a part of a claimed line is.
    ClaimPart {
        /// One day of it.
        Day = "day",
        /// The whole line, which lies in one month; which of its days are claimed is not known.
        Line = "line",
        /// The whole line, which lies in several months and cannot be split.
        NotSplit = "not_split",
    }
}

/// One claimed line. Its name is unique among those of its payee.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// The claimant's name for the line.
    pub claim_id: Box<str>,
    /// The stay that it was linked to; nothing where none fits, or several do.
    pub stay_id: Option<Box<str>>,
    /// How surely.
    pub link_quality: LinkQuality,
    /// The stay that it names.
    pub claimed_stay_id: Option<Box<str>>,
    /// The person, as a keyed pseudonym.
    pub person_key: Option<PersonKey>,
    /// The day of admission.
    pub admitted_on: Option<Day>,
    /// First day claimed.
    pub from_on: Day,
    /// Last day claimed, or the day after it.
    pub to_on: Day,
    /// Days claimed, if it says how many.
    pub days: Option<u32>,
    /// Which days between the two.
    pub claimed_days: ClaimedDays,
    /// What is claimed; below zero in a credit.
    pub amount_minor: Minor,
    /// The currency of the amount.
    pub currency: Currency,
    /// The organisation that claims.
    pub payee_code: Box<str>,
    /// The authority that is to pay.
    pub payer: AuthorityId,
    /// Where the record came from.
    pub origin: Origin,
}

/// One day of a claimed line, or the whole line where its days are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDay {
    /// The claimant's name for the line.
    pub claim_id: Box<str>,
    /// The organisation that claims.
    pub payee_code: Box<str>,
    /// The day; of a whole line its last day.
    pub day: Day,
    /// What part of the line it is.
    pub part: ClaimPart,
    /// The stay that the line was linked to.
    pub stay_id: Option<Box<str>>,
    /// For what the line claims: the stay, else the stay or the person that it names, else the line itself.
    pub claimed_for: Box<str>,
    /// The authority that is to pay.
    pub payer: AuthorityId,
    /// 1, or -1 in a credit; of a whole line its days, 0 where it does not say.
    pub days: i64,
    /// Whether the line says how many days it claims.
    pub says_days: bool,
    /// Its share of the amount.
    pub amount_minor: Minor,
    /// The currency of the amount.
    pub currency: Currency,
}

impl Claim {
    /// Whether it takes money back.
    pub fn is_credit(&self) -> bool {
        self.amount_minor.0 < 0
    }

    /// The first and the last day that it claims, if that is known.
    pub fn first_and_last(&self) -> Option<(Day, Day)> {
        match self.claimed_days {
            ClaimedDays::Both | ClaimedDays::Assumed => Some((self.from_on, self.to_on)),
            ClaimedDays::NotLast => Some((self.from_on, self.to_on - 1)),
            ClaimedDays::Unknown => None,
        }
    }

    /// For what it claims: the stay that it was linked to, else the stay or the person that it names, else itself.
    pub fn claimed_for(&self) -> Box<str> {
        let person = || self.person_key.as_ref().map(|person| format!("person {}", person.0));
        let named = || self.claimed_stay_id.as_ref().map(|stay| format!("named {stay}"));
        let other = || named().or_else(person).unwrap_or_else(|| format!("line {} {}", self.payee_code, self.claim_id));
        self.stay_id.clone().unwrap_or_else(|| other().into())
    }

    /// Its days with their shares of the amount. Each month of the line gets its share by its days, to the penny, by the
    /// largest remainder; within a month the days get theirs in the same way. Where the days are not known the line stays
    /// whole.
    pub fn by_day(&self) -> Vec<ClaimDay> {
        let Some((first, last)) = self.first_and_last() else {
            let days = i64::from(self.days.unwrap_or(0));
            let signed = if self.is_credit() { -days } else { days };
            let is_within = self.from_on.month() == self.to_on.month();
            let part = if is_within { ClaimPart::Line } else { ClaimPart::NotSplit };
            return vec![self.part(self.to_on, part, signed, self.amount_minor)];
        };
        let all: Vec<Day> = first.to(last).collect();
        let months: Vec<&[Day]> = all.chunk_by(|one, other| one.month() == other.month()).collect();
        let weights: Vec<u32> = months.iter().map(|days| days.len() as u32).collect();
        let sign = if self.is_credit() { -1 } else { 1 };
        let mut parts = Vec::with_capacity(all.len());
        for (days, share) in months.iter().zip(split(self.amount_minor, &weights)) {
            for (day, share) in days.iter().zip(split(share, &vec![1; days.len()])) {
                parts.push(self.part(*day, ClaimPart::Day, sign, share));
            }
        }
        parts
    }

    fn part(&self, day: Day, part: ClaimPart, days: i64, amount_minor: Minor) -> ClaimDay {
        ClaimDay {
            claim_id: self.claim_id.clone(),
            payee_code: self.payee_code.clone(),
            day,
            part,
            stay_id: self.stay_id.clone(),
            claimed_for: self.claimed_for(),
            payer: self.payer,
            days,
            says_days: self.days.is_some(),
            amount_minor,
            currency: self.currency,
        }
    }

    /// Whether a part of it lies in a month.
    pub fn touches(&self, month: Month) -> bool {
        let (first, last) = self.first_and_last().unwrap_or((self.to_on, self.to_on));
        first <= month.last() && month.first() <= last
    }
}

/// An amount in shares as the weights are, in whole minor units that add up to it: each share rounded towards nothing, and
/// what is left over given to the largest remainders, of equal ones to the earlier.
pub fn split(amount: Minor, weights: &[u32]) -> Vec<Minor> {
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if total == 0 {
        return vec![Minor(0); weights.len()];
    }
    let whole = u128::from(amount.0.unsigned_abs());
    let mut shares: Vec<u128> = weights.iter().map(|weight| whole * u128::from(*weight) / total).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(whole * u128::from(weights[*at]) % total));
    let left = whole - shares.iter().sum::<u128>();
    for at in order.into_iter().take(left as usize) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| Minor(share as i64 * amount.0.signum())).collect()
}

/// What can be read of a row of a claim that cannot be read whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefusedClaim {
    /// The claimant's name for it.
    pub claim_id: Option<Box<str>>,
    /// The stay that it names.
    pub stay_id: Option<Box<str>>,
    /// The column that cannot be read; empty where the whole row is meant.
    pub column: String,
    /// The stable code of what is wrong.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The amount; nothing where it cannot be read, which is not zero.
    pub amount: Option<Minor>,
}
