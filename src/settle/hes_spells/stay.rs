//! One stay from the episodes of a spell: how it began from the first, how it ended from the last.

use crate::domain::nhs_number::pseudonym;
use crate::domain::{Alternative, Day, Moment, Stay};
use crate::intake::Rules;
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::CutSpell;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::stay::{LONG_DAYS, StayRow, TOO_LONG_DAYS};
use crate::intake::validate::rows::{ReadRows, RefusedRow};
use crate::settle::hes_spells::doubts;
use crate::settle::hes_spells::doubts::{LEFT, TakenSpell, has_its_end};
use crate::settle::hes_spells::group::{Spell, others, reject};

/// Adds the stay of a spell, or rejects all of its records.
pub fn build(
    spell: Spell,
    (rules, as_of): (&Rules<'_>, Option<Day>),
    audit: &mut RecordAudit,
    stays: &mut ReadRows<StayRow>,
) {
    let rows: Vec<&EpisodeRow> = spell.episodes.iter().map(|episode| &episode.row).collect();
    let (Some(first), Some(last)) = (rows.first().copied(), last_of(&rows)) else { return };
    let admitted_on = rows.iter().find_map(|row| row.admitted_on);
    let stay_id = name(first, admitted_on, rules.key);
    if rows.iter().any(|row| row.refusal.is_some()) {
        reject_with_the_refused(&spell, &stay_id, as_of, audit, stays);
        return;
    }
    let mut doubts = Vec::new();
    let stay = match stay(&stay_id, &rows, (admitted_on, last), as_of, &mut doubts) {
        Ok(stay) => stay,
        Err(disposition) => {
            spell.episodes.iter().for_each(|episode| audit.reject_all(episode, &disposition));
            let refused = RefusedRow { stay_id, place: spell.episodes[0].place, code: disposition.code };
            stays.refused.push(refused);
            return;
        }
    };
    if spell.may_lack_some {
        let message = "a record of this person at this provider could not be placed; the stay may lack an episode";
        let disposition =
            doubt("W_EPISODE", &stay_id, "", "", message, "correct the rejected record and deliver it again");
        // The episode that lacks may be the last, which says how the stay ended and when the patient was ready.
        doubts.push(disposition.supposing(Alternative::Ended(Vec::new())).supposing(Alternative::Ready(Vec::new())));
    }
    if first.care_type != last.care_type {
        let message = "the episodes are of different care; that of the last was taken";
        let hint = "only acute care can be charged for: check which care the delay was in";
        let otherwise = Alternative::row(&Stay { care_type: first.care_type, ..stay.clone() }, []);
        doubts.push(doubt("W_CARE_TYPE", &stay_id, "", "", message, hint).supposing(otherwise));
    }
    let taken = TakenSpell {
        stay_id: &stay_id,
        admitted_on: stay.admitted_at.day(),
        last,
        discharged_on: stay.discharged_at.map(Moment::day),
        cut: cut(last),
    };
    for (at, disposition) in doubts::doubts(&rows, &taken) {
        audit.warn(spell.episodes[at].place, disposition);
    }
    let mut episodes = spell.episodes.into_iter();
    let Some(head) = episodes.next() else { return };
    let mut also = head.also.to_vec();
    for episode in episodes {
        audit.remark(episode.place, &episode.remarks, &stay_id);
        also.push(episode.place);
        also.extend(episode.also.iter().copied());
    }
    doubts.into_iter().for_each(|disposition| audit.warn(head.place, disposition));
    let row = StayRow { stay, events: Vec::new(), reasons: Vec::new() };
    stays.candidates.push(Candidate { row, place: head.place, also: also.into(), remarks: head.remarks });
}

/// The last episode. One that has not ended is passed over where a later extract has the same episode with its end.
fn last_of<'r>(rows: &[&'r EpisodeRow]) -> Option<&'r EpisodeRow> {
    rows.iter().rev().find(|row| row.end.is_some() || !has_its_end(row, rows)).copied()
}

/// The names that the stay of an episode can have, whichever of its episodes is the first.
pub fn names(row: &EpisodeRow, key: &[u8]) -> Vec<Box<str>> {
    let days = [row.admitted_on, row.start];
    if days == [None; 2] {
        return vec![name(row, None, key)];
    }
    days.into_iter().flatten().map(|day| name(row, Some(day), key)).collect()
}

