//! Days counted by the conventions of a project: the rows of `counted_day`, and what a month comes to.

use std::collections::BTreeMap;
use std::sync::mpsc::channel;

use crate::counting::{
    Cause, Counted, DelayEnd, StayToCount, codes_not_known, counted_census_rows, counted_day_rows, counted_delay,
    counted_stay_rows, last_whole_month, stays_to_count, undecided,
};
use crate::domain::{
    Authorities, AuthorityId, CountedCensus, CountedDay, CountedDelay, CountedStay, Day, Language, Month, Partition,
    Stay,
};
use crate::error::{Error, Exit, Result};
use crate::operate::bridge::not_known_in_words;
use crate::operate::counting::count_totals::CountTotals;
use crate::operate::counting::doubts::Counting;
use crate::operate::counting::stay_sources::InPartition;
use crate::project::Project;
use crate::regime::Convention;
use crate::regime::convention::rules::{Booked, Use};
use crate::report::csv::safe;
use crate::settle::Intake;
use crate::settle::partitions::Partitioned;
use crate::store::{Commit, CountedRows, PublishedMonth};
use rayon::prelude::*;

pub use crate::operate::counting::month_figures::CountedMonth;

/// How many stays are counted at once.
const PART: usize = 1024;

/// A stay that a convention cannot count: a row of `not-counted.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCounted {
    /// The convention.
    pub convention: String,
    /// The stay.
    pub stay_id: String,
    /// What is not known.
    pub not_known: String,
    /// In words.
    pub words: String,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The month by each convention.
    pub months: Vec<CountedMonth>,
    /// Every stay that cannot be counted.
    pub not_counted: Vec<NotCounted>,
}

/// What is counted, and when.
#[derive(Clone, Copy)]
struct ToCount<'a> {
    /// The conventions, in the order of their labels.
    conventions: &'a [Convention],
    /// The stays with their facts.
    stays: &'a InPartition<'a>,
    /// The month whose figures are wanted.
    month: Month,
    /// The day to which its figures follow a stay that has not ended.
    followed_to: Day,
    /// Whose stays the month's figures are about; the rows are about every stay.
    own: &'a (dyn Fn(&Stay) -> bool + Sync),
    /// The day to which the rows do: the same, or later if later months were published.
    rows_to: Day,
}

/// Counting by the conventions of a project, shard by shard of what was settled: the rows of a partition go to the commit as
/// they come, what they add up to at the end.
pub(crate) struct PartitionCounting<'a> {
    project: &'a Project,
    /// The month whose figures are wanted, if any, and the day to which they follow a stay.
    month: Option<(Month, Day)>,
    rows_to: Day,
    /// The sums of each partition, by convention.
    totals: BTreeMap<Partition, Vec<CountTotals>>,
    count: Count,
}

impl<'a> PartitionCounting<'a> {
    /// Nothing counted yet. Rows follow stays to a day.
    pub(crate) fn new(project: &'a Project, month: Option<(Month, Day)>, rows_to: Day) -> Self {
        Self { project, month, rows_to, totals: BTreeMap::new(), count: Count::default() }
    }

    /// Counts what was settled, and hands the rows to the commit.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn add(&mut self, (taken, partitioned): (&Intake, &Partitioned), commit: &mut Commit<'_>) -> Result<()> {
        let conventions = &self.project.conventions[..];
        if conventions.is_empty() {
            return Ok(());
        }
        let (month, followed_to) = self.month.unwrap_or((self.rows_to.month(), self.rows_to));
        let own = |stay: &Stay| self.month.is_some() && self.project.looks_at(stay, month);
        for (partition, places) in partitioned.of_stays() {
            let stays = &InPartition { taken, places };
            let wanted = ToCount { conventions, stays, month, followed_to, own: &own, rows_to: self.rows_to };
            let totals = self.totals.entry(partition).or_insert_with(|| totals(conventions));
            commit.in_partition(Some(partition));
            let tables = commit.counted_tables(self.rows_to)?;
            self.count.merge(count_run(&wanted, totals, &mut |rows| tables.push(rows))?);
            tables.end_run()?;
        }
        commit.in_partition(None);
        Ok(())
    }

    /// Hands over what the rows of each partition add up to. Gives the figures of the month.
    ///
    /// # Errors
    /// The disk refuses.
    pub(crate) fn finish(mut self, commit: &mut Commit<'_>) -> Result<Count> {
        if self.project.conventions.is_empty() {
            commit.drop_counted();
            return Ok(self.count);
        }
        for (partition, totals) in &self.totals {
            commit.in_partition(Some(*partition));
            let tables = commit.counted_tables(self.rows_to)?;
            push_totals(&self.project.conventions, totals, &mut |rows| tables.push(rows))?;
        }
        commit.in_partition(None);
        self.count.months.iter_mut().for_each(CountedMonth::settle);
        let key = |found: &NotCounted| (found.convention.clone(), found.stay_id.clone());
        self.count.not_counted.sort_by_cached_key(key);
        Ok(self.count)
    }
}

