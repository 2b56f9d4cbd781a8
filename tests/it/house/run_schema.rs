//! The schema of `run.json` (K5): made from the types that are written, with what their documentation says. Every `run.json` of
//! the tests is held against it, and what it promises under one number of its form stays.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use beddays::domain::{Currency, LedgerStatus};
use beddays::operate::month::summary::RUN_FORMAT;
use serde_json::{Map, Value, json};

use crate::house::documents::generated;
use crate::house::tidy::sources;

const SCHEMA: &str = "docs/run.schema.json";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A field or variant: its documentation, what serde is asked of it, its name and its type.
struct Item {
    about: String,
    serde: String,
    name: String,
    kind: String,
}

/// A struct or enum as the source has it.
struct Type {
    about: String,
    serde: String,
    is_enum: bool,
    items: Vec<Item>,
}

/// Finds a type by its name, which the crate has once.
fn find(name: &str, texts: &[String]) -> Type {
    let heads = [format!("pub struct {name} {{"), format!("pub enum {name} {{")];
    let found = texts.iter().find_map(|text| {
        let lines: Vec<&str> = text.lines().collect();
        let at = lines.iter().position(|line| heads.iter().any(|head| line == head))?;
        Some((lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>(), at))
    });
    let (lines, at) = found.unwrap_or_else(|| panic!("no type {name}"));
    let before = lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
    let before: Vec<&String> = before.collect::<Vec<_>>().into_iter().rev().collect();
    let (about, serde) = above(before.iter().map(|line| line.as_str()));
    let body = lines[at + 1..].iter().take_while(|line| *line != "}");
    let (mut items, mut own) = (Vec::new(), Vec::new());
    for line in body.map(|line| line.trim()) {
        if line.starts_with("///") || line.starts_with("#[") {
            own.push(line);
        } else if let Some(line) = line.strip_suffix(',') {
            let (about, serde) = above(own.drain(..));
            let (name, kind) = line.trim_start_matches("pub ").split_once(": ").unwrap_or((line, ""));
            items.push(Item { about, serde, name: name.to_owned(), kind: kind.to_owned() });
        }
    }
    Type { about, serde, is_enum: lines[at].starts_with("pub enum"), items }
}

