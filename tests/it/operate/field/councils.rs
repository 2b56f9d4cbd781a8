//! Councils that ended, began or were split about the days of a bill or a record.

use super::Case;
use crate::support::harness::Said;

const HEAD: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";

/// A project in some view with stays that each have notices four days before the first charged day: `id, authority,
/// admitted, first charged day, left on`.
pub fn project(authority: &str, view: &str, regimes: &str, stays: &[[&str; 5]]) -> Case {
    let case = Case::empty();
    case.beddays(&format!("init p --authority \"{authority}\"")).exits(0);
    case.sh(&format!("sed -i 's/^view .*/view = \"{view}\"/; s/^regimes.*/regimes = [{regimes}]/' p/beddays.toml"))
        .exits(0);
    let (mut rows, mut events) = (HEAD.to_owned(), "stay_id,kind,at,until,value\n".to_owned());
    for (number, [id, council, admitted, first, left]) in stays.iter().enumerate() {
        let first: beddays::domain::Day = first.parse().unwrap();
        let [notice, asked, proposed] = [-4, -3, -1].map(|days| first + days);
        rows += &format!("{id},,RZZ01,\"{council}\",{admitted}T08:30,{},{left}T15:00,{}\n", first + -1, 70 + number);
        events += &format!(
            "{id},assessment_notice,{notice}T10:00,,\n{id},discharge_notice,{asked}T10:00,,{proposed}\n{id},assessed,{proposed}T10:00,,\n"
        );
    }
    case.put("p/inbox/stays.csv", rows);
    case.put("p/inbox/events.csv", events);
    case
}

const IN_2014: &str = "\"england-2014\"";

/// Stay, payer and pence of the charged days of a month, a line each.
#[track_caller]
fn charged(case: &Case, month: &str) -> String {
    let sql = "select stay_id, payer_code, cast(sum(amount_minor) as bigint) as pence, count(*) as days from ledger_day \
               where status = 'chargeable' group by stay_id, payer_code order by stay_id, payer_code";
    let said = case.beddays(&format!("query --project p --month {month} --format csv \"{sql}\"")).exits(0);
    said.stdout.lines().skip(1).map(str::trim).collect::<Vec<_>>().join("\n")
}

fn run(case: &Case, month: &str) -> Said {
    case.beddays(&format!("run --project p --month {month}"))
}

fn statement(case: &Case, month: &str) -> String {
    case.read(&format!("p/reports/{month}/internal-statement.html"))
}

#[test]
fn days_after_a_council_ended_are_owed_by_its_one_successor_and_the_statement_says_why() {
    let case = Case::new("15-council-that-ended");
    case.sh("beddays init p --authority 'Bournemouth, Christchurch and Poole' && \
         sed -i 's/^view .*/view = \"system\"/' p/beddays.toml && cp stays.csv events.csv p/inbox/")
        .exits(0);
    run(&case, "2019-03").exits(0);
    run(&case, "2019-04").exits(0);
    assert_eq!(charged(&case, "2019-03"), "CR-1,E06000028,52000,4\nCR-5,E06000029,39000,3");
    assert_eq!(charged(&case, "2019-04"), "CR-1,E06000058,52000,4\nCR-2,E06000058,52000,4");
    let page = statement(&case, "2019-04");
    assert!(page.contains("Bournemouth (E06000028) ended on ") && page.contains("came after it"), "{page}");
    assert!(
        page.contains("successor_liability") && page.contains("8 chargeable days of 2 stays (£1,040.00)"),
        "{page}"
    );
    assert!(!statement(&case, "2019-03").contains("are owed by Bournemouth"));
    case.beddays("explain --project p CR-1").exits(0).says("owes by reading successor_liability");
    let rejects = case.read("p/reports/2019-04/rejects.csv");
    assert!(rejects.contains("W_ORG_TERM") && rejects.contains("E06000028"), "{rejects}");

    case.sh("sed -i 's/^view .*/view = \"authority\"/' p/beddays.toml").exits(0);
    run(&case, "2019-04").exits(0);
    let page = statement(&case, "2019-04");
    assert!(page.contains("£1,040.00") && page.contains("8 chargeable days of"), "{page}");
    run(&case, "2019-03").exits(0);
    let page = statement(&case, "2019-03");
    assert!(page.contains("after Bournemouth (E06000028), Poole (E06000029) and Dorset (E10000009)"), "{page}");

    case.sh("sed -i 's/^\\[readings\\]/&\\nsuccessor_liability = \"ends_with_council\"/' p/beddays.toml").exits(0);
    run(&case, "2019-04").exits(0);
    assert_eq!(charged(&case, "2019-04"), "", "by the other reading nothing passes");
}

