//! The stories of `data-samples`: each is judged as a user would have it judged, and owes what its pages say.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use beddays::domain::{Day, LedgerStatus, Moment, Severity};
use beddays::intake::NativeTable;
use beddays::settle::Intake;

use crate::intake::native::file;
use crate::operate::sample::{Row, laws, ledger, taken};

pub fn stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/stories");
    let mut stories: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    stories.sort();
    stories
}

fn intake(story: &Path) -> Intake {
    let tables = [("stays", NativeTable::Stay), ("events", NativeTable::Event), ("reasons", NativeTable::Reason)];
    let files: Vec<_> = tables
        .iter()
        .filter_map(|(name, table)| Some(file(*table, name, fs::read(story.join(format!("{name}.csv"))).ok()?)))
        .collect();
    assert!(files.len() >= 2, "{}: stays and events", story.display());
    let intake = taken(&files, None);
    // What is said about a stay after it ended is doubtful and taken all the same.
    let odd = |code: &str| code != "W_EVENT_AFTER_DISCHARGE";
    let clean = intake.findings.iter().all(|found| found.severity == Severity::Warning && !odd(found.code));
    assert!(clean, "{}: {:?}", story.display(), intake.findings);
    intake
}

/// What is owed, in the words of `expected.csv`.
fn owed(intake: &Intake) -> String {
    let months = intake.stays.iter().flat_map(|stay| [Some(stay.admitted_at), stay.discharged_at]).flatten();
    let months: Vec<String> = months.map(|moment: Moment| moment.day().month().to_string()).collect();
    let (first, last) = (months.iter().min().unwrap(), months.iter().max().unwrap());
    let (rows, looked_at) = ledger(intake, &laws(&["england-2003", "england-2014"]), first, last);
    assert_eq!(looked_at.unjudged, []);
    let mut text = "stay_id,payer,first_day,last_day,days,amount\n".to_owned();
    for stay in &intake.stays {
        let charged = |row: &&Row| row.stay_id == *stay.stay_id && row.status == LedgerStatus::Chargeable;
        let mut by_payer: BTreeMap<&str, (Day, Day, i64, i64)> = BTreeMap::new();
        for row in rows.iter().filter(charged) {
            let sum = by_payer.entry(&row.payer).or_insert((row.day, row.day, 0, 0));
            *sum = (sum.0.min(row.day), sum.1.max(row.day), sum.2 + 1, sum.3 + row.pence);
        }
        if by_payer.is_empty() {
            writeln!(text, "{},,,,0,0.00", stay.stay_id).unwrap();
        }
        for (payer, (first, last, days, pence)) in by_payer {
            let pounds = format!("{}.{:02}", pence / 100, pence % 100);
            writeln!(text, "{},{payer},{first},{last},{days},{pounds}", stay.stay_id).unwrap();
        }
    }
    text
}

#[test]
fn every_story_owes_what_it_says() {
    let stories = stories();
    assert!(stories.len() >= 8);
    for story in stories {
        let expected = fs::read_to_string(story.join("expected.csv")).unwrap();
        assert_eq!(owed(&intake(&story)), expected, "{}", story.display());
    }
}

/// Goal: the page for people and the table for the test say the same. Method: every stay and amount stands in both.
#[test]
fn the_page_of_every_story_names_its_stays_and_amounts() {
    for story in stories() {
        let page = fs::read_to_string(story.join("README.md")).unwrap();
        let expected = fs::read_to_string(story.join("expected.csv")).unwrap();
        for row in expected.lines().skip(1) {
            let (stay, amount) = (row.split(',').next().unwrap(), row.rsplit(',').next().unwrap());
            assert!(page.contains(stay), "{}: {stay}", story.display());
            assert!(page.contains(&format!("£{amount}")), "{}: {amount}", story.display());
        }
    }
}
