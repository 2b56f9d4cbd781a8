//! Typed notices of SCCI2075.

pub mod days;
pub mod kind;
pub mod notice;
mod reading;
mod value_sets;

pub use kind::{NoticeKind, tell};
pub use notice::{Notice, NoticeAnswers};
pub use reading::notices;
pub use value_sets::{VALUE_SETS, ValueSet};
