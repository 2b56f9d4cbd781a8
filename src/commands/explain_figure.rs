//! `beddays explain --figure`: from a figure of a report to what makes it up, and to the records that it rests on.

use serde_json::{Value, json};

use crate::cli::ExplainArguments;
use crate::domain::decimal::decimal;
use crate::domain::{Currency, Language, Minor};
use crate::error::{Error, Exit, Result};
use crate::files::wording::count;
use crate::operate::trace::{
    FiguresAsked, MadeOf, Trace, TraceBasis, TracedCorrection, TracedCount, TracedDays, TracedFinding, report_of,
};
use crate::project::Project;
use crate::regime::Law;
use crate::report::limits::{SCREEN_ROWS, left_out};
use crate::report::statement::status_title;
use crate::store::Store;

use super::Out;

pub(super) fn explain_figure(
    (project, store): (&Project, &Store),
    arguments: &ExplainArguments,
    figure: &str,
    out: &mut Out,
) -> Result<Exit> {
    let ExplainArguments { month, edition, what_if, .. } = arguments;
    let asked =
        FiguresAsked { report: report_of(figure), month: *month, edition: *edition, other_law: what_if.as_deref() };
    let basis = TraceBasis::read(project, store, &asked)?;
    let (month, edition) = basis.edition();
    let traces = basis.asked(figure)?.iter().map(|cell| basis.trace(cell)).collect::<Result<Vec<Trace>>>()?;
    let currency = Law::currency_of(&project.law);
    if out.json {
        out.value(&json!({ "month": month, "edition": edition, "figures": traces }))?;
    } else {
        out.data(basis.title())?;
        traces.iter().try_for_each(|trace| tell(trace, currency, out))?;
    }
    match traces.iter().find(|trace| trace.adds_up == Some(false)) {
        None => Ok(Exit::Done),
        Some(wrong) => {
            Err(Error::new("S_RECONCILE", Exit::Data, format!("the parts of {} do not add up", wrong.figure))
                .effect("nothing was changed")
                .hint("`beddays rebuild` says whether the store is what the deliveries give"))
        }
    }
}

fn tell(trace: &Trace, currency: Currency, out: &mut Out) -> Result<()> {
    let is_money = trace.shown["amount_minor"].is_i64();
    let shown = |number: i64| if is_money { Minor(number).with(currency) } else { number.to_string() };
    out.data(format!("\n{} = {}", trace.title, shown_as(&trace.shown, currency)))?;
    out.data(format!("  {}: {}", trace.figure, trace.how))?;
    let number = trace.shown["amount_minor"].as_i64().or_else(|| trace.shown.as_i64());
    match (trace.comes_to, trace.adds_up) {
        (Some(sum), Some(true)) if number != Some(sum) => {
            out.data(format!("  exactly: {}, to which its parts add up", shown(sum)))?;
        }
        (Some(sum), Some(true)) => out.data(format!("  adds up: {}", shown(sum)))?,
        (Some(sum), Some(false)) => out.data(format!("  DOES NOT ADD UP: the parts come to {}", shown(sum)))?,
        (Some(sum), None) => out.data(format!("  by what is kept now: {}", shown(sum)))?,
        (None, Some(true)) => out.data("  computed again: the same")?,
        (None, Some(false)) => out.data("  COMPUTED AGAIN IT IS ANOTHER FIGURE")?,
        (None, None) => {}
    }
    let made_of = |of: &MadeOf| format!("{} = {}", of.figure, shown_as(&of.shown, currency));
    list("Made of", trace.made_of.iter().map(made_of), out)?;
    let days = trace.days.iter().map(|days| days_line(days, currency));
    list("Days", days, out)?;
    list("Days under the other law", trace.otherwise.iter().map(|days| days_line(days, currency)), out)?;
    list("Counted days", trace.counted.iter().map(count_line), out)?;
    let corrections = trace.corrections.iter().map(|correction| correction_line(correction, currency));
    list("Corrections", corrections, out)?;
    list("Found", trace.found.iter().map(|found| found_line(found, &trace.shown, currency)), out)?;
    let of =
        |one: &crate::operate::trace::TracedDelivery| format!("{}: `{}`, SHA-256 {}", one.counts, one.file, one.sha256);
    list("Deliveries", trace.deliveries.iter().map(of), out)?;
    let records =
        trace.records.iter().map(|record| format!("{}: {}", record.stay_id, record.record.words(Language::English)));
    list("Records", records, out)?;
    list("Rests on", trace.rests_on.iter().cloned(), out)
}

