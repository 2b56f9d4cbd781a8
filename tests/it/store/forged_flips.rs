//! Damaged Parquet behind a hash that fits, as if nothing were checked (B6): the decoder answers, and no process dies of it.

use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use beddays::error::Exit;
use beddays::store::{Store, sha256};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::store::commits::{month, publish, rows};
use crate::store::forged::{forge, put_stays, stays};

/// Flips for each kind of file; the hash that fits is what the tests of damage leave out.
const FLIPS: usize = 4_000;

/// The same rows without a codec.
fn uncompressed(path: &Path) -> Vec<u8> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let (schema, mut content) = (reader.schema().clone(), Vec::new());
    let mut writer = ArrowWriter::try_new(&mut content, schema, None).unwrap();
    reader.build().unwrap().for_each(|batch| writer.write(&batch.unwrap()).unwrap());
    writer.close().unwrap();
    content
}

fn put_ledger(project: &Path, content: &[u8]) {
    forge(project, |manifest| {
        let ledger = &mut manifest.months[0].ledger;
        (ledger.sha256, ledger.bytes) = (sha256(content), content.len() as u64);
        fs::write(project.join("store").join(&ledger.file), content).unwrap();
    });
}

fn read_stays(project: &Path) -> Option<Exit> {
    Store::open(project).and_then(|store| store.stays().map(drop)).err().map(|error| error.exit())
}

fn read_ledger(project: &Path) -> Option<Exit> {
    let read = |store: Store| store.ledger(month()).map(|ledger| ledger.map_or(0, |ledger| ledger.rows().count()));
    Store::open(project).and_then(read).err().map(|error| error.exit())
}

/// Puts each change in the place of a file; gives how many the decoder refused.
fn refused(
    project: &Path,
    changes: impl Iterator<Item = Vec<u8>>,
    put: fn(&Path, &[u8]),
    read: fn(&Path) -> Option<Exit>,
) -> usize {
    let answer = |content: Vec<u8>| {
        put(project, &content);
        let found = catch_unwind(AssertUnwindSafe(|| read(project))).expect("a damaged file is an error and no panic");
        assert!(matches!(found, None | Some(Exit::Data | Exit::Config)), "{found:?}");
        usize::from(found.is_some())
    };
    changes.map(answer).sum()
}

fn flips(content: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..FLIPS).map(move |n| {
        let mut rotten = content.to_vec();
        rotten[n * content.len() / FLIPS] ^= 1 << (n % 8);
        rotten
    })
}

#[test]
fn twelve_thousand_flips_and_every_cut_are_errors_and_no_panic() {
    let projects = [3, 3, 3, 3].map(|count| {
        let project = tempfile::tempdir().unwrap();
        publish(project.path(), &rows(count));
        project
    });
    let [packed, plain, ledger, cut] = projects.each_ref().map(|project| project.path());
    let content = fs::read(stays(packed)).unwrap();
    let bare = uncompressed(&stays(plain));
    let path = Store::read_only(ledger).unwrap().ledger_file(month()).unwrap().unwrap();
    let days = fs::read(path).unwrap();
    std::thread::scope(|scope| {
        let flipped = [
            scope.spawn(|| refused(packed, flips(&content), put_stays, read_stays)),
            scope.spawn(|| refused(plain, flips(&bare), put_stays, read_stays)),
            scope.spawn(|| refused(ledger, flips(&days), put_ledger, read_ledger)),
        ];
        let cuts = scope
            .spawn(|| refused(cut, (0..content.len()).map(|length| content[..length].to_vec()), put_stays, read_stays));
        let flipped = flipped.map(|thread| thread.join().unwrap());
        println!("refused by the decoder: {flipped:?} of {FLIPS} flips each");
        assert!(flipped.iter().all(|refused| *refused > FLIPS / 20), "{flipped:?}");
        assert_eq!(cuts.join().unwrap(), content.len(), "a file that was cut short is never taken for a whole one");
    });
}
