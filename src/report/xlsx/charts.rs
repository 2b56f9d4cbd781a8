//! The charts of a report as charts of the spreadsheet, each on a sheet of its own above the figures that it shows.

use super::names::chart_name;
use super::plan::{Face, ReportSheet, SpreadsheetValue};
use super::sheet_chart::{ChartForm, SeriesLook, SheetChart, SheetSeries};
use crate::domain::{Day, Language, Month};
use crate::report::model::{ChartBar, Drawing, Panel, ReportChart};
use crate::report::theme;

/// Rows of ordinary height that a chart covers.
const CHART_ROWS: u32 = 20;
/// More small charts are not drawn: the table of the section has their figures.
const MOST_PANELS: usize = 12;
/// The row of the first chart.
const FIRST: u32 = 3;

/// The sheet of a chart; nothing where there are no figures, or a spreadsheet has no such form and a table has them.
pub fn chart_sheet(language: Language, number: usize, chart: &ReportChart) -> Option<ReportSheet> {
    let mut sheet = ReportSheet::new(chart_name(language, number, chart.id), vec![36.0]);
    sheet.words(0, 0, &chart.title, Face::Title.plain());
    sheet.words(1, 0, &chart.description, Face::Quiet.plain());
    sheet.heights = vec![(0, 26.0), (1, 22.0)];
    sheet.is_landscape = true;
    match &chart.drawing {
        Drawing::Bars(bars) => plain_bars(&mut sheet, chart, bars, language),
        Drawing::Bridge(bars) => bridge(&mut sheet, chart, bars, language),
        Drawing::Daily { first, series } => {
            let head = header(&mut sheet, language.word("book-day"));
            let days = series.first().map_or(0, |series| series.values.len());
            let mut of_chart = Vec::new();
            for (column, of) in (1..).zip(series) {
                title(&mut sheet, head, column, &of.label);
                let values = of.values.iter().map(|value| *value as f64);
                (head + 1..).zip(values).for_each(|(row, value)| number_at(&mut sheet, row, column, value, 0));
                of_chart.push(SheetSeries { column, look: filled(of.strong) });
            }
            let last = Day::from_number(first.number() + days as i32 - 1);
            for (row, day) in (head + 1..).zip(first.to(last)) {
                sheet.put(row, 0, SpreadsheetValue::Day(day), Face::Day.plain());
            }
            add(&mut sheet, chart, ChartForm::Columns, (head + 1, head + days as u32), of_chart);
        }
        Drawing::Control(panels) => control(&mut sheet, chart, panels, language),
        Drawing::Heat { .. } | Drawing::Icons(_) => {}
    }
    sheet.charts.retain(|chart| chart.rows.0 <= chart.rows.1);
    (!sheet.charts.is_empty()).then_some(sheet)
}

fn plain_bars(sheet: &mut ReportSheet, chart: &ReportChart, bars: &[ChartBar], language: Language) {
    let head = header(sheet, language.word("book-what"));
    title(sheet, head, 1, chart.unit);
    for (row, bar) in (head + 1..).zip(bars) {
        sheet.words(row, 0, &bar.label, Face::Words.plain());
        number_at(sheet, row, 1, bar.value as f64, 0);
    }
    let series = vec![SheetSeries { column: 1, look: SeriesLook::Filled(theme::ACCENT) }];
    add(sheet, chart, ChartForm::Bars, (head + 1, head + bars.len() as u32), series);
}

/// Each step starts where the one before it ended.
fn bridge(sheet: &mut ReportSheet, chart: &ReportChart, bars: &[ChartBar], language: Language) {
    let head = header(sheet, language.word("book-step"));
    let [from, whole, taken] = ["book-starts-at", "book-whole", "book-taken"].map(|id| language.word(id));
    let titles = [chart.unit, from, whole, taken];
    (1..).zip(titles).for_each(|(column, words)| title(sheet, head, column, words));
    let mut left = bars.first().map_or(0, |bar| bar.value);
    for (at, (row, bar)) in (head + 1..).zip(bars).enumerate() {
        let is_end = at == 0 || at + 1 == bars.len();
        let before = left;
        left -= if is_end { 0 } else { bar.value };
        let from = if is_end { 0 } else { left.min(before) };
        let length = if is_end { bar.value } else { bar.value.abs() };
        sheet.words(row, 0, &bar.label, Face::Words.plain());
        let parts = if is_end { [length, 0] } else { [0, length] };
        for (column, value) in (1..).zip([bar.value, from, parts[0], parts[1]]) {
            number_at(sheet, row, column, value as f64, 0);
        }
    }
    let looks =
        [(2, SeriesLook::Hidden), (3, SeriesLook::Filled(theme::ACCENT)), (4, SeriesLook::Filled(theme::STRIPE))];
    let series = looks.map(|(column, look)| SheetSeries { column, look }).into();
    add(sheet, chart, ChartForm::Bars, (head + 1, head + bars.len() as u32), series);
}

