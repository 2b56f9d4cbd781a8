//! Why a day is counted by one rule and not by another: one named cause a day, with the rule that it rests on.

use std::fmt;
use std::str::FromStr;

use crate::domain::LedgerStatus;
use crate::domain::codes::{NotInList, codes};
use crate::regime::file::Grade;

codes! {
    /// Why a day of a stay is not in a figure, or in that of another month.
    Cause {
        /// Counted, but in the month in which the delay ended: out of the month that the day lies in.
        MovedOut = "moved_out",
        /// Counted in the month in which the delay ended: into it from the month that the day lies in.
        MovedIn = "moved_in",
        /// The delay has not ended, and its days are counted when it ends.
        NotEnded = "not_ended",
        /// The ready day, or the first day after the threshold, is not counted.
        BoundaryFirstDay = "boundary_first_day",
        /// The day on which the delay ended is not counted.
        BoundaryLastDay = "boundary_last_day",
        /// The wait has not lasted long enough to be a delay.
        BelowThreshold = "below_threshold",
        /// The hours before a wait became a delay are not counted.
        WithinThreshold = "within_threshold",
        /// The stay, or the reason of the day, is left out.
        LeftOut = "left_out",
        /// Something that the rule asks for is not known: it cannot be said whether the day counts.
        Unknown = "unknown",
        /// The statistics have the stay under another authority or hospital: the bill goes by later notices.
        OtherStatistic = "other_statistic",
        /// The day lies before the recorded ready day.
        BeforeReady = "before_ready",
        /// The day lies after the end of the stay.
        AfterDelay = "after_delay",
        /// The patient was ill again and not ready on that day.
        IllAgain = "ill_again",
        /// The bill: not a stay that the law is about.
        OutOfScope = "out_of_scope",
        /// The bill: the law charged nothing on that day.
        NotInForce = "not_in_force",
        /// The bill: a notice that the law asks for was not given, void or withdrawn.
        NoticeMissing = "notice_missing",
        /// The bill: the authority still had the time that the law gives it.
        WithinInterval = "within_interval",
        /// The bill: a free day of the tariff.
        FreeDay = "free_day",
        /// The bill: the first day is spared.
        FirstDayExempt = "first_day_exempt",
        /// The bill: the authority was ready.
        ServicesInPlace = "services_in_place",
        /// The bill: something else than the authority's part stood in the way.
        OtherCause = "other_cause",
        /// The bill: the patient was not well enough to leave.
        Deterioration = "deterioration",
        /// The bill: the period of liability had ended.
        AfterEnd = "after_end",
        /// The bill: chargeable, but no claim is made.
        NotClaimed = "not_claimed",
        /// The bill: the council that owed had ended, and none can be named that owes now.
        NoPayer = "no_payer",
        /// The bill: owed at a price that is not known.
        PriceMissing = "price_missing",
        /// The bill: charged, but to or by someone whose bill this is not.
        OtherBill = "other_bill",
        /// The bill: who left on the day of being ready was not delayed.
        LeftWhenReady = "left_when_ready",
        /// The bill: no law at hand can judge the stay.
        NotJudged = "not_judged",
        /// The bill: the published ledger has no such day of this stay.
        NotInLedger = "not_in_ledger",
    }
}

