//! What a project under another law than England's refuses, each by name: records, municipalities, settings.

use super::{MUNICIPALITIES, events, norway, of_storvik, project_file, stays};
use crate::support::harness::{Folder, program, said};

#[test]
fn a_municipality_that_the_list_does_not_have_is_named() {
    let folder = norway();
    let of =
        [("A-1", "9901"), ("A-2", "9999"), ("A-3", "E10000020"), ("A-4", "301"), ("A-5", "Nyåsen"), ("A-6", "NYÅSEN")];
    folder.put("inbox/stays.csv", stays(&of, "2023"));
    folder.run(&["run", "--month", "2023-08"]).exits(1);
    let rejects = folder.read("reports/2023-08/rejects.csv");
    for wanted in [
        "9999,\"the project's list of municipalities has no such code or name\"",
        "Norfolk (E10000020) is an authority of the United Kingdom, and no municipality of the project's list",
        "the list has `0301`: a spreadsheet took the code for a number; send text",
        "\"NYÅSEN\"",
    ] {
        assert!(rejects.contains(wanted), "`{wanted}` is not in {rejects}");
    }
    assert_eq!(rejects.matches("\"R_ORG\"").count(), 4, "{rejects}");
    folder.run(&["explain", "A-5"]).exits(0).says("authority Nyåsen");
}

#[test]
fn an_event_that_the_law_does_not_know_is_refused_by_name() {
    let folder = norway();
    let more = "A-1,assessment_notice,2023-08-08T10:00,,\nA-1,joint_plan_called,2023-08-08T10:00,,\n\
                A-1,municipality_reply,2023-08-08T10:00,,perhaps\nA-2,municipality_reply,2023-08-08T10:00,,cannot\n";
    folder.put("inbox/events.csv", events(&["A-1", "A-2"], "2023", more));
    folder.run(&["run", "--month", "2023-08"]).exits(1);
    let rejects = folder.read("reports/2023-08/rejects.csv");
    for wanted in [
        "the law of Norway that the project names knows no assessment_notice",
        "the law of Norway that the project names knows no joint_plan_called",
        "for municipality_reply one of can, cannot is wanted",
    ] {
        assert!(rejects.contains(wanted), "`{wanted}` is not in {rejects}");
    }
    assert_eq!(rejects.matches("\"rejected\"").count(), 3, "{rejects}");
    // Had the municipality said that it can, the three days from then on would be free.
    folder.run(&["explain", "A-1"]).exits(0).says("at stake 3 days, NOK 16,524.00");
}

/// What England's law has no use for is taken there, and the statement says so, as before.
#[test]
fn a_message_of_norway_in_a_project_of_england_is_taken_and_not_used() {
    let folder = Folder::with_stays();
    let events = crate::support::harness::EVENTS.to_owned() + "S1,readiness_notice,2018-03-07T10:00,,\n";
    folder.put("inbox/events.csv", events);
    folder.march().exits(0);
    folder.run(&["explain", "S1"]).exits(0).says("readiness notice (the law of this stay has no rule that uses it)");
}

#[test]
fn numbers_of_people_are_not_read_as_nhs_numbers() {
    let folder = norway();
    folder.put(
        "inbox/stays.csv",
        "stay_id,nhs_number,provider_code,authority_code,admitted_at\nA-1,13097248022,883971752,9901,2023-08-01T10:00\n",
    );
    let said = folder.run(&["run", "--month", "2023-08"]).exits(65);
    let said = said.says("F_IDENTITY").says("the law is that of Norway").says("`person_number`");
    assert!(!format!("{}{}", said.stdout, said.stderr).contains("13097248022"), "{said:?}");
}

#[track_caller]
fn settings(regimes: &str, more: &str, list: &str, wanted: &[&str]) {
    let folder = norway();
    folder.put("beddays.toml", project_file(regimes, more));
    folder.put("kommuner.csv", list);
    let mut said = folder.run(&["run", "--month", "2023-08"]).exits(78);
    for wanted in wanted {
        said = said.says(wanted);
    }
    assert!(!folder.path("reports").exists());
}

