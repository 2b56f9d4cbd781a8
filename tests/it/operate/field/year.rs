//! A year in the life (`docs/year.md`): every command of it is run, and what was billed and corrected in the year is what one
//! run over everything bills.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Case;
use super::session::fits;

const YEAR: &str = include_str!("../../../../docs/year.md");

/// Each command with the lines that are expected.
fn commands() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for block in YEAR.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => commands.push((command, Vec::new())),
                None => commands.last_mut().expect("a block begins with a command").1.push(line),
            }
        }
    }
    commands
}

type Amounts = BTreeMap<(String, String, String), i64>;

/// What a question gives for each stay, payer and month, added to what is there.
fn add(case: &Case, project: &str, (month, sql): (&str, &str), amounts: &mut Amounts) {
    let said = case.sh(&format!("beddays query --project {project} --month {month} --format json \"{sql}\"")).exits(0);
    let rows: Vec<Value> = serde_json::from_str(&said.stdout).unwrap();
    for row in &rows {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        *amounts.entry((text("stay_id"), text("payer"), text("month"))).or_default() += row["amount"].as_i64().unwrap();
    }
}

const MONTHS: [&str; 12] = [
    "2018-10", "2018-11", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "2019-06", "2019-07",
    "2019-08", "2019-09",
];

/// Everything that a project billed and corrected.
fn billed(case: &Case, project: &str) -> Amounts {
    let mut amounts = Amounts::new();
    for month in MONTHS {
        let bill = format!(
            "select stay_id, payer_code as payer, '{month}' as month, sum(amount_minor) as amount from ledger_day group by stay_id, payer_code"
        );
        add(case, project, (month, &bill), &mut amounts);
        for (side, sign) in [("new", ""), ("old", "-")] {
            let corrections = format!(
                "select stay_id, {side}_payer_code as payer, month, sum({sign}days * {side}_amount_minor) as amount from revision \
                 where month <> '{month}' and {side}_status is not null group by stay_id, {side}_payer_code, month"
            );
            add(case, project, (month, &corrections), &mut amounts);
        }
    }
    amounts.retain(|_, amount| *amount != 0);
    amounts
}

#[test]
fn a_year_goes_as_it_is_written_down_and_adds_up() {
    let case = Case::empty();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions/year");
    case.sh(&format!("cp -r '{}' year", from.display())).exits(0);
    for (command, wanted) in commands() {
        let said = case.sh(&format!("{{ {command}; }} 2>&1"));
        assert!(said.exit.is_some_and(|exit| exit < 2), "{command}: {said:?}");
        let mut lines = said.stdout.lines();
        for wanted in wanted.into_iter().filter(|wanted| *wanted != "…") {
            assert!(lines.any(|line| fits(line, wanted)), "{command}\n`{wanted}` does not follow in\n{}", said.stdout);
        }
    }
    // One project to which everything came at once, under the reading of the end.
    case.sh("beddays init fresh --authority Norfolk && cp trust/beddays.toml fresh/ && cp trust/inbox/* fresh/inbox/")
        .exits(0);
    for month in MONTHS {
        let said = case.beddays(&format!("run --project fresh --month {month}"));
        assert!(said.exit.is_some_and(|exit| exit < 2), "{month}: {said:?}");
    }
    assert_eq!(billed(&case, "trust"), billed(&case, "fresh"));
    for month in MONTHS {
        let run = case.json(&format!("trust/reports/{month}/run.json"));
        let to_pay = run["statement_amount_minor"].as_i64().unwrap() + run["corrections_minor"].as_i64().unwrap();
        assert_eq!(run["to_pay_minor"].as_i64(), Some(to_pay), "{month}");
    }
}
