//! HL7: the zone of MSH-7, midnight, ordinary traffic, rejected messages with their stay, other versions.

use super::super::Case;
use super::{ADMIT, ADT, Message, each, given, june, notices, owed, project, rows, run_messages};

#[test]
fn the_zone_of_a_message_holds_for_all_its_times() {
    let case = given("07-zone-of-the-message", &ADT);
    june(&case).exits(0).says("£1,040.00");
    assert_eq!(owed(&case), each(&[("M-ALL", 520), ("M-MSH", 520)]));
    let left = rows(&case, "select distinct discharged_at from stay");
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["discharged_at"], "2018-06-12T11:30");
}

#[test]
fn a_zone_holds_for_updates_transfers_and_leaves_and_a_time_of_its_own_goes_before_it() {
    let discharge = Message { trigger: "A08", sent: "20180612103100+0000", discharged: "20180612103000", ..ADMIT };
    let admit = Message { sent: "20180601083000+0000", ..ADMIT };
    let own = Message { visit: "V-2", number: "9990700036", ..admit };
    let own_discharge =
        Message { discharged: "20180612103000+0100", visit: "V-2", number: "9990700036", trigger: "A03", ..discharge };
    // No zone at all: the ward's clock.
    let bare = Message { visit: "V-3", number: "9990700044", ..ADMIT };
    let bare_discharge = Message { trigger: "A03", sent: "20180612103100", discharged: "20180612103000", ..bare };
    // A zone of another place is the zone of the message too.
    let far = Message { visit: "V-4", number: "9990700052", sent: "20180601083000-0200", ..ADMIT };
    let far_discharge = Message { trigger: "A03", sent: "20180612083100-0200", discharged: "20180612083000", ..far };
    let all = [admit, discharge, own, own_discharge, bare, bare_discharge, far, far_discharge];
    let (case, said) = run_messages(&all, &["V-1", "V-2", "V-3", "V-4"]);
    said.exits(0);
    let left: Vec<String> = rows(&case, "select discharged_at from stay order by stay_id")
        .iter()
        .map(|row| row["discharged_at"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(left, ["2018-06-12T11:30", "2018-06-12T10:30", "2018-06-12T10:30", "2018-06-12T11:30"]);
    assert_eq!(owed(&case), each(&[("V-1", 520), ("V-2", 390), ("V-3", 390), ("V-4", 520)]));
}

#[test]
fn twenty_four_hours_is_the_next_midnight() {
    let discharge = |discharged| Message { trigger: "A03", sent: "20180613001000", discharged, ..ADMIT };
    for (written, left) in [
        ("201806122400", "2018-06-13T00:00"),
        ("20180612240000", "2018-06-13T00:00"),
        ("20180612240000.000", "2018-06-13T00:00"),
        ("201806122400+0000", "2018-06-13T01:00"),
        ("20180630240000", "2018-07-01T00:00"),
    ] {
        let (case, said) = run_messages(&[ADMIT, discharge(written)], &[]);
        assert!(said.exit == Some(0), "{written}: {}", said.stdout);
        assert_eq!(rows(&case, "select discharged_at from stay")[0]["discharged_at"], left, "{written}");
    }
    let (_, said) = run_messages(&[ADMIT, discharge("20180612240100")], &[]);
    said.exits(1).says("rejected 1");
}

#[test]
fn ordinary_traffic_is_passed_over_and_counted_by_trigger() {
    let case = given("08-messages-about-nothing", &ADT);
    june(&case).exits(0).says("read 4 = accepted 2 + passed over 2 + rejected 0 + duplicates 0");
    let run = case.json("p/reports/2018-06/run.json");
    assert_eq!([&run["read"], &run["accepted"], &run["passed_over"], &run["rejected"]], [4, 2, 2, 0]);
    let of_file = &run["deliveries"][0];
    assert_eq!(of_file["passed_over"], 2);
    assert_eq!(of_file["counts"], serde_json::json!({"passed over: trigger A28": 1, "passed over: trigger A31": 1}));
    let stay = &rows(&case, "select admitted_at, discharged_at from stay")[0];
    assert_eq!(
        (&stay["admitted_at"], &stay["discharged_at"]),
        (&"2018-06-01T08:30".into(), &"2018-06-12T15:00".into())
    );
    let sums = &rows(&case, "select records, accepted, passed_over, rejected, duplicates from delivery")[0];
    assert_eq!(
        *sums,
        serde_json::json!({"records": 4, "accepted": 2, "passed_over": 2, "rejected": 0, "duplicates": 0})
    );
    let page = case.read("p/reports/2018-06/internal-statement.html");
    assert!(page.contains("4 records read = 2 accepted + 2 passed over + 0 rejected + 0 duplicates"), "the statement");
    assert!(page.contains("trigger A31"));
    // The next month is the same.
    case.beddays("run --project p --month 2018-07").exits(0).says("passed over 2");
    let checked = case.sh("cp adt.hl7 again.hl7; beddays check --json --profile adt.toml adt.hl7").exits(0);
    let checked: serde_json::Value = serde_json::from_str(&checked.stdout).unwrap();
    assert_eq!([&checked["records"], &checked["passed_over"], &checked["files"][0]["passed_over"]], [4, 2, 2]);
    // The same bytes once more are duplicates, passed over or not.
    let twice = case.sh("beddays check --json --profile adt.toml adt.hl7 again.hl7").exits(0);
    let twice: serde_json::Value = serde_json::from_str(&twice.stdout).unwrap();
    assert_eq!([&twice["records"], &twice["accepted"], &twice["passed_over"], &twice["duplicates"]], [8, 2, 2, 4]);
}

#[test]
fn a_profile_names_further_triggers_and_never_one_that_can_touch_a_bill() {
    let planned = Message { trigger: "A05", sent: "20180530090000", admitted: "", ..ADMIT };
    let strange = Message { trigger: "A04", sent: "20180530091000", ..planned };
    let case = Case::empty();
    project(&case, &ADT, "pass_over = [\"A05\"]");
    case.put("p/inbox/adt/adt.hl7", [planned, strange, ADMIT].map(|message| message.text()).concat());
    // A trigger that is on no list is rejected, with its stay.
    june(&case).exits(1).says("read 3 = accepted 1 + passed over 1 + rejected 1 + duplicates 0");
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    let rejected = rejects.lines().find(|line| line.contains("R_HL7_TYPE")).unwrap();
    assert!(rejected.contains("V-1") && rejected.contains("pass_over"), "{rejected}");
    for trigger in
        ["A01", "A02", "A03", "A07", "A08", "A11", "A13", "A17", "A21", "A22", "A40", "A52", "A38", "a05", "ORU"]
    {
        let case = Case::empty();
        project(&case, &ADT, &format!("pass_over = [\"A05\", \"{trigger}\"]"));
        case.put("p/inbox/adt/adt.hl7", ADMIT.text());
        june(&case).exits(78).says(&format!("`{trigger}`"));
    }
    // Only messages of HL7 have triggers.
    let case = Case::empty();
    project(&case, &super::ENC, "pass_over = [\"A05\"]");
    june(&case).exits(78).says("pass_over");
}

#[test]
fn a_discharge_in_ordinary_traffic_is_asked_about() {
    let address = Message { trigger: "A31", sent: "20180613090000", discharged: "20180612150000", ..ADMIT };
    let discharge = Message { trigger: "A03", sent: "20180612150100", discharged: "20180612150000", ..ADMIT };
    for (messages, asked) in [(vec![ADMIT, address], true), (vec![ADMIT, discharge, address], false)] {
        let (case, said) = run_messages(&messages, &["V-1"]);
        said.exits(0).says("passed over 1");
        assert_eq!(case.read("p/reports/2018-06/rejects.csv").contains("W_DISCHARGE"), asked);
    }
}

#[test]
fn ordinary_traffic_may_lack_the_segments_of_a_visit() {
    let short = |trigger: &str, more: &str| {
        format!(
            "MSH|^~\\&|PAS|RZZ01|RCV|LA|20180602090000||ADT^{trigger}|{trigger}|P|2.4\rEVN|{trigger}|20180602090000\r{more}"
        )
    };
    let case = Case::empty();
    project(&case, &ADT, "");
    let all = [short("A20", "NPU|W1^1|O\r"), short("A60", "PID|1||9990700028^^^NHS\r"), short("A28", ""), ADMIT.text()];
    case.put("p/inbox/adt/adt.hl7", all.concat());
    june(&case).exits(0).says("read 4 = accepted 1 + passed over 3");
    // A message about a stay may not.
    case.put("p/inbox/adt/adt.hl7", ADMIT.text() + &short("A03", "PID|1||9990700028^^^NHS\r"));
    june(&case).exits(1).says("rejected 1");
}

#[test]
fn a_rejected_message_marks_the_stay_that_it_names() {
    let discharge = Message { trigger: "A03", sent: "20180612150100", discharged: "20180612150000", ..ADMIT }.text();
    let latin = discharge.replace("TEST^PATIENT", "T\u{C9}ST").into_bytes();
    // Byte C9 alone is no UTF-8.
    let at = latin.iter().position(|byte| *byte == 0xC3).unwrap();
    let latin = [&latin[..at], &[0xC9], &latin[at + 2..]].concat();
    for (code, message) in [
        ("R_DATE", discharge.replace("|20180612150000", "|20180632150000").into_bytes()),
        ("R_TIME", discharge.replace("|20180612150000", "|2018061215").into_bytes()),
        ("R_HL7", discharge.replace("EVN|A03", "EVN|A02").into_bytes()),
        ("R_HL7", discharge.replace("\rPID", "\rBROKEN\rPID").into_bytes()),
        ("R_HL7_TYPE", discharge.replace("A03", "A09").into_bytes()),
        ("R_NHS", discharge.replace("9990700028", "9990700029").into_bytes()),
        ("R_ENCODING", latin),
    ] {
        let case = Case::empty();
        project(&case, &ADT, "");
        case.put("p/inbox/adt/adt.hl7", [ADMIT.text().into_bytes(), message].concat());
        june(&case).exits(1);
        let rejects = case.read("p/reports/2018-06/rejects.csv");
        let of_stay = rejects.lines().any(|line| line.contains(&format!("\"{code}\"")) && line.contains("V-1"));
        assert!(of_stay, "{code}: {rejects}");
    }
}

#[test]
fn another_version_of_hl7_is_named() {
    let later = ADMIT.text().replace("|P|2.4", "|P|3.0");
    let xml = "<?xml version=\"1.0\"?><PRPA_IN201305UV02 xmlns=\"urn:hl7-org:v3\"><id root=\"1\"/></PRPA_IN201305UV02>";
    for (name, content, said) in [
        ("adt.hl7", later.as_str(), "HL7 version 3.0 (MSH-12)"),
        ("adt.hl7", xml, "the content is XML"),
        ("adt.xml", xml, "XML of HL7, as version 3"),
    ] {
        let case = Case::empty();
        project(&case, &ADT, "");
        case.put("p/beddays.toml", case.read("p/beddays.toml").replace("adt/*.hl7", "adt/*"));
        case.put(&format!("p/inbox/adt/{name}"), content);
        case.put("p/inbox/events.csv", notices(&["V-1"]));
        june(&case).exits(65).says(said);
    }
    for version in ["2.1", "2.3.1", "2.5.1", "2.8", "2.9"] {
        let case = Case::empty();
        project(&case, &ADT, "");
        case.put("p/inbox/adt/adt.hl7", ADMIT.text().replace("|P|2.4", &format!("|P|{version}")));
        june(&case).exits(0);
    }
}
