//! Stored files whose hash fits but whose content is not what this program writes: another version's, or a forger's.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use beddays::error::Exit;
use beddays::store::{Manifest, Store, sha256};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::store::commits::{ledger, month, publish, rows};

/// Changes the manifest of a project and gives it a fitting hash again.
pub fn forge(project: &Path, change: impl FnOnce(&mut Manifest)) {
    let path = project.join("store/manifest.json");
    let mut manifest: Manifest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    manifest.self_sha256.clear();
    manifest.self_sha256 = sha256(&pretty(&manifest));
    fs::write(path, pretty(&manifest)).unwrap();
}

fn pretty(manifest: &Manifest) -> Vec<u8> {
    [serde_json::to_vec_pretty(manifest).unwrap(), b"\n".to_vec()].concat()
}

pub fn put_stays(project: &Path, content: &[u8]) {
    forge(project, |manifest| {
        let stay = manifest.tables.get_mut("stay").unwrap();
        (stay.sha256, stay.bytes) = (sha256(content), content.len() as u64);
        fs::write(project.join("store").join(&stay.file), content).unwrap();
    });
}

pub fn stays(project: &Path) -> PathBuf {
    Store::read_only(project).unwrap().table_files("stay").unwrap().remove(0)
}

#[test]
fn same_days_in_other_bytes_are_no_new_edition() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(40));
    let path = Store::read_only(project.path()).unwrap().ledger_file(month()).unwrap().unwrap();
    let before = fs::read(&path).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap();
    let schema = reader.schema().clone();
    let batches: Vec<_> = reader.build().unwrap().map(Result::unwrap).collect();
    let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), schema, None).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.close().unwrap();
    let other = fs::read(&path).unwrap();
    assert!(before != other);
    forge(project.path(), |manifest| {
        let ledger = &mut manifest.months[0].ledger;
        (ledger.sha256, ledger.bytes) = (sha256(&other), other.len() as u64);
    });

    assert!(!publish(project.path(), &rows(40)).changed);
    assert!(publish(project.path(), &rows(41)).changed);
    let store = Store::read_only(project.path()).unwrap();
    assert_eq!(store.manifest().month(month()).unwrap().edition, 2);
    assert_eq!(store.ledger(month()).unwrap().unwrap().rows().collect::<Vec<_>>(), ledger(&rows(41).delays));
}

#[test]
fn other_columns_are_refused() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let reasons = Store::read_only(project.path()).unwrap().table_files("reason").unwrap().remove(0);
    put_stays(project.path(), &fs::read(reasons).unwrap());
    let error = Store::open(project.path()).unwrap().stays().unwrap_err();
    assert_eq!((error.code(), error.exit()), ("S_COLUMNS", Exit::Config), "{error}");
}

#[test]
fn broken_content_is_an_error_and_no_panic() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(60));
    let content = fs::read(stays(project.path())).unwrap();
    let mut refused = 0;
    for n in 0..200 {
        let mut rotten = content.clone();
        let at = n * content.len() / 200;
        rotten[at] ^= 1 << (n % 8);
        put_stays(project.path(), &rotten);
        if let Err(error) = Store::open(project.path()).unwrap().stays() {
            assert!(matches!(error.exit(), Exit::Data | Exit::Config), "{error}");
            refused += 1;
        }
    }
    for length in [0, 4, 8, content.len() / 2, content.len() - 1] {
        put_stays(project.path(), &content[..length]);
        assert_eq!(Store::open(project.path()).unwrap().stays().unwrap_err().exit(), Exit::Data);
    }
    assert!(refused > 20, "only {refused} of 200 flips were noticed by the decoder");
}

#[test]
fn unknown_words_are_refused() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(1));
    let path = project.path().join("store/manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let more = text.replace("\"key_id\"", "\"colour\": \"red\",\n  \"key_id\"");
    let hash = text.lines().find(|line| line.contains("self_sha256")).unwrap().split('"').nth(3).unwrap().to_owned();
    let whole = more.replace(&hash, &sha256(more.replace(&hash, "").as_bytes()));
    fs::write(&path, whole).unwrap();
    let error = Store::open(project.path()).unwrap_err();
    assert!(error.exit() == Exit::Data && error.to_string().contains("colour"), "{error}");
}
