//! Times of an encounter at which the patient was not in the bed, or may not have been, by its history.

use serde::{Deserialize, Serialize};

use crate::domain::Moment;
use crate::domain::moment::MomentPrecision;
use crate::files::fhir::{FINISHED, LEAVE};
use crate::intake::findings::disposition::Disposition;
use crate::intake::records::messages::leave;
use crate::intake::records::messages::reading::RecordReading;
use crate::intake::validate::checks::ValueIssue;

/// One such time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    why: Why,
    /// From when, if it is known.
    pub from: Option<Moment>,
    /// Until when, if it ended.
    pub until: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Why {
    /// On leave.
    Leave,
    /// The encounter was finished, and then went on.
    Finished,
    /// It was that of another patient than an inpatient.
    OtherClass,
}

/// Those of an encounter.
///
/// # Errors
/// A time of the history is none.
pub fn all(reading: &mut RecordReading<'_>) -> Result<Vec<Absence>, Box<Disposition>> {
    let written = reading.text("absences").unwrap_or_default().to_owned();
    written.split_terminator(';').map(|text| one(reading, text)).collect()
}

fn one(reading: &mut RecordReading<'_>, text: &str) -> Result<Absence, Box<Disposition>> {
    let (why, period) = text.split_once(' ').unwrap_or(("", text));
    let (from, until) = period.split_once('/').unwrap_or((period, ""));
    let moment = |text: &str, is_end: bool| -> Result<Option<Moment>, ValueIssue> {
        let read = if text.is_empty() { None } else { Some(reading.moment_of(text)?) };
        Ok(read.map(|(moment, written)| match written {
            MomentPrecision::DayOnly if is_end => Moment::end_of(moment.day()),
            _ => moment,
        }))
    };
    let wrong = |problem| RecordReading::refusal("absences", problem);
    let (from, until) = (moment(from, false).map_err(wrong)?, moment(until, true).map_err(wrong)?);
    let why = match why {
        LEAVE => Why::Leave,
        FINISHED => Why::Finished,
        _ => Why::OtherClass,
    };
    Ok(Absence { why, from, until })
}

impl Absence {
    /// What is said of it for a stay, if it bears on the stay: that of the encounter itself, or of the one that it is a part
    /// of.
    pub fn disposition(&self, stay_id: &str, encounter_id: &str, discharged_at: Option<Moment>) -> Option<Disposition> {
        let Self { why, from, until } = self;
        let is_part = stay_id != encounter_id;
        let left = discharged_at.map(Moment::day);
        match why {
            Why::Leave => leave::disposition(stay_id, "absences", leave::LEAVE, (*from, *until)),
            // A ward may let a patient go while the hospital does not.
            _ if is_part => None,
            Why::OtherClass => leave::disposition(stay_id, "absences", leave::OTHER_CLASS, (*from, *until)),
            Why::Finished if from.map(Moment::day) == left && left.is_some() => None,
            Why::Finished => leave::finished(stay_id, *from),
        }
    }
}
