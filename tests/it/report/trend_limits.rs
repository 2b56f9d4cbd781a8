//! Limits from a part of the months, months that are left out, a shift that has lasted, and the page of signs.

use std::collections::BTreeMap;
use std::path::Path;

use beddays::domain::{Currency, Language, Minor, Month};
use beddays::report::model::{Drawing, ReportCell};
use beddays::report::trend::money::{self, MoneySeries};
use beddays::report::trend::{Charting, TrendFacts};
use serde_json::Value;

use super::trend::{counting_project, published};
use crate::support::harness::{Said, program, said};

fn england(folder: &Path, more: &[&str]) -> Said {
    let series = published(folder, "england_monthly_2010-08_2020-02.csv");
    let out = folder.join("out");
    said(program().args(["report", "trend", "--from"]).arg(&series).args(more).arg("--out").arg(out))
}

fn report(folder: &Path, more: &[&str]) -> Value {
    england(folder, more).exits(0);
    serde_json::from_slice(&std::fs::read(folder.join("out/published-trend.json")).unwrap()).unwrap()
}

fn table<'v>(report: &'v Value, id: &str) -> &'v Vec<Value> {
    let tables = report["sections"].as_array().unwrap().iter().flat_map(|one| one["tables"].as_array().unwrap());
    tables.into_iter().find(|table| table["id"] == id).unwrap()["rows"].as_array().unwrap()
}

fn number(row: &Value, at: usize) -> f64 {
    row[at]["number"].as_f64().unwrap()
}

/// Mean and reach of XmR limits, from the figures as the report shows them.
fn limits(values: &[f64]) -> (f64, f64) {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let ranges: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let all = mean(&ranges);
    let kept: Vec<f64> = ranges.into_iter().filter(|range| *range < 3.267 * all).collect();
    (mean(values), 2.66 * mean(&kept))
}

#[test]
fn a_fixed_baseline_holds_for_every_month_however_few_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let of_year = |report: &Value, from: &str, to: &str| -> Vec<f64> {
        let rows = table(report, "all_by_month").iter();
        rows.filter(|row| (from..=to).contains(&row[0].as_str().unwrap())).map(|row| number(row, 2)).collect()
    };
    let all = report(folder.path(), &["--months", "200", "--baseline", "2012-04..2013-03"]);
    let (mean, reach) = limits(&of_year(&all, "2012-04", "2013-03"));
    let rows = table(&all, "all_by_month");
    assert_eq!(rows.len(), 115);
    for row in rows {
        assert!((number(row, 4) - mean).abs() < 1e-6 && (number(row, 5) - mean - reach).abs() < 1e-6, "{row}");
    }
    let said = all["summary"].to_string();
    assert!(
        said.contains("Limits are taken from April 2012 to March 2013 alone, and hold for the other months."),
        "{said}"
    );
    assert!(!said.contains("rest on") && said.contains("and it is a deterioration"), "{said}");
    let text = all["sections"][0]["text"].to_string();
    assert!(text.contains("a shift that has lasted") && text.contains("never recalculated by themselves"), "{text}");
    // Of the last months those are shown from the baseline on, with the same limits.
    let few = report(folder.path(), &["--months", "24", "--baseline", "2012-04..2013-03"]);
    let rows = table(&few, "all_by_month");
    assert_eq!((rows[0][0].as_str(), rows.len()), (Some("2012-04"), 95));
    assert!(rows.iter().all(|row| (number(row, 5) - mean - reach).abs() < 1e-6));
    // After new limits have begun, the old baseline is over.
    let past = report(folder.path(), &["--months", "24", "--baseline", "2012-04..2013-03", "--rebase", "2017-12"]);
    assert_eq!(table(&past, "all_by_month").len(), 24, "limits began anew before the last months");
    assert!(past["summary"].to_string().contains("it changes nothing here"), "{}", past["summary"]);
    // The first months of each segment: shown from where that segment begins.
    let first = report(folder.path(), &["--months", "24", "--fix-after", "12", "--rebase", "2017-12"]);
    let rows = table(&first, "all_by_month");
    let (mean, reach) = limits(&of_year(&first, "2017-12", "2018-11"));
    assert_eq!(rows[0][0], "2017-12");
    assert!(
        rows.iter().all(|row| (number(row, 4) - mean).abs() < 1e-6 && (number(row, 5) - mean - reach).abs() < 1e-6)
    );
    let short = report(folder.path(), &["--baseline", "2018-04..2018-09"]);
    assert!(short["summary"].to_string().contains("A baseline of 6 months is short"), "{}", short["summary"]);
}

