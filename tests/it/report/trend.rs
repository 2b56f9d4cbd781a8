//! The trend report on real months and on made-up ones: its figures, its sentences, its holes.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use beddays::domain::{Language, Month};
use beddays::error::Exit;
use beddays::report::model::{Drawing, Report, ReportCell};
use beddays::report::trend::breaks::Changes;
use beddays::report::trend::bridges::{BridgeCause, FigureBridge, sections};
use beddays::report::trend::peers::{self, Peer, PeerRank, PeerRate};
use beddays::report::trend::{Charting, DelayedDays, Dimension, TrendBasis, TrendFacts, trend};
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::support::harness::{EVENTS, Folder, STAYS, Said, program, said};

/// A published sample, unpacked into a folder.
pub fn published(folder: &Path, name: &str) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/published").join(name);
    let Some(plain) = name.strip_suffix(".gz") else { return source };
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(source).unwrap()).read_to_end(&mut bytes).unwrap();
    std::fs::write(folder.join(plain), bytes).unwrap();
    folder.join(plain)
}

fn report_of(files: &[&Path], more: &[&str], out: &Path) -> Said {
    said(program().args(["report", "trend", "--from"]).args(files).args(more).arg("--out").arg(out))
}

fn json_of(out: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(out.join("published-trend.json")).unwrap()).unwrap()
}

/// The rows of a table of a report as JSON.
fn rows(report: &Value, id: &str) -> Vec<Vec<Value>> {
    let tables = report["sections"].as_array().unwrap().iter().flat_map(|one| one["tables"].as_array().unwrap());
    let table = tables.into_iter().find(|table| table["id"] == id).unwrap_or_else(|| panic!("no table {id}"));
    table["rows"].as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect()
}

fn row(report: &Value, id: &str, name: &str) -> Vec<Value> {
    rows(report, id).into_iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("no row {name} in {id}"))
}

#[test]
fn england_says_what_was_published() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("england");
    let series = published(folder.path(), "england_monthly_2010-08_2020-02.csv");
    let all = published(folder.path(), "england_monthly_care_reason_org_2010-08_2020-02.csv.gz");
    report_of(&[&series, &all], &["--months", "200"], &out).exits(0).says("published-trend.html");
    let report = json_of(&out);
    assert_eq!(report["class"], "published");
    assert_eq!(rows(&report, "all_by_month").len(), 115);
    assert_eq!(row(&report, "all_by_month", "2016-10")[1], 200_095);
    assert_eq!(row(&report, "all_by_month", "2020-02")[1], 155_782);
    for (name, days) in [("NHS", 93_079), ("Social care", 47_220), ("Both together", 15_483)] {
        assert_eq!(row(&report, "attribution_last", name)[2], days, "{name}");
    }
    assert_eq!(row(&report, "reason_last", "Care package in own home")[0], "Care package in own home");
    assert!(report["summary"][0].as_str().unwrap().contains("155,782 days: on average 5,372 beds"));
    assert!(report["sections"][0]["text"].to_string().contains("limits of a process that keeps changing fit its"));
    let mut book: Xlsx<_> = calamine::open_workbook(out.join("published-trend.xlsx")).unwrap();
    let sheet = book.worksheet_range("1 Delayed days by month").unwrap();
    let held = |days: f64| sheet.cells().any(|(_, _, cell)| matches!(cell, Data::Float(number) if *number == days));
    assert!(held(200_095.0) && held(155_782.0));
    // The series alone says the same.
    let alone = folder.path().join("alone");
    report_of(&[&series], &["--months", "200"], &alone).exits(0);
    for table in ["all_by_month", "reason_last", "attribution_last", "care_last"] {
        assert_eq!(rows(&report, table), rows(&json_of(&alone), table), "{table}");
    }
}