fn totals(conventions: &[Convention]) -> Vec<CountTotals> {
    conventions.iter().map(|_| CountTotals::default()).collect()
}

/// Counts some stays: hands on the rows, and adds them to the totals of their conventions.
fn count_run(
    wanted: &ToCount<'_>,
    totals: &mut [CountTotals],
    push: &mut dyn FnMut(&CountedRows<'_, '_>) -> Result<()>,
) -> Result<Count> {
    let mut count = Count::default();
    for (convention, tally) in wanted.conventions.iter().zip(totals) {
        let month = CountedMonth {
            convention: convention.label().to_owned(),
            sha256: convention.hash.clone(),
            known_to: Some(wanted.followed_to).filter(|day| *day < wanted.month.last()),
            ..CountedMonth::default()
        };
        count.months.push(month);
        // Of a stay without a delay only its end matters, and only where delays are counted by their end.
        let every = convention.rules.booked == Booked::MonthOfEnd;
        wanted.stays.each(every, &mut |stays, events, reasons| {
            let of =
                |stays| CountedPart::of(convention, &stays_to_count(stays, events, reasons, wanted.rows_to), wanted);
            let (to_sums, parts) = channel::<CountedPart<'_>>();
            let (tally, count) = (&mut *tally, &mut count);
            // Rows are written while those before them are added up.
            std::thread::scope(|scope| {
                scope.spawn(move || {
                    for part in parts {
                        part.tally(tally);
                        count.add(part);
                    }
                });
                // Dropped at the end of this, or the sums would wait for more.
                let to_sums = to_sums;
                in_order(stays, of, &mut |part| {
                    push(&CountedRows { days: &part.days, ..CountedRows::default() })?;
                    // Whoever adds up stays until there are no more.
                    let _ = to_sums.send(part);
                    Ok(())
                })
            })
        })?;
    }
    Ok(count)
}

/// Hands on what rows add up to, convention by convention.
fn push_totals(
    conventions: &[Convention],
    totals: &[CountTotals],
    push: &mut dyn FnMut(&CountedRows<'_, '_>) -> Result<()>,
) -> Result<()> {
    for (convention, totals) in conventions.iter().zip(totals) {
        let sums = totals.rows(convention);
        push(&CountedRows {
            days: &[],
            months: &sums.months,
            lengths: &sums.lengths,
            census: &sums.census,
            discharges: &sums.discharges,
        })?;
    }
    Ok(())
}

/// Makes parts of a batch on every core and takes them in order, while the next are made.
fn in_order<'a>(
    batch: &'a [Stay],
    of: impl Fn(&'a [Stay]) -> CountedPart<'a> + Sync,
    take: &mut dyn FnMut(CountedPart<'a>) -> Result<()>,
) -> Result<()> {
    let (send, receive) = channel();
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| {
            let parts = batch.par_chunks(PART).enumerate();
            // The receiver is gone once a part was refused.
            parts.for_each_with(send, |send, (place, stays)| drop(send.send((place, of(stays)))));
        });
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (place, part) in receive {
            waiting.insert(place, part);
            while let Some(part) = waiting.remove(&next) {
                take(part)?;
                next += 1;
            }
        }
        Ok(())
    })
}

