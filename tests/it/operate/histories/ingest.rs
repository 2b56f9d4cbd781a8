//! Files that `ingest` takes before a run give what they give in the inbox of that run, and the run reads none of them.

use std::fs;

use serde_json::Value;

use super::feed::put_month;
use super::made::{self, STAYS, nhs_number};
use super::other_outputs;
use super::project::{Place, difference};
use crate::support::harness::{Said, program, said};

fn parsed(place: &Place, month: &str) -> Value {
    let summary: Value =
        serde_json::from_slice(&fs::read(place.path(&format!("reports/{month}/run.json"))).unwrap()).unwrap();
    summary["parsed"].clone()
}

/// The first difference between a history with its files in the inbox and one that ingests them before each run.
fn differs(seed: u64) -> Option<String> {
    let view = if seed.is_multiple_of(2) { "system" } else { "authority" };
    let inbox = Place::new(view);
    let ingested = inbox.copied();
    for (at, step) in made::with_inbox(seed).into_iter().enumerate() {
        let here = format!("history {seed}, {} as of {:?}", step.month, step.as_of);
        // On which day the files were looked at before does not matter to the run.
        let as_of = step.as_of.filter(|_| !(seed as usize + at).is_multiple_of(3));
        let taken = (!step.files.is_empty()).then(|| ingested.ingest(&step.files, as_of));
        // Of a file that repeats another it is said where it is met: a run names it as long as it lies in the inbox.
        for (name, content) in &step.files {
            let repeat = format!("{}: a repeat", name.replace("inbox/", "sent/"));
            if taken.as_ref().is_some_and(|taken| taken.stdout.contains(&repeat)) {
                ingested.put(name, content);
            }
        }
        let before = inbox.step(&step);
        if before.exit == Some(65) {
            assert_eq!(taken.and_then(|taken| taken.exit), Some(65), "{here}: {before:?}");
            step.files.iter().for_each(|(name, _)| drop(fs::remove_file(inbox.path(name))));
            continue;
        }
        let after = ingested.run(step.month, step.as_of);
        if (before.exit, &before.stdout) != (after.exit, &after.stdout) {
            return Some(format!("{here}: {before:?}\n{after:?}"));
        }
        let found = difference(&inbox.tables(), &ingested.tables()).or_else(|| other_outputs(&inbox, &ingested));
        if let Some(found) = found {
            return Some(format!("{here}: {found}"));
        }
    }
    None
}

