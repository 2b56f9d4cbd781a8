//! XmR charts: the worked series and rules of tests/spc, an independent slow reading of the rules, and bad files.

use std::collections::BTreeMap;
use std::path::Path;

use beddays::spc::rules::{part_of_run, shift_completes, trend_completes, two_of_three, two_of_three_windows};
use beddays::spc::{
    self, Assurance, COLUMNS, ControlChart, ControlLimits, Direction, RowValue, Settings, SpecialCause, TwoOfThree,
    chart,
};
use proptest::prelude::*;

pub type Row = BTreeMap<String, String>;

fn table(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

pub fn charted(text: &str) -> Result<Vec<Row>, String> {
    let read = spc::read(Path::new("s.csv"), text.as_bytes()).map_err(|error| error.to_string())?;
    if let Some(failed) = read.failed.first() {
        return Err(failed.error.to_string());
    }
    let rows = read.charted.iter().flat_map(spc::rows);
    let named = |row: Vec<RowValue>| {
        COLUMNS.iter().map(|name| (*name).to_owned()).zip(row.iter().map(RowValue::text)).collect()
    };
    Ok(rows.map(named).collect())
}

#[test]
fn every_worked_series_comes_out_to_nine_digits() {
    comes_out(include_str!("../../spc/series.csv"), 1000);
}

#[track_caller]
pub fn comes_out(text: &str, least: usize) {
    comes_out_of(text, text, least);
}

#[track_caller]
pub fn comes_out_of(given: &str, wanted: &str, least: usize) {
    let (wanted, found) = (table(wanted), charted(given).unwrap());
    assert_eq!(wanted.len(), found.len());
    assert!(wanted.len() > least);
    for (wanted, found) in wanted.iter().zip(&found) {
        for column in COLUMNS {
            // The series of others know no baseline of named points and no ghost points.
            let wanted_cell = wanted.get(column).map_or(if column == "chart" { "xmr" } else { "" }, String::as_str);
            let found_cell = found[column].as_str();
            let same = match (wanted_cell.parse::<f64>(), found_cell.parse::<f64>()) {
                (Ok(wanted), Ok(found)) => (wanted - found).abs() <= 1e-9 * wanted.abs().max(found.abs()).max(1e-3),
                _ => wanted_cell == found_cell,
            };
            assert!(same, "{} {} {column}: {wanted_cell}, found {found_cell}", wanted["series_id"], wanted["seq"]);
        }
    }
}

fn numbers<T: std::str::FromStr>(text: &str) -> Vec<T> {
    text.split('|').filter_map(|part| part.parse().ok()).collect()
}

fn joined<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join("|")
}

fn ways(values: &[i8]) -> String {
    joined(values.iter().map(|way| ["lower", "none", "upper"][(way + 1) as usize]))
}

