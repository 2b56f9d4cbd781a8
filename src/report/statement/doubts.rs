//! What is in doubt: by kind, by stay with the days and the money at stake, and what was rejected about stays that are not
//! here.

use std::collections::BTreeSet;

use crate::domain::{Currency, Minor};
use crate::error::Result;
use crate::liability::{Doubt, DoubtKind};
use crate::query::Engine;

use super::super::model::{Cell, Column, Kind, Table};
use super::{Basis, column};

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
    /// The value of the first one, masked where it could identify somebody.
    pub value: String,
    /// How many there are.
    pub records: i64,
    /// Whether a rejected row of the stay says enough to judge it, so that what hangs on it is known.
    pub may_be_judged: bool,
}

const BY_KIND: [Column; 5] = [
    column("doubt", "Doubt", Kind::Text),
    column("stays", "Stays", Kind::Count),
    column("days", "Days at stake", Kind::Count),
    column("amount", "Money at stake", Kind::Money),
    column("advice", "What to do", Kind::Text),
];

const BY_STAY: [Column; 11] = [
    column("stay", "Stay", Kind::Text),
    column("hospital", "Hospital", Kind::Text),
    column("doubt", "Doubt", Kind::Text),
    column("record", "Record", Kind::Text),
    column("found", "Found there", Kind::Text),
    column("days", "Days at stake", Kind::Count),
    column("amount", "Money at stake", Kind::Money),
    column("days_as_it_stands", "Days charged as it stands", Kind::Count),
    column("amount_as_it_stands", "Amount as it stands", Kind::Money),
    column("days_otherwise", "Days charged otherwise", Kind::Count),
    column("amount_otherwise", "Amount otherwise", Kind::Money),
];

const ELSEWHERE: [Column; 7] = [
    column("stay", "Stay", Kind::Text),
    column("file", "File", Kind::Text),
    column("line", "First line", Kind::Count),
    column("column", "Column", Kind::Text),
    column("found", "Found there", Kind::Text),
    column("records", "Records", Kind::Count),
    column("at_stake", "At stake", Kind::Text),
];

const TWICE: [Column; 3] = [
    column("day", "Day", Kind::Day),
    column("stays", "Stays", Kind::Text),
    column("amount", "Money at stake", Kind::Money),
];

/// How many stays somebody should look at.
pub(super) fn doubtful_stays(basis: &Basis<'_>) -> i64 {
    let doubts = basis.looked_at.doubts.iter().map(|doubt| &*doubt.stay_id);
    let unjudged = basis.looked_at.unjudged.iter().map(|unjudged| &*unjudged.stay_id);
    doubts.chain(unjudged).collect::<BTreeSet<&str>>().len() as i64
}

/// The doubts by kind.
pub(super) fn by_kind(basis: &Basis<'_>, currency: Currency) -> Table {
    let rows = DoubtKind::ALL.iter().filter_map(|kind| {
        let of_kind: Vec<&Doubt> = basis.looked_at.doubts.iter().filter(|doubt| doubt.kind == *kind).collect();
        let stays: BTreeSet<&str> = of_kind.iter().map(|doubt| &*doubt.stay_id).collect();
        (!of_kind.is_empty()).then(|| {
            vec![
                Cell::text(kind.words()),
                Cell::Count(stays.len() as i64),
                known(of_kind.iter().filter_map(|doubt| doubt.days()).collect(), |days| Cell::Count(days.iter().sum())),
                known(of_kind.iter().filter_map(|doubt| doubt.amount()).collect(), |amounts: Vec<Minor>| {
                    Cell::money(amounts.into_iter().sum(), currency)
                }),
                Cell::text(kind.advice()),
            ]
        })
    });
    Table {
        id: "doubts",
        title: "Doubts about stays of the month, by kind".to_owned(),
        columns: BY_KIND.to_vec(),
        rows: rows.collect(),
        total: None,
        empty: "no doubts",
    }
}

/// What several doubts come to; in words where it is known of none.
fn known<T>(found: Vec<T>, sum: impl FnOnce(Vec<T>) -> Cell) -> Cell {
    if found.is_empty() { Cell::Missing { missing: "not known" } } else { sum(found) }
}

