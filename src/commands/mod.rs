//! One thin file a subcommand: arguments → library call → words.

mod acknowledge;
mod arguments;
mod audited;
mod bridge;
mod check;
mod close;
mod completions;
mod count;
mod demo;
mod doctor;
mod dry_run;
mod explain;
mod explain_figure;
mod export;
mod guard;
mod ingest;
mod init;
mod out;
mod position;
mod progress;
mod project_folder;
mod publish;
mod published;
mod query;
mod read_contained;
mod rebuild;
mod reconcile;
mod regimes;
mod remove;
mod report;
mod run;
mod run_screen;
mod schedule;
mod schema;
mod sign_off;
mod spc;
mod template;
mod verify;
mod version;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::{Cli, Command, WaitArguments};
use crate::domain::visible::file_name;
use crate::error::{Error, Exit, Result};
use crate::intake::profile::DateStyle;
use crate::operate::permissions::refuse_writable_by_others;
use crate::project::Project;

pub use arguments::{parse, wants_json};
pub use guard::guarded;
pub(crate) use out::Out;

/// Runs a command and turns what comes of it into words and an exit code.
pub fn run(cli: Cli) -> ExitCode {
    let mut out = Out::of(&cli);
    let result = project_folder::of(&cli, &out).and_then(|folder| {
        let entry = audited::begin(&cli.command, &folder)?;
        project_folder::tell_what_is_read(&folder, &out);
        let result = dispatch(cli.command, &folder, &mut out).and_then(|exit| out.finish().map(|()| exit));
        if let Some(entry) = entry {
            audited::end(entry, &result, &out);
        }
        result
    });
    match result {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) if out.reader_left() => {
            let _ = error;
            ExitCode::SUCCESS
        }
        Err(error) => {
            out.fail(&error);
            ExitCode::from(error.exit() as u8)
        }
    }
}

/// The project of a folder, unless others can write what it is made of.
fn project(folder: &Path) -> Result<Project> {
    let project = Project::read(folder)?;
    refuse_writable_by_others(&project)?;
    Ok(project)
}

/// The same for a command that waits for another one as long as it is asked to.
fn project_within(folder: &Path, wait: WaitArguments) -> Result<Project> {
    Ok(Project { wait: wait.time(), ..project(folder)? })
}

/// Says under which names changed files are kept.
fn tell_kept(kept: &[PathBuf], out: &Out) {
    kept.iter().for_each(|path| out.talk(format!("a changed file is kept as {}", file_name(path))));
}

/// The form of days that `--dates` names.
fn dates(name: Option<&str>) -> Result<Option<DateStyle>> {
    let named = name.map(|name| {
        DateStyle::named(name).ok_or_else(|| {
            Error::new("X_DATES", Exit::Usage, format!("days are not written as `{name}`"))
                .effect("nothing was read or changed")
                .hint(DateStyle::list(|name| format!("`--dates {name}`")))
        })
    });
    named.transpose()
}

/// An error of a command that has to do with no project: there is no month that it could have published.
fn of_no_project(error: Error) -> Error {
    error.in_the_effect("nothing was published; the last good month stays", "nothing was written")
}

fn dispatch(command: Command, project: &Path, out: &mut Out) -> Result<Exit> {
    match command {
        Command::Demo { folder, country } => demo::demo(&folder, country, out),
        Command::Init { folder, name, authority, country } => match init::regimes_of(country) {
            None => init::init(&folder, name.as_deref(), &authority, out),
            Some(regimes) => init::elsewhere(&folder, (name.as_deref(), &authority), regimes, out),
        },
        Command::Run(arguments) => run::run(project, &arguments, out),
        Command::Acknowledge(arguments) => acknowledge::acknowledge(project, &arguments, out),
        Command::SignOff(arguments) => sign_off::sign_off(project, &arguments, out),
        Command::Position(arguments) => position::position(project, &arguments, out),
        Command::Close(arguments) => close::close(project, &arguments, out),
        Command::Remove(arguments) => remove::remove(project, &arguments, out),
        Command::Check(arguments) => check::check(project, &arguments, out),
        Command::Ingest(arguments) => ingest::ingest(project, &arguments, out),
        Command::Explain(arguments) => explain::explain(project, &arguments, out),
        Command::Regimes(command) => regimes::regimes(command, out).map_err(of_no_project),
        Command::Count(arguments) => {
            count::count(&arguments.convention, &arguments.readings, arguments.to, &arguments.file, out)
                .map_err(of_no_project)
        }
        Command::Reconcile(arguments) => reconcile::reconcile(project, &arguments, out),
        Command::Bridge(arguments) => bridge::bridge(project, &arguments, out),
        Command::Spc(arguments) => spc::spc(&arguments, out).map_err(of_no_project),
        Command::Published(arguments) => published::published(&arguments, out),
        Command::Export(arguments) => export::export(project, &arguments, out),
        Command::Query(arguments) => query::query(project, &arguments, out),
        Command::ReadContained(arguments) => read_contained::read_contained(&arguments),
        Command::Report(arguments) => report::report(project, &arguments, out),
        Command::Publish(arguments) => publish::publish(project, &arguments, out),
        Command::Schedule(arguments) => schedule::schedule(project, &arguments, out),
        Command::Doctor => doctor::doctor(project, out),
        Command::Rebuild(arguments) => rebuild::rebuild(project, &arguments, out),
        Command::Verify => verify::verify(project, out),
        Command::Template(arguments) => template::template(project, &arguments, out).map_err(of_no_project),
        Command::Schema { name } => schema::schema(name.as_deref(), out),
        Command::Completions { shell } => completions::completions(shell, out),
        Command::Man { dir } => completions::man(dir.as_deref(), out).map_err(of_no_project),
    }
}
