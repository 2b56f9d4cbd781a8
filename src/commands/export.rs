//! `beddays export`: the published months as tables for other programs.

use std::path::Path;

use serde_json::json;

use super::Out;
use crate::cli::ExportArguments;
use crate::domain::visible::path_in_words;
use crate::error::{Exit, Result};
use crate::files::wording::count;
use crate::operate::star;
use crate::operate::trend::said_of_removed;
use crate::store::Store;

pub(super) fn export(folder: &Path, arguments: &ExportArguments, out: &mut Out) -> Result<Exit> {
    let project = super::project(folder)?;
    let store = Store::read_only(folder)?;
    let exported = star::export(&project, &store, &arguments.star)?;
    if out.json {
        out.value(&json!({ "folder": arguments.star, "tables": exported.tables, "left_out": exported.left_out }))?;
        return Ok(Exit::Done);
    }
    let tables = count(exported.tables.len(), "table");
    out.data(format!(
        "{tables} in {}, each as parquet/ and csv/; dictionary.csv says what they mean:",
        path_in_words(&arguments.star)
    ))?;
    for table in &exported.tables {
        out.data(format!("  {:<20} {}", table.name, count(table.rows, "row")))?;
    }
    for (table, missing) in &exported.left_out {
        out.talk(format!("note: {table} is left out: the store has no table `{missing}`"));
    }
    said_of_removed(&project, &store).iter().for_each(|said| out.talk(format!("note: {said}")));
    out.talk("note: every stay is in it: keep it where the store may be kept");
    Ok(Exit::Done)
}
