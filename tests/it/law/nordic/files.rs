//! The files of law: their worked cases pass, the checker proves them, wrong ones are refused with their place, a user's
//! prices are added, and a fourth country is a file.

use std::path::{Path, PathBuf};

use beddays::regime::{AnyRegime, Library};
use beddays::vectors::{self, Vector, find_readiness, proof};

use super::text::Cells;

const NORWAY: &str = include_str!("../../../../regimes/liability/norway-2019.toml");
const SWEDEN: &str = include_str!("../../../../regimes/liability/sweden-2018.toml");

fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn passes(file: &str, library: &Library) -> Vec<String> {
    let rows = vectors::read(&root().join("tests/law").join(file)).unwrap();
    let outcomes = vectors::run(&rows, library);
    assert_eq!(outcomes.mismatches, [], "{file}");
    assert_eq!(outcomes.passed, rows.len());
    outcomes.notes.into_iter().map(|note| format!("{}: {}", note.vector_id, note.words)).collect()
}

#[test]
fn every_worked_case_of_the_north_passes_and_one_has_no_price() {
    let library = Library::built_in().unwrap();
    let notes = ["norway.csv", "denmark.csv", "sweden-group-average.csv"].map(|file| passes(file, &library));
    assert_eq!(notes.concat(), Vec::<String>::new());
    let notes = passes("sweden.csv", &library);
    assert_eq!(notes.len(), 1);
    assert!(notes[0].starts_with("SE-16: 2 days; the price is missing: sweden-2018 has none for 2018"), "{notes:?}");
}

/// Goal: nothing in a file of law is dead. Method: the checker's own, over every file that is built in, and the example.
#[test]
fn every_file_of_the_north_is_proved() {
    let mut library = Library::built_in().unwrap();
    library.add(&root().join("tests/law/finland-district.toml")).unwrap();
    for regime in library.all() {
        proof::prove(regime, &library).unwrap_or_else(|refused| panic!("{refused}"));
    }
    assert_eq!(library.all().iter().filter(|one| matches!(one, AnyRegime::Readiness(_))).count(), 8);
}

#[test]
fn a_price_list_of_finland_is_one_file_and_its_cases_another() {
    let mut library = Library::built_in().unwrap();
    library.add(&root().join("tests/law/finland-district.toml")).unwrap();
    assert_eq!(passes("finland-district.csv", &library), Vec::<String>::new());
}

#[track_caller]
fn refused(text: &str, says: &str) -> String {
    let error = AnyRegime::parse(Path::new("law.toml"), text).expect_err("the checker lets it through").to_string();
    assert!(error.contains(says), "`{says}` is not in {error}");
    assert!(error.contains("law.toml") && error.contains("line"), "{error}");
    error
}

#[test]
fn a_wrong_file_is_refused_with_its_place() {
    let with = |from: &str, to: &str| {
        assert!(NORWAY.contains(from), "{from}");
        NORWAY.replacen(from, to, 1)
    };
    let place = refused(&with("cut_off", "cutt_off"), "cutt_off");
    let line = NORWAY.lines().position(|line| line.starts_with("cut_off")).unwrap() + 1;
    assert!(place.contains(&format!("line {line}")), "{place}");
    refused(&with("cite = \"Regulation 2011-11-18 no 1115, section 10\"", "cite = \" \""), "no citation");
    refused(&with("value = 24", "value = \"a day\""), "invalid type");
    refused(
        &with(
            "\"somatic\", \"mental_health\", \"tsb\"], cite = \"Regulation",
            "\"somatic\", \"dental\"], cite = \"Regulation",
        ),
        "dental",
    );
    refused(&with("from = \"2020-01-01\"", "from = \"2019-12-01\""), "two prices on 2019-12-01: an overlap");
    refused(&with("late_meeting=date_ignored", "late_meeting=date_ignord"), "no alternative of `late_meeting`");
    refused(&with("alternatives = [\"ignore\"]", "alternatives = [\"ignore\", \"waive\"]"), "`waive` changes nothing");
    refused(&with("id = \"reply_can\"", "id = \"reply_maybe\""), "no verb knows it");
    refused(&with("event = \"died\"", "event = \"discharged\""), "stands twice");
    refused(&with("from = \"2019-01-01\"\ncite", "from = \"2018-12-01\"\ncite"), "beyond the coverage");
    refused(&with("zone = \"Europe/Oslo\"", "zone = \"Europe/Atlantis\""), "not in the zone table");
    refused(
        &SWEDEN.replacen("from = \"2018-01-02\"\n", "from = \"2018-01-02\"\nto = \"2017-12-31\"\n", 1),
        "ends before it begins",
    );
}

