//! `beddays` turns hospital stays and social-care records into defensible delayed-discharge bills and trend reports.
//!
//! One promise carries it: every delayed day has exactly one status, one reason in law and one source row, and every
//! figure is a sum of such days. ARCHITECTURE.md shows the road of a month, the rooms and who may use whom.

pub mod audit;
mod built_in;
pub mod calendar;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod counting;
pub mod disclosure;
pub mod domain;
pub mod error;
pub mod files;
pub mod intake;
pub mod key;
pub mod liability;
pub mod operate;
pub mod project;
pub mod published;
pub mod query;
pub mod reconcile;
pub mod regime;
pub mod report;
pub mod sample;
pub mod settle;
pub mod spc;
pub mod store;
pub mod vectors;

pub use error::{Error, Result};
