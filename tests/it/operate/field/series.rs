//! Series of a file stand for themselves: one that cannot be charted is named with its reason, the others are charted.

use std::fmt::Write;

use super::Case;

fn months(id: &str, values: &[&str]) -> String {
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        writeln!(text, "{id},2018-{:02},{value}", at + 1).unwrap();
    }
    text
}

const GOOD: [&str; 4] = ["10", "12", "11", "13"];

#[test]
fn a_bad_series_is_named_and_the_others_are_charted() {
    for (name, rows, code, reason) in [
        ("hole", "B,2018-01,1\nB,2018-03,2\nB,2018-04,2\n", "R_HOLE", "2018-02 is missing"),
        ("word", "B,2018-01,1\nB,2018-02,about five\n", "R_NUMBER", "is no number"),
        ("blank", "B,2018-01,1\nB,2018-02,\n", "R_NUMBER", "the value is missing"),
        ("twice", "B,2018-01,1\nB,2018-01,2\n", "R_TWICE", "is there twice"),
        ("no month", "B,2018-01,1\nB,soon,2\n", "R_PERIOD", "no month or day"),
    ] {
        let case = Case::empty();
        let text = format!("series_id,period,value\n{}{rows}{}", months("A", &GOOD), months("C", &GOOD));
        case.put("s.csv", text);
        let said = case.beddays("spc s.csv").exits(1).says(&format!("error[{code}]: series `B`")).says(reason);
        let said =
            said.says("this series was left out, the others were computed").says("series charted: 2; not charted: 1");
        assert!(said.stdout.contains("\nA,") && said.stdout.contains("\nC,"), "{name}: {}", said.stdout);
        assert!(!said.stdout.contains("\nB,"), "{name}: {}", said.stdout);
        let alone = Case::empty();
        alone.put("s.csv", format!("series_id,period,value\n{}{}", months("A", &GOOD), months("C", &GOOD)));
        assert_eq!(said.stdout, alone.beddays("spc s.csv").exits(0).stdout, "{name}: the others are as if alone");
    }
}

#[test]
fn a_setting_that_cannot_be_fails_its_series_alone() {
    let case = Case::empty();
    let mut text = "series_id,period,value,rebase_at,k3\n".to_owned();
    for (id, rebase_at, k3) in [("A", "", ""), ("B", "2019-01", ""), ("C", "2018-04", ""), ("D", "", "0")] {
        for month in 1..=4 {
            writeln!(text, "{id},2018-0{month},{month},{rebase_at},{k3}").unwrap();
        }
    }
    case.put("s.csv", text);
    let said = case.beddays("spc s.csv").exits(1);
    let said = said
        .says("series `B` has no point `2019-01`")
        .says("series `C`: limits need two points")
        .says("`k3` cannot be `0`");
    assert!(said.stdout.contains("\nA,") && said.stdout.lines().count() == 5, "{}", said.stdout);
}

#[test]
fn one_point_has_a_mean_and_no_limits_and_two_points_have_their_limits() {
    let case = Case::empty();
    case.put("s.csv", "series_id,period,value\nONE,2018-01,42.5\nTWO,2018-01,10\nTWO,2018-02,12\n");
    let said = case.beddays("spc s.csv").exits(0);
    let said = said.says("one point has a mean and no limits, which need two points: `ONE`");
    let said = said.says("limits from fewer than 13 points, not to be relied on: `TWO`");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(said.stdout.as_bytes()).into_records().map(Result::unwrap).collect();
    let header = csv::Reader::from_reader(said.stdout.as_bytes()).headers().unwrap().clone();
    let cell = |row: usize, name: &str| rows[row][header.iter().position(|column| column == name).unwrap()].to_owned();
    assert_eq!(cell(0, "mean"), "42.5");
    for name in ["mean_mr", "lpl", "upl", "lower_2s", "upper_2s", "side", "cause", "point_type", "variation_icon"] {
        assert_eq!(cell(0, name), "", "{name}");
    }
    assert_eq!((cell(0, "short_baseline"), cell(0, "screen_outliers")), ("1".to_owned(), "1".to_owned()));
    // The one moving range is 2: limits 2.66 times that from the mean.
    assert_eq!((cell(1, "mean"), cell(1, "mean_mr")), ("11".to_owned(), "2".to_owned()));
    let upper: f64 = cell(1, "upl").parse().unwrap();
    assert!((upper - 16.32).abs() < 1e-9, "{upper}");
}

