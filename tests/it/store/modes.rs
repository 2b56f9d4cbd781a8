//! Modes (H2) and loose folders (H3): the store is the user's alone from the first moment, or is not used.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use beddays::error::Exit;
use beddays::store::Store;

use crate::store::child::{child, have, run};
use crate::store::commits::{KEY_ID, publish, rows};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Every path below a folder, itself included.
fn tree(path: &Path) -> Vec<std::path::PathBuf> {
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        paths.extend(fs::read_dir(path).unwrap().flat_map(|entry| tree(&entry.unwrap().path())));
    }
    paths
}

#[test]
fn everything_is_the_users_alone_under_any_umask() {
    for umask in ["000", "022", "077"] {
        let project = tempfile::tempdir().unwrap();
        let script = format!("umask {umask}; exec \"$0\" \"$@\"");
        for job in ["publish 20", "publish 21"] {
            let (code, said) = run(child(&["sh", "-c", &script], job, project.path()));
            assert_eq!(code, Some(0), "{said}");
        }
        let paths = tree(&project.path().join("store"));
        assert!(paths.len() > 15, "{paths:?}");
        for path in paths {
            let wanted = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), wanted, "umask {umask}: {}", path.display());
        }
    }
}

#[test]
fn no_mode_is_wider_even_for_a_moment() {
    if !have("strace", "no_mode_is_wider_even_for_a_moment") {
        return;
    }
    let project = tempfile::tempdir().unwrap();
    let trace = project.path().join("trace");
    let script = "umask 000; exec \"$0\" \"$@\"";
    let calls = "trace=open,openat,creat,mkdir,mkdirat,chmod,fchmod,fchmodat";
    let wrapper = ["sh", "-c", script, "strace", "-f", "-y", "-o", trace.to_str().unwrap(), "-e", calls];
    let (code, said) = run(child(&wrapper, "publish 20", project.path()));
    assert_eq!(code, Some(0), "{said}");
    let text = fs::read_to_string(trace).unwrap();
    let store = project.path().join("store");
    let (mut files, mut folders) = (0, 0);
    for line in text.lines().filter(|line| line.contains(store.to_str().unwrap())) {
        assert!(!line.contains("chmod"), "{line}");
        if line.contains("mkdir") {
            assert!(line.contains(", 0700)"), "{line}");
            folders += 1;
        } else if line.contains("O_CREAT") {
            assert!(line.contains(", 0600)"), "{line}");
            files += 1;
        }
    }
    assert!(folders == 6 && files >= 6, "{text}");
}

#[test]
fn loose_folder_is_refused_with_the_chmod() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let store = project.path().join("store");
    let whole = project.path().to_owned();
    let cases = [
        (store.clone(), 0o755, "chmod 700"),
        (store.clone(), 0o777, "chmod 700"),
        (store.clone(), 0o710, "chmod 700"),
        (store.join("raw"), 0o750, "chmod 700"),
        (store.join("lock"), 0o644, "chmod 600"),
        (store.join("manifest.json"), 0o640, "chmod 600"),
        (whole.clone(), 0o777, "chmod go-w"),
        (whole.clone(), 0o775, "chmod go-w"),
    ];
    for (path, loose, cure) in cases {
        let tight = mode(&path);
        set_mode(&path, loose);
        for opened in [Store::open(&whole), Store::read_only(&whole)] {
            let error = opened.expect_err(&format!("{} {loose:o}", path.display()));
            assert_eq!((error.code(), error.exit()), ("S_LOOSE", Exit::Open), "{error}");
            let text = error.to_string();
            assert!(text.contains(&format!("{cure} '{}'", path.display())), "{text}");
        }
        set_mode(&path, tight);
        Store::open(&whole).unwrap();
    }
    set_mode(&whole, 0o1777);
    Store::open(&whole).expect("in a sticky folder nobody else can put another store in place");
}

#[test]
fn access_list_is_refused() {
    if !have("setfacl", "access_list_is_refused") {
        return;
    }
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let store = project.path().join("store");
    let (code, said) = {
        let mut command = std::process::Command::new("setfacl");
        command.args(["-m", "u:65534:rx"]).arg(&store);
        run(command)
    };
    if code != Some(0) {
        println!("skipped access_list_is_refused: no access lists here: {said}");
        return;
    }
    assert_eq!(Store::open(project.path()).unwrap_err().exit(), Exit::Open);
}

#[test]
fn store_of_another_user_is_refused() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let store = project.path().join("store");
    if std::os::unix::fs::chown(&store, Some(65534), None).is_err() {
        println!("skipped store_of_another_user_is_refused: only root can give a folder away");
        return;
    }
    let error = Store::open(project.path()).unwrap_err();
    assert_eq!(error.exit(), Exit::Open);
    assert!(error.to_string().contains("owned by user 65534"), "{error}");
}

#[test]
fn store_is_not_made_where_others_can_write() {
    let project = tempfile::tempdir().unwrap();
    set_mode(project.path(), 0o777);
    assert_eq!(Store::create(project.path(), KEY_ID).unwrap_err().exit(), Exit::Open);
    assert!(!project.path().join("store").exists());
}
