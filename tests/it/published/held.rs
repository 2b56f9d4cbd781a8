//! What publications must keep beside their own sums: known differences only, every side held, nothing unsaid.

use std::path::{Path, PathBuf};

use beddays::published::PublicationRead;

use crate::published::totals::{check, given, read, sample, whole};
use crate::support::harness::program;

const SITREP: &str = "acute_sitrep_2024-25_monthly.csv.gz";

fn published(text: &str) -> PublicationRead {
    read(text.as_bytes(), &given("file")).unwrap()
}

/// Why the file is refused.
#[track_caller]
fn why(text: &str) -> String {
    published(text).contradiction().unwrap().what
}

fn text_of(name: &str) -> String {
    String::from_utf8(sample(name)).unwrap()
}

/// The table with a cell changed in the first row that has all of `row`; cells count from 0.
fn with_cell(text: &str, row: &[&str], cell: usize, change: impl Fn(&str) -> String) -> String {
    let at = text.lines().position(|line| row.iter().all(|part| line.contains(part))).unwrap();
    let line = |(n, line): (usize, &str)| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if n == at {
            cells[cell] = change(&cells[cell]);
        }
        cells.join(",") + "\n"
    };
    text.lines().enumerate().map(line).collect()
}

/// A day of the situation report in the publisher's layout: level, code and three figures a row.
fn day(places: &[(&str, &str, [u32; 3])]) -> String {
    let mut text = "Period,Level,Region,ICB,Org Code,Org Name,Metric,Value\n".to_owned();
    for (level, code, values) in places {
        let metrics = [
            "Number of patients who no longer meet the criteria to reside",
            "Number of patients discharged",
            "Number of patients remaining in hospital who no longer meet the criteria to reside",
        ];
        for (metric, value) in metrics.iter().zip(values) {
            text += &format!("01/06/2025,{level},,,{code},{code} NAME,{metric},{value}\n");
        }
    }
    text
}

#[test]
fn england_may_differ_from_its_boards_by_a_small_revision_in_months_only() {
    let text = text_of(SITREP);
    let real = whole(text.as_bytes());
    let note = real.notes.iter().find(|note| note.code == "W_REVISED").unwrap();
    assert!(note.message.contains("2024-04, 2024-05"), "{}", note.message);
    // Far more: England's row stays right in itself, as the average is changed with the total.
    let more = |value: &str| (value.parse::<u64>().unwrap() + 300_000).to_string();
    let cells: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let total = cells.iter().position(|name| *name == "discharged_total").unwrap();
    let changed = with_cell(&text, &["National", "2024-08"], total, more);
    let published = published(&changed);
    let icbs = published.checks.0.iter().find(|check| check.name == "icbs_add_to_england").unwrap();
    assert_eq!((icbs.failed, icbs.explained), (1, 2));
    assert!(published.contradiction().is_some());
    let england = ("National", "ENG", [100, 40, 60]);
    let boards = [("ICB", "QAA", [60, 20, 40]), ("ICB", "QBB", [40, 20, 20])];
    whole(day(&[england, boards[0], boards[1]]).as_bytes());
    let wrong = day(&[("National", "ENG", [1001, 401, 600]), ("ICB", "QAA", [1000, 400, 600])]);
    assert!(why(&wrong).contains("icbs_add_to_england"), "a day is never excused");
}

#[test]
fn providers_of_a_day_come_to_the_boards() {
    let boards = [("National", "ENG", [100, 40, 60]), ("ICB", "QAA", [60, 20, 40]), ("ICB", "QBB", [40, 20, 20])];
    let with =
        |provider| day(&[&boards[..], &[("PROVIDER", "RAA", [60, 20, 40]), ("PROVIDER", "RBB", provider)]].concat());
    assert_eq!(check(&whole(with([40, 20, 20]).as_bytes()), "providers_add_to_icbs"), (3, 0));
    let what = why(&with([41, 20, 21]));
    assert!(what.contains("providers_add_to_icbs") && what.contains("2025-06-01") && what.contains("100 stated, 101"));
}

