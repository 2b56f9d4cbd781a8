//! What is asked of the operating system beyond what the standard library has for every system. All of it is here: the names
//! of Unix in `unix` and `unix_calls`, the kernel of Linux in [`sandbox`], every other system in [`other`].
//!
//! Where another system cannot keep a promise (that a file is the user's alone, that the process which reads a file has
//! limits), it is refused there with `Unsupported` and its words, and never kept by half.

pub mod other;
#[cfg(feature = "tables")]
pub mod sandbox;
#[cfg(unix)]
mod unix;
#[cfg(all(unix, feature = "tables"))]
mod unix_calls;

#[cfg(not(unix))]
pub use other::{
    changed, copy_mode, create_private_folder, identity, make_read_only, mode, open_private_file, owner, read_exact_at,
    signal_of, sync_folder, write_all_at, written,
};
#[cfg(all(not(unix), feature = "tables"))]
pub use other::{exchange, free_space, limit_reader, protect_process, user};
#[cfg(unix)]
pub use unix::{
    changed, copy_mode, create_private_folder, identity, make_read_only, mode, open_private_file, owner, read_exact_at,
    signal_of, sync_folder, write_all_at, written,
};
#[cfg(all(unix, feature = "tables"))]
pub use unix_calls::{exchange, free_space, limit_reader, protect_process, user};
