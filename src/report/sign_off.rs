//! The sheet that shows who stands for a statement: prepared, checked, approved, closed, by whom and when.

use super::model::{
    ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column, titled,
};
use crate::domain::sign_off::{SignOffRole, SignOffState, Signature};
use crate::domain::{Currency, Day, Language, Minor, Month};
use crate::words::Argument;

/// What a sheet is made from.
#[derive(Clone, Copy, Debug)]
pub struct SignOffBasis<'a> {
    /// Whose statement it is.
    pub owner: &'a str,
    /// The language of the sheet.
    pub language: Language,
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// The steps that were taken, in their order.
    pub signatures: &'a [&'a Signature],
    /// Who closed the month, and when.
    pub closed: Option<(&'a str, Day)>,
    /// What the statement comes to, and what is to be paid with corrections; nothing of statistics alone.
    pub amounts: Option<(Minor, Minor)>,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The number of the last line of the audit log before this step, and its SHA-256; nothing where there is no log.
    pub log: Option<(u64, &'a str)>,
    /// The SHA-256 of the ledger, and of the archive of the statement's files.
    pub hashes: (&'a str, &'a str),
}

impl SignOffBasis<'_> {
    fn state(&self) -> SignOffState {
        SignOffState::after(self.signatures.last().map(|signature| signature.role), self.closed.is_some())
    }
}

/// The message of what the sheet calls the last line of the audit log before its step.
pub const LOG_FACT: &str = "fact-log-line";

const STEPS: [ReportColumn; 3] = [
    column("step", "head-step", ColumnKind::Text),
    column("by", "head-by", ColumnKind::Text),
    column("on", "head-on", ColumnKind::Day),
];

/// Makes the sheet.
pub fn sheet(basis: &SignOffBasis<'_>) -> Report {
    let language = basis.language;
    let not_yet = language.word("sign-off-not-yet");
    let none = || ReportCell::Missing { missing: not_yet };
    let state = ("state", basis.state().code().into());
    let of = [("month", basis.month.into()), ("edition", Argument::Plain(basis.edition.into())), state];
    let step = |role: &SignOffRole| {
        let taken = basis.signatures.iter().find(|signature| signature.role == *role);
        vec![
            ReportCell::Text(language.say("sign-off-role", &[("role", role.code().into())])),
            taken.map_or_else(none, |signature| ReportCell::text(&signature.by)),
            ReportCell::day(taken.map(|signature| signature.on), not_yet),
        ]
    };
    let mut rows: Vec<Vec<ReportCell>> = SignOffRole::ALL.iter().map(step).collect();
    let nameless = |by: &str| ReportCell::text(if by.is_empty() { language.word("sign-off-not-named") } else { by });
    rows.push(vec![
        ReportCell::text(language.word("sign-off-closed")),
        basis.closed.map_or_else(none, |(by, _)| nameless(by)),
        ReportCell::day(basis.closed.map(|(_, on)| on), not_yet),
    ]);
    let figure = |id: &'static str, amount: Minor, note: &'static str| KeyFigure {
        label: language.word(id).to_owned(),
        value: ReportCell::money(amount, basis.currency),
        note: language.word(note).to_owned(),
        link: None,
    };
    let figures = basis.amounts.map(|(amount, to_pay)| {
        let amount = figure("figure-amount", amount, "figure-amount-note");
        vec![amount, figure("figure-to-pay", to_pay, "sign-off-to-pay-note")]
    });
    Report {
        language,
        class: "internal",
        name: "sign-off",
        title: language.say("sign-off-title", &[("owner", basis.owner.into()), of[0].clone()]),
        standing: language.say("sign-off-standing", &of),
        notice: None,
        summary: vec![language.say("sign-off-sum", &of)],
        figures: figures.unwrap_or_default(),
        sections: vec![Section {
            id: "steps",
            title: language.word("sign-off-steps-title").to_owned(),
            text: vec![language.word("sign-off-steps-text").to_owned()],
            chart: None,
            tables: vec![ReportTable {
                id: "steps",
                title: language.word("sign-off-steps").to_owned(),
                columns: titled(language, &STEPS),
                rows,
                total: None,
                empty: "",
            }],
        }],
        provenance: provenance(basis),
    }
}

/// What the sheet rests on.
fn provenance(basis: &SignOffBasis<'_>) -> Vec<ReportFact> {
    let fact = |id: &'static str, value: &dyn ToString| ReportFact::of(basis.language, id, value.to_string());
    let state = basis.language.say("sign-off-state", &[("state", basis.state().code().into())]);
    let facts = [
        fact("sign-off-fact-state", &state),
        fact("fact-month", &basis.month),
        fact("fact-edition", &basis.edition),
        fact("fact-ledger", &basis.hashes.0),
        fact("sign-off-fact-files", &basis.hashes.1),
        ReportFact::program(basis.language),
    ];
    let log = basis.log.map(|(line, sha256)| fact(LOG_FACT, &format!("{line} {sha256}")));
    facts.into_iter().chain(log).collect()
}
