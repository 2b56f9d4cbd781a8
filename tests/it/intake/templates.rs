//! A file to fill is read by the profile of which it was made: its example row is taken, without a finding.

use std::fs;
use std::path::Path;

use beddays::intake::profile::field::{Field, Item};
use beddays::intake::profile::{Profile, built_in};
use beddays::operate::template::{columns, csv, workbook};

use crate::support::harness::{program, said};

fn check(folder: &Path, files: &[&str]) -> String {
    let said = said(program().current_dir(folder).arg("check").args(files)).exits(0);
    assert!(!said.stdout.contains('['), "a finding: {said:?}");
    said.stdout
}

/// The files of all profiles that have columns.
fn with_columns() -> impl Iterator<Item = &'static Profile> {
    built_in().unwrap().iter().map(|profile| &**profile).filter(|profile| !profile.record.is_message())
}

/// Goal: who fills a template as its example says is not refused. Method: the example row of each profile, as CSV and in a workbook,
/// beside the stay that it is about.
#[test]
fn the_example_row_of_every_template_is_taken_without_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for profile in with_columns() {
        let columns = columns(profile).unwrap();
        let row: Vec<String> = columns.iter().map(|column| column.example.clone()).collect();
        assert!(row.iter().any(|cell| !cell.is_empty()), "{} has no example row", profile.name);
        let stays = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at\n";
        // Client Level Data are of the years from 2023.
        let year = if profile.name.starts_with("cld-") {
            "2023-05-01T10:00,2023-05-04,2023-05-06T15:00"
        } else {
            "2018-03-01T10:00,2018-03-06,2018-03-12T15:00"
        };
        fs::write(folder.path().join("beside.csv"), format!("{stays}A-1,9990000018,RM1,Norfolk,{year}\n")).unwrap();
        let of_a_stay = ["event", "reason", "claim", "care_event"].contains(&profile.record.name());
        for (name, bytes) in [
            ("row.csv", csv(profile, &columns).unwrap()),
            ("row.xlsx", workbook(profile, &columns, std::slice::from_ref(&row)).unwrap()),
        ] {
            fs::write(folder.path().join(name), &bytes).unwrap();
            let files: Vec<&str> = of_a_stay.then_some("beside.csv").into_iter().chain([name]).collect();
            let taken = check(folder.path(), &files);
            let line = format!("{name}: read 1 = accepted 1 + rejected 0 + duplicates 0 (profile {})", profile.name);
            assert!(taken.contains(&line), "{line} is not in {taken}");
            tried += 1;
        }
    }
    assert_eq!(tried, 22);
}

#[test]
fn every_column_is_explained_and_a_file_that_is_there_stays() {
    for profile in with_columns() {
        let columns = columns(profile).unwrap();
        // Of the two numbers of a person a file has one.
        let has = |field: Field| profile.columns.iter().any(|column| column.item == Item::Field(field));
        let both = has(Field::PersonNumber) && has(Field::NhsNumber);
        let headers: std::collections::BTreeSet<&str> = profile.columns.iter().map(|one| &*one.headers[0]).collect();
        assert_eq!(columns.len(), headers.len() - usize::from(both), "{}", profile.name);
        for column in columns {
            assert!(!column.meaning.is_empty() && !column.allowed.is_empty(), "{}: {column:?}", profile.name);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| said(program().current_dir(folder.path()).arg("template").args(arguments));
    run(&["stays.xlsx"]).exits(0).says("stays.xlsx: 20 columns (profile native-stay)");
    let before = fs::read(folder.path().join("stays.xlsx")).unwrap();
    run(&["stays.xlsx"]).exits(73).says("error[X_TEMPLATE]").says("name a file that is not there yet");
    assert_eq!(fs::read(folder.path().join("stays.xlsx")).unwrap(), before);
    run(&["events.csv"]).exits(0);
    let events = fs::read_to_string(folder.path().join("events.csv")).unwrap();
    assert_eq!(events, "stay_id,kind,at,until,value\nA-1,assessment_notice,2018-03-05T10:00,,\n");
    let sheets = said(program().current_dir(folder.path()).args(["check", "stays.xlsx"])).exits(0);
    assert!(sheets.stdout.contains("read 0 = accepted 0"), "{sheets:?}");
    run(&["hl7-adt.csv"]).exits(2).says("they have no columns to fill");
    run(&["stayz.csv"]).exits(78).says("(stays, events, reasons, claims)");
    run(&["stays.pdf"]).exits(2).says("neither in .csv nor in .xlsx");
    fs::write(
        folder.path().join("ours.toml"),
        include_str!("../../../profiles/native-reason.toml").replace("native-reason", "ours"),
    )
    .unwrap();
    run(&["wards.csv", "--profile", "ours.toml"]).exits(0).says("(profile ours)");
}
