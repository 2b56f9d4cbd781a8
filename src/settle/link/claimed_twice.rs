//! The same days of the same stay claimed by more than one line, when credits are taken off: in one file, or in several.

use std::collections::BTreeMap;

use crate::domain::{Claim, ClaimPart, Day, Minor};
use crate::files::wording::count;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::settle::link::SourcedRecord;

/// A line on a day, by its place among the lines, with its share of the amount.
type OnDay = (usize, i64, Minor);

/// Says at each line which of its days an earlier line claims too. Lines are in the order of their first days and names.
pub(crate) fn warn(lines: &[SourcedRecord<Claim>], audit: &mut RecordAudit) {
    let mut by_day: BTreeMap<(Box<str>, Day), Vec<OnDay>> = BTreeMap::new();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let key = |at: &usize| {
        let claim = &lines[*at].row;
        (claim.from_on, claim.to_on, &claim.payee_code, &claim.claim_id)
    };
    order.sort_by(|one, other| key(one).cmp(&key(other)));
    for at in order {
        let claim = &lines[at].row;
        for part in claim.by_day().into_iter().filter(|part| part.part == ClaimPart::Day) {
            by_day.entry((part.claimed_for, part.day)).or_default().push((at, part.days, part.amount_minor));
        }
    }
    let mut found: BTreeMap<(usize, usize), Vec<(Day, Minor)>> = BTreeMap::new();
    for ((_, day), on_day) in by_day {
        let claiming = without_credited(&on_day, lines);
        let Some(((first, ..), others)) = claiming.split_first() else { continue };
        for (other, _, amount) in others {
            found.entry((*other, *first)).or_default().push((day, *amount));
        }
    }
    for ((line, first), days) in found {
        let (Some((from, _)), Some((to, _))) = (days.first(), days.last()) else { continue };
        let (claim, earlier) = (&lines[line].row, &lines[first]);
        let amount: Minor = days.iter().map(|(_, amount)| *amount).sum();
        let message = format!(
            "line `{}` (record {} of `{}`) claims {} of these days too, from {} to {}: {} at stake",
            earlier.row.claim_id,
            earlier.place.record,
            audit.file(earlier.place.delivery),
            count(days.len(), "day"),
            from.long(),
            to.long(),
            amount.with(claim.currency),
        );
        let hint = "pay at most one of the two; ask the sender for a credit of the other";
        let stay_id = claim.stay_id.as_deref().unwrap_or("");
        audit.warn(lines[line].place, Disposition::new("W_CLAIM_TWICE", stay_id, message, hint).column("claim_id"));
    }
}

/// The lines that claim a day. A credit takes off the line of the same payee and amount, else one of the same payee, else
/// the last.
fn without_credited(on_day: &[OnDay], lines: &[SourcedRecord<Claim>]) -> Vec<OnDay> {
    let (mut claiming, credits): (Vec<OnDay>, Vec<OnDay>) = on_day.iter().partition(|(_, days, _)| *days > 0);
    for (credit, ..) in credits {
        let credit = &lines[credit].row;
        let same_payee = |(at, ..): &OnDay| lines[*at].row.payee_code == credit.payee_code;
        let same = |line: &OnDay| same_payee(line) && lines[line.0].row.amount_minor.0 == -credit.amount_minor.0;
        let credited = claiming.iter().rposition(same).or_else(|| claiming.iter().rposition(same_payee));
        if let Some(credited) = credited.or_else(|| claiming.len().checked_sub(1)) {
            claiming.remove(credited);
        }
    }
    claiming
}
