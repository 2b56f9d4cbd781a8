//! Systems that are not Unix: what they cannot promise is refused there, and nothing is made by half.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use beddays::system::{self, other};

fn is_refused<T>(answer: io::Result<T>) {
    let error = answer.err().expect("another system refuses it");
    assert_eq!(error.kind(), io::ErrorKind::Unsupported);
    let words = error.to_string();
    assert!(words.contains("system") && words.len() > 40, "{words}");
}

/// Goal: where files cannot be the user's alone and no process has limits, there is no file, and no process without them. Method: the
/// functions of another system, which are compiled everywhere; what they were asked for is not there.
#[test]
fn what_another_system_cannot_promise_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (file, inner) = (folder.path().join("key"), folder.path().join("store"));
    is_refused(other::open_private_file(OpenOptions::new().write(true).create_new(true), &file));
    is_refused(other::create_private_folder(&inner));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

    fs::write(&file, "words").unwrap();
    let found = fs::metadata(&file).unwrap();
    is_refused(other::make_read_only(&file));
    is_refused(other::copy_mode(&found, &file));
    assert!(!fs::metadata(&file).unwrap().permissions().readonly());
    for question in [other::mode, other::owner] {
        is_refused(question(&found));
    }
    is_refused(other::identity(&found));
    for time in [other::written, other::changed] {
        is_refused(time(&found));
    }
    is_refused(other::user());
    is_refused(other::sync_folder(folder.path()));
    is_refused(other::free_space(folder.path()));
    assert_eq!(other::free_space(&folder.path().join("gone")).unwrap_err().kind(), io::ErrorKind::NotFound);
    is_refused(other::exchange(&file, &file));
    is_refused(other::limit_reader(1 << 30, 60));
}

/// Goal: the other systems follow a change of what is asked. Method: each function has the type of its namesake, or this does not
/// compile.
#[test]
fn another_system_is_asked_the_same() {
    let _: [fn(&File, &mut [u8], u64) -> io::Result<()>; 2] = [system::read_exact_at, other::read_exact_at];
    let _: [fn(&File, &[u8], u64) -> io::Result<()>; 2] = [system::write_all_at, other::write_all_at];
    let _: [fn(&Metadata) -> io::Result<(u64, u64)>; 2] = [system::identity, other::identity];
    let _: [fn(&Metadata) -> io::Result<(i64, i64)>; 4] =
        [system::written, other::written, system::changed, other::changed];
    let _: [fn(&mut OpenOptions, &Path) -> io::Result<File>; 2] = [system::open_private_file, other::open_private_file];
    let _: [fn(&Metadata) -> io::Result<u32>; 4] = [system::mode, other::mode, system::owner, other::owner];
    let _: [fn(&Metadata, &Path) -> io::Result<()>; 2] = [system::copy_mode, other::copy_mode];
    let _: [fn(&Path) -> io::Result<()>; 6] = [
        system::create_private_folder,
        other::create_private_folder,
        system::make_read_only,
        other::make_read_only,
        system::sync_folder,
        other::sync_folder,
    ];
    let _: [fn(&Path, &Path) -> io::Result<()>; 2] = [system::exchange, other::exchange];
    let _: [fn(&Path) -> io::Result<u64>; 2] = [system::free_space, other::free_space];
    let _: [fn() -> io::Result<u32>; 2] = [system::user, other::user];
    let _: [fn(u64, u64) -> io::Result<()>; 2] = [system::limit_reader, other::limit_reader];
    let _: [fn(i32); 2] = [system::protect_process, other::protect_process];
    let _: [fn(std::process::ExitStatus) -> Option<i32>; 2] = [system::signal_of, other::signal_of];
}
