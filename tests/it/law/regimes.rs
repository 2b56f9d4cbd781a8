//! Regime files: what the checker refuses, and that no value of law is dead.

use std::path::Path;

use beddays::domain::{Authorities, Standing};
use beddays::regime::{Library, Readings, Regime, RuleId};
use beddays::vectors::{Vector, VectorOutcome, find};

use crate::law::oracle::random::{OwnedCaseText, random_case};

const LAW_2003: &str = include_str!("../../../regimes/liability/england-2003.toml");
pub const LAW_2014: &str = include_str!("../../../regimes/liability/england-2014.toml");

#[track_caller]
fn refused(text: &str, says: &str) {
    let error = Regime::parse(Path::new("law.toml"), text).expect_err("the checker lets it through").to_string();
    assert!(error.contains(says), "`{says}` is not in {error}");
    assert!(error.contains("law.toml") && error.contains("line"), "{error}");
}

#[test]
fn the_built_in_files_pass() {
    assert_eq!(Library::built_in().unwrap().iter().count(), 2);
}

#[test]
fn the_checker_refuses_what_no_bill_could_rest_on() {
    let without = |from: &str, until: &str| {
        let start = LAW_2014.find(from).unwrap();
        let end = start + LAW_2014[start..].find(until).unwrap();
        format!("{}{}", &LAW_2014[..start], &LAW_2014[end..])
    };
    refused(&LAW_2014.replacen("lead_days", "led_days", 1), "led_days");
    refused(
        &LAW_2014.replacen(
            "cite = \"SI 2014/2823, regulation 8; Care Act 2014, Schedule 3, paragraph 2(6); Explanatory Note\"",
            "cite = \" \"",
            1,
        ),
        "no citation",
    );
    refused(
        &without(
            "cite = \"SI 2014/2823, regulation 10(a)\"\ngrade = \"verified\"\n\n[[tariff]]\nband = \"standard\"",
            "[[tariff]]\nband = \"standard\"",
        ),
        "cite",
    );
    refused(
        &LAW_2014.replacen("to = \"2022-06-30\"\namount_minor = 15500", "to = \"2021-12-31\"\namount_minor = 15500", 1),
        "a gap",
    );
    let twice = LAW_2014.replacen("[[pause]]", "[[tariff]]\nband = \"london\"\nfrom = \"2020-01-01\"\nto = \"2020-12-31\"\namount_minor = 1\ncite = \"x\"\ngrade = \"verified\"\n\n[[pause]]", 1);
    refused(&twice, "an overlap");
    refused(&LAW_2014.replacen("id = \"not_assessed\"", "id = \"never_heard_of\"", 1), "no case can reach it");
    refused(
        &LAW_2003.replacen("id = \"rest_day_first\"", "id = \"ready_by_hour\"", 1),
        "no case can reach it with these values",
    );
    refused(
        &without("[[rule]]\nid = \"deterioration\"", "[[rule]]\nid = \"end_discharged\""),
        "can be reached and has no words",
    );
    refused(&LAW_2014.replacen("id = \"partial_2014\"", "id = \"partial_2015\"", 1), "partial_2015");
    refused(&LAW_2014.replacen("alternatives = [\"any\"]", "alternatives = [\"some\"]", 1), "some");
    refused(&LAW_2003.replacen("\"Slough\"", "\"Atlantis\"", 1), "not a known authority");
    refused(&LAW_2003.replacen("\"Slough\"", "\"Camden\"", 1), "which `london` has already");
    refused(&LAW_2003.replacen("\"Slough\"", "\"Surrey\"", 1), "overlap");
    let shadowed = LAW_2014.replacen("late = [\n", "late = [\n  { on = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"], after = \"09:00\", cite = \"x\", grade = \"verified\" },\n", 1);
    refused(&shadowed, "no case can reach it, earlier rules take its days");
    refused(&LAW_2014.replacen("calendar = \"england-and-wales\"", "calendar = \"mars\"", 1), "mars");
    refused(&LAW_2014.replacen("to = \"2026-12-31\"", "to = \"2027-12-31\"", 1), "beyond the tabled holidays");
    refused(&LAW_2014.replacen("event = \"died\"", "event = \"discharged\"", 1), "stands twice");
}

