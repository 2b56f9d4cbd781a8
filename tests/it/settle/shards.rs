//! Records that are put aside, and their shards.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use beddays::domain::Authorities;
use beddays::intake::findings::candidate::Place;
use beddays::intake::read_record::{ReadDelivery, ReadRecord};
use beddays::intake::{Rules, read};
use beddays::settle::keys::RecordKeys;
use beddays::settle::record_stream::{EncodedRecords, RecordStream};
use beddays::settle::shards::{MOST_OF_ONE_NAME, Shards};
use beddays::settle::spool::Spool;

use crate::intake::native::{File, events, london, stays, with_deliveries};
use crate::settle::messages_support::Chance;

/// Stays of some persons, and events of these stays and of others, by chance.
fn files(rows: usize) -> [File; 2] {
    let mut chance = Chance(7);
    let (mut of_stays, mut of_events) = (String::new(), String::new());
    for row in 0..rows {
        let (stay, day) = (chance.below(rows), 1 + chance.below(28));
        writeln!(of_stays, "S{row},,RX1,,E10000020,2018-03-{day:02},,").unwrap();
        writeln!(of_events, "S{stay},ready,2018-03-{day:02}T10:00,,").unwrap();
    }
    [stays(&of_stays), events(&of_events)]
}

fn streamed(files: &[File], spool: &Spool) -> Vec<RecordStream> {
    streamed_as(files, spool, |record| record % 2 == 0)
}

fn streamed_as(files: &[File], spool: &Spool, is_new: fn(u32) -> bool) -> Vec<RecordStream> {
    let zone = london();
    let rules = Rules { zone: &zone, key: b"a key for tests", authorities: Authorities::england(), law: None };
    with_deliveries(files, |deliveries| {
        let streamed = deliveries.iter().enumerate().map(|(at, delivery)| {
            let ReadDelivery { records, .. } = read::read(at, delivery, &rules, &|_| ()).unwrap();
            let mut stream = RecordStream::default();
            // In an order other than that of the file.
            for some in records.chunks(100).rev() {
                let mut encoded = EncodedRecords::default();
                some.iter().for_each(|record| encoded.add(record, rules.key, is_new(record.place().record)));
                stream.add(spool, &encoded).unwrap();
            }
            stream
        });
        streamed.collect()
    })
}

#[test]
fn shards_have_every_record_once_and_no_key_twice() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::in_folder(folder.path());
    let streams = streamed(&files(6_000), &spool);
    let records: usize = streams.iter().map(|stream| stream.records).sum();
    assert_eq!(records, 12_000);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "what is put aside has no name");
    for least in [1, 50, 1_000, 11_999, 12_000] {
        let shards = Shards::of(&spool, streams.iter().collect(), least).unwrap().unwrap();
        let (mut found, mut shard_of) = (BTreeSet::new(), BTreeMap::new());
        for shard in 0..shards.count() {
            let set = shards.record_set(&spool, shard).unwrap();
            assert!(set.len() >= least || shard + 1 == shards.count(), "{} records of {least}", set.len());
            let places: Vec<_> = (0..set.len() as u32).map(|at| set.record(at).in_list()).collect();
            assert!(places.is_sorted(), "in the order of deliveries and records");
            for at in 0..set.len() as u32 {
                let record = ReadRecord::decode(&set.record(at).form, Place::from(set.record(at))).unwrap();
                let mut keys = RecordKeys::default();
                keys.add(&record, b"a key for tests");
                for key in keys.firm {
                    assert_eq!(*shard_of.entry(key).or_insert(shard), shard, "one key in two shards");
                }
            }
            found.extend(places);
        }
        assert_eq!(found.len(), records, "{least}");
        assert!(least > 1 || shards.count() > 2_000, "{}", shards.count());
    }
}

#[test]
fn a_folder_that_takes_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::in_folder(&folder.path().join("gone"));
    let zone = london();
    let rules = Rules { zone: &zone, key: b"a key for tests", authorities: Authorities::england(), law: None };
    let error = with_deliveries(&files(4_000), |deliveries| {
        let ReadDelivery { records, .. } = read::read(0, &deliveries[0], &rules, &|_| ()).unwrap();
        let (mut stream, mut encoded) = (RecordStream::default(), EncodedRecords::default());
        records.iter().for_each(|record| encoded.add(record, rules.key, true));
        stream.add(&spool, &encoded).unwrap_err()
    });
    assert!(error.to_string().contains("put records aside"), "{error}");
}

#[test]
fn more_records_of_one_stay_than_any_can_have_are_named_with_the_first_line() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::in_folder(folder.path());
    let row = |number: usize| format!("S,ready,2018-03-{:02}T10:00,,\n", 1 + number % 28);
    let rows: String = (0..MOST_OF_ONE_NAME).map(row).collect();
    let most = streamed_as(&[events(&rows)], &spool, |_| true);
    assert_eq!(Shards::of(&spool, most.iter().collect(), usize::MAX).unwrap().unwrap().count(), 1);
    let files = [events(&rows), stays("S,,RX1,,E10000020,2018-03-01,,\n")];
    let more = streamed_as(&files, &spool, |_| true);
    for least in [1_000, usize::MAX] {
        let name = Shards::of(&spool, more.iter().collect(), least).unwrap().unwrap_err();
        assert_eq!((name.rows, name.delivery), (MOST_OF_ONE_NAME + 1, 0), "{name:?}");
    }
    // What is in the store stays there.
    let in_store = streamed_as(&files, &spool, |_| false);
    assert_eq!(Shards::of(&spool, in_store.iter().collect(), usize::MAX).unwrap().unwrap().count(), 1);
}