/// What stands above something: its documentation in one line, and what serde is asked.
fn above<'l>(lines: impl Iterator<Item = &'l str>) -> (String, String) {
    let (mut about, mut serde) = (Vec::new(), String::new());
    for line in lines {
        match line.strip_prefix("///") {
            Some(text) => about.push(text.trim()),
            None => serde.push_str(line.strip_prefix("#[serde(").unwrap_or_default()),
        }
    }
    (about.join(" "), serde)
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

/// The codes of an enum as they are written.
fn codes(name: &str, texts: &[String]) -> Vec<String> {
    match name {
        "LedgerStatus" => LedgerStatus::ALL.iter().map(|status| status.code().to_owned()).collect(),
        "Currency" => Currency::ALL.iter().map(|currency| currency.code().to_owned()).collect(),
        _ => {
            let found = find(name, texts);
            assert!(found.is_enum && found.serde.contains("snake_case"), "{name}");
            found.items.iter().map(|item| snake(&item.name)).collect()
        }
    }
}

/// What a Rust type is in JSON; names of structs that it needs are added.
fn form(kind: &str, texts: &[String], needed: &mut BTreeSet<String>) -> Value {
    let inner = |name: &str| kind.strip_prefix(name).and_then(|rest| rest.strip_prefix('<')?.strip_suffix('>'));
    if let Some(kind) = inner("Option") {
        return json!({ "anyOf": [form(kind, texts, needed), { "type": "null" }] });
    }
    if let Some(kind) = inner("Vec") {
        return json!({ "type": "array", "items": form(kind, texts, needed) });
    }
    if let Some((key, value)) = inner("BTreeMap").and_then(|kinds| kinds.split_once(", ")) {
        let value = form(value, texts, needed);
        return match key {
            "String" | "&'static str" => json!({ "type": "object", "additionalProperties": value }),
            key => {
                json!({ "type": "object", "propertyNames": { "enum": codes(key, texts) }, "additionalProperties": value })
            }
        };
    }
    match kind {
        "u8" | "u32" | "u64" => json!({ "type": "integer", "minimum": 0 }),
        "i64" | "Minor" => json!({ "type": "integer" }),
        "bool" => json!({ "type": "boolean" }),
        "String" | "&'static str" => json!({ "type": "string" }),
        "Month" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$" }),
        "Day" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        "SenderState" => json!({ "enum": codes(kind, texts) }),
        name => {
            assert!(name.starts_with(char::is_uppercase) && !name.contains('<'), "{name} has no form in JSON yet");
            needed.insert(name.to_owned());
            json!({ "$ref": format!("#/$defs/{name}") })
        }
    }
}

/// Puts the fields of a struct into an object's schema.
fn fields(name: &str, texts: &[String], needed: &mut BTreeSet<String>, into: &mut (Map<String, Value>, Vec<String>)) {
    for item in find(name, texts).items {
        if item.serde.starts_with("skip)") {
            continue;
        }
        if item.serde.contains("flatten") {
            fields(&item.kind, texts, needed, into);
            continue;
        }
        let mut schema = form(&item.kind, texts, needed);
        let is_left_out = item.serde.contains("skip_serializing_if");
        // What is left out where there is nothing is never null.
        if let Some(kind) = schema["anyOf"][0].as_object().filter(|_| is_left_out) {
            schema = Value::Object(kind.clone());
        }
        schema["description"] = json!(item.about);
        into.0.insert(item.name.clone(), schema);
        if !is_left_out {
            into.1.push(item.name);
        }
    }
}

fn object(name: &str, texts: &[String], needed: &mut BTreeSet<String>) -> Value {
    let mut of = (Map::new(), Vec::new());
    fields(name, texts, needed, &mut of);
    json!({ "type": "object", "description": find(name, texts).about, "properties": of.0, "required": of.1 })
}

fn schema() -> Value {
    let texts: Vec<String> = sources("src").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let (mut needed, mut defined) = (BTreeSet::new(), BTreeMap::new());
    let mut schema = object("Summary", &texts, &mut needed);
    schema["properties"]["format"]["const"] = json!(RUN_FORMAT);
    while let Some(name) = needed.iter().find(|name| !defined.contains_key(*name)).cloned() {
        let definition = object(&name, &texts, &mut needed);
        defined.insert(name, definition);
    }
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("run.json of beddays");
    schema["$defs"] = json!(defined);
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

/// What of a value is not as the schema says; a name that the schema does not know is said too.
pub fn faults(value: &Value) -> Vec<String> {
    static KEPT: OnceLock<Value> = OnceLock::new();
    let schema = KEPT.get_or_init(|| serde_json::from_str(&fs::read_to_string(root().join(SCHEMA)).unwrap()).unwrap());
    let mut faults = Vec::new();
    check(value, schema, schema, "run", &mut faults);
    faults
}

fn check(value: &Value, schema: &Value, whole: &Value, path: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return check(value, &whole["$defs"][name], whole, path, faults);
    }
    if let Some(several) = schema["anyOf"].as_array() {
        return if value.is_null() {
            assert_eq!(several[1], json!({ "type": "null" }))
        } else {
            check(value, &several[0], whole, path, faults)
        };
    }
    let is_kind = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some(other) => panic!("{other}"),
        None => schema["enum"].is_array(),
    };
    let is_listed = |list: &Value, value: &Value| list.as_array().is_none_or(|list| list.contains(value));
    let is_constant = schema.get("const").is_none_or(|constant| constant == value);
    let is_enough = schema["minimum"].as_i64().is_none_or(|least| value.as_i64().is_none_or(|value| value >= least));
    let fits = schema["pattern"].as_str().is_none_or(|pattern| matches(pattern, value.as_str().unwrap_or_default()));
    if !is_kind || !is_listed(&schema["enum"], value) || !is_constant || !is_enough || !fits {
        return faults.push(format!("{path}: {value}"));
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        if value.get(required.as_str().unwrap()).is_none() {
            faults.push(format!("{path}.{required}: missing"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        let known = schema["properties"].get(name).or_else(|| schema.get("additionalProperties"));
        match known {
            Some(known) if is_listed(&schema["propertyNames"]["enum"], &json!(name)) => {
                check(inner, known, whole, &path, faults)
            }
            _ => faults.push(format!("{path}: not in the schema")),
        }
    }
    for (at, inner) in value.as_array().into_iter().flatten().enumerate() {
        check(inner, &schema["items"], whole, &format!("{path}[{at}]"), faults);
    }
}

/// Whether a text is a day or month, by the patterns that the schema has: digits and hyphens.
fn matches(pattern: &str, text: &str) -> bool {
    let wanted = pattern.trim_matches(['^', '$']).replace("[0-9]{4}", "dddd").replace("[0-9]{2}", "dd");
    let is_it = |(wanted, letter): (char, char)| if wanted == 'd' { letter.is_ascii_digit() } else { letter == wanted };
    wanted.len() == text.len() && wanted.chars().zip(text.chars()).all(is_it)
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
