//! JSON Schemas made from the types that serde reads or writes, with what their documentation says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use beddays::domain::codes::CareType;
use beddays::domain::{Currency, EventKind, LedgerStatus};
use beddays::project::journal::JournalField;
use beddays::regime::readiness::ReadinessRule;
use serde_json::{Map, Value, json};

use crate::house::tidy::sources;

/// Whether the types are written by the program, or read from what people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A value that may be missing is written as null, unless it is left out.
    Written,
    /// A value that may be missing is left out; null is no value of TOML.
    Read,
}

/// A field or variant: its documentation, what serde is asked of it, its name, its type, and its own fields if it has some.
struct Item {
    about: String,
    serde: String,
    name: String,
    kind: String,
    fields: Vec<Self>,
}

/// A struct or enum as the source has it.
struct Type {
    about: String,
    serde: String,
    is_enum: bool,
    items: Vec<Item>,
}

/// The source of the program, in which types are found by their names: the crate has each once.
pub struct Types {
    texts: Vec<String>,
    direction: Direction,
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

/// The fields or variants of a body, up to its end.
fn items<'l>(lines: &mut impl Iterator<Item = &'l str>) -> Vec<Item> {
    let (mut found, mut own) = (Vec::new(), Vec::new());
    while let Some(line) = lines.next().filter(|line| !line.starts_with('}')) {
        if line.starts_with("///") || line.starts_with("#[") {
            own.push(line);
            continue;
        }
        let (about, serde) = above(own.drain(..));
        if let Some(name) = line.strip_suffix(" {") {
            found.push(Item { about, serde, name: name.to_owned(), kind: String::new(), fields: items(lines) });
        } else if let Some(line) = line.strip_suffix(',') {
            let line =
                ["pub(super) ", "pub(crate) ", "pub "].iter().fold(line, |line, word| line.trim_start_matches(word));
            let of_variant = || line.split_once('(').map(|(name, kind)| (name, kind.trim_end_matches(')')));
            let is_field = line.starts_with(|letter: char| letter.is_lowercase() || letter == '_');
            let parts = if is_field { line.split_once(": ") } else { of_variant() };
            let (name, kind) = parts.unwrap_or((line, ""));
            found.push(Item { about, serde, name: name.to_owned(), kind: kind.to_owned(), fields: Vec::new() });
        }
    }
    found
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

/// The word that serde has for a name.
fn renamed(item: &Item, of: &Type) -> String {
    if let Some(rest) = item.serde.split_once("rename = \"").map(|(_, rest)| rest) {
        return rest.split('"').next().unwrap().to_owned();
    }
    match of.is_enum {
        true if of.serde.contains("snake_case") => snake(&item.name),
        true if of.serde.contains("lowercase") => item.name.to_lowercase(),
        _ => item.name.clone(),
    }
}

impl Types {
    /// The types of the program.
    pub fn new(direction: Direction) -> Self {
        let texts = sources("src").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        Self { texts, direction }
    }

    fn find(&self, name: &str) -> Type {
        let is_head = |line: &str| {
            let line =
                ["pub(super) ", "pub(crate) ", "pub "].iter().fold(line, |line, word| line.trim_start_matches(word));
            let rest = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum "));
            rest.and_then(|rest| rest.strip_prefix(name))
                .is_some_and(|rest| [" {", "<T> {"].contains(&rest) || rest.starts_with('('))
        };
        let found = self.texts.iter().find_map(|text| {
            let lines: Vec<&str> = text.lines().collect();
            let at = lines.iter().position(|line| is_head(line))?;
            Some((lines, at))
        });
        let (lines, at) = found.unwrap_or_else(|| panic!("no type {name}"));
        let before = lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
        let before: Vec<&str> = before.copied().collect::<Vec<_>>().into_iter().rev().collect();
        let (about, serde) = above(before.into_iter());
        // What is a single value says by `try_from` what is written of it.
        let body = if lines[at].ends_with(';') { &[][..] } else { &lines[at + 1..] };
        let items = items(&mut body.iter().map(|line| line.trim()));
        Type { about, serde, is_enum: lines[at].contains("enum "), items }
    }

    /// The words of an enum without values.
    pub fn codes(&self, name: &str) -> Vec<String> {
        match name {
            "LedgerStatus" => LedgerStatus::ALL.iter().map(|code| code.code().to_owned()).collect(),
            "CareType" => CareType::ALL.iter().map(|code| code.code().to_owned()).collect(),
            "EventKind" => EventKind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            "Currency" => Currency::ALL.iter().map(|currency| currency.code().to_owned()).collect(),
            "ReadinessRule" => ReadinessRule::ALL.iter().map(|rule| rule.name().to_owned()).collect(),
            "JournalField" => JournalField::ALL.iter().map(|field| field.code().to_owned()).collect(),
            _ => {
                let found = self.find(name);
                assert!(found.is_enum, "{name}");
                found.items.iter().map(|item| renamed(item, &found)).collect()
            }
        }
    }

    /// What a Rust type is in JSON; types that it needs are added.
    fn form(&self, kind: &str, needed: &mut BTreeSet<String>) -> Value {
        let inner = |name: &str| kind.strip_prefix(name).and_then(|rest| rest.strip_prefix('<')?.strip_suffix('>'));
        if let Some(kind) = inner("Option") {
            return match self.direction {
                Direction::Read => self.form(kind, needed),
                Direction::Written => json!({ "anyOf": [self.form(kind, needed), { "type": "null" }] }),
            };
        }
        if let Some(kind) = inner("Spanned") {
            return self.form(kind, needed);
        }
        if let Some(kind) = inner("Vec") {
            return json!({ "type": "array", "items": self.form(kind, needed) });
        }
        if let Some((first, second)) =
            kind.strip_prefix('(').and_then(|kinds| kinds.strip_suffix(')')?.split_once(", "))
        {
            let both = [self.form(first, needed), self.form(second, needed)];
            return json!({ "type": "array", "prefixItems": both, "minItems": 2, "maxItems": 2 });
        }
        if let Some((key, value)) = inner("BTreeMap").and_then(|kinds| kinds.split_once(", ")) {
            let value = self.form(value, needed);
            return match key {
                "String" | "&'static str" | "Spanned<String>" => {
                    json!({ "type": "object", "additionalProperties": value })
                }
                key => {
                    let codes = self.codes(key);
                    json!({ "type": "object", "propertyNames": { "enum": codes }, "additionalProperties": value })
                }
            };
        }
        match kind {
            "u8" | "u16" | "u32" | "u64" => json!({ "type": "integer", "minimum": 0 }),
            "NonZeroU32" => json!({ "type": "integer", "minimum": 1 }),
            "i16" | "i32" | "i64" | "Minor" => json!({ "type": "integer" }),
            "f64" => json!({ "type": "number" }),
            "bool" => json!({ "type": "boolean" }),
            "String" | "&'static str" | "MonthRule" | "TimeOfDay" => json!({ "type": "string" }),
            "toml::Value" => json!({}),
            "Month" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$" }),
            "Day" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
            "SenderState" | "CareType" | "EventKind" | "Currency" | "ReadinessRule" | "JournalField" => {
                json!({ "enum": self.codes(kind) })
            }
            name => {
                assert!(name.starts_with(char::is_uppercase), "{name} has no form in JSON yet");
                needed.insert(name.to_owned());
                json!({ "$ref": format!("#/$defs/{}", key_of(name)) })
            }
        }
    }

    /// Puts fields into an object's schema; `argument` is the type that stands for `T`.
    fn fields(
        &self,
        (of, items, argument): (&Type, &[Item], &str),
        needed: &mut BTreeSet<String>,
        into: &mut (Map<String, Value>, Vec<String>),
    ) {
        for item in items.iter().filter(|item| !item.serde.starts_with("skip)")) {
            let kind = item.kind.replace("<T>", &format!("<{argument}>")).replace(", T>", &format!(", {argument}>"));
            let kind = if kind == "T" { argument } else { kind.as_str() };
            if item.serde.contains("flatten") {
                let found = self.find(kind);
                self.fields((&found, &found.items, ""), needed, into);
                continue;
            }
            let mut schema = self.form(kind, needed);
            let is_left_out = item.serde.contains("skip_serializing_if");
            // What is left out where there is nothing is never null.
            if let Some(kind) = schema["anyOf"][0].as_object().filter(|_| is_left_out) {
                schema = Value::Object(kind.clone());
            }
            if !item.about.is_empty() || self.direction == Direction::Written {
                schema["description"] = json!(item.about);
            }
            let name = renamed(item, of);
            let is_optional = match self.direction {
                Direction::Written => is_left_out,
                Direction::Read => kind.starts_with("Option<") || item.serde.contains("default"),
            };
            if !is_optional {
                into.1.push(name.clone());
            }
            into.0.insert(name, schema);
        }
    }

    fn object(&self, of: (&Type, &[Item], &str), needed: &mut BTreeSet<String>) -> Value {
        let mut fields = (Map::new(), Vec::new());
        self.fields(of, needed, &mut fields);
        let mut schema = json!({ "type": "object", "properties": fields.0, "required": fields.1 });
        if of.0.serde.contains("deny_unknown_fields") {
            schema["additionalProperties"] = json!(false);
        }
        schema
    }

    /// The schema of one type.
    fn definition(&self, kind: &str, needed: &mut BTreeSet<String>) -> Value {
        let (name, argument) = kind.strip_suffix('>').and_then(|kind| kind.split_once('<')).unwrap_or((kind, ""));
        let found = self.find(name);
        let mut schema = if found.serde.contains("try_from = \"String\"") {
            json!({ "type": "string" })
        } else if found.is_enum {
            self.variants(&found, needed)
        } else {
            self.object((&found, &found.items, argument), needed)
        };
        if !found.about.is_empty() {
            schema["description"] = json!(found.about);
        }
        schema
    }

    fn variants(&self, of: &Type, needed: &mut BTreeSet<String>) -> Value {
        let has_value = |item: &&Item| !item.kind.is_empty() || !item.fields.is_empty();
        let words = of.items.iter().filter(|item| !has_value(item)).map(|item| renamed(item, of));
        let words: Vec<String> = words.collect();
        let mut any: Vec<Value> = Vec::new();
        if !words.is_empty() {
            any.push(json!({ "enum": words }));
        }
        for item in of.items.iter().filter(has_value) {
            assert!(of.serde.contains("untagged") || item.serde.contains("untagged"), "{} has a tag", item.name);
            any.push(match item.kind.is_empty() {
                false => self.form(&item.kind, needed),
                true => self.object((of, &item.fields, ""), needed),
            });
        }
        if any.len() == 1 { any.remove(0) } else { json!({ "anyOf": any }) }
    }

    /// The whole schema of a type.
    pub fn schema(&self, kind: &str, title: &str) -> Value {
        let (mut needed, mut defined) = (BTreeSet::new(), BTreeMap::new());
        let mut schema = self.definition(kind, &mut needed);
        while let Some(name) = needed.iter().find(|name| !defined.contains_key(&key_of(name))).cloned() {
            let definition = self.definition(&name, &mut needed);
            defined.insert(key_of(&name), definition);
        }
        schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        schema["title"] = json!(title);
        schema["$defs"] = json!(defined);
        schema
    }
}

/// The name of a definition.
fn key_of(kind: &str) -> String {
    kind.replace("Vec<", "ListOf").replace(['<', '>'], "")
}

/// What of a value is not as a schema says; a name that the schema does not know is said too.
pub fn faults(value: &Value, schema: &Value, name: &str) -> Vec<String> {
    let mut faults = Vec::new();
    check(value, schema, schema, name, &mut faults);
    faults
}

fn check(value: &Value, schema: &Value, whole: &Value, path: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return check(value, &whole["$defs"][name], whole, path, faults);
    }
    if let Some(several) = schema["anyOf"].as_array() {
        let tried = several.iter().map(|schema| {
            let mut own = Vec::new();
            check(value, schema, whole, path, &mut own);
            own
        });
        // What is nearest to fitting says best what is wrong.
        faults.extend(tried.min_by_key(Vec::len).unwrap_or_default());
        return;
    }
    let is_kind = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some(other) => panic!("{other}"),
        None => true,
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
    for (name, inner) in value.as_object().into_iter().flatten().filter(|_| schema["type"] == "object") {
        let path = format!("{path}.{name}");
        let other = schema.get("additionalProperties").filter(|other| other.is_object());
        match schema["properties"].get(name).or(other) {
            Some(known) if is_listed(&schema["propertyNames"]["enum"], &json!(name)) => {
                check(inner, known, whole, &path, faults)
            }
            _ => faults.push(format!("{path}: not in the schema")),
        }
    }
    for (at, inner) in value.as_array().into_iter().flatten().enumerate().filter(|_| schema["type"] == "array") {
        let own = if schema["prefixItems"].is_array() { &schema["prefixItems"][at] } else { &schema["items"] };
        check(inner, own, whole, &format!("{path}[{at}]"), faults);
    }
}

/// Whether a text is a day or month, by the patterns that the schemas have: digits and hyphens.
fn matches(pattern: &str, text: &str) -> bool {
    let wanted = pattern.trim_matches(['^', '$']).replace("[0-9]{4}", "dddd").replace("[0-9]{2}", "dd");
    let is_it = |(wanted, letter): (char, char)| if wanted == 'd' { letter.is_ascii_digit() } else { letter == wanted };
    wanted.len() == text.len() && wanted.chars().zip(text.chars()).all(is_it)
}
