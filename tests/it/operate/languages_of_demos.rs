//! Every report of the made-up municipalities of three countries, in every format, and what `explain` and `bridge` print of them:
//! no sentence of ours in English is left, nor a name or a text of a built-in list that has one in the language.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use beddays::disclosure::DisclosureRule;
use beddays::domain::Language;
use beddays::domain::finding_codes::CODES;
use beddays::domain::scotland::ScottishReason;
use beddays::published::lookup::{reason_name, reasons};
use serde_json::Value;

use super::languages::{COUNTRIES, demo, pieces, said_in, said_on, texts_of_law};
use crate::support::harness::{program, said};

/// Files for programs, and lists whose messages are in English by decision.
const NOT_REPORTS: [&str; 5] =
    ["rejects.csv", "run.json", "verdicts.csv", "verdicts.json", "internal-claimed-days.json"];

/// A reading of the law of each country that is not the default, and the currency.
const OTHER: [(&str, &str, &str); 3] = [
    ("no", "end_day_charged = \"yes\"", "NOK"),
    ("se", "discharge_day_charged = \"yes\"", "SEK"),
    ("dk", "ready_day = \"ready_out\"", "DKK"),
];

/// A municipality that has done what can be done with a month, and what the commands printed that speak its language.
struct Municipality<'p> {
    project: &'p Path,
    month: &'p str,
    printed: Vec<String>,
}

impl Municipality<'_> {
    fn run(&self, arguments: &[&str], exit: i32) -> String {
        let mut command = program();
        command.arg("--project").arg(self.project).args(arguments).args(["--month", self.month]);
        said(&mut command).exits(exit).stdout
    }

    fn print(&mut self, stay: &str) {
        let mut command = program();
        command.arg("--project").arg(self.project).args(["explain", stay]);
        let stay = said(&mut command).exits(0).stdout;
        let days = self.run(&["bridge", "--from", "bill", "--to", "scotland-2016"], 0);
        let figures = ["owed", "bridge", "findings:1", "doubts:1", "rules:1"];
        let figures = figures.map(|figure| self.run(&["explain", "--figure", figure], 0));
        let all = [stay, days].into_iter().chain(figures);
        self.printed.extend(all.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()));
    }

    /// A claim of a day that is not owed, of a stay that is not there, and a line that cannot be read.
    fn claim(&self, stay: &str, settings: &toml::Table, currency: &str) {
        let (payee, payer) =
            (settings["names"].as_table().unwrap().keys().next().unwrap(), &settings["project"]["authority"]);
        let (payer, month) = (payer.as_str().unwrap(), self.month);
        let line = |id: &str, stay: &str, from: &str| {
            format!("{id},{stay},{from},{month}-02,2,,100000,{currency},{payee},{payer}\n")
        };
        let first = format!("{month}-01");
        let claim = [line("1", stay, &first), line("2", "NOT-HERE", &first), line("3", stay, "soon")].concat();
        let head = "claim_id,stay_id,from_on,to_on,days,rate_minor,amount_minor,currency,payee_code,payer_code\n";
        let file = self.project.join("claim.csv");
        fs::write(&file, format!("{head}{claim}")).unwrap();
        self.run(&["reconcile", file.to_str().unwrap()], 1);
    }
}

/// What every file of a folder says to people, in every format.
fn said_below(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            said_below(&entry, all);
            continue;
        }
        if NOT_REPORTS.contains(&&*name) {
            continue;
        }
        let (stem, ending) = name.rsplit_once('.').unwrap();
        let texts = match ending {
            "json" if folder.join(format!("{stem}.html")).exists() => said_in(folder, stem),
            "html" if !folder.join(format!("{stem}.json")).exists() => said_on(&entry),
            "csv" => {
                let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&entry).unwrap();
                rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
            }
            _ => Vec::new(),
        };
        all.extend(texts.into_iter().map(|text| (name.clone(), text)));
    }
}

