//! Deliveries in: read, validate, accept, reject or count as duplicate.
//!
//! ```text
//! bytes → Text (marks, UTF-16) → Scanner (records, byte ranges) → Columns (header) → shape → cells → rows
//!                                                                                                     │
//!                      stays: one a stay, later news wins, contradictions rejected ── settle ◀────────┤
//!                      events, reasons: of stays that were taken, each once ───────── facts ◀─────────┤
//!                      records that name no stay of ours, each joined to one or none ── link ◀────────┘
//! ```
//! Episodes make stays, the months of a submission one stay, events of social care are settled by their own rule; each
//! before the stays are.
//!
//! Readers cut records and never decide. [`crate::intake::findings::record_audit`] is the one place that counts, and it checks that what was read is
//! what was accepted, rejected or a duplicate. A file is refused as a whole where nobody could say which rows it has.
//!
//! The tables are a pure function of all deliveries a project ever received: an event that came before its stay is
//! rejected until the stay comes, and is taken then. Neither the order of rows, nor that of files, nor a file cut in
//! two changes what is taken.

pub mod fast;
pub mod profile;
mod supposed_care;

use std::collections::{BTreeMap, HashMap};

use crate::domain::{
    Authorities, AuthorityId, CareEvent, Claim, Day, EventRecord, Finding, Link, LinkQuality, LinkedKind, Moment,
    OpenQuestion, Reason, Receipt, Stay, Unlinked,
};
use crate::error::{Error, Result};

pub use crate::domain::spreadsheet::{mark_formula, unmark_formula};
pub use crate::intake::profile::date_style::DateStyle;
pub use crate::settle::fact_days::FactDays;
use crate::files::grid::Grid;
use profile::{Profile, RecordKind};
pub use crate::intake::open::recognise::{Recognised, recognise, recognise_opened};
use crate::files::refusal::Refusal;
pub use crate::intake::findings::reject_report::write_findings_csv;
use crate::intake::validate::rows::{RowReader, Rows};
use crate::intake::findings::record_audit::Tally;

/// One file as it was received.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// Its name, as the user knows it. An extract date in the name orders it among the others.
    pub file: &'a str,
    /// The SHA-256 of its bytes in hexadecimal.
    pub sha256: &'a str,
    /// Its size in bytes.
    pub size: usize,
    /// What it holds.
    pub content: Content<'a>,
    /// How it is read.
    pub profile: &'a Profile,
    /// The number of the run that first took it; a later run brings later news.
    pub received: u32,
    /// How it writes days.
    pub dates: DateStyle,
}

/// What a file holds, once its container is open.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// A text of records divided by signs.
    Text(&'a [u8]),
    /// Records that another reader cut.
    Grid(&'a Grid),
}

/// Which native table a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NativeTable {
    /// One row a stay.
    Stay,
    /// One row a dated fact.
    Event,
    /// One row a reason over some days.
    Reason,
    /// One row a claimed line.
    Claim,
}

impl NativeTable {
    /// Its name, as in `stay`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stay => "stay",
            Self::Event => "event",
            Self::Reason => "reason",
            Self::Claim => "claim",
        }
    }
}

/// What rows are checked against.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The zone whose clocks the times are of.
    pub zone: &'a jiff::tz::TimeZone,
    /// The key of the pseudonyms.
    pub key: &'a [u8],
    /// No fact may lie after this day, where it is given.
    pub as_of: Option<Day>,
    /// The authorities that can be liable.
    pub authorities: &'static Authorities,
}

/// What the deliveries gave.
#[derive(Clone, Debug, PartialEq)]
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
    /// The days on which the facts of each delivery lie, in the same order.
    pub fact_days: Vec<FactDays>,
    /// What was rejected, taken before or doubtful, by file and record.
    pub findings: Vec<Finding>,
    /// What records leave open about stays, by stay, file and record.
    pub questions: Vec<OpenQuestion>,
}

impl Intake {
    /// For each stay that notices or care were linked to, the class of the least sure of these links.
    pub fn link_qualities(&self) -> BTreeMap<&str, LinkQuality> {
        let mut weakest: BTreeMap<&str, LinkQuality> = BTreeMap::new();
        for link in self.links.iter().filter(|link| link.what != LinkedKind::Claim) {
            if let Some(stay_id) = &link.stay_id {
                let held = weakest.entry(stay_id).or_insert(link.quality);
                *held = link.quality.max(*held);
            }
        }
        weakest
    }
}

