//! The commands of a month.

pub mod audit;
pub mod day_of_run;
pub mod doctor;
pub mod end_to_end;
pub mod every_command;
pub mod every_line;
pub mod exit_table;
pub mod exits;

pub mod failed_fsync;
pub mod field;
pub mod full_disks;
pub mod histories;
pub mod in_the_way;
pub mod ingest;
pub mod killed;
pub mod many_files;
pub mod names_of_files;
pub mod no_network;
pub mod odd_paths;
pub mod odd_storage;
pub mod outside;
pub mod process_limits;
pub mod reconcile;
pub mod run;
pub mod sample;
pub mod sample_stories;
pub mod schedule;
pub mod scheduled;
pub mod senders;
pub mod settings_mutated;
pub mod statements;
pub mod stopped;
pub mod stories_run;
pub mod sweep;
mod sweep_closing;
pub mod sweep_deliveries;
