//! Whether the data of a month came: what each source delivered, beside what it must deliver.
//!
//! A source must deliver if the project says so (`expects = "monthly"`), or if it is one of stays, events or notices that
//! the project cannot do without and its deliveries brought news of two different months. A source of stays must also have
//! reported anything at all. Then data are missing
//!
//! - if no fact of the month was reported, or the last delivery has a header line and no rows;
//! - if the news ends more than two days before the month does, and earlier than it did when earlier months were published
//!   (the last twelve of them). With fewer than two such months, it ends early if three facts or more would have been reported
//!   in the days that lack, at the rate of the three months before.
//!
//! So a quiet small council differs from an extract that was cut: where a sender tells of less than one fact a day, three
//! days without any are no sign, and no month is called incomplete for them; `expects = "monthly"` asks for more and calls
//! such a month incomplete until one was published whose news ended as early. A sender of one fact a day or more
//! whose news ends on the 28th of a month of 31 days lacks three facts, and its month is incomplete.

use std::collections::BTreeSet;

use crate::domain::sender::{SenderMonth, SenderState};
use crate::domain::{Day, Month, Receipt};
use crate::error::{Error, Exit, Result};
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::take::RATE_DAYS;
use crate::project::{Expects, Policy, Project, Source};
use crate::report::model::Report;
use crate::settle::delivery_order::extract_date;
use crate::settle::{FactDays, Intake};
use crate::store::{Manifest, PublishedMonth};

/// News may always end so many days before the month does: a weekend.
const ALWAYS: i32 = 2;
/// So many months before are compared with.
const COMPARED: usize = 12;
/// With fewer months to compare with, so many facts must be missing.
const FACTS: f64 = 3.0;
/// What the deliveries of one source brought.
struct Delivered<'a> {
    deliveries: Vec<SentDelivery<'a>>,
    /// How many of their facts lie on each of the days that count for a month.
    days: FactDays,
}

/// One delivery of it.
struct SentDelivery<'a> {
    held: &'a HeldDelivery,
    receipt: &'a Receipt,
    /// The first and last day of its facts.
    span: Option<(Day, Day)>,
}

impl<'a> Delivered<'a> {
    fn by(source: &Source, held: &'a [HeldDelivery], taken: &'a Intake) -> Self {
        let is_own = |at: &usize| taken.receipts[*at].sender == source.name;
        let own: Vec<usize> = (0..held.len()).filter(is_own).collect();
        let mut days = FactDays::new();
        for (day, facts) in own.iter().flat_map(|at| &taken.fact_days[*at]) {
            *days.entry(*day).or_default() += facts;
        }
        let sent =
            |at: usize| SentDelivery { held: &held[at], receipt: &taken.receipts[at], span: taken.fact_spans[at] };
        Self { deliveries: own.into_iter().map(sent).collect(), days }
    }

    fn newest_day(&self) -> Option<Day> {
        self.deliveries.iter().filter_map(|sent| Some(sent.span?.1)).max()
    }

    /// The deliveries of the last run that brought any, the latest of them last.
    fn newest(&self) -> Vec<&SentDelivery<'a>> {
        let last = self.deliveries.iter().map(|sent| sent.held.received).max();
        let mut newest: Vec<_> = self.deliveries.iter().filter(|sent| Some(sent.held.received) == last).collect();
        newest.sort_by_key(|sent| (extract_date(&sent.held.file), sent.held.file.clone()));
        newest
    }

    /// Whether its deliveries brought news of two different months.
    fn is_monthly(&self) -> bool {
        let last = self.deliveries.iter().filter_map(|sent| Some(sent.span?.1.month()));
        last.collect::<BTreeSet<Month>>().len() > 1
    }

    /// How many days before its end the news of a month ended when it was published.
    fn gap_of(&self, month: &PublishedMonth) -> Option<i32> {
        let then = self.deliveries.iter().filter(|sent| u64::from(sent.held.received) <= month.news_to);
        let newest = then.filter_map(|sent| Some(sent.span?.1)).max()?;
        Some((month.month.last().min(month.as_of) - newest).max(0))
    }

    /// How many facts so many days had, as things were before.
    fn expected_in(&self, days: i32) -> f64 {
        let oldest = self.deliveries.iter().filter_map(|sent| Some(sent.span?.0)).min();
        let (Some(newest), Some(oldest)) = (self.newest_day(), oldest) else { return 0.0 };
        let from = oldest.max(newest + -(RATE_DAYS - 1));
        let facts: u32 = self.days.range(from..).map(|(_, facts)| facts).sum();
        f64::from(facts) * f64::from(days) / f64::from(newest - from + 1)
    }
}

