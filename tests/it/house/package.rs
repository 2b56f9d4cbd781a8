//! The Debian package: made of the program of this build, put into a folder that stands for a machine, tried, taken out again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::store::child::have;
use crate::support::harness::said;

/// Every file and link below a folder, from it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut pending) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = pending.pop() {
        match fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
            true => pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path())),
            false => found.push(path.strip_prefix(folder).unwrap().to_owned()),
        }
    }
    found.sort();
    found
}

fn unpacked(root: &Path, path: &str) -> String {
    String::from_utf8(Command::new("gzip").arg("-dc").arg(root.join(path)).output().unwrap().stdout).unwrap()
}

/// Goal: an administrator puts beddays in and takes it out like any package, with licences of all that is in it. Method: the script
/// makes the package; dpkg installs it into an empty root, where the demo runs; a purge leaves what was there before. That libraries
/// are there is not asked of that root (`packaging/try-deb.sh` tries it in a whole Debian).
#[test]
fn a_debian_package_is_put_in_tried_and_taken_out() {
    let test = "a_debian_package_is_put_in_tried_and_taken_out";
    if !["dpkg", "dpkg-shlibdeps", "fakeroot", "jq"].iter().all(|program| have(program, test)) {
        return;
    }
    let outer = tempfile::tempdir().unwrap();
    let mut script = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/deb.sh"));
    script.arg(env!("CARGO_BIN_EXE_beddays")).args(["--strip", "--other-commit", "--out"]).arg(outer.path());
    script.env("XZ", "none").env("CARGO_NET_OFFLINE", "true");
    let package = PathBuf::from(said(&mut script).exits(0).stdout.trim());

    let field = |name: &str| {
        let output = Command::new("dpkg-deb").arg("--field").arg(&package).arg(name).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    assert!(field("Depends").contains("libc6 (>= "), "{}", field("Depends"));
    assert!(field("Version").starts_with(&format!("{}+git20", env!("CARGO_PKG_VERSION"))), "{}", field("Version"));

    let root = outer.path().join("root");
    fs::create_dir_all(root.join("var/lib/dpkg/info")).unwrap();
    fs::create_dir_all(root.join("var/lib/dpkg/updates")).unwrap();
    fs::write(root.join("var/lib/dpkg/status"), "").unwrap();
    let dpkg = |arguments: &[&str]| {
        let path = format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap());
        let mut dpkg = Command::new("fakeroot");
        dpkg.args(["dpkg", "--force-depends", "--log=/dev/null"]).arg(format!("--root={}", root.display()));
        let output = dpkg.args(arguments).env("PATH", path).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    dpkg(&["--install", package.to_str().unwrap()]);
    let installed = files(&root.join("usr"));
    for file in [
        "bin/beddays",
        "share/man/man1/beddays-run.1.gz",
        "share/bash-completion/completions/beddays",
        "share/zsh/vendor-completions/_beddays",
        "share/fish/vendor_completions.d/beddays.fish",
        "share/doc/beddays/copyright",
    ] {
        assert!(installed.contains(&PathBuf::from(file)), "{file}: {installed:#?}");
    }
    let licences = unpacked(&root, "usr/share/doc/beddays/licences-of-crates.txt.gz");
    for (name, version) in super::crates::linked() {
        let crate_name = format!("{name} {}", version.trim_start_matches('v'));
        assert!(licences.contains(&crate_name), "no licence of {crate_name}");
    }
    assert!(unpacked(&root, "usr/share/man/man1/beddays-run.1.gz").starts_with(".ie"));

    let mut demo = Command::new(root.join("usr/bin/beddays"));
    demo.args(["demo", "place"]).current_dir(outer.path());
    said(&mut demo).exits(0).says("made a sample project");
    dpkg(&["--purge", "beddays"]);
    assert!(!root.join("usr").exists(), "{:?}", files(&root));
    assert!(outer.path().join("place/beddays.toml").exists(), "what a user made stays");
}