/// The name of a stay, which the statistics do not have: provider, person and day of admission under the project's key,
/// so that it is the same in every delivery and says nothing of the person. Without a person the episode takes its place.
fn name(first: &EpisodeRow, admitted_on: Option<Day>, key: &[u8]) -> Box<str> {
    let person = first.group.as_ref().map(|person| &*person.0);
    let episode = format!("{:?} {:?}", first.key, first.start);
    let admitted = admitted_on.or(first.start).unwrap_or_default().to_string();
    let parts = ["spell", &first.provider, person.unwrap_or(&episode), &admitted];
    format!("spell-{}", &pseudonym(&parts, key)[..20]).into()
}

fn reject_with_the_refused(
    spell: &Spell,
    stay_id: &str,
    as_of: Option<Day>,
    audit: &mut RecordAudit,
    stays: &mut ReadRows<StayRow>,
) {
    let named = others(spell, audit);
    for (at, episode) in spell.episodes.iter().enumerate() {
        if episode.row.refusal.is_some() {
            let supposing = |row: &EpisodeRow, disposition: Disposition| match with_row(spell, at, row, stay_id, as_of)
            {
                Some(stay) => disposition.naming(Some(stay_id)).supposing(Alternative::row(&stay, [])),
                None => disposition,
            };
            reject(episode, supposing, audit);
        } else {
            let message = format!("another episode of this stay was rejected: {named}");
            let hint = "correct that record: without it the stay would begin or end on the wrong day";
            audit.reject_all(episode, &Disposition::new("R_SPELL", stay_id, message, hint));
        }
        stays.refused.push(RefusedRow { stay_id: stay_id.into(), place: episode.place, code: "R_SPELL" });
    }
}

/// The stay of a spell with one record of an episode whose records contradict each other; nothing if another of its
/// episodes is refused too.
fn with_row(spell: &Spell, at: usize, row: &EpisodeRow, stay_id: &str, as_of: Option<Day>) -> Option<Stay> {
    let mut rows: Vec<&EpisodeRow> = spell.episodes.iter().map(|episode| &episode.row).collect();
    rows[at] = row;
    if rows.iter().any(|row| row.refusal.is_some()) {
        return None;
    }
    let admitted_on = rows.iter().find_map(|row| row.admitted_on);
    let stay = stay(stay_id, &rows, (admitted_on, last_of(&rows)?), as_of, &mut Vec::new()).ok()?;
    Some(Stay { person_key: None, ..stay })
}

fn doubt(code: &'static str, stay_id: &str, column: &str, value: &str, message: &str, hint: &str) -> Disposition {
    Disposition { value: value.to_owned(), ..Disposition::new(code, stay_id, message, hint).column(column) }
}

/// # Errors
/// Why the spell makes no stay.
fn stay(
    stay_id: &str,
    rows: &[&EpisodeRow],
    (admitted_on, last): (Option<Day>, &EpisodeRow),
    as_of: Option<Day>,
    doubts: &mut Vec<Disposition>,
) -> Result<Stay, Box<Disposition>> {
    let first = rows[0];
    let admitted_on = admitted_on.ok_or_else(|| {
        let message = "no episode of the stay has a day of admission";
        Box::new(doubt("R_REQUIRED", stay_id, "admitted_at", "", message, "ask the sender for the day"))
    })?;
    let known = rows.iter().find_map(|row| row.authority.as_ref().ok());
    let authority = known.map_or(first.authority.clone(), |authority| Ok(*authority));
    let authority = authority.map_err(|problem| {
        let (value, message, hint) = (&problem.value, &problem.message, &problem.hint);
        Box::new(doubt(problem.code, stay_id, "authority_code", value, message, hint))
    })?;
    let ended_on = cut(last).and_then(|(end, reading)| (reading == CutSpell::Ends).then_some(end));
    let discharged_on = discharge(stay_id, last, doubts).or(ended_on);
    check_order(stay_id, admitted_on, last.ready_on, discharged_on)?;
    check_length(stay_id, admitted_on, discharged_on.or(as_of), doubts)?;
    Ok(Stay {
        stay_id: stay_id.into(),
        person_key: rows.iter().find_map(|row| row.person_key.clone()),
        provider_code: first.provider.clone(),
        site_code: last.site.clone(),
        authority: Some(authority),
        registered_in: None,
        staying_in: None,
        admitted_at: Moment::midnight(admitted_on),
        expected_admission_on: None,
        ready_on: last.ready_on,
        discharged_at: discharged_on.map(Moment::end_of),
        admission_method: first.admission_method.clone(),
        discharge_method: last.discharge_method.clone(),
        discharge_destination: last.discharge_destination.clone(),
        treatment_function_code: last.treatment_function.clone(),
        care_type: last.care_type,
        setting: None,
        funding: None,
        age_at_admission: first.age,
        origin: first.origin.clone(),
    })
}

