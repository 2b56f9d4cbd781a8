//! The page: structure, policy, and data that stays words (G4 and G5 without a browser).

use std::collections::HashSet;
use std::fmt::Write as _;

use beddays::domain::visible::visible;
use beddays::report::html::render;
use beddays::report::limits::PAGE_ROWS;
use beddays::report::model::{ColumnKind, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section};
use beddays::report::theme;
use sha2::{Digest, Sha256};

use crate::report::fixture::{SCRIPTS, hostile, payloads, statement, words};
use crate::report::markup::{Tag, tags, words as words_of_page};
use crate::report::model::everything_hostile;

/// Everything that the template and the charts may put into a page.
const TAGS: &str = "!doctype html head meta title style body a aside p div header h1 h2 nav ol li main section dl dt dd \
    figure figcaption svg desc rect path text b span small table caption time thead tbody tfoot tr th td details summary footer script";
const ATTRIBUTES: &str = "html lang charset http-equiv content name class href id aria-labelledby tabindex role scope open datetime colspan data-printed \
    viewbox x y width height dy text-anchor font-family font-size font-weight fill stroke stroke-width d shape-rendering";

fn assert_harmless(page: &str) {
    for tag in tags(page) {
        assert!(TAGS.split_whitespace().any(|known| known == tag.name), "{tag:?}");
        for (name, value) in &tag.attributes {
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == name), "{tag:?}");
            assert!(name != "href" || value.starts_with('#'), "{tag:?}");
            assert!(!value.contains("url(") && !value.contains("://"), "{tag:?}");
        }
    }
}

#[test]
fn payloads_stay_words_in_every_field() {
    let scripts = payloads(SCRIPTS);
    assert_eq!(scripts.len(), 87);
    for turn in (0..scripts.len()).step_by(3) {
        let mut strings = scripts.clone();
        strings.rotate_left(turn);
        let report = hostile(&strings);
        let page = render(&report).unwrap();
        assert_harmless(&page);
        let shown = words_of_page(&page);
        for text in words(&report) {
            assert!(shown.contains(&*visible(text)), "{text:?}");
        }
    }
}

#[test]
fn letters_that_hide_or_reorder_are_shown() {
    let page = render(&everything_hostile()).unwrap();
    assert!(page.chars().all(|letter| letter == '\n' || !letter.is_control()));
    for hidden in ["\u{202e}", "\u{200e}", "\u{feff}", "\u{2028}", "\u{200b}"] {
        assert!(!page.contains(hidden), "{hidden:?}");
    }
    assert!(page.contains("␛[31mred"));
}

#[test]
fn the_policy_is_first_and_allows_only_the_style_sheet_and_the_script() {
    let page = render(&statement()).unwrap();
    let tags = tags(&page);
    let at = |name: &str| tags.iter().position(|tag| tag.name == name).unwrap();
    let head = at("head");
    assert_eq!(tags[head + 1].get("charset"), Some("utf-8"));
    assert_eq!(tags[head + 2].get("http-equiv"), Some("Content-Security-Policy"));
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let policy = tags[head + 2].get("content").unwrap();
    let script = page.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    // The words that it shows are put in.
    let (before, after) = include_str!("../../../reports/tables.js").split_once("WORDS").unwrap();
    assert!(script.starts_with(before) && script.ends_with(after) && page.matches("<script").count() == 1);
    let [style, script] = [style, script].map(|text| base64(text.as_bytes()));
    let wanted = format!("default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; ");
    assert!(policy.starts_with(&wanted), "{policy}\n{wanted}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert_eq!(page.matches("<style").count(), 1);
    for absent in ["style=\"", "@import", "url(", "http://", "https://", "<link", "<img", "<iframe"] {
        assert!(!page.contains(absent), "{absent}");
    }
}

/// Another way to the same letters: six bits at a time from a string of bits.
fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut bits = String::new();
    Sha256::digest(bytes).iter().for_each(|byte| write!(bits, "{byte:08b}").unwrap());
    let text: String = bits
        .as_bytes()
        .chunks(6)
        .map(|six| letters[usize::from_str_radix(&format!("{:0<6}", String::from_utf8_lossy(six)), 2).unwrap()])
        .collect();
    format!("{text}=")
}

