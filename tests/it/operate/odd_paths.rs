//! Texts that mean something as a path (G8), wherever a sender or a user can put them: as a code, as a name of an organisation,
//! as a month, as a folder to write to. No file is made or changed outside of the folder that was named.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;

use crate::report::fixture::payloads;
use crate::support::harness::{Folder, STAYS, program, said};

const PATHS: &str = include_str!("../../bad-inputs/payloads/paths.txt");

/// Every path below a folder, and how large a file is.
fn tree(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let metadata = entry.metadata().unwrap();
        found.insert(entry.path(), if metadata.is_file() { metadata.len() } else { 0 });
        if metadata.is_dir() {
            found.extend(tree(&entry.path()));
        }
    }
    found
}

/// A path without `.` and `..`, as the system would walk it.
fn walked(path: &Path) -> PathBuf {
    let mut walked = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(walked.pop()),
            Component::CurDir => {}
            part => walked.push(part),
        }
    }
    walked
}

fn texts() -> Vec<String> {
    let texts = payloads(PATHS);
    assert_eq!(texts.len(), 62);
    texts
}

/// Goal: a code or a name of an organisation is never a path. Method: each text as the code of a hospital, as its name, and as
/// the name of the project, then every command that writes files; all that lies around the project is as before.
#[test]
fn no_code_and_no_name_leads_out_of_the_project() {
    let outer = tempfile::tempdir().unwrap();
    let around = outer.path().join("a/b/c");
    fs::create_dir_all(&around).unwrap();
    for text in texts() {
        let project = around.join("project");
        said(program().arg("init").arg(&project).args(["--authority", "Norfolk"])).exits(0);
        let toml = fs::read_to_string(project.join("beddays.toml")).unwrap();
        let quoted = toml::Value::String(text.clone()).to_string();
        let toml =
            toml.replace("# RZZ01 = \"Example General Hospital\"", &format!("RZZ01 = {quoted}\n{quoted} = \"A\""));
        let toml = toml.replacen("name      = ", &format!("name      = {quoted} # "), 1);
        fs::write(
            project.join("beddays.toml"),
            toml.replacen("view      = \"authority\"", "view      = \"system\"", 1),
        )
        .unwrap();
        let rows = STAYS.replace("RZZ02", &format!("\"{}\"", text.replace('"', "\"\"")));
        fs::write(project.join("inbox/stays.csv"), rows).unwrap();
        let before = tree(outer.path());
        let command = |arguments: &[&str]| {
            let ran = said(program().arg("--project").arg(&project).args(arguments));
            let is_code = ran.exit.is_some_and(|exit| [0, 1, 2, 65, 66, 73, 78].contains(&exit));
            assert!(is_code, "{text:?} {arguments:?}: {ran:?}");
        };
        command(&["run", "--month", "2018-03"]);
        command(&["report", "trend"]);
        command(&["publish", "--month", "2018-03"]);
        command(&["explain", "--", &text.replace('\0', "")]);
        let changed: Vec<PathBuf> = {
            let after = tree(outer.path());
            let is_other = |path: &&PathBuf| after.get(*path) != before.get(*path) && !path.starts_with(&project);
            after.keys().chain(before.keys()).filter(is_other).cloned().collect()
        };
        assert!(changed.is_empty(), "{text:?}: {changed:?}");
        // Names that a file system folds into one would take each other's place.
        let mut folded: Vec<String> = tree(&project).keys().map(|path| path.to_string_lossy().to_lowercase()).collect();
        let all = folded.len();
        folded.sort();
        folded.dedup();
        assert_eq!(all, folded.len(), "{text:?}: two names differ by case alone");
        fs::remove_dir_all(&project).unwrap();
    }
}

/// Goal: what is no month is refused. Method: each text as the month of every command that has one.
#[test]
fn no_text_of_a_path_is_a_month() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let before = tree(&folder.project());
    for text in texts().into_iter().filter(|text| !text.contains('\0')) {
        for command in [&["run", "--month"][..], &["report", "statement", "--month"], &["publish", "--month"]] {
            let refused = folder.run(&[command, &[text.as_str()]].concat());
            assert_eq!(refused.exit, Some(2), "{command:?} {text:?}: {refused:?}");
        }
    }
    assert!(tree(&folder.project()) == before);
}

/// Goal: reports are in the folder that was named, whatever it is called. Method: each text that is a relative path as `--out`,
/// far down in a folder of its own.
#[test]
fn a_report_is_written_to_the_folder_that_was_named_and_nowhere_else() {
    let figures =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published/england_monthly_2010-08_2020-02.csv");
    let mut written = 0;
    for text in texts().into_iter().filter(|text| !text.contains('\0') && !text.starts_with('/')) {
        let outer = tempfile::tempdir().unwrap();
        let here = outer.path().canonicalize().unwrap().join("a/b/c/d");
        fs::create_dir_all(&here).unwrap();
        let before = tree(outer.path());
        let mut command = program();
        command.current_dir(&here).args(["report", "trend", "--from"]).arg(&figures).arg(format!("--out={text}"));
        let ran = said(command.stdin(Stdio::null()));
        assert!(ran.exit.is_some_and(|exit| [0, 1, 2, 66, 73, 74, 77].contains(&exit)), "{text:?}: {ran:?}");
        let (after, named) = (tree(&outer.path().canonicalize().unwrap()), walked(&here.join(&text)));
        let new: Vec<&PathBuf> = after.keys().filter(|path| !before.contains_key(*path)).collect();
        let elsewhere: Vec<_> =
            new.iter().filter(|path| !path.starts_with(&named) && !named.starts_with(path)).collect();
        assert!(elsewhere.is_empty() || text.is_empty(), "{text:?}: {elsewhere:?}");
        written += u32::from(matches!(ran.exit, Some(0 | 1)));
    }
    assert!(written > 20, "{written}");
}
