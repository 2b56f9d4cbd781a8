//! The page in a real browser: payloads do not run, nothing is reported on the console, charts do not overlap.
//!
//! Needs Chromium. Without one the tests say so and pass; with `BEDDAYS_REQUIRE_BROWSER` set they fail.

use beddays::domain::Language;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use beddays::report::chart::{Room, inline};
use beddays::report::html::render;
use beddays::report::model::{Drawing, StackedSeries};

use crate::report::chart::{bars, chart, charts};
use crate::report::fixture::{SCRIPTS, day, hostile, payloads, statement};
use crate::report::model::everything_hostile;

/// One browser at a time: they are large.
static TURN: Mutex<()> = Mutex::new(());

pub fn browser() -> Option<&'static str> {
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()));
    if found.is_none() {
        assert!(std::env::var_os("BEDDAYS_REQUIRE_BROWSER").is_none(), "no Chromium: apt-get install chromium");
        eprintln!("skipped: no Chromium on this machine (apt-get install chromium)");
    }
    found
}

/// The page as it is after it was opened, and what the browser said.
pub fn opened(browser: &str, page: &str, width: u32) -> (String, String) {
    let _turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args([
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--virtual-time-budget=20000",
        ])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("--window-size={width},900"))
        .arg("--dump-dom")
        .arg(url(&file))
        .output()
        .unwrap();
    let [page, talk] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(page.contains("<html"), "the browser did not open the page: {talk}");
    (page, talk)
}

pub fn url(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// The page with its policy taken out and a script put in, to measure things.
pub fn with_script(page: &str, script: &str) -> String {
    let (before, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
    let (_, after) = rest.split_once('>').unwrap();
    format!("{before}{}", after.replace("</body>", &format!("<script>{script}</script></body>")))
}

/// Whether a payload ran: each marks the element of the whole page.
pub fn has_run(page: &str) -> bool {
    let (_, element) = page.split_once("<html").expect("a page has its element");
    element.split('>').next().unwrap_or_default().contains("data-pwned")
}

#[test]
fn payloads_do_not_run() {
    let Some(browser) = browser() else { return };
    let scripts = payloads(SCRIPTS);
    for turn in [0, 29, 58] {
        let mut strings = scripts.clone();
        strings.rotate_left(turn);
        let page = render(&hostile(&strings)).unwrap();
        let (after, _) = opened(browser, &page, 1280);
        assert!(!has_run(&after), "a payload ran");
        // The escaping alone holds too, without the policy.
        let (after, _) = opened(browser, &with_script(&page, ""), 1280);
        assert!(!has_run(&after), "a payload ran once the policy was gone");
    }
    // The test can fail: the same words as markup do run, in this very page.
    let page =
        with_script(&render(&hostile(&scripts)).unwrap(), "").replacen("</h1>", &format!("</h1>{}", scripts[0]), 1);
    assert!(has_run(&opened(browser, &page, 1280).0));
}

#[test]
fn the_console_stays_empty() {
    let Some(browser) = browser() else { return };
    for report in [statement(), everything_hostile()] {
        let (after, talk) = opened(browser, &render(&report).unwrap(), 1280);
        assert!(!talk.contains("CONSOLE"), "{talk}");
        assert!(after.contains("What this report rests on"));
    }
    // The test can fail: a style that the policy does not allow is reported.
    let broken = render(&statement()).unwrap().replace("<style>", "<style> ");
    assert!(opened(browser, &broken, 1280).1.contains("CONSOLE"));
}

#[test]
fn the_page_is_as_wide_as_the_window() {
    let Some(browser) = browser() else { return };
    let script = "document.body.dataset.room = document.documentElement.scrollWidth <= innerWidth ? 'enough' : \
                  document.documentElement.scrollWidth + ' of ' + innerWidth;";
    for report in [statement(), everything_hostile()] {
        for width in [400, 800, 1280, 1920] {
            let (after, _) = opened(browser, &with_script(&render(&report).unwrap(), script), width);
            let room = after.split_once("data-room=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
            assert_eq!(room, "enough", "at {width}");
        }
    }
}

/// Lists pairs of words that cover each other and words outside their chart.
const OVERLAPS: &str = "
const bad = [];
for (const svg of document.querySelectorAll('svg')) {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  const bars = [...svg.querySelectorAll('rect')].map(r => r.getBoundingClientRect());
  const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  texts.forEach(([words, box], at) => {
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) bad.push(words + ' | edge');
    texts.slice(at + 1).filter(([, other]) => meets(box, other)).forEach(([other]) => bad.push(words + ' | ' + other));
    bars.filter(bar => meets(box, bar)).forEach(() => bad.push(words + ' | bar'));
  });
}
document.body.dataset.overlaps = document.querySelectorAll('text').length + ':' + bad.join('; ');
";

#[test]
fn words_in_charts_never_overlap() {
    let Some(browser) = browser() else { return };
    let long = "A very long name of a status that goes on and on until nobody can say what it was about any more";
    let wide = "WWWWWWWWWWWWWWWW MMMMMMMMMMMMMMMMMMMM";
    let series =
        |label: &str, value: i64| StackedSeries { label: label.into(), values: vec![value; 31], strong: false };
    let mut all = charts();
    all.push(chart(Drawing::Bars(bars(&[(long, 1_000_000), (wide, 999_999), ("x", 0)]))));
    all.push(chart(Drawing::Bridge(bars(&[("All of it", 1_000_000), (long, 1), (wide, 999_998), ("Rest", 1)]))));
    let labels = [long, wide, "Chargeable", "Not chargeable"].map(|label| series(label, 123_456));
    all.push(chart(Drawing::Daily { first: day("2018-12-30"), series: labels.to_vec() }));
    let drawn = |room: Room| all.iter().map(|one| inline(one, room, Language::English).unwrap()).collect::<String>();
    let style = include_str!("../../../reports/style.css");
    let page = |face: &str| {
        format!(
            "<!DOCTYPE html><html><head><meta charset=utf-8><style>{style} svg text {{ {face} }}</style></head><body>\
             <div style=width:760px>{}</div><div style=width:340px>{}</div><script>{OVERLAPS}</script></body></html>",
            drawn(Room::Wide),
            drawn(Room::Narrow)
        )
    };
    for face in
        ["", "font-family: 'DejaVu Sans Condensed'", "font-family: Arial, sans-serif", "font-family: 'DejaVu Sans'"]
    {
        let (after, _) = opened(browser, &page(face), 1280);
        let found = after.split_once("data-overlaps=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
        let (count, bad) = found.split_once(':').unwrap();
        assert!(count.parse::<usize>().unwrap() > 150, "{found}");
        assert_eq!(bad, "", "{face}");
    }
    let huge = opened(browser, &page("font-size: 30px"), 1280).0;
    assert!(!huge.contains("overlaps=\"0:") && huge.contains(" | "), "the test can fail");
}