#[test]
fn a_month_that_is_left_out_is_drawn_and_in_no_limit_and_no_rule() {
    let folder = tempfile::tempdir().unwrap();
    let ghosts = ["--months", "30", "--ghost", "2018-05=returns came late", "--ghost", "2020-02=half a month"];
    let left_out = report(folder.path(), &ghosts);
    let rows = table(&left_out, "all_by_month");
    let kept = rows.iter().filter(|row| !["2018-05", "2020-02"].contains(&row[0].as_str().unwrap()));
    let (mean, reach) = limits(&kept.map(|row| number(row, 2)).collect::<Vec<_>>());
    assert!(
        rows.iter().all(|row| (number(row, 4) - mean).abs() < 1e-6 && (number(row, 5) - mean - reach).abs() < 1e-6)
    );
    let of = |month: &str| rows.iter().find(|row| row[0] == month).unwrap();
    assert_eq!(
        (of("2018-05")[6].as_str(), of("2020-02")[1].as_i64()),
        (Some("left out: returns came late"), Some(155_782))
    );
    let said = left_out["summary"].to_string();
    assert!(said.contains("May 2018 is left out of limits and rules: returns came late."), "{said}");
    let charted = left_out["figures"].as_array().unwrap().iter().find(|one| one["note"] == "of 28 charted");
    assert!(charted.is_some(), "{}", left_out["figures"]);
    let facts = left_out["provenance"].to_string();
    assert!(facts.contains("Left out of limits: 2020-02") && facts.contains("half a month"), "{facts}");
    let page = std::fs::read_to_string(folder.path().join("out/published-trend.html")).unwrap();
    assert!(page.contains("left out of limits and rules</text>"), "the key of the chart has the ring");
}

#[test]
fn what_no_limit_can_be_taken_from_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |more: &[&str], exit: i32, what: &str| _ = england(folder.path(), more).exits(exit).says(what);
    refused(&["--baseline", "2009-04..2010-12"], 78, "there are no figures of 2009-04");
    refused(&["--baseline", "2018-04..2020-12"], 78, "there are no figures of 2020-12");
    refused(&["--baseline", "2019-03..2018-04"], 2, "from one month to a later one");
    refused(&["--baseline", "2018-04..2019-03", "--fix-after", "12"], 2, "cannot be used with");
    refused(&["--baseline", "2018-04..2019-03", "--rebase", "2018-10"], 78, "within the baseline 2018-04 to 2019-03");
    refused(&["--fix-after", "1"], 2, "1 is not in");
    refused(&["--ghost", "2018-04"], 2, "say why it is left out");
    refused(&["--ghost", "spring=snow"], 2, "`spring` is no month");
    refused(&["--ghost", "2030-01=snow"], 78, "nothing can be left out in 2030-01");
    refused(&["--ghost", "2018-01=snow", "--ghost", "2018-01=ice"], 2, "2018-01 is left out twice");
    assert!(!folder.path().join("out").exists());
    said(program().args(["report", "statement", "--fix-after", "12"])).exits(2).says("has no trend");

    let project = counting_project();
    let text = project.read("beddays.toml");
    for (settings, what) in [
        ("fix_after = 1", "`fix_after` cannot be 1"),
        ("baseline = [\"2018-02\"]", "`baseline` cannot be 2018-02"),
        ("baseline = [\"2018-03\", \"2018-02\"]", "`baseline` cannot be 2018-03, 2018-02"),
        ("baseline = [\"2018-02\", \"2018-03\"]\nfix_after = 2", "`baseline` stands beside `fix_after`"),
        ("ghost = [{ month = \"2018-02\", why = \" \" }]", "2018-02 is left out without a reason"),
        (
            "ghost = [{ month = \"2018-02\", why = \"a\" }, { month = \"2018-02\", why = \"b\" }]",
            "2018-02 is left out twice",
        ),
    ] {
        project.put("beddays.toml", text.replace("\n[trend]\n", &format!("\n[trend]\n{settings}\n")));
        project.run(&["report", "trend"]).exits(78).says(what);
    }
    project.put("beddays.toml", text.replace("\n[trend]\n", "\n[trend]\nbaseline = [\"2018-02\", \"2018-03\"]\n"));
    project.run(&["report", "trend"]).exits(0);
    let report: Value = serde_json::from_str(&project.read("reports/trend/internal-trend.json")).unwrap();
    assert!(report["provenance"].to_string().contains("2018-02 to 2018-03"), "{}", report["provenance"]);
}

