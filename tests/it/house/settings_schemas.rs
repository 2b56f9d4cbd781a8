//! Schemas of the files that people write and of the answers that programs read, so that editors complete and check them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::house::documents::generated;
use crate::house::schema_of_types::{Direction, Types, faults};
use crate::support::harness::{program, said};

/// Each kind of file: the name of its schema, its type, what it is.
const FILES: [(&str, &str, &str); 9] = [
    ("project", "ProjectFile", "beddays.toml: a project of beddays"),
    ("profile", "ProfileFile", "profile of beddays: how a delivery is read"),
    ("notice-regime", "RegimeFile", "law of notices, as in regimes/liability/england-2014.toml"),
    ("readiness-regime", "ReadinessFile", "law of readiness, as in regimes/liability/norway-2012.toml"),
    ("group-mean-regime", "GroupMeanFile", "law of a group's mean, as in regimes/liability/sweden-average.toml"),
    ("convention", "ConventionFile", "convention of counting, as in regimes/counting/england-drd.toml"),
    (
        "agreement",
        "AgreementFile",
        "local agreement that extends a law, as in data-samples/agreements/england-2023.toml",
    ),
    ("prices", "PriceFile", "prices of a law that its own file does not have"),
    ("what-if", "WhatIfFile", "other law or readings, for --what-if"),
];

fn schema(name: &str) -> Value {
    let (_, kind, title) = FILES.iter().find(|(known, ..)| *known == name).unwrap();
    Types::new(Direction::Read).schema(kind, title)
}

fn toml_of(path: &Path) -> Value {
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn toml_files(folder: &str) -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.map(|path| (path.display().to_string(), toml_of(&path))).collect()
}

#[test]
fn schemas_of_settings_are_those_of_their_types() {
    for (name, ..) in FILES {
        let text = serde_json::to_string_pretty(&schema(name)).unwrap() + "\n";
        generated(&format!("docs/schemas/{name}.schema.json"), &text);
    }
}

/// Goal: an editor marks nothing in a file that the program takes. Method: every file that is built in, and the projects of the
/// demos.
#[test]
fn every_file_that_the_program_takes_is_as_its_schema_says() {
    let mut tried = 0;
    let mut holds = |name: &str, path: &str, value: &Value| {
        let found = faults(value, &schema(name), name);
        assert!(found.is_empty(), "{path}: {found:#?}");
        tried += 1;
    };
    for (path, value) in toml_files("profiles") {
        holds("profile", &path, &value);
    }
    for (path, value) in toml_files("regimes/counting") {
        holds("convention", &path, &value);
    }
    for (path, value) in toml_files("regimes/liability") {
        let name = match value["regime"]["procedure"].as_str().unwrap() {
            "england" => "notice-regime",
            "group_mean" => "group-mean-regime",
            _ => "readiness-regime",
        };
        holds(name, &path, &value);
    }
    for (path, value) in toml_files("data-samples/agreements") {
        holds("agreement", &path, &value);
    }
    let outer = tempfile::tempdir().unwrap();
    for country in ["gb", "no", "se", "dk"] {
        let folder = outer.path().join(country);
        said(program().args(["demo", "--country", country]).arg(&folder)).exits(0);
        holds("project", country, &toml_of(&folder.join("beddays.toml")));
    }
    assert!(tried >= 25, "{tried}");
}

/// What nobody may write at a place of a file, by the pointer to it.
fn spoil(value: &Value, pointer: &str, other: Value) -> Value {
    let (inner, name) = pointer.rsplit_once('/').unwrap();
    let mut spoilt = value.clone();
    spoilt.pointer_mut(inner).unwrap()[name] = other;
    spoilt
}

