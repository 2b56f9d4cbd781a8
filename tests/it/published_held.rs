//! What publications must keep beside their own sums: known differences only, every side held, nothing unsaid.


use beddays::published::Published;

use crate::published::{check, given, read, sample, whole};

const SITREP: &str = "acute_sitrep_2024-25_monthly.csv.gz";

fn published(text: &str) -> Published {
    read(text.as_bytes(), &given("file")).unwrap()
}

/// Why the file is refused.
#[track_caller]
fn why(text: &str) -> String {
    published(text).contradiction().unwrap().what
}

fn text_of(name: &str) -> String {
    String::from_utf8(sample(name)).unwrap()
}

/// The table with a cell changed in the first row that has all of `row`; cells count from 0.
fn with_cell(text: &str, row: &[&str], cell: usize, change: impl Fn(&str) -> String) -> String {
    let at = text.lines().position(|line| row.iter().all(|part| line.contains(part))).unwrap();
    let line = |(n, line): (usize, &str)| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if n == at {
            cells[cell] = change(&cells[cell]);
        }
        cells.join(",") + "\n"
    };
    text.lines().enumerate().map(line).collect()
}

/// A day of the situation report in the publisher's layout: level, code and three figures a row.
fn day(places: &[(&str, &str, [u32; 3])]) -> String {
    let mut text = "Period,Level,Region,ICB,Org Code,Org Name,Metric,Value\n".to_owned();
    for (level, code, values) in places {
        let metrics = [
            "Number of patients who no longer meet the criteria to reside",
            "Number of patients discharged",
            "Number of patients remaining in hospital who no longer meet the criteria to reside",
        ];
        for (metric, value) in metrics.iter().zip(values) {
            text += &format!("01/06/2025,{level},,,{code},{code} NAME,{metric},{value}\n");
        }
    }
    text
}

#[test]
fn england_may_differ_from_its_boards_by_a_small_revision_in_months_only() {
    let text = text_of(SITREP);
    let real = whole(text.as_bytes());
    let note = real.notes.iter().find(|note| note.code == "W_REVISED").unwrap();
    assert!(note.message.contains("2024-04, 2024-05"), "{}", note.message);
    // Far more: England's row stays right in itself, as the average is changed with the total.
    let more = |value: &str| (value.parse::<u64>().unwrap() + 300_000).to_string();
    let cells: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let total = cells.iter().position(|name| *name == "discharged_total").unwrap();
    let changed = with_cell(&text, &["National", "2024-08"], total, more);
    let published = published(&changed);
    let icbs = published.checks.0.iter().find(|check| check.name == "icbs_add_to_england").unwrap();
    assert_eq!((icbs.failed, icbs.explained), (1, 2));
    assert!(published.contradiction().is_some());
    let england = ("National", "ENG", [100, 40, 60]);
    let boards = [("ICB", "QAA", [60, 20, 40]), ("ICB", "QBB", [40, 20, 20])];
    whole(day(&[england, boards[0], boards[1]]).as_bytes());
    let wrong = day(&[("National", "ENG", [1001, 401, 600]), ("ICB", "QAA", [1000, 400, 600])]);
    assert!(why(&wrong).contains("icbs_add_to_england"), "a day is never excused");
}

#[test]
fn providers_of_a_day_come_to_the_boards() {
    let boards = [("National", "ENG", [100, 40, 60]), ("ICB", "QAA", [60, 20, 40]), ("ICB", "QBB", [40, 20, 20])];
    let with = |provider| day(&[&boards[..], &[("PROVIDER", "RAA", [60, 20, 40]), ("PROVIDER", "RBB", provider)]].concat());
    assert_eq!(check(&whole(with([40, 20, 20]).as_bytes()), "providers_add_to_icbs"), (3, 0));
    let what = why(&with([41, 20, 21]));
    assert!(what.contains("providers_add_to_icbs") && what.contains("2025-06-01") && what.contains("100 stated, 101"));
}
