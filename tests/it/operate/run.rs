//! The monthly run from the outside: figures, repeats, bytes, and what stays when it fails.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Mutex;

use beddays::operate::month::run::{RunRequest, run};
use beddays::operate::progress::Progress;
use beddays::project::Project;

use crate::support::harness::{EVENTS, Folder, STAYS, said};

/// S1: 8 and 9 March; S2, open: 9 to 31 March (23 days), not assessed. 25 x 130 pounds.
const AMOUNT: &str = "£3,250.00";

#[test]
fn a_month_is_billed_to_the_penny() {
    let folder = Folder::with_stays();
    let said = folder.march().exits(0).says(AMOUNT).says("published: yes").says("internal-statement.html");
    assert!(!format!("{}{}", said.stdout, said.stderr).contains(['\u{1b}', '\r']), "not quiet in a pipe");
    let json: serde_json::Value = serde_json::from_str(&folder.read("reports/2018-03/run.json")).unwrap();
    assert_eq!(json["amount_minor"]["GBP"], 325_000);
    assert_eq!(json["days_by_status"]["chargeable"], 25);
    assert_eq!(json["read"], 9);
    assert_eq!(json["accepted"], 9);
}

#[test]
fn every_format_says_the_same_sum() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let html = folder.read("reports/2018-03/internal-statement.html");
    assert!(html.contains(AMOUNT));
    let json: serde_json::Value =
        serde_json::from_str(&folder.read("reports/2018-03/internal-statement.json")).unwrap();
    let stays = json["sections"].as_array().unwrap().iter().find(|section| section["id"] == "stays").unwrap();
    let rows = stays["tables"][0]["rows"].as_array().unwrap();
    let sum: i64 = rows.iter().map(|row| row[7]["amount_minor"].as_i64().unwrap()).sum();
    assert_eq!(sum, 325_000);
    let csv = folder.read("reports/2018-03/internal-statement-stays.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let column = reader.headers().unwrap().iter().position(|name| name == "amount_minor").unwrap();
    let cells: Vec<i64> = reader.records().map(|row| row.unwrap()[column].parse().unwrap()).collect();
    assert!(cells.iter().sum::<i64>() == 325_000 || cells.iter().sum::<i64>() == 650_000, "{cells:?}");
    let ledger =
        folder.run(&["query", "select sum(amount_minor) as pence from ledger_day", "--format", "csv"]).exits(0);
    assert_eq!(ledger.stdout.lines().nth(1), Some("325000"));
    use calamine::{Data, Reader, open_workbook_auto};
    let mut book = open_workbook_auto(folder.path("reports/2018-03/internal-statement.xlsx")).unwrap();
    let names = book.sheet_names().to_owned();
    let found = names.iter().any(|name| {
        let range = book.worksheet_range(name).unwrap();
        range.rows().flatten().any(|cell| matches!(cell, Data::Float(value) if (value - 3250.0).abs() < 1e-9))
    });
    assert!(found, "no sheet of {names:?} has the sum");
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let (store, reports) = (folder.files("store"), folder.files("reports"));
    folder.march().exits(0).says("nothing changed");
    assert!(store == folder.files("store"), "the store changed");
    assert!(reports == folder.files("reports"), "a report changed");
    folder.run(&["report", "statement"]).exits(0);
    assert!(reports == folder.files("reports"), "a report written again differs");
}

