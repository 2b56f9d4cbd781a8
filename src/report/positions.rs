//! The sheet of positions: what of a month is accepted, contested, settled, and not yet said, by hospital and by stay.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column};
use super::statement::counted;
use crate::domain::position::{PositionState, PositionSums, StayPosition};
use crate::domain::{Currency, Language, Minor, Month};
use crate::error::{Error, Exit, Result};

/// What a sheet is made from.
#[derive(Clone, Copy, Debug)]
pub struct PositionBasis<'a> {
    /// Whose statement it is about.
    pub owner: &'a str,
    /// What people call an organisation, by its code.
    pub names: &'a BTreeMap<String, String>,
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// Whether the month is closed: then what is charged has what later statements correct of it.
    pub is_closed: bool,
    /// The stays, by their ids.
    pub rows: &'a [PositionRow],
    /// The currency of the amounts.
    pub currency: Currency,
    /// What the month could come to at least and at most; nothing where its run did not say it of single stays.
    pub accrual: Option<[Minor; 2]>,
    /// The SHA-256 of the ledger.
    pub ledger_sha256: &'a str,
}

/// A stay that is charged for, or of which something was said.
#[derive(Clone, Debug)]
pub struct PositionRow {
    /// The stay.
    pub stay_id: Box<str>,
    /// Whom it is owed to, by code.
    pub payees: Vec<Box<str>>,
    /// Who is charged.
    pub payers: BTreeSet<&'static str>,
    /// What is charged now.
    pub charged_minor: Minor,
    /// What was said last.
    pub said: Option<StayPosition>,
}

impl PositionRow {
    /// Its parts.
    pub fn sums(&self) -> PositionSums {
        PositionSums::of(self.charged_minor, self.said.as_ref())
    }

    /// Whether something was said of another amount than is charged now.
    pub fn is_stale(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.charged_minor != self.charged_minor)
    }

    /// What it could come to at least and at most, given by how much it could come to less and more by its doubts.
    pub fn accrual(&self, (less, more): (Minor, Minor)) -> [Minor; 2] {
        let sums = self.sums();
        match self.said.as_ref().filter(|_| !self.is_stale()) {
            None => [Minor((self.charged_minor.0 - less.0).max(0)), self.charged_minor + more],
            Some(said) if said.state == PositionState::Settled => [sums.settled_minor; 2],
            Some(said) => [sums.accepted_minor, said.in_question()],
        }
    }

    fn state(&self) -> &'static str {
        match &self.said {
            None => "not yet said",
            Some(_) if self.is_stale() => "to be looked at again",
            Some(said) => said.state.code(),
        }
    }

    fn why(&self, currency: Currency) -> String {
        let Some(said) = &self.said else { return String::new() };
        let claim = if said.claim.is_empty() { String::new() } else { format!("claim {}", said.claim) };
        let was = match self.is_stale() {
            true => {
                let amount = match said.state {
                    PositionState::Accepted => String::new(),
                    PositionState::Contested | PositionState::Settled => {
                        format!(" {}", said.amount_minor.with(currency))
                    }
                };
                format!("{}{amount} when {} was charged", said.state, said.charged_minor.with(currency))
            }
            false => String::new(),
        };
        let parts = [was, claim, said.reason.to_string()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(": ")
    }
}

const AMOUNTS: [ReportColumn; 7] = [
    column("charged", "Charged", ColumnKind::Money),
    column("beyond", "Asked beyond it", ColumnKind::Money),
    column("accepted", "Accepted", ColumnKind::Money),
    column("contested", "Contested", ColumnKind::Money),
    column("settled", "Settled", ColumnKind::Money),
    column("fell_away", "Fell away", ColumnKind::Money),
    column("not_said", "Not yet said", ColumnKind::Money),
];

fn amounts(sums: &PositionSums, currency: Currency) -> [ReportCell; 7] {
    let amounts = [
        sums.charged_minor,
        sums.beyond_minor,
        sums.accepted_minor,
        sums.contested_minor,
        sums.settled_minor,
        sums.fell_away_minor,
        sums.not_said_minor,
    ];
    amounts.map(|amount| ReportCell::money(amount, currency))
}

