//! What becomes of each message: accepted, passed over, rejected or a duplicate, with all its findings.

use std::collections::HashMap;
use std::hash::Hash;

use crate::domain::finding_codes::known;
use crate::domain::{Day, Moment};
use crate::files::grid::GridIssue;
use crate::files::wording::value;
use crate::intake::findings::assumptions;
use crate::intake::findings::disposition::Disposition;

/// Whether a message counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It was taken; everything said about it is a warning.
    Accepted,
    /// It says nothing about a stay of its own: ordinary traffic of a feed, or a part of another encounter.
    PassedOver,
    /// The same message came before.
    Duplicate,
    /// It was not taken.
    Rejected,
}

/// What becomes of one message.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whether it counts.
    pub verdict: Verdict,
    /// What is said about it. Of a duplicate or a message that was not taken the first says why; the others are warnings.
    pub dispositions: Vec<Disposition>,
    /// As what it was passed over, as in `A31`.
    pub passed_over: Option<Box<str>>,
}

impl Outcome {
    /// Taken, with warnings.
    pub fn accepted(dispositions: Vec<Disposition>) -> Self {
        Self { verdict: Verdict::Accepted, dispositions, passed_over: None }
    }

    /// Not taken.
    pub fn rejected(disposition: Disposition) -> Self {
        Self { verdict: Verdict::Rejected, dispositions: vec![disposition], passed_over: None }
    }

    /// Passed over, as what.
    pub fn passed_over(what: &str) -> Self {
        Self { verdict: Verdict::PassedOver, dispositions: Vec::new(), passed_over: Some(what.into()) }
    }

    /// A duplicate.
    pub fn duplicate(disposition: Disposition) -> Self {
        Self { verdict: Verdict::Duplicate, dispositions: vec![disposition], passed_over: None }
    }

    /// Turns what was accepted into what was not, and keeps the warnings.
    pub fn reject(&mut self, disposition: Disposition) {
        self.verdict = Verdict::Rejected;
        self.dispositions.insert(0, disposition);
    }

    /// Takes back that it was rejected for one of the stays that it is about, because it was taken for another.
    pub fn taken_for_another(&mut self) {
        if self.verdict == Verdict::Rejected {
            self.verdict = Verdict::Accepted;
            self.dispositions.retain(|disposition| !disposition.code.starts_with("R_"));
        }
    }

    /// Adds a warning.
    pub fn warn(&mut self, disposition: Disposition) {
        self.dispositions.push(disposition);
    }

    /// Says of what was assumed for the values of a message how the stay may have gone otherwise. An end without a time
    /// leaves open only what it was taken for.
    pub fn assume(&mut self, stay_id: &str, left: Option<Moment>) {
        for disposition in self.dispositions.iter_mut().filter(|disposition| disposition.alternatives.is_empty()) {
            let is_taken = |day: Day| left == Some(Moment::end_of(day));
            if disposition.code == "W_NO_TIME" && !disposition.value.parse().is_ok_and(is_taken) {
                continue;
            }
            if let Some(otherwise) = assumptions::of(disposition.code, &disposition.column, &disposition.value) {
                disposition.alternatives.push(otherwise);
                disposition.named = Some(stay_id.into());
            }
        }
    }

    /// The codes in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.dispositions.iter().map(|disposition| disposition.code).collect()
    }
}

/// What a reader said, as the tally takes it.
pub fn disposition(issue: &GridIssue, columns: &[String]) -> Disposition {
    let column = issue.column.and_then(|at| columns.get(at)).map(|name| value(name)).unwrap_or_default();
    let disposition = Disposition::new(known(&issue.code), "", issue.message.clone(), issue.hint.clone());
    Disposition { column, value: value(&issue.value), ..disposition }
}

/// What a message is when others have the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplicateCheck {
    /// The first with this name and content.
    First,
    /// The same content as the message at this place.
    Again(usize),
    /// Another content than the message at this place, which has the same name.
    Otherwise(usize),
}

/// Compares messages of one name: each that is there, with its name and a digest of its content. If all of a name have
/// one content the first counts; if not, none does, because it is unknown which is meant.
pub fn duplicate_checks<N: Eq + Hash + Copy, C: Eq>(messages: &[Option<(N, C)>]) -> Vec<DuplicateCheck> {
    // For each name: the first message, and the first that says something else.
    let mut names: HashMap<N, (usize, Option<usize>)> = HashMap::new();
    for (at, message) in messages.iter().enumerate() {
        let Some((name, content)) = message else { continue };
        let held = names.entry(*name).or_insert((at, None));
        let first = messages[held.0].as_ref().map(|(_, content)| content);
        if held.1.is_none() && first != Some(content) {
            held.1 = Some(at);
        }
    }
    let check = |(at, message): (usize, &Option<(N, C)>)| {
        let Some((name, content)) = message else { return DuplicateCheck::First };
        match names.get(name).copied().unwrap_or((at, None)) {
            (first, None) if first == at => DuplicateCheck::First,
            (first, None) => DuplicateCheck::Again(first),
            (first, Some(other)) => {
                let as_first = messages[first].as_ref().is_some_and(|(_, held)| held == content);
                DuplicateCheck::Otherwise(if as_first { other } else { first })
            }
        }
    };
    messages.iter().enumerate().map(check).collect()
}
