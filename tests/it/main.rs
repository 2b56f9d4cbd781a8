//! The one integration binary: polars is linked once.

#![allow(
    missing_docs,
    clippy::type_complexity,
    clippy::needless_range_loop,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod agreement;
mod bad_inputs;
mod bridge;
mod bridge_command;
mod bridge_stays;
mod canaries;
mod canaries_fixture;
mod canaries_search;
mod claims;
mod cld;
mod container;
mod container_json;
mod container_process;
mod container_random;
mod container_workbook;
mod container_xml;
mod count_and_spc;
mod counting;
mod disclosure;
mod disclosure_attack;
mod disclosure_made;
mod disclosure_simplex;
mod documents;
mod durable;
mod end_to_end;
mod exits;
mod field;
mod harness;
mod hes;
mod ingest;
mod intake;
mod intake_clock;
mod intake_fast;
mod intake_files;
mod intake_keys;
mod intake_news;
mod intake_quotes;
mod intake_random;
mod intake_report;
mod intake_rows;
mod json_sizes;
mod law;
mod link;
mod link_class;
mod marts;
mod messages_fhir;
mod messages_hl7;
mod messages_notices;
mod messages_random;
mod messages_support;
mod mutations;
mod mutator;
mod nhs_number_in_text;
mod oracle;
mod own_profile;
mod packed_columns;
mod phs;
mod properties;
mod publish;
mod published;
mod published_held;
mod published_layouts;
mod published_random;
mod refused_files;
mod regimes;
mod report;
mod report_axe;
mod report_browser;
mod report_chart;
mod report_csv;
mod report_fixture;
mod report_html;
mod report_look;
mod report_markup;
mod report_print;
mod report_trend;
mod report_words;
mod report_xlsx;
mod rooms;
mod run;
mod sample;
mod sample_stories;
mod senders;
mod slt;
mod source;
mod spc;
mod sql;
mod stays;
mod store;
mod store_child;
mod store_crash;
mod store_damage;
mod store_forged;
mod store_lock;
mod store_modes;
mod store_power;
mod tidy;
