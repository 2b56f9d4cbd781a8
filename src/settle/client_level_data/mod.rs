//! Events of social care: each is in many returns, one of which holds.

mod answered;
mod deaths;
mod events;
mod gone;
mod identity;
mod persons;

pub use answered::Submissions;
pub use events::{events, submitted};
