//! A hospital trust or a whole system has an index and a statement for each council that pays: together they are the month,
//! each is that of the council alone, and the index lists no stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use beddays::domain::{Authorities, Minor};
use beddays::error::Exit;
use beddays::report::statement::{Counterparty, CounterpartySums, StatementFigures, StatementIndex, check_statements};
use calamine::{DataType, Reader, open_workbook_auto};
use serde_json::Value;

use crate::operate::field::Case;
use crate::operate::field::councils::project;

const LAW: &str = "\"england-2014\"";

/// Stays of four councils, one of which was split: no council is charged for the days of `SP-1` in April.
const STAYS: [[&str; 5]; 5] = [
    ["NO-1", "Norfolk", "2021-03-20", "2021-03-30", "2021-04-06"],
    ["NO-2", "Norfolk", "2021-03-24", "2021-04-05", "2021-04-08"],
    ["SU-1", "Suffolk", "2021-03-20", "2021-03-31", "2021-04-20"],
    ["KE-1", "Kent", "2021-03-01", "2021-04-28", "2021-04-28"],
    ["SP-1", "E10000021", "2021-03-20", "2021-03-30", "2021-04-03"],
];

fn april(view: &str) -> Case {
    let case = project("Norfolk", "system", LAW, &STAYS);
    case.sh(&format!("sed -i 's/^view .*/view = \"{view}\"\\nprovider = \"RZZ01\"/' p/beddays.toml")).exits(0);
    case
}

fn run(case: &Case) -> crate::support::harness::Said {
    case.beddays("run --project p --month 2021-04")
}

/// Every file below a folder by its name from there.
fn below(case: &Case, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let (mut files, mut open) = (BTreeMap::new(), vec![case.path(folder)]);
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(&path).unwrap() {
            let entry = entry.unwrap().path();
            if entry.is_dir() {
                open.push(entry);
            } else {
                let name = entry.strip_prefix(case.path(folder)).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&entry).unwrap());
            }
        }
    }
    files
}

const MONTH: &str = "p/reports/2021-04";

fn statement(case: &Case, folder: &str) -> Value {
    case.json(&format!("{MONTH}/{folder}internal-statement.json"))
}

fn table<'v>(statement: &'v Value, id: &str) -> Option<&'v Value> {
    let sections = statement["sections"].as_array().unwrap();
    sections.iter().flat_map(|section| section["tables"].as_array().unwrap()).find(|table| table["id"] == id)
}

fn rows<'v>(statement: &'v Value, id: &str) -> &'v Vec<Value> {
    table(statement, id).unwrap_or_else(|| panic!("no table {id}"))["rows"].as_array().unwrap()
}

fn figure(statement: &Value, label: &str) -> Option<i64> {
    let figure = statement["figures"].as_array().unwrap().iter().find(|figure| figure["label"] == label)?;
    figure["value"]["amount_minor"].as_i64().or(figure["value"].as_i64())
}

/// The councils with a statement, by their folders.
fn folders(case: &Case) -> BTreeSet<String> {
    let entries = fs::read_dir(case.path(&format!("{MONTH}/statements"))).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn code(name: &str) -> &'static str {
    let all = Authorities::england();
    &all.get(all.find(name).unwrap()).code
}

/// What stands in a column of the index of all councils, in whole units or pence; the total last.
fn column(index: &Value, at: usize) -> (Vec<i64>, i64) {
    let number = |cell: &Value| cell["amount_minor"].as_i64().or(cell.as_i64());
    let table = table(index, "councils").unwrap();
    let rows = table["rows"].as_array().unwrap().iter().filter_map(|row| number(&row[at])).collect();
    (rows, number(&table["total"][at]).unwrap())
}

