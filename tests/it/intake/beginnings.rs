//! Every beginning of twenty small files of each format (B4): read or refused, with every record accounted for. And mutants that
//! the program reads in a process of its own (B1), each in little memory.

use crate::intake::big::checked;
use crate::intake::canaries::corpus_numbers;
use crate::intake::canaries_search::Canaries;
use crate::intake::mutations::{Seed, accounted, answer, corpus};
use crate::support::mutator::Mutator;

/// The smallest files of a group that are taken as they are.
fn small(group: &str, count: usize) -> Vec<Seed> {
    let mut seeds: Vec<Seed> =
        corpus(group, 12_000).into_iter().filter(|seed| answer(seed, &seed.bytes).is_ok()).collect();
    seeds.sort_by_key(|seed| seed.bytes.len());
    seeds.truncate(count);
    seeds
}

#[test]
fn every_beginning_of_twenty_files_is_accounted_for() {
    let groups = [("csv", 8), ("json", 4), ("hl7", 4), ("fhir", 2), ("xlsx", 2)];
    let seeds: Vec<Seed> = groups.into_iter().flat_map(|(group, count)| small(group, count)).collect();
    assert_eq!(seeds.len(), 20);
    let numbers = Canaries::new(&corpus_numbers());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let tried = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        while let Some(seed) = seeds.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            for length in 0..seed.bytes.len() {
                let beginning = &seed.bytes[..length];
                let found = answer(seed, beginning);
                let what = format!("the first {length} bytes of {}", seed.name);
                accounted(seed, beginning, &found, &numbers).unwrap_or_else(|why| panic!("{what}: {why}"));
                // An archive has its list at the end; a message of several parts says how many there are.
                let has_an_end = seed.bytes.starts_with(b"PK");
                assert!(!has_an_end || found.is_err(), "{what} is taken for the whole");
                tried.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        (0..2).map(|_| scope.spawn(work)).collect::<Vec<_>>().into_iter().for_each(|one| one.join().unwrap())
    });
    let tried = tried.into_inner();
    println!("{tried} beginnings");
    assert!(tried > 9_000, "{tried}");
}

/// `BEDDAYS_SEED=20261129` tries other mutants than the usual ones, and is printed.
#[test]
fn two_hundred_mutants_by_themselves_take_little_memory() {
    let seed: u64 = std::env::var("BEDDAYS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    println!("BEDDAYS_SEED={seed}");
    let (seeds, folder) = (corpus("csv", 40_000), tempfile::tempdir().unwrap());
    let mut most = 0;
    for number in 0..200 {
        let mut mutator = Mutator::new(seed.wrapping_mul(1_000) + number);
        let other = mutator.below(seeds.len());
        let bytes = mutator.file(&seeds[number as usize % seeds.len()].bytes, &seeds[other].bytes);
        let path = folder.path().join(format!("stays_{number}.csv"));
        std::fs::write(&path, bytes).unwrap();
        let (exit, errors, megabytes) = checked(&path);
        assert!(
            exit.is_some_and(|exit| [0, 1, 65].contains(&exit)),
            "BEDDAYS_SEED={seed}, mutant {number}: {exit:?} {errors}"
        );
        most = most.max(megabytes);
    }
    assert!((1..300).contains(&most), "{most} MB");
}
