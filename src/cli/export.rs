//! The arguments of `beddays export`.

use std::path::PathBuf;

use clap::Args;

/// Where to export to.
#[derive(Clone, Debug, Args)]
pub struct ExportArguments {
    /// The folder for facts, dimensions and a dictionary of their columns, as Parquet and CSV: a new one, or an earlier export.
    #[arg(long, value_name = "DIR")]
    pub star: PathBuf,
}
