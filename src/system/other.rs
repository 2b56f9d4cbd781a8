//! Every system that is not Unix. The standard library alone: what it has is done, and what cannot be promised is refused, so
//! that there no store, key or report is made, and no workbook, archive, JSON, XML or HL7 file is opened. It is compiled on
//! every system, so that a change which it does not follow is seen.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;
use std::process::ExitStatus;

const PRIVATE: &str = "this system has no modes of files, by which what identifies people is kept from others: use Linux (on Windows its Subsystem for Linux)";
const WHICH_FILE: &str = "this system does not say by a number which file it is";
const DURABLE: &str = "this system does not make the names in a folder durable";
const LIMITS: &str = "this system gives a process no limits of memory and time, without which no file is opened";

fn refused<T>(words: &str) -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::Unsupported, words))
}

/// Fills `bytes` from a place in a file.
///
/// # Errors
/// The file ends before, or the system refuses.
#[cfg(windows)]
pub fn read_exact_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    let mut done = 0;
    while done < bytes.len() {
        match file.seek_read(&mut bytes[done..], offset + done as u64) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => done += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes `bytes` at a place of a file.
///
/// # Errors
/// The system refuses.
#[cfg(windows)]
pub fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    let mut done = 0;
    while done < bytes.len() {
        match file.seek_write(&bytes[done..], offset + done as u64) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => done += written,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Reading at a place: nothing but Unix and Windows has it.
///
/// # Errors
/// `Unsupported`, always.
#[cfg(not(windows))]
pub fn read_exact_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    refused("this system reads no file at a place")
}

/// Writing at a place: nothing but Unix and Windows has it.
///
/// # Errors
/// `Unsupported`, always.
#[cfg(not(windows))]
pub fn write_all_at(_: &File, _: &[u8], _: u64) -> io::Result<()> {
    refused("this system writes no file at a place")
}

/// Which file it is. Windows has a number for it, which the standard library does not give.
///
/// # Errors
/// `Unsupported`, always: who would leave a large text on disk takes it into memory.
pub fn identity(_: &Metadata) -> io::Result<(u64, u64)> {
    refused(WHICH_FILE)
}

/// When a file was written to.
///
/// # Errors
/// `Unsupported`, always: without [`identity`] it would not show that a file is another one.
pub fn written(_: &Metadata) -> io::Result<(i64, i64)> {
    refused(WHICH_FILE)
}

/// When a file changed, by a time that no program can set back.
///
/// # Errors
/// `Unsupported`, always.
pub fn changed(_: &Metadata) -> io::Result<(i64, i64)> {
    refused(WHICH_FILE)
}

/// A file that is the user's alone.
///
/// # Errors
/// `Unsupported`, always: nothing is opened or made.
pub fn open_private_file(_: &mut OpenOptions, _: &Path) -> io::Result<File> {
    refused(PRIVATE)
}

/// A folder that is the user's alone.
///
/// # Errors
/// `Unsupported`, always: nothing is made.
pub fn create_private_folder(_: &Path) -> io::Result<()> {
    refused(PRIVATE)
}

/// A file that no one writes any more and no one else reads.
///
/// # Errors
/// `Unsupported`, always: the mark of Windows for it lets everybody read on.
pub fn make_read_only(_: &Path) -> io::Result<()> {
    refused(PRIVATE)
}

/// Who can read and write a file.
///
/// # Errors
/// `Unsupported`, always.
pub fn mode(_: &Metadata) -> io::Result<u32> {
    refused(PRIVATE)
}

/// To whom a file belongs.
///
/// # Errors
/// `Unsupported`, always.
pub fn owner(_: &Metadata) -> io::Result<u32> {
    refused(PRIVATE)
}

/// Lets those read and write a file who could another one.
///
/// # Errors
/// `Unsupported`, always.
pub fn copy_mode(_: &Metadata, _: &Path) -> io::Result<()> {
    refused(PRIVATE)
}

/// Durable names in a folder.
///
/// # Errors
/// `Unsupported`, always.
pub fn sync_folder(_: &Path) -> io::Result<()> {
    refused(DURABLE)
}

/// The signal that ended a process: there are none.
pub fn signal_of(_: ExitStatus) -> Option<i32> {
    None
}

/// Two names exchanged in one call.
///
/// # Errors
/// `Unsupported`, always: who asks does it in steps, and says what that means.
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    refused("this system does not exchange two names in one call")
}

/// How much is free on the disk of a folder.
///
/// # Errors
/// There is no such folder; else `Unsupported`, always.
pub fn free_space(folder: &Path) -> io::Result<u64> {
    fs::metadata(folder)?;
    refused("the standard library cannot ask this system how much is free")
}

/// The user of this process.
///
/// # Errors
/// `Unsupported`, always.
pub fn user() -> io::Result<u32> {
    refused(PRIVATE)
}

/// Limits for the process that reads a file.
///
/// # Errors
/// `Unsupported`, always: then the file is refused.
pub fn limit_reader(_: u64, _: u64) -> io::Result<()> {
    refused(LIMITS)
}

/// Nothing: this system has no core files, limits and signals of Unix. What it does instead when a program ends badly
/// (Windows can keep its memory in a file) is set by whoever runs it.
pub fn protect_process(_: i32) {}
