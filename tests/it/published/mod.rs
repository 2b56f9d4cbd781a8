//! Official publications.

pub mod held;
pub mod layouts;
pub mod phs;
pub mod random;
pub mod totals;
