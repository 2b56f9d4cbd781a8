//! A report read back from its JSON file, so that tests can change the words of a real one.

use beddays::domain::{Currency, Language, Minor};
use beddays::report::model::{
    Assured, ChartBar, ColumnKind, Drawing, IconRow, KeyFigure, Panel, PointMark, Report, ReportCell, ReportChart,
    ReportColumn, ReportFact, ReportTable, Section, StackedSeries, VariationIcon,
};
use serde_json::Value;

/// A word that lives as long as the test.
fn kept(value: &Value) -> &'static str {
    Box::leak(text(value).into_boxed_str())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn list<T>(value: &Value, of: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}")).iter().map(of).collect()
}

fn int(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn kind(name: &str) -> ColumnKind {
    match name {
        "text" => ColumnKind::Text,
        "day" => ColumnKind::Day,
        "month" => ColumnKind::Month,
        "count" => ColumnKind::Count,
        "money" => ColumnKind::Money,
        "number" => ColumnKind::Number,
        "rounded_count" => ColumnKind::RoundedCount,
        "rounded_money" => ColumnKind::RoundedMoney,
        other => panic!("a kind of column called {other}"),
    }
}

fn cell(value: &Value, kind: ColumnKind) -> ReportCell {
    if let Some(words) = value.as_str() {
        return match kind {
            ColumnKind::Day => words.parse().map_or_else(|_| ReportCell::text(words), ReportCell::Day),
            ColumnKind::Month => words.parse().map_or_else(|_| ReportCell::text(words), ReportCell::Month),
            _ => ReportCell::text(words),
        };
    }
    if let Some(count) = value.as_i64() {
        return ReportCell::Count(count);
    }
    let fields = value.as_object().unwrap();
    let (first, of) = fields.iter().next().unwrap();
    match first.as_str() {
        "file" => ReportCell::Linked { file: text(of), text: text(&value["text"]) },
        "amount_minor" => {
            let currency: Currency = serde_json::from_value(value["currency"].clone()).unwrap();
            ReportCell::money(Minor(int(of)), currency)
        }
        "number" => ReportCell::number(of.as_f64().unwrap(), int(&value["places"]) as u8),
        "hidden" => ReportCell::Hidden { hidden: text(of) },
        "missing" => ReportCell::Missing { missing: kept(of) },
        other => panic!("a cell with {other}"),
    }
}

fn table(value: &Value) -> ReportTable {
    let column = |column: &Value| ReportColumn {
        name: kept(&column["name"]),
        title: kept(&column["title"]),
        kind: kind(column["kind"].as_str().unwrap()),
    };
    let columns = list(&value["columns"], column);
    let row =
        |row: &Value| row.as_array().unwrap().iter().zip(&columns).map(|(value, of)| cell(value, of.kind)).collect();
    ReportTable {
        id: kept(&value["id"]),
        title: text(&value["title"]),
        rows: list(&value["rows"], row),
        total: (!value["total"].is_null()).then(|| row(&value["total"])),
        empty: kept(&value["empty"]),
        columns,
    }
}

fn panel(value: &Value) -> Panel {
    let mark = |mark: &Value| match mark.as_str().unwrap() {
        "common" => PointMark::Common,
        "better" => PointMark::Better,
        "worse" => PointMark::Worse,
        "left_out" => PointMark::LeftOut,
        _ => PointMark::Special,
    };
    let float = |value: &Value| value.as_f64().unwrap();
    let assured = |assured: &str| match assured {
        "passes" => Assured::Passes,
        "fails" => Assured::Fails,
        _ => Assured::ByChance,
    };
    Panel {
        label: text(&value["label"]),
        first: value["first"].as_str().unwrap().parse().unwrap(),
        values: list(&value["values"], float),
        limits: list(&value["limits"], |limits| [0, 1, 2].map(|at| float(&limits[at]))),
        marks: list(&value["marks"], mark),
        variation: kept(&value["variation"]),
        breaks: list(&value["breaks"], |place| int(place) as usize),
        broken_by: value["broken_by"].as_str().map(|_| kept(&value["broken_by"])),
        baselines: match value["baselines"].is_null() {
            true => Vec::new(),
            false => list(&value["baselines"], |ends| [0, 1].map(|at| int(&ends[at]) as usize)),
        },
        target: value["target"].as_f64(),
        assurance: value["assurance"].as_str().map(assured),
    }
}

fn icon(value: &Value) -> IconRow {
    let of = |code: &str| VariationIcon::ALL.into_iter().find(|icon| icon.code() == code).unwrap();
    IconRow {
        measure: text(&value["measure"]),
        label: text(&value["label"]),
        variation: of(value["variation"].as_str().unwrap()),
        has_target: value["has_target"].as_bool().unwrap(),
        assurance: value["assurance"]
            .as_str()
            .map(|code| Assured::ALL.into_iter().find(|one| one.code() == code).unwrap()),
    }
}

fn drawing(value: &Value) -> Drawing {
    let (name, of) = value.as_object().unwrap().iter().next().unwrap();
    let bar = |bar: &Value| ChartBar {
        label: text(&bar["label"]),
        value: int(&bar["value"]),
        strong: bar["strong"].as_bool().unwrap(),
    };
    let series = |series: &Value| StackedSeries {
        label: text(&series["label"]),
        values: list(&series["values"], int),
        strong: series["strong"].as_bool().unwrap(),
    };
    let first = || of["first"].as_str().unwrap().parse().unwrap();
    match name.as_str() {
        "bridge" => Drawing::Bridge(list(of, bar)),
        "bars" => Drawing::Bars(list(of, bar)),
        "daily" => Drawing::Daily { first: first(), series: list(&of["series"], series) },
        "control" => Drawing::Control(list(of, panel)),
        "icons" => Drawing::Icons(list(of, icon)),
        "heat" => Drawing::Heat { first: first(), values: list(&of["values"], int) },
        other => panic!("a drawing called {other}"),
    }
}

fn section(value: &Value) -> Section {
    let chart = |chart: &Value| ReportChart {
        id: kept(&chart["id"]),
        title: text(&chart["title"]),
        description: text(&chart["description"]),
        unit: kept(&chart["unit"]),
        drawing: drawing(&chart["drawing"]),
    };
    Section {
        id: kept(&value["id"]),
        title: text(&value["title"]),
        text: list(&value["text"], text),
        chart: (!value["chart"].is_null()).then(|| chart(&value["chart"])),
        tables: list(&value["tables"], table),
    }
}

/// The report of a JSON file.
pub fn report(json: &str) -> Report {
    let value: Value = serde_json::from_str(json).unwrap();
    let figure = |figure: &Value| KeyFigure {
        label: text(&figure["label"]),
        value: cell(&figure["value"], ColumnKind::Day),
        note: text(&figure["note"]),
        link: figure.get("link").map(kept),
    };
    Report {
        class: kept(&value["class"]),
        name: kept(&value["name"]),
        language: value.get("language").map_or(Language::English, |code| code.as_str().unwrap().parse().unwrap()),
        title: text(&value["title"]),
        standing: text(&value["standing"]),
        notice: value.get("notice").map(text),
        summary: list(&value["summary"], text),
        figures: list(&value["figures"], figure),
        sections: list(&value["sections"], section),
        provenance: list(&value["provenance"], |fact| ReportFact {
            name: text(&fact["name"]),
            value: text(&fact["value"]),
        }),
    }
}
