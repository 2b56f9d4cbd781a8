//! The overview for those at home: sums, every line under its verdict, what is not claimed, and the days of what differs.

use std::collections::BTreeSet;

use crate::domain::{Minor, Month};
use crate::reconcile::ClaimVerdict;
use crate::report::model::{ChartBar, Drawing, KeyFigure, Report, ReportCell, ReportChart, Section};
use crate::report::statement::StatementReader;

use super::tables::{TableReader, in_reading_order};
use super::words::{counted, list, what_remains};
use super::{OtherClaim, ReconciledClaim};

/// The overview.
pub fn overview(claim: &ReconciledClaim<'_>) -> Report {
    let reconciled = claim.reconciled;
    let title = match claim.reader {
        StatementReader::Payee => {
            format!("What {} says it owes {} for {}", claim.payer_names(), claim.owner, claim.month.long())
        }
        _ => format!("What {} claims for {}, and what is owed", claim.other_side(), claim.month.long()),
    };
    let mut sections = vec![Section {
        id: "sums",
        title: "Does the claim agree with the ledger?".to_owned(),
        text: vec![
            "Each line has one verdict. A line with several differences stands under the first of them in this order: not ours, no such stay, duplicate, already paid, out of scope, not notified, other cause, different days, different rate.".to_owned(),
            "The second table has each penny under what it is itself. Both add up to the gap.".to_owned(),
        ],
        chart: chart(claim),
        tables: vec![claim.sums(true), claim.kinds()],
    }];
    for verdict in in_reading_order() {
        if verdict == ClaimVerdict::Unreadable || !reconciled.lines.iter().any(|line| line.verdict == verdict) {
            continue;
        }
        sections.push(Section {
            id: section_id(verdict),
            title: verdict.words().to_owned(),
            text: Vec::new(),
            chart: None,
            tables: vec![claim.lines(verdict, TableReader::Home)],
        });
    }
    if !reconciled.unreadable.is_empty() {
        sections.push(Section {
            id: section_id(ClaimVerdict::Unreadable),
            title: "Rows that cannot be read".to_owned(),
            text: what_remains(claim).into_iter().collect(),
            chart: None,
            tables: vec![claim.unreadable()],
        });
    }
    sections.push(Section {
        id: "unclaimed",
        title: "What is owed and not claimed".to_owned(),
        text: Vec::new(),
        chart: None,
        tables: vec![claim.unclaimed()],
    });
    sections.push(Section {
        id: "day_by_day",
        title: "The days of what differs".to_owned(),
        text: claim.notes.iter().map(|note| format!("Of the file: {note}.")).collect(),
        chart: None,
        tables: vec![claim.days("days", |verdict| verdict != ClaimVerdict::Agreed)],
    });
    Report { summary: at_home(claim), figures: figures(claim), sections, ..claim.blank("reconciliation", title) }
}

fn section_id(verdict: ClaimVerdict) -> &'static str {
    match verdict {
        ClaimVerdict::Unreadable => "rows_unreadable",
        ClaimVerdict::NotOurs => "lines_not_ours",
        ClaimVerdict::NoSuchStay => "lines_no_such_stay",
        ClaimVerdict::Duplicate => "lines_duplicate",
        ClaimVerdict::AlreadyPaid => "lines_already_paid",
        ClaimVerdict::OutOfScope => "lines_out_of_scope",
        ClaimVerdict::NotNotified => "lines_not_notified",
        ClaimVerdict::OtherCause => "lines_other_cause",
        ClaimVerdict::DifferentDays => "lines_different_days",
        ClaimVerdict::DifferentRate => "lines_different_rate",
        ClaimVerdict::Agreed => "lines_agreed",
    }
}

/// The answer for those at home: with what they are to look at before they pay.
fn at_home(claim: &ReconciledClaim<'_>) -> Vec<String> {
    let mut sentences = summary(claim);
    let in_doubt = claim.reconciled.agreed_in_doubt();
    if in_doubt.lines != 0 {
        sentences.push(format!(
            "{} with {} of what is in doubt by the statement of the month: settle it before it is paid.",
            counted(in_doubt.lines, "line that agrees is", "lines that agree are"),
            claim.money(in_doubt.claimed),
        ));
    }
    sentences.extend(claim.others.iter().map(|other| in_other(claim, other)));
    sentences
}

/// What statements of other months corrected of this one, all together.
fn corrected_later(claim: &ReconciledClaim<'_>) -> Option<String> {
    let stays: BTreeSet<&str> = claim.later.iter().map(|correction| &*correction.stay_id).collect();
    let statements: BTreeSet<Month> = claim.later.iter().map(|correction| correction.statement_of).collect();
    let statements: Vec<String> = statements.into_iter().map(Month::long).collect();
    let amount: Minor = claim.later.iter().map(|correction| correction.amount).sum();
    (!stays.is_empty()).then(|| {
        format!(
            "The month was corrected since by {} for {}, in the statement of {}. Neither the sums here nor the ledger of the month \
             have that: it is paid, or taken back, by that statement.",
            claim.money(amount),
            counted(stays.len() as i64, "stay", "stays"),
            list(&statements),
        )
    })
}

