//! `beddays spc` as typed.

use std::path::PathBuf;

use clap::Args;

/// Which series, and how those are charted whose settings the file does not say.
#[derive(Debug, Args)]
pub struct SpcArguments {
    /// The file: `series_id`, `period` or `seq`, `value`, and settings where wanted.
    #[arg(value_name = "FILE.csv")]
    pub file: PathBuf,
    /// Take limits from the first N points of each segment; they hold for all later ones.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    pub fix_after: Option<u32>,
    /// Take limits from these points only, named by their periods or numbers; they hold for all others.
    #[arg(long, value_name = "FROM..TO", conflicts_with = "fix_after", value_parser = span)]
    pub baseline: Option<String>,
    /// Leave this point out of limits and rules, and say why (a ghost point).
    #[arg(long, value_name = "PERIOD=WHY", value_parser = with_reason)]
    pub ghost: Vec<(String, String)>,
}

fn span(text: &str) -> Result<String, String> {
    match text.split_once("..") {
        Some((from, to)) if !from.trim().is_empty() && !to.trim().is_empty() => Ok(text.to_owned()),
        _ => Err("a baseline is two points, as in 2018-04..2019-03".to_owned()),
    }
}

/// A name and a reason, which may not be empty.
pub(super) fn with_reason(text: &str) -> Result<(String, String), String> {
    let (name, why) = text.split_once('=').unwrap_or((text, ""));
    match (name.trim(), why.trim()) {
        ("", _) | (_, "") => Err("say why it is left out, as in \"2020-04=first wave\"".to_owned()),
        (name, why) => Ok((name.to_owned(), why.to_owned())),
    }
}
