//! Stays and the reasons that the hospital's return gives for delayed days.

use serde::{Deserialize, Serialize};

use super::authority::AuthorityId;
use super::codes::{Attribution, CareType};
use super::day::Day;
use super::moment::Moment;
use super::nhs_number::PersonKey;

/// Continuous time with one provider (the field's Hospital Provider Spell).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stay {
    /// The sender's name for the stay; unique in a project.
    pub stay_id: Box<str>,
    /// The person, as a keyed pseudonym; nothing if the sender gave no number.
    pub person_key: Option<PersonKey>,
    /// The hospital's organisation code.
    pub provider_code: Box<str>,
    /// The site within it.
    pub site_code: Option<Box<str>>,
    /// The authority first notified, or of residence; nothing where a feed does not say and no notice came.
    pub authority: Option<AuthorityId>,
    /// Nordic: municipality of registration.
    pub registered_in: Option<Box<str>>,
    /// Nordic: municipality of stay.
    pub staying_in: Option<Box<str>>,
    /// Admitted at.
    pub admitted_at: Moment,
    /// The day of expected admission, where a notice came before the patient.
    pub expected_admission_on: Option<Day>,
    /// The day the patient was clinically ready to leave.
    pub ready_on: Option<Day>,
    /// Left at; nothing while in hospital.
    pub discharged_at: Option<Moment>,
    /// NHS admission method code.
    pub admission_method: Option<Box<str>>,
    /// NHS discharge method code.
    pub discharge_method: Option<Box<str>>,
    /// NHS discharge destination code.
    pub discharge_destination: Option<Box<str>>,
    /// NHS treatment function code.
    pub treatment_function_code: Option<Box<str>>,
    /// What kind of care; nothing means acute, which is what the English regimes are about.
    pub care_type: Option<CareType>,
    /// Where, in the words of the regime.
    pub setting: Option<Box<str>>,
    /// Who pays for the stay, where someone other than the NHS undertook to.
    pub funding: Option<Box<str>>,
    /// Age in whole years at admission.
    pub age_at_admission: Option<u8>,
    /// Where the record came from.
    pub origin: Origin,
}

impl Stay {
    /// A stay of which nothing is known but its name and when it began.
    pub fn bare(stay_id: Box<str>, admitted_at: Moment, origin: Origin) -> Self {
        Self {
            stay_id,
            admitted_at,
            origin,
            person_key: None,
            provider_code: Box::default(),
            site_code: None,
            authority: None,
            registered_in: None,
            staying_in: None,
            expected_admission_on: None,
            ready_on: None,
            discharged_at: None,
            admission_method: None,
            discharge_method: None,
            discharge_destination: None,
            treatment_function_code: None,
            care_type: None,
            setting: None,
            funding: None,
            age_at_admission: None,
        }
    }
}

/// Which delivery and record a row came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The first sixteen characters of the delivery's SHA-256.
    pub source_id: Box<str>,
    /// The number of the record in it, from 1, the header not counted.
    pub source_record: u32,
}

/// One reason over some days, as the hospital's return gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The stay.
    pub stay_id: Box<str>,
    /// First day of the reason.
    pub from_on: Day,
    /// Last day; nothing while it lasts.
    pub to_on: Option<Day>,
    /// The letter of the return (`A`, `Di`, …) or the sender's own code.
    pub reason_code: Box<str>,
    /// Who is responsible.
    pub attributed_to: Attribution,
    /// Where the record came from.
    pub origin: Origin,
}

/// Whole years from birth to a day, if the day is not before it and the age is possible.
pub fn age(born_on: Day, day: Day) -> Option<u8> {
    let (born, then) = (born_on.date(), day.date());
    let had_birthday = (then.month(), then.day()) >= (born.month(), born.day());
    let years = then.year() - born.year() - i16::from(!had_birthday);
    u8::try_from(years).ok().filter(|years| *years <= 130)
}
