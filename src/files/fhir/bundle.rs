//! A bundle: whether it is whole, which entries are records, and the resources that encounters point at.
//! Patients and other resources that no encounter points at are records too, which are passed over.

use std::collections::HashMap;

use crate::files::fhir::json::Json;
use crate::files::refusal::Refusal;

/// Bundles that list resources. Others are requests, answers to them or documents.
const LISTS: [&str; 2] = ["searchset", "collection"];

/// A bundle that is whole.
pub struct Bundle<'j> {
    pub(super) entries: Vec<Entry<'j>>,
    /// Resources other than encounters, by what they are pointed at with.
    by_name: HashMap<String, usize>,
    /// The ids of encounters, by their full addresses.
    encounters: HashMap<&'j str, &'j str>,
}

pub(super) struct Entry<'j> {
    pub(super) whole: &'j Json,
    pub(super) resource: Option<&'j Json>,
    /// Whether the server added it to what was asked for.
    pub(super) is_added: bool,
}

impl Entry<'_> {
    pub(super) fn kind(&self) -> &str {
        self.resource.and_then(|resource| resource.text("resourceType")).unwrap_or("")
    }
}

impl<'j> Bundle<'j> {
    /// Opens a bundle, or takes a single encounter for one.
    ///
    /// # Errors
    /// See [`crate::files::fhir::read`].
    pub fn open(root: &'j Json) -> Result<Self, Refusal> {
        let refused = |what: &str| {
            let hint = "ask the sender for a bundle of encounters, of the type searchset or collection";
            Err(Refusal::new("F_FHIR", what, hint).at((1, 1)))
        };
        match root.text("resourceType") {
            Some("Encounter" | "Patient") => return Ok(Self::of_resources(&[root])),
            Some("Bundle") => {}
            _ => return refused("the file is neither a FHIR bundle nor an encounter"),
        }
        if !root.text("type").is_some_and(|kind| LISTS.contains(&kind)) {
            return refused("the bundle does not say that it is a list of resources");
        }
        if !matches!(root.find("entry"), None | Some(Json::List(_))) {
            return refused("the entries of the bundle are no list");
        }
        if root.find("implicitRules").is_some() {
            return refused("the bundle follows rules of its own (implicitRules) that are not known here");
        }
        let entry = |whole: &'j Json| {
            let is_added = matches!(whole.text("search/mode"), Some("include" | "outcome"));
            Entry { whole, resource: whole.find("resource"), is_added }
        };
        let entries: Vec<Entry<'j>> = root.items("entry").iter().map(entry).collect();
        check_whole(root, &entries)?;
        Ok(Self::of_entries(entries))
    }

    /// Resources that stand beside each other as in a bundle; the line of a record is the place of its resource, from 1.
    pub fn of_resources(resources: &[&'j Json]) -> Self {
        let entry = |resource: &&'j Json| Entry { whole: resource, resource: Some(resource), is_added: false };
        Self::of_entries(resources.iter().map(entry).collect())
    }

    fn of_entries(entries: Vec<Entry<'j>>) -> Self {
        let mut by_name = HashMap::new();
        let mut encounters = HashMap::new();
        for entry in entries.iter().filter(|entry| entry.kind() == "Encounter") {
            let id = entry.resource.and_then(|resource| resource.name("id")).map(|(id, _)| id);
            encounters.extend(entry.whole.text("fullUrl").zip(id));
        }
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.kind() != "Encounter") {
            let id = entry.resource.and_then(|resource| resource.name("id")).map(|(id, _)| id);
            let names = [entry.whole.text("fullUrl").map(str::to_owned), id.map(|id| format!("{}/{id}", entry.kind()))];
            for name in names.into_iter().flatten() {
                by_name.entry(name).or_insert(at);
            }
        }
        Self { entries, by_name, encounters }
    }

    /// The id of the encounter that a reference points at, in this file or another.
    pub fn encounter<'r>(&'r self, reference: &'r str) -> &'r str {
        let plain = reference.split("/_history/").next().unwrap_or(reference);
        let after_kind =
            |(at, kind): (usize, &str)| (at == 0 || plain.as_bytes()[at - 1] == b'/').then(|| at + kind.len());
        let behind = || plain.rmatch_indices("Encounter/").find_map(after_kind).map(|at| &plain[at..]);
        self.encounters.get(plain).copied().or_else(behind).unwrap_or(plain)
    }

    /// The resource that a reference points at: one in the encounter itself, or an entry.
    pub fn resolve(&self, encounter: &'j Json, reference: &str) -> Option<&'j Json> {
        if let Some(id) = reference.strip_prefix('#') {
            return encounter
                .items("contained")
                .iter()
                .find(|resource| resource.name("id").is_some_and(|(own, _)| own == id));
        }
        self.entries[self.place(reference)?].resource
    }

    pub(super) fn place(&self, reference: &str) -> Option<usize> {
        let plain = reference.split("/_history/").next().unwrap_or(reference);
        self.by_name.get(plain).copied()
    }
}

fn check_whole(root: &Json, entries: &[Entry<'_>]) -> Result<(), Refusal> {
    let hint = "ask the sender for all pages in one bundle; no link is followed";
    let next = root.items("link").iter().any(|link| link.text("relation") == Some("next"));
    let matches = entries.iter().filter(|entry| !entry.is_added).count();
    let encounters = entries.iter().filter(|entry| entry.kind() == "Encounter").count();
    if next {
        let what = format!("this is one page of several: it has {matches} entries and a link to the next page");
        return Err(Refusal::new("F_COUNT", what, hint).at((1, 1)));
    }
    match root.find("total") {
        None => Ok(()),
        Some(Json::Number(total)) if [matches, encounters].iter().any(|count| **total == *count.to_string()) => Ok(()),
        Some(Json::Number(total)) => {
            let what = format!("the bundle says {total} entries, the file has {matches}");
            Err(Refusal::new("F_COUNT", what, hint).at((1, 1)))
        }
        Some(_) => Err(Refusal::new("F_COUNT", "what the bundle says about its total is no number", hint).at((1, 1))),
    }
}
