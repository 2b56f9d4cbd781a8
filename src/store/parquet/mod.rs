//! Parquet files: read, and written with the same bytes every time.

pub mod delta;
pub mod dictionary_column;
pub mod encoded_column;
pub mod packed;
pub mod rle_bitpacked;
pub mod stream_writer;
pub mod table_reader;
pub mod table_writer;
