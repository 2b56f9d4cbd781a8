//! Questions to the store: the models of `queries/` in order, run on polars. SQL only counts; it never decides law.

mod answer;
mod answered_wrongly;
mod arrow_column;
mod dialect;
mod engine;
mod memory_table;
mod models;
mod nesting;
mod parquet_table;
mod reference;
mod row_filter;
mod rows_by_key;
mod statement;
mod types;

pub use answer::{Answer, AnswerRow, AnswerValue};
pub use dialect::departures;
pub use engine::Engine;
pub use models::{Layer, Model, Models};
pub use row_filter::RowFilter;
pub use rows_by_key::RowsByKey;
