//! What differs in a line, in words that can stand in a letter.

use crate::domain::{Day, LedgerStatus, Minor};
use crate::reconcile::{ClaimVerdict, JudgedLine, LinePart, OwedDay, Reconciliation, StayOfLine};
use crate::regime::Law;

use super::ReconciledClaim;

/// `one, two and three`.
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => "the other side".to_owned(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// `1 day`, `2 days`.
pub(crate) fn counted(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number.abs() == 1 { one } else { many })
}

/// `8 March 2018`, or `8 to 10 March 2018`.
pub(crate) fn span(first: Day, last: Day) -> String {
    match (first == last, first.month() == last.month()) {
        (true, _) => first.long(),
        (false, true) => {
            let long = first.long();
            format!("{} to {}", long.split(' ').next().unwrap_or(&long), last.long())
        }
        (false, false) => format!("{} to {}", first.long(), last.long()),
    }
}

/// Days of a line one after the other that are the same, and for the same reason.
pub(super) struct DayGroup<'l> {
    /// First and last day; nothing where the line does not say which days they are.
    pub span: Option<(Day, Day)>,
    /// Days claimed.
    pub days: i64,
    /// Days owed.
    pub owed_days: i64,
    pub claimed: Minor,
    pub owed: Minor,
    /// The first of its parts, which the others are like.
    pub like: &'l LinePart,
}

/// The parts of a line in groups, in their order.
pub(super) fn groups(line: &JudgedLine) -> Vec<DayGroup<'_>> {
    let mut groups: Vec<DayGroup<'_>> = Vec::new();
    for part in &line.parts {
        let is_next = |last: &DayGroup<'_>| {
            let follows = last.span.zip(part.day).is_some_and(|((_, last), day)| last + 1 == day);
            follows && is_like(last.like, part)
        };
        match groups.last_mut().filter(|last| is_next(last)) {
            Some(last) => {
                last.span = last.span.zip(part.last_day()).map(|((first, _), day)| (first, day));
                last.days += part.days;
                last.owed_days += part.owed_days;
                last.claimed = last.claimed + part.claimed;
                last.owed = last.owed + part.owed;
            }
            None => groups.push(DayGroup {
                span: part.day.zip(part.last_day()),
                days: part.days,
                owed_days: part.owed_days,
                claimed: part.claimed,
                owed: part.owed,
                like: part,
            }),
        }
    }
    groups
}

fn is_like(one: &LinePart, other: &LinePart) -> bool {
    let of = |part: &LinePart| {
        let ledger = part.ledger.as_ref().map(|day| (day.status, day.rule.clone(), day.cite.clone(), day.payer));
        (part.verdict, part.of_line, part.in_month, part.days.signum(), part.owed_days, ledger)
    };
    of(one) == of(other)
}

impl DayGroup<'_> {
    pub fn difference(&self) -> Minor {
        Minor(self.claimed.0 - self.owed.0)
    }

    /// Which days, or how many.
    pub fn when(&self) -> String {
        match self.span {
            Some((first, last)) => span(first, last),
            None => counted(self.days, "day", "days"),
        }
    }
}

