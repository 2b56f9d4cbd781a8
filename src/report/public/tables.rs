//! The tables of the public pack.

use crate::disclosure::{CellPlace, PackCell, PackMeasure, ShownFigure as Shown};
use crate::domain::Month;

use super::super::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};
use super::PackBasis;
use crate::report::limits::{largest, more_bars};
use crate::words::Argument;

const FIGURES: [ReportColumn; 5] = [
    column("people", "head-people", ColumnKind::RoundedCount),
    column("delayed_days", "head-delayed-days", ColumnKind::RoundedCount),
    column("charged_people", "head-people-charged", ColumnKind::RoundedCount),
    column("chargeable_days", "head-chargeable-days", ColumnKind::RoundedCount),
    column("amount", "head-amount", ColumnKind::RoundedMoney),
];

/// The row of the period from April, by its message.
pub(crate) const YEAR_SO_FAR: &str = "pack-year";

/// A table over some dimensions; what it asks, and by what it counts, by their messages.
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
        question: "pack-hospitals",
        words: "pack-by-hospital",
        dimensions: &[("hospital", "head-hospital")],
    },
    PackTable {
        id: "by_authority",
        section: "authorities",
        question: "pack-authorities",
        words: "pack-by-authority",
        dimensions: &[("authority", "head-authority")],
    },
    PackTable {
        id: "by_hospital_and_authority",
        section: "pairs",
        question: "pack-pairs",
        words: "pack-by-hospital-and-authority",
        dimensions: &[("hospital", "head-hospital"), ("authority", "head-authority")],
    },
    PackTable {
        id: "by_reason",
        section: "reasons",
        question: "pack-reasons",
        words: "pack-by-reason",
        dimensions: &[("reason", "head-reason")],
    },
    PackTable {
        id: "by_hospital_and_reason",
        section: "hospital_reasons",
        question: "pack-hospital-reasons",
        words: "pack-by-hospital-and-reason",
        dimensions: &[("hospital", "head-hospital"), ("reason", "head-reason")],
    },
    PackTable {
        id: "by_authority_and_reason",
        section: "authority_reasons",
        question: "pack-authority-reasons",
        words: "pack-by-authority-and-reason",
        dimensions: &[("authority", "head-authority"), ("reason", "head-reason")],
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
    let (language, month) = (basis.language, basis.pack.month);
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
        labels[0] = language.word("total").to_owned();
        row(labels, cell)
    });
    let mut columns: Vec<ReportColumn> =
        cut.dimensions.iter().map(|(name, title)| column(name, title, ColumnKind::Text)).collect();
    columns.extend(FIGURES);
    let columns = titled(language, &columns);
    let chart = (cut.dimensions.len() == 1).then(|| chart(basis, cut, &cells));
    let title = language.say("pack-table", &[("by", language.word(cut.words).into()), ("month", month.into())]);
    Some(Section {
        id: cut.section,
        title: language.word(cut.question).to_owned(),
        text: if cut.id.ends_with("reason") { vec![language.word("pack-two-reasons").to_owned()] } else { Vec::new() },
        chart,
        tables: vec![ReportTable { id: cut.id, title, columns, rows, total, empty: language.word("pack-nobody") }],
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
    let language = basis.language;
    let part = |bar: &ChartBar| language.say("pack-bar", &[("name", (&bar.label).into()), ("days", bar.value.into())]);
    let parts: Vec<String> = bars.iter().map(part).collect();
    let mut description = if parts.is_empty() { String::new() } else { format!("{}. ", parts.join("; ")) };
    let [hidden, all] = [hidden, cells.len()].map(|number| Argument::Plain(number as i64));
    description += &language.say("pack-bars-hidden", &[("hidden", hidden), ("all", all)]);
    description += &more_bars(language, bars.len(), left_out);
    ReportChart {
        id: match cut.id {
            "by_hospital" => "days_by_hospital",
            "by_authority" => "days_by_authority",
            _ => "days_by_reason",
        },
        title: language
            .say("pack-chart", &[("by", language.word(cut.words).into()), ("month", basis.pack.month.into())]),
        description,
        unit: language.word("unit-days"),
        drawing: Drawing::Bars(bars),
    }
}

/// The months before, and the year so far.
fn months(basis: &PackBasis<'_>) -> Section {
    let language = basis.language;
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
        basis.months.iter().map(|month: &Month| row(language.month(*month), &month.to_string())).collect();
    // In April the year so far is the month.
    if !basis.pack.month.to_string().ends_with("-04") {
        rows.push(row(language.word(YEAR_SO_FAR).to_owned(), basis.year.unwrap_or_default()));
    }
    let mut columns = vec![column("period", "head-period", ColumnKind::Text)];
    columns.extend(FIGURES);
    Section {
        id: "months",
        title: language.word("pack-months").to_owned(),
        text: vec![language.word("pack-months-text").to_owned()],
        chart: None,
        tables: vec![ReportTable {
            id: "by_month",
            title: language.say("pack-months-table", &[("month", basis.pack.month.into())]),
            columns: titled(language, &columns),
            rows,
            total: None,
            empty: language.word("pack-no-month"),
        }],
    }
}
