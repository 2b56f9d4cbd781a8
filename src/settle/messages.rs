//! From messages to rows: HL7 messages and encounters become stays, notices become chains that linking joins to stays.
//! What a message format cannot say (the authority, often the hospital's code) comes from the profile, or from notices.

use std::collections::HashSet;

use crate::domain::{AuthorityId, Moment, NoticeChain, Origin, PersonKey, Stay};
use crate::files::hl7::Trigger;
use crate::intake::findings::candidate::{Candidate, Place};
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::field::{Field, Item};
use crate::intake::profile::{DateStyle, Profile, dates};
use crate::intake::records::fhir::{Encounter, Version};
use crate::intake::records::hl7::Adt;
use crate::intake::records::hl7::adt::FieldUpdate;
use crate::intake::records::messages::death::Death;
use crate::intake::records::messages::outcome::{Outcome, Verdict};
use crate::intake::records::scci2075::Notice;
use crate::intake::records::stay::StayRow;
use crate::intake::typed_message::TypedMessages;
use crate::intake::validate::checks::{Checked, ValueIssue};
use crate::intake::validate::rows::ReadRows;
use crate::intake::validate::{checks, council};
use crate::intake::{Delivery, Rules};
use crate::settle::deaths::{PersonDeath, died};
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::hl7::VisitStay;
use crate::settle::link::SourcedRecord;

/// All messages of one kind, in an order that does not depend on how the deliveries were listed.
struct OrderedMessages<'m, M> {
    messages: Vec<Result<M, Box<Disposition>>>,
    places: Vec<Place>,
    deliveries: &'m [Delivery<'m>],
}

impl<'m, M> OrderedMessages<'m, M> {
    fn of(read: TypedMessages<M>, deliveries: &'m [Delivery<'m>]) -> Self {
        Self { messages: read.messages, places: read.places, deliveries }
    }

    fn origin(&self, message: usize) -> Origin {
        let place = self.places[message];
        let sha256 = self.deliveries[place.delivery].sha256;
        Origin { source_id: sha256.get(..16).unwrap_or(sha256).into(), source_record: place.record }
    }

    /// What findings call a message.
    fn name(&self, message: usize) -> String {
        let Place { delivery, record, .. } = self.places[message];
        format!("record {record} of `{}`", self.deliveries[delivery].file)
    }

    fn deaths(&self, deaths: Vec<(PersonKey, Death, usize)>) -> Vec<PersonDeath> {
        let death = |(person, death, at): (PersonKey, Death, usize)| PersonDeath {
            person,
            death,
            place: self.places[at],
            origin: self.origin(at),
        };
        deaths.into_iter().map(death).collect()
    }

    fn profile(&self, message: usize) -> &'m Profile {
        self.deliveries[self.places[message].delivery].profile
    }

    /// Settles what rejected messages leave open where a message that was taken corrects them. `corrects` hears whether that
    /// one came in later news.
    fn answer(
        &self,
        outcomes: &mut [Outcome],
        ranks: &[DeliveryRank<'_>],
        corrects: impl Fn(&Disposition, &M, bool) -> bool,
    ) {
        let is_taken = |at: &usize| outcomes[*at].verdict == Verdict::Accepted;
        let taken: Vec<usize> = (0..outcomes.len()).filter(is_taken).collect();
        let rank = |message: usize| &ranks[self.places[message].delivery];
        for (at, outcome) in outcomes.iter_mut().enumerate().filter(|(at, _)| self.messages[*at].is_err()) {
            let Some(disposition) =
                outcome.dispositions.first_mut().filter(|disposition| !disposition.stay_id.is_empty())
            else {
                continue;
            };
            let is_correction = |other: &usize| {
                let is_later = rank(*other).is_later_than(rank(at));
                self.messages[*other].as_ref().is_ok_and(|message| corrects(disposition, message, is_later))
            };
            if taken.iter().any(is_correction) {
                disposition.is_beside_the_bill = true;
            }
        }
    }

    /// Counts every message but those in `with_rows`, which share the fate of the rows that they make.
    fn count(&self, outcomes: Vec<Outcome>, with_rows: &HashSet<usize>, audit: &mut RecordAudit) {
        for (at, (outcome, place)) in outcomes.into_iter().zip(&self.places).enumerate() {
            let mut dispositions = outcome.dispositions.into_iter();
            match outcome.verdict {
                Verdict::Accepted if with_rows.contains(&at) => {}
                Verdict::Accepted => audit.accept_alone(*place),
                Verdict::PassedOver => audit.pass_over(*place, outcome.passed_over.as_deref().unwrap_or_default()),
                Verdict::Duplicate => {
                    dispositions.next().into_iter().for_each(|disposition| audit.duplicate(*place, disposition))
                }
                Verdict::Rejected => {
                    dispositions.next().into_iter().for_each(|disposition| audit.reject(*place, disposition))
                }
            }
            dispositions.for_each(|disposition| audit.warn(*place, disposition));
        }
    }
}

