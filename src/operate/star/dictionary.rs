//! What every table and column of the star means, as a table of its own.

use std::io::Write as _;
use std::path::Path;

use crate::error::{Error, Result};
use crate::operate::star::dimensions::DIMENSIONS;
use crate::operate::star::star_key::StarKey;
use crate::store::files::private;
use crate::store::schema::Table;

/// The name of its file.
pub(super) const DICTIONARY: &str = "dictionary.csv";

/// Writes it: a row for each column of the tables that were written.
pub(super) fn write(path: &Path, tables: &[&Table]) -> Result<()> {
    let failed = |error: csv::Error| Error::bug(format!("the dictionary of an export: {error}"));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = ["table", "one_row_is", "column", "type", "may_be_empty", "key", "names_a_row_of", "meaning"];
    writer.write_record(head).map_err(failed)?;
    for table in tables.iter().copied().chain(DIMENSIONS) {
        for column in table.columns {
            let own = format!("{}.{}", table.name, column.name);
            let joined = StarKey::of(column.name).map_or("", StarKey::key);
            let joined = if joined == own { "" } else { joined };
            let key = if table.key.contains(&column.name) { "yes" } else { "" };
            let empty = if column.null { "yes" } else { "" };
            let line = [table.name, table.row, column.name, column.holds.shown(), empty, key, joined, column.about];
            writer.write_record(line).map_err(failed)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| Error::bug(format!("the dictionary of an export: {error}")))?;
    let mut file = private::create_file(path)?;
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    written.map_err(|error| private::refused("write the dictionary", path, &error))
}
