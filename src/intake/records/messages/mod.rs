//! Message formats: HL7 v2 ADT, FHIR R4 encounters, and the notices of SCCI2075.
//!
//! Each format has two layers. A reader cuts a file into a [`Grid`](crate::files::grid::Grid): one record a message, named
//! columns, and what is wrong with the message as such. Then pure functions make typed messages of the records (the
//! person becomes a pseudonym there, and no number goes further) and fold them: HL7 messages and encounters into stays,
//! notices into the events of one referral. Folding says what became of each message; its result depends neither on the
//! order of the messages nor on how they were cut into files.

pub mod death;
pub mod leave;
pub mod outcome;
pub mod reading;
