//! The as-of date, held to when deliveries are settled: of each kind of record one that lies after it waits, and is taken
//! when the date moves on, although the delivery is read in one way whatever the date.

use std::path::Path;
use std::sync::Arc;

use beddays::domain::{Alternative, Day, EventKind, Finding, Severity};
use beddays::files::container::formats;
use beddays::intake::Delivery;
use beddays::intake::open::open_delivery::OpenDelivery;
use beddays::intake::profile::{self, Profile, named};
use beddays::intake::records::scci2075::NoticeKind;
use beddays::settle::{Intake, take};
use beddays::store::sha256;
use serde_json::{Value, json};

use crate::settle::client_level_data::{self, request};
use crate::settle::messages_fhir::{bundle, encounter};
use crate::settle::messages_hl7::{ADMIT, Adt};
use crate::settle::messages_notices::{Message, order};
use crate::settle::messages_support::with_rules;

/// A file and the profile that reads it.
#[derive(Clone)]
struct File {
    name: &'static str,
    profile: Arc<Profile>,
    text: String,
}

fn file(name: &'static str, profile: &str, text: impl Into<String>) -> File {
    File { name, profile: named(profile).unwrap(), text: text.into() }
}

fn settled(files: &[File], as_of: Option<&str>) -> Intake {
    let as_of = as_of.map(|day| day.parse().unwrap());
    let hashes: Vec<String> = files.iter().map(|file| sha256(file.text.as_bytes())).collect();
    let opened: Vec<OpenDelivery<'_>> = files
        .iter()
        .zip(&hashes)
        .map(|(File { name, profile, text }, hash)| {
            OpenDelivery::open_by(name, hash, text.as_bytes(), profile, formats::read).unwrap()
        })
        .collect();
    let deliveries: Vec<Delivery<'_>> = opened.iter().map(|open| open.delivery(1, None)).collect();
    with_rules(|rules| take(&deliveries, rules, as_of).unwrap())
}

/// Every table in words, with the names of the files in the place of their hashes.
fn tables(files: &[File], intake: &Intake) -> String {
    let Intake { stays, events, reasons, care_events, claims, links, unlinked, fact_days, .. } = intake;
    let fact_days: Vec<_> = fact_days.iter().filter(|days| !days.is_empty()).collect();
    let all =
        format!("{stays:#?}{events:#?}{reasons:#?}{care_events:#?}{claims:#?}{links:#?}{unlinked:#?}{fact_days:?}");
    files.iter().fold(all, |all, file| all.replace(&sha256(file.text.as_bytes())[..16], file.name))
}

fn rejected(intake: &Intake) -> Vec<&Finding> {
    intake.findings.iter().filter(|finding| finding.severity == Severity::Rejected).collect()
}

/// Records of one kind: some that are known on a day, and with them one that lies after it.
struct Case {
    known: Vec<File>,
    all: Vec<File>,
    day: &'static str,
    later: &'static str,
    /// Column and value of the one that lies after the day.
    future: (&'static str, &'static str),
}

const STAYS: &str = "stay_id,nhs_number,provider_code,authority_code,admitted_at,expected_admission_on,ready_on,discharged_at\n\
S1,9990000018,RX1,Norfolk,2018-03-01T09:00,,2018-03-05,\n";

fn stays() -> File {
    file("stays.csv", "native-stay", STAYS)
}

/// Rows beside the stay of them all.
fn beside(profile: &str, header: &str, [known, future]: [&str; 2], column: &'static str, value: &'static str) -> Case {
    let of = |rows: String| vec![stays(), file("rows.csv", profile, format!("{header}\n{rows}"))];
    let (known, all) = (of(format!("{known}\n")), of(format!("{known}\n{future}\n")));
    Case { known, all, day: "2018-03-31", later: "2018-04-30", future: (column, value) }
}

fn rows() -> Vec<Case> {
    let stay = "S2,9990000026,RX1,Norfolk,2018-03-02T09:00,,2018-04-01,2018-04-04T10:00\n";
    let claims =
        "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code";
    vec![
        Case {
            known: vec![stays()],
            all: vec![file("stays.csv", "native-stay", format!("{STAYS}{stay}"))],
            day: "2018-03-31",
            later: "2018-04-30",
            future: ("ready_on", "2018-04-01"),
        },
        beside(
            "native-event",
            "stay_id,kind,at,until,value",
            ["S1,assessment_notice,2018-03-03T10:00,,", "S1,died,2018-04-05T10:00,,"],
            "at",
            "2018-04-05",
        ),
        beside(
            "native-reason",
            "stay_id,from_on,to_on,reason_code,attributed_to",
            ["S1,2018-03-05,,A,both", "S1,2018-03-25,2018-04-02,B,both"],
            "to_on",
            "2018-04-02",
        ),
        beside(
            "native-claim",
            claims,
            [
                "C1,S1,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk",
                "C2,S1,,,2018-04-06,2018-04-08,3,39000,GBP,RX1,Norfolk",
            ],
            "from_on",
            "2018-04-06",
        ),
    ]
}

