//! The sheet that shows who stands for a statement: prepared, checked, approved, closed, by whom and when.

use super::model::{ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column};
use crate::domain::sign_off::{SignOffRole, SignOffState, Signature};
use crate::domain::{Currency, Day, Language, Minor, Month};

/// What a sheet is made from.
#[derive(Clone, Copy, Debug)]
pub struct SignOffBasis<'a> {
    /// Whose statement it is.
    pub owner: &'a str,
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

/// What the sheet calls the last line of the audit log before its step.
pub const LOG_FACT: &str = "Line of audit.log before this step, and its SHA-256";

const STEPS: [ReportColumn; 3] = [
    column("step", "Step", ColumnKind::Text),
    column("by", "By", ColumnKind::Text),
    column("on", "On", ColumnKind::Day),
];

/// Makes the sheet.
pub fn sheet(basis: &SignOffBasis<'_>) -> Report {
    let (month, state) = (basis.month, basis.state());
    let words = match state {
        SignOffState::Draft => "a draft: it is not checked yet",
        SignOffState::Checked => "checked, and not approved yet",
        SignOffState::Approved => "approved; its month is open",
        SignOffState::Closed => "final: its month is closed, and what changes of it is corrected in a later month",
    };
    let none = || ReportCell::Missing { missing: "not yet" };
    let step = |role: &SignOffRole| {
        let taken = basis.signatures.iter().find(|signature| signature.role == *role);
        vec![
            ReportCell::text(role.words()),
            taken.map_or_else(none, |signature| ReportCell::text(&signature.by)),
            ReportCell::day(taken.map(|signature| signature.on), "not yet"),
        ]
    };
    let mut rows: Vec<Vec<ReportCell>> = SignOffRole::ALL.iter().map(step).collect();
    rows.push(vec![
        ReportCell::text("Closed"),
        basis.closed.map_or_else(none, |(by, _)| ReportCell::text(if by.is_empty() { "not named" } else { by })),
        ReportCell::day(basis.closed.map(|(_, on)| on), "not yet"),
    ]);
    let figure = |label: &str, amount: Minor, note: &str| KeyFigure {
        label: label.to_owned(),
        value: ReportCell::money(amount, basis.currency),
        note: note.to_owned(),
        link: None,
    };
    let figures = basis.amounts.map_or_else(Vec::new, |(amount, to_pay)| {
        vec![
            figure("Amount", amount, "sum of the chargeable days"),
            figure("To pay now", to_pay, "with corrections of closed months"),
        ]
    });
    Report {
            language: Language::English,
        class: "internal",
        name: "sign-off",
        title: format!("{}: sign-off of the statement of {}", basis.owner, month.long()),
        standing: format!("{}, edition {}: {state}", month.long(), basis.edition),
        notice: None,
        summary: vec![format!("The statement of {} in edition {} is {words}.", month.long(), basis.edition)],
        figures,
        sections: vec![Section {
            id: "steps",
            title: "Who stands for it?".to_owned(),
            text: vec![
                "The steps are of these files alone: a statement that is published anew with any other figure or word has none of them."
                    .to_owned(),
            ],
            chart: None,
            tables: vec![ReportTable {
                id: "steps",
                title: "Steps of the statement".to_owned(),
                columns: STEPS.to_vec(),
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
    let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
    let facts = [
        fact("State", basis.state().to_string()),
        fact("Month", basis.month.to_string()),
        fact("Edition", basis.edition.to_string()),
        fact("Ledger (SHA-256)", basis.hashes.0.to_owned()),
        fact("Files of the statement (SHA-256 of the archive in the store)", basis.hashes.1.to_owned()),
        fact("Program", format!("beddays {}", env!("CARGO_PKG_VERSION"))),
    ];
    let log = basis.log.map(|(line, sha256)| fact(LOG_FACT, format!("{line} {sha256}")));
    facts.into_iter().chain(log).collect()
}
