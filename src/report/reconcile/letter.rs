//! One page for a letter: what is claimed, what is agreed, what is contested and why, in sums. It names no stay.

use crate::report::model::{Report, Section};

use super::ReconciledClaim;
use super::overview::{figures, summary};

/// The page.
pub fn letter(claim: &ReconciledClaim<'_>) -> Report {
    let verdicts = Section {
        id: "sums",
        title: claim.word("claim-letter-sums").to_owned(),
        text: vec![claim.word("claim-letter-text").to_owned()],
        chart: None,
        tables: vec![claim.sums(false)],
    };
    // One page has room for the sums alone: what they rest on is in the files beside it.
    let provenance = Vec::new();
    let agreed = claim.word("claim-figure-agreed");
    let figures = figures(claim).into_iter().filter(|figure| figure.label != agreed).collect();
    let summary = std::iter::once(claim.heading()).chain(summary(claim)).collect();
    let blank = claim.blank("letter", claim.of_month("claim-letter-title"));
    Report { summary, figures, sections: vec![verdicts], provenance, ..blank }
}
