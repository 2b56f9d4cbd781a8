//! What a month would come to under other readings or another law: the difference alone, and nothing of it is billed.

use beddays::sample::seeded_rng::SeededRng;
use serde_json::Value;

use super::Case;
use super::deliveries::{EVENTS, STAYS, WHOLE, events, project, stays};

/// The day of discharge is not charged.
const SHORTER: &str = "[readings]\ndischarge_day_2014 = \"exclude\"\n";

fn january() -> Case {
    let case = project();
    case.deliver("2018-01", &WHOLE);
    case.run("2018-01").exits(0);
    case.put("shorter.toml", SHORTER);
    case
}

fn report(case: &Case, name: &str) -> Value {
    case.json(&format!("p/what-if/2018-01/{name}/internal-what-if.json"))
}

/// Days or pence of a table as they are, otherwise, and the difference: of its total, and of its rows together.
#[track_caller]
fn adds_up(report: &Value, table: &str, columns: [usize; 3]) -> [i64; 3] {
    let tables =
        report["sections"].as_array().unwrap().iter().flat_map(|section| section["tables"].as_array().unwrap());
    let table = tables.clone().find(|one| one["id"] == table).unwrap();
    let number = |cell: &Value| cell.as_i64().or(cell["amount_minor"].as_i64()).unwrap_or_else(|| panic!("{cell}"));
    let total = columns.map(|at| number(&table["total"][at]));
    assert_eq!(total[0] + total[2], total[1], "{table}");
    for row in table["rows"].as_array().unwrap() {
        assert_eq!(number(&row[columns[0]]) + number(&row[columns[2]]), number(&row[columns[1]]), "{row}");
    }
    let rows = columns.map(|at| table["rows"].as_array().unwrap().iter().map(|row| number(&row[at])).sum::<i64>());
    assert_eq!(rows, total, "{table}");
    total
}

#[test]
fn other_readings_give_the_difference_and_bill_nothing() {
    let case = january();
    let before = case.sh("cd p && find store reports -type f ! -name 'lock*' | sort | xargs sha256sum").stdout;
    let said = case.beddays("run --project p --month 2018-01 --what-if shorter.toml").exits(0);
    said.says("what if shorter: £2,600.00, otherwise £2,210.00 (-£390.00); 3 stays differ");
    let found = report(&case, "shorter");
    assert_eq!(adds_up(&found, "by_payer", [5, 6, 7]), [260_000, 221_000, -39_000]);
    assert_eq!(adds_up(&found, "by_payer", [2, 3, 4]), [20, 17, -3]);
    assert_eq!(adds_up(&found, "by_stay", [6, 7, 8]), [260_000, 221_000, -39_000]);
    assert_eq!(adds_up(&found, "by_status", [4, 5, 6]), [260_000, 221_000, -39_000]);
    let page = case.read("p/what-if/2018-01/shorter/internal-what-if.html");
    assert!(page.contains("no bill") && page.contains("discharge_day_2014=exclude") && page.contains("£2,210.00"));
    assert_eq!(before, case.sh("cd p && find store reports -type f ! -name 'lock*' | sort | xargs sha256sum").stdout);
    let json = case.beddays("run --project p --month 2018-01 --what-if shorter.toml --json").exits(0).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["difference_minor"], &json["stays_changed"]), (&(-39_000).into(), &3.into()));
    // A closed month has no run, and what it would be is still a question.
    case.beddays("close --project p --month 2018-01").exits(0);
    case.beddays("run --project p --month 2018-01 --what-if shorter.toml").exits(0).says("(-£390.00)");
    case.beddays("verify --project p").exits(0);
    case.put("p/what-if/2018-01/shorter/internal-what-if.html", "another");
    case.beddays("verify --project p").exits(65).says("is not as it was written").says("--what-if FILE");
}

#[test]
fn another_price_is_another_law() {
    let case = january();
    let law = include_str!("../../../../regimes/liability/england-2014.toml");
    let dearer: String = law.lines().map(|line| line.replace("= 13000", "= 14000") + "\n").collect();
    case.put("law.toml", &dearer);
    assert_ne!(dearer, law);
    case.put("dearer.toml", "regimes = [\"law.toml\"]\n");
    let said = case.beddays("run --project p --month 2018-01 --what-if dearer.toml").exits(0);
    said.says("what if dearer: £2,600.00, otherwise £2,800.00 (+£200.00); 3 stays differ");
    // Under the law of before, which covers none of these notices, no day is charged.
    case.put("older.toml", "regimes = [\"england-2003\"]\n");
    let said = case.beddays("run --project p --month 2018-01 --what-if older.toml").exits(0);
    said.says("what if older: ");
    adds_up(&report(&case, "older"), "by_status", [4, 5, 6]);
}

