//! ROOM operate::deliveries

pub mod inbox;
pub mod ingest;
pub mod load;
pub mod look;
pub mod senders;
pub(crate) mod atomic_file;
