//! Death, whichever source tells of it: it ends the liability and the delay, or is said to contradict the record.

use serde_json::{Value, json};

use super::super::Case;
use super::{
    ADMIT, ADT, ENC, Message, bundle, each, encounter, given, june, notices, owed, project, rows, run_encounters,
    run_messages,
};

const CLOSED: &str = "2018-06-20T15:00:00+01:00";

fn reading(case: &Case, name: &str) {
    let file = case.read("p/beddays.toml");
    case.put("p/beddays.toml", file.replacen("[readings]", &format!("[readings]\nend_event_day = \"{name}\""), 1));
}

#[test]
fn a_record_that_was_closed_after_death_ends_with_the_death() {
    let case = given("11-closed-after-death", &ENC);
    june(&case);
    assert_eq!(owed(&case), each(&[("DEAD-1", 520), ("DEAD-2", 520)]));
    let days = rows(&case, "select stay_id, max(day) as last from int_days_in_view group by stay_id order by 1");
    assert!(days.iter().all(|row| row["last"] == "2018-06-12"), "{days:?}");
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    assert!(rejects.contains("W_DEATH") && rejects.contains("2018-06-20T15:00"), "what differs: {rejects}");
    let doubts = super::leave::doubts(&case);
    assert!(doubts.contains(&("DEAD-1".to_owned(), 8, 1040)), "{doubts:?}");
}

fn patient(number: &str, death: Value) -> Value {
    let mut patient = json!({
        "resourceType": "Patient", "id": number,
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}]
    });
    patient.as_object_mut().unwrap().extend(death.as_object().unwrap().clone());
    patient
}

#[test]
fn a_patient_of_another_file_ends_the_stay_in_any_order_of_files() {
    let died = patient("9990700028", json!({"deceasedDateTime": "2018-06-12T03:10:00+01:00"}));
    let mut by_reference = encounter("E-2", "", Some(CLOSED));
    by_reference["subject"] = json!({"reference": "Patient/9990700028"});
    let mut contained = encounter("E-3", "9990700036", Some(CLOSED));
    contained["contained"] = json!([patient("9990700036", json!({"deceasedDateTime": "2018-06-12"}))]);
    contained["contained"][0]["id"] = json!("p");
    contained["subject"] = json!({"reference": "#p"});
    let encounters = bundle(&[by_reference, contained]);
    for names in [["a.json", "b.json"], ["b.json", "a.json"]] {
        let files = [(names[0], encounters.clone()), (names[1], died.to_string())];
        let (case, _) = run_encounters(&files, &["E-2", "E-3"]);
        assert_eq!(owed(&case), each(&[("E-2", 520), ("E-3", 520)]), "{names:?}");
    }
}

