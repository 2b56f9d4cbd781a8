//! ROOM intake::open

pub mod open_delivery;
pub mod trust;
pub(crate) mod recognise;