#[test]
fn one_council_stands_beside_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("devon");
    let councils = published(folder.path(), "la_delayed_days_2011-04_2019-12.csv.gz");
    report_of(&[&councils], &["--area", "Devon"], &out).exits(0);
    let report = json_of(&out);
    let ranks = rows(&report, "peers_table");
    assert!(ranks.len() > 145, "{}", ranks.len());
    let days: Vec<i64> = ranks.iter().map(|row| row[3].as_i64().unwrap()).collect();
    assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "one month, so days rank as days a day do");
    let own = ranks.iter().position(|row| row[0].as_str().unwrap().ends_with("(this report)")).unwrap();
    let better = days.iter().filter(|other| **other > days[own]).count();
    assert_eq!(ranks[own][1], better + 1);
    assert_eq!(ranks[own][5]["missing"], "adults not known");
    // April to December, and the month a year ago, from the file itself.
    let by_month = rows(&report, "all_by_month");
    let of = |month: &str| by_month.iter().find(|row| row[0] == month).unwrap()[1].as_i64().unwrap();
    assert_eq!(ranks[own][6], of("2018-12"));
    let year: i64 = (4..=12).map(|month| of(&format!("2019-{month:02}"))).sum();
    assert_eq!(ranks[own][7], year);
    report_of(&[&councils], &["--area", "Atlantis"], &out).exits(2).says("no area `Atlantis`");
    let adults = folder.path().join("adults.csv");
    std::fs::write(&adults, "authority_code,year,adults\nDevon,2019,650000\n").unwrap();
    report_of(&[&councils], &["--area", "Devon", "--population", adults.to_str().unwrap()], &out).exits(0);
    let rate = row(&json_of(&out), "peers_table", ranks[own][0].as_str().unwrap())[5]["number"].as_f64().unwrap();
    assert!((rate - days[own] as f64 / 31.0 / 6.5).abs() < 1e-9, "{rate}");
}

#[test]
fn scotland_has_boards_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("scotland");
    let boards = published(folder.path(), "delayed-discharge-beddays-health-board_201607-202202.csv.gz");
    report_of(&[&boards], &["--months", "68"], &out).exits(0);
    let report = json_of(&out);
    assert_eq!(rows(&report, "all_by_month").len(), 68);
    let last = rows(&report, "authority_last");
    assert_eq!(last.len(), 14);
    assert!(last.iter().any(|row| row[0] == "NHS Lothian"));
    let sum: i64 = last.iter().map(|row| row[2].as_i64().unwrap()).sum();
    assert_eq!(sum, row(&report, "all_by_month", "2022-02")[1].as_i64().unwrap());
    let reasons: i64 = rows(&report, "reason_last").iter().map(|row| row[2].as_i64().unwrap()).sum();
    assert_eq!(reasons, sum, "reasons add up, the group of all of them is none of them");
}

#[test]
fn what_is_no_trend_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let series = published(folder.path(), "england_monthly_2010-08_2020-02.csv");
    let text = std::fs::read_to_string(&series).unwrap();
    let hole: String =
        text.lines().filter(|line| !line.starts_with("2018-07")).map(|line| format!("{line}\n")).collect();
    let holed = folder.path().join("holed.csv");
    std::fs::write(&holed, hole).unwrap();
    report_of(&[&holed], &[], &out).exits(65).says("2018-07 has no data");
    assert!(!out.exists());
    let drd = published(folder.path(), "drd_national_2024-04_2025-09.csv");
    report_of(&[&drd], &[], &out).exits(65).says("drd-england has no delayed days by month");
    let records = published(folder.path(), "msitdt_2019-11_provider_la_reason.csv.gz");
    report_of(&[&records], &[], &out).exits(65).says("2019-11 is the only month");
    report_of(&[&series], &["--rebase", "2020-03"], &out).exits(78).says("2020-03: there are no figures of that month");
    report_of(&[&series], &["--rebase", "2020-02"], &out).exits(65).says("leave a single month");
    report_of(&[&series], &["--target", "-1"], &out).exits(2);
    let boards = published(folder.path(), "delayed-discharge-beddays-health-board_201607-202202.csv.gz");
    report_of(&[&series, &boards], &[], &out).exits(65).says("several conventions");
    said(program().args(["report", "statement", "--months", "12"])).exits(2);
    // One wrong digit is no trend either.
    let wrong = folder.path().join("wrong.csv");
    std::fs::write(&wrong, text.replacen("109918", "109919", 1)).unwrap();
    report_of(&[&wrong], &[], &out).exits(65).says("109919");
    assert!(!out.exists());
}

