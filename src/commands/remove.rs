//! `beddays remove`: a person, or stays beyond a limit, out of every file of the project.

use std::io::BufRead;
use std::path::Path;

use serde_json::json;

use crate::cli::RemoveArguments;
use crate::domain::{NumberScheme, PersonNumber};
use crate::error::{Error, Exit, Result};
use crate::files::wording::count;
use crate::operate::remove::{self, RemoveRequest, Removed, Whom};

use super::Out;
use super::progress::Bar;

pub(super) fn remove(folder: &Path, arguments: &RemoveArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project_within(folder, arguments.wait)?;
    let Some(whom) = whom(arguments, project.numbers())? else {
        return match out.json {
            true => out.value(&json!({ "dry_run": false, "removed": Removed::default() })),
            false => out.data("nothing of a removal is left"),
        }
        .map(|()| Exit::Done);
    };
    let request = RemoveRequest { whom, by: &arguments.by, on: arguments.on, is_dry_run: arguments.dry_run };
    let removed = remove::remove(&project, &request, &Bar::new(out))?;
    if !arguments.dry_run {
        out.changed(format!("removed {}, {}", count(removed.stays, "stay"), count(removed.records, "record")));
        out.replaced(removed.hashes.clone());
    }
    if out.json {
        out.value(&json!({ "dry_run": arguments.dry_run, "removed": removed }))?;
    } else {
        tell(&removed, arguments.dry_run, out)?;
    }
    Ok(Exit::Done)
}

/// Who is meant; nothing where only a removal that was stopped is to be ended.
fn whom(arguments: &RemoveArguments, scheme: Option<NumberScheme>) -> Result<Option<Whom>> {
    if arguments.by.trim().is_empty() && !arguments.dry_run && !arguments.finish {
        return Err(usage("nobody is named who removes", "`--by NAME`"));
    }
    if arguments.person.is_some() {
        let mut line = zeroize::Zeroizing::new(String::new());
        std::io::stdin().lock().read_line(&mut line).map_err(|error| {
            Error::new("X_STDIN", Exit::Io, format!("stdin cannot be read: {error}")).effect("nothing was changed")
        })?;
        let number = PersonNumber::parse(scheme, line.trim());
        return number
            .map(|number| Some(Whom::Person(number)))
            .map_err(|why| usage(&format!("what stdin has is {why}"), "one number, in a line of its own"));
    }
    let stay = arguments.stay.clone().map(Whom::Stay);
    Ok(stay.or(arguments.before.map(Whom::Before)))
}

fn usage(what: &str, hint: &str) -> Error {
    Error::new("X_REMOVE", Exit::Usage, what).effect("nothing was removed or changed").hint(hint)
}

fn tell(removed: &Removed, is_dry_run: bool, out: &mut Out) -> Result<()> {
    let would = if is_dry_run { "would be " } else { "" };
    let Removed { stays, records, deliveries, published_files, files, deleted_files, .. } = removed;
    out.data(format!(
        "{would}removed: {}, {} of {}",
        count(*stays, "stay"),
        count(*records, "record"),
        count(deliveries.len(), "delivery")
    ))?;
    for (file, records) in deliveries {
        out.data(format!("  {file}: {}", count(*records, "record")))?;
    }
    for file in files {
        out.data(format!("{would}rewritten: {file}"))?;
    }
    for file in deleted_files {
        out.data(format!("{would}deleted: {file}"))?;
    }
    if !is_dry_run {
        out.data(format!("without names: {} of published months", count(*published_files, "file")))?;
    }
    out.talk("sums, days and amounts that were published stay as they are; copies outside of the project folder, as in backups, are yours to remove");
    Ok(())
}
