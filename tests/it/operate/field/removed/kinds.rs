//! Deliveries of every kind without the records of a person: text, archives, workbooks, JSON, messages, returns of social care.

use std::io::Write as _;

use super::super::Case;
use super::super::deliveries::project;
use super::super::messages::{ADMIT, ADT, ENC, Message, bundle, encounter, notices, project as messages_project};
use super::search::places;
use beddays::intake::records::scci2075::NoticeKind;

use crate::settle::messages_notices::{Message as NoticeMessage, order};

use super::{JANUARY, NOTE, NUMBER, events, january, stays};

const OTHERS: [&str; 1] = ["BERT-800001"];

/// January with the stays in another form, under the name of a file.
fn with_stays(name: &str, bytes: Vec<u8>) -> Case {
    let case = project();
    case.put(&format!("p/inbox/{name}"), bytes);
    case.put("p/inbox/events-2018-01.csv", events("2018-01", JANUARY));
    case.run_and_close("2018-01");
    case
}

fn removes(case: &Case, words: &[&str]) {
    let key = case.pseudonym(JANUARY);
    assert_eq!(key.len(), 64, "{key}");
    case.removes(&format!("--stay {JANUARY}"), (&[words, &[JANUARY, NUMBER, &key]].concat(), &OTHERS));
}

#[test]
fn gzip() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(stays("2018-01", JANUARY).as_bytes()).unwrap();
    removes(&with_stays("stays.csv.gz", packed.finish().unwrap()), &[]);
}

#[test]
fn utf_16() {
    let text: Vec<u8> = stays("2018-01", JANUARY).encode_utf16().flat_map(u16::to_le_bytes).collect();
    removes(&with_stays("stays.csv", [&[0xFF, 0xFE], &text[..]].concat()), &[]);
}

#[test]
fn semicolons_and_other_line_ends() {
    let text = format!("sep=;\n{}", stays("2018-01", JANUARY).replace(',', ";")).replace('\n', "\r\n");
    removes(&with_stays("stays.csv", text.into_bytes()), &[]);
}

#[test]
fn a_workbook() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, line) in stays("2018-01", JANUARY).lines().enumerate() {
        for (column, text) in line.split(',').enumerate() {
            sheet.write(at as u32, column as u16, text).unwrap();
        }
    }
    let other = book.add_worksheet();
    other.write(0, 0, NOTE).unwrap();
    removes(&with_stays("stays.xlsx", book.save_to_buffer().unwrap()), &[NOTE]);
}

/// The stays as objects.
fn objects() -> Vec<String> {
    let text = stays("2018-01", JANUARY);
    let (header, rows) = text.split_once('\n').unwrap();
    let object = |row: &str| {
        let cells = header.split(',').zip(row.split(',')).map(|(name, cell)| format!("\"{name}\": \"{cell}\""));
        format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
    };
    rows.lines().map(object).collect()
}

#[test]
fn json() {
    removes(&with_stays("stays.json", format!("[{}]", objects().join(",\n")).into_bytes()), &[]);
}

#[test]
fn json_by_lines() {
    removes(&with_stays("stays.ndjson", (objects().join("\n") + "\n").into_bytes()), &[]);
}

#[test]
fn hl7_messages() {
    let case = Case::empty();
    messages_project(&case, &ADT, "");
    let anna = Message { visit: "ANNA-7001", number: NUMBER, ..ADMIT };
    let bert = Message { visit: "BERT-8001", number: "9990070016", ..ADMIT };
    let left = |message| Message { trigger: "A03", sent: "20180620150000", discharged: "20180620150000", ..message };
    let all = [anna, bert, left(anna), left(bert)];
    case.put(
        "p/inbox/adt/adt.hl7",
        all.iter().map(Message::text).collect::<String>().replace("TEST^P", "CANARYNAME^P"),
    );
    case.put("p/inbox/events.csv", notices(&["ANNA-7001", "BERT-8001"]));
    case.run_and_close("2018-06");
    let before = case.read("p/inbox/adt/adt.hl7");
    case.removes("--stay ANNA-7001", (&["ANNA-7001", NUMBER], &["BERT-8001"]));
    let after = case.read("p/inbox/adt/adt.hl7");
    let of_bert = |text: &str| text.split("MSH").filter(|message| message.contains("BERT")).collect::<String>();
    assert_eq!((of_bert(&before), before.len()), (of_bert(&after), after.len()));
    assert_eq!(after.matches("CANARYNAME").count(), 2);
}

