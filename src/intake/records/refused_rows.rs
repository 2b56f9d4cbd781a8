//! What a row that was refused may have said about its stay, as far as its cells can be read at all, and whose stay it is.

use crate::domain::event::ValueRule;
use crate::domain::nhs_number::mask;
use crate::domain::{Alternative, Authorities, Day, EventKind, EventValue, Moment, Stay};
use crate::intake::findings::disposition::Whose;
use crate::intake::profile::RecordKind;
use crate::intake::profile::field::{Field, Item};
use crate::intake::records::client_level_data;
use crate::intake::validate::cells::RowCells;
use crate::intake::validate::readable::{Supposed, moments, persons, word};
use crate::intake::validate::{checks, law_codes, possible_values};

/// The most rows that are made of one whose days can be read in several ways.
const MOST_ROWS: usize = 9;

/// What a refused row may have said. A row of the wrong shape has its cells in the wrong columns, so that they are looked
/// through.
pub fn of_row(cells: &RowCells<'_, '_>, is_shapeless: bool) -> Supposed {
    let alternatives = match cells.profile.record {
        RecordKind::CareEvent => return client_level_data::refused_rows::of_row(cells, is_shapeless),
        RecordKind::Event if is_shapeless => shapeless(cells),
        RecordKind::Event => {
            let kind = word(cells, Field::Kind).as_deref().and_then(possible_values::kind);
            let kinds = kind.into_iter().collect();
            event(cells, kinds, [Field::At, Field::Until, Field::Value].map(Item::Field))
        }
        RecordKind::Stay if !is_shapeless => stay(cells),
        RecordKind::Episode | RecordKind::Submission if !is_shapeless => ends(cells),
        _ => Vec::new(),
    };
    // A stay that is named and not here is another one than those of the person that are.
    let is_id = |id: String| checks::id(&id).is_ok() && !cells.holds_identity(&id);
    let names_a_stay = word(cells, Field::StayId).is_some_and(is_id) && !is_shapeless;
    let persons =
        if names_a_stay { Vec::new() } else { persons(cells, is_shapeless, Some(cells.profile.name.as_str())) };
    let within = if is_shapeless { None } else { within(cells) };
    Supposed { alternatives, whose: Whose { persons, within, fact: None }, is_beside_the_bill: false }
}

/// From the admission to the discharge that the row gives, where its admission can be read.
fn within(cells: &RowCells<'_, '_>) -> Option<(Day, Day)> {
    let begins = [Field::AdmittedAt, Field::EpisodeStart].map(|field| moments(cells, field));
    let first = begins.into_iter().flatten().min()?.day();
    let last = moments(cells, Field::DischargedAt).last().map_or(Day::from_number(i32::MAX), |left| left.day());
    Some((first, last.max(first)))
}

/// How the stay ended and when the patient was ready, by a row that makes a stay together with others.
fn ends(cells: &RowCells<'_, '_>) -> Vec<Alternative> {
    let mut ends = moments(cells, Field::DischargedAt);
    ends.retain(|end| *end == Moment::end_of(end.day()));
    let ready: Vec<Day> = moments(cells, Field::ReadyOn).into_iter().map(Moment::day).collect();
    let left =
        if word(cells, Field::DischargedAt).is_some() { Alternative::Ended(ends) } else { Alternative::NotEnded };
    let is_ready = word(cells, Field::ReadyOn).map(|_| Alternative::Ready(ready));
    std::iter::once(left).chain(is_ready).collect()
}

/// An event by whatever cells of the row look like a kind, and like a day.
fn shapeless(cells: &RowCells<'_, '_>) -> Vec<Alternative> {
    let id = cells.text(Field::StayId);
    let texts = cells.all_texts();
    let texts = || texts.iter().filter(|text| id.as_deref() != Some(*text));
    let kinds: Vec<EventKind> = texts().filter_map(|text| possible_values::kind(text)).collect();
    let mut at: Vec<Moment> = texts().flat_map(|text| possible_values::moments(text)).collect();
    at.sort_unstable();
    vec![Alternative::event(kinds, at, EventValue::Nothing)]
}

/// An event whose cells may mean several things.
fn event(cells: &RowCells<'_, '_>, kinds: Vec<EventKind>, [at, until, value]: [Item; 3]) -> Vec<Alternative> {
    let at = moments(cells, at);
    let earliest = at.first().copied();
    let until = moments(cells, until).pop().filter(|until| earliest.is_none_or(|at| *until >= at));
    let values = match kinds.as_slice() {
        [kind] => values(cells, *kind, value),
        _ => vec![EventValue::Nothing],
    };
    let alternative = |value| Alternative::Event { kinds: kinds.clone(), at: at.clone(), until, value };
    values.into_iter().map(alternative).collect()
}

