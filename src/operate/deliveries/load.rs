//! Deliveries: what lies in the inbox, and everything that was delivered before.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::visible::file_name;
use crate::domain::{Finding, Receipt, Severity};
use crate::error::{Error, Exit, Position, Result, every};
use crate::files::file_content::FileContent;
use crate::files::text_source::ReadProblem;
use crate::intake::declared::DeclaredTotals;
use crate::intake::profile::DateStyle;
use crate::intake::profile::{self, Profile};
use crate::key::Key;
use crate::operate::deliveries::basis;
use crate::operate::deliveries::inbox::matching;
use crate::operate::deliveries::profile_now::ProfilesNow;
use crate::operate::deliveries::sources::Senders;
use crate::project::{Project, Source};
use crate::settle::Intake;
use crate::settle::trust::EventsOfDelayed;
use crate::store::{Commit, Received, Store, StoredDelivery, TakeOutcome, hash_of, sha256};

/// A file of the inbox that a source means.
#[derive(Clone, Debug)]
pub struct InboxFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name relative to the project folder, as the user knows it.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many there are.
    pub size: u64,
    /// The profile by which it is read.
    pub profile: Arc<Profile>,
    /// How its dates are written.
    pub dates: DateStyle,
    /// The source that it is said to be of, where its name and profile would mean another.
    pub source: Option<String>,
    /// What its sender declares of it.
    pub declared: Option<DeclaredTotals>,
}

/// The files of the inbox, each once, sorted by name.
///
/// # Errors
/// 66 if a source that the project cannot do without has no file and never had one; 78 if a pattern cannot be read.
pub fn find(project: &Project, store: &Store) -> Result<Vec<InboxFile>> {
    let mut found: Vec<InboxFile> = Vec::new();
    let senders = Senders::of(project);
    let was_delivered = |name: &str| {
        let mut before = store.manifest().deliveries.iter();
        before.any(|delivery| senders.name(&delivery.file, &delivery.profile, delivery.source.as_deref()) == name)
    };
    for source in &project.sources {
        let files = matching(project, &source.name, &source.files)?;
        if files.is_empty() && !source.optional && !was_delivered(&source.name) {
            let what = format!("source `{}` has no file: nothing matches `{}`", source.name, source.patterns());
            return Err(Error::new("F_MISSING", Exit::NoInput, what)
                .at(Position::file(&project.folder))
                .effect("nothing was taken or published; the last good month stays")
                .hint("put the delivery there, or set `optional = true` for the source in beddays.toml"));
        }
        for path in files {
            if found.iter().all(|other| other.path != path) {
                found.push(read(project, source, path)?);
            }
        }
    }
    found.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(found)
}

/// The source that means a file, wherever it is named from; the first of several, as in a run.
///
/// # Errors
/// A pattern cannot be read.
pub(crate) fn source_of<'p>(project: &'p Project, path: &Path) -> Result<Option<&'p Source>> {
    let Ok(path) = path.canonicalize() else { return Ok(None) };
    for source in &project.sources {
        let files = matching(project, &source.name, &source.files)?;
        if files.iter().any(|file| file.canonicalize().is_ok_and(|file| file == path)) {
            return Ok(Some(source));
        }
    }
    Ok(None)
}

/// The name by which a file goes in everything that is stored or shown: relative to the project folder, and without
/// what could be an NHS number. The file itself is kept under its hash.
pub(crate) fn name_of(project: &Project, path: &Path) -> String {
    file_name(path.strip_prefix(&project.folder).unwrap_or(path))
}

fn read(project: &Project, source: &Source, path: PathBuf) -> Result<InboxFile> {
    let (sha256, size) = hash_of(&path).map_err(|error| Error::io("read the delivery", &path, &error))?;
    let (file, declared) = (name_of(project, &path), declared(&path, size, &sha256)?);
    let (profile, dates) = (source.profile.clone(), source.dates);
    Ok(InboxFile { path, file, sha256, size, profile, dates, source: None, declared })
}

/// What the sender of a file declares of it, held to its bytes.
///
/// # Errors
/// 65: it is another file than the declared one, or the totals cannot be understood.
pub(crate) fn declared(path: &Path, size: u64, sha256: &str) -> Result<Option<DeclaredTotals>> {
    let declared = DeclaredTotals::of(path)?;
    declared.as_ref().map_or(Ok(()), |declared| declared.check_bytes(size, sha256))?;
    Ok(declared)
}

/// One delivery, taken now or before.
#[derive(Clone, Debug)]
pub struct HeldDelivery {
    /// The name under which it came.
    pub file: String,
    /// SHA-256 of its bytes as it came.
    pub sha256: String,
    /// SHA-256 of what is kept of it, if records were removed from it.
    pub kept: Option<String>,
    /// Where it lies, if it is new in this run; those of before are in the store.
    pub path: Option<PathBuf>,
    /// How many bytes it has.
    pub size: u64,
    /// The profile by which it is read.
    pub profile: Arc<Profile>,
    /// How its dates are written.
    pub dates: DateStyle,
    /// The source that it was said to be of, where its name and profile would mean another.
    pub source: Option<String>,
    /// The number of the commit that took it.
    pub received: u32,
    /// Whether it is new in this run.
    pub is_new: bool,
    /// What its sender declares of it, if it is new.
    pub declared: Option<DeclaredTotals>,
}

