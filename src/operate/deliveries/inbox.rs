//! The inbox: which of its files a pattern means, and which files no source means.
//!
//! Patterns are relative to the project folder. `*` stands for any part of a name, `**` for any folders, `{csv,xlsx}` for
//! one of several words. Upper and lower case are the same, as they are to people who name files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use serde::Serialize;

use crate::domain::visible::file_name;
use crate::error::{Error, Exit, Result};
use crate::files::container::ProcessReader;
use crate::files::file_content::FileContent;
use crate::intake::declared::is_of_another;
use crate::intake::open::recognise;
use crate::project::{Project, Source};

/// Folders below one another are followed so far, and no loop of links for ever.
const DEEPEST: usize = 16;

/// Patterns ready to be matched.
#[derive(Debug)]
pub(crate) struct CompiledPatterns(Vec<(PathBuf, usize, Pattern)>);

impl CompiledPatterns {
    /// The patterns of one key; `named` is what has it.
    ///
    /// # Errors
    /// 78: one is no pattern.
    pub fn new(named: &str, files: &[String]) -> Result<Self> {
        let mut patterns = Vec::new();
        for (written, pattern) in files.iter().flat_map(|file| expanded(file).into_iter().map(move |one| (file, one))) {
            let pattern = pattern.trim_start_matches("./");
            let compiled = Pattern::new(pattern).map_err(|error| {
                Error::new("C_PATTERN", Exit::Config, format!("`{named}`: `{written}` is no pattern: {error}"))
                    .effect("nothing was taken")
                    .hint("`*` stands for any part of a name")
            })?;
            let parts: Vec<&str> = pattern.split('/').collect();
            let plain = parts.iter().take(parts.len() - 1).take_while(|part| !part.contains(['*', '?', '['])).count();
            let deep = if pattern.contains("**") { DEEPEST } else { parts.len() - plain };
            patterns.push((PathBuf::from(parts[..plain].join("/")), deep, compiled));
        }
        Ok(Self(patterns))
    }

    /// Whether a file is meant, by its path relative to the project folder.
    pub fn mean(&self, file: &str) -> bool {
        let options = MatchOptions { case_sensitive: false, require_literal_separator: true, ..MatchOptions::new() };
        self.0.iter().any(|(_, _, pattern)| pattern.matches_with(file, options))
    }

    /// The path under which a file would be meant if it lay where the patterns look: its name, else the last folders of its
    /// path too, in the folder of a pattern. Nothing if they would not mean it there.
    pub fn place(&self, path: &Path) -> Option<PathBuf> {
        let names: Vec<Component<'_>> =
            path.components().filter(|part| matches!(part, Component::Normal(_))).rev().take(DEEPEST).collect();
        let ends = (1..=names.len()).map(|count| names[..count].iter().rev().collect::<PathBuf>());
        let places = ends.flat_map(|end| self.0.iter().map(move |(root, ..)| root.join(&end)));
        places.into_iter().find(|place| self.mean(&place.to_string_lossy()))
    }

    /// The folder of the first pattern.
    pub fn folder(&self) -> &Path {
        self.0.first().map_or(Path::new(""), |(root, ..)| root)
    }

    /// The files that are meant, each as its path relative to the project folder (or as the pattern has it).
    pub fn files(&self, project: &Path) -> Result<BTreeSet<PathBuf>> {
        let mut found = BTreeSet::new();
        for (root, deep, _) in &self.0 {
            below(project, root, *deep, &mut found)?;
        }
        found.retain(|file| self.mean(&file.to_string_lossy()) && !is_of_another(&project.join(file)));
        Ok(found)
    }
}

/// `a.{csv,xlsx}` as `a.csv` and `a.xlsx`.
fn expanded(pattern: &str) -> Vec<String> {
    let Some((before, rest)) = pattern.split_once('{') else { return vec![pattern.to_owned()] };
    let Some((words, after)) = rest.split_once('}') else { return vec![pattern.to_owned()] };
    let rests = expanded(after);
    let whole = |word: &str| rests.iter().map(|rest| format!("{before}{}{rest}", word.trim())).collect::<Vec<_>>();
    words.split(',').flat_map(whole).collect()
}

/// Every file in a folder, so many folders deep, by its path from the project folder.
fn below(project: &Path, folder: &Path, deep: usize, found: &mut BTreeSet<PathBuf>) -> Result<()> {
    let path = project.join(folder);
    if deep == 0 || !path.is_dir() {
        return Ok(());
    }
    let failed = |error: std::io::Error| Error::io("look into the inbox", &path, &error);
    for entry in fs::read_dir(&path).map_err(failed)? {
        let name = folder.join(entry.map_err(failed)?.file_name());
        let full = project.join(&name);
        if full.is_dir() {
            below(project, &name, deep - 1, found)?;
        } else if full.is_file() {
            found.insert(name);
        }
    }
    Ok(())
}

