//! The claim itself, out of the ledger of a published month: what a provider claims of each council, or what a council says
//! that it owes each provider, in the columns of `native-claim`. The other side reads it with `beddays reconcile`.

use std::collections::BTreeMap;

use ::csv::WriterBuilder;

use super::later::each_owed;
use super::refuse_unclaimable;
use crate::domain::revision::DayState;
use crate::domain::{Authorities, AuthorityId, Currency, Day, LedgerDay, LedgerStatus, Minor, Month};
use crate::error::{Error, Exit, Result};
use crate::key::Key;
use crate::operate::file_set::{FileSet, PlacedSet};
use crate::operate::output_files;
use crate::project::{Project, View};
use crate::reconcile::is_same_organisation;
use crate::regime::Law;
use crate::store::{PublishedMonth, ReportFile, ReportsLock, Store};

/// The folder of the claims that are written, in that of the project.
pub(crate) const CLAIMS: &str = "claims";

const COLUMNS: [&str; 10] = [
    "claim_id",
    "stay_id",
    "from_on",
    "to_on",
    "days",
    "rate_minor",
    "amount_minor",
    "currency",
    "payee_code",
    "payer_code",
];

/// The claims of a month that were written.
#[derive(Debug)]
pub struct WrittenClaims {
    /// The month.
    pub month: Month,
    /// The folder with a file for each of the other side.
    pub folder: PlacedSet,
    /// Each file with the number of its lines and what it comes to.
    pub files: Vec<(String, usize, Minor)>,
    /// The currency.
    pub currency: Currency,
    /// What the statement of the month corrects of closed months, of what is claimed here: it is in none of the files.
    pub corrects: BTreeMap<Month, Minor>,
    /// What statements of other months corrected of this one, by their months: the files have what was published.
    pub corrected: BTreeMap<Month, Minor>,
}

/// Days of one stay one after the other, at one rate, between the same two sides.
struct ClaimedRun<'l> {
    stay_id: &'l str,
    from: Day,
    to: Day,
    rate: Minor,
    currency: Currency,
    payer: AuthorityId,
    payee: &'l str,
}

/// Writes the claims of a month, one file for each of the other side.
///
/// # Errors
/// 66: the month was never published. 73 or 74: the system refuses.
pub fn write(project: &Project, month: Option<Month>) -> Result<WrittenClaims> {
    let key = Key::read(&project.folder)?;
    let _lock = ReportsLock::take(&project.folder, project.wait)?;
    let store = Store::read_only(&project.folder)?;
    store.require_key(&key.id())?;
    let published = store.manifest().published(month, "nothing was written")?;
    refuse_unclaimable(project, published)?;
    let ledger = store.ledger(published.month)?.unwrap_or_default();
    let councils = project.councils_in(published.month);
    let is_ours = |payee: &str, payer: AuthorityId| match project.view {
        View::Authority => councils.contains(&payer),
        View::Provider => project.provider.as_deref().is_some_and(|own| is_same_organisation(own, payee)),
        View::System => true,
    };
    let mut runs: BTreeMap<String, Vec<ClaimedRun<'_>>> = BTreeMap::new();
    for row in ledger.rows().filter(|row| row.status == LedgerStatus::Chargeable && row.amount_minor != Minor(0)) {
        let Some(payer) = row.payer.filter(|payer| is_ours(row.payee_code, *payer)) else { continue };
        let code = &Authorities::all().get(payer).code;
        let other = match project.view {
            View::Authority => row.payee_code.to_owned(),
            View::Provider => code.clone(),
            View::System => format!("{}-{code}", row.payee_code),
        };
        add(runs.entry(other).or_default(), &row, payer);
    }
    let (mut files, mut listed, mut number) = (Vec::new(), Vec::new(), 1);
    for (other, runs) in &runs {
        let name = format!("{other}.csv");
        listed.push((name.clone(), runs.len(), runs.iter().map(ClaimedRun::amount).sum()));
        files.push(ReportFile { name, bytes: csv(runs, published.month, number)? });
        number += runs.len();
    }
    let nothing = |error: Error| error.effect("nothing was written");
    let outer = output_files::folder_in(&project.folder, CLAIMS).map_err(nothing)?;
    let name = published.month.to_string();
    let set = FileSet::new((&outer, &name), "internal", files, Some(&published.ledger.sha256));
    let currency = Law::currency_of(&project.law);
    let (corrects, corrected) = corrections(&store, published, &is_ours)?;
    let folder = set.prepare()?.put_in_place()?;
    Ok(WrittenClaims { month: published.month, folder, files: listed, currency, corrects, corrected })
}

