//! The tables of the public pack.

use crate::disclosure::{CellPlace, PackCell, PackMeasure, ShownFigure as Shown};
use crate::domain::{Language, Month};

use super::super::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column,
};
use super::PackBasis;
use crate::report::limits::{largest, more_bars};

const FIGURES: [ReportColumn; 5] = [
    column("people", "People delayed", ColumnKind::RoundedCount),
    column("delayed_days", "Delayed days", ColumnKind::RoundedCount),
    column("charged_people", "People charged for", ColumnKind::RoundedCount),
    column("chargeable_days", "Chargeable days", ColumnKind::RoundedCount),
    column("amount", "Amount", ColumnKind::RoundedMoney),
];

/// The row of the period from April.
pub(crate) const YEAR_SO_FAR: &str = "Year so far, from April";

/// A table over some dimensions.
struct PackTable {
    id: &'static str,
    section: &'static str,
    question: &'static str,
    words: &'static str,
    dimensions: &'static [(&'static str, &'static str)],
}

const CUTS: [PackTable; 6] = [
    PackTable {
        id: "by_hospital",
        section: "hospitals",
        question: "How many at each hospital?",
        words: "by hospital",
        dimensions: &[("hospital", "Hospital")],
    },
    PackTable {
        id: "by_authority",
        section: "authorities",
        question: "How many of each authority?",
        words: "by authority",
        dimensions: &[("authority", "Authority")],
    },
    PackTable {
        id: "by_hospital_and_authority",
        section: "pairs",
        question: "Which authority at which hospital?",
        words: "by hospital and authority",
        dimensions: &[("hospital", "Hospital"), ("authority", "Authority")],
    },
    PackTable {
        id: "by_reason",
        section: "reasons",
        question: "Why did people wait?",
        words: "by reason",
        dimensions: &[("reason", "Reason")],
    },
    PackTable {
        id: "by_hospital_and_reason",
        section: "hospital_reasons",
        question: "Why did people wait at each hospital?",
        words: "by hospital and reason",
        dimensions: &[("hospital", "Hospital"), ("reason", "Reason")],
    },
    PackTable {
        id: "by_authority_and_reason",
        section: "authority_reasons",
        question: "Why did people of each authority wait?",
        words: "by authority and reason",
        dimensions: &[("authority", "Authority"), ("reason", "Reason")],
    },
];

/// A section for each table that the pack has cells for.
pub(super) fn sections(basis: &PackBasis<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = CUTS.iter().filter_map(|cut| section(basis, cut)).collect();
    if !basis.months.is_empty() {
        sections.push(months(basis));
    }
    sections
}

fn section(basis: &PackBasis<'_>, cut: &PackTable) -> Option<Section> {
    let month = basis.pack.month;
    let is_own = |place: &CellPlace| {
        place.0.len() == cut.dimensions.len() + 1
            && place.get("period") == Some(&month.to_string())
            && cut.dimensions.iter().all(|(name, _)| place.get(name).is_some())
    };
    let cells: Vec<&PackCell> = basis.pack.cells.iter().filter(|cell| is_own(&cell.place)).collect();
    if cells.is_empty() {
        return None;
    }
    let labels = |cell: &PackCell| -> Vec<String> {
        let label = |(name, _): &(&str, &str)| basis.label(name, cell.place.get(name).unwrap_or_default());
        cut.dimensions.iter().map(label).collect()
    };
    let row = |labels: Vec<String>, cell: &PackCell| {
        let mut row: Vec<ReportCell> = labels.into_iter().map(ReportCell::Text).collect();
        row.extend(figures(basis, cell));
        row
    };
    let rows: Vec<Vec<ReportCell>> = cells.iter().map(|cell| row(labels(cell), cell)).collect();
    let total = basis.total().map(|cell| {
        let mut labels = vec![String::new(); cut.dimensions.len()];
        labels[0] = "Total".to_owned();
        row(labels, cell)
    });
    let mut columns: Vec<ReportColumn> =
        cut.dimensions.iter().map(|(name, title)| column(name, title, ColumnKind::Text)).collect();
    columns.extend(FIGURES);
    let chart = (cut.dimensions.len() == 1).then(|| chart(basis, cut, &cells));
    let title = format!("Delayed people and days {}, {}", cut.words, month.long());
    Some(Section {
        id: cut.section,
        title: cut.question.to_owned(),
        text: if cut.id.ends_with("reason") {
            vec!["A person with two reasons in the month stands in two rows, and once in the total.".to_owned()]
        } else {
            Vec::new()
        },
        chart,
        tables: vec![ReportTable { id: cut.id, title, columns, rows, total, empty: "no person was delayed" }],
    })
}

