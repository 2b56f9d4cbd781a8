//! What is wrong with a project, all of it at once, where another command ends at the first thing. Nothing is changed.

mod deliveries;
mod disk;
mod months;
mod places;
mod stored;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Exit};
use crate::project::Project;
use crate::store::Store;

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// Commands end because of it.
    Refused,
    /// Commands work, and it should be looked at.
    Attention,
    /// Nothing has to be done.
    Note,
}

/// Something that is wrong, or should be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concern {
    /// How bad it is.
    pub gravity: Gravity,
    /// The exit code that commands end with because of it; 1 if they work, 0 for a note.
    pub exit: u8,
    /// The code of the error, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// The file or folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl Concern {
    /// Why commands end.
    fn refused(error: &Error) -> Self {
        Self {
            gravity: Gravity::Refused,
            exit: error.exit() as u8,
            code: Some(error.code()),
            file: error.file().map(Path::to_owned),
            what: error.what().to_owned(),
            hint: error.advice().to_owned(),
        }
    }

    fn attention(what: impl Into<String>, hint: impl Into<String>) -> Self {
        let (what, hint) = (what.into(), hint.into());
        Self { gravity: Gravity::Attention, exit: Exit::Alarm as u8, code: None, file: None, what, hint }
    }

    fn note(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { gravity: Gravity::Note, exit: Exit::Done as u8, ..Self::attention(what, hint) }
    }

    fn at(self, file: &Path) -> Self {
        Self { file: Some(file.to_owned()), ..self }
    }
}

/// The codes by how grave they are, the gravest first: a bug, the disk, an output, settings, modes, data, what is missing,
/// what will pass, what needs attention.
const GRAVEST: [Exit; 9] = [
    Exit::Bug,
    Exit::Io,
    Exit::CannotCreate,
    Exit::Config,
    Exit::Open,
    Exit::Data,
    Exit::NoInput,
    Exit::Busy,
    Exit::Alarm,
];

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// Everything, the gravest first; of these in the order in which a run comes upon them.
    pub concerns: Vec<Concern>,
    /// 0 if nothing is wrong; 1 if something needs attention; else the code of the gravest thing because of which commands end.
    pub exit: u8,
}

impl Diagnosis {
    fn of(mut concerns: Vec<Concern>) -> Self {
        let rank = |code: u8| GRAVEST.iter().position(|exit| *exit as u8 == code).unwrap_or(GRAVEST.len());
        // One thing may be in the way of several looks.
        let mut each: Vec<Concern> = Vec::new();
        for concern in concerns {
            if !each.contains(&concern) {
                each.push(concern);
            }
        }
        concerns = each;
        concerns.sort_by_key(|concern| rank(concern.exit));
        Self { exit: concerns.first().map_or(0, |concern| concern.exit), concerns }
    }

    /// The exit code as one.
    pub fn ends(&self) -> Exit {
        GRAVEST.into_iter().find(|exit| *exit as u8 == self.exit).unwrap_or(Exit::Done)
    }
}

/// Looks at everything that a run rests on.
pub fn diagnose(folder: &Path) -> Diagnosis {
    let mut found = if folder.is_dir() { places::look(folder) } else { Vec::new() };
    let project = Project::read(folder).map_err(|error| found.push(Concern::refused(&error))).ok();
    if let Some(project) = &project {
        found.extend(places::look_at_named(project));
    }
    let store = Store::read_only(folder).map_err(|error| found.push(Concern::refused(&error))).ok();
    if let Some(store) = &store {
        found.extend(stored::look(folder, store));
    }
    if let Some(project) = &project {
        found.extend(deliveries::look(project, store.as_ref()));
    }
    if let (Some(project), Some(store)) = (&project, &store) {
        found.extend(months::look(project, store));
        found.extend(disk::look(project, store));
    }
    Diagnosis::of(found)
}
