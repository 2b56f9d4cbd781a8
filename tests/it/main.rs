//! The one integration binary: polars is linked once.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod agreement;
mod count_and_spc;
mod counting;
mod durable;
mod exits;
mod harness;
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
mod law;
mod oracle;
mod properties;
mod regimes;
mod report;
mod report_browser;
mod report_chart;
mod report_csv;
mod report_fixture;
mod report_html;
mod report_look;
mod report_markup;
mod report_xlsx;
mod run;
mod sample;
mod sample_stories;
mod spc;
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
