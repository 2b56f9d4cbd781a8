//! Cases of HL7 and FHIR: zones, ordinary traffic, parts, death, leave, releases, and the order of moments.

mod death;
mod fhir;
mod hl7;
mod leave;
mod notices;
mod order;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Case;
use crate::support::harness::Said;

/// What a source of a project is.
pub struct Source {
    name: &'static str,
    suffix: &'static str,
    record: &'static str,
}

pub const ADT: Source = Source { name: "adt", suffix: "hl7", record: "adt" };
pub const ENC: Source = Source { name: "enc", suffix: "json", record: "encounter" };

/// A project `p` that takes stays as CSV or not at all, and messages of one source with `more` in the head of its profile.
pub fn project(case: &Case, source: &Source, more: &str) {
    let Source { name, suffix, record } = source;
    case.sh(&format!("beddays init p --authority Norfolk && mkdir p/inbox/{name}")).exits(0);
    let declared = case.read("p/beddays.toml").replacen("[sources.stays]", "[sources.stays]\noptional = true", 1);
    let source = format!("\n[sources.{name}]\nfiles = \"inbox/{name}/*.{suffix}\"\nprofile = \"{name}.toml\"\n");
    case.put("p/beddays.toml", declared + &source);
    let profile = format!(
        "[profile]\nname = \"{name}-ours\"\nabout = \"messages of one trust\"\nrecord = \"{record}\"\n{more}\n[defaults]\nauthority_code = \"E10000020\"\n"
    );
    case.put(&format!("p/{name}.toml"), profile);
}

/// The assessment notice, the discharge notice for 8 June 2018 and the assessment of each stay: without a departure each
/// day from 9 June is owed, at £130.
pub fn notices(stays: &[&str]) -> String {
    let rows = stays.iter().map(|stay| {
        format!(
            "{stay},assessment_notice,2018-06-06T10:00,,\n{stay},discharge_notice,2018-06-07T10:00,,2018-06-08\n\
             {stay},assessed,2018-06-08T10:00,,\n"
        )
    });
    format!("stay_id,kind,at,until,value\n{}", rows.collect::<String>())
}

/// A given case with its own source declared as its description says.
pub fn given(name: &str, source: &Source) -> Case {
    let case = Case::new(name);
    project(&case, source, "");
    let Source { name, suffix, .. } = source;
    case.sh(&format!("cp {name}.{suffix} p/inbox/{name}/ && cp {name}.toml p/")).exits(0);
    case.sh("test ! -f events.csv || cp events.csv p/inbox/").exits(0);
    case
}

pub fn june(case: &Case) -> Said {
    case.beddays("run --project p --month 2018-06")
}

/// What is owed for each stay, in pounds.
#[track_caller]
pub fn owed(case: &Case) -> BTreeMap<String, i64> {
    let sql = "select stay_id, sum(amount_minor) / 100 as pounds from liability_by_stay group by stay_id";
    let mut owed = BTreeMap::new();
    for row in rows(case, sql) {
        let pounds = row["pounds"].as_f64().unwrap();
        owed.insert(row["stay_id"].as_str().unwrap().to_owned(), pounds as i64);
    }
    owed
}

#[track_caller]
pub fn rows(case: &Case, sql: &str) -> Vec<Value> {
    let said = case.beddays(&format!("query --project p --json \"{sql}\"")).exits(0);
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {}", said.stdout))
}

/// One HL7 message, with what stands in it.
#[derive(Clone, Copy)]
pub struct Message<'m> {
    pub trigger: &'m str,
    pub visit: &'m str,
    pub sent: &'m str,
    pub number: &'m str,
    /// PID-29 and PID-30 with the bar between them.
    pub death: &'m str,
    pub admitted: &'m str,
    pub discharged: &'m str,
    pub disposition: &'m str,
}

pub const ADMIT: Message<'_> = Message {
    trigger: "A01",
    visit: "V-1",
    sent: "20180601083000",
    number: "9990700028",
    death: "",
    admitted: "20180601083000",
    discharged: "",
    disposition: "",
};

impl Message<'_> {
    pub fn text(&self) -> String {
        let Self { trigger, visit, sent, number, death, admitted, discharged, disposition } = self;
        let death = if death.is_empty() { String::new() } else { format!("{}{death}", "|".repeat(24)) };
        let (event, gap) = (&sent[..14], "|".repeat(16));
        format!(
            "MSH|^~\\&|PAS|RZZ01|RCV|LA|{sent}||ADT^{trigger}|{visit}{trigger}{sent}|P|2.4\rEVN|{trigger}|{event}\r\
             PID|1||{number}^^^NHS||TEST^PATIENT{death}\r\
             PV1|1|I|W1^^^RZZ01{gap}{visit}{gap}|{disposition}{}|{admitted}|{discharged}\r",
            "|".repeat(7)
        )
    }
}

/// An encounter of an inpatient from 1 June 2018 09:00 to `end`, or still there.
pub fn encounter(id: &str, number: &str, end: Option<&str>) -> Value {
    let mut period = json!({"start": "2018-06-01T09:00:00+01:00"});
    if let Some(end) = end {
        period["end"] = json!(end);
    }
    json!({
        "resourceType": "Encounter", "id": id, "status": if end.is_some() { "finished" } else { "in-progress" },
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"},
        "subject": {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}},
        "serviceProvider": {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "RZZ01"}},
        "period": period
    })
}

pub fn bundle(resources: &[Value]) -> String {
    let entries: Vec<Value> = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string()
}

/// A project of encounters with notices for these stays, run for June 2018.
pub fn run_encounters(files: &[(&str, String)], stays: &[&str]) -> (Case, Said) {
    let case = Case::empty();
    project(&case, &ENC, "");
    for (name, content) in files {
        case.put(&format!("p/inbox/enc/{name}"), content);
    }
    case.put("p/inbox/events.csv", notices(stays));
    let said = june(&case);
    (case, said)
}

/// A project of messages with notices for these stays, run for June 2018.
pub fn run_messages(messages: &[Message<'_>], stays: &[&str]) -> (Case, Said) {
    let case = Case::empty();
    project(&case, &ADT, "");
    case.put("p/inbox/adt/adt.hl7", messages.iter().map(Message::text).collect::<String>());
    case.put("p/inbox/events.csv", notices(stays));
    let said = june(&case);
    (case, said)
}

/// Each stay with this amount in pounds.
pub fn each(stays: &[(&str, i64)]) -> BTreeMap<String, i64> {
    stays.iter().map(|(stay, pounds)| ((*stay).to_owned(), *pounds)).collect()
}
