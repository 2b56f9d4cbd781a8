//! Parquet files: read, and written with the same bytes every time.

pub mod stream_writer;
pub mod table_reader;
pub mod table_writer;
