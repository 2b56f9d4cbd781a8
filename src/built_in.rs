//! The files that are built into the program: regimes, conventions, disclosure rules, profiles, queries and catalogues of words.
//!
//! `build.rs` lists their folders, each in alphabetical order. A new file in one of them is built in.

/// One file that is built in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BuiltInFile {
    /// The name of the file without its ending, as in `england-2014`.
    pub(crate) name: &'static str,
    /// Where it lies in the repository, as in `regimes/liability/england-2014.toml`.
    pub(crate) path: &'static str,
    /// Its text.
    pub(crate) text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The models of `queries/` by their layers, each of which may read those before it.
pub(crate) const MODELS: [&[BuiltInFile]; 5] = [STAGING, INTERMEDIATE, MARTS, STAR, CHECKS];
