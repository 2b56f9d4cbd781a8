//! Every reader with every kind of rejected fact that it can carry: the stay is marked in `run.json`, in the statement and in
//! `explain`. One table, made by small generators.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::Workbook;

use super::super::Case;
use crate::messages_hl7::Adt;
use crate::messages_notices::order;
use beddays::intake::records::scci2075::NoticeKind;

/// The kinds of facts, with what they say and until when they last.
const KINDS: [(&str, &str, &str); 18] = [
    ("assessment_notice", "", ""),
    ("discharge_notice", "", "2018-06-13"),
    ("assessment_notice_withdrawn", "", ""),
    ("discharge_notice_withdrawn", "", ""),
    ("assessed", "", ""),
    ("services_ready", "", ""),
    ("partial_services_ready", "", ""),
    ("authority_ready_notice", "", ""),
    ("discharged", "", ""),
    ("self_discharged", "", ""),
    ("died", "", ""),
    ("further_treatment", "", ""),
    ("own_care", "", ""),
    ("deterioration", "2018-06-20T10:00", ""),
    ("nhs_cause", "2018-06-20T10:00", ""),
    ("authority_redirect", "", "Suffolk"),
    ("ready", "", ""),
    ("relapse", "", ""),
];

/// What takes money from a bill that runs all month.
const LOWERS: [&str; 9] = [
    "assessment_notice_withdrawn",
    "discharge_notice_withdrawn",
    "services_ready",
    "discharged",
    "self_discharged",
    "died",
    "own_care",
    "deterioration",
    "authority_redirect",
];

/// A file of rows under one header.
type Table = Vec<Vec<String>>;

fn table(header: &str, rows: &[String]) -> Table {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    std::iter::once(cells(header)).chain(rows.iter().map(|row| cells(row))).collect()
}

fn csv(table: &Table) -> Vec<u8> {
    table.iter().map(|row| row.join(",") + "\n").collect::<String>().into_bytes()
}

fn gzip(table: &Table) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&csv(table)).unwrap();
    encoder.finish().unwrap()
}

fn object(header: &[String], row: &[String]) -> String {
    let filled = header.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    let members: Vec<String> = filled.map(|(name, cell)| format!("\"{name}\": \"{cell}\"")).collect();
    format!("{{{}}}", members.join(", "))
}

fn json(table: &Table) -> Vec<u8> {
    let objects: Vec<String> = table[1..].iter().map(|row| object(&table[0], row)).collect();
    format!("[{}]", objects.join(",\n")).into_bytes()
}

fn json_lines(table: &Table) -> Vec<u8> {
    table[1..].iter().map(|row| object(&table[0], row) + "\n").collect::<String>().into_bytes()
}

fn workbook(table: &Table) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in table.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            sheet.write_string(at as u32, column as u16, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The readers of rows: name, ending of the file, and how it is written.
const READERS: [(&str, &str, fn(&Table) -> Vec<u8>); 5] = [
    ("native CSV", "csv", csv),
    ("gzip", "csv.gz", gzip),
    ("JSON", "json", json),
    ("JSON lines", "jsonl", json_lines),
    ("workbook", "xlsx", workbook),
];

const STAYS: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission";
const EVENTS: &str = "stay_id,kind,at,until,value";

fn stay(id: &str, number: usize, discharged_at: &str) -> String {
    format!("{id},{},RZZ01,Norfolk,2018-06-01T08:30,2018-06-08,{discharged_at},81", nhs_number(number))
}

/// A made-up number of the 999 range with its check digit.
fn nhs_number(number: usize) -> String {
    let digits = format!("99907{:04}", 1000 + number);
    let sum: u32 = digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        11 => format!("{digits}0"),
        10 => nhs_number(number + 500),
        check => format!("{digits}{check}"),
    }
}

/// Notices and an assessment, after which every day of June from the 9th on is charged.
fn charged(id: &str) -> [String; 3] {
    [
        format!("{id},assessment_notice,2018-06-06T10:00,,"),
        format!("{id},discharge_notice,2018-06-07T10:00,,2018-06-08"),
        format!("{id},assessed,2018-06-08T10:00,,"),
    ]
}

fn project(sources: &str) -> String {
    format!(
        "[project]\nname = \"Norfolk\"\nview = \"authority\"\nauthority = \"Norfolk\"\nregimes = [\"england-2014\"]\n{sources}"
    )
}

