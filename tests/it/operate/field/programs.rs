//! Every command gives one JSON document on stdout where a program asks for it, errors too.

use std::collections::BTreeMap;

use beddays::cli::Cli;
use clap::CommandFactory;
use serde_json::Value;

use super::Case;

/// For each command: arguments that work, arguments that are refused, and a key of the document of what works (`/` for a list).
fn commands() -> BTreeMap<&'static str, (&'static str, &'static str, &'static str)> {
    [
        (
            "acknowledge",
            ("--project p --month 2018-06 --note seen", "--project p --month 2017-01 --note seen", "stays_changed"),
        ),
        ("close", ("--project p --month 2018-05", "--project p --month 2017-01", "seal_sha256")),
        (
            "sign-off",
            (
                "--project p --month 2018-06 --as author --by One --on 2018-07-02",
                "--project p --month 2017-01 --as author --by One",
                "state",
            ),
        ),
        (
            "position",
            (
                "--project p --month 2018-06 --stay A1 --as accepted --by One --on 2018-07-02",
                "--project p --month 2018-06 --stay Z9 --as accepted --by One --on 2018-07-02",
                "sums",
            ),
        ),
        ("remove", ("--project p --finish", "--project p --stay Z9 --by One", "removed")),
        ("demo", ("fresh-demo", "p", "month")),
        ("init", ("fresh", "p", "project_file")),
        ("run", ("--project p --month 2018-06", "--project p --month 2031-01", "month")),
        ("check", ("stays.csv", "gone.csv", "records")),
        ("ingest", ("--project p stays.csv", "--project p gone.csv", "records")),
        ("schedule", ("--project p --cron", "--project nowhere --cron", "units")),
        // It has no error of its own: each is one of the concerns that it lists.
        ("doctor", ("--project fresh-demo", "", "concerns")),
        ("explain", ("--project p A1", "--project p Z9", "stay_id")),
        ("bridge", ("--project p --from bill --to england-msitdt", "--project p --from bill --to nowhere", "steps")),
        ("regimes list", ("", "", "regimes")),
        ("regimes show", ("england-2014", "utopia", "lines")),
        ("regimes check", ("", "gone.toml", "nothing_wrong")),
        ("regimes test", ("cases.csv", "gone.csv", "passed")),
        ("count", ("--convention scotland-2016 episodes.csv", "--convention utopia episodes.csv", "rows")),
        ("spc", ("series.csv", "gone.csv", "/")),
        ("published", ("england.csv", "gone.csv", "files")),
        ("query", ("--project p liability_total", "--project p liability_totl", "/")),
        ("export", ("--project p --star star", "--project p --star stays.csv", "tables")),
        ("reconcile", ("--project p claim.csv --month 2018-06", "--project p gone.csv --month 2018-06", "gap_minor")),
        ("report", ("statement --project p", "statement --project p --month 2017-01", "page")),
        ("publish", ("--project p", "--project p --month 2017-01", "edition")),
        ("rebuild", ("--project p", "--project nowhere", "editions")),
        ("template", ("stays.xlsx", "stay.xlsx", "columns")),
        ("schema", ("", "projekt", "/")),
        ("completions", ("bash", "tcsh", "script")),
        ("man", ("", "--dir /dev/null/pages", "pages")),
        ("verify", ("--project p", "--project nowhere", "whole")),
    ]
    .into()
}

fn leaves(command: &clap::Command, path: &str, found: &mut Vec<String>) {
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        let path = format!("{path} {}", inner.get_name()).trim().to_owned();
        if inner.has_subcommands() { leaves(inner, &path, found) } else { found.push(path) }
    }
}

fn project() -> Case {
    let case = Case::empty();
    let stays = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
                 A1,RX1,E10000020,2018-06-01T08:30,2018-06-08,2018-06-12T15:00\n";
    case.put("stays.csv", stays);
    let events = "stay_id,kind,at,until,value\n\
                  A1,assessment_notice,2018-06-05T10:00,,\n\
                  A1,discharge_notice,2018-06-06T10:00,,2018-06-08\n";
    case.put("events.csv", events);
    case.put("episodes.csv", "episode,ready_on,ended_on\nE1,2019-04-01,2019-04-05\n");
    case.put("series.csv", "series_id,period,value\nS,2018-01,1\nS,2018-02,2\n");
    case.put("cases.csv", include_str!("../../../law/england-2014.csv"));
    case.put("england.csv", include_str!("../../../../data-samples/published/england_monthly_2010-08_2020-02.csv"));
    case.sh("beddays init p --authority Norfolk && cp stays.csv events.csv p/inbox && beddays run --project p --month 2018-06")
        .exits(0);
    case.sh("beddays report claim --project p --month 2018-06 && cp p/claims/2018-06/RX1.csv claim.csv").exits(0);
    case
}

