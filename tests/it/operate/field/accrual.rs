//! What to accrue at the end of a month: the ledger, and what it could come to at least and at most.

use serde_json::Value;

use super::Case;
use super::deliveries::{WHOLE, project};

const REASONS: &str = "stay_id,from_on,to_on,reason_code,attributed_to\n";

fn number(run: &Value, name: &str) -> i64 {
    run[name].as_i64().unwrap_or_else(|| panic!("{name} of {run}"))
}

/// Low, by the ledger, high: in `run.json`, and in the last row of the table of the statement.
#[track_caller]
fn has(case: &Case, month: &str, wanted: [i64; 3]) {
    let run = case.run_json(month);
    let found = ["accrual_low_minor", "statement_amount_minor", "accrual_high_minor"].map(|name| number(&run, name));
    assert_eq!(found, wanted, "{}", run["accrual_stays"]);
    let report = case.statement(month);
    let tables =
        report["sections"].as_array().unwrap().iter().flat_map(|section| section["tables"].as_array().unwrap());
    let table = tables.clone().find(|table| table["id"] == "accrual").unwrap();
    let total = table["total"].as_array().unwrap();
    assert_eq!([1, 2, 3].map(|at: usize| total[at]["amount_minor"].as_i64().unwrap()), wanted);
    // The rows add up.
    let rows = table["rows"].as_array().unwrap();
    let sums = [1, 2, 3].map(|at: usize| rows.iter().map(|row| row[at]["amount_minor"].as_i64().unwrap()).sum::<i64>());
    assert_eq!(sums, wanted, "{rows:?}");
}

#[test]
fn days_in_doubt_and_open_stays_make_low_and_high() {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    has(&case, "2018-01", [260_000; 3]);
    assert_eq!(case.run_json("2018-01")["accrual_stays"], serde_json::json!([]));
    // The return blames the health service for two of the days that are charged, and both sides for one of these.
    let reasons = format!("{REASONS}S2018-01-0,2018-01-06,2018-01-07,A,nhs\n");
    case.put("p/inbox/reasons-1.csv", reasons);
    let said = case.run("2018-01");
    assert!(said.stderr.contains("to accrue: from £2,340.00 to £2,600.00"), "{said:?}");
    has(&case, "2018-01", [234_000, 260_000, 260_000]);
    let page = case.read("p/reports/2018-01/internal-statement.html");
    assert!(page.contains("What to accrue for January 2018") && page.contains("£2,340.00"));
    // What is said of the stay stands in place of its doubt.
    let say = |stay: u8, said: &str| {
        case.beddays(&format!(
            "position --project p --month 2018-01 --stay S2018-01-{stay} --by One --on 2018-02-05 {said}"
        ))
    };
    case.beddays("position --project p --month 2018-01").exits(0).says("to accrue: from £2,340.00 to £2,600.00");
    say(0, "--as accepted").exits(0).says("to accrue: from £2,600.00 to £2,600.00");
    say(1, "--as contested --amount 390 --reason late").exits(0).says("to accrue: from £2,210.00 to £2,600.00");
    say(1, "--as settled --amount 900").exits(0).says("to accrue: from £2,460.00 to £2,460.00");
    // A run before the end of the month: three stays are charged to the 24th, one of them is open.
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.sh("sed -i 's/,2018-01-28T16:00$/,/' p/inbox/stays-2018-01.csv").exits(0);
    case.beddays("run --project p --month 2018-01 --as-of 2018-01-24");
    has(&case, "2018-01", [208_000, 208_000, 208_000 + 7 * 13_000]);
    let stays = &case.run_json("2018-01")["accrual_stays"];
    assert_eq!((&stays[0]["stay_id"], &stays[0]["open_minor"]), (&"S2018-01-2".into(), &91_000.into()), "{stays}");
}

#[test]
fn a_month_in_which_nothing_is_due_says_so_everywhere() {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.deliver("2018-02", &[(1, 5, 5)]);
    case.run("2018-01").exits(0);
    assert_eq!(case.run_json("2018-01")["is_nothing_due"], false);
    let said = case.run("2018-02");
    assert!(said.stdout.contains("Nothing is due for February 2018."), "{said:?}");
    assert_eq!(case.run_json("2018-02")["is_nothing_due"], true);
    has(&case, "2018-02", [0; 3]);
    let folder = "p/reports/2018-02";
    for file in ["internal-statement.html", "internal-statement.json", "internal-statement-about.csv"] {
        let text = case.read(&format!("{folder}/{file}"));
        assert!(text.contains("Nothing is due for February 2018."), "{file}");
        assert!(text.contains("Provisional until closed"), "{file}");
    }
    let sheets = case.sh(&format!("unzip -p {folder}/internal-statement.xlsx xl/sharedStrings.xml")).exits(0).stdout;
    assert!(sheets.contains("Nothing is due for February 2018.") && sheets.contains("Provisional until closed"));
}

#[test]
fn low_and_high_of_the_demo_hold_in_every_view() {
    let case = Case::empty();
    case.beddays("demo d");
    for view in ["authority", "provider", "system"] {
        if view != "authority" {
            let to = format!("s/^view .*/view = \"{view}\"\\nprovider = \"RZZ01\"/");
            case.sh(&format!("sed -i '{to}' d/beddays.toml")).exits(0);
            case.beddays("run --project d --month 2018-03");
        }
        let run = case.json("d/reports/2018-03/run.json");
        let (low, high) = (number(&run, "accrual_low_minor"), number(&run, "accrual_high_minor"));
        let amount = number(&run, "statement_amount_minor");
        let sum =
            |name: &str| run["accrual_stays"].as_array().unwrap().iter().map(|stay| number(stay, name)).sum::<i64>();
        assert_eq!(amount - low, sum("falls_minor") + sum("twice_minor"), "{view}");
        assert_eq!(high - amount, sum("adds_minor") + sum("open_minor"), "{view}");
        assert!(low < amount && amount < high, "{view}: {low} {amount} {high}");
        // Each pound that moves it is in doubt, once.
        let in_doubt = number(&run, "amount_in_doubt_minor");
        assert!(sum("falls_minor").max(sum("adds_minor")) <= in_doubt, "{view}: {in_doubt}");
        assert!(sum("falls_minor") + sum("adds_minor") >= in_doubt, "{view}: {in_doubt}");
        assert!(sum("twice_minor") <= number(&run, "charged_twice_minor"), "{view}");
        for council in run["statements"].as_array().into_iter().flatten() {
            let amount = number(council, "amount_minor");
            assert!(number(council, "accrual_low_minor") <= amount, "{council}");
            assert!(number(council, "accrual_high_minor") >= amount, "{council}");
        }
    }
}
