//! Cuts a stay into spells of readiness, and judges the messages of each.

use crate::domain::{Day, Event};
use crate::regime::readiness::file::AfterStop;

use super::spell::{ReadySpell, SpellEnd};
use super::{NotJudged, ReadinessCase, ReadinessLaw, messages, start};

/// The parts of a stay, in order.
pub(super) fn spells<'a>(case: &ReadinessCase<'a>, law: &ReadinessLaw<'_>) -> Result<Vec<ReadySpell<'a>>, NotJudged> {
    let file = &law.regime.file;
    let stops = || file.stop.iter().map(toml::Spanned::get_ref);
    let cuts = |event: &Event| {
        stops().find(|stop| stop.event == event.kind && *stop.then.of(&law.answers) != AfterStop::Close)
    };
    let mut spells: Vec<ReadySpell<'a>> = Vec::new();
    let (mut from, mut after) = (0, None);
    let mut ran = vec![0; file.clock.len()];
    for to in 0..=case.events.len() {
        let cut = case.events.get(to).and_then(cuts);
        if to < case.events.len() && cut.is_none() {
            continue;
        }
        let (events, stay) = (&case.events[from..to], &case.events[..to]);
        let mut spell = ReadySpell {
            events,
            stay,
            after,
            opened: opened(events, law),
            stop: None,
            bar: None,
            for_review: false,
            not_before: None,
            ran: ran.clone(),
        };
        let ended = events.iter().chain(case.events.get(to)).find_map(|event| {
            let stop = stops().find(|stop| stop.event == event.kind)?;
            Some(SpellEnd { day: event.at.day(), end_day: *stop.end_day.of(&law.answers), rule: stop.rule })
        });
        spell.stop = ended;
        messages::judge(case, law, &mut spell)?;
        if let (Some(stop), Some(event)) = (cut, case.events.get(to)) {
            if *stop.then.of(&law.answers) == AfterStop::Resume {
                start::run_until(case, law, &spell, event.at.day(), &mut ran)?;
            }
            after = Some((event.at.day(), stop.rule));
        }
        spells.push(spell);
        from = to + 1;
    }
    Ok(spells)
}

/// The first day on which an event of a needed clock says that the patient is ready.
fn opened(events: &[Event], law: &ReadinessLaw<'_>) -> Option<Day> {
    let clocks = || law.regime.file.clock.iter().map(toml::Spanned::get_ref).filter(|clock| clock.is_needed());
    events.iter().find(|event| clocks().any(|clock| clock.event == event.kind)).map(|event| event.at.day())
}
