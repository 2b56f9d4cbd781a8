//! Rows as Arrow columns, there and back: the tables with their columns, and the rows of each. No files.

pub(crate) mod counted_rows;
pub(crate) mod dictionary_column;
pub(crate) mod ledger_rows;
pub(crate) mod rows;
pub mod schema;
