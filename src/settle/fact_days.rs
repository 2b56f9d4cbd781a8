//! On which days the facts of each delivery lie, before it is settled which of them are news: so that a month whose data
//! did not come can be distinguished from a quiet one.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Claim, Day, EventRecord, Moment, NoticeChain, Reason};
use crate::intake::Delivery;
use crate::intake::findings::candidate::Candidate;
use crate::intake::records::client_level_data::CareRow;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::ReadRows;
use crate::settle::link::SourcedRecord;

/// How many facts of one delivery lie on each day. Planned days, and the ends of reasons, are no facts.
pub type FactDays = BTreeMap<Day, u32>;

/// A day on which a fact of a delivery lies, and the record behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedFact {
    /// The delivery that reported it, by its place in the list.
    pub delivery: u32,
    /// The day.
    pub day: Day,
    /// The delivery and number of a record that shares the fate of the one behind it.
    pub record: (u32, u32),
}

/// The facts of each of so many deliveries, counted by day.
pub fn counted(facts: &[DatedFact], deliveries: usize) -> Vec<FactDays> {
    let mut days = vec![FactDays::new(); deliveries];
    for fact in facts {
        *days[fact.delivery as usize].entry(fact.day).or_default() += 1;
    }
    days
}

/// The days of the facts of each delivery: the dates of stays, the moments of events and notices, the first days of reasons
/// and of social care, the last days of claims.
pub fn days(
    deliveries: &[Delivery<'_>],
    stays: &ReadRows<StayRow>,
    (events, reasons, claims): (&ReadRows<EventRecord>, &ReadRows<Reason>, &ReadRows<Claim>),
    care: &ReadRows<CareRow>,
    notices: &[SourcedRecord<NoticeChain>],
) -> Vec<DatedFact> {
    let mut dated = Dated { deliveries, facts: Vec::new() };
    dated.stays(stays);
    dated.rows(events, |record| Some(record.event.at.day()));
    dated.rows(reasons, |reason| Some(reason.from_on));
    dated.rows(claims, |claim| Some(claim.to_on));
    dated.rows(care, |row| row.event.as_ref().map(|event| event.from));
    dated.notices(notices);
    dated.facts
}

struct Dated<'d> {
    deliveries: &'d [Delivery<'d>],
    facts: Vec<DatedFact>,
}

impl Dated<'_> {
    fn add(&mut self, delivery: usize, day: Day, record: (usize, u32)) {
        let record = (record.0 as u32, record.1);
        self.facts.push(DatedFact { delivery: delivery as u32, day, record });
    }

    /// Where records of several deliveries made one, the first delivery reported the admission and the
    /// last one of the rest.
    fn stays(&mut self, rows: &ReadRows<StayRow>) {
        for candidate in &rows.candidates {
            let received = |at: &usize| (self.deliveries[*at].received, *at);
            let places = || candidate.places().map(|place| place.delivery);
            let first = places().min_by_key(received).unwrap_or(candidate.place.delivery);
            let last = places().max_by_key(received).unwrap_or(candidate.place.delivery);
            let StayRow { stay, events, reasons, .. } = &candidate.row;
            let record = (candidate.place.delivery, candidate.place.record);
            self.add(first, stay.admitted_at.day(), record);
            let days = stay.ready_on.into_iter().chain(stay.discharged_at.map(Moment::day));
            let days = days.chain(events.iter().map(|record| record.event.at.day()));
            days.chain(reasons.iter().map(|reason| reason.from_on)).for_each(|day| self.add(last, day, record));
        }
    }

    fn rows<T>(&mut self, rows: &ReadRows<T>, day: impl Fn(&T) -> Option<Day>) {
        for Candidate { row, place, .. } in &rows.candidates {
            if let Some(day) = day(row) {
                self.add(place.delivery, day, (place.delivery, place.record));
            }
        }
    }

    /// Each by the delivery of its own message.
    fn notices(&mut self, notices: &[SourcedRecord<NoticeChain>]) {
        let source_id = |delivery: &Delivery<'_>| delivery.sha256.get(..16).unwrap_or(delivery.sha256).to_owned();
        let places: HashMap<String, usize> =
            self.deliveries.iter().enumerate().map(|(at, delivery)| (source_id(delivery), at)).collect();
        for (event, origin) in notices.iter().flat_map(|sourced| &sourced.row.events) {
            if let Some(delivery) = places.get(&*origin.source_id) {
                self.add(*delivery, event.at.day(), (*delivery, origin.source_record));
            }
        }
    }
}
