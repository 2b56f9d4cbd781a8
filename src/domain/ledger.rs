//! Delays, and the ledger: one row a delayed day with one status, one amount and one citation, charged or not.

#![deny(clippy::float_arithmetic)]

use std::fmt;
use std::str::FromStr;

use super::authority::AuthorityId;
use super::codes::{NotInList, codes};
use super::day::Day;
use super::link::LinkQuality;
use super::money::{Currency, Minor};

codes! {
    /// What became of one delayed day. Every day has exactly one, so that the sums by status lead from the delayed days
    /// to the days that are charged.
    LedgerStatus {
        /// The authority owes for the day: the only status with an amount.
        Chargeable = "chargeable",
        /// The authority owes for the day, and its price is not known: it is in no sum of money.
        PriceMissing = "price_missing",
        /// No council can be charged: a notice that the law asks for was never given, was withdrawn, or was invalid.
        NoticeMissing = "notice_missing",
        /// The authority still had the time that the law gives it to assess and arrange.
        WithinInterval = "within_interval",
        /// A day that the law leaves free of charge, such as a Sunday or a public holiday.
        FreeDay = "free_day",
        /// The first day, where the law charges only from the second.
        FirstDayExempt = "first_day_exempt",
        /// The authority's services were in place: what kept the patient was something else.
        ServicesInPlace = "services_in_place",
        /// The delay had a cause that the authority does not answer for, such as one on the health side.
        OtherCause = "other_cause",
        /// The patient was for a short time not fit to leave.
        Deterioration = "deterioration",
        /// The regime does not cover this patient or this kind of care.
        OutOfScope = "out_of_scope",
        /// No charging law was in force on the day.
        NotInForce = "not_in_force",
        /// It could have been charged, but the payee did not claim it.
        NotClaimed = "not_claimed",
        /// It could have been charged, but the council that owed it had ended, and none can be named that owes it now.
        NoPayer = "no_payer",
        /// The duty had ended before the day: the patient left, or needs changed.
        AfterEnd = "after_end",
    }
}

codes! {
    /// How a delay ended.
    EndKind {
        /// The patient was discharged.
        Discharged = "discharged",
        /// The patient discharged themselves.
        SelfDischarged = "self_discharged",
        /// The patient died.
        Died = "died",
        /// The patient needed further treatment and was no longer ready to leave.
        FurtherTreatment = "further_treatment",
        /// The patient arranged own or other care.
        OwnCare = "own_care",
        /// The notice behind it was withdrawn.
        Withdrawn = "withdrawn",
        /// It had not ended on the as-of date.
        Open = "open",
    }
}

impl LedgerStatus {
    /// Whether the authority owes for the day, whether or not its price is known.
    pub fn is_owed(self) -> bool {
        matches!(self, Self::Chargeable | Self::PriceMissing)
    }
}

/// One delay: from the day the patient was ready to leave to the end of the delay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelayPeriod {
    /// Our name for the delay; unique in a project, and the same on every run.
    pub delay_id: Box<str>,
    /// The stay.
    pub stay_id: Box<str>,
    /// The first day of it.
    pub ready_on: Day,
    /// The day it ended; nothing while it lasts.
    pub ended_on: Option<Day>,
    /// How it ended.
    pub end_kind: EndKind,
    /// How surely it belongs to the stay: as surely as the least sure of the records that it rests on.
    pub link_quality: LinkQuality,
}

/// One delayed day under one regime. It borrows its words from the stay and the regime that it comes from, so that a
/// row is made, copied and written without allocating.
///
/// The edition is not here: it belongs to the whole month and is given by the store when the month is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerDay<'a> {
    /// The stay.
    pub stay_id: &'a str,
    /// The delay.
    pub delay_id: &'a str,
    /// The day.
    pub day: Day,
    /// Its place in the delay, from 1.
    pub n: u32,
    /// What became of it.
    pub status: LedgerStatus,
    /// What is owed for it; 0 unless the status is chargeable.
    pub amount_minor: Minor,
    /// The currency of the amount.
    pub currency: Currency,
    /// The authority that is charged, or would be; nothing where the law names none.
    pub payer: Option<AuthorityId>,
    /// The organisation that is owed.
    pub payee_code: &'a str,
    /// The layer of the tariff that gave the rate, as in `london`; empty where nothing is charged.
    pub layer: &'a str,
    /// The regime, as in `england-2003`.
    pub regime: &'a str,
    /// The SHA-256 of the regime as it was read.
    pub regime_hash: &'a str,
    /// The SHA-256 of the readings that were chosen.
    pub readings_hash: &'a str,
    /// The rule of the regime that decided, by its name in the file.
    pub rule: &'a str,
    /// The section of law.
    pub cite: &'a str,
}