/// The old county was split: no new council is charged, and the days and money at stake stand as a doubt, in every view.
#[test]
fn days_after_a_council_was_split_are_charged_to_nobody_and_are_a_doubt_with_money() {
    for (old, name, new, day) in [
        ("E10000021", "Northamptonshire County Council", "North Northamptonshire", "2021-04"),
        ("E10000009", "Dorset", "Bournemouth, Christchurch and Poole", "2019-04"),
    ] {
        for (council, view) in [(old, "system"), (name, "authority")] {
            let (year, _) = day.split_once('-').unwrap();
            let at = |rest: &str| format!("{year}-{rest}");
            let [admitted, first, left] = ["03-20", "03-30", "04-03"].map(at);
            let case = project(new, view, IN_2014, &[["SP-1", council, &admitted, &first, &left]]);
            run(&case, &format!("{year}-03")).exits(0);
            run(&case, day).exits(0);
            assert_eq!(charged(&case, &format!("{year}-03")), format!("SP-1,{old},26000,2"), "{council}");
            assert_eq!(charged(&case, day), "", "{council}");
            let page = statement(&case, day);
            assert!(page.contains("had ended and was split") && page.contains("£390.00"), "{council}: {page}");
            case.beddays("explain --project p SP-1").exits(0).says("came after it").says("no_payer");
        }
    }
}

#[test]
fn a_council_that_had_not_begun_is_refused_by_code_name_and_alias_in_every_table() {
    let case = project(
        "Norfolk",
        "system",
        IN_2014,
        &[
            ["NB-1", "E06000058", "2019-03-10", "2019-03-25", "2019-03-28"],
            ["NB-2", "Bournemouth, Christchurch and Poole", "2019-03-10", "2019-03-25", "2019-03-28"],
            ["NB-3", "BCP", "2019-03-10", "2019-03-25", "2019-03-28"],
            ["NB-4", "E06000061", "2019-03-10", "2019-03-25", "2019-03-28"],
            ["NB-5", "E06000060", "2019-03-10", "2019-03-25", "2019-03-28"],
            ["OK-1", "Norfolk", "2019-03-10", "2019-03-25", "2019-03-28"],
        ],
    );
    let events = case.read("p/inbox/events.csv") + "OK-1,authority_redirect,2019-03-26T09:00,,E06000058\n";
    case.put("p/inbox/events.csv", events);
    case.put(
        "p/inbox/claims.csv",
        "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
         C-1,OK-1,2019-03-25,2019-03-28,4,52000,GBP,RZZ01,E06000058\n\
         C-2,OK-1,2019-03-25,2019-03-28,4,52000,GBP,RZZ01,Norfolk\n",
    );
    run(&case, "2019-03").exits(1);
    let rejects = case.read("p/reports/2019-03/rejects.csv");
    let refused: Vec<&str> = rejects.lines().filter(|line| line.contains("\"rejected\",\"R_ORG_TERM\"")).collect();
    assert_eq!(refused.len(), 7, "{rejects}");
    assert!(rejects.contains("after Bournemouth (E06000028), Poole (E06000029) and"), "{rejects}");
    assert_eq!(charged(&case, "2019-03"), "OK-1,E10000020,52000,4");
}

/// One name, two councils after each other; one council, two codes after each other; a code of a district.
#[test]
fn names_mean_the_council_of_the_day_and_codes_of_one_council_are_one() {
    let case = project(
        "Norfolk",
        "system",
        "\"england-2003\", \"england-2014\"",
        &[
            ["BU-1", "Buckinghamshire", "2020-03-10", "2020-03-30", "2020-04-02"],
            ["BU-2", "Buckinghamshire UA", "2020-04-02", "2020-04-10", "2020-04-11"],
            ["CO-1", "E06000052", "2009-03-10", "2009-03-30", "2009-04-02"],
            ["CO-2", "E10000005", "2009-04-02", "2009-04-14", "2009-04-15"],
            ["DO-1", "Dorset", "2019-04-02", "2019-04-10", "2019-04-11"],
            ["BE-1", "Bedfordshire", "2009-03-10", "2009-03-30", "2009-04-02"],
        ],
    );
    for month in ["2009-03", "2009-04", "2019-04", "2020-03", "2020-04"] {
        run(&case, month).exits(0);
    }
    assert_eq!(charged(&case, "2020-03"), "BU-1,E10000002,26000,2");
    assert_eq!(charged(&case, "2020-04"), "BU-1,E06000060,26000,2\nBU-2,E06000060,26000,2");
    assert_eq!(charged(&case, "2009-03"), "BE-1,E10000001,24000,2\nCO-1,E10000005,20000,2");
    assert_eq!(charged(&case, "2009-04"), "CO-1,E06000052,20000,2\nCO-2,E06000052,20000,2");
    assert_eq!(charged(&case, "2019-04"), "DO-1,E06000059,26000,2");
}
