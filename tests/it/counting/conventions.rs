//! Counting conventions: the worked cases of every source, properties over random delays, bad files and bad conventions.

use std::collections::BTreeMap;
use std::path::Path;

use beddays::counting::{
    Delay, DelayEnd, DelayFacts, census_day, counted_days, days_at_census, days_by_month, episodes, left_out,
};
use beddays::domain::{Day, Month};
use beddays::regime::Convention;
use beddays::regime::convention::file::BandsOf;
use beddays::regime::convention::rules::{ExclusionField, Use};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn convention(name: &str) -> Convention {
    Convention::named(name).unwrap()
}

/// A delay from `ready..ended`; `ready..` goes on and is followed to `to`.
fn delay(written: &str, to: &str) -> Delay {
    let (ready, ended) = written.split_once("..").unwrap();
    let end = if ended.is_empty() { DelayEnd::Open(day(to)) } else { DelayEnd::On(day(ended)) };
    Delay { ready_on: day(ready), end }
}

/// `2021-03 4, 2021-04 2`.
fn months(convention: &Convention, delay: Delay) -> String {
    let months = days_by_month(&convention.rules, delay);
    months.iter().map(|(month, days)| format!("{month} {days}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_worked_episodes_come_out_by_either_boundary() {
    let first = convention("england-msitdt").with_reading("day_boundary", "first_day_counted").unwrap();
    let last = convention("scotland-2016");
    let mut reader = csv::Reader::from_reader(include_str!("../../counting/bed-days.csv").as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    // The file is silent on open episodes: the last of its months is March 2021, and all its days are counted.
    for row in &rows {
        let delay = delay(&format!("{}..{}", row["start"], row["end"]), "2021-03-31");
        for (convention, column) in [(&first, "beddays_first_day_counted"), (&last, "beddays_last_day_counted")] {
            let found = days_by_month(&convention.rules, delay);
            let days = found.iter().find(|(m, _)| *m == month(&row["month"])).map_or(0, |(_, days)| *days);
            assert_eq!(days.to_string(), row[column], "{column} {row:?}");
        }
    }
    assert!(rows.len() > 200);
}

#[test]
fn march_2021_of_scotland_comes_out_days_and_census() {
    let scotland = convention("scotland-2016");
    let census = scotland.census.unwrap();
    let march = month("2021-03");
    assert_eq!(census_day(&census, march), Some(day("2021-03-25")));
    for (written, days, at_census) in [
        ("2021-03-05..2021-03-09", 4, None),
        ("2021-02-20..", 31, Some(33)),
        ("2021-02-20..2021-03-01", 1, None),
        ("2021-03-30..", 1, None),
        ("2021-03-24..2021-03-25", 1, Some(1)),
        ("2021-03-25..", 6, None),
        ("2021-02-28..2021-04-02", 31, Some(25)),
        ("2021-02-10..2021-02-20", 0, None),
    ] {
        let delay = delay(written, "2021-03-31");
        let found = days_by_month(&scotland.rules, delay).into_iter().find(|(m, _)| *m == march);
        assert_eq!(found.map_or(0, |(_, days)| days), days, "{written}");
        assert_eq!(days_at_census(&census, delay, march), at_census, "{written}");
    }
}

#[test]
fn every_convention_counts_what_its_sources_say() {
    for (name, reading, written, wanted) in [
        ("scotland-2016", "", "2021-05-10..2021-05-14", "2021-05 4"),
        ("scotland-2016", "", "2021-04-20..2021-05-03", "2021-04 10, 2021-05 3"),
        ("scotland-2016", "", "2021-04-20..", "2021-04 10, 2021-05 31"),
        ("scotland-2016", "", "2021-05-31..2021-06-02", "2021-06 2"),
        ("scotland-2016", "", "2021-05-31..", ""),
        ("scotland-2016", "", "2021-05-14..2021-05-14", ""),
        ("scotland-2016", "", "2020-02-27..2020-03-01", "2020-02 2, 2020-03 1"),
        ("england-drd", "", "2024-04-28..2024-05-03", "2024-05 5"),
        ("england-drd", "", "2023-11-30..2024-02-01", "2024-02 63"),
        ("england-drd", "", "2024-05-03..2024-05-03", ""),
        ("england-drd", "", "2021-04-28..", ""),
        ("england-msitdt", "", "2018-03-30..2018-04-02", "2018-03 1, 2018-04 2"),
        ("england-msitdt", "day_boundary=first_day_counted", "2018-03-30..2018-04-02", "2018-03 2, 2018-04 1"),
        ("england-msitdt", "day_boundary=both_days_counted", "2018-03-30..2018-04-02", "2018-03 2, 2018-04 2"),
        ("england-msitdt", "day_boundary=neither_day_counted", "2018-03-30..2018-04-02", "2018-03 1, 2018-04 1"),
        ("england-msitdt", "day_boundary=neither_day_counted", "2018-03-30..2018-03-31", ""),
        ("england-msitdt", "day_boundary=neither_day_counted", "2018-03-30..2018-03-30", ""),
        ("england-msitdt", "day_boundary=both_days_counted", "2018-03-30..2018-03-30", "2018-03 1"),
        ("england-msitdt", "day_boundary=first_day_counted", "2021-05-30..", "2021-05 2"),
        ("wales-pocd", "", "2024-01-10..2024-01-12", ""),
        ("wales-pocd", "", "2024-01-10..2024-01-13", "2024-01 1"),
        ("wales-pocd", "", "2024-01-30..2024-02-03", "2024-02 2"),
        ("wales-pocd", "within_threshold=counted_once_passed", "2024-01-10..2024-01-12", ""),
        ("wales-pocd", "within_threshold=counted_once_passed", "2024-01-30..2024-02-03", "2024-01 1, 2024-02 3"),
        ("wales-pocd", "", "2021-05-29..", ""),
        ("wales-pocd", "", "2021-05-28..", "2021-05 1"),
        ("northern-ireland", "", "2024-01-10..2024-01-15", "2024-01 3"),
    ] {
        let mut convention = convention(name);
        if let Some((reading, answer)) = reading.split_once('=') {
            convention = convention.with_reading(reading, answer).unwrap();
        }
        assert_eq!(months(&convention, delay(written, "2021-05-31")), wanted, "{name} {reading} {written}");
    }
}

#[test]
fn the_census_falls_on_its_day_until_its_last() {
    for (name, in_month, wanted) in [
        ("scotland-2016", "2020-12", Some("2020-12-31")),
        ("scotland-2016", "2021-02", Some("2021-02-25")),
        ("england-msitdt", "2017-03", Some("2017-03-30")),
        ("england-msitdt", "2017-04", None),
        ("wales-pocd", "2024-05", Some("2024-05-15")),
        ("wales-pocd", "2024-01", Some("2024-01-17")),
    ] {
        let census = convention(name).census.unwrap();
        assert_eq!(census_day(&census, month(in_month)), wanted.map(day), "{name} {in_month}");
    }
    let census = convention("wales-pocd").census.unwrap();
    for (written, wanted) in [
        ("2024-01-14..2024-01-18", Some(3)),
        ("2024-01-15..2024-01-18", None),
        ("2024-01-10..2024-01-17", Some(7)),
        ("2024-01-10..2024-01-16", None),
    ] {
        assert_eq!(days_at_census(&census, delay(written, ""), month("2024-01")), wanted, "{written}");
    }
    let census = convention("england-msitdt").census.unwrap();
    assert_eq!(days_at_census(&census, delay("2016-06-20..2016-06-30", ""), month("2016-06")), None);
}

#[test]
fn every_length_has_its_band_and_only_where_the_convention_has_bands() {
    let name = |convention: &str, days, of| {
        Convention::named(convention).unwrap().band(days, of).map(|band| band.name.clone()).unwrap_or_default()
    };
    let drd = ["No delay", "1 day", "2-3 days", "2-3 days", "4-6 days", "4-6 days", "4-6 days", "7-13 days"];
    for (days, wanted) in drd.into_iter().enumerate() {
        assert_eq!(name("england-drd", days as i32, BandsOf::End), wanted);
    }
    for (days, wanted) in
        [(13, "7-13 days"), (14, "14-20 days"), (20, "14-20 days"), (21, "21 days or more"), (900, "21 days or more")]
    {
        assert_eq!(name("england-drd", days, BandsOf::End), wanted);
    }
    for (days, wanted) in [
        (0, ""),
        (1, "1-3 days"),
        (3, "1-3 days"),
        (4, "4-14 days"),
        (14, "4-14 days"),
        (15, "2-4 weeks"),
        (28, "2-4 weeks"),
        (29, "4-6 weeks"),
        (42, "4-6 weeks"),
        (43, "6-12 weeks"),
        (84, "6-12 weeks"),
        (85, "3-6 months"),
        (182, "3-6 months"),
        (183, "6-12 months"),
        (365, "6-12 months"),
        (366, "12+ months"),
    ] {
        assert_eq!(name("scotland-2016", days, BandsOf::Census), wanted, "{days}");
    }
    assert_eq!(name("scotland-2016", 5, BandsOf::End), "");
    assert_eq!(name("wales-pocd", 5, BandsOf::Census), "");
}

#[test]
fn who_is_left_out_is_left_out_of_what_the_convention_says() {
    for (name, field, value, of, wanted) in [
        ("scotland-2016", ExclusionField::AgeAtReady, "17", Use::Days, "under_18"),
        ("scotland-2016", ExclusionField::AgeAtReady, "18", Use::Days, ""),
        ("scotland-2016", ExclusionField::ReasonCode, "100", Use::Days, "code_100"),
        ("scotland-2016", ExclusionField::ReasonCode, "26X", Use::Days, ""),
        ("scotland-2016", ExclusionField::ReasonCode, "46x", Use::Census, "complex_needs"),
        ("scotland-2016", ExclusionField::DischargeMethod, "4", Use::Days, ""),
        ("england-drd", ExclusionField::Nights, "0", Use::Days, "no_night"),
        ("england-drd", ExclusionField::DischargeMethod, "4", Use::Days, "died"),
        ("england-drd", ExclusionField::TreatmentFunctionCode, "711", Use::Days, "not_specific_acute"),
        ("england-drd", ExclusionField::TreatmentFunctionCode, "301", Use::Days, ""),
        ("england-drd", ExclusionField::TreatmentFunctionCode, "501", Use::Days, "not_specific_acute"),
    ] {
        let mut facts = DelayFacts::default();
        facts.set(field, value);
        let convention = convention(name);
        let ground = left_out(&convention.exclusions, &facts, of).map_or("", |ground| ground.reason.as_str());
        assert_eq!(ground, wanted, "{name} {field:?} {value}");
    }
    for name in Convention::names() {
        assert_eq!(
            left_out(&convention(name).exclusions, &DelayFacts::default(), Use::Days),
            None,
            "{name}: unknown is no ground"
        );
    }
}

/// Every built-in convention under every combination of its readings.
fn every_reading() -> Vec<Convention> {
    let mut all: Vec<Convention> = Vec::new();
    for name in Convention::names() {
        let mut forms = vec![convention(name)];
        for reading in convention(name).file.reading {
            let reading = reading.into_inner();
            let others = reading.alternatives.iter().flat_map(|answer| {
                forms.iter().map(|form| form.clone().with_reading(&reading.id, answer).unwrap()).collect::<Vec<_>>()
            });
            forms = others.chain(forms.clone()).collect();
        }
        all.extend(forms);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn months_and_days_of_any_delay_agree_and_lie_inside_it(from in 10_000i32..20_000, length in 0i32..900, is_open: bool) {
        let (ready_on, last) = (Day::from_number(from), Day::from_number(from + length));
        let delay = Delay { ready_on, end: if is_open { DelayEnd::Open(last) } else { DelayEnd::On(last) } };
        for convention in every_reading() {
            let mut by_month: BTreeMap<Month, i32> = BTreeMap::new();
            let mut before = None;
            for (day, month) in counted_days(&convention.rules, delay) {
                prop_assert!(ready_on <= day && day <= last && before < Some(day));
                before = Some(day);
                *by_month.entry(month).or_default() += 1;
            }
            prop_assert_eq!(days_by_month(&convention.rules, delay), by_month.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_ended_delay_has_the_same_total_in_scotland_and_both_english_conventions(from in 10_000i32..20_000, length in 0i32..900) {
        let delay = Delay { ready_on: Day::from_number(from), end: DelayEnd::On(Day::from_number(from + length)) };
        for name in ["scotland-2016", "england-drd", "england-msitdt"] {
            let days: i32 = days_by_month(&convention(name).rules, delay).iter().map(|(_, days)| days).sum();
            prop_assert_eq!(days, length, "{}", name);
        }
    }

    #[test]
    fn a_delay_that_goes_on_counts_no_day_that_it_would_lose_by_ending_later(from in 10_000i32..20_000, open in 0i32..200, more in 1i32..200) {
        let ready_on = Day::from_number(from);
        let open = Delay { ready_on, end: DelayEnd::Open(Day::from_number(from + open)) };
        for convention in every_reading() {
            let Delay { end: DelayEnd::Open(to), .. } = open else { unreachable!() };
            let ended = Delay { ready_on, end: DelayEnd::On(to + more) };
            let days: Vec<Day> = counted_days(&convention.rules, ended).map(|(day, _)| day).collect();
            prop_assert!(counted_days(&convention.rules, open).all(|(day, _)| days.contains(&day)));
        }
    }
}

#[test]
fn every_value_of_a_convention_moves_some_result() {
    let delays: Vec<Delay> = (0..40)
        .flat_map(|at| {
            let ready_on = day("2016-12-20") + at;
            [0, 1, 2, 3, 20, 70].map(|length| Delay { ready_on, end: DelayEnd::On(ready_on + length) })
        })
        .collect();
    let results = |text: &str| {
        let convention = Convention::parse(Path::new("c.toml"), text).unwrap();
        let count = |delay: &Delay| {
            let at_census = convention
                .census
                .map(|census| ["2016-12", "2017-01", "2017-04"].map(|m| days_at_census(&census, *delay, month(m))));
            (days_by_month(&convention.rules, *delay), at_census)
        };
        delays.iter().map(count).collect::<Vec<_>>()
    };
    let wales = include_str!("../../../regimes/counting/wales-pocd.toml");
    let msitdt = include_str!("../../../regimes/counting/england-msitdt.toml");
    for (text, old, new) in [
        (wales, "boundary = { value = \"last_day_counted\"", "boundary = { value = \"both_days_counted\""),
        (wales, "\"own_month\"", "\"month_of_end\""),
        (wales, "hours = 48", "hours = 24"),
        (wales, "\"wednesday\"", "\"thursday\""),
        (wales, "\"third\"", "\"last\""),
        (wales, "on_the_day = { value = \"counted\"", "on_the_day = { value = \"not_counted\""),
        (msitdt, "to = \"2017-03-31\"", "to = \"2016-12-31\""),
    ] {
        assert_ne!(results(text), results(&text.replacen(old, new, 1)), "{new}");
    }
}

#[test]
fn a_wrong_convention_file_is_refused_with_the_place() {
    let text = include_str!("../../../regimes/counting/wales-pocd.toml");
    for (old, new, wanted) in [
        ("beddays-counting/1", "beddays-counting/9", "schema `beddays-counting/9` is not known"),
        ("hours = 48", "hours = 30", "only whole days can be counted"),
        ("hours = 48", "hours = 0", "only whole days can be counted"),
        ("[days]", "[days]\nspare = 1", "unknown field `spare`"),
        ("\"third\"", "\"fifth\"", "unknown variant `fifth`"),
        (
            "default = \"left_out\"",
            "default = \"counted_once_passed\"",
            "reading `within_threshold`: days says `left_out`",
        ),
        (
            "alternatives = [\"counted_once_passed\"]",
            "alternatives = []",
            "must have the answers left_out, counted_once_passed",
        ),
        ("id = \"within_threshold\"", "id = \"within\"", "no rule asks the reading `within`"),
        ("cite = \"not found for days\"", "cite = \" \"", "days.within_threshold has no citation"),
        ("below = 18", "codes = [\"18\"]", "`below` for a number"),
        ("of = [\"days\", \"census\"]", "of = []", "no count can reach it"),
        ("from = \"2023-04-01\"", "from = \"2023-04-31\"", "is not a day"),
    ] {
        assert!(text.contains(old), "{old}");
        let error = Convention::parse(Path::new("c.toml"), &text.replacen(old, new, 1)).unwrap_err().to_string();
        assert!(error.contains(wanted) && error.contains("`c.toml` line"), "{new}: {error}");
    }
    let bands = include_str!("../../../regimes/counting/england-drd.toml").replace("from = 4 }", "from = 2 }");
    assert!(Convention::parse(Path::new("c.toml"), &bands).unwrap_err().to_string().contains("a gap or an overlap"));
}

#[test]
fn unknown_names_come_with_those_there_are() {
    let error = Convention::named("england-dtoc").unwrap_err();
    assert_eq!(error.exit() as u8, 2);
    let names: Vec<&str> = Convention::names().collect();
    assert!(names.contains(&"wales-pocd") && error.to_string().contains(&names.join(", ")), "{error}");
    for (name, reading, answer, wanted) in [
        ("scotland-2016", "day_boundary", "first_day_counted", "it leaves none open"),
        ("wales-pocd", "day_boundary", "first_day_counted", "it asks within_threshold"),
        ("england-msitdt", "day_boundary", "left_out", "it can be last_day_counted, first_day_counted"),
    ] {
        let error = convention(name).with_reading(reading, answer).unwrap_err();
        assert_eq!(error.exit() as u8, 2);
        assert!(error.to_string().contains(wanted), "{error}");
    }
}

#[test]
fn a_value_below_verified_is_told() {
    let doubts =
        |name: &str| convention(name).doubts().into_iter().map(|(words, _)| words).collect::<Vec<_>>().join("\n");
    assert_eq!((doubts("scotland-2016"), doubts("england-drd")), (String::new(), String::new()));
    assert!(doubts("england-msitdt").contains("day boundary last_day_counted"));
    assert!(doubts("wales-pocd").contains("days within the threshold left_out"));
}

#[test]
fn every_bad_cell_of_a_file_is_named_with_line_and_column() {
    let head = "episode,ready_on,ended_on\n";
    for (rows, wanted) in [
        (
            "1,2021-03-05,2021-03-04\n",
            "error[R_ORDER]: episode `1`: it ends on 2021-03-04, before it was ready on 2021-03-05 in `e.csv` line 2, column 14",
        ),
        (
            "1,2021-02-30,\n",
            "error[R_DATE]: episode `1`: `2021-02-30` is no day of the calendar in `e.csv` line 2, column 3",
        ),
        ("1,05/03/2021,\n", "hint: it looks like dd/mm/yyyy; write days as yyyy-mm-dd"),
        ("1,44260,\n", "it looks like serial numbers of a spreadsheet"),
        (
            "1,2021-03-05,\n1,2021-03-09,\n",
            "error[R_TWICE]: episode `1` is there twice, also on line 2 in `e.csv` line 3",
        ),
        ("1,2021-03-05\n", "error[R_WIDTH]: found 2 cells, 3 wanted"),
        ("1,2021-03-05,9999-12-31\n", "error[R_DATE_RANGE]: episode `1`: 9999-12-31 lies outside 1900 to 2100"),
        ("1,x,\n2,y,\n", "and in `e.csv` line 3, column 3: episode `2`: `y` is no day"),
        ("", "error[F_NO_ROWS]"),
    ] {
        let error = episodes::read(Path::new("e.csv"), format!("{head}{rows}").as_bytes(), &[]).unwrap_err();
        assert_eq!(error.exit() as u8, 65);
        let error = error.to_string();
        assert!(
            error.contains(wanted) && error.contains("\nhint: ") && error.contains("nothing was computed"),
            "{error}"
        );
    }
    let error =
        episodes::read(Path::new("e.csv"), b"id,ready_on,ended_on\n1,2021-03-05,\n", &[]).unwrap_err().to_string();
    assert!(error.contains("the column `episode` must be there in `e.csv` line 1"), "{error}");
    let aged = b"episode,ready_on,ended_on,age_at_ready\n1,2021-03-05,,old\n";
    let error = episodes::read(Path::new("e.csv"), aged, &[("age_at_ready", true)]).unwrap_err().to_string();
    assert!(
        error.contains("error[R_NUMBER]: episode `1`: `old` is no whole number in `e.csv` line 2, column 15"),
        "{error}"
    );
}