#[test]
fn headings_landmarks_and_names_are_in_order() {
    let tags = tags(&render(&statement()).unwrap());
    let count = |name: &str| tags.iter().filter(|tag| tag.name == name && !tag.is_end).count();
    assert_eq!([count("h1"), count("main"), count("nav"), count("header"), count("footer")], [1; 5]);
    let headings: Vec<&Tag> =
        tags.iter().filter(|tag| ["h1", "h2", "h3"].contains(&&*tag.name) && !tag.is_end).collect();
    assert_eq!(headings[0].name, "h1");
    assert!(headings[1..].iter().all(|tag| tag.name == "h2"));
    assert_eq!(tags.iter().find(|tag| tag.name == "html").unwrap().get("lang"), Some("en-GB"));
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id is there twice");
    for tag in &tags {
        let named = tag.get("aria-labelledby").into_iter().flat_map(str::split_whitespace);
        let linked = tag.get("href").and_then(|target| target.strip_prefix('#'));
        for id in named.chain(linked) {
            assert!(unique.contains(id), "nothing has the id {id}");
        }
    }
    let body = tags.iter().position(|tag| tag.name == "body").unwrap();
    assert_eq!((tags[body + 1].name.as_str(), tags[body + 1].get("class")), ("a", Some("skip")));
    assert!(tags[body + 4].words.starts_with("INTERNAL: "), "the class is the first line");
}

