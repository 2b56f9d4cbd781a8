//! The documents: what is generated is up to date (`BEDDAYS_WRITE=1` writes it anew), and what they name is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use beddays::domain::Day;
use beddays::domain::finding_codes::CODES;
use beddays::query::{Layer, Models};

use super::models::shown;
use crate::support::harness::{program, said};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compares a generated document with the file, or writes the file where `BEDDAYS_WRITE` is set.
pub fn generated(path: &str, text: &str) {
    if std::env::var_os("BEDDAYS_WRITE").is_some() {
        fs::create_dir_all(root().join(path).parent().unwrap()).unwrap();
        return fs::write(root().join(path), text).unwrap();
    }
    assert!(read(path) == text, "{path} is out of date: BEDDAYS_WRITE=1 cargo test documents writes it anew");
}

/// Every Markdown file that people read, from the root of the repository.
fn documents() -> Vec<String> {
    let mut found: Vec<String> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md"].map(str::to_owned).into();
    found.push("src/published/README.md".to_owned());
    for folder in ["docs", "docs/decisions", "docs/law"] {
        let names = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        let names = names.filter_map(|name| name.to_str().map(str::to_owned)).filter(|name| name.ends_with(".md"));
        found.extend(names.map(|name| format!("{folder}/{name}")));
    }
    found
}

#[test]
fn the_tables_of_the_store_are_documented() {
    let head = "# Tables of the store\n\nGenerated from `src/frames/schema.rs` by `tests/it/house/documents.rs`. `beddays query` \
                reads these tables and the models of `queries/`.\nA table with a key has one row for each key; the numbers \
                give the order of the key's columns. `ledger_day` is the ledger of the month that `--month` names, else \
                of the latest month that was run;\n`every_ledger_day` has the same columns, and the days of every month in \
                its latest edition.\n\n";
    let tables = beddays::store::tables_as_markdown().replace("### ", "## ");
    generated("docs/tables.md", &format!("{head}{}\n\n{}", tables.trim_end(), marts()));
}

/// The marts, with what a row of each is and where it is shown.
fn marts() -> String {
    let mut text =
        "## Marts\n\nThe models of `queries/marts`, from their first lines. `beddays query NAME` answers each of \
                    them.\n\n| mart | one row is | shown |\n| --- | --- | --- |\n"
            .to_owned();
    for model in Models::all().iter().filter(|model| model.layer == Layer::Mart) {
        let grain = model.sql.lines().next().and_then(|line| line.strip_prefix("-- grain: ")).unwrap();
        let (grain, (whom, place)) = (grain.split("; key:").next().unwrap(), shown(model));
        text.push_str(&format!("| `{}` | {grain} | {whom}: {place} |\n", model.name));
    }
    text
}

#[test]
fn the_worked_cases_of_law_are_a_page() {
    let acts = [
        ("england-2003", "the Community Care (Delayed Discharges etc.) Act 2003", "SI 2003/2277"),
        ("england-2014", "the Care Act 2014", "SI 2014/2823"),
    ];
    for act in acts {
        generated(&format!("docs/law/{}.md", act.0), &law_page(act));
    }
}

