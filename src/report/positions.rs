//! The sheet of positions: what of a month is accepted, contested, settled, and not yet said, by hospital and by stay.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column, titled,
};
use super::statement::organisation;
use crate::domain::position::{PositionState, PositionSums, StayPosition};
use crate::domain::{Currency, Language, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::words::Argument;

/// What a sheet is made from.
#[derive(Clone, Copy, Debug)]
pub struct PositionBasis<'a> {
    /// Whose statement it is about.
    pub owner: &'a str,
    /// The language of the sheet.
    pub language: Language,
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

    fn state(&self, language: Language) -> String {
        let state = match &self.said {
            None => "not_said",
            Some(_) if self.is_stale() => "stale",
            Some(said) => said.state.code(),
        };
        language.say("position-state", &[("state", state.into())])
    }

    fn why(&self, language: Language, currency: Currency) -> String {
        let Some(said) = &self.said else { return String::new() };
        let claim =
            (!said.claim.is_empty()).then(|| language.say("position-claim", &[("claim", (&*said.claim).into())]));
        let was = self.is_stale().then(|| {
            let amounts = [("amount", said.amount_minor), ("charged", said.charged_minor)];
            let [amount, charged] = amounts.map(|(name, amount)| (name, (amount, currency).into()));
            language.say("position-was", &[("state", said.state.code().into()), amount, charged])
        });
        let reason = Some(said.reason.to_string()).filter(|reason| !reason.is_empty());
        [was, claim, reason].into_iter().flatten().collect::<Vec<_>>().join(": ")
    }
}

