//! Unix, as the standard library has it: reading at a place, which file it is and who can open it, what ended a process.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::ExitStatus;

/// Fills `bytes` from a place in a file, whatever else is read from it.
///
/// # Errors
/// The file ends before, or the system refuses.
pub fn read_exact_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    file.read_exact_at(bytes, offset)
}

/// Writes `bytes` at a place of a file, whatever else is written to it.
///
/// # Errors
/// The system refuses.
pub fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    file.write_all_at(bytes, offset)
}

/// Device and number of a file: no two that are there at a time have the same.
///
/// # Errors
/// Never on Unix.
pub fn identity(file: &Metadata) -> io::Result<(u64, u64)> {
    Ok((file.dev(), file.ino()))
}

/// When a file was written to, in seconds and billionths.
///
/// # Errors
/// Never on Unix.
pub fn written(file: &Metadata) -> io::Result<(i64, i64)> {
    Ok((file.mtime(), file.mtime_nsec()))
}

/// When a file or what is said of it changed, in seconds and billionths. No program can set it back.
///
/// # Errors
/// Never on Unix.
pub fn changed(file: &Metadata) -> io::Result<(i64, i64)> {
    Ok((file.ctime(), file.ctime_nsec()))
}

/// Opens a file that, where it is made, has mode 0600 from its first moment.
///
/// # Errors
/// The system refuses.
pub fn open_private_file(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    options.mode(0o600).open(path)
}

/// Makes a folder with mode 0700.
///
/// # Errors
/// It exists, or the system refuses.
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Lets no one write a file any more, the user neither, and no one else read it.
///
/// # Errors
/// The system refuses.
pub fn make_read_only(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(0o400))
}

/// Who can read and write a file: the mode, with its sticky bit.
///
/// # Errors
/// Never on Unix.
pub fn mode(file: &Metadata) -> io::Result<u32> {
    Ok(file.permissions().mode() & 0o7777)
}

/// The number of the user to whom a file belongs.
///
/// # Errors
/// Never on Unix.
pub fn owner(file: &Metadata) -> io::Result<u32> {
    Ok(file.uid())
}

/// Lets those read and write a file who could another one.
///
/// # Errors
/// The system refuses.
pub fn copy_mode(from: &Metadata, to: &Path) -> io::Result<()> {
    fs::set_permissions(to, Permissions::from_mode(from.permissions().mode() & 0o777))
}

/// Makes the names in a folder durable.
///
/// # Errors
/// The system refuses; it must not be tried again, for the kernel may have dropped what it could not write.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path).and_then(|folder| folder.sync_all())
}

/// The signal that ended a process; none if it ended by itself.
pub fn signal_of(status: ExitStatus) -> Option<i32> {
    status.signal()
}
