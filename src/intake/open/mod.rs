//! Opening a delivery: its container, and which profile reads it.

pub mod open_delivery;
pub mod recognise;

pub use recognise::{Recognised, recognise, recognise_opened};
