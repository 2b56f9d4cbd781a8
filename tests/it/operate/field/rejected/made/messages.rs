//! Rejected messages: HL7, FHIR and the notices of SCCI2075.

use super::{EVENTS, Made, STAYS, charged, csv, id, nhs_number, norfolk, stay, table};
use crate::settle::messages_hl7::Adt;
use crate::settle::messages_notices::order;
use beddays::intake::records::scci2075::NoticeKind;

/// A project of stays in messages of one format, charged by notices in rows.
pub fn of_messages(record: &str, files: &str, ids: &[String]) -> super::Case {
    let case = norfolk(&format!(
        "[sources.messages]\nfiles = \"inbox/{files}\"\nprofile = \"ours.toml\"\n\
         [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\n"
    ));
    let head = format!("[profile]\nname = \"ours\"\nabout = \"messages of one trust\"\nrecord = \"{record}\"\n");
    case.put("p/ours.toml", format!("{head}[defaults]\nauthority_code = \"E10000020\"\nprovider_code = \"RZZ01\"\n"));
    let of_stay = |id: &String| charged(id).into_iter().chain([format!("{id},ready,2018-06-08T08:00,,")]);
    let events: Vec<String> = ids.iter().flat_map(of_stay).collect();
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case
}

/// Kinds of HL7 messages, with their triggers.
const TRIGGERS: [(&str, &str); 17] = [
    ("admission", "A01"),
    ("transfer", "A02"),
    ("discharged", "A03"),
    ("update", "A08"),
    ("cancel_admission", "A11"),
    ("cancel_discharge", "A13"),
    ("leave", "A21"),
    ("return", "A22"),
    ("died", "A08"),
    ("merge", "A40"),
    ("unreadable_kind", "A98"),
    ("cancel_transfer", "A12"),
    ("pending_discharge", "A16"),
    ("cancel_pending_discharge", "A25"),
    ("person_update", "A31"),
    ("cancel_leave", "A52"),
    ("cancel_return", "A53"),
];

pub fn hl7() -> Made {
    let kinds: Vec<&str> = TRIGGERS.iter().map(|(kind, _)| *kind).collect();
    let case = of_messages("adt", "*.hl7", &kinds.iter().map(|kind| id(kind)).collect::<Vec<_>>());
    let mut feed = String::new();
    for (at, (kind, trigger)) in TRIGGERS.iter().enumerate() {
        let (number, visit) = (nhs_number(at), id(kind));
        let (first, second, third) = (format!("F{at}"), format!("S{at}"), format!("X{at}"));
        let good = Adt {
            trigger: "A01",
            id: &first,
            recorded: "20180601090000",
            visit: &visit,
            number: &number,
            admitted: "20180601083000",
            discharged: "",
            ward: "W1",
            more: "",
        };
        feed += &good.text();
        let bad = Adt { trigger, id: &second, recorded: "12/06/2018 15:00", ..good };
        feed += &match *kind {
            "discharged" => Adt { recorded: "20180612160000", discharged: "12/06/2018 15:00", ..bad }.text(),
            "died" | "person_update" => {
                let death = format!("||19400315{}12/06/2018", "|".repeat(22));
                Adt { recorded: "20180612160000", ..bad }.text().replace("||19400315", &death)
            }
            "cancel_discharge" => {
                let left = Adt {
                    trigger: "A03",
                    id: &third,
                    recorded: "20180628150000",
                    discharged: "20180628150000",
                    ..good
                };
                left.text() + &bad.text()
            }
            "merge" => {
                let former = format!("MRG|{}^^^NHS\r", nhs_number(at + 40));
                Adt { visit: "", admitted: "", more: &former, ..bad }.text()
            }
            "unreadable_kind" => Adt { recorded: "20180612160000", ..bad }.text(),
            _ => bad.text(),
        };
    }
    case.put("p/inbox/feed.hl7", feed);
    case.beddays("run --project p --month 2018-06").exits(1);
    Made { case, stays: kinds.iter().map(|kind| ((*kind).to_owned(), id(kind))).collect() }
}

/// One encounter as a line, with what follows its status and its period.
pub fn encounter(stay: &str, number: &str, updated: &str, [status, start, end, more]: [&str; 4]) -> String {
    let end = if end.is_empty() { String::new() } else { format!(", \"end\": \"{end}\"") };
    format!(
        "{{\"resourceType\": \"Encounter\", \"id\": \"{stay}\", \"meta\": {{\"lastUpdated\": \"{updated}\"}}, \"status\": \"{status}\", \
         \"class\": {{\"code\": \"IMP\"}}, \"subject\": {{\"reference\": \"#p\", \"identifier\": {{\"system\": \
         \"https://fhir.nhs.uk/Id/nhs-number\", \"value\": \"{number}\"}}}}, \"serviceProvider\": {{\"identifier\": {{\"value\": \
         \"RZZ01\"}}}}, \"period\": {{\"start\": \"{start}\"{end}}}{more}}}\n"
    )
}

