//! What is in doubt: by kind, by stay with the days and the money at stake, and what was rejected about stays that are not
//! here.

use std::collections::BTreeSet;

use crate::domain::{Currency, Language, Minor};
use crate::error::Result;
use crate::liability::{Doubt, DoubtKind, at_stake_once};
use crate::query::Engine;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, titled};
use super::{StatementBasis, StatementFigures, column, refusals};
use crate::words::Argument;

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
    column("doubt", "head-doubt", ColumnKind::Text),
    column("stays", "head-stays", ColumnKind::Count),
    column("days", "head-days-at-stake", ColumnKind::Count),
    column("amount", "head-money-at-stake", ColumnKind::Money),
    column("advice", "head-advice", ColumnKind::Text),
];

const BY_STAY: [ReportColumn; 11] = [
    column("stay", "head-stay", ColumnKind::Text),
    column("hospital", "head-hospital", ColumnKind::Text),
    column("doubt", "head-doubt", ColumnKind::Text),
    column("record", "head-record", ColumnKind::Text),
    column("found", "head-found", ColumnKind::Text),
    column("days", "head-days-at-stake", ColumnKind::Count),
    column("amount", "head-money-at-stake", ColumnKind::Money),
    column("days_as_it_stands", "head-days-as-it-stands", ColumnKind::Count),
    column("amount_as_it_stands", "head-amount-as-it-stands", ColumnKind::Money),
    column("days_otherwise", "head-days-otherwise", ColumnKind::Count),
    column("amount_otherwise", "head-amount-otherwise", ColumnKind::Money),
];

const ELSEWHERE: [ReportColumn; 7] = [
    column("stay", "head-stay", ColumnKind::Text),
    column("file", "head-file", ColumnKind::Text),
    column("line", "head-first-line", ColumnKind::Count),
    column("column", "head-column", ColumnKind::Text),
    column("found", "head-found", ColumnKind::Text),
    column("records", "head-records", ColumnKind::Count),
    column("at_stake", "head-at-stake", ColumnKind::Text),
];

const NOT_JUDGED: [ReportColumn; 2] =
    [column("stay", "head-stay", ColumnKind::Text), column("why", "head-why", ColumnKind::Text)];

const TWICE: [ReportColumn; 3] = [
    column("day", "head-day", ColumnKind::Day),
    column("stays", "head-stays", ColumnKind::Text),
    column("amount", "head-money-at-stake", ColumnKind::Money),
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
        let of_kind = of_kind(basis, *kind);
        // Each day and each pound once, however many records of the kind are about it.
        let (days, amount) = at_stake_once(of_kind.iter().copied());
        let stays: BTreeSet<&str> = of_kind.iter().map(|doubt| &*doubt.stay_id).collect();
        (!of_kind.is_empty()).then(|| {
            vec![
                ReportCell::Text(words(basis.language, *kind)),
                ReportCell::Count(stays.len() as i64),
                known(basis, of_kind.iter().any(|doubt| doubt.days().is_some()), ReportCell::Count(days)),
                known(basis, of_kind.iter().any(|doubt| doubt.amount().is_some()), ReportCell::money(amount, currency)),
                ReportCell::Text(advice(basis.language, *kind)),
            ]
        })
    });
    ReportTable {
        id: "doubts",
        title: basis.word("doubts-title").to_owned(),
        columns: titled(basis.language, &BY_KIND),
        rows: rows.collect(),
        total: None,
        empty: basis.word("doubts-none"),
    }
}

fn of_kind<'b>(basis: &StatementBasis<'b>, kind: DoubtKind) -> Vec<&'b Doubt> {
    basis.looked_at.doubts.iter().filter(|doubt| doubt.kind == kind).collect()
}

/// That doubts of several kinds touch the same days, where they do: the rows of the kinds come to more than all of them.
pub(super) fn overlap(basis: &StatementBasis<'_>) -> Option<String> {
    let rows = DoubtKind::ALL.iter().map(|kind| at_stake_once(of_kind(basis, *kind)).0);
    (rows.sum::<i64>() > at_stake_once(&basis.looked_at.doubts).0).then(|| basis.word("doubts-overlap").to_owned())
}

/// What several doubts come to; in words where it is known of none.
fn known(basis: &StatementBasis<'_>, is_known: bool, cell: ReportCell) -> ReportCell {
    if is_known { cell } else { basis.missing("not-known") }
}

/// What is doubtful, in a few words.
pub fn words(language: Language, kind: DoubtKind) -> String {
    language.instead(&format!("doubt-{}", kind.name()), &[], || kind.words().to_owned())
}

fn advice(language: Language, kind: DoubtKind) -> String {
    language.instead(&format!("advice-{}", kind.name()), &[], || kind.advice().to_owned())
}

