//! Consultants' episodes: records of hospital episode statistics, several of which make one stay.

mod flags;
mod row;

pub use row::{EpisodeRow, read, word};