#[test]
fn the_statements_of_a_system_add_up_to_its_index_which_lists_no_stay() {
    let case = april("system");
    run(&case).exits(0).says("Norfolk").says("Council not known");
    let [norfolk, suffolk, kent] = ["Norfolk", "Suffolk", "Kent"].map(code);
    let [north, west] = ["North Northamptonshire", "West Northamptonshire"].map(code);
    assert_eq!(folders(&case), [norfolk, suffolk, kent, north, west, "council-unknown"].map(str::to_owned).into());
    let index = statement(&case, "");
    for at in 3..=6 {
        let (rows, total) = column(&index, at);
        assert_eq!(rows.iter().sum::<i64>(), total, "column {at}: {rows:?}");
    }
    // The three days of the council that was split: with each council that may owe them, and where none is charged.
    let (in_doubt, total) = column(&index, 6);
    assert_eq!((total, in_doubt.last()), (39_000, Some(&-78_000)));
    for row in rows(&index, "councils").iter().filter(|row| row[7] != "") {
        let own = statement(&case, &format!("{}/", row[7].as_str().unwrap()));
        assert_eq!(figure(&own, "Delayed days"), row[3].as_i64());
        assert_eq!(figure(&own, "Amount"), row[5]["amount_minor"].as_i64());
        assert_eq!(figure(&own, "In doubt").unwrap_or(0), row[6]["amount_minor"].as_i64().unwrap());
        assert!(
            own["title"].as_str().unwrap().contains(row[0]["text"].as_str().unwrap())
                || row[7] == "statements/council-unknown"
        );
        assert!(case.path(&format!("{MONTH}/{}", row[0]["file"].as_str().unwrap())).is_file());
    }
    // A stay is in the files of its council alone; of the one that was split, also of those that may owe.
    let whose = |id: &str| match &id[..2] {
        "NO" => vec![norfolk],
        "SU" => vec![suffolk],
        "KE" => vec![kent],
        _ => vec!["council-unknown", north, west],
    };
    for (name, bytes) in below(&case, MONTH).iter().filter(|(name, _)| !name.ends_with(".xlsx")) {
        let text = String::from_utf8_lossy(bytes);
        for [id, ..] in STAYS.iter().filter(|[id, ..]| text.contains(id)) {
            let is_own = whose(id).iter().any(|code| name.starts_with(&format!("statements/{code}/")));
            assert!(is_own || ["run.json", "rejects.csv"].contains(&name.as_str()), "{id} is in {name}");
        }
    }
    let mut book = open_workbook_auto(case.path(&format!("{MONTH}/internal-statement.xlsx"))).unwrap();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).unwrap();
        assert!(!sheet.used_cells().any(|(_, _, cell)| STAYS.iter().any(|[id, ..]| cell.to_string().contains(id))));
    }
    let listed = case.json(&format!("{MONTH}/run.json"))["statements"].clone();
    let amounts: i64 = listed.as_array().unwrap().iter().map(|one| one["amount_minor"].as_i64().unwrap()).sum();
    assert_eq!((listed.as_array().unwrap().len(), Some(amounts)), (6, figure(&index, "Amount")));
}

#[test]
fn the_statement_of_a_council_has_what_the_council_itself_would_have() {
    let (system, own) = (april("system"), april("authority"));
    run(&system).exits(0);
    run(&own).exits(0);
    let folder = format!("statements/{}/", code("Norfolk"));
    let (of_system, own) = (statement(&system, &folder), statement(&own, ""));
    assert_eq!(of_system["figures"], own["figures"]);
    for id in ["owed", "bridge", "hospitals", "patients_by_day", "stays", "rules", "doubts", "doubtful_stays"] {
        assert_eq!(table(&of_system, id), table(&own, id), "{id}");
    }
    assert_eq!(rows(&own, "stays").len(), 2);
    // Nothing of the authority's own month has changed its place.
    let files = below(&april_run("authority"), MONTH);
    assert!(files.keys().all(|name| !name.contains('/')) && files.contains_key("internal-statement-stays.csv"));
    assert!(!String::from_utf8_lossy(&files["run.json"]).contains("\"statements\""));
}

fn april_run(view: &str) -> Case {
    let case = april(view);
    run(&case).exits(0);
    case
}

#[test]
fn a_hospital_trust_has_a_statement_for_each_council_that_owes_it() {
    let case = april("provider");
    let other = case.read("p/inbox/stays.csv").replace("SU-1,,RZZ01", "SU-1,,RZZ02");
    case.put("p/inbox/stays.csv", other);
    run(&case).exits(0);
    assert!(!folders(&case).contains(code("Suffolk")), "its days are those of another hospital");
    let index = statement(&case, "");
    assert_eq!(index["title"], "Delayed discharge: what Norfolk is owed for April 2021");
    for at in 3..=6 {
        let (rows, total) = column(&index, at);
        assert_eq!(rows.iter().sum::<i64>(), total, "column {at}: {rows:?}");
    }
    assert!(table(&index, "owed_to_hospitals").is_none() && table(&index, "stays").is_none());
    let kent = statement(&case, &format!("statements/{}/", code("Kent")));
    assert_eq!(kent["title"], "Delayed discharge: what Kent owes Norfolk for April 2021");
    assert_eq!(rows(&kent, "stays").len(), 1);
    let unknown = statement(&case, "statements/council-unknown/");
    let title = "Delayed discharge, Norfolk: days and records without a known council, April 2021";
    assert_eq!(unknown["title"], title);
    assert_eq!(figure(&unknown, "Delayed days"), Some(3));
}

