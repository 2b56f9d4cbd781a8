//! A file was wrong and is corrected: later news of the same matter wins, a changed profile reads anew what came before, and
//! another stay under the same name takes nobody's place.

use super::Case;
use crate::store::child::have;

const STAYS: &str = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at\n";
const STAY: &str = "A-1,9990000018,RM1,Norfolk,2018-03-01T10:00,2018-03-06,2018-03-12T15:00\n";
const EVENTS: &str = "stay_id,kind,at,until,value\n";

fn notices(id: &str, proposed: &str) -> String {
    format!(
        "{id},assessment_notice,2018-03-05T10:00,,\n{id},discharge_notice,2018-03-06T10:00,,{proposed}\n\
         {id},assessed,2018-03-06T15:00,,\n"
    )
}

/// A stay that is charged with £650.00, and these further events.
fn project(further: &str) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.put("p/inbox/stays.csv", format!("{STAYS}{STAY}"));
    case.put("p/inbox/events.csv", format!("{EVENTS}{}{further}", notices("A-1", "2018-03-07")));
    case
}

/// Runs March: what is owed, and the money in doubt.
fn owed(case: &Case) -> (i64, i64) {
    let ran = case.beddays("run --project p --month 2018-03");
    assert!(matches!(ran.exit, Some(0 | 1)), "{ran:?}");
    let run = case.json("p/reports/2018-03/run.json");
    (run["amount_minor"]["GBP"].as_i64().unwrap_or_default(), run["amount_in_doubt_minor"].as_i64().unwrap())
}

