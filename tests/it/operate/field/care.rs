//! Returns of social care that correct each other: editions of one event, services that are gone, days of death.

use super::Case;
use crate::support::harness::Said;

/// A project with the field case's stays and two returns; the figures of June 2018.
fn project(first: &str, second: &str) -> Case {
    let case = Case::new("18-corrected-care");
    let header = case.read("cld-q1.csv").lines().next().unwrap().to_owned();
    case.put("cld-q1.csv", format!("{header}\n{first}"));
    case.put("cld-q2.csv", format!("{header}\n{second}"));
    case
}

fn run(case: &Case, files: &str) -> Said {
    case.sh(&format!(
        "beddays init p --authority Norfolk && \
         printf '\n[sources.care]\nfiles = \"inbox/cld*.csv\"\nprofile = \"cld-r2\"\n' >> p/beddays.toml && \
         cp stays.csv events.csv {files} p/inbox/ && beddays run --project p --month 2018-06"
    ))
}

/// A row of a return: the quarter, the person's number and name, the event, and what follows the event's days.
struct Row {
    quarter: (&'static str, &'static str),
    person: (&'static str, &'static str),
    died: &'static str,
    event: (&'static str, &'static str),
    days: (&'static str, &'static str),
    component: &'static str,
}

const Q1: (&str, &str) = ("01/04/2018", "30/06/2018");
const Q2: (&str, &str) = ("01/07/2018", "30/09/2018");
const CE2: (&str, &str) = ("9990700036", "N-2");

impl Row {
    fn service(quarter: (&'static str, &'static str), reference: &'static str, from: &'static str) -> Self {
        let event = ("Service", reference);
        Self { quarter, person: CE2, died: "", event, days: (from, ""), component: "Reablement" }
    }

    fn text(&self) -> String {
        let Self { quarter: (first, last), person: (number, own), died, event: (kind, reference), days, component } =
            self;
        let (from, to) = days;
        let (outcome, assessment, method, service) = match *kind {
            "Service" => ("Continuation of support or services", "", "", "Short term support: ST-Max"),
            _ => ("Progress to support planning or services", "Long term assessment", "Face to face", ""),
        };
        format!(
            "E10000020,{first},{last},{number},{own},,Female,Not stated,01/02/1940,{died},Service user,\
             Physical Support: Personal care support,NR1 1AA,Tenant,,No,,,,,Fully Funded,{kind},{reference},{from},{to},,\
             {outcome},,{assessment},,{method},,,,,,{service},{component},,,,,,,,\n"
        )
    }
}

fn file(rows: &[Row]) -> String {
    rows.iter().map(Row::text).collect()
}

/// The services and assessments of a stay by the store, and what is charged for it in June.
fn services(case: &Case, stay: &str) -> String {
    let events = case.beddays(&format!(
        "query --project p \"select kind, at from event where stay_id = '{stay}' and (kind like '%services%' or kind = 'died') \
         order by at\" --format csv"
    ));
    let events = events.exits(0).stdout;
    events.lines().skip(1).map(|line| line.split('T').next().unwrap().replace(',', " ")).collect::<Vec<_>>().join("; ")
}

fn charged(case: &Case, stay: &str) -> String {
    let answer = case.beddays(&format!(
        "query --project p \"select count(*) n, sum(amount_minor) s from ledger_day where stay_id = '{stay}' \
         and status = 'chargeable'\" --month 2018-06 --format csv"
    ));
    answer.exits(0).stdout.lines().nth(1).unwrap().to_owned()
}

fn findings(case: &Case, code: &str) -> Vec<String> {
    case.read("p/reports/2018-06/rejects.csv").lines().filter(|line| line.contains(code)).map(str::to_owned).collect()
}

#[test]
fn a_later_return_corrects_an_earlier_one() {
    let case = Case::new("18-corrected-care");
    run(&case, "cld-q1.csv cld-q2.csv").exits(0);
    assert_eq!(services(&case, "CE-2"), "services_ready 2018-06-14");
    assert_eq!(charged(&case, "CE-2"), "6,78000");
    assert_eq!(services(&case, "CE-3"), "services_ready 2018-06-12");
    assert_eq!(charged(&case, "CE-3"), "4,52000");
    let superseded = findings(&case, "D_SUPERSEDED");
    assert_eq!(superseded.len(), 2, "{superseded:?}");
    assert!(superseded.iter().all(|line| line.contains("cld-q1.csv")), "{superseded:?}");
}