#[test]
fn every_tag_is_closed_in_order() {
    let mut open: Vec<String> = Vec::new();
    for tag in tags(&render(&everything_hostile()).unwrap()) {
        let is_void = ["!doctype", "meta", "rect", "path"].contains(&tag.name.as_str());
        match (is_void, tag.is_end) {
            (true, _) => {}
            (false, false) => open.push(tag.name),
            (false, true) => assert_eq!(open.pop(), Some(tag.name)),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn tables_say_what_they_are() {
    let report = statement();
    let tags = tags(&render(&report).unwrap());
    let count = |name: &str| tags.iter().filter(|tag| tag.name == name && !tag.is_end).count();
    let filled = report.tables().filter(|table| !table.rows.is_empty()).count();
    assert_eq!([count("table"), count("caption"), count("thead")], [filled; 3]);
    assert!(tags.iter().filter(|tag| tag.name == "th" && !tag.is_end).all(|tag| tag.get("scope").is_some()));
    let regions: Vec<&Tag> = tags.iter().filter(|tag| tag.get("role") == Some("region")).collect();
    assert_eq!(regions.len(), filled);
    assert!(regions.iter().all(|tag| tag.get("tabindex") == Some("0") && tag.get("aria-labelledby").is_some()));
    // The days are long and can be folded away; the stays are so many that they start folded.
    assert_eq!(tags.iter().filter(|tag| tag.name == "details" && tag.get("open").is_some()).count(), 1);
}

#[test]
fn what_is_not_there_says_why() {
    let page = render(&statement()).unwrap();
    assert!(page.contains(r#"<span class="none">– <small>still in hospital</small></span>"#));
    assert!(page.contains("Stays that were read but are doubtful: <span>No stay is doubtful.</span>"));
    assert!(words_of_page(&page).contains("−£4,185.00"), "a true minus sign");
}

#[test]
fn an_almost_empty_report_is_a_page_too() {
    let empty = Report { summary: vec![], figures: vec![], sections: vec![], provenance: vec![], ..statement() };
    let page = render(&empty).unwrap();
    assert_harmless(&page);
    assert!(!page.contains("<dl") && !page.contains("page.provenance"));
}

#[test]
fn hashes_are_set_in_a_face_of_their_own() {
    let mut report = statement();
    report.provenance = vec![
        ReportFact { name: "A".into(), value: "ab".repeat(32) },
        ReportFact { name: "B".into(), value: "words".into() },
    ];
    let page = render(&report).unwrap();
    assert_eq!(page.matches("class=\"hash\"").count(), 1);
}

#[test]
fn large_amounts_get_room() {
    let mut report = statement();
    assert!(render(&report).unwrap().contains("<dl class=\"figures\">"));
    report.figures[0].value = ReportCell::Count(-123_456_789_012);
    assert!(render(&report).unwrap().contains("<dl class=\"figures large\">"));
}

/// Contrast of two colours as WCAG 2 counts it.
fn contrast(one: u32, other: u32) -> f64 {
    let light = |colour: u32| {
        let channel = |byte: usize| {
            let share = f64::from(colour.to_be_bytes()[byte]) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(2) + 0.0722 * channel(3) + 0.05
    };
    light(one).max(light(other)) / light(one).min(light(other))
}

#[test]
fn colours_can_be_read() {
    const WHITE: u32 = 0xff_ff_ff;
    for words in [theme::INK, theme::QUIET, theme::ACCENT] {
        for ground in [WHITE, theme::WASH] {
            assert!(contrast(words, ground) > 4.5, "{words:06x} on {ground:06x}");
        }
    }
    for ground in [WHITE, theme::PALE] {
        assert!(contrast(theme::EDGE, ground) > 3.0, "outlines on {ground:06x}");
    }
    assert!((contrast(0, WHITE) - 21.0).abs() < 0.01);
    let page = render(&statement()).unwrap();
    assert!(page.contains("--accent: #12436d;") && page.contains("#12436D"), "page and charts share a colour");
}

/// A report whose only table has so many rows.
fn with_rows(rows: usize) -> Report {
    let mut report = statement();
    let columns = vec![ReportColumn { name: "stay", title: "Stay", kind: ColumnKind::Text }];
    let rows = (0..rows).map(|at| vec![ReportCell::text(format!("S-{at:05}"))]).collect();
    let table = ReportTable { id: "stays", title: "Stays".into(), columns, rows, total: None, empty: "none" };
    report.sections =
        vec![Section { id: "stays", title: "Stays".into(), text: vec![], chart: None, tables: vec![table] }];
    report
}

#[test]
fn a_page_has_the_first_rows_of_a_table_and_says_how_many_more_there_are_and_where() {
    let page = render(&with_rows(PAGE_ROWS)).unwrap();
    assert_eq!(page.matches("<tr").count(), PAGE_ROWS + 2, "a heading, the rows, and a line for paper");
    assert!(!page.contains("more are in"));
    let page = render(&with_rows(PAGE_ROWS + 1_204)).unwrap();
    assert_harmless(&page);
    assert_eq!(page.matches("<tr").count(), PAGE_ROWS + 2);
    assert!(page.contains("S-01999") && !page.contains("S-02000"));
    assert!(page.contains("The first 2,000 of 3,204 rows: 1,204 more are in internal-statement-stays.csv."));
    assert!(page.contains("Table 1: the first 2,000 of 3,204 rows"));
    assert!(page.contains("of 3,204 rows. All of them: sheet"), "on paper");
}

#[test]
fn texts_and_lists_of_any_length_make_no_page_of_any_size() {
    let mut report = with_rows(1);
    report.sections[0].text = vec!["word ".repeat(200_000)];
    report.sections[0].tables[0].rows[0][0] = ReportCell::text("x".repeat(1_000_000));
    report.provenance =
        (0..100_000).map(|at| ReportFact { name: format!("Input {at}"), value: "ab".repeat(32) }).collect();
    let page = render(&report).unwrap();
    assert!(page.len() < 1_000_000, "{}", page.len());
    assert!(page.contains("more letters, in internal-statement-about.csv"));
    assert!(page.contains("more letters, in internal-statement-stays.csv"));
    assert!(page.contains("The first 2,000 of 100,000 entries: 98,000 more are in internal-statement-about.csv."));
}

#[test]
fn a_link_leads_to_a_file_below_the_report_or_the_report_contradicts_itself() {
    let to = |file: &str| {
        let mut report = with_rows(1);
        report.sections[0].tables[0].rows[0][0] = ReportCell::Linked { text: "A & B".into(), file: file.into() };
        render(&report)
    };
    let page = to("statements/E10000020/internal-statement.html").unwrap();
    let tags = tags(&page);
    let link = tags.iter().find(|tag| tag.get("href").is_some_and(|to| to.starts_with("statements/"))).unwrap();
    assert_eq!(link.get("href"), Some("statements/E10000020/internal-statement.html"));
    assert_eq!(link.words, "A & B");
    for elsewhere in ["/etc/passwd", "../x.html", "a/../b", "https://a.example", "javascript:x", "a//b", "a b", ""] {
        assert!(to(elsewhere).is_err(), "{elsewhere}");
    }
}
