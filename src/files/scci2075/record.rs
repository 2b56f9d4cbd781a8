//! One message as a record: the named columns, and what is wrong or doubtful with the message as such.

use sha2::{Digest, Sha256};

use crate::domain::nhs_number::hexadecimal;
use crate::files::fhir_xml::FhirElement;
use crate::files::grid::{CellKind, GridCell, GridIssue, GridRecord};
use crate::files::scci2075::questions;
use crate::files::scci2075::resources;
use crate::files::scci2075::resources::Resources;
use crate::files::time_stamps;

/// The columns of notices.
pub const COLUMNS: &[&str] = &[
    "message_id",
    "profile",
    "event_code",
    "issued_at",
    "response_to",
    "source",
    "destination",
    "referral_id",
    "referral_status",
    "encounter_id",
    "admitted_on",
    "proposed_discharge_on",
    "admission_type",
    "nhs_number",
    "nhs_number_status",
    "patient_id",
    "born_on",
    "site_code",
    "site_name",
    "council_code",
    "council_name",
    "team",
    "ward",
    "reason_code",
    "reason_text",
    "patient_consulted",
    "carer_consulted",
    "safeguarding",
    "patient_consent",
    "consent_source",
    "continuing_care_considered",
    "continuing_care_result",
    "digest",
];

/// One message as a record.
pub fn record(bundle: &FhirElement) -> GridRecord {
    let mut record = GridRecord { offset: bundle.offset as u64, ..GridRecord::default() };
    let resources = Resources::of(bundle);
    let message = MessageResources::of(&resources);
    record.cells = vec![GridCell::default(); COLUMNS.len()];
    match &message {
        Some(message) => {
            message.fill(&mut record.cells, &resources);
            set(&mut record.cells, "digest", Some(&digest(bundle)));
            record.problem = problem(&resources, message);
            record.remarks = message.remarks();
        }
        None => {
            let said = "the first entry of the bundle is no message header";
            record.problem =
                Some(GridIssue::new("R_FHIR_TYPE", said, "ask the sender for bundles of the type message"));
        }
    }
    record
}

/// The resources of a message that mean something.
struct MessageResources<'x> {
    header: &'x FhirElement,
    referral: Option<&'x FhirElement>,
    encounter: Option<&'x FhirElement>,
    patient: Option<&'x FhirElement>,
    questions: Option<&'x FhirElement>,
}

impl<'x> MessageResources<'x> {
    fn of(resources: &Resources<'x>) -> Option<Self> {
        let header = resources.first().filter(|first| &*first.name == "MessageHeader")?;
        let referral = resources
            .all_pointed_at(header, "data", "ReferralRequest")
            .or_else(|| resources.pointed_at(None, "", "ReferralRequest"));
        let encounter = resources.pointed_at(referral, "encounter/reference", "Encounter");
        let patient = resources.pointed_at(referral.or(encounter), "patient/reference", "Patient");
        let supporting = referral
            .and_then(|referral| resources.all_pointed_at(referral, "supportingInformation", "QuestionnaireResponse"));
        let questions = supporting.or_else(|| resources.pointed_at(None, "", "QuestionnaireResponse"));
        Some(Self { header, referral, encounter, patient, questions })
    }

    fn fill(&self, cells: &mut [GridCell], resources: &Resources<'x>) {
        let header = self.header;
        set(cells, "message_id", header.text("id"));
        set(cells, "profile", header.text("meta/profile"));
        set(cells, "event_code", header.text("event/code"));
        set_moment(cells, "issued_at", header.text("timestamp"));
        set(cells, "response_to", header.text("response/identifier"));
        set(cells, "source", address(header.text("source/endpoint")));
        set(cells, "destination", address(header.text("destination/endpoint")));
        set(cells, "reason_code", header.text("reason/coding/code"));
        set(cells, "reason_text", header.text("reason/text"));
        if let Some(referral) = self.referral {
            set(cells, "referral_id", referral.text("identifier/value"));
            set(cells, "referral_status", referral.text("status"));
        }
        if let Some(encounter) = self.encounter {
            set(cells, "encounter_id", resources::encounter_id(encounter));
            set_moment(cells, "admitted_on", encounter.text("period/start"));
            set_moment(cells, "proposed_discharge_on", encounter.text("period/end"));
            set(cells, "admission_type", encounter.text("priority/coding/code"));
        }
        if let Some(patient) = self.patient {
            set(cells, "nhs_number", resources::nhs_numbers(patient).next());
            set(cells, "nhs_number_status", resources::nhs_number_status(patient));
            set(cells, "patient_id", resources::local_number(patient));
            set(cells, "born_on", patient.text("birthDate"));
        }
        self.fill_organisations(cells, resources);
        for (column, answer, _) in self.answers() {
            set(cells, column, answer);
        }
    }