#[test]
fn the_order_of_the_files_and_of_the_runs_does_not_matter() {
    let swapped = Case::new("18-corrected-care");
    swapped.sh("mv cld-q1.csv x && mv cld-q2.csv cld-q1.csv && mv x cld-q2.csv").exits(0);
    run(&swapped, "cld-q1.csv cld-q2.csv").exits(0);
    assert_eq!(
        (services(&swapped, "CE-2"), charged(&swapped, "CE-2")),
        ("services_ready 2018-06-14".into(), "6,78000".into())
    );
    // The later return comes first and the earlier one with the next run.
    let later = Case::new("18-corrected-care");
    run(&later, "cld-q2.csv").exits(0);
    later.sh("cp cld-q1.csv p/inbox/ && beddays run --project p --month 2018-06");
    assert_eq!(
        (services(&later, "CE-2"), charged(&later, "CE-2")),
        ("services_ready 2018-06-14".into(), "6,78000".into())
    );
}

#[test]
fn a_correction_the_other_way_gives_the_mirrored_answer() {
    let case = project(&Row::service(Q1, "REF2", "14/06/2018").text(), &Row::service(Q2, "REF2", "10/06/2018").text());
    run(&case, "cld-q1.csv cld-q2.csv").exits(0);
    assert_eq!(
        (services(&case, "CE-2"), charged(&case, "CE-2")),
        ("services_ready 2018-06-10".into(), "2,26000".into())
    );
}

#[test]
fn whichever_field_changed_it_is_one_event() {
    let first = || Row::service(Q1, "REF2", "10/06/2018");
    let later = || Row::service(Q2, "REF2", "14/06/2018");
    let cases: [(&str, Row, Row); 4] = [
        ("component", first(), Row { component: "Home Support", ..later() }),
        ("closed", first(), Row { days: ("14/06/2018", "02/07/2018"), ..later() }),
        ("own number alone", first(), Row { person: ("", "N-2"), ..later() }),
        ("NHS number alone", first(), Row { person: ("9990700036", ""), ..later() }),
    ];
    for (name, first, later) in cases {
        let case = project(&first.text(), &later.text());
        run(&case, "cld-q1.csv cld-q2.csv").exits(0);
        assert_eq!(services(&case, "CE-2"), "services_ready 2018-06-14", "{name}");
    }
    // An assessment whose day was corrected.
    let assessed = |quarter, to| Row {
        event: ("Assessment", "REF9"),
        days: ("05/06/2018", to),
        component: "",
        ..Row::service(quarter, "", "")
    };
    let case = project(&assessed(Q1, "30/06/2018").text(), &assessed(Q2, "01/07/2018").text());
    run(&case, "cld-q1.csv cld-q2.csv").exits(0);
    let superseded = findings(&case, "D_SUPERSEDED");
    assert_eq!(superseded.len(), 1, "{superseded:?}");
}

#[test]
fn one_reference_with_two_starts_in_one_return_is_doubted_with_money() {
    let rows = [Row::service(Q1, "REF2", "10/06/2018"), Row::service(Q1, "REF2", "14/06/2018")];
    for rows in [file(&rows), rows.iter().rev().map(Row::text).collect()] {
        let case = project(&rows, "");
        run(&case, "cld-q1.csv");
        assert_eq!(services(&case, "CE-2"), "partial_services_ready 2018-06-10; services_ready 2018-06-14");
        let found = findings(&case, "W_CARE_START");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|line| line.contains("CE-2")), "{found:?}");
        // From 10 June two days were charged, from 14 June six are.
        let most = case.at_stake("W_CARE_START").into_iter().max_by_key(|(_, _, amount)| *amount);
        assert_eq!(most.map(|(stay, _, amount)| (stay, amount)), Some(("CE-2".to_owned(), 52_000)));
    }
    // Two returns for one quarter, of which nothing says which is the later.
    let case = project(&rows[0].text(), &rows[1].text());
    run(&case, "cld-q1.csv cld-q2.csv");
    assert_eq!(findings(&case, "W_CARE_START").len(), 2);
}

