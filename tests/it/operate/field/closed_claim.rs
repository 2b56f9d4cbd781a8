//! A claim for a month that was corrected since it was closed: it is held against the month as it was closed, and both sides are
//! told what a later statement pays or takes back.

use super::Case;
use super::deliveries::{STAYS, WHOLE, project};

const HEAD: &str = "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n";

/// January is closed; then the second of its stays turns out to have ended on 15 January, five charged days earlier.
fn corrected() -> Case {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    case.beddays("close --project p --month 2018-01").exits(0);
    case.put(
        "p/inbox/stays-9.csv",
        format!("{STAYS}S2018-01-1,RZZ01,Norfolk,2018-01-08T09:00,2018-01-12,2018-01-15T16:00\n"),
    );
    case.deliver("2018-02", &WHOLE);
    case.run("2018-02");
    assert_eq!(case.run_json("2018-02")["corrections_minor"], -5 * 13_000);
    case
}

#[test]
fn a_claim_for_a_month_that_was_corrected_since_says_which_statement_has_the_rest() {
    let case = corrected();
    case.put(
        "claim.csv",
        format!(
            "{HEAD}1,S2018-01-1,2018-01-13,2018-01-20,8,104000,GBP,RZZ01,Norfolk\n\
             2,S2018-01-0,2018-01-06,2018-01-09,4,52000,GBP,RZZ01,Norfolk\n"
        ),
    );
    let words = "the statement of February 2018 corrects the stay by -5 days, -£650.00";
    let sum = "corrected since by -£650.00 for 1 stay";
    case.beddays("reconcile --project p claim.csv --month 2018-01").exits(1).says(sum);
    let found = case.json("p/reconciled/2018-01/claim/verdicts.json");
    assert_eq!(
        found["later_corrections"],
        serde_json::json!([{ "stay_id": "S2018-01-1", "statement_of": "2018-02", "days": -5, "amount_minor": -65_000 }])
    );
    // The line agrees with the month as it was closed.
    assert_eq!(found["lines"][0]["verdict"], "agreed");
    assert!(found["lines"][0]["what"].to_string().contains(words), "{}", found["lines"][0]["what"]);
    assert!(!found["lines"][1]["what"].to_string().contains("corrects"), "{}", found["lines"][1]["what"]);
    for page in ["letter.html", "internal-reconciliation.html"] {
        let page = case.read(&format!("p/reconciled/2018-01/claim/{page}"));
        assert!(page.contains("in the statement of February 2018") && page.contains("650.00 for 1 stay"), "{page}");
    }
}

#[test]
fn the_claims_of_a_month_say_what_is_corrected_elsewhere() {
    let case = corrected();
    let said = case.beddays("report claim --project p --month 2018-01").exits(0);
    said.says(
        "2018-01 was corrected since by -£650.00, in the statement of 2018-02: the files have what was published",
    );
    let said = case.beddays("report claim --project p --month 2018-02 --json").exits(0);
    let told: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(told["corrects"], serde_json::json!([{ "month": "2018-01", "amount_minor": -65_000 }]));
    assert_eq!(told["corrected"], serde_json::json!([]));
}
