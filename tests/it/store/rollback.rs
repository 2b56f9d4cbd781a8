//! An earlier manifest that was put back (M14) is damage; what a run that died left is none.

use std::fs;
use std::path::Path;

use beddays::error::Exit;
use beddays::store::{DamageKind, Store};

use crate::store::commits::{files, month, publish, put, rows};
use crate::support::harness::{Folder, STAYS};

fn manifest(project: &Path) -> Vec<u8> {
    fs::read(project.join("store/manifest.json")).unwrap()
}

fn put_back(project: &Path, bytes: &[u8]) {
    fs::write(project.join("store/manifest.json"), bytes).unwrap();
}

#[test]
fn an_earlier_manifest_is_refused_with_the_way_back() {
    let project = tempfile::tempdir().unwrap();
    let project = project.path();
    let states: Vec<Vec<u8>> = [20, 21, 22]
        .map(|count| {
            publish(project, &rows(count));
            manifest(project)
        })
        .into();
    let (latest, earlier) = states.split_last().unwrap();
    for bytes in earlier {
        put_back(project, bytes);
        let before = files(project);
        for opened in [Store::open(project), Store::read_only(project)] {
            let error = opened.unwrap_err();
            assert_eq!((error.code(), error.exit()), ("S_DAMAGED", Exit::Data), "{error}");
            let text = error.to_string();
            assert!(text.contains("an earlier list was put back") && text.contains("manifest.json"), "{text}");
            // The way out that it names.
            let copy = text.split_once("copy store/").unwrap().1.split_once(" to store/manifest.json").unwrap().0;
            assert!(fs::read(project.join("store").join(copy)).unwrap() == *latest, "{text}");
        }
        assert!(files(project) == before, "nothing is changed");
    }
    put_back(project, latest);
    assert_eq!(Store::open(project).unwrap().verify().unwrap(), []);
}

#[test]
fn the_program_says_so_in_verify_and_in_the_next_run() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let earlier = manifest(&folder.project());
    folder.put("inbox/stays-b.csv", STAYS.replace("S1", "T1").replace("2018-03-09T16:00", "2018-03-12T16:00"));
    folder.march();
    let latest = manifest(&folder.project());
    assert!(earlier != latest);
    put_back(&folder.project(), &earlier);
    for arguments in [&["verify"][..], &["run", "--month", "2018-03"], &["query", "stay"], &["publish"]] {
        folder.run(arguments).exits(65).says("an earlier list was put back").says("hint: copy store/history/2-");
    }
    put_back(&folder.project(), &latest);
    folder.run(&["verify"]).exits(0).says("the store is whole");
}

#[test]
fn what_a_run_that_died_before_its_commit_left_is_no_damage() {
    let project = tempfile::tempdir().unwrap();
    let project = project.path();
    publish(project, &rows(20));
    let stands = manifest(project);
    // Everything but the rename of the manifest: tables, a ledger of the next edition, the copy of the manifest that stands.
    let mut store = Store::open(project).unwrap();
    put(&mut store.begin(), &rows(30), 10);
    drop(store);
    fs::write(project.join("store/manifest.json.part"), &stands).unwrap();
    let found = Store::read_only(project).unwrap().verify().unwrap();
    assert!(found.iter().any(|one| one.file.to_string_lossy().contains("ledger/2018-03-edition-2")), "{found:?}");
    assert!(found.iter().all(|one| one.kind == DamageKind::Leftover), "{found:?}");
    assert!(publish(project, &rows(30)).changed);
    assert_eq!(Store::open(project).unwrap().manifest().month(month()).unwrap().edition, 2);
    assert_eq!(Store::open(project).unwrap().verify().unwrap(), []);
}

#[test]
fn a_store_whose_last_commit_has_no_copy_is_whole_and_gets_one() {
    let project = tempfile::tempdir().unwrap();
    let project = project.path();
    publish(project, &rows(20));
    publish(project, &rows(21));
    let before = files(project);
    // As an older program left it, or a run that was killed right after its commit.
    let copy = before.iter().map(|(name, _)| name).find(|name| name.starts_with("history/2-")).unwrap();
    fs::remove_file(project.join("store").join(copy)).unwrap();
    assert_eq!(Store::open(project).unwrap().verify().unwrap(), []);
    assert!(!publish(project, &rows(21)).changed);
    assert!(files(project) == before);
}
