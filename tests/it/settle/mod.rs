//! All deliveries settled.

pub mod any_order;
pub mod as_of;
pub mod claims;
pub mod client_level_data;
pub mod deliveries;
pub mod hes_spells;
pub mod link;
pub mod link_class;
pub mod messages_fhir;
pub mod messages_hl7;
pub mod messages_notices;
pub mod messages_random;
pub mod messages_support;
pub mod overlaps;
pub mod random;
pub mod shards;
pub mod stays;
