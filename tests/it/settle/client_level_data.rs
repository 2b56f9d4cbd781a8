//! Adult social care Client Level Data: a made sample with every kind of event, as no open file of records exists.

use beddays::domain::{CareEvent, CareKind};
use beddays::intake::profile::named;
use beddays::settle::Intake;

use crate::support::source::{
    Sent, duplicates, must_break_well, must_survive, recognised, rejected, sent, take_files, warned,
};

/// The fields of a release, in the order of the published list.
pub fn fields(release: &str) -> Vec<String> {
    let both = "LA_Code Reporting_Period_Start_Date Reporting_Period_End_Date NHS_Number LA_Person_Unique_Identifier \
GP_Practice_Name GP_Practice_Code Gender Ethnicity Date_of_Birth Date_of_Death Client_Type Primary_Support_Reason Postcode \
Accommodation_Status Employment_Status Has_Unpaid_Carer Autism_Spectrum_Disorder_ASD Visual_Impairment Hearing_Impairment \
Dementia Client_Funding_Status Event_Type Event_Reference Event_Start_Date Event_End_Date Event_Description Event_Outcome \
Request_Route_of_Access Assessment_Type Eligible_Needs_Identified Method_of_Assessment Total_Hrs_Caring_per_week \
No_of_adults_being_cared_for Adult_1_Linked_Person_ID Adult_2_Linked_Person_ID Adult_3_Linked_Person_ID Service_Type \
Service_Component Delivery_Mechanism Provider_CQC_Location_Name Provider_CQC_Location_ID Review_Reason \
Review_Outcomes_Achieved Method_of_Review Unit_Cost Cost_Frequency_Unit_Type Planned_units_per_week";
    let dropped = ["GP_Practice_Name", "Provider_CQC_Location_Name"];
    both.split_whitespace().filter(|name| release == "cld-r1" || !dropped.contains(name)).map(str::to_owned).collect()
}

#[derive(Clone, Debug)]
pub struct Row {
    release: &'static str,
    pub cells: Vec<String>,
}

impl Row {
    /// A person's row about nothing yet.
    fn new(release: &'static str, nhs_number: &str) -> Self {
        Self { release, cells: vec![String::new(); fields(release).len()] }
            .with("LA_Code", "E10000020")
            .period("01/04/2023", "31/03/2024")
            .with("NHS_Number", nhs_number)
            .with("LA_Person_Unique_Identifier", "N-77")
            .with("Gender", "Female")
            .with("Ethnicity", "Not stated")
            .with("Date_of_Birth", "01/02/1940")
            .with("Client_Type", ["Service User", "Service user"][usize::from(release == "cld-r2")])
            .with("Primary_Support_Reason", "Physical Support: Personal care support")
            .with("Postcode", "NR1 1AA")
            .with("Accommodation_Status", "Tenant")
            .with("Has_Unpaid_Carer", "No")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        let at = fields(self.release).iter().position(|known| known == name).unwrap_or_else(|| panic!("{name}"));
        value.clone_into(&mut self.cells[at]);
        self
    }

    fn period(self, from: &str, to: &str) -> Self {
        self.with("Reporting_Period_Start_Date", from).with("Reporting_Period_End_Date", to)
    }

    fn event(self, kind: &str, from: &str, to: &str, outcome: &str) -> Self {
        self.with("Event_Type", kind)
            .with("Event_Start_Date", from)
            .with("Event_End_Date", to)
            .with("Event_Outcome", outcome)
    }
}

pub fn request(release: &'static str, route: &str) -> Row {
    let outcome =
        ["Progress to Assessment", "Progress to assessment, review or reassessment"][usize::from(release == "cld-r2")];
    Row::new(release, "9990000018")
        .event("Request", "03/05/2023", "05/05/2023", outcome)
        .with("Request_Route_of_Access", route)
}

fn service(release: &'static str, to: &str) -> Row {
    let (outcome, kind) = match release {
        "cld-r1" => ("Provision of service", "Short Term Support: ST-Max"),
        _ => ("Continuation of support or services", "Short term support: ST-Max"),
    };
    Row::new(release, "9990000018")
        .event("Service", "12/05/2023", to, outcome)
        .with("Service_Type", kind)
        .with("Service_Component", "Reablement")
        .with("Client_Funding_Status", "Fully Funded")
}

