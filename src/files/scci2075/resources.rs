//! The resources of one message: which is which, and what a reference points at.

use std::collections::HashMap;

use crate::files::fhir_xml::FhirElement;

/// The resources of a message, without those in its attachments.
pub struct Resources<'x> {
    list: Vec<&'x FhirElement>,
    by_name: HashMap<String, &'x FhirElement>,
    /// A name that two resources have.
    pub twice: Option<String>,
}

const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
const LOCAL_NUMBER: &str = "https://fhir.nhs.uk/Id/local-patient-identifier";
const SITE: &str = "https://fhir.nhs.uk/Id/ods-site-code";
const ORGANISATION: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
const ENCOUNTER: &str = "https://fhir.nhs.uk/encounter-id";

impl<'x> Resources<'x> {
    /// Of the entries of a bundle.
    pub fn of(bundle: &'x FhirElement) -> Self {
        let mut resources = Self { list: Vec::new(), by_name: HashMap::new(), twice: None };
        for entry in bundle.all("entry") {
            let Some(resource) = entry.find("resource").and_then(|resource| resource.children.first()) else {
                continue;
            };
            resources.list.push(resource);
            let relative = resource.text("id").map(|id| format!("{}/{id}", resource.name));
            for name in [entry.text("fullUrl").map(str::to_owned), relative].into_iter().flatten() {
                if resources.by_name.insert(name.clone(), resource).is_some() {
                    resources.twice.get_or_insert(name);
                }
            }
        }
        resources
    }

    /// The first resource.
    pub fn first(&self) -> Option<&'x FhirElement> {
        self.list.first().copied()
    }

    /// What the reference along a path points at, if it is of this type; without such a reference the one resource of
    /// the type, if there is one only.
    pub fn pointed_at(&self, from: Option<&'x FhirElement>, path: &str, name: &str) -> Option<&'x FhirElement> {
        let reference = from.and_then(|from| from.text(path));
        let found = reference.and_then(|reference| self.by_name.get(reference)).copied();
        let mut of_type = self.list.iter().copied().filter(|resource| &*resource.name == name);
        found.filter(|resource| &*resource.name == name).or_else(|| match (of_type.next(), of_type.next()) {
            (only, None) => only,
            _ => None,
        })
    }

    /// What the references of one name point at, if they are of this type.
    pub fn all_pointed_at<'r>(
        &'r self,
        from: &'x FhirElement,
        part: &'r str,
        name: &'r str,
    ) -> Option<&'x FhirElement> {
        let references = from.all(part).filter_map(|reference| reference.text("reference"));
        let mut found = references.filter_map(|reference| self.by_name.get(reference)).copied();
        found.find(|resource| &*resource.name == name)
    }

    /// The first resource of a type that fits.
    pub fn find(&self, name: &str, fits: impl Fn(&FhirElement) -> bool) -> Option<&'x FhirElement> {
        self.list.iter().copied().find(|resource| &*resource.name == name && fits(resource))
    }
}

fn identifiers<'x>(resource: &'x FhirElement, system: &'x str) -> impl Iterator<Item = &'x str> {
    let of_system = resource.all("identifier").filter(move |identifier| identifier.text("system") == Some(system));
    of_system.filter_map(|identifier| identifier.text("value"))
}

/// The NHS numbers of a patient.
pub fn nhs_numbers(patient: &FhirElement) -> impl Iterator<Item = &str> {
    identifiers(patient, NHS_NUMBER)
}

/// How far the NHS number was verified.
pub fn nhs_number_status(patient: &FhirElement) -> Option<&str> {
    let mut identifiers = patient.all("identifier").filter(|one| one.text("system") == Some(NHS_NUMBER));
    identifiers.find_map(|identifier| identifier.text("extension/valueCodeableConcept/coding/code"))
}

/// The hospital's own number of a patient.
pub fn local_number(patient: &FhirElement) -> Option<&str> {
    identifiers(patient, LOCAL_NUMBER).next()
}

/// The code of a hospital site.
pub fn site_code(organisation: &FhirElement) -> Option<&str> {
    identifiers(organisation, SITE).next()
}

/// The code of a council.
pub fn organisation_code(organisation: &FhirElement) -> Option<&str> {
    identifiers(organisation, ORGANISATION).next()
}

/// The number of the encounter.
pub fn encounter_id(encounter: &FhirElement) -> Option<&str> {
    identifiers(encounter, ENCOUNTER).next().or_else(|| encounter.text("identifier/value"))
}
