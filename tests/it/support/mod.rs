//! What tests share: running the program, reading its sources, changing bytes.

pub mod harness;
pub mod mutator;
pub mod source;
