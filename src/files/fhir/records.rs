//! The entries of a bundle as records: encounters, and what else no encounter points at.

use std::collections::HashSet;

use crate::files::fhir::bundle::{Bundle, Entry};
use crate::files::fhir::{columns, encounter, patient};
use crate::files::grid::{GridCell, GridIssue, GridRecord};

/// Resources that say nothing about a stay of their own. A file of them alone, as bulk exports are, is passed over, and so is
/// a patient who died: the death counts. Among encounters one that none of them points at is asked about.
const ORDINARY: [&str; 5] = ["Patient", "Organization", "Location", "Practitioner", "PractitionerRole"];

impl<'j> Bundle<'j> {
    /// One record an encounter, and one that is refused for every entry that is none and that no encounter points at.
    pub fn records(&self) -> Vec<GridRecord> {
        let encounters = self.entries.iter().filter(|entry| entry.kind() == "Encounter");
        let pointed_at: HashSet<usize> = encounters
            .filter_map(|entry| entry.resource)
            .flat_map(encounter::references)
            .filter_map(|reference| self.place(reference))
            .collect();
        let is_record =
            |at: usize, entry: &Entry<'_>| entry.kind() == "Encounter" || !(entry.is_added || pointed_at.contains(&at));
        let records = self.entries.iter().enumerate().filter(|(at, entry)| is_record(*at, entry));
        records.map(|(at, entry)| self.record(at, entry)).collect()
    }

    /// Whether an entry is a resource of a file without encounters, or a patient who died.
    fn is_ordinary(&self, entry: &Entry<'_>) -> bool {
        let has_encounters = self.entries.iter().any(|entry| entry.kind() == "Encounter");
        let is_dead = entry.resource.is_some_and(|resource| {
            entry.kind() == "Patient" && (patient::died_at(resource).or(patient::is_dead(resource))).is_some()
        });
        ORDINARY.contains(&entry.kind()) && (is_dead || !has_encounters)
    }

    fn record(&self, at: usize, entry: &Entry<'j>) -> GridRecord {
        let width = columns::COLUMNS.len();
        let mut record = GridRecord { line: at as u32 + 1, ..GridRecord::default() };
        match entry.resource {
            Some(resource) if self.is_ordinary(entry) => record.cells = patient::cells(resource),
            Some(resource) if entry.kind() == "Encounter" => {
                record.cells = encounter::cells(self, resource);
                record.problem =
                    encounter::problem(resource, entry.whole).or_else(|| encounter::two_numbers(self, resource));
            }
            _ => {
                record.cells = vec![GridCell::default(); width];
                let message = match entry.kind() {
                    "" => "an entry without a resource".to_owned(),
                    kind => format!("the entry is a {}, not an Encounter", crate::files::wording::value(kind)),
                };
                let hint = "nothing to do, unless the sender means a stay by it";
                record.problem = Some(GridIssue::new("R_FHIR_TYPE", message, hint));
            }
        }
        record
    }
}
