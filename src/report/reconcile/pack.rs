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
    let title = format!("Contested lines of the claim for {}", claim.month.long());
    let mut sections = Vec::new();
    for verdict in in_reading_order() {
        if verdict == ClaimVerdict::Agreed || !contested.iter().any(|line| line.verdict == verdict) {
            continue;
        }
        let [section, days] = ids(verdict);
        sections.push(Section {
            id: section,
            title: verdict.words().to_owned(),
            text: vec![asked(verdict).to_owned()],
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
            title: "Rows that cannot be read".to_owned(),
            text: std::iter::once(asked(ClaimVerdict::Unreadable).to_owned()).chain(what_remains(claim)).collect(),
            chart: None,
            tables: vec![claim.unreadable()],
        });
    }
    let sum = |of: fn(&JudgedLine) -> Minor| contested.iter().map(|line| of(line)).sum::<Minor>();
    let figure = |label: &str, amount: Minor, note: &str| KeyFigure {
        label: label.to_owned(),
        value: ReportCell::money(amount, claim.currency),
        note: note.to_owned(),
        link: None,
    };
    let summary = vec![
        format!(
            "{} of the claim {} not agreed. They claim {}; by our ledger {} is owed for them, so that {} is contested.",
            counted(contested.len() as i64, "line", "lines"),
            if contested.len() == 1 { "is" } else { "are" },
            claim.money(sum(JudgedLine::claimed)),
            claim.money(sum(JudgedLine::owed)),
            claim.money(sum(JudgedLine::difference)),
        ),
        match claim.reconciled.unreadable.len() as i64 {
            0 => String::new(),
            rows => format!("{} could not be read.", counted(rows, "row", "rows")),
        },
        "For each line the days are listed with the rule that decided and its section. If a record of yours says otherwise, send it with the number of the line: the notice with its date and time, or the correction of the stay.".to_owned(),
    ];
    let summary = match contested.is_empty() && claim.reconciled.unreadable.is_empty() {
        true => vec!["Every line of the claim is agreed: nothing is contested.".to_owned()],
        false => summary.into_iter().filter(|sentence| !sentence.is_empty()).collect(),
    };
    let summary = std::iter::once(claim.heading()).chain(summary).collect();
    let figures = vec![
        figure("Claimed in these lines", sum(JudgedLine::claimed), &counted(contested.len() as i64, "line", "lines")),
        figure("Owed for them", sum(JudgedLine::owed), "by our ledger"),
        figure("Contested", sum(JudgedLine::difference), "claimed less owed"),
    ];
    Report { summary, figures, sections, ..claim.blank("dispute-pack", title) }
}

/// What the other side can do about lines of a verdict.
fn asked(verdict: ClaimVerdict) -> &'static str {
    match verdict {
        ClaimVerdict::Agreed => "",
        ClaimVerdict::DifferentRate => {
            "The days are agreed. The amounts differ from the tariff of the law for the council and the day."
        }
        ClaimVerdict::DifferentDays => {
            "Our ledger charges other days. The rule that decided stands with each of them; days that are owed beyond the claim are listed too."
        }
        ClaimVerdict::OtherCause => {
            "On these days the delay had a cause that the council does not answer for. Please send the record that shows otherwise."
        }
        ClaimVerdict::NotNotified => {
            "We have no valid notice for these days. Please send the notice with the date and the time at which it was given."
        }
        ClaimVerdict::OutOfScope => {
            "These days are outside the month, or no charging law covers the day or the patient."
        }
        ClaimVerdict::AlreadyPaid => "These days stand in the statement of another month.",
        ClaimVerdict::Duplicate => {
            "Another line of this claim has the same days of the same stay. Please withdraw one of the two."
        }
        ClaimVerdict::NoSuchStay => {
            "Our records have no stay that fits these lines. Please send the stay, or the identifiers under which it was reported."
        }
        ClaimVerdict::NotOurs => "Another body answers for these lines.",
        ClaimVerdict::Unreadable => "These rows could not be read. Please send them again as advised.",
    }
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
