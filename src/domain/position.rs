//! What a finance officer says about a stay in the statement of a month: accepted, contested, or settled. It changes no day.

#![deny(clippy::float_arithmetic)]

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::codes::{NotInList, codes};
use super::day::Day;
use super::money::Minor;

codes! {
    /// What is said about a stay.
    PositionState {
        /// All that is charged for it, and that a claim asks beyond it, is right.
        Accepted = "accepted",
        /// An amount of it is disputed; the rest is right.
        Contested = "contested",
        /// It is paid, or both sides agree what is.
        Settled = "settled",
    }
}

/// What somebody said about a stay in the statement of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StayPosition {
    /// The stay.
    pub stay_id: Box<str>,
    /// What was said.
    pub state: PositionState,
    /// What was charged for the stay then.
    pub charged_minor: Minor,
    /// What a claim asks beyond that.
    pub beyond_minor: Minor,
    /// Accepted: all of both. Contested: what is disputed of it and of what is asked beyond. Settled: what was agreed.
    pub amount_minor: Minor,
    /// Why; empty where nothing was said.
    pub reason: Box<str>,
    /// The claim that it is about; empty where it is about none.
    pub claim: Box<str>,
    /// Who said it, as given.
    pub by: Box<str>,
    /// The day, as given, or that of the clock.
    pub on: Day,
}

/// Parts of what is charged for stays and asked beyond it. They add up to both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PositionSums {
    /// What is charged.
    pub charged_minor: Minor,
    /// What claims ask beyond it.
    pub beyond_minor: Minor,
    /// What of both is accepted.
    pub accepted_minor: Minor,
    /// What is contested.
    pub contested_minor: Minor,
    /// What is settled.
    pub settled_minor: Minor,
    /// What fell away because less was agreed.
    pub fell_away_minor: Minor,
    /// That of which nothing was said, or nothing that holds of what is charged now.
    pub not_said_minor: Minor,
}

impl StayPosition {
    /// What it is about: what was charged, and what a claim asks beyond.
    pub fn in_question(&self) -> Minor {
        self.charged_minor + self.beyond_minor
    }
}

impl PositionSums {
    /// The parts of one stay that is charged so much by now. What was said of another amount holds no more.
    pub fn of(charged: Minor, said: Option<&StayPosition>) -> Self {
        let unsaid = Self { charged_minor: charged, not_said_minor: charged, ..Self::default() };
        let Some(said) = said.filter(|said| said.charged_minor == charged) else { return unsaid };
        let (all, amount, zero) = (said.in_question(), said.amount_minor, Self::default());
        let sums = Self { charged_minor: charged, beyond_minor: said.beyond_minor, ..zero };
        let rest = Minor(all.0 - amount.0);
        match said.state {
            PositionState::Accepted => Self { accepted_minor: all, ..sums },
            PositionState::Contested => Self { accepted_minor: rest, contested_minor: amount, ..sums },
            PositionState::Settled => Self { settled_minor: amount, fell_away_minor: rest, ..sums },
        }
    }

    /// Adds those of others.
    pub fn add(&mut self, other: &Self) {
        let add = |own: &mut Minor, other: Minor| *own = *own + other;
        add(&mut self.charged_minor, other.charged_minor);
        add(&mut self.beyond_minor, other.beyond_minor);
        add(&mut self.accepted_minor, other.accepted_minor);
        add(&mut self.contested_minor, other.contested_minor);
        add(&mut self.settled_minor, other.settled_minor);
        add(&mut self.fell_away_minor, other.fell_away_minor);
        add(&mut self.not_said_minor, other.not_said_minor);
    }

    /// Whether the parts add up to what is charged and asked beyond it.
    pub fn is_whole(&self) -> bool {
        let parts =
            [self.accepted_minor, self.contested_minor, self.settled_minor, self.fell_away_minor, self.not_said_minor];
        parts.into_iter().sum::<Minor>() == self.charged_minor + self.beyond_minor
    }
}
