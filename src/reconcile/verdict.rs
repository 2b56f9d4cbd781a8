//! What a claimed line is found to be.

use std::fmt;
use std::str::FromStr;

use crate::domain::codes::{NotInList, codes};

codes! {
    /// What a claimed line, or a part of it, is found to be. They stand in the order of precedence: a line with several
    /// differences has the first of them as its verdict.
    ClaimVerdict {
        /// The row cannot be read: what it claims is in doubt until it is sent again.
        Unreadable = "unreadable",
        /// Another authority, or another provider, is to answer for it.
        NotOurs = "not_ours",
        /// No stay of this provider fits what the line names.
        NoSuchStay = "no_such_stay",
        /// An earlier line of the claim has the same day of the same stay.
        Duplicate = "duplicate",
        /// The day stands in the statement of an earlier or a later month.
        AlreadyPaid = "already_paid",
        /// The day lies outside the month, or no charging law covers it or the patient.
        OutOfScope = "out_of_scope",
        /// A notice that the law asks for was not given, was withdrawn, or was invalid.
        NotNotified = "not_notified",
        /// The delay had a cause that the authority does not answer for.
        OtherCause = "other_cause",
        /// Other days are claimed than the ledger charges: too many, or too few.
        DifferentDays = "different_days",
        /// The day is owed, at another amount.
        DifferentRate = "different_rate",
        /// Claim and ledger agree.
        Agreed = "agreed",
    }
}

impl ClaimVerdict {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unreadable => "Cannot be read",
            Self::NotOurs => "Not ours",
            Self::NoSuchStay => "No such stay",
            Self::Duplicate => "Duplicate",
            Self::AlreadyPaid => "Already paid",
            Self::OutOfScope => "Out of scope",
            Self::NotNotified => "Not notified",
            Self::OtherCause => "Other cause",
            Self::DifferentDays => "Different days",
            Self::DifferentRate => "Different rate",
            Self::Agreed => "Agreed",
        }
    }
}