#[test]
fn a_death_of_any_source_is_that_of_a_native_event() {
    let discharge = Message { trigger: "A03", sent: "20180620150000", discharged: "20180620150000", ..ADMIT };
    let by_method = Message { discharged: "20180612031000", sent: "20180612031000", disposition: "4", ..discharge };
    let cases: [&[Message<'_>]; 9] = [
        &[ADMIT, Message { death: "20180612031000|Y", ..discharge }],
        &[ADMIT, Message { death: "20180612031000|", ..discharge }],
        &[ADMIT, Message { death: "201806120210+0000|Y", ..discharge }],
        &[ADMIT, by_method],
        &[ADMIT, Message { disposition: "20", ..by_method }],
        // An open stay, by an update, and by ordinary traffic that names the person alone.
        &[ADMIT, Message { trigger: "A08", sent: "20180613000000", death: "20180612031000|Y", ..ADMIT }],
        &[ADMIT, Message { trigger: "A31", visit: "", sent: "20180613000000", death: "20180612031000|Y", ..ADMIT }],
        &[ADMIT, Message { trigger: "A31", sent: "20180613000000", death: "20180612|Y", ..ADMIT }],
        // The discharge itself says that the patient died, and not when.
        &[ADMIT, Message { disposition: "", death: "|Y", ..by_method }],
    ];
    for (at, messages) in cases.into_iter().enumerate() {
        let (case, _) = run_messages(messages, &["V-1"]);
        assert_eq!(owed(&case), each(&[("V-1", 520)]), "case {at}");
        for (name, pounds) in [("exclude", 390), ("eleven_am", 390)] {
            if at == 7 && name == "eleven_am" {
                continue; // Its time is not known.
            }
            let case = Case::empty();
            project(&case, &ADT, "");
            reading(&case, name);
            case.put("p/inbox/adt/adt.hl7", messages.iter().map(Message::text).collect::<String>());
            case.put("p/inbox/events.csv", notices(&["V-1"]));
            june(&case);
            assert_eq!(owed(&case), each(&[("V-1", pounds)]), "case {at}, {name}");
        }
    }
    // A native event of that moment, for comparison.
    let (case, _) = run_messages(&[ADMIT], &[]);
    case.put("p/inbox/events.csv", notices(&["V-1"]) + "V-1,died,2018-06-12T03:10,,\n");
    june(&case);
    assert_eq!(owed(&case), each(&[("V-1", 520)]));
}

#[test]
fn a_death_told_of_by_messages_ends_a_stay_of_another_source() {
    let case = Case::empty();
    project(&case, &ADT, "");
    let csv = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n\
               CSV-1,9990700028,RZZ01,Norfolk,2018-06-01T09:00,,2018-06-20T15:00,80\n\
               CSV-2,9990700028,RZZ01,Norfolk,2018-03-01T09:00,,2018-03-05T15:00,80\n";
    case.put("p/inbox/stays.csv", csv);
    case.put("p/inbox/events.csv", notices(&["CSV-1"]));
    let person = Message { trigger: "A31", visit: "", sent: "20180613000000", death: "20180612031000|Y", ..ADMIT };
    case.put("p/inbox/adt/adt.hl7", person.text());
    june(&case);
    assert_eq!(owed(&case), each(&[("CSV-1", 520)]));
}

#[test]
fn a_discharge_destination_or_method_of_death_is_death() {
    let case = Case::empty();
    case.sh("beddays init p --authority Norfolk").exits(0);
    let header = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,discharge_method,discharge_destination,age_at_admission\n";
    let row = |stay: &str, method: &str, destination: &str| {
        format!("{stay},,RZZ01,Norfolk,2018-06-01T09:00,,2018-06-12T03:10,{method},{destination},80\n")
    };
    let rows =
        [row("D1", "4", ""), row("D2", "", "79"), row("D3", "4", "79"), row("D4", "1", "19"), row("D5", "4", "")];
    case.put("p/inbox/stays.csv", format!("{header}{}", rows.concat()));
    // An event that tells of the discharge without its way takes nothing away from the death.
    let events = notices(&["D1", "D2", "D3", "D4", "D5"]) + "D5,discharged,2018-06-12T03:10,,\n";
    case.put("p/inbox/events.csv", events);
    june(&case).exits(0);
    assert_eq!(owed(&case), each(&[("D1", 520), ("D2", 520), ("D3", 520), ("D4", 390), ("D5", 520)]));
}

#[test]
fn a_death_that_cannot_be_or_has_no_day_is_said_and_one_after_the_stay_is_nothing() {
    let of = |death: Value| {
        let (case, _) = run_encounters(
            &[
                ("a.json", bundle(&[encounter("E-1", "9990700028", Some(CLOSED))])),
                ("p.json", patient("9990700028", death).to_string()),
            ],
            &["E-1"],
        );
        (owed(&case)["E-1"], case.read("p/reports/2018-06/rejects.csv"))
    };
    for (death, words) in [
        (json!({"deceasedDateTime": "2018-05-12T03:10:00+01:00"}), "before the admission"),
        (json!({"deceasedDateTime": "2018-05-12"}), "before the admission"),
        (json!({"deceasedBoolean": true}), "it is not said when"),
    ] {
        let (owed, rejects) = of(death);
        assert_eq!(owed, 1560);
        assert!(rejects.contains("W_DEATH") && rejects.contains("E-1") && rejects.contains(words), "{rejects}");
    }
    for death in
        [json!({"deceasedDateTime": "2018-06-20T15:10:00+01:00"}), json!({"deceasedBoolean": false}), json!({})]
    {
        let (owed, rejects) = of(death.clone());
        assert_eq!(owed, 1560);
        assert!(!rejects.contains("W_DEATH"), "{death}: {rejects}");
    }
    // Taken back: the patient lives.
    let dead = Message { trigger: "A08", sent: "20180613000000", death: "20180612031000|Y", ..ADMIT };
    let alive = Message { trigger: "A08", sent: "20180614000000", death: "\"\"|N", ..ADMIT };
    let discharge = Message { trigger: "A03", sent: "20180620150000", discharged: "20180620150000", ..ADMIT };
    let (case, _) = run_messages(&[ADMIT, dead, alive, discharge], &["V-1"]);
    assert_eq!(owed(&case), each(&[("V-1", 1560)]));
}

#[test]
fn any_code_of_a_discharge_can_tell_of_a_death() {
    let disposition = |coding: Value| json!({"dischargeDisposition": {"coding": coding}});
    let url = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DischargeMethod";
    let method = json!([{"url": url, "valueCodeableConcept": {"coding": [{"code": "4"}]}}]);
    for hospitalization in [
        disposition(json!([{"code": "local-7"}, {"code": "exp"}])),
        disposition(json!([{"code": "371828006"}])),
        disposition(json!([{"code": "79"}])),
        json!({"dischargeDisposition": {"text": "Died"}}),
        json!({"extension": method}),
    ] {
        let mut one = encounter("E-1", "9990700028", Some("2018-06-12T03:10:00+01:00"));
        one["hospitalization"] = hospitalization.clone();
        let (case, _) = run_encounters(&[("a.json", bundle(&[one]))], &["E-1"]);
        assert_eq!(owed(&case), each(&[("E-1", 520)]), "{hospitalization}");
    }
}
