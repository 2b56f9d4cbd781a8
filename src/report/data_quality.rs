//! What each sender sent, and what was found in it: the tables that several reports show.

use super::model::{ColumnKind, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column};
use crate::domain::money::thousands;
use crate::domain::{ReceiptList, Severity};
use crate::error::{Error, Result};
use crate::query::{AnswerRow, Engine};

const SENDERS: [ReportColumn; 8] = [
    column("sender", "Sender", ColumnKind::Text),
    column("deliveries", "Deliveries", ColumnKind::Count),
    column("read", "Records read", ColumnKind::Count),
    column("accepted", "Accepted", ColumnKind::Count),
    column("passed_over", "Passed over", ColumnKind::Count),
    column("rejected", "Rejected", ColumnKind::Count),
    column("duplicates", "Duplicates", ColumnKind::Count),
    column("warnings", "Warnings", ColumnKind::Count),
];

const CODES: [ReportColumn; 6] = [
    column("sender", "Sender", ColumnKind::Text),
    column("code", "Code", ColumnKind::Text),
    column("fate", "What became of the record", ColumnKind::Text),
    column("records", "Findings", ColumnKind::Count),
    column("example", "For example", ColumnKind::Text),
    column("hint", "What to do", ColumnKind::Text),
];

/// The deliveries of a report, as facts of where its figures come from.
pub(super) fn inputs(receipts: &ReceiptList) -> impl Iterator<Item = ReportFact> {
    let listed = receipts
        .listed
        .iter()
        .map(|receipt| ReportFact { name: format!("Input {}", receipt.file), value: receipt.sha256.clone() });
    listed.chain(receipts.earlier.map(|earlier| ReportFact {
        name: "Input before".to_owned(),
        value: format!("{}; store/manifest.json has the SHA-256 of each", earlier.words()),
    }))
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
pub fn records_by_sender(engine: &mut Engine) -> Result<ReportTable> {
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
        title: "Records by sender".to_owned(),
        columns: SENDERS.to_vec(),
        rows,
        total: None,
        empty: "nothing was delivered",
    })
}

/// The findings of each sender by code, the worst first, each code with an example whose value is fit to be shown.
///
/// # Errors
/// 70: a query does not run (our bug).
pub fn findings_by_sender(engine: &mut Engine) -> Result<ReportTable> {
    let answer = engine.ask("findings_by_sender")?;
    let mut found = Vec::new();
    for record in answer.records() {
        let word = record.text("severity")?;
        let severity = Severity::ALL.into_iter().find(|known| known.word() == word);
        let severity = severity.ok_or_else(|| Error::bug(format!("`{word}` is no severity")))?;
        found.push((record.text("sender")?, severity, record.text("code")?, record));
    }
    found.sort_by_key(|(sender, severity, code, _)| (*sender, *severity, *code));
    let rows = found.into_iter().map(|(sender, severity, code, record)| finding_row(sender, severity, code, record));
    Ok(ReportTable {
        id: "findings",
        title: "Findings by sender and code".to_owned(),
        columns: CODES.to_vec(),
        rows: rows.collect::<Result<_>>()?,
        total: None,
        empty: "nothing was found wrong",
    })
}

fn finding_row(sender: &str, severity: Severity, code: &str, found: AnswerRow<'_>) -> Result<Vec<ReportCell>> {
    let outcome = match severity {
        Severity::Rejected => "rejected",
        Severity::Duplicate => "duplicate",
        Severity::Warning => "accepted with a warning",
    };
    let [column, value] = ["example_column", "example_value"].map(|name| found.text(name));
    let column = Some(column?).filter(|name| !name.is_empty()).map_or_else(String::new, |name| format!(", {name}"));
    let value = Some(value?).filter(|value| !value.is_empty());
    let value = value.map_or_else(String::new, |value| format!(" (found `{value}`)"));
    let (file, line) = (found.text("example_file")?, found.integer("example_line")?);
    Ok(vec![
        ReportCell::text(sender),
        ReportCell::text(code),
        ReportCell::text(outcome),
        ReportCell::Count(found.integer("findings")?),
        ReportCell::Text(format!("{file} line {line}{column}: {}{value}", found.text("example_message")?)),
        ReportCell::text(found.text("example_hint")?),
    ])
}

/// What each sender sent, what was wrong with it, and how many stays of the last month could not be counted.
///
/// # Errors
/// 70: a query does not run (our bug).
pub fn section(engine: &mut Engine, not_counted: u64) -> Result<Section> {
    let sums = RecordSums::of(engine)?;
    let shown = |count: i64| thousands(count.unsigned_abs());
    let mut text = vec![format!(
        "{} records read = {} accepted + {} passed over + {} rejected + {} duplicates, over every delivery ever received.",
        shown(sums.read),
        shown(sums.accepted),
        shown(sums.passed_over),
        shown(sums.rejected),
        shown(sums.duplicates),
    )];
    text.push(match not_counted {
        0 => "Every stay of the last month could be counted.".to_owned(),
        1 => "1 stay of the last month is not counted because something is not known of it: see not-counted.csv."
            .to_owned(),
        stays => format!(
            "{} stays of the last month are not counted because something is not known of them: see not-counted.csv.",
            thousands(stays)
        ),
    });
    let tables = vec![records_by_sender(engine)?, findings_by_sender(engine)?];
    let title = "How good are the data?".to_owned();
    Ok(Section { id: "quality", title, text, chart: None, tables })
}
