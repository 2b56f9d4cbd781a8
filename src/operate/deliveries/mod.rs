//! Deliveries: the inbox, who sent them, a look at them before a run, and large files of stays.

pub mod affected;
pub mod atomic_file;
pub mod basis;
mod delivery_totals;
mod dry_run;
pub mod inbox;
pub mod ingest;
mod listed;
pub mod load;
pub mod look;
mod named_file;
pub mod put;
pub mod read;
mod received;
pub mod returns;
pub mod senders;
pub mod sources;
pub mod take;
