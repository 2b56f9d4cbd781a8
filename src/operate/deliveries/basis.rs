//! By what records are read, settled and counted. Where any of it changes, no partition of the store holds any more.

use std::fmt::Write as _;

use crate::key::Key;
use crate::project::Project;
use crate::store::{FORMAT, Store, sha256};

/// A hash of the program itself and of all that it is built with.
const PROGRAM: &str = env!("BEDDAYS_SOURCE");

/// The hash of all that what the store holds depends on, beside the deliveries.
pub fn of(project: &Project, key: &Key) -> String {
    let mut all = format!("{PROGRAM}\n{}\n{}\n", key.id(), project.zone());
    let _ = writeln!(all, "{:?}", project.view_and_code(None));
    for law in &project.law {
        let _ = writeln!(all, "{} {} {}", law.id(), law.hash(), law.readings_hash);
    }
    for convention in &project.conventions {
        let _ = writeln!(all, "{} {}", convention.label(), convention.hash);
    }
    for source in &project.sources {
        let _ = writeln!(all, "{} {:?} {}", source.name, source.files, source.profile.name);
    }
    sha256(all.as_bytes())
}

/// The hash of what reports show of a project beside its name, and what no table of the store depends on: names of organisations,
/// the columns of the journal, what is expected of senders, and the law that months are held against.
pub fn shown(project: &Project) -> String {
    let mut all = format!("{:?}\n{:?}\n{:?}\n", project.names, project.journal, project.trust);
    for source in &project.sources {
        let _ = writeln!(all, "{} {:?} {:?} {}", source.name, source.expects, source.policy, source.optional);
    }
    for other in &project.shadow {
        let _ = writeln!(all, "{} {}", other.name, other.sha256);
    }
    sha256(all.as_bytes())
}

/// Why everything has to be read and settled anew; nothing if what the store holds still holds on this basis.
pub fn why_anew(store: &Store, basis: &str) -> Option<String> {
    let manifest = store.manifest();
    let Some(before) = manifest.settled.as_ref().filter(|_| manifest.format == FORMAT) else {
        let what = match manifest.format {
            FORMAT => "the store keeps no records of deliveries yet".to_owned(),
            format => format!("the store is of format {format}, and this program writes format {FORMAT}"),
        };
        return Some(what);
    };
    if before.basis != basis {
        return Some(
            "the program, the key, the view, the law, the conventions or the sources are not those of the last run"
                .to_owned(),
        );
    }
    None
}
