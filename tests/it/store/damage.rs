//! Bit rot (E11): one flipped bit anywhere in the store is found before anything is priced, and said with the way back.

use std::fs;
use std::path::Path;

use beddays::error::Exit;
use beddays::store::{DamageKind, FORMAT, Store};

use crate::store::commits::{KEY_ID, files, month, publish, rows};

/// A store with a past: two editions, two sets of tables, two earlier manifests.
fn project_with_past() -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(30));
    publish(project.path(), &rows(31));
    project
}

/// 200 places spread over a file, all of them if it has fewer; each with a bit of its own.
fn places(length: usize) -> impl Iterator<Item = (usize, u8)> {
    let count = length.min(200);
    (0..count).map(move |n| (n * length / count, 1 << (n % 8)))
}

#[test]
fn one_flipped_bit_is_found() {
    let project = project_with_past();
    let store = project.path().join("store");
    let mut tried = 0;
    for (name, content) in files(project.path()).into_iter().filter(|(name, _)| name != "lock") {
        let path = store.join(&name);
        for (at, bit) in places(content.len()) {
            let mut rotten = content.clone();
            rotten[at] ^= bit;
            fs::write(&path, &rotten).unwrap();
            let found = Store::read_only(project.path()).and_then(|store| store.verify());
            if name == "manifest.json" {
                let error = found.expect_err(&format!("byte {at} of {name}"));
                assert_eq!((error.code(), error.exit()), ("S_DAMAGED", Exit::Data), "byte {at}: {error}");
                assert!(error.to_string().contains("manifest.json"), "{error}");
            } else {
                let found = found.unwrap();
                let [damage] = &found[..] else { panic!("byte {at} of {name}: {found:?}") };
                assert_eq!((damage.kind, &damage.file), (DamageKind::Damaged, &path));
                assert_eq!(damage.deliveries, ["stays_feb.csv"], "{name}");
            }
            tried += 1;
        }
        // A file of the right size is found out when it is read.
        let opened = Store::open(project.path()).map(|_| ());
        let wanted = if name == "manifest.json" { Err(Exit::Data) } else { Ok(()) };
        assert_eq!(opened.map_err(|error| error.exit()), wanted, "{name}");
        fs::write(&path, content).unwrap();
    }
    assert!(tried > 2000, "{tried}");
    assert_eq!(Store::open(project.path()).unwrap().verify().unwrap(), []);
}

#[test]
fn error_names_file_and_delivery() {
    let project = project_with_past();
    let name = file_starting(project.path(), "ledger/2018-03-edition-2");
    let path = project.path().join("store").join(name);
    let content = fs::read(&path).unwrap();
    fs::write(&path, &content[..content.len() - 1]).unwrap();
    let error = Store::open(project.path()).unwrap_err();
    assert_eq!((error.code(), error.exit()), ("S_DAMAGED", Exit::Data));
    let text = error.to_string();
    assert!(text.contains(&format!("`{}`", path.display())), "{text}");
    assert!(text.contains("`stays_feb.csv` (store/raw/"), "{text}");
    assert!(text.contains("nothing was priced"), "{text}");

    fs::remove_file(&path).unwrap();
    let text = Store::open(project.path()).unwrap_err().to_string();
    assert!(text.contains("is missing"), "{text}");
}

