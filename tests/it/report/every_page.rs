//! Scripts in the words of every kind of report (G4): none of them runs in a browser.

use beddays::domain::Language;
use beddays::operate::reconcile::{ReconcileRequest, compare};
use beddays::project::Project;
use beddays::report::html::render;
use beddays::report::json;
use beddays::report::model::{Drawing, Report, ReportCell};
use beddays::report::reconcile::{dispute_pack, letter};

use crate::operate::field::Case;
use crate::report::browser::{browser, has_run, opened, with_script};
use crate::report::fixture::{SCRIPTS, payloads};
use crate::report::read_back::report;

/// The reports that the program makes of the demo, one of each kind, by their JSON files.
fn every_kind() -> Vec<(&'static str, Report)> {
    let case = Case::empty();
    case.beddays("demo d").exits(0);
    // A trend needs two months.
    let said = case.beddays("--project d run --month 2018-02");
    assert!(matches!(said.exit, Some(0 | 1)), "{said:?}");
    case.beddays("--project d publish --month 2018-03").exits(0);
    case.beddays("--project d reconcile d/claim-2018-03.csv --month 2018-03").exits(1);
    case.beddays("--project d report trend").exits(0);
    let toml = case.read("d/beddays.toml").replace("= \"authority\"", "= \"system\"");
    let kinds = [
        ("the statement of a council", "d/reports/2018-03/internal-statement.json"),
        ("the trend", "d/reports/trend/internal-trend.json"),
        ("the public pack", "d/public/2018-03/public-pack.json"),
        ("what came of a claim", "d/reconciled/2018-03/claim-2018-03/internal-reconciliation.json"),
    ];
    let mut all: Vec<(&str, Report)> = kinds
        .into_iter()
        .map(|(kind, file)| {
            let text = case.read(file);
            let read = report(&text);
            // Read back, it is the report that the program wrote.
            let again = String::from_utf8(json::write(&read).unwrap()).unwrap();
            // A fraction may be read to another last digit.
            let number = |line: &str| line.rsplit(' ').next().unwrap_or_default().trim_end_matches(',').parse::<f64>();
            let same = |one: &str, other: &str| match (number(one), number(other)) {
                (Ok(one), Ok(other)) => (one - other).abs() < 1e-9,
                _ => one == other,
            };
            let differs = again.lines().zip(text.lines()).find(|(one, other)| !same(one, other));
            assert_eq!(differs, None, "{file} is not read back as it was");
            assert_eq!(again.lines().count(), text.lines().count());
            (kind, read)
        })
        .collect();
    // What is sent has no JSON file.
    let project = Project::read(&case.path("d")).unwrap();
    let claim = case.path("d/claim-2018-03.csv");
    let request = ReconcileRequest { claim: &claim, month: None, profile: None, dates: None, total: None };
    let compared = compare(&project, &request).unwrap();
    all.push(("the dispute pack", dispute_pack(&compared.described())));
    all.push(("the letter", letter(&compared.described())));
    drop(compared);
    case.put("d/beddays.toml", toml);
    let said = case.beddays("--project d run --month 2018-03");
    assert!(matches!(said.exit, Some(0 | 1)), "{said:?}");
    all.push(("the statement of a system", report(&case.read("d/reports/2018-03/internal-statement.json"))));
    all
}

/// The report with a payload in place of every word that data can reach.
fn haunted(mut report: Report, strings: &[String]) -> (Report, usize) {
    let (mut next, mut fields) = (strings.iter().cycle(), 0);
    let mut take = |words: &mut String| {
        next.next().unwrap().clone_into(words);
        fields += 1;
    };
    [&mut report.title, &mut report.standing].into_iter().chain(&mut report.notice).for_each(&mut take);
    report.summary.iter_mut().for_each(&mut take);
    report.figures.iter_mut().flat_map(|figure| [&mut figure.label, &mut figure.note]).for_each(&mut take);
    for section in &mut report.sections {
        take(&mut section.title);
        section.text.iter_mut().for_each(&mut take);
        if let Some(chart) = &mut section.chart {
            [&mut chart.title, &mut chart.description].into_iter().for_each(&mut take);
            match &mut chart.drawing {
                Drawing::Bridge(bars) | Drawing::Bars(bars) => bars.iter_mut().for_each(|bar| take(&mut bar.label)),
                Drawing::Daily { series, .. } => series.iter_mut().for_each(|one| take(&mut one.label)),
                Drawing::Control(panels) => panels.iter_mut().for_each(|panel| take(&mut panel.label)),
                Drawing::Heat { .. } | Drawing::Icons(_) => {}
            }
        }
        for table in &mut section.tables {
            take(&mut table.title);
            for cell in table.rows.iter_mut().chain(&mut table.total).flatten() {
                match cell {
                    ReportCell::Text(words) | ReportCell::Linked { text: words, .. } => take(words),
                    ReportCell::Hidden { hidden } => take(hidden),
                    _ => {}
                }
            }
        }
        // The page of signs names the rows of its table.
        if let Some(Drawing::Icons(icons)) = section.chart.as_mut().map(|chart| &mut chart.drawing) {
            for (icon, row) in icons.iter_mut().zip(&section.tables[0].rows) {
                icon.measure = row[0].shown(Language::English);
                icon.label = row[1].shown(Language::English);
            }
        }
    }
    report.provenance.iter_mut().flat_map(|fact| [&mut fact.name, &mut fact.value]).for_each(&mut take);
    (report, fields)
}

