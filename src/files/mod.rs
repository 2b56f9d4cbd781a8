//! Files as they come: what they are kept in, their encoding, and their records. Nothing here knows what a record means.

#[cfg(feature = "tables")]
pub mod container;
pub mod csv_records;
mod day_with_time;
pub mod encoding;
#[cfg(feature = "tables")]
pub mod fhir;
#[cfg(feature = "tables")]
pub mod fhir_xml;
#[cfg(feature = "tables")]
pub mod file_content;
#[cfg(feature = "tables")]
pub mod grid;
pub mod header_names;
#[cfg(feature = "tables")]
pub mod hl7;
pub mod refusal;
#[cfg(feature = "tables")]
pub mod removed;
#[cfg(feature = "tables")]
pub mod scci2075;
pub mod strict_csv;
pub mod text;
pub mod text_parts;
pub mod text_source;
#[cfg(feature = "tables")]
pub mod time_stamps;
#[cfg(feature = "tables")]
pub mod visit_codes;
pub mod wording;
