//! `beddays reconcile`: a claim of the other side against the ledger of a month.

use std::collections::BTreeSet;
use std::path::Path;

use super::Out;
use crate::cli::ReconcileArguments;
use crate::domain::Minor;
use crate::error::{Error, Exit, Result};
use crate::files::wording::count;
use crate::intake::profile;
use crate::operate::reconcile::{ReconcileOutcome, ReconcileRequest, reconcile as reconcile_claim};
use crate::reconcile::ClaimVerdict;
use crate::report::reconcile::VerdictDocument;

pub(super) fn reconcile(folder: &Path, arguments: &ReconcileArguments, out: &mut Out) -> Result<Exit> {
    let [claim] = arguments.claim.as_slice() else {
        return Err(Error::new("X_USAGE", Exit::Usage, format!("{} claims were named", arguments.claim.len()))
            .effect("nothing was written or changed")
            .hint("a claim is one file: ask the sender for one claim of the month; of claims that are reconciled one after the other the days that both have are named"));
    };
    let project = super::project_within(folder, arguments.wait)?;
    let request = ReconcileRequest {
        claim,
        month: arguments.month,
        profile: arguments.profile.as_deref().map(|name| profile::find(name, Path::new(""))).transpose()?,
        dates: super::dates(arguments.dates.as_deref())?,
        total: arguments.total.as_deref(),
    };
    let done = reconcile_claim(&project, &request)?;
    let lines = done.document.lines.len() + done.document.unreadable.len();
    out.of_month(done.document.month);
    out.changed(format!("reconciled a claim of {}", count(lines, "line")));
    if out.json {
        out.value(&done.document)?;
    } else {
        tell(&done, out)?;
    }
    if done.document.agreed_in_doubt_lines != 0 {
        let lines = count(usize::try_from(done.document.agreed_in_doubt_lines).unwrap_or_default(), "agreed line");
        let amount = done.document.agreed_in_doubt_minor.with(done.document.currency);
        out.talk(format!("{lines}, {amount}, of what is in doubt by the statement: verdicts.csv has why"));
    }
    for other in done.document.other_claims.iter().filter(|other| other.days != 0) {
        let (days, amount) = (count(usize::try_from(other.days).unwrap_or_default(), "day"), other.claimed);
        let amount = amount.with(done.document.currency);
        out.talk(format!(
            "{days}, {amount}, are in {} too, which was reconciled for the same month: pay them once",
            other.claim
        ));
    }
    let later = &done.document.later_corrections;
    if !later.is_empty() {
        let stays = later.iter().map(|correction| &correction.stay_id).collect::<BTreeSet<_>>().len();
        let amount = later.iter().map(|correction| correction.amount).sum::<Minor>().with(done.document.currency);
        out.talk(format!(
            "{} was corrected since by {amount} for {}: the statements that correct it settle that, not this claim",
            done.document.month,
            count(stays, "stay")
        ));
    }
    if let Some(sha256) = &done.replaced {
        let (name, own) = (&done.document.claim, &done.document.claim_sha256);
        out.talk(format!(
            "what came of another claim of the name {name} was replaced: its SHA-256 was {sha256}, that of this one is {own}"
        ));
    }
    super::tell_kept(&done.kept, out);
    out.talk(format!(
        "{} has the workbook, the dispute pack, the page for a letter and the verdicts",
        done.folder.display()
    ));
    Ok(if done.document.agrees() { Exit::Done } else { Exit::Alarm })
}

fn tell(done: &ReconcileOutcome, out: &mut Out) -> Result<()> {
    let document = &done.document;
    let money = |amount: Minor| amount.with(document.currency);
    let lines = document.lines.len() + document.unreadable.len();
    out.data(format!(
        "{}, {} edition {}: {} claimed in {}, {} owed by the ledger, gap {}",
        document.claim,
        document.month,
        document.edition,
        money(document.claimed_minor),
        count(lines, "line"),
        money(document.owed_minor),
        money(document.gap_minor),
    ))?;
    if let Ok(rows @ 1..) = usize::try_from(document.rows_of_unknown_amount) {
        let rows = count(rows, "row");
        let of_total = document.total.as_ref().map_or_else(String::new, |total| {
            format!("; its own total is {}, which leaves {} for them", money(total.stated), money(total.left))
        });
        out.data(format!("in no sum: {rows} of the claim, whose amount cannot be read{of_total}"))?;
    }
    out.data("")?;
    out.data(format!("{:<16}{:>6}{:>14}{:>14}{:>14}", "verdict", "lines", "claimed", "owed", "difference"))?;
    let row = |name: &str, lines: String, amounts: [Minor; 3]| {
        let [claimed, owed, difference] = amounts.map(money);
        format!("{name:<16}{lines:>6}{claimed:>14}{owed:>14}{difference:>14}")
    };
    for sum in document.by_verdict.iter().rev() {
        let amounts = [sum.claimed_minor, sum.owed_minor, sum.difference_minor];
        out.data(row(sum.verdict.code(), sum.lines.to_string(), amounts))?;
    }
    let unclaimed = document.owed_not_claimed_minor;
    if !document.owed_not_claimed.is_empty() {
        let amounts = [Minor(0), unclaimed, Minor(-unclaimed.0)];
        out.data(row("not claimed", String::new(), amounts))?;
    }
    out.data(row("total", lines.to_string(), [document.claimed_minor, document.owed_minor, document.gap_minor]))?;
    details(document, out)
}

/// What differs, a line each; of very many the first.
fn details(document: &VerdictDocument, out: &mut Out) -> Result<()> {
    let differing = document.lines.iter().filter(|line| line.verdict != ClaimVerdict::Agreed);
    let mut said: Vec<(u32, String)> = differing
        .map(|line| (line.line, format!("line {} ({}): {}", line.line, line.claim_id, line.what.join(". "))))
        .collect();
    said.extend(document.unreadable.iter().map(|row| {
        let place = if row.column.is_empty() { String::new() } else { format!(", column {}", row.column) };
        let amount = row.claimed_minor.map_or_else(
            || "its amount cannot be read either".to_owned(),
            |amount| format!("{} is in doubt", amount.with(document.currency)),
        );
        (
            row.line,
            format!(
                "line {}{place}: cannot be read: {} ({}); {amount}; hint: {}",
                row.line, row.message, row.code, row.hint
            ),
        )
    }));
    said.sort();
    if !said.is_empty() {
        out.data("")?;
    }
    for (_, words) in said.iter().take(LISTED) {
        out.data(words)?;
    }
    if said.len() > LISTED {
        out.data(format!("and {} more in verdicts.csv", said.len() - LISTED))?;
    }
    Ok(())
}

/// How many lines are listed one by one.
const LISTED: usize = 40;
