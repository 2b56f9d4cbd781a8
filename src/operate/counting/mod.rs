//! Counting by the conventions of a project.

pub mod count_totals;
pub mod counted_days;
pub mod doubts;
pub mod month_figures;
pub mod stay_sources;