#[test]
fn a_dead_value_a_gap_and_an_overlap_are_found_by_cases() {
    let proved = |text: &str| {
        let mut library = Library::built_in().unwrap();
        let regime = AnyRegime::parse(Path::new("law.toml"), text).unwrap();
        library.put_any(regime.clone());
        proof::prove(&regime, &library).expect_err("nothing is found").to_string()
    };
    let gap = proved(&NORWAY.replacen("from = \"2019-01-01\"\ncite", "from = \"2019-03-01\"\ncite", 1));
    assert!(gap.contains("an ordinary case of somatic in 2019-01 is charged by no version: a gap"), "{gap}");
    let later = NORWAY.replace("from = \"2019-01-01\"\ncite", "from = \"2019-03-01\"\ncite").replacen(
        "from = \"2019-01-01\"\nto = \"2026",
        "from = \"2019-03-01\"\nto = \"2026",
        1,
    );
    assert!(proved(&later).contains("in 2019-02 is charged by no version"), "the version before ended with 2018");
    let dead = proved(&NORWAY.replacen(
        "days = { value = 0, cite = \"consultation of 2016",
        "days = { value = 0, under = { \"late_meeting=date_ignored\" = 2 }, cite = \"consultation of 2016",
        1,
    ));
    assert!(dead.contains("clock.4.days.under.late_meeting=date_ignored: no case moves"), "{dead}");
    let overlap = proved(&SWEDEN.replacen("follows = \"sweden-1990\"", "follows = \"atlantis-1\"", 1));
    assert!(overlap.contains("follows `atlantis-1`, which is not at hand"), "{overlap}");
}

fn norway_2013(params: &str) -> Vector {
    super::vector(&Cells {
        regime: "norway-2012".to_owned(),
        care_type: "somatic".to_owned(),
        setting: "public_hospital".to_owned(),
        registered_in: "K1".to_owned(),
        params: params.to_owned(),
        events: "admission@2013-05-01T10:00;admission_notice@2013-05-01T12:00;ready@2013-05-06T09:00;\
                 readiness_notice@2013-05-06T09:30;discharged@2013-05-08T12:00"
            .to_owned(),
        ..Cells::default()
    })
}

#[test]
fn a_year_without_a_price_names_the_year_and_two_lines_of_a_user_add_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut library = Library::built_in().unwrap();
    let found = find_readiness(&norway_2013(""), &library, "").unwrap();
    assert_eq!(found.charged().count(), 2);
    let missing = found.amount().unwrap_err();
    assert!(
        missing.contains("norway-2012 has none for 2013") && missing.contains("prices_of = \"norway-2012\""),
        "{missing}"
    );
    let price = |from: &str, layer: &str| {
        format!(
            "prices_of = \"norway-2012\"\nprice = [{{ layer = \"{layer}\", from = \"{from}\", to = \"2013-12-31\", \
             amount_minor = 412500, cite = \"state budget 2013\", grade = \"verified\" }}]\n"
        )
    };
    let path = write(&folder, "prices.toml", &price("2013-01-01", "daily_price"));
    library.add(&path).unwrap();
    assert_eq!(find_readiness(&norway_2013(""), &library, "").unwrap().amount().unwrap().0, 2 * 412_500);
    for (wrong, says) in [
        (price("2012-06-01", "daily_price"), "an overlap"),
        (price("2013-01-01", "nightly_price"), "no layer `nightly_price`"),
        (price("2013-01-01", "daily_price").replace("state budget 2013", ""), "no citation"),
        (price("2013-01-01", "daily_price").replace("norway-2012", "norway-2212"), "no regime `norway-2212`"),
    ] {
        let path = write(&folder, "wrong.toml", &wrong);
        let error = Library::built_in().unwrap().add(&path).expect_err(says).to_string();
        assert!(error.contains(says) && error.contains("wrong.toml"), "{error}");
    }
}

