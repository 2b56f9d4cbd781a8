//! Settlement over all deliveries: one truth a stay, its facts and its claims, and what became of every record.
//!
//! What lies after the as-of date is set aside first. Then episodes make stays, the months of a submission one stay, messages
//! are folded into stays, and events of social care are settled by their own rule; each before the stays are. Then: one row
//! a stay, facts of stays that were taken, and the links of records that name no stay of ours.
//!
//! The tables are a pure function of all deliveries a project ever received: an event that came before its stay is
//! rejected until the stay comes, and is taken then. Neither the order of rows, nor that of files, nor a file cut in
//! two changes what is taken.

pub mod absent_from_full_extract;
pub mod as_of;
pub mod batches;
pub mod claims;
pub mod client_level_data;
pub mod components;
pub mod deaths;
pub mod delivery_order;
pub mod fact_days;
pub mod facts;
pub mod fhir;
pub mod finding_counts;
pub mod finding_stream;
pub mod gathered;
pub mod hes_spells;
pub mod hl7;
pub mod keyed_records;
pub mod keys;
pub mod link;
pub mod messages;
pub mod partitions;
pub mod plausibility;
pub mod questions;
pub mod record_stream;
pub mod scci2075;
pub mod scotland_return;
pub mod shards;
pub mod spool;
pub mod stays;
pub mod trust;
pub mod versions;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::domain::{
    AuthorityId, CareEvent, Claim, Day, EventRecord, Finding, Link, LinkQuality, LinkedKind, Moment, OpenQuestion,
    Reason, Receipt, Stay, Unlinked,
};
use crate::error::{Result, every};
use crate::intake::findings::record_audit::{self, Audited, KeptRecord, RecordAudit, check_sums};
use crate::intake::read_record::ReadRecord;
use crate::intake::{Delivery, Rules, read};

use client_level_data::Submissions;
use delivery_order::DeliveryRank;
pub use fact_days::{DatedFact, FactDays};
use gathered::Gathered;

/// What findings call a record, by its place in a list.
pub type RecordName<'n> = dyn Fn(usize) -> String + 'n;

/// What the deliveries gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intake {
    /// Stays by provider, admission and id.
    pub stays: Vec<Stay>,
    /// Events by stay, moment, kind and value.
    pub events: Vec<EventRecord>,
    /// Reasons by stay and first day.
    pub reasons: Vec<Reason>,
    /// Events of social care by person and first day.
    pub care_events: Vec<CareEvent>,
    /// Claimed lines by payee and name.
    pub claims: Vec<Claim>,
    /// How each record that names no stay of ours was linked, in the order of their origins.
    pub links: Vec<Link>,
    /// Records that should have a stay and have none, by file and record.
    pub unlinked: Vec<Unlinked>,
    /// One for each delivery, in their order.
    pub receipts: Vec<Receipt>,
    /// The days on which the facts of each delivery lie, in the same order; where a month is run, those from three months
    /// before it on.
    pub fact_days: Vec<FactDays>,
    /// The first and last of all of these days; nothing of a delivery without facts.
    pub fact_spans: Vec<Option<(Day, Day)>>,
    /// The deliveries, by their places in the list, that the reports of the month list by themselves.
    pub listed_deliveries: BTreeSet<usize>,
    /// What was rejected, taken before or doubtful, by file and record.
    pub findings: Vec<Finding>,
    /// What records leave open about stays, by stay, file and record.
    pub questions: Vec<OpenQuestion>,
}

/// For each stay that notices or care were linked to, the class of the least sure of these links.
pub fn link_qualities<'l>(links: impl IntoIterator<Item = &'l Link>) -> BTreeMap<&'l str, LinkQuality> {
    let mut weakest: BTreeMap<&str, LinkQuality> = BTreeMap::new();
    for link in links.into_iter().filter(|link| link.what != LinkedKind::Claim) {
        if let Some(stay_id) = &link.stay_id {
            let held = weakest.entry(stay_id).or_insert(link.quality);
            *held = link.quality.max(*held);
        }
    }
    weakest
}