fn figures(basis: &PackBasis<'_>, cell: &PackCell) -> Vec<ReportCell> {
    let mut cells: Vec<ReportCell> =
        PackMeasure::ALL.iter().map(|measure| basis.cell(*cell.shown.get(*measure))).collect();
    cells.push(basis.amount(cell));
    cells
}

/// Bars for the numbers; what is hidden has none, and the description says so.
fn chart(basis: &PackBasis<'_>, cut: &PackTable, cells: &[&PackCell]) -> ReportChart {
    let label =
        |cell: &PackCell| basis.label(cut.dimensions[0].0, cell.place.get(cut.dimensions[0].0).unwrap_or_default());
    let bar = |cell: &&PackCell| match cell.shown.days {
        Shown::Number(value) => Some(ChartBar { label: label(cell), value, strong: true }),
        _ => None,
    };
    let bars: Vec<ChartBar> = cells.iter().filter_map(bar).collect();
    let hidden = cells.len() - bars.len();
    let (bars, left_out) = largest(bars);
    let parts: Vec<String> = bars
        .iter()
        .map(|bar| format!("{}: about {} days", bar.label, ReportCell::Count(bar.value).shown(Language::English)))
        .collect();
    let mut description = if parts.is_empty() { String::new() } else { format!("{}. ", parts.join("; ")) };
    description.push_str(&format!(
        "Not shown: {hidden} of {}.{}",
        cells.len(),
        more_bars(Language::English, bars.len(), left_out)
    ));
    ReportChart {
        id: match cut.id {
            "by_hospital" => "days_by_hospital",
            "by_authority" => "days_by_authority",
            _ => "days_by_reason",
        },
        title: format!("Delayed days {}, {}", cut.words, basis.pack.month.long()),
        description,
        unit: "days",
        drawing: Drawing::Bars(bars),
    }
}

/// The months before, and the year so far.
fn months(basis: &PackBasis<'_>) -> Section {
    let row = |label: String, period: &str| {
        let mut row = vec![ReportCell::Text(label)];
        match basis.pack.at(&CellPlace::of(&[("period", period)])) {
            Some(cell) => row.extend(figures(basis, cell)),
            // A month that was never run is unknown, not zero.
            None => row.extend(vec![basis.cell(basis.rule.show(None, None)); FIGURES.len()]),
        }
        row
    };
    let mut rows: Vec<Vec<ReportCell>> =
        basis.months.iter().map(|month: &Month| row(month.long(), &month.to_string())).collect();
    // In April the year so far is the month.
    if !basis.pack.month.to_string().ends_with("-04") {
        rows.push(row(YEAR_SO_FAR.to_owned(), basis.year.unwrap_or_default()));
    }
    let mut columns = vec![column("period", "Period", ColumnKind::Text)];
    columns.extend(FIGURES);
    Section {
        id: "months",
        title: "How does it compare with the months before?".to_owned(),
        text: vec!["Months as they are known now, late news included. A person delayed in two months stands in both rows, and once in the year so far.".to_owned()],
        chart: None,
        tables: vec![ReportTable {
            id: "by_month",
            title: format!("Delayed people and days by month, up to {}", basis.pack.month.long()),
            columns,
            rows,
            total: None,
            empty: "no month is known",
        }],
    }
}