#[test]
fn the_same_files_give_the_same_bytes_and_leave_others_alone() {
    let folder = tempfile::tempdir().unwrap();
    let series = published(folder.path(), "england_monthly_2010-08_2020-02.csv");
    let written = |out: &Path| -> BTreeMap<String, Vec<u8>> {
        std::fs::create_dir_all(out).unwrap();
        std::fs::write(out.join("mine.txt"), "mine").unwrap();
        report_of(&[&series], &["--rebase", "2018-04", "--target", "5000"], out).exits(0);
        let files = std::fs::read_dir(out).unwrap().map(|entry| entry.unwrap());
        files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
    };
    let (one, other) = (written(&folder.path().join("one")), written(&folder.path().join("other")));
    assert!(one == other && one.contains_key("mine.txt") && one.contains_key("published-trend-all_by_month.csv"));
}

/// Thirty-six months around 100 days a day, the last one with so many more.
fn made_up(more: i64) -> Report {
    let mut month: Month = "2015-04".parse().unwrap();
    let mut months = BTreeMap::new();
    for at in 0..36_i64 {
        let wave = (at * 7) % 11 - 5;
        let days = i64::from(month.days()) * (100 + wave) + if at == 35 { more } else { 0 };
        let row = |reason: &str, days: i64| DelayedDays { reason: reason.into(), days, ..DelayedDays::default() };
        months.insert(month, vec![row("Assessment", days / 3), row("Care at home", days - days / 3)]);
        month = month.next();
    }
    let facts = TrendFacts::new(Language::English, months).unwrap();
    assert_eq!(facts.by(Dimension::Reason).len(), 2);
    let charting = Charting { target_per_day: Some(120.0), ..Charting::default() };
    let basis = TrendBasis {
        money: None,
        share: None,
        missing: Vec::new(),
        owner: "Made-up",
        class: "internal",
        convention: "none".into(),
        facts: &facts,
        charting,
        further: vec![],
        provenance: vec![],
    };
    trend(&basis).unwrap()
}

#[test]
fn sentences_follow_the_figures() {
    let (usual, special) = (made_up(0), made_up(1_000));
    assert!(usual.summary[0].contains("within what is usual"), "{}", usual.summary[0]);
    assert!(
        special.summary[0].contains("special-cause variation, and it is a deterioration"),
        "{}",
        special.summary[0]
    );
    assert_ne!(usual.summary[1], special.summary[1]);
    let about_target = |report: &Report| report.sections[0].text.iter().find(|text| text.contains("target")).cloned();
    assert!(about_target(&usual).unwrap().contains("met every month"));
    let section = |report: &Report| report.sections.iter().find(|one| one.id == "all").unwrap().clone();
    let Some(Drawing::Control(panels)) = section(&special).chart.map(|chart| chart.drawing) else { panic!() };
    assert_eq!(panels[0].target, Some(120.0));
}

#[test]
fn every_number_of_a_chart_stands_in_a_table() {
    let report = made_up(0);
    report.check().unwrap();
    for at in 0..report.sections.len() {
        let mut wrong = report.clone();
        let Some(chart) = &mut wrong.sections[at].chart else { continue };
        match &mut chart.drawing {
            Drawing::Control(panels) => panels[0].values[3] += 0.001,
            Drawing::Bars(bars) => bars[0].value += 1,
            Drawing::Icons(icons) => icons[0].label.push('x'),
            other => panic!("{other:?}"),
        }
        assert_eq!(wrong.check().unwrap_err().exit(), Exit::Bug, "section {at}");
    }
}

