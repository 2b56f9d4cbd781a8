//! Line by line: the parts of each, and its verdict.

use std::collections::HashMap;

use super::basis::{ClaimLine, ReconcileBasis, StayOfLine, UnreadableLine};
use super::days::{self, ClaimedDay, DayFound, DaysTaken, shares};
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
        lines.iter().map(|line| line.claim.amount_minor).chain(unreadable.iter().filter_map(|row| row.refused.amount));
    let claimed = claimed.sum();
    let owed = basis.owed().map(|(_, day)| day.amount).sum();
    let mut comparison = LineComparison { basis, taken: DaysTaken::new(), said: HashMap::new() };
    // A line that does not say which days it claims takes of those that the others leave.
    let (known, others): (Vec<_>, Vec<_>) = (0..lines.len()).partition(|at| !is_number_of_days(&lines[*at].claim));
    let mut parts: Vec<Vec<LinePart>> = vec![Vec::new(); lines.len()];
    for at in known.into_iter().chain(others) {
        parts[at] = comparison.parts(at, &lines[at]);
    }
    let judged = |(line, parts)| JudgedLine {
        line,
        verdict: ClaimVerdict::Agreed,
        parts,
        remarks: Vec::new(),
        doubts: Vec::new(),
    };
    let mut lines: Vec<JudgedLine> = lines.into_iter().zip(parts).map(judged).collect();
    let taken = comparison.taken;
    let unclaimed = unclaimed::put(basis, &taken, &mut lines, &unreadable);
    for line in &mut lines {
        line.verdict = line.parts.iter().map(|part| part.verdict).min().unwrap_or(ClaimVerdict::Agreed);
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

/// Whether a line says how many days it claims, and not which.
fn is_number_of_days(claim: &Claim) -> bool {
    claim.first_and_last().is_none() && !claim.is_credit()
}

/// A line whose days are known, by its place, with what it claims.
struct LineSaid {
    line: usize,
    days: (Day, Day),
    amount: Minor,
    is_credited: bool,
}

/// The lines so far.
struct LineComparison<'b> {
    basis: &'b ReconcileBasis<'b>,
    taken: DaysTaken,
    /// By stay.
    said: HashMap<Box<str>, Vec<LineSaid>>,
}

