//! Between whom a claim is, what is said to whom, and what those at home are to look at.

use super::fixture::{RATE, project, stays};
use crate::operate::field::Case;
use crate::support::harness::Said;

const HEAD: &str = "claim_id,stay_id,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n";

fn reconciled(case: &Case, rows: &[&str]) -> Said {
    case.put("claim.csv", format!("{HEAD}{}\n", rows.join("\n")));
    case.beddays("reconcile --project p claim.csv --month 2018-03")
}

const FIRST: &str = "1,M-00,2018-03-04,2018-03-07,4,52000,GBP,RZZ01,Norfolk";

#[test]
fn a_slip_in_the_code_of_one_line_widens_nothing_and_two_senders_are_refused() {
    let case = project("authority", &stays());
    let of_one: i64 = stays().iter().filter(|stay| stay.provider == "RZZ01").map(|stay| stay.owed().len() as i64).sum();
    reconciled(&case, &[FIRST, "2,M-01,2018-03-05,2018-03-09,5,65000,GBP,RZZ02,Norfolk"]).exits(1);
    let found = case.json("p/reconciled/2018-03/claim/verdicts.json");
    assert_eq!(found["owed_minor"].as_i64(), Some(of_one * RATE));
    assert_eq!(found["payee_codes"], serde_json::json!(["RZZ01"]));
    // M-09 is a stay of the other hospital.
    let rows = [FIRST, "2,M-09,2018-03-13,2018-03-16,4,52000,GBP,RZZ02,Norfolk"];
    let said = reconciled(&case, &rows).exits(65).says("X_SEVERAL_SENDERS");
    said.says("RZZ01, RZZ02").says("ask for a claim of each");
    // From the side of the hospital: two councils.
    let case = project("provider", &stays());
    let rows = [FIRST, "2,M-07,2018-03-11,2018-03-21,11,143000,GBP,RZZ01,Suffolk"];
    reconciled(&case, &rows).exits(65).says("X_SEVERAL_SENDERS").says("Suffolk (E10000029)");
    // A project that names the trust has the claims of its sites.
    case.beddays("report claim --project p --month 2018-03").exits(0);
    let by_site = case.sh("cat p/claims/2018-03/E*.csv").exits(0).stdout.clone();
    case.sh("sed -i 's/^provider = .*/provider = \"RZZ\"/' p/beddays.toml").exits(0);
    case.beddays("report claim --project p --month 2018-03").exits(0);
    let by_trust = case.sh("cat p/claims/2018-03/E*.csv").exits(0).stdout.clone();
    assert!(by_site.contains("M-00") && by_trust.contains("M-00") && by_trust.contains("M-09"), "{by_trust}");
}

#[test]
fn what_is_sent_names_both_sides_and_the_ledger_and_lines_of_one_name_are_told_apart() {
    let case = project("authority", &stays());
    let said = reconciled(&case, &[FIRST, FIRST]).exits(1);
    said.says("line 1 (line 2 of the file) claims the same days");
    for page in ["letter", "dispute-pack"] {
        let page = case.read(&format!("p/reconciled/2018-03/claim/{page}.html"));
        let words = "to RZZ01: the claim for March 2018 against the ledger of the month, edition 1, with the news to ";
        assert!(page.contains("From Norfolk") && page.contains(words), "{page}");
    }
    // A total below zero.
    case.put("credit.csv", format!("{HEAD}{}\n", FIRST.replace("52000", "-52000")));
    case.beddays("reconcile --project p credit.csv --month 2018-03 --total -520").exits(1);
}

#[test]
fn a_line_that_agrees_with_a_stay_in_doubt_says_so_at_home_alone() {
    let case = Case::empty();
    case.beddays("demo").exits(0);
    case.beddays("report claim --project beddays-demo --month 2018-03").exits(0);
    let said = case.beddays("reconcile --project beddays-demo beddays-demo/claims/2018-03/RZZ01.csv").exits(0);
    assert!(said.stderr.contains("of what is in doubt by the statement"), "{}", said.stderr);
    let folder = "beddays-demo/reconciled/2018-03/RZZ01";
    let found = case.json(&format!("{folder}/verdicts.json"));
    assert!(found["agreed_in_doubt_lines"].as_i64().unwrap() > 1);
    let what = |stay: &str| -> String {
        let mut lines = found["lines"].as_array().unwrap().iter();
        let line = lines.find(|line| line["stay_id"] == stay).unwrap_or_else(|| panic!("{stay}"));
        assert_eq!(line["verdict"], "agreed");
        line["what"].to_string()
    };
    let words = what("NG-18-01248");
    assert!(words.contains("in doubt by the statement") && words.contains("attributes charged days"), "{words}");
    let words = what("NG-18-02706");
    assert!(words.contains("in two stays on 16 March 2018, NG-18-02706, SA-18-01328: pay at most one"), "{words}");
    assert!(case.read(&format!("{folder}/internal-reconciliation.html")).contains("settle it before it is paid"));
    for page in ["letter", "dispute-pack"] {
        let page = case.read(&format!("{folder}/{page}.html"));
        assert!(!page.contains("doubt") && !page.contains("SA-18-01328"), "{page}");
    }
}