/// Sentences and pieces of sentences of ours in English: three words or more of a message, what a code means, a name of a reason,
/// a source of a rule of disclosure, a text of the law of the country.
fn english(language: Language, law: &str) -> BTreeSet<String> {
    let own = pieces(language);
    let mut all: BTreeSet<String> = pieces(Language::English).difference(&own).cloned().collect();
    all.extend(CODES.iter().map(|(_, meaning)| (*meaning).to_owned()));
    all.extend(reasons().iter().map(|reason| reason_name(&reason.code)));
    all.extend(ScottishReason::all().iter().map(|reason| reason.description.clone()));
    for rule in DisclosureRule::names().map(|name| DisclosureRule::named(name).unwrap().file) {
        all.extend([rule.rests_on_few.cite, rule.rounding.cite, rule.totals.cite, rule.protection.cite]);
    }
    all.extend(texts_of_law(law));
    all.retain(|text| text.split_whitespace().count() >= 3);
    all
}

/// Goal: nobody gets half a translation. Method: as above; each finding that the statement shows says what its code means.
#[test]
fn no_sentence_of_ours_is_english_in_the_reports_of_a_northern_municipality() {
    let outer = tempfile::tempdir().unwrap();
    for (country, language, law) in COUNTRIES {
        let (project, month, reports) = demo(outer.path(), country);
        let statement: Value =
            serde_json::from_str(&fs::read_to_string(reports.join("internal-statement.json")).unwrap()).unwrap();
        let rows = |id: &str| {
            let tables = statement["sections"].as_array().unwrap().iter();
            let table = tables.flat_map(|one| one["tables"].as_array().unwrap()).find(|table| table["id"] == id);
            table.unwrap()["rows"].as_array().unwrap().clone()
        };
        let findings = rows("findings");
        assert!(findings.iter().any(|row| row[1].as_str().unwrap().starts_with("W_")), "{country}: {findings:?}");
        for row in &findings {
            let meaning = language.meaning(row[1].as_str().unwrap()).unwrap();
            assert!(row[4].as_str().unwrap().contains(meaning), "{country}: {row}");
        }
        let stay = rows("stays")[0][0].as_str().unwrap().to_owned();
        let settings: toml::Table = fs::read_to_string(project.join("beddays.toml")).unwrap().parse().unwrap();
        let mut city = Municipality { project: &project, month: &month, printed: Vec::new() };
        let (_, other, currency) = OTHER.into_iter().find(|(of, ..)| *of == country).unwrap();
        fs::write(project.join("other.toml"), format!("[readings]\n{other}\n")).unwrap();
        city.run(&["run", "--what-if", project.join("other.toml").to_str().unwrap()], 0);
        let by = ["--by", "Officer One", "--on", "2024-06-01"];
        city.run(&[&["position", "--stay", &stay, "--as", "contested", "--reason", "-"], &by[..]].concat(), 0);
        city.run(&["position"], 0);
        city.run(&[&["sign-off", "--as", "author"], &by[..]].concat(), 0);
        city.run(&["publish"], 0);
        // Under Denmark's law of 2017 a day is owed to several, and no claim is one of them.
        if country != "dk" {
            city.claim(&stay, &settings, currency);
        }
        city.print(&stay);
        let mut all = Vec::new();
        let folders = ["reports", "what-if", "positions", "public", "reconciled"].map(|folder| project.join(folder));
        folders.iter().filter(|folder| folder.exists()).for_each(|folder| said_below(folder, &mut all));
        let files: BTreeSet<&str> = all.iter().map(|(name, _)| &**name).collect();
        assert!(files.len() > 30, "{country}: {files:?}");
        all.extend(city.printed.iter().map(|line| ("printed".to_owned(), line.trim().to_owned())));
        let english = english(language, law);
        assert!(english.len() > 500, "{country}: {}", english.len());
        for (file, text) in &all {
            let left: Vec<&String> = english.iter().filter(|piece| text.contains(piece.as_str())).collect();
            assert!(left.is_empty(), "{country} {file}: {text:?} has {left:?}");
        }
    }
}
