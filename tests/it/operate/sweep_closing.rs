//! Closing a month, killed or refused by the disk at its calls, one at a time: the month is closed or it is open, nothing of it is
//! another, and the next command goes on from there.

use std::path::Path;

use serde_json::Value;

use crate::operate::sweep::{at_calls, command, sweep};
use crate::report::trend::counting_project;
use crate::store::child::have;
use crate::support::harness::Said;

const CLOSE: [&str; 3] = ["close", "--month", "2018-02"];

/// The files of the month where people look, by name and bytes.
fn files(project: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(project.join("reports/2018-02")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn is_closed(project: &Path) -> bool {
    let manifest: Value = serde_json::from_slice(&std::fs::read(project.join("store/manifest.json")).unwrap()).unwrap();
    manifest["closed"].as_array().is_some_and(|closed| closed.len() == 1)
}

#[test]
fn a_month_is_closed_or_it_is_open() {
    if !have("strace", "a_month_is_closed_or_it_is_open") {
        return;
    }
    let folder = counting_project();
    let mut before = files(&folder.project());
    // The list of the files names the sheet of the sign-off too, once the month is closed.
    before.retain(|(name, _)| name != "internal-files.sha256");
    let check = |project: &Path, told: &Said, what: &str| {
        let own: Vec<_> = files(project).into_iter().filter(|file| before.contains(file)).collect();
        assert!(own == before, "a file of the month is another: {what}");
        match (told.exit, is_closed(project)) {
            (Some(0), closed) => assert!(closed, "{what}"),
            (Some(_), closed) => assert!(
                !closed || told.stderr.contains("2018-02 is closed") || told.stderr.contains("is in the store"),
                "{what}"
            ),
            (None, _) => {}
        }
        let again = command(project, &[], &CLOSE);
        assert_eq!(
            again.exit,
            Some(if is_closed(project) && again.exit == Some(65) { 65 } else { 0 }),
            "{what}\n{again:?}"
        );
        assert!(is_closed(project), "{what}");
        command(project, &[], &["report", "statement", "--month", "2018-02"]).exits(0);
        command(project, &[], &["verify"]).exits(0);
        command(project, &[], &["run", "--month", "2018-02"]).exits(65);
    };
    let tried = sweep(&|call, fault, step| at_calls(&folder, &CLOSE, (call, fault, step), &check));
    assert!(tried >= 10, "{tried}");
}