/// # Errors
/// The patient left or was ready before the admission, or was ready after leaving.
fn check_order(
    stay_id: &str,
    admitted_on: Day,
    ready_on: Option<Day>,
    discharged_on: Option<Day>,
) -> Result<(), Box<Disposition>> {
    let wrong = |column: &str, day: Day, message: String| {
        let hint = "ask the sender which of the two is right";
        Err(Box::new(doubt("R_ORDER", stay_id, column, &day.to_string(), &message, hint)))
    };
    for (column, day) in [("discharged_at", discharged_on), ("ready_on", ready_on)] {
        if let Some(day) = day.filter(|day| *day < admitted_on) {
            return wrong(column, day, format!("before the day of admission {admitted_on}"));
        }
    }
    match (ready_on, discharged_on) {
        (Some(ready), Some(left)) if ready > left => {
            wrong("ready_on", ready, format!("after the day of discharge {left}"))
        }
        _ => Ok(()),
    }
}

/// # Errors
/// Longer than twenty years.
fn check_length(
    stay_id: &str,
    admitted_on: Day,
    end: Option<Day>,
    doubts: &mut Vec<Disposition>,
) -> Result<(), Box<Disposition>> {
    let days = end.map_or(0, |end| end - admitted_on);
    let value = admitted_on.to_string();
    if days > TOO_LONG_DAYS {
        let message = format!("found {days} days from admission, at most 20 years are wanted");
        let disposition = doubt("R_DATE_RANGE", stay_id, "admitted_at", &value, &message, "check the year");
        return Err(Box::new(disposition));
    }
    if days > LONG_DAYS {
        let message = format!("found {days} days from admission, which is over two years");
        let hint = "check the years and whether it ended";
        let disposition = doubt("W_LENGTH", stay_id, "admitted_at", &value, &message, hint);
        doubts.push(disposition.supposing(Alternative::Ended(Vec::new())));
    }
    Ok(())
}

/// The last day of an episode that ended although the stay did not, where it is the last that is known, and how such a
/// spell is taken.
fn cut(last: &EpisodeRow) -> Option<(Day, CutSpell)> {
    let left = last.discharge_method.as_deref().is_some_and(|method| LEFT.contains(&method));
    last.end.filter(|_| last.discharged_on.is_none() && !left).map(|end| (end, last.cut_spell))
}

/// The day of discharge: that of the last episode. Where its method says that the patient left and no day is given, the
/// episode's last day is the day.
fn discharge(stay_id: &str, last: &EpisodeRow, doubts: &mut Vec<Disposition>) -> Option<Day> {
    let method = last.discharge_method.as_deref();
    let left = method.is_some_and(|method| LEFT.contains(&method));
    match (last.discharged_on, last.end) {
        (None, Some(end)) if left => {
            let message =
                "the method says that the patient left, and no day is given; the last day of the episode was taken";
            let hint = "ask the sender for the day of discharge";
            let disposition = doubt("W_DISCHARGE", stay_id, "discharged_at", &end.to_string(), message, hint);
            doubts.push(disposition.supposing(Alternative::NotEnded));
            Some(end)
        }
        (Some(day), _) if method == Some("8") => {
            let message =
                "a day of discharge, and a method that says that the patient is still there; the day was taken";
            let hint = "ask the sender whether the patient left";
            let disposition = doubt("W_DISCHARGE", stay_id, "discharged_at", &day.to_string(), message, hint);
            doubts.push(disposition.supposing(Alternative::NotEnded));
            Some(day)
        }
        (day, _) => day,
    }
}
