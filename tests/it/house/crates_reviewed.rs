//! Which crates somebody has looked at (J4), and which have unsafe code (J3): two lists that change only on purpose.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::house::crates::linked;

/// Crates that are trusted without a look at their source, as the form of cargo-vet has them. There may only be fewer.
const MOST_EXEMPTED: usize = 222;

fn read(name: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}")).parse().unwrap()
}

/// The crates with their versions in a table of cargo-vet.
fn listed(table: &toml::Table, key: &str) -> BTreeSet<(String, String)> {
    let crates = table.get(key).and_then(toml::Value::as_table).into_iter().flatten();
    let versions = crates.flat_map(|(name, list)| list.as_array().unwrap().iter().map(move |entry| (name, entry)));
    versions.map(|(name, entry)| (name.clone(), entry["version"].as_str().unwrap().to_owned())).collect()
}

/// Goal: no crate comes in unseen. Method: every linked crate in its version is audited or exempted, nothing else is, and the
/// exemptions never become more.
#[test]
fn every_crate_is_audited_or_exempted_and_exemptions_only_fall() {
    let linked: BTreeSet<(String, String)> =
        linked().into_iter().map(|(name, version)| (name, version.trim_start_matches('v').to_owned())).collect();
    let (exempted, audited) =
        (listed(&read("supply-chain/config.toml"), "exemptions"), listed(&read("supply-chain/audits.toml"), "audits"));
    let known: BTreeSet<_> = exempted.union(&audited).cloned().collect();
    let unknown: Vec<_> = linked.difference(&known).collect();
    assert!(unknown.is_empty(), "look at these and write who did in supply-chain/audits.toml: {unknown:?}");
    let gone: Vec<_> = known.difference(&linked).collect();
    assert!(gone.is_empty(), "no longer linked: {gone:?}");
    assert!(exempted.len() <= MOST_EXEMPTED, "{} crates exempted, at most {MOST_EXEMPTED}", exempted.len());
}

/// The folders of sources that Cargo has unpacked.
fn registries() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let folders = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    folders.into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

fn has_unsafe(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| match path.is_dir() {
        true => !["tests", "benches", "examples"].iter().any(|name| path.ends_with(name)) && has_unsafe(&path),
        false => {
            let code =
                path.extension().is_some_and(|ending| ending == "rs").then(|| fs::read_to_string(&path).ok()).flatten();
            let lines =
                code.iter().flat_map(|text| text.lines()).map(|line| line.split("//").next().unwrap_or_default());
            let starts = ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern", "unsafe trait"];
            lines.into_iter().any(|line| starts.iter().any(|start| line.contains(start)))
        }
    })
}

/// Goal: it is seen when a crate begins to use unsafe code (J3); ours has none, which the compiler holds. Method: the sources that
/// Cargo unpacked, against the list that is kept.
#[test]
fn the_crates_with_unsafe_code_are_those_of_the_list() {
    assert!(read("Cargo.toml")["workspace"]["lints"]["rust"]["unsafe_code"].as_str() == Some("forbid"));
    let (registries, linked) = (registries(), linked());
    let folder = |name: &str, version: &str| {
        let folder = format!("{name}-{}", version.trim_start_matches('v'));
        registries.iter().map(|registry| registry.join(&folder)).find(|path| path.is_dir())
    };
    let mut found = String::new();
    for (name, version) in &linked {
        let Some(folder) = folder(name, version) else {
            return println!("skipped: the source of {name} is not unpacked here");
        };
        if has_unsafe(&folder) {
            found.push_str(&format!("{name}\n"));
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("supply-chain/unsafe.txt");
    if std::env::var_os("BEDDAYS_WRITE").is_some() {
        return fs::write(path, found).unwrap();
    }
    assert_eq!(
        found,
        fs::read_to_string(path).unwrap(),
        "BEDDAYS_WRITE=1 writes the list anew, once the new ones were looked at"
    );
}
