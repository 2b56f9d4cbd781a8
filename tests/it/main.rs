//! The one integration binary: polars is linked once.
