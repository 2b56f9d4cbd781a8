//! One stay, day by day, with the law: so that a lawyer can follow it without the code.

mod doubts;
mod not_taken;
mod notices;
mod readiness;
mod records;

use crate::counting::{ReadyPeriod, periods};
use crate::domain::{
    Authorities, Currency, Day, Event, EventRecord, EventValue, Language, LedgerStatus, Minor, OpenQuestion, Standing,
    Stay, StayFacts,
};
use crate::error::{Error, Exit, Result};
use crate::liability::{AssessedDay, CaseOfStays, Cases, ClockOutcome, Judged, NoticeClock, Reasons, is_used, row};
use crate::operate::month::doubts::DoubtFound;
use crate::regime::file::{Grade, PriceBand};
use crate::regime::{Law, LawRule, Procedure, RuleId};
use crate::report::statement::{grade_in_words, law_in_words};
use crate::store::RecordPlaces;
use crate::words::Argument;
pub use doubts::ChargedTwice;
use not_taken::not_taken;
use notices::notices;
pub use records::{DaysAtRate, ExplainedRecord, records_of};
use serde::Serialize;

/// A stay explained.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The stay.
    pub stay_id: String,
    /// Where, who, and under which law.
    pub head: Vec<String>,
    /// The facts in order of time.
    pub facts: Vec<String>,
    /// What each notice did, with the dates used.
    pub notices: Vec<String>,
    /// Whether a law of the project knows notices of which there is this to say.
    #[serde(skip)]
    pub is_of_notices: bool,
    /// The days.
    pub days: Vec<ExplainedDay>,
    /// What is said where there are no days.
    #[serde(skip)]
    pub without_days: &'static str,
    /// What is doubtful, with what is at stake over the whole delay.
    pub doubts: Vec<DoubtFound>,
    /// Days on which the person is charged for in another stay too.
    pub charged_twice: Vec<ChargedTwice>,
    /// The records that all of it rests on, with their places in their files.
    pub records: Vec<ExplainedRecord>,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The charged days by their rate: their amounts add up to what is owed.
    pub sums: Vec<DaysAtRate>,
    /// What it comes to.
    pub total: String,
}

/// One day with its status, the law and the dates used.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedDay {
    /// Its place in the delay.
    pub n: u32,
    /// The day.
    pub day: Day,
    /// Its status.
    pub status: &'static str,
    /// Who pays, or would.
    pub payer: String,
    /// What is owed, in minor units.
    pub amount_minor: i64,
    /// What is owed, for people; empty if nothing is.
    pub amount: String,
    /// The rule in words.
    pub words: String,
    /// The rule, by its name in the file of the law.
    pub rule: String,
    /// The law, as in `england-2014`.
    pub law: String,
    /// The SHA-256 of its file.
    pub law_sha256: String,
    /// The SHA-256 of the readings that were chosen.
    pub readings_sha256: String,
    /// The section.
    pub cite: String,
    /// How sure we are of the rule.
    pub grade: &'static str,
    /// Which dates the rule was applied to.
    pub because: String,
    /// Where the price and the payer come from; empty if nothing is owed.
    pub price: String,
    /// What the hospital's return says of the day.
    pub return_says: Option<&'static str>,
}

/// What explaining needs: everything that the store holds about stays.
#[derive(Clone, Copy, Debug)]
pub struct ExplainBasis<'a> {
    /// The language of what is said.
    pub language: Language,
    /// The stays.
    pub stays: &'a [Stay],
    /// The events, sorted by stay.
    pub events: &'a [EventRecord],
    /// The reasons of the hospitals' return.
    pub reasons: Reasons<'a>,
    /// What records leave open about stays, sorted by stay.
    pub questions: &'a [OpenQuestion],
    /// The law.
    pub laws: &'a [Law],
    /// The day to which open stays are followed.
    pub followed_to: Day,
    /// The name and the SHA-256 of each delivery.
    pub files: &'a [(&'a str, &'a str)],
    /// Where the records of the stay stand in them.
    pub places: &'a RecordPlaces,
}

impl ExplainBasis<'_> {
    fn currency(&self) -> Currency {
        Law::currency_of(self.laws)
    }

    /// Whether what notices did is to be said: laws of readiness say it in their rules.
    fn is_of_notices(&self) -> bool {
        self.laws.is_empty() || self.laws.iter().any(|law| law.notices().is_some())
    }

    /// The name of a delivery and its hash by the first letters of the hash; these themselves where no more is known.
    fn delivery<'k>(&'k self, source_id: &'k str) -> (&'k str, &'k str) {
        let found = self.files.iter().find(|(_, sha256)| sha256.starts_with(source_id));
        found.map_or((source_id, source_id), |(file, sha256)| (file, sha256))
    }
}

