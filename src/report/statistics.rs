//! The statistics of a month where no bill is made: the counted days by each convention, what was not counted and why, and
//! how good the data are.

use crate::domain::{Day, Language, Month, ReceiptList};
use crate::error::Result;
use crate::query::Engine;
use crate::regime::Convention;

use super::data_quality;
use super::model::{ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column};

/// A month by one convention.
#[derive(Clone, Debug)]
pub struct CountedBy<'a> {
    /// The convention.
    pub convention: &'a Convention,
    /// The days; nothing where no stay could be counted, which is not 0.
    pub days: Option<u64>,
    /// Why there is no figure, or what is not in it; empty where nothing is.
    pub lacking: String,
    /// Hospital, authority, days.
    pub places: Vec<(String, String, u64)>,
}

/// Everything the statistics of a month are made from.
#[derive(Clone, Debug)]
pub struct StatisticsBasis<'a> {
    /// Whose they are.
    pub owner: &'a str,
    /// The month.
    pub month: Month,
    /// The last day whose news is in it.
    pub as_of: Day,
    /// The edition of the month.
    pub edition: u32,
    /// The month by each convention.
    pub counted: Vec<CountedBy<'a>>,
    /// Stays that cannot be counted: convention, stay, what is not known, in words.
    pub not_counted: Vec<[String; 4]>,
    /// The deliveries that are listed, and what the others come to.
    pub receipts: &'a ReceiptList,
}

/// Makes the report; the engine has the deliveries and what was found in them.
///
/// # Errors
/// 70: it contradicts itself.
pub fn statistics(basis: &StatisticsBasis<'_>, engine: &mut Engine) -> Result<Report> {
    let figures = basis.counted.iter().map(|counted| KeyFigure {
        label: counted.convention.label().to_owned(),
        value: days(counted),
        note: if counted.lacking.is_empty() { "delayed days".to_owned() } else { counted.lacking.clone() },
        link: None,
    });
    let report = Report {
        language: Language::English,
        name: "statistics",
        class: "internal",
        title: format!("Delayed discharge: the statistics of {} for {}", basis.owner, basis.month.long()),
        standing: format!("Provisional until closed, edition {} · news up to {}", basis.edition, basis.as_of.long()),
        notice: None,
        summary: basis.counted.iter().map(|counted| sentence(counted, basis.month)).collect(),
        figures: figures.collect(),
        sections: vec![counted(basis), not_counted(basis), data(basis, engine)?],
        provenance: provenance(basis),
    };
    report.check()?;
    Ok(report)
}

fn days(counted: &CountedBy<'_>) -> ReportCell {
    counted.days.map_or(ReportCell::Missing { missing: "no figure" }, |days| ReportCell::Count(days as i64))
}

fn sentence(counted: &CountedBy<'_>, month: Month) -> String {
    let (label, title) = (counted.convention.label(), &counted.convention.file.convention.title);
    let lacking = if counted.lacking.is_empty() { String::new() } else { format!(" {}.", counted.lacking) };
    match counted.days {
        Some(days) => {
            let noun = if days == 1 { "delayed day" } else { "delayed days" };
            format!(
                "{} {noun} in {} by {label} ({title}).{lacking}",
                ReportCell::Count(days as i64).shown(Language::English),
                month.long()
            )
        }
        None => format!("There is no figure for {} by {label} ({title}).{lacking}", month.long()),
    }
}

const COUNTED: [ReportColumn; 4] = [
    column("convention", "Convention", ColumnKind::Text),
    column("days", "Delayed days", ColumnKind::Count),
    column("lacking", "What is not in it", ColumnKind::Text),
    column("cite", "How days are counted", ColumnKind::Text),
];

const PLACES: [ReportColumn; 4] = [
    column("convention", "Convention", ColumnKind::Text),
    column("hospital", "Hospital", ColumnKind::Text),
    column("authority", "Authority", ColumnKind::Text),
    column("days", "Delayed days", ColumnKind::Count),
];

fn counted(basis: &StatisticsBasis<'_>) -> Section {
    let rows = basis.counted.iter().map(|counted| {
        let boundary = &counted.convention.file.days.boundary;
        vec![
            ReportCell::text(counted.convention.label()),
            days(counted),
            ReportCell::text(&counted.lacking),
            ReportCell::Text(format!("{} [{}]", boundary.value.name().replace('_', " "), boundary.cite)),
        ]
    });
    let table = ReportTable {
        id: "counted",
        title: format!("Delayed days by convention, {}", basis.month.long()),
        columns: COUNTED.to_vec(),
        rows: rows.collect(),
        total: None,
        empty: "no conventions",
    };
    let places = basis.counted.iter().flat_map(|counted| {
        counted.places.iter().map(|(hospital, authority, days)| {
            let label = counted.convention.label();
            vec![
                ReportCell::text(label),
                ReportCell::text(hospital),
                ReportCell::text(authority),
                ReportCell::Count(*days as i64),
            ]
        })
    });
    let places = ReportTable {
        id: "places",
        title: format!("Delayed days by hospital and authority, {}", basis.month.long()),
        columns: PLACES.to_vec(),
        rows: places.collect(),
        total: None,
        empty: "no delayed days in the month",
    };
    Section {
        id: "counted",
        title: "How many days were delayed?".to_owned(),
        text: vec![
            "The project names no law, so there is no bill: these are the days by the conventions of statistics."
                .to_owned(),
        ],
        chart: None,
        tables: vec![table, places],
    }
}

const NOT_COUNTED: [ReportColumn; 4] = [
    column("convention", "Convention", ColumnKind::Text),
    column("stay", "Stay", ColumnKind::Text),
    column("not_known", "Not known", ColumnKind::Text),
    column("words", "What that means", ColumnKind::Text),
];

fn not_counted(basis: &StatisticsBasis<'_>) -> Section {
    let rows: Vec<Vec<ReportCell>> =
        basis.not_counted.iter().map(|row| row.iter().map(ReportCell::text).collect()).collect();
    let text = match rows.len() {
        0 => "Every stay that touches the month could be counted.".to_owned(),
        _ => "These stays touch the month and are in no figure, because something is not known of them.".to_owned(),
    };
    let table = ReportTable {
        id: "not_counted",
        title: format!("Stays that are not counted, {}", basis.month.long()),
        columns: NOT_COUNTED.to_vec(),
        rows,
        total: None,
        empty: "none",
    };
    Section {
        id: "not_counted",
        title: "What is not counted, and why?".to_owned(),
        text: vec![text],
        chart: None,
        tables: vec![table],
    }
}

fn data(basis: &StatisticsBasis<'_>, engine: &mut Engine) -> Result<Section> {
    let stays: std::collections::BTreeSet<&str> = basis.not_counted.iter().map(|row| &*row[1]).collect();
    data_quality::section(Language::English, engine, stays.len() as u64)
}

fn provenance(basis: &StatisticsBasis<'_>) -> Vec<ReportFact> {
    let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
    let mut facts = vec![
        fact("Standing", format!("provisional, edition {}", basis.edition)),
        fact("Month", basis.month.to_string()),
        fact("As-of date", basis.as_of.to_string()),
        fact("Program", format!("beddays {}", env!("CARGO_PKG_VERSION"))),
    ];
    for counted in &basis.counted {
        let convention = counted.convention;
        let title = &convention.file.convention.title;
        facts.push(fact(&format!("Convention {}", convention.label()), format!("{title}; file {}", convention.hash)));
    }
    facts.extend(data_quality::inputs(Language::English, basis.receipts));
    facts
}
