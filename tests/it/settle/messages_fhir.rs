//! FHIR R4 encounters: what is read of a bundle, and which encounters count.

use beddays::files::fhir;
use beddays::intake::records;
use beddays::intake::records::messages::outcome::Outcome;
use beddays::settle;
use serde_json::{Value, json};

use crate::settle::messages_support::{corpus, found, numbered, with_rules};

fn outcomes(grid: &beddays::files::grid::Grid) -> Vec<Outcome> {
    with_rules(|rules| settle::fhir::settle(&records::fhir::encounters(grid, rules), &numbered).outcomes)
}

pub fn encounter(id: &str) -> Value {
    json!({
        "resourceType": "Encounter", "id": id, "status": "finished", "class": {"code": "IMP"},
        "identifier": [{"system": "urn:visits", "value": "V1"}],
        "subject": {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}},
        "serviceProvider": {"identifier": {"value": "RZZ01"}},
        "location": [{"location": {"display": "Ward 1"}}],
        "hospitalization": {"dischargeDisposition": {"coding": [{"code": "19"}]}, "admitSource": {"text": "home"}},
        "period": {"start": "2026-01-10T10:15:00Z", "end": "2026-02-06T12:00:00.500Z"}
    })
}

pub fn bundle(resources: &[Value]) -> Value {
    let entries: Vec<Value> = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries})
}

fn typed(bundle: &Value) -> Vec<Result<records::fhir::Encounter, &'static str>> {
    let grid = fhir::read(bundle.to_string().as_bytes()).unwrap();
    let typed = with_rules(|rules| records::fhir::encounters(&grid, rules));
    let of = |version| match version {
        records::fhir::Version::Stay(encounter) => Ok(*encounter),
        records::fhir::Version::Void(void) => Err(void.why.code),
        records::fhir::Version::Patient(_) | records::fhir::Version::Other(_) => Err("passed over"),
    };
    typed.into_iter().map(|version| version.map_err(|fate| fate.code).and_then(of)).collect()
}

#[test]
fn every_file_of_the_corpus_has_the_outcome_that_its_list_says() {
    for (file, (bytes, wanted)) in corpus("fhir/") {
        assert_eq!(found(fhir::read(&bytes), outcomes), wanted, "{file}");
    }
}

#[test]
fn an_encounter_gives_its_stay() {
    let read = typed(&bundle(&[encounter("E1")]));
    let stay = read[0].as_ref().unwrap();
    assert_eq!((&*stay.id, stay.visit.as_deref(), stay.class.as_deref()), ("E1", Some("V1"), Some("IMP")));
    assert_eq!((stay.provider.as_deref(), stay.ward.as_deref()), (Some("RZZ01"), Some("Ward 1")));
    assert_eq!((stay.discharge_disposition.as_deref(), stay.admit_source.as_deref()), (Some("19"), Some("home")));
    assert_eq!(stay.admitted_at.to_string(), "2026-01-10T10:15");
    assert_eq!(stay.discharged_at.unwrap().to_string(), "2026-02-06T12:00");
    assert!(stay.person.is_some() && !format!("{stay:?}").contains("9990000018"));
    // One encounter alone is a bundle of one.
    assert_eq!(fhir::read(encounter("E1").to_string().as_bytes()).unwrap().records.len(), 1);
}

