//! Single files of the store: private, written whole, checked when they are read.

pub mod own_hash;
pub mod private;
pub mod reading;
pub mod swap;
pub mod temp_file;
