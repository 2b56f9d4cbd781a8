//! Which rule each day of random stays rests on, whoever would pay and by which fact, kept whole in `tests/law/days`. The second readings of
//! the law judge what is charged; here stands why every other day is not. A change shows as lines that somebody has to read.

use std::fmt::Write as _;

use beddays::domain::Authorities;
use beddays::liability::{Assessment, Case, assess};
use beddays::regime::Library;
use beddays::vectors::{self, find_readiness};

use crate::house::documents::generated;
use crate::law::nordic::random::{Country, random_case as northern_case};
use crate::law::nordic::vector;
use crate::law::oracle::random::random_case;

/// Days one after the other for which the same is said.
fn spans(days: impl Iterator<Item = (String, String)>) -> String {
    let mut spans: Vec<(String, String, String)> = Vec::new();
    for (day, words) in days {
        match spans.last_mut() {
            Some(span) if span.2 == words => span.1 = day,
            _ => spans.push((day.clone(), day, words)),
        }
    }
    spans.iter().fold(String::new(), |mut text, (from, to, words)| {
        let _ = writeln!(text, "  {from}..{to} {words}");
        text
    })
}

#[test]
fn the_rules_of_english_stays_are_those_that_were_read() {
    let library = Library::built_in().unwrap();
    let authorities = Authorities::england();
    let mut text = String::new();
    for seed in 0..160 {
        let case = random_case(seed);
        let regime = library.get(&case.regime).unwrap();
        let pairs = case.params.split(';').filter_map(|pair| pair.trim().split_once('='));
        let chosen: Vec<(String, String)> = pairs.map(|(name, answer)| (name.to_owned(), answer.to_owned())).collect();
        let rules = regime.rules(regime.readings(&chosen).unwrap());
        let events = vectors::events(&case.events).unwrap();
        if case.qualifies.starts_with("no") {
            continue; // Every day of it is `excluded`.
        }
        let payer = authorities.find_on(&case.authority, events[0].at.day()).unwrap();
        let mut found = Assessment::default();
        let case_of_law = Case::new(payer, None, None, &events, None);
        let _ = writeln!(text, "{seed} {} {} {}\n  {}", case.regime, case.authority, case.params, case.events);
        if let Err(refused) = assess(&case_of_law, &rules, &mut found) {
            let _ = writeln!(text, "  {refused}");
            continue;
        }
        let days = found.days.iter().map(|day| {
            let payer = day.payer.map_or("-", |payer| authorities.get(payer).code.as_str());
            let clock = day.clock.map_or(String::new(), |at| format!(" of discharge notice {}", at + 1));
            (day.day.to_string(), format!("{} {payer} {}{clock}", day.rule.name(), day.amount.plain()))
        });
        text.push_str(&spans(days));
    }
    generated("tests/law/days/england.txt", &text);
}

#[test]
fn the_rules_of_northern_stays_are_those_that_were_read() {
    let library = Library::built_in().unwrap();
    for (country, name) in [(Country::Norway, "norway"), (Country::Sweden, "sweden"), (Country::Denmark, "denmark")] {
        let mut text = String::new();
        for seed in 0..80 {
            let cells = northern_case(country, seed);
            let _ = writeln!(
                text,
                "{seed} {} {} {} {}\n  {}",
                cells.regime, cells.care_type, cells.setting, cells.params, cells.events
            );
            match find_readiness(&vector(&cells), &library, "") {
                Err(refused) => {
                    let _ = writeln!(text, "  {refused}");
                }
                Ok(found) => text.push_str(&spans(found.days.iter().map(|day| {
                    let charged = if day.is_charged { "charged" } else { "free" };
                    (day.day.to_string(), format!("{} {} {} {charged}", day.law, day.rule.name(), day.payer))
                }))),
            }
        }
        generated(&format!("tests/law/days/{name}.txt"), &text);
    }
}
