//! The bridge between two figures of the last month: what lies between them, cause by cause.

use crate::domain::{Language, Month};
use crate::report::model::{
    ChartBar, ColumnKind, Drawing, ReportCell, ReportChart, ReportColumn, ReportTable, Section, column, titled,
};

/// One cause of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BridgeCause {
    /// In words.
    pub words: String,
    /// Days added, or taken away where negative.
    pub days: i64,
    /// In how many stays.
    pub stays: u64,
    /// Where it says so.
    pub cite: String,
    /// How sure we are.
    pub grade: &'static str,
}

/// Two figures of one month and what lies between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureBridge {
    /// The first figure and its days.
    pub from: (String, i64),
    /// The causes; they sum to the difference.
    pub causes: Vec<BridgeCause>,
    /// The second.
    pub to: (String, i64),
    /// What a reader must know.
    pub notes: Vec<String>,
}

const CAUSES: [ReportColumn; 5] = [
    column("cause", "head-cause", ColumnKind::Text),
    column("days", "head-days", ColumnKind::Count),
    column("stays", "head-stays", ColumnKind::Count),
    column("cite", "head-source-of-law", ColumnKind::Text),
    column("grade", "head-grade", ColumnKind::Text),
];

/// The ids of so many bridges of one report: section, chart, table.
const IDS: [[&str; 3]; 12] = [
    ["bridge_1", "bridge_1_chart", "bridge_1_table"],
    ["bridge_2", "bridge_2_chart", "bridge_2_table"],
    ["bridge_3", "bridge_3_chart", "bridge_3_table"],
    ["bridge_4", "bridge_4_chart", "bridge_4_table"],
    ["bridge_5", "bridge_5_chart", "bridge_5_table"],
    ["bridge_6", "bridge_6_chart", "bridge_6_table"],
    ["bridge_7", "bridge_7_chart", "bridge_7_table"],
    ["bridge_8", "bridge_8_chart", "bridge_8_table"],
    ["bridge_9", "bridge_9_chart", "bridge_9_table"],
    ["bridge_10", "bridge_10_chart", "bridge_10_table"],
    ["bridge_11", "bridge_11_chart", "bridge_11_table"],
    ["bridge_12", "bridge_12_chart", "bridge_12_table"],
];

/// A section for each bridge. Beyond a dozen the last one names those that `beddays bridge` alone shows.
pub fn sections(language: Language, bridges: &[FigureBridge], month: Month) -> Vec<Section> {
    let mut sections: Vec<Section> =
        bridges.iter().zip(IDS).map(|(between, ids)| section(language, between, month, ids)).collect();
    let others: Vec<&str> = bridges.iter().skip(IDS.len()).map(|between| &*between.to.0).collect();
    if let Some(last) = sections.last_mut().filter(|_| !others.is_empty()) {
        last.text.push(language.say("trend-bridge-others", &[("others", others.join(", ").into())]));
    }
    sections
}

fn section(language: Language, between: &FigureBridge, month: Month, [id, chart, table]: [&'static str; 3]) -> Section {
    let FigureBridge { from, causes, to, notes } = between;
    let sum = |wanted: fn(i64) -> bool| causes.iter().map(|cause| cause.days).filter(|days| wanted(*days)).sum::<i64>();
    let (added, taken) = (sum(|days| days > 0), sum(|days| days < 0));
    let ends = [("from", (&from.0).into()), ("to", (&to.0).into())];
    let days = [("days", from.1), ("added", added), ("taken", taken.abs()), ("are", to.1)];
    let sums: Vec<_> = days.into_iter().map(|(name, days)| (name, days.into())).chain(ends.clone()).collect();
    let mut text = vec![language.say("trend-bridge", &sums)];
    text.extend(notes.iter().cloned());
    // What is added comes first, so that no step leads below nothing; within that the order of the causes.
    let mut steps: Vec<&BridgeCause> = causes.iter().collect();
    steps.sort_by_key(|cause| cause.days < 0);
    let bar = |label: &str, value: i64, strong: bool| ChartBar { label: label.to_owned(), value, strong };
    let mut bars = vec![bar(&from.0, from.1, false)];
    bars.extend(steps.iter().map(|cause| bar(&cause.words, -cause.days, false)));
    bars.push(bar(&to.0, to.1, true));
    let row = |cause: &&BridgeCause| {
        vec![
            ReportCell::text(cause.words.clone()),
            ReportCell::Count(cause.days),
            ReportCell::Count(cause.stays as i64),
            ReportCell::text(cause.cite.clone()),
            ReportCell::text(cause.grade),
        ]
    };
    let end = |(name, days): &(String, i64)| {
        let blank = || ReportCell::text("");
        vec![
            ReportCell::text(name.clone()),
            ReportCell::Count(*days),
            ReportCell::Missing { missing: language.word("trend-no-step") },
            blank(),
            blank(),
        ]
    };
    let mut rows = vec![end(from)];
    rows.extend(steps.iter().map(row));
    let mut total = end(to);
    total[2] = ReportCell::text("");
    let [from, to] = ends;
    let title = language.say("trend-bridge-table", &[from.clone(), to.clone(), ("month", month.into())]);
    let chart = ReportChart {
        id: chart,
        title: title.clone(),
        description: text[0].clone(),
        unit: language.word("unit-days"),
        drawing: Drawing::Bridge(bars),
    };
    let columns = titled(language, &CAUSES);
    let table =
        ReportTable { id: table, title, columns, rows, total: Some(total), empty: language.word("trend-no-days") };
    let title = language.say("trend-bridge-title", &[from, to]);
    Section { id, title, text, chart: Some(chart), tables: vec![table] }
}