fn episodes() -> Case {
    let header = "EPIKEY|ENCRYPTED_HESID|PROCODE3|PROCODE5|ADMIDATE|EPISTART|EPIEND|EPIORDER|DISDATE|DISREADYDATE|\
ADMIMETH|DISMETH|DISDEST|CLASSPAT|EPISTAT|EPITYPE|TRETSPEF|STARTAGE|RESLADST_ONS";
    let row = |key: &str, admitted: &str, left: &str| {
        format!("{key}|{key}|RX1|RX100|{admitted}|{admitted}|{left}|1|{left}||21|1|19|1|3|1|300|81|E07000145\n")
    };
    let known = format!("{header}\n{}", row("K1", "2018-03-01", "2018-03-09"));
    let all = format!("{known}{}", row("K2", "2018-03-30", "2018-04-02"));
    let of = |text| vec![file("hes.txt", "hes-apc", text)];
    let future = ("epiend", "2018-04-02");
    Case { known: of(known), all: of(all), day: "2018-03-31", later: "2018-04-02", future }
}

fn submissions() -> Case {
    let good = crate::published::phs::good();
    let lines: Vec<&str> = good.lines().collect();
    let known = format!("{}\n{}\n", lines[0], lines[1]);
    let future = lines[2].replace("Feb 2020", "Mar 2020").replace("05/02/2020", "05/03/2020");
    let all = format!("{known}{future}\n");
    let of = |text| vec![file("lothian.csv", "phs-submission", text)];
    let future = ("ready_for_discharge_date", "2020-03-05");
    Case { known: of(known), all: of(all), day: "2020-02-29", later: "2020-03-05", future }
}

fn care() -> Case {
    let known = request("cld-r2", "Discharge from Hospital");
    let future = known.clone().with("NHS_Number", "9990000026").with("LA_Person_Unique_Identifier", "N-78");
    let future = future.with("Event_Start_Date", "03/07/2023").with("Event_End_Date", "05/07/2023");
    let of = |rows: &[client_level_data::Row]| {
        let lines = rows.iter().map(|row| row.cells.join(",") + "\n").collect::<String>();
        vec![file("cld.csv", "cld-r2", format!("{}\n{lines}", client_level_data::fields("cld-r2").join(",")))]
    };
    let (known, all) = (of(std::slice::from_ref(&known)), of(&[known, future]));
    Case { known, all, day: "2023-06-30", later: "2023-07-05", future: ("event_start_date", "2023-07-03") }
}

fn messages() -> Vec<Case> {
    let later = Adt { id: "M2", visit: "ST2", number: "9990000026", ..ADMIT };
    let later = Adt { recorded: "20260210101600", admitted: "20260210101500", ..later };
    let adt = |text| vec![file("feed.hl7", "hl7-adt", text)];
    let mut future = encounter("E2");
    future["period"] = json!({"start": "2026-03-02T10:15:00Z", "end": "2026-03-05T12:00:00Z"});
    future["identifier"][0]["value"] = json!("V2");
    let encounters = |all: &[Value]| vec![file("enc.json", "fhir-r4-encounter", bundle(all).to_string())];
    let notice = |name, message: Message<'_>| file(name, "scci2075", message.xml());
    let stay = STAYS.replace("S1,", "E1,").replace("2018-", "2019-");
    let notices = [
        file("stays.csv", "native-stay", stay),
        notice("1.xml", order(NoticeKind::AssessmentNotice, "N1", "2019-03-05T10:00:00Z")),
        notice("2.xml", order(NoticeKind::DischargeNotice, "N2", "2019-03-10T10:00:00Z")),
    ];
    vec![
        Case {
            known: adt(ADMIT.text()),
            all: adt(ADMIT.text() + &later.text()),
            day: "2026-01-31",
            later: "2026-02-10",
            future: ("recorded_at", "2026-02-10T10:16"),
        },
        Case {
            known: encounters(&[encounter("E1")]),
            all: encounters(&[encounter("E1"), future]),
            day: "2026-02-28",
            later: "2026-03-05",
            future: ("period_start", "2026-03-02T10:15"),
        },
        Case {
            known: notices[..2].to_vec(),
            all: notices.to_vec(),
            day: "2019-03-09",
            later: "2019-03-10",
            future: ("issued_at", "2019-03-10T10:00"),
        },
    ]
}

fn cases() -> Vec<Case> {
    rows().into_iter().chain([episodes(), submissions(), care()]).chain(messages()).collect()
}

