//! JSON: the model itself, one key a line, in the order of its definition.

use crate::error::{Error, Exit, Result};
use crate::report::model::Report;

/// The report as JSON (UTF-8, LF, two spaces). Money is `{"amount_minor": 13000, "currency": "GBP"}`; a value that
/// does not exist is `{"missing": "why"}`; days are ISO 8601 text, told from words by the `kind` of their column.
///
/// # Errors
/// If the report contradicts itself (see [`Report::check`]).
pub fn write(report: &Report) -> Result<Vec<u8>> {
    report.check()?;
    let mut bytes = serde_json::to_vec_pretty(report).map_err(|source| {
        Error::new("X_REPORT", Exit::Bug, format!("the report cannot be written as JSON: {source}"))
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}
