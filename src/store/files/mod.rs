//! ROOM store::files

pub mod private;
pub(crate) mod draft;
pub(crate) mod reading;