/// The doubts one by one: each stay with the record behind it, what is at stake, and what it comes to either way.
pub(super) fn by_stay(basis: &Basis<'_>, currency: Currency) -> Table {
    let no_record = Cell::Missing { missing: "no single record" };
    let row = |doubt: &Doubt| {
        let record = doubt.record.as_deref();
        let otherwise = doubt.otherwise;
        let unknown =
            Cell::Missing { missing: if doubt.not_known.is_some() { "not known" } else { "no single record" } };
        let why = doubt.not_known.as_ref().map_or_else(String::new, |why| format!("; at stake not known: {why}"));
        vec![
            Cell::text(&*doubt.stay_id),
            Cell::text(&*doubt.payee_code),
            Cell::Text(format!("{}{why}", doubt.kind.words())),
            record.map_or_else(|| no_record.clone(), |record| Cell::Text(record.place())),
            record.map_or_else(|| no_record.clone(), |record| Cell::Text(record.found())),
            doubt.days().map_or_else(|| unknown.clone(), Cell::Count),
            doubt.amount().map_or_else(|| unknown.clone(), |amount| Cell::money(amount, currency)),
            Cell::Count(doubt.stands.days),
            Cell::money(doubt.stands.amount, currency),
            otherwise.map_or_else(|| unknown.clone(), |bill| Cell::Count(bill.days)),
            otherwise.map_or_else(|| unknown.clone(), |bill| Cell::money(bill.amount, currency)),
        ]
    };
    Table {
        id: "doubtful_stays",
        title: "Stays in doubt, with the reading of each record that moves most money".to_owned(),
        columns: BY_STAY.to_vec(),
        rows: basis.looked_at.doubts.iter().map(row).collect(),
        total: None,
        empty: "no stay to look at",
    }
}

/// Rejected records about stays that are not here.
pub(super) fn elsewhere(basis: &Basis<'_>) -> Option<Table> {
    let doubtful: BTreeSet<&str> = basis.looked_at.doubts.iter().map(|doubt| &*doubt.stay_id).collect();
    let row = |found: &Elsewhere| {
        let at_stake = if doubtful.contains(&*found.stay_id) {
            "see the stays in doubt"
        } else if found.may_be_judged {
            "nothing in this month and view"
        } else if found.stay_id.is_empty() {
            "not known: it names no stay"
        } else {
            "not known: no row of the stay can be read"
        };
        let what = if found.value.is_empty() { found.code.clone() } else { format!("{}: {}", found.code, found.value) };
        let named = |text: &str, missing| if text.is_empty() { Cell::Missing { missing } } else { Cell::text(text) };
        vec![
            named(&found.stay_id, "names no stay"),
            Cell::text(&found.file),
            Cell::Count(found.line.into()),
            named(&found.column, "the whole record"),
            Cell::Text(what),
            Cell::Count(found.records),
            Cell::text(at_stake),
        ]
    };
    let rows: Vec<Vec<Cell>> = basis.elsewhere.iter().map(row).collect();
    (!rows.is_empty()).then(|| Table {
        id: "rejected_elsewhere",
        title: "Rejected records whose stay is not in the bill: it was not taken, or they name none".to_owned(),
        columns: ELSEWHERE.to_vec(),
        rows,
        total: None,
        empty: "",
    })
}

/// Stays that no law could judge.
pub(super) fn unjudged(basis: &Basis<'_>) -> Option<Table> {
    let row =
        |case: &crate::liability::Unjudged| vec![Cell::text(&*case.stay_id), Cell::Text(case.refusal.to_string())];
    let rows: Vec<Vec<Cell>> = basis.looked_at.unjudged.iter().map(row).collect();
    (!rows.is_empty()).then(|| Table {
        id: "not_judged",
        title: "Stays that no law here could judge: not priced, not zero".to_owned(),
        columns: vec![column("stay", "Stay", Kind::Text), column("why", "Why", Kind::Text)],
        rows,
        total: None,
        empty: "",
    })
}

/// Days on which one person is charged for in two stays, and what at most one of them is owed.
pub(super) fn twice(engine: &mut Engine, currency: Currency) -> Result<(Option<Table>, Minor)> {
    let answer = engine.ask("charged_in_two_stays")?;
    let (mut rows, mut sum) = (Vec::new(), Minor(0));
    for record in answer.records() {
        let amount = Minor(record.integer("amount_minor")?);
        sum = sum + amount;
        rows.push(vec![
            Cell::day(record.day("day")?, "none"),
            Cell::Text(format!("{}, {}", record.text("first_stay_id")?, record.text("last_stay_id")?)),
            Cell::money(amount, currency),
        ]);
    }
    let total = vec![Cell::text("Total"), Cell::text(""), Cell::money(sum, currency)];
    let table = (!rows.is_empty()).then(|| Table {
        id: "charged_twice",
        title: "One person charged for in two stays on one day: pay at most one".to_owned(),
        columns: TWICE.to_vec(),
        rows,
        total: Some(total),
        empty: "",
    });
    Ok((table, sum))
}