fn cases() -> Vec<OwnedCaseText> {
    (0..6_000).map(random_case).filter(|case| case.qualifies == "yes").collect()
}

fn found(case: &OwnedCaseText, params: &str, library: &Library) -> Result<VectorOutcome, String> {
    find(&Vector::case(&case.regime, &case.qualifies, &case.authority, params, &case.events), library, "")
}

/// Goal: no answer of a reading is dead. Method: choose each alternative alone and look for a random case that moves.
#[test]
fn every_reading_moves_some_case() {
    let library = Library::built_in().unwrap();
    let cases = cases();
    let before: Vec<_> = cases.iter().map(|case| found(case, "", &library)).collect();
    // These act on stays, not on the cells of vectors, and are shown in `stays.rs`; `each_day` gives what the default
    // gives on every date of the calendar; and nobody lived to see a 2003 case run into March 2020.
    let elsewhere = ["transfer_ends_case", "current_care_exclusion", "min_age"];
    for (reading, values) in Readings::ALL.iter().filter(|(name, _)| !elsewhere.contains(name)) {
        for value in values[1..].iter().filter(|value| **value != "each_day") {
            let params = format!("{reading}={value}");
            let moves = cases.iter().zip(&before).any(|(case, before)| found(case, &params, &library) != *before);
            // Rare questions may need a rarer case than these few thousand.
            let rare = || {
                (6_000..120_000)
                    .map(random_case)
                    .any(|case| found(&case, &params, &library) != found(&case, "", &library))
            };
            assert!(moves || rare(), "{params} moves nothing");
        }
    }
}

/// Goal: no number of a regime file is dead. Method: change each in turn and look for a random case that moves.
#[test]
fn every_number_of_the_law_moves_some_case() {
    let changes_2003 = [
        ("value = 7, cite", "value = 6, cite"),
        (
            "after = \"14:00\", cite = \"SI 2003/2277, regulation 10(1)(c)\"",
            "after = \"13:00\", cite = \"SI 2003/2277, regulation 10(1)(c)\"",
        ),
        (
            "after = \"14:00\", cite = \"SI 2003/2277, regulation 10(2)(a)\"",
            "after = \"13:00\", cite = \"SI 2003/2277, regulation 10(2)(a)\"",
        ),
        ("after = \"17:00\"", "after = \"16:00\""),
        ("lead_days = { value = 1", "lead_days = { value = 2"),
        (
            "days = { value = 2, cite = \"Community Care (Delayed Discharges etc.) Act 2003, section 5(7)(a)",
            "days = { value = 3, cite = \"Community Care (Delayed Discharges etc.) Act 2003, section 5(7)(a)",
        ),
        ("value = \"2005-03-31\"", "value = \"2009-03-31\""),
        (
            "moves_past_rest_days = { value = true, cite = \"SI 2003/2277, regulation 8(2)\"",
            "moves_past_rest_days = { value = false, cite = \"SI 2003/2277, regulation 8(2)\"",
        ),
        ("ready_by = { value = \"11:00\"", "ready_by = { value = \"12:00\""),
        ("value = \"departure\"", "value = \"any_time\""),
        (
            "before = \"11:00\"\ncite = \"Community Care (Delayed Discharges etc.) Act 2003, section 6(4)(b); SI 2003/2277, regulation 11(a)\"",
            "before = \"12:00\"\ncite = \"Community Care (Delayed Discharges etc.) Act 2003, section 6(4)(b); SI 2003/2277, regulation 11(a)\"",
        ),
        ("amount_minor = 12000", "amount_minor = 12100"),
        ("amount_minor = 10000", "amount_minor = 10100"),
        ("\"Surrey\", ", ""),
        ("payments = { from = \"2004-01-05\"", "payments = { from = \"2004-02-05\""),
        ("notices = { from = \"2003-10-01\"", "notices = { from = \"2003-12-20\""),
    ];
    let changes_2014 = [
        ("after = \"14:00\"", "after = \"13:00\""),
        ("days = { value = 2", "days = { value = 3"),
        ("value = \"any_day\"", "value = \"first_day\""),
        ("amount_minor = 15500", "amount_minor = 15600"),
        ("amount_minor = 13000", "amount_minor = 13100"),
        (
            "payments = { from = \"2015-04-01\", to = \"2022-06-30\"",
            "payments = { from = \"2015-04-01\", to = \"2022-06-20\"",
        ),
    ];
    let cases: Vec<_> = (0..40_000).map(random_case).filter(|case| case.qualifies == "yes").collect();
    let moved = |law: &str, id: &str, from: &str, to: &str| {
        assert!(law.contains(from), "{id}: `{from}` is not in the file");
        let text = law.replacen(from, to, 1);
        let changed = Regime::parse(Path::new("changed.toml"), &text)
            .or_else(|_| Regime::parse(Path::new("changed.toml"), &loosened(&text)))
            .unwrap_or_else(|error| panic!("{to}: {error}"));
        let mut library = Library::built_in().unwrap();
        let before = Library::built_in().unwrap();
        library.put(changed);
        cases
            .iter()
            .filter(|case| case.regime == id)
            .any(|case| found(case, &case.params, &library) != found(case, &case.params, &before))
    };
    for (from, to) in changes_2003 {
        assert!(moved(LAW_2003, "england-2003", from, to), "{from} → {to} moves nothing");
    }
    for (from, to) in changes_2014 {
        assert!(moved(LAW_2014, "england-2014", from, to), "{from} → {to} moves nothing");
    }
}

