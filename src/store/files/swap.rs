//! Two folders change names: one call where the system has it, so that there is no moment without either.

use std::fs;
use std::io;
use std::path::Path;

use crate::error::Result;
use crate::store::files::private::refused;
use crate::system;

/// Exchanges the names of two folders. Where the system cannot, `between` has the second one for a moment.
///
/// # Errors
/// 73 or 74: the system refuses; each has its name then, or, where even going back failed, the second one is `between`. Where
/// it cannot get its new name after the first one has, it stays `between`, which is no error.
pub fn exchange(one: &Path, other: &Path, between: &Path) -> Result<()> {
    let exchanged = match system::exchange(one, other) {
        Err(error) if is_not_known(&error) => in_steps(one, other, between),
        done => done,
    };
    exchanged.map_err(|error| refused("put in place", other, &error))
}

/// Whether it is the call that the system, or the file system, does not have.
fn is_not_known(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn in_steps(one: &Path, other: &Path, between: &Path) -> io::Result<()> {
    fs::rename(other, between)?;
    if let Err(error) = fs::rename(one, other) {
        let _ = fs::rename(between, other);
        return Err(error);
    }
    // What stays under that name is known by it.
    let _ = fs::rename(between, one);
    Ok(())
}
