//! The councils on the other side of a statement: each has a statement of its own, and the index has a row for each.

use std::collections::BTreeMap;

use super::super::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column,
};
use super::liability::{described, payees, reconcile};
use super::{StatementBasis, StatementFigures, StatementReader, StatementScope, accrual, counted, successors};
use crate::domain::{Authorities, AuthorityId, Currency, Minor};
use crate::error::Result;
use crate::query::Engine;
use crate::report::limits::largest;

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
    pub fn name(self) -> &'static str {
        match self {
            Self::Council(id) => &Authorities::all().get(id).name,
            Self::Unknown => "Council not known",
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
    column("council", "Council", ColumnKind::Text),
    column("code", "Code", ColumnKind::Text),
    column("stays", "Stays charged for", ColumnKind::Count),
    column("delayed_days", "Delayed days", ColumnKind::Count),
    column("chargeable_days", "Chargeable days", ColumnKind::Count),
    column("amount", "Amount", ColumnKind::Money),
    column("corrections", "Corrections of closed months", ColumnKind::Money),
    column("to_pay", "To pay now", ColumnKind::Money),
    column("in_doubt", "In doubt", ColumnKind::Money),
    column("folder", "Folder of the statement", ColumnKind::Text),
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
    listed.sort_by_key(|one| (one.who == Counterparty::Unknown, one.who.name(), one.who));
    let mut rows: Vec<Vec<ReportCell>> = listed.iter().map(|one| row(one, currency)).collect();
    let is_again = index.in_doubt_again != Minor(0);
    if is_again {
        rows.push(again(index.in_doubt_again, currency));
    }
    let stays: i64 = listed.iter().map(|one| one.figures.chargeable_stays).sum();
    let total_row = vec![
        ReportCell::text("Total"),
        ReportCell::text(""),
        match stays == total.chargeable_stays {
            true => ReportCell::Count(stays),
            false => ReportCell::Missing { missing: "a stay can stand in two rows" },
        },
        ReportCell::Count(total.delayed_days),
        ReportCell::Count(total.chargeable_days),
        total.cell(total.amount, currency),
        ReportCell::money(total.corrections, currency),
        total.cell(total.to_pay(), currency),
        ReportCell::money(total.in_doubt, currency),
        ReportCell::text(""),
    ];
    let bar = |one: &&CounterpartySums| ChartBar {
        label: one.who.name().to_owned(),
        value: one.figures.chargeable_days,
        strong: true,
    };
    let mut bars: Vec<ChartBar> = listed.iter().map(bar).filter(|bar| bar.value > 0).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    let (bars, left_out) = largest(bars);
    let table = ReportTable {
        id: "councils",
        title: format!("What each council owes for {}, and where its statement is", basis.month.long()),
        columns: COLUMNS.to_vec(),
        rows,
        total: Some(total_row),
        empty: "no delayed days and nothing in doubt in the month",
    };
    let table = match basis.circumstances.corrections.rows.is_empty() {
        true => table.without("corrections").without("to_pay"),
        false => table,
    };
    let accrual = Ok(accrual::table(basis, total, currency));
    let by_hospital = (basis.reader == StatementReader::System).then(|| by_hospital(basis, engine, total, currency));
    Ok(Section {
        id: "owed",
        title: match basis.reader {
            StatementReader::Payee => "What are we owed, and by whom?",
            _ => "Which council owes what?",
        }
        .to_owned(),
        text: text(basis, index.in_doubt_again, currency),
        chart: Some(ReportChart {
            id: "owed_by_council",
            title: format!("Chargeable days by council, {}", basis.month.long()),
            description: described(&bars, left_out),
            unit: "days",
            drawing: Drawing::Bars(bars),
        }),
        tables: [Ok(table)].into_iter().chain(by_hospital).chain([accrual]).collect::<Result<_>>()?,
    })
}

fn text(basis: &StatementBasis<'_>, again: Minor, currency: Currency) -> Vec<String> {
    let mut text = vec![
        "Each council in the table has a statement of its own, with every stay that it is charged for and every doubt about its days: a page, a workbook, CSV and JSON files, in the folder that the table names."
            .to_owned(),
        "The council pays that is liable on the day: the folder council-unknown has the days for which none is known, and records that name none."
            .to_owned(),
    ];
    if again != Minor(0) {
        text.push(format!(
            "{} in doubt stands in the statements of more than one council, because each of them may owe it. The total counts each pound once.",
            again.with(currency)
        ));
    }
    text.extend(successors::sentences(basis, currency));
    text.extend(accrual::left_out(basis));
    text
}

