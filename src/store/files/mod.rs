//! Single files of the store: private, written whole, checked when they are read.

pub mod private;
pub mod reading;
pub mod temp_file;
