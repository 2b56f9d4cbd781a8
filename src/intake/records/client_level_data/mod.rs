//! Client Level Data: one row an event of social care.

pub mod refused_rows;
mod row;
mod validate;

pub use row::{CareRow, council, fact_name, read, word};
