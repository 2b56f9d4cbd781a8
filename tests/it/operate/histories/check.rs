//! `check` reads the files that are named, no delivery of before, and finds what the next run then does with them.

use std::fs;

use beddays::domain::Month;
use beddays::store::Store;
use serde_json::{Value, json};

use super::feed::put_month;
use super::made::{self, STAYS, nhs_number};
use super::project::{Place, stored_findings};
use crate::support::harness::{Said, program, said};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// A project with five months, and the files of the sixth beside its inbox: a correction of a stay of each month, one that
/// says the same again, a contradiction, an event before its stay and one of an older month.
fn project() -> Place {
    let place = Place::new("authority");
    for number in 0..5 {
        let of = month(&format!("2018-0{}", number + 1));
        put_month(&place, number, of);
        place.run(of, None).exits(0);
    }
    let row = |id: &str, number: usize, left: &str| {
        let (person, of) = (nhs_number(number * 10 + 1), number + 1);
        format!("{id},{person},RZZ01,Norfolk,2018-0{of}-02T09:00,2018-0{of}-06,2018-0{of}-{left}T16:00,81\n")
    };
    let mut stays: String = (0..4).map(|number| row(&format!("F{number}-1"), number, "16")).collect();
    stays += &row("F4-1", 4, "14");
    stays += &(row("TWICE", 2, "15") + &row("TWICE", 2, "17"));
    place.put("inbox/stays_2018-06-30.csv", &format!("{STAYS}\n{stays}"));
    place.put(
        "inbox/events_2018-06-30.csv",
        "stay_id,kind,at,until,value\nF0-2,assessment_notice,2018-01-06T10:00,,\nLATER,assessment_notice,2018-06-06T10:00,,\n",
    );
    place
}

fn check(place: &Place, arguments: &str) -> Said {
    let mut command = program();
    said(command.current_dir(place.path("")).args(["check", "--json"]).args(arguments.split(' ')))
}

/// The files of the store, each with its bytes.
fn stored(place: &Place) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["store", "store/raw", "store/tables"] {
        for entry in
            fs::read_dir(place.path(folder)).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file())
        {
            files.push((format!("{folder}/{:?}", entry.file_name()), fs::read(entry.path()).unwrap()));
        }
    }
    files.sort();
    files
}

const FILES: &str = "inbox/stays_2018-06-30.csv inbox/events_2018-06-30.csv";

#[test]
fn no_delivery_of_before_is_read() {
    let place = project();
    let as_read = place.copied();
    as_read.forget();
    let wanted = check(&as_read, FILES).exits(1).says("R_CONFLICT").says("R_UNKNOWN_STAY").says("D_");
    let before = stored(&place);
    assert_eq!(check(&place, FILES).stdout, wanted.stdout);
    assert!(stored(&place) == before, "nothing is stored");
    for delivery in &place.manifest().deliveries {
        fs::remove_file(place.path("store/raw").join(&delivery.sha256)).unwrap();
    }
    assert_eq!(check(&place, FILES).exits(1).stdout, wanted.stdout);
    // A file that was delivered is looked at as the delivery that it was; by another profile it is refused, and the delivery
    // stays what it was.
    let delivered = "inbox/stays_2018-03-31.csv inbox/events_2018-02-28.csv";
    assert_eq!(check(&place, delivered).exits(0).stdout, check(&as_read, delivered).exits(0).stdout);
    check(&place, "--profile native-event inbox/stays_2018-03-31.csv").exits(65).says("F_HEADER");
    // Where the partitions do not hold everything is read, so that a delivery is missed.
    place.forget();
    check(&place, FILES).exits(65).says("S_DAMAGED");
}

#[test]
fn damaged_tables_are_not_needed() {
    let place = project();
    let wanted = check(&place, FILES).exits(1).stdout;
    for partition in place.manifest().partitions.values() {
        for stored in partition.tables.values() {
            let _ = fs::write(place.path("store").join(&stored.file), "damaged");
        }
    }
    assert_eq!(check(&place, FILES).exits(1).stdout, wanted);
}

