//! What each sender sent, and what was found in it: the tables that several reports show.

use super::model::{ColumnKind, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column, titled};
use crate::domain::{EarlierDeliveries, Language, ReceiptList, Severity};
use crate::error::{Error, Result};
use crate::query::{AnswerRow, Engine};
use crate::words::Argument;

const SENDERS: [ReportColumn; 8] = [
    column("sender", "head-sender", ColumnKind::Text),
    column("deliveries", "head-deliveries", ColumnKind::Count),
    column("read", "head-records-read", ColumnKind::Count),
    column("accepted", "head-accepted", ColumnKind::Count),
    column("passed_over", "head-passed-over", ColumnKind::Count),
    column("rejected", "head-rejected", ColumnKind::Count),
    column("duplicates", "head-duplicates", ColumnKind::Count),
    column("warnings", "head-warnings", ColumnKind::Count),
];

const CODES: [ReportColumn; 6] = [
    column("sender", "head-sender", ColumnKind::Text),
    column("code", "head-code", ColumnKind::Text),
    column("fate", "head-fate", ColumnKind::Text),
    column("records", "head-findings", ColumnKind::Count),
    column("example", "head-example", ColumnKind::Text),
    column("hint", "head-advice", ColumnKind::Text),
];

/// The deliveries of a report, as facts of where its figures come from.
pub(super) fn inputs(language: Language, receipts: &ReceiptList) -> impl Iterator<Item = ReportFact> {
    let listed = receipts.listed.iter().map(move |receipt| ReportFact {
        name: language.say("fact-input-file", &[("file", (&receipt.file).into())]),
        value: receipt.sha256.clone(),
    });
    listed.chain(receipts.earlier.map(|earlier| ReportFact {
        name: language.word("fact-input-before").to_owned(),
        value: language.say("fact-input-before-value", &[("earlier", earlier_deliveries(language, &earlier).into())]),
    }))
}

/// Deliveries that are not listed one by one, as a line of a list.
pub(super) fn earlier_deliveries(language: Language, earlier: &EarlierDeliveries) -> String {
    let deliveries = ("deliveries", (earlier.deliveries as i64).into());
    language.instead("earlier-deliveries", &[deliveries], || earlier.words())
}

/// What became of the records of all deliveries together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordSums {
    /// Records read: the sum of the others.
    pub read: i64,
    /// Records taken.
    pub accepted: i64,
    /// Records that say nothing about a stay of their own.
    pub passed_over: i64,
    /// Records not taken.
    pub rejected: i64,
    /// Records taken before, or overtaken by newer news.
    pub duplicates: i64,
}

impl RecordSums {
    /// Adds up the records of all senders.
    ///
    /// # Errors
    /// 70: a query does not run (our bug).
    pub fn of(engine: &mut Engine) -> Result<Self> {
        let mut sums = Self::default();
        for record in engine.ask("records_by_sender")?.records() {
            sums.read += record.integer("records")?;
            sums.accepted += record.integer("accepted")?;
            sums.passed_over += record.integer("passed_over")?;
            sums.rejected += record.integer("rejected")?;
            sums.duplicates += record.integer("duplicates")?;
        }
        Ok(sums)
    }
}

/// The records of each sender.
///
/// # Errors
/// 70: a query does not run (our bug).
pub fn records_by_sender(language: Language, engine: &mut Engine) -> Result<ReportTable> {
    let counts = ["deliveries", "records", "accepted", "passed_over", "rejected", "duplicates", "warnings"];
    let mut rows = Vec::new();
    for record in engine.ask("records_by_sender")?.records() {
        let mut row = vec![ReportCell::text(record.text("sender")?)];
        for name in counts {
            row.push(ReportCell::Count(record.integer(name)?));
        }
        rows.push(row);
    }
    Ok(ReportTable {
        id: "senders",
        title: language.word("senders-title").to_owned(),
        columns: titled(language, &SENDERS),
        rows,
        total: None,
        empty: language.word("nothing-delivered"),
    })
}