/// Each panel with its own figures below it.
fn control(sheet: &mut ReportSheet, chart: &ReportChart, panels: &[Panel], language: Language) {
    let drawn = &panels[..panels.len().min(MOST_PANELS)];
    let mut top = FIRST;
    for panel in drawn {
        let head = top + CHART_ROWS + 1;
        sheet.words(top - 1, 0, &panel.label, Face::Head.plain());
        sheet.words(head, 0, language.word("head-month"), Face::Head.plain());
        let titles = ["book-charted", "book-lower", "book-centre", "book-upper", "chart-target"];
        let looks = [
            SeriesLook::Points(theme::ACCENT),
            SeriesLook::Broken(theme::EDGE),
            SeriesLook::Line(theme::EDGE),
            SeriesLook::Broken(theme::EDGE),
            SeriesLook::Broken(theme::WORSE),
        ];
        let is_there = |column: u16| column < 5 || panel.target.is_some();
        let series = (1..).zip(looks).filter(|(column, _)| is_there(*column));
        let series: Vec<SheetSeries> = series.map(|(column, look)| SheetSeries { column, look }).collect();
        for column in &series {
            title(sheet, head, column.column, language.word(titles[usize::from(column.column) - 1]));
        }
        let months = std::iter::successors(Some(panel.first), |month: &Month| Some(month.next()));
        let mut last = head;
        for (month, (value, [lower, centre, upper])) in months.zip(panel.values.iter().zip(&panel.limits)) {
            last += 1;
            sheet.put(last, 0, SpreadsheetValue::Day(month.first()), Face::Month.plain());
            let figures = [Some(*value), Some(*lower), Some(*centre), Some(*upper), panel.target];
            for (column, figure) in (1..).zip(figures) {
                figure.into_iter().for_each(|figure| number_at(sheet, last, column, figure, 2));
            }
        }
        sheet.charts.push(SheetChart {
            form: ChartForm::Lines,
            title: (top - 1, 0),
            alt: format!("{}. {}: {}", chart.title, panel.label, panel.variation),
            row: top,
            head,
            rows: (head + 1, last),
            unit: chart.unit,
            series,
        });
        top = last + 3;
    }
    if drawn.len() < panels.len() {
        let counts = [("drawn", MOST_PANELS), ("all", panels.len())].map(|(name, count)| (name, (count as i64).into()));
        let words = language.say("book-drawn", &counts);
        sheet.words(top, 0, &words, Face::Quiet.plain());
    }
}

/// Leaves room for the chart and puts the heading of the first column below it. Gives its row.
fn header(sheet: &mut ReportSheet, words: &str) -> u32 {
    let head = FIRST + CHART_ROWS + 1;
    sheet.words(head, 0, words, Face::Head.plain());
    head
}

fn title(sheet: &mut ReportSheet, row: u32, column: u16, words: &str) {
    sheet.words(row, column, words, Face::HeadRight.plain());
    if sheet.widths.len() <= usize::from(column) {
        sheet.widths.resize(usize::from(column) + 1, 16.0);
    }
}

fn number_at(sheet: &mut ReportSheet, row: u32, column: u16, value: f64, places: u8) {
    let face = if places == 0 { Face::Count } else { Face::Number(places) };
    sheet.put(row, column, SpreadsheetValue::Number(value), face.plain());
}

fn filled(is_strong: bool) -> SeriesLook {
    SeriesLook::Filled(if is_strong { theme::ACCENT } else { theme::STRIPE })
}

fn add(sheet: &mut ReportSheet, chart: &ReportChart, form: ChartForm, rows: (u32, u32), series: Vec<SheetSeries>) {
    sheet.charts.push(SheetChart {
        form,
        title: (0, 0),
        alt: chart.description.clone(),
        row: FIRST,
        head: FIRST + CHART_ROWS + 1,
        rows,
        unit: chart.unit,
        series,
    });
}