#[test]
fn services_of_two_references_or_components_are_two() {
    let apart = [
        ("references", [Row::service(Q1, "REF2", "10/06/2018"), Row::service(Q1, "REF3", "14/06/2018")]),
        (
            "components",
            [
                Row::service(Q1, "REF2", "10/06/2018"),
                Row { component: "Home Support", ..Row::service(Q1, "REF2", "14/06/2018") },
            ],
        ),
    ];
    for (name, rows) in apart {
        let case = project(&file(&rows), "");
        run(&case, "cld-q1.csv").exits(0);
        assert_eq!(services(&case, "CE-2"), "partial_services_ready 2018-06-10; services_ready 2018-06-14", "{name}");
        assert_eq!(findings(&case, "D_SUPERSEDED"), Vec::<String>::new(), "{name}");
    }
}

/// A service that had ended before the one in its place begins can be another one; else the later return corrects it.
#[test]
fn a_replaced_service_that_had_ended_before_may_be_another_one() {
    for (ended, begins, doubts) in
        [("12/06/2018", "13/06/2018", 1), ("12/06/2018", "12/06/2018", 0), ("", "14/06/2018", 0)]
    {
        let first = Row { days: ("10/06/2018", ended), ..Row::service(Q1, "REF2", "") };
        let case = project(&file(&[first]), &file(&[Row::service(Q2, "REF2", begins)]));
        run(&case, "cld-q1.csv cld-q2.csv");
        let found = findings(&case, "W_CARE_START");
        assert_eq!(found.len(), doubts, "{ended} {begins}: {found:?}");
        assert!(found.iter().all(|line| line.contains("10 June 2018")), "{found:?}");
    }
}

#[test]
fn an_open_service_that_the_next_return_lacks_is_named_and_kept() {
    let other = Row { person: ("9990700044", "N-3"), ..Row::service(Q2, "REF3", "12/06/2018") };
    let case = project(&Row::service(Q1, "REF2", "10/06/2018").text(), &other.text());
    run(&case, "cld-q1.csv cld-q2.csv");
    assert_eq!(services(&case, "CE-2"), "services_ready 2018-06-10");
    let found = findings(&case, "W_CARE_GONE");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("CE-2") && found[0].contains("cld-q2.csv"), "{found:?}");
    // Without it nothing ended the liability before the patient left: all days after it are at stake.
    let at_stake = |case: &Case| case.at_stake("W_CARE_GONE");
    assert_eq!(charged(&case, "CE-2"), "2,26000");
    assert_eq!(at_stake(&case), [("CE-2".to_owned(), 6, 78_000)]);
    case.beddays("explain --project p CE-2").exits(0).says("W_CARE_GONE").says("otherwise 8 days charged, £1,040.00");
    // Where another service makes everything ready before it, it did so when that one began; a part moves nothing.
    let two = [Row::service(Q1, "REF2", "12/06/2018"), Row::service(Q1, "REF3", "10/06/2018")];
    for (kept, stake) in [("REF3", 260), ("REF2", 0)] {
        let again =
            Row { days: (if kept == "REF3" { "10/06/2018" } else { "12/06/2018" }, ""), ..Row::service(Q2, kept, "") };
        let case = project(&file(&two), &again.text());
        run(&case, "cld-q1.csv cld-q2.csv");
        let found = at_stake(&case);
        assert_eq!(
            found.iter().map(|(stay, _, amount)| (&**stay, *amount)).collect::<Vec<_>>(),
            [("CE-2", stake * 100)]
        );
    }
    // One that ended is in no later return.
    let ended = Row { days: ("10/06/2018", "20/06/2018"), ..Row::service(Q1, "REF2", "") };
    let case = project(&ended.text(), &other.text());
    run(&case, "cld-q1.csv cld-q2.csv").exits(0);
    assert_eq!(findings(&case, "W_CARE_GONE"), Vec::<String>::new());
}

#[test]
fn what_has_no_reference_is_one_event_where_all_that_tells_events_apart_agrees() {
    let row = |quarter, reference| Row::service(quarter, reference, "10/06/2018");
    for (first, second) in [("", ""), ("REF2", ""), ("", "REF2")] {
        let later = Row { days: ("10/06/2018", "20/07/2018"), ..row(Q2, second) };
        let case = project(&row(Q1, first).text(), &later.text());
        run(&case, "cld-q1.csv cld-q2.csv").exits(0);
        assert_eq!(services(&case, "CE-2"), "services_ready 2018-06-10", "`{first}` `{second}`");
        assert_eq!(findings(&case, "D_SUPERSEDED").len(), 1, "`{first}` `{second}`");
    }
}

