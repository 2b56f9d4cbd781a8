//! Typed ADT messages of HL7 version 2.

pub mod adt;

pub use adt::{Adt, messages, messages_with};
