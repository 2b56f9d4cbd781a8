//! `beddays demo`: a made-up project and its month.

use std::fs;
use std::path::Path;

use crate::cli::ProjectCountry;
use crate::domain::visible::path_in_words;
use crate::error::{Error, Exit, Position, Result};
use crate::key::Key;
use crate::operate::month::run::{RunRequest, run};
use crate::project::{PROJECT_FILE, Project};
use crate::sample;
use crate::sample::countries::{self, SampleFiles};
use crate::store::files::private;
use crate::store::write_whole;

use super::progress::Bar;
use super::{Out, init};

pub(super) fn demo(folder: &Path, country: ProjectCountry, out: &mut Out) -> Result<Exit> {
    let sample = match country {
        ProjectCountry::Gb => SampleFiles::from(sample::demo()),
        ProjectCountry::No => countries::norway(),
        ProjectCountry::Se => countries::sweden(),
        ProjectCountry::Dk => countries::denmark(),
    };
    let path = folder.join(PROJECT_FILE);
    match fs::read_to_string(&path) {
        Ok(text) if text == sample.project_file => out.talk("the sample project is there already: running its month"),
        Ok(_) => {
            return Err(Error::new("C_EXISTS", Exit::CannotCreate, "another project lies there")
                .at(Position::file(&path))
                .effect("nothing was changed")
                .hint("name another folder: `beddays demo DIR`"));
        }
        Err(_) => {
            init::make(folder, &sample.project_file, Key::create_for_made_up_data, |folder| {
                for (name, content) in &sample.files {
                    let (inner, file) = name.rsplit_once('/').unwrap_or((".", name));
                    write_whole(&folder.join(inner), file, content)?;
                }
                private::sync_folder(&folder.join("inbox"))
            })?;
            out.talk(format!("made a sample project in {}: all of it is made up", path_in_words(folder)));
        }
    }
    let project = Project::read(folder)?;
    let ran = run(&project, RunRequest { month: sample.month, as_of: None }, &Bar::new(out))?;
    // Rejected records are part of the sample, so they are no alarm here.
    Ok(match super::run::tell(&ran, out)? {
        Exit::Alarm => Exit::Done,
        exit => exit,
    })
}