/// Some stays counted.
#[derive(Default)]
struct CountedPart<'a> {
    days: Vec<CountedDay<'a>>,
    stays: Vec<CountedStay<'a>>,
    delays: Vec<CountedDelay<'a>>,
    census: Vec<CountedCensus<'a>>,
    /// Month, hospital and authority of each discharge, and whether a delay could be counted for it.
    discharges: Vec<(Month, &'a str, Option<AuthorityId>, bool)>,
    days_of_month: u64,
    /// Hospital, authority and days of the month.
    places: Vec<(&'a str, Option<AuthorityId>, u64)>,
    not_counted: Vec<NotCounted>,
    without_code: Vec<&'static str>,
}

impl<'a> CountedPart<'a> {
    fn of(convention: &'a Convention, stays: &[StayToCount<'a>], wanted: &ToCount<'_>) -> Self {
        let (mut part, last) = (Self::default(), last_whole_month(wanted.rows_to));
        for stay in stays {
            let from = part.days.len();
            counted_day_rows(convention, stay, &mut part.days);
            part.count_month(convention, stay, from, wanted);
            // Months come in order.
            let whole = part.days[from..].partition_point(|row| row.month <= last);
            part.days.truncate(from + whole);
            counted_stay_rows(convention, stay, &part.days[from..], &mut part.stays);
            let delay = counted_delay(convention, stay);
            part.delays.extend(delay.filter(|delay| delay.month <= last));
            let from = part.census.len();
            counted_census_rows(convention, stay, &mut part.census);
            let whole = part.census[from..].partition_point(|row| row.month <= last);
            part.census.truncate(from + whole);
            part.discharged(convention, stay, delay.is_some(), last);
        }
        part
    }

    /// What a stay means for the month that is asked for.
    fn count_month(&mut self, convention: &'a Convention, stay: &StayToCount<'a>, from: usize, wanted: &ToCount<'_>) {
        if !(wanted.own)(stay.stay) {
            return;
        }
        let is_open = matches!(stay.end, DelayEnd::Open(_));
        let days = if is_open && wanted.rows_to != wanted.followed_to {
            let then = stay.followed_to(wanted.followed_to);
            Counted::of(convention, &then).days().filter(|(_, month)| *month == wanted.month).count()
        } else {
            self.days[from..].iter().filter(|row| row.month == wanted.month).count()
        };
        self.days_of_month += days as u64;
        if days > 0 {
            let authority = stay.stay.authority.map(|id| Authorities::all().in_month(id, wanted.month));
            self.places.push((&stay.stay.provider_code, authority, days as u64));
            self.without_code.extend(codes_not_known(convention, stay).map(|field| field.name()));
        }
        let touches = stay.stay.admitted_at.day() <= wanted.month.last() && wanted.month.first() <= stay.last_day();
        self.not_counted.extend(undecided(convention, stay, Use::Days).filter(|_| touches).map(|found| NotCounted {
            convention: convention.label().to_owned(),
            stay_id: found.stay_id.to_owned(),
            not_known: found.why.rule.to_owned(),
            words: found.why.words.to_owned(),
        }));
    }

    /// One discharge more, where the convention counts delays by their end and does not leave the stay out.
    fn discharged(&mut self, convention: &'a Convention, stay: &StayToCount<'a>, is_counted: bool, last: Month) {
        let DelayEnd::On(end) = stay.end else { return };
        if end.month() > last {
            return;
        }
        let left_out = || Counted::of(convention, stay).whole().is_some_and(|why| why.cause != Cause::Unknown);
        if convention.rules.booked != Booked::MonthOfEnd || (!is_counted && left_out()) {
            return;
        }
        self.discharges.push((end.month(), &stay.stay.provider_code, stay.stay.authority, is_counted));
    }

    fn tally(&self, tally: &mut CountTotals) {
        tally.add_stays(&self.stays);
        tally.add_delays(&self.delays);
        tally.add_census(&self.census);
        for (month, provider, authority, is_counted) in &self.discharges {
            tally.add_discharge(*month, (provider, *authority), *is_counted);
        }
    }
}

impl Count {
    /// Adds which stays would be counted otherwise if a record meant something else. `taken` has these stays.
    pub(crate) fn ask(&mut self, project: &Project, taken: &Intake, published: &PublishedMonth) {
        let counting = Counting { taken, month: published.month, followed_to: published.as_of };
        for (month, convention) in self.months.iter_mut().zip(&project.conventions) {
            month.in_doubt = counting.in_doubt(convention);
        }
    }

    /// Adds what other stays came to, by the same conventions.
    fn merge(&mut self, other: Self) {
        if self.months.is_empty() {
            *self = other;
            return;
        }
        for (month, more) in self.months.iter_mut().zip(other.months) {
            month.merge(more);
        }
        self.not_counted.extend(other.not_counted);
    }

    fn add(&mut self, part: CountedPart<'_>) {
        let Some(month) = self.months.last_mut() else { return };
        *month.days.get_or_insert(0) += part.days_of_month;
        for (provider, authority, days) in part.places {
            let code = authority.map_or("", |id| &Authorities::all().get(id).code);
            *month.places.entry((provider.to_owned(), code.to_owned())).or_default() += days;
        }
        for found in &part.not_counted {
            *month.not_counted.entry(found.not_known.clone()).or_default() += 1;
        }
        for code in part.without_code {
            *month.counted_without_code.entry(code).or_default() += 1;
        }
        self.not_counted.extend(part.not_counted);
    }

    /// `not-counted.csv`, its words in a language.
    ///
    /// # Errors
    /// 70: our bug.
    pub fn not_counted_csv(&self, language: Language) -> Result<Vec<u8>> {
        let failed = |source: csv::Error| Error::new("X_CSV", Exit::Bug, source.to_string());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["convention", "stay_id", "not_known", "words"]).map_err(failed)?;
        for NotCounted { convention, stay_id, not_known, words } in &self.not_counted {
            let words = not_known_in_words(language, words);
            writer.write_record([&**convention, &*safe(stay_id), not_known, &words]).map_err(failed)?;
        }
        writer.into_inner().map_err(|source| Error::new("X_CSV", Exit::Bug, source.to_string()))
    }
}