#[test]
fn months_with_a_hole_are_named_and_unknown_is_not_nought() {
    let month = |text: &str| text.parse::<Month>().unwrap();
    let totals: BTreeMap<Month, i64> = ["2018-01", "2018-02", "2018-04"].map(|text| (month(text), 10)).into();
    let refused = TrendFacts::of(Language::English, &totals, []).unwrap_err();
    assert!(refused.to_string().contains("2018-03 has no data"), "{refused}");
    let all: BTreeMap<Month, i64> = (1..=9).map(|at| (month(&format!("2018-0{at}")), 10 + at)).collect();
    let mut part = all.clone();
    part.remove(&month("2018-05"));
    let series = vec![(Dimension::Reason, "A".to_owned(), all.clone()), (Dimension::Reason, "B".to_owned(), part)];
    let facts = TrendFacts::of(Language::English, &all, series).unwrap();
    let basis = TrendBasis {
        money: None,
        share: None,
        missing: Vec::new(),
        owner: "x",
        class: "published",
        convention: "none".into(),
        facts: &facts,
        charting: Charting::default(),
        further: vec![],
        provenance: vec![],
    };
    let report = trend(&basis).unwrap();
    let table = report.tables().find(|table| table.id == "reason_last").unwrap();
    let row = table.rows.iter().find(|row| row[0] == ReportCell::text("B")).unwrap();
    assert!(matches!(row[1], ReportCell::Missing { .. }) && matches!(row[3], ReportCell::Missing { .. }), "{row:?}");
}

#[test]
fn a_bridge_goes_both_ways() {
    let cause = |words: &str, days: i64| BridgeCause {
        words: words.into(),
        days,
        stays: 1,
        cite: "s".into(),
        grade: "verified",
    };
    let between = FigureBridge {
        from: ("one".into(), 10),
        causes: vec![cause("less", -12), cause("more", 7)],
        to: ("other".into(), 5),
        notes: vec![],
    };
    let section = sections(Language::English, &[between], "2018-03".parse().unwrap()).remove(0);
    let chart = section.chart.unwrap();
    let drawn = beddays::report::chart::svg(&chart).unwrap();
    assert!(drawn.contains("+7") && drawn.contains("\u{2212}12"), "{drawn}");
    let mut report = made_up(0);
    let Drawing::Bridge(bars) = &chart.drawing else { panic!() };
    assert_eq!(bars.iter().map(|bar| bar.value).collect::<Vec<_>>(), [10, -7, 12, 5]);
    report.sections = vec![];
    report.check().unwrap();
}

/// A project that counts, with two months run.
pub fn counting_project() -> Folder {
    let folder = Folder::new();
    let text = folder.read("beddays.toml");
    let text: String =
        text.lines().filter(|line| !line.starts_with("conventions")).map(|line| format!("{line}\n")).collect();
    let text = text.replacen("[project]\n", "[project]\nconventions = [\"england-msitdt\", \"england-drd\"]\n", 1);
    folder.put("beddays.toml", text + "\n[trend]\ntarget_per_day = 1.5\n");
    folder.put(
        "inbox/stays.csv",
        STAYS.to_owned() + "S4,9990000042,RZZ02,Norfolk,2018-01-20T09:00,2018-02-03,2018-02-20T15:00,90\n",
    );
    folder.put("inbox/events.csv", EVENTS);
    folder.run(&["run", "--month", "2018-02"]).exits(0);
    folder.march().exits(0).says("reports/trend/internal-trend.html");
    folder
}

