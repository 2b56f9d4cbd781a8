//! Deliveries of which too little can be read: refused as a whole, and the last good month stays.

use super::forms::{HEADER, project, row};
use crate::operate::field::Case;

/// Stays of which the first `bad` have no council that is known.
fn delivery(rows: usize, bad: usize) -> String {
    let one = |at: usize| {
        let row = row(&format!("T-{at}"), "2018-03-01T09:30", "2018-03-08", "2018-03-12T15:00");
        if at < bad { row.replace("E10000020", "Nowhere") } else { row }
    };
    HEADER.to_owned() + &(0..rows).map(one).collect::<String>()
}

#[test]
fn a_delivery_in_a_form_that_nobody_can_read_changes_nothing() {
    let case = Case::new("05-whole-delivery-unreadable");
    project(&case, &[]);
    let said =
        case.sh("cp changed.csv p/inbox/stays.csv; cp events.csv p/inbox/; beddays run --project p --month 2018-03");
    let said = said.exits(65).says("`admitted_at`").says("`2018 March 01 8.30 am`");
    assert!(!format!("{}{}", said.stdout, said.stderr).contains("published: yes"), "{said:?}");
    assert!(!case.path("p/reports/2018-03").exists());

    case.beddays("init q --authority Norfolk").exits(0);
    let good = "cp good.csv q/inbox/stays.csv; cp events.csv q/inbox/; beddays run --project q --month 2018-03";
    case.sh(good).exits(0).says("£10,400.00");
    let before = case.read("q/reports/2018-03/run.json");
    let said =
        case.sh("rm q/inbox/stays.csv; cp changed.csv q/inbox/stays-2.csv; beddays run --project q --month 2018-03");
    said.exits(65).says("stays-2.csv").says("the last good month stays");
    assert_eq!(case.read("q/reports/2018-03/run.json"), before);
    case.sh("rm q/inbox/stays-2.csv; beddays verify --project q").exits(0);
    case.sh("beddays run --project q --month 2018-03").exits(0).says("£10,400.00");
}

#[test]
fn events_in_a_form_that_nobody_can_read_change_nothing() {
    let case = Case::new("05-whole-delivery-unreadable");
    let events = case.read("events.csv");
    // Every event; and only those of stays that were delayed, beside one of a stay that was not.
    let unread = events.replace("2018-03-", "2018 March ").replace("T10:00", " at ten");
    let on_time = row("ON-1", "2018-03-01T08:30", "2018-03-12", "2018-03-12T15:00");
    let kind = events.replace("assessment_notice", "notice2").replace("discharge_notice", "notice5");
    let kind = kind.replace("assessed", "done") + "ON-1,assessment_notice,2018-03-06T10:00,,\n";
    for (name, content) in [("unread", unread), ("kind", kind)] {
        let folder = format!("p-{name}");
        case.beddays(&format!("init {folder} --authority Norfolk")).exits(0);
        case.put(&format!("{folder}/inbox/stays.csv"), case.read("good.csv") + &on_time);
        case.put(&format!("{folder}/inbox/events.csv"), content);
        let said = case.beddays(&format!("run --project {folder} --month 2018-03")).exits(65).says("events.csv");
        assert!(!format!("{}{}", said.stdout, said.stderr).contains("published: yes"), "{said:?}");
    }
}

#[test]
fn events_that_only_wait_for_their_stays_are_readable() {
    let case = Case::new("05-whole-delivery-unreadable");
    let others = case.read("good.csv").replace("WD-", "XX-");
    project(&case, &[("stays.csv", &others), ("events.csv", &case.read("events.csv"))]);
    case.beddays("run --project p --month 2018-03").exits(1).says("rejected 60");
    // They are taken when their stays have come.
    case.sh("cp good.csv p/inbox/stays-2.csv; beddays run --project p --month 2018-03").says("£10,400.00");
}

#[test]
fn too_many_rejected_records_refuse_a_delivery_and_the_project_sets_the_limit() {
    for (rows, bad, exit) in [(20, 10, 1), (20, 11, 65), (19, 18, 1), (3, 3, 65), (1, 1, 65), (40, 0, 0), (40, 40, 65)]
    {
        let case = Case::empty();
        project(&case, &[("stays.csv", &delivery(rows, bad))]);
        case.beddays("ingest --project p --dry-run p/inbox/stays.csv").exits(exit);
        case.beddays("run --project p --month 2018-03").exits(exit);
        let said = case.beddays("check p/inbox/stays.csv").exits(i32::from(bad > 0));
        let answer = case.beddays("check --json p/inbox/stays.csv");
        let answer: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
        assert_eq!(answer["files"][0]["run_would_refuse"].is_string(), exit == 65, "{answer}");
        assert_eq!(said.stdout.contains("a run would refuse this delivery as a whole"), exit == 65, "{said:?}");
        if exit != 65 {
            continue;
        }
        let settings = case.read("p/beddays.toml");
        let at = "view      =";
        assert!(settings.contains(at));
        for (share, exit) in [("2", 78), ("0.99", 65), ("1", 1)] {
            case.put("p/beddays.toml", settings.replace(at, &format!("max_rejected_share = {share}\n{at}")));
            case.beddays("run --project p --month 2018-03").exits(if bad < rows && share == "0.99" { 1 } else { exit });
        }
    }
}

#[test]
fn every_finding_is_counted_and_stored_and_the_first_thousand_of_a_code_are_listed() {
    let reports: Vec<String> = ["", "records_at_once = 700\n"].into_iter().map(run_with_many_findings).collect();
    assert_eq!(reports[0], reports[1]);
}

