//! Whether a report agrees with itself: shape of tables, sums, and charts that show only figures of tables.

use std::collections::HashSet;

use crate::domain::{Day, Language};
use crate::error::{Error, Exit, Result};
use crate::report::model::{
    ChartBar, ColumnKind, Drawing, Panel, Report, ReportCell, ReportChart, ReportTable, Section,
};

/// Names of files that the CSV writer uses itself. It also adds a column, `missing`.
const TAKEN: [&str; 2] = ["about", "totals"];

impl Report {
    /// Checks what every writer relies on. Each writer calls it first.
    ///
    /// # Errors
    /// `X_REPORT` (our bug, exit 70) naming the table or chart: a class other than `internal`, `public` and `published`; an id that
    /// is not plain or not unique; a row that does not fit its columns; a total that is not the sum of its column, unless
    /// the column says that its figures are rounded one by one; an exact number in a public report, or a rounded or
    /// hidden one in an internal report; a rounded figure that is no multiple of 5; a bridge whose steps do not lead to
    /// its end; a chart with a figure that no table of its section holds.
    pub fn check(&self) -> Result<()> {
        if !["internal", "public", "published"].contains(&self.class) {
            return Err(contradiction(format!("class `{}` is neither internal, public nor published", self.class)));
        }
        plain_and_unique(std::iter::once(self.name))?;
        plain_and_unique(self.sections.iter().map(|section| section.id))?;
        plain_and_unique(self.sections.iter().filter_map(|section| section.chart.as_ref()).map(|chart| chart.id))?;
        plain_and_unique(TAKEN.into_iter().chain(self.tables().map(|table| table.id)))?;
        let is_public = self.class == "public";
        for figure in &self.figures {
            if !figure.value.may_stand_in(is_public) {
                let what =
                    format!("figure `{}`, {}, is of the other class", figure.label, figure.value.shown(self.language));
                return Err(contradiction(what));
            }
        }
        for section in &self.sections {
            for table in &section.tables {
                table.check(is_public)?;
            }
            if let Some(chart) = &section.chart {
                chart.check()?;
                in_tables(chart, section)?;
            }
        }
        Ok(())
    }
}

impl ReportTable {
    fn check(&self, is_public: bool) -> Result<()> {
        let wrong = |what: String| contradiction(format!("table `{}`: {what}", self.id));
        plain_and_unique(std::iter::once("missing").chain(self.columns.iter().map(|column| column.name)))?;
        let titles: HashSet<String> = self.columns.iter().map(|column| column.title.to_lowercase()).collect();
        if titles.len() != self.columns.len() || titles.is_empty() || titles.contains("") {
            return Err(wrong("headings must be there and differ".into()));
        }
        if let Some(other) =
            self.columns.iter().find(|column| column.kind.is_number() && column.kind.is_rounded() != is_public)
        {
            return Err(wrong(format!(
                "`{}` is of the other class: public numbers are rounded, internal ones are not",
                other.name
            )));
        }
        for (at, row) in self.rows.iter().enumerate() {
            if row.len() != self.columns.len() {
                return Err(wrong(format!("row {} has {} cells, {} wanted", at + 1, row.len(), self.columns.len())));
            }
            if let Some(file) = row.iter().find_map(ReportCell::leads_astray) {
                return Err(wrong(format!("row {} leads to `{file}`, which is no file below the report", at + 1)));
            }
            if let Some((column, _)) = self.columns.iter().zip(row).find(|(column, cell)| !cell.fits(column.kind)) {
                return Err(wrong(format!("row {}: `{}` holds a value of another kind", at + 1, column.name)));
            }
        }
        let Some(total) = &self.total else { return Ok(()) };
        if total.len() != self.columns.len() {
            return Err(wrong(format!("the total has {} cells, {} wanted", total.len(), self.columns.len())));
        }
        for (at, (column, cell)) in self.columns.iter().zip(total).enumerate() {
            if !cell.fits(column.kind) && !matches!(cell, ReportCell::Text(_)) {
                return Err(wrong(format!("the total of `{}` is of another kind", column.name)));
            }
            if !column.kind.is_rounded() && !self.adds_up(at, cell) {
                return Err(wrong(format!(
                    "the total of `{}`, {}, is not its sum",
                    column.name,
                    cell.shown(Language::English)
                )));
            }
        }
        Ok(())
    }

    /// Whether a total is the sum of its column, in one currency.
    fn adds_up(&self, column: usize, total: &ReportCell) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        match total {
            ReportCell::Count(total) => {
                let sum: i128 =
                    cells.map(|cell| if let ReportCell::Count(number) = cell { i128::from(*number) } else { 0 }).sum();
                sum == i128::from(*total)
            }
            ReportCell::Money { amount_minor, currency } => {
                let sum = cells.try_fold(0_i128, |sum, cell| match cell {
                    ReportCell::Money { amount_minor, currency: own } if own == currency => {
                        Some(sum + i128::from(amount_minor.0))
                    }
                    ReportCell::Money { .. } => None,
                    _ => Some(sum),
                });
                sum == Some(i128::from(amount_minor.0))
            }
            _ => true,
        }
    }
}

