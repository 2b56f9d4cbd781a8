//! Figures that are followed, bridges, and the statistics of a project without law, in four languages: the numbers are the same in
//! each, and no English of the catalogues is left in the others.

use beddays::domain::Language;
use beddays::operate::trace::{FiguresAsked, Trace, TraceBasis};
use beddays::project::Project;
use beddays::store::Store;
use serde_json::Value;

use super::languages::{english_beside, english_left_in, figures, said_in};
use super::languages_of_reports::{in_language, project};
use crate::support::harness::{Folder, STAYS};

const OTHERS: [Language; 3] = [Language::Bokmal, Language::Swedish, Language::Danish];

/// Every figure of a report, followed.
fn followed(folder: &Folder, report: &str) -> Vec<Trace> {
    let (project, store) = (Project::read(&folder.project()).unwrap(), Store::read_only(&folder.project()).unwrap());
    let other = folder.path("shorter.toml");
    let other_law = report.starts_with("what-if").then_some(&*other);
    let basis = TraceBasis::read(&project, &store, &FiguresAsked { report, other_law, ..FiguresAsked::default() });
    let basis = basis.unwrap();
    assert_eq!(basis.language(), project.language, "{report}");
    basis.cells().iter().map(|cell| basis.trace(cell).unwrap()).collect()
}

/// What people read of a figure that is followed, beside codes and files.
pub fn words_of(trace: &Trace) -> Vec<String> {
    let corrections = trace.corrections.iter().flat_map(|one| [one.cause.clone(), one.record.clone()]);
    let counted = trace.counted.iter().map(|one| one.why.clone());
    [trace.title.clone(), trace.how.clone()]
        .into_iter()
        .chain(trace.rests_on.iter().cloned())
        .chain(corrections)
        .chain(counted)
        // A command names figures in English.
        .map(|text| text.split('`').step_by(2).collect())
        .collect()
}

/// Goal: a figure can be followed in the language of its report. Method: every figure of six reports of one project in four
/// languages; its parts are those of the English report, its words are others; some of them on the screen.
#[test]
fn a_figure_is_explained_in_the_language_of_its_report() {
    let reports = ["", "revision", "trend", "what-if/shorter", "reconciled/claim", "public"];
    let shown = [
        "owed",
        "stays:1:amount",
        "revision/changed_days:1:amount_after",
        "trend/all_by_month:2018-03",
        "trend/bridge_1_table:1",
        "what-if/shorter/by_stay",
        "reconciled/claim/verdicts",
        "public/figures:Amount",
    ];
    let english = project(Language::English);
    for language in OTHERS {
        let (folder, left) = (project(language), english_beside(language));
        for report in reports {
            let [found, wanted] = [&folder, &english].map(|folder| followed(folder, report));
            assert_eq!(found.len(), wanted.len(), "{report} in {language:?}");
            let mut all = Vec::new();
            for (one, of_english) in found.iter().zip(&wanted) {
                let [parts, wanted] = [one, of_english].map(|one| figures(&serde_json::to_value(one).unwrap()));
                assert_eq!(parts, wanted, "{} in {language:?}", one.figure);
                // A month at the top of a revision report is named as it stands there.
                let is_month = one.figure.starts_with("revision/figures:");
                assert!(is_month || one.figure == of_english.figure, "{} in {language:?}", one.figure);
                assert_ne!(one.adds_up, Some(false), "{one:?}");
                assert_ne!(one.how, of_english.how, "{} in {language:?}", one.figure);
                all.extend(words_of(one));
            }
            let found = english_left_in(&all, &left);
            assert!(found.is_empty(), "{report} in {language:?}: {found:#?}");
        }
        for figure in shown {
            let mut asked = vec!["explain", "--figure", figure];
            if figure.starts_with("what-if") {
                asked.extend(["--what-if", "shorter.toml"]);
            }
            let said = folder.run(&asked).exits(0).stdout;
            let all: Vec<String> = said.lines().map(|line| line.trim().to_owned()).collect();
            let found = english_left_in(&all, &left);
            assert!(all.len() > 4 && found.is_empty(), "{figure} in {language:?}: {found:#?}\n{said}");
        }
    }
}

