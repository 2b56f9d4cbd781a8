//! ROOM files

pub mod container;
pub mod csv_records;
pub mod encoding;
pub mod fhir;
pub mod fhir_xml;
pub mod finding_codes;
pub mod grid;
pub mod hl7;
pub mod refusal;
pub mod scci2075;
pub mod strict_csv;
pub mod text;
pub mod time_stamps;
pub mod wording;
