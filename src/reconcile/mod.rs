//! A claim of the other side against the ledger: one verdict a line, and differences that add up to the gap. Pure.
//!
//! ```text
//! lines, each with its stay ─┐
//! days of the ledger ────────┼─▶ parts of each line: a day, what is claimed for it, what we owe ─▶ verdicts, sums
//! prices of the tariff ──────┘
//! ```
//! Every penny that is claimed is in one part of one line, and every penny that we owe is in one part or in one stay that was
//! not claimed. A part is claimed less owed, under one verdict. The verdict of a line is the first in the order of
//! [`ClaimVerdict`] among those of its parts.

mod basis;
mod compare;
mod days;
mod outcome;
mod unclaimed;
mod verdict;

pub use basis::{ClaimLine, OwedDay, ReconcileBasis, StayOfLine, UnreadableLine, WhyNoStay, is_same_organisation};
pub use compare::reconcile;
pub use outcome::{JudgedLine, LinePart, Reconciliation, UnclaimedStay, VerdictSum};
pub use verdict::ClaimVerdict;
