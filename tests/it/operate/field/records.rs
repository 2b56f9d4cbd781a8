//! Ready, ill, ready again: every period of readiness, by its own days.

use super::Case;

fn run(case: &Case, convention: &str) {
    case.sh(&format!(
        "beddays init p --authority Norfolk && \
         sed -i 's/^# conventions.*/conventions = [\"{convention}\"]/' p/beddays.toml && cp *.csv p/inbox/ && \
         beddays run --project p --month 2018-06"
    ));
}

/// The counted days of a stay, from the first to the last, with the month that has them.
fn counted(case: &Case, stay: &str) -> Vec<String> {
    let sql = format!("select day from counted_day where stay_id = '{stay}' order by day");
    let answer = case.beddays(&format!("query --project p \"{sql}\" --format csv")).exits(0);
    answer.stdout.lines().skip(1).map(|day| day.trim_start_matches("2018-").to_owned()).collect()
}

fn ledger(case: &Case, stay: &str) -> String {
    let sql = format!("select count(*) n, sum(amount_minor) s from ledger_day where stay_id = '{stay}'");
    case.beddays(&format!("query --project p \"{sql}\" --format csv"))
        .exits(0)
        .stdout
        .lines()
        .nth(1)
        .unwrap()
        .to_owned()
}

#[test]
fn a_ready_event_is_a_recorded_ready_day() {
    let case = Case::new("14-ready-ill-again");
    run(&case, "england-msitdt");
    for stay in ["RA-1", "RA-2"] {
        assert_eq!(counted(&case, stay).len(), 7, "{stay}");
        assert_eq!(ledger(&case, stay), "8,52000", "{stay}");
    }
    let statement = case.read("p/reports/2018-06/internal-statement.html");
    assert!(!statement.contains("No ready day recorded"));
    let explained = case.beddays("explain --project p RA-2").exits(0).stdout;
    assert!(
        explained.contains("Ready to leave on Tue 5 June 2018") && !explained.contains("No ready day"),
        "{explained}"
    );
}

#[test]
fn a_period_ends_where_the_patient_is_ill_again() {
    let case = Case::new("14-ready-ill-again");
    run(&case, "england-msitdt");
    assert_eq!(counted(&case, "RA-3"), ["06-04", "06-05", "06-06"]);
    assert_eq!(ledger(&case, "RA-3"), "10,52000");
    // The event changes no bill here, and that is said where the stay is explained and in the statement.
    let explained = case.beddays("explain --project p RA-3").exits(0).stdout;
    for wanted in ["ill again on Wed 6 June 2018", "relapse (the law of this stay has no rule that uses it)"] {
        assert!(explained.contains(wanted), "`{wanted}` is not in {explained}");
    }
    assert!(case.read("p/reports/2018-06/internal-statement.html").contains("relapse (stay RA-3)"));
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    assert_eq!(rejects.lines().filter(|line| line.contains("W_ILL_AGAIN") && line.contains("RA-3")).count(), 1);
    let at_stake = case.at_stake("W_ILL_AGAIN");
    assert!(at_stake.len() == 1 && at_stake[0].0 == "RA-3" && at_stake[0].2 == 52_000, "{at_stake:?}");
    // By the discharge ready date there is no period to count: the patient was ill again, and nobody said ready since.
    let case = Case::new("14-ready-ill-again");
    run(&case, "england-drd");
    assert_eq!(counted(&case, "RA-3"), Vec::<String>::new());
    assert!(case.read("p/reports/2018-06/not-counted.csv").contains("ill again"));
    assert_eq!(counted(&case, "RA-1").len(), 7);
}

/// One stay from 1 to 20 June that was ready, ill and ready again, as different records tell it.
fn story(ready_on: &str, events: &str) -> Case {
    let case = Case::empty();
    let head = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission";
    case.put(
        "stays.csv",
        format!("{head}\nRI-1,9990700028,RZZ01,E10000020,2018-06-01T08:30,{ready_on},2018-06-20T15:00,81\n"),
    );
    case.put("events.csv", format!("stay_id,kind,at,until,value\n{events}"));
    case
}

#[test]
fn monthly_counts_have_every_period_and_the_ready_date_statistic_the_last_one() {
    // Ready on the 5th, ill on the 9th, ready again on the 15th: told by events, by the stay's own day and both, in any order.
    let first = "RI-1,ready,2018-06-05T10:00,,\n";
    let ill = |kind: &str| format!("RI-1,{kind},2018-06-09T10:00,,\n");
    let again = "RI-1,ready,2018-06-15T10:00,,\n";
    let every = ["06-06", "06-07", "06-08", "06-09", "06-16", "06-17", "06-18", "06-19", "06-20"];
    for (name, ready_on, events) in [
        ("events", "", format!("{first}{}{again}", ill("relapse"))),
        ("in another order", "", format!("{again}{}{first}", ill("relapse"))),
        ("the stay has the first", "2018-06-05", format!("{}{again}", ill("relapse"))),
        ("the stay has the last", "2018-06-15", format!("{first}{}", ill("relapse"))),
        ("further treatment", "", format!("{first}{}{again}", ill("further_treatment"))),
        ("deterioration", "", format!("{first}{}{again}", ill("deterioration"))),
    ] {
        let case = story(ready_on, &events);
        run(&case, "england-msitdt");
        assert_eq!(counted(&case, "RI-1"), every, "{name}");
        let case = story(ready_on, &events);
        run(&case, "england-drd");
        assert_eq!(counted(&case, "RI-1"), every[4..], "{name}");
    }
    // An illness that ends with the stay, or lies before the first ready day, changes nothing.
    for events in ["RI-1,relapse,2018-06-20T10:00,,\n", "RI-1,relapse,2018-06-03T10:00,,\n"] {
        let case = story("2018-06-15", events);
        run(&case, "england-msitdt");
        assert_eq!(counted(&case, "RI-1"), every[4..], "{events}");
    }
}

#[test]
fn days_and_money_of_stays_without_an_end_are_said() {
    let case = Case::new("14-ready-ill-again");
    let stays = case.read("stays.csv").replace("2018-06-05,2018-06-12T15:00,81", "2018-06-05,,81");
    case.put("stays.csv", stays);
    run(&case, "england-msitdt");
    // RA-1 is charged from 9 to 30 June; its last record is that of 8 June.
    let statement = case.read("p/reports/2018-06/internal-statement.html");
    let wanted = "1 stay has no recorded end and is followed to 30 June 2018: 22 delayed days and £2,860.00";
    assert!(statement.contains(wanted), "`{wanted}` is not in the statement");
}
