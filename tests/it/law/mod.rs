//! The law: worked cases, and a second reading of it.

pub mod agreement;
pub mod oracle;
pub mod properties;
pub mod regimes;
pub mod worked_cases;
