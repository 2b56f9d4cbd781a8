//! What we owe that is not claimed: of a stay that has a line it is a difference of that line, else it is listed by stay.

use std::collections::HashMap;

use super::basis::{OwedDay, ReconcileBasis, StayOfLine, UnreadableLine};
use super::days::DaysTaken;
use super::outcome::{JudgedLine, LinePart, UnclaimedStay};
use super::verdict::ClaimVerdict;
use crate::domain::{Day, Minor};

/// Puts the days that we owe and no line claims to the last line of their stay that was held against the month, a credit
/// too, and gives back those of stays that have no such line.
pub(super) fn put(
    basis: &ReconcileBasis<'_>,
    taken: &DaysTaken,
    lines: &mut [JudgedLine],
    unreadable: &[UnreadableLine],
) -> Vec<UnclaimedStay> {
    // A line for which we owe something before one for which we owe nothing.
    let mut line_of: HashMap<Box<str>, (bool, usize)> = HashMap::new();
    for (at, judged) in lines.iter().enumerate() {
        let StayOfLine::Found(stay_id) = &judged.line.stay else { continue };
        if judged.parts.iter().any(|part| is_of_month(basis, part)) {
            let own = (judged.parts.iter().any(|part| part.owed_days != 0), at);
            let best = line_of.entry(stay_id.clone()).or_insert(own);
            *best = own.max(*best);
        }
    }
    let mut unclaimed: Vec<UnclaimedStay> = Vec::new();
    for ((stay_id, day), owed) in basis.owed() {
        let is_absorbed = taken
            .get(&(stay_id.clone(), *day))
            .and_then(|claims| claims.first())
            .is_some_and(|claim| claim.part.owed_days > 0);
        if is_absorbed || owed.amount == Minor(0) {
            continue;
        }
        match line_of.get(stay_id) {
            Some((_, at)) => lines[*at].parts.push(not_claimed(*day, owed)),
            None => match unclaimed.last_mut().filter(|last| last.stay_id == *stay_id) {
                Some(last) => last.days.push((*day, owed.clone())),
                None => {
                    let names = |row: &UnreadableLine| row.refused.stay_id.as_ref() == Some(stay_id);
                    let named_by = unreadable.iter().position(names);
                    let days = vec![(*day, owed.clone())];
                    unclaimed.push(UnclaimedStay { stay_id: stay_id.clone(), days, named_by });
                }
            },
        }
    }
    unclaimed
}

/// Whether a part was held against the ledger of the month.
fn is_of_month(basis: &ReconcileBasis<'_>, part: &LinePart) -> bool {
    let is_compared = !matches!(part.verdict, ClaimVerdict::Duplicate | ClaimVerdict::AlreadyPaid);
    is_compared && part.day.is_none_or(|day| day.month() == basis.month)
}

fn not_claimed(day: Day, owed: &OwedDay) -> LinePart {
    LinePart {
        day: Some(day),
        last: None,
        days: 0,
        claimed: Minor(0),
        owed_days: 1,
        owed: owed.amount,
        verdict: ClaimVerdict::DifferentDays,
        of_line: None,
        in_month: None,
        ledger: Some(owed.clone()),
    }
}
