//! SQL stands in `queries/` and nowhere else, and every mart says which report shows it.

use std::fs;
use std::path::PathBuf;

use beddays::query::{Layer, Model, Models};

use super::tidy::sources;

/// Pairs of words that stand next to each other in SQL and not in a sentence.
const PAIRS: [[&str; 2]; 11] = [
    ["group", "by"],
    ["order", "by"],
    ["partition", "by"],
    ["union", "all"],
    ["insert", "into"],
    ["delete", "from"],
    ["inner", "join"],
    ["left", "join"],
    ["cross", "join"],
    ["create", "table"],
    ["create", "view"],
];

/// The texts between quotes in a statement of Rust, one after the other, for each statement. Comments are left out.
fn literals(code: &str) -> Vec<String> {
    let (mut statements, mut open, mut at) = (Vec::new(), String::new(), 0);
    let bytes = code.as_bytes();
    let find = |from: usize, what: &str| code[from..].find(what).map_or(code.len(), |found| from + found);
    while at < bytes.len() {
        let rest = &code[at..];
        let hashes = rest.strip_prefix('r').map_or(0, |rest| rest.len() - rest.trim_start_matches('#').len());
        if rest.starts_with("//") {
            at = find(at, "\n");
        } else if rest.starts_with("/*") {
            at = find(at, "*/");
        } else if rest.starts_with('r') && rest[1 + hashes..].starts_with('"') {
            let (from, end) = (at + 2 + hashes, format!("\"{}", "#".repeat(hashes)));
            let to = find(from, &end);
            open.push_str(&code[from..to]);
            open.push(' ');
            at = (to + end.len()).min(code.len());
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            at += rest[1..].find('\'').unwrap_or(0) + 2;
        } else if rest.starts_with('"') {
            at += 1;
            while at < bytes.len() && bytes[at] != b'"' {
                // A letter behind a backslash is white space here, or no letter of a word.
                let step = if bytes[at] == b'\\' { 2 } else { 1 };
                let letter = code[at..].chars().next().unwrap();
                open.push(if step == 2 { ' ' } else { letter });
                at += if step == 2 { 2 } else { letter.len_utf8() };
            }
            open.push(' ');
            at += 1;
        } else {
            let letter = rest.chars().next().unwrap();
            if letter == ';' {
                statements.push(std::mem::take(&mut open));
            }
            at += letter.len_utf8();
        }
    }
    statements.push(open);
    statements
}

/// What a text has of a statement in SQL, whatever its spacing and case.
fn sql_in(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let pair = words.windows(2).find(|pair| PAIRS.iter().any(|known| known[..] == **pair));
    let select = words.iter().position(|word| *word == "select");
    let from = select.and_then(|at| words[at..].iter().position(|word| *word == "from"));
    pair.map(|pair| pair.join(" ")).or_else(|| from.map(|_| "select … from".to_owned()))
}

#[test]
fn no_sql_stands_in_rust() {
    for path in sources("src") {
        for text in literals(&fs::read_to_string(&path).unwrap()) {
            let found = sql_in(&text);
            assert!(found.is_none(), "{}: `{}` in `{text}`: queries/ is its place", path.display(), found.unwrap());
        }
    }
}

#[test]
fn sql_in_rust_is_found_however_it_is_written() {
    let hidden = [
        "let a = \"SeLeCt\\n  *\\t\\\n   FROM stay\";",
        "ask(&format!(\"select {column} from {table}\"))",
        "let a = r#\"select \"x\" from y\"#;",
        "let a = concat!(\"select *\", \" from stay\");",
        "let a = \"select * \".to_owned() + &table + \"\\nfrom\\n\" + name;",
        "sql.push_str(\" ORDER\\tBY day\");",
        "let quote = '\"'; let a = \"select 1 from x\";",
    ];
    for code in hidden {
        assert!(literals(code).iter().any(|text| sql_in(text).is_some()), "{code}");
    }
    let others = ["// select * from stay\nlet a = 1;", "let a = \"begins with `select`\"; let b = \"from April\";"];
    for code in others {
        assert!(literals(code).iter().all(|text| sql_in(text).is_none()), "{code}");
    }
}

/// What a mart says of where it is shown: the reports with the place in them, or why in none.
pub fn shown(model: &Model) -> (&'static str, &'static str) {
    let line = model.sql.lines().nth(1).unwrap_or_default();
    let said = line.strip_prefix("-- shown: ").and_then(|said| said.split_once(": "));
    said.unwrap_or_else(|| panic!("{}: the second line is not `-- shown: REPORT: PLACE`", model.name))
}

fn all_of(paths: impl Iterator<Item = PathBuf>) -> String {
    paths.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_mart_is_shown_in_a_report_or_says_why_it_is_in_none() {
    let reports = all_of(sources("src/report").into_iter());
    let asking = all_of(sources("src").into_iter());
    for model in Models::all().iter().filter(|model| model.layer == Layer::Mart) {
        let (whom, place) = shown(model);
        let is_asked =
            [".ask", ".rows_by_key"].iter().any(|call| asking.contains(&format!("{call}(\"{}\"", model.name)));
        if whom == "ad hoc" {
            assert!(place.split(' ').count() > 5, "{}: no reason is given", model.name);
            let is_read = reports.contains(&format!(".ask(\"{}\")", model.name));
            assert!(!is_read, "{}: a report reads it, and it says that none does", model.name);
            continue;
        }
        assert!(is_asked, "{}: nothing asks it, and it says that {whom} shows it", model.name);
        for report in whom.split(", ") {
            assert!(reports.contains(&format!("name: \"{report}\"")), "{}: there is no report `{report}`", model.name);
        }
        let named = |kind: &str| place.strip_prefix(kind).map(|id| reports.contains(&format!("id: \"{id}\"")));
        let is_there = named("table ").or_else(|| named("section ")).unwrap_or(place == "figures");
        assert!(is_there, "{}: no report has the {place}", model.name);
    }
}

#[test]
fn every_other_model_is_read_by_a_model() {
    for model in Models::all().iter().filter(|model| model.layer < Layer::Mart) {
        let readers = Models::all().iter().filter(|other| other.reads().iter().any(|name| name == model.name));
        assert!(readers.count() > 0, "{}: no model reads it", model.name);
    }
}
