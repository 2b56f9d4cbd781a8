//! The law of Norway, Sweden and Denmark: worked cases, and a second reading that shares no code with the engine.

mod denmark;
mod files;
mod group;
mod norway;
mod pages;
mod project;
pub mod random;
mod sweden;
pub mod text;

use beddays::domain::Day;
use beddays::regime::Library;
use beddays::vectors::{ReadinessOutcome, Vector, find_readiness};

use random::{Country, random_case};
use text::{Cells, read};

/// A charged day: who pays, and the smallest coins if the price is known.
type Charged = Vec<(i32, String, Option<i64>)>;

pub fn vector(cells: &Cells) -> Vector {
    let mut vector = Vector::case(&cells.regime, "", "", &cells.params, &cells.events);
    vector.care_type.clone_from(&cells.care_type);
    vector.setting.clone_from(&cells.setting);
    vector.registered_in.clone_from(&cells.registered_in);
    vector.staying_in.clone_from(&cells.staying_in);
    vector
}

fn said(found: &ReadinessOutcome) -> Charged {
    let day = |day: &beddays::vectors::OutcomeDay| {
        let amounts = day.layers.iter().map(|(_, _, amount)| amount.as_ref().ok().map(|amount| amount.0));
        (day.day.number(), day.payer.clone(), amounts.sum())
    };
    found.charged().map(day).collect()
}

fn judged(country: Country, cells: &Cells) -> Charged {
    let stay = read(cells);
    match country {
        Country::Norway => norway::judge(&stay),
        Country::Sweden => sweden::judge(&stay),
        Country::Denmark => denmark::judge(&stay),
    }
}

fn agrees(country: Country, at_least: u64) {
    let library = Library::built_in().unwrap();
    let count = if std::env::var_os("BEDDAYS_SWEEP").is_some() { 60_000 } else { 6_000 };
    let mut differences = Vec::new();
    let mut charged = 0;
    for seed in 0..count {
        let cells = random_case(country, seed);
        let expected = judged(country, &cells);
        charged += u64::from(!expected.is_empty());
        let found = find_readiness(&vector(&cells), &library, "").map(|found| said(&found));
        if found.as_ref() != Ok(&expected) {
            let shown = |days: &Charged| {
                let days =
                    days.iter().map(|(day, payer, price)| format!("{} {payer} {price:?}", Day::from_number(*day)));
                days.collect::<Vec<_>>().join(", ")
            };
            let found = found.as_ref().map_or_else(Clone::clone, shown);
            differences.push(format!("seed {seed}: {cells:?}\n engine {found}\n oracle {}", shown(&expected)));
        }
    }
    let first = differences.iter().take(4).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} of {count} differ\n{first}", differences.len());
    assert!(charged * 100 > count * at_least, "only {charged} of {count} stays are charged for anything");
}

#[test]
fn random_stays_of_norway_agree_with_a_second_reading() {
    agrees(Country::Norway, 15);
}

#[test]
fn random_stays_of_sweden_agree_with_a_second_reading() {
    agrees(Country::Sweden, 15);
}

#[test]
fn random_stays_of_denmark_agree_with_a_second_reading() {
    agrees(Country::Denmark, 30);
}