const AMOUNTS: [ReportColumn; 7] = [
    column("charged", "head-charged", ColumnKind::Money),
    column("beyond", "head-beyond", ColumnKind::Money),
    column("accepted", "head-position-accepted", ColumnKind::Money),
    column("contested", "head-contested", ColumnKind::Money),
    column("settled", "head-settled", ColumnKind::Money),
    column("fell_away", "head-fell-away", ColumnKind::Money),
    column("not_said", "head-not-said", ColumnKind::Money),
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
        match row.payees.as_slice() {
            [] => self.language.word("position-no-days").to_owned(),
            payees => payees.iter().map(|code| organisation(self.names, code)).collect::<Vec<_>>().join(", "),
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
            column("hospital", "head-hospital", ColumnKind::Text),
            column("council", "head-council", ColumnKind::Text),
            column("stays", "head-stays", ColumnKind::Count),
        ];
        let table = ReportTable {
            id: "by_hospital",
            title: self.of_month("positions-by-hospital"),
            columns: titled(self.language, &[&head, &AMOUNTS[..]].concat()),
            rows: of.into_iter().map(|((payee, payer), (stays, sums))| row(payee, payer, stays, &sums)).collect(),
            total: Some(row(self.language.word("total").to_owned(), String::new(), self.rows.len() as i64, sums)),
            empty: self.language.word("positions-none"),
        };
        self.narrowed(table, sums)
    }

    fn by_stay(&self, sums: &PositionSums) -> ReportTable {
        let row = |row: &PositionRow| {
            let head = [
                ReportCell::text(&*row.stay_id),
                ReportCell::Text(self.payees(row)),
                ReportCell::Text(Self::payers(row)),
                ReportCell::Text(row.state(self.language)),
            ];
            let said = row.said.as_ref();
            let tail = [
                ReportCell::Text(row.why(self.language, self.currency)),
                said.map_or(ReportCell::Missing { missing: self.language.word("position-nobody") }, |said| {
                    ReportCell::text(&*said.by)
                }),
                ReportCell::day(said.map(|said| said.on), self.language.word("sign-off-not-yet")),
            ];
            head.into_iter().chain(amounts(&row.sums(), self.currency)).chain(tail).collect::<Vec<_>>()
        };
        let head = [
            column("stay", "head-stay", ColumnKind::Text),
            column("hospital", "head-hospital", ColumnKind::Text),
            column("council", "head-council", ColumnKind::Text),
            column("position", "head-position", ColumnKind::Text),
        ];
        let tail = [
            column("why", "head-why", ColumnKind::Text),
            column("by", "head-said-by", ColumnKind::Text),
            column("on", "head-on", ColumnKind::Day),
        ];
        let words = || ReportCell::text("");
        let total = [ReportCell::text(self.language.word("total")), words(), words(), words()].into_iter();
        let total = total.chain(amounts(sums, self.currency)).chain([words(), words(), words()]).collect();
        let table = ReportTable {
            id: "by_stay",
            title: self.of_month("positions-by-stay"),
            columns: titled(self.language, &[&head, &AMOUNTS[..], &tail].concat()),
            rows: self.rows.iter().map(row).collect(),
            total: Some(total),
            empty: self.language.word("positions-none"),
        };
        self.narrowed(table, sums)
    }

    fn of_month(&self, id: &'static str) -> String {
        self.language.say(id, &[("month", self.month.into())])
    }

    fn summary(&self, sums: &PositionSums) -> Vec<String> {
        let (language, zero) = (self.language, Minor(0));
        let money = |name: &'static str, amount: Minor| (name, Argument::from((amount, self.currency)));
        let standing = if self.is_closed { "closed" } else { "open" };
        let mut sentences = vec![language.say(
            "positions-sum",
            &[
                ("month", self.month.into()),
                ("standing", standing.into()),
                money("charged", sums.charged_minor),
                money("accepted", sums.accepted_minor),
                money("contested", sums.contested_minor),
                money("settled", sums.settled_minor),
                money("not_said", sums.not_said_minor),
            ],
        )];
        sentences.extend(
            self.accrual
                .map(|[low, high]| language.say("positions-accrual", &[money("low", low), money("high", high)])),
        );
        let parts = [("positions-beyond", sums.beyond_minor), ("positions-fell-away", sums.fell_away_minor)];
        for (id, amount) in parts.into_iter().filter(|(_, amount)| *amount != zero) {
            sentences.push(language.say(id, &[money("amount", amount)]));
        }
        let stale = self.rows.iter().filter(|row| row.is_stale()).count() as i64;
        sentences.extend((stale > 0).then(|| language.say("positions-stale", &[("stays", stale.into())])));
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
    let language = basis.language;
    let figure = |id: &'static str, amount: Minor, note: &'static str| KeyFigure {
        label: language.word(id).to_owned(),
        value: ReportCell::money(amount, basis.currency),
        note: language.word(note).to_owned(),
        link: None,
    };
    let section = |id: &'static str, title: &'static str, text: &'static str, table| Section {
        id,
        title: language.word(title).to_owned(),
        text: vec![language.word(text).to_owned()],
        chart: None,
        tables: vec![table],
    };
    let standing = if basis.is_closed { "closed" } else { "open" };
    Ok(Report {
        language,
        class: "internal",
        name: "positions",
        title: language.say("positions-title", &[("owner", basis.owner.into()), ("month", basis.month.into())]),
        standing: language.say(
            "positions-standing",
            &[
                ("month", basis.month.into()),
                ("edition", Argument::Plain(basis.edition.into())),
                ("standing", standing.into()),
            ],
        ),
        notice: None,
        summary: basis.summary(&sums),
        figures: vec![
            figure("head-position-accepted", sums.accepted_minor, "positions-accepted-note"),
            figure("head-contested", sums.contested_minor, "positions-contested-note"),
            figure("head-settled", sums.settled_minor, "positions-settled-note"),
            figure("head-not-said", sums.not_said_minor, "positions-not-said-note"),
        ],
        sections: vec![
            section("by_hospital", "positions-hospital-title", "positions-hospital-text", basis.by_payee(&sums)),
            section("by_stay", "positions-stay-title", "positions-stay-text", basis.by_stay(&sums)),
        ],
        provenance: vec![
            ReportFact::of(language, "fact-month", basis.month),
            ReportFact::of(language, "fact-edition", basis.edition),
            ReportFact::of(language, "fact-ledger", basis.ledger_sha256),
            ReportFact::program(language),
        ],
    })
}
