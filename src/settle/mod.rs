//! ROOM settle

pub mod delivery_order;
pub mod link;
pub(crate) mod absent_from_full_extract;
pub(crate) mod deaths;
pub(crate) mod fact_days;
pub(crate) mod facts;
pub(crate) mod messages;
pub(crate) mod questions;
pub(crate) mod stays;
pub(crate) mod versions;