/// What is asked of each source.
#[derive(Clone, Copy)]
pub(crate) struct MonthAsked<'a> {
    /// The month.
    pub month: Month,
    /// The last day whose news counts.
    pub as_of: Day,
    /// The store before the run.
    pub manifest: &'a Manifest,
}

impl MonthAsked<'_> {
    /// The last day that a source must report.
    pub fn end(&self) -> Day {
        self.month.last().min(self.as_of)
    }
}

/// What each source of the project delivered for a month, in the order of their names. The receipts must name senders.
pub(crate) fn of_month(
    project: &Project,
    held: &[HeldDelivery],
    taken: &Intake,
    asked: MonthAsked<'_>,
) -> Vec<SenderMonth> {
    let of_source = |source: &Source| {
        let delivered = Delivered::by(source, held, taken);
        SenderMonth {
            source: source.name.clone(),
            expects: source.expects.word(),
            state: state(source, &delivered, asked),
            news_to: delivered.newest_day(),
            file: delivered.newest().last().map(|sent| sent.held.file.clone()),
        }
    };
    project.sources.iter().map(of_source).collect()
}

fn state(source: &Source, delivered: &Delivered<'_>, asked: MonthAsked<'_>) -> SenderState {
    let (month, end) = (asked.month, asked.end());
    let is_told = delivered.days.range(month.first()..=end).next().is_some();
    let newest = delivered.newest_day();
    let has_ended = newest.is_none_or(|day| day < month.first());
    let must = match source.expects {
        Expects::Monthly => true,
        Expects::MonthlyOnceDelivered => {
            delivered.is_monthly() || (source.has_stays() && !source.optional && newest.is_none())
        }
        Expects::Nothing => false,
    };
    if !must {
        return if is_told { SenderState::Delivered } else { SenderState::NotExpected };
    }
    let is_empty = !delivered.deliveries.is_empty() && delivered.newest().iter().all(|sent| sent.receipt.read == 0);
    match newest {
        Some(day) if is_told && day >= end => SenderState::Delivered,
        Some(day) if is_told && !ends_early(source, delivered, asked, end - day) => SenderState::Delivered,
        Some(_) if is_empty && (is_told || has_ended) => SenderState::HeaderOnly,
        Some(_) if is_told => SenderState::EndsEarly,
        None if is_empty => SenderState::HeaderOnly,
        _ => SenderState::Missing,
    }
}

fn ends_early(source: &Source, delivered: &Delivered<'_>, asked: MonthAsked<'_>, gap: i32) -> bool {
    let before = asked.manifest.months.iter().rev().filter(|published| published.month < asked.month);
    let gaps: Vec<i32> = before.take(COMPARED).filter_map(|month| delivered.gap_of(month)).collect();
    if gap <= ALWAYS {
        return false;
    }
    if source.expects == Expects::Monthly || gaps.len() > 1 {
        return gaps.iter().all(|before| gap > *before);
    }
    delivered.expected_in(gap) >= FACTS
}

/// Refuses a month whose data did not come, where a source says so.
///
/// # Errors
/// 66, naming every such source.
pub(crate) fn refuse(project: &Project, senders: &[SenderMonth], asked: MonthAsked<'_>) -> Result<()> {
    let is_refused =
        |name: &str| project.sources.iter().any(|source| source.name == name && source.policy == Policy::Refuse);
    let missing = senders.iter().filter(|sender| sender.is_incomplete() && is_refused(&sender.source));
    let missing: Vec<String> = missing.map(|sender| sender.sentence(asked.month, asked.end())).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let what = format!("the data of {} are not complete: {}", asked.month.long(), missing.join("; "));
    Err(Error::new("F_INCOMPLETE", Exit::NoInput, what)
        .effect("nothing was taken or published; the last results stay")
        .hint("put the delivery into the inbox; or `policy = \"publish\"` in beddays.toml bills the month and names on every page what is missing"))
}

/// Says on every page of a report that data of some of its months are missing.
pub(crate) fn mark<'a>(report: &mut Report, months: impl Iterator<Item = &'a PublishedMonth>) {
    let missing = months.filter(|published| !published.incomplete.is_empty());
    let language = report.language;
    let missing: Vec<String> = missing.map(|published| language.month(published.month)).collect();
    if missing.is_empty() {
        return;
    }
    let months = [("months", missing.join(", ").into())];
    report.notice = Some(language.say("months-incomplete", &months));
    report.standing = language.say("standing-incomplete", &[("standing", (&report.standing).into())]);
    report.summary.insert(0, language.say("months-incomplete-text", &months));
}
