//! What the process forbids itself before it does anything, and what becomes of a bug.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::process::ExitCode;

use super::Out;
use crate::error::{Error, Exit};
use crate::files::container::sandbox;
use crate::store;
use crate::system::protect_process;

/// Leaves no core file, in which patients and the key could stand, and no memory that another program can read; and makes
/// a file that grows above a limit of the system an error of writing, and an end for want of memory one with a code, where the
/// system would end the process. And opens no network connection, because the system refuses it from here on. The reader process starts here too.
pub(super) fn protect() {
    protect_process(Exit::Io as i32);
    // Where the system does not let a process take something from itself, the work goes on without it.
    let _ = sandbox::refuse_network();
}

/// What a panic says where the system gives no thread or no memory: the standard library, the pools of threads and zstd have no
/// other answer to it.
const NOTHING_LEFT: [&str; 4] =
    ["failed to spawn thread", "ThreadPoolBuildError", "OS can't spawn worker thread", "zstd returned null pointer"];

/// Turns a panic into words a user or, as `json`, a program can act on: exit code 74 where the system gave no thread or memory, else 70,
/// because it is our bug.
pub fn guarded(json: bool, work: impl FnOnce() -> ExitCode) -> ExitCode {
    std::panic::set_hook(Box::new(move |panic| {
        let words = panic.payload_as_str().unwrap_or_default();
        let error = if NOTHING_LEFT.iter().any(|part| words.contains(part)) {
            let what = "the system gives this process no further thread or memory: there is too little of it, or too many processes";
            Error::new("X_THREADS", Exit::Io, what)
                .hint("free memory or raise the limit (`ulimit -v`, `ulimit -u`), then run again")
        } else {
            let place = panic.location().map_or_else(String::new, |place| format!(" at {}", place_of(place)));
            Error::new("X_BUG", Exit::Bug, format!("a broken assumption{place}"))
                .hint("this is our bug: please report it with the version, the command and this line")
        };
        let (exit, is_bug) = (error.exit(), error.exit() == Exit::Bug);
        Out::new(json).fail(&error.effect(match store::has_committed() {
            true => "what was run is in the store; which files outside it are of before, `beddays verify` says",
            false => "nothing was published; the last good month stays",
        }));
        // Others may wait for ever for the thread that there is none of. What is stored survives an end at any moment.
        if !is_bug {
            std::process::exit(exit as i32);
        }
    }));
    protect();
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| ExitCode::from(Exit::Bug as u8))
}

/// Where in the source a panic was, without the folders of the machine on which the program was built.
fn place_of(place: &Location<'_>) -> String {
    let file = place.file();
    let of_package = file.rfind("/src/").map_or(0, |at| file[..at].rfind('/').map_or(0, |slash| slash + 1));
    format!("{}:{}", &file[of_package..], place.line())
}