/// The reject report and the page of a month with 2,500 rejected rows, ten of another code, and 1,100 events of unknown stays.
fn run_with_many_findings(setting: &str) -> String {
    let case = Case::empty();
    let mut rows = delivery(5_100, 2_500);
    (0..10).for_each(|at| rows += &row(&format!("B-{at}"), "2018-03-08T09:30", "2018-03-08", "2018-03-01T15:00"));
    let waiting: String = (0..1_100).map(|at| format!("U-{at},assessment_notice,2018-03-06T10:00,,\n")).collect();
    project(&case, &[("stays.csv", &rows), ("events.csv", &format!("stay_id,kind,at,until,value\n{waiting}"))]);
    case.put("p/beddays.toml", case.read("p/beddays.toml").replace("view      =", &format!("{setting}view      =")));
    case.beddays("run --project p --month 2018-03").exits(1).says("rejected 3610");
    let rejects = case.read("p/reports/2018-03/rejects.csv");
    let of = |code: &str| rejects.lines().filter(|line| line.contains(&format!("\"{code}\""))).count();
    let codes = ["R_ORG", "R_ORDER"].map(of);
    assert_eq!(codes, [1_001, 10], "{}", &rejects[..2_000]);
    assert!(rejects.contains("1,500 more of this code in this file are not listed here"), "{}", &rejects[..2_000]);
    assert!(rejects.contains("\"T-999\"") && !rejects.contains("\"T-1000\""));
    let page = case.read("p/reports/2018-03/internal-statement.html");
    assert!(page.contains("2,500"), "{page}");
    let json = case.read("p/reports/2018-03/internal-statement.json");
    assert!(json.contains("further stays") && json.contains("U-908\"") && !json.contains("U-909\""), "{json}");
    let found = "select code, count(*) as n from finding group by code order by code";
    case.sh(&format!("beddays query --project p \"{found}\"")).exits(0).says("2500");
    rejects + &page
}

#[test]
fn a_column_that_cannot_be_read_at_all_refuses_a_delivery() {
    let case = Case::empty();
    let rows: String = (0..30)
        .map(|at| {
            let row = row(&format!("C-{at}"), "2018-03-01T09:30", "2018-03-08", "2018-03-12T15:00");
            row.replace(",81\n", if at < 2 { ",eighty\n" } else { ",\n" })
        })
        .collect();
    project(&case, &[("stays.csv", &(HEADER.to_owned() + &rows))]);
    case.beddays("check p/inbox/stays.csv").exits(1).says("accepted 28").says("a run would refuse");
    case.beddays("run --project p --month 2018-03").exits(65).says("`age_at_admission` (2 values)");
    case.beddays("ingest --project p --dry-run p/inbox/stays.csv").exits(65).says("`age_at_admission` (2 values)");
    // One is a slip, and so are two where another can be read.
    for rows in [rows.replacen("eighty", "", 1), rows.replacen("12T15:00,\n", "12T15:00,80\n", 1)] {
        case.put("p/inbox/stays.csv", HEADER.to_owned() + &rows);
        case.beddays("ingest --project p --dry-run p/inbox/stays.csv").exits(1);
        case.beddays("run --project p --month 2018-03").exits(1);
        case.sh("rm -r p && beddays init p --authority Norfolk").exits(0);
    }
}

#[test]
fn workbooks_json_and_messages_of_which_nothing_can_be_read_are_refused() {
    let case = Case::empty();
    let line = |at: usize| {
        format!(
            "{{\"stay_id\":\"J-{at}\",\"provider_code\":\"RZZ01\",\"authority_code\":\"Norfolk\",\"admitted_at\":\"2018 March \
             0{at}\"}}\n"
        )
    };
    project(&case, &[]);
    let settings = case.read("p/beddays.toml");
    let files = settings.lines().find(|line| line.starts_with("files") && line.contains("stays")).unwrap();
    case.put("p/beddays.toml", settings.replacen(files, "files = \"inbox/stays*\"", 1));
    case.put("p/inbox/stays.ndjson", (1..5).map(line).collect::<String>());
    case.beddays("run --project p --month 2018-03").exits(65).says("`admitted_at`").says("`2018 March 01`");
    case.sh("rm p/inbox/*").exits(0);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, line) in delivery(5, 5).lines().enumerate() {
        for (column, text) in line.split(',').enumerate() {
            sheet.write(at as u32, column as u16, text).unwrap();
        }
    }
    book.save(case.path("p/inbox/stays.xlsx")).unwrap();
    case.beddays("run --project p --month 2018-03").exits(65).says("F_UNREADABLE");
    case.sh("rm p/inbox/*").exits(0);
    let messages = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad-inputs/hl7/m01_ok.hl7"));
    let messages = messages.unwrap();
    case.put("p/inbox/stays.hl7", messages.replace("20260", "2026-0"));
    case.put(
        "p/beddays.toml",
        settings.replacen(files, "files = \"inbox/stays*\"", 1).replacen("native-stay", "hl7-adt", 1),
    );
    case.beddays("run --project p --month 2026-01").exits(65);
}

#[test]
fn a_sender_whose_accepted_share_falls_is_an_alarm() {
    let case = Case::empty();
    project(&case, &[("stays-1.csv", &delivery(40, 0))]);
    case.beddays("run --project p --month 2018-03").exits(0);
    let worse = delivery(41, 15).replace("T-", "U-");
    case.put("p/inbox/stays-2.csv", worse);
    case.beddays("run --project p --month 2018-03").exits(1).says("a far smaller share");
    let rejects = case.read("p/reports/2018-03/rejects.csv");
    assert!(rejects.contains("W_SHARE"), "{rejects}");
}
