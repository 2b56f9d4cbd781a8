//! Order in time, where the clocks went back.

use serde_json::json;

use super::super::Case;
use super::{ADMIT, ENC, Message, bundle, encounter, given, project, rows, run_messages};

#[test]
fn encounters_over_the_repeated_hour_are_taken() {
    let case = given("09-order-over-the-repeated-hour", &ENC);
    case.beddays("run --project p --month 2018-10").exits(0).says("accepted 5 + rejected 0");
    let ends: Vec<String> = rows(&case, "select stay_id, admitted_at, discharged_at from stay order by 1")
        .iter()
        .map(|row| format!("{} {}", row["admitted_at"].as_str().unwrap(), row["discharged_at"].as_str().unwrap()))
        .collect();
    assert_eq!(
        ends,
        [
            "2018-10-28T01:50 2018-10-28T01:10",
            "2018-10-20T09:00 2018-10-28T01:10",
            "2018-10-20T09:00 2018-10-28T00:30",
            "2018-10-20T00:00 2018-10-28T23:59:59",
            "2018-10-20T09:00 2018-10-27T10:30",
        ]
    );
}

#[test]
fn rows_and_messages_over_the_repeated_hour_are_taken_and_what_is_the_wrong_way_round_is_not() {
    let case = Case::empty();
    let header =
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";
    let row = |stay: &str, from: &str, to: &str| format!("{stay},,RZZ01,Norfolk,{from},,{to},80\n");
    let good = [
        row("C1", "2018-10-28T01:50+01:00", "2018-10-28T01:10Z"),
        row("C2", "2018-10-28T00:50Z", "2018-10-28T01:10Z"),
        row("C3", "2018-10-28T01:10", "2018-10-28T01:50"),
    ];
    case.put("good.csv", format!("{header}{}", good.concat()));
    case.beddays("check good.csv").exits(0).says("accepted 3");
    let wrong = [
        row("W1", "2018-10-28T01:10Z", "2018-10-28T01:50+01:00"),
        row("W2", "2018-10-28T01:10Z", "2018-10-28T00:50Z"),
        // Without offsets nobody can say more than the clock does.
        row("W3", "2018-10-28T01:50", "2018-10-28T01:10"),
    ];
    case.put("wrong.csv", format!("{header}{}", wrong.concat()));
    case.beddays("check wrong.csv").exits(1).says("rejected 3").says("R_ORDER");
    let admit = Message { sent: "20181028015000+0100", admitted: "20181028015000+0100", ..ADMIT };
    let discharge = Message {
        trigger: "A03",
        sent: "20181028011000+0000",
        admitted: "20181028015000+0100",
        discharged: "20181028011000",
        ..ADMIT
    };
    // In either order of arrival.
    for messages in [[admit, discharge], [discharge, admit]] {
        let (case, _) = run_messages(&messages, &[]);
        case.beddays("run --project p --month 2018-10").exits(0).says("accepted 2 + rejected 0");
    }
}

/// A withdrawal of the second pass comes after a notice of the first one, although its clock says less, and the other way
/// round it withdraws nothing.
#[test]
fn notices_and_withdrawals_of_the_repeated_hour_are_in_the_order_of_their_instants() {
    let owed = |notice: &str, withdrawal: &str| {
        let case = Case::empty();
        project(&case, &ENC, "");
        let mut stay = encounter("E-1", "9990700028", Some("2018-11-05T15:00:00Z"));
        stay["period"]["start"] = json!("2018-10-20T09:00:00+01:00");
        case.put("p/inbox/enc/e.json", bundle(&[stay]));
        let events = format!(
            "stay_id,kind,at,until,value\nE-1,assessment_notice,2018-10-24T10:00,,\n\
             E-1,discharge_notice,{notice},,2018-10-31\nE-1,discharge_notice_withdrawn,{withdrawal},,\n\
             E-1,assessed,2018-10-26T10:00,,\n"
        );
        case.put("p/inbox/events.csv", events);
        case.beddays("run --project p --month 2018-11").exits(0);
        let run = case.json("p/reports/2018-11/run.json");
        let before = run["statement_amount_minor"].as_i64().unwrap();
        // The report of the stored month is that of the run.
        case.beddays("report statement --project p --month 2018-11").exits(0);
        assert_eq!(super::owed(&case).values().sum::<i64>() * 100, before);
        before
    };
    let withdrawn = owed("2018-10-28T01:50+01:00", "2018-10-28T01:10Z");
    let stands = owed("2018-10-28T01:10Z", "2018-10-28T01:50+01:00");
    assert_eq!(withdrawn, 0);
    assert!(stands > 0, "the notice came after the withdrawal");
    assert_eq!(owed("2018-10-28T00:30Z", "2018-10-28T01:20Z"), 0);
}
