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

mod border;
mod counting;
mod house;
mod intake;
mod law;
mod operate;
mod published;
mod query;
mod report;
mod settle;
mod store;
mod support;
