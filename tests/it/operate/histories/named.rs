//! Small histories, each of a case in which a month that was settled where there is news once differed from everything at once.

use beddays::domain::Partition;

use super::made::{PHS, STAYS, Step, nhs_number};
use super::messages::{care_row, cld_header};
use super::project::Place;
use super::step_differs;
use crate::settle::messages_hl7::Adt;

/// Runs months with their files, each compared with everything at once: the month, the files, the as-of date if any.
#[track_caller]
fn agree(months: &[(&str, &[(&str, String)], &str)]) -> Place {
    let place = Place::new("authority");
    for (month, files, as_of) in months {
        let files = files.iter().map(|(name, content)| (format!("inbox/{name}"), content.clone())).collect();
        let step = Step { files, month: month.parse().unwrap(), as_of: as_of.parse().ok(), ingested: (0, None) };
        if let Some(found) = step_differs(&place, &step, true) {
            panic!("{found}");
        }
        // A delivery that is refused as a whole is taken away again.
        assert!(step.files.iter().all(|(name, _)| place.path(name).exists()), "{month} was refused");
    }
    place
}

fn stays(rows: &[(&str, usize, &str, &str)]) -> String {
    let row = |(id, person, admitted, left): &(&str, usize, &str, &str)| {
        let left = if left.is_empty() { String::new() } else { format!("{left}T16:00") };
        format!("{id},{},RZZ01,Norfolk,{admitted}T09:00,,{left},81\n", nhs_number(*person))
    };
    format!("{STAYS}\n{}", rows.iter().map(row).collect::<String>())
}

fn events(rows: &[&str]) -> String {
    format!("stay_id,kind,at,until,value\n{}\n", rows.join("\n"))
}

