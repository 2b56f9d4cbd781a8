//! A run in a few figures: for `run.json`, the last line of a log, and the exit code.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::finding::in_words;
use crate::domain::restated::MonthChange;
use crate::domain::sender::SenderMonth;
use crate::domain::{Currency, Day, EarlierDeliveries, Language, LedgerStatus, Minor, Month, Receipt};
use crate::operate::counting::counted_days::CountedMonth;
use crate::operate::deliveries::inbox::UnreadFile;
use crate::operate::month::doubts::DoubtFound;
use crate::operate::month::judged::{JudgedMonth, RunContext};
use crate::operate::what_if::WhatIfDifference;
use crate::project::Project;
use crate::report::statement::{Accrual, AccruedStay, Counterparty, CounterpartySums, StatementFigures};
use crate::settle::Intake;
use serde::Serialize;

/// The form of `run.json`: what is there under one number stays as it is, and more may come. `docs/schemas/run.schema.json` has it all.
pub const RUN_FORMAT: u32 = 1;

/// A run in a few figures: `run.json`. Nothing in it depends on when or how often it ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The form of this file: names and kinds that are there under one number stay, and more may come.
    pub format: u32,
    /// What the project is called.
    pub project: String,
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// `provisional` until the month is closed.
    pub standing: &'static str,
    /// The last day whose news is in it.
    pub as_of: Day,
    /// Records read, over all deliveries ever received.
    pub read: u64,
    /// Of these, the records that were parsed for this edition; all others were read by runs before.
    pub parsed: u64,
    /// Records accepted.
    pub accepted: u64,
    /// Records that say nothing about a stay of their own: ordinary traffic of a feed, parts of encounters.
    pub passed_over: u64,
    /// Records rejected.
    pub rejected: u64,
    /// Duplicates.
    pub duplicates: u64,
    /// Stays that no law could judge.
    pub not_judged: u64,
    /// Deliveries with far fewer or far more records than those before them, which are not acknowledged.
    pub volume_alarms: u64,
    /// Deliveries of which a far smaller share can be read than of the one before, which are not acknowledged.
    pub share_alarms: u64,
    /// Delayed days of the month by status.
    pub days_by_status: BTreeMap<LedgerStatus, u64>,
    /// What is owed, by currency, whoever pays.
    pub amount_minor: BTreeMap<Currency, Minor>,
    /// Delayed days in the project's own view, as its statement shows them.
    pub statement_delayed_days: Option<i64>,
    /// Chargeable days among them.
    pub statement_chargeable_days: Option<i64>,
    /// What the statement comes to, in minor units.
    pub statement_amount_minor: Option<Minor>,
    /// Days that it owes at a price that is not known: they are in no sum of money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement_unpriced_days: Option<i64>,
    /// What file would add each price that is missing, in English.
    #[serde(skip)]
    pub prices_wanted: Vec<String>,
    /// The currency of the project's law.
    #[serde(skip)]
    pub currency: Currency,
    /// What it corrects of closed months, in minor units: below 0 where too much was charged.
    pub corrections_minor: Minor,
    /// What is to be paid now: the month with what it corrects.
    pub to_pay_minor: Option<Minor>,
    /// Whether nothing is due: no day of the month is charged, and no correction moves money.
    pub is_nothing_due: Option<bool>,
    /// What the month could come to at least, in minor units: without days in doubt that could fall away.
    pub accrual_low_minor: Option<Minor>,
    /// What it could come to at most, in minor units: with days in doubt that could be owed too, and open stays that go on.
    pub accrual_high_minor: Option<Minor>,
    /// The stays that make the difference.
    pub accrual_stays: Vec<StayAccrual>,
    /// What the month would come to under the other law of `[shadow]`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shadow: Vec<WhatIfDifference>,
    /// The closed months that it corrects: before, with what was corrected earlier, and after.
    pub corrected_months: Vec<MonthChange>,
    /// The statements of the councils, where there is one for each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<CouncilStatement>,
    /// What is doubtful about stays in the project's view, with what is at stake.
    pub doubts: Vec<DoubtFound>,
    /// The money at stake, in minor units: each pound once, however many doubts touch it. Nothing where it is known of no doubt.
    pub amount_in_doubt_minor: Option<Minor>,
    /// What is charged beyond the dearest of several stays of one person on one day, in minor units.
    pub charged_twice_minor: Minor,
    /// The month by each convention of statistics that the project names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<CountedMonth>,
    /// Files of the inbox that no source means: they were not read.
    pub unread_files: Vec<UnreadFile>,
    /// What each source delivered for the month.
    pub senders: Vec<SenderMonth>,
    /// Whether data of the month are missing.
    pub incomplete: bool,
    /// Other published months that would be different with all that is known now.
    pub restated_months: Vec<MonthChange>,
    /// What this edition changed of the one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<MonthChange>,
    /// SHA-256 of the ledger.
    pub ledger_sha256: String,
    /// The deliveries that the month has to do with, each with what became of its records.
    pub deliveries: Vec<Receipt>,
    /// All other deliveries together; with those above they are every delivery ever received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier_deliveries: Option<EarlierDeliveries>,
    /// The exit code: 0, or 1 if records were rejected, stays not judged, a volume is an alarm that is not acknowledged, files
    /// were not read, data of the month are missing, days are owed at a price that is not known, or another month changed and the
    /// change is not acknowledged.
    pub exit: u8,
}

