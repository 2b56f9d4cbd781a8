//! axe-core in a real browser: nothing to report in any report, with every table unfolded and with the script at work.
//!
//! Needs Chromium and axe-core (`BEDDAYS_AXE` names its axe.min.js); `sh tests/run` gets both. Without one the tests say
//! so and pass; with `BEDDAYS_REQUIRE_BROWSER` set they fail.

use beddays::report::html::render;

use crate::report::browser::{browser, opened, with_script};
use crate::report::fixture::statement;
use crate::report::model::everything_hostile;
use crate::report::trend::{counting_project, published};
use crate::support::harness::{Folder, program, said};

pub fn skipped(what: &str) {
    let is_excused =
        std::env::var_os("BEDDAYS_REQUIRE_BROWSER").is_none() || std::env::var_os("BEDDAYS_NO_AXE").is_some();
    assert!(is_excused, "{what}");
    eprintln!("skipped: {what}");
}

fn axe() -> Option<String> {
    match std::env::var_os("BEDDAYS_AXE").map(std::fs::read_to_string) {
        Some(Ok(script)) => Some(script),
        _ => {
            skipped("no axe-core: BEDDAYS_AXE names no axe.min.js (sh tests/run gets it from npm)");
            None
        }
    }
}

/// What axe-core finds wrong with a page, one rule a line with the first places.
fn violations(browser: &str, page: &str, axe: &str) -> String {
    let script = format!(
        "{axe};\ndocument.querySelectorAll('details').forEach(one => one.open = true);\n\
         axe.run(document, {{ resultTypes: ['violations'] }}).then(found => {{\n\
         document.body.dataset.axe = found.passes.length + ' passes;' + found.violations.map(one =>\n\
         one.id + ': ' + one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')).join('; '); }});"
    );
    let (after, talk) = opened(browser, &with_script(page, &script), 1280);
    let found = after.split_once("data-axe=\"").unwrap_or_else(|| panic!("axe-core did not end: {talk}")).1;
    let (passes, found) = found.split_once('"').unwrap().0.split_once(" passes;").unwrap();
    assert!(passes.parse::<u32>().unwrap() > 20, "axe-core looked at nothing: {passes}");
    found.to_owned()
}

/// A page of every kind of report.
fn pages() -> Vec<(&'static str, String)> {
    let mut pages =
        vec![("fixture", render(&statement()).unwrap()), ("hostile", render(&everything_hostile()).unwrap())];
    let folder = counting_project();
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    pages.push(("statement", folder.read("reports/2018-03/internal-statement.html")));
    pages.push(("trend", folder.read("reports/trend/internal-trend.html")));
    pages.push(("pack", folder.read("public/2018-03/public-pack.html")));
    let toml = folder.read("beddays.toml").replacen("view      = \"authority\"", "view      = \"system\"", 1);
    folder.put("beddays.toml", toml);
    folder.march().says("2018-03");
    pages.push(("index", folder.read("reports/2018-03/internal-statement.html")));
    pages.push(("council", folder.read("reports/2018-03/statements/E10000020/internal-statement.html")));
    let out = tempfile::tempdir().unwrap();
    for (name, file, more) in [
        ("England", "england_monthly_2010-08_2020-02.csv", &[][..]),
        ("Devon", "la_delayed_days_2011-04_2019-12.csv.gz", &["--area", "Devon", "--target", "20"][..]),
        ("Scotland", "delayed-discharge-beddays-health-board_201607-202202.csv.gz", &[][..]),
    ] {
        let (file, folder) = (published(out.path(), file), out.path().join(name));
        said(program().args(["report", "trend", "--from"]).arg(file).args(more).arg("--out").arg(&folder)).exits(0);
        pages.push((name, std::fs::read_to_string(folder.join("published-trend.html")).unwrap()));
    }
    pages
}

#[test]
fn no_report_has_a_violation_or_says_anything_on_the_console() {
    let (Some(browser), Some(axe)) = (browser(), axe()) else { return };
    for (name, page) in pages() {
        assert_eq!(violations(browser, &page, &axe), "", "{name}");
        let (_, talk) = opened(browser, &page, 400);
        assert!(!talk.contains("CONSOLE"), "{name}: {talk}");
    }
    // The test can fail.
    let page = render(&statement()).unwrap();
    let broken = page.replacen(" lang=\"en-GB\"", "", 1).replacen("scope=\"col\"", "scope=\"colour\"", 1);
    let found = violations(browser, &broken, &axe);
    assert!(found.contains("html-has-lang") && found.contains("scope"), "{found}");
}

#[test]
fn the_script_sorts_and_filters_and_nothing_is_lost_without_it() {
    let Some(browser) = browser() else { return };
    let page = render(&statement()).unwrap();
    let script = "
        const table = document.getElementById('table.by_stay'), body = table.tBodies[0];
        const names = () => [...body.rows].map(row => row.cells[0].textContent.trim());
        const all = names(), heads = [...table.tHead.rows[0].cells], last = 7;
        const number = row => parseFloat(row.cells[last].textContent.replace(/[^0-9.]/g, ''));
        heads[last].querySelector('button').click();
        const rises = [...body.rows].every((row, at, rows) => at === 0 || number(rows[at - 1]) <= number(row));
        heads[last].querySelector('button').click();
        const falls = [...body.rows].every((row, at, rows) => at === 0 || number(rows[at - 1]) >= number(row));
        const input = table.parentNode.parentNode.querySelector('input');
        input.value = all[5]; input.dispatchEvent(new Event('input'));
        const kept = [...body.rows].filter(row => !row.hidden).length;
        input.value = ''; input.dispatchEvent(new Event('input'));
        const same = names().sort().join() === all.sort().join() && [...body.rows].every(row => !row.hidden);
        document.body.dataset.found = [rises, falls, kept, same, heads[last].ariaSort].join();";
    let (after, _) = opened(browser, &with_script(&page, script), 1280);
    let found = after.split_once("data-found=\"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(found, "true,true,1,true,descending");
    // With its policy the page runs the script too, and without it has the same rows.
    let (with, _) = opened(browser, &page, 1280);
    let without = page.split_once("<script>").unwrap().0.to_owned() + "</body></html>";
    let (without, _) = opened(browser, &without, 1280);
    assert!(with.contains("class=\"sort\"") && !without.contains("class=\"sort\""));
    let rows = |page: &str| page.matches("<tr").count();
    assert!(rows(&with) == rows(&without) && rows(&with) > 250);
}

#[test]
fn a_project_without_two_months_has_no_trend() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    assert!(!folder.path("reports/trend").exists());
    folder.run(&["report", "trend"]).exits(78).says("no convention");
}