/// What the rules make of a row of rules.csv.
fn found(row: &Row) -> String {
    let (a, b, length) = (row["input_a"].as_str(), row["input_b"].as_str(), row["n"].parse().unwrap_or(0));
    let signs = |text: &str| numbers::<i8>(text);
    let sides = |values: &str, centre: f64| -> Vec<i8> {
        numbers::<f64>(values).iter().map(|v| i8::from(*v > centre) - i8::from(*v < centre)).collect()
    };
    let flags = |marks: &[i8]| joined(marks.iter().map(|mark| i8::from(*mark != 0)));
    let near_on_side =
        || -> Vec<i8> { signs(a).iter().zip(signs(b)).map(|(near, side)| if *near != 0 { side } else { 0 }).collect() };
    match row["rule"].as_str() {
        "shift_completes" => flags(&shift_completes(&signs(a), length)),
        "part_of_seven" => flags(&part_of_run(&signs(a), length)),
        "trend_completes" => joined(trend_completes(&numbers(a), length)),
        "two_of_three_window" => {
            let (near, sides) = (near_on_side(), signs(b));
            let mut inside = vec![0; near.len()];
            for (first, side) in two_of_three_windows(&near, &sides, TwoOfThree::Strict) {
                inside[first..first + 3].fill(side);
            }
            flags(&inside)
        }
        "two_of_three_flagged" => flags(&two_of_three(&near_on_side(), &signs(b), TwoOfThree::Strict)),
        "two_of_three_powerbi" => {
            let lines: Vec<f64> = numbers(b);
            let beyond = |v: &f64| i8::from(*v > lines[1]) - i8::from(*v < lines[0]);
            let near: Vec<i8> = numbers(a).iter().map(beyond).collect();
            ways(&two_of_three(&near, &vec![0; near.len()], TwoOfThree::EitherSide))
        }
        "trend_powerbi" => ways(&part_of_run(&trend_completes(&numbers(a), length), length)),
        "shift_powerbi" => ways(&part_of_run(&shift_completes(&sides(a, b.parse().unwrap()), length), length)),
        "assurance" => {
            let (ends, (target, way)) = (numbers::<f64>(a), b.split_once('|').unwrap());
            let (mean, near) = ((ends[0] + ends[1]) / 2.0, (ends[1] - ends[0]) / 3.0);
            let limits = ControlLimits {
                mean,
                mean_mr: 0.0,
                lower: ends[0],
                upper: ends[1],
                lower_2s: mean - near,
                upper_2s: mean + near,
                tolerance: 0.0,
            };
            let way = Direction::ALL.into_iter().find(|known| known.name() == way).unwrap();
            Assurance::of(&limits, target.parse().unwrap(), way).map_or("", Assurance::name).to_owned()
        }
        other => format!("no rule `{other}`"),
    }
}

#[test]
fn every_worked_rule_comes_out() {
    let rows = table(include_str!("../../spc/rules.csv"));
    assert!(rows.len() > 50);
    for row in rows {
        assert_eq!(found(&row), row["expected"], "{row:?}");
    }
}

/// The rules read a second time, as slowly as they are written down: each point asks every window it could be in.
fn slow(values: &[f64], settings: &Settings) -> Vec<String> {
    let mut starts: Vec<usize> = settings.rebase_at.clone();
    starts.push(0);
    starts.sort_unstable();
    starts.dedup();
    let mut found = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let part = &values[*start..starts.get(index + 1).copied().unwrap_or(values.len())];
        let base = &part[..settings.fix_after_n.unwrap_or(part.len()).min(part.len())];
        let mean = base.iter().sum::<f64>() / base.len() as f64;
        let ranges: Vec<f64> = (1..base.len()).map(|at| (base[at] - base[at - 1]).abs()).collect();
        let all = ranges.iter().sum::<f64>() / ranges.len() as f64;
        let kept: Vec<f64> =
            ranges.iter().copied().filter(|r| !settings.screen_outliers || all == 0.0 || *r < 3.267 * all).collect();
        let reach = settings.k3 * kept.iter().sum::<f64>() / kept.len() as f64;
        for at in 0..part.len() {
            let above = |v: f64, line: f64| v - line > 1e-9;
            let runs = |ok: &dyn Fn(usize) -> bool, length: usize| {
                (0..length).any(|back| {
                    at >= back && at - back + length <= part.len() && (at - back..at - back + length).all(ok)
                })
            };
            let steps = |way: f64| {
                (0..7).any(|back| {
                    let first = at as isize - back;
                    first >= 0
                        && first as usize + 7 <= part.len()
                        && (first as usize..first as usize + 6).all(|p| (part[p + 1] - part[p]) * way > 0.0)
                })
            };
            let mut cause = "none".to_owned();
            for way in [1.0, -1.0] {
                let word = |up: &str, down: &str| if way > 0.0 { up.to_owned() } else { down.to_owned() };
                let side = |p: usize| above((part[p] - mean) * way, 0.0);
                let out = |p: usize| above((part[p] - mean) * way, reach);
                let near = |p: usize| {
                    above((part[p] - mean) * way, reach * 2.0 / 3.0)
                        && (settings.two_of_three != TwoOfThree::Strict || !out(p))
                };
                let pair = near(at)
                    && (0..3).any(|back| {
                        let first = at as isize - back;
                        first >= 0 && first as usize + 3 <= part.len() && {
                            let window = first as usize..first as usize + 3;
                            window.clone().filter(|p| near(*p)).count() >= 2
                                && (settings.two_of_three == TwoOfThree::EitherSide || window.clone().all(side))
                        }
                    });
                let rank = |cause: &str| {
                    ["above", "below", "trend", "two", "shift", "none"]
                        .iter()
                        .position(|c| cause.starts_with(c))
                        .unwrap()
                        .max(1)
                };
                let mine = if out(at) {
                    word("above_upl", "below_lpl")
                } else if steps(way) {
                    word("trend_up", "trend_down")
                } else if pair {
                    word("two_of_three_high", "two_of_three_low")
                } else if runs(&side, 7) {
                    word("shift_high", "shift_low")
                } else {
                    "none".to_owned()
                };
                // Of two trends that share a turning point the later wins: the one that the point begins.
                let later = mine.starts_with("trend")
                    && cause.starts_with("trend")
                    && at + 1 < part.len()
                    && (part[at + 1] - part[at]) * way > 0.0;
                if rank(&mine) < rank(&cause) || later {
                    cause = mine;
                }
            }
            found.push(cause);
        }
    }
    found
}