/// The page of one regime: each case with its facts, its result, and why.
fn law_page((regime, title, regulations): (&str, &str, &str)) -> String {
    let mut page = format!(
        "# Worked cases under {title}\n\nGenerated from [tests/law/{regime}.csv](../../tests/law/{regime}.csv) by \
         `tests/it/house/documents.rs`. The program answers each case as it stands here (`tests/it/law/worked_cases.rs`), and so does a \
         second reading of the law that shares no code with it (`tests/it/law/oracle`).\n\nEach result rests on the default \
         readings of [regimes/liability/{regime}.toml](../../regimes/liability/{regime}.toml), where every value has its \
         citation and its grade. Where another reading would change the result, the case says so. `reg` is a regulation \
         of {regulations}, `s.` a section of the Act, `para` a paragraph of Schedule 3.\n"
    );
    let mut reader = csv::Reader::from_path(root().join(format!("tests/law/{regime}.csv"))).unwrap();
    let headers = reader.headers().unwrap().clone();
    for record in reader.records().map(Result::unwrap) {
        let cell = |name: &str| &record[headers.iter().position(|header| header == name).unwrap()];
        assert_eq!((cell("currency"), cell("params"), cell("status")), ("GBP", "", "default-reading"));
        page.push_str(&format!("\n## {}: {}\n\n", cell("vector_id"), cell("title")));
        let excluded =
            cell("qualifies").strip_prefix("no:").map(|reason| format!(" The care is excluded: {}.", words(reason)));
        page.push_str(&format!("Authority: {}.{}\n\n", cell("authority"), excluded.unwrap_or_default()));
        page.push_str("| when | what |\n| --- | --- |\n");
        for event in cell("events").split(';') {
            let (kind, rest) = event.split_once('@').unwrap();
            let (at, value) = rest.split_once('=').map_or((rest, None), |(at, value)| (at, Some(value)));
            let proposing = if kind == "discharge_notice" { "proposing " } else { "" };
            let value = value.map_or(String::new(), |value| format!(", {proposing}{}", when(value)));
            page.push_str(&format!("| {} | {}{value} |\n", when(at), words(kind)));
        }
        page.push_str(&format!("\n**Result:** {}", result(&cell)));
        page.push_str(&format!("\n\nWhy: {}", cell("legal_step")));
        page.push_str(if cell("legal_step").ends_with('.') { "\n" } else { ".\n" });
        if !cell("alt_readings").is_empty() {
            page.push_str("\nOther readings:\n\n");
        }
        for other in cell("alt_readings").split('|').filter(|other| !other.is_empty()) {
            let (reading, result) = other.split_once("=>").unwrap();
            let (days, amount) = result.strip_prefix("days=").unwrap().split_once(",amount=").unwrap();
            page.push_str(&format!("- `{reading}`: {}, £{amount}\n", counted(days)));
        }
    }
    page
}

/// The result of a case in a sentence or two.
fn result<'a>(cell: &dyn Fn(&str) -> &'a str) -> String {
    let days = match cell("expected_days") {
        "0" => "no chargeable day, nothing is owed.".to_owned(),
        days => {
            let payers = cell("expected_payers").split(';').map(|payer| {
                let (name, days) = payer.split_once(':').unwrap();
                format!("{name} {}", counted(days))
            });
            let (first, last) = (when(cell("expected_first_day")), when(cell("expected_last_day")));
            let span = if first == last { first } else { format!("{first} to {last}") };
            let payers: Vec<String> = payers.collect();
            format!("{}, £{} ({span}; charged: {}).", counted(days), cell("expected_amount"), payers.join(", "))
        }
    };
    let mut text = days;
    for (name, column) in
        [("Last day of the minimum interval", "expected_deadline"), ("Relevant day", "expected_relevant_day")]
    {
        let values: Vec<String> = cell(column).split(';').filter(|value| !value.is_empty()).map(when).collect();
        if !values.is_empty() {
            text.push_str(&format!(" {name}: {}.", values.join(", then ")));
        }
    }
    text
}

/// `2015-04-13T10:00` as `13 April 2015, 10:00`; a word stays a word.
pub fn when(text: &str) -> String {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
    let day = day.parse::<Day>().map_or_else(|_| day.to_owned(), |day| day.long());
    time.map_or_else(|| day.clone(), |time| format!("{day}, {time}"))
}

pub fn words(name: &str) -> String {
    name.replace('_', " ")
}

pub fn counted(days: &str) -> String {
    if days == "1" { "1 day".to_owned() } else { format!("{days} days") }
}

#[test]
fn the_architecture_is_six_to_eight_kilobytes() {
    let size = read("ARCHITECTURE.md").len();
    assert!((6 * 1024..=8 * 1024).contains(&size), "ARCHITECTURE.md has {size} bytes");
}

#[test]
fn the_readme_names_the_commands_of_the_gate() {
    let (readme, gate) = (read("README.md"), read(".ci/run"));
    assert!(readme.contains("sh tests/run") && gate.contains("sh tests/run"));
    assert!(readme.contains("cargo run -- demo"));
}

