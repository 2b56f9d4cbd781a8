//! The claim of the demo through the program: every kind of difference, the README's words, the files, and what of people is in
//! what is sent.

use std::collections::BTreeSet;

use calamine::{Reader, open_workbook_auto};

use crate::operate::field::Case;
use crate::report::print::{pages, printer};

const README: &str = include_str!("../../../../README.md");
const FOLDER: &str = "beddays-demo/reconciled/2018-03/claim-2018-03";

/// The commands of the README's section with the lines that they print; `…` stands for any lines.
fn session() -> Vec<(&'static str, Vec<&'static str>)> {
    let (_, section) = README.split_once("## What they claim").expect("the README has the section");
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for block in section.split("\n## ").next().unwrap().split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => commands.push((command, Vec::new())),
                None => commands.last_mut().expect("a block begins with a command").1.push(line),
            }
        }
    }
    commands
}

/// Whether lines are printed as they are wanted.
fn fit(lines: &[&str], wanted: &[&str]) -> bool {
    match (wanted, lines) {
        ([], lines) => lines.is_empty(),
        (["…", rest @ ..], lines) => (0..=lines.len()).any(|skip| fit(&lines[skip..], rest)),
        ([first, rest @ ..], [line, lines @ ..]) => line == first && fit(lines, rest),
        _ => false,
    }
}

