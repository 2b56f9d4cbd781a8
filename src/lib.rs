//! `beddays` turns hospital stays and social-care records into defensible delayed-discharge bills and trend reports.
//!
//! One promise carries it: every delayed day has exactly one status, one reason in law and one source row, and every
//! figure is a sum of such days. ARCHITECTURE.md shows the road of a month, the rooms and who may use whom.
//!
//! Without the feature `tables` only law, counting, charts and their [`border`] to Arrow frames are built.

#![cfg_attr(not(feature = "tables"), allow(dead_code))] // what the tables alone use stands where it belongs

#[cfg(feature = "tables")]
pub mod audit;
pub mod border;
mod built_in;
pub mod calendar;
#[cfg(feature = "tables")]
pub mod cli;
#[cfg(feature = "tables")]
pub mod clock;
#[cfg(feature = "tables")]
pub mod commands;
pub mod counting;
#[cfg(feature = "tables")]
pub mod disclosure;
pub mod domain;
pub mod error;
pub mod files;
pub mod frames;
#[cfg(feature = "tables")]
pub mod intake;
#[cfg(feature = "tables")]
pub mod key;
pub mod liability;
#[cfg(feature = "tables")]
pub mod operate;
#[cfg(feature = "tables")]
pub mod project;
#[cfg(feature = "tables")]
pub mod published;
#[cfg(feature = "tables")]
pub mod query;
#[cfg(feature = "tables")]
pub mod reconcile;
pub mod regime;
#[cfg(feature = "tables")]
pub mod report;
#[cfg(feature = "tables")]
pub mod sample;
#[cfg(feature = "tables")]
pub mod settle;
pub mod spc;
#[cfg(feature = "tables")]
pub mod store;
pub mod system;
#[cfg(feature = "tables")]
pub mod vectors;
#[cfg(feature = "tables")]
pub mod words;

pub use error::{Error, Result};