/// A row of the older record-level layout for each kind of care and reason of a month, but those that `leave` names.
fn records(year: &str, month: &str, council: &str, leave: &[(&str, &str)]) -> String {
    let mut text = "Year,Period Name,Provider SHA Code,Provider SHA Name,Provider Org Code,Provider Org Name,\
                    Local Authority Code,Local Authority Name,Acute Or Non Acute Description,Reason For Delay,\
                    NHS A SUM,NHS B SUM,Social Care A SUM,Social Care B SUM,Both A SUM,Both B SUM\n"
        .to_owned();
    for care in ["Acute", "Non-Acute"] {
        for reason in beddays::published::lookup::reasons().iter().filter(|reason| reason.code != "O") {
            if !leave.contains(&(care, &*reason.code)) {
                text += &format!("{year},{month},Q30,NORTH,RX1,TRUST,{council},{care},{},1,10,0,0,0,0\n", reason.token);
            }
        }
    }
    text
}

#[test]
fn councils_are_those_of_the_list_with_their_names_and_nine_characters() {
    whole(records("2011-12", "APRIL", "507,DERBY UA", &[]).as_bytes());
    whole(records("2011-12", "APRIL", "215,HULL CITY COUNCIL", &[]).as_bytes());
    for (council, rule, words) in [
        ("50Z,DERBYSHIRE", "codes_are_in_the_list", "`50Z` stated, no such council"),
        ("507,DERBYSHIRE", "names_fit_codes", "`DERBYSHIRE` stated, Derby by the list"),
        ("00EW,CHESHIRE EAST", "names_fit_codes", "Cheshire West and Chester by the list"),
        ("738,\"BOURNEMOUTH, CHRISTCHURCH AND POOLE UA\"", "codes_are_in_the_list", "no council of that month"),
        ("9900,RESIDENT IN SCOTLAND", "names_fit_codes", "wales"),
    ] {
        let what = why(&records("2011-12", "APRIL", council, &[]));
        assert!(what.contains(rule) && what.contains(words) && what.contains("2011-04"), "{council}: {what}");
    }
    // Dorset's code meant another council from May 2019 on, with other nine characters.
    let text = text_of("la_delayed_days_2011-04_2019-12.csv.gz");
    let swapped = with_cell(&text, &["2019-06,809,"], 3, |_| "E10000009".to_owned());
    let what = why(&swapped);
    assert!(what.contains("ons_codes_fit_codes") && what.contains("E06000059 by the list"), "{what}");
}

#[test]
fn boards_are_those_of_the_list_and_unknown_words_reject_their_record() {
    let row = |area: &str, age: &str, reason: &str| {
        format!(
            "MonthOfDelay,HBT,HBTQF,AgeGroup,AgeGroupQF,ReasonForDelay,ReasonForDelayQF,NumberOfCensusDelays\n\
             202001,{area},{age},,{reason},4\n202001,S92000003,d,18plus,d,All Delay Reasons,d,4\n"
        )
    };
    whole(row("S08000024,", "18plus", "All Delay Reasons,d").as_bytes());
    assert!(why(&row("S08000099,", "18plus", "All Delay Reasons,d")).contains("`S08000099` stated, no such board"));
    for (area, age, reason, column) in [
        ("S08000024,", "16plus", "All Delay Reasons,d", "AgeGroup"),
        ("S08000024,", "18plus", "Weather,d", "ReasonForDelay"),
        ("S08000024,", "18plus", "All Delay Reasons,q", "ReasonForDelayQF"),
        ("S08000024,x", "18plus", "All Delay Reasons,d", "HBTQF"),
    ] {
        let found = published(&row(area, age, reason));
        assert_eq!((found.receipt.accepted, found.receipt.rejected), (1, 1), "{column}");
        assert_eq!((found.findings[0].code, found.findings[0].column.as_str()), ("R_CODE", column));
    }
}

#[test]
fn one_code_has_one_name_in_a_month() {
    let two = day(&[("PROVIDER", "RAA", [60, 20, 40])]).replacen("RAA NAME", "OTHER TRUST", 1);
    assert!(why(&two).contains("codes_have_one_name"));
    let shared = day(&[("PROVIDER", "RAA", [60, 20, 40]), ("PROVIDER", "RBB", [60, 20, 40])]);
    let shared = whole(shared.replace("RBB NAME", "RAA NAME").as_bytes());
    let note = shared.notes.iter().find(|note| note.code == "W_AREA_NAMES").unwrap();
    assert!(note.message.contains("RAA and RBB"), "{}", note.message);
}

