//! What differs in a line, in words that can stand in a letter.

use crate::domain::{Authorities, ClaimedDays, Day, Language, LedgerStatus, Minor};
use crate::reconcile::{ClaimLine, ClaimVerdict, JudgedLine, LinePart, OwedDay, StayOfLine, WhyNoStay};
use crate::report::statement::law_in_words;
use crate::words::Argument;

use super::ReconciledClaim;

/// `one, two and three`.
pub(super) fn list(language: Language, words: &[String]) -> String {
    match words {
        [] => language.word("claim-other-side").to_owned(),
        [one] => one.clone(),
        [before @ .., last] => language.say("list-and", &[("first", before.join(", ").into()), ("last", last.into())]),
    }
}

/// A verdict as people read it.
pub(crate) fn verdict_title(language: Language, verdict: ClaimVerdict) -> &'static str {
    language.find(&format!("verdict-{}", verdict.code())).unwrap_or(verdict.code())
}

/// So many of something, by the message that counts it.
pub(crate) fn counted(language: Language, (id, name): (&'static str, &str), number: i64) -> String {
    language.say(id, &[(name, number.into())])
}

/// `8 March 2018`, or `8 to 10 March 2018`.
pub(crate) fn span(language: Language, first: Day, last: Day) -> String {
    if first == last {
        return language.day(first);
    }
    let long = language.day(first);
    let first = match first.month() == last.month() {
        true => long.split(' ').next().unwrap_or(&long),
        false => &long,
    };
    language.say("claim-span", &[("first", first.into()), ("last", last.into())])
}

/// Why a line has no stay of ours.
pub fn why_no_stay(language: Language, why: &WhyNoStay) -> String {
    let unknown = |stay: &str| language.say("claim-not-known-stay", &[("stay", stay.into())]);
    match why {
        WhyNoStay::OtherPayer(payer) => {
            language.say("claim-not-other-payer", &[("payer", Authorities::all().get(*payer).with_code().into())])
        }
        WhyNoStay::OtherPayee { payee, own } => {
            language.say("claim-not-other-payee", &[("payee", (&**payee).into()), ("own", (&**own).into())])
        }
        WhyNoStay::OfOtherPayee(payee) => language.say("claim-not-of-hospital", &[("payee", (&**payee).into())]),
        WhyNoStay::OfOtherPerson => language.word("claim-not-of-person").to_owned(),
        WhyNoStay::Unknown(stay) => unknown(stay),
        WhyNoStay::Nameless => language.word("claim-not-named").to_owned(),
        WhyNoStay::Several => language.word("claim-not-one").to_owned(),
        WhyNoStay::NotTheseDays { named, payee } => {
            let last = language.say("claim-not-these-days", &[("payee", (&**payee).into())]);
            match named {
                None => last,
                Some(stay) => language.say("claim-not-both", &[("first", unknown(stay).into()), ("last", last.into())]),
            }
        }
    }
}

/// What a reader must know of a line beside its verdict.
pub fn remarks_of(language: Language, judged: &JudgedLine) -> Vec<String> {
    let (claim, mut remarks) = (&judged.line.claim, Vec::new());
    match (claim.claimed_days, claim.days) {
        (ClaimedDays::Assumed, _) if claim.to_on > claim.from_on => {
            remarks.push(language.word("claim-remark-all-days").to_owned());
        }
        (ClaimedDays::NotLast, _) => remarks.push(language.word("claim-remark-not-last").to_owned()),
        (ClaimedDays::Unknown, Some(days)) => {
            let span = i64::from(claim.to_on - claim.from_on + 1);
            let of = [("days", Argument::Plain(days.into())), ("span", Argument::Plain(span))];
            remarks.push(language.say("claim-remark-which", &of));
        }
        (ClaimedDays::Unknown, None) => remarks.push(language.word("claim-remark-no-number").to_owned()),
        _ => {}
    }
    if let (Some(rate), Some(days)) = (judged.line.rate, judged.days())
        && rate * days.abs() != Minor(claim.amount_minor.0.abs())
    {
        let days = ("days", Argument::Plain(days.abs()));
        remarks.push(language.say("claim-remark-rate", &[("rate", (rate, claim.currency).into()), days]));
    }
    remarks
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
    pub fn when(&self, language: Language) -> String {
        match self.span {
            Some((first, last)) => span(language, first, last),
            None => counted(language, ("claim-days", "days"), self.days),
        }
    }
}

impl ReconciledClaim<'_> {
    /// Why the ledger has the days of a group otherwise than the line, with the section of law where there is one.
    pub(super) fn why(&self, line: &JudgedLine, group: &DayGroup<'_>) -> String {
        let part = group.like;
        if let StayOfLine::NotOurs(why) | StayOfLine::NotFound(why) = &line.line.stay {
            return why_no_stay(self.language, why);
        }
        let word = |id: &'static str| self.word(id).to_owned();
        let of_line = |id: &'static str| self.say(id, &[("line", self.line(part).into())]);
        let taken_back = line.line.claim.is_credit() && part.claimed != Minor(0);
        if taken_back && part.of_line.is_none() && part.day.is_some() {
            return word("claim-why-off-days");
        }
        if taken_back && part.day.is_none() && part.verdict == ClaimVerdict::DifferentDays {
            return word("claim-why-off-money");
        }
        if taken_back && part.days == 0 {
            return of_line("claim-why-off-line");
        }
        match part.verdict {
            ClaimVerdict::Agreed | ClaimVerdict::DifferentRate if taken_back => of_line("claim-why-back"),
            ClaimVerdict::Agreed => self.law(part).unwrap_or_else(|| word("claim-why-owed")),
            ClaimVerdict::DifferentRate => {
                let per_day = |all: Minor| match each(all, group.days) {
                    Some(amount) => self.say("claim-a-day", &[("amount", self.money(amount))]),
                    None => self.say("claim-for-days", &[("amount", self.money(all)), ("days", group.days.into())]),
                };
                let amounts = [("claimed", group.claimed), ("owed", group.owed)];
                self.say("claim-why-rate", &amounts.map(|(name, all)| (name, per_day(all).into())))
            }
            ClaimVerdict::Duplicate if taken_back => of_line("claim-why-back-same"),
            ClaimVerdict::Duplicate => of_line("claim-why-same"),
            ClaimVerdict::AlreadyPaid => match part.in_month {
                Some(month) => self.say("claim-why-statement-of", &[("month", month.into())]),
                None => word("claim-why-statement"),
            },
            _ if taken_back && part.of_line.is_some() => of_line("claim-why-back-not-owed"),
            ClaimVerdict::OutOfScope if part.day.is_some_and(|day| day.month() != self.month) => {
                self.of_month("claim-why-no-month")
            }
            ClaimVerdict::NotOurs if part.ledger.is_some() => {
                let payer = part.ledger.as_ref().and_then(|day| day.payer);
                match payer.filter(|_| part.status() != Some(LedgerStatus::NoPayer)) {
                    Some(payer) => {
                        self.say("claim-why-answers", &[("name", Authorities::all().get(payer).with_code().into())])
                    }
                    None => self.law(part).unwrap_or_else(|| word("claim-why-no-council")),
                }
            }
            ClaimVerdict::DifferentDays if part.day.is_some() && part.days == 0 && part.owed_days > 0 => {
                let cite = self.language.cite(part.ledger.as_ref().map_or("", |day| &day.cite));
                self.say("claim-why-not-claimed", &[("cite", cite.into_owned().into())])
            }
            ClaimVerdict::DifferentDays if part.day.is_some() && part.ledger.is_none() => word("claim-why-no-days"),
            ClaimVerdict::DifferentDays if part.day.is_none() && part.days == 0 => word("claim-why-no-day"),
            ClaimVerdict::DifferentDays if part.day.is_none() => word("claim-why-which-days"),
            _ => self.law(part).unwrap_or_default(),
        }
    }

    /// The claimant's name of the line that a part is about, and where it stands: two lines can have one name.
    fn line(&self, part: &LinePart) -> String {
        let line = part.of_line.and_then(|at| self.reconciled.lines.get(at)).map(|line| &line.line);
        let named = |line: &ClaimLine| {
            let place = ("line", Argument::Plain(line.line.into()));
            self.say("claim-line", &[("claim", (&*line.claim.claim_id).into()), place])
        };
        line.map_or_else(|| self.word("not-known").to_owned(), named)
    }

    /// The rule that decided, in words with its section.
    fn law(&self, part: &LinePart) -> Option<String> {
        part.ledger.as_ref().map(|day| self.rule(day, None))
    }

    /// The rule of a day in words with its section; of a stay out of scope the ground. `line`: the row of the file that names its
    /// stay and cannot be read.
    pub(super) fn rule(&self, day: &OwedDay, line: Option<u32>) -> String {
        let cite = self.language.cite(&day.cite).into_owned();
        let mut of = vec![("rule", self.rule_words(day).into()), ("cite", cite.into())];
        let Some(line) = line else { return self.say("claim-rule", &of) };
        of.push(("line", Argument::Plain(line.into())));
        self.say("claim-rule-named", &of)
    }

    fn rule_words(&self, day: &OwedDay) -> String {
        let Some(law) = self.laws.iter().find(|law| law.id() == &*day.regime) else { return day.rule.to_string() };
        let mut grounds = law.grounds().filter(|_| day.status == LedgerStatus::OutOfScope);
        if let Some(ground) = grounds.find(|ground| *ground.cite == *day.cite) {
            return ground.words.clone();
        }
        let in_file = || law.rule_named(&day.rule).map_or_else(|| day.rule.to_string(), |rule| rule.words.clone());
        law_in_words(self.language, law, &format!("rule-{}", day.rule), in_file)
    }
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
        let why = claim.why(line, &group);
        let id = if why.is_empty() { "claim-differs" } else { "claim-differs-why" };
        let kind = verdict_title(claim.language, group.like.verdict);
        let when = group.when(claim.language).into();
        let difference = ("difference", claim.money(group.difference()));
        found.push(claim.say(id, &[("kind", kind.into()), ("when", when), difference, ("why", why.into())]));
    }
    found.extend(remarks_of(claim.language, line));
    found.extend(line.remarks.iter().chain(&line.doubts).cloned());
    found
}

/// What of a claim cannot be said, because amounts cannot be read; nothing where all can.
pub fn what_remains(claim: &ReconciledClaim<'_>) -> Option<String> {
    let rows = [("rows", claim.reconciled.of_unknown_amount())];
    if rows[0].1 == 0 {
        return None;
    }
    let rows = rows.map(|(name, rows)| (name, rows.into()));
    Some(match claim.total {
        Some(total) => {
            let totals = [("stated", total.stated), ("left", total.left)];
            let totals = totals.map(|(name, amount)| (name, claim.money(amount)));
            claim.say("claim-unknown-of-total", &rows.into_iter().chain(totals).collect::<Vec<_>>())
        }
        None => claim.say("claim-unknown", &rows),
    })
}