/// Explains a stay.
///
/// # Errors
/// 66: the stay is unknown. 65: no law here can judge it.
pub fn explain(stay_id: &str, known: &ExplainBasis<'_>) -> Result<Explanation> {
    let cases = Cases::of(known.stays, known.events, known.laws, known.followed_to).asking(known.questions);
    let case = cases.having(|stay| &*stay.stay_id == stay_id).next();
    let Some(case) = &case else { return not_taken(stay_id, known) };
    let mut judged = Judged::default();
    case.judge(known.laws, &mut judged).map_err(|refusal| {
        Error::new("X_NOT_JUDGED", Exit::Data, format!("stay `{stay_id}` cannot be judged: {refusal}"))
            .effect("it is not priced, and not zero")
            .hint("correct the date with the sender, or add a regime that covers it")
    })?;
    let days: Vec<ExplainedDay> = (0..judged.days.len()).map(|place| day(case, known, &judged, place)).collect();
    let charged = days.iter().filter(|day| day.amount_minor > 0);
    let (count, sum) = charged.fold((0, 0), |(count, sum), day| (count + 1, sum + day.amount_minor));
    let currency = known.currency();
    let total = match known.laws.first() {
        Some(_) => total(known, &days, (count, Minor(sum))),
        None => known.language.word("explain-no-law").to_owned(),
    };
    Ok(Explanation {
        stay_id: stay_id.to_owned(),
        head: head(case, known, &judged),
        facts: facts(case, known, &judged),
        notices: notices(case, known, &judged),
        is_of_notices: known.is_of_notices(),
        without_days: known.language.word("explain-no-delay"),
        doubts: doubts::of_case(case, known, &judged),
        charged_twice: doubts::charged_twice(case, &cases, known, &judged),
        records: records::records(case, known),
        currency,
        sums: records::sums(&days),
        days,
        total,
    })
}

/// What all days come to; those whose price is not known are in no sum.
fn total(known: &ExplainBasis<'_>, days: &[ExplainedDay], (count, sum): (i64, Minor)) -> String {
    let (language, is_unpriced) =
        (known.language, |day: &&ExplainedDay| day.status == LedgerStatus::PriceMissing.code());
    let unpriced = days.iter().filter(is_unpriced).count();
    let owed = match (count, unpriced) {
        (0, 1..) => language.word("not-known").to_owned(),
        _ => language.money(sum, known.currency()),
    };
    let counts = [("charged", count), ("delayed", days.len() as i64), ("unpriced", unpriced as i64)];
    let of = counts.map(|(name, count)| (name, Argument::Plain(count))).into_iter().chain([("amount", owed.into())]);
    language.say(if unpriced == 0 { "explain-total" } else { "explain-total-unpriced" }, &of.collect::<Vec<_>>())
}

fn head(case: &CaseOfStays<'_>, known: &ExplainBasis<'_>, judged: &Judged) -> Vec<String> {
    let (stay, language) = (case.first(), known.language);
    let authority = stay.authority.map(|authority| &*Authorities::liable().get(authority).name);
    let mut lines = vec![language.say(
        "explain-head",
        &[
            ("hospital", (&*stay.provider_code).into()),
            ("authority", authority.unwrap_or_else(|| language.word("not-known")).into()),
            ("record", Argument::Plain(stay.origin.source_record.into())),
            ("file", known.delivery(&stay.origin.source_id).0.into()),
        ],
    )];
    lines.push(ready(language, case));
    if !case.facts.events.iter().any(|event| event.kind.is_departure()) {
        let day = ("day", language.weekday_and_day(known.followed_to).into());
        lines.push(language.say("explain-no-end", &[day]));
    }
    for (at, _) in &judged.under {
        let law = &known.laws[*at];
        let title = law_in_words(language, law, "title", || law.title().to_owned());
        lines.push(language.say("explain-law", &[("title", title.into()), ("law", law.id().into())]));
        lines.push(readings(language, law));
        if let (Some((_, first)), Some((_, last))) = (judged.days.first(), judged.days.last()) {
            let warnings = law.warnings(first.day, last.day);
            lines.extend(warnings.map(|(words, cite, grade)| {
                let of = [("words", words), ("cite", cite), ("grade", grade_in_words(language, grade))];
                language.say("explain-warning", &of.map(|(name, words)| (name, words.into())))
            }));
        }
    }
    lines
}

