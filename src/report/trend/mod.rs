//! The trend report: are delays rising, where, why, compared with whom. Days are always charted per day of the month, so
//! that a long month is not taken for a worse one; a month without data is an error, never a zero.

pub mod breaks;
pub mod bridges;
mod changed;
mod control;
mod facts;
mod headline;
pub mod other_sections;
mod panel;
mod pareto;
pub mod peers;
mod years;

pub(crate) use control::of_table;
pub use facts::{DelayedDays, Dimension, NOT_STATED, TrendFacts, ValueSeries};
pub(crate) use panel::LimitsOf;
pub use panel::{Charting, limits_of};

use crate::domain::{Language, Month};
use crate::error::Result;

use super::model::{KeyFigure, Report, ReportCell, ReportFact, Section, column};

/// Everything a trend report is made from.
#[derive(Clone, Debug)]
pub struct TrendBasis<'a> {
    /// Whose it is about, as in `England` or `Example County Council`.
    pub owner: &'a str,
    /// `internal`, or `published` where official figures are charted as they were published.
    pub class: &'static str,
    /// The counting convention, in words, with its hash.
    pub convention: String,
    /// Delayed days by month and dimension.
    pub facts: &'a TrendFacts,
    /// How series are charted.
    pub charting: Charting,
    /// Sections that rest on other figures: bands, people by day, peers, the bridge, data quality.
    pub further: Vec<Section>,
    /// Months without a figure, each with why: nothing of them is 0.
    pub missing: Vec<(Month, String)>,
    /// What else it rests on: editions, hashes, grades.
    pub provenance: Vec<ReportFact>,
}

/// Makes the report.
///
/// # Errors
/// 65: fewer than two months, or figures too large to be charted; 70: the report contradicts itself.
pub fn trend(basis: &TrendBasis<'_>) -> Result<Report> {
    let all = control::all(basis.facts, &basis.charting)?;
    let mut sections = vec![all.section];
    for dimension in Dimension::ALL {
        if basis.facts.has(dimension) {
            sections.extend(control::by(basis.facts, dimension, &basis.charting)?);
        }
    }
    if basis.facts.has(Dimension::Reason) {
        sections.push(pareto::section(basis.facts));
    }
    sections.extend(basis.further.iter().cloned());
    let (first, last) = (basis.facts.first(), basis.facts.last());
    let mut provenance = vec![
        ReportFact { name: "Counting".to_owned(), value: basis.convention.clone() },
        ReportFact { name: "Months".to_owned(), value: format!("{first} to {last}") },
        ReportFact {
            name: "Charts".to_owned(),
            value:
                "XmR: limits 2.66 mean moving ranges from the mean, moving ranges of 3.267 times their mean left out \
                    once; special-cause variation: beyond a limit, 7 rising or falling, 2 of 3 near a limit, 7 on one side"
                    .to_owned(),
        },
    ];
    if !basis.charting.rebase.is_empty() {
        let months: Vec<String> = basis.charting.rebase.iter().map(ToString::to_string).collect();
        provenance.push(ReportFact { name: "Limits begin anew".to_owned(), value: months.join(", ") });
    }
    provenance.extend(basis.provenance.iter().cloned());
    let report = Report {
        language: Language::English,
        name: "trend",
        class: basis.class,
        title: format!("Delayed discharge: the trend in {} to {}", basis.owner, last.long()),
        standing: format!("{} to {}; {}", first.long(), last.long(), basis.convention),
        notice: None,
        summary: no_figure(&basis.missing)
            .chain(headline::sentences(basis.facts, &all.panel, &basis.charting.rebase))
            .collect(),
        figures: no_figures(&basis.missing).chain(headline::figures(basis.facts, &all.panel)).collect(),
        sections,
        provenance,
    };
    report.check()?;
    Ok(report)
}

fn no_figure(missing: &[(Month, String)]) -> impl Iterator<Item = String> {
    missing.iter().map(|(month, why)| format!("There is no figure for {}: {why}.", month.long()))
}

/// The place of the last month's figure, if it has none.
fn no_figures(missing: &[(Month, String)]) -> impl Iterator<Item = KeyFigure> {
    missing.last().into_iter().map(|(month, why)| KeyFigure {
        label: "Delayed days".to_owned(),
        value: ReportCell::Missing { missing: "no figure" },
        note: format!("in {}: {why}", month.long()),
        link: None,
    })
}

/// The report of months of which too few have a figure for a trend.
///
/// # Errors
/// 70: the report contradicts itself.
pub fn without_figures(
    owner: &str,
    convention: &str,
    missing: &[(Month, String)],
    sections: Vec<Section>,
    provenance: Vec<ReportFact>,
) -> Result<Report> {
    let last = missing.last().map_or_else(String::new, |(month, _)| month.long());
    let report = Report {
        language: Language::English,
        name: "trend",
        class: "internal",
        title: format!("Delayed discharge: the trend in {owner} to {last}"),
        standing: format!("{last}; {convention}"),
        notice: None,
        summary: no_figure(missing).chain(["Without figures of two months there is no trend.".to_owned()]).collect(),
        figures: no_figures(missing).collect(),
        sections,
        provenance,
    };
    report.check()?;
    Ok(report)
}
