//! The answer in a few computed sentences and figures.

use super::charting::Charting;
use super::facts::{Dimension, NOT_STATED, TrendFacts, ValueSeries, last_year};
use super::panel::{counted, is_unsettled, limits, special};
use super::years::year_before;
use crate::domain::{Language, Month};
use crate::report::model::{KeyFigure, Panel, PointMark, ReportCell};
use crate::spc::FEW;
use crate::words::Argument;

/// The figures of the last month.
struct LastMonth {
    month: Month,
    days: i64,
    per_day: f64,
    year_before: Option<f64>,
}

fn last(facts: &TrendFacts, panel: &Panel) -> LastMonth {
    let totals = facts.totals();
    let at = totals.len() - 1;
    let year_before = at.checked_sub(12).map(|before| panel.values[before]);
    LastMonth { month: facts.last(), days: totals[at], per_day: panel.values[at], year_before }
}

/// What a commissioner reads first.
pub fn sentences(facts: &TrendFacts, panel: &Panel, charting: &Charting) -> Vec<String> {
    let (now, language) = (last(facts, panel), facts.language());
    let month = ("month", now.month.into());
    let verdict = if is_unsettled(panel) {
        language.word("trend-verdict-unsettled").to_owned()
    } else if panel.marks.last() == Some(&PointMark::LeftOut) {
        language.say("trend-verdict-left-out", std::slice::from_ref(&month))
    } else {
        let meaning = match panel.marks.last() {
            Some(PointMark::Worse) => "worse",
            Some(PointMark::Better) => "better",
            Some(PointMark::Special) => "special",
            Some(PointMark::Common | PointMark::LeftOut) | None => "usual",
        };
        let [lower, centre, upper] = limits(panel);
        let beds = [("lower", lower.max(0.0)), ("centre", centre), ("upper", upper)];
        let [lower, centre, upper] = beds.map(|(name, limit)| (name, beds_in(language, limit)));
        language.say("trend-verdict", &[month.clone(), ("meaning", meaning.into()), centre, lower, upper])
    };
    let mut sentences = facts.changes().sentences(language, facts.months(), &charting.rebase);
    let of_month = [month, ("days", now.days.into()), ("beds", beds_in(language, now.per_day))];
    sentences.push(format!("{} {verdict}", language.say("trend-month", &of_month)));
    sentences.extend(charting.sentences(facts));
    sentences.extend(few(language, panel).filter(|_| charting.baseline.is_none()));
    let broken = facts.changes().between(year_before(now.month), now.month);
    sentences.push(match (now.year_before, broken) {
        (Some(_), Some(one)) if facts.changes().is_of_trust => {
            language.say("trend-year-trust", &[("month", one.month.into())])
        }
        (Some(_), Some(one)) => language.say("trend-year-area", &[("month", one.month.into())]),
        (Some(before), None) if before > 0.0 => {
            let [change, way] = change(language, now.per_day, before);
            language.say("trend-year-change", &[change, way, ("before", beds_in(language, before))])
        }
        (Some(_), None) => language.word("trend-year-nobody").to_owned(),
        (None, _) => language.word("trend-year-unknown").to_owned(),
    });
    let is_stated = |series: &&ValueSeries| series.name != language.word(NOT_STATED);
    if facts.has(Dimension::Reason)
        && let Some(series) = facts.by(Dimension::Reason).iter().find(is_stated)
        && let Some(days) = series.last_year()
    {
        let share = days as f64 / last_year(facts.totals()).max(1) as f64 * 100.0;
        let months = ("months", Argument::Plain(facts.months().len().min(12) as i64));
        let share = ("share", language.measure(share, 0).into());
        sentences.push(language.say("trend-most-frequent", &[months, ("name", (&series.name).into()), share]));
    }
    sentences
}

/// By how many percent there are more or fewer beds than before.
pub(super) fn change(language: Language, now: f64, before: f64) -> [(&'static str, Argument<'static>); 2] {
    let change = (now / before - 1.0) * 100.0;
    let way = if change < 0.0 { "fewer" } else { "more" };
    [("change", language.measure(change.abs(), 1).into()), ("way", way.into())]
}

/// Says so where the last limits rest on few months.
fn few(language: Language, panel: &Panel) -> Option<String> {
    let last = panel.limits.last()?;
    let of_last = panel.limits.iter().zip(&panel.marks).rev().take_while(|(limits, _)| *limits == last);
    let months = of_last.filter(|(_, mark)| **mark != PointMark::LeftOut).count();
    let counts = [("months", months), ("enough", FEW)].map(|(name, months)| (name, (months as i64).into()));
    (months < FEW).then(|| language.say("trend-few-months", &counts))
}

/// Delayed days per day, which is the beds that they take: a whole number, unless it is small.
pub(super) fn beds_in(language: Language, per_day: f64) -> Argument<'static> {
    language.measure(per_day, places(per_day)).into()
}

fn places(per_day: f64) -> u8 {
    u8::from(per_day < 1_000.0)
}

/// The few large figures.
pub fn figures(facts: &TrendFacts, panel: &Panel) -> Vec<KeyFigure> {
    let (now, language) = (last(facts, panel), facts.language());
    let is_this_year = |month: Month| month.financial_year_begins() == now.month.financial_year_begins();
    let months = facts.months().iter().zip(facts.totals());
    let year: Vec<i64> = months.filter(|(month, _)| is_this_year(**month)).map(|(_, days)| *days).collect();
    let whole = facts.months().iter().any(|month| is_this_year(*month) && month.first().date().month() == 4);
    let figure = |id: &'static str, value: ReportCell, note: String| KeyFigure {
        label: language.word(id).to_owned(),
        value,
        note,
        link: None,
    };
    let beds = ReportCell::number(now.per_day, places(now.per_day));
    let (sum, note) = match whole {
        true => {
            let months = ("months", (year.len() as i64).into());
            (ReportCell::Count(year.iter().sum()), language.say("trend-year-months", &[months]))
        }
        false => (ReportCell::Missing { missing: language.word("trend-no-april") }, String::new()),
    };
    let charted = [("months", (counted(panel) as i64).into())];
    vec![
        figure(
            "figure-delayed",
            ReportCell::Count(now.days),
            language.say("trend-in-month", &[("month", now.month.into())]),
        ),
        figure("trend-beds", beds, panel.variation.to_owned()),
        figure("trend-year-to-date", sum, note),
        figure("trend-special", ReportCell::Count(special(panel) as i64), language.say("trend-charted", &charted)),
    ]
}