impl ReportCell {
    /// Whether the cell may stand in a column of this kind.
    pub fn fits(&self, kind: ColumnKind) -> bool {
        matches!(
            (self, kind),
            (Self::Missing { .. }, _)
                | (Self::Text(_), ColumnKind::Text)
                | (Self::Linked { .. }, ColumnKind::Text)
                | (Self::Day(_), ColumnKind::Day)
                | (Self::Month(_), ColumnKind::Month)
                | (Self::Count(_), ColumnKind::Count)
                | (Self::Money { .. }, ColumnKind::Money)
                | (Self::Number { .. }, ColumnKind::Number)
                | (Self::Hidden { .. }, ColumnKind::RoundedCount | ColumnKind::RoundedMoney)
        ) || (kind.is_rounded() && self.may_stand_in(true) && self.is_money() == Some(kind.is_money()))
    }

    /// A link that leads elsewhere than to a file beside the report or below it.
    fn leads_astray(&self) -> Option<&str> {
        let Self::Linked { file, .. } = self else { return None };
        let is_plain = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_alphanumeric())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        };
        (!file.split('/').all(is_plain)).then_some(file)
    }

    /// Whether a number is money; nothing for what is no number.
    fn is_money(&self) -> Option<bool> {
        match self {
            Self::Count(_) => Some(false),
            Self::Money { .. } => Some(true),
            _ => None,
        }
    }

    /// Whether the cell may stand in a public report, where numbers are multiples of 5, or in an internal one, where
    /// nothing is hidden.
    fn may_stand_in(&self, is_public: bool) -> bool {
        match self {
            Self::Count(number) => !is_public || number % 5 == 0,
            Self::Money { amount_minor, .. } => !is_public || amount_minor.0 % 5 == 0,
            Self::Hidden { .. } => is_public,
            // A measure is as exact as what it rests on.
            Self::Number { .. } => !is_public,
            _ => true,
        }
    }
}

impl ReportChart {
    /// Checks that the chart can be drawn and that a bridge leads from its first bar to its last.
    ///
    /// # Errors
    /// `X_REPORT`, naming the chart.
    pub fn check(&self) -> Result<()> {
        // Far above any count of days, far below where lengths on paper lose digits.
        const HIGHEST: i64 = 1_000_000_000_000;
        let wrong = |what: String| contradiction(format!("chart `{}`: {what}", self.id));
        let values: Vec<i64> = match &self.drawing {
            Drawing::Bridge(bars) => bars.iter().map(|bar| bar.value.saturating_abs()).collect(),
            Drawing::Bars(bars) => bars.iter().map(|bar| bar.value).collect(),
            Drawing::Daily { series, .. } => series.iter().flat_map(|one| one.values.iter().copied()).collect(),
            Drawing::Heat { values, .. } => values.clone(),
            Drawing::Icons(_) => Vec::new(),
            Drawing::Control(panels) => return panels.iter().try_for_each(|panel| whole(panel).map_err(wrong)),
        };
        if let Some(value) = values.iter().find(|value| !(0..=HIGHEST).contains(*value)) {
            return Err(wrong(format!("{value} cannot be drawn")));
        }
        match &self.drawing {
            Drawing::Bridge(bars) => bridge_adds_up(bars).map_err(wrong),
            Drawing::Daily { series, .. } => {
                let days = series.first().map_or(0, |one| one.values.len());
                match series.iter().find(|one| one.values.len() != days) {
                    Some(other) => Err(wrong(format!("{} days in one series, {days} in another", other.values.len()))),
                    None => Ok(()),
                }
            }
            Drawing::Bars(_) | Drawing::Heat { .. } | Drawing::Control(_) | Drawing::Icons(_) => Ok(()),
        }
    }
}

/// Whether every month of a control chart has its limits and its mark, and every figure is a number.
fn whole(panel: &Panel) -> Result<(), String> {
    let months = panel.values.len();
    if panel.limits.len() != months || panel.marks.len() != months {
        return Err(format!("`{}` has {months} values, but not as many limits and marks", panel.label));
    }
    let mut figures = panel.values.iter().chain(panel.limits.iter().flatten()).chain(&panel.target);
    if figures.any(|figure| !figure.is_finite() || figure.abs() > 1e12) {
        return Err(format!("`{}` has a figure that cannot be drawn", panel.label));
    }
    Ok(())
}

