//! The statement in four languages: the figures are the same in each, and no English is left in the others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use beddays::domain::Language;
use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::harness::{program, said};

pub const COUNTRIES: [(&str, Language, &str); 3] =
    [("no", Language::Bokmal, "norway-"), ("se", Language::Swedish, "sweden-"), ("dk", Language::Danish, "denmark-")];

/// The demo of a country, its month and the folder of its reports.
pub fn demo(outer: &Path, country: &str) -> (PathBuf, String, PathBuf) {
    let project = outer.join(country);
    said(program().args(["demo", "--country", country]).arg(&project)).exits(0);
    let months = fs::read_dir(project.join("reports")).unwrap().map(|entry| entry.unwrap().file_name());
    let month = months.filter_map(|name| name.into_string().ok()).find(|name| name.len() == 7).unwrap();
    let reports = project.join("reports").join(&month);
    (project, month, reports)
}

fn run(project: &Path, month: &str, language: Language) {
    let mut command = program();
    command.arg("--project").arg(project).args(["run", "--month", month, "--language", language.code()]);
    // Rejected records are part of the demo.
    said(&mut command).exits(1);
}

fn statement(reports: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(reports.join("internal-statement.json")).unwrap()).unwrap()
}

/// What is left of a report without its words and its edition: ids, codes of columns, numbers, days, links.
pub fn figures(value: &Value) -> Value {
    const KEPT: [&str; 7] = ["id", "name", "kind", "class", "link", "currency", "first"];
    match value {
        Value::Object(keys) => {
            let kept = keys.iter().filter(|(key, _)| *key != "language");
            let kept = kept.map(|(key, value)| match KEPT.contains(&key.as_str()) && value.is_string() {
                true if keys.contains_key("value") => (key.clone(), Value::Null),
                true => (key.clone(), value.clone()),
                false => (key.clone(), figures(value)),
            });
            Value::Object(kept.collect())
        }
        Value::Array(all) => Value::Array(all.iter().map(figures).collect()),
        Value::String(_) => Value::Null,
        other => other.clone(),
    }
}

/// Goal: what is owed does not depend on the language. Method: the demos of three countries, each in four languages.
#[test]
fn the_figures_are_the_same_in_every_language() {
    let outer = tempfile::tempdir().unwrap();
    for (country, own, _) in COUNTRIES {
        let (project, month, reports) = demo(outer.path(), country);
        let first = statement(&reports);
        assert_eq!(first["language"], own.code(), "a demo has the language of its country");
        for language in Language::ALL {
            run(&project, &month, language);
            let found = statement(&reports);
            assert_eq!(found.get("language").is_none(), language.is_english(), "English is not named");
            assert_eq!(figures(&found), figures(&first), "{country} in {language:?}");
            assert_eq!(found["title"] == first["title"], language == own, "{country} in {language:?}");
        }
    }
}

/// Everything that a report says: the strings of its JSON, of its page without script and style, and of its workbook.
pub fn said_in(reports: &Path, name: &str) -> Vec<String> {
    let (mut all, file) = (Vec::new(), |ending: &str| reports.join(format!("{name}.{ending}")));
    strings(&serde_json::from_str(&fs::read_to_string(file("json")).unwrap()).unwrap(), &mut all);
    all.extend(said_on(&file("html")));
    // The sheet of sign-off has no workbook.
    let Ok(mut book) = open_workbook::<Xlsx<_>, _>(file("xlsx")) else { return all };
    for name in book.sheet_names().to_owned() {
        let cells = book.worksheet_range(&name).unwrap();
        all.extend(cells.used_cells().filter_map(|(_, _, cell)| cell.get_string_owned()));
        all.push(name);
    }
    all
}

/// Everything that a page says, without script and style.
pub fn said_on(page: &Path) -> Vec<String> {
    let page = fs::read_to_string(page).unwrap();
    let body = &page[page.find("<body>").unwrap()..page.find("<script>").unwrap_or(page.len())];
    body.split(['<', '>']).skip(1).step_by(2).map(|text| text.trim().to_owned()).collect()
}

trait Words {
    fn get_string_owned(&self) -> Option<String>;
}

impl Words for calamine::Data {
    fn get_string_owned(&self) -> Option<String> {
        if let Self::String(words) = self { Some(words.clone()) } else { None }
    }
}

fn strings(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, all)),
        Value::Object(keys) => {
            let is_code = |key: &str| ["id", "name", "kind", "class", "language", "link"].contains(&key);
            keys.iter().filter(|(key, _)| !is_code(key) || keys.contains_key("value")).for_each(|(_, value)| {
                strings(value, all);
            });
        }
        _ => {}
    }
}

/// The words of a catalogue in pieces, without what is put in.
pub fn pieces(language: Language) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages").join(language.code());
    let mut pieces = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let words = line.split_once(" = ").map_or(line, |(_, words)| words);
            let words = words.trim_start().trim_start_matches('*');
            let words = if words.starts_with('[') { words.split_once(']').unwrap().1 } else { words };
            pieces.extend(words.split(['{', '}']).step_by(2).map(|piece| piece.trim().to_owned()));
        }
    }
    pieces
}

/// The words of English that another language has not.
pub fn english_beside(language: Language) -> BTreeSet<String> {
    let own = pieces(language);
    pieces(Language::English).difference(&own).cloned().collect()
}

