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
    let month = ("month", claim.month.into());
    let title = match claim.reader {
        StatementReader::Payee => {
            let sides = [("who", claim.payer_names().into()), ("owner", claim.owner.into()), month];
            claim.say("claim-title-payee", &sides)
        }
        _ => claim.say("claim-title", &[("who", claim.other_side().into()), month]),
    };
    let mut sections = vec![Section {
        id: "sums",
        title: claim.word("claim-sums-title").to_owned(),
        text: ["claim-sums-text", "claim-sums-second"].map(|id| claim.word(id).to_owned()).to_vec(),
        chart: chart(claim),
        tables: vec![claim.sums(true), claim.kinds()],
    }];
    for verdict in in_reading_order() {
        if verdict == ClaimVerdict::Unreadable || !reconciled.lines.iter().any(|line| line.verdict == verdict) {
            continue;
        }
        sections.push(Section {
            id: section_id(verdict),
            title: claim.title(verdict).to_owned(),
            text: Vec::new(),
            chart: None,
            tables: vec![claim.lines(verdict, TableReader::Home)],
        });
    }
    if !reconciled.unreadable.is_empty() {
        sections.push(Section {
            id: section_id(ClaimVerdict::Unreadable),
            title: claim.word("claim-rows-title").to_owned(),
            text: what_remains(claim).into_iter().collect(),
            chart: None,
            tables: vec![claim.unreadable()],
        });
    }
    sections.push(Section {
        id: "unclaimed",
        title: claim.word("claim-unclaimed-title").to_owned(),
        text: Vec::new(),
        chart: None,
        tables: vec![claim.unclaimed()],
    });
    sections.push(Section {
        id: "day_by_day",
        title: claim.word("claim-days-title").to_owned(),
        text: claim.notes.iter().map(|note| of_the_file(claim, note)).collect(),
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
        let amount = ("amount", claim.money(in_doubt.claimed));
        sentences.push(claim.say("claim-in-doubt", &[("lines", in_doubt.lines.into()), amount]));
    }
    sentences.extend(claim.others.iter().map(|other| in_other(claim, other)));
    sentences
}

/// What was found in the file: it is said in English where it is read, and kept so.
fn of_the_file(claim: &ReconciledClaim<'_>, note: &str) -> String {
    claim.language.instead("claim-of-the-file", &[], || format!("Of the file: {note}."))
}

/// What statements of other months corrected of this one, all together.
fn corrected_later(claim: &ReconciledClaim<'_>) -> Option<String> {
    let stays: BTreeSet<&str> = claim.later.iter().map(|correction| &*correction.stay_id).collect();
    let statements: BTreeSet<Month> = claim.later.iter().map(|correction| correction.statement_of).collect();
    let statements: Vec<String> = statements.into_iter().map(|month| claim.language.month(month)).collect();
    let amount: Minor = claim.later.iter().map(|correction| correction.amount).sum();
    let of = [("amount", claim.money(amount)), ("stays", (stays.len() as i64).into())];
    let months = ("months", list(claim.language, &statements).into());
    (!stays.is_empty()).then(|| claim.say("claim-corrected", &of.into_iter().chain([months]).collect::<Vec<_>>()))
}

/// The answer in a few sentences.
pub(super) fn summary(claim: &ReconciledClaim<'_>) -> Vec<String> {
    let reconciled = claim.reconciled;
    let by_verdict = reconciled.by_verdict();
    let lines: i64 = by_verdict.values().map(|sum| sum.lines).sum();
    let agreed = by_verdict.get(&ClaimVerdict::Agreed).copied().unwrap_or_default();
    let amounts = [("claimed", reconciled.claimed), ("owed", reconciled.owed), ("gap", reconciled.gap())];
    let amounts = amounts.map(|(name, amount)| (name, claim.money(amount)));
    let mut sentences =
        vec![claim.say("claim-sum", &amounts.into_iter().chain([("lines", lines.into())]).collect::<Vec<_>>())];
    sentences.push(match (lines - agreed.lines, reconciled.unclaimed.len()) {
        (0, 0) => claim.word("claim-agrees").to_owned(),
        (0, _) => claim.word("claim-agrees-lines").to_owned(),
        (open, _) => {
            let amount = ("amount", claim.money(agreed.claimed));
            claim.say("claim-open", &[("agreed", agreed.lines.into()), amount, ("open", open.into())])
        }
    });
    if !reconciled.unclaimed.is_empty() {
        let is_named = reconciled.unclaimed.iter().any(|stay| stay.named_by.is_some());
        let stays = ("stays", (reconciled.unclaimed.len() as i64).into());
        let id = if is_named { "claim-left-out-named" } else { "claim-left-out" };
        sentences.push(claim.say(id, &[("amount", claim.money(reconciled.unclaimed_sum())), stays]));
    }
    sentences.extend(what_remains(claim));
    sentences.extend(corrected_later(claim));
    sentences
}

/// What another claim of the sender for the month has in common with this one.
fn in_other(claim: &ReconciledClaim<'_>, other: &OtherClaim) -> String {
    let name = ("name", (&other.claim).into());
    match other.days {
        0 => claim.say("claim-other-same", &[name]),
        days => claim.say("claim-other-days", &[name, ("days", days.into()), ("amount", claim.money(other.claimed))]),
    }
}

/// The large figures.
pub(super) fn figures(claim: &ReconciledClaim<'_>) -> Vec<KeyFigure> {
    let reconciled = claim.reconciled;
    let figure = |id: &'static str, amount: Minor, note: String| KeyFigure {
        label: claim.word(id).to_owned(),
        value: ReportCell::money(amount, claim.currency),
        note,
        link: None,
    };
    let of_lines = |lines: i64| counted(claim.language, ("claim-lines", "lines"), lines);
    let lines = (reconciled.lines.len() + reconciled.unreadable.len()) as i64;
    let agreed = reconciled.by_verdict().get(&ClaimVerdict::Agreed).copied().unwrap_or_default();
    let edition = claim.say("claim-figure-owed-note", &claim.of_edition()[1..2]);
    let mut figures = vec![
        figure("claim-figure-claimed", reconciled.claimed, of_lines(lines)),
        figure("claim-figure-owed", reconciled.owed, edition),
        figure("claim-figure-gap", reconciled.gap(), claim.word("claim-figure-gap-note").to_owned()),
        figure("claim-figure-agreed", agreed.claimed, of_lines(agreed.lines)),
    ];
    if !reconciled.unclaimed.is_empty() {
        let stays = counted(claim.language, ("claim-stays", "stays"), reconciled.unclaimed.len() as i64);
        figures.push(figure("claim-figure-unclaimed", reconciled.unclaimed_sum(), stays));
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
            Some(ChartBar { label: claim.title(verdict).to_owned(), value: sum.lines, strong })
        })
        .collect();
    let described: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
    (!bars.is_empty()).then(|| ReportChart {
        id: "lines_by_verdict",
        title: claim.of_month("claim-chart"),
        description: format!("{}.", described.join(", ")),
        unit: claim.word("claim-unit"),
        drawing: Drawing::Bars(bars),
    })
}