#[test]
fn what_lacks_a_total_and_months_that_lack_are_said() {
    let text = text_of("la_delayed_days_2011-04_2019-12.csv.gz");
    let without = |part: &str| -> String {
        text.lines().filter(|line| !line.starts_with(part)).map(|line| format!("{line}\n")).collect()
    };
    let areas = |published: &PublicationRead| {
        published.checks.0.iter().find(|check| check.name == "areas_add_to_england").unwrap().no_total.words()
    };
    assert_eq!(areas(&published(&text)), None);
    let found = whole(without("2013-05,ENG").as_bytes());
    assert_eq!(areas(&found).unwrap(), "16 sums, 1 month (2013-05)");
    let lone: String = text.lines().filter(|line| !line.contains(",ENG,")).map(|line| format!("{line}\n")).collect();
    assert_eq!(areas(&published(&lone)).unwrap(), "1713 sums, 105 months (2011-04 to 2019-12)");
    let warned = |published: &PublicationRead| -> Vec<String> {
        let notes = published.notes.iter().filter(|note| note.code == "W_MONTHS_MISSING");
        notes.map(|note| note.message.clone()).collect()
    };
    assert_eq!(warned(&found), ["1 area without months that others have in between: ENGLAND (ENG) lacks 2013-05"]);
    assert!(
        warned(&published(&without("2013-05")))[0].starts_with("1 month missing between others of the series: 2013-05")
    );
    assert!(warned(&published(&without("2019-12"))).is_empty(), "an end is no gap");
}

#[test]
fn older_records_have_no_reason_o_before_april_2017_and_say_which_rows_lack() {
    let full = whole(records("2016-17", "MARCH", "507,DERBY UA", &[]).as_bytes());
    assert!(full.notes.is_empty(), "{:?}", full.notes);
    let partial = whole(records("2016-17", "MARCH", "507,DERBY UA", &[("Acute", "E")]).as_bytes());
    let note = partial.notes.iter().find(|note| note.code == "W_ROWS_MISSING").unwrap();
    assert!(note.message.contains("RX1") && note.message.contains("19 rows, without acute E"), "{}", note.message);
    let row = "Q30,NORTH,RX1,TRUST,507,DERBY UA,Non-Acute,O_OTHER,0,10,0,0,0,0\n";
    let early = format!("{}2016-17,MARCH,{row}", records("2016-17", "MARCH", "507,DERBY UA", &[]));
    assert!(why(&early).contains("reasons_are_of_the_month"));
    whole(format!("{}2017-18,APRIL,{row}", records("2017-18", "APRIL", "507,DERBY UA", &[])).as_bytes());
}

#[test]
fn figures_that_nothing_bears_on_are_named() {
    let named = |published: &PublicationRead| -> Vec<String> {
        published
            .unchecked
            .iter()
            .map(|unchecked| format!("{} of {} {}", unchecked.measure, unchecked.area_kind, unchecked.figures))
            .collect()
    };
    let old = whole(records("2016-17", "MARCH", "507,DERBY UA", &[]).as_bytes());
    assert_eq!(named(&old), ["delayed_days of council 60", "delayed_patients of council 60"]);
    assert!(named(&whole(&sample("msitdt_2019-11_provider_la_reason.csv.gz"))).is_empty());
    assert!(named(&whole(&sample("england_monthly_2010-08_2020-02.csv"))).is_empty());
    let parts = whole(&sample("england_monthly_care_reason_org_2010-08_2020-02.csv.gz"));
    assert_eq!(named(&parts), ["delayed_days of england 7245"]);
    let output = program().arg("published").arg(folder().join("drd_national_2024-04_2025-09.csv")).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("nothing in this file to hold discharges of england against: 18 figures"), "{said}");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published")
}

