//! Guards: what was right before issue 10 and must stay so. The table stands in `tests/field-cases/README.md`.

use super::Case;

/// A project of Norfolk with the case's files in its inbox.
fn project(name: &str) -> Case {
    let case = Case::new(name);
    case.sh("beddays init p --authority Norfolk && cp *.csv p/inbox/").exits(0);
    case
}

/// What is owed for each stay in a month: `stay: pence`, with the first and last charged day.
#[track_caller]
fn charged(case: &Case, month: &str) -> Vec<String> {
    let sql = "select stay_id, cast(sum(amount_minor) as bigint) as pence, min(day) as first, max(day) as last \
               from ledger_day where status = 'chargeable' group by stay_id order by stay_id";
    let said = case.beddays(&format!("query --project p --month {month} --format csv \"{sql}\"")).exits(0);
    said.stdout.lines().skip(1).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn concurrent_stays_are_said_to_be_charged_twice() {
    let case = project("guards/concurrent-stays");
    case.beddays("run --project p --month 2018-06").exits(0);
    let days = |line: &String| line.split(',').take(2).map(str::to_owned).collect::<Vec<_>>().join(" ");
    let found: Vec<String> = charged(&case, "2018-06").iter().map(days).collect();
    assert_eq!(found, ["CO-1 52000", "CO-1B 52000", "CO-2 78000", "CO-3 39000", "CO-4B 52000"]);
    let page = case.read("p/reports/2018-06/internal-statement.html");
    assert!(page.contains("£2,730.00") && page.contains("CO-1, CO-1B") && page.contains("pay at most one"), "{page}");
    let rejects = case.read("p/reports/2018-06/rejects.csv");
    let overlaps = rejects.lines().filter(|line| line.contains("W_OVERLAP"));
    let mut stays: Vec<&str> =
        overlaps.filter_map(|line| line.rsplit(',').next()).map(|id| id.trim_matches('"')).collect();
    stays.sort_unstable();
    stays.dedup();
    assert_eq!(stays, ["CO-1", "CO-1B", "CO-2", "CO-2B"], "{rejects}");
}

#[test]
fn days_of_formulas_are_read_by_both_date_systems() {
    let case = Case::new("guards/formula-days-1904");
    for file in ["f1900.xls", "f1904.xls", "f1904.xlsx"] {
        let said = case.beddays(&format!("check --profile native-stay {file}")).exits(0);
        let all = format!("{}{}", said.stdout, said.stderr);
        assert!(all.contains("accepted 2") || all.contains("2 accepted"), "{file}: {all}");
        assert!(all.contains("formula"), "{file}: {all}");
        case.sh(&format!("rm -rf p; beddays init p --authority Norfolk; cp {file} p/inbox/")).exits(0);
        let pattern = format!("sed -i '0,/^files .*/s//files = \"inbox\\/{file}\"/' p/beddays.toml");
        case.sh(&pattern).exits(0);
        case.beddays("run --project p --month 2018-06").exits(0);
        let said = case
            .beddays("query --project p --month 2018-06 --format csv \"select admitted_at, ready_on, discharged_at from stay\"")
            .exits(0);
        for row in said.stdout.lines().skip(1) {
            assert!(row.contains("2018-06-01") && row.contains("08:30"), "{file}: {row}");
            assert!(row.contains("2018-06-08") && row.contains("2018-06-12") && row.contains("15:00"), "{file}: {row}");
        }
    }
}

#[test]
fn moments_in_utc_are_read_on_the_clock_of_the_law() {
    let case = project("guards/moments-in-utc");
    case.beddays("run --project p --month 2018-06").exits(0);
    assert_eq!(charged(&case, "2018-06"), ["UT-1,52000,2018-06-09,2018-06-12", "UT-2,39000,2018-06-10,2018-06-12"]);
    let page = case.read("p/reports/2018-06/internal-statement.html");
    assert!(page.contains("£910.00"), "{page}");
    case.beddays("explain --project p UT-1").exits(0).says("00:30");
}

#[test]
fn nights_over_the_change_of_the_clock_are_counted_once() {
    let case = Case::new("guards/nights-over-the-clock-change");
    let said = case.beddays("count --convention scotland-2016 --json episodes.csv").exits(0);
    let counted: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    let text = counted.to_string();
    for (episode, days) in [("N1", 2), ("N2", 1), ("N3", 2), ("N4", 1), ("N5", 0), ("N6", 1)] {
        let wanted = format!("\"episode\":\"{episode}\"");
        let row = text.split('{').find(|row| row.contains(&wanted));
        let Some(row) = row.filter(|_| days > 0) else {
            assert!(days == 0 && row.is_none(), "{episode}: {text}");
            continue;
        };
        assert!(row.contains(&format!("\"days\":{days}")), "{episode}: {row}");
    }
    let said = case.beddays("check stays.csv").exits(1);
    let all = format!("{}{}", said.stdout, said.stderr);
    assert!(all.contains("R_TIME") && all.contains("line 5"), "{all}");
    assert!(all.contains("W_TIME_AMBIGUOUS") && all.contains("line 3") && !all.contains("line 4"), "{all}");
    assert!(all.contains("accepted 3") || all.contains("3 accepted"), "{all}");
}

#[test]
fn numbers_of_nine_digits_get_their_zero_back_with_a_warning() {
    let case = Case::new("guards/nine-digits");
    for (file, accepted) in [("whole.csv", 2), ("nine.csv", 3)] {
        let said = case.beddays(&format!("check --profile phs-submission {file}")).exits(0);
        let all = format!("{}{}", said.stdout, said.stderr);
        assert!(
            all.contains(&format!("accepted {accepted}")) || all.contains(&format!("{accepted} accepted")),
            "{file}: {all}"
        );
        assert_eq!(all.contains("zero"), file == "nine.csv", "{file}: {all}");
    }
}

#[test]
fn one_off_holidays_are_days_of_rest() {
    for (month, wanted) in [
        ("2011-05", "HO-1,40000,2011-05-03,2011-05-06"),
        ("2012-05", "HO-3,40000,2012-05-28,2012-05-31"),
        ("2012-06", "HO-2,40000,2012-06-06,2012-06-09 HO-3,10000,2012-06-01,2012-06-01"),
    ] {
        let case = project("guards/one-off-holidays");
        case.beddays(&format!("run --project p --month {month}")).exits(0);
        assert_eq!(charged(&case, month).join(" "), wanted, "{month}");
    }
}

fn spc(name: &str) -> serde_json::Value {
    let case = Case::new(name);
    let said = case.beddays("spc --json series.csv").exits(0);
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {}", said.stdout))
}

#[test]
fn limits_begin_anew_and_keep_their_baseline() {
    let points = spc("guards/rebase-with-a-baseline");
    let points: Vec<_> = points.as_array().unwrap().iter().filter(|point| point["series_id"] == "RB").collect();
    assert_eq!(points.len(), 40);
    let number = |point: &serde_json::Value, name: &str| point[name].as_f64().unwrap();
    for point in points {
        let seq = point["seq"].as_i64().unwrap();
        let mean = if seq <= 20 { 50.75 } else { 91.0 / 3.0 };
        assert!((number(point, "mean") - mean).abs() < 1e-9, "{point}");
        // Point 18 lies at the limit: 58 against 58.0045. It is special by the run that it stands in.
        assert_eq!(number(point, "value") + 0.01 > number(point, "upl"), (13..=20).contains(&seq), "{point}");
        assert_eq!(number(point, "value") < number(point, "lpl"), (33..=40).contains(&seq), "{point}");
        let wanted = if (13..=20).contains(&seq) { "concern" } else { "improvement" };
        let is_special = (13..=20).contains(&seq) || (33..=40).contains(&seq);
        assert!(!is_special || point["point_type"] == wanted, "{point}");
    }
}

#[test]
fn a_rise_below_the_mean_is_a_rise() {
    let points = spc("guards/rise-below-the-mean");
    let of = |series: &str| -> Vec<serde_json::Value> {
        points.as_array().unwrap().iter().filter(|point| point["series_id"] == series).cloned().collect()
    };
    for (series, cause, kind, icon) in [
        ("UP-DEC", "trend_up", "concern", "concern_high"),
        ("UP-INC", "trend_up", "improvement", "improvement_high"),
        ("UP-NEU", "trend_up", "neutral_high", "neutral_high"),
        ("DN-DEC", "trend_down", "improvement", "improvement_low"),
    ] {
        let points = of(series);
        assert_eq!(points.last().unwrap()["variation_icon"], icon, "{series}");
        for point in &points {
            let special = (15..=22).contains(&point["seq"].as_i64().unwrap());
            let (wanted_cause, wanted_kind) = if special { (cause, kind) } else { ("none", "common") };
            assert_eq!((&point["cause"], &point["point_type"]), (&wanted_cause.into(), &wanted_kind.into()), "{point}");
        }
    }
}