/// The two files that the README shows give the bill that it states.
#[test]
fn the_example_of_the_readme_is_billed_as_it_says() {
    let readme = read("README.md");
    let files: Vec<&str> = readme.split("```csv\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| said(program().current_dir(folder.path()).args(arguments));
    run(&["init", "our-council", "--authority", "Norfolk"]).exits(0);
    for (name, text) in ["stays.csv", "events.csv"].iter().zip(&files) {
        fs::write(folder.path().join("our-council/inbox").join(name), text).unwrap();
    }
    run(&["run", "--project", "our-council", "--month", "2018-03"]).exits(0).says("£520.00").says("statement 34 days");
    run(&["explain", "--project", "our-council", "A-2"]).exits(0).says("0 chargeable of 27 delayed days");
    assert!(readme.contains("Norfolk owes £520.00 for 4 of 34 delayed days"));
}

/// The names of all tests.
fn tests() -> BTreeSet<String> {
    let (mut found, mut pending) = (BTreeSet::new(), vec![root().join("tests/it")]);
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for part in text.split("#[test]").skip(1) {
            let name = part.split_once("fn ").unwrap().1;
            found.insert(name[..name.find('(').unwrap()].to_owned());
        }
    }
    found
}

/// What stands between backquotes in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_decision_names_its_finding_and_a_test_that_is_there() {
    let tests = tests();
    let mut headings = 0;
    for path in documents().iter().filter(|path| path.starts_with("docs/decisions/") && !path.ends_with("README.md")) {
        let text = read(path);
        let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
        assert!(!sections.is_empty(), "{path} has no decision");
        for section in sections {
            let heading = section.lines().next().unwrap();
            let last = section.trim_end().lines().last().unwrap();
            let (findings, named) = last
                .strip_prefix("Finding: ")
                .and_then(|line| line.split_once(". Test: "))
                .unwrap_or_else(|| panic!("{path}, `{heading}`: the last line is not `Finding: …. Test: …`"));
            assert!(findings == "none" || quoted(findings).count() > 0, "{path}, `{heading}`: no finding");
            assert!(quoted(named).count() > 0, "{path}, `{heading}`: no test");
            for name in quoted(named) {
                assert!(tests.contains(name), "{path}, `{heading}`: there is no test `{name}`");
            }
            headings += 1;
        }
    }
    assert!(headings > 50, "{headings} decisions");
}

#[test]
fn every_code_and_every_link_of_the_documents_is_there() {
    let is_code = |word: &&str| {
        let mut parts = word.splitn(2, '_');
        matches!(parts.next(), Some("F" | "R" | "D" | "W"))
            && parts.next().is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_'))
    };
    for path in documents() {
        let text = read(&path);
        for word in quoted(&text).filter(is_code) {
            assert!(CODES.iter().any(|(code, _)| *code == word), "{path}: there is no code {word}");
        }
        let folder = root().join(&path).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(folder.join(target).exists(), "{path}: {link} is not there");
            }
        }
        for word in quoted(&text)
            .filter(|word| word.starts_with("src/") || word.starts_with("tests/") || word.starts_with("queries/"))
        {
            assert!(word.contains(['*', '<']) || root().join(word).exists(), "{path}: {word} is not there");
        }
    }
}

#[test]
fn the_catalogue_of_reliability_names_tests_that_are_there() {
    let (tests, text) = (tests(), read("docs/reliability.md"));
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| id") && !line.contains("---"));
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, id, _, state, named, lacking, _] = cells[..] else { panic!("{row}") };
        *states.entry(state).or_default() += 1;
        quoted(named).for_each(|name| assert!(tests.contains(name), "{id}: there is no test `{name}`"));
        match state {
            "done" => {
                let has_its_figures = lacking.is_empty() || lacking.starts_with("differs: ");
                assert!(quoted(named).count() > 0 && has_its_figures, "{id}");
            }
            "partly" => assert!(!lacking.is_empty(), "{id}"),
            "missing" => assert_eq!(quoted(named).count(), 0, "{id}"),
            _ => assert_eq!((state, lacking.is_empty()), ("later", false), "{id}"),
        }
    }
    let count = |state: &str| states[state];
    let sums = ["done", "partly", "missing", "later"].map(|state| format!("{} {state}", count(state))).join(", ");
    assert!(text.contains(&format!("\n{sums}.\n")), "the table has {sums}");
    assert_eq!(states.values().sum::<usize>(), 112);
}

/// Each fault that was mended has its test (L3).
#[test]
fn every_fault_that_was_mended_names_tests_that_are_there() {
    let (tests, text) = (tests(), read("docs/faults.md"));
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ") && line.contains('`')).collect();
    assert!(rows.len() >= 24, "{}", rows.len());
    for row in rows {
        quoted(row).for_each(|name| assert!(tests.contains(name), "there is no test `{name}`: {row}"));
    }
}
