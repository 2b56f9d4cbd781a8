//! Months that are closed: they stay as they are to the byte, and what changes of them is corrected, with its cause, in the
//! first open month.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::Case;
use super::deliveries::{EVENTS, HALF, STAYS, WHOLE, project};

/// A project with the first months of 2018 published, the first of them closed.
fn published(months: &[&str], closed: usize) -> Case {
    let case = project();
    for month in months {
        case.deliver(month, &WHOLE);
        case.run(month).exits(0);
    }
    for month in &months[..closed] {
        case.close(month).exits(0);
    }
    case
}

/// A stay of January that nobody knew of: 15 to 20 January, five days charged at £130.
fn put_late_stay(case: &Case) {
    case.put(
        "p/inbox/stays-late.csv",
        format!("{STAYS}LATE,RZZ02,Norfolk,2018-01-10T09:00,2018-01-15,2018-01-20T16:00\n"),
    );
    case.put(
        "p/inbox/events-late.csv",
        format!(
            "{EVENTS}LATE,assessment_notice,2018-01-12T10:00,,\nLATE,discharge_notice,2018-01-14T10:00,,2018-01-15\n\
             LATE,assessed,2018-01-20T10:00,,\n"
        ),
    );
}

impl Case {
    pub(super) fn close(&self, month: &str) -> crate::support::harness::Said {
        self.beddays(&format!("close --project p --month {month}"))
    }

    /// The rows of the table of what the latest edition of a month changed and corrected.
    pub(super) fn revisions(&self, month: &str) -> Vec<Value> {
        let said = self.beddays(&format!("query --project p --month {month} revision --format json")).exits(0);
        let rows: Vec<Value> = serde_json::from_str(&said.stdout).unwrap();
        rows
    }

    /// Stay, days, cause, and what is owed more for them.
    fn corrected(&self, month: &str) -> Vec<(String, i64, String, i64)> {
        let number = |row: &Value, name: &str| row[name].as_i64().unwrap();
        let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let one = |row: &Value| {
            let days = number(row, "days");
            let more = days * (number(row, "new_amount_minor") - number(row, "old_amount_minor"));
            (text(row, "stay_id"), days, text(row, "cause"), more)
        };
        self.revisions(month).iter().map(one).collect()
    }
}

