//! The one integration binary: polars is linked once.
mod agreement;
mod law;
mod oracle;
