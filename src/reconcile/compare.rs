//! Line by line: the parts of each, and its verdict.

use std::collections::HashMap;

use super::basis::{ClaimLine, ReconcileBasis, StayOfLine, UnreadableLine};
use super::days::{ClaimedDay, DayFound, DaysTaken, shares};
use super::outcome::{JudgedLine, LinePart, Reconciliation};
use super::unclaimed;
use super::verdict::ClaimVerdict;
use crate::domain::claim::split;
use crate::domain::{Claim, ClaimedDays, Day, Minor};
use crate::error::Result;

/// Holds a claim against the ledger of its month. The lines are in the order of the file: of two that claim the same day the
/// later one is the duplicate.
///
/// # Errors
/// 65, `S_RECONCILE`: the differences do not add up to the gap (our bug).
pub fn reconcile(
    mut lines: Vec<ClaimLine>,
    unreadable: Vec<UnreadableLine>,
    basis: &ReconcileBasis<'_>,
) -> Result<Reconciliation> {
    credited_days(&mut lines);
    let claimed =
        lines.iter().map(|line| line.claim.amount_minor).chain(unreadable.iter().filter_map(|row| row.amount));
    let claimed = claimed.sum();
    let owed = basis.owed().map(|(_, day)| day.amount).sum();
    let mut comparison = LineComparison { basis, taken: DaysTaken::new(), lines: Vec::with_capacity(lines.len()) };
    for line in lines {
        let parts = comparison.parts(&line);
        comparison.lines.push(JudgedLine { line, verdict: ClaimVerdict::Agreed, parts, remarks: Vec::new() });
    }
    let LineComparison { taken, mut lines, .. } = comparison;
    let unclaimed = unclaimed::put(basis, &taken, &mut lines, &unreadable);
    for line in &mut lines {
        line.verdict = line.parts.iter().map(|part| part.verdict).min().unwrap_or(ClaimVerdict::Agreed);
        line.remarks = remarks(line);
    }
    let reconciled = Reconciliation { lines, unreadable, unclaimed, claimed, owed };
    reconciled.check()?;
    Ok(reconciled)
}

/// A credit that says no number of days takes back those of the line before it whose amount it takes back whole.
fn credited_days(lines: &mut [ClaimLine]) {
    type Credited = (Box<str>, Option<Box<str>>, Day, Day, i64);
    let key = |claim: &Claim, amount: i64| -> Credited {
        (claim.payee_code.clone(), claim.claimed_stay_id.clone(), claim.from_on, claim.to_on, amount)
    };
    let mut known: HashMap<Credited, (ClaimedDays, Option<u32>)> = HashMap::new();
    for ClaimLine { claim, .. } in lines {
        if claim.is_credit() && claim.days.is_none() {
            if let Some((claimed_days, days)) = known.get(&key(claim, -claim.amount_minor.0)) {
                (claim.claimed_days, claim.days) = (*claimed_days, *days);
            }
        } else {
            known.insert(key(claim, claim.amount_minor.0), (claim.claimed_days, claim.days));
        }
    }
}

/// The lines so far.
struct LineComparison<'b> {
    basis: &'b ReconcileBasis<'b>,
    taken: DaysTaken,
    lines: Vec<JudgedLine>,
}