#[test]
fn files_given_together_must_give_one_figure_one_value() {
    let at = tempfile::tempdir().unwrap();
    let run = |files: &[&Path], more: &[&str]| {
        let output = program().arg("published").args(files).args(more).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let series = folder().join("england_monthly_2010-08_2020-02.csv");
    let councils = folder().join("la_delayed_days_2011-04_2019-12.csv.gz");
    let records = folder().join("msitdt_2019-11_provider_la_reason.csv.gz");
    let (exit, said, error) = run(&[&series, &councils, &records], &[]);
    assert_eq!(exit, Some(0), "{error}");
    assert!(said.contains("142 different (the national series is revised apart"), "{said}");
    // Parts of the series that are changed, and one council's month with everything that must add up.
    let parts = text_of("england_monthly_care_reason_org_2010-08_2020-02.csv.gz");
    let more = |value: &str| (value.parse::<u64>().unwrap() + 7).to_string();
    let changed = with_cell(&parts, &["2010-08,"], 4, more);
    let wrong = at.path().join("parts.csv");
    std::fs::write(&wrong, changed).unwrap();
    let (exit, _, error) = run(&[&series, &wrong], &[]);
    assert_eq!(exit, Some(65));
    assert!(
        error.contains("F_CONFLICT")
            && error.contains("parts.csv")
            && error.contains("2010-08, in all: 109918 and 109925"),
        "{error}"
    );
    let (_, csv, _) = run(&[&series, &wrong], &["--csv"]);
    assert_eq!(csv.lines().count(), 1, "nothing of either is taken");
    // A revision is small for the month and for the part: a fifth of the days of a small reason is none.
    for (moved, wanted) in [(100, 0), (200, 65)] {
        let by = |days: i64| move |value: &str| (value.parse::<i64>().unwrap() + days).to_string();
        let (less, more) = (by(-moved), by(moved));
        let text = with_cell(&text_of("england_monthly_2010-08_2020-02.csv"), &["2019-06,"], 15, less);
        let wrong = at.path().join("series.csv");
        std::fs::write(&wrong, with_cell(&text, &["2019-06,"], 14, more)).unwrap();
        let (exit, _, error) = run(&[&wrong, &councils], &[]);
        assert_eq!(exit, Some(wanted), "{error}");
        assert!(wanted == 0 || error.contains("2019-06, H: 730 and 971"), "{error}");
    }
    let text = text_of("la_delayed_days_2011-04_2019-12.csv.gz");
    let mut moved = text.clone();
    for cell in [4, 7, 8, 10] {
        moved = with_cell(&moved, &["2019-11,406,"], cell, more);
        moved = with_cell(&moved, &["2019-11,ENG,"], cell, more);
    }
    let wrong = at.path().join("councils.csv");
    std::fs::write(&wrong, moved).unwrap();
    let (exit, _, error) = run(&[&wrong], &[]);
    assert_eq!(exit, Some(0), "alone it keeps to its totals: {error}");
    let (exit, _, error) = run(&[&records, &wrong], &[]);
    assert_eq!(exit, Some(65));
    assert!(
        error.contains("council 406, 2019-11") && error.contains("councils.csv") && error.contains("msitdt"),
        "{error}"
    );
}

#[test]
fn a_council_that_the_records_lack_is_named() {
    let councils = whole(&sample("la_delayed_days_2011-04_2019-12.csv.gz"));
    let mut records = whole(&sample("msitdt_2019-11_provider_la_reason.csv.gz"));
    records.figures.retain(|figure| &*figure.area.code != "406");
    let taken = [("councils".to_owned(), councils), ("records".to_owned(), records)];
    let found = beddays::published::cross_file_check::comparisons(&taken);
    assert_eq!(found[0].conflicts, 1, "{:?}", found[0].examples);
    let what = found[0].conflict().unwrap().what;
    assert!(what.contains("council 406, 2019-11") && what.ends_with("and no figure"), "{what}");
}

#[test]
fn two_editions_may_differ() {
    let text = text_of("england_monthly_2010-08_2020-02.csv");
    let of = |text: &str, edition: &str| {
        let given = beddays::published::PublicationContext { edition: Some(edition), ..given("file") };
        read(text.as_bytes(), &given).unwrap()
    };
    let changed = with_cell(&text, &["2010-09"], 1, |value| format!("{value}0"));
    for (edition, conflicts) in [("2020-03-12", 0), ("2020-04-09", 1)] {
        let taken = [("one".to_owned(), of(&text, "2020-04-09")), ("other".to_owned(), of(&changed, edition))];
        let found = beddays::published::cross_file_check::comparisons(&taken);
        assert_eq!((found[0].different, found[0].conflicts), (1, conflicts));
        assert_eq!(found[0].explained.is_some(), conflicts == 0);
        assert_eq!(found[0].conflict().is_some(), conflicts == 1);
    }
}