#[test]
fn what_the_program_refuses_for_its_form_a_schema_marks() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outer = tempfile::tempdir().unwrap();
    said(program().arg("demo").arg(outer.path().join("p"))).exits(0);
    let project = toml_of(&outer.path().join("p/beddays.toml"));
    let profile = toml_of(&root.join("profiles/native-event.toml"));
    let law = toml_of(&root.join("regimes/liability/england-2014.toml"));
    let cases = [
        ("project", &project, "/project/colour", json!("red")),
        ("project", &project, "/colours", json!({})),
        ("project", &project, "/project/view", json!("everybody")),
        ("project", &project, "/project/as_of", json!("5 April")),
        ("project", &project, "/project/regimes", json!("england-2014")),
        ("profile", &profile, "/profile/whole", json!("yes")),
        ("profile", &profile, "/profile/encoding", json!("latin")),
        ("profile", &profile, "/columns/stay_id", json!(3)),
        ("notice-regime", &law, "/coverage/to", json!(2020)),
        ("notice-regime", &law, "/interval/days", json!({ "value": "two", "cite": "x", "grade": "verified" })),
        ("notice-regime", &law, "/regime/currency", json!("USD")),
    ];
    for (name, whole, pointer, other) in cases {
        assert_eq!(faults(whole, &schema(name), name), Vec::<String>::new());
        let spoilt = spoil(whole, pointer, other);
        assert_eq!(faults(&spoilt, &schema(name), name).len(), 1, "{name}{pointer}");
        if name == "project" {
            fs::write(outer.path().join("p/beddays.toml"), toml::to_string(&spoilt).unwrap()).unwrap();
            said(program().arg("--project").arg(outer.path().join("p")).args(["query", "stay"])).exits(78);
        }
    }
}

/// The schemas of all answers with `--json`, from the list of what each has had.
fn answers() -> Value {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers.txt")).unwrap();
    let mut roots: BTreeMap<String, Node> = BTreeMap::new();
    for line in list.lines() {
        let (path, kind) = line.rsplit_once(": ").unwrap();
        let (command, path) = path.rsplit_once(':').unwrap();
        let words = command.split(' ').take_while(|word| {
            !word.starts_with('-') && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')
        });
        let words = words.take(if command.starts_with("regimes") || command.starts_with("report") { 2 } else { 1 });
        let node = roots.entry(words.collect::<Vec<_>>().join(" ")).or_default();
        let path = path.replace("[]", ".[]");
        let steps = path.split('.').filter(|step| !step.is_empty());
        steps.fold(node, |node, step| node.inner.entry(step.to_owned()).or_default()).kinds.push(kind.to_owned());
    }
    let defined: Map<String, Value> = roots.iter().map(|(command, node)| (command.clone(), node.schema())).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers of beddays with --json, by command",
        "description": "What every answer has had and keeps; more may come. Where there is nothing a field may be null or left out.",
        "$defs": defined,
    })
}

/// A place in an answer.
#[derive(Default)]
struct Node {
    kinds: Vec<String>,
    /// By name; `[]` is what a list holds, `*` what has any name.
    inner: BTreeMap<String, Node>,
}

impl Node {
    fn schema(&self) -> Value {
        let kinds = ["object", "list", "number", "text", "truth"]
            .into_iter()
            .zip(["object", "array", "number", "string", "boolean"]);
        let types: Vec<&str> = kinds
            .filter(|(kind, _)| self.kinds.iter().any(|own| own == kind))
            .map(|(_, word)| word)
            .chain(["null"])
            .collect();
        let mut schema = json!({ "type": types });
        let named = self.inner.iter().filter(|(name, _)| !["[]", "*"].contains(&name.as_str()));
        let named: Map<String, Value> = named.map(|(name, node)| (name.clone(), node.schema())).collect();
        if !named.is_empty() {
            schema["properties"] = json!(named);
        }
        for (sign, key) in [("[]", "items"), ("*", "additionalProperties")] {
            // Beside named fields more may come, of any form.
            let is_open = sign == "*" && self.inner.len() > 1;
            if let Some(node) = self.inner.get(sign).filter(|_| !is_open) {
                schema[key] = node.schema();
            }
        }
        schema
    }
}

#[test]
fn the_schema_of_answers_has_every_command_that_answers() {
    let schema = answers();
    generated("docs/schemas/answers.schema.json", &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
    let known: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    assert!(known.len() >= 35 && known.iter().any(|command| *command == "acknowledge"), "{known:?}");
    assert_eq!(schema["$defs"]["explain"]["properties"]["stay_id"]["type"], json!(["string", "null"]));
}

#[test]
fn the_program_prints_its_schemas() {
    let listed = said(program().arg("schema")).exits(0).stdout;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names.len(), FILES.len() + 2, "{names:?}");
    for name in names {
        let printed = said(program().args(["schema", name])).exits(0).stdout;
        let kept =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schemas/{name}.schema.json")));
        assert_eq!(printed, kept.unwrap());
    }
    said(program().args(["schema", "projekt"])).exits(2).says("project");
}