impl LineComparison<'_> {
    /// The parts of the next line.
    fn parts(&mut self, line: &ClaimLine) -> Vec<LinePart> {
        let stay_id = match &line.stay {
            StayOfLine::NotOurs(_) => return vec![whole(line, ClaimVerdict::NotOurs)],
            StayOfLine::NotFound(_) => return vec![whole(line, ClaimVerdict::NoSuchStay)],
            StayOfLine::Found(stay_id) => stay_id.clone(),
        };
        match (line.claim.first_and_last(), line.claim.is_credit()) {
            (Some((first, last)), true) => self.credit(line, &stay_id, &first.to(last).collect::<Vec<_>>()),
            (Some((first, last)), false) => self.days(line, &stay_id, &first.to(last).collect::<Vec<_>>()),
            (None, true) => vec![whole(line, ClaimVerdict::DifferentDays)],
            (None, false) => self.number_of_days(line, &stay_id),
        }
    }

    fn take(&mut self, stay_id: &str, day: Day, part: &LinePart) {
        let line = self.lines.len();
        let taken = ClaimedDay { line, verdict: part.verdict, owed: part.owed, is_owed: part.owed_days > 0 };
        self.taken.insert((stay_id.into(), day), taken);
    }

    /// A line whose days are known.
    fn days(&mut self, line: &ClaimLine, stay_id: &str, days: &[Day]) -> Vec<LinePart> {
        let shares = shares(self.basis, line, days);
        let mut parts = Vec::with_capacity(days.len());
        for (day, share) in days.iter().zip(shares) {
            let part = DayFound::of(self.basis, &self.taken, stay_id, *day).part(*day, share);
            if part.verdict != ClaimVerdict::Duplicate {
                self.take(stay_id, *day, &part);
            }
            parts.push(part);
        }
        parts
    }

    /// A credit whose days are known: it undoes what an earlier line made of each.
    fn credit(&mut self, line: &ClaimLine, stay_id: &str, days: &[Day]) -> Vec<LinePart> {
        let shares = shares(self.basis, line, days);
        let part = |(day, share): (&Day, Minor)| {
            let taken = self.taken.remove(&(stay_id.into(), *day));
            let found = DayFound::of(self.basis, &self.taken, stay_id, *day);
            let (owed_days, owed, verdict, of_line) = match taken {
                Some(ClaimedDay { line, verdict, owed, is_owed }) => {
                    (-i64::from(is_owed), Minor(-owed.0), verdict, Some(line))
                }
                // Not claimed before it: what it takes off is no part of what we owe.
                None if found.is_owed() => (0, Minor(0), ClaimVerdict::DifferentDays, None),
                None => (0, Minor(0), found.verdict, None),
            };
            let verdict = match verdict {
                ClaimVerdict::Agreed if share != owed => ClaimVerdict::DifferentRate,
                ClaimVerdict::DifferentRate if share == owed => ClaimVerdict::Agreed,
                other => other,
            };
            LinePart { days: -1, owed_days, owed, verdict, of_line, ..found.part(*day, share) }
        };
        days.iter().zip(shares).map(part).collect()
    }

    /// A line that says how many days it claims between two dates, and not which: as many as we owe between them agree.
    fn number_of_days(&mut self, line: &ClaimLine, stay_id: &str) -> Vec<LinePart> {
        let (claim, number) = (&line.claim, line.claim.days.unwrap_or(0) as usize);
        let found = |day| (day, DayFound::of(self.basis, &self.taken, stay_id, day));
        let (owed, others): (Vec<_>, Vec<_>) =
            claim.from_on.to(claim.to_on).map(found).partition(|(_, found)| found.is_owed());
        if number < owed.len() {
            let sum = owed.iter().map(|(_, found)| found.owed).sum();
            let owed_days = owed.len() as i64;
            let part = LinePart { owed_days, owed: sum, ..whole(line, ClaimVerdict::DifferentDays) };
            let parts: Vec<LinePart> = owed.iter().map(|(day, found)| found.part(*day, found.owed)).collect();
            for part in parts {
                let day = part.day.unwrap_or(claim.from_on);
                self.take(stay_id, day, &LinePart { verdict: ClaimVerdict::DifferentDays, ..part });
            }
            return vec![part];
        }
        let price = |amount: Minor| u32::try_from(amount.0).unwrap_or(1).max(1);
        let dearest = claim.from_on.to(claim.to_on).filter_map(|day| (self.basis.price)(claim.payer, day)).max();
        let surplus = number - owed.len();
        let mut weights: Vec<u32> = owed.iter().map(|(_, found)| price(found.owed)).collect();
        weights.extend(std::iter::repeat_n(dearest.map_or(1, price), surplus));
        let shares = split(claim.amount_minor, &weights);
        let (of_owed, of_surplus) = shares.split_at(owed.len());
        let mut parts: Vec<LinePart> =
            owed.iter().zip(of_owed).map(|((day, found), share)| found.part(*day, *share)).collect();
        if surplus > 0 || parts.is_empty() {
            let mut verdicts = others.iter().map(|(_, found)| found.verdict);
            let first = verdicts.next().unwrap_or(ClaimVerdict::DifferentDays);
            let one = others.len() >= surplus && verdicts.all(|verdict| verdict == first);
            let verdict = if one { first } else { ClaimVerdict::DifferentDays };
            let claimed = if number == 0 { claim.amount_minor } else { of_surplus.iter().copied().sum() };
            let like = others.first().filter(|_| one).map(|(_, found)| (found.of_line, found.in_month));
            let (of_line, in_month) = like.unwrap_or_default();
            let part = whole(line, verdict);
            parts.push(LinePart { days: surplus as i64, claimed, of_line, in_month, ..part });
        }
        for part in parts.iter().filter(|part| part.day.is_some()).cloned().collect::<Vec<_>>() {
            self.take(stay_id, part.day.unwrap_or(claim.from_on), &part);
        }
        parts
    }
}

/// All of a line as one part for which we owe nothing.
fn whole(line: &ClaimLine, verdict: ClaimVerdict) -> LinePart {
    let claim = &line.claim;
    let by_dates = || claim.first_and_last().map_or(0, |(first, last)| i64::from(last - first) + 1);
    let days = claim.days.map_or_else(by_dates, i64::from);
    LinePart {
        day: None,
        days: if claim.is_credit() { -days } else { days },
        claimed: claim.amount_minor,
        owed_days: 0,
        owed: Minor(0),
        verdict,
        of_line: None,
        in_month: None,
        ledger: None,
    }
}

/// What a reader must know beside the verdict.
fn remarks(judged: &JudgedLine) -> Vec<String> {
    let (claim, mut remarks) = (&judged.line.claim, Vec::new());
    match (claim.claimed_days, claim.days) {
        (ClaimedDays::Assumed, _) if claim.to_on > claim.from_on => {
            remarks.push("the line says no number of days: all from its first to its last were taken".to_owned());
        }
        (ClaimedDays::NotLast, _) => remarks.push("the last day was taken as not claimed".to_owned()),
        (ClaimedDays::Unknown, Some(days)) => {
            let span = claim.to_on - claim.from_on + 1;
            remarks.push(format!("the line claims {days} days of {span} and does not say which"));
        }
        (ClaimedDays::Unknown, None) => remarks.push("the line takes off money and says no number of days".to_owned()),
        _ => {}
    }
    if let (Some(rate), Some(days)) = (judged.line.rate, judged.days())
        && rate * days.abs() != Minor(claim.amount_minor.0.abs())
    {
        remarks.push(format!(
            "its amount is not its rate {} for {} days: the amount was compared",
            rate.with(claim.currency),
            days.abs()
        ));
    }
    remarks
}
