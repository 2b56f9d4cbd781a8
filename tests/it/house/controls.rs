//! The patches of `tests/controls`, each of which takes a protection away (L2): they fit the sources of today, and their tests are
//! there. `tests/controls/run.sh` builds each and sees its test fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::house::tidy::sources;
use crate::store::child::have;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn patches() -> Vec<PathBuf> {
    let files = fs::read_dir(root().join("tests/controls")).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "patch")).collect()
}

#[test]
fn each_protection_has_a_patch_that_takes_it_away_and_a_test_that_would_see_it() {
    let tests: String = sources("tests/it").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut ids = Vec::new();
    for patch in patches() {
        let text = fs::read_to_string(&patch).unwrap();
        let (first, rest) = text.split_once('\n').unwrap();
        ids.push(first.split_once(": ").unwrap().0.to_owned());
        let test = rest.lines().next().unwrap().strip_prefix("test: ").unwrap();
        assert!(tests.contains(&format!("fn {test}()")), "{}: there is no test `{test}`", patch.display());
        let changed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("+++ b/")).collect();
        assert!(!changed.is_empty() && changed.iter().all(|file| file.starts_with("src/")), "{}", patch.display());
    }
    ids.sort();
    assert_eq!(ids, ["A1", "E11", "E4", "E9", "G4", "H6"]);
}

/// A patch that no longer fits is made anew with the change that moved the line.
#[test]
fn the_patches_fit_the_sources() {
    if !have("git", "the_patches_fit_the_sources") {
        return;
    }
    for patch in patches() {
        let mut git = Command::new("git");
        // Nothing of a repository around the folder has a say.
        git.current_dir(root()).env("GIT_CEILING_DIRECTORIES", root().parent().unwrap());
        let fits = git.args(["apply", "--check"]).arg(&patch).output().unwrap();
        assert!(fits.status.success(), "{}: {}", patch.display(), String::from_utf8_lossy(&fits.stderr));
    }
}