#[test]
fn a_file_that_makes_no_sense_is_refused_and_writes_nothing() {
    let case = january();
    let refused = |text: &str, why: &str| {
        case.put("other.toml", text);
        let said = case.beddays("run --project p --month 2018-01 --what-if other.toml").exits(78);
        said.says(why).says("nothing was read or changed").says("hint:").says("other.toml");
    };
    refused("", "changes neither the law nor a reading of it");
    refused("[readings]\ndischarge_day_2014 = \"charge\"\n", "discharge_day_2014");
    refused("[readings]\ndischarge_day = 5\n", "discharge_day");
    refused("[prices]\n", "unknown field `prices`");
    refused("regimes = [\"england-2041\"]\n", "no regime `england-2041`");
    refused("regimes = []\n", "no law to hold beside another");
    case.beddays("run --project p --month 2018-01 --what-if gone.toml").exits(66);
    case.beddays("run --project p --month 2018-06 --what-if shorter.toml")
        .exits(66)
        .says("2018-06 was never published");
    assert!(!case.path("p/what-if").exists());
}

#[test]
fn a_project_holds_every_month_against_its_shadow() {
    let case = january();
    case.put("p/shorter.toml", SHORTER);
    case.put("p/older.toml", "regimes = [\"england-2003\"]\n");
    let text = case.read("p/beddays.toml");
    case.put("p/beddays.toml", format!("{text}\n[shadow]\nfiles = [\"shorter.toml\", \"older.toml\"]\n"));
    let said = case.run("2018-01").exits(0);
    said.says("what if shorter: £2,600.00, otherwise £2,210.00 (-£390.00); 3 stays differ: ");
    let run = case.run_json("2018-01");
    assert_eq!(run["edition"], 1, "the ledger is the same");
    assert_eq!(run["shadow"][0]["difference_minor"], -39_000);
    assert_eq!(run["shadow"][1]["name"], "older");
    adds_up(&report(&case, "shorter"), "by_stay", [6, 7, 8]);
    case.run("2018-01").exits(0).says("nothing changed");
    case.beddays("verify --project p").exits(0);
    // The same as asked for by itself.
    let of_run = report(&case, "shorter");
    case.beddays("run --project p --month 2018-01 --what-if p/shorter.toml").exits(0);
    assert_eq!(of_run, report(&case, "shorter"));
    case.put("p/inbox/events-9.csv", format!("{EVENTS}S2018-01-1,services_ready,2018-01-14T09:00,,\n"));
    case.run("2018-01")
        .says("edition 2")
        .says("what if shorter: £1,690.00, otherwise £1,430.00 (-£260.00); 3 stays differ");
    case.put("p/shorter.toml", "[readings]\nnone = 1\n");
    case.run("2018-01").exits(78).says("shorter.toml");
}

#[test]
fn the_difference_is_that_of_two_projects_whatever_the_stays() {
    let mut random = SeededRng::new(77);
    for round in 0..if std::env::var_os("BEDDAYS_SWEEP").is_some() { 30 } else { 3 } {
        let days: Vec<(u8, u8, u8)> = (0..12)
            .map(|_| {
                let ready = random.between(4, 20) as u8;
                (ready - 3, ready, ready + random.between(0, 8) as u8)
            })
            .collect();
        let (held, other) = (project(), project());
        for case in [&held, &other] {
            case.put("p/inbox/stays.csv", stays("2018-01", &days));
            case.put("p/inbox/events.csv", events("2018-01", &days));
        }
        other.set("[readings]\n", SHORTER);
        held.run("2018-01");
        other.run("2018-01");
        held.put("shorter.toml", SHORTER);
        held.beddays("run --project p --month 2018-01 --what-if shorter.toml").exits(0);
        let amount = |case: &Case| case.run_json("2018-01")["statement_amount_minor"].as_i64().unwrap();
        let wanted = [amount(&held), amount(&other), amount(&other) - amount(&held)];
        for (table, columns) in [("by_payer", [5, 6, 7]), ("by_status", [4, 5, 6])] {
            assert_eq!(adds_up(&report(&held, "shorter"), table, columns), wanted, "round {round}");
        }
        assert_eq!(adds_up(&report(&held, "shorter"), "by_stay", [6, 7, 8])[2], wanted[2], "round {round}");
        assert!(stays("2018-01", &days).starts_with(STAYS));
    }
}
