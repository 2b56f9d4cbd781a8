//! `beddays` turns hospital stays and social-care records into defensible delayed-discharge bills and trend reports.

pub mod calendar;
pub mod cli;
pub mod commands;
pub mod counting;
pub mod domain;
pub mod error;
pub mod intake;
pub mod key;
pub mod liability;
pub mod operate;
pub mod project;
pub mod query;
pub mod regime;
pub mod report;
pub mod sample;
pub mod spc;
pub mod store;
pub mod vectors;

pub use error::{Error, Result};
