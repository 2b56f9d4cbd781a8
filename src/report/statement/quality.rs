//! What was rejected or doubtful in the data.

use std::collections::BTreeSet;

use crate::domain::{Currency, EarlierDeliveries, Minor, Receipt};
use crate::error::Result;
use crate::query::Engine;

use super::super::data_quality::{RecordSums, findings_by_sender, records_by_sender};
use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section};
use super::{StatementBasis, StatementFigures, column, counted, doubts, senders, standing};

const RECEIPTS: [ReportColumn; 8] = [
    column("file", "File", ColumnKind::Text),
    column("table", "Holds", ColumnKind::Text),
    column("read", "Records read", ColumnKind::Count),
    column("accepted", "Accepted", ColumnKind::Count),
    column("passed_over", "Passed over", ColumnKind::Count),
    column("rejected", "Rejected", ColumnKind::Count),
    column("duplicates", "Duplicates", ColumnKind::Count),
    column("warnings", "Warnings", ColumnKind::Count),
];

/// What was rejected or doubtful.
pub(super) fn quality(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
    records: &RecordSums,
    currency: Currency,
) -> Result<Section> {
    let mut text = vec![if basis.has_deliveries() { in_all(records) } else { OF_COUNCIL.to_owned() }];
    text.extend(open(basis, engine, currency)?);
    text.extend(unused(basis));
    text.extend(not_linked(basis));
    let mut tables = Vec::new();
    if basis.has_deliveries() {
        tables.extend([records_by_sender(engine)?, receipts(basis)]);
        tables.extend(senders::passed_over(basis.receipts));
        tables.push(findings_by_sender(engine)?);
        tables.extend(standing::senders(basis));
        tables.extend(senders::links(basis));
    }
    tables.extend(senders::unlinked(basis).filter(|_| basis.lists_stays()));
    tables.extend(senders::volumes(basis).filter(|_| basis.has_deliveries()));
    tables.push(doubts::by_kind(basis, currency));
    if basis.lists_stays() {
        tables.push(doubts::by_stay(basis, currency));
        let twice = doubts::twice(engine, total, currency)?;
        tables.extend([doubts::unjudged(basis), twice, doubts::elsewhere(basis)].into_iter().flatten());
    }
    let title = if basis.has_deliveries() { "What was rejected or doubtful?" } else { "What is doubtful?" };
    Ok(Section { id: "quality", title: title.to_owned(), text, chart: None, tables })
}

const OF_COUNCIL: &str =
    "What was read of each delivery, and what was rejected in it, is in the index of the month and in its rejects.csv.";

/// What became of all records.
fn in_all(records: &RecordSums) -> String {
    let shown = |count: i64| ReportCell::Count(count).shown();
    let passed_over = records.passed_over;
    format!(
        "{} read = {} accepted{} + {} rejected + {} duplicates, over every delivery this project ever received. rejects.csv has the findings about stays that this month can have to do with, and those of deliveries that came since another month was run, with file, line, column and hint.",
        counted(records.read, "record", "records"),
        shown(records.accepted),
        if passed_over == 0 { String::new() } else { format!(" + {passed_over} passed over") },
        shown(records.rejected),
        shown(records.duplicates),
    )
}

/// How many stays have no end, and what of the month rests on that.
fn open(basis: &StatementBasis<'_>, engine: &mut Engine, currency: Currency) -> Result<Option<String>> {
    if basis.open_stays.is_empty() {
        return Ok(None);
    }
    let (mut days, mut amount, mut of_days) = (0, Minor(0), BTreeSet::new());
    let answer = engine.ask("open_days")?;
    for record in answer.records() {
        let stay_id = record.text("stay_id")?;
        let last = basis.open_stays.get(stay_id).copied();
        of_days.extend(last.map(|_| stay_id));
        if record.day("day")?.zip(last).is_some_and(|(day, last)| day > last) {
            days += 1;
            amount = amount + Minor(record.integer("amount_minor")?);
        }
    }
    let stays = if basis.has_deliveries() { basis.open_stays.len() } else { of_days.len() } as i64;
    Ok((stays > 0).then(|| format!(
        "{} no recorded end and {} followed to {}: {} and {} of the month lie after the last record of their stay, and rest on that.",
        counted(stays, "stay has", "stays have"),
        if stays == 1 { "is" } else { "are" },
        basis.as_of.long(),
        counted(days, "delayed day", "delayed days"),
        amount.with(currency),
    )))
}

/// Events that change no bill, because no law here has a rule that uses them.
fn unused(basis: &StatementBasis<'_>) -> Option<String> {
    let kinds = basis.unused_events.iter().map(|(kind, stays)| {
        let first = stays.first().copied().unwrap_or_default();
        let more = if stays.len() > 1 { format!(" and {} more", stays.len() - 1) } else { String::new() };
        let kind = kind.name().replace('_', " ");
        match basis.lists_stays() {
            true => format!("{kind} (stay {first}{more})"),
            false => format!("{kind} ({})", counted(stays.len() as i64, "stay", "stays")),
        }
    });
    let kinds: Vec<String> = kinds.collect();
    (!kinds.is_empty()).then(|| {
        format!(
            "Recorded, and without effect on the bill, because the law here has no rule that uses it: {}.",
            kinds.join(", ")
        )
    })
}

/// What was linked to no stay, in a sentence.
fn not_linked(basis: &StatementBasis<'_>) -> Option<String> {
    let records = basis.unlinked.len() as i64;
    (records > 0).then(|| {
        format!(
            "{} to no stay here. Nothing is wrong with them in themselves: they are counted as accepted, and listed with what depends on them{}.",
            counted(records, "record belongs", "records belong"),
            if basis.lists_stays() { "" } else { " in the statement of the council they name, or in council-unknown" },
        )
    })
}

fn receipts(basis: &StatementBasis<'_>) -> ReportTable {
    let row = |receipt: &Receipt| {
        let Receipt { read, accepted, passed_over, rejected, duplicates, warnings, .. } = receipt;
        let counts = [read, accepted, passed_over, rejected, duplicates, warnings];
        let mut cells = vec![ReportCell::text(&receipt.file), ReportCell::text(&receipt.table)];
        cells.extend(counts.map(|count| ReportCell::Count(i64::from(*count))));
        cells
    };
    let earlier = basis.listed.earlier.map(|earlier| {
        let EarlierDeliveries { read, accepted, passed_over, rejected, duplicates, warnings, .. } = earlier;
        let counts = [read, accepted, passed_over, rejected, duplicates, warnings];
        let mut cells = vec![ReportCell::Text(earlier.words()), ReportCell::text("all")];
        cells.extend(counts.map(|count| ReportCell::Count(count as i64)));
        cells
    });
    ReportTable {
        id: "receipts",
        title: "Records by delivery".to_owned(),
        columns: RECEIPTS.to_vec(),
        rows: basis.listed.listed.iter().map(row).chain(earlier).collect(),
        total: None,
        empty: "nothing was delivered",
    }
}
