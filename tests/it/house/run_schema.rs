//! The schema of `run.json` (K5): made from the types that are written, with what their documentation says. Every `run.json` of
//! the tests is held against it, and what it promises under one number of its form stays.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use beddays::operate::month::summary::RUN_FORMAT;
use serde_json::{Value, json};

use crate::house::documents::generated;
use crate::house::schema_of_types::{self, Direction, Types};

const SCHEMA: &str = "docs/schemas/run.schema.json";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn schema() -> Value {
    let mut schema = Types::new(Direction::Written).schema("Summary", "run.json of beddays");
    schema["properties"]["format"]["const"] = json!(RUN_FORMAT);
    schema
}

/// Names and kinds of all values, a line each.
fn shape(schema: &Value, whole: &Value, path: &str, lines: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return shape(&whole["$defs"][name], whole, path, lines);
    }
    if let Some(several) = schema["anyOf"].as_array() {
        lines.insert(format!("{path}: or nothing"));
        return shape(&several[0], whole, path, lines);
    }
    let kind = schema["type"].as_str().unwrap_or("one of a list");
    lines.insert(format!("{path}: {kind}"));
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        shape(inner, whole, &format!("{path}.{name}"), lines);
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        lines.insert(format!("{path}.{}: always there", required.as_str().unwrap()));
    }
    let inner = [("items", "[]"), ("additionalProperties", ".*")];
    for (key, sign) in inner.into_iter().filter(|(key, _)| schema[*key].is_object()) {
        shape(&schema[key], whole, &format!("{path}{sign}"), lines);
    }
}

/// Goal: a program that reads `run.json` today reads it tomorrow. Method: the schema is made from the types; what it had under the
/// same number is there still; more may come.
#[test]
fn the_schema_of_run_json_is_that_of_its_types_and_keeps_what_it_promised() {
    let schema = schema();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    generated(SCHEMA, &text);
    let mut lines = BTreeSet::new();
    shape(&schema, &schema, "run", &mut lines);
    assert!(lines.len() > 150, "{}", lines.len());
    let path = root().join(format!("tests/run-json-{RUN_FORMAT}.txt"));
    if std::env::var_os("BEDDAYS_WRITE").is_some() {
        let kept = fs::read_to_string(&path).unwrap_or_default();
        // What was promised stays in the list, so that the test names it if it went.
        let all: BTreeSet<String> = kept.lines().map(str::to_owned).chain(lines).collect();
        return fs::write(path, all.iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    let gone: Vec<&str> = kept.lines().filter(|line| !lines.contains(*line)).collect();
    assert!(gone.is_empty(), "gone or of another kind: give RUN_FORMAT the next number for that: {gone:#?}");
    let new: Vec<&String> = lines.iter().filter(|line| !kept.lines().any(|kept| kept == *line)).collect();
    assert!(new.is_empty(), "new: BEDDAYS_WRITE=1 cargo test run_json keeps them from now on: {new:#?}");
}

/// What of a `run.json` is not as its schema says; a name that the schema does not know is said too.
pub fn faults(value: &Value) -> Vec<String> {
    static KEPT: OnceLock<Value> = OnceLock::new();
    let schema = KEPT.get_or_init(|| serde_json::from_str(&fs::read_to_string(root().join(SCHEMA)).unwrap()).unwrap());
    schema_of_types::faults(value, schema, "run")
}

#[test]
fn what_is_not_as_the_schema_of_run_json_says_is_found() {
    let folder = crate::support::harness::Folder::with_stays();
    folder.march().exits(0);
    let run: Value = serde_json::from_str(&folder.read("reports/2018-03/run.json")).unwrap();
    assert_eq!(faults(&run), Vec::<String>::new());
    let changes: [(&str, Value); 8] = [
        ("/format", json!(0)),
        ("/month", json!("2018-3")),
        ("/read", json!(-1)),
        ("/read", json!("9")),
        ("/senders/0/state", json!("late")),
        ("/deliveries/0/accepted", Value::Null),
        ("/amount_minor", json!({ "USD": 1 })),
        ("/doubts", json!({})),
    ];
    for (place, other) in changes {
        let mut changed = run.clone();
        *changed.pointer_mut(place).unwrap() = other;
        assert_eq!(faults(&changed).len(), 1, "{place}: {:?}", faults(&changed));
    }
    let mut changed = run.clone();
    let fields = changed.as_object_mut().unwrap();
    fields.remove("ledger_sha256");
    fields.insert("colour".to_owned(), json!("red"));
    assert_eq!(faults(&changed).len(), 2);
}
