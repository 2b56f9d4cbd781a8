//! A command under way, and its line when it ends.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::chain::AuditChain;
use super::line::{AuditLine, hash};
use super::{HEAD, LOG, TAIL, last_lines, locked, opened, read_end};
use crate::clock;
use crate::domain::Month;
use crate::domain::nhs_number_in_text::without_numbers;
use crate::domain::visible::visible;
use crate::error::{Error, Result};
use crate::store::files::private::{refuse_if_open, refused, sync_folder};
use crate::store::files::temp_file::open_plain;
use crate::store::{MANIFEST, hash_of, program, write_whole};
use crate::system::open_private_file;

/// So many characters of the hash of a manifest name the state of a store.
const SHOWN: usize = 16;
/// So many bytes at the end of a manifest have its own hash.
const END: u64 = 128;
/// So many characters at most say what was done.
const LONGEST: usize = 200;

/// A command that may change something.
#[derive(Debug)]
pub struct AuditEntry {
    project: PathBuf,
    command: &'static str,
    started: String,
    store_before: String,
    replaced: BTreeMap<String, String>,
}

impl AuditEntry {
    /// A command that begins.
    ///
    /// # Errors
    /// 65, 74, 75, 77: as [`read_end`]; nothing was changed.
    pub fn begin(project: &Path, command: &'static str) -> Result<Self> {
        read_end(project)?;
        let (project, started) = (project.to_owned(), clock::now());
        Ok(Self { store_before: state(&project), project, command, started, replaced: BTreeMap::new() })
    }

    /// What the log calls it.
    pub fn command(&self) -> &'static str {
        self.command
    }

    /// With the SHA-256 of files from which something was removed, before and after.
    pub fn replacing(mut self, hashes: BTreeMap<String, String>) -> Self {
        self.replaced.extend(hashes);
        self
    }

    /// Adds the line of the command that ends, and gives its number and its SHA-256; nothing where there is no project.
    ///
    /// # Errors
    /// The line could not be added. What the command did stands.
    pub fn end(self, month: Option<Month>, exit: u8, did: &str) -> Result<Option<(u64, String)>> {
        let store = state(&self.project);
        if store.is_empty() {
            return Ok(None);
        }
        let path = self.project.join(LOG);
        if opened(&path)?.is_none() {
            let made = open_private_file(OpenOptions::new().append(true).create(true), &path);
            made.map_err(|error| refused("make the log", &path, &error))?;
        }
        let file = OpenOptions::new().read(true).append(true).open(&path);
        let mut file = file.map_err(|error| refused("open the log", &path, &error))?;
        refuse_if_open(&path)?;
        locked(&file, &path, File::try_lock)?;
        let chain = completed(&self.project, &mut file, &path)?;
        let did: String = visible(&without_numbers(did)).chars().take(LONGEST).collect();
        let line = AuditLine {
            n: chain.last.map_or(0, |last| last.n) + 1,
            started: self.started,
            ended: clock::now(),
            program: program(),
            command: self.command.to_owned(),
            month,
            exit,
            did,
            replaced: self.replaced,
            store_before: self.store_before,
            store,
            before: chain.last_sha256,
        };
        let text = line.written()?;
        write_whole(&self.project, HEAD, &[&text, &b"\n"[..]].concat())?;
        sync_folder(&self.project)?;
        add(&mut file, &path, &text)?;
        Ok(Some((line.n, hash(&text))))
    }
}

/// The log with the line that a command which was stopped had not added yet.
fn completed(project: &Path, file: &mut File, path: &Path) -> Result<AuditChain> {
    let (left_out, log) = last_lines(file, TAIL).map_err(|error| refused("read the log", path, &error))?;
    let chain = AuditChain::of((left_out, &log), super::bytes(&project.join(HEAD))?.as_deref());
    if let Some(gap) = chain.gaps.first() {
        return Err(Error::bug(format!(
            "the log is broken at line {} since this command began: {}",
            gap.line, gap.what
        )));
    }
    if let Some(text) = &chain.pending {
        file.set_len(chain.whole).map_err(|error| refused("write the log", path, &error))?;
        add(file, path, text)?;
    }
    Ok(chain)
}

fn add(file: &mut File, path: &Path, text: &[u8]) -> Result<()> {
    let line = [text, b"\n"].concat();
    let added = file.seek(SeekFrom::End(0)).and_then(|_| file.write_all(&line)).and_then(|()| file.sync_data());
    added.map_err(|error| refused(&format!("write {} bytes", line.len()), path, &error))
}

/// The state of the store, by the hash of its manifest: where the copy among those of before ends as the manifest does, with
/// its own hash, the name of the copy has it.
fn state(project: &Path) -> String {
    let store = project.join("store");
    let manifest = store.join(MANIFEST);
    if let Some((copy, sha256)) = newest_copy(&store)
        && end_of(&manifest).is_some_and(|end| end_of(&copy) == Some(end))
    {
        return sha256;
    }
    hash_of(&manifest).map_or_else(|_| String::new(), |(sha256, _)| sha256.chars().take(SHOWN).collect())
}

/// The last copy of the manifest, and the hash in its name.
fn newest_copy(store: &Path) -> Option<(PathBuf, String)> {
    let names = fs::read_dir(store.join("history")).ok()?.flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let copy = |name: String| {
        let (commit, sha256) = name.strip_suffix(".json")?.split_once('-')?;
        let (commit, sha256) = (commit.parse::<u64>().ok()?, sha256.to_owned());
        (sha256.len() == SHOWN).then_some((commit, name, sha256))
    };
    let (_, name, sha256) = names.filter_map(copy).max()?;
    Some((store.join("history").join(name), sha256))
}

/// The length of a manifest and its last bytes, in which its own hash is.
fn end_of(path: &Path) -> Option<(u64, Vec<u8>)> {
    let mut file = open_plain(path).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(END))).ok()?;
    let mut end = Vec::new();
    file.read_to_end(&mut end).ok()?;
    (end.len() as u64 == END).then_some((length, end))
}