impl LineComparison<'_> {
    /// The parts of the next line.
    fn parts(&mut self, at: usize, line: &ClaimLine) -> Vec<LinePart> {
        let stay_id = match &line.stay {
            StayOfLine::NotOurs(_) => return vec![whole(line, ClaimVerdict::NotOurs)],
            StayOfLine::NotFound(_) => return vec![whole(line, ClaimVerdict::NoSuchStay)],
            StayOfLine::Found(stay_id) => stay_id.clone(),
        };
        let parts = match (line.claim.first_and_last(), line.claim.is_credit()) {
            (Some(days), true) => self.credit(line, &stay_id, days),
            (Some(days), false) => self.days(at, line, &stay_id, days),
            (None, true) => vec![whole(line, ClaimVerdict::DifferentDays)],
            (None, false) => self.number_of_days(at, line, &stay_id),
        };
        days::in_spans(self.basis.month, parts)
    }

    fn take(&mut self, line: usize, stay_id: &str, part: &LinePart) {
        let Some(day) = part.day else { return };
        let claimed = ClaimedDay { line, claimed: part.claimed, part: part.clone() };
        self.taken.entry((stay_id.into(), day)).or_default().push(claimed);
    }

    /// A line whose days are known.
    fn days(&mut self, at: usize, line: &ClaimLine, stay_id: &str, (first, last): (Day, Day)) -> Vec<LinePart> {
        let days: Vec<Day> = first.to(last).collect();
        let said = LineSaid { line: at, days: (first, last), amount: line.claim.amount_minor, is_credited: false };
        self.said.entry(stay_id.into()).or_default().push(said);
        let mut parts = Vec::with_capacity(days.len());
        for (day, share) in days.iter().zip(shares(self.basis, line, &days)) {
            let part = DayFound::of(self.basis, &self.taken, stay_id, *day).part(*day, share);
            self.take(at, stay_id, &part);
            parts.push(part);
        }
        parts
    }

    /// A credit whose days are known: it undoes what an earlier line made of each. That is the latest line with the same days
    /// and exactly this amount, else the latest with the day.
    fn credit(&mut self, line: &ClaimLine, stay_id: &str, (first, last): (Day, Day)) -> Vec<LinePart> {
        let days: Vec<Day> = first.to(last).collect();
        let amount = Minor(-line.claim.amount_minor.0);
        let said = self.said.get_mut(stay_id).into_iter().flatten().rev();
        let mut same = said.filter(|said| !said.is_credited && said.days == (first, last) && said.amount == amount);
        let meant = same.next().map(|said| {
            said.is_credited = true;
            said.line
        });
        let shares = shares(self.basis, line, &days);
        days.iter().zip(shares).map(|(day, share)| self.credited_day(stay_id, (*day, share), meant)).collect()
    }

    /// One day of a credit. Less than the price of the day takes off money, and the day stays claimed.
    fn credited_day(&mut self, stay_id: &str, (day, share): (Day, Minor), meant: Option<usize>) -> LinePart {
        let claims = self.taken.get_mut(&(stay_id.into(), day)).filter(|claims| !claims.is_empty());
        let Some(claims) = claims else {
            // Not claimed before it: what it takes off is no part of what we owe.
            let found = DayFound::of(self.basis, &self.taken, stay_id, day);
            let verdict = if found.is_owed() { ClaimVerdict::DifferentDays } else { found.verdict };
            return LinePart { days: -1, owed_days: 0, owed: Minor(0), verdict, ..found.part(day, share) };
        };
        let at = claims.iter().rposition(|claim| Some(claim.line) == meant).unwrap_or(claims.len() - 1);
        let ClaimedDay { line, claimed, part } = claims[at].clone();
        let of_line = Some(line);
        let price = if part.owed_days > 0 { claimed.min(part.owed) } else { claimed };
        if share.0 + price.0 > 0 {
            claims[at].claimed = claimed + share;
            let verdict = part.verdict.min(ClaimVerdict::DifferentRate);
            return LinePart { days: 0, claimed: share, owed_days: 0, owed: Minor(0), verdict, of_line, ..part };
        }
        claims.remove(at);
        if at == 0 && !claims.is_empty() {
            // The next line that has the day takes the place of the one that is taken back.
            let next = ClaimedDay { line: claims[0].line, claimed: claims[0].claimed, part };
            let part = std::mem::replace(&mut claims[0], next).part;
            return LinePart { days: -1, claimed: share, of_line, ..part };
        }
        let (owed_days, owed) = (-part.owed_days, Minor(-part.owed.0));
        let verdict = match part.verdict {
            ClaimVerdict::Agreed if share != owed => ClaimVerdict::DifferentRate,
            ClaimVerdict::DifferentRate if share == owed => ClaimVerdict::Agreed,
            other => other,
        };
        LinePart { days: -1, claimed: share, owed_days, owed, verdict, of_line, ..part }
    }

    /// A line that says how many days it claims between two dates, and not which: as many as we owe between them agree, and
    /// never more than it says.
    fn number_of_days(&mut self, at: usize, line: &ClaimLine, stay_id: &str) -> Vec<LinePart> {
        let (claim, number) = (&line.claim, line.claim.days.unwrap_or(0) as usize);
        let found = |day| (day, DayFound::of(self.basis, &self.taken, stay_id, day));
        let (mut owed, others): (Vec<_>, Vec<_>) =
            claim.from_on.to(claim.to_on).map(found).partition(|(_, found)| found.is_owed());
        owed.truncate(number);
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
        parts.iter().for_each(|part| self.take(at, stay_id, part));
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
        last: None,
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