#[test]
fn a_day_of_death_ends_the_stay_or_is_a_doubt() {
    let died = |quarter, died| Row { died, days: ("10/05/2018", "12/06/2018"), ..Row::service(quarter, "REF2", "") };
    let stays = |left: &str| {
        format!(
            "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n\
             CE-2,9990700036,RZZ01,E10000020,2018-06-01T08:30,2018-06-08,{left},82\n\
             CE-3,9990700044,RZZ01,E10000020,2018-06-01T08:30,2018-06-08,2018-06-16T15:00,82\n"
        )
    };
    let with = |left: &str, first: &[Row], second: &[Row]| {
        let case = project(&file(first), &file(second));
        case.put("stays.csv", stays(left));
        run(&case, "cld-q1.csv cld-q2.csv");
        case
    };
    // The hospital knows no end: the stay ends with the death.
    let open = with("", &[died(Q1, "12/06/2018")], &[]);
    assert_eq!((services(&open, "CE-2"), charged(&open, "CE-2")), ("died 2018-06-12".into(), "4,52000".into()));
    // It recorded the same day itself: its own record stands alone.
    let same = with("2018-06-12T15:00", &[died(Q1, "12/06/2018")], &[]);
    assert_eq!((services(&same, "CE-2"), charged(&same, "CE-2")), (String::new(), "4,52000".into()));
    // It says that the patient left later: the first end is taken, and doubted.
    let later = with("2018-06-16T15:00", &[died(Q1, "12/06/2018")], &[]);
    assert_eq!(charged(&later, "CE-2"), "4,52000");
    assert!(later.read("p/reports/2018-06/internal-statement.json").contains("Records give different ends"));
    // A death before the admission, two days of death, and one that the next return no longer has: none is taken.
    let kept = || Row { died: "", ..died(Q2, "") };
    for (name, first, second) in [
        ("before", vec![died(Q1, "12/05/2018")], vec![]),
        ("two", vec![died(Q1, "12/06/2018"), died(Q1, "14/06/2018")], vec![]),
        ("taken back", vec![died(Q1, "12/06/2018")], vec![kept()]),
    ] {
        let case = with("2018-06-16T15:00", &first, &second);
        assert_eq!((services(&case, "CE-2"), charged(&case, "CE-2")), (String::new(), "8,104000".into()), "{name}");
        let found = findings(&case, "W_DEATH");
        assert!(found.len() == 1 && found[0].contains("CE-2"), "{name}: {found:?}");
    }
    // A later return gives the day otherwise.
    let moved = with("", &[died(Q1, "12/06/2018")], &[died(Q2, "13/06/2018")]);
    assert_eq!(services(&moved, "CE-2"), "died 2018-06-13");
}

#[test]
fn a_service_has_a_day_and_no_time_and_a_named_reading_says_when_it_began() {
    let case = Case::new("18-corrected-care");
    run(&case, "cld-q1.csv cld-q2.csv").exits(0);
    // The hour decides whether the day on which it began is charged: that is said, once for each stay.
    assert_eq!(findings(&case, "W_CARE_TIME").len(), 2);
    let stakes = [("CE-2".to_owned(), 1, 13_000), ("CE-3".to_owned(), 1, 13_000)];
    assert_eq!(case.at_stake("W_CARE_TIME"), stakes);
    let morning = Case::new("18-corrected-care");
    let profile = include_str!("../../../../profiles/cld-r2.toml").replace("name = \"cld-r2\"", "name = \"own\"");
    let record = "record = \"care_event\"";
    morning.put("own.toml", profile.replace(record, &format!("{record}\nservice_start = \"morning\"")));
    morning
        .sh("beddays init p --authority Norfolk && mkdir -p p/profiles && cp own.toml p/profiles/ && \
         printf '\n[sources.care]\nfiles = \"inbox/cld*.csv\"\nprofile = \"profiles/own.toml\"\n' >> p/beddays.toml && \
         cp stays.csv events.csv cld-q1.csv cld-q2.csv p/inbox/ && beddays run --project p --month 2018-06")
        .exits(0);
    assert_eq!(
        (services(&morning, "CE-2"), charged(&morning, "CE-2")),
        ("services_ready 2018-06-14".into(), "5,65000".into())
    );
}
