//! Codes of visits that HL7 and FHIR share: the class of a visit, and discharge by death.
//!
//! HL7 table 0004 (PV1-2) and `ActEncounterCode` (`Encounter.class`). A woman in an obstetrics bed is an inpatient. Who is
//! observed before anybody decides on an admission is none yet.

/// What a code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// An inpatient.
    Inpatient,
    /// Another patient, in words.
    Other(&'static str),
    /// Not stated, or no list has the code.
    Unknown,
}

const INPATIENTS: [&str; 5] = ["I", "B", "IMP", "ACUTE", "NONAC"];

const OTHERS: [(&str, &str); 13] = [
    ("E", "a patient of the emergency department"),
    ("O", "an outpatient"),
    ("P", "a patient before admission"),
    ("R", "a patient who comes again and again"),
    ("C", "an account without a patient"),
    ("AMB", "an outpatient"),
    ("EMER", "a patient of the emergency department"),
    ("FLD", "a patient seen outside the hospital"),
    ("HH", "a patient at home"),
    ("OBSENC", "a patient under observation, not admitted so far"),
    ("PRENC", "a patient before admission"),
    ("SS", "a patient of a day, without a night in a bed"),
    ("VR", "a patient seen from afar"),
];

impl Class {
    /// What a code of either list says.
    pub fn of(code: Option<&str>) -> Self {
        let Some(code) = code else { return Self::Unknown };
        if INPATIENTS.iter().any(|known| known.eq_ignore_ascii_case(code)) {
            return Self::Inpatient;
        }
        OTHERS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(code))
            .map_or(Self::Unknown, |(_, words)| Self::Other(words))
    }
}

/// Codes of a discharge by death: of HL7 table 0112 and of FHIR (`exp`), the NHS discharge methods 4 (died) and 5
/// (stillbirth), the SNOMED CT concepts "Patient deceased during stay" and "Dead", and plain words.
const BY_DEATH: [&str; 10] = ["20", "exp", "expired", "4", "5", "371828006", "419099009", "died", "deceased", "death"];
/// The NHS discharge destination of patients who died.
const DESTINATION: &str = "79";

/// Whether a discharge disposition, or the place discharged to, says that the patient died.
pub fn is_by_death(disposition: Option<&str>, destination: Option<&str>) -> bool {
    let by_method = |code: &str| BY_DEATH.iter().any(|known| known.eq_ignore_ascii_case(code)) || code == DESTINATION;
    disposition.is_some_and(by_method) || destination == Some(DESTINATION)
}
