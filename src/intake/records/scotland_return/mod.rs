//! Scotland's monthly return: one record a patient and month.

mod code;
mod month;
mod row;

pub use code::word;
pub use month::month;
pub use row::{SubmissionRow, read};