#[test]
fn settings_that_cannot_be_are_refused_by_name() {
    let norway = "\"norway-2019\"";
    settings("\"norway-2019\", \"sweden-2018\"", "", MUNICIPALITIES, &["of two countries"]);
    settings("\"england-2014\", \"norway-2019\"", "", MUNICIPALITIES, &["of two countries"]);
    settings("\"sweden-average\"", "", MUNICIPALITIES, &["settles a group on its mean", "regimes test"]);
    settings("\"norway-2020\"", "", MUNICIPALITIES, &["no regime `norway-2020`", "norway-2012"]);
    settings(norway, "conventions = [\"england-drd\"]", MUNICIPALITIES, &["is a statistic of the United Kingdom"]);
    settings(norway, "[readings]\nend_day_charged = \"perhaps\"", MUNICIPALITIES, &["no answer `perhaps`"]);
    settings(
        norway,
        "[readings]\nlimb_a_causation = \"none\"",
        MUNICIPALITIES,
        &["asks the reading `limb_a_causation`"],
    );
    settings("\"england-2014\"", "", MUNICIPALITIES, &["the councils of England are built in"]);
}

#[test]
fn a_reading_of_norway_is_chosen_in_the_project_file() {
    let folder = norway();
    folder.run(&["run", "--month", "2023-08"]).exits(0).says("NOK 44,064.00");
    folder.put("beddays.toml", project_file("\"norway-2019\"", "[readings]\nend_day_charged = \"yes\""));
    folder.run(&["run", "--month", "2023-08"]).exits(0).says("NOK 55,080.00");
}

#[test]
fn a_list_that_is_wrong_is_refused_with_its_place() {
    let of = |rows: &str, wanted: &[&str]| {
        settings("\"norway-2019\"", "", &format!("code,name,from,to,succeeded_by\n9901,Storvik,,,\n{rows}"), wanted);
    };
    of("99-2,Lillehavn,,,\n", &["`99-2` is no code", "line 3, column 1"]);
    of("9902,,,,\n", &["no name", "line 3, column 6"]);
    of("9902,Lillehavn,1.1.2020,,\n", &["`1.1.2020` is no day", "line 3, column 16"]);
    of("9902,Lillehavn,2020-01-01,2019-01-01,\n", &["is before"]);
    of("9902,Lillehavn,,\n", &["4 cells where 5 are wanted", "line 3"]);
    of("9901,Lillehavn,,,\n", &["`9901` stands twice"]);
    of("9902,Lillehavn,,,9901\n", &["succeeded_by without a last day"]);
    of("9902,Lillehavn,,2019-12-31,9909\n", &["`9909` is no other code of this list"]);
    of("9902,Lillehavn,,2019-12-31,9901\n", &["`9901` does not begin after `9902` ended"]);
    settings(
        "\"norway-2019\"",
        "",
        "code,name\n9901,Storvik\n",
        &["the first line is not code,name,from,to,succeeded_by"],
    );
    settings("\"norway-2019\"", "", "code;name;from;to;succeeded_by\n", &["the list is empty"]);
}

#[test]
fn a_profile_of_england_and_a_missing_list_are_refused() {
    let folder = norway();
    let text = project_file("\"norway-2019\"", "");
    folder.put("beddays.toml", text.replace("native-stay", "hes-apc"));
    folder.run(&["run", "--month", "2023-08"]).exits(78).says("reads records of England or Scotland");
    folder.put("beddays.toml", text.replace("authorities = \"kommuner.csv\"\n", ""));
    folder.run(&["run", "--month", "2023-08"]).exits(78).says("names no list of its municipalities");
    folder.put("beddays.toml", text.replace("kommuner.csv", "none.csv"));
    folder.run(&["run", "--month", "2023-08"]).exits(78).says("no list of authorities `none.csv`");
}

