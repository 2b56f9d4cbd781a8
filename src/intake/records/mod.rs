//! ROOM intake::records

pub mod messages;
pub(crate) mod claim;
pub(crate) mod client_level_data;
pub(crate) mod embedded_events;
pub(crate) mod event;
pub(crate) mod hes_spells;
pub(crate) mod plausibility;
pub(crate) mod reason;
pub(crate) mod scotland_return;
pub(crate) mod stay;
