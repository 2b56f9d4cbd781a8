//! Power cuts at random moments of a run (E3): the disk is copied as it is, checked as after a boot, and holds one edition.
//!
//! By default 20 cuts, and 4 on btrfs, which writes nothing in place, where it is installed; with `BEDDAYS_SWEEP=1` 200 and 40.

use std::path::Path;

use rustix::process::{Pid, Signal, kill_process};

use crate::operate::outside::deliver_news;
use crate::operate::stopped::{start, takes};
use crate::operate::sweep::{Swept, copy, step};
use crate::report::trend::counting_project;
use crate::settle::messages_support::Chance;
use crate::store::child::have;
use crate::store::power::{Disk, FileSystem, sh};
use crate::support::harness::Said;

/// Cuts the power so often during a run; nothing where no disk can be mounted.
fn cuts(kind: FileSystem, count: usize, test: &str) {
    let folder = counting_project();
    deliver_news(&folder, "LATE");
    let swept = Swept::of(&["run", "--month", "2018-03"], &["reports/2018-03", "reports/trend"], folder);
    let (mut chance, takes, mut during) = (Chance(3), takes(&swept), 0);
    for number in 0..count {
        let Some(disk) = Disk::make(kind) else {
            println!("skipped {test}: a loop device cannot be mounted here (it takes root)");
            return;
        };
        let mount = disk.path("mount");
        copy(&swept.folder.project(), Path::new(&mount));
        assert!(sh(&format!("sync -f {mount}")));
        let mut run = start(&Path::new(&mount).join("project"));
        let moment = takes.mul_f64((number as f64 + chance.below(1_000) as f64 / 1_000.0) / count as f64);
        std::thread::sleep(moment);
        let is_at_work = run.try_wait().unwrap().is_none();
        during += usize::from(is_at_work);
        // Stopped, it asks nothing more of the disk while the disk is copied; what it asked for may be written or not.
        if is_at_work {
            kill_process(Pid::from_child(&run), Signal::STOP).unwrap();
        }
        let nothing = Said { exit: None, stdout: String::new(), stderr: String::new() };
        disk.cut(|after| {
            swept.check(&after.join("project"), &nothing, &format!("{kind:?}, the power cut after {moment:?}"));
            true
        });
        if is_at_work {
            kill_process(Pid::from_child(&run), Signal::CONT).unwrap();
        }
        run.wait().unwrap();
    }
    println!("{kind:?}: {during} of {count} cuts were during a run");
    assert!(during > 0);
}

#[test]
fn a_power_cut_at_any_moment_leaves_one_edition() {
    let test = "a_power_cut_at_any_moment_leaves_one_edition";
    if have("mkfs.ext4", test) && have("e2fsck", test) {
        cuts(FileSystem::Ext4, 200 / step(10), test);
    }
}

#[test]
fn a_power_cut_on_btrfs_leaves_one_edition() {
    let test = "a_power_cut_on_btrfs_leaves_one_edition";
    if have("mkfs.btrfs", test) {
        cuts(FileSystem::Btrfs, 40 / step(10), test);
    }
}
