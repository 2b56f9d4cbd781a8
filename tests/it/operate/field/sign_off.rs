//! Who stands for a statement: each step by somebody, in order, and of these files alone.

use super::Case;
use super::deliveries::{EVENTS, WHOLE, project};
use crate::support::harness::Said;

fn january() -> Case {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    case
}

impl Case {
    fn sign(&self, role: &str, by: &str, on: &str) -> Said {
        self.sh(&format!("beddays sign-off --project p --month 2018-01 --as {role} --by '{by}' --on {on}"))
    }

    fn sheet(&self) -> serde_json::Value {
        self.json("p/reports/2018-01/internal-sign-off.json")
    }
}

#[test]
fn a_statement_is_prepared_checked_approved_and_closed() {
    let case = january();
    case.sign("author", "Officer One", "2018-02-05")
        .exits(0)
        .says("prepared by Officer One on 2018-02-05")
        .says("state: draft");
    case.sign("checker", "Officer Two", "2018-02-06").exits(0).says("state: checked");
    case.sign("approver", "Officer Three", "2018-02-06").exits(0).says("state: approved");
    case.beddays("verify --project p").exits(0);
    let page = case.read("p/reports/2018-01/internal-sign-off.html");
    for word in
        ["Officer One", "Officer Two", "Officer Three", "6 February 2018", "£2,600.00", "approved; its month is open"]
    {
        assert!(page.contains(word), "`{word}` is not on the sheet");
    }
    case.sh("beddays close --project p --month 2018-01 --by 'Officer Three' --on 2018-02-07").exits(0);
    let sheet = case.sheet();
    assert!(sheet["standing"].as_str().unwrap().ends_with("edition 1: closed"), "{sheet}");
    let rows = sheet["sections"][0]["tables"][0]["rows"].to_string();
    assert!(rows.contains("Officer One") && rows.contains("2018-02-07"), "{rows}");
    case.sign("checker", "Officer Four", "2018-02-08").exits(65).says("2018-01 is closed");
    case.beddays("verify --project p").exits(0);
    // The sheet is put in place again with the statement.
    case.sh("rm -r p/reports/2018-01").exits(0);
    case.beddays("report statement --project p --month 2018-01").exits(0);
    assert_eq!(case.sheet(), sheet);
}

#[test]
fn each_step_that_is_not_due_is_refused_and_changes_nothing() {
    let case = january();
    let before = case.read("p/store/manifest.json");
    let refused = |said: Said, why: &str| said.exits(65).says(why).says("nothing was signed").says("hint:");
    refused(case.sign("checker", "Officer Two", "2018-02-05"), "cannot be checked before it is prepared");
    refused(case.sign("approver", "Officer Two", "2018-02-05"), "cannot be approved before it is prepared");
    refused(case.sign("author", " ", "2018-02-05"), "nobody is named");
    case.sign("printer", "Officer Two", "2018-02-05").exits(2);
    case.beddays("sign-off --project p --month 2018-09 --as author --by X --on 2018-10-01").exits(66);
    assert_eq!(before, case.read("p/store/manifest.json"));
    case.sign("author", "Officer One", "2018-02-05").exits(0);
    let before = case.read("p/store/manifest.json");
    refused(case.sign("checker", "officer  ONE", "2018-02-06"), "prepared the statement of 2018-01");
    refused(case.sign("author", "Officer Two", "2018-02-06"), "was prepared already, by Officer One");
    refused(case.sign("approver", "Officer Two", "2018-02-06"), "cannot be approved before it is checked");
    refused(case.sign("checker", "Officer Two", "2018-02-04"), "was prepared on 2018-02-05, after 2018-02-04");
    case.sign("checker", "Officer Two", "2018-02-06").exits(0);
    refused(case.sign("approver", "Officer One", "2018-02-06"), "prepared the statement");
    assert_ne!(before, case.read("p/store/manifest.json"));
    // Somebody changed the page that is looked at.
    let page = case.read("p/reports/2018-01/internal-statement.html");
    case.put("p/reports/2018-01/internal-statement.html", page.replace("£2,600.00", "£1,600.00"));
    refused(case.sign("approver", "Officer Three", "2018-02-06"), "are not those that were published");
}

