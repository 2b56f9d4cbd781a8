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
    folder.run(&["run", "--month", "2013-08"]).exits(0);
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
    folder.run(&["run", "--month", "2013-08"]).exits(0);
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
}
