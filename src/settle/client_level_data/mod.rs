//! ROOM settle::client_level_data

pub(crate) mod deaths;
pub(crate) mod events;
pub(crate) mod gone;
pub(crate) mod identity;
pub(crate) mod persons;
