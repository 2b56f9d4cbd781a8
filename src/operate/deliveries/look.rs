//! A look at files before they are delivered: what a run would take of them, what not and why, beside everything that the
//! store of a project holds. Nothing is stored.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::visible::file_name;
use crate::domain::{Authorities, Day, Finding, Receipt};
use crate::error::{Error, Exit, Result};
use crate::files::container::ProcessReader;
use crate::intake::Rules;
use crate::intake::profile::{DateStyle, Profile};
use crate::operate::deliveries::dry_run::{DryRun, DryRunOutcome, StoreContext};
use crate::operate::deliveries::named_file::NamedFile;
use crate::project::{Project, UNITED_KINGDOM};

/// What is looked at.
#[derive(Clone, Debug)]
pub struct LookRequest<'a> {
    /// The files, as if they were delivered one after the other.
    pub files: &'a [PathBuf],
    /// How all of them are read; else as their source in the project says, else by their headers.
    pub profile: Option<Arc<Profile>>,
    /// How they write days; else as their source says, else as the profile does.
    pub dates: Option<DateStyle>,
    /// No fact may lie after this day.
    pub as_of: Option<Day>,
}

/// What became of one file.
#[derive(Debug)]
pub struct FileOutcome {
    /// Its name, fit to be shown.
    pub file: String,
    /// The profile that reads it; nothing where none was found.
    pub profile: Option<String>,
    /// What was counted in it, or why it is refused.
    pub counted: Result<Receipt>,
    /// Why a run would not take it although it can be read.
    pub untrusted: Option<String>,
}

/// What was seen.
#[derive(Debug)]
pub struct Looked {
    /// Every file, in the order in which they were named.
    pub files: Vec<FileOutcome>,
    /// What was rejected, taken before or doubtful in them, by file and record: the first of each file and code.
    pub findings: Vec<Finding>,
    /// How many findings there are, by code.
    pub codes: BTreeMap<&'static str, u64>,
    /// How many deliveries of the project's store they were held against; nothing outside of a project.
    pub beside: Option<usize>,
}

/// Looks at files; beside the store of the project, where there is one.
///
/// # Errors
/// The store is damaged, or holds what cannot be read again; 77: the key is open to others. That a file is refused is no
/// error: its fate says so.
pub fn look(project: Option<&Project>, request: &LookRequest<'_>) -> Result<Looked> {
    let store = project.map(StoreContext::open).transpose()?;
    let reader = ProcessReader::default();
    // Files named one after the other are deliveries one after the other: the later brings the later news.
    let next = store.as_ref().map_or(1, StoreContext::next);
    let named = |(path, at): (&PathBuf, u32)| -> Result<NamedFile> {
        let mut file = NamedFile::read_bytes(path, project, (request.profile.as_ref(), request.dates), &reader)?;
        let before = store.as_ref().and_then(|store| store.received(&file.sha256));
        file.received = before.unwrap_or(next + at);
        Ok(file)
    };
    let files: Vec<Result<NamedFile>> = request.files.iter().zip(0..).map(named).collect();
    let zone = jiff::tz::TimeZone::get(project.map_or(UNITED_KINGDOM, Project::zone))
        .map_err(|source| Error::new("X_ZONE", Exit::Bug, source.to_string()))?;
    // Outside of a project the pseudonyms of a look are thrown away, so its key need not be anybody's.
    let key = store.as_ref().map_or(&[0; 32][..], |store| store.key.bytes());
    let rules = Rules {
        zone: &zone,
        key,
        authorities: Authorities::liable(),
        law: project.and_then(|project| project.other_law.as_ref()),
    };
    let dry_run = DryRun {
        store: store.as_ref(),
        files: &files.iter().flatten().collect::<Vec<_>>(),
        rules: &rules,
        as_of: request.as_of.or(project.and_then(|project| project.as_of)),
        trust: project.map(|project| project.trust).unwrap_or_default(),
    };
    let DryRunOutcome { files: counted, findings } = dry_run.outcome()?;
    let mut counted = counted.into_iter();
    let mut outcomes = Vec::with_capacity(files.len());
    for (path, file) in request.files.iter().zip(files) {
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                outcomes.push(FileOutcome {
                    file: file_name(path),
                    profile: None,
                    counted: Err(error),
                    untrusted: None,
                });
                continue;
            }
        };
        let counted = counted.next().ok_or_else(|| Error::bug("a file was read and not counted"))?;
        let (counted, untrusted) = match counted {
            Ok((receipt, untrusted)) => (Ok(receipt), untrusted),
            Err(error) => (Err(file.explain(error)), None),
        };
        outcomes.push(FileOutcome {
            file: file_name(path),
            profile: Some(file.profile.name.clone()),
            counted,
            untrusted,
        });
    }
    let codes = findings.codes();
    let (findings, beside) = (findings.kept(), store.map(|store| store.held.len()));
    Ok(Looked { files: outcomes, findings, codes, beside })
}