/// Goal: a bridge is said in the language of the project. Method: between two conventions and to the bill, with every day, as JSON
/// and as CSV.
#[test]
fn a_bridge_is_in_the_language_of_its_project() {
    let english = project(Language::English);
    let json = |folder: &Folder, to: &str| -> Value {
        let asked = ["bridge", "--from", "england-drd", "--to", to, "--days", "--json"];
        serde_json::from_str(&folder.run(&asked).exits(0).stdout).unwrap()
    };
    for language in OTHERS {
        let (folder, left) = (project(language), english_beside(language));
        let mut others = 0;
        for to in ["bill", "england-msitdt", "wales-pocd"] {
            let [found, wanted] = [&folder, &english].map(|folder| json(folder, to));
            assert_eq!(figures(&found), figures(&wanted), "{to} in {language:?}");
            let column = |of: &Value, name: &str| -> Vec<Value> {
                of["steps"].as_array().unwrap().iter().map(|step| step[name].clone()).collect()
            };
            assert_eq!(column(&found, "cause"), column(&wanted, "cause"), "causes are codes");
            // What a convention says of its own grounds stands as its file has it.
            let pairs = column(&found, "words").into_iter().zip(column(&wanted, "words"));
            others += pairs.filter(|(own, english)| own != english).count();
            let words = ["words", "cite"].into_iter().flat_map(|name| column(&found, name));
            let titles = [&found["from"]["title"], &found["to"]["title"]].into_iter().cloned();
            let notes = found["notes"].as_array().unwrap().iter().cloned();
            let all = words.chain(titles).chain(notes).map(|text| text.as_str().unwrap().to_owned());
            let mut all: Vec<String> = all.collect();
            let said = folder.run(&["bridge", "--from", "england-drd", "--to", to, "--format", "csv"]).exits(0);
            all.extend(said.stdout.lines().chain(said.stderr.lines()).map(str::to_owned));
            let found = english_left_in(&all, &left);
            assert!(all.len() > 6 && found.is_empty(), "{to} in {language:?}: {found:#?}");
        }
        assert!(others > 0, "{language:?}");
    }
}

/// Goal: statistics without a bill are in the language of the project. Method: one project without law, with a stay that cannot be
/// counted, in four languages.
#[test]
fn statistics_without_a_bill_are_in_the_language_of_their_project() {
    let counted = |language| {
        let folder = Folder::new();
        let toml = in_language(&folder.read("beddays.toml"), language);
        let keeps = |line: &&str| !line.starts_with("regimes") && !line.starts_with("conventions");
        let toml: String = toml.lines().filter(keeps).map(|line| format!("{line}\n")).collect();
        let named = "[project]\nregimes = []\nconventions = [\"england-drd\"]\n";
        folder.put("beddays.toml", toml.replacen("[project]\n", named, 1));
        folder.put(
            "inbox/stays.csv",
            STAYS.to_owned() + "S7,,RZZ01,Norfolk,2018-03-02T09:00,2018-03-08,2018-03-12T15:00,\n",
        );
        let said = folder.march();
        assert!(matches!(said.exit, Some(0 | 1)), "{said:?}");
        folder
    };
    let json = |folder: &Folder| -> Value {
        serde_json::from_str(&folder.read("reports/2018-03/internal-statistics.json")).unwrap()
    };
    let english = json(&counted(Language::English));
    assert!(english["summary"][0].as_str().unwrap().contains("1 stay not counted"), "{}", english["summary"]);
    for language in OTHERS {
        let folder = counted(language);
        let found = json(&folder);
        assert_eq!(found["language"], language.code());
        assert_eq!(figures(&found), figures(&english), "{language:?}");
        assert_ne!(found["title"], english["title"], "{language:?}");
        let all = said_in(&folder.path("reports/2018-03"), "internal-statistics");
        let left = english_beside(language);
        let found = english_left_in(&all, &left);
        assert!(all.len() > 40 && found.is_empty(), "{language:?}: {found:#?}");
    }
}
