//! Single files of the store: private, written whole, checked when they are read.

pub mod draft;
pub mod private;
pub mod reading;
