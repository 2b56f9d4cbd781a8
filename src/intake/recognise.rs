//! Which built-in profile a header belongs to: by its exact names, never by parts of them.

use std::sync::Arc;

use super::container::Kind;
use super::profile::{self, Profile, plain};

/// The built-in profile whose required columns are all in the first line; of several the one
/// that wants most columns; nothing if there is none, or two want as many.
pub fn recognise(bytes: &[u8]) -> Option<Arc<Profile>> {
    let message = match Kind::of(bytes) {
        Kind::Hl7 => Some("hl7-adt"),
        Kind::Fhir => Some("fhir-r4-encounter"),
        Kind::Xml => Some("scci2075"),
        _ => None,
    };
    if let Some(name) = message {
        return profile::named(name).ok();
    }
    let line = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty())?;
    // Marks of byte order and the zero bytes of UTF-16 stand between the letters of ASCII names.
    let line: Vec<u8> = line.iter().copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
    // How many columns the line must have for a profile, if it has them all.
    let fit = |profile: &Profile| profile.delimiters().find_map(|delimiter| fits(&line, profile, delimiter));
    let fitting = profile::built_in().ok()?.iter().filter_map(|profile| Some((fit(profile)?, profile)));
    let mut fitting: Vec<(usize, &Arc<Profile>)> = fitting.collect();
    // A release whose columns are all in a later one wants more of them: the profile that wants most is meant.
    fitting.sort_by_key(|(columns, _)| std::cmp::Reverse(*columns));
    match fitting.as_slice() {
        [(most, profile), rest @ ..] if rest.iter().all(|(columns, _)| columns < most) => Some(Arc::clone(profile)),
        _ => None,
    }
}

fn fits(line: &[u8], profile: &Profile, delimiter: u8) -> Option<usize> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line);
    let names: Vec<String> = reader.records().next()?.ok()?.iter().map(plain).collect();
    let found = profile.required().map(|column| column.names.iter().any(|known| names.contains(known)));
    let found: Vec<bool> = found.collect();
    (!found.is_empty() && found.iter().all(|found| *found)).then_some(found.len())
}
