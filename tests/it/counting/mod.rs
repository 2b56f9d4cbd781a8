//! Statistics: conventions, bridges, charts.

pub mod bridge;
pub mod bridge_command;
pub mod bridge_stays;
pub mod conventions;
pub mod count_and_spc;
pub mod spc;
pub mod spc_baselines;
