//! What a claim is held against: its lines, each with the stay that it means, and the days of the ledger.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::claim::RefusedClaim;
use crate::domain::{AuthorityId, Claim, Currency, Day, LedgerStatus, Minor, Month};

/// Which stay a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StayOfLine {
    /// A stay of ours.
    Found(Box<str>),
    /// None, and why.
    NotFound(WhyNoStay),
    /// The line is for somebody else to answer, and why.
    NotOurs(WhyNoStay),
}

/// Why a line has no stay of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNoStay {
    /// It claims from another authority.
    OtherPayer(AuthorityId),
    /// It claims for another organisation than ours.
    OtherPayee {
        /// The one that it claims for.
        payee: Box<str>,
        /// Ours.
        own: Box<str>,
    },
    /// The stay that it names is of another organisation than the one that it claims for.
    OfOtherPayee(Box<str>),
    /// The stay that it names is of another person than the one that it names.
    OfOtherPerson,
    /// We have no stay as it names it.
    Unknown(Box<str>),
    /// It names neither stay nor person.
    Nameless,
    /// Several stays of the person fit.
    Several,
    /// The person has no stay over these days.
    NotTheseDays {
        /// The stay that it names, which we have not.
        named: Option<Box<str>>,
        /// The organisation that it claims for.
        payee: Box<str>,
    },
}

/// One line that could be read.
#[derive(Clone, Debug)]
pub struct ClaimLine {
    /// The number of its record in the file, from 1.
    pub record: u32,
    /// The physical line on which it starts, from 1.
    pub line: u32,
    /// What it says.
    pub claim: Claim,
    /// What it says a day costs.
    pub rate: Option<Minor>,
    /// The stay.
    pub stay: StayOfLine,
}

/// One row that could not be read. What can be read of it is kept, so that its money is not lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableLine {
    /// The number of its record in the file, from 1.
    pub record: u32,
    /// The physical line on which it starts, from 1.
    pub line: u32,
    /// What can be read of it.
    pub refused: RefusedClaim,
}

/// One day of one stay in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedDay {
    /// What became of it.
    pub status: LedgerStatus,
    /// What is owed for it.
    pub amount: Minor,
    /// Who pays, or would.
    pub payer: Option<AuthorityId>,
    /// Who is paid.
    pub payee: Box<str>,
    /// The regime.
    pub regime: Box<str>,
    /// The rule that decided.
    pub rule: Box<str>,
    /// The section of law.
    pub cite: Box<str>,
}

/// Everything that a claim is held against.
pub struct ReconcileBasis<'a> {
    /// The month.
    pub month: Month,
    /// The currency of the ledger; lines of another one are not compared.
    pub currency: Currency,
    /// The authorities that pay.
    pub payers: BTreeSet<AuthorityId>,
    /// The organisations that are paid.
    pub payees: BTreeSet<Box<str>>,
    /// The days of the month.
    pub days: BTreeMap<(Box<str>, Day), OwedDay>,
    /// Days of other published months that were charged between the same two sides.
    pub charged_elsewhere: HashMap<(Box<str>, Day), Month>,
    /// What a day of an authority costs by the tariff; nothing where no tariff covers it.
    pub price: &'a dyn Fn(AuthorityId, Day) -> Option<Minor>,
}

impl ReconcileBasis<'_> {
    /// Whether a day of the ledger is between the two sides.
    pub(super) fn is_between(&self, day: &OwedDay) -> bool {
        day.payer.is_some_and(|payer| self.payers.contains(&payer))
            && self.payees.iter().any(|payee| is_same_organisation(payee, &day.payee))
    }

    /// The days that one side owes the other, with what.
    pub(super) fn owed(&self) -> impl Iterator<Item = (&(Box<str>, Day), &OwedDay)> {
        self.days.iter().filter(|(_, day)| day.status == LedgerStatus::Chargeable && self.is_between(day))
    }
}

/// Whether two codes mean one organisation: they are the same, or one is a trust's and the other that of its site.
pub fn is_same_organisation(one: &str, other: &str) -> bool {
    let of_trust = |trust: &str, site: &str| trust.len() == TRUST && site.starts_with(trust);
    one == other || of_trust(one, other) || of_trust(other, one)
}

/// A trust's code has three characters; those of its sites begin with it.
const TRUST: usize = 3;
