//! The inbox: sources of which nothing came, and files that no source means.

use super::Concern;
use super::stored::or_concern;
use crate::error::{Error, Exit};
use crate::operate::deliveries::inbox::{matching, unread};
use crate::operate::deliveries::sources::Senders;
use crate::project::{Expects, Project, Source};
use crate::store::Store;

pub(super) fn look(project: &Project, store: Option<&Store>) -> Vec<Concern> {
    let mut found = Vec::new();
    for source in &project.sources {
        match matching(project, &source.name, &source.files) {
            Err(error) => found.push(Concern::refused(&error)),
            Ok(files) if files.is_empty() => found.extend(of_missing(project, source, store)),
            Ok(_) => {}
        }
    }
    for file in or_concern(unread(project), &mut found) {
        let what = format!("`{}` matches no source of beddays.toml: no run reads it", file.file);
        found.push(Concern::attention(what, file.would_read));
    }
    found
}

/// A source whose patterns match no file of the inbox and no delivery of the store.
fn of_missing(project: &Project, source: &Source, store: Option<&Store>) -> Option<Concern> {
    let senders = Senders::of(project);
    let mut held = store.into_iter().flat_map(|store| &store.manifest().deliveries);
    let is_own = |name: String| name == source.name;
    if held.any(|held| is_own(senders.name(&held.file, &held.profile, held.source.as_deref()))) {
        return None;
    }
    let what =
        format!("source `{}`: nothing matches `{}`, and nothing ever came of it", source.name, source.patterns());
    let hint = "put the delivery there; or mend `files` of the source, or set `optional = true` for it in beddays.toml";
    match (source.optional, source.expects) {
        (false, _) => {
            let missing = Error::new("F_MISSING", Exit::NoInput, what).hint(hint);
            Some(Concern::refused(&missing))
        }
        (true, Expects::Nothing) => None,
        (true, _) => Some(Concern::note(what, "nothing, if nothing is to come of it")),
    }
}