/// By how much one stay could come to less or more than its month has for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StayAccrual {
    /// The stay.
    pub stay_id: String,
    /// What could fall away, because days are in doubt, in minor units.
    pub falls_minor: Minor,
    /// What could fall away beside that, because the person is charged for in another stay on the same day.
    pub twice_minor: Minor,
    /// What could be owed too, because days are in doubt.
    pub adds_minor: Minor,
    /// What the days to the end of the month come to if the stay goes on as it is.
    pub open_minor: Minor,
}

impl StayAccrual {
    fn of((stay_id, stay): (Box<str>, AccruedStay)) -> Self {
        let AccruedStay { falls_minor, twice_minor, adds_minor, open_minor } = stay;
        Self { stay_id: stay_id.into(), falls_minor, twice_minor, adds_minor, open_minor }
    }
}

/// The statement of one council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CouncilStatement {
    /// The council that pays; nothing where it is not known which one.
    pub payer_code: Option<&'static str>,
    /// What people call it.
    pub name: &'static str,
    /// Where its files are, in the folder of the month.
    pub folder: String,
    /// Delayed days.
    pub delayed_days: i64,
    /// Chargeable days among them.
    pub chargeable_days: i64,
    /// What it owes, in minor units.
    pub amount_minor: Minor,
    /// What it corrects of closed months, in minor units.
    pub corrections_minor: Minor,
    /// What it could owe at least, in minor units.
    pub accrual_low_minor: Minor,
    /// What it could owe at most, in minor units. A doubt between two councils is in that of both.
    pub accrual_high_minor: Minor,
    /// What depends on doubts, in minor units. A doubt between two councils is in the statements of both. Nothing where it is known
    /// of none of them.
    pub amount_in_doubt_minor: Option<Minor>,
}

impl CouncilStatement {
    fn of(CounterpartySums { who, figures }: &CounterpartySums) -> Self {
        Self {
            payer_code: (*who != Counterparty::Unknown).then(|| who.code()),
            name: who.name(Language::English),
            folder: who.folder(),
            delayed_days: figures.delayed_days,
            chargeable_days: figures.chargeable_days,
            amount_minor: figures.amount,
            corrections_minor: figures.corrections,
            accrual_low_minor: figures.accrual[0],
            accrual_high_minor: figures.accrual[1],
            amount_in_doubt_minor: figures.known_in_doubt(),
        }
    }
}

impl Summary {
    /// Changed months that are not acknowledged.
    pub fn restated_open(&self) -> impl Iterator<Item = &MonthChange> {
        self.restated_months.iter().filter(|change| change.acknowledged.is_none())
    }

    /// What stays in doubt put at stake, and what is charged twice: lines for a terminal.
    pub fn alarms(&self) -> Vec<String> {
        let currency = self.currency;
        let stays: BTreeSet<&str> = self.doubts.iter().map(|doubt| &*doubt.stay_id).collect();
        let mut lines = Vec::new();
        if !stays.is_empty() {
            let amount = match (
                self.amount_in_doubt_minor,
                self.doubts.iter().any(|doubt| doubt.amount_at_stake_minor.is_none()),
            ) {
                (None, _) => "an amount that is not known".to_owned(),
                (Some(amount), false) => amount.with(currency),
                (Some(amount), true) => format!("{} and an amount that is not known", amount.with(currency)),
            };
            lines.push(format!("stays in doubt: {}, {amount} at stake, listed in the statement", stays.len()));
        }
        let accrual = self.accrual_low_minor.zip(self.accrual_high_minor);
        if let Some((low, high)) = accrual.filter(|(low, high)| low != high) {
            lines.push(format!("to accrue: from {} to {}", low.with(currency), high.with(currency)));
        }
        if self.charged_twice_minor != Minor(0) {
            let amount = self.charged_twice_minor.with(currency);
            lines.push(format!("charged twice: {amount} for one person in two stays on one day; pay at most one"));
        }
        lines
    }

    /// Days of the whole ledger that are owed at a price that is not known.
    pub fn unpriced_days(&self) -> u64 {
        self.days_by_status.get(&LedgerStatus::PriceMissing).copied().unwrap_or(0)
    }

    /// How many deliveries were ever received.
    pub fn all_deliveries(&self) -> u64 {
        self.deliveries.len() as u64 + self.earlier_deliveries.map_or(0, |earlier| earlier.deliveries)
    }

