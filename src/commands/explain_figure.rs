//! `beddays explain --figure`: from a figure of a report to what makes it up, and to the records that it rests on.

use serde_json::{Value, json};

use crate::cli::ExplainArguments;
use crate::domain::{Currency, Day, Language, LedgerStatus, Minor};
use crate::error::{Error, Exit, Result};
use crate::operate::trace::{
    FiguresAsked, MadeOf, Trace, TraceBasis, TracedCorrection, TracedCount, TracedDays, TracedDelivery, TracedFinding,
    report_of,
};
use crate::project::Project;
use crate::regime::Law;
use crate::report::limits::{SCREEN_ROWS, left_out};
use crate::report::statement::status_title;
use crate::store::Store;
use crate::words::Argument;

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
        let words = TraceWords { language: basis.language(), currency };
        traces.iter().try_for_each(|trace| words.tell(trace, out))?;
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

/// The language and the currency of a report.
#[derive(Clone, Copy)]
struct TraceWords {
    language: Language,
    currency: Currency,
}

impl TraceWords {
    fn tell(self, trace: &Trace, out: &mut Out) -> Result<()> {
        let (language, is_money) = (self.language, trace.shown["amount_minor"].is_i64());
        let shown = |number: i64| if is_money { self.money(Minor(number)) } else { number.to_string() };
        out.data(format!("\n{} = {}", trace.title, self.shown_as(&trace.shown)))?;
        out.data(format!("  {}: {}", trace.figure, trace.how))?;
        let number = trace.shown["amount_minor"].as_i64().or_else(|| trace.shown.as_i64());
        let sum = [("sum", trace.comes_to.map(shown).unwrap_or_default().into())];
        let id = match (trace.comes_to, trace.adds_up) {
            (Some(sum), Some(true)) if number != Some(sum) => Some("trace-exactly"),
            (Some(_), Some(true)) => Some("trace-adds-up"),
            (Some(_), Some(false)) => Some("trace-wrong"),
            (Some(_), None) => Some("trace-by-now"),
            (None, Some(true)) => Some("trace-again"),
            (None, Some(false)) => Some("trace-again-wrong"),
            (None, None) => None,
        };
        id.map_or(Ok(()), |id| out.data(format!("  {}", language.say(id, &sum))))?;
        let made_of = |of: &MadeOf| format!("{} = {}", of.figure, self.shown_as(&of.shown));
        self.list("trace-made-of", trace.made_of.iter().map(made_of), out)?;
        self.list("explain-days", trace.days.iter().map(|days| self.days(days)), out)?;
        self.list("trace-otherwise", trace.otherwise.iter().map(|days| self.days(days)), out)?;
        self.list("trace-counted", trace.counted.iter().map(|of| self.count(of)), out)?;
        self.list("trace-corrections", trace.corrections.iter().map(|of| self.correction(of)), out)?;
        self.list("trace-found", trace.found.iter().map(|found| self.found(found, is_money)), out)?;
        let of = |one: &TracedDelivery| format!("{}: `{}`, SHA-256 {}", one.counts, one.file, one.sha256);
        self.list("head-deliveries", trace.deliveries.iter().map(of), out)?;
        let records = trace.records.iter();
        let records = records.map(|record| format!("{}: {}", record.stay_id, record.record.words(language)));
        self.list("explain-records", records, out)?;
        self.list("trace-rests-on", trace.rests_on.iter().cloned(), out)
    }

    fn list(self, heading: &'static str, lines: impl ExactSizeIterator<Item = String>, out: &mut Out) -> Result<()> {
        let all = lines.len();
        if all > 0 {
            out.data(format!("  {}", self.language.word(heading)))?;
        }
        for line in lines.take(SCREEN_ROWS) {
            out.data(format!("    {line}"))?;
        }
        left_out(self.language, (all, SCREEN_ROWS), "more-lines", "--json")
            .map_or(Ok(()), |more| out.data(format!("    {more}")))
    }

    fn money(self, amount: Minor) -> String {
        self.language.money(amount, self.currency)
    }

