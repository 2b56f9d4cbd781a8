//! `ingest` and `check`, killed or refused by the disk at their calls: the store is as before or as after, and what only looks
//! leaves nothing.

use std::fs;
use std::path::Path;

use crate::operate::outside::deliver_news;
use crate::operate::sweep::{Files, at_calls, command, sweep};
use crate::store::child::have;
use crate::support::harness::{Folder, Said};

/// Every file of a project with its bytes, but for the lock.
fn files(project: &Path) -> Files {
    fn collect(root: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => collect(root, &path, files),
                false => drop(files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap())),
            }
        }
    }
    let mut files = Files::new();
    collect(project, project, &mut files);
    // The log has the time of each try.
    files.retain(|path, _| !["lock", "audit.log", "audit.head"].iter().any(|own| path.ends_with(own)));
    files
}

fn with_news() -> Folder {
    let folder = Folder::with_stays();
    folder.run(&["ingest", "inbox/stays.csv", "inbox/events.csv"]).exits(0);
    deliver_news(&folder, "LATE");
    folder
}

/// What a disk that refuses is answered with; what was killed says nothing.
fn is_answer(told: &Said, what: &str) {
    assert!(matches!(told.exit, None | Some(0 | 1 | 73 | 74)), "{what}");
    assert!(told.exit.is_none() || !told.stderr.contains("panicked"), "{what}");
}

#[test]
fn an_ingest_takes_a_delivery_whole_or_not_at_all() {
    if !have("strace", "an_ingest_takes_a_delivery_whole_or_not_at_all") {
        return;
    }
    let folder = with_news();
    let arguments = ["ingest", "inbox/stays_LATE.csv", "inbox/events_LATE.csv"];
    let arguments = arguments.map(|name| if name.contains('/') { folder.path(name) } else { name.into() });
    let arguments: Vec<&str> = arguments.iter().map(|path| path.to_str().unwrap()).collect();
    let deliveries = |project: &Path| {
        let said = command(project, &[], &["verify", "--json"]);
        let answer: serde_json::Value = serde_json::from_str(&said.stdout).unwrap_or_default();
        (said.exit, answer["deliveries"].as_u64().unwrap_or_default())
    };
    let undisturbed = tempfile::tempdir().unwrap();
    crate::operate::sweep::copy(&folder.project(), undisturbed.path());
    let project = undisturbed.path().join("project");
    let before = deliveries(&project);
    command(&project, &[], &arguments).exits(0);
    let (after, wanted) = (deliveries(&project), files(&project));
    assert_eq!((before, after), ((Some(0), 2), (Some(0), 4)));
    let check = |project: &Path, told: &Said, what: &str| {
        is_answer(told, what);
        let now = deliveries(project);
        assert!(now == before || now == after, "{now:?}: {what}");
        if told.exit == Some(0) {
            assert_eq!(now, after, "{what}");
        }
        let again = command(project, &[], &arguments);
        assert_eq!(again.exit, Some(0), "{what}\n{again:?}");
        assert!(files(project) == wanted, "another store after the next try: {what}");
    };
    let tried = sweep(&|call, fault, step| at_calls(&folder, &arguments, (call, fault, step), &check));
    println!("ingest: {tried} points");
    assert!(tried >= 20, "{tried}");
}

#[test]
fn a_check_changes_nothing_and_leaves_nothing_wherever_it_ends() {
    if !have("strace", "a_check_changes_nothing_and_leaves_nothing_wherever_it_ends") {
        return;
    }
    let folder = with_news();
    let wanted = files(&folder.project());
    let arguments = ["check", "--json"].map(str::to_owned).into_iter();
    let arguments: Vec<String> = arguments
        .chain(["inbox/stays_LATE.csv", "inbox/events_LATE.csv"].map(|name| folder.path(name).display().to_string()))
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let whole = command(&folder.project(), &[], &arguments).exits(0).stdout;
    let check = |project: &Path, told: &Said, what: &str| {
        is_answer(told, what);
        assert!(told.exit != Some(0) || told.stdout == whole, "another answer: {what}");
        assert!(files(project) == wanted, "{what}");
    };
    let tried = sweep(&|call, fault, step| at_calls(&folder, &arguments, (call, fault, step), &check));
    println!("check: {tried} points");
    assert!(tried >= 3, "{tried}");
}
