//! The tables of one commit, each put whole in place of the one before.

use super::super::schema::{POPULATION, PUBLISHED};
use super::Commit;
use crate::domain::{
    Claim, ClaimDay, DelayPeriod, EventRecord, Figure, Link, OpenQuestion, Population, Reason, Receipt, SentFinding,
    Stay, Unlinked,
};
use crate::error::Result;

impl Commit<'_> {
    /// All stays, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one stay is there twice (our bug).
    pub fn put_stays(&mut self, stays: &[Stay]) -> Result<()> {
        self.put(stays, |stay| &stay.stay_id)
    }

    /// All events, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery is there twice (our bug).
    pub fn put_events(&mut self, events: &[EventRecord]) -> Result<()> {
        self.put(events, |record| &record.stay_id)
    }

    /// All reasons, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery is there twice (our bug).
    pub fn put_reasons(&mut self, reasons: &[Reason]) -> Result<()> {
        self.put(reasons, |reason| &reason.stay_id)
    }

    /// All claimed lines with their days, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one line of one payee is there twice (our bug).
    pub fn put_claims(&mut self, claims: &[Claim]) -> Result<()> {
        self.put(claims, |claim| claim.stay_id.as_deref().unwrap_or(""))?;
        let days: Vec<ClaimDay> = claims.iter().flat_map(Claim::by_day).collect();
        self.put(&days, |day| day.stay_id.as_deref().unwrap_or(""))
    }

    /// How all records were linked, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery is there twice (our bug).
    pub fn put_links(&mut self, links: &[Link]) -> Result<()> {
        self.put(links, |link| link.stay_id.as_deref().unwrap_or(""))
    }

    /// All delays, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one delay is there twice (our bug).
    pub fn put_delay_periods(&mut self, delays: &[DelayPeriod]) -> Result<()> {
        self.put(delays, |delay| &delay.stay_id)
    }

    /// What became of every delivery's records, what was found in them, and which of them should have a stay and have
    /// none; each in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one row is there twice (our bug).
    pub fn put_quality(&mut self, receipts: &[Receipt], findings: &[SentFinding], unlinked: &[Unlinked]) -> Result<()> {
        self.put(receipts, |_| "")?;
        self.put(findings, |row| &row.finding.stay_id)?;
        self.put(unlinked, |_| "")
    }

    /// What records leave open about stays, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one question is there twice (our bug).
    pub fn put_questions(&mut self, questions: &[OpenQuestion]) -> Result<()> {
        self.put(questions, |question| &question.stay_id)
    }

    /// The populations, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one authority and year is there twice (our bug).
    pub fn put_populations(&mut self, populations: &[Population]) -> Result<()> {
        self.put(populations, |_| "")
    }

    /// All official figures, in any order, in place of those before.
    ///
    /// # Errors
    /// The disk refuses, or one record of one delivery fills one cell twice (our bug).
    pub fn put_published(&mut self, figures: &[Figure]) -> Result<()> {
        self.put(figures, |figure| &figure.area.code)
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
