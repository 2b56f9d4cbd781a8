//! Groups settled on their mean, against another way of reckoning.

use std::sync::LazyLock;

use beddays::regime::Library;
use beddays::vectors::{Vector, find_group};

use crate::law::oracle::chance::Chance;

fn found(durations: &str, threshold: &str, period: &str, readings: &str) -> (String, Result<i64, String>) {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());
    let mut vector = Vector::default();
    durations.clone_into(&mut vector.durations_days);
    threshold.clone_into(&mut vector.threshold_days);
    period.clone_into(&mut vector.period);
    let (excess, amount) = find_group(&vector, &LIBRARY, readings).unwrap();
    (excess.days(), amount.map(|amount| amount.0))
}

/// Goal: days and öre of random months are those of a sum in which each patient's days are counted down one by one against a
/// pool of free days. Method: the pool has the threshold for each patient; what it does not cover is charged.
#[test]
fn random_months_agree_with_a_pool_of_free_days() {
    let mut chance = Chance(14);
    let mut charged = 0;
    for _ in 0..400 {
        let patients = chance.between(1, 12);
        let durations: Vec<i32> = (0..patients).map(|_| chance.between(0, 3) * chance.between(0, 5)).collect();
        let threshold = chance.between(0, 5);
        let (mut pool, mut above) = (threshold * patients, 0);
        let mut alone = 0;
        for days in &durations {
            for nth in 1..=*days {
                if pool > 0 {
                    pool -= 1
                } else {
                    above += 1
                }
                alone += i32::from(nth > threshold);
            }
        }
        let text = durations.iter().map(i32::to_string).collect::<Vec<_>>().join(";");
        let (days, amount) = found(&text, &threshold.to_string(), "2019-05", "");
        assert_eq!((days, amount), (above.to_string(), Ok(i64::from(above) * 780_000)), "{text} by {threshold}");
        let (days, amount) = found(&text, &threshold.to_string(), "2019-05", "SE-A7=individual_excess");
        assert_eq!((days, amount), (alone.to_string(), Ok(i64::from(alone) * 780_000)), "{text} by {threshold}");
        charged += i32::from(above > 0);
    }
    assert!(charged > 100, "{charged}");
}

#[test]
fn three_months_are_settled_by_their_patients_or_by_their_means() {
    // January: mean 8 of two; February: mean 2 of one; March, settled: mean 4 of three. Nine hundred and thirty kronor a day.
    let months = "6;10|2|3;4;5";
    assert_eq!(found(months, "3", "2022-03", ""), ("3".to_owned(), Ok(3 * 930_000)));
    // All together 30 days of six patients: a mean of 5, two above the threshold, for each of the three of March.
    assert_eq!(found(months, "3", "2022-03", "mean_of_months=three_months"), ("6".to_owned(), Ok(6 * 930_000)));
    // The mean of 8, 2 and 4 is 14 thirds, five thirds above the threshold.
    assert_eq!(found(months, "3", "2022-03", "mean_of_months=three_monthly_means"), ("5".to_owned(), Ok(5 * 930_000)));
    // A month without patients is none of the three.
    assert_eq!(found("|2|3;4", "3", "2022-03", "mean_of_months=three_monthly_means").0, "0");
    assert_eq!(found("5|4;4;5|4;4", "3", "2022-03", "mean_of_months=three_months"), ("2.67".to_owned(), Ok(2_480_000)));
}

#[test]
fn a_month_without_a_price_has_days_and_no_amount_and_nothing_costs_nothing() {
    let (days, amount) = found("9;9", "3", "2021-04", "");
    assert_eq!(days, "12");
    assert!(amount.unwrap_err().contains("sweden-2018 has none for 2021"));
    assert_eq!(found("1;2", "3", "2021-04", ""), ("0".to_owned(), Ok(0)));
    assert_eq!(found("2.5;4.25", "3", "2023-04", ""), ("0.75".to_owned(), Ok(787_500)));
}