fn care(rows: &[[&str; 10]]) -> String {
    format!("{}\n{}\n", cld_header(), rows.iter().map(|row| care_row(*row)).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_late_stay_of_an_old_month_stands_beside_those_of_that_month() {
    let place = agree(&[
        ("2018-01", &[("stays_2018-01-31.csv", stays(&[("S1", 1, "2018-01-02", "2018-01-20")]))], ""),
        ("2018-02", &[("stays_2018-02-28.csv", stays(&[("S2", 2, "2018-02-02", "2018-02-20")]))], ""),
        ("2018-03", &[("stays_2018-03-31.csv", stays(&[("S3", 3, "2018-01-03", "2018-01-21")]))], ""),
    ]);
    assert_eq!(place.tables()["stay"].len(), 3);
}

#[test]
fn a_delay_is_as_sure_as_its_links_also_where_its_month_is_over() {
    let number = nhs_number(1);
    let service =
        ["E10000020", "01/01/2018", "31/03/2018", &number, "", "", "Assessment", "R-1", "12/01/2018", "12/01/2018"];
    let stay = format!("{STAYS}\nS1,{number},RZZ01,Norfolk,2018-01-02T09:00,2018-01-05,2018-01-20T16:00,81\n");
    let place = agree(&[
        ("2018-01", &[("stays_2018-01-31.csv", stay), ("cld_2018-01-31.csv", care(&[service]))], ""),
        ("2018-02", &[("stays_2018-02-28.csv", stays(&[("S2", 2, "2018-02-02", "2018-02-20")]))], ""),
        // News of the stay, which is settled again in a month that does not list its links.
        ("2018-03", &[("events_2018-03-31.csv", events(&["S1,assessment_notice,2018-01-04T10:00,,"]))], ""),
    ]);
    let delays = &place.tables()["delay_period"];
    assert!(delays.iter().any(|row| row.contains("delay_id=S1") && !row.contains("link_quality=exact")), "{delays:?}");
}

/// Which partition has a stay is asked by the first and last name in it, in whatever order its file had them.
#[test]
fn late_news_finds_its_stay_wherever_its_name_stands_in_the_file() {
    for order in [[1, 3, 2], [3, 1, 2], [2, 1, 3]] {
        let row = |at: usize| (["S1", "S2", "S3"][at - 1], at, "2018-01-02", "2018-01-20");
        let place = agree(&[
            ("2018-01", &[("stays_2018-01-31.csv", stays(&order.map(row)))], ""),
            ("2018-02", &[("stays_2018-02-28.csv", stays(&[("S4", 4, "2018-02-02", "2018-02-20")]))], ""),
            ("2018-03", &[("events_2018-03-31.csv", events(&["S3,assessed,2018-01-10T10:00,,"]))], ""),
            ("2018-04", &[("events_2018-04-30.csv", events(&["S1,assessed,2018-01-11T10:00,,"]))], ""),
        ]);
        assert_eq!(place.tables()["event"].len(), 2, "{order:?}");
    }
}

/// The correction comes in a run whose last day lies before that of the month it changes, which is not compared then.
#[test]
fn a_correction_that_came_under_an_earlier_last_day_is_found_by_the_next_run_that_counts_all() {
    let delayed = |left: &str| {
        let number = nhs_number(1);
        format!("{STAYS}\nS1,{number},RZZ01,Norfolk,2018-02-02T09:00,2018-02-05,{left}T16:00,81\n")
    };
    let notices =
        events(&["S1,assessment_notice,2018-02-04T10:00,,", "S1,discharge_notice,2018-02-04T11:00,,2018-02-06"]);
    let place = agree(&[
        (
            "2018-02",
            &[("stays_2018-02-28.csv", delayed("2018-02-20")), ("events_2018-02-28.csv", notices)],
            "2018-03-31",
        ),
        ("2018-01", &[("stays_2018-03-05.csv", delayed("2018-02-12"))], "2018-03-10"),
        ("2018-03", &[("stays_2018-03-31.csv", stays(&[("S3", 3, "2018-03-03", "2018-03-21")]))], ""),
    ]);
    let summary: serde_json::Value = serde_json::from_str(&place.outputs()["2018-03/run.json"]).unwrap();
    assert_eq!(summary["restated_months"][0]["month"], "2018-02", "{summary}");
}

#[test]
fn what_the_next_return_of_a_council_lacks_is_known_where_one_person_alone_is_settled() {
    let (one, two) = (nhs_number(1), nhs_number(2));
    let service = |number, period: [&'static str; 2], from| {
        ["E10000020", period[0], period[1], number, "", "", "Service", "R-1", from, ""]
    };
    let (first, second) = (["01/01/2018", "31/03/2018"], ["01/04/2018", "30/06/2018"]);
    let both = care(&[service(&one, first, "12/01/2018"), service(&two, first, "14/01/2018")]);
    let of_two = care(&[service(&two, second, "14/01/2018")]);
    let place = agree(&[
        (
            "2018-01",
            &[(
                "stays_2018-01-31.csv",
                stays(&[("S1", 1, "2018-01-02", "2018-01-20"), ("S2", 2, "2018-01-02", "2018-01-20")]),
            )],
            "",
        ),
        ("2018-03", &[("cld_2018-04-10.csv", both)], ""),
        ("2018-06", &[("cld_2018-07-10.csv", of_two)], ""),
        // News of the stay of the first person: its return is older, and nothing else of the council is settled.
        ("2018-07", &[("events_2018-07-31.csv", events(&["S1,assessment_notice,2018-01-10T10:00,,"]))], ""),
    ]);
    assert!(place.tables()["finding"].iter().any(|row| row.contains("W_CARE_GONE") || row.contains("next return")));
}

#[test]
fn a_return_that_is_not_known_yet_on_an_as_of_date_replaces_nothing() {
    let number = nhs_number(1);
    let row = |from| ["E10000020", "01/01/2018", "31/03/2018", &number, "", "", "Assessment", "R-1", from, from];
    agree(&[
        (
            "2018-01",
            &[
                ("stays_2018-01-31.csv", stays(&[("S1", 1, "2018-01-02", "2018-01-20")])),
                ("cld_2018-01-31.csv", care(&[row("12/01/2018")])),
            ],
            "",
        ),
        ("2018-03", &[("cld_2018-04-10.csv", care(&[row("20/03/2018")]))], ""),
        ("2018-03", &[], "2018-03-10"),
        ("2018-03", &[], ""),
    ]);
}

#[test]
fn a_death_that_is_told_of_two_visits_one_of_which_is_not_known_is_counted_once() {
    let number = nhs_number(1);
    let message = |trigger, id, visit, admitted, recorded| Adt {
        trigger,
        id,
        visit,
        admitted,
        recorded,
        number: &number,
        discharged: "",
        ward: "W1",
        more: "",
    };
    let admission = message("A01", "M1", "V1", "20180105083000", "20180105090000").text();
    let update = message("A08", "M2", "V2", "", "20180110090000").text();
    let death = message("A31", "M3", "", "", "20180112090000").text();
    let death = death.replace("||19400315", &format!("||19400315{}20180111|Y", "|".repeat(22)));
    let place = agree(&[("2018-01", &[("adt_2018-01-31.hl7", [admission, update, death].concat())], "")]);
    let [delivery] = &place.tables()["delivery"][..] else { panic!("one delivery") };
    assert!(delivery.contains("counts: [3, 2, 0, 1,"), "{delivery}");
}

#[test]
fn a_rejected_row_about_all_days_from_one_on_finds_the_ended_stays_of_its_person() {
    let rows = |rows: &[&str]| {
        let row =
            |row: &&str| format!("{row}\n").replace("CHI", "0102401004,EH1 1AA,F,01/02/1940,NHS Lothian,14,N,S314H,A1");
        format!("{PHS}\n{}", rows.iter().map(row).collect::<String>())
    };
    let first = "Jan 2018,CHI,11A,,11/01/2018,13/01/2018,20/01/2018,28/01/2018,01";
    let other = "Mar 2018,CHI,11A,,02/03/2018,05/03/2018,10/03/2018,20/03/2018,01";
    let place = agree(&[
        ("2018-01", &[("phs_2018-02-10.csv", rows(&[first]))], ""),
        (
            "2018-03",
            &[("phs_2018-04-10.csv", rows(&[other, "Feb 2018,CHI,11A,,11/01/13/2018,13/01/2018,29/01/2018,,"]))],
            "",
        ),
        ("2018-06", &[], ""),
    ]);
    assert!(place.tables()["open_question"].iter().any(|row| row.contains("R_DATE")));
}

#[test]
fn claims_without_a_stay_in_files_of_one_name_are_two() {
    let claim = |id: &str, day: &str| {
        let header =
            "claim_id,from_on,to_on,amount_minor,currency,payee_code,payer_code,stay_id,nhs_number,admitted_on,days";
        format!("{header}\n{id},{day},{day},13000,GBP,RZZ01,Norfolk,,{},,1\n", nhs_number(1))
    };
    let place = agree(&[
        ("2018-01", &[("claims_all.csv", claim("C1", "2018-01-03"))], ""),
        ("2018-02", &[("claims_all.csv", claim("C2", "2018-02-03"))], ""),
    ]);
    assert_eq!(place.tables()["unlinked"].len(), 2);
}

#[test]
fn a_claim_finds_the_stay_of_many_years_that_it_lies_in() {
    let claims = format!(
        "claim_id,from_on,to_on,amount_minor,currency,payee_code,payer_code,stay_id,nhs_number,admitted_on,days\n\
         C1,2015-03-02,2015-03-03,26000,GBP,RZZ01,Norfolk,,{},,2\n",
        nhs_number(1)
    );
    let place = agree(&[
        ("2018-01", &[("stays_2018-01-31.csv", stays(&[("S1", 1, "2012-01-02", "2018-01-20")]))], ""),
        ("2018-03", &[("claims_2018-03-31.csv", claims)], ""),
    ]);
    assert!(place.tables()["claim"][0].contains("stay_id=S1"), "{:?}", place.tables()["claim"]);
}

#[test]
fn a_stay_that_a_whole_feed_lacks_is_listed_with_the_delivery_that_lacks_it() {
    agree(&[
        (
            "2018-01",
            &[(
                "whole_2018-01-31.csv",
                stays(&[("W1", 1, "2018-01-02", "2018-01-20"), ("W2", 2, "2018-01-02", "2018-01-21")]),
            )],
            "",
        ),
        ("2018-03", &[("whole_2018-03-31.csv", stays(&[("W3", 3, "2018-03-02", "2018-03-20")]))], ""),
        ("2018-03", &[], ""),
        ("2018-04", &[], ""),
    ]);
}

#[test]
fn a_patient_without_a_stay_is_read_again_when_the_stay_comes_and_not_before() {
    let patient = |id: usize| {
        let number = nhs_number(id);
        let identifier = format!("{{\"system\": \"https://fhir.nhs.uk/Id/nhs-number\", \"value\": \"{number}\"}}");
        format!("{{\"resourceType\": \"Patient\", \"id\": \"p{id}\", \"identifier\": [{identifier}]}}\n")
    };
    let encounter = "{\"resourceType\": \"Encounter\", \"id\": \"E1\", \"status\": \"finished\", \
         \"class\": {\"system\": \"http://terminology.hl7.org/CodeSystem/v3-ActCode\", \"code\": \"IMP\"}, \
         \"subject\": {\"reference\": \"Patient/p1\"}, \
         \"period\": {\"start\": \"2018-03-05T09:00:00Z\", \"end\": \"2018-03-09T15:00:00Z\"}}\n";
    let months = [
        ("2018-01", [("enc_2018-01-31.ndjson", [patient(1), patient(2)].concat())]),
        ("2018-02", [("enc_2018-02-28.ndjson", patient(3))]),
        ("2018-03", [("enc_2018-03-31.ndjson", encounter.to_owned())]),
    ];
    let place = agree(&[(months[0].0, &months[0].1, ""), (months[1].0, &months[1].1, "")]);
    let of = |place: &Place| {
        let manifest = place.manifest();
        let records =
            |stored: &beddays::store::StoredPartition| stored.tables.get("record").map_or(0, |file| file.rows);
        manifest.partitions.iter().map(|(partition, stored)| (*partition, records(stored))).collect::<Vec<_>>()
    };
    let wanted = [(Partition::Undated(1), 2), (Partition::Undated(2), 1), (Partition::Open, 0)];
    assert_eq!(
        of(&place).into_iter().filter(|(it, _)| !matches!(it, Partition::Received(_))).collect::<Vec<_>>(),
        wanted
    );
    let place =
        agree(&[(months[0].0, &months[0].1, ""), (months[1].0, &months[1].1, ""), (months[2].0, &months[2].1, "")]);
    let march = Partition::Ended("2018-03".parse().unwrap());
    let wanted = [(march, 2), (Partition::Undated(1), 1), (Partition::Undated(2), 1), (Partition::Open, 0)];
    assert_eq!(
        of(&place).into_iter().filter(|(it, _)| !matches!(it, Partition::Received(_))).collect::<Vec<_>>(),
        wanted
    );
    let [stay] = &place.tables()["stay"][..] else { panic!("one stay") };
    assert!(!stay.contains("person_key=- |"), "the stay is that of the patient: {stay}");
}

/// The first stay of the case has the facts and ends before the month, the second is all that touches it.
#[test]
fn a_case_that_goes_on_in_another_hospital_is_billed_in_the_month_of_the_second_stay() {
    let number = nhs_number(1);
    let stays = format!(
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,discharge_destination\n\
         A-1,{number},RZZ01,Norfolk,2018-03-01T09:30,2018-03-08,2018-03-28T15:30,51\n\
         A-2,{number},RZZ02,Norfolk,2018-03-28T16:30,,2018-04-12T15:30,19\n"
    );
    let events =
        events(&["A-1,assessment_notice,2018-03-06T10:15,,", "A-1,discharge_notice,2018-03-07T11:00,,2018-03-08"]);
    for records in [1, 262_144] {
        let place = Place::new("authority");
        place.settle_at_once(records);
        place.append("beddays.toml", "[readings]\ntransfer_ends_case = \"false\"\n");
        place.put("inbox/stays_1.csv", &stays);
        place.put("inbox/events_1.csv", &events);
        place.run("2018-03".parse().unwrap(), None).exits(0);
        let said = place.run("2018-04".parse().unwrap(), None).exits(0);
        assert!(
            said.stdout.contains("£1,560.00") && said.stdout.contains("Chargeable days              12"),
            "{said:?}"
        );
    }
}