/// What is wrong where a stay is not marked everywhere.
fn not_marked(case: &Case, stay: &str) -> Option<String> {
    let run = case.json("p/reports/2018-06/run.json");
    let of_stay = |doubt: &&serde_json::Value| doubt["stay_id"] == stay && doubt["kind"] == "record_rejected";
    let Some(doubt) = run["doubts"].as_array().unwrap().iter().find(of_stay) else {
        return Some(format!("{stay} is not in run.json"));
    };
    if doubt["days"] != 22 || doubt["record"]["line"].as_u64().is_none_or(|line| line == 0) {
        return Some(format!("{stay}: {doubt}"));
    }
    let statement = case.json("p/reports/2018-06/internal-statement.json");
    let tables =
        statement["sections"].as_array().unwrap().iter().flat_map(|section| section["tables"].as_array().unwrap());
    let doubtful = tables.filter(|table| table["id"] == "doubtful_stays").flat_map(|t| t["rows"].as_array().unwrap());
    if !doubtful.into_iter().any(|row| row[0] == stay) {
        return Some(format!("{stay} is not in the statement"));
    }
    let explained = case.beddays(&format!("explain --project p {stay}")).exits(0);
    let is_said = explained.stdout.contains("A record about the stay was rejected");
    (!is_said).then(|| format!("explain says nothing of {stay}: {}", explained.stdout))
}

fn at_stake(case: &Case, stay: &str) -> i64 {
    let run = case.json("p/reports/2018-06/run.json");
    let of_stay = |doubt: &&serde_json::Value| doubt["stay_id"] == stay;
    run["doubts"].as_array().unwrap().iter().find(of_stay).unwrap()["amount_at_stake_minor"].as_i64().unwrap()
}

fn id(kind: &str) -> String {
    format!("T-{}", kind.replace('_', "-"))
}

