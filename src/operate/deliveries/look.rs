//! A look at files before they are delivered: what a run would take of them, what not and why, beside everything that the
//! store of a project holds. Nothing is stored.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::{Authorities, Day, Finding, Receipt};
use crate::error::{Error, Exit, Result};
use crate::files::container::ProcessReader;
use crate::files::refusal::Refusal;
use crate::intake;
use crate::intake::open::Recognised;
use crate::intake::open::open_delivery::OpenDelivery;
use crate::intake::profile::{DateStyle, Profile};
use crate::key::Key;
use crate::operate::deliveries::load;
use crate::operate::deliveries::load::HeldDelivery;
use crate::project::Project;
use crate::settle::{self, Readable};
use crate::store::{Store, sha256};

/// What stands behind the name of a delivery that the store holds, so that it is not taken for a file looked at.
const IN_THE_STORE: &str = " (in the store)";

/// What a run says of a refused file beside that nothing was taken from it.
const MONTH_STAYS: &str = "; the last good month stays";

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
    /// What was rejected, taken before or doubtful in them, by file and record.
    pub findings: Vec<Finding>,
    /// How many deliveries of the project's store they were held against; nothing outside of a project.
    pub beside: Option<usize>,
}

/// Looks at files; beside the store of the project, where there is one.
///
/// # Errors
/// The store is damaged, or holds what cannot be read again; 77: the key is open to others. That a file is refused is no
/// error: its fate says so.
pub fn look(project: Option<&Project>, request: &LookRequest<'_>) -> Result<Looked> {
    let store = project.map(Stored::read).transpose()?;
    let reader = ProcessReader::default();
    let files: Vec<Result<NamedFile>> =
        request.files.iter().map(|path| NamedFile::read(path, project, request, &reader)).collect();
    let looked_at: Vec<&str> = files.iter().flatten().map(|file| file.sha256.as_str()).collect();
    // A file that was delivered before is looked at as the delivery that it was.
    let held: Vec<&HeldDelivery> = store.iter().flat_map(|store| store.held(&looked_at)).collect();
    let names: Vec<String> = held.iter().map(|held| held.file.clone() + IN_THE_STORE).collect();
    let opened_held: Vec<OpenDelivery<'_>> = held
        .iter()
        .zip(&names)
        .map(|(held, name)| OpenDelivery::open(name, &held.sha256, &held.bytes, &held.profile, &reader))
        .collect::<Result<_>>()?;
    let opened: Vec<Option<Result<OpenDelivery<'_>>>> =
        files.iter().map(|file| file.as_ref().ok().map(|file| file.open(&reader))).collect();
    let mut list: Vec<_> =
        held.iter().zip(&opened_held).map(|(held, opened)| opened.delivery(held.received, Some(held.dates))).collect();
    // Files named one after the other are deliveries one after the other: the later brings the later news.
    let next = store.as_ref().map_or(1, |store| store.next);
    let mut places = Vec::new();
    for (at, (file, opened)) in files.iter().zip(&opened).enumerate() {
        if let (Ok(file), Some(Ok(opened))) = (file, opened) {
            let before = store.as_ref().and_then(|store| store.received(&file.sha256));
            list.push(opened.delivery(before.unwrap_or(next + at as u32), file.dates));
            places.push(at);
        }
    }
    let zone = project.and_then(|project| project.law.first()).map(|law| law.regime.file.regime.zone.as_str());
    let zone = jiff::tz::TimeZone::get(zone.unwrap_or("Europe/London"))
        .map_err(|source| Error::new("X_ZONE", Exit::Bug, source.to_string()))?;
    // Outside of a project the pseudonyms of a look are thrown away, so its key need not be anybody's.
    let key = store.as_ref().map_or(&[0; 32][..], |store| store.key.bytes());
    let as_of = request.as_of.or(project.and_then(|project| project.as_of));
    let rules = intake::Rules { zone: &zone, key, authorities: Authorities::england() };
    let Readable { intake, refused } = settle::take_readable(&list, &rules, as_of)?;
    drop(list);
    drop(opened_held);
    let mut errors: BTreeMap<usize, Error> = BTreeMap::new();
    for (at, error) in refused {
        match at.checked_sub(held.len()) {
            Some(at) => _ = errors.insert(places[at], error),
            None => return Err(error),
        }
    }
    let unopened = opened.into_iter().enumerate().filter_map(|(at, opened)| Some((at, opened?.err()?)));
    errors.extend(unopened.collect::<Vec<_>>());
    let trust = project.map(|project| project.trust).unwrap_or_default();
    let untrusted = intake.as_ref().map(|intake| trust.refusals(intake, |at| at >= held.len())).unwrap_or_default();
    let mut untrusted: BTreeMap<usize, String> =
        untrusted.into_iter().map(|(at, refusal)| (at - held.len(), refusal.what)).collect();
    let (receipts, findings) = intake.map(|intake| (intake.receipts, intake.findings)).unwrap_or_default();
    let mut receipts = receipts.into_iter().skip(held.len()).enumerate();
    let mut outcomes = Vec::with_capacity(files.len());
    for (at, (path, file)) in request.files.iter().zip(files).enumerate() {
        let (profile, counted, untrusted) = match (file, errors.remove(&at)) {
            (Err(error), _) => (None, Err(error), None),
            (Ok(file), Some(error)) => (Some(file.profile.name.clone()), Err(file.explain(error)), None),
            (Ok(file), None) => {
                let receipt = receipts.next().ok_or_else(|| Error::bug("a file was read and not counted"))?;
                (Some(file.profile.name.clone()), Ok(receipt.1), untrusted.remove(&receipt.0))
            }
        };
        outcomes.push(FileOutcome { file: shown(path), profile, counted, untrusted });
    }
    let of_store = |finding: &Finding| finding.file.ends_with(IN_THE_STORE);
    let findings = findings.into_iter().filter(|finding| !of_store(finding)).collect();
    Ok(Looked { files: outcomes, findings, beside: store.map(|store| store.held.len()) })
}

