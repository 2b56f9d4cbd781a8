//! The code lists of the standard.

/// A code list and its codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueSet {
    /// The `system` of its codes.
    pub system: &'static str,
    /// The codes.
    pub codes: &'static [&'static str],
}

const ADMISSION_TYPE: ValueSet =
    ValueSet { system: "https://fhir.nhs.uk/ADW-AdmissionType-1", codes: &["E", "P", "X"] };
const CARER: ValueSet =
    ValueSet { system: "https://fhir.nhs.uk/ADW-CarerConsultationStatus-1", codes: &["Y", "N", "NKC"] };
const CONSULTED: ValueSet = ValueSet { system: "https://fhir.nhs.uk/ADW-ConsultationStatus-1", codes: &["Y", "N"] };
const CONSENT: ValueSet =
    ValueSet { system: "https://fhir.nhs.uk/ADW-PatientConsentStatus-1", codes: &["Y", "N", "L"] };
const CONSENT_SOURCE: ValueSet =
    ValueSet { system: "https://fhir.nhs.uk/ADW-ThirdPartyConsentSource-1", codes: &["C", "O", "B", "N/A"] };
const ACCEPT_REASON: ValueSet = ValueSet { system: "https://fhir.nhs.uk/ADW-NoticeAcceptReason-1", codes: &["OFT"] };
const REJECT_REASON: ValueSet = ValueSet { system: "https://fhir.nhs.uk/ADW-NoticeRejectReason-1", codes: &["OFT"] };
const WITHDRAWAL_REASON: ValueSet = ValueSet {
    system: "https://fhir.nhs.uk/ADW-WithdrawalReason-1",
    codes: &["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"],
};

/// All lists that a message is checked against.
pub const VALUE_SETS: &[ValueSet] =
    &[ADMISSION_TYPE, CARER, CONSULTED, CONSENT, CONSENT_SOURCE, ACCEPT_REASON, REJECT_REASON, WITHDRAWAL_REASON];

impl ValueSet {
    /// The list of the answer to a question, by its column.
    pub fn of_answer(column: &str) -> Option<Self> {
        Some(match column {
            "patient_consulted" | "safeguarding" | "continuing_care_considered" => CONSULTED,
            "carer_consulted" => CARER,
            "patient_consent" => CONSENT,
            "consent_source" => CONSENT_SOURCE,
            _ => return None,
        })
    }

    /// The list of kinds of admissions.
    pub fn of_admission() -> Self {
        ADMISSION_TYPE
    }

    /// The list of reasons that a message of this kind can have, if it can have one.
    pub fn of_reason(kind: crate::intake::records::scci2075::NoticeKind) -> Option<Self> {
        match kind {
            kind if kind.is_withdrawal() => Some(WITHDRAWAL_REASON),
            kind if kind.is_refusal() => Some(REJECT_REASON),
            kind if kind.is_reply() => Some(ACCEPT_REASON),
            _ => None,
        }
    }
}
