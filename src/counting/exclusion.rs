//! Who is left out of a count, by what is known of a delay beyond its days.

use crate::regime::convention::rules::{ConventionExclusion, ExclusionField, Use};

/// What is known of a delay; an unknown value excludes no stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DelayFacts([Option<String>; ExclusionField::ALL.len()]);

impl DelayFacts {
    /// With one more fact.
    pub fn set(&mut self, field: ExclusionField, value: impl Into<String>) {
        self.0[field as usize] = Some(value.into());
    }

    fn get(&self, field: ExclusionField) -> Option<&str> {
        self.0[field as usize].as_deref()
    }
}

/// The ground on which a delay is left out, the first that holds.
pub fn left_out<'e>(
    grounds: &'e [ConventionExclusion],
    facts: &DelayFacts,
    of: Use,
) -> Option<&'e ConventionExclusion> {
    grounds.iter().find(|ground| {
        let Some(value) = facts.get(ground.field).filter(|_| ground.of.contains(&of)) else { return false };
        names(ground, value) || value.parse().is_ok_and(|number| is_below(ground, number))
    })
}

/// Whether the ground names a code.
pub(super) fn names(ground: &ConventionExclusion, value: &str) -> bool {
    ground.codes.iter().any(|code| code.eq_ignore_ascii_case(value))
        || ground.starts.iter().any(|start| value.starts_with(start))
}

/// Whether a number is below what the ground asks for.
pub(super) fn is_below(ground: &ConventionExclusion, number: i32) -> bool {
    ground.below.is_some_and(|limit| number < limit)
}
