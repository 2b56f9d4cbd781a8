//! The councils on the other side of a statement: each has a statement of its own, and the index has a row for each.

use std::collections::BTreeMap;

use super::super::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};
use super::liability::{described, payees, reconcile};
use super::{StatementBasis, StatementFigures, StatementReader, StatementScope, accrual, successors};
use crate::domain::{Authorities, AuthorityId, Currency, Language, Minor};
use crate::error::Result;
use crate::query::Engine;
use crate::report::limits::largest;
use crate::words::Argument;

/// Who pays, in a statement of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counterparty {
    /// A council.
    Council(AuthorityId),
    /// Days that no council is charged for because it is not known which one owes, and records that name none.
    Unknown,
}

impl Counterparty {
    /// Its code: the name of its folder.
    pub fn code(self) -> &'static str {
        match self {
            Self::Council(id) => &Authorities::all().get(id).code,
            Self::Unknown => "council-unknown",
        }
    }

    /// What people call it.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Self::Council(id) => &Authorities::all().get(id).name,
            Self::Unknown => language.word("council-not-known"),
        }
    }

    /// The folder of its statement, in that of the month.
    pub fn folder(self) -> String {
        format!("statements/{}", self.code())
    }

    /// What the ledger calls it; empty where it names no council.
    pub fn payer_code(self) -> &'static str {
        if self == Self::Unknown { "" } else { self.code() }
    }
}

/// What the statement of a counterparty comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CounterpartySums {
    /// Whose statement it is.
    pub who: Counterparty,
    /// Its sums.
    pub figures: StatementFigures,
}

/// The statements of a month that an index lists.
#[derive(Clone, Copy, Debug)]
pub struct StatementIndex<'a> {
    /// One for each counterparty, in order.
    pub statements: &'a [CounterpartySums],
    /// What is in doubt in more than one of them, beyond the first: each pound is in the total once.
    pub in_doubt_again: Minor,
}

const COLUMNS: [ReportColumn; 10] = [
    column("council", "head-council", ColumnKind::Text),
    column("code", "head-code", ColumnKind::Text),
    column("stays", "head-stays-charged", ColumnKind::Count),
    column("delayed_days", "head-delayed-days", ColumnKind::Count),
    column("chargeable_days", "head-chargeable-days", ColumnKind::Count),
    column("amount", "head-amount", ColumnKind::Money),
    column("corrections", "head-corrections", ColumnKind::Money),
    column("to_pay", "head-to-pay-now", ColumnKind::Money),
    column("in_doubt", "head-in-doubt", ColumnKind::Money),
    column("folder", "head-folder", ColumnKind::Text),
];

/// Every sum over the statements must be that of the whole; a difference stops the run.
///
/// # Errors
/// 65: it is not.
pub fn check_statements(index: &StatementIndex<'_>, total: &StatementFigures) -> Result<()> {
    let check = |what: &str, of: fn(&StatementFigures) -> i64, less: Minor| {
        let sum: i64 = index.statements.iter().map(|one| of(&one.figures)).sum();
        reconcile(what, Minor(sum - less.0), Minor(of(total)))
    };
    check("the delayed days of the statements", |figures| figures.delayed_days, Minor(0))?;
    check("the chargeable days of the statements", |figures| figures.chargeable_days, Minor(0))?;
    check("the amounts of the statements", |figures| figures.amount.0, Minor(0))?;
    check("the corrections of the statements", |figures| figures.corrections.0, Minor(0))?;
    check("what the statements have in doubt", |figures| figures.in_doubt.0, index.in_doubt_again)
}