/// One row of every kind of event.
fn sample(release: &'static str) -> Vec<Row> {
    let base = || Row::new(release, "9990000018").with("Client_Funding_Status", "Fully Funded");
    let outcome = ["Progress to Support Planning / Services", "Progress to support planning or services"]
        [usize::from(release == "cld-r2")];
    vec![
        request(release, "Discharge from Hospital"),
        base()
            .event("Assessment", "06/05/2023", "10/05/2023", outcome)
            .with("Assessment_Type", "Long term assessment")
            .with("Method_of_Assessment", "Face to face"),
        service(release, ""),
        base()
            .event("Review", "01/09/2023", "02/09/2023", outcome)
            .with("Review_Reason", "Planned")
            .with("Review_Outcomes_Achieved", "Fully achieved")
            .with("Method_of_Review", "Face to face"),
    ]
}

/// A file of good records.
pub fn good(release: &'static str) -> String {
    file_of_quoted(&sample(release))
}

fn file_of(rows: &[Row]) -> String {
    let lines: String = rows.iter().map(|row| row.cells.join(",") + "\n").collect();
    format!("{}\n{lines}", fields(rows[0].release).join(","))
}

fn file(name: &str, rows: &[Row]) -> Sent {
    sent(rows[0].release, name, file_of_quoted(rows))
}

/// As a council's system writes it: cells with commas in quotes.
fn file_of_quoted(rows: &[Row]) -> String {
    let quoted = |cell: &String| if cell.contains(',') { format!("\"{cell}\"") } else { cell.clone() };
    let rows: Vec<Row> =
        rows.iter().map(|row| Row { cells: row.cells.iter().map(quoted).collect(), ..row.clone() }).collect();
    file_of(&rows)
}

fn take_rows(rows: &[Row]) -> Intake {
    take_files(&[file("norfolk.csv", rows)])
}

fn told(event: &CareEvent) -> String {
    let to = event.to.map_or("..".to_owned(), |day| day.to_string());
    format!("{:?} {} {to} {:?} {:?}", event.kind, event.from, event.from_hospital, event.service_type)
}

