//! One model, five writers: every figure is in every format, the same input gives the same bytes, contradictions stop.

use std::collections::HashMap;
use std::io::Cursor;

use beddays::domain::visible::visible;
use beddays::domain::{Currency, Language, Minor};
use beddays::error::Exit;
use beddays::report::model::{ColumnKind, Drawing, KeyFigure, Report, ReportCell, ReportColumn, ReportTable};
use beddays::report::text::with_minus;
use beddays::report::{chart, csv, html, json, xlsx};
use calamine::{Data, DataType, Reader, Xlsx};

use crate::report::fixture::{FORMULAS, LOGS, SCRIPTS, figures, hostile, payloads, statement};
use crate::report::markup;

pub fn everything_hostile() -> Report {
    let strings: Vec<String> = [FORMULAS, SCRIPTS, LOGS].into_iter().flat_map(payloads).collect();
    hostile(&strings)
}

#[test]
fn the_fixture_has_figures() {
    let report = statement();
    assert!(figures(&report).len() > 1_500, "{} figures", figures(&report).len());
    assert_eq!(report.sections.len(), 6);
}

fn all_rows(table: &ReportTable) -> impl Iterator<Item = &Vec<ReportCell>> {
    table.rows.iter().chain(&table.total)
}

#[test]
fn html_shows_every_cell() {
    for report in [statement(), everything_hostile()] {
        let page = html::render(&report).unwrap();
        for table in report.tables().filter(|table| !table.rows.is_empty()) {
            let shown = markup::table(&page, &format!("table.{}", table.id));
            assert_eq!(shown.len(), 1 + all_rows(table).count(), "{}", table.id);
            for (cells, shown) in all_rows(table).zip(&shown[1..]) {
                let wanted: Vec<String> = cells.iter().map(in_html).collect();
                assert_eq!(*shown, wanted, "{}", table.id);
            }
        }
        let words = markup::words(&page);
        for figure in &report.figures {
            assert!(words.contains(&in_html(&figure.value)), "{figure:?}");
        }
    }
}

fn in_html(cell: &ReportCell) -> String {
    match cell {
        ReportCell::Text(words) | ReportCell::Linked { text: words, .. } => visible(words).into_owned(),
        ReportCell::Missing { missing } => format!("– {missing}"),
        _ => with_minus(&cell.shown(Language::English)),
    }
}

#[test]
fn xlsx_shows_every_cell() {
    for report in [statement(), everything_hostile()] {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::write(&report).unwrap())).unwrap();
        let names = book.sheet_names();
        let first = 3 + u32::from(report.notice.is_some());
        for (table, name) in report.tables().zip(&names[3..]).filter(|(table, _)| !table.rows.is_empty()) {
            let sheet = book.worksheet_range(name).unwrap();
            for (row, cells) in (first..).zip(all_rows(table)) {
                for (column, cell) in (0..).zip(cells) {
                    let read = sheet.get_value((row, column)).unwrap_or(&Data::Empty);
                    assert!(is_same(cell, read), "{name} {row} {column}: {cell:?} {read:?}");
                }
            }
        }
        let cover = book.worksheet_range("Cover").unwrap();
        for figure in &report.figures {
            assert!(cover.used_cells().any(|(_, _, read)| is_same(&figure.value, read)), "{figure:?}");
        }
    }
}

fn is_same(cell: &ReportCell, read: &Data) -> bool {
    match cell {
        ReportCell::Text(words) | ReportCell::Linked { text: words, .. } => read.get_string().unwrap_or("") == words,
        ReportCell::Day(day) => {
            read.as_f64().is_none() && read.get_datetime().unwrap().as_f64() == f64::from(day.number() + 25_569)
        }
        ReportCell::Month(month) => read.get_datetime().unwrap().as_f64() == f64::from(month.first().number() + 25_569),
        ReportCell::Count(count) => read.as_f64() == Some(*count as f64),
        ReportCell::Number { number, .. } => read.as_f64() == Some(*number),
        ReportCell::Money { amount_minor, .. } => {
            read.as_f64().map(|amount| (amount * 100.0).round() as i64) == Some(amount_minor.0)
        }
        ReportCell::Missing { missing } => read.get_string() == Some(&format!("– ({missing})")),
        ReportCell::Hidden { hidden } => read.get_string() == Some(hidden),
    }
}

