//! The law: worked cases, and a second reading of it.

pub mod agreed_values;
pub mod agreement;
pub mod asked;
pub mod checked;
pub mod conserved;
pub mod days_kept;
pub mod edges;
pub mod holidays;
pub mod local_agreements;
pub mod money_edge;
pub mod nordic;
pub mod oracle;
pub mod properties;
pub mod regimes;
pub mod shifted;
pub mod shown;
pub mod worked_cases;
