//! `beddays explain`: one stay, day by day, with the law.

use std::path::Path;

use super::explain_figure::explain_figure;
use crate::cli::ExplainArguments;
use crate::domain::{Currency, Day, Minor};
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
    let known = ExplainBasis { stays: &stays, events: &events, reasons, questions, laws, followed_to, files, places };
    let explanation = explain_stay(stay, &known)?;
    if out.json {
        out.value(&explanation)?;
    } else {
        tell(&explanation, out)?;
    }
    Ok(Exit::Done)
}

fn tell(explanation: &Explanation, out: &mut Out) -> Result<()> {
    out.data(format!("Stay {}", explanation.stay_id))?;
    for line in &explanation.head {
        out.data(format!("  {line}"))?;
    }
    for (heading, lines) in [("Facts", &explanation.facts), ("Notices", &explanation.notices)] {
        out.data(format!("\n{heading}"))?;
        for line in lines {
            out.data(format!("  {line}"))?;
        }
        if lines.is_empty() {
            out.data("  none")?;
        }
    }
    out.data("\nDays")?;
    for day in &explanation.days {
        for line in day_lines(day) {
            out.data(line)?;
        }
    }
    if explanation.days.is_empty() {
        out.data(format!("  {}", explanation.without_days))?;
    }
    let doubts = explanation.doubts.iter().flat_map(|doubt| {
        let [what, stakes] = doubt.lines(explanation.currency);
        [format!("  {what}"), format!("    {stakes}")]
    });
    let twice = explanation.charged_twice.iter().map(|twice| format!("  {}", twice.line(explanation.currency)));
    let doubts: Vec<String> = doubts.chain(twice).collect();
    if !doubts.is_empty() {
        out.data("\nDoubts")?;
    }
    for line in doubts {
        out.data(line)?;
    }
    if !explanation.records.is_empty() {
        out.data("\nRecords")?;
    }
    for record in &explanation.records {
        out.data(format!("  {}", record.words()))?;
    }
    out.data(format!("\n{}", explanation.total))?;
    // One rate says no more than the sum.
    let sums = explanation.sums.iter().filter(|_| explanation.sums.len() > 1);
    sums.map(|sum| sum_line(sum, explanation.currency)).try_for_each(|line| out.data(line))
}

fn sum_line(sum: &DaysAtRate, currency: Currency) -> String {
    let days = if sum.days == 1 { "1 day".to_owned() } else { format!("{} days", sum.days) };
    let [rate, amount] = [sum.rate_minor, sum.amount_minor].map(|minor| Minor(minor).with(currency));
    format!("  {days} at {rate}: {amount}")
}

fn day_lines(day: &ExplainedDay) -> Vec<String> {
    let amount = if day.amount.is_empty() { String::new() } else { format!("  {} by {}", day.amount, day.payer) };
    let line = format!("  {:>3}  {:<21} {:<18}{amount}", day.n, day.day.with_weekday(), day.status);
    let mut lines = vec![line.trim_end().to_owned()];
    lines.push(format!("       {} [{}; {}]", day.words, day.cite, day.grade));
    if !day.because.is_empty() {
        lines.push(format!("       {}", day.because));
    }
    if !day.price.is_empty() {
        lines.push(format!("       {}", day.price));
    }
    if let Some(side) = day.return_says {
        lines.push(format!("       the hospital's return says: {side}"));
    }
    lines
}
