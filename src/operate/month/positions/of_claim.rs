//! Positions out of a claim that was reconciled: what agrees is accepted, and what differs is contested.

use std::path::Path;

use crate::domain::position::PositionState;
use crate::domain::{Minor, near};
use crate::error::{Error, Exit, Position, Result};
use crate::operate::file_set::listed;
use crate::operate::reconcile::RECONCILED;
use crate::operate::reconcile::claimed_days::ClaimedStay;
use crate::operate::reconcile::others::kept;
use crate::store::PublishedMonth;

/// What a claim says about the stays of a month, and of how many lines and how much money it names no stay of ours.
pub(super) struct OfClaim {
    pub stays: Vec<ClaimedStay>,
    pub without_stay: (i64, Minor),
}

impl ClaimedStay {
    /// What is said of it.
    pub(super) fn state(&self) -> PositionState {
        if self.contested() == Minor(0) { PositionState::Accepted } else { PositionState::Contested }
    }

    /// What the two sides differ by.
    pub(super) fn contested(&self) -> Minor {
        self.beyond_minor + self.short_minor
    }
}

/// Reads what came of a claim.
///
/// # Errors
/// 66: no such claim was reconciled; 65: what came of it is of another edition, or is not as it was written.
pub(super) fn read(project: &Path, published: &PublishedMonth, name: &str) -> Result<OfClaim> {
    let (month, outer) = (published.month, project.join(RECONCILED).join(published.month.to_string()));
    let entries = std::fs::read_dir(&outer).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names.retain(|name| !name.starts_with('.'));
    if !names.iter().any(|known| known == name) {
        let what = format!("no claim `{}` of {month} was reconciled", crate::domain::visible::visible(name));
        let otherwise = format!(
            "`beddays reconcile CLAIM --month {month}` comes first; what came of it is in {RECONCILED}/{month}"
        );
        return Err(Error::new("X_NO_CLAIM", Exit::NoInput, what).effect("nothing was noted").hint(near::hint(
            name,
            names.iter().map(String::as_str),
            &otherwise,
        )));
    }
    let folder = outer.join(name);
    let refused = |what: &str| {
        Err(Error::new("S_RECONCILED", Exit::Data, what)
            .at(Position::file(&folder))
            .effect("nothing was noted")
            .hint(format!("`beddays reconcile CLAIM --month {month}` writes it anew")))
    };
    let basis = listed(&folder).and_then(|list| list.basis);
    if basis.as_deref() != Some(published.ledger.sha256.as_str()) {
        return refused("what came of the claim is of another edition of the month");
    }
    match kept(&folder).map_err(|error| error.effect("nothing was noted"))? {
        Some(days) if !days.stays.is_empty() || days.lines.is_empty() => {
            Ok(OfClaim { stays: days.stays, without_stay: (days.lines_without_stay, days.without_stay_minor) })
        }
        _ => refused("what came of the claim was written by an older version, which kept no sums by stay"),
    }
}
