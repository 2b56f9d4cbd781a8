//! ROOM settle::scci2075

pub(crate) mod chain;
pub(crate) mod chained;