/// Which council owes what: a row for each, and where its statement is.
pub(super) fn councils(
    basis: &StatementBasis<'_>,
    index: &StatementIndex<'_>,
    (engine, total): (&mut Engine, &StatementFigures),
    currency: Currency,
) -> Result<Section> {
    check_statements(index, total)?;
    let mut listed: Vec<&CounterpartySums> = index.statements.iter().collect();
    listed.sort_by_key(|one| (one.who == Counterparty::Unknown, one.who.name(basis.language), one.who));
    let mut rows: Vec<Vec<ReportCell>> = listed.iter().map(|one| row(basis, one, currency)).collect();
    let is_again = index.in_doubt_again != Minor(0);
    if is_again {
        rows.push(again(basis, index.in_doubt_again, currency));
    }
    let stays: i64 = listed.iter().map(|one| one.figures.chargeable_stays).sum();
    let total_row = vec![
        ReportCell::text(basis.word("total")),
        ReportCell::text(""),
        match stays == total.chargeable_stays {
            true => ReportCell::Count(stays),
            false => basis.missing("stay-in-two-rows"),
        },
        ReportCell::Count(total.delayed_days),
        ReportCell::Count(total.chargeable_days),
        total.cell(basis, total.amount, currency),
        ReportCell::money(total.corrections, currency),
        total.cell(basis, total.to_pay(), currency),
        total.in_doubt_cell(basis, currency),
        ReportCell::text(""),
    ];
    let bar = |one: &&CounterpartySums| ChartBar {
        label: one.who.name(basis.language).to_owned(),
        value: one.figures.chargeable_days,
        strong: true,
    };
    let mut bars: Vec<ChartBar> = listed.iter().map(bar).filter(|bar| bar.value > 0).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    let (bars, left_out) = largest(bars);
    let table = ReportTable {
        id: "councils",
        title: basis.of_month("councils-table"),
        columns: titled(basis.language, &COLUMNS),
        rows,
        total: Some(total_row),
        empty: basis.word("councils-none"),
    };
    let table = match basis.circumstances.corrections.rows.is_empty() {
        true => table.without("corrections").without("to_pay"),
        false => table,
    };
    let accrual = Ok(accrual::table(basis, total, currency));
    let by_hospital = (basis.reader == StatementReader::System).then(|| by_hospital(basis, engine, total, currency));
    Ok(Section {
        id: "owed",
        title: basis
            .word(match basis.reader {
                StatementReader::Payee => "owed-title-payee",
                _ => "councils-title",
            })
            .to_owned(),
        text: text(basis, index.in_doubt_again, currency),
        chart: Some(ReportChart {
            id: "owed_by_council",
            title: basis.of_month("councils-chart"),
            description: described(basis, &bars, left_out),
            unit: basis.word("unit-days"),
            drawing: Drawing::Bars(bars),
        }),
        tables: [Ok(table)].into_iter().chain(by_hospital).chain([accrual]).collect::<Result<_>>()?,
    })
}

fn text(basis: &StatementBasis<'_>, again: Minor, currency: Currency) -> Vec<String> {
    let mut text = vec![basis.word("councils-text").to_owned(), basis.word("councils-text-unknown").to_owned()];
    if again != Minor(0) {
        text.push(basis.say("councils-again", &[("amount", (again, currency).into())]));
    }
    text.extend(successors::sentences(basis, currency));
    text.extend(accrual::left_out(basis));
    text
}

fn row(basis: &StatementBasis<'_>, one: &CounterpartySums, currency: Currency) -> Vec<ReportCell> {
    let (who, figures) = (one.who, &one.figures);
    vec![
        ReportCell::Linked {
            text: who.name(basis.language).to_owned(),
            file: format!("{}/internal-statement.html", who.folder()),
        },
        match who {
            Counterparty::Council(_) => ReportCell::text(who.code()),
            Counterparty::Unknown => basis.missing("not-known"),
        },
        ReportCell::Count(figures.chargeable_stays),
        ReportCell::Count(figures.delayed_days),
        ReportCell::Count(figures.chargeable_days),
        figures.cell(basis, figures.amount, currency),
        ReportCell::money(figures.corrections, currency),
        figures.cell(basis, figures.to_pay(), currency),
        figures.in_doubt_cell(basis, currency),
        ReportCell::text(who.folder()),
    ]
}

/// The row that takes away what stands in doubt in several statements.
fn again(basis: &StatementBasis<'_>, amount: Minor, currency: Currency) -> Vec<ReportCell> {
    vec![
        ReportCell::text(basis.word("councils-again-row")),
        ReportCell::text(""),
        ReportCell::Count(0),
        ReportCell::Count(0),
        ReportCell::Count(0),
        ReportCell::money(Minor(0), currency),
        ReportCell::money(Minor(0), currency),
        ReportCell::money(Minor(0), currency),
        ReportCell::money(Minor(-amount.0), currency),
        ReportCell::text(""),
    ]
}

const BY_HOSPITAL: [ReportColumn; 4] = [
    column("hospital", "head-hospital", ColumnKind::Text),
    column("delayed_days", "head-delayed-days", ColumnKind::Count),
    column("chargeable_days", "head-chargeable-days", ColumnKind::Count),
    column("amount", "head-amount", ColumnKind::Money),
];

