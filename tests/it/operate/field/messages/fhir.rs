//! FHIR: contacts that are parts of others, resources beside encounters, rejected encounters with their stay, releases.

use serde_json::{Value, json};

use super::super::Case;
use super::{ENC, bundle, each, encounter, given, june, notices, owed, project, rows, run_encounters};

const END: &str = "2018-06-20T15:00:00+01:00";

fn part(id: &str, number: &str, whole: Value) -> Value {
    let mut part = encounter(id, number, Some(END));
    part["partOf"] = whole;
    part
}

fn stays(case: &Case) -> Vec<String> {
    rows(case, "select stay_id from stay order by 1")
        .iter()
        .map(|row| row["stay_id"].as_str().unwrap().into())
        .collect()
}

#[test]
fn a_part_is_no_stay() {
    let case = given("10-ward-inside-a-hospital-contact", &ENC);
    let said = june(&case).exits(0).says("passed over 1 + rejected 0");
    assert!(!format!("{}{}", said.stdout, said.stderr).contains("W_OVERLAP"));
    assert_eq!((stays(&case), owed(&case)), (vec!["HC-1".to_owned()], each(&[("HC-1", 1560)])));
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    assert!(rejects.contains("W_PART") && rejects.contains("WC-1"), "listed: {rejects}");
    assert!(!rejects.contains("W_OVERLAP"), "{rejects}");
    let run = case.json("p/reports/2018-06/run.json");
    let counts: Vec<_> = run["deliveries"].as_array().unwrap().iter().map(|file| &file["counts"]).collect();
    assert!(counts.contains(&&json!({"passed over: part of another encounter": 1})), "{counts:?}");
}

#[test]
fn parts_of_any_depth_in_any_order_and_over_files_are_no_stays() {
    let whole = encounter("HC-1", "9990700028", Some(END));
    let ward = part("WC-1", "9990700028", json!({"reference": "Encounter/HC-1/_history/3"}));
    let bed = part("BC-1", "9990700028", json!({"reference": "https://server.example/fhir/Encounter/WC-1"}));
    let by_number = part("DC-1", "9990700028", json!({"identifier": {"value": "VISIT-7"}}));
    let mut whole_with_number = whole.clone();
    whole_with_number["identifier"] = json!([{"system": "urn:visits", "value": "VISIT-7"}]);
    let files = [whole_with_number, ward, bed, by_number];
    for turn in 0..files.len() {
        let named: Vec<(String, String)> = (0..files.len())
            .map(|at| (format!("{at}.json"), bundle(&[files[(at + turn) % files.len()].clone()])))
            .collect();
        let named: Vec<(&str, String)> = named.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        let (case, said) = run_encounters(&named, &["HC-1"]);
        said.exits(0).says("passed over 3 + rejected 0");
        assert_eq!((stays(&case), owed(&case)), (vec!["HC-1".to_owned()], each(&[("HC-1", 1560)])));
    }
    // As lines, and by the full addresses of a bundle.
    let lines: String = files.iter().rev().map(|resource| format!("{resource}\n")).collect();
    let (case, said) = run_encounters(&[("lines.json", lines)], &["HC-1"]);
    said.exits(0).says("passed over 3");
    assert_eq!(stays(&case), ["HC-1"]);
    let mut list: Value = serde_json::from_str(&bundle(&[
        part("WC-1", "9990700028", json!({"reference": "urn:uuid:0a"})),
        whole.clone(),
    ]))
    .unwrap();
    list["entry"][1]["fullUrl"] = json!("urn:uuid:0a");
    let (case, said) = run_encounters(&[("list.json", list.to_string())], &["HC-1"]);
    said.exits(0).says("passed over 1");
    assert_eq!(stays(&case), ["HC-1"]);
}

