//! The other reports of a project in four languages: the trend, what an edition changed, other law, sign-off and positions. The
//! figures are the same in each, and no English of the catalogues is left in the others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use beddays::domain::Language;
use serde_json::Value;

use super::languages::{english_left_in, figures, pieces, said_in};
use crate::report::trend::counting_project;
use crate::support::harness::{Folder, STAYS};

/// The reports of the project of these tests: their folders, and their names.
const REPORTS: [(&str, &str); 6] = [
    ("reports/trend", "trend"),
    ("reports/2018-03", "revision"),
    ("reports/2018-03", "sign-off"),
    ("what-if/2018-03/shorter", "what-if"),
    ("positions/2018-03", "positions"),
    ("positions/2018-02", "positions"),
];

/// A project with every one of them in a language.
pub fn project(language: Language) -> Folder {
    let folder = counting_project();
    let toml = folder.read("beddays.toml");
    let toml = toml.lines().filter(|line| !line.starts_with("language")).map(|line| format!("{line}\n"));
    let toml: String = toml.collect();
    folder.put("beddays.toml", toml.replacen("[project]", &format!("[project]\nlanguage = {:?}", language.code()), 1));
    folder.put("shorter.toml", "[readings]\ndischarge_day_2014 = \"exclude\"\n");
    folder.run(&["run", "--month", "2018-02"]).exits(0);
    // S2 left after all: its days end earlier than they were published.
    let later = STAYS.replace("S2,9990000026,RZZ01,Norfolk,2018-03-02T09:00,2018-03-08,,84", {
        "S2,9990000026,RZZ01,Norfolk,2018-03-02T09:00,2018-03-08,2018-03-20T15:00,84"
    });
    let said = ["position", "--month", "2018-03", "--stay", "S2", "--as", "contested", "--amount", "155"];
    let by = ["--reason", "the dates differ", "--claim", "C1", "--by", "Officer One", "--on", "2018-04-05"];
    folder.run(&[&said[..], &by].concat()).exits(0);
    folder.put("inbox/stays-later.csv", later);
    folder.march().exits(0);
    folder.run(&["position", "--month", "2018-03"]).exits(0);
    folder.run(&["position", "--month", "2018-02"]).exits(0);
    folder.run(&["run", "--month", "2018-03", "--what-if", "shorter.toml"]).exits(0);
    let signed = ["sign-off", "--month", "2018-03", "--as", "author", "--by", "Officer One", "--on", "2018-04-06"];
    folder.run(&signed).exits(0);
    folder
}

fn json(folder: &Folder, (place, name): (&str, &str)) -> Value {
    serde_json::from_str(&folder.read(&format!("{place}/internal-{name}.json"))).unwrap()
}

/// Goal: a report says the same in every language. Method: one project in four languages; the figures of each report are those of
/// the English one, its words are others, and none of them is of the English catalogue.
#[test]
fn every_report_is_in_the_language_of_its_project() {
    let english = project(Language::English);
    for language in [Language::Bokmal, Language::Swedish, Language::Danish] {
        let folder = project(language);
        let own = pieces(language);
        let left: BTreeSet<String> = pieces(Language::English).difference(&own).cloned().collect();
        for report in REPORTS {
            let (found, of_english) = (json(&folder, report), json(&english, report));
            assert_eq!(found["language"], language.code(), "{report:?}");
            assert!(of_english.get("language").is_none(), "English is not named");
            assert_eq!(figures(&found), figures(&of_english), "{report:?} in {language:?}");
            assert_ne!(found["title"], of_english["title"], "{report:?} in {language:?}");
            let place: PathBuf = Path::new(&folder.project()).join(report.0);
            let all = said_in(&place, report.1);
            let found = english_left_in(&all, &left);
            assert!(found.is_empty(), "{report:?} in {language:?}: {found:#?}");
            assert!(all.len() > 40, "{report:?}: {}", all.len());
        }
    }
}

/// Goal: a trend is written in another language than that of the project, and the project keeps its own. Method: the report in
/// Danish by an option, then without.
#[test]
fn a_trend_is_written_in_another_language_once() {
    let folder = counting_project();
    let before = folder.read("reports/trend/internal-trend.json");
    folder.run(&["report", "trend", "--language", "da"]).exits(0);
    let found = json(&folder, ("reports/trend", "trend"));
    assert!(found["title"].as_str().unwrap().starts_with("Færdigbehandlede patienter"), "{}", found["title"]);
    let asked = ["explain", "--figure", "trend/figures:Beds on average", "--json"];
    let answer: Value = serde_json::from_str(&folder.run(&asked).exits(0).stdout).unwrap();
    assert_eq!(answer["adds_up"], true, "{answer}");
    folder.run(&["report", "statement", "--language", "da"]).exits(2).says("has no trend");
    folder.run(&["report", "trend"]).exits(0);
    assert_eq!(folder.read("reports/trend/internal-trend.json"), before, "English again, to the byte");
}
