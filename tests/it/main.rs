//! The one integration binary: polars is linked once.

mod store;
mod store_child;
mod store_crash;
mod store_damage;
mod store_forged;
mod store_lock;
mod store_modes;
mod store_power;
