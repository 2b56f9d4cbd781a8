//! Each edition of each month once more, on what was known when it was published: a record that came later makes no difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Rebuilt;
use super::compared::{DifferentFile, FileComparison, RebuiltEdition, compare};
use super::known_then::KnownThen;
use super::law_then::{differing, law_then};
use crate::domain::Month;
use crate::domain::visible::file_name;
use crate::error::{Error, Result};
use crate::key::Key;
use crate::operate::deliveries::{basis, load};
use crate::operate::month::editions::REPORTS;
use crate::operate::month::made_month::{MadeMonth, MakeRequest, RUN_JSON, RunRequest, make};
use crate::operate::month::restated::law_used;
use crate::operate::progress::Progress;
use crate::project::Project;
use crate::store::{Commit, PublishedMonth, RegimeUsed, ReportFile, Store, StoredFile};

/// What a file of the summary says that depends on more than the deliveries: how many records the run parsed itself, and what else
/// lay in the inbox.
const OF_THE_RUN: [&str; 3] = ["parsed", "unread_files", "exit"];

/// Why something was not compared.
const OTHER_LAW: &str = "it was judged by another file of law, or by more than two readings that are others now";
const OTHER_PROGRAM: &str = "another version of the program or other settings of the project wrote them";
const OTHER_SETTINGS: &str = "they come out otherwise, and names of organisations, the journal or what is expected of senders were set otherwise then";
const REMOVED: &str = "records were removed under retention since it was published";
const NOT_KEPT: &str = "the list of what the store held then is not kept in store/history";

/// Makes the editions of every month, or of one, once more.
///
/// # Errors
/// 65: a delivery or a list is damaged; the disk refuses.
pub(super) fn rebuild(
    project: &Project,
    (store, key): (&mut Store, &Key),
    (rebuilt, month): (&mut Rebuilt, Option<Month>),
    progress: &dyn Progress,
) -> Result<()> {
    let is_asked = |known: &KnownThen| month.is_none_or(|month| known.published.month == month);
    let again = Again { project, key, law: law_used(project), progress };
    let (mut made, mut before) = (BTreeSet::new(), None);
    for state in store.lists() {
        let Some(after) = store.manifest_at(&state)? else { continue };
        for known in before.iter().flat_map(|before| KnownThen::between(before, &after)).filter(is_asked) {
            made.insert(known.name());
            again.known(store, &known, rebuilt)?;
        }
        before = Some(after);
    }
    let manifest = store.manifest().clone();
    for attempts in KnownThen::told_by(&manifest) {
        if attempts.first().is_some_and(|known| is_asked(known) && !made.contains(&known.name())) {
            again.told(store, &attempts, rebuilt)?;
        }
    }
    put_back_sheets(project, store, rebuilt)
}

/// Whether records were removed since an edition was published, as far as can be known: then it cannot be made once more.
fn is_before_removal(store: &Store, published: &PublishedMonth) -> bool {
    store.manifest().past.as_ref().is_some_and(|past| published.news_to < past.before)
}

/// By what editions are made once more.
struct Again<'a> {
    project: &'a Project,
    key: &'a Key,
    law: (Vec<RegimeUsed>, String),
    progress: &'a dyn Progress,
}