/// Months before a shift in March 2014 are the baseline, so that the limits stay where they were; nothing is recalculated.
#[test]
fn a_shift_that_has_lasted_is_a_hint_and_no_new_limits() {
    let folder = tempfile::tempdir().unwrap();
    let level = |at: i64| if at < 30 { 900 + at * 7 % 11 * 10 } else { 880 + at * 7 % 11 * 4 };
    let rows: String = (0..44).map(|at| format!("S,{}-{:02},{}\n", 2012 + at / 12, at % 12 + 1, level(at))).collect();
    std::fs::write(folder.path().join("s.csv"), format!("series_id,period,value\n{rows}")).unwrap();
    let said = said(program().arg("spc").arg(folder.path().join("s.csv"))).exits(0);
    assert!(said.stderr.contains("`S (from 2014-07)`"), "{}", said.stderr);
    // A real series: Norfolk's limits of three years.
    let councils = published(folder.path(), "la_delayed_days_2011-04_2019-12.csv.gz");
    let out = folder.path().join("out");
    let report = |area: &str, more: &[&str]| -> Value {
        let mut command = program();
        command.args(["report", "trend", "--from"]).arg(&councils).args(["--area", area]).args(more);
        crate::support::harness::said(command.arg("--out").arg(&out)).exits(0);
        serde_json::from_slice(&std::fs::read(out.join("published-trend.json")).unwrap()).unwrap()
    };
    let mut hinted = 0;
    for area in ["Norfolk", "Devon", "Kent", "Cornwall", "Leeds", "Bristol", "Surrey", "Essex"] {
        let report = report(area, &["--months", "48"]);
        let rows = table(&report, "all_by_month");
        let centre = number(&rows[0], 4);
        assert!(rows.iter().all(|row| number(row, 4) == centre), "{area}: limits are one pair");
        let last = number(&rows[rows.len() - 1], 2) > centre;
        let run = rows.iter().rev().take_while(|row| (number(row, 2) > centre) == last).count();
        let special = rows.iter().filter(|row| row[6] != "").count();
        let text = report["sections"][0]["text"].to_string();
        let from = rows[rows.len() - run][0].as_str().unwrap();
        let is_hint = text.contains("a shift that has lasted");
        assert_eq!(is_hint, run >= 12 && special * 2 <= rows.len(), "{area}: {run} {special} {text}");
        if is_hint {
            hinted += 1;
            assert!(
                text.contains(&format!("The last {run} months")) && text.contains(&format!("--rebase {from})")),
                "{text}"
            );
        }
    }
    println!("{hinted} areas have the hint");
}

#[test]
fn every_measure_has_its_two_signs_on_one_page() {
    let folder = tempfile::tempdir().unwrap();
    let report = report(folder.path(), &["--months", "24", "--target", "5000", "--baseline", "2018-03..2019-02"]);
    let section = report["sections"].as_array().unwrap().last().unwrap();
    assert_eq!(section["id"], "icons");
    let icons = section["chart"]["drawing"]["icons"].as_array().unwrap();
    let rows = table(&report, "icons_table");
    assert_eq!(icons.len(), rows.len());
    assert_eq!((icons[0]["label"].as_str(), icons[0]["assurance"].is_string()), (Some("All delayed days"), true));
    // The words of the last month, as the first table of each dimension has them.
    let mut compared = 0;
    for (id, kind) in [("attribution_last", "Responsible"), ("reason_last", "Reason"), ("care_last", "Care")] {
        for own in table(&report, id) {
            let is_own = |row: &&Value| row[1] == own[0] && row[0].as_str().unwrap().contains(kind);
            let Some(row) = rows.iter().find(is_own) else { continue };
            let (words, said) = (row[2].as_str().unwrap(), own[5].as_str().unwrap());
            let same = match said.split(';').next().unwrap() {
                "varies as usual" => words == "varies as usual",
                "worse than usual" => words == "higher than usual: worse",
                "better than usual" => words == "lower than usual: better",
                _ => words == "no verdict",
            };
            assert!(same, "{id} {}: {said} and {words}", own[0]);
            compared += 1;
        }
    }
    assert!(compared >= 12, "{compared}");
    let page = std::fs::read_to_string(folder.path().join("out/published-trend.html")).unwrap();
    assert!(page.contains("All measures on one page"));
}

