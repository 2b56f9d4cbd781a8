//! Years without a price: their days are reported, their amount is not known, and the statement says which file to add.

use super::{MUNICIPALITIES, events, of_storvik, stays};
use crate::support::harness::Folder;

/// A project of Norway in 2013, whose price was not found.
fn without_price() -> Folder {
    let folder = Folder::new();
    folder.put("beddays.toml", of_storvik("\"norway-2012\""));
    folder.put("kommuner.csv", MUNICIPALITIES);
    folder.put("inbox/stays.csv", stays(&[("A-1", "9901")], "2013"));
    folder.put("inbox/events.csv", events(&["A-1"], "2013", ""));
    folder
}

#[test]
fn a_day_whose_price_is_not_known_is_reported_and_is_no_zero() {
    let folder = without_price();
    let said = folder.run(&["run", "--month", "2013-08"]).exits(1);
    said.says("owed at a price that is not known: 4")
        .says("The price of 2013 is missing in norway-2012")
        .says("prices-2013.toml");
    let owed = folder.read("reports/2013-08/internal-statement-owed.csv");
    assert!(owed.contains("Storvik,0,5,0,,,amount: not known"), "{owed}");
    let bridge = folder.read("reports/2013-08/internal-statement-bridge.csv");
    assert!(bridge.contains("\"Owed, price not known\""), "{bridge}");
    let page = folder.read("reports/2013-08/internal-statement.html");
    for wanted in [
        "The price of 2013 is missing in norway-2012",
        "prices_of",
        "prices-2013.toml",
        "an amount that is not known",
        "Total, without 4 days of unknown price",
    ] {
        assert!(page.contains(wanted), "`{wanted}` is not in the page");
    }
    assert!(!page.contains("Nothing is due"));
    folder.run(&["explain", "A-1"]).exits(0).says("not known").says("the price is missing");
    let days = folder.run(&["query", "select status, amount_minor from ledger_day", "--format", "csv"]).exits(0).stdout;
    assert_eq!(days.matches("price_missing").count(), 4, "{days}");
    folder.run(&["verify"]).exits(0);
}

#[test]
fn two_lines_of_a_file_add_the_price() {
    let folder = without_price();
    folder.run(&["run", "--month", "2013-08"]).exits(1);
    let close = || folder.run(&["close", "--month", "2013-08", "--by", "One", "--on", "2013-10-01"]);
    close().exits(78).says("the price of 4 days of 2013-08 is not known").says("nothing was closed");
    folder.put(
        "prices-2013.toml",
        "prices_of = \"norway-2012\"\nprice = [{ layer = \"daily_price\", from = \"2013-01-01\", to = \"2013-12-31\", amount_minor = 412500, cite = \"the letter of the directorate\", grade = \"secondary\" }]\n",
    );
    folder.put("beddays.toml", of_storvik("\"norway-2012\", \"prices-2013.toml\""));
    folder.run(&["run", "--month", "2013-08"]).exits(0).says("NOK 16,500.00");
    folder.run(&["explain", "A-1"]).exits(0).says("NOK 4,125.00").says("the letter of the directorate");
    let page = folder.read("reports/2013-08/internal-statement.html");
    assert!(!page.contains("is missing in norway-2012"));
    folder.run(&["verify"]).exits(0);
    close().exits(0).says("NOK 16,500.00");
}

/// Goal: no figure of such a month is a zero for an unknown, and each is followed to its days. Method: the figures at the top, and
/// every table of the statement asked for its first row.
#[test]
fn every_figure_of_a_month_without_a_price_is_followed_to_its_days() {
    let folder = without_price();
    let said = folder.run(&["run", "--month", "2013-08", "--dry-run"]).exits(1);
    said.says("The price of 2013 is missing in norway-2012");
    folder.run(&["run", "--month", "2013-08"]).exits(1);
    let text = folder.read("reports/2013-08/internal-statement.json");
    let statement: serde_json::Value = serde_json::from_str(&text).unwrap();
    for label in ["Chargeable days", "Stays charged for"] {
        let figure = statement["figures"].as_array().unwrap().iter().find(|figure| figure["label"] == label).unwrap();
        assert!(figure["note"].as_str().unwrap().ends_with("without 4 days of unknown price"), "{figure}");
    }
    let sections = statement["sections"].as_array().unwrap().iter();
    let tables: Vec<&str> = sections
        .flat_map(|section| section["tables"].as_array().unwrap())
        .filter(|table| table["rows"].as_array().is_some_and(|rows| !rows.is_empty()))
        .map(|table| table["id"].as_str().unwrap())
        .collect();
    assert!(tables.contains(&"price_missing") && tables.len() > 8, "{tables:?}");
    for table in tables {
        let told = folder.run(&["explain", "--figure", &format!("{table}:1")]);
        // A table without numbers has no figures.
        assert!(matches!(told.exit, Some(0 | 2)), "{table}: {told:?}");
    }
    folder.run(&["explain", "--figure", "price_missing"]).exits(0).says("A-1").says("= 4");
    let told = folder.run(&["explain", "--figure", "owed"]).exits(0).stdout;
    let unpriced: Vec<&str> = told.lines().filter(|line| line.contains("price not known")).collect();
    assert!(!unpriced.is_empty(), "{told}");
    assert!(unpriced.iter().all(|line| line.contains("not known [") && !line.contains("0.00")), "{unpriced:?}");
}

/// Goal: what a doubt puts at stake is no zero where it is not known. Method: a stay of Denmark without an index whose row is refused.
#[test]
fn a_doubt_of_unknown_amount_is_no_zero() {
    let folder = Folder::new();
    folder.put("beddays.toml", super::project_file("\"denmark-2017\"", ""));
    folder.put("kommuner.csv", MUNICIPALITIES);
    let rows = stays(&[("A-1", "9901"), ("A-2", "9902")], "2023").replacen("somatic,public_hospital", "geriatric,", 1);
    folder.put("inbox/stays.csv", rows);
    let said = folder.run(&["run", "--month", "2023-08"]).exits(1);
    let said = said.says("stays in doubt: 1, an amount that is not known at stake");
    assert!(!said.stderr.contains("0.00 at stake"), "{said:?}");
    let run: serde_json::Value = serde_json::from_str(&folder.read("reports/2023-08/run.json")).unwrap();
    assert!(run["amount_in_doubt_minor"].is_null() && run["doubts"][0]["amount_at_stake_minor"].is_null(), "{run}");
    let statement = folder.read("reports/2023-08/internal-statement.json");
    let statement: serde_json::Value = serde_json::from_str(&statement).unwrap();
    let figure = statement["figures"].as_array().unwrap().iter().find(|figure| figure["label"] == "In doubt").unwrap();
    assert!(figure["value"]["amount_minor"].is_null(), "{figure}");
}
