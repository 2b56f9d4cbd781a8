//! Corrections that could be paid twice, be hidden, or tell one council of another.

use serde_json::Value;

use super::Case;
use super::deliveries::{STAYS, WHOLE, project};

fn stay_of_january(provider: &str, authority: &str, left: u8) -> String {
    format!("{STAYS}S2018-01-1,{provider},{authority},2018-01-08T09:00,2018-01-12,2018-01-{left}T16:00\n")
}

/// January is closed, and a stay of it ended five days earlier than was said: £650 less.
fn january_and(content: &str) -> Case {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    case.close("2018-01").exits(0);
    case.put("p/inbox/stays-2018-02-20.csv", content);
    case
}

fn corrections(case: &Case, month: &str) -> i64 {
    case.run_json(month)["corrections_minor"].as_i64().unwrap()
}

#[test]
fn a_month_that_is_run_after_a_later_one_corrects_nothing_again() {
    let case = january_and(&stay_of_january("RZZ01", "Norfolk", 15));
    case.deliver("2018-03", &WHOLE);
    case.run("2018-03");
    assert_eq!(corrections(&case, "2018-03"), -65_000);
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02");
    assert_eq!(corrections(&case, "2018-02"), 0, "March has it");
    assert_eq!(case.run_json("2018-02")["restated_months"], Value::Array(Vec::new()), "nothing waits");
    case.close("2018-02").exits(0);
    case.run("2018-03");
    assert_eq!(corrections(&case, "2018-03"), -65_000);
    case.close("2018-03").exits(0);
    case.deliver("2018-04", &WHOLE);
    case.run("2018-04");
    assert_eq!(corrections(&case, "2018-04"), 0);
}

#[test]
fn other_corrections_in_a_new_edition_are_said() {
    let case = january_and(&stay_of_january("RZZ01", "Norfolk", 15));
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02");
    case.put("p/inbox/stays-2018-02-21.csv", stay_of_january("RZZ01", "Norfolk", 14));
    case.run("2018-02");
    assert_eq!(case.run_json("2018-02")["edition"], 2);
    let statement = case.statement("2018-02")["summary"].to_string();
    let wanted = "Corrections of closed months came to -£650.00 in edition 1 and come to -£780.00 in this one.";
    assert!(statement.contains(wanted), "{statement}");
}

#[test]
fn a_hospital_that_is_another_moves_money_and_something_is_due() {
    let case = january_and(&stay_of_january("RZZ02", "Norfolk", 20));
    case.put("p/inbox/events-2018-02-20.csv", "stay_id,kind,at,until,value\n");
    case.run("2018-02");
    let statement = case.statement("2018-02");
    assert_eq!(corrections(&case, "2018-02"), 0);
    assert!(!statement["summary"].to_string().contains("Nothing is due"), "{statement}");
    let page = case.read("p/reports/2018-02/internal-statement.html");
    assert!(page.contains("RZZ01, now RZZ02"), "the hospitals are not named");
}

#[test]
fn a_statement_of_one_council_names_no_other() {
    let case = project();
    case.sh("sed -i 's/^view .*/view = \"system\"/' p/beddays.toml").exits(0);
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    case.close("2018-01").exits(0);
    case.put("p/inbox/stays-2018-02-20.csv", stay_of_january("RZZ01", "Suffolk", 20));
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02");
    for (code, other) in [("E10000020", "Suffolk"), ("E10000029", "Norfolk")] {
        let table = format!("p/reports/2018-02/statements/{code}/internal-statement-corrected_days.csv");
        let table = case.read(&table);
        assert!(table.contains("not in this statement"), "{code}");
        assert!(!table.contains(other), "{code} is told of {other}: {table}");
    }
}

#[test]
fn another_view_of_a_month_in_its_second_edition_is_a_statement_too() {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.put("p/inbox/stays-x.csv", format!("{STAYS}X,RZZ01,Suffolk,2018-01-08T09:00,2018-01-12,2018-01-20T16:00\n"));
    case.run("2018-01");
    case.put("p/inbox/stays-2018-02-20.csv", stay_of_january("RZZ01", "Norfolk", 15));
    case.put(
        "p/inbox/stays-2018-02-21.csv",
        format!("{STAYS}X,RZZ01,Suffolk,2018-01-08T09:00,2018-01-12,2018-01-15T16:00\n"),
    );
    case.run("2018-01");
    case.sh("sed -i 's/^view .*/view = \"system\"/' p/beddays.toml").exits(0);
    let said = case.run("2018-01");
    assert!(said.exit.is_some_and(|exit| exit < 2), "{said:?}");
}

#[test]
fn records_that_contradict_each_other_are_the_cause() {
    let rows = stay_of_january("RZZ01", "Norfolk", 15);
    let other = stay_of_january("RZZ01", "Norfolk", 16).lines().nth(1).unwrap().to_owned();
    let case = january_and(&format!("{rows}{other}\n"));
    case.set("[project]\n", "[project]\nmax_rejected_share = 1.0\n");
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02");
    let causes: Vec<Value> = case.revisions("2018-02").iter().map(|row| row["cause"].clone()).collect();
    assert!(!causes.is_empty() && causes.iter().all(|cause| cause == "contradicted"), "{causes:?}");
}

#[test]
fn names_that_look_alike_and_days_before_the_signature_are_refused() {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    let sign = |role: &str, by: &str, on: &str| {
        case.sh(&format!(
            "beddays sign-off --project p --month 2018-01 --as {role} --by \"$(printf '{by}')\" --on {on}"
        ))
    };
    for name in ["Rene\\314\\201", "Ren\\303\\251\\342\\200\\213", "A\\033[31mB"] {
        sign("author", name, "2018-02-05").exits(65).says("nothing was signed");
    }
    sign("author", "Ren\\303\\251", "2018-02-05").exits(0);
    case.beddays("close --project p --month 2018-01 --on 2018-02-04").exits(65).says("was signed on 2018-02-05");
    case.beddays("close --project p --month 2018-01 --on 2018-01-31").exits(65);
    let said = case.beddays("close --project p --month 2018-01 --on 2018-02-06").exits(0);
    let verified = case.beddays("verify --project p").exits(0);
    assert!(!verified.stderr.contains("named by no manifest"), "{said:?} {verified:?}");
}

#[test]
fn a_cause_that_was_found_stays_when_everything_is_read_anew() {
    let case = project();
    for month in ["2018-01", "2018-02"] {
        if month == "2018-02" {
            case.put("p/inbox/stays-2018-02-20.csv", stay_of_january("RZZ01", "Norfolk", 15));
        }
        case.deliver(month, &WHOLE);
        case.run(month);
    }
    for month in ["2018-01", "2018-02"] {
        case.close(month).exits(0);
    }
    case.set("[readings]\n", "[readings]\nmin_age = \"none\"\n");
    case.deliver("2018-03", &WHOLE);
    case.run("2018-03").says("were read anew");
    let causes: Vec<Value> = case.revisions("2018-03").iter().map(|row| row["cause"].clone()).collect();
    assert!(!causes.is_empty() && causes.iter().all(|cause| cause == "corrected_record"), "{causes:?}");
}