impl Again<'_> {
    /// The project by the name and under the law of then; nothing where that law cannot be known. Where its name or its readings are
    /// others now, the row says so.
    fn project_then(&self, store: &Store, published: &PublishedMonth, row: &mut RebuiltEdition) -> Option<Project> {
        let mut project = self.project.clone();
        let mut others = Vec::new();
        if let Some(name) = self.name_then(store, published).filter(|name| *name != project.name) {
            others.push(format!("the name `{name}`"));
            project.name = name;
        }
        if (&published.regimes, &published.readings_sha256) != (&self.law.0, &self.law.1) {
            project.law = law_then(self.project, published)?;
            others.push(differing(self.project, &project.law));
        }
        row.under = (!others.is_empty()).then(|| others.join(", "));
        Some(project)
    }

    /// What the project was called when it published an edition, as its summary in the store or in the folder says; nothing where
    /// neither is there, or an older program wrote it.
    fn name_then(&self, store: &Store, published: &PublishedMonth) -> Option<String> {
        let kept = published.reports.as_ref().and_then(|stored| store.reports(stored).ok()).unwrap_or_default();
        let kept = kept.into_iter().find(|file| file.name == RUN_JSON).map(|file| file.bytes);
        let folders = folders(self.project, (published.month, published.edition));
        let mut summaries =
            kept.into_iter().chain(folders.iter().filter_map(|folder| fs::read(folder.join(RUN_JSON)).ok()));
        summaries.find_map(|bytes| {
            let summary: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
            let is_it = summary["edition"].as_u64() == Some(u64::from(published.edition));
            summary["project"].as_str().filter(|_| is_it).map(str::to_owned)
        })
    }

    /// Makes a month in a commit beside the store, and hands on what came of it.
    fn make(
        &self,
        (store, project): (&Store, &Project),
        known: &KnownThen,
        take: &mut dyn FnMut(&Commit<'_>, Result<MadeMonth>) -> Result<()>,
    ) -> Result<()> {
        let mut then = store.with_list(known.before.clone());
        let (held, _) = load::list(None, &then, known.inbox(store)?)?;
        let mut commit = then.begin_aside()?;
        let request = RunRequest { month: known.published.month, as_of: known.as_of };
        let asked = MakeRequest { key: self.key, request, anew: Some("everything is made once more") };
        let made = make(project, &mut commit, (&held, &[]), asked, self.progress);
        take(&commit, made)
    }

    /// Makes an edition once more of which it is known what was known, and compares its files.
    fn known(&self, store: &Store, known: &KnownThen, rebuilt: &mut Rebuilt) -> Result<()> {
        let mut row = RebuiltEdition::of(&known.published);
        if is_before_removal(store, &known.published) {
            row.is_not_compared(REMOVED);
            rebuilt.add(row);
            return Ok(());
        }
        let Some(project) = self.project_then(store, &known.published, &mut row) else {
            row.is_not_compared(OTHER_LAW);
            rebuilt.add(row);
            return Ok(());
        };
        if known.basis.as_ref() != Some(&basis::of(&project, self.key)) {
            row.reports_not_compared = Some(OTHER_PROGRAM.to_owned());
        }
        self.make((store, &project), known, &mut |commit, made| {
            match made {
                Ok(made) => self.compare(commit, (known, &made), &mut row, rebuilt)?,
                Err(error) => row.is_not_compared(&why_not(&error)),
            }
            Ok(())
        })?;
        rebuilt.add(row);
        Ok(())
    }

    /// Makes an edition once more of which the list of then is not kept. The ledger that the store names says whether what was
    /// known then is right; what else comes out in the bytes that are wanted is put back.
    fn told(&self, store: &Store, attempts: &[KnownThen], rebuilt: &mut Rebuilt) -> Result<()> {
        let Some(published) = attempts.first().map(|known| &known.published) else { return Ok(()) };
        let mut row = RebuiltEdition::of(published);
        row.is_not_compared(NOT_KEPT);
        if is_before_removal(store, published) {
            row.is_not_compared(REMOVED);
            rebuilt.add(row);
            return Ok(());
        }
        let Some(project) = self.project_then(store, published, &mut row) else {
            row.is_not_compared(OTHER_LAW);
            rebuilt.add(row);
            return Ok(());
        };
        for known in attempts {
            self.make((store, &project), known, &mut |commit, made| {
                let ledger = commit.next().month(published.month).map(|month| month.ledger.clone());
                if ledger.is_none_or(|ledger| ledger.sha256 != published.ledger.sha256) {
                    return Ok(());
                }
                row.not_compared = None;
                let mut found = Found { name: known.name(), rebuilt };
                found.put_back(&published.ledger, compare(commit, &published.ledger, Some(&published.ledger))?);
                let Ok(made) = made else { return Ok(()) };
                let again = commit.next().month(published.month).and_then(|month| month.revisions.as_ref());
                if let Some((stored, again)) = published.revisions.as_ref().zip(again)
                    && stored.sha256 == again.sha256
                {
                    found.put_back(stored, compare(commit, stored, Some(again))?);
                }
                match published.reports.as_ref().filter(|stored| !commit.store().is_whole(stored)) {
                    Some(stored) => self.put_back_reports(commit, (stored, &made.files), &mut found),
                    None => Ok(()),
                }
            })?;
            if row.not_compared.is_none() {
                break;
            }
        }
        rebuilt.add(row);
        Ok(())
    }

    fn compare(
        &self,
        commit: &Commit<'_>,
        (known, made): (&KnownThen, &MadeMonth),
        row: &mut RebuiltEdition,
        rebuilt: &mut Rebuilt,
    ) -> Result<()> {
        let published = &known.published;
        let name = known.name();
        let mut found = Found { name, rebuilt };
        found.file("ledger", &published.ledger, compare(commit, &published.ledger, Some(&made.month.ledger))?);
        if row.reports_not_compared.is_some() {
            return Ok(());
        }
        let made_now = commit.next().month(name.0);
        match (&published.revisions, made_now.and_then(|month| month.revisions.as_ref())) {
            (Some(stored), again) => found.file("revision", stored, compare(commit, stored, again)?),
            (None, Some(again)) => {
                found.differs("revision", format!("{} rows are made, and the store has none", again.rows))
            }
            (None, None) => {}
        }
        let Some(stored) = &published.reports else { return Ok(()) };
        if !commit.store().is_whole(stored) {
            return self.put_back_reports(commit, (stored, &made.files), &mut found);
        }
        let differing = differing_files(&commit.store().reports(stored)?, &made.files);
        let had_others = known.shown.as_ref().is_some_and(|shown| *shown != basis::shown(self.project));
        if had_others && !differing.is_empty() {
            row.reports_not_compared = Some(OTHER_SETTINGS.to_owned());
            return Ok(());
        }
        differing.into_iter().for_each(|(name, what)| found.differs(&name, what));
        Ok(())
    }

    /// Puts a lost archive of reports back: made once more, or with the summary that lies in the folder.
    fn put_back_reports(
        &self,
        commit: &Commit<'_>,
        (stored, files): (&StoredFile, &[ReportFile]),
        found: &mut Found<'_>,
    ) -> Result<()> {
        let folders = folders(self.project, found.name);
        let lying = |file: &ReportFile| folders.iter().find_map(|folder| fs::read(folder.join(&file.name)).ok());
        let from_folder = |file: &ReportFile| match lying(file).filter(|_| file.name == RUN_JSON) {
            Some(bytes) => ReportFile { name: file.name.clone(), bytes },
            None => file.clone(),
        };
        let other: Vec<ReportFile> = files.iter().map(from_folder).collect();
        if commit.put_back_archive(stored, files)? || commit.put_back_archive(stored, &other)? {
            found.rebuilt.put_back.push(stored.file.clone());
        }
        Ok(())
    }
}

