//! The one integration binary: polars is linked once.

mod intake;
mod intake_clock;
mod intake_files;
mod intake_keys;
mod intake_news;
mod intake_quotes;
mod intake_random;
mod intake_report;
mod intake_rows;
