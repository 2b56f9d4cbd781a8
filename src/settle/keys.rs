//! By what records belong together: those that have a key in common are settled together, all others apart.
//!
//! A key is a hash of what it stands for. Some hold for ever, as the id of a stay; those of a person hold for a month, since
//! stays, notices and claims of a person have to do with each other only where their days are near. A loose key connects a
//! record only with one that has the same key as a wide one, because it needs every record of the person, patient or spell,
//! whenever it was: a death, a merge, a row whose day cannot be read. Two loose keys connect nothing.

use crate::domain::{Alternative, Claim, Day, Moment, PersonKey, stable_hash};
use crate::files::hl7::Trigger;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::Asked;
use crate::intake::read_record::ReadRecord;
use crate::intake::records::client_level_data::CareRow;
use crate::intake::records::fhir::{Encounter, Version};
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::hl7::Adt;
use crate::intake::records::hl7::adt::{FieldUpdate, Identity};
use crate::intake::records::scci2075::Notice;
use crate::intake::records::stay::StayRow;
use crate::settle::hes_spells;

/// Links look so many days around a record for a stay of its person.
pub const LINK_DAYS: i32 = 366;
/// A span of more months than this is not written out: it needs every record of the person.
const MOST_MONTHS: i32 = 36;

/// The keys of some records, and the days that the records give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordKeys {
    /// Keys that hold for ever.
    pub firm: Vec<u64>,
    /// The first and last of the stay ids among what these stand for, in the order of texts.
    pub stay_ids: Option<(Box<str>, Box<str>)>,
    /// Whether they stand for anything else.
    pub has_others: bool,
    /// Keys of records that need every record of a person, patient or spell.
    pub wide: Vec<u64>,
    /// Keys that connect with wide ones alone.
    pub loose: Vec<u64>,
    /// Keys of a month.
    pub dated: Vec<u64>,
    /// The first and last of these months, by their numbers.
    pub months: Option<(i32, i32)>,
    /// The first and last day that the records give.
    pub days: Option<(Day, Day)>,
}

/// The hash of what a key stands for.
fn hash(what: &str, parts: &[&str]) -> u64 {
    stable_hash(std::iter::once(what).chain(parts.iter().copied()))
}

/// Makes a span, the first and the last of something, wide enough for another.
pub fn widen<T: Ord>(span: &mut Option<(T, T)>, other: (T, T)) {
    *span = span.take().into_iter().chain([other]).reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
}

/// The key of a person in a month, by the number of the month.
pub fn of_person(person: &PersonKey, month: i32) -> u64 {
    hash("person", &[&person.0, &month.to_string()])
}

/// The key of a person whose records of every month are meant.
pub fn of_every_month(person: &PersonKey) -> u64 {
    hash("person", &[&person.0])
}

/// The key of a stay by its id.
pub fn of_stay(stay_id: &str) -> u64 {
    hash("stay", &[stay_id])
}

impl RecordKeys {
    /// What is known of the keys, without them.
    pub fn spans(&self) -> Self {
        let stay_ids = self.stay_ids.clone();
        Self { stay_ids, has_others: self.has_others, months: self.months, days: self.days, ..Self::default() }
    }

    /// Puts the keys in order, each once.
    pub fn sort(&mut self) {
        for keys in [&mut self.firm, &mut self.wide, &mut self.loose, &mut self.dated] {
            keys.sort_unstable();
            keys.dedup();
        }
    }