#[test]
fn statements_that_do_not_add_up_stop_the_run() {
    let all = Authorities::england();
    let figures = |days, amount, in_doubt| StatementFigures {
        delayed_days: days,
        chargeable_days: days,
        amount: Minor(amount),
        in_doubt: Minor(in_doubt),
        ..StatementFigures::default()
    };
    let of = |who, figures| CounterpartySums { who, figures };
    let norfolk = Counterparty::Council(all.find("Norfolk").unwrap());
    let statements = [of(norfolk, figures(2, 26_000, 13_000)), of(Counterparty::Unknown, figures(1, 0, 13_000))];
    let index = StatementIndex { statements: &statements, in_doubt_again: Minor(13_000) };
    assert!(check_statements(&index, &figures(3, 26_000, 13_000)).is_ok());
    let wrong = [
        figures(2, 26_000, 13_000),
        figures(4, 26_000, 13_000),
        figures(3, 26_001, 13_000),
        figures(3, 26_000, 26_000),
    ];
    for total in wrong {
        let error = check_statements(&index, &total).unwrap_err();
        assert_eq!((error.code(), error.exit()), ("S_RECONCILE", Exit::Data));
        assert!(error.to_string().contains("nothing was published"), "{error}");
    }
}

#[test]
fn statements_are_written_again_byte_for_byte_and_kept_with_their_edition() {
    let case = april_run("system");
    let (kent, first) = (code("Kent"), below(&case, MONTH));
    run(&case).exits(0).says("nothing changed");
    case.sh("rm -r p/reports").exits(0);
    case.beddays("report statement --project p --month 2021-04").exits(0);
    assert!(first == below(&case, MONTH), "a report written again differs");
    case.beddays("verify --project p").exits(0).says("the store is whole");

    // Kent's stay is Suffolk's: Kent has no days any more, and a statement that says what it replaces.
    let head = case.read("p/inbox/stays.csv").lines().next().unwrap().to_owned();
    let row = |council: &str, left: &str| {
        format!("{head}\nKE-1,,RZZ01,{council},2021-03-01T08:30,2021-04-27,{left}T15:00,73\n")
    };
    case.put("p/inbox/stays-2.csv", row("Suffolk", "2021-04-28"));
    run(&case);
    let second = below(&case, MONTH);
    for (name, bytes) in &first {
        assert!(second.get(&format!("edition-1/{name}")) == Some(bytes), "{name} is not kept");
    }
    let of_kent = statement(&case, &format!("statements/{kent}/"));
    assert_eq!(figure(&of_kent, "Delayed days"), Some(0));
    let said = of_kent["summary"].to_string();
    assert!(
        said.contains("This edition replaces edition 1") && said.contains("0 of 0 and £0.00 now (-£130.00)"),
        "{said}"
    );
    // Another edition later Kent has none. What lies in its folder and is not ours stays.
    case.put(&format!("{MONTH}/statements/{kent}/mine.txt"), "mine");
    case.put("p/inbox/stays-3.csv", row("Suffolk", "2021-04-29"));
    run(&case);
    let third = below(&case, MONTH);
    let of_kent = format!("statements/{kent}/");
    let left: Vec<&String> = third.keys().filter(|name| name.starts_with(&of_kent)).collect();
    assert_eq!(left, [&format!("{of_kent}mine.txt")]);
    assert!(third.contains_key(&format!("edition-2/{of_kent}internal-statement.html")));
    case.beddays("verify --project p").exits(0);
}

