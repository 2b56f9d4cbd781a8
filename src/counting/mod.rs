//! Counting delays by a named convention: which days are delayed days, in which month, and who is in the census.
//!
//! ```text
//! regime::Convention (a file under its readings) ─▶ Rules × Delay ─▶ days, each with the month that gets it
//!                                        × StayToCount ─▶ each day counted, or not and why ─▶ rows; bridges
//! ```
//! Everything here is a pure function of rules and days. A convention says four things about days:
//!
//! - **boundary**: whether the ready day and the last day count;
//! - **threshold**: how long a wait must be to be a delay at all (48 hours in Wales and Northern Ireland), and whether
//!   the days up to it count once it has passed;
//! - **booked**: whether a day belongs to its own month or to the month in which the delay ends;
//! - **an open delay** has no last day: every day up to the one it is followed to counts. Where days are booked to the
//!   month of the end, an open delay has no days yet.
//!
//! And it says who is left out. What it asks for as a number (the age) must be known, or the stay is listed by name and
//! not counted; a code that is not recorded excludes no stay.

#![deny(clippy::float_arithmetic)]

mod bill;
mod bridge;
mod cause;
mod census;
mod days;
#[cfg(feature = "tables")]
pub mod episodes;
mod exclusion;
mod ready;
mod rows;
mod stay;
mod verdict;

pub use bill::BilledDays;
pub use bridge::{Bridge, BridgeEnd, BridgeStep, DayDifference, bridge};
pub use cause::{Cause, IN_LEDGER, NOT_KNOWN, OWN_AUTHORITY, RuledCause};
pub use census::{census_day, days_at_census};
pub use days::{Delay, DelayEnd, counted_days, days_by_month, last_whole_month, span};
pub use exclusion::{DelayFacts, left_out};
pub use ready::{ReadyPeriod, is_illness, periods};
pub use rows::{Undecided, counted_census_rows, counted_day_rows, counted_delay, counted_stay_rows, undecided};
pub use stay::{StayToCount, stays_to_count};
pub use verdict::{Counted, DayVerdict, codes_not_known};
