//! What one record is: a stay, an event, a reason, a claim, an episode, a month of a return, a care event, a message.

pub mod claim;
pub mod client_level_data;
pub mod embedded_events;
pub mod event;
pub mod fhir;
pub mod hes_spells;
pub mod hl7;
pub mod messages;
pub mod reason;
pub mod refused_rows;
pub mod scci2075;
pub mod scotland_return;
pub mod stay;
