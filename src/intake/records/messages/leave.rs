//! Leave from hospital and the like: the patient is not in the bed, and no text of law at hand says what becomes of those
//! days.

use crate::domain::{Alternative, Moment};
use crate::intake::findings::disposition::Disposition;

/// On leave.
pub const LEAVE: &str = "on leave from hospital";
/// Not an inpatient.
pub const OTHER_CLASS: &str = "by its class not the stay of an inpatient";

/// What is said of a time at which the patient was not in the bed: from when, if it is known, until when, if it ended.
/// Nothing if the patient was back on the day of leaving; the night before the day of return is the last one away.
pub fn disposition(
    stay_id: &str,
    column: &str,
    why: &str,
    (from, until): (Option<Moment>, Option<Moment>),
) -> Option<Disposition> {
    if from.is_some() && from.map(Moment::day) == until.map(Moment::day) {
        return None;
    }
    let since = from.map_or("since a day that is not known".to_owned(), |from| format!("from {from}"));
    let end = until.map_or("and no return is known".to_owned(), |until| format!("to {until}"));
    let said = format!("{why} {since} {end}; these days are counted as days in hospital");
    let hint = "no text of law at hand settles them: agree with the payer whether they count";
    let away = Alternative::Away { from: from.map(Moment::day), until: until.map(|until| until.day().previous()) };
    Some(Disposition::new("W_LEAVE", stay_id, said, hint).column(column).supposing(away))
}

/// What is said of an encounter that was finished at another time than its end.
pub fn finished(stay_id: &str, at: Option<Moment>) -> Option<Disposition> {
    let ended = Alternative::Ended(at.into_iter().collect());
    let at = at.map_or("an unknown time".to_owned(), |at| at.to_string());
    let said = format!("the history of the encounter says that it was finished at {at}, and its end is another");
    let hint = "ask the sender on which day the patient left";
    Some(Disposition::new("W_LEAVE", stay_id, said, hint).column("absences").supposing(ended))
}
