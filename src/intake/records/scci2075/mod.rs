//! Typed notices of SCCI2075.

pub mod days;
pub mod kind;
pub mod notice;
mod value_sets;

pub use kind::{NoticeKind, tell};
pub use notice::{Answers, Notice, notices};
pub use value_sets::{VALUE_SETS, ValueSet};
