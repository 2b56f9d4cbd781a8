//! Files and folders that are the user's alone: the mode is given when they are made, never mended afterwards.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use crate::error::{Error, Exit, Position, Result};
use crate::system;

/// Makes a folder with mode 0700.
///
/// # Errors
/// It exists, or the system refuses.
pub fn create_folder(path: &Path) -> Result<()> {
    system::create_private_folder(path).map_err(|error| refused("make the folder", path, &error))
}

/// Makes a new file with mode 0600, open for writing.
///
/// # Errors
/// Something of that name exists (a link is never followed), or the system refuses.
pub fn create_file(path: &Path) -> Result<File> {
    new_file(path).map_err(|error| refused("make the file", path, &error))
}

/// The same, with the error of the system.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    system::open_private_file(OpenOptions::new().write(true).create_new(true), path)
}

/// Makes the names in a folder durable.
///
/// # Errors
/// The system refuses; it must not be tried again, for the kernel may have dropped what it could not write.
pub fn sync_folder(path: &Path) -> Result<()> {
    system::sync_folder(path).map_err(|error| refused("make durable", path, &error))
}

/// An operation of ours that the system refused: 73 where the place is closed to us, 74 where the disk failed.
pub(crate) fn refused(action: &str, path: &Path, source: &io::Error) -> Error {
    use io::ErrorKind::{
        AlreadyExists, FileTooLarge, IsADirectory, NotADirectory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem,
        StorageFull, Unsupported,
    };
    let (exit, hint) = match source.kind() {
        AlreadyExists | IsADirectory | NotADirectory => {
            (Exit::CannotCreate, "move what lies there out of the way, then run again")
        }
        PermissionDenied | ReadOnlyFilesystem => (Exit::CannotCreate, "make the place writable, then run again"),
        FileTooLarge => (Exit::Io, "raise the limit on the size of files (`ulimit -f`), then run again"),
        StorageFull | QuotaExceeded => (Exit::Io, "free some space, then run again"),
        // What no system refused: this one does not have it.
        Unsupported if source.raw_os_error().is_none() => {
            (Exit::CannotCreate, "run it on a system that has it: it was tried on Linux alone")
        }
        _ => (Exit::Io, "look at the disk (`dmesg`, `df`), then run again"),
    };
    Error::new("S_IO", exit, format!("cannot {action}: {source}"))
        .at(Position::file(path))
        .effect("nothing was published; the last good month stays")
        .hint(hint)
}

/// Refuses a file or folder that others can read or write, or that belongs to someone else.
///
/// Access lists are covered: where one gives anybody more, the group bits of the mode show it.
///
/// # Errors
/// 77 with the `chmod` or `chown` that mends it.
pub fn refuse_if_open(path: &Path) -> Result<()> {
    let metadata = look(path)?;
    let mode = system::mode(&metadata).map_err(|error| refused("look at", path, &error))?;
    if mode & 0o077 != 0 {
        let wanted = if metadata.is_dir() { "700" } else { "600" };
        return Err(loose(path, format!("open to others (mode {mode:04o})"), format!("chmod {wanted}")));
    }
    refuse_other_owner(path, &metadata)
}

/// Refuses a folder in which others could put something else in place of what is ours.
///
/// # Errors
/// 77 with the `chmod` that mends it.
pub fn refuse_if_writable(path: &Path) -> Result<()> {
    let mode = mode(path)?;
    let sticky = mode & 0o1000 != 0;
    if mode & 0o022 != 0 && !sticky {
        return Err(loose(path, format!("writable by others (mode {mode:04o})"), "chmod go-w".to_owned()));
    }
    Ok(())
}

/// Lets no one write a file any more, the user neither.
///
/// # Errors
/// The system refuses.
pub fn make_read_only(path: &Path) -> std::io::Result<()> {
    system::make_read_only(path)
}

/// Whether no other user can reach what lies in a folder.
///
/// # Errors
/// The system refuses to look.
pub fn is_closed(folder: &Path) -> Result<bool> {
    Ok(mode(folder)? & 0o077 == 0)
}

/// Refuses a file or folder that everybody can write, or whose group can where the project is not closed to it.
///
/// # Errors
/// 77 with the `chmod` that mends it.
pub fn refuse_if_others_write(path: &Path, is_closed: bool) -> Result<()> {
    let mode = mode(path)?;
    let others = if is_closed { 0o002 } else { 0o022 };
    if mode & others == 0 {
        return Ok(());
    }
    let what =
        format!("writable by others (mode {mode:04o}), who could put in what is not from the sender, or another rule");
    Err(Error::new("S_LOOSE", Exit::Open, what)
        .at(Position::file(path))
        .effect("nothing was read or changed")
        .hint(format!("look at what it says, then chmod go-w '{}'", path.display())))
}

/// Refuses a file or folder that belongs to someone else.
///
/// # Errors
/// 77 with the `chown` that mends it.
pub fn refuse_of_others(path: &Path) -> Result<()> {
    refuse_other_owner(path, &look(path)?)
}

fn refuse_other_owner(path: &Path, metadata: &Metadata) -> Result<()> {
    let both = system::user().and_then(|user| Ok((user, system::owner(metadata)?)));
    let (user, owner) = both.map_err(|error| refused("look at", path, &error))?;
    if user == owner {
        return Ok(());
    }
    let what = format!("owned by user {owner}, and this run is user {user}");
    Err(loose(path, what, format!("as its owner, run it again; or chown {user}")))
}

fn mode(path: &Path) -> Result<u32> {
    system::mode(&look(path)?).map_err(|error| refused("look at", path, &error))
}

fn look(path: &Path) -> Result<Metadata> {
    std::fs::metadata(path).map_err(|error| refused("look at", path, &error))
}

fn loose(path: &Path, what: String, cure: String) -> Error {
    Error::new("S_LOOSE", Exit::Open, format!("it is {what}, but holds what identifies people"))
        .at(Position::file(path))
        .effect("nothing was read or changed")
        .hint(format!("{cure} '{}'", path.display()))
}