/// Goal: no text of data runs in any page. Method: each of the 87 payloads in the fields of each kind of report, with the policy of
/// the page and without it, in a browser without a network.
#[test]
fn no_payload_runs_in_any_kind_of_page() {
    let Some(browser) = browser() else { return };
    let scripts = payloads(SCRIPTS);
    let kinds = every_kind();
    assert_eq!(kinds.len(), 7);
    let used = format!("{USE}\nuse(document); document.body.dataset.used = 'yes';");
    for (kind, report) in kinds {
        let (_, fields) = haunted(report.clone(), &scripts);
        assert!(fields >= 30, "{kind} has {fields} fields");
        // A short page is made as often as it takes for every payload to be in it.
        for turn in 0..scripts.len().div_ceil(fields) {
            let mut strings = scripts.clone();
            strings.rotate_left(turn * fields % scripts.len());
            let (report, _) = haunted(report.clone(), &strings);
            let page = render(&report).unwrap_or_else(|error| panic!("{kind}: {error}"));
            // Without the policy a script of ours may point at and click everything.
            let without_policy = with_script(&page, &used);
            for (page, is_used) in [(without_policy, true), (page, false)] {
                let (after, _) = opened(browser, &page, 1280);
                assert!(!has_run(&after), "{kind}: a payload ran");
                assert_eq!(after.contains("data-used=\"yes\""), is_used, "{kind}: everything was clicked");
            }
        }
    }
}

/// Where an unprotected page may have put the text, each with `{}` in its place.
const PLACES: [&str; 16] = [
    "<p>{}</p>",
    "<p title=\"{}\">x</p>",
    "<p title='{}'>x</p>",
    "<input value={}>",
    "<title>{}</title>",
    "<textarea>{}</textarea>",
    "<!-- {} -->",
    "<noscript>{}</noscript>",
    "<style>{}</style>",
    "<iframe src=\"{}\"></iframe>",
    "<script>var x = \"{}\";</script>",
    "<script>var x = `{}`;</script>",
    "<script>// {}\n</script>",
    "<script>document.write(\"{}\")</script>",
    "<b id=t title=\"{}\"></b><script>document.write(t.title)</script>",
    "<script>document.write(decodeURIComponent(\"{}\"))</script>",
];

/// What a reader may do by chance: everything is pointed at, chosen and clicked.
const USE: &str = "function use(page) {
    for (const element of page.querySelectorAll('*')) {
        // A link to a file beside the page leads away from it.
        const link = element.closest('a');
        if (link && link.protocol === 'file:' && link.pathname !== location.pathname) continue;
        for (const kind of ['focus', 'mouseover', 'toggle', 'animationstart']) element.dispatchEvent(new Event(kind));
        if (element.click) element.click();
        if (element.requestSubmit) element.requestSubmit();
    }
}";

/// The control: without escaping and without a policy at least 60 of the 87 payloads run, each in frames of its own, in one of the
/// places where a page has text.
#[test]
fn without_protection_most_payloads_run() {
    let Some(browser) = browser() else { return };
    let quoted = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    let count = "addEventListener('load', () => setTimeout(() => {
        const frames = [...document.querySelectorAll('iframe')];
        const has = frame => frame.contentDocument && frame.contentDocument.documentElement.hasAttribute('data-pwned');
        for (const frame of frames) try { use(frame.contentDocument); } catch {}
        setTimeout(() => {
            const inner = frame => [...(frame.contentDocument ? frame.contentDocument.querySelectorAll('iframe') : [])];
            const ran = frames.filter(frame => has(frame) || inner(frame).some(has)).map(frame => frame.name);
            document.body.dataset.ran = new Set(ran).size;
        }, 2000);
    }, 2000))";
    let mut ran = 0;
    // A page has at most a thousand frames.
    for some in payloads(SCRIPTS).chunks(29) {
        let mut frames = String::new();
        for (number, payload) in some.iter().enumerate() {
            for place in PLACES {
                let inner =
                    quoted(&format!("<!DOCTYPE html><html><body>{}</body></html>", place.replace("{}", payload)));
                frames.push_str(&format!("<iframe name=\"p{number}\" srcdoc=\"{inner}\"></iframe>"));
            }
        }
        let head = format!("<meta charset=utf-8><script>{USE}\n{count}</script>");
        let (after, _) =
            opened(browser, &format!("<!DOCTYPE html><html><head>{head}</head><body>{frames}</body></html>"), 1280);
        let of_page = after.split_once("data-ran=\"").unwrap().1.split_once('"').unwrap().0;
        ran += of_page.parse::<u32>().unwrap();
    }
    assert!(ran >= 60, "{ran} of 87 payloads run without protection");
}
