//! Events of social care from Client Level Data: one row an event, each event in many submissions, one of which holds.

mod answered;
mod row;
mod validate;

pub use crate::intake::records::client_level_data::answered::fact_name;
pub use crate::intake::records::client_level_data::row::{CareRow, council, read, word};
pub use crate::settle::client_level_data::events::events;
