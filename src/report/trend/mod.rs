//! The trend report: are delays rising, where, why, compared with whom. Days are always charted per day of the month, so
//! that a long month is not taken for a worse one; a month without data is an error, never a zero.

pub mod breaks;
pub mod bridges;
mod changed;
pub mod charting;
mod control;
mod facts;
mod headline;
mod icons;
pub mod money;
pub mod other_sections;
mod panel;
mod pareto;
pub mod peers;
pub mod share;
mod years;

pub use charting::{Charting, FixedBaseline};
pub(crate) use control::of_table;
pub use facts::{DelayedDays, Dimension, NOT_STATED, TrendFacts, ValueSeries};
pub(crate) use panel::LimitsOf;
pub use panel::limits_of;

use crate::domain::{Language, Month};
use crate::error::Result;

use super::model::{KeyFigure, Report, ReportCell, ReportFact, Section};

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
    /// What the months came to, where a law charges.
    pub money: Option<money::MoneySeries>,
    /// Discharges, and those of them that were delayed, where they are known.
    pub share: Option<share::ShareSeries>,
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
    let (mut sections, mut icons) = (vec![all.section], all.icons);
    for dimension in Dimension::ALL {
        if basis.facts.has(dimension) {
            let by = control::by(basis.facts, dimension, &basis.charting)?;
            let (section, of_values) = by.map_or((None, Vec::new()), |by| (Some(by.section), by.icons));
            sections.extend(section);
            icons.extend(of_values);
        }
    }
    if basis.facts.has(Dimension::Reason) {
        sections.push(pareto::section(basis.facts));
    }
    if let Some(share) = &basis.share
        && let Some((section, of_share)) = share::section(basis.facts, share, &basis.charting)?
    {
        sections.push(section);
        icons.extend(of_share);
    }
    if let Some(money) = &basis.money {
        let (section, of_money) = money::section(basis.facts, money, &basis.charting)?;
        sections.push(section);
        icons.extend(of_money);
    }
    sections.extend(basis.further.iter().cloned());
    let (first, last, language) = (basis.facts.first(), basis.facts.last(), basis.facts.language());
    sections.extend(icons::section(language, icons, last));
    let mut provenance = vec![
        ReportFact::of(language, "fact-counting", &basis.convention),
        ReportFact::of(language, "fact-months", other_sections::month_to_month(language, first, last)),
        ReportFact::of(language, "fact-charts", language.word("fact-charts-value")),
    ];
    provenance.extend(basis.charting.facts(language));
    provenance.extend(basis.provenance.iter().cloned());
    let report = Report {
        language,
        name: "trend",
        class: basis.class,
        title: title(language, basis.owner, language.month(last)),
        standing: language.say(
            "trend-standing",
            &[("first", first.into()), ("last", last.into()), ("convention", (&basis.convention).into())],
        ),
        notice: None,
        summary: no_figure(language, &basis.missing)
            .chain(headline::sentences(basis.facts, &all.panel, &basis.charting))
            .collect(),
        figures: no_figures(language, &basis.missing).chain(headline::figures(basis.facts, &all.panel)).collect(),
        sections,
        provenance,
    };
    report.check()?;
    Ok(report)
}

fn title(language: Language, owner: &str, last: String) -> String {
    language.say("trend-title", &[("owner", owner.into()), ("last", last.into())])
}

fn no_figure(language: Language, missing: &[(Month, String)]) -> impl Iterator<Item = String> {
    let sentence = move |(month, why): &(Month, String)| {
        language.say("trend-no-figure-for", &[("month", (*month).into()), ("why", why.into())])
    };
    missing.iter().map(sentence)
}

/// The place of the last month's figure, if it has none.
fn no_figures(language: Language, missing: &[(Month, String)]) -> impl Iterator<Item = KeyFigure> {
    missing.last().into_iter().map(move |(month, why)| KeyFigure {
        label: language.word("figure-delayed").to_owned(),
        value: ReportCell::Missing { missing: language.word("trend-no-figure") },
        note: language.say("trend-in-month-why", &[("month", (*month).into()), ("why", why.into())]),
        link: None,
    })
}

/// The report of months of which too few have a figure for a trend.
///
/// # Errors
/// 70: the report contradicts itself.
pub fn without_figures(
    language: Language,
    (owner, convention): (&str, &str),
    missing: &[(Month, String)],
    sections: Vec<Section>,
    provenance: Vec<ReportFact>,
) -> Result<Report> {
    let last = missing.last().map_or_else(String::new, |(month, _)| language.month(*month));
    let no_trend = language.word("trend-too-few").to_owned();
    let report = Report {
        language,
        name: "trend",
        class: "internal",
        title: title(language, owner, last.clone()),
        standing: format!("{last}; {convention}"),
        notice: None,
        summary: no_figure(language, missing).chain([no_trend]).collect(),
        figures: no_figures(language, missing).collect(),
        sections,
        provenance,
    };
    report.check()?;
    Ok(report)
}