fn values(cells: &RowCells<'_, '_>, kind: EventKind, item: Item) -> Vec<EventValue> {
    let text = word(cells, item).unwrap_or_default();
    let read: Vec<EventValue> = match kind.value_rule() {
        ValueRule::Day => possible_values::days(&text).into_iter().map(EventValue::Day).collect(),
        ValueRule::Authority => Authorities::liable().find(&text).map(EventValue::Authority).into_iter().collect(),
        // A word that such an event cannot say may stand for each that it can.
        ValueRule::Word | ValueRule::OptionalWord => {
            let word = checks::word_of(kind, &text, Authorities::liable()).ok();
            word.map(|(word, _)| EventValue::Word(word)).into_iter().collect()
        }
        ValueRule::Nothing => Vec::new(),
    };
    if read.is_empty() { vec![EventValue::Nothing] } else { read }
}

/// The stay as the row may have given it, and the events in columns of their own.
fn stay(cells: &RowCells<'_, '_>) -> Vec<Alternative> {
    let mut found: Vec<Alternative> = rows(cells).into_iter().map(|row| Alternative::row(&row, [])).collect();
    if found.is_empty() {
        let (ends, ready) = (moments(cells, Field::DischargedAt), moments(cells, Field::ReadyOn));
        found.extend((!ends.is_empty()).then_some(Alternative::Ended(ends)));
        let ready: Vec<Day> = ready.into_iter().map(Moment::day).collect();
        found.extend((!ready.is_empty()).then_some(Alternative::Ready(ready)));
    }
    // A cell that is filled and cannot be read in any way leaves its fact open.
    if is_unread(cells, Field::DischargedAt) {
        found.push(Alternative::Ended(Vec::new()));
    }
    if is_unread(cells, Field::ReadyOn) {
        found.push(Alternative::Ready(Vec::new()));
    }
    for (number, kind) in (0_u8..).zip(cells.profile.events.iter()) {
        if word(cells, Item::EventAt(number)).is_some() {
            let parts = [Item::EventAt(number), Item::EventUntil(number), Item::EventValue(number)];
            found.extend(event(cells, vec![*kind], parts));
        }
    }
    found
}

fn is_unread(cells: &RowCells<'_, '_>, field: Field) -> bool {
    word(cells, field).is_some() && moments(cells, field).is_empty()
}

/// One row for each way in which its days can be read; none where its admission cannot.
fn rows(cells: &RowCells<'_, '_>) -> Vec<Stay> {
    let (Some(id), admitted) = (word(cells, Field::StayId), moments(cells, Field::AdmittedAt)) else {
        return Vec::new();
    };
    // What is no stay id may be a person's number, which is never kept.
    let is_kept = !cells.holds_identity(&id);
    let id = checks::id(&id).ok().filter(|_| is_kept).map_or_else(|| mask(&id).into(), |(id, _)| id);
    let either = |field: Field| -> Vec<Option<Moment>> {
        let read = moments(cells, field);
        if read.is_empty() { vec![None] } else { read.into_iter().map(Some).collect() }
    };
    let name = |field: Field| word(cells, field).and_then(|text| checks::name(&text).ok()).map(|(name, _)| name);
    // A word that no law of the country knows may stand for a stay that is charged.
    let law = cells.rules.law;
    let care = word(cells, Field::CareType).and_then(|text| law_codes::care_type(&text, law).ok());
    let setting = word(cells, Field::Setting).and_then(|text| law_codes::setting(&text, law).ok());
    let bare = |admitted_at: Moment| Stay {
        provider_code: name(Field::ProviderCode).unwrap_or_default(),
        authority: word(cells, Field::AuthorityCode).and_then(|text| cells.rules.authorities.find(&text)),
        discharge_method: name(Field::DischargeMethod),
        care_type: care.as_ref().map(|(care, _)| *care),
        setting: setting.as_ref().map(|(setting, _)| setting.clone()),
        funding: name(Field::Funding),
        age_at_admission: word(cells, Field::AgeAtAdmission).and_then(|text| text.parse().ok()),
        ..Stay::bare(id.clone(), admitted_at, cells.origin())
    };
    let mut rows = Vec::new();
    for admitted_at in admitted.first().into_iter().copied() {
        for discharged_at in either(Field::DischargedAt) {
            for ready in either(Field::ReadyOn) {
                rows.push(Stay { discharged_at, ready_on: ready.map(Moment::day), ..bare(admitted_at) });
            }
        }
    }
    rows.dedup();
    rows.truncate(MOST_ROWS);
    rows
}
