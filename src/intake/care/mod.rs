//! Events of social care from Client Level Data: one row an event, each event in many submissions, one of which holds.

mod answered;
mod deaths;
mod gone;
mod identity;
mod persons;
mod row;
mod settle;
mod validate;

pub use answered::fact_name;
pub use row::{CareRow, council, read, word};
pub use settle::events;