#[test]
fn ingested_files_give_what_they_give_in_the_inbox() {
    let seeds = std::env::var("BEDDAYS_HISTORIES").ok();
    let range = seeds.and_then(|seeds| {
        let (first, last) = seeds.split_once('-')?;
        Some(first.parse().ok()?..last.parse().ok()?)
    });
    let found: Vec<String> = range.unwrap_or(300..305).filter_map(differs).collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

/// Three months that were run, and a delivery that changes stays of the first two, beside the inbox.
fn project() -> Place {
    let place = Place::new("authority");
    for (number, of) in ["2018-01", "2018-02", "2018-03"].into_iter().enumerate() {
        put_month(&place, number, of.parse().unwrap());
        place.run(of.parse().unwrap(), None).exits(0);
    }
    let row = |number: usize| {
        let (id, person, of) = (format!("F{number}-1"), nhs_number(number * 10 + 1), number + 1);
        format!("{id},{person},RZZ01,Norfolk,2018-0{of}-02T09:00,2018-0{of}-05,2018-0{of}-16T16:00,81\n")
    };
    place.put("stays_2018-04-29.csv", &format!("{STAYS}\n{}{}", row(0), row(1)));
    place
}

fn ingest(place: &Place, arguments: &[&str]) -> Said {
    let mut command = program();
    said(command.current_dir(place.path("")).arg("ingest").args(arguments))
}

#[test]
fn published_months_that_ingested_files_change_are_named_until_they_are_run_again() {
    let (inbox, month) = (project(), "2018-04".parse().unwrap());
    let place = inbox.copied();
    let count = put_month(&inbox, 3, month) + 2;
    let files = ["stays_2018-04-29.csv", "stays_2018-04-30.csv", "events_2018-04-30.csv", "reasons_2018-04-30.csv"];
    for file in &files[1..] {
        fs::copy(inbox.path("inbox").join(file), place.path(file)).unwrap();
    }
    fs::copy(inbox.path(files[0]), inbox.path("inbox").join(files[0])).unwrap();
    let wanted = inbox.run(month, None).exits(1);
    let told = ingest(&place, &files).exits(1).says("accepted 2");
    for restated in ["2018-01, edition 1, would be different", "2018-02, edition 1, would be different"] {
        assert!(told.stderr.contains(restated) && wanted.stderr.contains(restated), "{}", told.stderr);
    }
    assert!(!told.stderr.contains("2018-03, edition"), "{}", told.stderr);
    // The months were not run yet: what they were published with stands.
    let stored = place.manifest();
    assert_eq!(stored.months.iter().map(|month| month.edition).collect::<Vec<_>>(), [1, 1, 1]);
    // Acknowledged before any run: the run says it no more.
    let acknowledged = place.copied();
    let mut command = program();
    said(command.current_dir(acknowledged.path("")).args(["acknowledge", "--month", "2018-01"])).exits(0);
    let after = acknowledged.run(month, None).exits(1);
    assert!(!after.stderr.contains("2018-01, edition 1") && after.stderr.contains("2018-02, edition 1"), "{after:?}");
    // A run of another month says it, with the same reports as if the file had come with it.
    assert_eq!(place.run(month, None).exits(1).stdout, wanted.stdout);
    assert_eq!(difference(&inbox.tables(), &place.tables()), None);
    assert_eq!(other_outputs(&inbox, &place), None);
    assert_eq!((parsed(&inbox, "2018-04"), parsed(&place, "2018-04")), (count.into(), 0.into()));
    place.run("2018-01".parse().unwrap(), None).exits(1);
    let again = place.run(month, None).exits(1);
    assert!(!again.stderr.contains("2018-01, edition") && again.stderr.contains("2018-02, edition 1"), "{again:?}");
    assert_eq!(parsed(&place, "2018-01"), 0);
}

#[test]
fn a_change_that_is_taken_back_is_no_change() {
    let place = project();
    ingest(&place, &["stays_2018-04-29.csv"]).exits(1).says("2018-01, edition 1");
    let row = |number: usize| {
        let (id, person, of) = (format!("F{number}-1"), nhs_number(number * 10 + 1), number + 1);
        format!("{id},{person},RZZ01,Norfolk,2018-0{of}-02T09:00,2018-0{of}-06,2018-0{of}-14T16:00,81\n")
    };
    place.put("stays_2018-04-30.csv", &format!("{STAYS}\n{}{}", row(0), row(1)));
    let said = ingest(&place, &["stays_2018-04-30.csv"]).exits(1).says("W_VOLUME");
    assert!(!said.stderr.contains("would be different"), "{}", said.stderr);
    let said = place.run("2018-03".parse().unwrap(), None);
    assert!(!said.stderr.contains("would be different"), "{}", said.stderr);
}

#[test]
fn a_damaged_table_is_made_again_and_a_store_of_the_format_before_is_taken_over() {
    let before = project();
    let whole = before.copied();
    ingest(&whole, &["stays_2018-04-29.csv"]).exits(1);
    let damaged = before.copied();
    let record = damaged.manifest().partitions[&beddays::domain::Partition::Open].tables["record"].clone();
    fs::write(damaged.path("store").join(&record.file), "damaged").unwrap();
    ingest(&damaged, &["--dry-run", "stays_2018-04-29.csv"]).exits(1).says("were read anew").says("nothing was stored");
    assert_eq!(damaged.verify().exit, Some(65));
    ingest(&damaged, &["stays_2018-04-29.csv"]).exits(1).says("deliveries were read anew").says("record-open");
    assert_eq!(damaged.verify().exit, Some(0));
    assert_eq!(difference(&damaged.tables(), &whole.tables()), None);
    let older = before.copied();
    older.forge(|manifest| {
        manifest.format = 3;
        manifest.settled = None;
    });
    ingest(&older, &["stays_2018-04-29.csv"]).exits(1).says("the store is of format 3");
    assert_eq!(difference(&older.tables(), &whole.tables()), None);
    // A damaged delivery is refused, and nothing is changed.
    let rotten = before;
    rotten.forget();
    fs::write(rotten.path("store/raw").join(&rotten.manifest().deliveries[0].sha256), "rotten").unwrap();
    let stored = rotten.manifest();
    ingest(&rotten, &["stays_2018-04-29.csv"]).exits(65).says("S_DAMAGED");
    assert!(stored == rotten.manifest());
}
