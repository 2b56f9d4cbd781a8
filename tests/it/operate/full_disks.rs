//! Disks that are full indeed, of 25 sizes, and ten limits on the size of a file, with its signal taken and not taken (E7).

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::operate::outside::deliver_news;
use crate::operate::sweep::{Swept, command, copy};
use crate::report::trend::counting_project;
use crate::support::harness::{program, said};

const RUN: &[&str] = &["run", "--month", "2018-03"];

fn swept() -> Swept {
    let folder = counting_project();
    deliver_news(&folder, "LATE");
    Swept::of(RUN, &["reports/2018-03", "reports/trend"], folder)
}

fn sh(line: &str) -> bool {
    Command::new("sh").args(["-c", line]).output().unwrap().status.success()
}

/// What a project takes on a disk of pages, in kilobytes.
fn kilobytes(project: &Path) -> usize {
    let pages = |bytes: u64| bytes.div_ceil(4096) as usize * 4;
    let mut sum = 4;
    for entry in fs::read_dir(project).unwrap() {
        let entry = entry.unwrap();
        let metadata = entry.metadata().unwrap();
        sum += if metadata.is_dir() { kilobytes(&entry.path()) } else { pages(metadata.len()) };
    }
    sum
}

/// A small disk in memory; it ends with the value.
struct Mounted<'a>(&'a Path);

impl<'a> Mounted<'a> {
    fn of(size: usize, at: &'a Path) -> Option<Self> {
        sh(&format!("mount -t tmpfs -o size={size}k,mode=700 tmpfs {}", at.display())).then_some(Self(at))
    }
}

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        sh(&format!("umount {}", self.0.display()));
    }
}

#[test]
fn a_full_disk_of_any_size_leaves_one_edition() {
    let swept = swept();
    let place = tempfile::tempdir().unwrap();
    copy(&swept.folder.project(), place.path());
    let before = kilobytes(&place.path().join("project"));
    command(&place.path().join("project"), &[], RUN);
    // What a run writes at most: the files of the month and of the trend anew, and the new tables beside the old ones.
    let output = kilobytes(&place.path().join("project"));
    let (mut refused, mut done) = (0, 0);
    for step in 0..25 {
        let mount = tempfile::tempdir().unwrap();
        let size = before + output * (10 + 4 * step) / 100;
        let Some(_mounted) = Mounted::of(size, mount.path()) else {
            return println!("skipped: a disk in memory cannot be mounted here (it takes root)");
        };
        copy(&swept.folder.project(), mount.path());
        let project = mount.path().join("project");
        let told = command(&project, &[], RUN);
        let what = format!("{size} kB where {before} kB are taken: {told:?}");
        match told.exit {
            Some(74) => refused += 1,
            Some(0 | 1) => done += 1,
            _ => panic!("{what}"),
        }
        assert!(told.exit != Some(74) || told.stderr.contains("free some space"), "{what}");
        let relieve = || assert!(sh(&format!("mount -o remount,size=64m {}", mount.path().display())));
        swept.check_and_relieve(&project, &told, &what, &relieve);
    }
    println!("{refused} disks were too small, {done} were not");
    // Twice of what it writes is enough.
    assert!(refused > 3 && done > 0, "{refused} refused, {done} done");
}

#[test]
fn a_limit_on_files_is_74_whether_its_signal_is_taken_or_not() {
    let swept = swept();
    let mut refused = 0;
    for trap in ["trap '' XFSZ; ", ""] {
        for blocks in [0, 1, 2, 4, 8, 16, 32, 64, 128, 256] {
            let place = tempfile::tempdir().unwrap();
            copy(&swept.folder.project(), place.path());
            let project = place.path().join("project");
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(format!("{trap}ulimit -f {blocks}; exec \"$0\" --project \"$@\""));
            shell.arg(program().get_program()).arg(&project).args(RUN);
            let told = said(shell.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE").stdin(Stdio::null()));
            let what = format!("{trap}ulimit -f {blocks}: {told:?}");
            assert!(matches!(told.exit, Some(0 | 1 | 74)), "{what}");
            refused += u32::from(told.exit == Some(74));
            swept.check(&project, &told, &what);
        }
    }
    assert!(refused > 6, "{refused}");
}