/// The findings of each sender by code, the worst first, each code with an example whose value is fit to be shown.
///
/// # Errors
/// 70: a query does not run (our bug).
pub fn findings_by_sender(language: Language, engine: &mut Engine) -> Result<ReportTable> {
    let answer = engine.ask("findings_by_sender")?;
    let mut found = Vec::new();
    for record in answer.records() {
        let word = record.text("severity")?;
        let severity = Severity::ALL.into_iter().find(|known| known.word() == word);
        let severity = severity.ok_or_else(|| Error::bug(format!("`{word}` is no severity")))?;
        found.push((record.text("sender")?, severity, record.text("code")?, record));
    }
    found.sort_by_key(|(sender, severity, code, _)| (*sender, *severity, *code));
    let rows = found.into_iter().map(|(sender, severity, code, record)| {
        let cells = [sender, code, outcome(language, severity)].map(ReportCell::text);
        finding_row(language, cells, record)
    });
    Ok(ReportTable {
        id: "findings",
        title: language.word("findings-title").to_owned(),
        columns: titled(language, &CODES),
        rows: rows.collect::<Result<_>>()?,
        total: None,
        empty: language.word("findings-none"),
    })
}

/// What became of a record with such a finding.
pub fn outcome(language: Language, severity: Severity) -> &'static str {
    language.word(match severity {
        Severity::Rejected => "fate-rejected",
        Severity::Duplicate => "fate-duplicate",
        Severity::Warning => "fate-warning",
    })
}

fn finding_row(language: Language, cells: [ReportCell; 3], found: AnswerRow<'_>) -> Result<Vec<ReportCell>> {
    let [file, column, value] = ["example_file", "example_column", "example_value"].map(|name| found.text(name));
    let (file, column, value) = (file?, column?, value?);
    let line = found.integer("example_line")?;
    let (message, hint) = (found.text("example_message")?, found.text("example_hint")?);
    let place = [("file", file.into()), ("line", Argument::Plain(line)), ("column", column.into())];
    let id = if column.is_empty() { "finding-example" } else { "finding-example-column" };
    // What is wrong with a row is said in English where it is read, and kept so.
    let example = language.instead(id, &place, || {
        let column = if column.is_empty() { String::new() } else { format!(", {column}") };
        format!("{file} line {line}{column}: {message}")
    });
    // In general, then: what its code means.
    let meaning = language.meaning(found.text("code")?);
    let example = meaning.map_or_else(|| example.clone(), |words| format!("{example}: {words}"));
    let example = match value.is_empty() {
        true => example,
        false => language.instead("finding-found", &[("place", (&example).into()), ("value", value.into())], || {
            format!("{example} (found `{value}`)")
        }),
    };
    let [sender, code, outcome] = cells;
    Ok(vec![
        sender,
        code,
        outcome,
        ReportCell::Count(found.integer("findings")?),
        ReportCell::Text(example),
        ReportCell::Text(language.instead("finding-hint", &[], || hint.to_owned())),
    ])
}

/// What each sender sent, what was wrong with it, and how many stays of the last month could not be counted.
///
/// # Errors
/// 70: a query does not run (our bug).
pub fn section(language: Language, engine: &mut Engine, not_counted: u64) -> Result<Section> {
    let sums = RecordSums::of(engine)?;
    let counts = [
        ("read", sums.read),
        ("accepted", sums.accepted),
        ("passed_over", sums.passed_over),
        ("rejected", sums.rejected),
        ("duplicates", sums.duplicates),
    ];
    let text = vec![
        language.say("data-records", &counts.map(|(name, count)| (name, count.into()))),
        language.say("data-not-counted", &[("stays", (not_counted as i64).into())]),
    ];
    let tables = vec![records_by_sender(language, engine)?, findings_by_sender(language, engine)?];
    Ok(Section { id: "quality", title: language.word("data-title").to_owned(), text, chart: None, tables })
}
