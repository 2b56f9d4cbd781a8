//! ROOM settle::hes_spells

pub(crate) mod doubts;
pub(crate) mod group;
pub(crate) mod stay;
