//! Power cuts (E4): what was reported as done is still there after the power went right behind exit code 0.

use std::fs;
use std::path::Path;
use std::process::Command;

use beddays::store::Store;

use crate::store::child::{child, have, run};
use crate::store::commits::month;

/// A file system that a disk may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSystem {
    Ext4,
    Btrfs,
}

/// A small disk on a file, mounted; the mount ends with the value.
pub struct Disk {
    folder: tempfile::TempDir,
    kind: FileSystem,
}

impl Disk {
    pub fn make(kind: FileSystem) -> Option<Self> {
        let disk = Self { folder: tempfile::tempdir().unwrap(), kind };
        let image = disk.path("image");
        let (size, made) = match kind {
            FileSystem::Ext4 => (48 << 20, "mkfs.ext4 -q -F"),
            FileSystem::Btrfs => (160 << 20, "mkfs.btrfs -q -f"),
        };
        fs::File::create(&image).unwrap().set_len(size).unwrap();
        fs::create_dir(disk.path("mount")).unwrap();
        fs::create_dir(disk.path("after")).unwrap();
        let made = sh(&format!("{made} {image}")) && sh(&format!("mount -o loop {image} {}", disk.path("mount")));
        made.then_some(disk)
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// What a machine would find after the power went now: the image as it is, its journal replayed.
    pub fn cut(&self, look: impl FnOnce(&Path) -> bool) -> bool {
        let (cut, after) = (self.path("cut"), self.path("after"));
        // A copy of an image that changes meanwhile would be of several moments.
        let is_one_moment = (0..50).any(|_| {
            fs::copy(self.path("image"), &cut).unwrap();
            sh(&format!("cmp -s {} {cut}", self.path("image")))
        });
        assert!(is_one_moment, "the disk never rests");
        // Btrfs replays what it noted when it is mounted.
        if self.kind == FileSystem::Ext4 {
            // 1 means that the journal was replayed, which is what a boot does.
            let checked = Command::new("e2fsck").args(["-fy", &cut]).output().unwrap().status.code();
            assert!(checked.is_some_and(|code| code <= 1), "e2fsck ended with {checked:?}");
        }
        assert!(sh(&format!("mount -o loop {cut} {after}")));
        let found = look(Path::new(&after));
        assert!(sh(&format!("umount {after}")));
        found
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        sh(&format!("umount {} 2>/dev/null; umount {} 2>/dev/null", self.path("after"), self.path("mount")));
    }
}

pub fn sh(line: &str) -> bool {
    Command::new("sh").args(["-c", line]).output().unwrap().status.success()
}

/// Runs a command `times` times on a fresh mounted disk and cuts the power as soon as it has ended with 0. `command`
/// gets the folder of the disk and the number of the time; `holds` gets the same after the cut. Gives how many of the
/// times it held; nothing, with the reason printed, where no disk can be mounted.
pub fn held_after_power_cuts(
    times: u32,
    test: &str,
    command: impl Fn(&Path, u32) -> Command,
    holds: impl Fn(&Path, u32) -> bool,
) -> Option<u32> {
    if !have("mkfs.ext4", test) || !have("e2fsck", test) {
        return None;
    }
    let mut held = 0;
    for time in 0..times {
        let Some(disk) = Disk::make(FileSystem::Ext4) else {
            println!("skipped {test}: a loop device cannot be mounted here (it takes root)");
            return None;
        };
        let (code, said) = run(command(Path::new(&disk.path("mount")), time));
        assert_eq!(code, Some(0), "{said}");
        held += u32::from(disk.cut(|after| holds(after, time)));
    }
    Some(held)
}

fn project(disk: &Path) -> std::path::PathBuf {
    disk.join("project")
}

fn publish(wrapper: &[&str], disk: &Path, time: u32) -> Command {
    fs::create_dir(project(disk)).unwrap();
    // Of this disk alone: a sync of all would write the other test's disk as well.
    assert!(sh(&format!("sync -f {}", disk.display())));
    child(wrapper, &format!("publish {}", 20 + time), &project(disk))
}

fn holds(disk: &Path, time: u32) -> bool {
    let Ok(store) = Store::open(&project(disk)) else { return false };
    let days = store.ledger(month()).ok().flatten().map(|ledger| ledger.len() as u32);
    days == Some((20 + time) * 8) && store.verify().is_ok_and(|damage| damage.is_empty())
}

#[test]
fn acknowledged_is_durable() {
    let test = "acknowledged_is_durable";
    let held = held_after_power_cuts(10, test, |disk, time| publish(&[], disk, time), holds);
    assert!(held.is_none_or(|held| held == 10), "{held:?} of 10 held");
}

#[test]
fn without_fsync_it_is_not() {
    // The positive control: the same with every fsync answered and left undone.
    let test = "without_fsync_it_is_not";
    if !have("strace", test) {
        return;
    }
    let strace = ["strace", "-f", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:retval=0"];
    let held = held_after_power_cuts(5, test, |disk, time| publish(&strace, disk, time), holds);
    assert!(held.is_none_or(|held| held <= 1), "{held:?} of 5 held without an fsync: the test proves nothing");
}
