//! The arguments of `beddays template`.

use std::path::PathBuf;

use clap::Args;

/// Which file to write.
#[derive(Clone, Debug, Args)]
pub struct TemplateArguments {
    /// The new file, called after a kind of delivery (stays, events, reasons, claims) or a profile: stays.xlsx, events.csv.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The profile, if the name of the file is not its name: a built-in one, or a file of your own that ends in .toml.
    #[arg(long, value_name = "NAME-OR-FILE")]
    pub profile: Option<String>,
}
