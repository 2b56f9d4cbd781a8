//! Checks on the random cases themselves.

use super::lists::READINGS;
use super::random::random_case;
use super::{explain, judge};

#[test]
fn random_cases_are_repeatable_and_often_cost_something() {
    let (mut charged, mut days, total) = (0, 0, 20_000);
    for seed in 0..total {
        let case = random_case(seed);
        assert_eq!(case.events, random_case(seed).events);
        let verdict = judge(&case.as_text());
        let is_ordered = verdict.days.windows(2).all(|pair| pair[0].0 < pair[1].0);
        assert!(is_ordered, "{}", explain(&case.as_text()));
        charged += u64::from(!verdict.days.is_empty());
        days += verdict.days.len();
    }
    println!("{charged} of {total} random cases have a charge, {days} days in all");
    assert!(charged * 100 >= total * 40, "only {charged} of {total}");
}

/// Readings that no case of this format can bring into play. `sunday_interval_test=each_day` equals
/// the default because no interval that straddles 31 March 2005 holds a Sunday or holiday.
const INERT: [&str; 4] =
    ["transfer_ends_case=false", "current_care_exclusion=false", "min_age=none", "sunday_interval_test=each_day"];

#[test]
fn random_cases_bring_every_reading_into_play() {
    let alternatives: Vec<String> = READINGS
        .iter()
        .flat_map(|reading| reading.values.iter().map(|value| format!("{}={value}", reading.name)))
        .collect();
    let mut differing = vec![0; alternatives.len()];
    for seed in 0..2_500 {
        let mut case = random_case(seed);
        case.params.clear();
        let by_default = judge(&case.as_text());
        for (alternative, differing) in alternatives.iter().zip(&mut differing) {
            case.params.clone_from(alternative);
            *differing += i32::from(judge(&case.as_text()) != by_default);
        }
    }
    for (alternative, differing) in alternatives.iter().zip(differing) {
        println!("{alternative}: {differing} of 2500 cases differ");
        assert_eq!(differing == 0, INERT.contains(&alternative.as_str()), "{alternative}");
    }
}
