//! The tables of one commit: of the whole each put in place of the one before, of a partition in runs of rows.

use super::super::schema::{POPULATION, PUBLISHED};
use super::Commit;
use crate::domain::{
    Claim, ClaimDay, Day, DelayPeriod, EventRecord, Figure, FindingCount, Link, OpenQuestion, Population, Reason,
    Receipt, SentFinding, Stay, Unlinked,
};
use crate::error::{Error, Result};
use crate::store::manifest::DeliveryOutcome;

impl Commit<'_> {
    /// All stays, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one stay is there twice (our bug).
    pub fn put_stays<'r>(&mut self, stays: impl IntoIterator<Item = &'r Stay>) -> Result<()> {
        self.put(stays, |stay| &stay.stay_id)
    }

    /// All events, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery is there twice (our bug).
    pub fn put_events<'r>(&mut self, events: impl IntoIterator<Item = &'r EventRecord>) -> Result<()> {
        self.put(events, |record| &record.stay_id)
    }

    /// All reasons, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery is there twice (our bug).
    pub fn put_reasons<'r>(&mut self, reasons: impl IntoIterator<Item = &'r Reason>) -> Result<()> {
        self.put(reasons, |reason| &reason.stay_id)
    }

    /// All claimed lines with their days, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one line of one payee is there twice (our bug).
    pub fn put_claims<'r>(&mut self, claims: impl IntoIterator<Item = &'r Claim> + Clone) -> Result<()> {
        self.put(claims.clone(), |claim| claim.stay_id.as_deref().unwrap_or(""))?;
        let days: Vec<ClaimDay> = claims.into_iter().flat_map(Claim::by_day).collect();
        self.put(&days, |day| day.stay_id.as_deref().unwrap_or(""))
    }

    /// How all records were linked, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery is there twice (our bug).
    pub fn put_links<'r>(&mut self, links: impl IntoIterator<Item = &'r Link>) -> Result<()> {
        self.put(links, |link| link.stay_id.as_deref().unwrap_or(""))
    }

    /// All delays, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one delay is there twice (our bug).
    pub fn put_delay_periods<'r>(&mut self, delays: impl IntoIterator<Item = &'r DelayPeriod>) -> Result<()> {
        self.put(delays, |delay| &delay.stay_id)
    }

    /// What became of the records of every delivery, in the order of the deliveries, each with the first and last day of
    /// its facts.
    ///
    /// # Errors
    /// These are not the deliveries of the commit (our bug).
    pub fn put_receipts<'r>(
        &mut self,
        receipts: impl IntoIterator<Item = (&'r Receipt, Option<(Day, Day)>)>,
    ) -> Result<()> {
        let mut deliveries = self.next.deliveries.iter_mut();
        for (receipt, fact_days) in receipts {
            let delivery = deliveries.next().filter(|delivery| delivery.sha256 == receipt.sha256);
            let delivery =
                delivery.ok_or_else(|| Error::bug("a receipt of a delivery that the commit does not have"))?;
            delivery.outcome = Some(DeliveryOutcome::of(receipt, fact_days));
        }
        deliveries.next().map_or(Ok(()), |_| Err(Error::bug("a delivery without a receipt")))
    }

    /// What was found, in any order, in place of what was before.
    ///
    /// # Errors
    /// The disk refuses, or one row is there twice (our bug).
    pub fn put_findings<'r>(&mut self, findings: impl IntoIterator<Item = &'r SentFinding>) -> Result<()> {
        self.put(findings, |row| &row.finding.stay_id)
    }

    /// How often each code was found in the records of a delivery, in any order, in place of what was before.
    ///
    /// # Errors
    /// The disk refuses, or one row is there twice (our bug).
    pub fn put_finding_counts<'r>(&mut self, counts: impl IntoIterator<Item = &'r FindingCount>) -> Result<()> {
        self.put(counts, |_| "")
    }

    /// The records that should have a stay and have none, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one row is there twice (our bug).
    pub fn put_unlinked<'r>(&mut self, unlinked: impl IntoIterator<Item = &'r Unlinked>) -> Result<()> {
        self.put(unlinked, |_| "")
    }

    /// What records leave open about stays, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one question is there twice (our bug).
    pub fn put_questions<'r>(&mut self, questions: impl IntoIterator<Item = &'r OpenQuestion>) -> Result<()> {
        self.put(questions, |question| &question.stay_id)
    }

    /// The populations, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one authority and year is there twice (our bug).
    pub fn put_populations<'r>(&mut self, populations: impl IntoIterator<Item = &'r Population>) -> Result<()> {
        self.put(populations, |_| "")
    }

    /// All official figures, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery fills one cell twice (our bug).
    pub fn put_published<'r>(&mut self, figures: impl IntoIterator<Item = &'r Figure>) -> Result<()> {
        self.put(figures, |figure| &figure.area.code)
    }

    /// These tables of the whole stay as they were.
    pub fn keep_tables(&mut self, names: &[&str]) {
        for name in names {
            self.next.tables.remove(*name);
            let before = self.store.manifest.tables.get_key_value(*name);
            self.next.tables.extend(before.map(|(name, stored)| (name.clone(), stored.clone())));
        }
    }

    /// No official figures: the project names none any more.
    pub fn drop_published(&mut self) {
        self.drop_table(&PUBLISHED);
    }

    /// No populations: the project names none any more.
    pub fn drop_populations(&mut self) {
        self.drop_table(&POPULATION);
    }
}