impl Cause {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::MovedOut => "counted in the month in which the delay ended, not in its own",
            Self::MovedIn => "days of other months, counted in the month in which the delay ended",
            Self::NotEnded => "the delay had not ended: its days are counted when it does",
            Self::BoundaryFirstDay => "the first day of the delay is not counted",
            Self::BoundaryLastDay => "the day on which the delay ended is not counted",
            Self::BelowThreshold => "the wait was too short to be a delay",
            Self::WithinThreshold => "the hours before the wait became a delay",
            Self::LeftOut => "left out",
            Self::Unknown => "not known whether it counts",
            Self::OtherStatistic => {
                "counted for another authority, as the hospital delivered the stay; the bill was redirected"
            }
            Self::BeforeReady => "before the recorded ready day",
            Self::AfterDelay => "after the end of the stay",
            Self::IllAgain => "the patient was ill again, and not ready on that day",
            Self::OutOfScope => "not a stay that the law is about",
            Self::NotInForce => "the law charged nothing on that day",
            Self::NoticeMissing => "a notice that the law asks of the hospital was not given, void or withdrawn",
            Self::WithinInterval => "up to and including the relevant day",
            Self::FreeDay => "a free day of the tariff",
            Self::FirstDayExempt => "Sunday or public holiday before the first day, or ready by 11am on it",
            Self::ServicesInPlace => "the authority was ready in time",
            Self::OtherCause => "something else than the authority's part stood in the way",
            Self::Deterioration => "the patient was not well enough to leave that day",
            Self::AfterEnd => "the period of liability had ended",
            Self::NotClaimed => "chargeable, but no claim is made",
            Self::NoPayer => "the council that owed had ended, and which one owes instead is not known",
            Self::PriceMissing => "owed at a price that is not known",
            Self::OtherBill => "charged, but on another bill than this one",
            Self::LeftWhenReady => "who left on the day of being ready was not delayed",
            Self::NotJudged => "no law at hand can judge the stay",
            Self::NotInLedger => {
                "the published ledger has no such day of this stay: it is the next stay's, or newer news"
            }
        }
    }

    /// The cause behind a status of the ledger; nothing for the one that is charged.
    pub fn of_status(status: LedgerStatus) -> Option<Self> {
        Some(match status {
            LedgerStatus::Chargeable => return None,
            LedgerStatus::PriceMissing => Self::PriceMissing,
            LedgerStatus::NoticeMissing => Self::NoticeMissing,
            LedgerStatus::WithinInterval => Self::WithinInterval,
            LedgerStatus::FreeDay => Self::FreeDay,
            LedgerStatus::FirstDayExempt => Self::FirstDayExempt,
            LedgerStatus::ServicesInPlace => Self::ServicesInPlace,
            LedgerStatus::OtherCause => Self::OtherCause,
            LedgerStatus::Deterioration => Self::Deterioration,
            LedgerStatus::OutOfScope => Self::OutOfScope,
            LedgerStatus::NotInForce => Self::NotInForce,
            LedgerStatus::NotClaimed => Self::NotClaimed,
            LedgerStatus::NoPayer => Self::NoPayer,
            LedgerStatus::AfterEnd => Self::AfterEnd,
        })
    }
}

/// Where charged days stand.
pub const IN_LEDGER: &str = "the ledger of the month";
/// Why a redirected bill is another authority's and the days of statistics are not.
pub const OWN_AUTHORITY: &str = "the authority of the stay itself, as in every table of the statistics";

pub(super) const AGE_NOT_KNOWN: &str = "the age is not recorded: it is not known whether the stay counts";
pub(super) const READY_NOT_KNOWN: &str =
    "the day on which the patient was ready is not recorded: its days cannot be counted";
pub(super) const READY_AGAIN_NOT_KNOWN: &str =
    "the patient was ill again after being ready, and no later ready day is recorded";
pub(super) const ENDS_BEFORE_READY: &str = "the stay ended before the day recorded as ready: one of the two is wrong";

/// What is not known of a stay that cannot be counted, each with its code.
pub const NOT_KNOWN: [(&str, &str); 4] = [
    ("age", AGE_NOT_KNOWN),
    ("ready", READY_NOT_KNOWN),
    ("ready-again", READY_AGAIN_NOT_KNOWN),
    ("ends-before", ENDS_BEFORE_READY),
];

/// One cause with the rule that it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuledCause<'a> {
    /// The cause.
    pub cause: Cause,
    /// Whose rule it is: the label of a convention, or the regime behind the bill.
    pub by: &'a str,
    /// The rule by its name in the file: a ground, a field that is not known, a rule of law; empty if there is none.
    pub rule: &'a str,
    /// The rule in words.
    pub words: &'a str,
    /// Where it says so.
    pub cite: &'a str,
    /// How sure we are; nothing where the ledger alone speaks.
    pub grade: Option<Grade>,
}
