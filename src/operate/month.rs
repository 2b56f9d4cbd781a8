//! The monthly run.
