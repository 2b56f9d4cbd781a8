//! The journal of a month for the ledger system of a finance office: what is to be posted, by payee, payer and month, in the
//! columns that the project declares.

use std::collections::BTreeMap;

use crate::domain::revision::DayState;
use crate::domain::{Authorities, AuthorityId, Currency, LedgerStatus, Minor, Month, Revision};
use crate::error::{Error, Exit, Result};
use crate::operate::month::changes::InView;
use crate::project::Project;
use crate::project::journal::{Journal, JournalField};
use crate::report::csv::safe;
use crate::store::{Commit, PublishedMonth, ReportFile};

/// The file.
pub(crate) const JOURNAL: &str = "internal-journal.csv";

/// What is posted as one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct JournalKey {
    /// The month of the days: that of the statement, or a closed one that it corrects.
    month: Month,
    payee_code: Box<str>,
    payer: Option<AuthorityId>,
    currency: Currency,
}

/// Makes the journal of a month with what it corrects of closed months.
///
/// # Errors
/// 65: the lines do not add up to what is to be paid (our bug), or a ledger is damaged.
pub(super) fn journal(
    project: &Project,
    (commit, month): (&Commit<'_>, &PublishedMonth),
    revisions: &[Revision],
    to_pay: Minor,
) -> Result<ReportFile> {
    let mut lines: BTreeMap<JournalKey, Minor> = BTreeMap::new();
    let mut add = |month: Month, state: &DayState, amount: Minor| {
        let key =
            JournalKey { month, payee_code: state.payee_code.clone(), payer: state.payer, currency: state.currency };
        let sum = lines.entry(key).or_default();
        *sum = *sum + amount;
    };
    let view = InView::of(project, month.month);
    for row in commit.ledger_in(&month.ledger)?.rows().filter(|row| row.status == LedgerStatus::Chargeable) {
        let state = DayState::of(&row);
        if view.has(&state) {
            add(month.month, &state, row.amount_minor);
        }
    }
    for row in revisions.iter().filter(|row| row.month != month.month) {
        let view = InView::of(project, row.month);
        for (state, sign) in [(&row.old, -1), (&row.new, 1)] {
            if let Some(state) = state.as_ref().filter(|state| view.has(state)) {
                add(row.month, state, state.amount_minor * (row.days() * sign));
            }
        }
    }
    lines.retain(|_, amount| *amount != Minor(0));
    let sum: Minor = lines.values().copied().sum();
    if sum != to_pay {
        let what = format!("the lines of the journal come to {}, and {} is to be paid", sum.0, to_pay.0);
        return Err(Error::new("S_RECONCILE", Exit::Data, what)
            .effect("nothing was published; the last good month stays")
            .hint("this is our bug: please report it"));
    }
    Ok(ReportFile { name: JOURNAL.to_owned(), bytes: csv(project, month, &lines)? })
}

fn csv(project: &Project, month: &PublishedMonth, lines: &BTreeMap<JournalKey, Minor>) -> Result<Vec<u8>> {
    let failed = |source: csv::Error| Error::new("X_CSV", Exit::Bug, source.to_string());
    let Journal { columns, .. } = &project.journal;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let titles: Vec<String> = columns.iter().map(|(title, _)| safe(title).into_owned()).collect();
    writer.write_record(&titles).map_err(failed)?;
    for (number, (key, amount)) in (1..).zip(lines) {
        let line = JournalLine { project, month, number, key, amount: *amount };
        let cells: Vec<String> = columns.iter().map(|(_, field)| line.cell(*field)).collect();
        writer.write_record(&cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|source| Error::new("X_CSV", Exit::Bug, source.to_string()))
}

/// One line with what its cells are made of.
struct JournalLine<'a> {
    project: &'a Project,
    month: &'a PublishedMonth,
    number: usize,
    key: &'a JournalKey,
    amount: Minor,
}

impl JournalLine<'_> {
    fn cell(&self, field: JournalField) -> String {
        let JournalKey { month, payee_code, payer, currency } = self.key;
        let payer = payer.map(|payer| Authorities::all().get(payer));
        let name = self.project.names.get(&**payee_code).map_or(&**payee_code, String::as_str);
        let is_correction = *month != self.month.month;
        match field {
            JournalField::Period => self.month.month.to_string(),
            JournalField::ServiceMonth => month.to_string(),
            JournalField::PostingDate => self.month.month.last().to_string(),
            JournalField::PayeeCode => safe(payee_code).into_owned(),
            JournalField::PayeeName => safe(name).into_owned(),
            JournalField::PayerCode => payer.map_or_else(String::new, |payer| payer.code.clone()),
            JournalField::PayerName => payer.map_or_else(String::new, |payer| payer.name.clone()),
            JournalField::CostCode => safe(self.project.journal.cost_code(payee_code)).into_owned(),
            JournalField::Amount => self.amount.plain(),
            JournalField::AmountMinor => self.amount.0.to_string(),
            JournalField::Currency => currency.code().to_owned(),
            JournalField::Kind => if is_correction { "correction" } else { "bill" }.to_owned(),
            JournalField::Edition => self.month.edition.to_string(),
            JournalField::Reference => format!("BD-{}-{}-{:03}", self.month.month, self.month.edition, self.number),
            JournalField::Description => {
                let of = [("name", name.into()), ("month", (*month).into())];
                let language = self.project.language;
                let id = if is_correction { "journal-correction" } else { "journal-bill" };
                safe(&language.say(id, &of)).into_owned()
            }
        }
    }
}
