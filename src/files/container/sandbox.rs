//! What a process takes from itself for good: the process that reads a file everything but reading its question and
//! writing its answer, every process of the program the network. The kernel holds it, whatever the code does afterwards.
//!
//! Two parts of the kernel hold the same, so that a fault in one is not enough: Landlock refuses files and ports,
//! seccomp refuses calls of the system by their number. Where the kernel lacks one of them, the work goes on and the
//! log says so.

use std::io::Write as _;
use std::sync::atomic::{AtomicU8, Ordering};

pub use crate::system::sandbox::{refuse_calls, refuse_files, refuse_network};

/// What of the sandbox a machine lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// No call of the system is refused.
    pub seccomp: bool,
    /// No file and no port is refused by its own.
    pub landlock: bool,
}

/// What processes that read files found missing since the program began.
static FOUND: AtomicU8 = AtomicU8::new(0);

impl Missing {
    /// As one number, 0 if nothing is missing.
    pub fn to_byte(self) -> u8 {
        u8::from(self.seccomp) | u8::from(self.landlock) << 1
    }

    /// From the number of [`Missing::to_byte`].
    pub fn from_byte(byte: u8) -> Self {
        Self { seccomp: byte & 1 != 0, landlock: byte & 2 != 0 }
    }

    /// Says it in the log, unless a process before found the same.
    pub(super) fn note(self) {
        let known = FOUND.fetch_or(self.to_byte(), Ordering::Relaxed);
        if let Some(sentence) = self.sentence().filter(|_| known | self.to_byte() != known) {
            // A closed log does not stop the reading.
            let _ = writeln!(std::io::stderr(), "{sentence}");
        }
    }

    /// A sentence about it, if something is missing.
    pub fn sentence(self) -> Option<String> {
        let (lacks, holds) = match (self.seccomp, self.landlock) {
            (false, false) => return None,
            (true, false) => ("seccomp", "Landlock and its limits"),
            (false, true) => ("Landlock", "seccomp and its limits"),
            (true, true) => ("seccomp and Landlock", "its limits (memory, time, no further file) alone"),
        };
        Some(format!(
            "this system has no {lacks}: the process that opened workbooks, archives, JSON, XML or HL7 was held by {holds}"
        ))
    }
}
