//! How many crates the program is made of, and that none of them is there that `deny.toml` bans. Licences, sources, versions
//! and advisories are held by `tests/supply-chain`, which needs cargo-deny.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Most crates beside our own. About 150 of them are polars with its SQL: `docs/decisions/supply-chain.md`.
const MOST: usize = 226;

/// Most crates of the library without the feature `tables`.
const MOST_OF_THE_LIBRARY: usize = 70;

fn read(name: &str) -> toml::Table {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    text.parse().unwrap()
}

/// The crates that are linked into the program or run when it is built, each with its version.
pub fn linked() -> BTreeSet<(String, String)> {
    linked_with(&[])
}

fn linked_with(arguments: &[&str]) -> BTreeSet<(String, String)> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    cargo.args(arguments);
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let package = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        Some((words.next()?, words.next()?))
    };
    lines.lines().filter_map(package).filter(|(name, _)| name != "beddays").collect()
}

#[test]
fn there_are_no_more_crates_than_said() {
    let linked = linked();
    assert!(linked.len() > 100, "cargo tree was not understood: {linked:?}");
    assert!(linked.len() <= MOST, "{} crates, at most {MOST}: {linked:?}", linked.len());
}

/// Goal: what a wheel or another program links for law, counting and charts stays small. Method: the crates without the feature
/// `tables`; none of them reads Parquet, SQL or arguments.
#[test]
fn the_library_without_tables_is_light() {
    let (light, linked) = (linked_with(&["--no-default-features"]), linked());
    assert!(light.is_subset(&linked), "{light:?}");
    assert!((20..=MOST_OF_THE_LIBRARY).contains(&light.len()), "{} crates: {light:?}", light.len());
    let heavy = ["polars", "parquet", "calamine", "clap", "rust_xlsxwriter", "sqlparser", "tokio"];
    let found: Vec<_> = light.iter().filter(|(name, _)| heavy.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_crate_that_speaks_to_a_network_is_in_the_lock_file_of_the_program() {
    let (linked, policy) = (linked(), read("deny.toml"));
    let banned = policy["bans"]["deny"].as_array().unwrap().iter().map(|ban| ban["crate"].as_str().unwrap());
    let banned: BTreeSet<&str> = banned.filter(|name| !name.contains('@')).collect();
    assert!(banned.contains("reqwest") && banned.contains("rustls"), "{banned:?}");
    let found: Vec<_> = linked.iter().filter(|(name, _)| banned.contains(name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// Goal: a version that is there twice is there on purpose. Method: the list of deny.toml is exactly those.
#[test]
fn what_is_there_in_two_versions_is_listed() {
    let (linked, policy) = (linked(), read("deny.toml"));
    let names = linked.iter().map(|(name, _)| name.as_str());
    let twice: BTreeSet<&str> =
        names.clone().filter(|name| names.clone().filter(|other| other == name).count() > 1).collect();
    let skipped = policy["bans"]["skip"].as_array().unwrap().iter().map(|skip| skip["crate"].as_str().unwrap());
    let skipped: BTreeSet<&str> = skipped.map(|skip| skip.split('@').next().unwrap()).collect();
    assert_eq!(twice, skipped);
}

/// Goal: a release has no path of the machine in it and says what it is made of. Method: what the script would run, asked
/// from another folder.
#[test]
fn a_release_replaces_the_paths_of_the_machine() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut script = Command::new("sh");
    script.arg(format!("{root}/packaging/release.sh")).arg("--print").current_dir("/").env("CARGO_HOME", "/a/cargo");
    let output = script.env("CARGO_TARGET_DIR", "/a/target").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    for (path, name) in [(root, "/beddays"), ("/a/cargo", "/cargo"), ("/a/target", "/target")] {
        assert!(printed.contains(&format!("--remap-path-prefix={path}={name}")), "{printed}");
    }
    let step = |command: &str| printed.lines().position(|line| line.starts_with(command));
    let build = step("cargo auditable build --locked --profile release --bin beddays").expect(&printed);
    assert!(step("cargo cyclonedx,").is_some_and(|list| list > build), "{printed}");
    assert!(step("dist/build.txt: commit, toolchain, flags").is_some_and(|record| record > build), "{printed}");
}

/// Whether a package of the lock file is the program or its module for Python.
fn ours(package: &toml::Value) -> bool {
    ["beddays", "beddays-python"].map(Some).contains(&package["name"].as_str())
}

#[test]
fn every_crate_is_from_the_public_registry_with_its_hash() {
    let lock = read("Cargo.lock");
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages.iter().filter(|package| !ours(package)) {
        let source = package.get("source").and_then(toml::Value::as_str).unwrap_or_default();
        assert!(source.starts_with("registry+https://github.com/rust-lang/crates.io-index"), "{package}");
        assert_eq!(package["checksum"].as_str().map(str::len), Some(64), "{package}");
    }
}
