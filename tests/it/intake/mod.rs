//! One delivery read.

pub mod bad_inputs;
pub mod blocks;
pub mod canaries;
pub mod canaries_fixture;
pub mod canaries_search;
pub mod clock;
pub mod container;
pub mod container_json;
pub mod container_process;
pub mod container_random;
pub mod container_workbook;
pub mod container_xml;
pub mod files;
pub mod json_sizes;
pub mod keys;
pub mod mutations;
pub mod native;
pub mod nhs_number_in_text;
pub mod own_profile;
pub mod quotes;
pub mod refused_files;
pub mod reject_report;
pub mod rows;
pub mod sandbox;
pub mod stored_records;