#[test]
fn where_no_series_can_be_charted_nothing_is_printed() {
    let case = Case::empty();
    case.put("s.csv", "series_id,period,value\nA,2018-01,x\nA,2018-02,1\nB,2018-01,1\nB,2018-03,1\n");
    let said = case.beddays("spc s.csv").exits(65).says("series `A`").says("series `B`").says("nothing was computed");
    assert_eq!(said.stdout, "");
    // A row of no series could be a point of any.
    case.put("t.csv", format!("series_id,period,value\n{},2018-05,7\n", months("A", &GOOD)));
    case.beddays("spc t.csv").exits(65).says("the row names no series");
}

#[test]
fn programs_are_told_of_failed_series_in_the_same_document() {
    let case = Case::empty();
    case.put("s.csv", format!("series_id,period,value\n{}B,2018-01,1\nB,2018-03,2\n", months("A", &GOOD)));
    let said = case.beddays("--json spc s.csv").exits(1);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(rows.iter().filter(|row| row["series_id"] == "A").count(), 4);
    let failed: Vec<_> = rows.iter().filter(|row| row["series_id"] == "B").collect();
    assert_eq!((failed.len(), failed[0]["error"]["code"].as_str()), (1, Some("R_HOLE")));
}

/// Options hold for every series that does not say otherwise; what they say is refused by name where no series has it.
#[test]
fn baselines_and_ghosts_of_the_command_line_are_those_of_the_file() {
    let values: Vec<String> = (0..12).map(|at| (at * 7 % 11 + 20).to_string()).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let rows = months("A", &values) + &months("B", &values);
    let case = Case::empty();
    case.put("s.csv", format!("series_id,period,value\n{rows}"));
    let with = |head: &str, cells: &dyn Fn(&str) -> String| {
        let lines: String = rows.lines().map(|line| format!("{line}{}\n", cells(line))).collect();
        case.put("t.csv", format!("series_id,period,value{head}\n{lines}"));
        case.beddays("spc t.csv").exits(0).stdout
    };
    let of_file = with(",baseline", &|_| ",2018-02..2018-09".to_owned());
    assert_eq!(case.beddays("spc --baseline 2018-02..2018-09 s.csv").exits(0).stdout, of_file);
    let of_file = with(",fix_after_n", &|_| ",8".to_owned());
    assert_eq!(case.beddays("spc --fix-after 8 s.csv").exits(0).stdout, of_file);
    let strike = |line: &str| if line.contains("2018-05") { ",bus strike".to_owned() } else { ",".to_owned() };
    let of_file = with(",ghost", &strike);
    assert_eq!(case.beddays("spc --ghost '2018-05=bus strike' s.csv").exits(0).stdout, of_file);
    assert_ne!(case.beddays("spc s.csv").exits(0).stdout, of_file);

    case.beddays("spc --ghost 2018-05 s.csv").exits(2).says("say why it is left out");
    case.beddays("spc --baseline 2018-05 s.csv").exits(2).says("a baseline is two points");
    case.beddays("spc --baseline 1..8 --fix-after 8 s.csv").exits(2).says("cannot be used with");
    case.beddays("spc --fix-after 1 s.csv").exits(2);
    case.beddays("spc --ghost 2019-05=strike s.csv").exits(65).says("no series has a point `2019-05` to leave out");
    case.beddays("spc --baseline 2018-02..2020-01 s.csv").exits(65).says("`baseline` cannot be `2018-02..2020-01`");
}

#[test]
fn a_shift_that_lasts_is_hinted_at_and_limits_stay_as_they_are() {
    let case = Case::empty();
    let mut text = "series_id,seq,value\n".to_owned();
    for at in 1..=26 {
        writeln!(text, "A,{at},{}\nB,{at},{}", if at < 14 { at % 3 } else { 9 + at % 3 }, at % 3).unwrap();
    }
    case.put("s.csv", text);
    let said = case.beddays("spc s.csv").exits(0).says("a shift of 12 points or more lasts to the end: `A (from 14)`");
    assert!(!said.stderr.contains("B (from"), "{}", said.stderr);
    assert!(said.stdout.lines().skip(1).all(|line| line.split(',').nth(4) == Some("0")), "{}", said.stdout);
}
