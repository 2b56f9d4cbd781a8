//! When a rejected record no longer leaves its stay open: when later news says the same fact, or what was taken is what it
//! means. What is charged twice, and money in doubt that several doubts touch.

use super::super::Case;

const STAYS: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";

/// A project with one stay that is charged from the 9th of June on, and these further events.
fn project(further: &str) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.put("p/inbox/stays.csv", format!("{STAYS}A-1,9990700028,RZZ01,Norfolk,2018-06-01T08:30,2018-06-08,,81\n"));
    case.put("p/inbox/events.csv", events("A-1") + further);
    case
}

fn events(id: &str) -> String {
    format!(
        "stay_id,kind,at,until,value\n{id},assessment_notice,2018-06-06T10:00,,\n\
         {id},discharge_notice,2018-06-07T10:00,,2018-06-08\n{id},assessed,2018-06-08T10:00,,\n"
    )
}

/// Runs the month: how many doubts there are, and the money at stake in all of them.
fn doubts(case: &Case) -> (usize, i64) {
    case.beddays("run --project p --month 2018-06");
    let run = case.json("p/reports/2018-06/run.json");
    (run["doubts"].as_array().unwrap().len(), run["amount_in_doubt_minor"].as_i64().unwrap())
}

#[test]
fn later_news_of_the_same_fact_answers_the_question() {
    let case = project("A-1,discharged,12/06/2018 15:00,,\n");
    assert_eq!(doubts(&case), (1, 234_000));
    // The same row once more asks nothing new.
    case.put("p/inbox/events_2.csv", events("A-1") + "A-1,discharged,12/06/2018 15:00,,\n");
    assert_eq!(doubts(&case), (1, 234_000));
    case.put("p/inbox/events_3.csv", events("A-1") + "A-1,discharged,2018-06-12T15:00,,\n");
    assert_eq!(doubts(&case), (0, 0));
    case.beddays("explain --project p A-1").exits(0).says("4 chargeable of 5 delayed days");
}

#[test]
fn a_later_row_of_the_stay_answers_a_rejected_departure() {
    let case = project("A-1,died,12/06/2018,,\n");
    assert_eq!(doubts(&case).0, 1);
    let later = format!("{STAYS}A-1,9990700028,RZZ01,Norfolk,2018-06-01T08:30,2018-06-08,2018-06-12T15:00,81\n");
    case.put("p/inbox/stays_2018-07-01.csv", later);
    assert_eq!(doubts(&case).0, 0);
}

#[test]
fn what_was_taken_in_the_same_file_answers_only_the_same_fact() {
    let case = project("A-1,assessed,08/06/2018 10:00,,\n");
    assert_eq!(doubts(&case).0, 0, "the assessment of that moment was taken");
    // Another kind at the same moment is no answer, nor is the same kind at another.
    let case = project("A-1,servises_ready,2018-06-08T10:00,,\n");
    assert_eq!(doubts(&case).0, 1);
    let case = project(
        "A-1,assessment_notice_withdrawn,2018-06-20T10:00,,\nA-1,assessment_notice_withdrawn,12/06/2018 15:00,,\n",
    );
    let (count, amount) = doubts(&case);
    assert!(count == 1 && amount > 0, "{count} {amount}");
}

#[test]
fn an_unreadable_kind_is_the_kind_that_hurts_most() {
    // A notice withdrawn on that day takes the day itself away too, which a discharge does not.
    let case = project("A-1,dischargd,2018-06-12T15:00,,\n");
    assert_eq!(doubts(&case), (1, 247_000));
    // Neither kind nor day can be read: all of the month hangs on it.
    let case = project("A-1,dischargd,yesterday,,\n");
    assert_eq!(doubts(&case), (1, 286_000));
}

#[test]
fn money_in_doubt_is_counted_once_however_many_doubts_touch_it() {
    let case =
        project("A-1,discharged,12/06/2018 15:00,,\nA-1,died,14/06/2018 15:00,,\nA-1,own_care,13/06/2018 15:00,,\n");
    let (count, amount) = doubts(&case);
    assert_eq!((count, amount), (3, 234_000));
    let run = case.json("p/reports/2018-06/run.json");
    let sum: i64 = run["doubts"].as_array().unwrap().iter().map(|d| d["amount_at_stake_minor"].as_i64().unwrap()).sum();
    assert!(sum > amount, "{sum}");
}

