//! The report as the template sees it: words ready to be shown, classes for the style sheet, numbers of tables.

use serde::Serialize;

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
    script: &'static str,
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
    pub fn new(report: &Report, [hash, script_hash]: [String; 2], style: String, script: &'static str) -> Result<Self> {
        let mut number = 0;
        let about = &report.csv_file("about");
        let seen = |words: &str| seen(words, about);
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
                    value: CellView::new(&figure.value, "", about),
                    note: seen(&figure.note),
                    link: figure.link,
                })
                .collect(),
            has_large_figure: report.figures.iter().any(|figure| figure.value.shown().chars().count() > LARGE),
            sections: sections.collect::<Result<_>>()?,
            provenance: facts(report, about),
        })
    }
}

/// What the report rests on; of very much the first part.
fn facts(report: &Report, about: &str) -> Vec<FactView> {
    let fact = |name: &str, value: &str| FactView {
        name: seen(name, about),
        value: seen(value, about),
        is_hash: value.split_whitespace().any(is_hash),
    };
    let more = left_out(report.provenance.len(), PAGE_ROWS, "entries", about);
    let shown = report.provenance.iter().take(PAGE_ROWS).map(|of| fact(&of.name, &of.value));
    shown.chain(more.iter().map(|words| fact("More", words))).collect()
}

impl SectionView {
    fn new(report: &Report, section: &Section, number: &mut usize) -> Result<Self> {
        let about = &report.csv_file("about");
        let seen = |words: &str| seen(words, about);
        let chart = section.chart.as_ref().map(|chart| {
            Ok(ChartView {
                title: seen(&chart.title),
                unit: chart.unit,
                wide: inline(chart, Room::Wide)?,
                narrow: inline(chart, Room::Narrow)?,
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
    match (report.name, report.class) {
        ("statement", _) => {
            "Every figure in this report is a sum of ledger days: each delayed day has one status, one reason in law and \
             one source row."
        }
        ("reconciliation" | "dispute-pack" | "letter", _) => {
            "Every difference is a sum of days and amounts of single lines; all of them together are the gap."
        }
        (_, "public") => {
            "Every figure was added up exactly and then rounded or hidden by itself, so parts need not add up to totals."
        }
        (_, "published") => "Every figure in this report is a published one, or computed from published ones.",
        _ => "Every figure in this report is computed from days that were counted one by one.",
    }
}

/// A word that is set in a face where digits can be compared.
fn is_hash(word: &str) -> bool {
    word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
