//! Who a message is about: the NHS number and the hospital's own number among the identifiers of a field.

use crate::files::hl7::message::Hl7Message;

/// Assigning authorities and types of identifiers that mean an NHS number.
const NHS: [&str; 4] = ["NHS", "NHSNMBR", "NHSNUMBER", "2.16.840.1.113883.2.1.4.1"];

/// The identifiers of one person in a field such as PID-3 or MRG-1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatientIdentifiers {
    /// The NHS number.
    pub nhs_number: String,
    /// Whether the field has another one too.
    pub has_two_numbers: bool,
    /// The first number of the hospital's own, with who assigned it.
    pub local: String,
}

impl PatientIdentifiers {
    /// Reads the repetitions of a field.
    pub fn of(message: &Hl7Message<'_>, field: &str) -> Self {
        let mut patient = Self::default();
        for repetition in message.separators.repetitions(field).filter(|repetition| !repetition.is_empty()) {
            let number = message.decoded(repetition, 1);
            if number.is_empty() || number == "\"\"" {
                continue;
            }
            let authority = message.separators.component(repetition, 4);
            let parts = [1, 2].map(|part| message.separators.part(authority, part));
            let kind = message.decoded(repetition, 5);
            let named = parts.iter().copied().chain([kind.as_str()]);
            let is_nhs = named.into_iter().any(|word| NHS.iter().any(|nhs| nhs.eq_ignore_ascii_case(word)));
            // Table 0203: a national health plan identifier; whose it is, only an authority could say.
            let is_national = kind == "NH" && authority.is_empty();
            if !(is_nhs || is_national) {
                if patient.local.is_empty() {
                    patient.local = if parts[0].is_empty() { number } else { format!("{number}@{}", parts[0]) };
                }
            } else if patient.nhs_number.is_empty() {
                patient.nhs_number = number;
            } else if patient.nhs_number != number {
                patient.has_two_numbers = true;
            }
        }
        patient
    }
}
