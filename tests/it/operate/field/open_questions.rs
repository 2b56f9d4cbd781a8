//! What the open questions of law are worth: each figure of the table is what `run --what-if` says of that answer alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::harness::{program, said};

fn statement(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("internal-statement.json")).unwrap()).unwrap()
}

/// The rows of the table, and the sentences of its section.
fn worth(statement: &Value) -> (Vec<Vec<Value>>, String) {
    let sections = statement["sections"].as_array().unwrap();
    let law = sections.iter().find(|section| section["id"] == "law").unwrap();
    let table = law["tables"].as_array().unwrap().iter().find(|table| table["id"] == "open_questions").unwrap();
    let rows = table["rows"].as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone());
    let text = law["text"].as_array().unwrap().iter().map(|words| words.as_str().unwrap());
    (rows.collect(), text.collect::<Vec<_>>().join("\n"))
}

fn what_if(project: &Path, month: &str, reading: &str, answer: &str) -> Value {
    let file = project.with_extension("toml");
    fs::write(&file, format!("[readings]\n{reading} = \"{answer}\"\n")).unwrap();
    let mut command = program();
    command.arg("--project").arg(project).args(["run", "--month", month, "--json", "--what-if"]).arg(&file);
    serde_json::from_str(&said(&mut command).exits(0).stdout).unwrap()
}

/// Goal: the figure that a council takes to its lawyers is right. Method: the demos of two countries; every row against a second
/// road, and every answer that changes nothing against it too.
#[test]
fn the_worth_of_each_open_question_is_what_what_if_says() {
    let outer = tempfile::tempdir().unwrap();
    let (mut compared, mut without) = (0, 0);
    for country in ["gb", "no"] {
        let project = outer.path().join(country);
        said(program().args(["demo", "--country", country]).arg(&project)).exits(0);
        let months = fs::read_dir(project.join("reports")).unwrap().map(|entry| entry.unwrap());
        let months = months.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| name.len() == 7);
        let month = months.max().unwrap();
        let (rows, text) = worth(&statement(&project.join("reports").join(&month)));
        let amounts: Vec<i64> = rows.iter().map(|row| row[3]["amount_minor"].as_i64().unwrap().abs()).collect();
        assert!(amounts.is_sorted_by(|one, other| one >= other), "the largest first: {amounts:?}");
        for row in &rows {
            let found = what_if(&project, &month, row[0].as_str().unwrap(), row[2].as_str().unwrap());
            assert_eq!(found["difference_minor"], row[3]["amount_minor"], "{row:?}");
            assert!(found["stays_changed"].as_i64() >= row[5].as_i64(), "{row:?}: {found}");
            compared += 1;
        }
        // Each demo speaks the language of its country.
        let begins = ["Change nothing this month: ", "Endrer ingenting denne måneden: "];
        let rest = |line: &str| begins.iter().find_map(|begin| line.strip_prefix(begin).map(str::to_owned));
        let unchanged = text.lines().find_map(rest).unwrap_or_default();
        let unchanged: Vec<&str> =
            unchanged.trim_end_matches('.').split(", ").filter(|part| !part.is_empty()).collect();
        for (reading, answer) in unchanged.iter().step_by(4).map(|part| part.split_once('=').unwrap()) {
            assert_eq!(what_if(&project, &month, reading, answer)["difference_minor"], 0, "{reading}={answer}");
            without += 1;
        }
        let named: BTreeSet<&str> = unchanged.iter().map(|part| part.split_once('=').unwrap().0).collect();
        assert!(country != "gb" || !named.contains("covid_pause"), "a pause of 2020 says nothing of a month before it");
    }
    assert!(compared >= 5 && without >= 4, "{compared} {without}");
}

/// The statements of councils share out what the index has.
#[test]
fn what_councils_are_worth_adds_up_to_the_index() {
    let outer = tempfile::tempdir().unwrap();
    let project = outer.path().join("demo");
    said(program().arg("demo").arg(&project)).exits(0);
    let toml = fs::read_to_string(project.join("beddays.toml")).unwrap();
    let toml = toml.replacen("\nview      = \"authority\"", "\nview      = \"system\"", 1);
    let toml: String =
        toml.lines().filter(|line| !line.starts_with("authority ")).map(|line| format!("{line}\n")).collect();
    fs::write(project.join("beddays.toml"), toml).unwrap();
    let month = "2018-03";
    said(program().arg("--project").arg(&project).args(["run", "--month", month])).exits(1);
    let folder = project.join("reports").join(month);
    let (whole, _) = worth(&statement(&folder));
    assert!(!whole.is_empty());
    let councils: Vec<Value> =
        fs::read_dir(folder.join("statements")).unwrap().map(|entry| statement(&entry.unwrap().path())).collect();
    assert!(councils.len() > 1);
    for row in whole {
        let own =
            councils.iter().flat_map(|council| worth(council).0).filter(|own| (&own[0], &own[2]) == (&row[0], &row[2]));
        let sum: i64 = own.map(|own| own[3]["amount_minor"].as_i64().unwrap()).sum();
        assert_eq!(row[3]["amount_minor"], sum, "{row:?}");
    }
}
