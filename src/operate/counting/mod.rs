//! ROOM operate::counting

pub mod counted_days;
pub(crate) mod count_totals;
pub(crate) mod doubts;
pub(crate) mod month_figures;
