//! The dispute pack: every contested line with its days and the sections of law, ready to be sent. Of people it has nothing that
//! the claim does not have itself: the claimant's own numbers of lines and stays.

use crate::domain::Minor;
use crate::reconcile::{ClaimVerdict, JudgedLine};
use crate::report::model::{KeyFigure, Report, ReportCell, Section};

use super::ReconciledClaim;
use super::tables::{TableReader, in_reading_order};
use super::words::{counted, what_remains};

/// The pack.
pub fn dispute_pack(claim: &ReconciledClaim<'_>) -> Report {
    let contested: Vec<&JudgedLine> =
        claim.reconciled.lines.iter().filter(|line| line.verdict != ClaimVerdict::Agreed).collect();
    let mut sections = Vec::new();
    for verdict in in_reading_order() {
        if verdict == ClaimVerdict::Agreed || !contested.iter().any(|line| line.verdict == verdict) {
            continue;
        }
        let [section, days] = ids(verdict);
        sections.push(Section {
            id: section,
            title: claim.title(verdict).to_owned(),
            text: vec![asked(claim, verdict)],
            chart: None,
            tables: vec![
                claim.lines(verdict, TableReader::OtherSide).without("what"),
                claim.days(days, |own| own == verdict),
            ],
        });
    }
    if !claim.reconciled.unreadable.is_empty() {
        sections.push(Section {
            id: ids(ClaimVerdict::Unreadable)[0],
            title: claim.word("claim-rows-title").to_owned(),
            text: std::iter::once(asked(claim, ClaimVerdict::Unreadable)).chain(what_remains(claim)).collect(),
            chart: None,
            tables: vec![claim.unreadable()],
        });
    }
    let sum = |of: fn(&JudgedLine) -> Minor| contested.iter().map(|line| of(line)).sum::<Minor>();
    let figure = |id: &'static str, amount: Minor, note: String| KeyFigure {
        label: claim.word(id).to_owned(),
        value: ReportCell::money(amount, claim.currency),
        note,
        link: None,
    };
    let amounts = [("claimed", sum(JudgedLine::claimed)), ("owed", sum(JudgedLine::owed))];
    let gap = sum(JudgedLine::difference);
    let amounts = amounts.into_iter().chain([("gap", gap)]).map(|(name, amount)| (name, claim.money(amount)));
    let lines = contested.len() as i64;
    let unreadable = [("rows", (claim.reconciled.unreadable.len() as i64).into())];
    let summary = match contested.is_empty() && claim.reconciled.unreadable.is_empty() {
        true => vec![claim.word("claim-pack-none").to_owned()],
        false => {
            let contested = claim.say("claim-pack-sum", &amounts.chain([("lines", lines.into())]).collect::<Vec<_>>());
            let rows = !claim.reconciled.unreadable.is_empty();
            let rows = rows.then(|| claim.say("claim-pack-unreadable", &unreadable));
            [contested].into_iter().chain(rows).chain([claim.word("claim-pack-text").to_owned()]).collect()
        }
    };
    let summary = std::iter::once(claim.heading()).chain(summary).collect();
    let of_lines = counted(claim.language, ("claim-lines", "lines"), lines);
    let figures = vec![
        figure("claim-pack-claimed", sum(JudgedLine::claimed), of_lines),
        figure("claim-pack-owed", sum(JudgedLine::owed), claim.word("claim-pack-owed-note").to_owned()),
        figure("claim-pack-gap", gap, claim.word("claim-pack-gap-note").to_owned()),
    ];
    Report { summary, figures, sections, ..claim.blank("dispute-pack", claim.of_month("claim-pack-title")) }
}

/// What the other side can do about lines of a verdict; of those that agree nothing.
fn asked(claim: &ReconciledClaim<'_>, verdict: ClaimVerdict) -> String {
    claim.language.find(&format!("claim-asked-{}", verdict.code())).unwrap_or_default().to_owned()
}

/// The ids of the section of a verdict and of its table of days.
fn ids(verdict: ClaimVerdict) -> [&'static str; 2] {
    match verdict {
        ClaimVerdict::Unreadable => ["contested_unreadable", "days_unreadable"],
        ClaimVerdict::NotOurs => ["contested_not_ours", "days_not_ours"],
        ClaimVerdict::NoSuchStay => ["contested_no_such_stay", "days_no_such_stay"],
        ClaimVerdict::Duplicate => ["contested_duplicate", "days_duplicate"],
        ClaimVerdict::AlreadyPaid => ["contested_already_paid", "days_already_paid"],
        ClaimVerdict::OutOfScope => ["contested_out_of_scope", "days_out_of_scope"],
        ClaimVerdict::NotNotified => ["contested_not_notified", "days_not_notified"],
        ClaimVerdict::OtherCause => ["contested_other_cause", "days_other_cause"],
        ClaimVerdict::DifferentDays => ["contested_different_days", "days_different_days"],
        ClaimVerdict::DifferentRate => ["contested_different_rate", "days_different_rate"],
        ClaimVerdict::Agreed => ["contested_agreed", "days_agreed"],
    }
}
