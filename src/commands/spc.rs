//! `beddays spc`: limits, flags and icons of the series in a file.
//!
//! Values are charted as they are given: a monthly total of days wants to be divided by the days of its month first.

use crate::cli::SpcArguments;
use crate::error::{Error, Exit, Result};
use crate::files::wording::{list, list_of_values};
use crate::report::csv::safe;
use crate::spc::{self, COLUMNS, ChartedSeries, Failed, LASTING, RowValue, SeriesFile, SeriesOptions};

use super::Out;

/// How many series are named in a message.
const NAMED: usize = 20;

pub(super) fn spc(arguments: &SpcArguments, out: &mut Out) -> Result<Exit> {
    let (file, options) = (
        &arguments.file,
        SeriesOptions {
            fix_after_n: arguments.fix_after.map(|points| points.to_string()),
            baseline: arguments.baseline.clone(),
            ghosts: arguments.ghost.clone(),
        },
    );
    let bytes = std::fs::read(file).map_err(|source| Error::io("read the file of series", file, &source))?;
    let SeriesFile { charted, failed, unused } = spc::read_with(file, &bytes, &options)?;
    if out.json {
        out.value(&json(&charted, &failed))?;
    } else {
        out.bytes(&csv_of(&charted)?)?;
    }
    let named = |words: &str, is_meant: &dyn Fn(&ChartedSeries) -> bool| {
        let names: Vec<&str> = charted.iter().filter(|one| is_meant(one)).map(|one| one.id.as_str()).collect();
        if !names.is_empty() {
            let more = names.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            out.talk(format!("{words}: {}{more}", list(names.into_iter().take(NAMED))));
        }
    };
    named("limits from fewer than 13 points, not to be relied on", &|one| {
        one.chart.iter().flat_map(|chart| &chart.segments).any(|segment| segment.short_baseline)
    });
    named("one point has a mean and no limits, which need two points", &|one| one.chart.is_none());
    let lasting = charted.iter().filter_map(|one| {
        let shift = one.chart.as_ref()?.lasting_shift()?;
        let (seq, period, _) = &one.points[shift.first];
        Some(if period.is_empty() { format!("{} (from {seq})", one.id) } else { format!("{} (from {period})", one.id) })
    });
    let lasting: Vec<String> = lasting.collect();
    if !lasting.is_empty() {
        let more = lasting.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = list(lasting.iter().map(String::as_str).take(NAMED));
        out.talk(format!(
            "a shift of {LASTING} points or more lasts to the end: {names}{more}; if you know what changed, `rebase_at` begins new limits there"
        ));
    }
    if !unused.is_empty() {
        out.talk(format!("columns not used: {}", list_of_values(unused.iter().map(String::as_str))));
    }
    if !failed.is_empty() && !out.json {
        failed.iter().for_each(|failed| out.talk(&failed.error));
        out.talk(format!("series charted: {}; not charted: {}", charted.len(), failed.len()));
    }
    Ok(if failed.is_empty() { Exit::Done } else { Exit::Alarm })
}

fn csv_of(series: &[ChartedSeries]) -> Result<Vec<u8>> {
    let failed = |source: csv::Error| Error::new("X_CSV", Exit::Bug, source.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    for row in series.iter().flat_map(spc::rows) {
        let cell = |value: &RowValue| match value {
            RowValue::Text(text) => safe(text).into_owned(),
            number => number.text(),
        };
        writer.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    writer.into_inner().map_err(|source| Error::new("X_CSV", Exit::Bug, source.to_string()))
}

/// One object a point; a series that was not charted is one object with its error.
fn json(series: &[ChartedSeries], failed: &[Failed]) -> Vec<serde_json::Value> {
    let value = |value: RowValue| match value {
        RowValue::Number(number) => number.into(),
        RowValue::Integer(integer) => integer.into(),
        RowValue::Text(text) if text.is_empty() => serde_json::Value::Null,
        RowValue::Text(text) => text.into(),
    };
    let object =
        |row: Vec<RowValue>| COLUMNS.iter().map(|name| (*name).to_owned()).zip(row.into_iter().map(value)).collect();
    let points = series.iter().flat_map(spc::rows).map(|row| serde_json::Value::Object(object(row)));
    let failed = failed.iter().map(|one| {
        let mut object = one.error.to_json();
        object["series_id"] = one.id.as_str().into();
        object
    });
    points.chain(failed).collect()
}