fn moment_of(text: &str, rules: &Rules<'_>) -> Option<Moment> {
    dates::moment(text, DateStyle::Iso, rules.zone).ok().map(|(moment, _, _)| moment)
}

/// What a message format says of a stay.
struct StayDraft {
    stay_id: Box<str>,
    person_key: Option<PersonKey>,
    provider: Option<Box<str>>,
    site: Option<Box<str>>,
    stay: Stay,
    died_at: Option<Moment>,
    messages: Vec<usize>,
}

/// The stays of all HL7 messages and encounters, and the deaths that they report.
pub fn stays(
    deliveries: &[Delivery<'_>],
    (adt, encounters): (TypedMessages<Adt>, TypedMessages<Version>),
    (rules, ranks): (&Rules<'_>, &[DeliveryRank<'_>]),
    audit: &mut RecordAudit,
) -> (ReadRows<StayRow>, Vec<PersonDeath>) {
    let read = OrderedMessages::of(adt, deliveries);
    let mut folded = super::hl7::fold(&read.messages, &|at| read.name(at));
    let contradicting = folded.contradicting.into_iter().map(|(_, stay)| of_visit(stay, &read));
    suppose(contradicting, &read, rules, &mut folded.outcomes);
    read.answer(&mut folded.outcomes, ranks, |disposition, message, is_later| {
        let of_visit = message.visit.as_deref() == Some(&disposition.stay_id);
        // An update that says nothing of the discharge corrects none that may have.
        let is_silent = message.trigger == Trigger::Update && message.discharged_at == FieldUpdate::Silent;
        of_visit && disposition.whose.fact.as_deref() == Some(&*message.code) && is_later && !is_silent
    });
    let mut deaths = read.deaths(folded.deaths);
    let drafts = folded.stays.into_iter().map(|stay| of_visit(stay, &read)).collect();
    let mut rows = rows(drafts, &read, folded.outcomes, rules, audit);

    let read = OrderedMessages::of(encounters, deliveries);
    let mut settled = super::fhir::settle(&read.messages, &|at| read.name(at));
    read.answer(&mut settled.outcomes, ranks, |disposition, version, is_later| {
        let changed = disposition.whose.fact.as_deref().and_then(|text| moment_of(text, rules));
        let is_later = changed.zip(version.last_updated()).map_or(is_later, |(rejected, taken)| taken > rejected);
        version.id() == disposition.stay_id && is_later
    });
    let drafts = |taken: super::fhir::TakenEncounter| match read.messages[taken.at].as_ref() {
        Ok(Version::Stay(encounter)) => Some(of_encounter(encounter, taken, &read)),
        _ => None,
    };
    suppose(settled.contradicting.into_iter().filter_map(drafts), &read, rules, &mut settled.outcomes);
    deaths.extend(read.deaths(settled.deaths));
    let drafts = settled.taken.into_iter().filter_map(drafts);
    let drafts: Vec<StayDraft> = drafts.collect();
    rows.add(crate::settle::messages::rows(drafts, &read, settled.outcomes, rules, audit));
    (rows, deaths)
}

/// Adds to the fate of each message that others contradict how its stay would be by it.
fn suppose<M>(
    contradicting: impl Iterator<Item = StayDraft>,
    read: &OrderedMessages<'_, M>,
    rules: &Rules<'_>,
    outcomes: &mut [Outcome],
) {
    for drafts in contradicting {
        let Some(at) = drafts.messages.last().copied() else { continue };
        let died_at = drafts.died_at;
        let (Ok(stay), Some(disposition)) =
            (completed(drafts, read.profile(at), rules), outcomes[at].dispositions.first_mut())
        else {
            continue;
        };
        let events = died_at.map(|at| died(&stay, at)).into_iter().collect();
        disposition.alternatives.push(StayRow { stay, events, reasons: Vec::new() }.as_given());
    }
}

fn of_visit<M>(visit: VisitStay, read: &OrderedMessages<'_, M>) -> StayDraft {
    let place = visit.place().clone();
    let last = visit.messages.last().copied().unwrap_or_default();
    let stay = Stay {
        discharged_at: visit.discharged_at,
        expected_admission_on: visit.expected_admission_on,
        age_at_admission: visit.age_at_admission,
        ..Stay::bare(visit.visit.clone(), visit.admitted_at, read.origin(last))
    };
    let provider = visit.facility.or_else(|| place.site.clone());
    StayDraft {
        stay_id: visit.visit,
        person_key: visit.person,
        provider,
        site: place.site,
        stay,
        died_at: visit.died_at,
        messages: visit.messages,
    }
}

