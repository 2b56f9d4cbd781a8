//! `check` reads the files that are named, no delivery of before, and finds what the next run then does with them.

use std::fs;
use std::path::Path;

use beddays::domain::{Day, Finding, Month, Receipt};
use beddays::operate::deliveries::look::{LookRequest, Looked, look};
use beddays::operate::month::run::{RunRequest, run};
use beddays::operate::progress::Silent;
use beddays::project::Project;
use beddays::store::Store;

use super::feed::put_month;
use super::made::{self, STAYS, nhs_number};
use super::project::Place;
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
    let answer = |other: &str| -> (String, serde_json::Value) {
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

/// What stands behind the names of deliveries of the store, and the folder before the name of a file.
fn without_places(place: &Place, text: &str) -> String {
    text.replace(" (in the store)", "")
        .replace(&format!("{}/", place.path("").to_str().unwrap().trim_end_matches('/')), "")
}

fn seen(place: &Place, receipt: &Receipt, findings: Vec<Finding>) -> Vec<String> {
    let of_records = findings.into_iter().filter(|finding| !matches!(finding.code, "W_VOLUME" | "W_SHARE"));
    let mut seen: Vec<String> = of_records.map(|finding| without_places(place, &format!("{finding:?}"))).collect();
    seen.sort();
    let bare = Receipt { sender: String::new(), ..receipt.clone() };
    seen.push(without_places(place, &format!("{bare:?}")));
    seen
}

fn looked(place: &Place, file: &Path, as_of: Option<Day>) -> Looked {
    let project = Project::read(&place.path("")).unwrap();
    let request = LookRequest { files: &[file.to_owned()], profile: None, dates: None, as_of };
    look(Some(&project), &request).unwrap()
}

/// Of each file what the look at it saw, and what the run that took it did; nothing of files that are refused.
fn looked_and_ran(seed: u64) -> (usize, usize) {
    let place = Place::new("authority");
    let (mut compared, mut refused) = (0, 0);
    for step in made::history(seed) {
        for (name, content) in &step.files {
            place.put(name, content);
            let mut outcome = looked(&place, &place.path(name), step.as_of);
            let of_file = outcome.files.remove(0);
            assert!(outcome.files.is_empty());
            let project = Project::read(&place.path("")).unwrap();
            let ran = run(&project, RunRequest { month: step.month, as_of: step.as_of }, &Silent);
            if of_file.counted.is_err() {
                assert!(ran.is_err(), "history {seed}, {name}");
            }
            if let Err(error) = ran {
                println!("{seed} {name} {error}");
                fs::remove_file(place.path(name)).unwrap();
                refused += 1;
                continue;
            }
            let receipt = of_file.counted.unwrap_or_else(|error| panic!("history {seed}, {name}: {error}"));
            let store = Store::read_only(&place.path("")).unwrap();
            let taken = store.receipts().unwrap().into_iter().find(|taken| taken.sha256 == receipt.sha256).unwrap();
            if taken.file != *name {
                continue;
            }
            let found = store.manifest().partitions.keys().flat_map(|partition| store.findings_in(*partition).unwrap());
            let found = found.map(|sent| sent.finding).filter(|finding| finding.file == *name).collect();
            let (one, other) = (seen(&place, &receipt, outcome.findings), seen(&place, &taken, found));
            assert_eq!(one, other, "history {seed}, {name}");
            compared += 1;
        }
    }
    (compared, refused)
}

#[test]
fn what_is_looked_at_is_what_the_next_run_does() {
    let seeds = std::env::var("BEDDAYS_HISTORIES").ok();
    let range = seeds.and_then(|seeds| {
        let (first, last) = seeds.split_once('-')?;
        Some(first.parse().ok()?..last.parse().ok()?)
    });
    let ran = range.unwrap_or(100..104).map(looked_and_ran);
    let (compared, refused) = ran.fold((0, 0), |sum, ran| (sum.0 + ran.0, sum.1 + ran.1));
    assert!(compared > 10 * refused, "{compared} files compared, {refused} refused");
}
