//! Fixed baselines, ghost points and shifts that last: series worked out in Python, and what follows from a chart without them.

use beddays::spc::{ControlChart, LASTING, LastingShift, Settings, chart};
use proptest::prelude::*;

use super::spc::{charted, comes_out, comes_out_of};

/// Goal: fixed baselines and ghost points as `src/spc` says of them. Method: the rules once more in Python, tests/spc/baselines.py,
/// where a ghost point is taken out of the list before anything is computed.
#[test]
fn every_worked_baseline_and_ghost_comes_out_to_nine_digits() {
    comes_out(include_str!("../../spc/baselines.csv"), 300);
}

fn made(values: &[f64], settings: &Settings) -> ControlChart {
    chart(values, settings).unwrap()
}

/// The shift that lasts, told by looking at every run that ends at the last point.
fn slow_shift(values: &[f64], mean: f64) -> Option<LastingShift> {
    let side = |value: f64| i8::from(value - mean > 1e-9) - i8::from(mean - value > 1e-9);
    let runs = (0..values.len()).filter(|first| {
        let own = side(values[*first]);
        own != 0 && values[*first..].iter().all(|value| side(*value) == own)
    });
    let first = runs.min()?;
    let points = values.len() - first;
    (points >= LASTING).then(|| LastingShift { first, points, side: side(values[first]) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn a_chart_with_ghosts_is_that_of_the_other_points(
        values in proptest::collection::vec(-20i32..20, 6..50),
        dropped in proptest::collection::btree_set(0usize..50, 0..4),
        fix in proptest::option::of(2usize..20),
    ) {
        let values: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
        let ghosts: Vec<usize> = dropped.into_iter().filter(|at| *at < values.len()).collect();
        let kept: Vec<f64> = (0..values.len()).filter(|at| !ghosts.contains(at)).map(|at| values[at]).collect();
        let with = made(&values, &Settings { ghosts: ghosts.clone(), fix_after_n: fix, ..Settings::default() });
        let without = made(&kept, &Settings { fix_after_n: fix, ..Settings::default() });
        let others: Vec<_> = with.points.iter().filter(|point| !point.is_ghost).collect();
        prop_assert_eq!(others, without.points.iter().collect::<Vec<_>>());
        prop_assert_eq!(with.segments[0].limits, without.segments[0].limits);
        prop_assert_eq!(with.variation, without.variation);
        prop_assert!(with.points.iter().enumerate().all(|(at, point)| point.is_ghost == ghosts.contains(&at)));
    }

    #[test]
    fn limits_of_a_baseline_are_those_of_its_points_alone(
        values in proptest::collection::vec(-20i32..20, 6..50),
        (first, length) in (0usize..40, 2usize..20),
    ) {
        let values: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
        let last = (first + length - 1).min(values.len() - 1);
        prop_assume!(first < last);
        let with = made(&values, &Settings { baseline: Some((first, last)), ..Settings::default() });
        let alone = made(&values[first..=last], &Settings::default());
        prop_assert_eq!(with.segments[0].limits.mean, alone.segments[0].limits.mean);
        prop_assert_eq!(with.segments[0].limits.upper, alone.segments[0].limits.upper);
        prop_assert_eq!(&with.segments[0].taken_from, &(first..=last).collect::<Vec<_>>());
    }

    #[test]
    fn a_shift_that_lasts_is_found_and_no_other(
        values in proptest::collection::vec(-3i32..=3, 2..20),
        level in -2i32..=2,
        later in 0usize..18,
    ) {
        let mut values: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
        values.extend((0..later).map(|at| f64::from(level * 9 + (at as i32 % 3))));
        let made = made(&values, &Settings::default());
        prop_assert_eq!(made.lasting_shift(), slow_shift(&values, made.segments[0].limits.mean));
    }
}

#[test]
fn a_shift_that_lasts_needs_twelve_points_of_the_last_segment_and_no_ghosts() {
    let mut values = vec![10.0, 12.0, 11.0, 13.0, 10.0, 12.0, 11.0, 13.0, 12.0, 13.0, 11.0, 10.0];
    values.extend([20.0; 11]);
    let fixed = |ghosts: &[usize], rebase_at: &[usize]| Settings {
        fix_after_n: Some(12),
        ghosts: ghosts.to_vec(),
        rebase_at: rebase_at.to_vec(),
        ..Settings::default()
    };
    assert_eq!(made(&values, &fixed(&[], &[])).lasting_shift(), None, "eleven");
    values.push(21.0);
    let lasting = Some(LastingShift { first: 12, points: 12, side: 1 });
    assert_eq!(made(&values, &fixed(&[], &[])).lasting_shift(), lasting);
    assert_eq!(made(&values, &fixed(&[15], &[])).lasting_shift(), None, "a ghost is none of the twelve");
    assert_eq!(made(&values, &fixed(&[], &[12])).lasting_shift(), None, "limits began anew there");
}

/// Rows of a series with a month each from January 2018, its settings and the last cell of each row.
fn months(values: usize, settings: &str, cells: impl Fn(usize) -> String) -> String {
    let row = |at: usize| format!("S,{}-{:02},{}{}\n", 2018 + at / 12, at % 12 + 1, at % 5, cells(at));
    format!("series_id,period,value{settings}\n{}", (0..values).map(row).collect::<String>())
}

#[track_caller]
fn refused(text: &str, wanted: &[&str]) {
    let error = charted(text).expect_err("a bad file");
    for wanted in wanted {
        assert!(error.contains(wanted), "{error} lacks {wanted}");
    }
}

#[test]
fn a_baseline_that_is_none_and_a_ghost_without_a_reason_are_refused_by_name() {
    for (written, what) in [
        ("2018-01", "`baseline` cannot be `2018-01`"),
        ("2018-06..2018-06", "`baseline` cannot be `2018-06..2018-06`"),
        ("2018-06..2018-02", "`baseline` cannot be `2018-06..2018-02`"),
        ("2017-12..2018-06", "`baseline` cannot be `2017-12..2018-06`"),
        ("1..99", "`baseline` cannot be `1..99`"),
    ] {
        refused(&months(20, ",baseline", |_| format!(",{written}")), &["R_SETTING", what]);
    }
    let both = months(20, ",baseline,fix_after_n", |_| ",1..12,12".to_owned());
    refused(&both, &["R_SETTING", "`baseline` cannot be `1..12`", "not beside `fix_after_n`"]);
    let across = months(30, ",baseline,rebase_at", |_| ",2018-03..2019-06,2019-01".to_owned());
    refused(&across, &["R_BASELINE", "a new segment begins within the baseline, at point 13"]);
    let flag = months(20, ",ghost", |at| if at == 3 { ",yes".to_owned() } else { ",".to_owned() });
    refused(&flag, &["R_GHOST", "`ghost` is `yes`, which is no reason"]);
    let all = months(4, ",ghost", |_| ",strike".to_owned());
    refused(&all, &["R_FEW", "has 0"]);
}

#[test]
fn a_ghost_has_its_reason_its_value_and_no_verdict() {
    let rows =
        charted(&months(20, ",ghost", |at| if at == 3 { ",strike".to_owned() } else { ",".to_owned() })).unwrap();
    assert_eq!((rows[3]["value"].as_str(), rows[3]["ghost"].as_str()), ("3", "strike"));
    for column in ["side", "beyond_2s", "outside", "in_trend", "in_two_of_three", "in_shift", "cause", "point_type"] {
        assert_eq!((rows[3][column].as_str(), rows[4][column].is_empty()), ("", false), "{column}");
    }
    assert_eq!(rows[3]["upl"], rows[4]["upl"]);
}

/// Goal: P charts and T charts as `src/spc` says of them. Method: both once more in Python, tests/spc/small_counts.py.
#[test]
fn every_worked_share_and_time_between_events_comes_out_to_nine_digits() {
    let wanted = include_str!("../../spc/small_counts.csv");
    let rows: Vec<Vec<&str>> = wanted.lines().map(|line| line.split(',').collect()).collect();
    let at = |name: &str| rows[0].iter().position(|column| *column == name).unwrap();
    // What is given is a count, what comes out its share.
    let given = rows.iter().enumerate().map(|(number, row)| {
        let mut row = row.clone();
        row[at("value")] = if number == 0 { "value" } else { row[at("given")] };
        row.join(",") + "\n"
    });
    comes_out_of(&given.collect::<String>(), wanted, 140);
}

#[test]
fn a_count_that_is_none_is_refused_by_name() {
    let file = |rows: &str| format!("series_id,seq,value,denominator,chart\n{rows}");
    refused(&file("A,1,3,,p\nA,2,4,9,p\n"), &["R_COUNT", "`` is no denominator"]);
    refused(&file("A,1,3,0,p\nA,2,4,9,p\n"), &["R_COUNT", "`0` is no denominator"]);
    refused(&file("A,1,10,9,p\nA,2,4,9,p\n"), &["R_COUNT", "`10` is no count out of 9"]);
    refused(&file("A,1,2.5,9,p\nA,2,4,9,p\n"), &["R_COUNT", "`2.5` is no count out of 9"]);
    refused(&file("A,1,2,9,\nA,2,4,9,\n"), &["R_COUNT", "a denominator belongs to a P chart"]);
    refused(&file("A,1,-2,,t\nA,2,4,,t\n"), &["R_COUNT", "`-2` is no time between events"]);
    refused(&file("A,1,2,,c\nA,2,4,,c\n"), &["R_SETTING", "`chart` cannot be `c`"]);
}