fn row(one: &CounterpartySums, currency: Currency) -> Vec<ReportCell> {
    let (who, figures) = (one.who, &one.figures);
    vec![
        ReportCell::Linked { text: who.name().to_owned(), file: format!("{}/internal-statement.html", who.folder()) },
        match who {
            Counterparty::Council(_) => ReportCell::text(who.code()),
            Counterparty::Unknown => ReportCell::Missing { missing: "not known" },
        },
        ReportCell::Count(figures.chargeable_stays),
        ReportCell::Count(figures.delayed_days),
        ReportCell::Count(figures.chargeable_days),
        figures.cell(figures.amount, currency),
        ReportCell::money(figures.corrections, currency),
        figures.cell(figures.to_pay(), currency),
        ReportCell::money(figures.in_doubt, currency),
        ReportCell::text(who.folder()),
    ]
}

/// The row that takes away what stands in doubt in several statements.
fn again(amount: Minor, currency: Currency) -> Vec<ReportCell> {
    vec![
        ReportCell::text("less: in doubt in several statements"),
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
    column("hospital", "Hospital", ColumnKind::Text),
    column("delayed_days", "Delayed days", ColumnKind::Count),
    column("chargeable_days", "Chargeable days", ColumnKind::Count),
    column("amount", "Amount", ColumnKind::Money),
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
        title: format!("What each hospital is owed for {}", basis.month.long()),
        columns: BY_HOSPITAL.to_vec(),
        rows: sums.iter().map(|(code, sum)| row(basis.organisation(code), *sum)).collect(),
        total: Some(row("Total".to_owned(), all)),
        empty: "no delayed days in the month",
    })
}

impl StatementBasis<'_> {
    /// The title: whose statement to whom.
    pub(super) fn title(&self) -> String {
        let (owner, month) = (self.owner, self.month.long());
        match (self.scope, self.reader) {
            (StatementScope::Of(Counterparty::Unknown), reader) => {
                let place = if reader == StatementReader::System { " in" } else { "," };
                format!("Delayed discharge{place} {owner}: days and records without a known council, {month}")
            }
            (StatementScope::Of(who), StatementReader::Payee) => {
                format!("Delayed discharge: what {} owes {owner} for {month}", who.name())
            }
            (StatementScope::Of(who), _) => {
                format!("Delayed discharge in {owner}: what {} owes for {month}", who.name())
            }
            (_, StatementReader::Payer) => format!("Delayed discharge: what {owner} owes for {month}"),
            (_, StatementReader::Payee) => format!("Delayed discharge: what {owner} is owed for {month}"),
            (_, StatementReader::System) => format!("Delayed discharge in {owner}: what each council owes for {month}"),
        }
    }

    /// The answer in one sentence: who owes what for how many days.
    pub(super) fn answer(&self, total: &StatementFigures, currency: Currency) -> String {
        let who = match (self.scope, self.reader) {
            (StatementScope::Of(Counterparty::Unknown), _) if total.delayed_days == 0 => {
                return format!("No delayed day of {} is without a council that would pay.", self.month.long());
            }
            (StatementScope::Of(Counterparty::Unknown), _) => {
                return format!(
                    "For {} of {} no council is charged, because it is not known which one owes.",
                    counted(total.delayed_days, "delayed day", "delayed days"),
                    self.month.long()
                );
            }
            (StatementScope::Of(who), StatementReader::Payee) => format!("{} owes {}", who.name(), self.owner),
            (StatementScope::Of(who), _) => format!("{} owes", who.name()),
            (_, StatementReader::Payer) => format!("{} owes", self.owner),
            (_, StatementReader::Payee) => format!("{} is owed", self.owner),
            (_, StatementReader::System) => format!("The councils of {} owe", self.owner),
        };
        let amount = match (total.chargeable_days, total.unpriced_days) {
            (0, 1..) => "an amount that is not known".to_owned(),
            _ => total.amount.with(currency),
        };
        format!(
            "{who} {amount} for {} of {} in {}.",
            counted(total.chargeable_days, "chargeable day", "chargeable days"),
            counted(total.delayed_days, "delayed day", "delayed days"),
            self.month.long(),
        )
    }

    /// What a reader of an index, or of one statement of several, must know of the others.
    pub(super) fn of_several(&self) -> Option<String> {
        match self.scope {
            StatementScope::Everything => None,
            StatementScope::Index(index) => Some(match index.statements.len() {
                1 => "The one statement of a council is linked below; no single stay is listed on this page.".to_owned(),
                many => format!("The {many} statements of councils are linked below; no single stay is listed on this page."),
            }),
            StatementScope::Of(Counterparty::Unknown) => Some(
                "What is here names no council that can owe for it. Its days are in the total of the month and in the statement of no council; a doubt about them is also in the statements of those that may owe."
                    .to_owned(),
            ),
            StatementScope::Of(_) => {
                Some("Only what concerns this council is here; all councils together are in the index of the month.".to_owned())
            }
        }
    }
}
