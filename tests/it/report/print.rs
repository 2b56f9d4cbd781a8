//! Reports on paper: how many pages, headings on each of them, and where the rows are that are not printed.
//!
//! Needs Chromium and poppler-utils (pdftotext, pdfinfo); `sh tests/run` gets both. Without one the tests say so and pass;
//! with `BEDDAYS_REQUIRE_BROWSER` set they fail.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use beddays::domain::{Language, Month};
use beddays::report::html::render;
use beddays::report::model::{Report, ReportTable};
use beddays::report::trend::other_sections::{LengthCounts, bands, people};
use beddays::report::trend::{Charting, DelayedDays, TrendBasis, TrendFacts, trend};

use crate::operate::field::Case;
use crate::report::axe::skipped;
use crate::report::browser::{browser, url, with_script};
use crate::report::fixture::statement;
use crate::report::trend::published;
use crate::support::harness::{program, said};

/// A browser, where what reads its PDF is there too.
pub fn printer() -> Option<&'static str> {
    let browser = browser()?;
    for tool in ["pdftotext", "pdfinfo"] {
        if Command::new(tool).arg("-v").output().is_err() {
            skipped(&format!("no {tool} (apt-get install poppler-utils)"));
            return None;
        }
    }
    Some(browser)
}

/// What a page looks like on paper: the words of each sheet, and all sheets as a file.
struct Printed {
    sheets: Vec<String>,
    /// Width and height of each sheet in points.
    sizes: Vec<(f64, f64)>,
}

fn printed(browser: &str, page: &str) -> Printed {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page).unwrap();
    let pdf = pdf(browser, &file, folder.path());
    let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().unwrap();
    let info = Command::new("pdfinfo").args(["-f", "1", "-l", "999"]).arg(&pdf).output().unwrap();
    let sheets =
        String::from_utf8_lossy(&text.stdout).trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect();
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    let sizes =
        info.lines().filter_map(|line| line.split_once("size:")).filter(|(page, _)| page.starts_with("Page")).map(
            |(_, size)| {
                let mut numbers = size.split_whitespace().filter_map(|word| word.parse().ok());
                (numbers.next().unwrap(), numbers.next().unwrap())
            },
        );
    Printed { sheets, sizes: sizes.collect() }
}

/// The words of each page on paper.
pub fn pages(browser: &str, page: &str) -> Vec<String> {
    printed(browser, page).sheets
}

fn pdf(browser: &str, file: &Path, folder: &Path) -> PathBuf {
    let pdf = folder.join("page.pdf");
    let made = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(url(file))
        .output()
        .unwrap();
    assert!(pdf.exists(), "{}", String::from_utf8_lossy(&made.stderr));
    pdf
}

/// The words of a sheet with single blanks.
fn words(sheet: &str) -> String {
    sheet.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn table<'a>(report: &'a Report, id: &str) -> &'a ReportTable {
    report.tables().find(|table| table.id == id).unwrap()
}

#[test]
fn a_statement_of_184_stays_is_at_most_10_pages() {
    let Some(browser) = printer() else { return };
    let case = Case::empty();
    case.beddays("demo d").exits(0);
    let page = case.read("d/reports/2018-03/internal-statement.html");
    assert!(page.contains("of 184 delayed"), "the sample has 184 delayed stays");
    let printed = printed(browser, &page);
    assert!((4..=10).contains(&printed.sheets.len()), "{} pages", printed.sheets.len());
    assert_eq!(printed.sheets.len(), printed.sizes.len());
    for (at, sheet) in printed.sheets.iter().enumerate() {
        assert!(sheet.contains("INTERNAL: not for publication"), "page {}: {sheet}", at + 1);
        assert!(sheet.contains(&format!("Page {} of {}", at + 1, printed.sheets.len())), "{sheet}");
    }
    let all = words(&printed.sheets.join(" "));
    assert!(all.contains("of 114 rows. All of them: sheet “6 Stays charged for” of internal-statement.xlsx"), "{all}");
}

/// Sixty months of a project with everything that it can be told apart by.
fn sixty_months() -> Report {
    let mut rows: BTreeMap<Month, Vec<DelayedDays>> = BTreeMap::new();
    let first: Month = "2013-04".parse().unwrap();
    for (at, month) in std::iter::successors(Some(first), |month| Some(month.next())).take(60).enumerate() {
        let of = |place: usize| DelayedDays {
            authority: format!("Council {}", place % 14),
            provider: format!("Hospital {} of a long name", place % 17),
            reason: format!("Reason {} for which people wait", place % 13),
            attributed_to: ["NHS", "Social care", "Both together"][place % 3].to_owned(),
            care: ["Acute", "Not acute"][place % 2].to_owned(),
            days: 40 + ((place * 31 + at * 17) % 23) as i64,
        };
        rows.insert(month, (0..60).map(of).collect());
    }
    let last = *rows.keys().last().unwrap();
    let lengths =
        LengthCounts { month: last, census: None, bands: vec![("1 to 3".into(), 5, 10), ("4 and more".into(), 6, 60)] };
    let counts: Vec<i64> = (0..i64::from(last.days())).map(|day| 30 + day % 7).collect();
    let facts = TrendFacts::new(Language::English, rows).unwrap();
    let basis = TrendBasis {
        money: None,
        share: None,
        missing: Vec::new(),
        owner: "Example County Council",
        class: "internal",
        convention: "made up".to_owned(),
        facts: &facts,
        charting: Charting {
            rebase: vec!["2016-04".parse().unwrap()],
            target_per_day: Some(90.0),
            ..Charting::default()
        },
        further: vec![bands(Language::English, &lengths), people(Language::English, last, &counts, None)],
        provenance: Vec::new(),
    };
    trend(&basis).unwrap()
}

