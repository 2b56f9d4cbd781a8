//! The report as the template sees it: words ready to be shown, classes for the style sheet, numbers of tables.

use serde::Serialize;

use crate::domain::Language;
use crate::error::Result;
use crate::report::chart::{Room, inline};
use crate::report::limits::{PAGE_ROWS, left_out};
use crate::report::model::{Report, Section};

use super::table::{CellView, TableView, seen};

/// Main figures with more letters, as in `£9,999,999.99`, need more room each.
const LARGE: usize = 11;

/// What the template is given.
#[derive(Serialize)]
pub struct TemplateView {
    style: String,
    hash: String,
    script: String,
    script_hash: String,
    class: &'static str,
    class_line: &'static str,
    title: String,
    standing: String,
    notice: String,
    summary: Vec<String>,
    figures: Vec<FigureView>,
    has_large_figure: bool,
    sections: Vec<SectionView>,
    provenance: Vec<FactView>,
    footer: &'static str,
    language: &'static str,
    words: PageWords,
}

/// What the template itself says.
#[derive(Serialize)]
struct PageWords {
    skip: &'static str,
    contents: &'static str,
    in_short: &'static str,
    rests_on: &'static str,
}

impl PageWords {
    fn new(language: Language) -> Self {
        Self {
            skip: language.word("page-skip"),
            contents: language.word("page-contents"),
            in_short: language.word("page-in-short"),
            rests_on: language.word("page-rests-on"),
        }
    }
}

#[derive(Serialize)]
struct FigureView {
    label: String,
    value: CellView,
    note: String,
    link: Option<&'static str>,
}

#[derive(Serialize)]
struct SectionView {
    id: &'static str,
    title: String,
    text: Vec<String>,
    /// Printed on landscape pages.
    is_across: bool,
    chart: Option<ChartView>,
    tables: Vec<TableView>,
}

#[derive(Serialize)]
struct ChartView {
    title: String,
    unit: &'static str,
    wide: String,
    narrow: String,
}

#[derive(Serialize)]
struct FactView {
    name: String,
    value: String,
    is_hash: bool,
}

impl TemplateView {
    /// A report with its style sheet and script, and the hashes of the two.
    pub fn new(report: &Report, [hash, script_hash]: [String; 2], style: String, script: String) -> Result<Self> {
        let mut number = 0;
        let (language, about) = (report.language, &report.csv_file("about"));
        let seen = |words: &str| seen(language, words, about);
        let sections = report.sections.iter().map(|section| SectionView::new(report, section, &mut number));
        Ok(Self {
            style,
            hash,
            script,
            script_hash,
            footer: footer(report),
            class: report.class,
            class_line: report.class_line(),
            title: seen(&report.title),
            standing: seen(&report.standing),
            notice: report.notice.as_deref().map(seen).unwrap_or_default(),
            summary: report.summary.iter().map(|sentence| seen(sentence)).collect(),
            figures: report
                .figures
                .iter()
                .map(|figure| FigureView {
                    label: seen(&figure.label),
                    value: CellView::new(language, &figure.value, "", about),
                    note: seen(&figure.note),
                    link: figure.link,
                })
                .collect(),
            has_large_figure: report.figures.iter().any(|figure| figure.value.shown(language).chars().count() > LARGE),
            sections: sections.collect::<Result<_>>()?,
            provenance: facts(report, about),
            // English pages are those of the United Kingdom.
            language: if language.is_english() { "en-GB" } else { language.code() },
            words: PageWords::new(language),
        })
    }
}

/// What the report rests on; of very much the first part.
fn facts(report: &Report, about: &str) -> Vec<FactView> {
    let language = report.language;
    let fact = |name: &str, value: &str| FactView {
        name: seen(language, name, about),
        value: seen(language, value, about),
        is_hash: value.split_whitespace().any(is_hash),
    };
    let more = left_out(language, (report.provenance.len(), PAGE_ROWS), "more-entries", about);
    let shown = report.provenance.iter().take(PAGE_ROWS).map(|of| fact(&of.name, &of.value));
    shown.chain(more.iter().map(|words| fact(language.word("page-more"), words))).collect()
}

impl SectionView {
    fn new(report: &Report, section: &Section, number: &mut usize) -> Result<Self> {
        let (language, about) = (report.language, &report.csv_file("about"));
        let seen = |words: &str| seen(language, words, about);
        let chart = section.chart.as_ref().map(|chart| {
            Ok(ChartView {
                title: seen(&chart.title),
                unit: chart.unit,
                wide: inline(chart, Room::Wide, language)?,
                narrow: inline(chart, Room::Narrow, language)?,
            })
        });
        let tables = section.tables.iter().map(|table| {
            *number += 1;
            TableView::new(report, table, *number)
        });
        let tables: Vec<TableView> = tables.collect();
        Ok(Self {
            id: section.id,
            title: seen(&section.title),
            text: section.text.iter().map(|sentence| seen(sentence)).collect(),
            is_across: tables.iter().any(TableView::is_across),
            tables,
            chart: chart.transpose()?,
        })
    }
}

/// What every figure is, in one sentence.
fn footer(report: &Report) -> &'static str {
    report.language.word(match (report.name, report.class) {
        ("statement", _) => "footer-statement",
        ("reconciliation" | "dispute-pack" | "letter", _) => "footer-reconciliation",
        (_, "public") => "footer-public",
        (_, "published") => "footer-published",
        _ => "footer-counted",
    })
}

/// A word that is set in a face where digits can be compared.
fn is_hash(word: &str) -> bool {
    word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