/// The readings chosen otherwise than by default, and how sure the answers are.
fn readings(language: Language, law: &Law) -> String {
    let asked = law.questions();
    let other = asked.iter().filter(|reading| reading.chosen != reading.default && !reading.chosen.is_empty());
    let other: Vec<String> = other.map(|reading| format!("{}={}", reading.id, reading.chosen)).collect();
    let other = if other.is_empty() { language.word("explain-default").to_owned() } else { other.join(", ") };
    let unverified = asked.iter().filter(|reading| reading.grade == Grade::Unverified);
    let unverified: Vec<&str> = unverified.map(|reading| reading.id).collect();
    let id = if unverified.is_empty() { "explain-readings" } else { "explain-readings-unverified" };
    let count = ("count", Argument::Plain(asked.len() as i64));
    language.say(id, &[("readings", other.into()), count, ("unverified", unverified.join(", ").into())])
}

/// The facts as people write them; those that the law of the stay has no use for say so.
fn facts(case: &CaseOfStays<'_>, known: &ExplainBasis<'_>, judged: &Judged) -> Vec<String> {
    let is_used = |event: &Event| judged.under.iter().any(|(at, _)| is_used(&known.laws[*at], event.kind));
    let spoken = |event: &Event| {
        let fact = fact(known.language, event);
        if is_used(event) { fact } else { known.language.say("explain-not-used", &[("fact", fact.into())]) }
    };
    case.facts.events.iter().map(spoken).collect()
}

/// When the patient was ready, and ill again, by the stay's own day and the recorded events.
fn ready(language: Language, case: &CaseOfStays<'_>) -> String {
    let events = &case.facts.events;
    let ended_on = events.iter().find(|event| event.kind.is_departure()).map(|event| event.at.day());
    let spoken = |period: &ReadyPeriod| {
        let day = ("day", language.weekday_and_day(period.from).into());
        match period.ill_on {
            Some(ill) => language.say("explain-ready-ill", &[day, ("ill", language.weekday_and_day(ill).into())]),
            None => language.say("explain-ready-on", &[day]),
        }
    };
    let periods = periods(case.first().ready_on, events, ended_on);
    let again = |first: String, next| {
        language.say("explain-ready-again", &[("first", first.into()), ("next", String::into(next))])
    };
    match periods.iter().map(spoken).reduce(again) {
        None => language.word("explain-no-ready").to_owned(),
        Some(periods) => language.say("explain-ready", &[("periods", periods.into())]),
    }
}

/// A fact as people write it: day, time, kind, and what it says.
fn fact(language: Language, event: &Event) -> String {
    let (time, day) = (event.at.time(), language.weekday_and_day(event.at.day()));
    let at = if time.seconds() == 0 { day } else { format!("{day} {time}") };
    let at = event.until.map_or_else(
        || at.clone(),
        |until| {
            let until = format!("{} {}", language.weekday_and_day(until.day()), until.time());
            language.say("explain-until", &[("at", (&at).into()), ("until", until.into())])
        },
    );
    let of = [("at", at.into()), ("kind", language.kind(event.kind.name()).into())];
    let (id, value) = match &event.value {
        EventValue::Nothing => return language.say("explain-fact", &of),
        EventValue::Day(day) => ("explain-fact-day", ("day", language.weekday_and_day(*day).into())),
        EventValue::Authority(id) => ("explain-fact-to", ("authority", (&Authorities::liable().get(*id).name).into())),
        EventValue::Word(word) => {
            let word = language.instead(&format!("value-{word}"), &[], || word.to_string());
            ("explain-fact-word", ("word", word.into()))
        }
    };
    language.say(id, &of.into_iter().chain([value]).collect::<Vec<_>>())
}

