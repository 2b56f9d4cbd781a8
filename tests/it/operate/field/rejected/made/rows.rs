//! Rejected facts in rows: of events, of stays, and in columns of the rows of stays.

use beddays::domain::EventKind;

use super::{EVENTS, Made, STAYS, Table, charged, id, nhs_number, norfolk, stay, table};

pub const SOURCES: &str = "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"native-stay\"\n\
                           [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\n";

/// Until when an event of a kind lasts, and what it says.
fn lasts_and_says(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "deterioration" | "nhs_cause" => ("2018-06-20T10:00", ""),
        "discharge_notice" => ("", "2018-06-13"),
        "authority_redirect" => ("", "Suffolk"),
        "municipality_reply" => ("", "yes"),
        "residence_moved" => ("", "Suffolk"),
        _ => ("", ""),
    }
}

/// Every kind of event, and one that nobody can read.
fn kinds() -> Vec<&'static str> {
    EventKind::ALL.iter().map(|kind| kind.name()).chain(["unreadable_kind"]).collect()
}

/// Rejected events, and a later row of a stay with a discharge that cannot be read.
pub fn native(ending: &str, write: fn(&Table) -> Vec<u8>) -> Made {
    let kinds: Vec<&str> = kinds().into_iter().chain(["stay_row"]).collect();
    let case = norfolk(SOURCES);
    let stays: Vec<String> = kinds.iter().enumerate().map(|(at, kind)| stay(&id(kind), at, "")).collect();
    let mut events: Vec<String> = kinds.iter().flat_map(|kind| charged(&id(kind))).collect();
    events.extend(kinds.iter().filter(|kind| **kind != "stay_row").map(|kind| {
        let (until, value) = lasts_and_says(kind);
        format!("{},{kind},12/06/2018 15:00,{until},{value}", id(kind))
    }));
    case.put(&format!("p/inbox/stays_2018-06-20.{ending}"), write(&table(STAYS, &stays)));
    case.put(&format!("p/inbox/events.{ending}"), write(&table(EVENTS, &events)));
    let number = kinds.len();
    let later = [stay("T-other", number, ""), stay("T-stay-row", number - 1, "12/06/2018 15:00")];
    case.put(&format!("p/inbox/stays_2018-07-01.{ending}"), write(&table(STAYS, &later)));
    case.beddays("run --project p --month 2018-06").exits(1);
    Made { case, stays: kinds.iter().map(|kind| ((*kind).to_owned(), id(kind))).collect() }
}

/// Rows of stays with events in columns of their own: a later row of each stay has an event that cannot be read.
pub fn columns() -> Made {
    let kinds: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
    let sources = SOURCES.replace("native-stay", "wide.toml");
    let case = norfolk(&sources);
    let head = "[profile]\nname = \"wide\"\nabout = \"stays with events\"\nrecord = \"stay\"\ndates = \"yyyy-mm-dd\"\n[columns]\n";
    let names = STAYS.split(',').map(|name| format!("{name} = \"{name}\"\n")).collect::<String>();
    let column = |kind: &&str| {
        let (until, value) = lasts_and_says(kind);
        let until = if until.is_empty() { "" } else { ", until = \"until\"" };
        let value = if value.is_empty() { "" } else { ", value = \"value\"" };
        format!("{kind} = {{ at = \"{kind}\"{until}{value} }}\n")
    };
    let columns: String = kinds.iter().map(column).collect();
    case.put("p/wide.toml", format!("{head}{names}[events]\n{columns}"));
    let header = format!("{STAYS},{},until,value", kinds.join(","));
    let blank = |at: usize, kind: &str| stay(&id(kind), at, "") + &",".repeat(kinds.len() + 2);
    let bad = |at: usize, kind: &str| {
        let cells = (0..kinds.len()).map(|other| if other == at { ",12/06/2018" } else { "," }).collect::<String>();
        let (until, value) = lasts_and_says(kind);
        format!("{}{cells},{until},{value}", stay(&id(kind), at, ""))
    };
    let rows = |row: &dyn Fn(usize, &str) -> String| -> Vec<String> {
        kinds.iter().enumerate().map(|(at, kind)| row(at, kind)).collect()
    };
    case.put("p/inbox/stays_2018-06-20.csv", super::csv(&table(&header, &rows(&blank))));
    let mut later = rows(&bad);
    later.push(blank(kinds.len(), "other"));
    case.put("p/inbox/stays_2018-07-01.csv", super::csv(&table(&header, &later)));
    let events: Vec<String> = kinds.iter().flat_map(|kind| charged(&id(kind))).collect();
    case.put("p/inbox/events.csv", super::csv(&table(EVENTS, &events)));
    case.beddays("run --project p --month 2018-06").exits(1);
    Made { case, stays: kinds.iter().map(|kind| ((*kind).to_owned(), id(kind))).collect() }
}

/// Stays of which the row that came later has a stay id that cannot be read, and whose patient it names.
pub fn without_an_id(later: &[String]) -> super::Case {
    let case = norfolk(SOURCES);
    let before: Vec<String> = (1..=2).map(|number| stay(&format!("T-{number}"), number, "")).collect();
    let events: Vec<String> = ["T-1", "T-2"].iter().flat_map(|id| charged(id)).collect();
    case.put("p/inbox/stays_2018-06-20.csv", super::csv(&table(STAYS, &before)));
    case.put("p/inbox/events.csv", super::csv(&table(EVENTS, &events)));
    let other = format!("T-3,{},RZZ01,Norfolk,2018-06-01T08:30,,,81", nhs_number(3));
    let later: Vec<String> = later.iter().cloned().chain([other]).collect();
    case.put("p/inbox/stays_2018-07-01.csv", super::csv(&table(STAYS, &later)));
    case.beddays("run --project p --month 2018-06").exits(1);
    case
}
