//! Client Level Data: one row an event of social care.

mod row;
mod validate;

pub use row::{CareRow, read, word};