fn day(case: &CaseOfStays<'_>, known: &ExplainBasis<'_>, judged: &Judged, place: usize) -> ExplainedDay {
    let (under, assessed) = &judged.days[place];
    let (at, assessment) = &judged.under[*under];
    let law = &known.laws[*at];
    let row = row(case, law, assessed, place);
    let rule = law.rule_of(assessed.rule);
    let excluded = law.notices().and_then(|law| StayFacts::excluded(case.first(), &law.rules));
    let ground = law.ground(assessed.rule, excluded);
    let clock = assessed.clock.map(|clock| &assessment.clocks[clock]);
    let language = known.language;
    let in_file = || rule.map_or_else(String::new, |rule| rule.words.clone());
    let of_charge = |number| language.say("explain-day-of-charge", &[("number", Argument::Plain(number))]);
    ExplainedDay {
        n: row.n,
        day: row.day,
        status: row.status.code(),
        payer: assessed
            .payer
            .map_or(language.word("not-known"), |payer| &Authorities::liable().get(payer).name)
            .to_owned(),
        amount_minor: row.amount_minor.0,
        amount: match row.status {
            LedgerStatus::PriceMissing => language.word("not-known").to_owned(),
            _ if row.amount_minor.0 == 0 => String::new(),
            _ => language.money(row.amount_minor, row.currency),
        },
        words: ground.map_or_else(
            || law_in_words(language, law, &format!("rule-{}", row.rule), in_file),
            |ground| format!("Out of scope: {}", ground.words),
        ),
        rule: row.rule.to_owned(),
        law: row.regime.to_owned(),
        law_sha256: row.regime_hash.to_owned(),
        readings_sha256: row.readings_hash.to_owned(),
        cite: language.cite(row.cite).into_owned(),
        grade: ground
            .map(|ground| ground.grade)
            .or(rule.map(|rule| rule.grade))
            .map_or("", |grade| grade_in_words(language, grade)),
        because: match clock {
            Some(clock) => dates_used(clock, case),
            None => assessed.number.map_or_else(String::new, |number| of_charge(number.into())),
        },
        price: price(language, case, law, assessed).unwrap_or_default(),
        return_says: known
            .reasons
            .blamed(row.stay_id, row.day)
            .map(|side| language.find(&format!("side-{}", side.code())).unwrap_or(side.words())),
    }
}

/// Which section sets the price, and which made the payer pay.
fn price(language: Language, case: &CaseOfStays<'_>, law: &Law, day: &AssessedDay) -> Option<String> {
    let authorities = Authorities::liable();
    let of_notices = match &law.procedure {
        Procedure::Notices(law) => law,
        Procedure::Readiness(law) => return readiness::price(language, law, day),
    };
    if day.rule == LawRule::Notices(RuleId::CouncilUnknown) {
        return Some(match authorities.on(day.named, day.day) {
            Standing::NotYet => authorities.began(day.named),
            _ => authorities.ended(day.named),
        });
    }
    let owed_by = day.payer.filter(|_| day.amount.0 != 0)?;
    let (payer, file, band) = (authorities.get(owed_by), &of_notices.regime.file, of_notices.band(owed_by));
    let tariff = file.tariff.iter().map(toml::Spanned::get_ref);
    let cite = tariff.filter(|tariff| tariff.band == band && (tariff.from..=tariff.to).contains(&day.day));
    let cite: Vec<&str> = cite.map(|tariff| tariff.cite.as_str()).collect();
    let succeeds = |band: &PriceBand| band.successors.iter().any(|name| authorities.find(name) == day.payer);
    let by_reading = file.band.iter().map(toml::Spanned::get_ref).any(succeeds);
    let reading = if by_reading { "; by reading bedfordshire_successors" } else { "" };
    let redirected = Some(authorities.council(day.named)) != case.first().authority.map(|id| authorities.council(id));
    let took_over = if redirected {
        format!("; {} took over [{}]", authorities.get(day.named).name, file.redirect.cite)
    } else {
        String::new()
    };
    let passed = match authorities.on(day.named, day.day) {
        Standing::Passed(_) => {
            format!("; {}: {} owes by reading successor_liability", authorities.ended(day.named), payer.name)
        }
        _ => String::new(),
    };
    Some(format!("rate `{band}` [{}{reading}]{took_over}{passed}", cite.join(", ")))
}

fn dates_used(clock: &NoticeClock, case: &CaseOfStays<'_>) -> String {
    match clock.outcome {
        ClockOutcome::Void(_) => format!("discharge notice of {}", clock.given.day()),
        ClockOutcome::Withdrawn { on, .. } => format!("discharge notice of {}, withdrawn {on}", clock.given.day()),
        ClockOutcome::Ran(period) => {
            let mut dates = format!("relevant day {}", period.relevant_day);
            if period.first <= period.last {
                dates.push_str(&format!(", period {} to {}", period.first, period.last));
            }
            if let Some((_, ready)) = period.ready {
                dates.push_str(&format!(", services ready {ready}"));
            }
            if let Some((stop, at)) = period.ended_by {
                dates.push_str(&format!(", {} {}", stop.words(), case.facts.events[at].at));
            }
            dates
        }
    }
}