#[test]
fn csv_holds_every_cell() {
    for report in [statement(), everything_hostile()] {
        let files: HashMap<String, Vec<HashMap<String, String>>> =
            csv::write(&report).unwrap().into_iter().map(|(name, bytes)| (name, parsed(&bytes))).collect();
        for table in report.tables() {
            let records = &files[&format!("statement-{}.csv", table.id)];
            assert_eq!(records.len(), table.rows.len(), "{}", table.id);
            for (cells, record) in table.rows.iter().zip(records) {
                for (column, cell) in table.columns.iter().zip(cells) {
                    let name = column.name.trim_end_matches("_minor");
                    let minor =
                        if column.kind == ColumnKind::Money { format!("{name}_minor") } else { name.to_owned() };
                    let currency = record.get(&format!("{name}_currency")).map_or("", String::as_str);
                    let value = (record[&minor].as_str(), currency, record["missing"].as_str());
                    assert!(holds(cell, value, column.name), "{}: {cell:?} {record:?}", table.id);
                }
            }
            let totals = files["statement-totals.csv"].iter().filter(|record| record["table"] == table.id);
            let numbers = table.total.iter().flatten().filter(|cell| !matches!(cell, ReportCell::Text(_)));
            let read: Vec<&str> = totals.map(|record| record["value"].as_str()).collect();
            assert_eq!(read, numbers.map(number).collect::<Vec<_>>(), "{}", table.id);
        }
        let about = files["statement-about.csv"].iter().filter(|record| record["part"] == "figure");
        let read: Vec<&str> = about.map(|record| record["value"].as_str()).collect();
        assert_eq!(read, report.figures.iter().map(|figure| number(&figure.value)).collect::<Vec<_>>());
    }
}

fn number(cell: &ReportCell) -> String {
    match cell {
        ReportCell::Count(count) => count.to_string(),
        ReportCell::Number { number, .. } => number.to_string(),
        ReportCell::Money { amount_minor, .. } => amount_minor.0.to_string(),
        _ => String::new(),
    }
}

fn holds(cell: &ReportCell, (value, currency, missing): (&str, &str, &str), name: &str) -> bool {
    match cell {
        ReportCell::Text(words) | ReportCell::Linked { text: words, .. } => csv::plain(value) == *words,
        ReportCell::Day(day) => value == day.to_string(),
        ReportCell::Month(month) => value == month.to_string(),
        ReportCell::Count(count) => value == count.to_string(),
        ReportCell::Number { number, .. } => value == number.to_string(),
        ReportCell::Money { amount_minor, currency: code } => {
            value == amount_minor.0.to_string() && currency == code.code()
        }
        ReportCell::Missing { missing: why } => value.is_empty() && missing.contains(&format!("{name}: {why}")),
        ReportCell::Hidden { hidden } => value == hidden,
    }
}