#[test]
fn what_is_charged_twice_stands_beside_the_amount_due() {
    let case = project("");
    let stays = "A-1,9990700028,RZZ01,Norfolk,2018-06-01T08:30,2018-06-08,,81\nB-1,9990700028,RZZ02,Norfolk,2018-06-01T08:30,2018-06-08,2018-06-12T15:00,81\n";
    case.put("p/inbox/stays.csv", format!("{STAYS}{stays}"));
    case.put("p/inbox/events_b.csv", events("B-1"));
    case.beddays("run --project p --month 2018-06").exits(0).says("charged twice: £520.00");
    let run = case.json("p/reports/2018-06/run.json");
    assert_eq!((run["charged_twice_minor"].as_i64(), run["amount_in_doubt_minor"].as_i64()), (Some(52_000), Some(0)));
    let statement = case.json("p/reports/2018-06/internal-statement.json");
    let figures = statement["figures"].as_array().unwrap();
    let twice = figures.iter().find(|figure| figure["label"] == "Charged twice").unwrap();
    assert_eq!(twice["link"], "table.charged_twice");
    let html = case.read("p/reports/2018-06/internal-statement.html");
    assert!(html.contains("href=\"#table.charged_twice\"") && html.contains("id=\"table.charged_twice\""));
    for (stay, other) in [("A-1", "B-1"), ("B-1", "A-1")] {
        let wanted = format!("Charged twice: 4 days are charged in stay {other} too");
        case.beddays(&format!("explain --project p {stay}")).exits(0).says(&wanted).says("£520.00: pay at most one");
    }
}

#[test]
fn the_report_again_has_the_same_bytes() {
    let case = project("A-1,discharged,12/06/2018 15:00,,\n");
    case.beddays("run --project p --month 2018-06").exits(1);
    case.sh("cp -r p/reports/2018-06 before").exits(0);
    case.beddays("report statement --project p --month 2018-06").exits(0);
    case.sh("diff -r before p/reports/2018-06").exits(0);
}

/// A rejected withdrawal, then whatever comes with the next run: how many doubts are left of rejected records.
fn after(first: &str, next: &str) -> usize {
    let case = project(first);
    case.beddays("run --project p --month 2018-06");
    case.put("p/inbox/events_2.csv", events("A-1") + next);
    case.beddays("run --project p --month 2018-06");
    let run = case.json("p/reports/2018-06/run.json");
    run["doubts"].as_array().unwrap().iter().filter(|doubt| doubt["kind"] == "record_rejected").count()
}

const REJECTED: &str = "A-1,assessment_notice_withdrawn,12/06/2018 15:00,,\n";
const OTHER_DAY: &str = "A-1,assessment_notice_withdrawn,2018-06-13T15:00,,\n";

#[test]
fn a_later_fact_of_the_kind_corrects_one_rejected_record_whatever_day_it_says() {
    assert_eq!(after(REJECTED, ""), 1);
    assert_eq!(after(REJECTED, OTHER_DAY), 0);
    // What came before corrects nothing, not even when it comes again.
    assert_eq!(after(OTHER_DAY, REJECTED), 1);
    assert_eq!(after(OTHER_DAY, &format!("{OTHER_DAY}{REJECTED}")), 1);
    // Nor does what came in the same file, another kind, or a fact while the record itself comes again as it was.
    assert_eq!(after(&format!("{REJECTED}{OTHER_DAY}"), ""), 1);
    assert_eq!(after(REJECTED, "A-1,discharge_notice_withdrawn,2018-06-13T15:00,,\n"), 1);
    assert_eq!(after(REJECTED, &format!("{REJECTED}{OTHER_DAY}")), 1);
}

#[test]
fn a_later_fact_corrects_one_record_only() {
    let two = format!("{REJECTED}A-1,assessment_notice_withdrawn,20/06/2018 15:00,,\n");
    assert_eq!(after(&two, OTHER_DAY), 1);
    let both = format!("{OTHER_DAY}A-1,assessment_notice_withdrawn,2018-06-21T15:00,,\n");
    assert_eq!(after(&two, &both), 0);
    // The exact day is the correction of the record that says it.
    let exact = "A-1,assessment_notice_withdrawn,2018-06-20T15:00,,\n";
    assert_eq!(after(&two, exact), 1);
}

#[test]
fn another_sender_corrects_nothing() {
    let case = project(REJECTED);
    case.beddays("run --project p --month 2018-06");
    let toml = case.read("p/beddays.toml");
    case.put("p/beddays.toml", format!("{toml}\n[sources.others]\nfiles = \"others/*\"\nprofile = \"others.toml\"\n"));
    let profile = include_str!("../../../../../profiles/native-event.toml").replace("native-event", "others");
    case.put("p/others.toml", profile);
    case.put("p/others/events.csv", format!("stay_id,kind,at,until,value\n{OTHER_DAY}"));
    case.beddays("run --project p --month 2018-06");
    let run = case.json("p/reports/2018-06/run.json");
    assert!(run["doubts"].as_array().unwrap().iter().any(|doubt| doubt["kind"] == "record_rejected"));
}
