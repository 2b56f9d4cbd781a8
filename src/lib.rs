//! `beddays` turns hospital stays and social-care records into defensible delayed-discharge bills and trend reports.

pub mod domain;
pub mod error;
pub mod report;

pub use error::{Error, Result};