/// Two regimes that are both in force claim every day: the stay is listed, with both, and is no zero.
#[test]
fn a_stay_that_two_regimes_claim_is_named_and_not_charged() {
    let folder = norway();
    let built_in = include_str!("../../../../../regimes/liability/norway-2019.toml");
    folder.put("local.toml", built_in.replace("id = \"norway-2019\"", "id = \"norway-local\""));
    folder.put("beddays.toml", of_storvik("\"norway-2019\", \"local.toml\""));
    folder.run(&["run", "--month", "2023-08"]);
    let listed = folder.read("reports/2023-08/internal-statement-not_judged.csv");
    assert!(listed.contains("norway-2019 and norway-local both claim 2023-08-07"), "{listed}");
    folder.run(&["explain", "A-1"]).exits(65).says("both claim");
    let days = folder.run(&["query", "select day from ledger_day", "--format", "csv"]).exits(0).stdout;
    assert_eq!(days.lines().count(), 1, "{days}");
}

#[test]
fn init_makes_a_project_of_another_country() {
    let place = tempfile::TempDir::new().unwrap();
    let folder = place.path().join("p");
    let init = |more: &[&str]| said(program().arg("init").arg(&folder).args(["--country", "no"]).args(more));
    // A council of England is none there, and the one that is taken where none is named least of all.
    for (country, named) in [("no", &[][..]), ("se", &[]), ("dk", &[]), ("no", &["--authority", "Norfolk"])] {
        let mut command = program();
        command.arg("init").arg(&folder).args(["--country", country]).args(named);
        said(&mut command).exits(2).says("is a council of England").says("nothing was made");
        assert!(!folder.exists(), "{country}");
    }
    init(&["--authority", "99-1"]).exits(2).says("is no code of a municipality");
    init(&["--authority", "9901", "--name", "Storvik; kommune"]).exits(2).says("cannot stand in a list");
    init(&["--authority", "9901", "--name", "Storvik"]).exits(0);
    std::fs::write(folder.join("inbox/stays.csv"), stays(&[("A-1", "9901")], "2023")).unwrap();
    std::fs::write(folder.join("inbox/events.csv"), events(&["A-1"], "2023", "")).unwrap();
    let run = |arguments: &[&str]| said(program().current_dir(&folder).args(arguments));
    run(&["run", "--month", "2023-08"]).exits(0).says("NOK 22,032.00");
    run(&[
        "position",
        "--month",
        "2023-08",
        "--stay",
        "A-1",
        "--as",
        "contested",
        "--amount",
        "£10.00",
        "--reason",
        "why",
        "--by",
        "One",
    ])
    .exits(2)
    .says("wanted an amount below a billion");
    let mut remove = program();
    remove.current_dir(&folder).args(["remove", "--person", "-", "--by", "One"]);
    said(&mut remove).exits(2);
}

/// Under a law by which one day is owed to two, and in a month with days of unknown price, nothing answers a claim.
#[test]
fn a_claim_that_the_ledger_cannot_answer_is_refused() {
    let place = tempfile::TempDir::new().unwrap();
    let folder = place.path().join("dk");
    said(program().arg("demo").arg(&folder).args(["--country", "dk"])).exits(0);
    said(program().current_dir(&folder).args(["report", "claim"])).exits(78).says("one day is owed to several");
    let folder = norway();
    folder.put("inbox/stays.csv", stays(&[("A-1", "9901")], "2013"));
    folder.put("inbox/events.csv", events(&["A-1"], "2013", ""));
    folder.run(&["run", "--month", "2013-08"]).exits(1);
    folder
        .run(&["report", "claim", "--month", "2013-08"])
        .exits(78)
        .says("the price of 4 days of 2013-08 is not known");
}