fn codes(case: &Case) -> Vec<String> {
    let said = case.beddays("query --project p \"select code from finding order by code\" --format csv").exits(0);
    said.stdout.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn later_news_of_an_event_wins_whatever_else_of_it_changed() {
    // The proposed day, with the other events again and alone.
    for again in [notices("A-1", "2018-03-09"), "A-1,discharge_notice,2018-03-06T10:00,,2018-03-09\n".to_owned()] {
        let case = project("");
        assert_eq!(owed(&case), (65_000, 0));
        case.put("p/inbox/events-correction.csv", format!("{EVENTS}{again}"));
        assert_eq!(owed(&case), (39_000, 0), "{again}");
        assert!(codes(&case).contains(&"D_SUPERSEDED".to_owned()));
        // Said once more by the first file under another name, it is later news again.
        case.put("p/inbox/events-third.csv", format!("{EVENTS}{}\n", notices("A-1", "2018-03-07")));
        assert_eq!(owed(&case), (65_000, 0));
    }
    // The end of a deterioration, longer and shorter.
    let ill = |until: &str| format!("A-1,deterioration,2018-03-09T00:00,{until}T23:00,\n");
    let case = project(&ill("2018-03-10"));
    let first = owed(&case);
    case.put("p/inbox/events-2.csv", format!("{EVENTS}{}", ill("2018-03-11")));
    let longer = owed(&case);
    case.put("p/inbox/events-3.csv", format!("{EVENTS}{}", ill("2018-03-10")) + "\n");
    assert_eq!(owed(&case), first);
    assert!(longer.0 < first.0 && longer.1 == 0, "{first:?} {longer:?}");
}

#[test]
fn two_values_in_one_file_or_of_two_senders_take_nothing_from_each_other() {
    // In one file neither is later: both are facts, as before.
    let case = project("A-1,discharge_notice,2018-03-06T10:00,,2018-03-09\n");
    let both = owed(&case);
    assert!(!codes(&case).contains(&"D_SUPERSEDED".to_owned()));
    case.put("p/inbox/events-2.csv", format!("{EVENTS}A-1,discharge_notice,2018-03-06T10:00,,2018-03-07\n"));
    assert_eq!(owed(&case).0, 65_000, "{both:?}");
    // Another sender corrects nothing.
    let case = project("");
    owed(&case);
    let toml = case.read("p/beddays.toml");
    case.put("p/beddays.toml", format!("{toml}\n[sources.others]\nfiles = \"others/*\"\nprofile = \"others.toml\"\n"));
    let profile = include_str!("../../../../profiles/native-event.toml").replace("native-event", "others");
    case.put("p/others.toml", profile);
    case.put("p/others/events.csv", format!("{EVENTS}A-1,discharge_notice,2018-03-06T10:00,,2018-03-09\n"));
    owed(&case);
    assert!(!codes(&case).contains(&"D_SUPERSEDED".to_owned()));
}

#[test]
fn later_news_of_a_reason_wins_from_its_first_day() {
    let case = project("");
    let toml = case.read("p/beddays.toml");
    if !toml.contains("[sources.reasons]") {
        case.put(
            "p/beddays.toml",
            format!("{toml}\n[sources.reasons]\nfiles = \"inbox/reasons*\"\nprofile = \"native-reason\"\n"),
        );
    }
    let header = "stay_id,from_on,to_on,reason_code,attributed_to\n";
    case.put("p/inbox/reasons-1.csv", format!("{header}A-1,2018-03-06,,C,nhs\n"));
    owed(&case);
    case.put(
        "p/inbox/reasons-2.csv",
        format!("{header}A-1,2018-03-06,2018-03-09,C,nhs\nA-1,2018-03-10,,E,social_care\n"),
    );
    owed(&case);
    let sql = "select from_on, to_on, reason_code from reason order by from_on";
    let said = case.sh(&format!("beddays query --project p \"{sql}\" --format csv")).exits(0);
    let rows: Vec<&str> = said.stdout.lines().skip(1).collect();
    assert_eq!(rows, ["2018-03-06,2018-03-09,C", "2018-03-10,,E"]);
}

#[test]
fn another_stay_under_the_same_name_takes_nobodys_place() {
    let case = project("");
    assert_eq!(owed(&case), (65_000, 0));
    let other = "A-1,9990000026,RZZ02,Norfolk,2018-03-21T10:00,2018-03-23,2018-03-28T15:00\n";
    case.put("p/inbox/stays_RZZ02.csv", format!("{STAYS}{other}"));
    let (amount, in_doubt) = owed(&case);
    assert_eq!(amount, 0);
    assert!(in_doubt >= 65_000, "{in_doubt}");
    assert!(codes(&case).contains(&"R_CONFLICT".to_owned()));
    assert!(case.read("p/reports/2018-03/rejects.csv").contains("two stays have one stay_id"));
    // A number, a hospital or an admission that is corrected is news of the same stay.
    for (was, is) in [("9990000018", "9990000026"), (",RM1,", ",RZZ02,"), ("2018-03-01T10:00", "2018-03-02T10:00")] {
        let case = project("");
        owed(&case);
        case.put("p/inbox/stays-correction.csv", format!("{STAYS}{}", STAY.replace(was, is)));
        assert_eq!(owed(&case), (65_000, 0), "{was}");
    }
}

#[test]
fn a_changed_profile_reads_anew_what_was_taken_before() {
    let case = project(&notices("A-2", "2018-03-07"));
    let second = "A-2,9990000026,RM1,Norfolk,2018-03-01T10:00,2018-03-06,NULL\n";
    case.put("p/inbox/stays.csv", format!("{STAYS}{STAY}{second}"));
    assert_eq!(owed(&case).0, 65_000);
    let profile = include_str!("../../../../profiles/native-stay.toml").replace("name = \"native-stay\"", "name = \"ours\"");
    let ours = |nulls: &str| profile.replace("name = \"ours\"\n", &format!("name = \"ours\"\nnull_values = [{nulls}]\n"));
    case.put("p/ours.toml", ours("\"NULL\""));
    let toml = case.read("p/beddays.toml");
    case.put("p/beddays.toml", toml.replacen("profile = \"native-stay\"", "profile = \"ours.toml\"", 1));
    let said = case.beddays("run --project p --month 2018-03");
    assert!(said.stderr.contains("read anew"), "{said:?}");
    let amount = owed(&case).0;
    assert!(amount > 65_000, "{amount}");
    // And back, in the file of the same name.
    case.put("p/ours.toml", ours("\"nil\""));
    assert_eq!(owed(&case).0, 65_000);
    // A profile of another layout leaves what came in the layout of then as it was read.
    case.put("p/ours.toml", ours("\"NULL\"").replace("\"stay_id\"", "\"spell_number\""));
    assert_eq!(owed(&case).0, 65_000);
    case.beddays("verify --project p").exits(0);
}

/// A delivery in the layout of then is looked at by the run that sees the new layout, and by no later one.
#[test]
fn a_delivery_of_another_layout_is_looked_at_once() {
    if !have("strace", "a_delivery_of_another_layout_is_looked_at_once") {
        return;
    }
    let case = project("");
    owed(&case);
    let profile = include_str!("../../../../profiles/native-stay.toml").replace("\"stay_id\"", "\"spell_number\"");
    case.put("p/ours.toml", profile.replace("name = \"native-stay\"", "name = \"ours\""));
    let toml = case.read("p/beddays.toml");
    case.put("p/beddays.toml", toml.replacen("profile = \"native-stay\"", "profile = \"ours.toml\"", 1));
    let opened = || {
        case.sh("strace -f -qq -e trace=openat,open -o trace beddays run --project p --month 2018-03");
        case.read("trace").lines().filter(|line| line.contains("store/raw/")).count()
    };
    assert!(opened() > 0, "everything is read anew");
    assert_eq!(opened(), 0, "the next run opens no delivery of before");
    assert_eq!(owed(&case), (65_000, 0));
}
