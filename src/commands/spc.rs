//! `beddays spc`: limits, flags and icons of the series in a file.
//!
//! Values are charted as they are given: a monthly total of days wants to be divided by the days of its month first.

use std::path::Path;

use crate::error::{Error, Exit, Result};
use crate::intake::words::{list, list_of_values};
use crate::report::csv::safe;
use crate::spc::{self, COLUMNS, Charted, Value};

use super::Out;

/// How many series are named in a message.
const NAMED: usize = 20;

pub(super) fn spc(file: &Path, out: &mut Out) -> Result<Exit> {
    let bytes = std::fs::read(file).map_err(|source| Error::io("read the file of series", file, &source))?;
    let (series, unused) = spc::read(file, &bytes)?;
    if out.json {
        out.value(&json(&series))?;
    } else {
        out.bytes(&csv_of(&series)?)?;
    }
    let is_short = |series: &&Charted| series.chart.segments.iter().any(|segment| segment.short_baseline);
    let short: Vec<&str> = series.iter().filter(is_short).map(|series| series.id.as_str()).collect();
    if !short.is_empty() {
        let more = short.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = list(short.into_iter().take(NAMED));
        out.talk(format!("limits from fewer than 13 points, not to be relied on: {names}{more}"));
    }
    if !unused.is_empty() {
        out.talk(format!("columns not used: {}", list_of_values(unused.iter().map(String::as_str))));
    }
    Ok(Exit::Done)
}

fn csv_of(series: &[Charted]) -> Result<Vec<u8>> {
    let failed = |source: csv::Error| Error::new("X_CSV", Exit::Bug, source.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    for row in series.iter().flat_map(spc::rows) {
        let cell = |value: &Value| match value {
            Value::Text(text) => safe(text).into_owned(),
            number => number.text(),
        };
        writer.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    writer.into_inner().map_err(|source| Error::new("X_CSV", Exit::Bug, source.to_string()))
}

fn json(series: &[Charted]) -> Vec<serde_json::Value> {
    let value = |value: Value| match value {
        Value::Number(number) => number.into(),
        Value::Integer(integer) => integer.into(),
        Value::Text(text) if text.is_empty() => serde_json::Value::Null,
        Value::Text(text) => text.into(),
    };
    let object =
        |row: Vec<Value>| COLUMNS.iter().map(|name| (*name).to_owned()).zip(row.into_iter().map(value)).collect();
    series.iter().flat_map(spc::rows).map(|row| serde_json::Value::Object(object(row))).collect()
}
