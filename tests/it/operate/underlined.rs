//! The words that are wrong in a file of settings or in a question stand underlined on the screen; those of a delivery never.

use std::fs;

use crate::support::harness::{Folder, program, said};

#[test]
fn what_is_wrong_in_settings_is_underlined_and_the_nearest_word_is_named() {
    let folder = Folder::with_stays();
    let toml = folder.read("beddays.toml");
    let refused = |text: String, excerpt: &str, hint: &str| {
        folder.put("beddays.toml", text);
        let refused = folder.run(&["query", "stay"]).exits(78).says(excerpt).says(hint);
        let json = folder.run(&["query", "stay", "--json"]).exits(78).stdout;
        assert!(!json.contains("^^") && json.contains("\"column\""), "{json}");
        refused
    };
    let line = |word: &str| toml.lines().position(|line| line.starts_with(word)).unwrap() + 1;
    let view = line("view");
    let mark = |number: usize, line: &str, marks: &str| {
        let (margin, line) = (" ".repeat(number.to_string().len()), line.chars().take(100).collect::<String>());
        let line = line.trim_end();
        format!("\n{margin} |\n{number} | {line}\n{margin} | {marks}\n")
    };
    let wrong = toml.replacen("view ", "vew ", 1);
    let text = wrong.lines().nth(view - 1).unwrap().to_owned();
    refused(wrong, &mark(view, &text, "^^^"), "did you mean `view`?");
    let regimes = line("regimes");
    let wrong = toml.replacen("\"england-2014\"", "\"england-2015\"", 1);
    let text = wrong.lines().nth(regimes - 1).unwrap().to_owned();
    let marks = " ".repeat(text.find("\"england-2015").unwrap()) + &"^".repeat("\"england-2015\"".len());
    refused(wrong, &mark(regimes, &text, &marks), "did you mean `england-2014`");
    folder.put("beddays.toml", toml);
}

#[test]
fn what_is_wrong_in_a_file_of_law_or_a_convention_is_underlined() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("law.toml");
    let law = include_str!("../../../regimes/liability/england-2014.toml");
    fs::write(&path, law.replacen("currency ", "curency ", 1)).unwrap();
    let refused = said(program().args(["regimes", "check"]).arg(&path)).exits(78);
    assert!(refused.stderr.contains(" | curency"), "{refused:?}");
    refused.says(" | ^^^^^^^\n").says("did you mean `currency`?");
    let convention = include_str!("../../../regimes/counting/england-drd.toml");
    fs::write(&path, convention.replacen("[days]", "[dais]", 1)).unwrap();
    said(program().args(["regimes", "check"]).arg(&path))
        .exits(78)
        .says("error[C_CONVENTION]")
        .says(" | [dais]")
        .says("^^^^");
}

#[test]
fn what_is_wrong_in_sql_is_underlined_and_names_nobody() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let ask = |sql: &str| folder.run(&["query", sql]).exits(2);
    ask("select stay_id frm stay").says("1 | select stay_id frm stay\n  |                    ^^^^\n");
    ask("select nosuch from stay").says("1 | select nosuch from stay\n  |        ^^^^^^\n");
    let two_lines = "select stay_id\nfrom stay wher stay_id = 'S1'";
    ask(two_lines).says("2 | from stay wher stay_id = 'S1'\n  |                ^^^^^^^\n");
    let person = ask("select nosuch from stay where person_key = '9990000018' or 1 = 1");
    assert!(!person.stderr.contains("9990000018"), "{person:?}");
    // The line of a delivery is of a patient.
    folder.put("inbox/stays.csv", "stay_id,nhs_number\n\"A,9990000018\n");
    let delivery = folder.run(&["check", "inbox/stays.csv"]).exits(65);
    assert!(!format!("{delivery:?}").contains("^^"), "{delivery:?}");
}