/// The place of a record, as in `inbox/stays.csv, line 4`.
pub fn place(language: Language, (file, line, column): (&str, u32, &str)) -> String {
    let place = language.say("evidence-line", &[("file", file.into()), ("line", Argument::Plain(line.into()))]);
    if column.is_empty() { place } else { format!("{place}, {column}") }
}

/// The doubts one by one: each stay with the record behind it, what is at stake, and what it comes to either way.
pub(super) fn by_stay(basis: &StatementBasis<'_>, currency: Currency) -> ReportTable {
    let no_record = basis.missing("no-single-record");
    let row = |doubt: &Doubt| {
        let record = doubt.record.as_deref();
        let otherwise = doubt.otherwise;
        let unknown = basis.missing(if doubt.not_known.is_some() { "not-known" } else { "no-single-record" });
        let kind = words(basis.language, doubt.kind);
        let kind = match &doubt.not_known {
            None => kind,
            Some(why) => {
                let why = refusals::not_known(basis.language, why);
                basis.say("doubtful-not-known", &[("doubt", kind.into()), ("why", why.into())])
            }
        };
        vec![
            ReportCell::text(&*doubt.stay_id),
            ReportCell::text(&*doubt.payee_code),
            ReportCell::Text(kind),
            record.map_or_else(|| no_record.clone(), |record| ReportCell::Text(place(basis.language, record.at()))),
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
        title: basis.word("doubtful-title").to_owned(),
        columns: titled(basis.language, &BY_STAY),
        rows: basis.looked_at.doubts.iter().map(row).collect(),
        total: None,
        empty: basis.word("doubtful-none"),
    }
}

/// Rejected records about stays that are not here.
pub(super) fn elsewhere(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let doubtful: BTreeSet<&str> = basis.looked_at.doubts.iter().map(|doubt| &*doubt.stay_id).collect();
    let row = |found: &Elsewhere| {
        let at_stake = if doubtful.contains(&*found.stay_id) {
            basis.word("elsewhere-see")
        } else if found.may_be_judged {
            basis.word("elsewhere-nothing")
        } else if found.stay_id.is_empty() && !found.are_further {
            basis.word("elsewhere-no-stay")
        } else {
            basis.word("elsewhere-unread")
        };
        let at_stake = match found.are_further {
            true => basis.say("elsewhere-listed", &[("what", at_stake.into())]),
            false => at_stake.to_owned(),
        };
        let what = if found.value.is_empty() { found.code.clone() } else { format!("{}: {}", found.code, found.value) };
        let named = |text: &str, missing| if text.is_empty() { basis.missing(missing) } else { ReportCell::text(text) };
        vec![
            named(&found.stay_id, if found.are_further { "elsewhere-further" } else { "elsewhere-names-none" }),
            ReportCell::text(&found.file),
            if found.are_further { basis.missing("elsewhere-several") } else { ReportCell::Count(found.line.into()) },
            named(&found.column, "elsewhere-whole-record"),
            ReportCell::Text(what),
            ReportCell::Count(found.records),
            ReportCell::Text(at_stake),
        ]
    };
    let rows: Vec<Vec<ReportCell>> = basis.elsewhere.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "rejected_elsewhere",
        title: basis.word("elsewhere-title").to_owned(),
        columns: titled(basis.language, &ELSEWHERE),
        rows,
        total: None,
        empty: "",
    })
}

/// Stays that no law could judge.
pub(super) fn unjudged(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let row = |case: &crate::liability::Unjudged| {
        vec![ReportCell::text(&*case.stay_id), ReportCell::Text(refusals::refusal(basis.language, &case.refusal))]
    };
    let rows: Vec<Vec<ReportCell>> = basis.looked_at.unjudged.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "not_judged",
        title: basis.word("not-judged-title").to_owned(),
        columns: titled(basis.language, &NOT_JUDGED),
        rows,
        total: None,
        empty: "",
    })
}

/// Days on which one person is charged for in two stays, and what at most one of them is owed; nothing where there is none.
pub(super) fn twice(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
    currency: Currency,
) -> Result<Option<ReportTable>> {
    let mut rows = Vec::new();
    for record in engine.ask("charged_in_two_stays")?.records() {
        rows.push(vec![
            ReportCell::day(record.day("day")?, basis.word("none")),
            ReportCell::Text(format!("{}, {}", record.text("first_stay_id")?, record.text("last_stay_id")?)),
            ReportCell::money(Minor(record.integer("amount_minor")?), currency),
        ]);
    }
    let sum = vec![
        ReportCell::text(basis.word("total")),
        ReportCell::text(""),
        ReportCell::money(total.charged_twice, currency),
    ];
    Ok((!rows.is_empty()).then(|| ReportTable {
        id: "charged_twice",
        title: basis.word("twice-title").to_owned(),
        columns: titled(basis.language, &TWICE),
        rows,
        total: Some(sum),
        empty: "",
    }))
}