#[test]
fn amounts_of_an_old_level_need_an_index_of_the_year() {
    let folder = tempfile::TempDir::new().unwrap();
    let case = |params: &str| {
        super::vector(&Cells {
            regime: "denmark-2017".to_owned(),
            care_type: "somatic".to_owned(),
            registered_in: "A".to_owned(),
            params: params.to_owned(),
            events: "ready@2018-03-05T10:00;discharged@2018-03-08T10:00".to_owned(),
            ..Cells::default()
        })
    };
    let mut library = Library::built_in().unwrap();
    let amount = |library: &Library, params: &str| {
        find_readiness(&case(params), library, "").unwrap().amount().map(|amount| amount.0)
    };
    assert_eq!(amount(&library, "price_level=2016"), Ok(1_383_200));
    assert!(amount(&library, "").unwrap_err().contains("denmark-2017 has none for 2018"));
    assert!(amount(&library, "price_level=2011").is_err());
    let index = "prices_of = \"denmark-2017\"\nindex = [{ price_level = 2016, year = 2018, percent = \"103.25\", cite = \"made up\", grade = \"unverified\" }]\n";
    library.add(&write(&folder, "index.toml", index)).unwrap();
    // 1976.00 and 3952.00 at 103.25 per cent: 2040.22 and 4080.44.
    assert_eq!(amount(&library, ""), Ok(3 * 204_022 + 2 * 204_022 + 408_044));
}

#[test]
fn readings_have_names_and_numbers_and_an_unknown_one_is_refused() {
    let library = Library::built_in().unwrap();
    let found = |params: &str| find_readiness(&norway_2013(params), &library, "").map(|found| found.charged().count());
    assert_eq!(found("NO-A1=yes"), Ok(3));
    assert_eq!(found("end_day_charged=yes"), Ok(3));
    assert_eq!(found("NO-A3=cutoff_09:29"), Ok(1));
    assert_eq!(found("NO-A3=cutoff_09:30"), Ok(2));
    assert!(found("NO-A3=cutoff_25:00").unwrap_err().contains("no answer `cutoff_25:00`"));
    assert!(found("NO-A1=perhaps").unwrap_err().contains("it is one of no, yes"));
    assert!(found("SE-A1=yes").unwrap_err().contains("no reading `SE-A1`"));
    let readings = find_readiness(&norway_2013("NO-A1=yes"), &library, "").unwrap().readings;
    assert!(readings[0].starts_with("norway-2012: end_day_charged=yes;"), "{readings:?}");
}

#[test]
fn two_acts_that_claim_a_day_are_named() {
    let cells = Cells {
        regime: "sweden-1990>sweden-2018".to_owned(),
        care_type: "somatic".to_owned(),
        registered_in: "K1".to_owned(),
        params: "second_readiness_notice=latest".to_owned(),
        events: "admission@2017-12-20T10:00;readiness_notice@2017-12-29T10:00;readiness_notice@2018-01-02T10:00;\
                 discharged@2018-01-20T10:00"
            .to_owned(),
        ..Cells::default()
    };
    let refused = find_readiness(&super::vector(&cells), &Library::built_in().unwrap(), "").unwrap_err();
    assert_eq!(refused, "sweden-1990 and sweden-2018 both claim 2017-12-29: the facts do not say which governs");
}