impl PositionBasis<'_> {
    fn payees(&self, row: &PositionRow) -> String {
        let name = |code: &str| match self.names.get(code) {
            Some(name) => format!("{name} ({code})"),
            None => code.to_owned(),
        };
        match row.payees.as_slice() {
            [] => "no days in the month".to_owned(),
            payees => payees.iter().map(|code| name(code)).collect::<Vec<_>>().join(", "),
        }
    }

    fn payers(row: &PositionRow) -> String {
        let known = row.payers.iter().copied().filter(|name| !name.is_empty());
        known.collect::<Vec<_>>().join(", ")
    }

    /// The table without the columns that say nothing here.
    fn narrowed(&self, table: ReportTable, sums: &PositionSums) -> ReportTable {
        let payers: BTreeSet<String> = self.rows.iter().map(Self::payers).filter(|name| !name.is_empty()).collect();
        let zero = Minor(0);
        let empty = [
            ("council", payers.len() <= 1),
            ("beyond", sums.beyond_minor == zero),
            ("fell_away", sums.fell_away_minor == zero),
        ];
        empty.into_iter().filter(|(_, is_empty)| *is_empty).fold(table, |table, (name, _)| table.without(name))
    }

    fn by_payee(&self, sums: &PositionSums) -> ReportTable {
        let mut of: BTreeMap<(String, String), (i64, PositionSums)> = BTreeMap::new();
        for row in self.rows {
            let (stays, sums) = of.entry((self.payees(row), Self::payers(row))).or_default();
            *stays += 1;
            sums.add(&row.sums());
        }
        let row = |payee: String, payer: String, stays: i64, sums: &PositionSums| {
            let head = [ReportCell::Text(payee), ReportCell::Text(payer), ReportCell::Count(stays)];
            head.into_iter().chain(amounts(sums, self.currency)).collect::<Vec<_>>()
        };
        let head = [
            column("hospital", "Hospital", ColumnKind::Text),
            column("council", "Council", ColumnKind::Text),
            column("stays", "Stays", ColumnKind::Count),
        ];
        let table = ReportTable {
            id: "by_hospital",
            title: format!("What is said of {}, by hospital", self.month.long()),
            columns: head.into_iter().chain(AMOUNTS).collect(),
            rows: of.into_iter().map(|((payee, payer), (stays, sums))| row(payee, payer, stays, &sums)).collect(),
            total: Some(row("Total".to_owned(), String::new(), self.rows.len() as i64, sums)),
            empty: "nothing is charged for the month",
        };
        self.narrowed(table, sums)
    }

    fn by_stay(&self, sums: &PositionSums) -> ReportTable {
        let row = |row: &PositionRow| {
            let head = [
                ReportCell::text(&*row.stay_id),
                ReportCell::Text(self.payees(row)),
                ReportCell::Text(Self::payers(row)),
                ReportCell::text(row.state()),
            ];
            let said = row.said.as_ref();
            let tail = [
                ReportCell::Text(row.why(self.currency)),
                said.map_or(ReportCell::Missing { missing: "nobody" }, |said| ReportCell::text(&*said.by)),
                ReportCell::day(said.map(|said| said.on), "not yet"),
            ];
            head.into_iter().chain(amounts(&row.sums(), self.currency)).chain(tail).collect::<Vec<_>>()
        };
        let head = [
            column("stay", "Stay", ColumnKind::Text),
            column("hospital", "Hospital", ColumnKind::Text),
            column("council", "Council", ColumnKind::Text),
            column("position", "Position", ColumnKind::Text),
        ];
        let tail = [
            column("why", "Why", ColumnKind::Text),
            column("by", "Said by", ColumnKind::Text),
            column("on", "On", ColumnKind::Day),
        ];
        let words = || ReportCell::text("");
        let total = [ReportCell::text("Total"), words(), words(), words()].into_iter();
        let total = total.chain(amounts(sums, self.currency)).chain([words(), words(), words()]).collect();
        let table = ReportTable {
            id: "by_stay",
            title: format!("What is said of each stay of {}", self.month.long()),
            columns: head.into_iter().chain(AMOUNTS).chain(tail).collect(),
            rows: self.rows.iter().map(row).collect(),
            total: Some(total),
            empty: "nothing is charged for the month",
        };
        self.narrowed(table, sums)
    }

    fn summary(&self, sums: &PositionSums) -> Vec<String> {
        let money = |amount: Minor| amount.with(self.currency);
        let corrected = if self.is_closed { ", with what later statements correct of it" } else { "" };
        let mut sentences = vec![format!(
            "{} is charged for {}{corrected}. With what is asked beyond it, {} is accepted, {} contested and {} settled; of {} nothing that holds was said yet.",
            money(sums.charged_minor),
            self.month.long(),
            money(sums.accepted_minor),
            money(sums.contested_minor),
            money(sums.settled_minor),
            money(sums.not_said_minor)
        )];
        if let Some([low, high]) = self.accrual {
            sentences.push(format!(
                "To accrue: from {} to {}. Where something was said of a stay, low is what is accepted or settled of it, and high what is settled, or what is charged and asked; of any other stay both are as the statement has them.",
                money(low),
                money(high)
            ));
        }
        if sums.beyond_minor != Minor(0) {
            sentences.push(format!("Claims ask {} beyond what is charged.", money(sums.beyond_minor)));
        }
        if sums.fell_away_minor != Minor(0) {
            sentences.push(format!("{} fell away, because less was agreed.", money(sums.fell_away_minor)));
        }
        let stale = self.rows.iter().filter(|row| row.is_stale()).count() as i64;
        if stale > 0 {
            let (stays, it) = (counted(stale, "stay is", "stays are"), if stale == 1 { "it" } else { "them" });
            sentences.push(format!(
                "{stays} charged otherwise than when something was said of {it}: look at {it} again. Until then the amount counts as not yet said."
            ));
        }
        sentences
    }
}

