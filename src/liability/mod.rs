//! Liability: what a regime makes of the facts of one stay, day by day. Pure: no files, no frames, no clock.
//!
//! ```text
//! facts in order ─▶ notices (deemed day, deadline) ─▶ clocks (relevant day, test, first, last) ─▶ days (rule, payer, price)
//! ```

#![deny(clippy::float_arithmetic)]

mod case;
mod cases;
mod charges;
mod days;
mod doubt;
mod doubts;
mod group_mean;
mod ledger;
mod left_open;
mod notices;
mod otherwise;
mod period;
mod readiness;
mod stay;
mod unused;

pub use case::Case;
pub use cases::{CaseOfStays, Cases};
pub use charges::{Charge, Charges};
pub use days::AssessedDay;
pub use doubt::{Doubt, DoubtKind, NotKnown};
pub use doubts::{DaysInDoubt, Reasons, amount_in_doubt, at_stake_once, days_in_doubt, doubts};
pub use group_mean::{GroupExcess, group_excess};
pub use ledger::{Assessed, LinkQualities, Passed, ReviewList, Unjudged, assess_days, delay_periods, row};
pub use left_open::doubts_of_not_taken;
pub use notices::{NoticeOutcome, NoticeVoid};
pub use otherwise::{CaseBill, DayAtStake, DayInDoubt};
pub use period::{ClockOutcome, DischargeVoid, LiabilityPeriod, NoticeClock, TestOutcome};
pub use readiness::{LayerAmount, NotJudged, ReadinessCase, ReadinessDay, ReadinessLaw, assess_readiness};
pub use stay::{Judged, assess_stay};
pub use unused::is_used;

use crate::calendar::NotTabled;
use crate::domain::{Authorities, AuthorityId, Day};
use crate::regime::LawRules;
use crate::regime::rules::NoPrice;

/// Everything the regime says about one stay. Kept between stays so that nothing is allocated anew.
#[derive(Clone, Debug, Default)]
pub struct Assessment {
    /// One outcome for each assessment notice, in order.
    pub notices: Vec<NoticeOutcome>,
    /// One clock for each discharge notice, in order.
    pub clocks: Vec<NoticeClock>,
    /// The days of the delay, each once, in order; days before it that a clock charges are part of it.
    pub days: Vec<AssessedDay>,
}

/// Why a stay cannot be assessed. Never a zero in its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAssessed {
    /// No regime covers a day that matters.
    #[error("{day} is outside the coverage of the regime, {from} to {to}")]
    OutOfCoverage {
        /// The day.
        day: Day,
        /// First day covered.
        from: Day,
        /// Last day covered.
        to: Day,
    },
    /// The public holidays of a day that matters are not tabled.
    #[error(transparent)]
    NotTabled(#[from] NotTabled),
    /// A chargeable day has no price.
    #[error(transparent)]
    NoPrice(#[from] NoPrice),
    /// The patient's authority is not stated.
    #[error("no record names the authority of the patient")]
    NoAuthority,
    /// The municipality that owes for a day had ended or not begun, and none is known that owes in its place.
    #[error("{}", Authorities::all().not_there(*named, *day))]
    Ended {
        /// The day.
        day: Day,
        /// The municipality.
        named: AuthorityId,
    },
    /// The laws of readiness do not say which of them governs, or who pays.
    #[error(transparent)]
    Readiness(#[from] NotJudged),
}

/// Assesses one stay.
///
/// # Errors
/// A day that matters is outside the coverage, the table of holidays, or the tariff.
pub fn assess(case: &Case<'_>, rules: &LawRules, assessment: &mut Assessment) -> Result<(), NotAssessed> {
    let Assessment { notices, clocks, days } = assessment;
    notices.clear();
    clocks.clear();
    days.clear();
    if case.excluded.is_none() {
        notices::judge(case, rules, notices)?;
        period::judge(case, rules, notices, clocks)?;
    }
    days::judge(case, rules, notices, clocks, days)
}