#[test]
fn fhir_encounters_with_their_patients() {
    let case = Case::empty();
    messages_project(&case, &ENC, "");
    let end = Some("2018-06-20T15:00:00+01:00");
    let mut anna = encounter("ANNA-7001", NUMBER, end);
    anna["subject"] = serde_json::json!({"reference": "Patient/PAT-700001"});
    let patient = serde_json::json!({"resourceType": "Patient", "id": "PAT-700001", "birthDate": "1931-05-17",
        "name": [{"text": NOTE}], "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": NUMBER}]});
    case.put("p/inbox/enc/e.json", bundle(&[anna, patient, encounter("BERT-8001", "9990070016", end)]));
    case.put("p/inbox/events.csv", notices(&["ANNA-7001", "BERT-8001"]));
    case.run_and_close("2018-06");
    let words = ["ANNA-7001", NUMBER, NOTE, "PAT-700001", "1931-05-17"];
    case.removes("--stay ANNA-7001", (&words, &["BERT-8001"]));
}

#[test]
fn returns_of_social_care_that_name_no_stay() {
    let case = Case::new("18-corrected-care");
    case.sh("beddays init p --authority Norfolk && cp *.csv p/inbox/").exits(0);
    let care = "\n[sources.care]\nfiles = \"inbox/cld*.csv\"\nprofile = \"cld-r2\"\n";
    case.put("p/beddays.toml", case.read("p/beddays.toml") + care);
    case.run_and_close("2018-06");
    let others = ["CE-3"];
    case.removes("--stay CE-2", (&["CE-2", "9990700036", "N-2,"], &others));
    assert!(!places(&case.path("p"), &["9990700044"]).is_empty());
}

#[test]
fn claims_beside_stays() {
    let case = project();
    case.deliver_both("2018-01", JANUARY);
    case.put(
        "p/inbox/claims.csv",
        format!(
            "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
             CLM-77001,{JANUARY},2018-01-08,2018-01-20,13,169000,GBP,RZZ01,E10000020\n\
             CLM-88001,BERT-800001,2018-01-08,2018-01-11,4,52000,GBP,RZZ01,E10000020\n"
        ),
    );
    case.run_and_close("2018-01");
    removes(&case, &["CLM-77001"]);
    assert!(!places(&case.path("p"), &["CLM-88001"]).is_empty());
}

#[test]
fn claims_that_were_reconciled_and_our_own() {
    let case = january();
    let claim = format!(
        "Line,Stay,Hospital code,Council,From,To,Days,Rate,Amount\n1,{JANUARY},RZZ01,Norfolk,2018-01-08,2018-01-12,5,130,650.00\n"
    );
    case.put("p/claim.csv", claim);
    let said = case.beddays("reconcile --project p p/claim.csv --month 2018-01");
    assert!(matches!(said.exit, Some(0 | 1)), "{said:?}");
    case.beddays("report claim --project p --month 2018-01").exits(0);
    case.beddays("publish --project p --month 2018-01").exits(0);
    removes(&case, &[]);
}

#[test]
fn rejected_rows_that_name_no_stay_or_a_wrong_day() {
    let case = project();
    let text = stays("2018-01", JANUARY)
        + &format!(",{NUMBER},RZZ01,Norfolk,2018-01-02T09:00,2018-01-06,,82\n")
        + &format!("{JANUARY},{NUMBER},RZZ01,Norfolk,2018-01-02T09:00,2018-02-31,,82\n")
        + "BERT-800009,9990070016,RZZ01,Norfolk,2018-01-02T09:00,2018-02-30,,82\n";
    case.put("p/inbox/stays-2018-01.csv", text);
    case.put("p/inbox/events-2018-01.csv", events("2018-01", JANUARY));
    case.run_and_close("2018-01");
    removes(&case, &["2018-02-31"]);
    let rejects = case.read("p/reports/2018-01/rejects.csv");
    assert!(rejects.contains("BERT-800009") && rejects.contains("2018-02-30"), "{rejects}");
}

#[test]
fn a_stay_without_a_person_goes_alone() {
    let case = project();
    case.put("p/inbox/stays-2018-01.csv", stays("2018-01", JANUARY).replace(NUMBER, ""));
    case.put("p/inbox/events-2018-01.csv", events("2018-01", JANUARY));
    case.run_and_close("2018-01");
    case.removes(&format!("--stay {JANUARY}"), (&[JANUARY], &OTHERS));
}

#[test]
fn files_of_the_users_own_and_names_of_files() {
    let case = january();
    case.put("p/notes.txt", format!("{JANUARY} rang, her number is 999 007 0008"));
    case.put(&format!("p/letters/{JANUARY}.txt"), "Dear");
    case.put("p/reports/2018-01/my-notes.md", format!("see {JANUARY}, not {JANUARY}9 nor X{JANUARY}"));
    case.removes(&format!("--stay {JANUARY}"), (&["999 007 0008"], &OTHERS));
    assert_eq!(case.read("p/notes.txt"), "(removed-1.1) rang, her number is removed");
    assert_eq!(case.read("p/letters/(removed-1.1).txt"), "Dear");
    let own = case.read("p/reports/2018-01/my-notes.md");
    assert_eq!(own, format!("see (removed-1.1), not {JANUARY}9 nor X{JANUARY}"));
}

