//! Units for the scheduler of a machine that start the monthly run of a project: systemd, cron, the Task Scheduler of Windows.

mod cron;
mod install;
mod systemd;
mod windows;

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::visible::visible;
use crate::error::{Error, Exit, Position, Result};
use crate::project::{MonthRule, PROJECT_FILE, Project};
use crate::store::sha256;

pub use install::{Installed, install};

/// So long a scheduled run waits for another command to end, in seconds.
const WAIT: u32 = 3600;

/// Which scheduler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheduler {
    /// A service and a timer.
    Systemd,
    /// One line of a crontab.
    Cron,
    /// A task, as XML.
    Windows,
}

/// When the run starts, each month, by the clock of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthlyTime {
    /// The day of the month, 1 to 28.
    pub day: u8,
    /// The hour.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
}

/// One file for the scheduler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What a unit needs to know.
struct Scheduled {
    /// The program, as an absolute path.
    program: String,
    /// The project, as an absolute path.
    project: String,
    /// Whose project it is, fit for one line.
    owner: String,
    /// A name of letters, digits and hyphens that no other project has.
    name: String,
    time: MonthlyTime,
}

impl Scheduled {
    /// The words of the command, in order.
    fn command(&self) -> [String; 6] {
        let words = [self.program.as_str(), "--project", &self.project, "run", "--wait", &WAIT.to_string()];
        words.map(str::to_owned)
    }

    fn description(&self) -> String {
        format!("The monthly run of beddays for {}", self.owner)
    }
}

/// The units that start the run of a project each month.
///
/// # Errors
/// 78: the project file does not say that the month is the one before today's, or no news counts then, or a path cannot be written in such a unit.
pub fn units(project: &Project, scheduler: Scheduler, time: MonthlyTime) -> Result<Vec<Unit>> {
    if project.month != Some(MonthRule::Previous) {
        let found =
            project.month.map_or_else(|| "names no month".to_owned(), |month| format!("has month = \"{month}\""));
        return Err(Error::new(
            "C_SCHEDULE",
            Exit::Config,
            format!("the project file {found}: a scheduled run needs a rule"),
        )
        .at(Position::file(&project.folder.join(PROJECT_FILE)))
        .effect("nothing was written")
        .hint("month = \"previous\" in [project]: each run is of the month before the one of today"));
    }
    if let Some(as_of) = project.as_of {
        let what = format!("the project file has as_of = \"{as_of}\": no run would know of a later month");
        return Err(Error::new("C_SCHEDULE", Exit::Config, what)
            .at(Position::file(&project.folder.join(PROJECT_FILE)))
            .effect("nothing was written")
            .hint("take `as_of` out of [project]: then every delivered fact counts"));
    }
    let folder =
        fs::canonicalize(&project.folder).map_err(|error| Error::io("find the project", &project.folder, &error))?;
    let program =
        std::env::current_exe().map_err(|error| Error::io("find the program", Path::new("beddays"), &error))?;
    let scheduled = Scheduled {
        program: text(&program)?,
        name: name(&folder),
        project: text(&folder)?,
        owner: visible(&project.name).into_owned(),
        time,
    };
    match scheduler {
        Scheduler::Systemd => Ok(systemd::units(&scheduled)),
        Scheduler::Cron => Ok(vec![cron::unit(&scheduled)]),
        Scheduler::Windows => windows::unit(&scheduled).map(|unit| vec![unit]),
    }
}

/// A path as text on one line.
fn text(path: &Path) -> Result<String> {
    let text = path.to_str().filter(|text| !text.contains(char::is_control));
    text.map(str::to_owned).ok_or_else(|| unfit(path, "has a character that no unit can name"))
}

fn unfit(path: &Path, why: &str) -> Error {
    Error::new("C_SCHEDULE", Exit::Config, format!("the path {why}"))
        .at(Position::file(path))
        .effect("nothing was written")
        .hint("rename the folder, or move the project")
}

/// `beddays-our-council-1a2b3c4d`: the last folder for people, the hash of the path so that no two projects have one name.
fn name(folder: &Path) -> String {
    let last = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let letters = last.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let hash = sha256(folder.as_os_str().as_encoded_bytes());
    let parts = std::iter::once("beddays").chain(letters).chain([&hash[..8]]);
    parts.collect::<Vec<_>>().join("-")
}

/// Where a person's own units for systemd lie: `XDG_CONFIG_HOME`, else `.config` in `HOME`.
///
/// # Errors
/// 78: neither is set.
pub fn user_units() -> Result<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let config = variable("XDG_CONFIG_HOME").or_else(|| variable("HOME").map(|home| home.join(".config")));
    config.map(|config| config.join("systemd/user")).ok_or_else(|| {
        Error::new("C_HOME", Exit::Config, "neither HOME nor XDG_CONFIG_HOME names a folder")
            .effect("nothing was written")
            .hint("set HOME, or print the units without --install and put them where systemd looks")
    })
}