    /// Adds those of a record. `key` is the key of the pseudonyms, by which stays made of episodes are named.
    pub fn add(&mut self, record: &ReadRecord, key: &[u8]) {
        match record {
            ReadRecord::Stay(candidate) => self.stay(&candidate.row),
            ReadRecord::Episode(candidate) => self.episode(&candidate.row, key),
            ReadRecord::Submission(candidate) => {
                let row = &candidate.row;
                self.stay(&StayRow { stay: row.stay.clone(), events: Vec::new(), reasons: Vec::new() });
                self.day(row.month.first());
                self.day(row.month.last());
                row.event.iter().for_each(|event| self.moment(event.at));
            }
            ReadRecord::Care(candidate) => self.care(&candidate.row),
            ReadRecord::Event(candidate) => {
                self.stay_id(&candidate.row.stay_id);
                self.moment(candidate.row.event.at);
                candidate.row.event.until.into_iter().for_each(|until| self.moment(until));
            }
            ReadRecord::Reason(candidate) => {
                self.stay_id(&candidate.row.stay_id);
                self.day(candidate.row.from_on);
                candidate.row.to_on.into_iter().for_each(|to| self.day(to));
            }
            ReadRecord::Claim(candidate) => self.claim(&candidate.row),
            ReadRecord::Adt(message) => self.message(&message.message, Self::adt),
            ReadRecord::Encounter(message) => self.message(&message.message, Self::version),
            ReadRecord::Notice(message) => self.message(&message.message, Self::notice),
            ReadRecord::Refused(_, refused) => {
                self.place(refused.place);
                self.stay_id(&refused.stay_id);
            }
            ReadRecord::Question(asked) => {
                self.place(asked.place);
                self.question(asked);
            }
            ReadRecord::Found(found) => self.place(found.place),
        }
    }

    /// What reading has to say of one record stays together.
    fn place(&mut self, Place { delivery, record, .. }: Place) {
        self.firm.push(hash("place", &[&delivery.to_string(), &record.to_string()]));
    }

    fn day(&mut self, day: Day) {
        widen(&mut self.days, (day, day));
    }

    fn moment(&mut self, at: Moment) {
        self.day(at.day());
    }

    fn stay_id(&mut self, stay_id: &str) {
        self.firm.push(of_stay(stay_id));
        self.span(stay_id);
    }

    pub(super) fn span(&mut self, stay_id: &str) {
        match &mut self.stay_ids {
            None => self.stay_ids = Some((stay_id.into(), stay_id.into())),
            Some((first, _)) if stay_id < &**first => *first = stay_id.into(),
            Some((_, last)) if stay_id > &**last => *last = stay_id.into(),
            Some(_) => {}
        }
    }

    fn other(&mut self, key: u64) {
        self.firm.push(key);
        self.has_others = true;
    }

    /// A person in the months of some days.
    fn dated(&mut self, what: &str, name: &str, (first, last): (Day, Day)) {
        // A span without an end goes on to the last day that there is, of which no month is known.
        let days = i64::from(last.number()) - i64::from(first.number());
        if days > i64::from(MOST_MONTHS) * 31 {
            self.wide(what, name);
            return;
        }
        let (from, to) = (first.month().number(), last.max(first).month().number());
        self.dated.extend((from..=to).map(|month| hash(what, &[name, &month.to_string()])));
        widen(&mut self.months, (from, to));
    }

    /// A record that looks for stays of its person around some days.
    fn looks_for(&mut self, person: &PersonKey, (first, last): (Day, Day)) {
        self.dated("person", &person.0, (first + -LINK_DAYS, last + LINK_DAYS));
        self.loose("person", &person.0);
    }

    fn loose(&mut self, what: &str, name: &str) {
        self.loose.push(hash(what, &[name]));
    }

    fn wide(&mut self, what: &str, name: &str) {
        self.wide.push(hash(what, &[name]));
    }

    fn firm(&mut self, what: &str, name: &str) {
        self.other(hash(what, &[name]));
    }