#[test]
fn reading_a_damaged_file_is_refused() {
    let project = project_with_past();
    let store = Store::read_only(project.path()).unwrap();
    let manifest = store.manifest().clone();
    let hash = manifest.deliveries[0].sha256.clone();
    let table = |name: &str| manifest.tables[name].file.clone();
    let ledger = manifest.month(month()).unwrap().ledger.file.clone();
    type Read<'a> = Box<dyn Fn() -> beddays::Result<()> + 'a>;
    let reads: [(String, Read<'_>); 7] = [
        (format!("raw/{hash}"), Box::new(|| store.raw(&hash).map(|_| ()))),
        (table("stay"), Box::new(|| store.stays().map(|_| ()))),
        (table("event"), Box::new(|| store.events().map(|_| ()))),
        (table("reason"), Box::new(|| store.reasons().map(|_| ()))),
        (table("delay_period"), Box::new(|| store.table_files("delay_period").map(|_| ()))),
        (ledger.clone(), Box::new(|| store.ledger(month()).map(|_| ()))),
        (ledger, Box::new(|| store.ledger_file(month()).map(|_| ()))),
    ];
    for (name, read) in reads {
        read().unwrap();
        let path = project.path().join("store").join(&name);
        let content = fs::read(&path).unwrap();
        let mut rotten = content.clone();
        rotten[5] ^= 1;
        fs::write(&path, rotten).unwrap();
        assert_eq!(read().unwrap_err().exit(), Exit::Data, "{name}");
        fs::write(&path, content).unwrap();
    }
}

fn file_starting(project: &Path, start: &str) -> String {
    files(project).into_iter().map(|(name, _)| name).find(|name| name.starts_with(start)).unwrap()
}

#[test]
fn rebuilding_heals_tables_under_the_same_names() {
    let project = project_with_past();
    let before = files(project.path());
    let damaged = Store::read_only(project.path()).unwrap().table_files("stay").unwrap().remove(0);
    fs::write(&damaged, b"PAR1").unwrap();
    let mut store = Store::open(project.path()).unwrap();
    assert_eq!(store.stays().unwrap_err().exit(), Exit::Data);
    let mut commit = store.begin();
    crate::store::commits::put(&mut commit, &rows(31), 100);
    assert!(!commit.finish().unwrap().changed);
    drop(store);
    assert!(files(project.path()) == before);
    Store::open(project.path()).unwrap();

    let raw = file_starting(project.path(), "raw/");
    fs::write(project.path().join("store").join(raw), b"other").unwrap();
    assert_eq!(Store::open(project.path()).unwrap_err().exit(), Exit::Data);
}

#[test]
fn lost_manifest_is_damage_and_not_an_empty_store() {
    let project = project_with_past();
    fs::remove_file(project.path().join("store/manifest.json")).unwrap();
    assert_eq!(Store::open(project.path()).unwrap_err().exit(), Exit::Data);
    assert_eq!(Store::create(project.path(), KEY_ID).unwrap_err().exit(), Exit::CannotCreate);
}

#[test]
fn newer_store_is_refused() {
    // One that has more in it, and one that looks like ours.
    for more in ["\n  \"more\": 1,", ""] {
        let project = project_with_past();
        let path = project.path().join("store/manifest.json");
        let text = fs::read_to_string(&path).unwrap();
        let (head, _) = text.split_once("\"self_sha256\": \"").unwrap();
        let format = |number: u32| format!("\"format\": {number},");
        let newer = head.replace(&format(FORMAT), &format!("{}{more}", format(FORMAT + 1)));
        assert_ne!(newer, head);
        let bare = format!("{newer}\"self_sha256\": \"\"\n}}\n");
        let whole = bare.replace("\"\"\n}", &format!("\"{}\"\n}}", beddays::store::sha256(bare.as_bytes())));
        fs::write(&path, whole).unwrap();
        let error = Store::read_only(project.path()).unwrap_err();
        assert_eq!((error.code(), error.exit()), ("S_NEWER", Exit::Config), "{error}");
    }
}

#[test]
fn other_key_is_refused() {
    let project = project_with_past();
    let store = Store::read_only(project.path()).unwrap();
    store.require_key(KEY_ID).unwrap();
    assert_eq!(store.require_key("ffffffff").unwrap_err().exit(), Exit::Config);
}

#[test]
fn project_without_store_is_refused() {
    let project = tempfile::tempdir().unwrap();
    assert_eq!(Store::open(project.path()).unwrap_err().exit(), Exit::Config);
    Store::create(project.path(), KEY_ID).unwrap();
    assert_eq!(Store::create(project.path(), KEY_ID).unwrap_err().exit(), Exit::CannotCreate);
    assert_eq!(Store::open(project.path()).unwrap().manifest().commit, 0);
}

#[test]
fn unfinished_creation_is_finished() {
    let project = tempfile::tempdir().unwrap();
    Store::create(project.path(), KEY_ID).unwrap();
    fs::remove_file(project.path().join("store/manifest.json")).unwrap();
    fs::remove_dir(project.path().join("store/history")).unwrap();
    assert_eq!(Store::open(project.path()).unwrap_err().exit(), Exit::Data);
    Store::create(project.path(), KEY_ID).unwrap();
    Store::open(project.path()).unwrap();
}

#[test]
fn remains_of_dead_runs_are_cleared() {
    let project = project_with_past();
    let store = project.path().join("store");
    for name in ["tables/claim.part", "ledger/2018-02.part", "manifest.json.part", "tables/stay-0000.parquet"] {
        fs::write(store.join(name), b"half").unwrap();
    }
    let notes = Store::read_only(project.path()).unwrap().verify().unwrap();
    assert_eq!(notes.iter().filter(|note| note.kind == DamageKind::Leftover).count(), 4, "{notes:?}");
    let same = publish(project.path(), &rows(31));
    assert_eq!(same.cleared, ["tables/claim.part", "ledger/2018-02.part", "manifest.json.part"]);
    let next = publish(project.path(), &rows(32));
    assert!(next.cleared.contains(&"tables/stay-0000.parquet".to_owned()), "{next:?}");
    assert_eq!(Store::read_only(project.path()).unwrap().verify().unwrap(), []);
}

#[test]
fn links_are_not_followed() {
    let project = project_with_past();
    let path = Store::read_only(project.path()).unwrap().table_files("stay").unwrap().remove(0);
    let elsewhere = project.path().join("elsewhere");
    fs::rename(&path, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    assert_eq!(Store::open(project.path()).unwrap().stays().unwrap_err().exit(), Exit::Data);
}
