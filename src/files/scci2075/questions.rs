//! The questions of the notices. They have no names of their own, so they are known by their exact words alone.

/// The words of each question and the column of its answer. The same question is worded for each notice anew.
pub const QUESTIONS: &[(&str, &str)] = &[
    ("Has the patient been consulted regarding this Assessment Notice?", "patient_consulted"),
    ("Has the patient been consulted regarding this Admission Notice?", "patient_consulted"),
    ("Has the patient been consulted regarding the proposed discharge date?", "patient_consulted"),
    ("Has the patient's carer (if applicable) been consulted regarding the Assessment Notice?", "carer_consulted"),
    ("Has the patient's carer (if applicable) been consulted regarding the Admission Notice?", "carer_consulted"),
    (
        "Has the patient's carer (if applicable) been consulted regarding the proposed discharge date?",
        "carer_consulted",
    ),
    ("Are there any Safeguarding Concerns associated with the patient?", "safeguarding"),
    ("Has the patient consented to this Assessment Notice?", "patient_consent"),
    ("Has the patient consented to this Admission Notice?", "patient_consent"),
    ("What is the source of the third party consent for this assessment notice?", "consent_source"),
    ("What is the source of the third party consent for this admission notice?", "consent_source"),
    ("Has the provision of NHS Continuing Health Care been considered?", "continuing_care_considered"),
    (
        "If the provision of NHS Continuing Health Care has been considered, what was the result of that consideration?",
        "continuing_care_result",
    ),
];

/// The column of the answer to a question, if these are its exact words.
pub fn column(words: &str) -> Option<&'static str> {
    QUESTIONS.iter().find(|(question, _)| *question == words).map(|(_, column)| *column)
}