fn parsed(bytes: &[u8]) -> Vec<HashMap<String, String>> {
    let mut reader = ::csv::Reader::from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn json_is_the_model() {
    for report in [statement(), everything_hostile()] {
        let read: serde_json::Value = serde_json::from_slice(&json::write(&report).unwrap()).unwrap();
        assert_eq!(read, serde_json::to_value(&report).unwrap());
        for (section, wanted) in read["sections"].as_array().unwrap().iter().zip(&report.sections) {
            for (table, wanted) in section["tables"].as_array().unwrap().iter().zip(&wanted.tables) {
                let rows = table["rows"].as_array().unwrap();
                let cells = rows.iter().flat_map(|row| row.as_array().unwrap());
                for (cell, wanted) in cells.zip(wanted.rows.iter().flatten()) {
                    match wanted {
                        ReportCell::Count(count) => assert_eq!(cell.as_i64(), Some(*count)),
                        ReportCell::Money { amount_minor, .. } => {
                            assert_eq!(cell["amount_minor"].as_i64(), Some(amount_minor.0))
                        }
                        ReportCell::Missing { missing } => assert_eq!(cell["missing"], *missing),
                        ReportCell::Day(day) => assert_eq!(cell.as_str(), Some(day.to_string().as_str())),
                        _ => assert_eq!(cell.as_str(), Some(wanted.shown(Language::English).as_str())),
                    }
                }
            }
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let bytes = || {
        let report = everything_hostile();
        let charts =
            report.sections.iter().filter_map(|section| section.chart.as_ref()).map(|one| chart::svg(one).unwrap());
        (
            html::render(&report).unwrap(),
            xlsx::write(&report).unwrap(),
            csv::write(&report).unwrap(),
            json::write(&report).unwrap(),
            charts.collect::<Vec<_>>(),
        )
    };
    let first = bytes();
    // Times in a workbook's archive count in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == bytes());
}

/// Changes that make a report contradict itself, and a part of what the error says.
type Change = (fn(&mut Report), &'static str);

#[test]
fn contradictions_stop_every_writer() {
    let changes: [Change; 14] = [
        (|report| report.class = "secret", "class `secret`"),
        (|report| report.name = "State ment", "id `State ment`"),
        (|report| report.sections[1].id = "owed", "id `owed`"),
        (|report| report.sections[0].tables[0].id = "by_stay", "id `by_stay`"),
        (|report| report.sections[0].tables[0].id = "totals", "id `totals`"),
        (|report| report.sections[0].tables[0].columns[1].name = "missing", "id `missing`"),
        (|report| report.sections[0].tables[0].columns[1].title = "HOSPITAL", "headings"),
        (|report| _ = report.sections[0].tables[0].rows[2].pop(), "row 3 has 3 cells, 4 wanted"),
        (
            |report| report.sections[0].tables[0].rows[0][1] = ReportCell::text("71"),
            "`stays` holds a value of another kind",
        ),
        (
            |report| report.sections[0].tables[0].rows[0][1] = ReportCell::Count(72),
            "total of `stays`, 212, is not its sum",
        ),
        (
            |report| report.sections[0].tables[0].rows[0][3] = ReportCell::money(Minor(5_642_000), Currency::Sek),
            "total of `amount`",
        ),
        (
            |report| {
                if let Some(Drawing::Bridge(bars)) = report.sections[1].chart.as_mut().map(|chart| &mut chart.drawing) {
                    bars[1].value += 1;
                }
            },
            "2,586 less 1,532 does not lead to 1,055",
        ),
        (
            |report| {
                if let Some(Drawing::Bars(bars)) = report.sections[0].chart.as_mut().map(|chart| &mut chart.drawing) {
                    bars[0].value = 1_000_000;
                }
            },
            "no table of section `owed` holds its figure 1000000",
        ),
        (
            |report| {
                if let Some(Drawing::Daily { series, .. }) =
                    report.sections[2].chart.as_mut().map(|chart| &mut chart.drawing)
                {
                    series[1].values[4] = 999;
                }
            },
            "no table of section `daily` holds its figure 999",
        ),
    ];
    for (change, wanted) in changes {
        let mut report = statement();
        change(&mut report);
        let errors = [
            html::render(&report).unwrap_err(),
            xlsx::write(&report).unwrap_err(),
            csv::write(&report).unwrap_err(),
            json::write(&report).unwrap_err(),
        ];
        for error in errors {
            assert_eq!((error.code(), error.exit()), ("X_REPORT", Exit::Bug));
            assert!(error.what().contains(wanted), "{wanted}: {}", error.what());
        }
    }
}

/// A public report with one table, whose column says that it is rounded.
fn rounded() -> Report {
    let mut report = statement();
    let mut section = report.sections.swap_remove(0);
    let hidden = || ReportCell::Hidden { hidden: "*".into() };
    let pounds = |whole: i64| ReportCell::money(Minor(whole * 100), Currency::Gbp);
    let column = |name, title, kind| ReportColumn { name, title, kind };
    section.chart = None;
    section.tables[0].columns = vec![
        column("provider_name", "Hospital", ColumnKind::Text),
        column("people", "People", ColumnKind::RoundedCount),
        column("amount", "Amount", ColumnKind::RoundedMoney),
    ];
    section.tables[0].rows = vec![
        vec![ReportCell::text("One"), ReportCell::Count(70), pounds(650)],
        vec![ReportCell::text("Two"), hidden(), hidden()],
    ];
    section.tables[0].total = Some(vec![ReportCell::text("All"), ReportCell::Count(75), pounds(1300)]);
    (report.class, report.figures, report.sections) = ("public", Vec::new(), vec![section]);
    report
}

#[test]
fn rounded_columns_need_not_add_up_and_stand_in_public_reports_only() {
    let report = rounded();
    let page = html::render(&report).unwrap();
    assert!(page.contains("PUBLIC: small numbers are hidden") && page.contains(">*<"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::write(&report).unwrap())).unwrap();
    let sheet = book.worksheet_range(&book.sheet_names()[3].clone()).unwrap();
    assert_eq!(sheet.get_value((4, 1)).and_then(|read| read.get_string().map(str::to_owned)), Some("*".into()));
    let files = csv::write(&report).unwrap();
    assert!(String::from_utf8(files[0].1.clone()).unwrap().contains("Two,*,*,,,rounded"));
    type Change = fn(&mut Report);
    let changes: [(&str, Change); 6] = [
        ("of the other class", |report| report.class = "internal"),
        ("of another kind", |report| report.sections[0].tables[0].rows[0][1] = ReportCell::Count(71)),
        ("of another kind", |report| report.sections[0].tables[0].total.as_mut().unwrap()[1] = ReportCell::Count(74)),
        ("of another kind", |report| {
            report.sections[0].tables[0].rows[0][1] = ReportCell::money(Minor(500), Currency::Gbp)
        }),
        ("of the other class", |report| report.sections[0].tables[0].columns[1].kind = ColumnKind::Count),
        ("of the other class", |report| {
            report.figures = vec![KeyFigure {
                label: "People".into(),
                value: ReportCell::Count(3),
                note: String::new(),
                link: None,
            }];
        }),
    ];
    for (says, change) in changes {
        let mut report = rounded();
        change(&mut report);
        let error = json::write(&report).unwrap_err();
        assert!(error.what().contains(says), "{says}: {}", error.what());
    }
}
