//! A stay as recorded under the laws of readiness of a project: its facts, its municipalities, and each of its days.

use std::borrow::Cow;

use crate::domain::{Authorities, AuthorityId, Day, Event, EventKind, Minor, Moment, Standing, Stay, StayFacts};
use crate::regime::readiness::PriceLevel;
use crate::regime::{Law, LawRule, ReadyLaw};

use super::super::days::AssessedDay;
use super::super::stay::Judged;
use super::super::{Assessment, NotAssessed};
use super::{ReadinessCase, ReadinessDay, ReadinessLaw, assess_readiness};

/// The kind of care where none is recorded.
const SOMATIC: &str = "somatic";

/// Judges a stay under versions of a law that follow each other.
///
/// # Errors
/// Two versions claim a day, one that governs a day does not cover it, or who pays a charged day is not known.
pub(in crate::liability) fn judge(
    stay: &Stay,
    facts: &StayFacts,
    laws: &[Law],
    judged: &mut Judged,
) -> Result<(), NotAssessed> {
    let succession: Vec<(usize, &ReadyLaw)> =
        laws.iter().enumerate().filter_map(|(at, law)| Some((at, law.readiness()?))).collect();
    let versions: Vec<ReadinessLaw<'_>> = succession.iter().map(|(_, law)| ReadinessLaw::from(*law)).collect();
    let home = stay.authority.ok_or(NotAssessed::NoAuthority)?;
    let home = Authorities::all().get(home).code.as_str();
    let events = with_ready_day(stay, &facts.events);
    let case = ReadinessCase {
        care_type: stay.care_type.map_or(SOMATIC, |care| care.code()),
        setting: stay.setting.as_deref().unwrap_or(""),
        registered_in: stay.registered_in.as_deref().unwrap_or(home),
        staying_in: stay.staying_in.as_deref().unwrap_or(home),
        events: &events,
        followed_to: Some(facts.followed_to),
    };
    let days = assess_readiness(&case, &versions, PriceLevel::OfTheDay)?;
    for day in &days {
        let (at, law) = succession[day.law];
        let under = judged.under.iter().position(|(place, _)| *place == at).unwrap_or_else(|| {
            judged.under.push((at, Assessment::default()));
            judged.under.len() - 1
        });
        judged.days.push((under, assessed(day, law)?));
    }
    Ok(())
}

/// The facts, with the day on which the stay's own record says that the patient was ready, where no event says it.
fn with_ready_day<'e>(stay: &Stay, events: &'e [Event]) -> Cow<'e, [Event]> {
    let is_recorded = events.iter().any(|event| event.kind == EventKind::Ready);
    let Some(day) = stay.ready_on.filter(|_| !is_recorded) else { return Cow::Borrowed(events) };
    let mut events = events.to_vec();
    let ready = Event::bare(EventKind::Ready, Moment::midnight(day));
    let at = events.partition_point(|event| (event.at, event.kind) <= (ready.at, ready.kind));
    events.insert(at, ready);
    Cow::Owned(events)
}

fn assessed(day: &ReadinessDay<'_>, law: &ReadyLaw) -> Result<AssessedDay, NotAssessed> {
    let coverage = &law.regime.file.coverage;
    if day.is_charged() && !(coverage.from..=coverage.to).contains(&day.day) {
        return Err(NotAssessed::OutOfCoverage { day: day.day, from: coverage.from, to: coverage.to });
    }
    let list = Authorities::all();
    let named = list.find_on(day.payer, day.day).ok_or(NotAssessed::NoAuthority)?;
    let payer = payer(named, day.day);
    if day.is_charged() && payer.is_none() {
        return Err(NotAssessed::Ended { day: day.day, named });
    }
    let layers = day.layers.iter().fold(0, |set, layer| set | law.bit_of(layer.layer));
    let amount = day.amount();
    Ok(AssessedDay {
        day: day.day,
        rule: LawRule::Readiness(day.rule),
        clock: None,
        named,
        payer,
        is_unpriced: amount.is_err(),
        amount: amount.unwrap_or(Minor(0)),
        layers,
        number: day.number,
    })
}

/// Who pays what a municipality owes for a day: it, or the one that the project's list says came after it.
fn payer(named: AuthorityId, day: Day) -> Option<AuthorityId> {
    match Authorities::all().on(named, day) {
        Standing::Is(payer) | Standing::Passed(payer) => Some(payer),
        Standing::Split | Standing::NotYet => None,
    }
}
