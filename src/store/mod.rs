//! The store: raw deliveries, Parquet tables, one manifest with one commit point.
