//! JSON: the model itself, one key a line, in the order of its definition.

use crate::error::{Error, Exit, Result};
use crate::report::model::Report;

/// The report as JSON (UTF-8, LF, two spaces). Money is `{"amount_minor": 13000, "currency": "GBP"}`; a value that
/// does not exist is `{"missing": "why"}`; days are ISO 8601 text, marked as days by the `kind` of their column.
///
/// # Errors
/// If the report contradicts itself (see [`Report::check`]).
pub fn write(report: &Report) -> Result<Vec<u8>> {
    report.check()?;
    headed(report)
}

/// Anything as JSON whose first key stands in the first line: what class of file it is.
///
/// # Errors
/// As [`pretty`].
pub fn headed(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut bytes = pretty(value)?;
    if bytes.starts_with(b"{\n  ") {
        bytes.splice(1..4, *b" ");
    }
    Ok(bytes)
}

/// Anything as JSON in the same form.
///
/// # Errors
/// If it cannot be written as JSON (our bug).
pub fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|source| Error::new("X_REPORT", Exit::Bug, format!("it cannot be written as JSON: {source}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}