/// The answer in a few sentences.
pub(super) fn summary(claim: &ReconciledClaim<'_>) -> Vec<String> {
    let reconciled = claim.reconciled;
    let by_verdict = reconciled.by_verdict();
    let lines: i64 = by_verdict.values().map(|sum| sum.lines).sum();
    let agreed = by_verdict.get(&ClaimVerdict::Agreed).copied().unwrap_or_default();
    let mut sentences = vec![format!(
        "{} claimed in {}; by the ledger {} owed. The gap is {}.",
        is(claim, reconciled.claimed),
        counted(lines, "line", "lines"),
        is(claim, reconciled.owed),
        claim.money(reconciled.gap()),
    )];
    sentences.push(match (lines - agreed.lines, reconciled.unclaimed.len()) {
        (0, 0) => "Claim and ledger agree in every line, and nothing that is owed is left out.".to_owned(),
        (0, _) => "Every line of the claim agrees with the ledger.".to_owned(),
        (open, _) => format!(
            "{} with {}; {} not agreed.",
            counted(agreed.lines, "line agrees", "lines agree"),
            claim.money(agreed.claimed),
            counted(open, "line is", "lines are"),
        ),
    });
    if !reconciled.unclaimed.is_empty() {
        let is_named = reconciled.unclaimed.iter().any(|stay| stay.named_by.is_some());
        sentences.push(format!(
            "{} owed for {} {}.",
            is(claim, reconciled.unclaimed_sum()),
            counted(reconciled.unclaimed.len() as i64, "stay", "stays"),
            if is_named { "of which the claim has no line that can be read" } else { "that the claim does not have" },
        ));
    }
    sentences.extend(what_remains(claim));
    sentences.extend(corrected_later(claim));
    sentences
}

/// What another claim of the sender for the month has in common with this one.
fn in_other(claim: &ReconciledClaim<'_>, other: &OtherClaim) -> String {
    let name = &other.claim;
    match other.days {
        0 => {
            format!("{name} was reconciled for the same month: what is owed and not claimed here may be claimed there.")
        }
        days => format!(
            "{} of these lines, {}, are in {name} too, which was reconciled for the same month: pay them once.",
            counted(days, "day", "days"),
            claim.money(other.claimed),
        ),
    }
}

fn is(claim: &ReconciledClaim<'_>, amount: Minor) -> String {
    format!("{} is", claim.money(amount))
}

/// The large figures.
pub(super) fn figures(claim: &ReconciledClaim<'_>) -> Vec<KeyFigure> {
    let reconciled = claim.reconciled;
    let figure = |label: &str, amount: Minor, note: String| KeyFigure {
        label: label.to_owned(),
        value: ReportCell::money(amount, claim.currency),
        note,
        link: None,
    };
    let lines = (reconciled.lines.len() + reconciled.unreadable.len()) as i64;
    let agreed = reconciled.by_verdict().get(&ClaimVerdict::Agreed).copied().unwrap_or_default();
    let mut figures = vec![
        figure("Claimed", reconciled.claimed, counted(lines, "line", "lines")),
        figure("Owed by the ledger", reconciled.owed, format!("edition {} of the month", claim.edition)),
        figure("Claimed less owed", reconciled.gap(), "the differences add up to it".to_owned()),
        figure("Agreed", agreed.claimed, counted(agreed.lines, "line", "lines")),
    ];
    if !reconciled.unclaimed.is_empty() {
        let stays = counted(reconciled.unclaimed.len() as i64, "stay", "stays");
        figures.push(figure("Owed, not claimed", reconciled.unclaimed_sum(), stays));
    }
    figures
}

/// How many lines each verdict has.
fn chart(claim: &ReconciledClaim<'_>) -> Option<ReportChart> {
    let by_verdict = claim.reconciled.by_verdict();
    let bars: Vec<ChartBar> = in_reading_order()
        .filter_map(|verdict| {
            let sum = by_verdict.get(&verdict)?;
            let strong = verdict == ClaimVerdict::Agreed;
            Some(ChartBar { label: verdict.words().to_owned(), value: sum.lines, strong })
        })
        .collect();
    let described: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
    (!bars.is_empty()).then(|| ReportChart {
        id: "lines_by_verdict",
        title: format!("Lines of the claim by verdict, {}", claim.month.long()),
        description: format!("{}.", described.join(", ")),
        unit: "lines",
        drawing: Drawing::Bars(bars),
    })
}