#[test]
fn a_change_after_checking_begins_anew() {
    let case = january();
    case.sign("author", "Officer One", "2018-02-05").exits(0);
    case.sign("checker", "Officer Two", "2018-02-06").exits(0);
    // The same again is the same statement.
    case.run("2018-01").exits(0).says("nothing changed");
    assert!(case.sheet()["standing"].as_str().unwrap().ends_with("checked"));
    case.put("p/inbox/events-9.csv", format!("{EVENTS}S2018-01-1,services_ready,2018-01-14T09:00,,\n"));
    case.run("2018-01").says("edition 2");
    assert!(!case.path("p/reports/2018-01/internal-sign-off.html").exists(), "nobody signed edition 2");
    assert!(case.path("p/reports/2018-01/edition-1/internal-sign-off.html").exists());
    case.sign("approver", "Officer Three", "2018-02-07").exits(65).says("before it is prepared");
    // Another word in the statement of the same edition is another statement.
    case.sign("author", "Officer One", "2018-02-07").exits(0);
    case.set("[names]\n", "[names]\nRZZ01 = \"Northgate\"\n");
    case.run("2018-01");
    assert_eq!(case.run_json("2018-01")["edition"], 2);
    assert!(!case.path("p/reports/2018-01/internal-sign-off.html").exists());
    case.beddays("verify --project p").exits(0);
}

#[test]
fn where_a_project_says_so_only_what_is_approved_is_closed() {
    let case = january();
    let text = case.read("p/beddays.toml");
    case.put("p/beddays.toml", format!("{text}\n[sign_off]\nrequired = true\n"));
    case.beddays("close --project p --month 2018-01").exits(65).says("is not approved").says("it is draft");
    case.sign("author", "Officer One", "2018-02-05").exits(0);
    case.sign("checker", "Officer Two", "2018-02-06").exits(0);
    case.beddays("close --project p --month 2018-01").exits(65).says("it is checked");
    case.sign("approver", "Officer Two", "2018-02-06").exits(0);
    case.beddays("close --project p --month 2018-01").exits(0);
}

#[test]
fn a_log_whose_end_was_cut_everywhere_is_missed_by_the_sheet() {
    let case = january();
    for step in ["One", "Two"] {
        // So that there are lines before the sheet's own.
        case.sh(&format!("beddays report statement --project p --month 2018-01 # {step}")).exits(0);
    }
    case.sign("author", "Officer One", "2018-02-05").exits(0);
    case.beddays("verify --project p").exits(0);
    let log = case.read("p/audit.log");
    let lines: Vec<&str> = log.lines().collect();
    let fact = case.sheet()["provenance"].as_array().unwrap().iter().find_map(|fact| {
        let value = fact["value"].as_str()?.split_once(' ')?;
        fact["name"].as_str()?.starts_with("Line of audit.log").then(|| (value.0.to_owned(), value.1.to_owned()))
    });
    let (line, sha256) = fact.unwrap();
    assert_eq!(line, (lines.len() - 1).to_string());
    assert_eq!(sha256, beddays::store::sha256(lines[lines.len() - 2].as_bytes()));
    // The log and the copy of its last line are cut to the same line: by themselves they are whole.
    for kept in 1..lines.len() - 1 {
        case.put("p/audit.log", format!("{}\n", lines[..kept].join("\n")));
        case.put("p/audit.head", format!("{}\n", lines[kept - 1]));
        let said = case.beddays("verify --project p").exits(65);
        assert!(said.stdout.contains("the sheet of the sign-off of 2018-01 names"), "{kept} lines: {}", said.stdout);
    }
    case.put("p/audit.log", &log);
    case.put("p/audit.head", format!("{}\n", lines.last().unwrap()));
    case.beddays("verify --project p").exits(0);
}