/// Goal: the amounts of the statements, per day of their months. Method: the figures of the statements' own files.
#[test]
fn money_is_that_of_the_statements_and_a_month_without_a_price_is_not_nought() {
    let folder = counting_project();
    let json = |file: &str| -> Value { serde_json::from_str(&folder.read(file)).unwrap() };
    let report = json("reports/trend/internal-trend.json");
    let rows = table(&report, "money_months");
    assert_eq!(rows.len(), 2);
    for (row, days) in rows.iter().zip([28.0, 31.0]) {
        let statement = json(&format!("reports/{}/internal-statement.json", row[0].as_str().unwrap()));
        let figures = statement["figures"].as_array().unwrap().iter();
        let amount = &figures.into_iter().find(|figure| figure["label"] == "Amount").unwrap()["value"];
        assert_eq!(row[1], *amount);
        let per_day = amount["amount_minor"].as_f64().unwrap() / 100.0 / days;
        assert!((number(row, 2) - per_day).abs() < 1e-9, "{row}");
    }
    assert!(number(&rows[1], 2) > 0.0 && number(&rows[0], 2) == 0.0, "nothing is owed for February, which is known");
    let section = report["sections"].as_array().unwrap().iter().find(|one| one["id"] == "money").unwrap();
    assert!(section["text"][0].as_str().unwrap().starts_with("March 2018 came to £"), "{}", section["text"]);
    let icons = table(&report, "icons_table").iter();
    assert_eq!(icons.filter(|row| row[0] == "Amount per day").count(), 1);

    let facts = made_up(&[100, 110, 90, 105, 95]);
    let amounts = [Some(310_000), None, Some(93_000), Some(0), Some(62_000)].map(|amount| amount.map(Minor));
    let of =
        |amounts: &[Option<Minor>]| MoneySeries { currency: Currency::Gbp, amounts: amounts.to_vec(), is_owed: true };
    let (section, _) = money::section(&facts, &of(&amounts), &Charting::default()).unwrap();
    let cells = &section.tables[0].rows[1];
    assert!(
        matches!(cells[1], ReportCell::Missing { .. }) && matches!(cells[2], ReportCell::Missing { .. }),
        "{cells:?}"
    );
    assert_eq!(section.tables[0].rows[3][1], ReportCell::money(Minor(0), Currency::Gbp));
    let Some(Drawing::Control(panels)) = section.chart.map(|chart| chart.drawing) else { panic!() };
    assert_eq!((panels[0].first.to_string(), panels[0].values.len()), ("2017-03".to_owned(), 3));
    assert!(section.text.iter().any(|text| text.contains("1 month has no amount")), "{:?}", section.text);
    let none = [Some(Minor(5)), None, Some(Minor(7)), Some(Minor(7)), None];
    let (section, icons) = money::section(&facts, &of(&none), &Charting::default()).unwrap();
    assert!(section.chart.is_none() && icons.is_empty());
}

/// Facts of so many days a month from January 2017.
fn made_up(days: &[i64]) -> TrendFacts {
    let first: Month = "2017-01".parse().unwrap();
    let months = std::iter::successors(Some(first), |month| Some(month.next()));
    let totals: BTreeMap<Month, i64> = months.zip(days.iter().copied()).collect();
    TrendFacts::of(Language::English, &totals, []).unwrap()
}