/// Reads and settles all deliveries that a project ever received: where there is an as-of date, what is known on that day.
/// The records of a delivery that has the bytes of another are counted there. A month does the same in parts, out of the
/// store.
///
/// # Errors
/// A file is refused as a whole; the error says which, where and why, and that nothing was taken from it. Of several such
/// files it names all.
pub fn take(deliveries: &[Delivery<'_>], rules: &Rules<'_>, as_of: Option<Day>) -> Result<Intake> {
    let ranks: Vec<DeliveryRank<'_>> = deliveries.iter().map(DeliveryRank::of).collect();
    let firsts = gathered::firsts(deliveries, &ranks);
    let read = |(at, delivery): (usize, &Delivery<'_>)| {
        read::read(at, delivery, rules, &|_| ()).map_err(|refusal| refusal.error(delivery.file))
    };
    let mut read = every(deliveries.par_iter().enumerate().map(read).collect::<Vec<_>>())?;
    read.retain(|read| firsts[read.delivery] == read.delivery);
    let (records, mut audit) = gathered::joined(read, deliveries.iter().map(record_audit::blank).collect());
    (0..deliveries.len()).filter(|at| firsts[*at] != *at).for_each(|at| audit.repeat(at, firsts[at]));
    let Settled { intake, facts, .. } = settle(deliveries, (rules, as_of), (records, Submissions::new()), audit);
    check_sums(&intake.receipts)?;
    Ok(Intake { fact_days: fact_days::counted(&facts, deliveries.len()), ..intake })
}

/// Records that were settled: all of the deliveries, or those of some partitions.
#[derive(Debug, Default)]
pub struct Settled {
    /// The rows that they gave. The receipts count these records only.
    pub intake: Intake,
    /// The delivery of each finding, by its place in the list.
    pub finding_deliveries: Vec<usize>,
    /// The delivery of each question.
    pub question_deliveries: Vec<usize>,
    /// The delivery of each record that should have a stay and has none.
    pub unlinked_deliveries: Vec<usize>,
    /// The records that were accepted or passed over.
    pub kept: Vec<KeptRecord>,
    /// The days on which their facts lie.
    pub facts: Vec<DatedFact>,
}

/// Settles records that were read, as they are known on the as-of date where there is one: one truth a stay, its facts,
/// claims and links, and what became of each record.
/// With the records come the returns of social care that deliveries are, also of those whose rows are not among them;
/// `audit` has what was counted and found when they were read.
pub fn settle(
    deliveries: &[Delivery<'_>],
    (rules, as_of): (&Rules<'_>, Option<Day>),
    (records, returned): (Vec<ReadRecord>, Submissions),
    mut audit: RecordAudit,
) -> Settled {
    let ranks: &[DeliveryRank<'_>] = &deliveries.iter().map(DeliveryRank::of).collect::<Vec<_>>();
    let (gathered, findings, questions) = Gathered::of(records, ranks);
    let mut gathered = Gathered { returned, ..gathered };
    audit.add(findings, questions);
    as_of::apply(&mut gathered, deliveries, as_of, &mut audit);
    let Gathered { stays: mut stay_rows, events: event_rows, reasons: reason_rows, claims: claim_rows, .. } = gathered;
    let Gathered { episodes, submissions, care: care_rows, returned, adt, encounters, notices, .. } = gathered;
    stay_rows.add(hes_spells::stays(episodes, (rules, as_of), ranks, &mut audit));
    stay_rows.add(scotland_return::stays(submissions, ranks, &mut audit));
    let (of_messages, deaths) = messages::stays(deliveries, (adt, encounters), (rules, ranks), &mut audit);
    stay_rows.add(of_messages);
    let notices = messages::notices(deliveries, notices, rules, &mut audit);
    let facts = fact_days::days(deliveries, &stay_rows, (&event_rows, &reason_rows, &claim_rows), &care_rows, &notices);
    let care = client_level_data::events(care_rows, &returned, ranks, &mut audit);
    let care_events = care.events.iter().map(|care| care.sourced.row.clone()).collect();
    absent_from_full_extract::warn(&stay_rows, deliveries, ranks, &mut audit);
    let (taken, absent) = stays::stays(stay_rows, ranks, &mut audit);
    let own_events = deaths::ends(&deaths, &taken, &mut audit);
    let (mut stays, own_events, own_reasons) = stays::apart(taken, own_events, &mut audit);
    let by_id: HashMap<&str, &Stay> = stays.iter().map(|stay| (&*stay.stay_id, stay)).collect();
    let ready = plausibility::ready_moments(event_rows.candidates.iter().map(|candidate| &candidate.row));
    let doubts = |record: &EventRecord, stay: &Stay| {
        // The laws of other countries say what an illness does.
        let of_england = rules.law.is_none();
        let ill_again = of_england.then(|| plausibility::ill_again(record, stay, &ready)).flatten();
        plausibility::event(record, stay).into_iter().chain(ill_again).collect()
    };
    let events = facts::facts(event_rows, &by_id, &absent, ranks, &mut audit, &doubts);
    let events = facts::with_those_of_stays(events, own_events);
    let reasons = facts::facts(reason_rows, &by_id, &absent, ranks, &mut audit, &|_, _| Vec::new());
    let reasons = facts::with_those_of_stays(reasons, own_reasons);
    let claims = claims::settle(claim_rows, ranks, &mut audit);
    let records = link::LinkableRecords { notices, care, claims };
    let linked = link::link(records, &stays, &events, &mut audit);
    let link::Linked { events: joined, claims, links, unlinked, notified } = linked;
    let events = facts::with_those_of_stays(events, joined);
    drop(by_id);
    first_notified(&mut stays, &notified);

    let questions = questions::open(audit.take_questions(), &stays, &events, (deliveries, ranks));
    let (questions, question_deliveries) = questions.into_iter().unzip();
    let (unlinked, unlinked_deliveries) =
        unlinked.into_iter().map(|sourced| (sourced.row, sourced.place.delivery)).unzip();
    let Audited { receipts, findings, kept } = audit.finish_partly();
    let (findings, finding_deliveries) = findings.into_iter().map(|found| (found.finding, found.delivery)).unzip();
    let intake = Intake {
        stays,
        events,
        reasons,
        care_events,
        claims,
        links,
        unlinked,
        receipts,
        listed_deliveries: (0..deliveries.len()).collect(),
        findings,
        questions,
        ..Intake::default()
    };
    Settled { intake, finding_deliveries, question_deliveries, unlinked_deliveries, kept, facts }
}

/// The authority of a stay of which no hospital record says one is the one that was notified first.
fn first_notified(stays: &mut [Stay], notified: &[(Box<str>, Moment, AuthorityId)]) {
    if notified.is_empty() {
        return;
    }
    for stay in stays.iter_mut().filter(|stay| stay.authority.is_none()) {
        let first = notified.partition_point(|(stay_id, ..)| *stay_id < stay.stay_id);
        let of_stay = notified.get(first).filter(|(stay_id, ..)| *stay_id == stay.stay_id);
        stay.authority = of_stay.map(|(_, _, authority)| *authority);
    }
}
