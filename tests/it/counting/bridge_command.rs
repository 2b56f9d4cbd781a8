//! Counted days in the store, `beddays bridge` and the conventions of `beddays regimes`, as a user meets them.

use beddays::domain::codes::Attribution;
use beddays::domain::{CountedDay, Day};
use beddays::regime::Convention;
use beddays::store::{CountedRows, Store};
use tempfile::TempDir;

use crate::support::harness::{Folder, Said, program, said};

/// The project of three stays with conventions in its file.
fn counting(conventions: &str) -> Folder {
    let folder = Folder::with_stays();
    name_conventions(&folder, conventions);
    folder
}

fn name_conventions(folder: &Folder, conventions: &str) {
    let text = folder.read("beddays.toml");
    let head = text.lines().position(|line| line.starts_with("regimes")).unwrap();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with("conventions"));
    let lines = lines.flat_map(|(at, line)| {
        let more = (at == head && !conventions.is_empty()).then(|| format!("conventions = {conventions}"));
        std::iter::once(line.to_owned()).chain(more)
    });
    folder.put("beddays.toml", lines.collect::<Vec<_>>().join("\n"));
}

fn bridge(folder: &Folder, from: &str, to: &str, more: &[&str]) -> Said {
    folder.run(&[&["bridge", "--from", from, "--to", to], more].concat())
}

/// `line cause by rule days stays` of the CSV.
fn lines(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().take(6).collect::<Vec<_>>().join(" "));
    rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_run_writes_the_counted_days_of_the_conventions_and_a_second_changes_nothing() {
    let folder = counting("[\"scotland-2016\", \"england-drd\"]");
    folder.march().exits(0).says("counted by england-drd: 2 days").says("counted by scotland-2016: 25 days");
    let sql = "select convention, stay_id, month, cast(count(*) as bigint) as days from counted_day \
               group by convention, stay_id, month order by convention, stay_id";
    let found = folder.run(&["query", sql, "--format", "csv"]).exits(0).stdout;
    assert_eq!(
        found,
        "convention,stay_id,month,days\nengland-drd,S1,2018-03,2\nscotland-2016,S1,2018-03,2\nscotland-2016,S2,2018-03,23\n"
    );
    let run: serde_json::Value = serde_json::from_str(&folder.read("reports/2018-03/run.json")).unwrap();
    assert_eq!(run["counted"][0]["convention"], "england-drd");
    assert_eq!(run["counted"][0]["days"], 2);
    assert_eq!(run["counted"][0]["counted_without_code"]["admission_method"], 1);
    let before = folder.files("store");
    folder.march().exits(0).says("nothing changed");
    assert_eq!(folder.files("store"), before);
    // The conventions go, and so do their days; nothing else does.
    name_conventions(&folder, "");
    folder.march().exits(0);
    folder.run(&["query", "counted_day"]).exits(2);
    assert!(!folder.read("reports/2018-03/run.json").contains("counted\""));
}

#[test]
fn the_days_that_a_run_names_are_those_that_a_bridge_begins_with() {
    let folder = counting("[\"scotland-2016\"]");
    // A stay of another authority is in the tables and in no figure of this project.
    let other = "S9,9990000042,RZZ01,Suffolk,2018-03-03T09:00,2018-03-05,2018-03-20T15:00,79\n";
    folder.put("inbox/stays.csv", crate::support::harness::STAYS.to_owned() + other);
    folder.march().exits(0).says("counted by scotland-2016: 25 days");
    let run: serde_json::Value = serde_json::from_str(&folder.read("reports/2018-03/run.json")).unwrap();
    assert_eq!(run["counted"][0]["days"], 25);
    let said = bridge(&folder, "scotland-2016", "bill", &["--month", "2018-03", "--format", "csv"]).exits(0);
    assert!(lines(&said.stdout).contains(&"from scotland-2016 25".to_owned()), "{}", said.stdout);
    let all = folder.run(&["query", "select count(*) as n from counted_day", "--format", "csv"]).exits(0).stdout;
    assert_eq!(all, "n\n40\n");
}