#[test]
fn a_trend_of_60_months_is_at_most_15_pages() {
    let Some(browser) = printer() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = published(folder.path(), "england_monthly_2010-08_2020-02.csv");
    let out = folder.path().join("england");
    said(program().args(["report", "trend", "--months", "60", "--from"]).arg(file).arg("--out").arg(&out)).exits(0);
    let england = std::fs::read_to_string(out.join("published-trend.html")).unwrap();
    for (name, page) in [("England", england), ("a project", render(&sixty_months()).unwrap())] {
        let printed = printed(browser, &page);
        assert!((5..=15).contains(&printed.sheets.len()), "{name}: {} pages", printed.sheets.len());
        let headings = headings(&page);
        assert!(headings.len() > 10, "{headings:?}");
        for sheet in &printed.sheets {
            let last = sheet.lines().map(words).rfind(|line| !line.is_empty() && !line.starts_with("Page ")).unwrap();
            assert!(
                !headings.contains(&last),
                "{name}: `{last}` stands at the foot of a page, away from what it heads"
            );
        }
    }
}

/// The words of the headings and of the captions of figures.
fn headings(page: &str) -> Vec<String> {
    let parts = page.split(['<']).filter(|part| part.starts_with("h2") || part.starts_with("figcaption"));
    parts.filter_map(|part| part.split_once('>')).map(|(_, title)| words(title)).collect()
}

#[test]
fn headings_stand_on_every_page_with_their_words() {
    let Some(browser) = printer() else { return };
    // Every row, so that a table goes over many pages, with the script at work.
    let page = render(&statement()).unwrap().replace("<tr class=\"over\">", "<tr>");
    let uncut = with_script(&page, "document.querySelectorAll('details').forEach(one => one.open = true);");
    let report = statement();
    let stays = table(&report, "by_stay");
    let holds = |sheet: &str| stays.rows.iter().filter(|row| sheet.contains(&row[0].shown(Language::English))).count();
    let pages: Vec<String> = printed(browser, &uncut).sheets.into_iter().filter(|sheet| holds(sheet) > 3).collect();
    assert!(pages.len() > 2, "the table goes over several pages: {}", pages.len());
    for sheet in &pages {
        for column in &stays.columns {
            let all = words(sheet);
            assert!(column.title.split_whitespace().all(|word| all.contains(word)), "{}: {sheet}", column.title);
        }
    }
    // The test can fail: as buttons alone, headings are blank where they are repeated.
    let blank = uncut.replace(".printed { display: inline; }", "").replace(".filters, .sort {", ".filters {");
    let pages = printed(browser, &blank).sheets;
    let title = stays.columns[3].title;
    assert!(pages.iter().any(|sheet| holds(sheet) > 3 && !sheet.contains(title)), "{title}");
}

#[test]
fn a_long_table_prints_its_first_page_and_says_where_the_rest_is() {
    let Some(browser) = printer() else { return };
    let report = statement();
    let stays = table(&report, "by_stay");
    let page = render(&report).unwrap();
    let sheets = printed(browser, &page).sheets;
    let text = words(&sheets.join(" "));
    let names: Vec<String> = stays.rows.iter().map(|row| row[0].shown(Language::English)).collect();
    let shown = names.iter().take_while(|name| text.contains(name.as_str())).count();
    assert!((15..60).contains(&shown), "{shown} rows of {}", names.len());
    assert!(names[shown..].iter().all(|name| !text.contains(name.as_str())), "only the first are printed");
    let rest =
        format!("Printed: the first {shown} of 212 rows. All of them: sheet “4 By stay” of internal-statement.xlsx");
    assert!(text.contains(&rest), "{rest}: {text}");
    // A table of few rows is printed whole.
    for row in &table(&report, "by_status").rows {
        let name = row[0].shown(Language::English);
        assert!(name.split_whitespace().all(|word| text.contains(word)), "{name}");
    }
    // The test can fail: without the rule, what is folded stays folded.
    let folded = with_script(&page.replace("details::details-content", "details::nothing"), "");
    assert!(!words(&printed(browser, &folded).sheets.join(" ")).contains(&names[0]));
}

#[test]
fn codes_and_days_do_not_break_on_paper() {
    let Some(browser) = printer() else { return };
    let case = Case::empty();
    case.beddays("demo d").exits(0);
    let text = printed(browser, &case.read("d/reports/2018-03/internal-statement.html")).sheets.join(" ");
    let report = case.json("d/reports/2018-03/internal-statement.json");
    let mut codes = 0;
    for table in report["sections"].as_array().unwrap().iter().flat_map(|section| section["tables"].as_array().unwrap())
    {
        let first = table["rows"].as_array().unwrap().iter().take(8).flat_map(|row| row.as_array().unwrap());
        for code in first.filter_map(|cell| cell.as_str()).filter(|code| code.contains('-') && code.len() <= 34) {
            if code.split_whitespace().count() == 1 && !code.starts_with("20") {
                codes += 1;
                assert!(text.contains(code), "{code} is broken over two lines");
            }
        }
    }
    assert!(codes > 30, "{codes}");
}
