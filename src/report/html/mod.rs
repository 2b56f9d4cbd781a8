//! HTML: one self-contained page, readable without its script, printable on A4. Template and style sheet are in `reports/`.

mod table;
mod view;

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use sha2::{Digest, Sha256};

use crate::domain::visible::visible;
use crate::error::{Error, Exit, Result};
use crate::report::model::Report;
use crate::report::theme;
use view::TemplateView;

/// Written as `.html`, so that every value is escaped unless the template says otherwise (the charts and the style).
const TEMPLATE: &str = include_str!("../../../reports/report.html");
const STYLE: &str = include_str!("../../../reports/style.css");
/// Sorts and filters tables; everything is there without it.
const SCRIPT: &str = include_str!("../../../reports/tables.js");

/// The report as a page. Nothing of the data in it can run: frames, forms, fonts, requests and other scripts than the one
/// that sorts tables are forbidden by its own policy, which knows that script and the style sheet by their hashes.
///
/// # Errors
/// If the report contradicts itself (see [`Report::check`]).
pub fn render(report: &Report) -> Result<String> {
    report.check()?;
    let style = format!("{}{STYLE}{}", theme::as_css(), running_heads(report));
    let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
    let script = script(report);
    let view = TemplateView::new(report, [hash(&style), hash(&script)], style, script)?;
    let mut templates = Environment::new();
    let page = SyntaxConfig::builder().trim_blocks(true).build().and_then(|syntax| {
        templates.set_syntax(syntax);
        templates.add_template("report.html", TEMPLATE)?;
        templates.get_template("report.html")?.render(Serde(view))
    });
    page.map_err(|source| Error::new("X_REPORT", Exit::Bug, format!("the page cannot be written: {source:#}")))
}

/// What stands at the head of each printed page. `check` has seen to it that the class is one of three words.
fn running_heads(report: &Report) -> String {
    let class = css_text(report.language.word(match report.class {
        "public" => "running-public",
        "published" => "running-published",
        _ if report.is_sent_alone() => "running-sent-alone",
        _ => "running-internal",
    }));
    let notice = report.notice.as_deref().map(css_text).unwrap_or_default();
    let counters = ["page", "pages"].map(|name| format!("\" counter({name}) \""));
    let [page, pages] = &counters;
    let page = report.language.say("page-of", &[("page", page.into()), ("pages", pages.into())]);
    format!(
        "@page {{ @top-left {{ content: \"{class}\"; }} @top-right {{ content: \"{notice}\"; }} @bottom-right {{ content: \"{page}\"; }} }}\n"
    )
}

/// The script with the words that it shows.
fn script(report: &Report) -> String {
    let language = report.language;
    // What the script puts in stands in braces.
    let [shown, count, words] = ["shown", "count", "words"].map(|name| (name, format!("{{{name}}}").into()));
    let said = serde_json::json!({
        "language": language.code(),
        "separators": language.separators(),
        "only": language.word("script-only"),
        "filter": language.word("script-filter"),
        "shown": language.say("script-shown", &[shown.clone(), count]),
        "printed": language.say("script-printed", &[shown, words]),
    });
    SCRIPT.replace("WORDS", &said.to_string())
}

/// Words as the text of a CSS string: whatever is no letter, digit or blank is written as its number.
fn css_text(words: &str) -> String {
    let letter = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | ',' | '.' | ':' | '-' => letter.to_string(),
        other => format!("\\{:x} ", u32::from(other)),
    };
    visible(words).chars().map(letter).collect()
}

/// RFC 4648 base 64 with padding, as a content-security policy wants its hashes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}