/// Makes the sheet.
///
/// # Errors
/// 65: the parts do not add up to what is charged (our bug).
pub fn positions(basis: &PositionBasis<'_>) -> Result<Report> {
    let mut sums = PositionSums::default();
    basis.rows.iter().for_each(|row| sums.add(&row.sums()));
    if !sums.is_whole() || !basis.rows.iter().all(|row| row.sums().is_whole()) {
        return Err(Error::new("S_RECONCILE", Exit::Data, "the positions do not add up to what is charged")
            .effect("no sheet of positions was written")
            .hint("this is our bug: please report it"));
    }
    let figure = |label: &str, amount: Minor, note: &str| KeyFigure {
        label: label.to_owned(),
        value: ReportCell::money(amount, basis.currency),
        note: note.to_owned(),
        link: None,
    };
    let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
    let month = basis.month;
    Ok(Report {
            language: Language::English,
        class: "internal",
        name: "positions",
        title: format!("{}: what is accepted, contested and settled of {}", basis.owner, month.long()),
        standing: format!(
            "{}, edition {}: {}",
            month.long(),
            basis.edition,
            if basis.is_closed { "closed" } else { "provisional until closed" }
        ),
        notice: None,
        summary: basis.summary(&sums),
        figures: vec![
            figure("Accepted", sums.accepted_minor, "charged, and right"),
            figure("Contested", sums.contested_minor, "disputed between the two sides"),
            figure("Settled", sums.settled_minor, "paid, or agreed"),
            figure("Not yet said", sums.not_said_minor, "charged, and nothing that holds was said"),
        ],
        sections: vec![
            Section {
                id: "by_hospital",
                title: "How much is agreed?".to_owned(),
                text: vec![
                    "In each row, what is charged and what is asked beyond it are together what is accepted, contested, settled, fell away and is not yet said."
                        .to_owned(),
                ],
                chart: None,
                tables: vec![basis.by_payee(&sums)],
            },
            Section {
                id: "by_stay",
                title: "What is said of each stay?".to_owned(),
                text: vec![
                    "`beddays position` says it. It changes no ledger and no statement. What was said of another amount than is charged now holds no more."
                        .to_owned(),
                ],
                chart: None,
                tables: vec![basis.by_stay(&sums)],
            },
        ],
        provenance: vec![
            fact("Month", month.to_string()),
            fact("Edition", basis.edition.to_string()),
            fact("Ledger (SHA-256)", basis.ledger_sha256.to_owned()),
            fact("Program", format!("beddays {}", env!("CARGO_PKG_VERSION"))),
        ],
    })
}
