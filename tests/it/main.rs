//! The one integration binary: polars is linked once.
mod law;
