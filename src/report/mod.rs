//! Reports: one model without a format, and a writer for each format.

pub mod model;