#[test]
fn a_part_whose_whole_is_nowhere_is_said_and_is_taken_when_it_comes() {
    let whole = encounter("HC-1", "9990700028", Some(END));
    let ward = part("WC-1", "9990700028", json!({"reference": "Encounter/HC-1"}));
    let other = encounter("HC-2", "9990700036", Some(END));
    let (case, said) = run_encounters(&[("a.json", bundle(&[ward.clone(), other.clone()]))], &["HC-2"]);
    said.exits(1).says("rejected 1");
    assert!(case.read("p/reports/2018-06/rejects.csv").contains("no delivery has `HC-1`"));
    assert_eq!(stays(&case), ["HC-2"]);
    case.put("p/inbox/enc/b.json", bundle(std::slice::from_ref(&whole)));
    june(&case).exits(0).says("passed over 1 + rejected 0");
    assert_eq!(stays(&case), ["HC-1", "HC-2"]);
    // Without a name, of itself, in a ring; and of an encounter that is no inpatient's.
    let nameless = part("WC-2", "9990700044", json!({"type": "Encounter"}));
    let own = part("WC-3", "9990700044", json!({"reference": "Encounter/WC-3"}));
    let ring = [("WC-4", "Encounter/WC-5"), ("WC-5", "Encounter/WC-4")];
    let ring = ring.map(|(id, whole)| part(id, "9990700044", json!({ "reference": whole })));
    let mut visit = whole.clone();
    visit["class"]["code"] = json!("AMB");
    let all = [vec![nameless, own, ward, visit, other], ring.to_vec()].concat();
    let (case, said) = run_encounters(&[("a.json", bundle(&all))], &["HC-2"]);
    said.exits(1).says("rejected 6");
    assert_eq!(stays(&case), ["HC-2"]);
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    for words in ["`(no name)`", "a part of itself", "an outpatient"] {
        assert!(rejects.contains(words), "{words}: {rejects}");
    }
}

#[test]
fn a_rejected_encounter_marks_the_stay_that_it_names() {
    let good = encounter("E-1", "9990700028", Some(END));
    let changed = |path: &str, value: Value| {
        let mut one = good.clone();
        *one.pointer_mut(path).unwrap() = value;
        one
    };
    for (code, one) in [
        ("R_CODE", changed("/status", json!("done"))),
        ("R_DATE", changed("/period/end", json!("2018-06-31"))),
        ("R_ORDER", changed("/period/end", json!("2018-05-31"))),
        ("R_NHS", changed("/subject/identifier/value", json!("9990700029"))),
        ("R_CLASS", changed("/class/code", json!("AMB"))),
    ] {
        let other = encounter("E-2", "9990700036", Some(END));
        let (case, said) = run_encounters(&[("a.json", bundle(&[one, other]))], &["E-2"]);
        said.exits(1);
        let rejects = case.read("p/reports/2018-06/rejects.csv");
        assert!(rejects.lines().any(|line| line.contains(code) && line.contains("E-1")), "{code}: {rejects}");
    }
}

