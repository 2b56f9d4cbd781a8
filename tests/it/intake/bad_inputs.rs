//! Every file that is broken on purpose: its outcome, its counts, its codes, its exit status, the fate of each record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::harness::{Said, program, said};

#[derive(Debug)]
struct Line {
    file: String,
    outcome: String,
    counts: [String; 4],
    codes: BTreeSet<String>,
    exit: i32,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-inputs")
}

fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(corpus().join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn manifest(group: &str) -> Vec<Line> {
    let line = |row: BTreeMap<String, String>| Line {
        file: row["file"].clone(),
        outcome: row["outcome"].clone(),
        counts: ["records", "accepted", "rejected", "duplicates"].map(|name| row[name].clone()),
        codes: row["codes"].split(';').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        exit: row["exit"].parse().unwrap(),
    };
    rows("manifest.csv").into_iter().filter(|row| row["file"].starts_with(group)).map(line).collect()
}

fn check(files: &[&str]) -> Said {
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/bad-inputs.toml");
    let mut command = program();
    command.args(["check", "--json", "--as-of", "2026-04-15", "--profile"]).arg(profile);
    command.args(files.iter().map(|file| corpus().join(file)));
    said(&mut command)
}

fn answer(said: &Said) -> Value {
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", said.stdout, said.stderr))
}

fn codes(answer: &Value) -> BTreeSet<String> {
    answer["codes"].as_object().unwrap().keys().cloned().collect()
}

/// What is different from the manifest, in words.
fn differences(line: &Line) -> Vec<String> {
    let said = check(&[&line.file]);
    let mut found = Vec::new();
    if said.exit != Some(line.exit) {
        found.push(format!("exit {:?}, wanted {}", said.exit, line.exit));
    }
    if line.outcome == "reject_file" {
        let code = line.codes.first().unwrap();
        if !said.stderr.contains(code.as_str()) {
            found.push(format!("{code} is not in {}", said.stderr));
        }
        return found;
    }
    if said.stdout.is_empty() {
        found.push(said.stderr);
        return found;
    }
    let answer = answer(&said);
    let counts = ["records", "accepted", "rejected", "duplicates"].map(|name| answer[name].to_string());
    if counts != line.counts {
        found.push(format!("{counts:?}, wanted {:?}", line.counts));
    }
    if codes(&answer) != line.codes {
        found.push(format!("{:?}, wanted {:?}", codes(&answer), line.codes));
    }
    found
}

fn all_as_the_manifest_says(group: &str, least: usize) {
    let lines = manifest(group);
    assert!(lines.len() >= least, "{} files of {group}", lines.len());
    let mut wrong = Vec::new();
    for line in &lines {
        let found = differences(line);
        if !found.is_empty() {
            wrong.push(format!("{}: {}", line.file, found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_csv_file_has_the_outcome_counts_codes_and_exit_of_the_manifest() {
    all_as_the_manifest_says("csv/", 99);
}

#[test]
fn every_workbook_json_hl7_and_fhir_file_has_the_outcome_counts_codes_and_exit_of_the_manifest() {
    for (group, least) in [("xlsx/", 18), ("json/", 9), ("hl7/", 13), ("fhir/", 8)] {
        all_as_the_manifest_says(group, least);
    }
}

#[test]
fn every_record_has_the_fate_that_is_expected_of_it() {
    let mut of_file: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for row in rows("expected_rows.csv") {
        of_file.entry(row["file"].clone()).or_default().push(row);
    }
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (file, rows) in of_file {
        let answer = answer(&check(&[&file]));
        let findings = answer["findings"].as_array().unwrap();
        for row in rows {
            seen += 1;
            let record: u64 = row["record"].parse().unwrap();
            let of_record = findings.iter().filter(|finding| finding["record"].as_u64() == Some(record));
            let severities: Vec<&str> = of_record.clone().map(|f| f["severity"].as_str().unwrap()).collect();
            let fate = ["rejected", "duplicate"].into_iter().find(|fate| severities.contains(fate)).unwrap_or("accept");
            let wanted = match row["disposition"].as_str() {
                "reject" => "rejected",
                "duplicate" => "duplicate",
                _ => "accept",
            };
            let has_code = of_record.clone().any(|finding| finding["code"] == row["code"]);
            if fate != wanted || (fate == "rejected" && !has_code) {
                wrong.push(format!("{file} record {record}: {fate}, wanted {wanted} {}", row["code"]));
            }
        }
    }
    assert!(seen > 500, "{seen} records");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files of one series, delivered one after the other: what becomes of the last of them.
#[test]
fn a_series_of_deliveries_ends_as_the_manifest_says() {
    for (first, second) in [
        ("seq/q1_same_file_twice/01.csv", "seq/q1_same_file_twice/02.csv"),
        ("seq/q2_rows_again_reordered/01.csv", "seq/q2_rows_again_reordered/02.csv"),
        ("seq/q5_out_of_order/01_extracted_2026-03-02.csv", "seq/q5_out_of_order/02_extracted_2026-03-01.csv"),
    ] {
        let line = manifest(second).pop().unwrap();
        let said = check(&[first, second]);
        let answer = answer(&said);
        let file = &answer["files"][1];
        let counts = ["read", "accepted", "rejected", "duplicates"].map(|name| file[name].to_string());
        assert_eq!(counts, line.counts, "{second}");
        assert_eq!(codes(&answer), line.codes, "{second}");
        assert_eq!(said.exit, Some(line.exit), "{second}");
    }
    for alone in ["seq/q7_truncated_then_whole/01.csv", "seq/q7_truncated_then_whole/02.csv"] {
        assert_eq!(differences(&manifest(alone)[0]), Vec::<String>::new(), "{alone}");
    }
}

/// Goal: a person can find and mend each rejected row (A3). Method: every reject of every file of rows has its file, record, line,
/// byte, column, code, value and next step, and the byte is the first of a line.
#[test]
fn every_reject_has_its_place_value_and_next_step() {
    let (mut rejects, mut blank_cells) = (0, 0);
    for line in manifest("csv/").iter().filter(|line| line.outcome != "reject_file" && line.counts[2] != "0") {
        let answer = answer(&check(&[&line.file]));
        let bytes = std::fs::read(corpus().join(&line.file)).unwrap();
        let starts = |at: usize| at == 0 || matches!(bytes[at - 1], b'\n' | b'\r') || bytes[..at] == *b"\xEF\xBB\xBF";
        for finding in answer["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] == "rejected")
        {
            let text = |name: &str| finding[name].as_str().unwrap_or_else(|| panic!("{finding}"));
            let number = |name: &str| finding[name].as_u64().unwrap_or_else(|| panic!("{finding}"));
            assert!(text("file").ends_with(&line.file) && number("record") > 0 && number("line") > 0, "{finding}");
            assert!(
                text("code").starts_with("R_") && !text("message").is_empty() && !text("hint").is_empty(),
                "{finding}"
            );
            let of_whole_row = ["R_WIDTH", "R_QUOTE", "R_CONTROL", "R_HEADER_REPEAT", "R_ENCODING", "R_TRUNCATED"];
            assert!(!text("column").is_empty() || of_whole_row.contains(&text("code")), "no column: {finding}");
            if text("value").is_empty() && text("code") != "R_REQUIRED" && !of_whole_row.contains(&text("code")) {
                blank_cells += 1;
            }
            let at = number("byte_offset") as usize;
            assert!(at < bytes.len(), "{finding}");
            let is_wide =
                bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || line.file.ends_with(".gz");
            assert!(is_wide || starts(at), "byte {at} is not the first of a line: {finding}");
            rejects += 1;
        }
    }
    // A blank cell where an amount is wanted has no value to show.
    assert!(rejects > 200 && blank_cells <= 2, "{rejects} rejects, {blank_cells} without a value");
}

/// A stay that an extract no longer has is not deleted; where the feed is declared to be whole, it is asked about.
#[test]
fn a_stay_that_is_gone_from_a_whole_extract_is_asked_about_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("whole.toml");
    let text =
        include_str!("../../profiles/bad-inputs.toml").replace("record = \"stay\"", "record = \"stay\"\nwhole = true");
    std::fs::write(&profile, text).unwrap();
    let files = ["seq/q6_removed_stay/01.csv", "seq/q6_removed_stay/02.csv"];
    let mut command = program();
    command.args(["check", "--json", "--as-of", "2026-04-15", "--profile"]).arg(&profile);
    let answer = answer(&said(command.args(files.map(|file| corpus().join(file)))));
    assert_eq!(codes(&answer), ["D_EXACT", "W_MISSING_STAY"].map(str::to_owned).into());
    assert_eq!(answer["accepted"], 4);
    let finding = answer["findings"].as_array().unwrap().iter().find(|f| f["code"] == "W_MISSING_STAY").unwrap();
    assert_eq!(finding["stay_id"], "ST00003");
    let plain = answer_of(&files);
    assert_eq!(codes(&plain), ["D_EXACT"].map(str::to_owned).into(), "only where the feed is declared so");
}

fn answer_of(files: &[&str]) -> Value {
    answer(&check(files))
}