#[test]
fn a_stay_that_cannot_be_counted_is_listed_by_name_and_is_no_zero() {
    let folder = counting("[\"england-drd\"]");
    let stays = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n\
        S1,9990000018,RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,2018-03-09T16:00,\n\
        S4,9990000034,RZZ02,Norfolk,2018-03-03T09:00,,2018-03-06T15:00,79\n\
        S5,9990000042,RZZ02,Norfolk,2018-03-03T09:00,2018-03-05,2018-03-06T15:00,79\n";
    folder.put("inbox/stays.csv", stays);
    folder.put("inbox/events.csv", "stay_id,kind,at,until,value\nS4,discharge_notice,2018-03-04T10:00,,2018-03-05\n");
    folder.march().says("counted by england-drd: 1 day; 2 stays not counted, not known: age_at_ready 1, ready_on 1");
    let listed = folder.read("reports/2018-03/not-counted.csv");
    assert!(listed.contains("england-drd,S1,age_at_ready,") && listed.contains("england-drd,S4,ready_on,"), "{listed}");
    assert_eq!(listed.lines().count(), 3);
    let said = bridge(&folder, "northern-ireland", "england-drd", &["--format", "csv"]).exits(0);
    said.says("england-drd: 1 stay is not counted because `age_at_ready` is not known; they are not zero");
}

#[test]
fn a_bridge_leads_from_the_statistic_to_the_bill_and_back() {
    let folder = counting("[\"england-drd\"]");
    folder.march().exits(0);
    let found = bridge(&folder, "england-drd", "bill", &["--format", "csv"]).exits(0);
    assert_eq!(lines(&found.stdout), ["from england-drd 2", "step not_ended england-drd 23 1", "to bill 25"]);
    found.says("not for 2018-03").says("edition 1");
    let back = bridge(&folder, "bill", "england-drd", &["--format", "csv"]).exits(0);
    assert_eq!(lines(&back.stdout), ["from bill 25", "step not_ended england-drd -23 1", "to england-drd 2"]);
    let both = "england-msitdt:day_boundary=both_days_counted";
    let found = bridge(&folder, both, "bill", &["--month", "2018-03", "--format", "csv"]).exits(0);
    assert_eq!(
        lines(&found.stdout),
        [
            format!("from {both} 28"),
            "step within_interval england-2014 until_relevant_day -2 2".to_owned(),
            "step left_when_ready bill -1 1".to_owned(),
            "to bill 25".to_owned()
        ]
    );
    let days = bridge(&folder, both, "bill", &["--days", "--format", "csv"]).exits(0).stdout;
    assert_eq!(days.lines().count(), 4);
    assert!(days.contains("S3,2018-03-05,2018-03,,-1,left_when_ready,bill,,"), "{days}");
    let json = bridge(&folder, both, "bill", &["--json", "--days"]).exits(0).stdout;
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let sum: i64 = value["steps"].as_array().unwrap().iter().map(|step| step["days"].as_i64().unwrap()).sum();
    assert_eq!(value["from"]["days"].as_i64().unwrap() + sum, value["to"]["days"].as_i64().unwrap());
    assert_eq!(
        (value["to"]["amount_minor"]["GBP"].as_i64(), value["days"].as_array().unwrap().len()),
        (Some(325_000), 3)
    );
    bridge(&folder, both, "bill", &[]).exits(0).says("left_when_ready").says("Delayed transfers of care");
}

