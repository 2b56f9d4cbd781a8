//! `beddays explain`: one stay, day by day, with the law.

use std::path::Path;

use super::explain_figure::explain_figure;
use crate::cli::ExplainArguments;
use crate::domain::{Currency, Day, Language, Minor};
use crate::error::{Exit, Result};
use crate::liability::Reasons;
use crate::operate::explain::{
    DaysAtRate, ExplainBasis, ExplainedDay, Explanation, explain as explain_stay, records_of,
};
use crate::project::Project;
use crate::store::Store;

use super::Out;

pub(super) fn explain(folder: &Path, arguments: &ExplainArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project(folder)?;
    let store = Store::read_only(folder)?;
    match (&arguments.figure, &arguments.stay) {
        (Some(figure), _) => explain_figure((&project, &store), arguments, figure, out),
        (None, stay) => stay_explained((&project, &store), stay.as_deref().unwrap_or_default(), arguments.as_of, out),
    }
}

fn stay_explained((project, store): (&Project, &Store), stay: &str, as_of: Option<Day>, out: &mut Out) -> Result<Exit> {
    let (stays, events, reasons, questions) = (store.stays()?, store.events()?, store.reasons()?, store.questions()?);
    let published = store.manifest().months.last().map(|month| month.as_of);
    let last_fact = events.iter().map(|record| record.event.at.day()).max();
    let followed_to = as_of.or(published).or(last_fact).unwrap_or_default();
    let files: Vec<(&str, &str)> =
        store.manifest().deliveries.iter().map(|delivery| (&*delivery.file, &*delivery.sha256)).collect();
    let (reasons, files) = (Reasons::new(&reasons), files.as_slice());
    let (laws, questions) = (&project.law[..], &questions[..]);
    let places = &store.record_places(&records_of(stay, &stays, &events))?;
    let language = project.language;
    let known =
        ExplainBasis { language, stays: &stays, events: &events, reasons, questions, laws, followed_to, files, places };
    let explanation = explain_stay(stay, &known)?;
    if out.json {
        out.value(&explanation)?;
    } else {
        tell(language, &explanation, out)?;
    }
    Ok(Exit::Done)
}

fn tell(language: Language, explanation: &Explanation, out: &mut Out) -> Result<()> {
    let currency = explanation.currency;
    out.data(language.say("explain-stay", &[("stay", (&explanation.stay_id).into())]))?;
    for line in &explanation.head {
        out.data(format!("  {line}"))?;
    }
    let notices = explanation.is_of_notices.then_some(("explain-notices", &explanation.notices));
    for (heading, lines) in [("explain-facts", &explanation.facts)].into_iter().chain(notices) {
        list(language.word(heading), lines.iter().cloned(), out)?;
        if lines.is_empty() {
            out.data(format!("  {}", language.word("none")))?;
        }
    }
    out.data(format!("\n{}", language.word("explain-days")))?;
    for day in &explanation.days {
        for line in day_lines(language, day) {
            out.data(line)?;
        }
    }
    if explanation.days.is_empty() {
        out.data(format!("  {}", explanation.without_days))?;
    }
    let doubts = explanation.doubts.iter().flat_map(|doubt| {
        let [what, stakes] = doubt.lines(language, currency);
        [what, format!("  {stakes}")]
    });
    let twice = explanation.charged_twice.iter().map(|twice| twice.line(language, currency));
    let doubts: Vec<String> = doubts.chain(twice).collect();
    if !doubts.is_empty() {
        list(language.word("explain-doubts"), doubts.into_iter(), out)?;
    }
    if !explanation.records.is_empty() {
        let records = explanation.records.iter().map(|record| record.words(language));
        list(language.word("explain-records"), records, out)?;
    }
    out.data(format!("\n{}", explanation.total))?;
    // One rate says no more than the sum.
    let sums = explanation.sums.iter().filter(|_| explanation.sums.len() > 1);
    sums.map(|sum| sum_line(language, sum, currency)).try_for_each(|line| out.data(line))
}

/// A heading, and lines below it.
fn list(heading: &str, lines: impl Iterator<Item = String>, out: &mut Out) -> Result<()> {
    out.data(format!("\n{heading}"))?;
    for line in lines {
        out.data(format!("  {line}"))?;
    }
    Ok(())
}

fn sum_line(language: Language, sum: &DaysAtRate, currency: Currency) -> String {
    let amounts = [("rate", sum.rate_minor), ("amount", sum.amount_minor)];
    let [rate, amount] = amounts.map(|(name, minor)| (name, (Minor(minor), currency).into()));
    format!("  {}", language.say("explain-sum", &[("days", sum.days.into()), rate, amount]))
}

fn day_lines(language: Language, day: &ExplainedDay) -> Vec<String> {
    let of = [("amount", (&day.amount).into()), ("payer", (&day.payer).into())];
    let amount = if day.amount.is_empty() { String::new() } else { language.say("explain-amount-by", &of) };
    // In English the status is the code of the ledger.
    let status = language.instead(&format!("status-{}", day.status), &[], || day.status.to_owned());
    let line = format!("  {:>3}  {:<21} {status:<18}  {amount}", day.n, language.weekday_and_day(day.day));
    let mut lines = vec![line.trim_end().to_owned()];
    let side = day.return_says.map(|side| language.say("explain-return", &[("side", side.into())]));
    let below = [&day.because, &day.price].into_iter().filter(|words| !words.is_empty()).cloned().chain(side);
    lines.push(format!("       {} [{}; {}]", day.words, day.cite, day.grade));
    lines.extend(below.map(|words| format!("       {words}")));
    lines
}
