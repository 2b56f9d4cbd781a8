//! Where the episodes of one stay contradict each other. The rule of the statistics says what is taken: the admission of
//! the first, the end of the last. What was not taken is said at the record that has it.

use crate::domain::{Alternative, Day, EventKind, EventValue, Moment};
use crate::intake::findings::disposition::Disposition;
use crate::intake::profile::CutSpell;
use crate::intake::records::hes_spells::EpisodeRow;

/// Discharge methods that say that the patient left.
pub(crate) const LEFT: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];

/// What is taken of a spell.
pub struct TakenSpell<'t> {
    /// The name of the stay.
    pub stay_id: &'t str,
    /// The day of admission.
    pub admitted_on: Day,
    /// The episode that says how the stay ended.
    pub last: &'t EpisodeRow,
    /// The day of discharge.
    pub discharged_on: Option<Day>,
    /// The last day of the last known episode, if the stay did not end with it by the records, and how that is taken.
    pub cut: Option<(Day, CutSpell)>,
}

/// Every contradiction, with the place of the episode among `rows` at which it is said.
pub fn doubts(rows: &[&EpisodeRow], taken: &TakenSpell<'_>) -> Vec<(usize, Disposition)> {
    let mut found = Vec::new();
    let mut covered: Option<Day> = None;
    for (at, row) in rows.iter().copied().enumerate() {
        let mut say = |disposition| found.push((at, disposition));
        start(row, taken).into_iter().for_each(&mut say);
        end(row, taken).into_iter().for_each(&mut say);
        cut(row, taken).into_iter().for_each(&mut say);
        between(row, covered, rows, taken).into_iter().for_each(&mut say);
        covered = covered.max(row.end);
    }
    found
}

fn disposition(
    taken: &TakenSpell<'_>,
    code: &'static str,
    column: &str,
    value: Option<Day>,
    message: String,
    hint: &str,
) -> Disposition {
    let value = value.map(|day| day.to_string()).unwrap_or_default();
    Disposition { value, ..Disposition::new(code, taken.stay_id, message, hint).column(column) }
}

/// An episode with another day of admission, or before the admission.
fn start(row: &EpisodeRow, taken: &TakenSpell<'_>) -> Vec<Disposition> {
    let say = |column, value, message| {
        disposition(taken, "W_SPELL_START", column, value, message, "ask the sender for the day")
    };
    let admitted = taken.admitted_on;
    let mut found = Vec::new();
    if row.admitted_on.is_some_and(|day| day != admitted) {
        let message =
            format!("another day of admission than in the first episode of the stay, {admitted}; that was taken");
        found.push(say("admitted_at", row.admitted_on, message).supposing(admitted_on(row.admitted_on)));
    }
    if row.start.is_some_and(|start| start < row.admitted_on.unwrap_or(admitted)) {
        let message = format!("the episode starts before the admission; {admitted} was taken as the day of admission");
        found.push(say("episode_start", row.start, message).supposing(admitted_on(row.start)));
    }
    found
}

fn admitted_on(day: Option<Day>) -> Alternative {
    let at: Vec<Moment> = day.map(Moment::midnight).into_iter().collect();
    Alternative::event([EventKind::Admission], at, EventValue::Nothing)
}

