//! The store: commits, damage, crashes.

pub mod child;
pub mod commits;
pub mod crash;
pub mod damage;
pub mod durable;
pub mod forged;
pub mod forged_flips;
pub mod formats;
pub mod formats_kept;
pub mod lock;
pub mod modes;
pub mod other_system;
pub mod power;
pub mod power_cuts;
pub mod rollback;
pub mod strange_text;
pub mod torn;