    fn stay(&mut self, StayRow { stay, events, reasons }: &StayRow) {
        self.stay_id(&stay.stay_id);
        let admitted = stay.admitted_at.day();
        let mut last = stay.discharged_at.map_or(admitted, Moment::day).max(admitted);
        let mut own = Self::default();
        own.day(admitted);
        let known = [stay.discharged_at.map(Moment::day), stay.ready_on, stay.expected_admission_on];
        known.into_iter().flatten().for_each(|day| own.day(day));
        for record in events {
            own.moment(record.event.at);
            record.event.until.into_iter().for_each(|until| own.moment(until));
        }
        for reason in reasons {
            own.day(reason.from_on);
            reason.to_on.into_iter().for_each(|to| own.day(to));
        }
        if stay.discharged_at.is_none() {
            last = own.days.map_or(last, |(_, latest)| latest.max(last));
        }
        own.days.into_iter().for_each(|(first, last)| [first, last].into_iter().for_each(|day| self.day(day)));
        if let Some(person) = &stay.person_key {
            self.loose("person", &person.0);
            // The next hospital may admit the person on the day after.
            self.dated("person", &person.0, (admitted, last.next()));
        }
    }

    fn episode(&mut self, row: &EpisodeRow, key: &[u8]) {
        for name in hes_spells::names(row, key) {
            self.stay_id(&name);
        }
        let given = [row.admitted_on, row.start, row.end, row.discharged_on, row.ready_on];
        let mut own = Self::default();
        given.into_iter().flatten().for_each(|day| own.day(day));
        let spell = row.group.as_ref().map(|group| format!("{} {}", group.0, row.provider));
        match (spell, own.days) {
            (Some(spell), Some(days)) if row.start.is_some() => {
                self.loose("spell", &spell);
                self.dated("spell", &spell, days);
            }
            (Some(spell), _) => self.wide("spell", &spell),
            (None, _) => {}
        }
        // A record of an episode corrects another by the key of the episode, on whatever days the two put it.
        let of_whom = row.group.as_ref().map_or("", |group| &*group.0);
        row.key.iter().for_each(|key| self.other(hash("episode", &[of_whom, &row.provider, key])));
        if let (None, None) = (&row.key, &row.group) {
            self.firm("episode", &hes_spells::identity(row));
        }
        for day in own.days.into_iter().flat_map(|(first, last)| [first, last]) {
            self.day(day);
        }
        if let Some(person) = &row.person_key {
            self.loose("person", &person.0);
            own.days.into_iter().for_each(|(first, last)| self.dated("person", &person.0, (first, last.next())));
        }
    }

    /// Who is the same person in the returns of a council is decided over all of them.
    fn care(&mut self, row: &CareRow) {
        for person in [&row.known, &row.own].into_iter().flatten() {
            self.wide("person", &person.0);
        }
        if row.known.is_none() && row.own.is_none() {
            let authority = format!("{:?}", row.authority);
            self.other(hash("care", &[&authority, &row.key]));
            row.reference.iter().for_each(|reference| self.other(hash("care reference", &[&authority, reference])));
        }
        for day in [row.days.0, row.days.1, row.died_on, Some(row.period.0), Some(row.period.1)].into_iter().flatten() {
            self.day(day);
        }
    }

    fn claim(&mut self, claim: &Claim) {
        self.other(hash("claim", &[&claim.payee_code, &claim.claim_id]));
        // A credit is known by what it takes back.
        let amount = claim.amount_minor.0.unsigned_abs().to_string();
        let (from, to) = (claim.from_on.to_string(), claim.to_on.to_string());
        self.other(hash("credit", &[&claim.payee_code, &from, &to, &amount]));
        claim.claimed_stay_id.iter().for_each(|stay_id| self.stay_id(stay_id));
        let first = claim.admitted_on.map_or(claim.from_on, |admitted| admitted.min(claim.from_on));
        let last = claim.to_on.max(claim.from_on);
        if let Some(person) = &claim.person_key {
            self.looks_for(person, (first, last));
        }
        self.day(first);
        self.day(last);
    }

    fn message<M>(&mut self, message: &Result<M, Box<Disposition>>, typed: fn(&mut Self, &M)) {
        match message {
            Ok(message) => typed(self, message),
            Err(why) => {
                for name in [Some(&*why.stay_id), why.named.as_deref()].into_iter().flatten() {
                    self.stay_id(name);
                    self.firm("encounter", name);
                }
                why.whose.persons.iter().for_each(|person| self.wide("person", &person.0));
            }
        }
    }

