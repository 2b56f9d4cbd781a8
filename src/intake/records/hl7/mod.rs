//! Typed ADT messages of HL7 version 2.

pub mod adt;

pub use adt::{Adt, FieldUpdate, messages, messages_with};
