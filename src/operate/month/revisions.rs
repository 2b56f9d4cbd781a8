//! The files of the revision report of a month: there where the edition changed or corrected anything.

use crate::error::Result;
use crate::operate::month::judged::RunContext;
use crate::operate::month::statements::corrections_of;
use crate::operate::output_files;
use crate::project::Project;
use crate::regime::Law;
use crate::report::revision::{RevisionBasis, revision};
use crate::settle::Intake;
use crate::store::{PublishedMonth, ReportFile};

/// The revision report in every format; nothing where there is nothing in it.
///
/// # Errors
/// 65: the causes do not add up to the difference; 70: the report does not fit a format (our bug).
pub(super) fn files(
    project: &Project,
    taken: &Intake,
    found: &RunContext,
    month: &PublishedMonth,
) -> Result<Vec<ReportFile>> {
    let of = |is_own: bool| {
        corrections_of(project, &found.revisions, |other| (other == month.month) == is_own, &taken.receipts, None)
    };
    let (own, closed) = (of(true), of(false));
    if own.rows.is_empty() && closed.rows.is_empty() {
        return Ok(Vec::new());
    }
    let basis = RevisionBasis {
        owner: &project.name,
        language: project.language,
        names: &project.names,
        month: month.month,
        edition: month.edition,
        replaces: found.replaces.change.as_ref(),
        own: &own,
        corrected: &found.corrected,
        closed: &closed,
        currency: Law::currency_of(&project.law),
    };
    output_files::render(&revision(&basis)?)
}
