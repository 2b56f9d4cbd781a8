//! `beddays` turns hospital stays and social-care records into defensible delayed-discharge bills and trend reports.
//!
//! ```text
//!  deliveries (CSV)      declared sources (beddays.toml)      law, dated and cited (regimes/*.toml)
//!    │                          │                                   │
//!    ▼                          ▼                                   │
//!  intake: read → validate → accept | reject | duplicate → link     │     findings with file, line, column
//!    │                                                              │
//!    ▼                                                              │
//!  store: stay  event  reason  claim  link  delay_period            │     Parquet, one manifest, one commit point
//!    │                                                              │
//!    ├──▶ counting: a stay × convention ────────────────────────────┼──▶ counted_day: one row a counted day
//!    │                                                              │
//!    └──▶ liability: facts of a stay × regime ──────────────────────┴──▶ ledger_day: one row a day
//!                                                                           │
//!                  query: models of queries/ on polars, checks that must find nothing
//!                                                                           │
//!                  report: one model ──▶ HTML · XLSX · CSV · JSON, charts as SVG
//! ```
//!
//! One promise carries it: every delayed day has exactly one status, one reason in law and one source row, and every
//! figure is a sum of such days.

mod built_in;
pub mod calendar;
pub mod cli;
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
pub mod regime;
pub mod report;
pub mod sample;
pub mod settle;
pub mod spc;
pub mod store;
pub mod vectors;

pub use error::{Error, Result};