/// Why an edition cannot be made.
fn why_not(error: &Error) -> String {
    let name = error.file().and_then(Path::file_name).map(|name| format!(" (`{}`)", file_name(Path::new(name))));
    format!("it cannot be made: {}{}", error.what(), name.unwrap_or_default())
}

/// Where the files of an edition may lie.
fn folders(project: &Project, (month, edition): (Month, u32)) -> [PathBuf; 2] {
    let folder = project.folder.join(REPORTS).join(month.to_string());
    [folder.join(format!("edition-{edition}")), folder]
}

/// Sheets that show who stands for a statement are made of no delivery; those that lie in the folders give lost ones back.
fn put_back_sheets(project: &Project, store: &mut Store, rebuilt: &mut Rebuilt) -> Result<()> {
    let of_month = |published: &PublishedMonth| {
        let month = published.month;
        let earlier = published.earlier.iter().map(|earlier| (earlier.edition, earlier.sign_off.clone()));
        let all: Vec<_> = earlier.chain([(published.edition, published.sign_off.clone())]).collect();
        all.into_iter().filter_map(move |(edition, sheet)| Some(((month, edition), sheet?)))
    };
    let sheets: Vec<_> = store.manifest().months.iter().flat_map(of_month).collect();
    let lost: Vec<_> = sheets.into_iter().filter(|(_, sheet)| !store.is_whole(sheet)).collect();
    if lost.is_empty() {
        return Ok(());
    }
    let commit = store.begin_aside()?;
    for (name, sheet) in lost {
        for folder in folders(project, name) {
            let file = |ending: &str| {
                let name = format!("internal-sign-off.{ending}");
                fs::read(folder.join(&name)).ok().map(|bytes| ReportFile { name, bytes })
            };
            let Some(files) = file("html").zip(file("json")) else { continue };
            if commit.put_back_archive(&sheet, &[files.0, files.1])? {
                rebuilt.put_back.push(sheet.file.clone());
                break;
            }
        }
    }
    Ok(())
}

/// Takes down what is found of one edition.
struct Found<'r> {
    name: (Month, u32),
    rebuilt: &'r mut Rebuilt,
}

impl Found<'_> {
    fn file(&mut self, table: &str, stored: &StoredFile, outcome: FileComparison) {
        match outcome {
            FileComparison::Different(what) => self.differs(table, what),
            other => self.put_back(stored, other),
        }
    }

    fn put_back(&mut self, stored: &StoredFile, outcome: FileComparison) {
        if outcome == FileComparison::PutBack {
            self.rebuilt.put_back.push(stored.file.clone());
        }
    }

    fn differs(&mut self, table: &str, what: String) {
        let (month, edition) = self.name;
        let (table, part) = (table.to_owned(), month.to_string());
        self.rebuilt.different.push(DifferentFile { table, part, edition: Some(edition), what });
    }
}

/// The files of reports that differ from those of before, and how.
fn differing_files(before: &[ReportFile], made: &[ReportFile]) -> Vec<(String, String)> {
    let content = |file: &ReportFile| match &*file.name {
        RUN_JSON => without_the_run(&file.bytes),
        _ => file.bytes.clone(),
    };
    let names: BTreeSet<&str> = before.iter().chain(made).map(|file| &*file.name).collect();
    let differs = |name: &str| {
        let of = |files: &[ReportFile]| files.iter().find(|file| file.name == name).map(content);
        let what = match (of(before), of(made)) {
            (before, made) if before == made => return None,
            (Some(before), Some(made)) => {
                let at = before.iter().zip(&made).take_while(|(one, other)| one == other).count();
                format!("differs from byte {at}")
            }
            (Some(_), None) => "is in the store, and is not made".to_owned(),
            (None, _) => "is made, and is not in the store".to_owned(),
        };
        Some((name.to_owned(), what))
    };
    names.into_iter().filter_map(differs).collect()
}

/// A summary without what depends on more than the deliveries.
fn without_the_run(bytes: &[u8]) -> Vec<u8> {
    let Ok(mut summary) = serde_json::from_slice::<serde_json::Value>(bytes) else { return bytes.to_vec() };
    if let Some(fields) = summary.as_object_mut() {
        fields.retain(|name, _| !OF_THE_RUN.contains(&name.as_str()));
    }
    summary.to_string().into_bytes()
}
