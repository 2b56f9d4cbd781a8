//! `beddays --version`: what the program was made of, so that a bill can name it.

use std::fmt::Write as _;

use crate::error::Result;
use crate::regime::{Convention, Library};

/// Version, commit, table of time zones, and every table of law and convention of statistics with its SHA-256.
///
/// # Errors
/// 78: a file that is built in is wrong (our bug).
pub(super) fn long() -> Result<String> {
    let mut text = format!(
        "{}\ncommit: {}\ntime zones: {}\ntables of law, with SHA-256:\n",
        env!("CARGO_PKG_VERSION"),
        env!("BEDDAYS_COMMIT"),
        env!("BEDDAYS_ZONES")
    );
    for regime in Library::built_in()?.all() {
        _ = writeln!(text, "  {} {}", regime.title().2, regime.path());
    }
    for Convention { path, hash, .. } in &Convention::built_in()? {
        _ = writeln!(text, "  {hash} {path}");
    }
    Ok(text.trim_end().to_owned())
}