impl ReconciledClaim<'_> {
    /// Why the ledger has the days of a group otherwise than the line, with the section of law where there is one.
    pub(super) fn why(&self, line: &JudgedLine, group: &DayGroup<'_>) -> String {
        let part = group.like;
        if let StayOfLine::NotOurs(why) | StayOfLine::NotFound(why) = &line.line.stay {
            return why.clone();
        }
        let taken_back = line.line.claim.is_credit() && part.claimed != Minor(0);
        if taken_back && part.of_line.is_none() && part.day.is_some() {
            return "takes off days that no line before it claims".to_owned();
        }
        if taken_back && part.day.is_none() && part.verdict == ClaimVerdict::DifferentDays {
            return "takes off money, and does not say of which days".to_owned();
        }
        if taken_back && part.days == 0 {
            return format!("takes money off line {}, whose days stay claimed", self.line(part));
        }
        match part.verdict {
            ClaimVerdict::Agreed | ClaimVerdict::DifferentRate if taken_back => {
                format!("takes back days of line {}", self.line(part))
            }
            ClaimVerdict::Agreed => self.law(part).unwrap_or_else(|| "owed as claimed".to_owned()),
            ClaimVerdict::DifferentRate => {
                let [claimed, owed] = [group.claimed, group.owed].map(|amount| each(amount, group.days));
                let per_day = |amount: Option<Minor>, all: Minor| match amount {
                    Some(amount) => format!("{} a day", self.money(amount)),
                    None => format!("{} for {}", self.money(all), counted(group.days, "day", "days")),
                };
                let (claimed, owed) = (per_day(claimed, group.claimed), per_day(owed, group.owed));
                format!("claimed at {claimed}; the tariff gives {owed}")
            }
            ClaimVerdict::Duplicate if taken_back => {
                format!("takes back line {}, one of those that claim the same days", self.line(part))
            }
            ClaimVerdict::Duplicate => format!("line {} claims the same days", self.line(part)),
            ClaimVerdict::AlreadyPaid => {
                let month = part.in_month.map_or_else(String::new, |month| format!(" of {}", month.long()));
                format!("in the statement{month}")
            }
            _ if taken_back && part.of_line.is_some() => {
                format!("takes back days of line {}, which are not owed either", self.line(part))
            }
            ClaimVerdict::OutOfScope if part.day.is_some_and(|day| day.month() != self.month) => {
                format!("not in {}, and in no statement of another month", self.month.long())
            }
            ClaimVerdict::NotOurs if part.ledger.is_some() => {
                let payer = part.ledger.as_ref().and_then(|day| day.payer);
                match payer.filter(|_| part.status() != Some(LedgerStatus::NoPayer)) {
                    Some(payer) => {
                        let name = crate::domain::Authorities::all().get(payer).with_code();
                        format!("{name} answers for these days by our records")
                    }
                    None => self.law(part).unwrap_or_else(|| "no council is charged".to_owned()),
                }
            }
            ClaimVerdict::DifferentDays if part.day.is_some() && part.days == 0 && part.owed_days > 0 => {
                format!("owed and not claimed [{}]", part.ledger.as_ref().map_or("", |day| &day.cite))
            }
            ClaimVerdict::DifferentDays if part.day.is_some() && part.ledger.is_none() => {
                "no delayed days by our records: the patient was not ready to leave, or had left".to_owned()
            }
            ClaimVerdict::DifferentDays if part.day.is_none() && part.days == 0 => {
                "money is claimed for no day".to_owned()
            }
            ClaimVerdict::DifferentDays if part.day.is_none() => {
                "which days are meant is not stated, and no more days are owed between the dates".to_owned()
            }
            _ => self.law(part).unwrap_or_default(),
        }
    }

    /// The claimant's name of the line that a part is about, and where it stands: two lines can have one name.
    fn line(&self, part: &LinePart) -> String {
        let line = part.of_line.and_then(|at| self.reconciled.lines.get(at)).map(|line| &line.line);
        line.map_or_else(
            || "not known".to_owned(),
            |line| format!("{} (line {} of the file)", line.claim.claim_id, line.line),
        )
    }

    /// The rule that decided, in words with its section.
    fn law(&self, part: &LinePart) -> Option<String> {
        part.ledger.as_ref().map(|day| format!("{} [{}]", rule_words(self.laws, day), day.cite))
    }
}

/// The rule of a day in words; of a stay out of scope the ground.
pub(super) fn rule_words<'l>(laws: &'l [Law], day: &'l OwedDay) -> &'l str {
    let Some(law) = laws.iter().find(|law| law.id() == &*day.regime) else { return &day.rule };
    let grounds = law.grounds().filter(|_| day.status == LedgerStatus::OutOfScope);
    let ground = grounds.into_iter().find(|ground| *ground.cite == *day.cite);
    let rule = law.rule_named(&day.rule);
    ground.map(|ground| ground.words.as_str()).or(rule.map(|rule| rule.words.as_str())).unwrap_or(&day.rule)
}

/// What one day comes to, where all are alike.
fn each(amount: Minor, days: i64) -> Option<Minor> {
    (days != 0 && amount.0 % days == 0).then(|| Minor(amount.0 / days))
}

/// What differs in a line, one sentence a group of days; of a line that agrees nothing.
pub fn differences_of(claim: &ReconciledClaim<'_>, line: &JudgedLine) -> Vec<String> {
    let mut found = Vec::new();
    for group in groups(line) {
        if group.like.verdict == ClaimVerdict::Agreed {
            continue;
        }
        let (when, difference) = (group.when(), claim.money(group.difference()));
        let kind = group.like.verdict.words();
        let why = claim.why(line, &group);
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        found.push(format!("{kind}, {when} ({difference}){why}"));
    }
    found.extend(line.remarks.iter().chain(&line.doubts).cloned());
    found
}

/// What of a claim cannot be said, because amounts cannot be read; nothing where all can.
pub fn what_remains(claim: &ReconciledClaim<'_>) -> Option<String> {
    let reconciled: &Reconciliation = claim.reconciled;
    let unknown = reconciled.of_unknown_amount();
    if unknown == 0 {
        return None;
    }
    let rows = counted(unknown, "row whose amount cannot be read is", "rows whose amounts cannot be read are");
    let what = if unknown == 1 { "what it claims" } else { "what they claim" };
    Some(match claim.total {
        Some(total) => format!(
            "{rows} in no sum here: of the stated total of {}, {} is left for {what}.",
            claim.money(total.stated),
            claim.money(total.left)
        ),
        None => format!("{rows} in no sum here: {what} is not known, and is not zero."),
    })
}
