//! Reports: one model without a format, and a writer for each format.
//!
//! ```text
//!                 ┌─▶ html   one page, charts inline, readable without its one script
//! model ─▶ check ─┼─▶ xlsx   cover, contents, notes, one table a sheet; read back before it is handed out
//!                 ├─▶ csv    one file a table, for programs
//!                 └─▶ json   the model itself
//! ```

pub mod chart;
pub mod check;
pub mod csv;
pub mod data_quality;
mod fact;
pub mod html;
pub mod json;
pub mod limits;
pub mod model;
pub mod positions;
pub mod public;
pub mod reconcile;
pub mod revision;
pub mod sign_off;
pub mod statement;
pub mod statistics;
pub mod text;
pub mod theme;
pub mod trend;
pub mod what_if;
pub mod xlsx;
