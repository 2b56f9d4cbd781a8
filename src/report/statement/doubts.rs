//! What is in doubt: by kind, by stay with the days and the money at stake, and what was rejected about stays that are not
//! here.

use std::collections::BTreeSet;

use crate::domain::{Currency, Minor};
use crate::error::Result;
use crate::liability::{Doubt, DoubtKind};
use crate::query::Engine;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable};
use super::{StatementBasis, StatementFigures, column};

/// Rejected records that mark no stay: the stay was not taken, or they name none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The stay that they name; empty if none.
    pub stay_id: String,
    /// The file, as the user knows it.
    pub file: String,
    /// The line of the first one.
    pub line: u32,
    /// The stable code.
    pub code: String,
    /// The column; empty where the whole record is meant.
    pub column: String,
    /// The value of the first one, masked where it could identify someone.
    pub value: String,
    /// How many there are.
    pub records: i64,
    /// Whether a rejected row of the stay says enough to judge it, so that what depends on it is known.
    pub may_be_judged: bool,
    /// Whether these are records about further stays, beside those that are listed one by one.
    pub are_further: bool,
}

const BY_KIND: [ReportColumn; 5] = [
    column("doubt", "Doubt", ColumnKind::Text),
    column("stays", "Stays", ColumnKind::Count),
    column("days", "Days at stake", ColumnKind::Count),
    column("amount", "Money at stake", ColumnKind::Money),
    column("advice", "What to do", ColumnKind::Text),
];

const BY_STAY: [ReportColumn; 11] = [
    column("stay", "Stay", ColumnKind::Text),
    column("hospital", "Hospital", ColumnKind::Text),
    column("doubt", "Doubt", ColumnKind::Text),
    column("record", "Record", ColumnKind::Text),
    column("found", "Found there", ColumnKind::Text),
    column("days", "Days at stake", ColumnKind::Count),
    column("amount", "Money at stake", ColumnKind::Money),
    column("days_as_it_stands", "Days charged as it stands", ColumnKind::Count),
    column("amount_as_it_stands", "Amount as it stands", ColumnKind::Money),
    column("days_otherwise", "Days charged otherwise", ColumnKind::Count),
    column("amount_otherwise", "Amount otherwise", ColumnKind::Money),
];

const ELSEWHERE: [ReportColumn; 7] = [
    column("stay", "Stay", ColumnKind::Text),
    column("file", "File", ColumnKind::Text),
    column("line", "First line", ColumnKind::Count),
    column("column", "Column", ColumnKind::Text),
    column("found", "Found there", ColumnKind::Text),
    column("records", "Records", ColumnKind::Count),
    column("at_stake", "At stake", ColumnKind::Text),
];

const TWICE: [ReportColumn; 3] = [
    column("day", "Day", ColumnKind::Day),
    column("stays", "Stays", ColumnKind::Text),
    column("amount", "Money at stake", ColumnKind::Money),
];

/// How many stays a person should check.
pub(super) fn doubtful_stays(basis: &StatementBasis<'_>) -> i64 {
    let doubts = basis.looked_at.doubts.iter().map(|doubt| &*doubt.stay_id);
    let unjudged = basis.looked_at.unjudged.iter().map(|unjudged| &*unjudged.stay_id);
    doubts.chain(unjudged).collect::<BTreeSet<&str>>().len() as i64
}

/// The doubts by kind.
pub(super) fn by_kind(basis: &StatementBasis<'_>, currency: Currency) -> ReportTable {
    let rows = DoubtKind::ALL.iter().filter_map(|kind| {
        let of_kind: Vec<&Doubt> = basis.looked_at.doubts.iter().filter(|doubt| doubt.kind == *kind).collect();
        let stays: BTreeSet<&str> = of_kind.iter().map(|doubt| &*doubt.stay_id).collect();
        (!of_kind.is_empty()).then(|| {
            vec![
                ReportCell::text(kind.words()),
                ReportCell::Count(stays.len() as i64),
                known(of_kind.iter().filter_map(|doubt| doubt.days()).collect(), |days| {
                    ReportCell::Count(days.iter().sum())
                }),
                known(of_kind.iter().filter_map(|doubt| doubt.amount()).collect(), |amounts: Vec<Minor>| {
                    ReportCell::money(amounts.into_iter().sum(), currency)
                }),
                ReportCell::text(kind.advice()),
            ]
        })
    });
    ReportTable {
        id: "doubts",
        title: "Doubts about stays of the month, by kind".to_owned(),
        columns: BY_KIND.to_vec(),
        rows: rows.collect(),
        total: None,
        empty: "no doubts",
    }
}

/// What several doubts come to; in words where it is known of none.
fn known<T>(found: Vec<T>, sum: impl FnOnce(Vec<T>) -> ReportCell) -> ReportCell {
    if found.is_empty() { ReportCell::Missing { missing: "not known" } } else { sum(found) }
}

