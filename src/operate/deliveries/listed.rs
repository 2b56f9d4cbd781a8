//! Which deliveries, findings, links and records without a stay the reports of a month list: those about stays that the
//! month has to do with, and those of deliveries that came since another month was run. So a list does not grow with the
//! years, and a delivery, and what was found in it, is listed once at least.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::{Link, Month, OpenQuestion, Partition, SentFinding, Unlinked, of_stay};
use crate::error::Result;
use crate::operate::deliveries::listed_findings::ListedFindings;
use crate::operate::deliveries::load::HeldDelivery;
use crate::operate::deliveries::received::FoundByReading;
use crate::settle::Intake;
use crate::settle::partitions::Partitioned;
use crate::settle::spool::Spool;
use crate::store::Store;

/// What decides it.
#[derive(Clone, Copy)]
pub(super) struct ListedBy<'a> {
    /// Every delivery.
    held: &'a [HeldDelivery],
    /// The month that is run; nothing: none is, and nothing is listed.
    month: Option<Month>,
    /// The last commit in which another month was run.
    since: u64,
}

/// What is listed of the records that were settled.
#[derive(Default)]
pub(super) struct ListedRecords {
    findings: ListedFindings,
    links: Vec<Link>,
    unlinked: Vec<Unlinked>,
    /// Questions about stays that the month can have to do with, each with the delivery of its record.
    questions: Vec<(OpenQuestion, usize)>,
    deliveries: BTreeSet<usize>,
    /// The records, by delivery and number, that leave something open about stays that were taken.
    marking: HashSet<(u32, u32)>,
}

impl<'a> ListedBy<'a> {
    /// Beside what the store holds.
    pub fn of(store: &Store, held: &'a [HeldDelivery], month: Option<Month>) -> Self {
        let others = store.manifest().months.iter().filter(|published| Some(published.month) != month);
        let since = others.map(|published| published.news_to).max().unwrap_or_default();
        Self { held, month, since }
    }

    /// Whether the stays of a partition can have to do with the month.
    pub fn is_of_month(&self, partition: Partition) -> bool {
        match partition {
            Partition::Open | Partition::Received(_) => true,
            Partition::Ended(last) => self.month.is_none_or(|month| last >= month),
            Partition::Undated(_) => false,
        }
    }

    /// Whether a delivery came since another month was run.
    pub fn is_recent(&self, delivery: usize) -> bool {
        self.is_recent_run(self.held[delivery].received)
    }

    fn is_recent_run(&self, run: u32) -> bool {
        u64::from(run) > self.since
    }

    /// Adds what reading found in runs since another month was run, as the store keeps it.
    fn add_stored(&self, store: &Store, listed: &mut ListedFindings, marking: &HashSet<(u32, u32)>) -> Result<()> {
        let deliveries: HashMap<&str, usize> = self.held.iter().map(HeldDelivery::source_id).zip(0..).collect();
        let files: HashMap<&str, usize> = self.held.iter().map(|held| held.file.as_str()).zip(0..).collect();
        let none = self.held.len();
        let recent = |it: &&Partition| matches!(it, Partition::Received(run) if self.is_recent_run(*run));
        for partition in store.manifest().partitions.keys().filter(recent) {
            for row in store.finding_counts(*partition)? {
                let delivery = deliveries.get(row.source_id.as_str()).copied();
                listed.counts.add_stored(delivery.unwrap_or(none), row);
            }
            store.each_findings(*partition, &mut |found| {
                for SentFinding { finding, .. } in found {
                    let delivery = files.get(finding.file.as_str()).copied().unwrap_or(none);
                    listed.list(finding, marking.contains(&(delivery as u32, finding.record)));
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

impl ListedRecords {
    /// Adds what is listed of a shard, where a month is run.
    pub fn add(&mut self, by: ListedBy<'_>, intake: &Intake, partitioned: &Partitioned) {
        if by.month.is_none() {
            return;
        }
        let rows_given = intake.questions.iter().filter(|question| question.gives_row());
        let rows_given: HashSet<&str> = rows_given.map(|question| &*question.stay_id).collect();
        let is_taken = |stay_id: &str| !of_stay(&intake.stays, stay_id, |stay| &stay.stay_id).is_empty();
        for (partition, rows) in &partitioned.rows {
            let of_month = by.is_of_month(*partition);
            let is_listed = |delivery: usize| of_month || by.is_recent(delivery);
            for (at, delivery) in &rows.questions {
                let question = &intake.questions[*at as usize];
                let (is_taken, is_listed) = (is_taken(&question.stay_id), is_listed(*delivery));
                if is_taken {
                    self.marking.insert((*delivery as u32, question.record));
                }
                let may_be_judged = rows_given.contains(&*question.stay_id);
                if of_month && (is_taken || may_be_judged) {
                    self.questions.push((question.clone(), *delivery));
                } else if !is_taken && is_listed {
                    self.findings.absent.add(question, may_be_judged);
                }
            }
            self.findings.counts.extend(&rows.sums.found, is_listed);
            for (delivery, finding) in rows.findings.iter().filter(|(delivery, _)| is_listed(*delivery)) {
                self.findings.list(finding, self.marking.contains(&(*delivery as u32, finding.record)));
            }
            if of_month {
                self.links.extend(rows.links.iter().cloned());
                self.unlinked.extend(rows.unlinked.iter().cloned());
                self.deliveries.extend(rows.sums.deliveries.iter().map(|delivery| *delivery as usize));
            }
        }
    }

    /// Puts what is listed into the lists of a month, in order, and adds what reading found; of deliveries that came before,
    /// out of the store where one is given.
    ///
    /// # Errors
    /// 65 if a file of the store is damaged.
    pub fn put(
        mut self,
        by: ListedBy<'_>,
        intake: &mut Intake,
        (read, spool, store): (&FoundByReading, &Spool, Option<&Store>),
    ) -> Result<ListedFindings> {
        if by.month.is_none() {
            return Ok(self.findings);
        }
        let (listed, marking) = (&mut self.findings, &self.marking);
        for found in read.values().flatten().filter(|found| by.is_recent(found.delivery)) {
            listed.counts.extend(&found.counts, |_| true);
            found.findings.each(spool, &mut |some| {
                let delivery = found.delivery as u32;
                some.iter().for_each(|finding| listed.list(finding, marking.contains(&(delivery, finding.record))));
                Ok(())
            })?;
        }
        if let Some(store) = store {
            by.add_stored(store, listed, marking)?;
        }
        self.unlinked.sort_by(|one, other| one.place().cmp(&other.place()));
        self.questions.sort();
        (intake.links, intake.unlinked) = (self.links, self.unlinked);
        intake.questions = self.questions.into_iter().map(|(question, ..)| question).collect();
        let recent = (0..by.held.len()).filter(|delivery| by.is_recent(*delivery));
        intake.listed_deliveries = self.deliveries.into_iter().chain(recent).collect();
        intake.sort_rows();
        Ok(self.findings)
    }
}
