//! The statistics of a month where no bill is made: the counted days by each convention, what was not counted and why, and
//! how good the data are.

use crate::domain::{Day, Language, Month, ReceiptList};
use crate::error::Result;
use crate::query::Engine;
use crate::regime::Convention;
use crate::regime::convention::rules::Boundary;
use crate::words::Argument;

use super::data_quality;
use super::model::{
    ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column, titled,
};

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
    /// The language of the report.
    pub language: Language,
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
    let language = basis.language;
    let figures = basis.counted.iter().map(|counted| KeyFigure {
        label: counted.convention.label().to_owned(),
        value: days(language, counted),
        note: match counted.lacking.is_empty() {
            true => language.word("pack-days").to_owned(),
            false => counted.lacking.clone(),
        },
        link: None,
    });
    let title = [("owner", basis.owner.into()), ("month", basis.month.into())];
    let standing = [("edition", Argument::Plain(basis.edition.into())), ("day", basis.as_of.into())];
    let report = Report {
        language,
        name: "statistics",
        class: "internal",
        title: language.say("statistics-title", &title),
        standing: language.say("statistics-standing", &standing),
        notice: None,
        summary: basis.counted.iter().map(|counted| sentence(language, counted, basis.month)).collect(),
        figures: figures.collect(),
        sections: vec![counted(basis), not_counted(basis), data(basis, engine)?],
        provenance: provenance(basis),
    };
    report.check()?;
    Ok(report)
}

fn days(language: Language, counted: &CountedBy<'_>) -> ReportCell {
    let missing = ReportCell::Missing { missing: language.word("trend-no-figure") };
    counted.days.map_or(missing, |days| ReportCell::Count(days as i64))
}

fn sentence(language: Language, counted: &CountedBy<'_>, month: Month) -> String {
    let convention = counted.convention;
    let mut of = vec![
        ("month", month.into()),
        ("convention", convention.label().into()),
        ("title", (&convention.file.convention.title).into()),
    ];
    let sentence = match counted.days {
        Some(days) => {
            of.push(("days", (days as i64).into()));
            language.say("statistics-days", &of)
        }
        None => language.say("statistics-no-figure", &of),
    };
    if counted.lacking.is_empty() { sentence } else { format!("{sentence} {}.", counted.lacking) }
}

/// Which days of a delay count.
fn boundary_in_words(language: Language, boundary: Boundary) -> String {
    let code = boundary.name();
    language.instead(&format!("boundary-{code}"), &[], || code.replace('_', " "))
}

const COUNTED: [ReportColumn; 4] = [
    column("convention", "head-convention", ColumnKind::Text),
    column("days", "head-delayed-days", ColumnKind::Count),
    column("lacking", "head-lacking", ColumnKind::Text),
    column("cite", "head-how-counted", ColumnKind::Text),
];

const PLACES: [ReportColumn; 4] = [
    column("convention", "head-convention", ColumnKind::Text),
    column("hospital", "head-hospital", ColumnKind::Text),
    column("authority", "head-authority", ColumnKind::Text),
    column("days", "head-delayed-days", ColumnKind::Count),
];

fn counted(basis: &StatisticsBasis<'_>) -> Section {
    let (language, month) = (basis.language, ("month", basis.month.into()));
    let title = |by: &'static str| language.say("pack-chart", &[("by", language.word(by).into()), month.clone()]);
    let rows = basis.counted.iter().map(|counted| {
        let boundary = &counted.convention.file.days.boundary;
        vec![
            ReportCell::text(counted.convention.label()),
            days(language, counted),
            ReportCell::text(&counted.lacking),
            ReportCell::Text(format!("{} [{}]", boundary_in_words(language, boundary.value), boundary.cite)),
        ]
    });
    let table = ReportTable {
        id: "counted",
        title: title("statistics-by-convention"),
        columns: titled(language, &COUNTED),
        rows: rows.collect(),
        total: None,
        empty: language.word("statistics-no-conventions"),
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
        title: title("pack-by-hospital-and-authority"),
        columns: titled(language, &PLACES),
        rows: places.collect(),
        total: None,
        empty: language.word("statistics-no-days"),
    };
    Section {
        id: "counted",
        title: language.word("statistics-counted").to_owned(),
        text: vec![language.word("statistics-counted-text").to_owned()],
        chart: None,
        tables: vec![table, places],
    }
}

const NOT_COUNTED: [ReportColumn; 4] = [
    column("convention", "head-convention", ColumnKind::Text),
    column("stay", "head-stay", ColumnKind::Text),
    column("not_known", "head-not-known", ColumnKind::Text),
    column("words", "head-what-it-means", ColumnKind::Text),
];

fn not_counted(basis: &StatisticsBasis<'_>) -> Section {
    let language = basis.language;
    let rows: Vec<Vec<ReportCell>> =
        basis.not_counted.iter().map(|row| row.iter().map(ReportCell::text).collect()).collect();
    let text = match rows.len() {
        0 => language.word("statistics-all-counted"),
        _ => language.word("statistics-not-counted-text"),
    };
    let table = ReportTable {
        id: "not_counted",
        title: language.say("statistics-not-counted-table", &[("month", basis.month.into())]),
        columns: titled(language, &NOT_COUNTED),
        rows,
        total: None,
        empty: language.word("none"),
    };
    Section {
        id: "not_counted",
        title: language.word("statistics-not-counted").to_owned(),
        text: vec![text.to_owned()],
        chart: None,
        tables: vec![table],
    }
}

fn data(basis: &StatisticsBasis<'_>, engine: &mut Engine) -> Result<Section> {
    let stays: std::collections::BTreeSet<&str> = basis.not_counted.iter().map(|row| &*row[1]).collect();
    data_quality::section(basis.language, engine, stays.len() as u64)
}

fn provenance(basis: &StatisticsBasis<'_>) -> Vec<ReportFact> {
    let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
    let language = basis.language;
    // A closed month is not made again.
    let edition = [("edition", Argument::Plain(basis.edition.into())), ("state", "open".into())];
    let mut facts = vec![
        fact(language.word("fact-standing"), language.say("fact-provisional", &edition)),
        fact(language.word("fact-month"), basis.month.to_string()),
        fact(language.word("fact-as-of"), basis.as_of.to_string()),
        fact(language.word("fact-program"), format!("beddays {}", env!("CARGO_PKG_VERSION"))),
    ];
    for counted in &basis.counted {
        let convention = counted.convention;
        let of = [("title", (&convention.file.convention.title).into()), ("file", (&convention.hash).into())];
        let name = language.say("statistics-fact-convention", &[("convention", convention.label().into())]);
        facts.push(fact(&name, language.say("fact-convention-value", &of)));
    }
    facts.extend(data_quality::inputs(language, basis.receipts));
    facts
}