/// A delivery that is not what it was when the run began.
fn changed(path: &Path) -> Error {
    Error::new("F_CHANGED", Exit::Data, "the file changed while it was read")
        .at(Position::file(path))
        .effect("nothing was taken or published; the last good month stays")
        .hint("wait until it is written as a whole, then run again")
}

impl HeldDelivery {
    /// What the origins of records have as its name.
    pub fn source_id(&self) -> &str {
        self.sha256.get(..16).unwrap_or(&self.sha256)
    }

    /// Its bytes, from where it lies or out of the store.
    ///
    /// # Errors
    /// 65: the file changed since the run began, or the kept delivery is damaged; 66, 74: it cannot be read.
    pub fn content(&self, store: &Store) -> Result<FileContent> {
        let Some(path) = &self.path else {
            let (file, path) = store.kept_file(self.kept.as_ref().unwrap_or(&self.sha256))?;
            return FileContent::read(&path, file).map_err(|error| Error::io("read the delivery", &path, &error));
        };
        let (content, found) = content_of(path).map_err(|error| Error::io("read the delivery", path, &error))?;
        if found == self.sha256 { Ok(content) } else { Err(changed(path)) }
    }
}

/// The bytes of a file of the user's, and their SHA-256.
///
/// # Errors
/// It cannot be read.
pub(crate) fn content_of(path: &Path) -> std::io::Result<(FileContent, String)> {
    let content = FileContent::read(path, File::open(path)?)?;
    let found = match &content {
        FileContent::Memory(bytes) => sha256(bytes),
        FileContent::OnDisk(..) => hash_of(path)?.0,
    };
    Ok((content, found))
}

/// What came of reading a file, unless a part of it could not be read, whatever was said of it then.
///
/// # Errors
/// As what came of it; 65: it changed meanwhile; 66, 74: it could not be read.
pub(crate) fn if_unchanged<T>(content: &FileContent, read: Result<T>) -> Result<T> {
    match content.problem() {
        None => read,
        Some((path, ReadProblem::Changed)) => Err(changed(path)),
        Some((path, ReadProblem::Io(error))) => Err(Error::io("read the delivery", path, error)),
    }
}

/// A file of the inbox whose bytes were taken before, under the same or another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedFile {
    /// Its name now.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// As [`list`], for a run: where the sources of the project are not those that the store was settled by, deliveries of before are
/// read as they say now. Else none of them is looked at.
///
/// # Errors
/// As [`list`].
pub fn list_now(
    (project, key): (&Project, &Key),
    store: &Store,
    inbox: Vec<InboxFile>,
) -> Result<(Vec<HeldDelivery>, Vec<RepeatedFile>)> {
    let is_anew = basis::why_anew(store, &basis::of(project, key)).is_some();
    list(is_anew.then_some(project), store, inbox)
}

/// Every delivery that was ever taken and those in the inbox now, in the order of the manifest; the files that came again
/// apart. Deliveries of before are read as the sources of a project say by now where it is given, else as they were read last.
///
/// # Errors
/// A profile by which a delivery was read cannot be read any more.
pub fn list(
    project: Option<&Project>,
    store: &Store,
    inbox: Vec<InboxFile>,
) -> Result<(Vec<HeldDelivery>, Vec<RepeatedFile>)> {
    let mut held = Vec::new();
    let mut profiles: HashMap<&str, Arc<Profile>> = HashMap::new();
    let now = project.map(ProfilesNow::of);
    for delivery in &store.manifest().deliveries {
        let text = delivery.profile_text.as_deref().unwrap_or(&delivery.profile);
        let profile = match profiles.get(text) {
            Some(profile) => Arc::clone(profile),
            None => Arc::clone(profiles.entry(text).or_insert(profile_of(delivery)?)),
        };
        let then = (profile, DateStyle::named(&delivery.dates).unwrap_or_default());
        let (profile, dates) = match &now {
            Some(now) => now.find(store, delivery, then),
            None => then,
        };
        held.push(HeldDelivery {
            file: delivery.file.clone(),
            sha256: delivery.sha256.clone(),
            kept: delivery.kept.as_ref().map(|kept| kept.sha256.clone()),
            path: None,
            size: delivery.bytes,
            profile,
            dates,
            source: delivery.source.clone(),
            received: delivery.received as u32,
            is_new: false,
            declared: None,
        });
    }
    let (mut new, mut again): (Vec<HeldDelivery>, Vec<RepeatedFile>) = (Vec::new(), Vec::new());
    let received = store.manifest().commit as u32 + 1;
    for found in inbox {
        let InboxFile { path, file, sha256, size, profile, dates, source, declared } = found;
        let is_it = |other: &HeldDelivery| other.sha256 == sha256 || other.kept.as_ref() == Some(&sha256);
        if held.iter().chain(&new).any(is_it) {
            again.push(RepeatedFile { file, sha256 });
            continue;
        }
        let (path, kept) = (Some(path), None);
        new.push(HeldDelivery {
            file,
            sha256,
            kept,
            path,
            size,
            profile,
            dates,
            source,
            received,
            is_new: true,
            declared,
        });
    }
    let order = |held: &HeldDelivery| (held.profile.record.name(), held.file.clone(), held.sha256.clone());
    new.sort_by_key(order);
    held.extend(new);
    Ok((held, again))
}

