//! The other reports of a project in four languages: the trend, what an edition changed, other law, sign-off, positions, what came
//! of a claim, the public pack, a stay explained. The figures are the same in each, and no English of the catalogues is left in the others.

use std::path::{Path, PathBuf};

use beddays::domain::Language;
use serde_json::Value;

use super::languages::{english_beside, english_left_in, figures, said_in, said_on};
use crate::report::trend::counting_project;
use crate::support::harness::{Folder, STAYS};

/// The reports of the project of these tests: their folders, and their names.
const REPORTS: [(&str, &str); 8] = [
    ("reports/trend", "internal-trend"),
    ("reports/2018-03", "internal-revision"),
    ("reports/2018-03", "internal-sign-off"),
    ("what-if/2018-03/shorter", "internal-what-if"),
    ("positions/2018-03", "internal-positions"),
    ("positions/2018-02", "internal-positions"),
    ("reconciled/2018-03/claim", "internal-reconciliation"),
    ("public/2018-03", "public-pack"),
];

/// Lines of a claim that agree, have another rate and other days, are of no stay, of another council, twice, and cannot be read.
const CLAIM: &str =
    "claim_id,stay_id,nhs_number,from_on,to_on,days,rate_minor,amount_minor,currency,payee_code,payer_code
1,S1,,2018-03-07,2018-03-08,2,,31000,GBP,RZZ01,Norfolk
2,S2,,2018-03-09,2018-03-12,4,,40000,GBP,RZZ01,Norfolk
3,S2,,2018-03-10,2018-03-11,2,,31000,GBP,RZZ01,Norfolk
4,S9,,2018-03-10,2018-03-11,2,,31000,GBP,RZZ01,Norfolk
5,S1,,2018-03-10,2018-03-11,2,,31000,GBP,RZZ01,Suffolk
6,S2,,2018-02-10,2018-02-11,,,31000,GBP,RZZ01,Norfolk
7,S2,,2018-03-11,2018-03-11,1,,-100,GBP,RZZ01,Norfolk
8,S2,,2018-03-12,soon,1,,15500,GBP,RZZ01,Norfolk
";

/// The settings of a project, with its language.
pub fn in_language(toml: &str, language: Language) -> String {
    let others = toml.lines().filter(|line| !line.starts_with("language")).map(|line| format!("{line}\n"));
    let others: String = others.collect();
    others.replacen("[project]", &format!("[project]\nlanguage = {:?}", language.code()), 1)
}

/// A project with every one of them in a language.
pub fn project(language: Language) -> Folder {
    let folder = counting_project();
    folder.put("beddays.toml", in_language(&folder.read("beddays.toml"), language));
    folder.put("shorter.toml", "[readings]\ndischarge_day_2014 = \"exclude\"\n");
    folder.run(&["run", "--month", "2018-02"]).exits(0);
    // S2 left after all: its days end earlier than they were published.
    let later = STAYS.replace("S2,9990000026,RZZ01,Norfolk,2018-03-02T09:00,2018-03-08,,84", {
        "S2,9990000026,RZZ01,Norfolk,2018-03-02T09:00,2018-03-08,2018-03-20T15:00,84"
    });
    let said = ["position", "--month", "2018-03", "--stay", "S2", "--as", "contested", "--amount", "155"];
    let by = ["--reason", "the dates differ", "--by", "Officer One", "--on", "2018-04-05"];
    folder.run(&[&said[..], &by].concat()).exits(0);
    folder.put("inbox/stays-later.csv", later);
    folder.march().exits(0);
    folder.run(&["position", "--month", "2018-03"]).exits(0);
    folder.run(&["position", "--month", "2018-02"]).exits(0);
    folder.run(&["run", "--month", "2018-03", "--what-if", "shorter.toml"]).exits(0);
    folder.put("claim.csv", CLAIM);
    // Lines that differ ring.
    folder.run(&["reconcile", "claim.csv", "--month", "2018-03"]).exits(1);
    let signed = ["sign-off", "--month", "2018-03", "--as", "author", "--by", "Officer One", "--on", "2018-04-06"];
    folder.run(&signed).exits(0);
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    folder
}

fn json(folder: &Folder, (place, name): (&str, &str)) -> Value {
    serde_json::from_str(&folder.read(&format!("{place}/{name}.json"))).unwrap()
}

/// Goal: a report says the same in every language. Method: one project in four languages; the figures of each report are those of
/// the English one, its words are others, and none of them is of the English catalogue.
#[test]
fn every_report_is_in_the_language_of_its_project() {
    let english = project(Language::English);
    for language in [Language::Bokmal, Language::Swedish, Language::Danish] {
        let folder = project(language);
        let left = english_beside(language);
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
        for page in ["dispute-pack.html", "letter.html"] {
            let all = said_on(&Path::new(&folder.project()).join("reconciled/2018-03/claim").join(page));
            let found = english_left_in(&all, &left);
            assert!(found.is_empty(), "{page} in {language:?}: {found:#?}");
        }
        // What England's law says, with its sections, and the days of its clock are in English; what is said around it is not.
        let said = folder.run(&["explain", "S2"]).exits(0).stdout;
        let is_law = |line: &&str| line.contains('[') || line.contains("relevant day");
        let all: Vec<String> = said.lines().filter(|line| !is_law(line)).map(|line| line.trim().to_owned()).collect();
        assert!(all.len() > 20, "{said}");
        let found = english_left_in(&all, &left);
        assert!(found.is_empty(), "explain in {language:?}: {found:#?}");
    }
}

/// Goal: a trend is written in another language than that of the project, and the project keeps its own. Method: the report in
/// Danish by an option, then without.
#[test]
fn a_trend_is_written_in_another_language_once() {
    let folder = counting_project();
    let before = folder.read("reports/trend/internal-trend.json");
    folder.run(&["report", "trend", "--language", "da"]).exits(0);
    let found = json(&folder, ("reports/trend", "internal-trend"));
    assert!(found["title"].as_str().unwrap().starts_with("Færdigbehandlede patienter"), "{}", found["title"]);
    let asked = ["explain", "--figure", "trend/figures:Beds on average", "--json"];
    let answer: Value = serde_json::from_str(&folder.run(&asked).exits(0).stdout).unwrap();
    assert_eq!(answer["figures"][0]["adds_up"], true, "{answer}");
    folder.run(&["report", "statement", "--language", "da"]).exits(2).says("has no trend");
    folder.run(&["report", "trend"]).exits(0);
    assert_eq!(folder.read("reports/trend/internal-trend.json"), before, "English again, to the byte");
}