/// Takes all deliveries that a project ever received. `progress` hears how many bytes are done.
///
/// # Errors
/// A file is refused as a whole; the error says which, where and why, and that nothing was taken from it. Of several such
/// files it names all.
pub fn take(deliveries: &[Delivery<'_>], rules: &Rules<'_>, progress: &dyn Fn(u64)) -> Result<Intake> {
    attempt(deliveries, rules, progress)?.map_err(several)
}

/// What can be read of some deliveries, and which are refused as a whole.
#[derive(Debug)]
pub struct Readable {
    /// What the others give, as if those that are refused had never come; nothing where there are no others.
    pub intake: Option<Intake>,
    /// The refused ones, by their place in the list, and why.
    pub refused: Vec<(usize, Error)>,
}

/// As [`take`], but files that are refused leave the others readable: for a look that stores nothing.
///
/// # Errors
/// The sums do not agree, which is a bug of this program.
pub fn take_readable(deliveries: &[Delivery<'_>], rules: &Rules<'_>) -> Result<Readable> {
    let refused = match attempt(deliveries, rules, &|_| {})? {
        Ok(intake) => {
            let intake = (!deliveries.is_empty()).then_some(intake);
            return Ok(Readable { intake, refused: Vec::new() });
        }
        Err(refused) => refused,
    };
    let is_whole = |(index, _): &(usize, &Delivery<'_>)| refused.iter().all(|(other, _)| other != index);
    let whole: Vec<Delivery<'_>> = deliveries.iter().enumerate().filter(is_whole).map(|(_, whole)| *whole).collect();
    let intake = if whole.is_empty() { None } else { Some(take(&whole, rules, &|_| {})?) };
    Ok(Readable { intake, refused })
}

fn several(refused: Vec<(usize, Error)>) -> Error {
    let errors = refused.into_iter().map(|(_, error)| error).collect();
    Error::several(errors).unwrap_or_else(|| Error::bug("a file was refused for no reason"))
}

/// Takes all deliveries, or says which of them are refused.
fn attempt(
    deliveries: &[Delivery<'_>],
    rules: &Rules<'_>,
    progress: &dyn Fn(u64),
) -> Result<Result<Intake, Vec<(usize, Error)>>> {
    let mut tally = Tally::new(deliveries);
    let ranks: Vec<crate::settle::delivery_order::Rank<'_>> = deliveries.iter().map(crate::settle::delivery_order::Rank::of).collect();
    let firsts = firsts(deliveries, &ranks);
    let mut reading =
        Reading { deliveries, rules, tally: &mut tally, progress, done: 0, firsts: &firsts, refused: Vec::new() };
    let mut stay_rows = reading.read(RecordKind::Stay, crate::intake::records::stay::read);
    let episodes = reading.read(RecordKind::Episode, crate::intake::records::hes_spells::read);
    let submissions = reading.read(RecordKind::Submission, crate::intake::records::scotland_return::read);
    let care_rows = reading.read(RecordKind::CareEvent, crate::intake::records::client_level_data::read);
    let event_rows = reading.read(RecordKind::Event, crate::intake::records::event::read);
    let reason_rows = reading.read(RecordKind::Reason, crate::intake::records::reason::read);
    let claim_rows = reading.read(RecordKind::Claim, crate::intake::records::claim::read);
    let refused = reading.refused();
    if !refused.is_empty() {
        return Ok(Err(refused));
    }

    stay_rows.add(crate::intake::records::hes_spells::stays(episodes, rules, &ranks, &mut tally));
    stay_rows.add(crate::intake::records::scotland_return::stays(submissions, &ranks, &mut tally));
    let order = (&firsts[..], &ranks[..]);
    let (of_messages, deaths) = crate::settle::messages::stays(deliveries, rules, order, &mut tally);
    stay_rows.add(of_messages);
    let notices = crate::settle::messages::notices(deliveries, rules, order, &mut tally);
    let fact_days = crate::settle::fact_days::days(deliveries, &stay_rows, (&event_rows, &reason_rows, &claim_rows), &care_rows, &notices);
    let care = crate::intake::records::client_level_data::events(care_rows, &ranks, &mut tally);
    let care_events = care.events.iter().map(|care| care.told.row.clone()).collect();
    crate::settle::absent_from_full_extract::warn(&stay_rows, deliveries, &ranks, &mut tally);
    let (taken, absent) = crate::settle::stays::stays(stay_rows, &ranks, &mut tally);
    let own_events = crate::settle::deaths::ends(&deaths, &taken, &mut tally);
    let (mut stays, own_events, own_reasons) = crate::intake::records::stay::apart(taken, own_events, &mut tally);
    let by_id: HashMap<&str, &Stay> = stays.iter().map(|stay| (&*stay.stay_id, stay)).collect();
    let ready = crate::intake::records::plausibility::ready_moments(event_rows.candidates.iter().map(|candidate| &candidate.row));
    let doubts = |record: &EventRecord, stay: &Stay| {
        let ill_again = crate::intake::records::plausibility::ill_again(record, stay, &ready);
        crate::intake::records::plausibility::event(record, stay).into_iter().chain(ill_again).collect()
    };
    let events = crate::settle::facts::facts(event_rows, &by_id, &absent, &ranks, &mut tally, &doubts);
    let events = crate::settle::facts::with_those_of_stays(events, own_events);
    let reasons = crate::settle::facts::facts(reason_rows, &by_id, &absent, &ranks, &mut tally, &|_, _| Vec::new());
    let reasons = crate::settle::facts::with_those_of_stays(reasons, own_reasons);
    let claims = crate::intake::records::claim::settle(claim_rows, &ranks, &mut tally);
    let records = crate::settle::link::Records { notices, care, claims };
    let linked = crate::settle::link::link(records, &stays, &events, &mut tally);
    let crate::settle::link::Linked { events: joined, claims, links, unlinked, notified } = linked;
    let events = crate::settle::facts::with_those_of_stays(events, joined);
    drop(by_id);
    first_notified(&mut stays, &notified);

    let questions = crate::settle::questions::open(tally.take_questions(), &stays, &events, (deliveries, &ranks));
    let (receipts, findings) = tally.finish()?;
    Ok(Ok(Intake {
        stays,
        events,
        reasons,
        care_events,
        claims,
        links,
        unlinked,
        receipts,
        fact_days,
        findings,
        questions,
    }))
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

/// For each delivery, the first with the same bytes that is read in the same way.
fn firsts(deliveries: &[Delivery<'_>], ranks: &[crate::settle::delivery_order::Rank<'_>]) -> Vec<usize> {
    let key = |delivery: &Delivery<'_>| (delivery.sha256.to_owned(), delivery.profile.text.clone(), delivery.dates);
    let keys: Vec<_> = deliveries.iter().map(key).collect();
    let mut first: HashMap<&(String, String, DateStyle), usize> = HashMap::new();
    for (index, key) in keys.iter().enumerate() {
        let held = first.entry(key).or_insert(index);
        if ranks[index].order() < ranks[*held].order() {
            *held = index;
        }
    }
    keys.iter().map(|key| first[key]).collect()
}

struct Reading<'r, 'd> {
    deliveries: &'r [Delivery<'d>],
    rules: &'r Rules<'r>,
    tally: &'r mut Tally,
    progress: &'r dyn Fn(u64),
    done: u64,
    firsts: &'r [usize],
    refused: Vec<(usize, Error)>,
}

impl Reading<'_, '_> {
    /// The deliveries that are refused, in their order.
    fn refused(mut self) -> Vec<(usize, Error)> {
        self.refused.sort_by_key(|(index, _)| *index);
        self.refused
    }

    /// Reads every delivery whose records are of one kind; notes those that are refused.
    fn read<T>(&mut self, kind: RecordKind, row: RowReader<T>) -> Rows<T> {
        let mut rows = Rows { candidates: Vec::new(), refused: Vec::new() };
        let of_kind = || self.deliveries.iter().enumerate().filter(|(_, delivery)| delivery.profile.record == kind);
        let mut refusals: HashMap<usize, Refusal> = HashMap::new();
        for (index, delivery) in of_kind().filter(|(index, _)| self.firsts[*index] == *index) {
            let (done, progress) = (self.done, self.progress);
            let further = |bytes: u64| progress(done + bytes);
            match crate::intake::validate::rows::read(delivery, index, self.rules, self.tally, row, &further) {
                Ok(read) => rows.add(read),
                Err(refusal) => {
                    refusals.insert(index, refusal);
                }
            }
            self.done += delivery.size as u64;
            progress(self.done);
        }
        for (index, delivery) in of_kind().filter(|(index, _)| self.firsts[*index] != *index) {
            self.tally.repeat(index, self.firsts[index]);
            self.done += delivery.size as u64;
            (self.progress)(self.done);
        }
        for (index, delivery) in of_kind() {
            let refusal = refusals.get(&self.firsts[index]).cloned();
            self.refused.extend(refusal.map(|refusal| (index, refusal.error(delivery.file))));
        }
        rows
    }
}
