//! All measures of the report on one page, each with its two signs and no figures.

use crate::domain::{Language, Month};
use crate::report::model::{
    Assured, ColumnKind, Drawing, IconRow, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};

const ICONS: [ReportColumn; 4] = [
    column("measure", "head-measure", ColumnKind::Text),
    column("name", "head-of-what", ColumnKind::Text),
    column("variation", "head-variation", ColumnKind::Text),
    column("assurance", "head-assurance", ColumnKind::Text),
];

/// The page of a month; nothing where no series was charted.
pub fn section(language: Language, icons: Vec<IconRow>, month: Month) -> Option<Section> {
    if icons.is_empty() {
        return None;
    }
    let of_month = [("month", month.into())];
    let row = |icon: &IconRow| {
        let assured = |assured: Assured| language.say("chart-assured", &[("assured", assured.code().into())]);
        let none = if icon.has_target { "trend-no-verdict" } else { "trend-no-target" };
        let assurance = icon.assurance.map(|icon| ReportCell::Text(assured(icon)));
        vec![
            ReportCell::text(icon.measure.clone()),
            ReportCell::text(icon.label.clone()),
            ReportCell::Text(language.say("icon-variation", &[("icon", icon.variation.code().into())])),
            assurance.unwrap_or(ReportCell::Missing { missing: language.word(none) }),
        ]
    };
    let rows = icons.iter().map(row).collect();
    let text = vec![language.say("trend-icons", &of_month), language.word("trend-icons-few").to_owned()];
    let chart = ReportChart {
        id: "icons",
        title: language.say("trend-icons-chart", &of_month),
        description: text.join(" "),
        unit: language.word("trend-unit"),
        drawing: Drawing::Icons(icons),
    };
    let table = ReportTable {
        id: "icons_table",
        title: language.say("trend-icons-table", &of_month),
        columns: titled(language, &ICONS),
        rows,
        total: None,
        empty: language.word("trend-no-months"),
    };
    let title = language.word("trend-icons-title").to_owned();
    Some(Section { id: "icons", title, text, chart: Some(chart), tables: vec![table] })
}
