//! A local agreement of a municipality: as the other law of a what-if report, and in the words of its country.

use super::{norway, project_file};

const AGREED: &str = "schema = \"beddays-agreement/1\"\n[agreement]\nid = \"local\"\ntitle = \"Avtale\"\nextends = \"norway-2019\"\n\
    from = \"2023-01-01\"\nto = \"2023-12-31\"\ncite = \"avtalen\"\ngrade = \"verified\"\n\
    [ceiling]\ndays = 3\ncite = \"avtalen\"\ngrade = \"verified\"\n";

/// Goal: a file of an agreement that is given as other law is refused with what to write, and the ceiling that it sets stands in the
/// language of the project. Method: both on two stays of Norway of four charged days each.
#[test]
fn an_agreement_is_named_in_a_file_of_other_law_and_its_ceiling_in_the_words_of_the_country() {
    let folder = norway();
    let regimes = "\"norway-2012\", \"norway-2019\"";
    folder.put("beddays.toml", project_file(regimes, "language = \"nb\""));
    folder.run(&["run", "--month", "2023-08"]).exits(0);
    folder.put("agreed.toml", AGREED);
    folder.put("prices.toml", "prices_of = \"norway-2019\"\n");
    let what_if = |file: &str| folder.run(&["run", "--month", "2023-08", "--what-if", file]);
    let line = format!("regimes = [{regimes}, \"agreed.toml\"]");
    what_if("agreed.toml").exits(78).says("this is an agreement").says(&line);
    what_if("prices.toml").exits(78).says("this is a file of prices").says("\"prices.toml\"]");
    folder.put("other.toml", format!("{line}\n"));
    what_if("other.toml").exits(0);
    folder.put("beddays.toml", project_file(&format!("{regimes}, \"agreed.toml\""), "language = \"nb\""));
    folder.run(&["run", "--month", "2023-08"]).exits(0);
    let told = folder.run(&["explain", "A-1"]).exits(0).says("så mange døgn som avtalen tillater");
    assert!(!told.stdout.contains("Not charged"), "{told:?}");
}