/// A changed value can change which rules are reachable; the file then has to follow.
fn loosened(text: &str) -> String {
    let drop_rule = |text: &str, id: &str| {
        let from = text.find(&format!("[[rule]]\nid = \"{id}\"")).unwrap_or(text.len());
        let to = text[from..].find("\n\n").map_or(text.len(), |end| from + end + 2);
        format!("{}{}", &text[..from], &text[to..])
    };
    let rule = |id: &str| format!("\n[[rule]]\nid = \"{id}\"\nwords = \"w\"\ncite = \"c\"\ngrade = \"verified\"\n");
    if text.contains("value = false, cite = \"SI 2003/2277, regulation 8(2)\"") {
        drop_rule(text, "rest_day_first")
    } else if text.contains("value = \"first_day\"") {
        drop_rule(text, "ready_by_hour") + &rule("ready_by_hour_first")
    } else {
        text.to_owned()
    }
}

#[test]
fn every_rule_of_a_file_is_one_the_verbs_know_and_every_name_of_an_authority_resolves() {
    for regime in Library::built_in().unwrap().iter() {
        for rule in &regime.file.rule {
            assert!(RuleId::ALL.iter().any(|known| known.name() == rule.get_ref().id));
        }
    }
    let authorities = Authorities::england();
    assert!(authorities.len() > 150);
    assert_eq!(authorities.iter().filter(|(_, authority)| authority.is_london()).count(), 33);
    for (id, authority) in authorities.iter() {
        assert_eq!(authorities.find(&authority.code), Some(id));
        let last = authorities.find(&authority.name).unwrap();
        let (name, ends) = (&authority.name, authority.last_day);
        assert!(last == id || ends.is_some() && authorities.get(last).name == *name, "{name}");
        // A code that ended has something behind it, which was there the day after; each day is one council's.
        for after in [authority.last_day, Some("2030-01-01".parse().unwrap())].into_iter().flatten().map(|day| day + 1)
        {
            match authorities.on(id, after) {
                Standing::Is(next) | Standing::Passed(next) => {
                    assert!(authorities.get(next).exists_on(after), "{name}")
                }
                Standing::Split => assert!(authorities.successors(id).len() > 1, "{name}"),
                Standing::NotYet => panic!("{name} has not begun on {after}"),
            }
        }
        let graded = !authority.has_no_dates();
        assert_eq!(graded, ["secondary", "unverified"].contains(&&*authority.grade), "{name}");
        for next in authorities.successors(id) {
            let first = authorities.get(*next).first_day.unwrap();
            assert_eq!(Some(first.previous()), authorities.days_of(id).1, "{name}: a gap before what came after");
        }
    }
    assert_eq!(authorities.find("NORFOLK county council"), authorities.find("Norfolk"));
    assert_eq!(authorities.find("London Borough of Camden"), authorities.find("Camden"));
    assert_eq!(authorities.find("Brighton & Hove"), authorities.find("Brighton and Hove"));
}
