//! The list of the files of a set, as `sha256sum --check` reads it: what is ours in a folder, byte for byte.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::store::{ReportFile, sha256 as hash_of};

/// Its names, by the class of the files.
const LISTS: [&str; 2] = ["internal-files.sha256", "public-files.sha256"];
const BASIS: &str = "# made of ";
/// What is wrong with a file that is not there.
pub(super) const MISSING: &str = "is missing";

/// A list that was read.
pub(crate) struct FileList {
    /// What the files were made of, where the list says it.
    pub basis: Option<String>,
    /// Name and SHA-256 of each.
    pub files: Vec<(String, String)>,
}

/// Whether a name within a folder is that of a list.
pub(super) fn is_list(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|last| LISTS.contains(&last))
}

/// The list of some files of a class, `internal` or `public`.
pub(super) fn list(class: &str, files: &[ReportFile], basis: Option<&str>) -> ReportFile {
    let name = format!("{class}-files.sha256");
    let class = class.to_uppercase();
    let mut text = format!("# {class}: the SHA-256 of the files beside this one, for `sha256sum --check {name}`\n");
    text.extend(basis.map(|basis| format!("{BASIS}{basis}\n")));
    let mut lines: Vec<(&str, String)> = files.iter().map(|file| (&*file.name, hash_of(&file.bytes))).collect();
    lines.sort();
    for (name, hash) in lines {
        let _ = writeln!(text, "{hash}  {name}");
    }
    ReportFile { name, bytes: text.into_bytes() }
}

impl FileList {
    /// The files that are not in the folder as the list has them, each with what is wrong.
    pub fn differences(&self, folder: &Path) -> Vec<(String, &'static str)> {
        let of = |(name, sha256): &(String, String)| {
            let what = difference(&folder.join(name), |bytes| hash_of(bytes) == *sha256)?;
            Some((name.clone(), what))
        };
        self.files.iter().filter_map(of).collect()
    }
}

/// What is wrong with a file that should have some bytes; nothing if it has them.
pub(super) fn difference(path: &Path, is_right: impl Fn(&[u8]) -> bool) -> Option<&'static str> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => match fs::read(path) {
            Ok(bytes) if is_right(&bytes) => None,
            Ok(_) => Some("is not as it was written"),
            Err(_) => Some("cannot be read"),
        },
        Ok(_) => Some("is no plain file"),
        Err(_) => Some(MISSING),
    }
}

/// The list in a folder; nothing if there is none.
pub(crate) fn listed(folder: &Path) -> Option<FileList> {
    let text = LISTS.iter().find_map(|name| fs::read_to_string(folder.join(name)).ok())?;
    let file = |line: &str| line.split_once("  ").map(|(hash, name)| (name.to_owned(), hash.to_owned()));
    Some(FileList {
        basis: text.lines().find_map(|line| line.strip_prefix(BASIS)).map(str::to_owned),
        files: text.lines().filter(|line| !line.starts_with('#')).filter_map(file).collect(),
    })
}