/// The two stays, their events and the claim that the README shows.
#[test]
fn the_smallest_claim_of_the_readme_differs_as_it_says() {
    let files: Vec<&str> = README.split("```csv\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    let [stays, events, claim] = files[..] else { panic!("{} files in the README", files.len()) };
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.put("p/inbox/stays.csv", stays);
    case.put("p/inbox/events.csv", events);
    case.put("claim.csv", claim);
    case.beddays("run --project p --month 2018-03").says("£520.00");
    let said = case.beddays("reconcile --project p claim.csv --month 2018-03").exits(1).says("different_days");
    said.says("£130.00").says("12 March").says("arrangements were in place");
}

#[test]
fn the_claim_of_the_demo_is_reconciled_as_the_readme_shows_it() {
    let case = Case::empty();
    case.beddays("demo").exits(0);
    let commands = session();
    assert_eq!(commands.len(), 2);
    for (command, wanted) in commands {
        let said = case.sh(&format!("{command} 2>/dev/null"));
        let lines: Vec<&str> = said.stdout.lines().collect();
        assert!(fit(&lines, &wanted), "$ {command}\n{}\nwanted:\n{}", said.stdout, wanted.join("\n"));
    }
    every_kind(&case);
    workbook(&case);
    sent(&case);
    on_paper(&case);
    // Twice is the same bytes, and `verify` knows the files.
    let before = case.read(&format!("{FOLDER}/internal-files.sha256"));
    case.beddays("reconcile --project beddays-demo beddays-demo/claim-2018-03.csv --month 2018-03 --json").exits(1);
    assert_eq!(before, case.read(&format!("{FOLDER}/internal-files.sha256")));
    case.beddays("verify --project beddays-demo").exits(0);
    case.sh(&format!("echo >> {FOLDER}/letter.html")).exits(0);
    case.beddays("verify --project beddays-demo").says("letter.html").says("is not as it was written");
    case.beddays("reconcile --project beddays-demo beddays-demo/claim-2018-03.csv")
        .exits(1)
        .says("letter.changed.html");
}

/// Each kind is there, and all of it adds up, by the document.
fn every_kind(case: &Case) {
    let found = case.json(&format!("{FOLDER}/verdicts.json"));
    let sums = |key: &str| -> (BTreeSet<String>, i64) {
        let sums = found[key].as_array().unwrap();
        let kinds = sums.iter().map(|sum| sum["verdict"].as_str().unwrap().to_owned()).collect();
        (kinds, sums.iter().map(|sum| sum["difference_minor"].as_i64().unwrap()).sum())
    };
    let unclaimed = found["owed_not_claimed_minor"].as_i64().unwrap();
    let gap = found["claimed_minor"].as_i64().unwrap() - found["owed_minor"].as_i64().unwrap();
    for key in ["by_verdict", "by_kind"] {
        let (kinds, difference) = sums(key);
        assert_eq!(kinds.len(), 11, "{key}: {kinds:?}");
        assert_eq!(difference - unclaimed, gap, "{key}");
    }
    assert_eq!(found["gap_minor"].as_i64(), Some(gap));
    let lines = found["lines"].as_array().unwrap();
    let several = lines.iter().filter(|line| {
        let parts = line["parts"].as_array().unwrap().iter();
        parts
            .map(|part| part["verdict"].as_str().unwrap())
            .filter(|kind| *kind != "agreed")
            .collect::<BTreeSet<_>>()
            .len()
            > 1
    });
    assert!(several.count() > 0, "a line with several differences");
}

/// A sheet for the sums and one for each verdict, with numbers that are numbers.
fn workbook(case: &Case) {
    let mut book = open_workbook_auto(case.path(&format!("{FOLDER}/internal-reconciliation.xlsx"))).unwrap();
    let names = book.sheet_names();
    let verdicts = [
        "Agreed",
        "Different rate",
        "Different days",
        "Other cause",
        "Not notified",
        "Out of scope",
        "Already paid",
        "Duplicate",
        "No such stay",
        "Not ours",
        "Unreadable",
        "Owed not claimed",
    ];
    for verdict in verdicts {
        assert!(names.iter().any(|name| name.ends_with(verdict)), "{verdict}: {names:?}");
    }
    let agreed = names.iter().find(|name| name.ends_with("Agreed")).unwrap();
    let range = book.worksheet_range(agreed).unwrap();
    let total = range.rows().find(|row| row[0] == "Total").unwrap();
    assert!(total.iter().any(|cell| *cell == 21_840.0), "{total:?}");
}

/// What is sent has no number of a person, no pseudonym, and no stay that the claim does not name itself.
fn sent(case: &Case) {
    let claim = case.read("beddays-demo/claim-2018-03.csv");
    let stays: BTreeSet<String> = case
        .read("beddays-demo/inbox/stays_2018-03.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().to_owned())
        .collect();
    let (pack, letter) =
        (case.read(&format!("{FOLDER}/dispute-pack.html")), case.read(&format!("{FOLDER}/letter.html")));
    for stay in stays.iter().filter(|stay| stay.len() > 6) {
        assert!(!letter.contains(stay.as_str()), "{stay} is in the letter");
        assert!(!pack.contains(stay.as_str()) || claim.contains(stay.as_str()), "{stay} is in the pack");
    }
    // The line that names a person alone is matched, and its stay is not given away.
    assert!(claim.contains(",9992532556,") && stays.contains("NG-18-01617") && pack.contains("N-045"));
    for page in [&pack, &letter] {
        assert!(!page.contains("9992532556") && !page.contains("NG-18-01617") && !page.contains("person_key"));
    }
    for name in ["verdicts.csv", "verdicts.json", "internal-reconciliation.json"] {
        assert!(!case.read(&format!("{FOLDER}/{name}")).contains("9992532556"), "{name}");
    }
    for words in [
        "N-051",
        "No valid assessment notice was in force",
        "Care Act 2014, Schedule 3, paragraph 1",
        "2 to 5 March 2018",
    ] {
        assert!(pack.contains(words), "{words} is not in the pack");
    }
    assert!(pack.contains("CONFIDENTIAL: for the two sides of the claim"));
}

/// The letter is one page, and the pack has every row on paper.
fn on_paper(case: &Case) {
    let Some(browser) = printer() else { return };
    let letter = pages(browser, &case.read(&format!("{FOLDER}/letter.html")));
    assert_eq!(letter.len(), 1, "{letter:#?}");
    assert!(letter[0].contains("£4,490.00"), "{letter:#?}");
    let pack = pages(browser, &case.read(&format!("{FOLDER}/dispute-pack.html"))).join("\n");
    // N-041 and all before it agree.
    assert!(!pack.contains("N-041"));
    for line in 43..=57 {
        assert!(pack.contains(&format!("N-{line:03}")), "N-{line:03}");
    }
}

#[test]
fn the_comparison_with_the_readme_can_fail() {
    assert!(fit(&["a", "x", "y"], &["a", "…"]) && fit(&["a"], &["…", "a"]));
    assert!(!fit(&["a", "b"], &["a"]) && !fit(&["b"], &["a"]) && !fit(&[], &["a"]));
}