fn document(said: &crate::support::harness::Said) -> Value {
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {said:?}"))
}

/// A project in which each command works with its arguments. Of June there is news that its statement does not have.
fn ready() -> Case {
    let case = project();
    let late = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
                LATE,RX1,E10000020,2018-06-11T08:30,2018-06-18,2018-06-22T15:00\n";
    case.put("p/inbox/stays-late.csv", late);
    let events = "stay_id,kind,at,until,value\n\
                  LATE,assessment_notice,2018-06-15T10:00,,\n\
                  LATE,discharge_notice,2018-06-16T10:00,,2018-06-18\n";
    case.put("p/inbox/events-late.csv", events);
    case.run("2018-05").exits(1).says("2018-06, edition 1, would be different by now");
    case.sh("sed -i '/^month /d; s/^\\[project\\]/[project]\\nmonth = \"previous\"/' p/beddays.toml").exits(0);
    case
}

/// The name of each command with what it answers where it works.
pub fn answers() -> Vec<(String, Value)> {
    let case = ready();
    let answer = |(name, (good, ..)): (&str, (&str, &str, &str))| {
        let is_name = |word: &&str| !word.starts_with('-') && !word.contains(['/', '.']);
        let words: Vec<&str> = name.split(' ').chain(good.split(' ').take_while(is_name)).collect();
        (words.join(" ").trim().to_owned(), document(&case.beddays(&format!("{name} {good} --json")).exits(0)))
    };
    let claim = ("report", ("claim --project p --month 2018-06", "", ""));
    commands().into_iter().chain([claim]).map(answer).collect()
}

#[test]
fn every_command_gives_one_document_where_it_works_and_where_it_does_not() {
    let mut found = Vec::new();
    leaves(&Cli::command(), "", &mut found);
    let commands = commands();
    let known: Vec<String> = commands.keys().map(|name| (*name).to_owned()).collect();
    found.sort();
    assert_eq!(found, known, "every command has a row in this test");
    let case = ready();
    for (name, (good, bad, key)) in &commands {
        let said = case.beddays(&format!("{name} {good} --json")).exits(0);
        let answer = document(&said);
        if *key == "/" {
            assert!(answer.as_array().is_some_and(|rows| !rows.is_empty()), "{name}: {answer}");
        } else {
            assert!(!answer[key].is_null(), "{name}: {answer}");
        }
        let said = case.beddays(&format!("{name} {bad} --json"));
        if bad.is_empty() {
            continue;
        }
        let answer = document(&said);
        // A check or a reading of publications gives its own document, in which the error stands.
        let error = [&answer["error"], &answer["files"][0]["error"], &answer["refused"][0]["error"]];
        let error = error.into_iter().find(|error| error.is_object()).unwrap_or_else(|| panic!("{name}: {answer}"));
        assert_eq!(error["exit"].as_i64(), said.exit.map(i64::from), "{name}: {answer}");
        assert!(error["code"].is_string() && error["what"].as_str().is_some_and(|what| !what.is_empty()), "{name}");
        let told: Value = serde_json::from_str(said.stderr.lines().last().unwrap_or_default()).unwrap();
        assert_eq!(&told["error"], error, "{name}: stderr tells the same");
    }
}

#[test]
fn lists_are_documents_too() {
    let case = project();
    let columns = document(&case.beddays("check --columns --json").exits(0));
    let native = columns["profiles"].as_array().unwrap().iter().find(|one| one["name"] == "native-stay").unwrap();
    assert!(native["columns"][0]["required"].is_boolean());
    let listed = document(&case.beddays("query --project p --json").exits(0));
    assert!(listed["tables"].as_array().unwrap().contains(&"stay".into()));
    assert!(listed["models"].as_array().unwrap().iter().any(|one| one["name"] == "census" && one["needs"].is_string()));
    let trend = document(&case.beddays("report trend --from england.csv --out t --json").exits(0));
    assert!(trend["page"].as_str().unwrap().ends_with("published-trend.html"));
}

#[test]
fn wrong_arguments_and_damage_are_documents() {
    let case = project();
    for arguments in ["run --month 2018-13 --json", "--json frobnicate", "--json"] {
        let said = case.beddays(arguments).exits(2);
        assert_eq!(document(&said)["error"]["code"], "X_ARGUMENTS", "{arguments}");
    }
    case.sh("for file in p/store/ledger/*; do printf x >> $file; done");
    let said = case.beddays("verify --project p --json").exits(65);
    let answer = document(&said);
    assert_eq!((answer["whole"].as_bool(), answer["damaged"].as_array().unwrap().len()), (Some(false), 1));
}