/// An episode that says otherwise how the stay ended than what was taken.
fn end(row: &EpisodeRow, taken: &TakenSpell<'_>) -> Vec<Disposition> {
    let say = |column, value, message| {
        let hint = "ask the sender when the patient was ready and left: days are charged up to then";
        disposition(taken, "W_SPELL_END", column, value, message, hint)
    };
    let is_last = std::ptr::eq(row, taken.last);
    let mut found = Vec::new();
    if !is_last && row.discharged_on.is_some_and(|day| Some(day) != taken.discharged_on) {
        let message = format!(
            "a day of discharge in an episode that is not the last, which has {}",
            or_none(taken.discharged_on)
        );
        let disposition = say("discharged_at", row.discharged_on, message);
        found.push(disposition.supposing(Alternative::Ended(row.discharged_on.map(at).unwrap_or_default())));
    }
    let method = row.discharge_method.as_deref().filter(|method| LEFT.contains(method));
    if !is_last && method.is_some() && row.discharge_method != taken.last.discharge_method {
        let message = "the method says that the patient left, and another episode of the stay follows; that was taken";
        let disposition = say("discharge_method", None, message.to_owned());
        let disposition = disposition.supposing(Alternative::Ended(row.end.map(at).unwrap_or_default()));
        found.push(Disposition { value: method.unwrap_or_default().to_owned(), ..disposition });
    }
    if !is_last && row.ready_on.is_some_and(|day| Some(day) != taken.last.ready_on) {
        let message = format!("another ready day than in the last episode, which has {}", or_none(taken.last.ready_on));
        let days = row.ready_on.into_iter().collect();
        found.push(say("ready_on", row.ready_on, message).supposing(Alternative::Ready(days)));
    }
    if let Some(left) = taken.discharged_on.filter(|left| row.end.is_some_and(|end| end > *left)) {
        let message = format!("the episode ends after the discharge on {left}, which was taken");
        let later = Alternative::Ended(row.end.map(at).unwrap_or_default());
        found.push(say("episode_end", row.end, message).supposing(later));
    }
    found
}

/// The last known episode ended, and the stay did not by the records: a later episode is missing, or the discharge.
fn cut(row: &EpisodeRow, taken: &TakenSpell<'_>) -> Option<Disposition> {
    let (end, reading) = taken.cut.filter(|_| std::ptr::eq(row, taken.last))?;
    let (how, otherwise) = match reading {
        CutSpell::Open => ("the patient was taken as still there (cut_spell = \"open\")", Alternative::Ended(at(end))),
        CutSpell::Ends => ("the stay was taken as ended then (cut_spell = \"ends\")", Alternative::NotEnded),
    };
    let message = format!("the last episode that is known ended on {}, and no record ends the stay: {how}", end.long());
    let hint = "ask the sender for the later episode or the discharge; a profile of your own can have cut_spell";
    Some(disposition(taken, "W_SPELL_CUT", "episode_end", Some(end), message, hint).supposing(otherwise))
}

/// A day without a time, as the end of a stay.
fn at(day: Day) -> Vec<Moment> {
    vec![Moment::end_of(day)]
}

fn or_none(day: Option<Day>) -> String {
    day.map_or_else(|| "none; none was taken".to_owned(), |day| format!("{day}; that was taken"))
}

/// Days in no episode of the stay, or in two; `covered` is the last day of the episodes before.
fn between(row: &EpisodeRow, covered: Option<Day>, rows: &[&EpisodeRow], taken: &TakenSpell<'_>) -> Vec<Disposition> {
    let say = |column, value, message| {
        let hint = "ask the sender whether an episode is missing or has a wrong day; the stay was taken as it is";
        disposition(taken, "W_SPELL_DAYS", column, value, message, hint)
    };
    let mut found = Vec::new();
    if row.end.is_none() && has_its_end(row, rows) {
        return found;
    }
    match (covered, row.start) {
        (Some(covered), Some(start)) if start > covered.next() => {
            let message = format!("no episode of the stay covers the days after {covered} until this one starts");
            let away = Alternative::Away { from: Some(covered.next()), until: Some(start.previous()) };
            found.push(say("episode_start", row.start, message).supposing(away));
        }
        (Some(covered), Some(start)) if start < covered => {
            let message = format!("starts before an earlier episode of the stay ended on {covered}");
            found.push(say("episode_start", row.start, message));
        }
        _ => {}
    }
    let is_last = std::ptr::eq(row, taken.last);
    match (row.end, taken.discharged_on) {
        (Some(end), Some(left)) if is_last && covered.max(row.end).is_some_and(|covered| left > covered) => {
            let message = format!("the last episode ended before the discharge on {left}, which was taken");
            found.push(say("episode_end", Some(end), message).supposing(Alternative::Ended(at(end))));
        }
        (None, _) if !is_last => {
            found.push(say("episode_end", None, "the episode has no end, and another of the stay follows".to_owned()));
        }
        _ => {}
    }
    found
}

/// Whether a later extract has the same episode with its end.
pub fn has_its_end(row: &EpisodeRow, rows: &[&EpisodeRow]) -> bool {
    rows.iter().any(|other| other.end.is_some() && other.start == row.start && other.order == row.order)
}