#[test]
fn another_release_of_fhir_is_named() {
    let case = given("13-fhir-r5", &ENC);
    june(&case).exits(65).says("this is FHIR R5 (`actualPeriod`), the profile reads R4").says("ask the sender");
    assert!(!case.path("p/reports/2018-06/report.html").exists());
    let good = encounter("E-1", "9990700028", Some(END));
    let with = |key: &str, value: Value| {
        let mut one = good.clone();
        one[key] = value;
        one
    };
    let mut without_period = with("status", json!("discharged"));
    without_period.as_object_mut().unwrap().remove("period");
    let mut of_dstu2 = with("patient", json!({"reference": "Patient/1"}));
    of_dstu2.as_object_mut().unwrap().remove("subject");
    for (name, one) in [
        ("FHIR R5 (`class` is a list)", with("class", json!([{"coding": [{"code": "IMP"}]}]))),
        ("FHIR R5 (`admission`)", with("admission", json!({}))),
        ("FHIR R5 (`subjectStatus`)", with("subjectStatus", json!({"text": "departed"}))),
        ("FHIR R5 (the status `discharged`)", without_period),
        ("FHIR DSTU2 (`class` is a text)", with("class", json!("inpatient"))),
        ("FHIR DSTU2 (`patient`)", of_dstu2),
    ] {
        // The whole file is of that release, whatever else is in it; as a bundle and as lines.
        for text in [bundle(&[good.clone(), one.clone()]), format!("{good}\n{one}\n")] {
            let (_, said) = run_encounters(&[("a.json", text)], &["E-1"]);
            said.exits(65).says(name);
        }
    }
    let (case, said) = run_encounters(&[("a.json", bundle(&[with("reason", json!([{"text": "x"}]))]))], &["E-1"]);
    said.exits(0);
    assert_eq!(owed(&case), each(&[("E-1", 1560)]));
    assert!(case.read("p/reports/2018-06/rejects.csv").contains("FHIR STU3 (`reason`)"));
    // A state that no release has is a slip of this record alone.
    let (_, said) = run_encounters(
        &[("a.json", bundle(&[with("status", json!("done")), encounter("E-2", "9990700036", Some(END))]))],
        &[],
    );
    said.exits(1).says("rejected 1");
}

#[test]
fn resources_beside_encounters_are_passed_over() {
    let case = Case::empty();
    project(&case, &ENC, "");
    let of = |kind: &str| json!({"resourceType": kind, "id": "1"});
    let others = ["Patient", "Organization", "Location", "Practitioner"].map(of);
    let lines: String = others.iter().map(|resource| format!("{resource}\n")).collect();
    case.put("p/inbox/enc/others.json", lines);
    case.put("p/inbox/enc/enc.json", bundle(&[encounter("E-1", "9990700028", Some(END))]));
    case.put("p/inbox/events.csv", notices(&["E-1"]));
    june(&case).exits(0).says("passed over 4 + rejected 0");
    assert_eq!(owed(&case), each(&[("E-1", 1560)]));
    case.put("p/inbox/enc/more.json", bundle(&[of("Procedure")]));
    june(&case).exits(65).says("more.json");
}

#[test]
fn what_a_part_tells_of_a_leave_or_a_death_is_said_of_its_whole() {
    let whole = encounter("HC-1", "9990700028", Some(END));
    let mut away = part("WC-1", "9990700028", json!({"reference": "Encounter/HC-1"}));
    let period = json!({"start": "2018-06-10T10:00:00+01:00", "end": "2018-06-12T10:00:00+01:00"});
    away["statusHistory"] = json!([{"status": "onleave", "period": period}]);
    let mut dead = part("WC-2", "9990700028", json!({"reference": "Encounter/HC-1"}));
    dead["hospitalization"] = json!({"dischargeDisposition": {"coding": [{"code": "exp"}]}});
    dead["period"]["end"] = json!("2018-06-12T03:10:00+01:00");
    for (one, code) in [(away, "W_LEAVE"), (dead, "W_DEATH")] {
        let (case, _) = run_encounters(&[("a.json", bundle(&[one, whole.clone()]))], &["HC-1"]);
        let rejects = case.read("p/reports/2018-06/rejects.csv");
        assert!(rejects.lines().any(|line| line.contains(code) && line.ends_with("\"HC-1\"")), "{rejects}");
    }
}

#[test]
fn a_broken_line_marks_the_stay_that_it_names() {
    let good = encounter("E-1", "9990700028", Some(END)).to_string();
    let broken =
        "{\"resourceType\": \"Encounter\", \"id\": \"E-2\", \"status\": \"finished\", \"class\": {\"code\": \"I";
    let (case, said) = run_encounters(&[("a.json", format!("{good}\n{broken}\n"))], &["E-1"]);
    said.exits(1);
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    assert!(rejects.lines().any(|line| line.contains("R_JSON") && line.ends_with("\"E-2\"")), "{rejects}");
}