/// What each hospital is owed, whoever pays.
fn by_hospital(
    basis: &StatementBasis<'_>,
    engine: &mut Engine,
    total: &StatementFigures,
    currency: Currency,
) -> Result<ReportTable> {
    let mut sums: BTreeMap<String, (i64, i64, Minor)> = BTreeMap::new();
    for payee in payees(engine)? {
        let sum = sums.entry(payee.payee_code).or_default();
        *sum = (sum.0 + payee.delayed_days, sum.1 + payee.chargeable_days, sum.2 + payee.amount);
    }
    reconcile("the hospitals", sums.values().map(|sum| sum.2).sum(), total.amount)?;
    let row = |name: String, (delayed, chargeable, amount): (i64, i64, Minor)| {
        let amount = ReportCell::money(amount, currency);
        vec![ReportCell::Text(name), ReportCell::Count(delayed), ReportCell::Count(chargeable), amount]
    };
    let all = (total.delayed_days, total.chargeable_days, total.amount);
    Ok(ReportTable {
        id: "owed_to_hospitals",
        title: basis.of_month("owed-to-hospitals"),
        columns: titled(basis.language, &BY_HOSPITAL),
        rows: sums.iter().map(|(code, sum)| row(basis.organisation(code), *sum)).collect(),
        total: Some(row(basis.word("total").to_owned(), all)),
        empty: basis.word("no-delayed-days"),
    })
}

impl StatementBasis<'_> {
    /// The title: whose statement to whom.
    pub(super) fn title(&self) -> String {
        let id = match (self.scope, self.reader) {
            (StatementScope::Of(Counterparty::Unknown), StatementReader::System) => "title-unknown-system",
            (StatementScope::Of(Counterparty::Unknown), _) => "title-unknown",
            (StatementScope::Of(_), StatementReader::Payee) => "title-of-payee",
            (StatementScope::Of(_), _) => "title-of",
            (_, StatementReader::Payer) => "title-payer",
            (_, StatementReader::Payee) => "title-payee",
            (_, StatementReader::System) => "title-system",
        };
        let who = if let StatementScope::Of(who) = self.scope { who.name(self.language) } else { self.owner };
        self.say(id, &[("who", who.into()), ("owner", self.owner.into()), ("month", self.month.into())])
    }

    /// The answer in one sentence: who owes what for how many days.
    pub(super) fn answer(&self, total: &StatementFigures, currency: Currency) -> String {
        let (id, who) = match (self.scope, self.reader) {
            (StatementScope::Of(Counterparty::Unknown), _) if total.delayed_days == 0 => {
                return self.of_month("unknown-none");
            }
            (StatementScope::Of(Counterparty::Unknown), _) => {
                let days = ("days", total.delayed_days.into());
                return self.say("unknown-days", &[days, ("month", self.month.into())]);
            }
            (StatementScope::Of(who), StatementReader::Payee) => ("answer-of-payee", who.name(self.language)),
            (StatementScope::Of(who), _) => ("answer-owes", who.name(self.language)),
            (_, StatementReader::Payer) => ("answer-owes", self.owner),
            (_, StatementReader::Payee) => ("answer-is-owed", self.owner),
            (_, StatementReader::System) => ("answer-councils", self.owner),
        };
        let amount = match (total.chargeable_days, total.unpriced_days) {
            (0, 1..) => self.word("amount-not-known").into(),
            _ => (total.amount, currency).into(),
        };
        self.say(
            id,
            &[
                ("who", who.into()),
                ("owner", self.owner.into()),
                ("amount", amount),
                ("chargeable", total.chargeable_days.into()),
                ("delayed", total.delayed_days.into()),
                ("month", self.month.into()),
            ],
        )
    }

    /// What a reader of an index, or of one statement of several, must know of the others.
    pub(super) fn of_several(&self) -> Option<String> {
        match self.scope {
            StatementScope::Everything => None,
            StatementScope::Index(index) => Some(match index.statements.len() {
                1 => self.word("several-index-one").to_owned(),
                many => self.say("several-index", &[("count", Argument::Plain(many as i64))]),
            }),
            StatementScope::Of(Counterparty::Unknown) => Some(self.word("several-unknown").to_owned()),
            StatementScope::Of(_) => Some(self.word("several-of").to_owned()),
        }
    }
}