fn modes() -> impl Strategy<Value = TwoOfThree> {
    proptest::sample::select(TwoOfThree::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn a_slow_second_reading_of_the_rules_agrees(
        steps in proptest::collection::vec(-3i32..=3, 4..60),
        walk: bool,
        mode in modes(),
        screen_outliers: bool,
        fix in proptest::option::of(2usize..20),
        cut in 2usize..58,
    ) {
        let mut level = 0;
        let values: Vec<f64> = steps.iter().map(|s| { level = if walk { level + s } else { *s }; f64::from(level) }).collect();
        let rebase_at = if cut + 2 <= values.len() { vec![cut] } else { vec![] };
        let settings = Settings { two_of_three: mode, screen_outliers, fix_after_n: fix, rebase_at, ..Settings::default() };
        let made = chart(&values, &settings).unwrap();
        let found: Vec<&str> = made.points.iter().map(|point| point.cause_name()).collect();
        prop_assert_eq!(found, slow(&values, &settings));
    }

    #[test]
    fn the_unit_does_not_matter(values in proptest::collection::vec(-50i32..50, 3..40), tenths in 1i32..9) {
        let plain: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
        let scaled: Vec<f64> = values.iter().map(|v| f64::from(v * tenths) / 10.0).collect();
        let causes = |chart: ControlChart| chart.points.iter().map(|p| (p.cause, p.side)).collect::<Vec<(Option<(SpecialCause, i8)>, i8)>>();
        let settings = Settings::default();
        prop_assert_eq!(causes(chart(&plain, &settings).unwrap()), causes(chart(&scaled, &settings).unwrap()));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(values in proptest::collection::vec(0i32..99, 2..24), seed in any::<u64>()) {
        let row = |(at, v): (usize, &i32)| format!("S,{},{v}", if at < 12 { format!("2018-{:02}", at + 1) } else { format!("2019-{:02}", at - 11) });
        let rows: Vec<String> = values.iter().enumerate().map(row).collect();
        let mut mixed = rows.clone();
        mixed.sort_by_key(|row| row.bytes().fold(seed, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())));
        let file = |rows: &[String]| format!("series_id,period,value\n{}\n", rows.join("\n"));
        prop_assert_eq!(charted(&file(&rows)), charted(&file(&mixed)));
    }
}

#[test]
fn a_value_written_as_the_mean_or_a_limit_is_on_it() {
    let made = chart(&[0.1, 0.2, 0.3], &Settings::default()).unwrap();
    assert_eq!(made.points[1].side, 0);
    // Twelve points with mean 0.2 and mean moving range 0.2: the upper limit is 0.732.
    let mut values: Vec<f64> = (0..12).map(|at| if at % 2 == 0 { 0.1 } else { 0.3 }).collect();
    values.push(0.732);
    let made = chart(&values, &Settings { fix_after_n: Some(12), ..Settings::default() }).unwrap();
    assert_eq!(made.points[12].outside, 0);
    values[12] = 0.732_000_001;
    let made = chart(&values, &Settings { fix_after_n: Some(12), ..Settings::default() }).unwrap();
    assert_eq!(made.points[12].outside, 1);
}

#[test]
fn a_flat_series_has_its_limits_on_the_mean_and_nothing_is_flagged() {
    for value in [0.0, 0.1, 1.0 / 49.0, 1e300] {
        let made = chart(&vec![value; 49], &Settings::default()).unwrap();
        assert!(made.points.iter().all(|point| point.cause.is_none() && point.side == 0), "{value}");
        assert_eq!((made.segments[0].limits.lower, made.segments[0].limits.upper), (value, value));
    }
}

#[test]
fn without_settings_nobody_is_told_which_way_is_better() {
    let rows: String = (1..=8).map(|at| format!("S,{at},{at}\n")).collect();
    let rows = charted(&format!("series_id,seq,value\n{rows}")).unwrap();
    assert_eq!(rows[7]["variation_icon"], "neutral_high");
    assert_eq!((rows[0]["k3"].as_str(), rows[0]["two_of_three_mode"].as_str()), ("2.66", "strict"));
    assert_eq!((rows[0]["screen_outliers"].as_str(), rows[0]["improvement_direction"].as_str()), ("1", "neutral"));
}

/// Rows of a series with a month each from April 2016.
fn months(values: usize, settings: &str, cells: &str) -> String {
    let row = |at: usize| format!("S,{}-{:02},{}{cells}\n", 2016 + (at + 3) / 12, (at + 3) % 12 + 1, at % 3);
    format!("series_id,period,value{settings}\n{}", (0..values).map(row).collect::<String>())
}

#[test]
fn a_rebase_is_named_by_number_period_or_month_of_a_day() {
    for name in ["14", "2017-05", "May-17"] {
        let rows = charted(&months(26, ",rebase_at", &format!(",{name}"))).unwrap();
        let segments: Vec<&str> = rows.iter().map(|row| row["segment"].as_str()).collect();
        assert_eq!((segments[12], segments[13], segments[25]), ("0", "1", "1"), "{name}");
    }
    let days = months(26, ",rebase_at", ",2017-05").lines().fold(String::new(), |text, line| {
        let cells: Vec<&str> = line.split(',').collect();
        let day = if text.is_empty() { "" } else { "-01" };
        text + &format!("{},{}{day},{},{}\n", cells[0], cells[1], cells[2], cells[3])
    });
    assert_eq!(charted(&days).unwrap()[13]["segment"], "1");
}

#[test]
fn months_may_be_named_written_as_their_days_or_as_a_census_day() {
    for periods in [
        ["Nov-24", "Dec-24", "Jan-25"],
        ["November 2024", "december 2024", "JANUARY 2025"],
        ["2024-11-30", "2024-12-31", "2025-01-31"],
        ["2024-11-28", "2024-12-26", "2025-01-30"],
        ["2024-11-28", "2024-12-05", "2024-12-12"],
        ["2024-12-30", "2024-12-31", "2025-01-01"],
    ] {
        let text = format!("series_id,period,value\nS,{},1\nS,{},2\nS,{},3\n", periods[0], periods[1], periods[2]);
        assert!(charted(&text).is_ok(), "{periods:?}: {:?}", charted(&text));
    }
}

#[test]
fn days_that_are_numbered_may_skip_days_and_months_may_not() {
    let head = "series_id,seq,period,value\n";
    let working_days = "A,1,2018-03-01,1\nA,2,2018-03-02,2\nA,3,2018-03-05,1\n";
    assert!(charted(&format!("{head}{working_days}")).is_ok());
    refused(
        &format!("{head}A,1,2018-01-31,1\nA,2,2018-03-31,2\nA,3,2018-04-30,1\n"),
        &["R_HOLE", "2018-02 is missing"],
    );
    refused(&format!("{head}A,1,2018-01,1\nA,2,2019-01,2\n"), &["R_HOLE", "11 periods from 2018-02 on are missing"]);
}

#[track_caller]
fn refused(text: &str, wanted: &[&str]) {
    let error = charted(text).expect_err("a bad file");
    for wanted in wanted {
        assert!(error.contains(wanted), "`{wanted}` is not in: {error}");
    }
    assert!(error.contains("nothing was computed") && error.contains("\nhint: "), "{error}");
}

#[test]
fn a_hole_is_named_with_series_line_and_what_is_missing() {
    let head = "series_id,period,value\n";
    for (rows, missing) in [
        ("A,2018-01,1\nA,2018-03,2\nA,2018-04,2\n", "2018-02 is missing, before 2018-03"),
        ("A,2018-01-01,1\nA,2018-03-01,2\nA,2018-04-01,2\n", "2018-02 is missing, before 2018-03-01"),
        ("A,Jan-18,1\nA,Jun-18,2\nA,Jul-18,2\n", "4 periods from 2018-02 on are missing"),
        ("A,2018-01-04,1\nA,2018-01-18,2\nA,2018-01-25,2\n", "2018-01-11 is missing"),
        ("A,2018-01-30,1\nA,2018-02-01,2\nA,2018-02-02,2\n", "2018-01-31 is missing"),
    ] {
        refused(&format!("{head}{rows}"), &["error[R_HOLE]: series `A`: ", missing, "`s.csv` line 3, column 3"]);
    }
    let numbered = "series_id,seq,period,value\nA,1,2018-01,1\nA,2,2018-03,2\n";
    refused(numbered, &["R_HOLE", "2018-02 is missing", "line 3, column 5"]);
    refused("series_id,seq,value\nA,1,1\nA,2,1\nA,5,1\n", &["R_HOLE", "`seq` goes from 2 to 5: 3 missing", "line 4"]);
}

#[test]
fn every_bad_cell_is_named_with_series_line_and_column() {
    let periods = "series_id,period,value\n";
    for (text, wanted) in [
        (
            format!("{periods}A,2018-01,1\nA,2018-02,x\n"),
            "error[R_NUMBER]: series `A`: `x` is no number in `s.csv` line 3, column 11",
        ),
        (
            format!("{periods}A,2018-01,\nA,2018-02,1\n"),
            "error[R_NUMBER]: series `A`: the value is missing in `s.csv` line 2, column 11",
        ),
        (format!("{periods}A,2018-01,\"1,234\"\nA,2018-02,1\n"), "`1,234` is no number"),
        (format!("{periods}A,2018-01,NaN\nA,2018-02,1\n"), "`NaN` is no number"),
        (
            format!("{periods}A,2018-01,inf\nA,2018-02,1e999\n"),
            "and in `s.csv` line 3, column 11: series `A`: `1e999` is no number",
        ),
        (format!("{periods}A,2018-01,12%\nA,2018-02,1\n"), "`12%` is no number"),
        (format!("{periods},2018-01,1\n"), "error[R_ID]: the row names no series in `s.csv` line 2, column 1"),
        (
            format!("{periods}A,2018-01,1\nA,2018-01,1\n"),
            "error[R_TWICE]: series `A`: 2018-01 is there twice, also on line 2",
        ),
        (format!("{periods}A,2018-01,1\nA,,1\n"), "error[R_PERIOD]: series `A`: the period is missing"),
        (format!("{periods}A,2018-01,1\nA,01/02/2018,1\n"), "`01/02/2018` is no month or day"),
        (format!("{periods}A,2018-01,1\nA,2018-02-30,1\n"), "`2018-02-30` is no month or day"),
        (format!("{periods}A,2018-01,1\nA,2018-02-01,1\n"), "are a month and a day"),
        (
            "series_id,seq,value\nA,1,1\nA,1,1\n".to_owned(),
            "error[R_TWICE]: series `A`: `seq` 1 is there twice, also on line 2",
        ),
        (
            "series_id,seq,value\nA,1,1\nA,two,1\n".to_owned(),
            "error[R_SEQ]: series `A`: `two` is no whole number in `s.csv` line 3, column 3",
        ),
        ("series_id,seq,value\nA,1,1\nA,,1\n".to_owned(), "this row has no `seq`"),
        (
            "series_id,seq,period,value\nA,1,2018-02,1\nA,2,2018-01,1\n".to_owned(),
            "2018-01 comes after 2018-02 by `seq`",
        ),
        ("series_id,value\nA,1\nA,2\n".to_owned(), "error[R_PERIOD]: series `A`: the period is missing"),
        (
            "series,period,value\nA,2018-01,1\n".to_owned(),
            "error[F_HEADER_MISSING]: the column `series_id` must be there",
        ),
        ("series_id,period,value\n".to_owned(), "error[F_NO_ROWS]"),
        (
            "series_id,period,value,value\nA,2018-01,1,2\n".to_owned(),
            "error[F_HEADER_DUPLICATE]: the column `value` is there twice in `s.csv` line 1, column 24",
        ),
        (format!("{periods}A,2018-01\n"), "error[R_WIDTH]: found 2 cells, 3 wanted in `s.csv` line 2"),
        (format!("{periods}A,2018-01,1,5\n"), "error[R_WIDTH]: found 4 cells, 3 wanted"),
        (String::new(), "error[F_EMPTY]"),
    ] {
        refused(&text, &[wanted]);
    }
}

#[test]
fn a_setting_that_is_unknown_or_changes_is_named() {
    for (column, value, wanted) in [
        ("k3", "0", "`k3` cannot be `0`"),
        ("k3", "3/0", "`k3` cannot be `3/0`"),
        ("two_of_three_mode", "loose", "`two_of_three_mode` cannot be `loose`"),
        ("screen_outliers", "2", "`screen_outliers` cannot be `2`"),
        ("fix_after_n", "1", "`fix_after_n` cannot be `1`"),
        ("improvement_direction", "up", "`improvement_direction` cannot be `up`"),
        ("target", "many", "`target` cannot be `many`"),
        ("rebase_at", "99", "has no point `99` to begin a new segment at"),
        ("rebase_at", "2015-01", "has no point `2015-01`"),
        ("rebase_at", "8", "limits need two points, the baseline from point 8 on has 1"),
    ] {
        refused(&months(8, &format!(",{column}"), &format!(",{value}")), &["series `S`", wanted]);
    }
    let text = months(8, ",target", ",5").replacen(",5\n", ",6\n", 1);
    refused(&text, &["error[R_SETTING]: series `S`: `target` is `5` here and `6` on line 2 in `s.csv` line 3"]);
    let text = months(8, ",target", ",5").replacen(",5\n", ",\n", 1);
    refused(&text, &["`target` is `5` here and `` on line 2"]);
}

#[test]
fn a_rebase_at_the_first_point_changes_nothing_but_the_number_of_the_segment() {
    let (plain, rebased) =
        (charted(&months(9, ",rebase_at", ",")).unwrap(), charted(&months(9, ",rebase_at", ",1")).unwrap());
    for (plain, rebased) in plain.iter().zip(&rebased) {
        assert_eq!(
            (plain["mean"].clone(), plain["cause"].clone()),
            (rebased["mean"].clone(), rebased["cause"].clone())
        );
        assert_eq!((plain["segment"].as_str(), rebased["segment"].as_str()), ("0", "1"));
    }
}