fn bridge_adds_up(bars: &[ChartBar]) -> Result<(), String> {
    let [whole, steps @ .., rest] = bars else {
        return if bars.is_empty() { Ok(()) } else { Err("a bridge has a first and a last bar".into()) };
    };
    let mut level = whole.value;
    for step in steps {
        level -= step.value;
        if level < 0 {
            return Err(format!("after `{}` less than nothing is left: steps that add come first", step.label));
        }
    }
    if level == rest.value && whole.value >= 0 {
        return Ok(());
    }
    let taken: i64 = steps.iter().map(|bar| bar.value).sum();
    let [from, to, taken] = [whole.value, rest.value, taken].map(|value| Language::English.count(value));
    Err(format!("{from} less {taken} does not lead to {to}"))
}

/// Every figure of a chart other than 0 must be readable as a number in a table of the same section.
fn in_tables(chart: &ReportChart, section: &Section) -> Result<()> {
    let rows = || section.tables.iter().flat_map(|table| table.rows.iter().chain(&table.total));
    let missing = |value: i64| {
        contradiction(format!("chart `{}`: no table of section `{}` holds its figure {value}", chart.id, section.id))
    };
    match &chart.drawing {
        Drawing::Bridge(bars) | Drawing::Bars(bars) => {
            // The table of a bridge may say what a step adds, its drawing what it takes away.
            let is_bridge = matches!(chart.drawing, Drawing::Bridge(_));
            let own = |count: i64| if is_bridge { count.saturating_abs() } else { count };
            let held: HashSet<i64> = rows().flatten().filter_map(ReportCell::count).map(own).collect();
            bars.iter()
                .map(|bar| own(bar.value))
                .find(|value| *value != 0 && !held.contains(value))
                .map_or(Ok(()), |value| Err(missing(value)))
        }
        Drawing::Control(panels) => {
            let number = |cell: &ReportCell| {
                if let ReportCell::Number { number, .. } = cell { Some(number.to_bits()) } else { None }
            };
            let held: HashSet<u64> = rows().flatten().filter_map(number).collect();
            let mut drawn = panels.iter().flat_map(|panel| &panel.values);
            drawn.find(|value| **value != 0.0 && !held.contains(&value.to_bits())).map_or(Ok(()), |value| {
                Err(contradiction(format!("chart `{}`: no table of `{}` holds {value}", chart.id, section.id)))
            })
        }
        Drawing::Icons(icons) => {
            let names: HashSet<&str> = rows().flatten().filter_map(ReportCell::words).collect();
            let missing = icons.iter().find(|icon| !names.contains(&*icon.label));
            missing.map_or(Ok(()), |icon| {
                Err(contradiction(format!("chart `{}`: no table of `{}` has {}", chart.id, section.id, icon.label)))
            })
        }
        Drawing::Heat { first, values } => {
            by_day(rows(), &mut (0..).zip(values).map(|(at, value)| (*first + at, *value)))
                .map_or(Ok(()), |value| Err(missing(value)))
        }
        Drawing::Daily { first, series } => {
            let mut drawn =
                series.iter().flat_map(|one| (0..).zip(&one.values).map(|(at, value)| (*first + at, *value)));
            by_day(rows(), &mut drawn).map_or(Ok(()), |value| Err(missing(value)))
        }
    }
}

/// The first figure of a day that no row of that day holds.
fn by_day<'r>(
    rows: impl Iterator<Item = &'r Vec<ReportCell>>,
    drawn: &mut dyn Iterator<Item = (Day, i64)>,
) -> Option<i64> {
    let held: HashSet<(Day, i64)> = rows
        .flat_map(|row| {
            let day = row.iter().find_map(|cell| if let ReportCell::Day(day) = cell { Some(*day) } else { None });
            row.iter().filter_map(move |cell| Some((day?, cell.count()?)))
        })
        .collect();
    let mut drawn = drawn;
    (&mut drawn).find(|figure| figure.1 != 0 && !held.contains(figure)).map(|(_, value)| value)
}

/// Ids become anchors, names of files and of sheets: lower-case letters, digits, `_` and `-`, at most 60.
fn plain_and_unique<'a>(ids: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut seen = HashSet::new();
    for id in ids {
        let is_plain = id.starts_with(|first: char| first.is_ascii_lowercase())
            && id.len() <= 60
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
        if !is_plain || !seen.insert(id.replace('-', "_")) {
            return Err(contradiction(format!("id `{id}` is not plain, taken, or there twice")));
        }
    }
    Ok(())
}

fn contradiction(what: String) -> Error {
    Error::new("X_REPORT", Exit::Bug, format!("the report contradicts itself: {what}"))
        .effect("no report was written; the stored month is untouched")
        .hint("this is a fault of the program: please report it with the message")
}