/// The files that a pattern of the project file means; `named` is what has the pattern.
///
/// # Errors
/// 78: it is no pattern; 74: a folder cannot be listed.
pub(crate) fn matching(project: &Project, named: &str, files: &[String]) -> Result<Vec<PathBuf>> {
    let found = CompiledPatterns::new(named, files)?.files(&project.folder)?;
    Ok(found.into_iter().map(|file| project.folder.join(file)).collect())
}

/// A file of the inbox that no source means: it was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadFile {
    /// Its name, relative to the project folder.
    pub file: String,
    /// What would read it, in words.
    pub would_read: String,
}

/// Files beside and below those that the sources mean: a misnamed delivery would be missed without a word.
///
/// # Errors
/// A folder cannot be listed.
pub fn unread(project: &Project) -> Result<Vec<UnreadFile>> {
    let (mut meant, mut all) = (BTreeSet::new(), BTreeSet::new());
    let keys = project.sources.iter().map(|source| (source.name.as_str(), source.files.clone()));
    let others = [("published", &project.published), ("population", &project.population)];
    let others = others.into_iter().filter_map(|(name, files)| Some((name, vec![files.clone()?])));
    for (at, (name, files)) in keys.chain(others).enumerate() {
        let patterns = CompiledPatterns::new(name, &files)?;
        meant.extend(patterns.files(&project.folder)?);
        // Within the project the whole inbox is looked at; of a folder elsewhere, only what lies beside the files. A pattern
        // for the project folder itself says nothing about what else lies there.
        for (root, ..) in patterns.0.iter().filter(|_| at < project.sources.len()) {
            match root.components().next() {
                Some(Component::Normal(first)) => below(&project.folder, Path::new(first), DEEPEST, &mut all)?,
                Some(_) => below(&project.folder, root, 1, &mut all)?,
                None => {}
            }
        }
    }
    below(&project.folder, Path::new("inbox"), DEEPEST, &mut all)?;
    let missed = all.difference(&meant);
    let missed = missed.filter(|file| !is_of_the_system(file) && !is_of_another(&project.folder.join(file)));
    Ok(missed
        .map(|file| UnreadFile {
            file: file_name(file),
            would_read: would_read(project, &project.folder.join(file), file),
        })
        .collect())
}

/// Files that the computer makes by itself, and those that an office program makes while a workbook is open.
fn is_of_the_system(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.starts_with('.') || name.starts_with("~$") || ["thumbs.db", "desktop.ini"].contains(&&*name)
}

/// What to do for a file to be read: the line of beddays.toml that would read it, or another form of the file. `file` is its
/// path from the project folder, as the line would have it.
pub(crate) fn would_read(project: &Project, path: &Path, file: &Path) -> String {
    let content = fs::File::open(path).and_then(|opened| FileContent::read(path, opened));
    let bytes = content.as_ref().map_or(&[][..], FileContent::beginning);
    match recognise("", bytes, &[], &ProcessReader::default()) {
        // No line reads an archive of several files or a workbook of another program.
        Err(refusal) if refusal.code == "F_FORMAT" => {
            format!("no source can read it: {}; {}", refusal.what, refusal.hint)
        }
        _ => format!("this would read it: {}", line_that_reads(project, file, bytes)),
    }
}

/// The line of beddays.toml that would read a file.
fn line_that_reads(project: &Project, file: &Path, bytes: &[u8]) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = file.parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
    let ending = name.split_once('.').map_or("", |(_, ending)| ending);
    // The first part of a source's own names, as `stays` in `inbox/stays*.csv`; the longest that fits is meant.
    let stem = |source: &Source| {
        let first = source.files.first()?.rsplit('/').next()?;
        let stem = first.split(['*', '?', '[', '{', '.']).next().filter(|stem| !stem.is_empty())?;
        name.to_lowercase().starts_with(&stem.to_lowercase()).then(|| stem.to_owned())
    };
    let by_name = project.sources.iter().filter_map(|source| Some((stem(source)?, source)));
    if let Some((stem, source)) = by_name.max_by_key(|(stem, _)| stem.len()) {
        let rest = if ending.is_empty() { "*".to_owned() } else { format!("*.{ending}") };
        let mut files = source.files.clone();
        files.push(format!("{folder}/{stem}{rest}"));
        return format!("files = {files:?} under [sources.{}]", source.name);
    }
    let own = format!("{folder}/{name}");
    let profiles: Vec<_> = project.sources.iter().map(|source| source.profile.clone()).collect();
    let recognised = recognise(&name, bytes, &profiles, &ProcessReader::default());
    match recognised.ok().map(|recognised| recognised.profile.name.clone()) {
        Some(profile) => match project.sources.iter().find(|source| source.profile.name == profile) {
            Some(source) => {
                let mut files = source.files.clone();
                files.push(own);
                format!("files = {files:?} under [sources.{}]", source.name)
            }
            None => format!("a source of its own: files = {own:?}, profile = {profile:?}"),
        },
        None => {
            format!("a source of its own: files = {own:?} with its profile (`beddays check` shows what the file is)")
        }
    }
}
