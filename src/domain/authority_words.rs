//! What became of an authority, in words.

use super::authority::{Authorities, AuthorityId, Standing};
use super::day::Day;

impl Authorities {
    /// That and when a council ended, and what came after it, in words.
    pub fn ended(&self, id: AuthorityId) -> String {
        let last = self.days_of(id).1.map_or_else(String::new, |day| format!(" on {}", day.long()));
        format!("{} ended{last}; {} came after it", self.get(id).with_code(), self.listed(self.successors(id)))
    }

    /// That and when a council began, and which ones were before it, in words.
    pub fn began(&self, id: AuthorityId) -> String {
        let first = self.days_of(id).0.map_or_else(String::new, |day| format!(" on {}", day.long()));
        let before = self.predecessors(id);
        let before = if before.is_empty() { String::new() } else { format!(", after {}", self.listed(&before)) };
        format!("{} began{first}{before}", self.get(id).with_code())
    }

    /// Why a day cannot be of an authority, in words.
    pub fn not_there(&self, id: AuthorityId, day: Day) -> String {
        let why = match self.on(id, day) {
            Standing::NotYet => self.began(id),
            _ => self.ended(id),
        };
        format!("{day} is charged to {}: {why}", self.get(id).name)
    }

    /// Names with codes: `A (E1), B (E2) and C (E3)`.
    pub fn listed(&self, ids: &[AuthorityId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.get(*id).with_code()).collect();
        match names.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}