#[test]
fn resources_that_encounters_point_at_are_no_records() {
    let mut visit = encounter("E1");
    visit["subject"] = json!({"reference": "Patient/P1"});
    visit["serviceProvider"] = json!({"reference": "urn:uuid:o1"});
    visit["location"] = json!([{"location": {"reference": "Location/L1"}, "status": "active"}, {"location": {}}]);
    let patient = json!({"resourceType": "Patient", "id": "P1", "birthDate": "1940-03-15", "identifier": [
        {"system": "urn:other", "value": "H77"},
        {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000026"}]});
    let organisation = json!({"resourceType": "Organization", "id": "O1", "identifier": [
        {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "RZZ"}]});
    let ward = json!({"resourceType": "Location", "id": "L1", "name": "Ward 9"});
    let stranger = json!({"resourceType": "Patient", "id": "P2"});
    let mut list = bundle(&[visit, patient, organisation, ward, stranger]);
    list["entry"][2]["fullUrl"] = json!("urn:uuid:o1");
    let read = typed(&list);
    assert_eq!(read.len(), 2);
    let stay = read[0].as_ref().unwrap();
    assert_eq!((stay.provider.as_deref(), stay.ward.as_deref()), (Some("RZZ"), Some("Ward 9")));
    assert_eq!(stay.age_at_admission, Some(85));
    assert!(stay.person.is_some());
    assert_eq!(read[1].as_ref().err(), Some(&"R_FHIR_TYPE"));
}

#[test]
fn what_is_no_stay_is_rejected_and_says_why() {
    let changed = |path: &str, value: Value| {
        let mut one = encounter("E1");
        *one.pointer_mut(path).unwrap() = value;
        typed(&bundle(&[one])).remove(0).err()
    };
    let cases = [
        ("/status", json!("entered-in-error"), "R_ENTERED_IN_ERROR"),
        ("/status", json!("cancelled"), "R_FHIR_STATUS"),
        ("/status", json!("planned"), "R_FHIR_STATUS"),
        ("/status", json!("done"), "R_CODE"),
        ("/status", json!(7), "R_REQUIRED"),
        ("/id", json!(""), "R_REQUIRED"),
        ("/id", json!("9990000018"), "R_ID"),
        ("/period", json!({}), "R_REQUIRED"),
        ("/period", json!(null), "R_REQUIRED"),
        ("/period/start", json!("2026"), "R_DATE"),
        ("/period/start", json!("2026-02"), "R_DATE"),
        ("/period/start", json!("2026-02-30"), "R_DATE"),
        ("/period/end", json!("2026-02"), "R_DATE"),
        ("/period/end", json!("2026-01-10T10:14:59Z"), "R_ORDER"),
        ("/period/end", json!("2026-01-09"), "R_ORDER"),
        ("/period/end", json!(null), "R_REQUIRED"),
        ("/period/start", json!("2025-03-30T01:30:00"), "R_TIME"),
        ("/subject/identifier/value", json!("9990000019"), "R_NHS"),
        ("/location/0", json!({"modifierExtension": [{"url": "urn:x"}]}), "R_FHIR_MODIFIER"),
    ];
    for (path, value, code) in cases {
        assert_eq!(changed(path, value.clone()), Some(code), "{path} {value}");
    }
    assert_eq!(changed("/period/end", json!("2026-01-10")), None, "a day that is the day of the start");
    assert_eq!(changed("/period/start", json!("2026-01-10T10:15:00+00:00")), None);
    let mut open = encounter("E1");
    (open["status"], open["period"]) = (json!("in-progress"), json!({"start": "2026-01-10"}));
    assert_eq!(typed(&bundle(&[open]))[0].as_ref().unwrap().discharged_at, None);
}

#[test]
fn later_news_wins_where_the_sender_says_which_is_later() {
    let version = |updated: &str, end: &str| {
        let mut one = encounter("E1");
        (one["meta"], one["period"]["end"]) = (json!({ "lastUpdated": updated }), json!(end));
        one
    };
    let older = version("2026-02-07T10:00:00Z", "2026-02-06T12:00:00Z");
    let newer = version("2026-02-08T10:00:00Z", "2026-02-06T11:00:00Z");
    let codes = |list: &[Value]| -> Vec<Vec<&str>> {
        let grid = fhir::read(bundle(list).to_string().as_bytes()).unwrap();
        outcomes(&grid).iter().map(Outcome::codes).collect()
    };
    assert_eq!(codes(&[older.clone(), newer.clone()]), [vec!["D_SUPERSEDED"], vec![]]);
    assert_eq!(codes(&[newer.clone(), older.clone()]), [vec![], vec!["D_SUPERSEDED"]]);
    assert_eq!(codes(&[newer.clone(), newer.clone()]), [vec![], vec!["D_EXACT"]]);
    let same_moment = version("2026-02-08T10:00:00Z", "2026-02-06T10:00:00Z");
    assert_eq!(codes(&[newer, same_moment, older]), [["R_CONFLICT"]; 3]);
}

#[test]
fn bundles_are_whole_or_refused() {
    let refused = |bytes: &[u8], code: &str| {
        assert_eq!(fhir::read(bytes).map_err(|refusal| refusal.code), Err(code), "{}", String::from_utf8_lossy(bytes));
    };
    let changed = |key: &str, value: Value| {
        let mut list = bundle(&[encounter("E1")]);
        list[key] = value;
        list.to_string().into_bytes()
    };
    refused(b" \n", "F_EMPTY");
    refused(b"{\"resourceType\": \"Bundle\",}", "F_JSON");
    refused(b"\"text\"", "F_FHIR");
    refused(b"[]", "F_FHIR");
    refused(b"{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"type\": \"searchset\"}", "F_JSON");
    refused(b"{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"id\": \"\\ud800\"}", "F_JSON");
    refused(b"{\"resourceType\": \"Bundle\", \"id\": \"\xC3\"}", "F_ENCODING");
    refused(&"[".repeat(100_000).into_bytes(), "F_JSON");
    refused(&changed("type", json!("transaction")), "F_FHIR");
    refused(&changed("entry", json!({})), "F_FHIR");
    refused(&changed("implicitRules", json!("urn:x")), "F_FHIR");
    refused(&changed("total", json!(2)), "F_COUNT");
    refused(&changed("total", json!("1")), "F_COUNT");
    refused(&changed("link", json!([{"relation": "self"}, {"relation": "next", "url": "urn:x"}])), "F_COUNT");
    assert!(fhir::read(&changed("total", json!(1))).is_ok());
    refused(b"<Bundle xmlns=\"http://hl7.org/fhir\"/>", "F_FHIR");
    refused(b"<!doctype x><Bundle xmlns=\"http://hl7.org/fhir\"/>", "F_XML_DOCTYPE");
}

#[test]
fn one_resource_a_line_is_read_and_a_broken_line_costs_itself() {
    let line = |id: &str| encounter(id).to_string();
    let read = |text: String| {
        let grid = fhir::read(text.as_bytes()).unwrap();
        let codes: Vec<String> =
            outcomes(&grid).iter().flat_map(|outcome| outcome.codes()).map(str::to_owned).collect();
        (grid.records.iter().map(|record| (record.line, record.offset as usize)).collect::<Vec<_>>(), codes)
    };
    let (one, two) = (line("E1"), line("E2"));
    let second = one.len() + 1;
    assert_eq!(read(format!("{one}\n{two}\n")), (vec![(1, 0), (2, second)], vec![]));
    assert_eq!(read(format!("{one}\r\n\r\n{two}")), (vec![(1, 0), (3, second + 3)], vec![]));
    let broken = format!("{one}\n{{\"a\":\n{two}\n");
    assert_eq!(read(broken), (vec![(1, 0), (2, second), (3, second + 6)], vec!["R_JSON".to_owned()]));
    // A bundle on a line is a bundle, a patient that is pointed at no record.
    let mut visit = encounter("E3");
    visit["subject"] = json!({"reference": "Patient/P1"});
    let patient = json!({"resourceType": "Patient", "id": "P1", "birthDate": "1940-03-15"});
    let mixed = format!("{visit}\n{patient}\n{}\n", bundle(&[encounter("E4")]));
    assert_eq!(read(mixed).0.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3]);
    // One broken resource over several lines is no file of lines.
    let cut = serde_json::to_string_pretty(&encounter("E1")).unwrap().replace("\"period\"", "period");
    assert_eq!(fhir::read(cut.as_bytes()).unwrap_err().code, "F_JSON");
}

#[test]
fn only_the_encounters_of_inpatients_are_stays() {
    let of = |class: Value| {
        let mut visit = encounter("E1");
        visit["class"] = class;
        let grid = fhir::read(bundle(&[visit]).to_string().as_bytes()).unwrap();
        let settled = with_rules(|rules| settle::fhir::settle(&records::fhir::encounters(&grid, rules), &numbered));
        (settled.taken.len(), settled.outcomes[0].codes())
    };
    for code in ["IMP", "ACUTE", "NONAC"] {
        assert_eq!(of(json!({"code": code})), (1, vec![]), "{code}");
    }
    for code in ["AMB", "EMER", "FLD", "HH", "OBSENC", "PRENC", "SS", "VR"] {
        assert_eq!(of(json!({"code": code})), (0, vec!["R_CLASS"]), "{code}");
    }
    assert_eq!(of(json!({"code": "X9"})), (1, vec!["W_CLASS"]));
    assert_eq!(of(Value::Null), (1, vec!["W_CLASS"]));
}

#[test]
fn an_encounter_that_turned_out_to_be_no_inpatients_is_no_stay() {
    let (mut old, mut new) = (encounter("E1"), encounter("E1"));
    old["meta"] = json!({"lastUpdated": "2026-02-07T10:00:00Z"});
    new["meta"] = json!({"lastUpdated": "2026-02-08T10:00:00Z"});
    new["class"] = json!({"code": "AMB"});
    let grid = fhir::read(bundle(&[old, new]).to_string().as_bytes()).unwrap();
    let settled = with_rules(|rules| settle::fhir::settle(&records::fhir::encounters(&grid, rules), &numbered));
    assert!(settled.taken.is_empty());
    assert_eq!(settled.outcomes.iter().flat_map(Outcome::codes).collect::<Vec<_>>(), ["D_SUPERSEDED", "R_CLASS"]);
}

fn version(status: &str, updated: Option<&str>) -> Value {
    let mut one = encounter("E1");
    one["status"] = json!(status);
    if let Some(updated) = updated {
        one["meta"] = json!({ "lastUpdated": updated });
    }
    one
}

/// In every order of the versions: how many stays there are, and the codes of each version.
fn settled_in_any_order(versions: &[Value]) -> (usize, Vec<Vec<&'static str>>) {
    let mut found = Vec::new();
    for turn in 0..versions.len() {
        for backwards in [false, true] {
            let mut order: Vec<usize> = (0..versions.len()).collect();
            order.rotate_left(turn);
            if backwards {
                order.reverse();
            }
            let list: Vec<Value> = order.iter().map(|at| versions[*at].clone()).collect();
            let grid = fhir::read(bundle(&list).to_string().as_bytes()).unwrap();
            let settled = with_rules(|rules| settle::fhir::settle(&records::fhir::encounters(&grid, rules), &numbered));
            let mut codes = vec![Vec::new(); versions.len()];
            order.iter().zip(&settled.outcomes).for_each(|(at, outcome)| codes[*at] = outcome.codes());
            found.push((settled.taken.len(), codes));
        }
    }
    found.dedup();
    assert_eq!(found.len(), 1, "the order does not matter: {found:?}");
    found.remove(0)
}

#[test]
fn a_newer_version_that_takes_an_encounter_back_undoes_the_older_ones() {
    let (first, second, third) = ("2026-02-07T10:00:00Z", "2026-02-08T10:00:00Z", "2026-02-09T10:00:00Z");
    for (state, code) in [("entered-in-error", "R_ENTERED_IN_ERROR"), ("cancelled", "R_FHIR_STATUS")] {
        let (old, void) = (version("finished", Some(first)), version(state, Some(second)));
        let older = version("finished", Some("2026-02-06T10:00:00Z"));
        let superseded = vec!["D_SUPERSEDED"];
        let undone = settled_in_any_order(&[old.clone(), void.clone(), older]);
        assert_eq!(undone, (0, vec![superseded.clone(), vec![code], superseded.clone()]), "{state}");
        // Who was taken back wrongly comes again.
        let mut again = version("finished", Some(third));
        again["period"]["end"] = json!("2026-02-05T12:00:00Z");
        let (stays, codes) = settled_in_any_order(&[old.clone(), void.clone(), again]);
        assert_eq!((stays, codes), (1, vec![superseded.clone(), superseded.clone(), vec![]]), "{state}");
        // Nobody can say which of two without days is the later; another encounter is not touched.
        let conflict = settled_in_any_order(&[version("finished", None), version(state, None)]);
        assert_eq!(conflict, (0, vec![vec!["R_CONFLICT"], vec![code]]), "{state}");
        let mut other = old.clone();
        other["id"] = json!("E2");
        assert_eq!(settled_in_any_order(&[other, void]), (1, vec![vec![], vec![code]]), "{state}");
        // What has a state alone, as servers answer for what was deleted, is enough.
        let bare = json!({"resourceType": "Encounter", "id": "E1", "status": state, "meta": {"lastUpdated": third}});
        assert_eq!(settled_in_any_order(&[old, bare]), (0, vec![superseded, vec![code]]), "{state}");
    }
    let planned = settled_in_any_order(&[version("planned", Some(second)), version("finished", Some(first))]);
    assert_eq!(planned.0, 1, "a plan takes nothing back");
}

#[test]
fn an_encounter_is_taken_back_from_another_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, version: &Value| std::fs::write(folder.path().join(name), version.to_string()).unwrap();
    put("a.json", &version("finished", Some("2026-02-07T10:00:00Z")));
    put("b.json", &version("entered-in-error", Some("2026-02-08T10:00:00Z")));
    for files in [["a.json", "b.json"], ["b.json", "a.json"]] {
        let mut command = crate::support::harness::program();
        command.current_dir(folder.path()).args(["check", "--json"]).args(files);
        let said = crate::support::harness::said(&mut command).exits(1);
        let answer: Value = serde_json::from_str(&said.stdout).unwrap();
        let counts = ["records", "accepted", "rejected", "duplicates"].map(|name| answer[name].as_u64().unwrap());
        assert_eq!(counts, [2, 0, 1, 1], "{files:?}");
        assert_eq!(answer["codes"], json!({"D_SUPERSEDED": 1, "R_ENTERED_IN_ERROR": 1}), "{files:?}");
    }
}

#[test]
fn a_number_where_a_name_is_wanted_is_taken_with_a_word() {
    let with = |path: &str, value: Value| {
        let mut one = encounter("E1");
        *one.pointer_mut(path).unwrap() = value;
        let grid = fhir::read(bundle(&[one]).to_string().as_bytes()).unwrap();
        (outcomes(&grid).remove(0), grid)
    };
    let number = "/subject/identifier/value";
    let (outcome, grid) = with(number, json!(9_990_000_018_u64));
    assert_eq!(outcome.codes(), ["W_NUMERIC_ID"]);
    assert!(!outcome.dispositions[0].value.contains("9990000018"), "{}", outcome.dispositions[0].value);
    let person = |grid| match with_rules(|rules| records::fhir::encounters(grid, rules)).remove(0).unwrap() {
        records::fhir::Version::Stay(encounter) => encounter.person.unwrap(),
        _ => panic!("it is a stay"),
    };
    assert_eq!(person(&grid), person(&with(number, json!("9990000018")).1), "the same person");
    for (path, value, codes) in [
        (number, json!(999_000_001_u64), vec!["R_NHS"]),
        (number, json!(9_990_000_019_u64), vec!["R_NHS"]),
        (number, json!(9_990_000_018.0), vec!["R_NHS"]),
        ("/id", json!(4711), vec!["W_NUMERIC_ID"]),
        ("/id", json!(47.5), vec!["R_ID"]),
        ("/id", json!(1e30), vec!["R_ID"]),
        ("/identifier/0/value", json!(12), vec!["W_NUMERIC_ID"]),
        ("/serviceProvider/identifier/value", json!(12345), vec!["W_NUMERIC_ID"]),
        ("/hospitalization/dischargeDisposition/coding/0/code", json!(19), vec!["W_NUMERIC_ID"]),
    ] {
        assert_eq!(with(path, value.clone()).0.codes(), codes, "{path} {value}");
    }
    // That of a patient who is pointed at, too; and one number in two forms is one.
    let mut visit = encounter("E1");
    visit["subject"]["reference"] = json!("Patient/7");
    let patient = json!({"resourceType": "Patient", "id": 7, "identifier": [
        {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": 9_990_000_018_u64}]});
    let grid = fhir::read(bundle(&[visit.clone(), patient.clone()]).to_string().as_bytes()).unwrap();
    assert_eq!(outcomes(&grid)[0].codes(), Vec::<&str>::new());
    visit["subject"]["identifier"]["value"] = json!("9990000026");
    let grid = fhir::read(bundle(&[visit, patient]).to_string().as_bytes()).unwrap();
    assert_eq!(outcomes(&grid)[0].codes(), ["R_NHS"], "two numbers for one patient");
}

/// The outermost object is the first level, as the outermost element of XML is.
#[test]
fn values_stand_64_deep_and_no_deeper() {
    let nested = |levels: usize, open: &str, close: &str| format!("{}1{}", open.repeat(levels), close.repeat(levels));
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let single = |levels: usize| {
            let extension = nested(levels - 1, open, close);
            encounter("E1").to_string().replacen('{', &format!("{{\"extension\":{extension},"), 1)
        };
        assert_eq!(fhir::read(single(64).as_bytes()).unwrap().records.len(), 1, "{open}");
        let refusal = fhir::read(single(65).as_bytes()).unwrap_err();
        assert!(refusal.code == "F_JSON" && refusal.what.contains("more than 64 deep"), "{}", refusal.what);
        // In a bundle the encounter stands three levels down; of lines the deep one is rejected alone.
        let within = |levels: usize| {
            let visit = single(levels - 3);
            format!("{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{{\"resource\":{visit}}}]}}")
        };
        assert!(fhir::read(within(64).as_bytes()).is_ok(), "{open}");
        assert_eq!(fhir::read(within(65).as_bytes()).unwrap_err().code, "F_JSON", "{open}");
        let lines = fhir::read(format!("{}\n{}\n", single(64), single(65)).as_bytes()).unwrap();
        let problems: Vec<Option<&str>> =
            lines.records.iter().map(|record| record.problem.as_ref().map(|problem| &*problem.code)).collect();
        assert_eq!(problems, [None, Some("R_JSON")], "{open}");
    }
}
