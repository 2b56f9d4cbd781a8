//! The source itself: rooms, words, documents.

pub mod crates;
pub mod documents;
pub mod floats;
pub mod models;
pub mod rooms;
pub mod tidy;