/// What the statement of a month corrects of other months, and what those of other months corrected of it.
fn corrections(
    store: &Store,
    published: &PublishedMonth,
    is_ours: &dyn Fn(&str, AuthorityId) -> bool,
) -> Result<(BTreeMap<Month, Minor>, BTreeMap<Month, Minor>)> {
    let is_claimed = |state: &DayState| {
        state.status == LedgerStatus::Chargeable && state.payer.is_some_and(|payer| is_ours(&state.payee_code, payer))
    };
    let (mut corrects, mut corrected) = (BTreeMap::<Month, Minor>::new(), BTreeMap::<Month, Minor>::new());
    each_owed(store, &is_claimed, &mut |statement_of, row, (_, amount)| {
        let sum: &mut Minor = match (statement_of, row.month) {
            (month, of) if month == published.month => corrects.entry(of).or_default(),
            (month, of) if of == published.month => corrected.entry(month).or_default(),
            _ => return,
        };
        *sum = *sum + amount;
    })?;
    for sums in [&mut corrects, &mut corrected] {
        sums.retain(|_, sum| *sum != Minor(0));
    }
    Ok((corrects, corrected))
}

/// Adds a day: to the run before it, where it continues that.
fn add<'l>(runs: &mut Vec<ClaimedRun<'l>>, row: &LedgerDay<'l>, payer: AuthorityId) {
    let continues = |run: &&mut ClaimedRun<'_>| {
        run.stay_id == row.stay_id
            && run.to + 1 == row.day
            && (run.rate, run.currency, run.payer, run.payee) == (row.amount_minor, row.currency, payer, row.payee_code)
    };
    match runs.last_mut().filter(continues) {
        Some(run) => run.to = row.day,
        None => runs.push(ClaimedRun {
            stay_id: row.stay_id,
            from: row.day,
            to: row.day,
            rate: row.amount_minor,
            currency: row.currency,
            payer,
            payee: row.payee_code,
        }),
    }
}

impl ClaimedRun<'_> {
    fn days(&self) -> i64 {
        i64::from(self.to - self.from) + 1
    }

    fn amount(&self) -> Minor {
        self.rate * self.days()
    }

    fn cells(&self, claim_id: String) -> [String; 10] {
        [
            claim_id,
            self.stay_id.to_owned(),
            self.from.to_string(),
            self.to.to_string(),
            self.days().to_string(),
            self.rate.0.to_string(),
            self.amount().0.to_string(),
            self.currency.code().to_owned(),
            self.payee.to_owned(),
            Authorities::all().get(self.payer).code.clone(),
        ]
    }
}

/// The name of a line: the month and its number in it, as in `1803-00017`. It has nine digits at most, so that none can be
/// taken for an NHS number.
fn claim_id(month: Month, number: usize) -> String {
    let (year, (block, number)) = (month.year() % 100, (number / 100_000, number % 100_000));
    let month = month.first().to_string();
    let letters = "-abcdefghijklmnopqrstuvwxyz";
    let letter = letters.chars().nth(block).unwrap_or('-');
    format!("{year:02}{}{letter}{number:05}", &month[5..7])
}

/// The lines, the first of which has this number in the month.
fn csv(runs: &[ClaimedRun<'_>], month: Month, first: usize) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let ids = (first..).map(|number| claim_id(month, number));
    let written = writer
        .write_record(COLUMNS)
        .and_then(|()| runs.iter().zip(ids).try_for_each(|(run, id)| writer.write_record(run.cells(id))));
    let bug = |why: String| Error::new("X_REPORT", Exit::Bug, format!("the claim cannot be written: {why}"));
    written.map_err(|error| bug(error.to_string()))?;
    writer.into_inner().map_err(|error| bug(error.to_string()))
}
