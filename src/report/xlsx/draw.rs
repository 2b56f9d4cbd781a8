//! Draws the charts of a sheet.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::sheet_chart::{ChartForm, SeriesLook, SheetChart};

/// Width and height in pixels.
const SIZE: (u32, u32) = (760, 380);

/// Draws a chart on the page of its figures. Names are those of cells, so that none is taken for a formula.
pub fn draw(page: &mut Worksheet, sheet: &str, of: &SheetChart) -> Result<(), XlsxError> {
    let mut chart = Chart::new(match of.form {
        ChartForm::Bars => ChartType::BarStacked,
        ChartForm::Columns => ChartType::ColumnStacked,
        ChartForm::Lines => ChartType::Line,
    });
    let (first, last) = of.rows;
    for series in &of.series {
        let added = chart.add_series();
        added.set_name((sheet, of.head, series.column));
        added.set_categories((sheet, first, 0, last, 0));
        added.set_values((sheet, first, series.column, last, series.column));
        added.set_format(&mut format(series.look));
        match of.form {
            ChartForm::Lines => _ = added.set_marker(&marker(series.look)),
            ChartForm::Bars | ChartForm::Columns => _ = added.set_gap(40).set_overlap(100),
        }
    }
    chart.title().set_name((sheet, of.title.0, of.title.1)).set_font(ChartFont::new().set_size(12));
    chart.set_width(SIZE.0).set_height(SIZE.1).set_alt_text(short(&of.alt));
    match of.form {
        // Here the horizontal axis has the values, and the first bar is to be on top.
        ChartForm::Bars => {
            chart.x_axis().set_name(of.unit);
            chart.y_axis().set_reverse();
        }
        ChartForm::Columns => {
            chart.x_axis().set_num_format("d mmm");
            chart.y_axis().set_name(of.unit);
        }
        ChartForm::Lines => {
            chart.x_axis().set_num_format("mmm yy");
            chart.y_axis().set_name(of.unit);
        }
    }
    match (of.form, of.series.len()) {
        (ChartForm::Bars, _) | (_, 1) => chart.legend().set_hidden(),
        _ => chart.legend().set_position(ChartLegendPosition::Bottom),
    };
    page.insert_chart(of.row, 0, &chart)?;
    Ok(())
}

/// As many letters as alternative text may have.
fn short(text: &str) -> String {
    const LETTERS: usize = 250;
    match text.chars().count() > LETTERS {
        true => text.chars().take(LETTERS - 1).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

fn format(look: SeriesLook) -> ChartFormat {
    let mut format = ChartFormat::new();
    match look {
        SeriesLook::Hidden => _ = format.set_no_fill().set_no_line(),
        SeriesLook::Filled(colour) => _ = format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour))),
        SeriesLook::Points(colour) | SeriesLook::Line(colour) => {
            _ = format.set_line(ChartLine::new().set_color(Color::RGB(colour)).set_width(1.5));
        }
        SeriesLook::Broken(colour) => {
            let line = ChartLine::new()
                .set_color(Color::RGB(colour))
                .set_width(1.25)
                .set_dash_type(ChartLineDashType::Dash)
                .clone();
            _ = format.set_line(&line);
        }
    }
    format
}

fn marker(look: SeriesLook) -> ChartMarker {
    let mut marker = ChartMarker::new();
    match look {
        SeriesLook::Points(colour) => {
            let mut fill = ChartSolidFill::new();
            fill.set_color(Color::RGB(colour));
            marker.set_type(ChartMarkerType::Circle).set_size(5).set_format(&mut fill);
        }
        _ => _ = marker.set_none(),
    }
    marker
}
