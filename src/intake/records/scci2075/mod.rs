//! ROOM intake::records::scci2075

pub(crate) mod days;
pub(crate) mod kind;
pub(crate) mod notice;
pub(crate) mod value_sets;