/// Goal: the share of discharges that were delayed, with the limits of each month's own number where counts are small. Method: counts
/// and limits from the lines of the file.
#[test]
fn a_share_of_small_counts_has_a_p_chart_and_that_of_large_ones_none() {
    let folder = tempfile::tempdir().unwrap();
    let drd = published(folder.path(), "drd_2024-25_monthly.csv.gz");
    let text = std::fs::read_to_string(&drd).unwrap();
    let counts = |area: &str| -> Vec<(String, f64, f64)> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.unwrap()).filter(|row| &row[0] == "UTLA" && &row[2] == area);
        let number = |text: &str| text.parse::<f64>().unwrap();
        rows.map(|row| (row[4].to_owned(), number(&row[7]), number(&row[5]))).collect()
    };
    let report = |area: &str| -> Value {
        let mut command = program();
        command.args(["report", "trend", "--from"]).arg(&drd).args(["--allow-failed", "--area", area]);
        said(command.arg("--out").arg(folder.path().join("out"))).exits(0);
        serde_json::from_slice(&std::fs::read(folder.path().join("out/published-trend.json")).unwrap()).unwrap()
    };
    let (small, large) = (report("City of London"), report("Kent"));
    let text = |report: &Value| {
        let sections = report["sections"].as_array().unwrap();
        sections.iter().find(|one| one["id"] == "share").unwrap()["text"].to_string()
    };
    assert!(
        text(&small).contains("so this is a P chart") && text(&small).contains("fewer than 20"),
        "{}",
        text(&small)
    );
    assert!(text(&large).contains("so this is an XmR chart"), "{}", text(&large));
    let own = counts("City of London");
    let (delayed, all) = own.iter().fold((0.0, 0.0), |sum, (_, delayed, all)| (sum.0 + delayed, sum.1 + all));
    let centre = delayed / all;
    let rows = table(&small, "share_months");
    assert_eq!((rows.len(), own.len()), (12, 12));
    for (row, (month, delayed, all)) in rows.iter().zip(&own) {
        let reach = 3.0 * (centre * (1.0 - centre) / all).sqrt();
        assert_eq!(
            (row[0].as_str(), row[1].as_f64(), row[2].as_f64()),
            (Some(month.as_str()), Some(*delayed), Some(*all))
        );
        assert!((number(row, 3) - delayed / all * 100.0).abs() < 1e-9, "{row}");
        assert!(
            (number(row, 6) - (centre + reach) * 100.0).abs() < 1e-9 && (number(row, 5) - centre * 100.0).abs() < 1e-9,
            "{row}"
        );
    }
    let own = counts("Kent");
    let (mean, reach) = limits(&own.iter().map(|(_, delayed, all)| delayed / all * 100.0).collect::<Vec<_>>());
    for row in table(&large, "share_months") {
        assert!((number(row, 5) - mean).abs() < 1e-9 && (number(row, 6) - mean - reach).abs() < 1e-9, "{row}");
    }
}

/// Trusts of the 2024-25 file, and a list that says of three of them what it likes.
#[test]
fn a_trust_that_took_over_another_has_a_break_and_one_that_passed_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let drd = published(folder.path(), "drd_2024-25_monthly.csv.gz");
    let list = folder.path().join("succ.csv");
    let report = |list: &Path, more: &[&str], exit: i32| -> Said {
        let mut command = program();
        command.args(["report", "trend", "--from"]).arg(&drd).args(["--allow-failed", "--successors"]).arg(list);
        said(command.args(more).arg("--out").arg(folder.path().join("out"))).exits(exit)
    };
    let json = || -> Value {
        serde_json::from_slice(&std::fs::read(folder.path().join("out/published-trend.json")).unwrap()).unwrap()
    };
    // As the Organisation Data Service writes it, and as one's own.
    let ods = "\"RCF\",\"RAE\",\"R\",\"20241001\",\"1\"\n\"RXX\",\"RWY\",\"R\",\"20101001\",\"1\"\n";
    let own = "code,successor_code,from_on\nRCF,RAE,2024-10-01\nRXX,RWY,2010-10-01\n";
    for text in [ods, own] {
        std::fs::write(&list, text).unwrap();
        report(&list, &["--area", "RAE"], 0);
        let found = json();
        let said = found["summary"].to_string();
        assert!(
            said.contains("The series breaks in October 2024: ")
                && said.contains(" took over Airedale NHS Foundation Trust (RCF) on 1 October 2024"),
            "{said}"
        );
        let rows = table(&found, "all_by_month");
        let october = rows.iter().find(|row| row[0] == "2024-10").unwrap();
        assert!(october[6].as_str().unwrap().starts_with("with another trust from this month on"), "{october}");
        let page = std::fs::read_to_string(folder.path().join("out/published-trend.html")).unwrap();
        assert!(page.contains("another trust joined") && !page.contains("another area"));
        report(&list, &["--area", "RCF"], 0);
        let said = json()["summary"].to_string();
        assert!(said.contains(" passed to ") && said.contains("(RAE) on 1 October 2024"), "{said}");
        report(&list, &["--area", "RWY"], 0);
        assert!(!json()["summary"].to_string().contains("breaks"), "what was before the months is no break of them");
    }
    for (text, line) in
        [("RCF,RAE\n", 1), ("code,successor_code,from_on\nRCF,RAE,soon\n", 2), ("RCF,RCF,R,20241001,1\n", 1)]
    {
        std::fs::write(&list, text).unwrap();
        report(&list, &["--area", "RAE"], 65).says("is no succession").says(&format!("line {line}"));
    }
    report(&folder.path().join("none.csv"), &["--area", "RAE"], 66);
}