/// The files of a month, in the store and where people look, with their modes.
fn files_of(case: &Case, month: &str) -> Vec<(String, u32, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["p/store/ledger", "p/store/reports", &format!("p/reports/{month}")] {
        for entry in fs::read_dir(case.path(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_file() && (folder.ends_with(month) || name.starts_with(month)) {
                let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
                files.push((name, mode, fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_closed_month_stays_to_the_byte_and_late_records_are_corrected_in_the_open_month() {
    let case = published(&["2018-01"], 1);
    let january = files_of(&case, "2018-01");
    assert!(january.len() > 10);
    for (name, mode, _) in &january {
        assert_eq!(*mode, 0o400, "{name}");
    }
    put_late_stay(&case);
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02").exits(0).says("to pay with corrections");
    assert!(january == files_of(&case, "2018-01"), "January is not as it was closed");
    let run = case.run_json("2018-02");
    assert_eq!(run["restated_months"].as_array().unwrap().len(), 0);
    let own = run["statement_amount_minor"].as_i64().unwrap();
    assert_eq!(run["corrections_minor"], 5 * 13_000);
    assert_eq!(run["to_pay_minor"], own + 5 * 13_000);
    let corrected = &run["corrected_months"][0];
    assert_eq!((corrected["month"].as_str(), &corrected["stays_changed"]), (Some("2018-01"), &Value::from(1)));
    assert_eq!(corrected["is_closed"], true);
    // Of the six days one is free; each run of days has its cause, and the file and line of the newest record.
    let rows = case.revisions("2018-02");
    assert_eq!(rows.iter().map(|row| row["days"].as_i64().unwrap()).sum::<i64>(), 6);
    assert_eq!(case.corrected("2018-02").iter().map(|row| row.3).sum::<i64>(), 65_000);
    for row in &rows {
        assert_eq!((row["stay_id"].as_str(), row["cause"].as_str()), (Some("LATE"), Some("late_record")));
        assert_eq!((row["month"].as_str(), &row["old_status"]), (Some("2018-01"), &Value::Null));
        assert!(row["line"].as_i64().unwrap() > 1);
    }
    let statement = case.statement("2018-02");
    let sentences = statement["summary"].to_string();
    let wanted = "Closed months are corrected: +£650.00 for January 2018 (1 stay). With the £2,600.00 of February 2018 that \
                  makes £3,250.00 to pay now.";
    assert!(sentences.contains(wanted), "{sentences}");
    let html = case.read("p/reports/2018-02/internal-statement.html");
    assert!(html.contains("What is to be paid now?") && html.contains("stays-late.csv, line 2"), "no evidence");
    let revision = case.json("p/reports/2018-02/internal-revision.json");
    let steps = revision["sections"][0]["tables"][0]["rows"].to_string();
    for step in ["As closed, with earlier corrections", "a record came late", "As it is now"] {
        assert!(steps.contains(step), "`{step}` is not in {steps}");
    }
    // Again, and nothing changes.
    case.run("2018-02").exits(0).says("nothing changed");
    case.beddays("verify --project p").exits(0).says("the store is whole");
}

#[test]
fn corrections_start_from_what_was_corrected_before() {
    let case = published(&["2018-01"], 1);
    put_late_stay(&case);
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02").exits(0);
    case.close("2018-02").exits(0).says("closed: 2018-02, edition 1");
    let february = files_of(&case, "2018-02");
    // The stay ended three days earlier than was said.
    case.put(
        "p/inbox/stays-late-2.csv",
        format!("{STAYS}LATE,RZZ02,Norfolk,2018-01-10T09:00,2018-01-15,2018-01-17T16:00\n"),
    );
    case.deliver("2018-03", &WHOLE);
    case.run("2018-03");
    let run = case.run_json("2018-03");
    assert_eq!(run["corrections_minor"], -3 * 13_000, "{run}");
    let corrected = case.corrected("2018-03");
    assert!(corrected.iter().all(|row| row.2 == "corrected_record"), "{corrected:?}");
    let corrected = run["corrected_months"].as_array().unwrap();
    assert_eq!(corrected.len(), 1, "February is as it was closed");
    let before = case.run_json("2018-02")["corrected_months"][0]["amount_after_minor"].clone();
    assert_eq!(corrected[0]["amount_before_minor"], before, "what was corrected is where the next correction starts");
    assert!(february == files_of(&case, "2018-02"));
    // And it was right at first: the next month puts it back.
    case.close("2018-03").exits(0);
    case.put(
        "p/inbox/stays-late-3.csv",
        format!("{STAYS}LATE,RZZ02,Norfolk,2018-01-10T09:00,2018-01-15,2018-01-20T17:00\n"),
    );
    case.deliver("2018-04", &WHOLE);
    case.run("2018-04");
    assert_eq!(case.run_json("2018-04")["corrections_minor"], 3 * 13_000);
    // No news: no corrections.
    case.close("2018-04").exits(0);
    case.deliver("2018-05", &WHOLE);
    case.run("2018-05").exits(0);
    let run = case.run_json("2018-05");
    assert_eq!(
        (&run["corrections_minor"], run["to_pay_minor"] == run["statement_amount_minor"]),
        (&Value::from(0), true)
    );
    assert!(!case.path("p/reports/2018-05/internal-revision.html").exists());
    case.beddays("verify --project p").exits(0);
}

#[test]
fn each_kind_of_news_has_its_cause() {
    let row = |authority: &str, left: &str| {
        format!("{STAYS}S2018-01-1,RZZ01,{authority},2018-01-08T09:00,2018-01-12,2018-01-{left}T16:00\n")
    };
    let cases = [
        ("stays-9.csv", row("Norfolk", "15"), "corrected_record"),
        ("stays-9.csv", row("Suffolk", "20"), "authority_corrected"),
        ("events-9.csv", format!("{EVENTS}S2018-01-1,services_ready,2018-01-14T09:00,,\n"), "late_record"),
        (
            "events-9.csv",
            format!("{EVENTS}S2018-01-1,discharge_notice_withdrawn,2018-01-11T18:00,,\n"),
            "notice_withdrawn",
        ),
    ];
    for (file, content, cause) in cases {
        let case = published(&["2018-01"], 1);
        case.deliver("2018-02", &WHOLE);
        case.put(&format!("p/inbox/{file}"), content);
        case.run("2018-02");
        let causes: Vec<String> = case.corrected("2018-02").into_iter().map(|row| row.2).collect();
        assert!(!causes.is_empty() && causes.iter().all(|found| found == cause), "{cause}: {causes:?}");
        let evidence = case.read("p/reports/2018-02/internal-statement.html");
        assert!(evidence.contains(&format!("{file}, line 2")), "{cause}");
    }
}

#[test]
fn a_record_that_is_refused_repeated_or_waits_is_no_cause() {
    let late = [
        // Refused as it is read; the row of January once more; an event that waits for its stay.
        ("stays-9.csv", format!("{STAYS}S2018-01-1,RZZ01,Norfolk,2018-01-08T09:00,2018-01-12,2018-13-20T16:00\n")),
        ("stays-9.csv", format!("{STAYS}S2018-01-1,RZZ01,Norfolk,2018-01-08T09:00,2018-01-12,2018-01-20T16:00\n")),
        (
            "events-9.csv",
            format!("{EVENTS}S2018-01-1,no_such_kind,2018-01-14T09:00,,\nX-1,assessed,2018-01-14T09:00,,\n"),
        ),
    ];
    for (file, content) in late {
        let case = published(&["2018-01"], 1);
        case.deliver("2018-02", &WHOLE);
        case.put(&format!("p/inbox/{file}"), &content);
        case.set("[readings]\n", "[readings]\ndischarge_day_2014 = \"exclude\"\n");
        case.set("[project]\n", "[project]\nmax_rejected_share = 1.0\n");
        let said = case.run("2018-02");
        let corrected = case.corrected("2018-02");
        assert!(corrected.iter().any(|row| row.0 == "S2018-01-1"), "{content}: {said:?}");
        assert!(corrected.iter().all(|row| row.2 == "law_changed"), "{content}: {corrected:?}");
        assert!(case.revisions("2018-02").iter().all(|row| row["source_record"].is_null()), "{content}");
    }
}

#[test]
fn another_reading_of_the_law_is_a_cause_of_its_own() {
    let case = published(&["2018-01"], 1);
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02").exits(0);
    case.set("[readings]\n", "[readings]\ndischarge_day_2014 = \"exclude\"\n");
    let said = case.run("2018-02");
    let corrected = case.corrected("2018-02");
    let of_january: Vec<_> = corrected.iter().filter(|row| row.0.starts_with("S2018-01")).collect();
    assert!(!of_january.is_empty(), "{}{}", said.stdout, said.stderr);
    assert!(corrected.iter().all(|row| row.2 == "law_changed"), "{corrected:?}");
    assert_eq!(case.run_json("2018-02")["edition"], 2);
}

#[test]
fn a_corrected_authority_moves_the_money_from_one_council_to_the_other() {
    let case = published(&[], 0);
    case.sh("sed -i 's/^view .*/view = \"system\"/' p/beddays.toml").exits(0);
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    case.close("2018-01").exits(0);
    case.deliver("2018-02", &WHOLE);
    case.put(
        "p/inbox/stays-9.csv",
        format!("{STAYS}S2018-01-1,RZZ01,Suffolk,2018-01-08T09:00,2018-01-12,2018-01-20T16:00\n"),
    );
    case.run("2018-02");
    let run = case.run_json("2018-02");
    assert_eq!(
        run["corrections_minor"],
        0,
        "{:?} what one council pays less the other pays more",
        case.revisions("2018-02")
    );
    let of: Vec<(String, i64)> = (run["statements"].as_array().unwrap().iter())
        .map(|one| (one["name"].as_str().unwrap().to_owned(), one["corrections_minor"].as_i64().unwrap()))
        .collect();
    let january = case.run_json("2018-01")["statement_amount_minor"].as_i64().unwrap();
    assert!(january > 0);
    let sum = |name: &str| of.iter().find(|one| one.0.starts_with(name)).unwrap_or_else(|| panic!("{name}: {of:?}")).1;
    assert!(sum("Norfolk") < 0 && sum("Norfolk") == -sum("Suffolk"), "{of:?}");
    let suffolk =
        run["statements"].as_array().unwrap().iter().find(|one| one["name"].as_str().unwrap().starts_with("Suffolk"));
    let folder = suffolk.unwrap()["folder"].as_str().unwrap();
    let page = case.read(&format!("p/reports/2018-02/{folder}/internal-statement.html"));
    assert!(page.contains("To pay now") && page.contains("another authority pays"));
}

#[test]
fn what_cannot_be_closed_says_why_and_changes_nothing() {
    let case = published(&["2018-01"], 0);
    case.deliver("2018-02", &HALF);
    case.beddays("run --project p --month 2018-02 --as-of 2018-02-14");
    let before = case.read("p/store/manifest.json");
    case.close("2018-02")
        .exits(65)
        .says("2018-01 is published before 2018-02 and is open")
        .says("beddays close --month 2018-01");
    case.close("2018-07").exits(66).says("2018-07 was never published");
    assert_eq!(before, case.read("p/store/manifest.json"));
    case.close("2018-01").exits(0);
    case.close("2018-02").exits(65).says("has news up to 2018-02-14 alone").says("beddays run --month 2018-02");
    let closed = (case.read("p/store/manifest.json"), files_of(&case, "2018-01"));
    case.close("2018-01").exits(65).says("2018-01 is closed already, in edition 1");
    case.run("2018-01").exits(65).says("2018-01 is closed, in edition 1").says("first open month");
    case.beddays("acknowledge --project p --month 2018-01").exits(65).says("2018-01 is closed");
    assert!(closed == (case.read("p/store/manifest.json"), files_of(&case, "2018-01")));
    // What was closed is put in place again as it was.
    case.sh("rm -r p/reports/2018-01").exits(0);
    case.beddays("report statement --project p --month 2018-01").exits(0);
    assert!(closed.1 == files_of(&case, "2018-01"));
}

#[test]
fn a_month_that_is_open_between_takes_the_corrections() {
    let case = published(&["2018-01", "2018-02", "2018-03"], 1);
    put_late_stay(&case);
    // March is not the first open month: it says what waits, and for which month.
    case.run("2018-03").exits(1).says("2018-01");
    let run = case.run_json("2018-03");
    assert_eq!(
        (&run["corrections_minor"], &run["restated_months"][0]["is_closed"]),
        (&Value::from(0), &Value::from(true))
    );
    case.run("2018-02");
    assert_eq!(case.run_json("2018-02")["corrections_minor"], 65_000);
    assert_eq!(case.run_json("2018-02")["edition"], 2, "what is to be paid is another: so is the edition");
    case.run("2018-03").exits(1);
    assert_eq!(case.run_json("2018-03")["corrections_minor"], 0);
}

#[test]
fn an_edition_of_before_is_given_back_as_it_was_published() {
    let case = published(&["2018-01"], 0);
    let first = case.read("p/reports/2018-01/internal-statement.html");
    put_late_stay(&case);
    case.run("2018-01").exits(0).says("edition 2");
    case.sh("rm -r p/reports/2018-01").exits(0);
    let said = case.beddays("report statement --project p --month 2018-01 --edition 1").exits(0);
    assert_eq!(fs::read_to_string(case.path(said.stdout.trim())).unwrap(), first);
    case.beddays("report statement --project p --month 2018-01 --edition 3").exits(66).says("editions are 1 to 2");
    // What changed has its cause.
    assert!(case.corrected("2018-01").iter().all(|row| row.0 == "LATE" && row.2 == "late_record"));
    let page = case.read("p/reports/2018-01/internal-revision.html");
    assert!(page.contains("What did edition 2 change of edition 1?") && page.contains("a record came late"));
}

#[test]
fn a_broken_seal_is_found() {
    let case = published(&["2018-01", "2018-02"], 2);
    case.beddays("verify --project p").exits(0);
    let path = case.path("p/store/manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let mut manifest: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(manifest["closed"].as_array().unwrap().len(), 2);
    manifest["closed"][0]["by"] = Value::from("somebody else");
    manifest["self_sha256"] = Value::from("");
    let bare = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
    let hash = beddays::store::sha256(bare.as_bytes());
    fs::write(&path, bare.replace("\"self_sha256\": \"\"", &format!("\"self_sha256\": \"{hash}\""))).unwrap();
    case.beddays("verify --project p").exits(65).says("seal of 2018-01");
}

/// The series `q3` of the files that are broken on purpose: February 2026 is closed, then a row of it comes late. No law charges in
/// 2026, so that the correction is of days alone.
#[test]
fn a_late_row_after_close_is_corrected_where_no_law_charges_too() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let series = format!("{root}/bad-inputs/seq/q3_late_row_after_close");
    let case = Case::empty();
    case.beddays("init p --authority Devon").exits(0);
    case.sh(&format!("cp {root}/profiles/bad-inputs.toml p/")).exits(0);
    case.sh("chmod go-rwx p/bad-inputs.toml").exits(0);
    case.sh("sed -i 's/\"native-stay\"/\"bad-inputs.toml\"/' p/beddays.toml").exits(0);
    case.sh(&format!("cp {series}/01_2026-02.csv p/inbox/stays-1.csv")).exits(0);
    case.run("2026-02").exits(0);
    case.close("2026-02").exits(0);
    let february = files_of(&case, "2026-02");
    assert!(february.len() > 10);

    case.sh(&format!("cp {series}/02_late.csv p/inbox/stays-2.csv")).exits(0);
    let said = case.run("2026-03").exits(0);
    assert!(
        said.stderr.contains("late news of 2026-02, closed in edition 1, is corrected here: 0 chargeable days of 18"),
        "{said:?}"
    );
    assert_eq!(files_of(&case, "2026-02"), february, "a closed month stays as it is");
    assert_eq!(case.corrected("2026-03"), [("ST00010".to_owned(), 5, "late_record".to_owned(), 0)]);
    case.beddays("verify --project p").exits(0);
}