pub const STARTED: &str = "2018-06-01T08:30:00+01:00";

pub fn fhir() -> Made {
    let bad: [(&str, [&str; 4]); 6] = [
        ("admission", ["in-progress", "02/06/2018", "", ""]),
        ("discharged", ["finished", STARTED, "12/06/2018 15:00", ""]),
        ("status", ["sleeping", STARTED, "", ""]),
        (
            "leave",
            [
                "onleave",
                STARTED,
                "",
                ", \"statusHistory\": [{\"status\": \"onleave\", \"period\": {\"start\": \"12 June\"}}]",
            ],
        ),
        (
            "died",
            [
                "in-progress",
                STARTED,
                "",
                ", \"contained\": [{\"resourceType\": \"Patient\", \"id\": \"p\", \"deceasedDateTime\": \"12/06/2018\"}]",
            ],
        ),
        (
            "content",
            ["in-progress", STARTED, "", ", \"modifierExtension\": [{\"url\": \"x\", \"valueBoolean\": true}]"],
        ),
    ];
    let kinds: Vec<&str> = bad.iter().map(|(kind, _)| *kind).collect();
    let case = of_messages("encounter", "*.ndjson", &kinds.iter().map(|kind| id(kind)).collect::<Vec<_>>());
    let (mut first, mut later) = (String::new(), String::new());
    for (at, (kind, parts)) in bad.iter().enumerate() {
        let number = nhs_number(at);
        first += &encounter(&id(kind), &number, "2018-06-01T09:00:00Z", ["in-progress", STARTED, "", ""]);
        later += &encounter(&id(kind), &number, "2018-06-12T16:00:00Z", *parts);
    }
    later += &encounter("T-other", &nhs_number(30), "2018-06-12T16:00:00Z", ["in-progress", STARTED, "", ""]);
    case.put("p/inbox/a.ndjson", first);
    case.put("p/inbox/b.ndjson", later);
    case.beddays("run --project p --month 2018-06").exits(1);
    Made { case, stays: kinds.iter().map(|kind| ((*kind).to_owned(), id(kind))).collect() }
}

/// Notices that name their encounter, or the patient alone.
pub fn notices(names_encounter: bool) -> Made {
    use NoticeKind as K;
    let kinds: [(&str, K); 7] = [
        ("admission_notice", K::AdmissionNotice),
        ("assessment_notice", K::AssessmentNotice),
        ("discharge_notice", K::DischargeNotice),
        ("assessment_notice_withdrawn", K::AssessmentWithdrawn),
        ("discharge_notice_withdrawn", K::DischargeWithdrawn),
        ("all_notices_withdrawn", K::AllWithdrawn),
        ("unreadable_kind", K::AssessmentNotice),
    ];
    let case = super::Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let mut stays: Vec<String> = kinds.iter().enumerate().map(|(at, (kind, _))| stay(&id(kind), at, "")).collect();
    stays.push(stay("T-other", 30, ""));
    case.put("p/inbox/stays.csv", csv(&table(STAYS, &stays)));
    let events: Vec<String> = kinds.iter().flat_map(|(kind, _)| charged(&id(kind))).collect();
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    let other = nhs_number(30);
    let mut good = order(K::AssessmentNotice, "N0", "2018-06-06T10:00:00+01:00");
    (good.encounter, good.number, good.referral, good.period) = ("T-other", &other, "R0", ("2018-06-01", "2018-06-13"));
    case.put("p/inbox/notices/good.xml", good.xml());
    for (at, (kind, notice)) in kinds.into_iter().enumerate() {
        let (number, encounter, referral) = (nhs_number(at), id(kind), format!("R-{kind}"));
        let mut bad = order(notice, "NX", "12/06/2018 15:00");
        bad.id = &referral;
        (bad.number, bad.referral, bad.period) = (&number, &referral, ("2018-06-01", "2018-06-13"));
        bad.encounter = if names_encounter { &encounter } else { "" };
        if kind == "unreadable_kind" {
            (bad.code, bad.issued) = ("1234", "2018-06-12T15:00:00+01:00");
        }
        case.put(&format!("p/inbox/notices/{kind}.xml"), bad.xml());
    }
    case.beddays("run --project p --month 2018-06").exits(1);
    Made { case, stays: kinds.iter().map(|(kind, _)| ((*kind).to_owned(), id(kind))).collect() }
}