#[test]
fn another_view_of_a_month_leaves_no_file_of_the_one_before() {
    let case = april_run("authority");
    let own = below(&case, MONTH);
    case.sh("sed -i 's/^view .*/view = \"system\"/' p/beddays.toml").exits(0);
    run(&case).exits(0);
    let all = below(&case, MONTH);
    assert!(
        !all.contains_key("internal-statement-stays.csv") && all.keys().any(|name| name.starts_with("statements/"))
    );
    case.sh("sed -i 's/^view .*/view = \"authority\"/' p/beddays.toml").exits(0);
    run(&case).exits(0);
    assert!(own == below(&case, MONTH), "{:?}", below(&case, MONTH).keys().collect::<Vec<_>>());
    assert!(!case.path(&format!("{MONTH}/statements")).exists());
}

/// A project with many stays, each of them charged for on one day: by its number the council and the hospital.
fn many(view: &str, stays: usize, of: impl Fn(usize) -> (&'static str, String)) -> Case {
    let case = project("Norfolk", view, LAW, &[]);
    let mut rows = case.read("p/inbox/stays.csv");
    let mut events = case.read("p/inbox/events.csv");
    for number in 0..stays {
        let (council, hospital) = of(number);
        writeln!(rows, "M-{number:05},,{hospital},{council},2021-03-20T08:30,2021-04-05,2021-04-07T15:00,80").unwrap();
        writeln!(events, "M-{number:05},assessment_notice,2021-04-01T10:00,,").unwrap();
        writeln!(events, "M-{number:05},discharge_notice,2021-04-02T10:00,,2021-04-05").unwrap();
    }
    case.put("p/inbox/stays.csv", rows);
    case.put("p/inbox/events.csv", events);
    case
}

/// No text of any cell is longer than a cell holds; and the texts of the sheet with the notes.
fn notes(case: &Case, folder: &str) -> Vec<String> {
    let mut book = open_workbook_auto(case.path(&format!("{MONTH}/{folder}internal-statement.xlsx"))).unwrap();
    let sheet = book.worksheet_range("Notes").unwrap();
    sheet.used_cells().filter_map(|(_, _, cell)| cell.get_string().map(str::to_owned)).collect()
}

#[test]
fn a_page_of_thousands_of_stays_has_the_first_of_them_and_names_the_file_with_all() {
    let case = many("authority", 2_500, |number| ("Norfolk", format!("RX{number:04}")));
    run(&case).exits(0);
    let page = case.read(&format!("{MONTH}/internal-statement.html"));
    assert!(page.contains("The first 2,000 of 2,500 rows: 500 more are in internal-statement-stays.csv."));
    assert!(page.contains("M-01999") && !page.contains("M-02000"));
    let all = case.read(&format!("{MONTH}/internal-statement-stays.csv"));
    assert!(all.contains("M-02499") && all.lines().count() == 2_501);
    // A bar for each of 2,500 hospitals would be a note that no cell holds.
    let notes = notes(&case, "");
    let bars = notes.iter().find(|note| note.contains("Chargeable days by hospital")).unwrap();
    assert!(
        bars.ends_with(" Drawn are the 40 with most days; 2,460 more are in the table.") && bars.len() < 2_000,
        "{bars}"
    );
}

#[test]
fn a_country_of_many_councils_and_hospitals_has_an_index_of_one_row_a_council() {
    let councils: Vec<&'static str> = {
        let current = Authorities::england().iter().filter(|(_, one)| one.has_no_dates());
        current.map(|(_, one)| one.code.as_str()).take(60).collect()
    };
    let case = many("system", 1_500, |number| (councils[number % 60], format!("RX{:03}", number / 60)));
    run(&case).exits(0).says("The first 40 of 60 rows: 20 more are in the statement.");
    let index = statement(&case, "");
    assert_eq!(rows(&index, "councils").len(), 60);
    assert_eq!(rows(&index, "owed_to_hospitals").len(), 25);
    assert_eq!(column(&index, 4).1, 1_500 * 2);
    let notes = notes(&case, "");
    let bars = notes.iter().find(|note| note.contains("Chargeable days by council")).unwrap();
    assert!(bars.ends_with(" Drawn are the 40 with most days; 20 more are in the table."), "{bars}");
    assert!(fs::metadata(case.path(&format!("{MONTH}/internal-statement.html"))).unwrap().len() < 200_000);
    assert_eq!(folders(&case), councils.iter().map(|code| (*code).to_owned()).collect());
}