fn of_encounter<M>(
    encounter: &Encounter,
    taken: super::fhir::TakenEncounter,
    read: &OrderedMessages<'_, M>,
) -> StayDraft {
    let super::fhir::TakenEncounter { at, person, died_at } = taken;
    let stay = Stay {
        discharged_at: encounter.discharged_at,
        age_at_admission: encounter.age_at_admission,
        ..Stay::bare(encounter.id.clone(), encounter.admitted_at, read.origin(at))
    };
    let (stay_id, provider) = (encounter.id.clone(), encounter.provider.clone());
    StayDraft { stay_id, person_key: person, provider, site: None, stay, died_at, messages: vec![at] }
}

fn rows<M>(
    drafts: Vec<StayDraft>,
    read: &OrderedMessages<'_, M>,
    mut outcomes: Vec<Outcome>,
    rules: &Rules<'_>,
    audit: &mut RecordAudit,
) -> ReadRows<StayRow> {
    let mut rows = ReadRows::default();
    let mut with_rows = HashSet::new();
    for drafts in drafts {
        let Some(last) = drafts.messages.last().copied() else { continue };
        // A message that made two patients one stands behind several stays; it is counted with the first.
        let news: Vec<usize> = drafts.messages.iter().copied().filter(|at| with_rows.insert(*at)).collect();
        let died_at = drafts.died_at;
        match completed(drafts, read.profile(last), rules) {
            Ok(stay) => {
                let mut places = news.iter().map(|at| read.places[*at]);
                let Some(place) = places.next() else { continue };
                let events = died_at.map(|at| died(&stay, at)).into_iter().collect();
                let row = StayRow { stay, events, reasons: Vec::new() };
                rows.candidates.push(Candidate { row, place, also: places.collect(), remarks: Box::default() });
            }
            Err(disposition) => {
                for at in news {
                    with_rows.remove(&at);
                    outcomes[at].reject(Disposition::clone(&disposition));
                }
            }
        }
    }
    with_rows.iter().for_each(|at| outcomes[*at].taken_for_another());
    read.count(outcomes, &with_rows, audit);
    rows
}

/// The stay with what the profile knows of the sender.
fn completed(drafts: StayDraft, profile: &Profile, rules: &Rules<'_>) -> Result<Stay, Box<Disposition>> {
    let disposition = |column: &str, problem: ValueIssue| {
        let ValueIssue { code, value, message, hint } = problem;
        Box::new(Disposition { value, ..Disposition::new(code, &drafts.stay_id, message, hint).column(column) })
    };
    let provider = drafts.provider.as_deref().or_else(|| profile.default(Item::Field(Field::ProviderCode)));
    let Some(provider) = provider else {
        let hint = "ask the sender to fill it, or set `provider_code` under [defaults] of a profile";
        let problem = ValueIssue::new("R_REQUIRED", "", "no message says which hospital this is", hint);
        return Err(disposition("provider_code", problem));
    };
    let read = |text: &str| -> Checked<Box<str>> {
        let mapped = match profile.code_map(Item::Field(Field::ProviderCode)) {
            Some(map) => map.read(Field::ProviderCode, text)?.0,
            None => text,
        };
        checks::organisation(mapped)
    };
    let (provider_code, _) = read(provider).map_err(|problem| disposition("provider_code", problem))?;
    let authority = profile.default(Item::Field(Field::AuthorityCode));
    let authority: Option<AuthorityId> = authority
        .map(|name| council::on(name, rules.authorities, "R_ORG", Some(drafts.stay.admitted_at.day())))
        .transpose()
        .map_err(|problem| disposition("authority_code", problem))?
        .map(|(authority, _)| authority);
    let site_code = drafts.site.as_deref().and_then(|site| checks::organisation(site).ok()).map(|(code, _)| code);
    Ok(Stay { provider_code, site_code, authority, person_key: drafts.person_key, ..drafts.stay })
}

/// The chains of all notices.
pub fn notices(
    deliveries: &[Delivery<'_>],
    notices: TypedMessages<Notice>,
    rules: &Rules<'_>,
    audit: &mut RecordAudit,
) -> Vec<SourcedRecord<NoticeChain>> {
    let read = OrderedMessages::of(notices, deliveries);
    let chained = super::scci2075::chain(&read.messages, &|at| read.name(at));
    read.count(chained.outcomes, &HashSet::new(), audit);
    let sourced = |chain: super::scci2075::Chain| {
        let first = chain.messages.first().copied()?;
        let events = chain.events.iter().map(|fact| (fact.event.clone(), read.origin(fact.message))).collect();
        let row = NoticeChain {
            authority: chain.authority(rules.authorities),
            encounter_id: chain.encounter,
            person_key: chain.person,
            hospital_code: chain.site,
            admitted_on: chain.admitted_on,
            proposed_on: chain.proposed_discharge_on,
            events,
        };
        Some(SourcedRecord { row, place: read.places[first] })
    };
    chained.chains.into_iter().filter_map(sourced).collect()
}
