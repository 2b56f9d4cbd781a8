//! ROOM settle::hl7

pub mod fold;
pub(crate) mod merge;
pub(crate) mod visit;