/// What was heard of each stage: its units, and how many of them were done at most.
#[derive(Default)]
struct Heard(Mutex<Vec<(&'static str, u64, u64)>>);

impl Progress for Heard {
    fn begin(&self, stage: &'static str, total: u64) {
        self.0.lock().unwrap().push((stage, total, 0));
    }

    fn done(&self, units: u64) {
        let mut stages = self.0.lock().unwrap();
        let (.., done) = stages.last_mut().unwrap();
        *done = units.max(*done);
    }
}

#[test]
fn progress_of_reading_ends_with_all_bytes_of_what_is_new() {
    let folder = Folder::with_stays();
    let read = |month: &str| {
        let heard = Heard::default();
        let asked = RunRequest { month: month.parse().unwrap(), as_of: None };
        run(&Project::read(&folder.project()).unwrap(), asked, &heard).unwrap();
        heard.0.into_inner().unwrap().into_iter().find(|(stage, ..)| *stage == "reading").unwrap()
    };
    let all = (STAYS.len() + EVENTS.len()) as u64;
    assert_eq!(read("2018-03"), ("reading", all, all));
    assert_eq!(read("2018-04"), ("reading", 0, 0));
}

#[test]
fn the_same_input_gives_the_same_bytes_in_every_zone_and_on_any_number_of_threads() {
    let folder = Folder::with_stays();
    let key = folder.read("beddays.key");
    let outputs = |zone: Option<&str>, threads: &str| {
        // Another key would make other pseudonyms: the key is an input.
        let again = Folder::with_stays();
        again.put("beddays.key", &key);
        again.adopt_key();
        let mut command = again.command(&["run", "--month", "2018-03"]);
        command.env("RAYON_NUM_THREADS", threads).env("POLARS_MAX_THREADS", threads);
        match zone {
            Some(zone) => command.env("TZ", zone),
            None => command.env_remove("TZ"),
        };
        said(&mut command).exits(0);
        (again.files("reports"), again.files("store/tables"), again.files("store/ledger"))
    };
    let first = outputs(Some("UTC"), "1");
    let zones = ["Europe/London", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati", "Etc/GMT+12", "rubbish"];
    for zone in zones {
        assert!(first == outputs(Some(zone), "2"), "other bytes under {zone}");
    }
    assert!(first == outputs(None, "2"), "other bytes without a zone");
}

#[test]
fn news_makes_a_new_edition_and_the_old_ledger_stays() {
    let folder = Folder::with_stays();
    folder.march().exits(0).says("edition 1");
    folder.put(
        "inbox/events_2.csv",
        "stay_id,kind,at,until,value\nS2,assessed,2018-03-08T09:00,,\nS2,services_ready,2018-03-12T16:00,,\n",
    );
    folder.march().exits(0).says("edition 2");
    let is_ledger = |path: &PathBuf| !path.to_string_lossy().contains("-revisions-");
    assert_eq!(folder.files("store/ledger").into_keys().filter(is_ledger).count(), 2);
    // Readiness from 12 March 16:00 spares S2 every day from the 13th: 4 days left, and 2 of S1.
    folder.run(&["query", "select sum(amount_minor) as pence from ledger_day"]).exits(0).says("78000");
}

#[test]
fn late_news_about_a_published_month_is_said_until_the_month_is_run_again() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let march = folder.files("reports/2018-03");
    let late = "S4,9990000042,RZZ01,Norfolk,2018-03-10T09:00,2018-03-14,2018-03-20T16:00,77\n";
    let header = STAYS.lines().next().unwrap();
    folder.put("inbox/stays_late.csv", format!("{header}\n{late}"));
    let restated = |folder: &Folder| {
        let json: serde_json::Value = serde_json::from_str(&folder.read("reports/2018-04/run.json")).unwrap();
        json["restated_months"].clone()
    };
    for _ in 0..2 {
        folder.run(&["run", "--month", "2018-04"]).exits(1).says("2018-03, edition 1, would be different by now");
        // 14 to 20 March are delayed days; none is charged, for there was no notice.
        let change = &restated(&folder)[0];
        assert_eq!((&change["delayed_days_before"], &change["delayed_days_after"]), (&27.into(), &34.into()));
        assert_eq!(change["amount_before_minor"], change["amount_after_minor"]);
    }
    assert!(march == folder.files("reports/2018-03"), "March stays as it was published");
    folder.march().exits(0).says("delayed");
    folder.run(&["run", "--month", "2018-04"]).exits(0).says("no source delivered a fact of 2018-04");
    assert_eq!(restated(&folder), serde_json::json!([]), "March was run again and has the news");
}

#[test]
fn a_delivery_that_no_source_means_is_named_and_no_other() {
    let folder = Folder::with_stays();
    folder.put("inbox/stay_march.csv", "stay_id\n");
    // From within the project and from outside.
    for project in [".", "../project", folder.project().to_str().unwrap()] {
        let said = folder.run(&["run", "--month", "2018-03", "--project", project]).exits(1);
        assert_eq!(said.stderr.matches("matches no source").count(), 1, "{project}: {}", said.stderr);
        assert!(said.stderr.contains("`inbox/stay_march.csv` matches no source"), "{project}: {}", said.stderr);
    }
}

#[test]
fn what_the_inbox_gives_twice_is_taken_once() {
    let folder = Folder::with_stays();
    folder.put("inbox/stays_again.csv", STAYS);
    folder.march().exits(0).says("duplicates 3").says(AMOUNT);
}

#[test]
fn a_refused_file_leaves_the_last_good_month() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let (store, reports) = (folder.files("store"), folder.files("reports"));
    let header = STAYS.lines().next().unwrap();
    let cases: [(&str, String, &str); 5] = [
        ("a missing column", STAYS.replace("authority_code", "authority_cod"), "authority_co"),
        ("an unknown column", STAYS.replace("age_at_admission", "favourite_colour"), "favourite_colour"),
        ("an unclosed quote", format!("{header}\nS9,\"9990000018,RZZ01,Norfolk,2018-03-01,,,80\n"), "line 2"),
        ("a wrong encoding", "\u{fffd}".repeat(3), "inbox/stays_bad.csv"),
        ("an empty file", String::new(), "nothing in the file"),
    ];
    for (what, content, says) in cases {
        folder.put("inbox/stays_bad.csv", content);
        let said = folder.march().exits(65).says("stays_bad.csv").says("hint:").says(says);
        assert!(said.stderr.lines().any(|line| line.starts_with("error[F_")), "{what}: {}", said.stderr);
        assert!(store == folder.files("store") && reports == folder.files("reports"), "{what} changed something");
    }
    std::fs::remove_file(folder.path("inbox/stays_bad.csv")).unwrap();
    folder.march().exits(0).says("nothing changed");
}

#[test]
fn a_rejected_record_is_named_with_file_line_column_and_hint() {
    let folder = Folder::with_stays();
    folder.put(
        "inbox/stays_bad.csv",
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n\
         B1,9990000042,RZZ01,Norfolk,2018-02-30T09:00,,,80\n\
         B2,9990000042,RZZ01,Norfolk,2018-03-05T09:00,,2018-03-01T10:00,80\n\
         B3,9990000042,RZZ01,Nowhere,2018-03-05T09:00,,,80\n\
         B4,9990000043,RZZ01,Norfolk,2018-03-05T09:00,,,80\n\
         B5,,RZZ01,Norfolk,2018-03-05T09:00,,,80\n",
    );
    folder.put("inbox/events_bad.csv", "stay_id,kind,at,until,value\nGONE,assessed,2018-03-05T10:00,,\n");
    folder.march().exits(1).says("rejected 5").says("rejects.csv").says(AMOUNT);
    let rejects = folder.read("reports/2018-03/rejects.csv");
    for (code, line) in [("R_DATE", "2"), ("R_ORDER", "3"), ("R_ORG", "4"), ("R_NHS", "5"), ("R_UNKNOWN_STAY", "2")] {
        let mut reader = csv::Reader::from_reader(rejects.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let row = reader.records().map(Result::unwrap).find(|row| &row[at("code")] == code).expect(code);
        assert_eq!(&row[at("line")], line, "{code}");
        assert!(!row[at("hint")].is_empty() && !row[at("column")].is_empty() && row[at("file")].contains("_bad.csv"));
    }
    assert!(!rejects.contains("9990000043"), "an NHS number stands in the clear");
}

#[test]
fn files_and_folders_are_the_users_alone_whatever_the_umask() {
    for umask in ["000", "022"] {
        let dir = tempfile::TempDir::new().unwrap();
        let script = format!(
            "umask {umask}; {program} init p --authority Norfolk && cp stays.csv events.csv p/inbox/ && {program} run --project p --month 2018-03",
            program = env!("CARGO_BIN_EXE_beddays")
        );
        std::fs::write(dir.path().join("stays.csv"), STAYS).unwrap();
        std::fs::write(dir.path().join("events.csv"), EVENTS).unwrap();
        said(std::process::Command::new("sh").args(["-c", &script]).current_dir(dir.path())).exits(0);
        let mut pending = vec![dir.path().join("p")];
        while let Some(path) = pending.pop() {
            let mode = path.metadata().unwrap().permissions().mode() & 0o777;
            if path.is_dir() {
                assert_eq!(mode, 0o700, "{}", path.display());
                let entries = path.read_dir().unwrap().map(|entry| entry.unwrap().path());
                pending.extend(entries.filter(|inner| !inner.parent().unwrap().ends_with("inbox")));
            } else {
                assert_eq!(mode, 0o600, "{}", path.display());
            }
        }
    }
}

#[test]
fn explain_tells_a_lawyer_the_section_and_the_dates_of_each_day() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    folder
        .run(&["explain", "S1"])
        .exits(0)
        .says("relevant day Wed 7 March 2018")
        .says("Fri 9 March 2018")
        .says("Care Act 2014, Schedule 3, paragraph 4(2)")
        .says("2 chargeable of 3 delayed days: £260.00");
    folder.run(&["explain", "NOBODY"]).exits(66).says("hint:");
    let json = folder.run(&["explain", "S2", "--json"]).exits(0);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["days"].as_array().unwrap().len(), 24);
    assert_eq!(json["days"][1]["status"], "chargeable");
}

#[test]
fn a_new_project_bears_the_name_of_its_authority_and_one_stay_was_delayed() {
    let folder = Folder::new();
    folder.put("inbox/stays.csv", STAYS.lines().take(2).map(|line| format!("{line}\n")).collect::<String>());
    folder.put("inbox/events.csv", "stay_id,kind,at,until,value\n");
    folder.march().exits(0);
    let statement: serde_json::Value =
        serde_json::from_str(&folder.read("reports/2018-03/internal-statement.json")).unwrap();
    assert_eq!(statement["title"], "Delayed discharge: what Norfolk owes for March 2018");
    assert_eq!(statement["summary"][1], "Nothing is due for March 2018.");
    assert!(statement["summary"][2].as_str().unwrap().starts_with("1 stay was delayed on some day"), "{statement}");
    let other = Folder::new();
    let named = ["init", "other", "--authority", "E10000020", "--name", "Adult care"];
    other.run(&named).exits(0);
    assert!(other.read("other/beddays.toml").contains("name      = \"Adult care\""));
}