#[test]
fn an_earlier_month_run_again_takes_no_counted_day_away() {
    let folder = counting("[\"scotland-2016\"]");
    let days = || {
        let sql = "select cast(count(*) as bigint) as days from counted_day";
        folder.run(&["query", sql, "--format", "csv"]).exits(0).stdout
    };
    folder.march().exits(0);
    assert_eq!(days(), "days\n25\n");
    folder.run(&["run", "--month", "2018-04"]).exits(0).says("counted by scotland-2016: 30 days");
    assert_eq!(days(), "days\n55\n");
    let before = folder.files("store");
    folder.march().exits(0).says("counted by scotland-2016: 25 days").says("nothing changed");
    assert_eq!(folder.files("store"), before);
    // A stated day is the last that counts, whatever was published before.
    folder
        .run(&["run", "--month", "2018-03", "--as-of", "2018-03-20"])
        .says("counted by scotland-2016: 14 days so far: the news ends on 2018-03-20");
    assert_eq!(days(), "days\n0\n", "half a month is no month");
    let again = folder.read("reports/2018-03/run.json");
    folder.run(&["report", "statement", "--month", "2018-03"]).exits(0);
    assert_eq!(folder.read("reports/2018-03/run.json"), again, "a report again counts as the run did");
}

#[test]
fn days_of_an_earlier_month_that_a_statistic_books_to_this_one_are_moved_and_not_missing() {
    let folder = counting("[\"england-drd\"]");
    let header =
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";
    let row = "S6,9990000018,RZZ01,Norfolk,2018-02-10T09:00,2018-02-20,2018-03-05T16:00,81\n";
    folder.put("inbox/stays.csv", format!("{header}{row}"));
    folder.put("inbox/events.csv", "stay_id,kind,at,until,value\n");
    folder.march().exits(0);
    let found = bridge(&folder, "england-drd", "bill", &["--format", "csv"]).exits(0).stdout;
    assert_eq!(
        lines(&found),
        [
            "from england-drd 13",
            "step moved_in england-drd -8 1",
            "step notice_missing england-2014 no_assessment_notice -5 1",
            "to bill 0"
        ]
    );
    let back = bridge(&folder, "bill", "england-drd", &["--days", "--format", "csv"]).exits(0).stdout;
    assert!(back.contains("S6,2018-02-21,,2018-03,1,moved_in,england-drd,,"), "{back}");
}

#[test]
fn a_bridge_keeps_to_the_view_of_the_project_and_ends_at_its_statement() {
    let folder = counting("[\"england-drd\"]");
    let mut stays = folder.read("inbox/stays.csv");
    // Somebody else's stay, and one that somebody else takes over on the 12th.
    stays.push_str("S8,9990000042,RZZ01,Camden,2018-03-01T09:00,2018-03-07,2018-03-09T16:00,81\n");
    stays.push_str("S9,9990000050,RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,2018-03-15T16:00,81\n");
    folder.put("inbox/stays.csv", stays);
    let mut events = folder.read("inbox/events.csv");
    for stay in ["S8", "S9"] {
        events.push_str(&format!(
            "{stay},assessment_notice,2018-03-05T10:00,,\n{stay},discharge_notice,2018-03-06T10:00,,2018-03-07\n"
        ));
    }
    events.push_str("S9,authority_redirect,2018-03-12T10:00,,Camden\n");
    folder.put("inbox/events.csv", events);
    folder.march().exits(0);
    let found = bridge(&folder, "scotland-2016", "bill", &["--format", "csv"]).exits(0).stdout;
    let run: serde_json::Value = serde_json::from_str(&folder.read("reports/2018-03/run.json")).unwrap();
    let charged = run["statement_chargeable_days"].as_i64().unwrap();
    assert_eq!(
        lines(&found),
        [
            "from scotland-2016 33".to_owned(),
            "step other_bill england-2014 not_assessed -4 1".to_owned(),
            format!("to bill {charged}")
        ]
    );
    assert_eq!(charged, 29);
}

