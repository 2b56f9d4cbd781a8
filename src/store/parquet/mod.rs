//! ROOM store::parquet

pub(crate) mod delta;
pub(crate) mod dictionary_column;
pub(crate) mod encoded_column;
pub(crate) mod packed;
pub(crate) mod rle_bitpacked;
pub(crate) mod stream_writer;
pub(crate) mod table_reader;
pub(crate) mod table_writer;
