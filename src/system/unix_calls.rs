//! Unix, by calls that the standard library does not have: exchanged names, space on the disk, users, limits and signals.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use signal_hook::{consts, flag};

/// Exchanges two names in one call.
///
/// # Errors
/// `Unsupported` or `InvalidInput`: the system or the file system has no such call. Else it refuses.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanges two names in one call: this system has none for it.
///
/// # Errors
/// `Unsupported`, always.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// How many bytes this user can still write to the disk of a folder.
///
/// # Errors
/// The system refuses to say.
pub fn free_space(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// The effective user of this process.
///
/// # Errors
/// Never on Unix.
pub fn user() -> io::Result<u32> {
    Ok(rustix::process::geteuid().as_raw())
}

/// Limits this process, which reads a file, for good: so many bytes of memory and seconds of the processor, no core file with
/// patients in it, no file that grows, no further open file or socket. On Linux it ends with its parent.
///
/// # Errors
/// The system refuses a limit, or (macOS) holds no process to one of memory.
pub fn limit_reader(memory: u64, seconds: u64) -> io::Result<()> {
    if cfg!(target_vendor = "apple") {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "this system holds no process to a limit of memory"));
    }
    // Streams 0 to 2 are open; there is no number left for another file or socket.
    let most = [
        (Resource::As, memory),
        (Resource::Cpu, seconds),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 3),
    ];
    for (resource, most) in most {
        // A limit that the system already set tighter stays.
        let most = getrlimit(resource).maximum.map_or(most, |maximum| most.min(maximum));
        // A second more until the kill, which looks like a kill by another process.
        let maximum = if resource == Resource::Cpu { most.saturating_add(1) } else { most };
        let maximum = getrlimit(resource).maximum.map_or(maximum, |old| maximum.min(old));
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(maximum) })?;
    }
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    Ok(())
}

/// Leaves no core file, in which patients and the key could stand, and on Linux no memory that another program can read; opens
/// as many files as the system lets it; makes a file that grows above a limit of the system an error of writing, and an end for
/// want of memory one with this exit code.
pub fn protect_process(out_of_memory: i32) {
    // Where the system does not let a process take something from itself, the work goes on without it.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // The tables of many months are written side by side.
    let files = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: files.maximum, ..files });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    // A signal that is caught does not end the process: the write fails with `EFBIG`.
    let _ = flag::register(consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    // Where there is no memory left, the standard library says so and aborts.
    let _ = flag::register_conditional_shutdown(consts::SIGABRT, out_of_memory, Arc::new(AtomicBool::new(true)));
}
