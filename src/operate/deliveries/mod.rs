//! Deliveries: the inbox and files that are named, who sent them, and a look at them before a run.

pub mod absent_stays;
pub mod acknowledge;
pub mod affected;
pub mod basis;
mod delivery_totals;
mod dry_run;
pub mod finding_sample;
pub mod first_of;
pub mod inbox;
mod listed;
pub mod listed_findings;
pub mod load;
pub mod look;
pub(crate) mod named_file;
pub(crate) mod named_source;
mod profile_now;
pub mod put;
pub mod read;
mod received;
pub mod returns;
pub mod senders;
pub mod settled_month;
pub mod settling;
pub mod sources;
pub mod take;