    fn identity(&mut self, Identity { person, patient }: &Identity, is_wide: bool) {
        for person in [person, patient].into_iter().flatten() {
            if is_wide { self.wide("person", &person.0) } else { self.loose("person", &person.0) }
        }
    }

    fn adt(&mut self, adt: &Adt) {
        self.other(hash("message", &[&adt.sender, &adt.control_id]));
        adt.visit.iter().for_each(|visit| self.stay_id(visit));
        let moments = [FieldUpdate::Is(adt.occurred_at), adt.admitted_at, adt.discharged_at];
        let mut own = Self::default();
        for at in moments {
            if let FieldUpdate::Is(at) = at {
                own.moment(at);
            }
        }
        let tells_of_person = adt.trigger == Trigger::Merge || adt.death != FieldUpdate::Silent || adt.visit.is_none();
        self.identity(&adt.identity, tells_of_person);
        self.identity(&adt.prior, true);
        if let (Some(person), Some((first, last))) = (&adt.identity.person, own.days) {
            self.dated("person", &person.0, (first, last.next()));
        }
        own.days.into_iter().for_each(|(first, last)| [first, last].into_iter().for_each(|day| self.day(day)));
        [adt.expected_admission_on, adt.expected_discharge_on].into_iter().flatten().for_each(|day| self.day(day));
    }

    fn version(&mut self, version: &Version) {
        match version {
            Version::Stay(encounter) => self.encounter(encounter),
            Version::Void(void) => {
                self.stay_id(&void.id);
                self.firm("encounter", &void.id);
            }
            Version::Patient(patient) => {
                patient.reference.iter().for_each(|reference| self.wide("patient", reference));
                patient.person.iter().for_each(|person| self.wide("person", &person.0));
            }
            Version::Other(_) => {}
        }
    }

    fn encounter(&mut self, encounter: &Encounter) {
        self.stay_id(&encounter.id);
        let names = [Some(&encounter.id), encounter.visit.as_ref(), encounter.part_of.as_ref()];
        names.into_iter().flatten().for_each(|name| self.firm("encounter", name));
        encounter.patient.iter().for_each(|reference| self.loose("patient", reference));
        let admitted = encounter.admitted_at.day();
        let last = encounter.discharged_at.map_or(admitted, Moment::day).max(admitted);
        self.day(admitted);
        self.day(last);
        if let Some(person) = &encounter.person {
            if encounter.death.is_some() {
                self.wide("person", &person.0);
            }
            self.loose("person", &person.0);
            self.dated("person", &person.0, (admitted, last.next()));
        }
    }

    fn notice(&mut self, notice: &Notice) {
        self.firm("notice", &notice.id);
        notice.response_to.iter().for_each(|id| self.firm("notice", id));
        notice.referral.iter().for_each(|referral| self.firm("referral", referral));
        notice.encounter.iter().for_each(|encounter| self.stay_id(encounter));
        let mut own = Self::default();
        own.moment(notice.issued_at);
        [notice.admitted_on, notice.proposed_discharge_on].into_iter().flatten().for_each(|day| own.day(day));
        if let (Some(person), Some(days)) = (&notice.person, own.days) {
            self.looks_for(person, days);
        }
        own.days.into_iter().for_each(|(first, last)| [first, last].into_iter().for_each(|day| self.day(day)));
    }

    fn question(&mut self, Asked { question, whose, .. }: &Asked) {
        if !question.stay_id.is_empty() {
            self.stay_id(&question.stay_id);
        }
        question.alternatives.iter().flat_map(Alternative::days).for_each(|day| self.day(day));
        for person in &whose.persons {
            match whose.within {
                Some(within) => {
                    self.loose("person", &person.0);
                    self.dated("person", &person.0, within);
                }
                None => self.wide("person", &person.0),
            }
        }
    }
}
