//! Files as they come: what they are kept in, their encoding, and their records. Nothing here knows what a record means.

pub mod container;
pub mod csv_records;
pub mod encoding;
pub mod fhir;
pub mod fhir_xml;
pub mod grid;
pub mod header_names;
pub mod hl7;
pub mod refusal;
pub mod removed;
pub mod scci2075;
pub mod strict_csv;
pub mod text;
pub mod time_stamps;
pub mod visit_codes;
pub mod wording;