    fn fill_organisations(&self, cells: &mut [GridCell], resources: &Resources<'x>) {
        // A surgery has a site code too, so only the provider of the encounter is the hospital.
        let site = resources.pointed_at(self.encounter, "serviceProvider/reference", "Organization");
        set(cells, "site_code", site.and_then(resources::site_code));
        set(cells, "site_name", site.and_then(|site| site.text("name")));
        // The council receives notices and is responsible for replies.
        let paths = ["receiver/reference", "responsible/reference"];
        let is_council = |organisation: &&FhirElement| resources::organisation_code(organisation).is_some();
        let named = paths.iter().filter_map(|path| resources.pointed_at(Some(self.header), path, "Organization"));
        let council = named.into_iter().find(|council| is_council(council));
        let council = council.or_else(|| resources.find("Organization", |one| is_council(&one)));
        set(cells, "council_code", council.and_then(resources::organisation_code));
        set(cells, "council_name", council.and_then(|council| council.text("name")));
        let team = resources.find("Organization", |one| one.text("type/coding/code") == Some("team"));
        set(cells, "team", team.and_then(|team| team.text("name")));
        let ward = resources.pointed_at(self.encounter, "location/location/reference", "Location");
        set(cells, "ward", ward.and_then(|ward| ward.text("name")));
    }

    /// Column, answer and words of each question that is known; an empty column for one that is not.
    fn answers(&self) -> impl Iterator<Item = (&'static str, Option<&'x str>, &'x str)> {
        let groups = self.questions.into_iter().flat_map(|questions| questions.all("group"));
        groups.flat_map(|group| group.all("question")).map(|question| {
            let words = question.text("text").unwrap_or("");
            let answer = question.text("answer/valueCoding/code").or_else(|| question.text("answer/valueString"));
            (questions::column(words).unwrap_or(""), answer, words)
        })
    }

    fn remarks(&self) -> Vec<GridIssue> {
        let unread = self.answers().find(|(column, _, _)| column.is_empty());
        let remark = |(_, _, words): (&str, Option<&str>, &str)| {
            let said = "a question is not one of the standard's; its answer was left in the delivery";
            let issue = GridIssue::new("W_QUESTION", said, "nothing to do, unless it is a misspelt one");
            GridIssue { value: words.to_owned(), ..issue }
        };
        unread.map(remark).into_iter().collect()
    }
}

fn problem(resources: &Resources<'_>, message: &MessageResources<'_>) -> Option<GridIssue> {
    if resources.twice.is_some() {
        let said = "two resources of the message have one name: it is not clear what points at which";
        return Some(GridIssue::new("R_FHIR", said, "ask the sender for the message again"));
    }
    let MessageResources { header, referral, encounter, patient, questions } = message;
    let used = [Some(*header), *referral, *encounter, *patient, *questions];
    let strange =
        |resource: &FhirElement| resource.has_anywhere("modifierExtension") || resource.find("implicitRules").is_some();
    if used.into_iter().flatten().any(strange) {
        let said = "a modifier extension that is not known here can turn the meaning round";
        return Some(GridIssue::new(
            "R_FHIR_MODIFIER",
            said,
            "ask the sender what it means, or for messages without it",
        ));
    }
    let mut numbers = patient.iter().flat_map(|patient| resources::nhs_numbers(patient));
    let first = numbers.next();
    if numbers.any(|number| Some(number) != first) {
        let said = "the message gives two NHS numbers for one patient";
        return Some(GridIssue::new("R_NHS", said, "ask the sender which is right"));
    }
    None
}

/// The organisation code of `urn:nhs-uk:addressing:ods:RZZ01`.
fn address(endpoint: Option<&str>) -> Option<&str> {
    endpoint?.strip_prefix("urn:nhs-uk:addressing:ods:").filter(|code| !code.is_empty())
}

fn set(cells: &mut [GridCell], column: &str, text: Option<&str>) {
    let place = COLUMNS.iter().position(|name| *name == column);
    if let (Some(cell), Some(text)) = (place.and_then(|place| cells.get_mut(place)), text) {
        *cell = GridCell::text(text);
    }
}

fn set_moment(cells: &mut [GridCell], column: &str, text: Option<&str>) {
    set(cells, column, text.map(time_stamps::from_fhir).as_deref());
    let place = COLUMNS.iter().position(|name| *name == column);
    if let Some(cell) = place.and_then(|place| cells.get_mut(place)).filter(|_| text.is_some()) {
        cell.kind = CellKind::Date;
    }
}

/// What distinguishes two messages that have one id: everything but the name of the bundle round them.
fn digest(bundle: &FhirElement) -> String {
    let mut hash = Sha256::new();
    let content = bundle.children.iter().filter(|child| !matches!(&*child.name, "id" | "meta"));
    content.for_each(|child| add(&mut hash, child));
    hexadecimal(&hash.finalize())
}

fn add(hash: &mut Sha256, element: &FhirElement) {
    for text in [Some(&element.name), element.value.as_ref(), element.url.as_ref()] {
        let text = text.map_or("\u{0}", |text| text);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.update((element.children.len() as u64).to_le_bytes());
    element.children.iter().for_each(|child| add(hash, child));
}
