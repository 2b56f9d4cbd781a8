//! `beddays query`: a table, a model, or SQL.

use std::path::Path;

use serde_json::json;

use crate::cli::{OutputFormat, QueryArguments};
use crate::domain::Revision;
use crate::domain::position::StayPosition;
use crate::domain::visible::visible;
use crate::error::{Error, Exit, Result};
use crate::operate::trend::said_of_removed;
use crate::query::{Answer, AnswerValue, Engine, Model, Models, departures};
use crate::store::Store;
use crate::store::schema::{DELIVERY, LEDGER_DAY, POSITION, REVISION, TABLES};

use super::Out;

/// What stands in questions about what was counted.
const COUNTED: [&str; 5] = ["counted_", "delayed_days", "census", "length", "people_by_day"];

pub(super) fn query(folder: &Path, arguments: &QueryArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project(folder)?;
    let store = Store::read_only(folder)?;
    let month = store.manifest().published(arguments.month, "nothing was asked")?.month;
    let ledger =
        store.ledger_file(month)?.ok_or_else(|| Error::bug(format!("{month} is published without a ledger")))?;
    let mut tables = vec![("ledger_day", vec![ledger]), ("every_ledger_day", store.ledger_files()?)];
    let (revisions, positions) = (store.revision_files(month)?, store.position_files(month)?);
    let (has_revisions, has_positions) = (!revisions.is_empty(), !positions.is_empty());
    tables.extend([(REVISION.name, revisions), (POSITION.name, positions)]);
    let of_months = [LEDGER_DAY.name, REVISION.name, POSITION.name, DELIVERY.name];
    for table in TABLES.into_iter().filter(|table| !of_months.contains(&table.name)) {
        tables.push((table.name, store.table_files(table.name)?));
    }
    let mut engine = Engine::open(&tables)?;
    engine.add_deliveries(&store)?;
    if !has_revisions {
        engine.add_rows::<Revision>(&[])?;
    }
    if !has_positions {
        engine.add_rows::<StayPosition>(&[])?;
    }
    let (view, code) = project.view_and_code(Some(month));
    let (first, last) = (month.first().to_string(), month.last().to_string());
    engine.add_parameters(&[("view", view), ("code", &code), ("first_on", &first), ("last_on", &last)])?;
    engine.add_conventions(&project.conventions)?;
    let Some(question) = &arguments.question else {
        list(&engine, out)?;
        return Ok(Exit::Done);
    };
    let answer = engine.ask(question)?;
    for departure in departures(question) {
        out.talk(format!("warning: beyond what engines answer alike: {departure}; check the answer another way"));
    }
    if COUNTED.iter().any(|name| question.contains(name)) {
        said_of_removed(&project, &store).iter().for_each(|said| out.talk(format!("warning: {said}")));
    }
    print(&answer, arguments.format, out)?;
    Ok(Exit::Done)
}

/// Every table at hand, and every model with what it lacks.
fn list(engine: &Engine, out: &mut Out) -> Result<()> {
    if out.json {
        let model = |model: &Model| json!({ "name": model.name, "needs": engine.missing_of(model) });
        let models: Vec<_> = Models::all().iter().map(model).collect();
        return out.value(&json!({ "tables": engine.tables(), "models": models }));
    }
    for table in engine.tables() {
        out.data(table)?;
    }
    for model in Models::all() {
        match engine.missing_of(model) {
            None => out.data(model.name)?,
            Some(table) => {
                out.data(format!("{} (needs the table `{table}`, which the store does not have)", model.name))?
            }
        }
    }
    Ok(())
}

/// Prints rows in a format; `--json` wins.
pub(super) fn print(answer: &Answer, format: OutputFormat, out: &mut Out) -> Result<()> {
    match if out.json { OutputFormat::Json } else { format } {
        OutputFormat::Table => table(answer, out),
        OutputFormat::Csv => out.bytes(&csv_of(answer)?),
        OutputFormat::Json => json(answer, out),
    }
}

fn text(value: &AnswerValue) -> String {
    match value {
        AnswerValue::Null => String::new(),
        AnswerValue::Integer(number) => number.to_string(),
        AnswerValue::Number(number) => number.to_string(),
        AnswerValue::Text(text) => text.clone(),
        AnswerValue::Day(day) => day.to_string(),
        AnswerValue::Flag(flag) => flag.to_string(),
    }
}

fn table(answer: &Answer, out: &mut Out) -> Result<()> {
    let shown = |value: &AnswerValue| visible(&text(value)).into_owned();
    let cells: Vec<Vec<String>> = answer.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    let width = |at: usize| {
        let longest = cells.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
        longest.max(answer.columns[at].chars().count())
    };
    let widths: Vec<usize> = (0..answer.columns.len()).map(width).collect();
    let number = |at: usize| {
        answer
            .rows
            .iter()
            .all(|row| matches!(row[at], AnswerValue::Integer(_) | AnswerValue::Number(_) | AnswerValue::Null))
    };
    let numbers: Vec<bool> = (0..answer.columns.len()).map(number).collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().enumerate().map(|(at, cell)| match numbers[at] {
            true => format!("{cell:>width$}", width = widths[at]),
            false => format!("{cell:<width$}", width = widths[at]),
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    out.data(line(&answer.columns))?;
    for row in &cells {
        out.data(line(row))?;
    }
    Ok(())
}

fn csv_of(answer: &Answer) -> Result<Vec<u8>> {
    let failed = |source: csv::Error| Error::new("X_CSV", Exit::Bug, source.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&answer.columns).map_err(failed)?;
    for row in &answer.rows {
        let cells = row.iter().map(|value| match value {
            AnswerValue::Text(text) => crate::report::csv::safe(text).into_owned(),
            other => text(other),
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|source| Error::new("X_CSV", Exit::Bug, source.to_string()))
}

fn json(answer: &Answer, out: &mut Out) -> Result<()> {
    let value = |value: &AnswerValue| match value {
        AnswerValue::Null => serde_json::Value::Null,
        AnswerValue::Integer(number) => (*number).into(),
        AnswerValue::Number(number) => (*number).into(),
        AnswerValue::Flag(flag) => (*flag).into(),
        AnswerValue::Text(_) | AnswerValue::Day(_) => text(value).into(),
    };
    let rows = answer.rows.iter().map(|row| {
        let cells = answer.columns.iter().zip(row).map(|(name, cell)| (name.clone(), value(cell)));
        serde_json::Value::Object(cells.collect())
    });
    out.value(&rows.collect::<Vec<_>>())
}
