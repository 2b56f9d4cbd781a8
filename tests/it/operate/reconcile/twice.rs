//! The same money in two claims, files of the user's under our names, and claims that are replaced.

use super::fixture::{RATE, number, project, stays};
use crate::operate::field::Case;
use crate::support::harness::Said;

const HEAD: &str = "claim_id,stay_id,nhs_number,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n";

/// A line of RZZ01 against Norfolk in March.
fn line(id: &str, stay: &str, person: &str, (from, to): (u32, u32), days: &str, amount: i64) -> String {
    format!("{id},{stay},{person},2018-03-{from:02},2018-03-{to:02},{days},{amount},GBP,RZZ01,Norfolk\n")
}

fn reconciled(case: &Case, name: &str, rows: &str) -> Said {
    case.put(name, format!("{HEAD}{rows}"));
    case.beddays(&format!("reconcile --project p {name} --month 2018-03"))
}

/// What a claim has in common with each other one: its name, days and pence.
fn others(case: &Case, name: &str) -> Vec<(String, i64, i64)> {
    let document = case.json(&format!("p/reconciled/2018-03/{name}/verdicts.json"));
    let one = |other: &serde_json::Value| {
        let number = |key: &str| other[key].as_i64().unwrap();
        (other["claim"].as_str().unwrap().to_owned(), number("days"), number("claimed_minor"))
    };
    document["other_claims"].as_array().unwrap().iter().map(one).collect()
}

/// M-00 is owed from 4 to 7 March and M-01 from 5 to 9 March.
#[test]
fn the_same_days_are_named_whatever_two_claims_call_their_stay() {
    let case = project("authority", &stays());
    let four = 4 * RATE;
    // Everything that is owed, by stay.
    let owed = |by_person: bool| -> String {
        let of_one = stays().into_iter().enumerate().filter(|(_, stay)| stay.provider == "RZZ01");
        let charged = of_one.filter(|(_, stay)| !stay.owed().is_empty());
        let row = |(at, stay): (usize, super::fixture::Stay)| {
            let (days, number) = (stay.owed(), stay.number.clone());
            let (first, last) = (days[0], days[days.len() - 1]);
            let name = if by_person { format!(",{number}") } else { format!("{},", stay.id) };
            let amount = days.len() as i64 * RATE;
            format!("L{at},{name},{first},{last},{},{amount},GBP,RZZ01,Norfolk\n", days.len())
        };
        charged.map(row).collect()
    };
    reconciled(&case, "first.csv", &owed(false)).exits(0);
    reconciled(&case, "person.csv", &owed(true)).exits(1).says("pay them once");
    reconciled(&case, "person2.csv", &owed(true)).exits(1).says("pay them once");
    assert_eq!(others(&case, "person2").iter().filter(|other| other.1 > 50).count(), 2);
    // What is kept for this is not in what is sent, and has no number of a person.
    let kept = case.read("p/reconciled/2018-03/person/internal-claimed-days.json");
    assert!(kept.contains("stay M-00") && !kept.contains(&number(0)), "{kept}");
    for page in ["letter.html", "dispute-pack.html"] {
        let page = case.read(&format!("p/reconciled/2018-03/person/{page}"));
        assert!(!page.contains("first.csv") && !page.contains("pay them once"), "{page}");
    }
    case.sh("rm -r p/reconciled").exits(0);
    // A name that is no stay with the right person; the code of the trust.
    reconciled(&case, "slip.csv", &line("1", "M-OO", &number(0), (4, 7), "4", four)).exits(1);
    let trust = line("1", "M-00", "", (4, 7), "4", four).replace("RZZ01", "RZZ");
    reconciled(&case, "trust.csv", &trust).exits(1).says("4 days, £520.00, are in slip.csv too");
    case.sh("rm -r p/reconciled").exits(0);
    // A credit of another stay makes it no less.
    let both = line("1", "M-00", "", (4, 7), "4", four) + &line("2", "M-01", "", (5, 8), "4", four);
    reconciled(&case, "d1.csv", &both).exits(1);
    let again = line("1", "M-00", "", (4, 7), "4", four) + &line("2", "M-01", "", (5, 8), "4", -four);
    reconciled(&case, "d2.csv", &again).exits(1).says("4 days, £520.00, are in d1.csv too");
    // A number of days that may be among them, on either side.
    let some = line("1", "M-00", "", (1, 9), "3", 3 * RATE);
    reconciled(&case, "some.csv", &some).exits(1).says("3 days, £390.00, are in d1.csv too");
    reconciled(&case, "late.csv", &line("1", "M-00", "", (7, 7), "1", RATE)).exits(1);
    assert!(others(&case, "late").contains(&("some.csv".to_owned(), 1, RATE)), "{:?}", others(&case, "late"));
}

#[test]
fn what_is_kept_of_another_claim_and_cannot_be_read_is_refused() {
    let case = project("authority", &stays());
    let rows = line("1", "M-00", "", (4, 7), "4", 4 * RATE);
    reconciled(&case, "first.csv", &rows).exits(1);
    case.sh("echo >> p/reconciled/2018-03/first/internal-claimed-days.json").exits(0);
    let said = reconciled(&case, "second.csv", &rows).exits(65).says("S_RECONCILED");
    said.says("move that folder out");
    assert!(!case.path("p/reconciled/2018-03/second").exists());
    // A folder of the user's is none of ours.
    case.sh("rm -r p/reconciled/2018-03/first && mkdir p/reconciled/2018-03/notes").exits(0);
    reconciled(&case, "second.csv", &rows).exits(1);
}

#[test]
fn a_claim_that_replaces_another_of_its_name_is_named_with_both_hashes() {
    let case = project("authority", &stays());
    let rows = line("1", "M-00", "", (4, 7), "4", 4 * RATE);
    let said = reconciled(&case, "claim.csv", &rows).exits(1);
    assert!(!said.stderr.contains("was replaced"), "{}", said.stderr);
    let said = reconciled(&case, "claim.csv", &rows).exits(1);
    assert!(!said.stderr.contains("was replaced"), "{}", said.stderr);
    let first = case.json("p/reconciled/2018-03/claim/verdicts.json")["claim_sha256"].as_str().unwrap().to_owned();
    let said = reconciled(&case, "claim.csv", &line("1", "M-01", "", (5, 9), "5", 5 * RATE)).exits(1);
    assert!(said.stderr.contains("was replaced") && said.stderr.contains(&first), "{}", said.stderr);
}

#[test]
fn a_file_of_the_users_under_a_name_of_ours_is_kept() {
    let case = project("authority", &stays());
    let rows = line("1", "M-00", "", (4, 7), "4", 4 * RATE);
    case.put("p/reconciled/2018-03/claim/letter.html", "mine");
    case.put("p/claims/2018-03/RZZ01.csv", "mine too");
    case.sh("chmod -R go-rwx p/reconciled p/claims").exits(0);
    reconciled(&case, "claim.csv", &rows).exits(1).says("letter.changed.html");
    assert_eq!(case.read("p/reconciled/2018-03/claim/letter.changed.html"), "mine");
    case.beddays("report claim --project p --month 2018-03").exits(0).says("RZZ01.changed.csv");
    assert_eq!(case.read("p/claims/2018-03/RZZ01.changed.csv"), "mine too");
    assert!(case.read("p/claims/2018-03/RZZ01.csv").starts_with("claim_id,"));
}