    /// A cell as people read it.
    fn shown_as(self, shown: &Value) -> String {
        match (shown["amount_minor"].as_i64(), shown["number"].as_f64(), shown["hidden"].as_str()) {
            (Some(amount), ..) => self.money(Minor(amount)),
            (_, Some(number), _) => self.language.measure(number, shown["places"].as_u64().unwrap_or(1) as u8),
            (.., Some(mark)) => mark.to_owned(),
            _ => shown.to_string(),
        }
    }

    /// Days of a stay, in words.
    fn span(self, from: Day, to: Day, days: i64) -> String {
        let ends = [("first", from.to_string().into()), ("last", to.to_string().into())];
        let span = if from == to { from.to_string() } else { self.language.say("claim-span", &ends) };
        let sign = if days < 0 { "-" } else { "" };
        let days = self.language.say("claim-days", &[("days", Argument::Plain(days.abs()))]);
        format!("{span}, {sign}{days}")
    }

    fn days(self, days: &TracedDays) -> String {
        let span = self.span(days.from_on, days.to_on, days.days);
        let status = status_title(self.language, days.status).to_lowercase();
        let cite = self.language.cite(&days.cite);
        let amount = match days.status {
            LedgerStatus::PriceMissing => self.language.word("not-known").to_owned(),
            _ => self.money(days.amount_minor),
        };
        format!("{}: {span}, {status}, {amount} [{cite}]", days.stay_id)
    }

    fn count(self, of: &TracedCount) -> String {
        let why = if of.why.is_empty() { String::new() } else { format!(", {}", of.why) };
        format!("{}: {}{why}", of.stay_id, self.span(of.from_on, of.to_on, of.days))
    }

    fn correction(self, of: &TracedCorrection) -> String {
        let put = [
            ("month", of.month.to_string().into()),
            ("stay", (&of.stay_id).into()),
            ("from", of.from_on.to_string().into()),
            ("to", of.to_on.to_string().into()),
            ("before", (of.before_minor, self.currency).into()),
            ("now", (of.after_minor, self.currency).into()),
            ("cause", (&of.cause).into()),
        ];
        let line = self.language.say("trace-correction", &put);
        match of.record.is_empty() {
            true => line,
            false => format!("{line} ({})", self.place(of.record.clone(), of.first_byte, of.last_byte)),
        }
    }

    /// A place with its bytes, so far as they are known.
    fn place(self, place: String, first: Option<u64>, last: Option<u64>) -> String {
        let byte = |byte: u64| Argument::Plain(byte as i64);
        match (first, last) {
            (Some(first), Some(last)) => {
                let of = [("place", place.into()), ("first", byte(first)), ("last", byte(last))];
                self.language.say("trace-bytes", &of)
            }
            (Some(first), None) => self.language.say("trace-byte", &[("place", place.into()), ("first", byte(first))]),
            (None, _) => place,
        }
    }

    fn found(self, found: &TracedFinding, is_money: bool) -> String {
        let number = |name, number: u32| (name, Argument::Plain(number.into()));
        let of = [("file", (&found.file).into()), number("record", found.record), number("line", found.line)];
        let place = match found.file.is_empty() {
            true => self.language.word("trace-no-record").to_owned(),
            false => self.place(self.language.say("trace-found-at", &of), found.first_byte, found.last_byte),
        };
        let stay = if found.stay_id.is_empty() { String::new() } else { format!("{}: ", found.stay_id) };
        let counts = match found.counts {
            Some(number) if is_money => format!(", {}", self.money(Minor(number))),
            Some(1) | None => String::new(),
            Some(number) => format!(", {number}"),
        };
        // A code is kept as it is, a kind of doubt or a verdict is words.
        let is_code = found.code.starts_with(|letter: char| letter.is_ascii_uppercase());
        let what = if is_code { found.code.clone() } else { self.kind(&found.code) };
        format!("{stay}{what}, {place}{counts}")
    }

    /// A kind of doubt, or what came of a line of a claim.
    fn kind(self, code: &str) -> String {
        let verdict = || self.language.instead(&format!("verdict-{code}"), &[], || code.replace('_', " "));
        self.language.instead(&format!("doubt-{code}"), &[], verdict)
    }
}
