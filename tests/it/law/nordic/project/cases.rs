//! The worked cases of law as deliveries: the ledger of a project has the days and amounts that `regimes test` has.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use beddays::regime::Library;
use beddays::vectors::{self, Vector, find_readiness};

use super::project_file;
use crate::support::harness::Folder;

/// The days of a case that are owed: payer, and what is owed if the price is known.
type Owed = BTreeMap<String, (String, Option<i64>)>;

/// The cases of a file whose answers are those by default, with the days that the law makes of them.
fn cases(file: &str, library: &Library) -> Vec<(Vector, Owed)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law").join(file);
    let rows = vectors::read(&path).unwrap().into_iter();
    let is_default = |case: &Vector| case.params.is_empty() || case.params == "price_level=2016";
    let cases = rows.filter(is_default).map(|case| {
        let found = find_readiness(&case, library, "").unwrap();
        let owed = found.charged().map(|day| {
            let amounts: Option<i64> =
                day.layers.iter().map(|(_, _, amount)| amount.as_ref().ok().map(|minor| minor.0)).sum();
            (day.day.to_string(), (day.payer.clone(), amounts))
        });
        let owed = owed.collect();
        (case, owed)
    });
    cases.collect()
}

/// The deliveries of some cases, each a stay of its own, with their facts in order as events.
fn deliveries(cases: &[(Vector, Owed)]) -> (String, String) {
    let mut stays =
        "stay_id,provider_code,authority_code,registered_in,staying_in,admitted_at,discharged_at,care_type,setting\n"
            .to_owned();
    let mut events = "stay_id,kind,at,until,value\n".to_owned();
    for (case, _) in cases {
        let id = &case.vector_id;
        let facts: Vec<(&str, &str, &str)> = case
            .events
            .split(';')
            .map(|fact| {
                let (kind, rest) = fact.split_once('@').unwrap();
                let (at, value) = rest.split_once('=').unwrap_or((rest, ""));
                (kind, at, value)
            })
            .collect();
        let first = facts.iter().map(|(_, at, _)| *at).min().unwrap();
        let admitted = facts.iter().find(|(kind, ..)| *kind == "admission").map_or(first, |(_, at, _)| *at);
        let left =
            facts.iter().find(|(kind, ..)| matches!(*kind, "discharged" | "self_discharged" | "died")).unwrap().1;
        let home = if case.registered_in.is_empty() { &case.authority } else { &case.registered_in };
        // A kind of care that no country's list of ours has is one that the law is not about.
        let care = case.care_type.replace("specialised_rehab", "rehabilitation");
        writeln!(
            stays,
            "{id},H01,{home},{},{},{admitted},{left},{care},{}",
            case.registered_in, case.staying_in, case.setting
        )
        .unwrap();
        for (kind, at, value) in facts.iter().filter(|(kind, ..)| *kind != "admission") {
            writeln!(events, "{id},{kind},{at},,{value}").unwrap();
        }
    }
    (stays, events)
}

/// What the ledgers of every month have for each stay.
fn ledger(folder: &Folder) -> BTreeMap<String, Owed> {
    let asked = "select stay_id, day, status, payer_code, amount_minor from every_ledger_day \
                 where status = 'chargeable' or status = 'price_missing'";
    let answer = folder.run(&["query", asked, "--format", "csv"]).exits(0).stdout;
    let mut found: BTreeMap<String, Owed> = BTreeMap::new();
    for record in csv::Reader::from_reader(answer.as_bytes()).records().map(Result::unwrap) {
        let amount = (&record[2] == "chargeable").then(|| record[4].parse().unwrap());
        found.entry(record[0].to_owned()).or_default().insert(record[1].to_owned(), (record[3].to_owned(), amount));
    }
    found
}

fn agree((file, at_least): (&str, usize), regimes: &str, municipalities: &str, prices: &str) {
    let library = Library::built_in().unwrap();
    let cases = cases(file, &library);
    assert!(cases.len() >= at_least, "{file}: only {} cases", cases.len());
    let folder = Folder::new();
    folder.put("beddays.toml", project_file(regimes, ""));
    folder.put("kommuner.csv", format!("code,name,from,to,succeeded_by\n{municipalities}"));
    if !prices.is_empty() {
        folder.put("prices.toml", prices);
    }
    let (stays, events) = deliveries(&cases);
    folder.put("inbox/stays.csv", stays);
    folder.put("inbox/events.csv", events);
    let months: BTreeSet<String> =
        cases.iter().flat_map(|(_, owed)| owed.keys().map(|day| day[..7].to_owned())).collect();
    for month in &months {
        let ran = folder.run(&["run", "--month", month]);
        let is_unpriced = ran.stderr.contains("owed at a price that is not known");
        ran.exits(i32::from(is_unpriced));
    }
    let found = ledger(&folder);
    for (case, owed) in &cases {
        let held = found.get(&case.vector_id).cloned().unwrap_or_default();
        assert_eq!(held, *owed, "{}: {}", case.vector_id, case.events);
    }
    let wanted: usize = cases.iter().filter(|(_, owed)| !owed.is_empty()).count();
    assert_eq!(found.len(), wanted, "a stay of no case is in the ledger");
    folder.run(&["verify"]).exits(0);
}

#[test]
fn the_worked_cases_of_norway_come_out_of_a_project() {
    agree(
        ("norway.csv", 15),
        "\"norway-1999\", \"norway-2012\", \"norway-2019\"",
        "K1,Storvik,,,\nK2,Lillehavn,,,\n",
        "",
    );
}

#[test]
fn the_worked_cases_of_sweden_come_out_of_a_project() {
    agree(("sweden.csv", 12), "\"sweden-2018\", \"sweden-1990\"", "K1,Almvik,,,\n", "");
}

/// The cases of Denmark are at the price level of 2016: an index of one hundred per cent says the same.
#[test]
fn the_worked_cases_of_denmark_come_out_of_a_project() {
    let index = "prices_of = \"denmark-2017\"\n\
                 index = [{ price_level = 2016, year = 2017, percent = \"100.0\", cite = \"as the cases\", grade = \"unverified\" }]\n";
    agree(
        ("denmark.csv", 12),
        "\"denmark-2007\", \"denmark-2017\", \"prices.toml\"",
        "A,Egeby,,,\nB,Sønderhavn,,,\n",
        index,
    );
}
