//! What was rejected or doubtful in the data.

use std::collections::BTreeSet;

use crate::domain::{Currency, EarlierDeliveries, Minor, Receipt};
use crate::error::Result;
use crate::query::Engine;

use super::super::data_quality::{RecordSums, earlier_deliveries, findings_by_sender, records_by_sender};
use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section, titled};
use super::{StatementBasis, StatementFigures, column, doubts, senders, standing};
use crate::words::Argument;

const RECEIPTS: [ReportColumn; 8] = [
    column("file", "head-file", ColumnKind::Text),
    column("table", "head-holds", ColumnKind::Text),
    column("read", "head-records-read", ColumnKind::Count),
    column("accepted", "head-accepted", ColumnKind::Count),
    column("passed_over", "head-passed-over", ColumnKind::Count),
    column("rejected", "head-rejected", ColumnKind::Count),
    column("duplicates", "head-duplicates", ColumnKind::Count),
    column("warnings", "head-warnings", ColumnKind::Count),
];

/// What was rejected or doubtful.
pub(super) fn quality(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
    records: &RecordSums,
    currency: Currency,
) -> Result<Section> {
    let mut text = vec![match basis.has_deliveries() {
        true => in_all(basis, records),
        false => basis.word("quality-of-council").to_owned(),
    }];
    text.extend(open(basis, engine, currency)?);
    text.extend(unused(basis));
    text.extend(not_linked(basis));
    text.extend(doubts::overlap(basis));
    let mut tables = Vec::new();
    if basis.has_deliveries() {
        tables.extend([records_by_sender(basis.language, engine)?, receipts(basis)]);
        tables.extend(senders::passed_over(basis));
        tables.push(findings_by_sender(basis.language, engine)?);
        tables.extend(standing::senders(basis));
        tables.extend(senders::links(basis));
    }
    tables.extend(senders::unlinked(basis).filter(|_| basis.lists_stays()));
    tables.extend(senders::volumes(basis).filter(|_| basis.has_deliveries()));
    tables.push(doubts::by_kind(basis, currency));
    if basis.lists_stays() {
        tables.push(doubts::by_stay(basis, currency));
        let twice = doubts::twice(basis, engine, total, currency)?;
        tables.extend([doubts::unjudged(basis), twice, doubts::elsewhere(basis)].into_iter().flatten());
    }
    let title = basis.word(if basis.has_deliveries() { "quality-title" } else { "quality-title-of-council" });
    Ok(Section { id: "quality", title: title.to_owned(), text, chart: None, tables })
}

/// What became of all records.
fn in_all(basis: &StatementBasis<'_>, records: &RecordSums) -> String {
    let id = if records.passed_over == 0 { "records-sum" } else { "records-sum-passed-over" };
    basis.say(
        id,
        &[
            ("records", records.read.into()),
            ("accepted", records.accepted.into()),
            ("passed_over", Argument::Plain(records.passed_over)),
            ("rejected", records.rejected.into()),
            ("duplicates", records.duplicates.into()),
        ],
    )
}

/// How many stays have no end, and what of the month rests on that.
fn open(basis: &StatementBasis<'_>, engine: &mut Engine, currency: Currency) -> Result<Option<String>> {
    if basis.open_stays.is_empty() {
        return Ok(None);
    }
    let (mut days, mut amount, mut of_days) = (0_i64, Minor(0), BTreeSet::new());
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
    let counts = [
        ("stays", stays.into()),
        ("day", basis.as_of.into()),
        ("days", days.into()),
        ("amount", (amount, currency).into()),
    ];
    Ok((stays > 0).then(|| basis.say("open-stays", &counts)))
}

/// Events that change no bill, because no law here has a rule that uses them.
fn unused(basis: &StatementBasis<'_>) -> Option<String> {
    let kinds = basis.unused_events.iter().map(|(kind, stays)| {
        let first = stays.first().copied().unwrap_or_default();
        let more = ("more", Argument::Plain(stays.len() as i64 - 1));
        let kind = ("kind", basis.language.kind(kind.name()).into());
        match (basis.lists_stays(), stays.len()) {
            (false, all) => basis.say("unused-stays", &[kind, ("stays", (all as i64).into())]),
            (true, ..=1) => basis.say("unused-stay", &[kind, ("stay", first.into())]),
            (true, _) => basis.say("unused-stay-more", &[kind, ("stay", first.into()), more]),
        }
    });
    let kinds: Vec<String> = kinds.collect();
    (!kinds.is_empty()).then(|| basis.say("unused-events", &[("kinds", kinds.join(", ").into())]))
}

/// What was linked to no stay, in a sentence.
fn not_linked(basis: &StatementBasis<'_>) -> Option<String> {
    let records = basis.unlinked.len() as i64;
    let id = if basis.lists_stays() { "not-linked" } else { "not-linked-index" };
    (records > 0).then(|| basis.say(id, &[("records", records.into())]))
}

fn receipts(basis: &StatementBasis<'_>) -> ReportTable {
    let row = |receipt: &Receipt| {
        let Receipt { read, accepted, passed_over, rejected, duplicates, warnings, .. } = receipt;
        let counts = [read, accepted, passed_over, rejected, duplicates, warnings];
        let holds = basis.language.instead(&format!("kind-{}", receipt.table), &[], || receipt.table.to_string());
        let mut cells = vec![ReportCell::text(&receipt.file), ReportCell::Text(holds)];
        cells.extend(counts.map(|count| ReportCell::Count(i64::from(*count))));
        cells
    };
    let earlier = basis.listed.earlier.map(|earlier| {
        let EarlierDeliveries { read, accepted, passed_over, rejected, duplicates, warnings, .. } = earlier;
        let counts = [read, accepted, passed_over, rejected, duplicates, warnings];
        let mut cells = vec![
            ReportCell::Text(earlier_deliveries(basis.language, &earlier)),
            ReportCell::text(basis.word("receipts-all")),
        ];
        cells.extend(counts.map(|count| ReportCell::Count(count as i64)));
        cells
    });
    ReportTable {
        id: "receipts",
        title: basis.word("receipts-title").to_owned(),
        columns: titled(basis.language, &RECEIPTS),
        rows: basis.listed.listed.iter().map(row).chain(earlier).collect(),
        total: None,
        empty: basis.word("nothing-delivered"),
    }
}