#[test]
fn a_record_after_the_date_waits_and_is_taken_when_the_date_moves_on() {
    let cases = cases();
    assert_eq!(cases.len(), 10, "of each kind of record one");
    for Case { known, all, day, later, future } in cases {
        let name = format!("{:?}", all.iter().map(|file| file.name).collect::<Vec<_>>());
        let waits = settled(&all, Some(day));
        let found: Vec<_> =
            rejected(&waits).into_iter().map(|f| (f.code, f.column.as_str(), f.value.as_str())).collect();
        assert_eq!(found, [("R_FUTURE", future.0, future.1)], "{name}");
        assert_eq!(waits.receipts.iter().map(|receipt| receipt.waiting).sum::<u32>(), 1, "{name}");
        assert_eq!(tables(&all, &waits), tables(&known, &settled(&known, None)), "{name}: as if it had not come");
        assert!(rejected(&waits).iter().all(|finding| finding.message.contains(day)), "{name}");
        let no_question_of_it = |question: &beddays::domain::OpenQuestion| &*question.code != "R_FUTURE";
        assert!(waits.questions.iter().all(no_question_of_it), "{name}");

        let (taken, without_a_date) = (settled(&all, Some(later)), settled(&all, None));
        assert!(rejected(&taken).is_empty(), "{name}: {:?}", rejected(&taken));
        assert_eq!(tables(&all, &taken), tables(&all, &without_a_date), "{name}");
        assert_ne!(tables(&all, &taken), tables(&all, &waits), "{name}");
    }
}

#[test]
fn what_is_planned_may_lie_after_the_date() {
    let stays = STAYS.replace(",,2018-03-05,", ",2018-04-20,2018-03-05,");
    let events = "stay_id,kind,at,until,value\nS1,expected_admission,2018-04-20,,\n\
S1,discharge_notice,2018-03-08T10:00,,2018-04-12\n";
    let rows = [file("stays.csv", "native-stay", stays), file("events.csv", "native-event", events)];
    let expected = Adt { more: "PV2||||||||20260301|20260302\r", ..ADMIT };
    let service = client_level_data::good("cld-r2");
    let service: Vec<String> =
        service.lines().take(4).map(|line| line.replace("12/05/2023,,", "12/05/2023,31/12/2023,")).collect();
    let notice = Message {
        period: ("2019-03-14", "2019-03-20"),
        ..order(NoticeKind::AssessmentNotice, "N1", "2019-03-08T10:00:00Z")
    };
    let stay = file("stays.csv", "native-stay", STAYS.replace("S1,", "E1,").replace("2018-", "2019-"));
    for (files, day, planned) in [
        (rows.to_vec(), "2018-03-31", "2018-04-20"),
        (vec![file("feed.hl7", "hl7-adt", expected.text())], "2026-01-31", "2026-03-01"),
        (vec![file("cld.csv", "cld-r2", service.join("\n") + "\n")], "2023-06-30", "2023-12-31"),
        (vec![stay, file("1.xml", "scci2075", notice.xml())], "2019-03-08", "2019-03-14"),
    ] {
        let (taken, planned) = (settled(&files, Some(day)), planned.parse::<Day>().unwrap());
        assert!(rejected(&taken).is_empty(), "{:?}", rejected(&taken));
        assert_eq!(tables(&files, &taken), tables(&files, &settled(&files, None)));
        let expected = taken.stays.iter().filter_map(|stay| stay.expected_admission_on);
        let events = taken.events.iter().map(|record| record.event.at.day());
        let ends = taken.care_events.iter().filter_map(|event| event.to);
        assert!(expected.chain(events).chain(ends).any(|day| day == planned), "{taken:#?}");
    }
}

