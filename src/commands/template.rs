//! `beddays template`: a file to fill, for a kind of delivery or a profile.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::Out;
use crate::cli::TemplateArguments;
use crate::domain::visible::{file_name, path_in_words};
use crate::error::{Error, Exit, Position, Result};
use crate::intake::profile::{self, Profile};
use crate::operate::template::{columns_under, csv, workbook};
use crate::project::{PROJECT_FILE, Project};

/// What deliveries of our own tables are called, each with its profile.
const KINDS: [(&str, &str); 4] =
    [("stays", "native-stay"), ("events", "native-event"), ("reasons", "native-reason"), ("claims", "native-claim")];

pub(super) fn template(folder: &Path, arguments: &TemplateArguments, out: &mut Out) -> Result<Exit> {
    let (file, named) = (arguments.file.as_path(), arguments.profile.as_deref());
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if !["csv", "xlsx"].contains(&ending) {
        return Err(Error::new(
            "X_TEMPLATE",
            Exit::Usage,
            format!("`{}` ends neither in .csv nor in .xlsx", file_name(file)),
        )
        .effect("nothing was written")
        .hint("as in `beddays template stays.xlsx` or `beddays template events.csv`"));
    }
    let profile = profile_of(file, named)?;
    // Under the law of the project, where there is one.
    let project = folder.join(PROJECT_FILE).exists().then(|| super::project(folder)).transpose()?;
    let law = project.as_ref().and_then(|project: &Project| project.other_law.as_ref());
    let columns = columns_under(&profile, law)?;
    let bytes = if ending == "csv" { csv(&profile, &columns)? } else { workbook(&profile, &columns, &[])? };
    let not_written = |error: std::io::Error| {
        Error::new("X_TEMPLATE", Exit::CannotCreate, format!("cannot write the template: {error}"))
            .at(Position::file(file))
            .effect("nothing that was there was changed")
            .hint("name a file that is not there yet, in a folder that you can write")
    };
    let mut made = OpenOptions::new().write(true).create_new(true).open(file).map_err(not_written)?;
    made.write_all(&bytes).map_err(not_written)?;
    if out.json {
        out.value(&json!({ "file": file_name(file), "profile": profile.name, "columns": columns }))?;
    } else {
        out.data(format!("{}: {} columns (profile {})", path_in_words(file), columns.len(), profile.name))?;
    }
    Ok(Exit::Done)
}

/// The profile that is named, else that of the kind of delivery or of the profile by which the file is called.
fn profile_of(file: &Path, named: Option<&str>) -> Result<Arc<Profile>> {
    if let Some(named) = named {
        return profile::find(named, Path::new(""));
    }
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let kind = KINDS.iter().find(|(kind, _)| *kind == stem).map(|(_, profile)| *profile);
    profile::named(kind.unwrap_or(stem)).map_err(|error| {
        let kinds = KINDS.map(|(kind, _)| kind).join(", ");
        let hint = format!(
            "a template is called after a kind of delivery ({kinds}) or a profile, or --profile names one; {}",
            error.advice()
        );
        error.effect("nothing was written").hint(hint)
    })
}