#[test]
fn what_is_not_there_is_named_with_what_to_do() {
    let folder = counting("[\"england-drd\"]");
    bridge(&folder, "england-drd", "bill", &[])
        .exits(66)
        .says("no month was published yet")
        .says("beddays run --month YYYY-MM");
    folder.march().exits(0);
    bridge(&folder, "england-drd", "bill", &["--month", "2018-05"])
        .exits(66)
        .says("2018-05 was never published")
        .says("no figure is shown, and none is zero")
        .says("published are 2018-03");
    bridge(&folder, "england-dtoc", "bill", &[])
        .exits(2)
        .says("no convention `england-dtoc`")
        .says("england-drd, england-msitdt, ")
        .says("wales-pocd, bill");
    bridge(&folder, "england-msitdt:day_boundary=no", "bill", &[]).exits(2).says("it can be last_day_counted");
    bridge(&folder, "own.toml", "bill", &[]).exits(66).says("own.toml");
}

#[test]
fn a_wrong_convention_in_the_project_file_is_named_with_line_and_column() {
    for (conventions, wanted) in [
        ("[\"england-drd\", \"england-dtoc\"]", "no convention `england-dtoc` in `./beddays.toml` line 9, column 31"),
        ("[\"england-drd\", \"england-drd\"]", "convention `england-drd` is named twice"),
        ("[\"wales-pocd:day_boundary=x\"]", "it asks within_threshold"),
        ("[3]", "invalid type"),
        ("\"england-drd\"", "invalid type"),
    ] {
        let folder = counting(conventions);
        let said = folder.march().exits(78).says(wanted).says("line 9, column");
        assert!(said.stdout.is_empty());
    }
    counting("[\"england-dtoc\"]").march().says("there are england-drd");
}

#[test]
fn a_convention_of_ones_own_counts_like_a_built_in_one() {
    let text = include_str!("../../../regimes/counting/scotland-2016.toml")
        .replace("id = \"scotland-2016\"", "id = \"our-own\"")
        .replace("\"last_day_counted\"", "\"both_days_counted\"");
    let folder = counting("[\"own.toml\"]");
    folder.put("own.toml", &text);
    folder.march().exits(0).says("counted by our-own: 28 days");
    let found = bridge(&folder, "our-own", "scotland-2016", &["--format", "csv"]).exits(0);
    assert_eq!(
        lines(&found.stdout),
        ["from our-own 28", "step boundary_first_day scotland-2016 -3 3", "to scotland-2016 25"]
    );
    folder.run(&["regimes", "show", "own.toml"]).exits(0).says("our-own: Delayed discharge bed days");
    folder.run(&["regimes", "check", "own.toml"]).exits(0).says("our-own: nothing wrong (own.toml)");
    folder.put("own.toml", text.replace("below = 18", "below = 18\nspare = 1"));
    folder.run(&["regimes", "check", "own.toml"]).exits(78).says("unknown field `spare`").says("own.toml` line");
    folder.march().exits(78).says("unknown field `spare`");
}

#[test]
fn regimes_lists_shows_and_checks_the_conventions_too() {
    let run = |arguments: &[&str]| said(program().arg("regimes").args(arguments));
    let listed = run(&["list"]).exits(0).stdout;
    for name in ["england-2003", "england-2014", "scotland-2016", "england-drd", "england-msitdt", "wales-pocd"] {
        assert!(listed.lines().any(|line| line.starts_with(&format!("{name}  "))), "{name}: {listed}");
    }
    assert!(listed.contains("northern-ireland  Complex discharges beyond 48 hours  days of use not found"));
    run(&["show", "england-drd"])
        .exits(0)
        .says("the ready day is not counted, the day on which the delay ends is counted")
        .says("all days of a delay belong to the month in which it ends")
        .says("bands of length at the end of the delay: No delay, 1 day, 2-3 days")
        .says("died (from days)")
        .says("; verified]");
    run(&["show", "england-msitdt:day_boundary=first_day_counted"])
        .exits(0)
        .says("the ready day is counted, the day on which the delay ends is not counted")
        .says("here first_day_counted")
        .says("last thursday of the month, the last one by 2017-03-31");
    run(&["show", "wales-pocd"]).exits(0).says("a delay lasts more than 48 hours").says("third wednesday");
    run(&["show", "utopia"]).exits(2).says("no regime or convention `utopia`").says("sweden-average; and england-drd");
    let checked = run(&["check"]).exits(0).stdout;
    assert_eq!(checked.matches("nothing wrong").count(), 10 + Convention::names().count());
}