#[test]
fn every_kind_of_event_is_read_in_both_releases() {
    for (release, count) in [("cld-r1", 48), ("cld-r2", 46)] {
        let rows = sample(release);
        assert_eq!(fields(release).len(), count);
        assert_eq!(recognised(file_of_quoted(&rows).as_bytes()), release);
        let intake = take_rows(&rows);
        assert_eq!(rejected(&intake), [], "{release}");
        assert_eq!(intake.receipts[0].accepted, 4, "{release}");
        let events: Vec<String> = intake.care_events.iter().map(told).collect();
        let service = ["Short Term Support: ST-Max", "Short term support: ST-Max"][usize::from(release == "cld-r2")];
        let wanted = [
            "Request 2023-05-03 2023-05-05 Some(true) None".to_owned(),
            "Assessment 2023-05-06 2023-05-10 None None".to_owned(),
            format!("Service 2023-05-12 .. None Some({service:?})"),
            "Review 2023-09-01 2023-09-02 None None".to_owned(),
        ];
        assert_eq!(events, wanted, "{release}");
        let all = format!("{intake:?}");
        for secret in ["9990000018", "N-77", "NR1", "1940"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
        let counts = &intake.receipts[0].counts;
        let marks: u32 =
            counts.iter().filter(|(name, _)| name.starts_with("validation ")).map(|(_, count)| count).sum();
        assert_eq!(marks, 4 * count as u32, "every field of every row has one mark");
    }
}

#[test]
fn a_row_that_says_too_little_is_rejected_and_a_field_that_is_not_kept_is_marked() {
    let request = || request("cld-r1", "Discharge from Hospital");
    let r2 = || service("cld-r2", "");
    let cases: Vec<(&str, Row, &[&str], &[&str])> = vec![
        ("good", request(), &[], &[]),
        ("by the older code of the council", request().with("LA_Code", "607"), &[], &[]),
        ("no council", request().with("LA_Code", "E99999999"), &["R_ORG"], &[]),
        ("a council of Scotland", request().with("LA_Code", "S12000034"), &["R_ORG"], &[]),
        ("no period", request().with("Reporting_Period_End_Date", ""), &["R_REQUIRED"], &[]),
        ("period backwards", request().period("01/04/2023", "31/03/2023"), &["R_ORDER"], &[]),
        ("no event type", request().with("Event_Type", ""), &["R_REQUIRED"], &[]),
        ("no such event type", request().with("Event_Type", "Chat"), &["R_KIND"], &[]),
        ("no end", request().with("Event_End_Date", ""), &["R_REQUIRED"], &[]),
        ("end before start", request().with("Event_End_Date", "01/05/2023"), &["R_ORDER"], &[]),
        ("route of no list", request().with("Request_Route_of_Access", "By bus"), &["R_CODE"], &[]),
        ("outcome of no list", request().with("Event_Outcome", "Dunno"), &["R_CODE"], &[]),
        ("no route", request().with("Request_Route_of_Access", ""), &[], &["W_MANDATORY"]),
        ("no outcome", request().with("Event_Outcome", ""), &[], &["W_MANDATORY"]),
        ("no gender", request().with("Gender", ""), &[], &["W_MANDATORY"]),
        ("accommodation of no list", request().with("Accommodation_Status", "A tent"), &[], &["W_INVALID"]),
        ("no day of birth", request().with("Date_of_Birth", "31/02/1940"), &[], &["W_INVALID"]),
        ("born after the event", request().with("Date_of_Birth", "01/02/2030"), &[], &["W_INVALID"]),
        ("no day of death", request().with("Date_of_Death", "99/99/2026"), &[], &["W_INVALID"]),
        ("no NHS number", request().with("NHS_Number", ""), &[], &["W_MANDATORY"]),
        ("nobody", request().with("NHS_Number", "").with("LA_Person_Unique_Identifier", ""), &["R_REQUIRED"], &[]),
        ("wrong NHS number", request().with("NHS_Number", "9990000019"), &["R_NHS"], &[]),
        ("outside the period", request().period("01/04/2024", "31/03/2025"), &[], &["W_PERIOD"]),
        (
            "a service of before",
            service("cld-r1", "30/03/2023").with("Event_Start_Date", "01/03/2023"),
            &[],
            &["W_PERIOD"],
        ),
        ("cancelled", request().with("Event_Description", "Cancelled"), &[], &["W_CANCELLED"]),
        ("value of release 1", r2().with("Event_Outcome", "Service ended as planned"), &[], &["W_FORMER_VALUE"]),
        ("another case", r2().with("Service_Type", "Short Term Support: ST-Max"), &[], &["W_CASE"]),
        ("a list not known in full", r2().with("Client_Type", "Twin"), &[], &["W_CODE_UNLISTED"]),
    ];
    for (name, row, rejects, warnings) in cases {
        let intake = take_rows(&[row]);
        let codes =
            |found: Vec<(&'static str, &str, u32)>| found.into_iter().map(|(code, ..)| code).collect::<Vec<_>>();
        assert_eq!(codes(rejected(&intake)), rejects, "{name}");
        if rejects.is_empty() {
            // There is no stay here that a request from a hospital could be about.
            let found: Vec<_> = warned(&intake).into_iter().filter(|(code, ..)| *code != "W_UNLINKED").collect();
            assert_eq!(codes(found), warnings, "{name}");
        }
    }
    assert_eq!(take_rows(&[request().with("Event_Description", "cancelled")]).care_events, []);
}

#[test]
fn fields_are_marked_as_the_collection_marks_them() {
    let count = |row: Row, name: &str| take_rows(&[row]).receipts[0].counts.get(name).copied().unwrap_or(0);
    let request = || request("cld-r1", "Self-Funder");
    assert_eq!(count(request().with("Gender", ""), "Gender -1"), 1);
    assert_eq!(count(request().with("Accommodation_Status", "A tent"), "Accommodation_Status -2"), 1);
    assert_eq!(count(request().with("Event_Outcome", "Dunno"), "Event_Outcome -2"), 1, "of rejected rows too");
    let former = service("cld-r2", "").with("Event_Outcome", "Service ended as planned");
    assert_eq!(count(former, "Event_Outcome -7"), 1);
    // When a field is mandatory: for adults with a learning disability, for services that cost, for planned reviews.
    let young =
        request().with("Date_of_Birth", "01/02/1980").with("Primary_Support_Reason", "Learning Disability Support");
    assert_eq!(count(young.clone(), "Employment_Status -1"), 1);
    assert_eq!(count(young.with("Date_of_Birth", "01/02/1940"), "Employment_Status -1"), 0);
    let long = service("cld-r1", "").with("Service_Type", "Long Term Support: Community");
    assert_eq!(count(long.clone(), "Unit_Cost -1"), 1);
    assert_eq!(count(long.with("Delivery_Mechanism", "CASSR Commissioned Support"), "Unit_Cost -1"), 0);
    assert_eq!(count(service("cld-r1", ""), "Event_End_Date -1"), 0);
    assert_eq!(count(service("cld-r1", "").with("Date_of_Death", "01/12/2023"), "Event_End_Date -1"), 1);
    let review = sample("cld-r1").remove(3);
    assert_eq!(count(review.clone().with("Review_Outcomes_Achieved", ""), "Review_Outcomes_Achieved -1"), 1);
    let unplanned = review.with("Review_Reason", "Unplanned - Other Reason").with("Review_Outcomes_Achieved", "");
    assert_eq!(count(unplanned, "Review_Outcomes_Achieved -1"), 0);
}

#[test]
fn a_carer_known_by_association_has_no_event() {
    let row = Row::new("cld-r1", "9990000026").with("Client_Type", "Carer known by association");
    let intake = take_rows(&[row]);
    assert_eq!((rejected(&intake), intake.receipts[0].accepted, intake.care_events.len()), (vec![], 1, 0));
}

#[test]
fn a_person_without_an_nhs_number_is_the_councils_own() {
    let row = |council: &str| request("cld-r1", "Prison").with("NHS_Number", "").with("LA_Code", council);
    let key = |row: Row| take_rows(&[row]).care_events[0].person_key.clone();
    assert_eq!(key(row("E10000020")), key(row("607")));
    assert_ne!(key(row("E10000020")), key(row("E10000029")), "another council's person of the same number");
    assert_ne!(key(row("E10000020")), key(request("cld-r1", "Prison")));
}

#[test]
fn an_event_is_one_event_however_often_it_is_submitted() {
    let open = service("cld-r1", "");
    let closed = service("cld-r1", "30/06/2023");
    let later = |row: &Row| row.clone().period("01/07/2023", "30/06/2024");
    let to = |intake: &Intake| {
        intake.care_events.iter().map(|event| event.to.map(|day| day.to_string())).collect::<Vec<_>>()
    };
    // The latest period wins, even over an open end.
    let intake = take_files(&[file("a.csv", std::slice::from_ref(&open)), file("b.csv", &[later(&closed)])]);
    assert_eq!((to(&intake), duplicates(&intake)), (vec![Some("2023-06-30".to_owned())], vec!["D_SUPERSEDED"]));
    // In one period an open end goes first.
    let intake = take_rows(&[closed.clone(), open.clone()]);
    assert_eq!((to(&intake), duplicates(&intake)), (vec![None], vec!["D_SUPERSEDED"]));
    // Then the outcome that stands first in the list.
    let nothing = request("cld-r1", "Prison").with("Event_Outcome", "NFA- Other");
    let intake = take_rows(&[nothing, request("cld-r1", "Prison")]);
    assert_eq!(intake.care_events[0].outcome.as_deref(), Some("Progress to Assessment"));
    // The same is said once; another route, day or person is another event.
    assert_eq!(duplicates(&take_rows(&[open.clone(), open.clone()])), ["D_EXACT"]);
    let others = [
        request("cld-r1", "Prison"),
        request("cld-r1", "Self-Funder"),
        request("cld-r1", "Prison").with("Event_End_Date", "06/05/2023"),
        request("cld-r1", "Prison").with("NHS_Number", "9990000026"),
    ];
    assert_eq!(take_rows(&others).care_events.len(), 4);
    // A later submission of one period replaces the earlier as a whole.
    let first = file("norfolk_2024-04-10.csv", &sample("cld-r1"));
    let second = file("norfolk_2024-05-10.csv", &sample("cld-r1")[..1]);
    for files in [[first.clone(), second.clone()], [second, first]] {
        let intake = take_files(&files);
        assert_eq!((intake.care_events.len(), duplicates(&intake)), (1, vec!["D_SUPERSEDED"; 4]));
        assert_eq!(intake.care_events[0].kind, CareKind::Request);
    }
}

#[test]
fn assessments_and_services_become_facts_of_the_stay_they_follow() {
    let stays = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
S1,9990000018,RX1,Norfolk,2023-05-01T09:00,2023-05-05,2023-05-12T12:00\n";
    let intake = take_files(&[sent("native-stay", "stays.csv", stays), file("norfolk.csv", &sample("cld-r1"))]);
    let events: Vec<String> = intake
        .events
        .iter()
        .map(|record| format!("{} {} {}", record.stay_id, record.event.kind, record.event.at.day()))
        .collect();
    assert_eq!(events, ["S1 assessed 2023-05-10", "S1 services_ready 2023-05-12"]);
}

#[test]
fn a_broken_file_behaves_as_any_other() {
    for release in ["cld-r1", "cld-r2"] {
        let mut rows = sample(release);
        // Without commas in cells, so that another sign can take their place.
        rows[0] = rows[0].clone().with("Event_Outcome", if release == "cld-r1" { "NFA- Other" } else { "NFA: Other" });
        // All closed, so that each wants its first day alone.
        rows[2] = rows[2].clone().with("Event_End_Date", "30/06/2023");
        let good = file_of(&rows);
        must_break_well(release, &good, ',', "Event_Start_Date");
        must_survive(release, good.as_bytes(), 13, &["9990000018"]);
    }
}

#[test]
fn every_field_of_the_published_list_is_in_the_profile() {
    for release in ["cld-r1", "cld-r2"] {
        let profile = named(release).unwrap();
        for field in fields(release) {
            let known = field.to_ascii_lowercase();
            assert!(profile.knows(&known), "{release}: {field}");
        }
        assert_eq!(profile.columns.len(), fields(release).len());
    }
}
