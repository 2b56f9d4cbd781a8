//! The columns of an encounter that is read as a record.

pub(crate) const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";

/// The columns of encounters.
pub const COLUMNS: &[&str] = &[
    "resource",
    "id",
    "last_updated",
    "status",
    "class",
    "visit_number",
    "nhs_number",
    "patient",
    "born_on",
    "died_at",
    "is_dead",
    "period_start",
    "period_end",
    "absences",
    "provider",
    "ward",
    "admit_source",
    "discharge_disposition",
    "is_by_death",
    "service_type",
    "part_of",
    "digest",
];