#[test]
fn a_project_has_the_trend_of_its_months() {
    let folder = counting_project();
    let report: Value = serde_json::from_str(&folder.read("reports/trend/internal-trend.json")).unwrap();
    let ids: Vec<&str> = report["sections"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    for wanted in ["all", "providers", "lengths_of_delay", "people", "bridge_1", "bridge_2", "quality"] {
        assert!(ids.contains(&wanted), "{wanted} of {ids:?}");
    }
    // England's drd comes first by name: S1 of two days and S4 of seventeen ended in their months, S2 has not ended.
    assert_eq!(row(&report, "all_by_month", "2018-02")[1], 17);
    assert_eq!(row(&report, "all_by_month", "2018-03")[1], 2);
    let before = folder.files("reports/trend");
    folder.run(&["report", "trend"]).exits(0);
    assert!(before == folder.files("reports/trend"), "again the same bytes");
    folder.run(&["report", "trend", "--convention", "england-msitdt"]).exits(0);
    let other: Value = serde_json::from_str(&folder.read("reports/trend/internal-trend.json")).unwrap();
    assert!(row(&other, "all_by_month", "2018-03")[1].as_i64().unwrap() > 20, "open stays count day by day");
    folder.run(&["report", "trend", "--convention", "wales-pocd"]).exits(78).says("does not count by `wales-pocd`");
    // The bridge of the report is that of the command.
    folder.run(&["report", "trend"]).exits(0);
    let bridge = folder.run(&["bridge", "--from", "england-drd", "--to", "bill", "--json"]).exits(0);
    let bridge: Value = serde_json::from_str(&bridge.stdout).unwrap();
    let steps = rows(&report, "bridge_1_table");
    assert_eq!(steps[0][1], bridge["from"]["days"]);
    let sum: i64 = steps.iter().map(|row| row[1].as_i64().unwrap()).sum();
    assert_eq!(sum, bridge["to"]["days"].as_i64().unwrap());
}

/// News that ends in the middle of a month: what comes after is not known, and nothing says 0 for it.
#[test]
fn half_a_month_is_in_no_table_trend_or_pack() {
    let folder = counting_project();
    folder
        .run(&["run", "--month", "2018-04", "--as-of", "2018-04-15"])
        .says("so far: the news ends on 2018-04-15, before the month does");
    let months = "select distinct month from counted_month order by month";
    assert_eq!(folder.run(&["query", months, "--format", "csv"]).exits(0).stdout, "month\n2018-02\n2018-03\n");
    let report: Value = serde_json::from_str(&folder.read("reports/trend/internal-trend.json")).unwrap();
    assert_eq!(rows(&report, "all_by_month").len(), 2);
    let facts = report["provenance"].to_string();
    assert!(facts.contains("not in this report: the news counted here ends before the month does"), "{facts}");
    folder.run(&["publish", "--month", "2018-04"]).exits(65).says("the news of 2018-04 ends on 2018-04-15");
    assert!(!folder.path("public/2018-04").exists());
    // Two months are few to take limits from, and it says so.
    assert!(report["summary"].to_string().contains("These limits rest on 2 months only"), "{}", report["summary"]);
}

#[test]
fn a_hole_between_months_is_told_and_the_month_stands() {
    let folder = counting_project();
    folder.run(&["run", "--month", "2018-05"]).exits(0).says("no trend report").says("2018-04 has no data");
    folder.run(&["report", "trend"]).exits(65).says("2018-04 has no data");
    assert!(folder.path("reports/2018-05/internal-statement.html").exists());
}

/// Areas stand by their rates only where every one of them has a rate.
#[test]
fn areas_are_ranked_by_rate_only_where_each_has_one() {
    let peer = |code: &str, days: i64, (by_days, by_rate): (i64, i64), rate: Option<f64>| Peer {
        code: code.to_owned(),
        name: format!("Area {code}"),
        is_own: code == "A",
        changes: Changes::default(),
        days,
        per_day: days as f64 / 31.0,
        place: PeerRank { rank: by_days, quartile: by_days },
        rate: rate.map(|per_day_per_100000| PeerRate {
            per_day_per_100000,
            place: PeerRank { rank: by_rate, quartile: by_rate },
        }),
        same_month_last_year: None,
        per_day_last_year: None,
        year_to_date: None,
    };
    let month = "2019-12".parse().unwrap();
    let names = |peers: &[Peer]| {
        let section = peers::section(Language::English, peers, month, "a publisher").unwrap();
        let rows = section.tables[0]
            .rows
            .iter()
            .map(|row| format!("{} {}", row[0].shown(Language::English), row[1].shown(Language::English)));
        (rows.collect::<Vec<_>>(), section.text[0].clone())
    };
    let both = [peer("A", 310, (1, 2), Some(4.25)), peer("B", 155, (2, 1), Some(6.5))];
    let (rows, text) = names(&both);
    assert_eq!(rows, ["Area B 1", "Area A (this report) 2"]);
    assert!(text.contains("4.25 delayed days per day and 100,000 adults") && text.contains("rank 2 of 2"), "{text}");
    let (rows, text) = names(&[both[0].clone(), peer("B", 155, (2, 0), None)]);
    assert_eq!(rows, ["Area A (this report) 1", "Area B 2"]);
    assert!(text.contains("10.0 delayed days per day in") && text.contains("rank 1 of 2"), "{text}");
}