#[test]
fn a_file_that_is_named_twice_is_counted_once() {
    let (place, first) = (project(), "inbox/stays_2018-06-30.csv");
    for other in ["inbox/stays_again.csv", "inbox/whole_a.csv"] {
        fs::copy(place.path(first), place.path(other)).unwrap();
    }
    let answer = |other: &str| -> (String, Value) {
        let said = check(&place, &format!("{first} {other}")).exits(1);
        (said.stdout.clone(), serde_json::from_str(&said.stdout).unwrap())
    };
    let (text, seen) = answer("inbox/stays_again.csv");
    assert_eq!((&seen["files"][1]["duplicates"], &seen["files"][1]["read"]), (&7.into(), &7.into()), "{text}");
    assert!(text.contains(&format!("the bytes are those of `{first}`")), "{text}");
    // The same bytes read in another way are other records.
    let (text, seen) = answer("inbox/whole_a.csv");
    assert_eq!(seen["files"][0]["sha256"], seen["files"][1]["sha256"]);
    assert_eq!((&seen["files"][0]["profile"], &seen["files"][1]["profile"]), (&"native-stay".into(), &"whole".into()));
    assert!(!text.contains("the bytes are those of"), "{text}");
}

/// What is said of a file: the records found wrong or doubtful in it, and its counts.
fn of_file(receipt: &Value, findings: &[Value]) -> Vec<String> {
    let of_records =
        findings.iter().filter(|finding| !["W_VOLUME", "W_SHARE"].contains(&finding["code"].as_str().unwrap()));
    let mut said: Vec<String> = of_records.map(|finding| finding.to_string().replace(" (in the store)", "")).collect();
    said.sort();
    let counts = receipt.as_object().unwrap().iter();
    let counts = counts.filter(|(name, _)| !["sender", "profile", "run_would_refuse"].contains(&name.as_str()));
    said.push(counts.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", "));
    said
}

/// What the store has of a delivery; nothing if its bytes came before under another name.
fn taken(place: &Place, file: &str) -> Option<Vec<String>> {
    let store = Store::read_only(&place.path("")).unwrap();
    let receipt = store.receipts().unwrap().into_iter().find(|taken| taken.file == file)?;
    let found = stored_findings(&store).into_iter().filter(|finding| finding.file == file);
    Some(of_file(&json!(receipt), &found.map(|finding| json!(finding)).collect::<Vec<_>>()))
}

/// Of each file of a history what the look at it saw, and what the run that took it did; how many files that were, and how
/// many findings.
fn looked_and_ran(seed: u64) -> (usize, usize) {
    let place = Place::new("authority");
    let (mut files, mut findings) = (0, 0);
    for step in made::history(seed) {
        for (name, content) in &step.files {
            let here = format!("history {seed}, {name}");
            let is_new = !place.path(name).exists();
            place.put(name, content);
            let as_of = step.as_of.map(|day| format!("--as-of {day} ")).unwrap_or_default();
            let said = check(&place, &format!("{as_of}{name}"));
            let ran = place.run(step.month, step.as_of);
            assert_eq!(said.exit == Some(65), ran.exit == Some(65), "{here}: {said:?}\n{ran:?}");
            if !matches!(ran.exit, Some(0 | 1)) {
                fs::remove_file(place.path(name)).unwrap();
                continue;
            }
            let Some(taken) = taken(&place, name).filter(|_| is_new) else { continue };
            let answer: Value = serde_json::from_str(&said.stdout).unwrap();
            let looked_at = of_file(&answer["files"][0], answer["findings"].as_array().unwrap());
            assert_eq!(looked_at, taken, "{here}");
            (files, findings) = (files + 1, findings + looked_at.len() - 1);
        }
    }
    (files, findings)
}

#[test]
fn what_is_looked_at_is_what_the_next_run_does() {
    let seeds = std::env::var("BEDDAYS_HISTORIES").ok();
    let range = seeds.and_then(|seeds| {
        let (first, last) = seeds.split_once('-')?;
        Some(first.parse().ok()?..last.parse().ok()?)
    });
    let ran = range.unwrap_or(100..103).map(looked_and_ran);
    let (files, findings) = ran.fold((0, 0), |sum, ran| (sum.0 + ran.0, sum.1 + ran.1));
    assert!(files > 20 && findings > 20, "{files} files, {findings} findings");
}