/// A cell as people read it.
fn shown_as(shown: &Value, currency: Currency) -> String {
    match (shown["amount_minor"].as_i64(), shown["number"].as_f64(), shown["hidden"].as_str()) {
        (Some(amount), ..) => Minor(amount).with(currency),
        (_, Some(number), _) => decimal(number, shown["places"].as_u64().unwrap_or(1) as u8),
        (.., Some(mark)) => mark.to_owned(),
        _ => shown.to_string(),
    }
}

fn list(heading: &str, lines: impl ExactSizeIterator<Item = String>, out: &mut Out) -> Result<()> {
    let all = lines.len();
    if all > 0 {
        out.data(format!("  {heading}"))?;
    }
    for line in lines.take(SCREEN_ROWS) {
        out.data(format!("    {line}"))?;
    }
    left_out(Language::English, (all, SCREEN_ROWS), "more-lines", "--json")
        .map_or(Ok(()), |more| out.data(format!("    {more}")))
}

fn days_line(days: &TracedDays, currency: Currency) -> String {
    let (from, to) = (days.from_on, days.to_on);
    let span = if from == to { from.to_string() } else { format!("{from} to {to}") };
    let status = status_title(Language::English, days.status).to_lowercase();
    let amount = days.amount_minor.with(currency);
    format!("{}: {span}, {}, {status}, {amount} [{}]", days.stay_id, count(days.days as usize, "day"), days.cite)
}

fn count_line(of: &TracedCount) -> String {
    let (from, to) = (of.from_on, of.to_on);
    let span = if from == to { from.to_string() } else { format!("{from} to {to}") };
    let why = if of.why.is_empty() { String::new() } else { format!(", {}", of.why) };
    let days = if of.days.abs() == 1 { "day" } else { "days" };
    format!("{}: {span}, {} {days}{why}", of.stay_id, of.days)
}

fn correction_line(of: &TracedCorrection, currency: Currency) -> String {
    let [before, after] = [of.before_minor, of.after_minor].map(|amount| amount.with(currency));
    let bytes = byte_range(of.first_byte, of.last_byte);
    let record = if of.record.is_empty() { String::new() } else { format!(" ({}{bytes})", of.record) };
    format!(
        "{}, {}: {} to {}, {before} before, {after} now: {}{record}",
        of.month, of.stay_id, of.from_on, of.to_on, of.cause
    )
}

fn byte_range(first: Option<u64>, last: Option<u64>) -> String {
    match (first, last) {
        (Some(first), Some(last)) => format!(", bytes {first} to {last}"),
        (Some(first), None) => format!(", byte {first} on"),
        (None, _) => String::new(),
    }
}

fn found_line(found: &TracedFinding, shown: &Value, currency: Currency) -> String {
    let bytes = byte_range(found.first_byte, found.last_byte);
    let place = match found.file.is_empty() {
        true => "no single record".to_owned(),
        false => format!("`{}`, record {}, line {}{bytes}", found.file, found.record, found.line),
    };
    let stay = if found.stay_id.is_empty() { String::new() } else { format!("{}: ", found.stay_id) };
    let counts = match found.counts {
        Some(number) if shown["amount_minor"].is_i64() => format!(", {}", Minor(number).with(currency)),
        Some(1) | None => String::new(),
        Some(number) => format!(", {number}"),
    };
    // A code is kept as it is, a kind of doubt is words.
    let is_code = found.code.starts_with(|letter: char| letter.is_ascii_uppercase());
    let what = if is_code { found.code.clone() } else { found.code.replace('_', " ") };
    format!("{stay}{what}, {place}{counts}")
}