/// The name of a file as it may be shown.
fn shown(path: &Path) -> String {
    without_numbers(&path.to_string_lossy()).into_owned()
}

/// What the store of a project holds.
struct Stored {
    key: Key,
    held: Vec<HeldDelivery>,
    /// The number that the next run will have.
    next: u32,
}

impl Stored {
    fn read(project: &Project) -> Result<Self> {
        let key = Key::read(&project.folder)?;
        let store = Store::read_only(&project.folder)?;
        store.require_key(&key.id())?;
        let (mut held, _) = load::list(&store, Vec::new())?;
        for delivery in &mut held {
            delivery.bytes = store.raw(&delivery.sha256)?;
        }
        Ok(Self { key, held, next: store.manifest().commit as u32 + 1 })
    }

    /// The deliveries but those with these bytes.
    fn held<'s>(&'s self, but: &'s [&str]) -> impl Iterator<Item = &'s HeldDelivery> {
        self.held.iter().filter(move |held| !but.contains(&held.sha256.as_str()))
    }

    /// The number of the run that took these bytes.
    fn received(&self, sha256: &str) -> Option<u32> {
        self.held.iter().find(|held| held.sha256 == sha256).map(|held| held.received)
    }
}

/// One file as it was named.
struct NamedFile {
    name: String,
    sha256: String,
    bytes: Vec<u8>,
    profile: Arc<Profile>,
    dates: Option<DateStyle>,
    /// Whether the header lacks something that the profile wants, which is then only the nearest.
    is_nearest: bool,
}

impl NamedFile {
    fn read(path: &Path, project: Option<&Project>, request: &LookRequest<'_>, reader: &ProcessReader) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| {
            Error::io("read the file", path, &source)
                .effect("nothing was read from it")
                .hint("check its name and rights")
        })?;
        let name = shown(path);
        let source = project.filter(|_| request.profile.is_none()).map(|project| load::source_of(project, path));
        let source = source.transpose()?.flatten();
        let (profile, dates, is_nearest) = match (&request.profile, source) {
            (Some(profile), _) => (Arc::clone(profile), None, false),
            (None, Some(source)) => (Arc::clone(&source.profile), Some(source.dates), false),
            (None, None) => {
                let of_sources = project.iter().flat_map(|project| &project.sources).map(|source| &source.profile);
                let mut own: Vec<Arc<Profile>> = Vec::new();
                for profile in of_sources.filter(|profile| !intake::profile::is_built_in(profile)) {
                    if own.iter().all(|other| other.text != profile.text) {
                        own.push(Arc::clone(profile));
                    }
                }
                let recognised = intake::open::recognise(&name, &bytes, &own, reader);
                let Recognised { profile, is_nearest } =
                    recognised.map_err(|refusal| refusal.error(&name).effect("nothing was taken from it"))?;
                (profile, None, is_nearest)
            }
        };
        Ok(Self { name, sha256: sha256(&bytes), bytes, profile, dates: request.dates.or(dates), is_nearest })
    }

    fn open(&self, reader: &ProcessReader) -> Result<OpenDelivery<'_>> {
        let dates = self.dates.unwrap_or(self.profile.dates);
        self.profile.refuse_dates(dates).map_err(|(what, hint)| {
            Refusal::new("F_DATE_FORMAT", what, hint).error(&self.name).effect("nothing was taken from it")
        })?;
        OpenDelivery::open(&self.name, &self.sha256, &self.bytes, &self.profile, reader)
    }

    /// Says of a file whose header fits no profile by which one it was read.
    fn explain(&self, error: Error) -> Error {
        // A look has to do with no month.
        let error = error.in_the_effect(MONTH_STAYS, "");
        if !self.is_nearest {
            return error;
        }
        let name = &self.profile.name;
        let hint = format!(
            "{}; `{name}` is the nearest profile, another is named with `--profile NAME-OR-FILE`",
            error.advice()
        );
        error.hint(hint)
    }
}