/// The doubts one by one: each stay with the record behind it, what is at stake, and what it comes to either way.
pub(super) fn by_stay(basis: &StatementBasis<'_>, currency: Currency) -> ReportTable {
    let no_record = ReportCell::Missing { missing: "no single record" };
    let row = |doubt: &Doubt| {
        let record = doubt.record.as_deref();
        let otherwise = doubt.otherwise;
        let unknown =
            ReportCell::Missing { missing: if doubt.not_known.is_some() { "not known" } else { "no single record" } };
        let why = doubt.not_known.as_ref().map_or_else(String::new, |why| format!("; at stake not known: {why}"));
        vec![
            ReportCell::text(&*doubt.stay_id),
            ReportCell::text(&*doubt.payee_code),
            ReportCell::Text(format!("{}{why}", doubt.kind.words())),
            record.map_or_else(|| no_record.clone(), |record| ReportCell::Text(record.place())),
            record.map_or_else(|| no_record.clone(), |record| ReportCell::Text(record.found())),
            doubt.days().map_or_else(|| unknown.clone(), ReportCell::Count),
            doubt.amount().map_or_else(|| unknown.clone(), |amount| ReportCell::money(amount, currency)),
            ReportCell::Count(doubt.stands.days),
            ReportCell::money(doubt.stands.amount, currency),
            otherwise.map_or_else(|| unknown.clone(), |bill| ReportCell::Count(bill.days)),
            otherwise.map_or_else(|| unknown.clone(), |bill| ReportCell::money(bill.amount, currency)),
        ]
    };
    ReportTable {
        id: "doubtful_stays",
        title: "Stays in doubt, with the reading of each record that moves most money".to_owned(),
        columns: BY_STAY.to_vec(),
        rows: basis.looked_at.doubts.iter().map(row).collect(),
        total: None,
        empty: "no stay to look at",
    }
}

/// Rejected records about stays that are not here.
pub(super) fn elsewhere(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let doubtful: BTreeSet<&str> = basis.looked_at.doubts.iter().map(|doubt| &*doubt.stay_id).collect();
    let row = |found: &Elsewhere| {
        let at_stake = if doubtful.contains(&*found.stay_id) {
            "see the stays in doubt"
        } else if found.may_be_judged {
            "nothing in this month and view"
        } else if found.stay_id.is_empty() && !found.are_further {
            "not known: it names no stay"
        } else {
            "not known: no row of the stay can be read"
        };
        let listed = if found.are_further { "; `beddays query open_question` lists the stays" } else { "" };
        let what = if found.value.is_empty() { found.code.clone() } else { format!("{}: {}", found.code, found.value) };
        let named = |text: &str, missing| {
            if text.is_empty() { ReportCell::Missing { missing } } else { ReportCell::text(text) }
        };
        vec![
            named(&found.stay_id, if found.are_further { "further stays" } else { "names no stay" }),
            ReportCell::text(&found.file),
            if found.are_further {
                ReportCell::Missing { missing: "several" }
            } else {
                ReportCell::Count(found.line.into())
            },
            named(&found.column, "the whole record"),
            ReportCell::Text(what),
            ReportCell::Count(found.records),
            ReportCell::Text(format!("{at_stake}{listed}")),
        ]
    };
    let rows: Vec<Vec<ReportCell>> = basis.elsewhere.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "rejected_elsewhere",
        title: "Rejected records whose stay is not in the bill: it was not taken, or they name none".to_owned(),
        columns: ELSEWHERE.to_vec(),
        rows,
        total: None,
        empty: "",
    })
}

/// Stays that no law could judge.
pub(super) fn unjudged(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let row = |case: &crate::liability::Unjudged| {
        vec![ReportCell::text(&*case.stay_id), ReportCell::Text(case.refusal.to_string())]
    };
    let rows: Vec<Vec<ReportCell>> = basis.looked_at.unjudged.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "not_judged",
        title: "Stays that no law here could judge: not priced, not zero".to_owned(),
        columns: vec![column("stay", "Stay", ColumnKind::Text), column("why", "Why", ColumnKind::Text)],
        rows,
        total: None,
        empty: "",
    })
}

/// Days on which one person is charged for in two stays, and what at most one of them is owed; nothing where there is none.
pub(super) fn twice(engine: &mut Engine, total: &StatementFigures, currency: Currency) -> Result<Option<ReportTable>> {
    let mut rows = Vec::new();
    for record in engine.ask("charged_in_two_stays")?.records() {
        rows.push(vec![
            ReportCell::day(record.day("day")?, "none"),
            ReportCell::Text(format!("{}, {}", record.text("first_stay_id")?, record.text("last_stay_id")?)),
            ReportCell::money(Minor(record.integer("amount_minor")?), currency),
        ]);
    }
    let sum = vec![ReportCell::text("Total"), ReportCell::text(""), ReportCell::money(total.charged_twice, currency)];
    Ok((!rows.is_empty()).then(|| ReportTable {
        id: "charged_twice",
        title: "One person charged for in two stays on one day: pay at most one".to_owned(),
        columns: TWICE.to_vec(),
        rows,
        total: Some(sum),
        empty: "",
    }))
}