#[test]
fn counted_days_are_there_and_back_and_never_twice() {
    let day = |n: i32| "2018-03-01".parse::<Day>().unwrap() + n;
    let rows: Vec<CountedDay<'_>> = (0..20_000)
        .map(|n| CountedDay {
            convention: if n < 10_000 { "england-drd" } else { "scotland-2016" },
            convention_hash: "0123",
            stay_id: ["A", "B", "C"][n as usize % 10_000 / 3_334],
            delay_id: ["A", "B", "C"][n as usize % 10_000 / 3_334],
            day: day(n),
            month: day(n + 40).month(),
            days_since_ready: n % 7,
            reason_code: (n % 3 != 0).then_some("Di"),
            attributed_to: (n % 3 != 0).then_some(Attribution::Both),
        })
        .collect();
    let folder = TempDir::new().unwrap();
    beddays::store::files::private::create_folder(&folder.path().join("p")).unwrap();
    let project = folder.path().join("p");
    Store::create(&project, "0123abcd").unwrap();
    let mut store = Store::open(&project).unwrap();
    assert!(store.counted_days().unwrap().is_empty());
    let (mut commit, known_to) = (store.begin(), day(0));
    fn of<'r>(days: &'r [CountedDay<'r>]) -> CountedRows<'r, 'r> {
        CountedRows { days, ..CountedRows::default() }
    }
    let tables = commit.counted_tables(known_to).unwrap();
    rows.chunks(777).try_for_each(|some| tables.push(&of(some))).unwrap();
    commit.finish().unwrap();
    let found = store.counted_days().unwrap();
    assert_eq!(found.len(), rows.len());
    assert!(found.rows().eq(rows.iter().copied()));
    let mut again = store.begin();
    again.counted_tables(known_to).unwrap().push(&of(&rows)).unwrap();
    assert!(!again.finish().unwrap().changed, "no batch size shows in the file");
    for wrong in [[rows[1], rows[0]], [rows[0], rows[0]], [rows[10_000], rows[9_999]]] {
        let mut commit = store.begin();
        let error = commit.counted_tables(known_to).unwrap().push(&of(&wrong)).unwrap_err();
        assert_eq!(error.exit() as u8, 70, "{error}");
    }
}

/// The made-up council has stays that hospitals delivered under another authority and whose bill came to it later.
#[test]
fn a_bridge_begins_at_the_figure_that_the_marts_have() {
    let dir = tempfile::tempdir().unwrap();
    let project = dir.path().join("demo");
    said(program().arg("demo").arg(&project)).exits(0);
    let ask = |arguments: &[&str]| said(program().args(arguments).arg("--project").arg(&project)).exits(0).stdout;
    let sql = "select cast(sum(delayed_days) as bigint) as days from delayed_days_by_month \
               where month = '2018-03' and authority_code = 'E10000020'";
    let days = ask(&["query", sql, "--format", "csv"]);
    let bridge = ask(&["bridge", "--from", "england-msitdt", "--to", "bill", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&bridge).unwrap();
    assert_eq!(format!("days\n{}\n", value["from"]["days"]), days);
    let steps = value["steps"].as_array().unwrap();
    let elsewhere = steps.iter().find(|step| step["cause"] == "other_statistic").expect("a redirected stay");
    assert!(elsewhere["days"].as_i64().unwrap() > 0 && elsewhere["stays"] == 2, "{elsewhere}");
}
