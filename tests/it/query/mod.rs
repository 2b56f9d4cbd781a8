//! Models and questions in SQL.

pub mod marts;
pub mod slt;
pub mod sql;
