//! One page for a letter: what is claimed, what is agreed, what is contested and why, in sums. It names no stay.

use crate::report::model::{Report, Section};

use super::ReconciledClaim;
use super::overview::{figures, summary};

/// The page.
pub fn letter(claim: &ReconciledClaim<'_>) -> Report {
    let title = format!("The claim for {}: what is agreed and what is not", claim.month.long());
    let verdicts = Section {
        id: "sums",
        title: "Line by line, in sums".to_owned(),
        text: vec!["Each line of the claim has one verdict. The contested lines are listed with their days and the sections of law in the pack that comes with this page.".to_owned()],
        chart: None,
        tables: vec![claim.sums(false)],
    };
    // One page has room for the sums alone: what they rest on is in the files beside it.
    let provenance = Vec::new();
    let figures = figures(claim).into_iter().filter(|figure| figure.label != "Agreed").collect();
    let summary = std::iter::once(claim.heading()).chain(summary(claim)).collect();
    Report { summary, figures, sections: vec![verdicts], provenance, ..claim.blank("letter", title) }
}
