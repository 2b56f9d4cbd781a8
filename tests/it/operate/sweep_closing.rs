//! Closing a month and saying what is accepted of one, killed or refused by the disk at its calls, one at a time: it is done or it is not, nothing of the
//! month is another, and the next command goes on from there.

use std::path::Path;

use serde_json::Value;

use crate::operate::sweep::{at_calls, command, sweep};
use crate::report::trend::counting_project;
use crate::store::child::have;
use crate::support::harness::Said;

const POSITION: [&str; 11] =
    ["position", "--month", "2018-03", "--stay", "S1", "--as", "accepted", "--by", "Officer One", "--on", "2018-04-05"];
const CLOSE: [&str; 3] = ["close", "--month", "2018-02"];

/// The files of the month where people look, by name and bytes.
fn files(project: &Path, month: &str) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(project.join("reports").join(month)).unwrap().map(|entry| entry.unwrap().path());
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

/// Whatever moment it is: what was said is in the store with its sheet, or it is not, and the next command says it.
#[test]
fn a_position_is_said_or_it_is_not() {
    if !have("strace", "a_position_is_said_or_it_is_not") {
        return;
    }
    let folder = counting_project();
    let before = files(&folder.project(), "2018-03");
    let sheet = |project: &Path| std::fs::read_to_string(project.join("positions/2018-03/internal-positions.json"));
    let check = |project: &Path, told: &Said, what: &str| {
        assert!(files(project, "2018-03") == before, "a file of the statement is another: {what}");
        command(project, &[], &["verify"]).exits(0);
        let shown = command(project, &[], &["position", "--month", "2018-03", "--json"]).exits(0);
        let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
        let said = shown["positions"].as_array().unwrap().len();
        let is_told = told.stderr.contains("is in the store");
        match told.exit {
            Some(0) => assert_eq!(said, 1, "{what}"),
            Some(_) => assert!(said == 0 || is_told, "{what} {told:?}"),
            None => assert!(said <= 1, "{what}"),
        }
        assert_eq!(sheet(project).unwrap().contains("Officer One"), said == 1, "{what}");
        command(project, &[], &POSITION).exits(0);
        assert!(sheet(project).unwrap().contains("Officer One"), "{what}");
        command(project, &[], &["verify"]).exits(0);
    };
    let tried = sweep(&|call, fault, step| at_calls(&folder, &POSITION, (call, fault, step), &check));
    assert!(tried >= 10, "{tried}");
}

#[test]
fn a_month_is_closed_or_it_is_open() {
    if !have("strace", "a_month_is_closed_or_it_is_open") {
        return;
    }
    let folder = counting_project();
    let mut before = files(&folder.project(), "2018-02");
    // The list of the files names the sheet of the sign-off too, once the month is closed.
    before.retain(|(name, _)| name != "internal-files.sha256");
    let check = |project: &Path, told: &Said, what: &str| {
        let own: Vec<_> = files(project, "2018-02").into_iter().filter(|file| before.contains(file)).collect();
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
