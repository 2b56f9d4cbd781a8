//! The ledger and the counted days of frames are those that the program stores.

use std::path::Path;

use beddays::border::{CountRequest, LedgerRequest, WordForm, counted_days, fingerprint, ledger};
use beddays::domain::Month;
use beddays::store::Manifest;

use super::framed::{Frames, read, rows};
use crate::operate::histories::made;
use crate::operate::histories::project::Place;
use crate::support::harness::{program, said};

fn manifest(project: &Path) -> Manifest {
    serde_json::from_slice(&std::fs::read(project.join("store/manifest.json")).unwrap()).unwrap()
}

/// Holds the month that a store was last run for, and its counted days, against what its stays give as frames. Gives its rows.
fn hold(project: &Path, month: Month, (regimes, conventions): (&[&str], &[&str])) -> usize {
    let manifest = manifest(project);
    let frames = Frames::of(project, &manifest);
    let month = manifest.month(month).unwrap();
    let request = LedgerRequest {
        regimes: regimes.iter().map(|name| (*name).to_owned()).collect(),
        span: Some((month.month.first(), month.month.last())),
        followed_to: Some(month.as_of),
        edition: month.edition,
        words: WordForm::Plain,
        ..LedgerRequest::default()
    };
    let found = ledger(frames.borrowed(), &request).unwrap();
    let stored = read(&project.join("store").join(&month.ledger.file));
    assert_eq!(rows(&found.rows), rows(&stored), "{} as of {}", month.month, month.as_of);
    assert_eq!(fingerprint(&found.rows).unwrap(), fingerprint(&stored).unwrap());
    let print = fingerprint(&found.rows).unwrap();
    assert_eq!(
        (print.rows, print.amount_minor),
        (month.ledger.rows, month.amount_minor.values().map(|sum| sum.0).sum())
    );
    // Dictionaries say the same.
    let short =
        ledger(frames.borrowed(), &LedgerRequest { words: WordForm::Dictionary, threads: 1, ..request }).unwrap();
    assert_eq!(rows(&short.rows), rows(&found.rows));
    assert_eq!(fingerprint(&short.rows).unwrap(), print);
    if let Some(counted_to) = manifest.counted_to {
        let request = CountRequest {
            conventions: conventions.iter().map(|name| (*name).to_owned()).collect(),
            followed_to: counted_to,
            threads: 2,
            words: WordForm::Plain,
        };
        let found = counted_days(frames.borrowed(), &request).unwrap();
        let files = manifest.files_of("counted_day");
        let mut stored: Vec<_> =
            files.flat_map(|stored| rows(&read(&project.join("store").join(&stored.file)))).collect();
        let mut counted = rows(&found.rows);
        assert!(counted.is_sorted_by_key(|row| row.split('|').next().map(str::to_owned)));
        counted.sort();
        stored.sort();
        assert_eq!(counted, stored, "counted to {counted_to}");
    }
    month.ledger.rows as usize
}

/// Goal: the border judges and counts as the program does. Method: the demonstration, run; its stored stays, events and reasons
/// as frames give its stored ledger and counted days row for row.
#[test]
fn the_frames_of_the_demonstration_give_its_stored_ledger_and_counted_days() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("demo");
    said(program().arg("demo").arg(&project)).exits(0);
    let text = std::fs::read_to_string(project.join("beddays.toml")).unwrap();
    let text: toml::Table = text.parse().unwrap();
    let names = |key: &str| -> Vec<String> {
        let list = text["project"].get(key).and_then(toml::Value::as_array);
        list.into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let (regimes, conventions) = (names("regimes"), names("conventions"));
    fn short(names: &[String]) -> Vec<&str> {
        names.iter().map(String::as_str).collect()
    }
    let run = said(program().current_dir(&project).args(["run", "--month", "2018-03"]));
    assert!(matches!(run.exit, Some(0 | 1)), "{run:?}");
    assert!(hold(&project, "2018-03".parse().unwrap(), (&short(&regimes), &short(&conventions))) > 1_000);
}

/// Goal: the same of months with every kind of record, late news and as-of days. Method: random histories, run month by month;
/// after each month its frames; 4 histories by default, 100 with `BEDDAYS_SWEEP=1`.
#[test]
fn the_frames_of_random_histories_give_their_stored_ledgers() {
    let seeds = if std::env::var_os("BEDDAYS_SWEEP").is_some() { 100 } else { 4 };
    let (mut held, mut days) = (0, 0);
    for seed in 0..seeds {
        let place = Place::new(if seed % 3 == 0 { "system" } else { "authority" });
        for step in made::with_inbox(seed) {
            let ran = place.step(&step);
            if !matches!(ran.exit, Some(0 | 1)) {
                step.files.iter().for_each(|(name, _)| drop(std::fs::remove_file(place.path(name))));
                continue;
            }
            days += hold(&place.path(""), step.month, (&["england-2014"], &["england-msitdt", "scotland-2016"]));
            held += 1;
        }
    }
    assert!(held >= 2 * seeds && days > 0, "{held} months with {days} days");
}