#[test]
fn a_death_after_the_date_is_not_known_yet_and_its_record_is_taken() {
    let patient = |died: &str| {
        json!({"resourceType": "Patient", "id": "P1", "deceasedDateTime": died,
               "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}]})
    };
    let mut stay = encounter("E1");
    stay["period"] = json!({"start": "2026-01-10T10:15:00Z"});
    stay["status"] = json!("in-progress");
    stay["subject"] = json!({"reference": "Patient/P1"});
    let files = [file("enc.json", "fhir-r4-encounter", bundle(&[stay, patient("2026-02-03T08:00:00Z")]).to_string())];
    let died = |as_of| {
        let taken = settled(&files, Some(as_of));
        assert!(rejected(&taken).is_empty() && taken.stays.len() == 1, "{:?}", taken.findings);
        taken.events.iter().any(|record| record.event.kind == EventKind::Died)
    };
    assert_eq!([died("2026-02-02"), died("2026-02-03")], [false, true]);

    let row = request("cld-r2", "Discharge from Hospital").with("Date_of_Death", "10/06/2023");
    let cld = format!("{}\n{}\n", client_level_data::fields("cld-r2").join(","), row.cells.join(","));
    let stay = STAYS.replace("2018-03", "2023-06");
    let files = [file("stays.csv", "native-stay", stay), file("cld.csv", "cld-r2", cld)];
    let died = |as_of| {
        let taken = settled(&files, Some(as_of));
        assert!(rejected(&taken).is_empty() && taken.care_events.len() == 1, "{:?}", taken.findings);
        taken.events.iter().any(|record| record.event.kind == EventKind::Died)
    };
    assert_eq!([died("2023-06-09"), died("2023-06-10")], [false, true]);
}

#[test]
fn a_passed_over_message_that_reports_a_death_waits_for_its_day_alone() {
    let news = Adt { trigger: "A31", id: "M2", recorded: "20260301101600", ..ADMIT };
    let dead = news.text().replace("||19400315", &format!("||19400315{}20260205{}", "|".repeat(22), "|Y"));
    let files = [file("feed.hl7", "hl7-adt", ADMIT.text() + &dead)];
    let at = |as_of| {
        let taken = settled(&files, Some(as_of));
        let found: Vec<_> = rejected(&taken).into_iter().map(|f| (f.column.clone(), f.value.clone())).collect();
        (found, taken.events.len())
    };
    assert_eq!(at("2026-02-04"), (vec![("died_at".to_owned(), "2026-02-05T00:00".to_owned())], 0));
    assert_eq!(at("2026-02-05"), (vec![], 1));
}

/// Days in columns of a sender's own names, and events in columns of their own.
const OWN: &str = "[profile]\nname = \"own\"\nabout = \"a ward's list\"\nrecord = \"stay\"\n[columns]\n\
stay_id = { header = [\"Spell\", \"Spell no\"], required = true }\n\
provider_code = { header = \"Trust\", required = true }\n\
authority_code = { header = \"Council\", required = true }\n\
admitted_at = { header = [\"Admitted\", \"Adm date\"], required = true }\n\
discharged_at = \"Left\"\n[events]\n\
assessment_notice = { at = \"Notice\" }\ndeterioration = { at = \"Ill\", until = \"Well\" }\n";

#[test]
fn a_finding_names_the_columns_of_the_file_from_the_left() {
    let profile = profile::read(Path::new("own.toml"), OWN).unwrap();
    let text = "Well,Notice,Left,Ill,Adm date,Spell no,Trust,Council\n\
,2018-03-05T10:00,2018-04-09T10:00,2018-04-02T09:00,2018-03-01T09:00,S1,RX1,Norfolk\n";
    let files = [File { name: "own.csv", profile, text: text.to_owned() }];
    let found = |as_of| {
        let taken = settled(&files, Some(as_of));
        rejected(&taken).into_iter().map(|f| (f.column.clone(), f.value.clone(), f.message.clone())).collect::<Vec<_>>()
    };
    let one = |column: &str, day: &str, message: &str| vec![(column.to_owned(), day.to_owned(), message.to_owned())];
    let and_others = "this lies after the as-of date 2018-03-02; wrong in the same row: `left`, `ill`";
    assert_eq!(found("2018-03-02"), one("notice", "2018-03-05", and_others));
    let and_another = "this lies after the as-of date 2018-03-31; wrong in the same row: `ill`";
    assert_eq!(found("2018-03-31"), one("left", "2018-04-09", and_another));
    assert_eq!(found("2018-04-08"), one("left", "2018-04-09", "this lies after the as-of date 2018-04-08"));
    assert_eq!(found("2018-04-09"), []);
    let before = "this lies after the as-of date 2018-02-28; wrong in the same row: `left`, `ill`, `adm_date`";
    assert_eq!(found("2018-02-28"), one("notice", "2018-03-05", before));
}

#[test]
fn a_stay_without_an_end_lasts_until_the_date() {
    let files = [stays()];
    let codes = |as_of| settled(&files, as_of).findings.iter().map(|finding| finding.code).collect::<Vec<_>>();
    assert!(codes(None).is_empty() && codes(Some("2020-03-01")).is_empty());
    assert_eq!(codes(Some("2020-03-02")), ["W_LENGTH"]);
    assert_eq!(codes(Some("2038-03-01")), ["W_LENGTH"]);
    let too_long = settled(&files, Some("2038-03-02"));
    assert_eq!((too_long.stays.len(), rejected(&too_long)[0].code), (0, "R_DATE_RANGE"));
    assert_eq!((&*rejected(&too_long)[0].column, &*rejected(&too_long)[0].value), ("admitted_at", "2018-03-01T09:00"));
    let [question] = too_long.questions.as_slice() else { panic!("{:?}", too_long.questions) };
    assert_eq!((&*question.stay_id, question.is_rejected), ("S1", true));
    assert!(matches!(question.alternatives.as_slice(), [Alternative::Row { .. }]), "{question:?}");
}