/// The profile by which a delivery was read when it came.
///
/// # Errors
/// It cannot be read any more.
pub(crate) fn profile_of(delivery: &StoredDelivery) -> Result<Arc<Profile>> {
    let profile = match &delivery.profile_text {
        Some(text) => profile::read(Path::new(&delivery.profile), text),
        None => profile::named(&delivery.profile),
    };
    profile.map_err(|error| {
        error
            .effect(format!("`{}` was read by it and cannot be read again; nothing was changed", delivery.file))
            .hint("use the program that wrote the store, or a newer one")
    })
}

/// Refuses new deliveries that have another number of records than their sender declares.
///
/// # Errors
/// 65, naming every such delivery.
pub(crate) fn refuse_other_rows(held: &[HeldDelivery], receipts: &[Receipt]) -> Result<()> {
    let check = |(held, receipt): (&HeldDelivery, &Receipt)| {
        held.declared.as_ref().map_or(Ok(()), |declared| declared.check_rows(receipt.read.into()))
    };
    every(held.iter().zip(receipts).map(check)).map(drop)
}

/// Refuses new deliveries of which too little can be read. What was taken before stays taken.
///
/// # Errors
/// 65, naming every such delivery.
pub(crate) fn refuse_untrusted(
    project: &Project,
    held: &[HeldDelivery],
    receipts: &[Receipt],
    of_delayed: &BTreeMap<usize, EventsOfDelayed>,
) -> Result<()> {
    let is_new = |at: usize| held.get(at).is_some_and(|delivery| delivery.is_new);
    let refusals = project.trust.refusals(receipts, of_delayed, is_new);
    let errors = refusals.into_iter().map(|(at, refusal)| refusal.error(&receipts[at].file)).collect();
    Error::several(errors).map_or(Ok(()), Err)
}

/// Hands the new deliveries to the commit, and says by which profile those of before were read.
///
/// # Errors
/// The disk refuses.
pub fn keep(commit: &mut Commit<'_>, held: &[HeldDelivery]) -> Result<()> {
    for delivery in held {
        let profile = &delivery.profile;
        let received = Received {
            file: &delivery.file,
            table: profile.record.name(),
            dates: delivery.dates.name(),
            profile: &profile.name,
            profile_text: (!profile::is_built_in(profile)).then_some(&profile.text),
            source: delivery.source.as_deref(),
        };
        let Some(path) = delivery.path.as_ref().filter(|_| delivery.is_new) else {
            commit.read_otherwise(&delivery.sha256, &received);
            continue;
        };
        let mut content = File::open(path).map_err(|error| Error::io("read the delivery", path, &error))?;
        let outcome = commit.add_delivery(received, &mut content, Some(&delivery.sha256))?;
        if outcome == TakeOutcome::Unexpected {
            return Err(changed(path));
        }
    }
    Ok(())
}

/// A file whose bytes came before under another name is read once; its records are counted as duplicates.
pub fn account_for_repeats(again: &[RepeatedFile], held: &[HeldDelivery], taken: &mut Intake) {
    for repeat in again {
        let Some(first) = held.iter().find(|delivery| delivery.sha256 == repeat.sha256) else { continue };
        let receipt = taken.receipts.iter().find(|receipt| receipt.sha256 == repeat.sha256);
        // What was removed from it came back with it.
        let is_whole = first.kept.is_some();
        let Some(receipt) = receipt.filter(|_| is_whole || first.file != repeat.file).cloned() else { continue };
        let (message, hint) = match is_whole {
            true => (
                format!(
                    "the bytes of {} as they were before records were removed from it: they are not taken",
                    first.file
                ),
                "take the file out of the inbox: it has what was removed under retention",
            ),
            false => (format!("the same bytes came as {}", first.file), "nothing to do: it was taken once"),
        };
        taken.findings.push(Finding {
            file: repeat.file.clone(),
            record: 0,
            line: 1,
            byte_offset: 0,
            column: String::new(),
            severity: Severity::Duplicate,
            code: "D_DELIVERY",
            value: String::new(),
            message,
            hint: hint.to_owned(),
            stay_id: String::new(),
        });
        taken.receipts.push(Receipt { sender: String::new(), ..receipt.of_repeat(&repeat.file) });
    }
}
