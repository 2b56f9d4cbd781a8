//! The source itself: rooms, words, documents.

pub mod controls;
pub mod crates;
pub mod crates_reviewed;
pub mod documents;
pub mod floats;
pub mod languages;
pub mod manual;
pub mod models;
pub mod package;
pub mod rooms;
pub mod run_schema;
pub mod schema_of_types;
pub mod settings_schemas;
pub mod tidy;