#[test]
fn totals_that_a_sender_declares_go_with_the_file() {
    let case = project();
    case.put("p/inbox/stays-2018-01.csv.totals", "rows = 2\n");
    case.deliver_both("2018-01", JANUARY);
    case.put(
        "p/inbox/stays-2018-01.csv.totals",
        format!("rows = 2\nsha256 = \"{}\"\n", beddays::store::sha256(stays("2018-01", JANUARY).as_bytes())),
    );
    case.run_and_close("2018-01");
    removes(&case, &[]);
    assert!(!case.path("p/inbox/stays-2018-01.csv.totals").exists());
    case.deliver_both("2018-02", "CARL-900001");
    assert!(matches!(case.beddays("run --project p --month 2018-02").exit, Some(0 | 1)));
}

#[test]
fn notices_of_which_one_names_no_stay() {
    let case = Case::empty();
    messages_project(&case, &ENC, "");
    let end = Some("2018-06-20T15:00:00+01:00");
    let both = [encounter("ANNA-7001", NUMBER, end), encounter("BERT-8001", "9990070016", end)];
    case.put("p/inbox/enc/e.json", bundle(&both));
    let period = ("2018-06-01", "2018-06-08");
    let notice = |id, encounter, number| {
        let of = order(NoticeKind::AssessmentNotice, id, "2018-06-06T10:00:00+01:00");
        NoticeMessage { encounter, number, period, referral: id, ..of }.xml()
    };
    case.put("p/inbox/notices/1.xml", notice("MSG-70001", "", NUMBER));
    case.put("p/inbox/notices/2.xml", notice("MSG-80001", "BERT-8001", "9990070016"));
    case.run_and_close("2018-06");
    case.removes("--stay ANNA-7001", (&["ANNA-7001", NUMBER, "MSG-70001"], &["BERT-8001"]));
    assert!(!places(&case.path("p"), &["MSG-80001"]).is_empty());
}

#[test]
fn spells_that_are_named_by_a_keyed_hash() {
    let case = Case::new("21-cut-spell");
    case.sh(
        "beddays init p --authority Norfolk && cp hes.csv p/inbox/stays.csv && sed -i '0,/native-stay/s//hes-apc/; s/^# \
         conventions.*/conventions = [\"england-msitdt\"]/' p/beddays.toml",
    )
    .exits(0);
    case.run_and_close("2018-06");
    let listed = case.sh("beddays query --project p 'select stay_id from stay order by discharged_at' --format csv");
    let stays: Vec<&str> = listed.stdout.lines().skip(1).collect();
    let [anna, bert] = stays[..] else { panic!("{listed:?}") };
    let hes = case.read("p/inbox/stays.csv");
    let of = |stay: &str| {
        let sql = format!("select source_record as n from stay where stay_id = '{stay}'");
        let said = case.sh(&format!("beddays query --project p \"{sql}\" --format csv")).exits(0);
        let line: usize = said.stdout.lines().nth(1).unwrap().parse().unwrap();
        hes.lines().nth(line).unwrap().split(',').nth(1).unwrap().to_owned()
    };
    let (person, other) = (of(anna), of(bert));
    assert_ne!(person, other);
    case.removes(&format!("--stay {anna}"), (&[anna, &person], &[bert]));
    assert!(!places(&case.path("p"), &[&other]).is_empty());
}

#[test]
fn what_was_said_of_stays_keeps_its_amount_and_loses_its_reason() {
    let case = january();
    let say = |stay: &str, said: &str| {
        let command = format!("position --project p --month 2018-01 --stay {stay} --by One --on 2018-02-05 {said}");
        case.beddays(&command).exits(0);
    };
    say(JANUARY, &format!("--as contested --amount 130.00 --reason {NOTE}"));
    say("BERT-800001", "--as contested --amount 130.00 --reason otherreason");
    removes(&case, &[NOTE]);
    assert!(!places(&case.path("p"), &["otherreason"]).is_empty());
    let stands = case.beddays("position --project p --month 2018-01").exits(0);
    assert!(stands.stdout.contains("contested £260.00"), "{stands:?}");
    assert_eq!(places(&case.path("p"), &[NOTE, JANUARY]), Vec::<String>::new());
    case.beddays("verify --project p").exits(0);
}

#[test]
fn statements_of_each_council_and_counted_days() {
    let case = project();
    case.set("view      = \"authority\"", "view      = \"system\"");
    let declared =
        case.read("p/beddays.toml").replacen("[project]", "[project]\nconventions = [\"england-msitdt\"]", 1);
    case.put("p/beddays.toml", declared);
    case.deliver_both("2018-01", JANUARY);
    case.run_and_close("2018-01");
    case.beddays("publish --project p --month 2018-01").exits(0);
    let pack = case.read("p/public/2018-01/public-shown.json");
    removes(&case, &[]);
    assert_eq!(case.read("p/public/2018-01/public-shown.json"), pack);
    assert!(case.path("p/reports/2018-01/statements").is_dir());
}