/// Codes that are words of English too: names of sources and tables, answers to questions of law.
const CODES: [&str; 7] = ["events", "stays", "event", "stay", "yes", "no", "provisional"];

/// The pieces of English that stand in texts.
pub fn english_left_in<'p>(all: &[String], left: &'p BTreeSet<String>) -> Vec<&'p String> {
    let stands = |piece: &&String| match piece.split_whitespace().count() {
        0 => false,
        // A single word can be part of a name; by itself it is ours.
        1 => all.iter().any(|text| text == *piece) && !CODES.contains(&piece.as_str()),
        2 if piece.len() < 8 => false,
        _ => all.iter().any(|text| text.contains(piece.as_str())),
    };
    left.iter().filter(stands).collect()
}

/// Goal: nobody gets half a translation. Method: the demo of each country in its language; no piece of an English message or
/// of an English text of its law stands in the page, the workbook or the JSON.
#[test]
fn no_english_is_left_in_the_statement_of_another_country() {
    let outer = tempfile::tempdir().unwrap();
    let english = pieces(Language::English);
    for (country, own, law) in COUNTRIES {
        let (project, _, reports) = demo(outer.path(), country);
        let (mut all, own) = (said_in(&reports, "internal-statement"), pieces(own));
        // Every stay that is charged for, explained.
        let statement = statement(&reports);
        let tables = statement["sections"].as_array().unwrap().iter().flat_map(|one| one["tables"].as_array().unwrap());
        let stays = tables.filter(|table| table["id"] == "stays").flat_map(|table| table["rows"].as_array().unwrap());
        for stay in stays.map(|row| row[0].as_str().unwrap()).take(3) {
            let mut command = program();
            command.arg("--project").arg(&project).args(["explain", stay]);
            all.extend(said(&mut command).exits(0).stdout.lines().map(|line| line.trim().to_owned()));
        }
        let mut left: BTreeSet<String> = english.difference(&own).cloned().collect();
        left.extend(texts_of_law(law));
        let found = english_left_in(&all, &left);
        assert!(found.is_empty(), "{country}: {found:#?}");
        assert!(all.len() > 500 && left.len() > 300, "{country}: {} {}", all.len(), left.len());
    }
}

/// What the laws of a country say in English: titles, rules, questions and citations.
pub fn texts_of_law(country: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regimes/liability");
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        if !entry.file_name().to_str().unwrap().starts_with(country) {
            continue;
        }
        let file: toml::Table = fs::read_to_string(entry.path()).unwrap().parse().unwrap();
        let text = |value: &toml::Value| value.as_str().map(str::to_owned);
        texts.extend(["title", "not_seen"].into_iter().filter_map(|key| text(file["regime"].get(key)?)));
        for list in ["rule", "reading"] {
            let entries = file.get(list).and_then(toml::Value::as_array).into_iter().flatten();
            texts.extend(
                entries.flat_map(|entry| {
                    ["words", "question", "cite"].into_iter().filter_map(|key| text(entry.get(key)?))
                }),
            );
        }
    }
    texts
}

/// Goal: a figure can be followed in every language. Method: every figure of each demo's statement adds up in its language, as
/// many as in English.
#[test]
fn the_figures_of_a_statement_are_traced_in_its_language() {
    let outer = tempfile::tempdir().unwrap();
    for (country, ..) in COUNTRIES {
        let (project, month, reports) = demo(outer.path(), country);
        let figures = [
            "figures:Amount",
            "figures:Chargeable days",
            "owed",
            "bridge",
            "hospitals",
            "stays",
            "findings:1",
            "doubts:1",
            "accrual:1:ledger",
            "doubtful_stays:1",
            "rules:1",
        ];
        for figure in figures {
            let mut command = program();
            command.arg("--project").arg(&project).args(["explain", "--figure", figure, "--month", &month, "--json"]);
            let answer: Value = serde_json::from_str(&said(&mut command).exits(0).stdout).unwrap();
            let traced = answer.as_array().map_or_else(|| vec![&answer], |all| all.iter().collect());
            assert!(!traced.is_empty(), "{country} {figure}");
            for one in traced {
                assert_ne!(one["adds_up"], Value::Bool(false), "{country} {figure}: {one}");
                assert!(
                    !one.to_string().contains(
                        "\"days\":[],\"corrections\":[],\"found\":[],\"deliveries\":[],\"records\":[],\"rests_on\":[]"
                    ),
                    "{country} {figure}: {one}"
                );
            }
        }
        assert!(reports.is_dir());
    }
}

/// Goal: a wrong language is refused with what there is. Method: the argument, and the project file.
#[test]
fn another_language_is_refused_with_those_that_there_are() {
    let outer = tempfile::tempdir().unwrap();
    let (project, month, _) = demo(outer.path(), "dk");
    let mut command = program();
    command.arg("--project").arg(&project).args(["run", "--month", &month, "--language", "fi"]);
    said(&mut command).exits(2).says("en, nb, sv, da");
    let file = project.join("beddays.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"da\"", "\"dk\"")).unwrap();
    let mut command = program();
    command.arg("--project").arg(&project).args(["run", "--month", &month]);
    said(&mut command).exits(78).says("line 4").says("`dk` is no language").says("did you mean `da`");
}
