//! `beddays` turns hospital stays and social-care records into defensible delayed-discharge bills and trend reports.

pub mod domain;
pub mod error;
pub mod intake;
pub mod report;
pub mod sample;
pub mod store;

pub use error::{Error, Result};
