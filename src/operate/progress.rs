//! Progress of a run: the library reports it, a terminal may show it.

/// Hears how far a run is.
pub trait Progress: Sync {
    /// A stage of `total` units begins; 0 where it is unknown.
    fn begin(&self, stage: &'static str, total: u64);
    /// So many units of the stage are done.
    fn done(&self, units: u64);
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &'static str, _: u64) {}
    fn done(&self, _: u64) {}
}