#[test]
fn every_reader_of_rows_marks_the_stay_of_every_kind_of_rejected_fact() {
    let mut missed = Vec::new();
    for (reader, ending, write) in READERS {
        let case = Case::empty();
        let stays: Vec<String> = KINDS.iter().enumerate().map(|(at, (kind, ..))| stay(&id(kind), at, "")).collect();
        let mut events: Vec<String> = KINDS.iter().flat_map(|(kind, ..)| charged(&id(kind))).collect();
        let rejected =
            |(kind, until, value): &(&str, &str, &str)| format!("{},{kind},12/06/2018 15:00,{until},{value}", id(kind));
        events.extend(KINDS.iter().map(rejected));
        let sources = "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"native-stay\"\n\
                       [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\n";
        case.beddays("init p --authority Norfolk").exits(0);
        case.put("p/beddays.toml", project(sources));
        case.put(&format!("p/inbox/stays.{ending}"), write(&table(STAYS, &stays)));
        case.put(&format!("p/inbox/events.{ending}"), write(&table(EVENTS, &events)));
        case.beddays("run --project p --month 2018-06").exits(1);
        let not = KINDS.iter().filter_map(|(kind, ..)| not_marked(&case, &id(kind)));
        missed.extend(not.map(|why| format!("{reader}: {why}")));
        for kind in LOWERS {
            if at_stake(&case, &id(kind)) == 0 {
                missed.push(format!("{reader}: nothing at stake for {kind}"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_reader_of_rows_marks_the_stay_of_a_rejected_row_of_the_stay_itself() {
    for (reader, ending, write) in READERS {
        let case = Case::empty();
        let sources = "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"native-stay\"\n\
                       [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\n";
        case.beddays("init p --authority Norfolk").exits(0);
        case.put("p/beddays.toml", project(sources));
        let events: Vec<String> = ["T-1", "T-2"].iter().flat_map(|id| charged(id)).collect();
        case.put(&format!("p/inbox/events.{ending}"), write(&table(EVENTS, &events)));
        let before = [stay("T-1", 1, ""), stay("T-2", 2, "")];
        case.put(&format!("p/inbox/stays_2018-06-20.{ending}"), write(&table(STAYS, &before)));
        let after = [stay("T-1", 1, "12/06/2018 15:00"), stay("T-2", 2, "2018-06-12T15:00")];
        case.put(&format!("p/inbox/stays_2018-07-01.{ending}"), write(&table(STAYS, &after)));
        case.beddays("run --project p --month 2018-06").exits(1);
        assert_eq!(not_marked(&case, "T-1"), None, "{reader}");
        assert_eq!(at_stake(&case, "T-1"), 234_000, "{reader}");
        assert_eq!(case.json("p/reports/2018-06/run.json")["doubts"].as_array().unwrap().len(), 1, "{reader}");
    }
}

/// A project of stays in messages of one reader, with their notices as rows.
fn of_messages(record: &str, files: &str) -> Case {
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let sources = format!(
        "[sources.messages]\nfiles = \"inbox/{files}\"\nprofile = \"ours.toml\"\n\
         [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\n"
    );
    case.put("p/beddays.toml", project(&sources));
    let head = format!("[profile]\nname = \"ours\"\nabout = \"messages of one trust\"\nrecord = \"{record}\"\n");
    case.put("p/ours.toml", format!("{head}[defaults]\nauthority_code = \"E10000020\"\nprovider_code = \"RZZ01\"\n"));
    let mut events = charged("T-1").to_vec();
    events.push("T-1,ready,2018-06-08T08:00,,".to_owned());
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case
}

fn adt<'a>(trigger: &'a str, id: &'a str, recorded: &'a str, discharged: &'a str) -> String {
    let (visit, number, admitted, ward) = ("T-1", "9990700028", "20180601083000", "W1");
    Adt { trigger, id, recorded, visit, number, admitted, discharged, ward, more: "" }.text()
}

#[test]
fn messages_mark_the_stay_that_they_name() {
    // A discharge whose moment cannot be read, and one whose trigger is known to no list.
    let case = of_messages("adt", "*.hl7");
    let other = adt("A01", "M9", "20180601090000", "").replace("T-1", "T-2").replace("9990700028", "9990700036");
    let feed =
        adt("A01", "M1", "20180601090000", "") + &other + &adt("A03", "M2", "20180612160000", "12/06/2018 15:00");
    case.put("p/inbox/feed.hl7", feed);
    case.beddays("run --project p --month 2018-06").exits(1);
    assert_eq!(not_marked(&case, "T-1"), None);

    let case = of_messages("encounter", "*.json");
    let encounter = |status: &str, updated: &str, end: &str| {
        format!(
            "{{\"resourceType\": \"Encounter\", \"id\": \"T-1\", \"meta\": {{\"lastUpdated\": \"{updated}\"}}, \"status\": \"{status}\", \
             \"class\": {{\"code\": \"IMP\"}}, \"subject\": {{\"identifier\": {{\"system\": \"https://fhir.nhs.uk/Id/nhs-number\", \
             \"value\": \"9990700028\"}}}}, \"serviceProvider\": {{\"identifier\": {{\"value\": \"RZZ01\"}}}}, \
             \"period\": {{\"start\": \"2018-06-01T08:30:00+01:00\"{end}}}}}"
        )
    };
    case.put("p/inbox/a.json", encounter("in-progress", "2018-06-01T09:00:00Z", ""));
    case.put("p/inbox/b.json", encounter("finished", "2018-06-12T16:00:00Z", ", \"end\": \"12/06/2018 15:00\""));
    case.beddays("run --project p --month 2018-06").exits(1);
    assert_eq!(not_marked(&case, "T-1"), None);
    assert_eq!(at_stake(&case, "T-1"), 234_000);
}

#[test]
fn notices_mark_the_stay_of_their_encounter_or_of_their_patient() {
    use NoticeKind as K;
    let kinds =
        [K::AssessmentNotice, K::DischargeNotice, K::AssessmentWithdrawn, K::DischargeWithdrawn, K::AllWithdrawn];
    for (at, kind) in kinds.into_iter().enumerate() {
        for encounter in ["T-1", ""] {
            let case = Case::empty();
            case.beddays("init p --authority Norfolk").exits(0);
            case.put("p/inbox/stays.csv", csv(&table(STAYS, &[stay("T-1", 1, ""), stay("T-2", 2, "")])));
            case.put("p/inbox/events.csv", csv(&table(EVENTS, &charged("T-1"))));
            let (number, other) = (nhs_number(1), nhs_number(2));
            let mut good = order(K::AssessmentNotice, "N2", "2018-06-06T10:00:00+01:00");
            (good.encounter, good.number, good.referral) = ("T-2", &other, "R2");
            good.period = ("2018-06-01", "2018-06-13");
            case.put("p/inbox/notices/good.xml", good.xml());
            let mut message = order(kind, "N1", "12/06/2018 15:00");
            (message.encounter, message.number) = (encounter, &number);
            message.period = ("2018-06-01", "2018-06-13");
            case.put("p/inbox/notices/n.xml", message.xml());
            case.beddays("run --project p --month 2018-06").exits(1);
            assert_eq!(not_marked(&case, "T-1"), None, "{at} {encounter}");
            let lowers = !matches!(kind, K::AssessmentNotice | K::DischargeNotice);
            assert_eq!(at_stake(&case, "T-1") > 0, lowers, "{at} {encounter}");
        }
    }
}

/// Cells of the table that cannot exist, with the reason.
#[test]
fn records_that_name_no_stay_of_a_bill_are_listed_with_what_they_name() {
    // Client Level Data, claims and Scotland's return name a person or a line and no fact of a stay that a law uses; episodes
    // of HES and SUS make a stay whole, so that one which cannot be read leaves it out (R_SPELL). Such records are listed.
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    case.put("p/inbox/stays.csv", csv(&table(STAYS, &[stay("T-1", 1, "")])));
    let mut events = charged("T-1").to_vec();
    events.push("T-9,discharged,2018-06-12T15:00,,".to_owned());
    events.push(",discharged,2018-06-12T15:00,,".to_owned());
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case.beddays("run --project p --month 2018-06").exits(1);
    let listed = case.read("p/reports/2018-06/internal-statement-rejected_elsewhere.csv");
    assert!(listed.contains("T-9") && listed.contains("R_UNKNOWN_STAY"), "{listed}");
    assert!(listed.contains("names no stay") && listed.contains("R_REQUIRED"), "{listed}");
    assert_eq!(case.json("p/reports/2018-06/run.json")["doubts"].as_array().unwrap().len(), 0);
    case.beddays("explain --project p T-9").exits(66).says("inbox/events.csv, line 5");
}