    /// The last line of a run, for a log.
    pub fn line(&self) -> String {
        let days: u64 = self.days_by_status.values().sum();
        let amounts = self.amount_minor.iter().map(|(currency, amount)| amount.with(*currency));
        let amounts: Vec<String> = amounts.collect();
        let amounts = match amounts.as_slice() {
            [] if self.days_by_status.contains_key(&LedgerStatus::PriceMissing) => "not known".to_owned(),
            [] => "nothing owed".to_owned(),
            known => known.join(" + "),
        };
        let bill = match self.statement_delayed_days {
            Some(own) => {
                let mut owed = self
                    .statement_amount_minor
                    .map_or_else(|| "an amount that is not known".to_owned(), |amount| amount.with(self.currency));
                if let Some(days) = self.statement_unpriced_days {
                    owed.push_str(&format!(", {days} days at a price that is not known"));
                }
                let corrected = match self.to_pay_minor.filter(|_| !self.corrected_months.is_empty()) {
                    Some(to_pay) => format!(", to pay with corrections {}", to_pay.with(self.currency)),
                    None => String::new(),
                };
                format!("statement {own} days, {owed}{corrected}; ledger of all payers {days} days, {amounts}")
            }
            None => "statistics alone, no bill".to_owned(),
        };
        format!(
            "read {} = accepted {}{} + rejected {} + duplicates {}; {bill}; published: yes",
            self.read,
            self.accepted,
            in_words(self.passed_over),
            self.rejected,
            self.duplicates,
        )
    }
}

/// The summary of a month; statistics alone have no figures of a statement.
pub(crate) fn summary(
    taken: &Intake,
    judged: &JudgedMonth,
    (figures, of_councils, accrual): (Option<StatementFigures>, &[CounterpartySums], Accrual),
    found: &RunContext,
    (project, unread_files): (&Project, Vec<UnreadFile>),
) -> Summary {
    let sum = |part: fn(&Receipt) -> u32| taken.receipts.iter().map(|receipt| u64::from(part(receipt))).sum();
    let (rejected, not_judged): (u64, u64) = (sum(|receipt| receipt.rejected), judged.looked_at.unjudged.len() as u64);
    // Records of publications are not among those of deliveries.
    let volume_alarms = found.volumes.iter().filter(|volume| volume.is_open() && volume.is_alarm).count() as u64;
    let share_alarms =
        found.volumes.iter().filter(|volume| volume.is_open() && volume.share_fell.is_some()).count() as u64;
    let incomplete = found.senders.iter().any(SenderMonth::is_incomplete);
    let is_restated = found.restated.iter().any(|change| change.acknowledged.is_none());
    let is_unpriced = judged.month.days_by_status.contains_key(&LedgerStatus::PriceMissing);
    let around =
        volume_alarms + share_alarms > 0 || incomplete || is_restated || is_unpriced || !unread_files.is_empty();
    let left = found.findings.counts.has_rejected();
    // Where every day that is owed lacks its price, the amount is not known, and is no zero.
    let is_known = |figures: &StatementFigures| figures.chargeable_days > 0 || figures.unpriced_days == 0;
    Summary {
        format: RUN_FORMAT,
        project: project.name.clone(),
        month: judged.month.month,
        edition: judged.month.edition,
        standing: "provisional",
        as_of: judged.month.as_of,
        read: sum(|receipt| receipt.read),
        parsed: found.parsed,
        accepted: sum(|receipt| receipt.accepted),
        passed_over: sum(|receipt| receipt.passed_over),
        rejected,
        duplicates: sum(|receipt| receipt.duplicates),
        not_judged,
        volume_alarms,
        share_alarms,
        days_by_status: judged.month.days_by_status.clone(),
        amount_minor: judged.month.amount_minor.clone(),
        statement_delayed_days: figures.map(|figures| figures.delayed_days),
        statement_chargeable_days: figures.map(|figures| figures.chargeable_days),
        statement_amount_minor: figures.filter(is_known).map(|figures| figures.amount),
        statement_unpriced_days: figures.map(|figures| figures.unpriced_days).filter(|days| *days > 0),
        prices_wanted: Vec::new(),
        currency: found.currency,
        corrections_minor: figures.unwrap_or_default().corrections,
        to_pay_minor: figures.filter(is_known).map(|figures| figures.to_pay()),
        is_nothing_due: figures.map(|figures| figures.is_nothing_due),
        accrual_low_minor: figures.filter(is_known).map(|figures| figures.accrual[0]),
        accrual_high_minor: figures.filter(is_known).map(|figures| figures.accrual[1]),
        accrual_stays: accrual.stays.into_iter().map(StayAccrual::of).collect(),
        shadow: found.shadow.iter().map(|outcome| outcome.difference.clone()).collect(),
        corrected_months: found.corrected.clone(),
        statements: of_councils.iter().map(CouncilStatement::of).collect(),
        doubts: judged.looked_at.doubts.iter().map(|doubt| DoubtFound::of(Language::English, doubt)).collect(),
        amount_in_doubt_minor: figures.unwrap_or_default().known_in_doubt(),
        charged_twice_minor: figures.unwrap_or_default().charged_twice,
        counted: judged.count.months.clone(),
        unread_files,
        senders: found.senders.clone(),
        incomplete,
        restated_months: found.restated.clone(),
        replaces: found.replaces.change.clone(),
        ledger_sha256: judged.month.ledger.sha256.clone(),
        deliveries: found.receipts.listed.clone(),
        earlier_deliveries: found.receipts.earlier,
        exit: u8::from(rejected > 0 || not_judged > 0 || left || around),
    }
}
