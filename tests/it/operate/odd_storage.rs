//! Odd places for a project (E10, E15): read-only, gone during the run, with strange names, through links, copied while it is
//! locked. Each works or says why not, and nothing is made outside.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::operate::sweep::copy;
use crate::support::harness::{EVENTS, Folder, STAYS, Said, program, said};

fn sh(line: &str) -> bool {
    Command::new("sh").args(["-c", line]).output().unwrap().status.success()
}

fn march(project: &Path) -> Said {
    said(program().arg("--project").arg(project).args(["run", "--month", "2018-03"]))
}

/// A project in a folder of its own.
fn made(project: &Path) {
    said(program().arg("init").arg(project).args(["--authority", "Norfolk"])).exits(0);
    fs::write(project.join("inbox/stays.csv"), STAYS).unwrap();
    fs::write(project.join("inbox/events.csv"), EVENTS).unwrap();
}

#[test]
fn a_project_works_under_any_name_and_nothing_is_made_outside() {
    let long = "n".repeat(255);
    for name in
        ["with spaces", "with\na line end", &long, "stays*[a]?", "'quoted' \"twice\"", "h\u{e9}llo \u{202e}", "-rf"]
    {
        let outer = tempfile::tempdir().unwrap();
        let project = outer.path().join(name);
        made(&project);
        let ran = march(&project).exits(0).says("£3,250.00");
        assert!(!format!("{}{}", ran.stdout, ran.stderr).contains('\u{202e}'), "{name:?}");
        said(program().arg("--project").arg(&project).arg("verify")).exits(0).says("the store is whole");
        let there: Vec<PathBuf> = fs::read_dir(outer.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(there, [project], "{name:?}");
    }
}

#[test]
fn a_project_behind_a_link_or_with_another_name_beside_it_is_itself() {
    let outer = tempfile::tempdir().unwrap();
    made(&outer.path().join("real"));
    symlink(outer.path().join("real"), outer.path().join("link")).unwrap();
    march(&outer.path().join("link")).exits(0).says("£3,250.00");
    said(program().arg("--project").arg(outer.path().join("real")).arg("verify")).exits(0);
    // A name that differs by case alone is another folder here, and neither gets into the other.
    made(&outer.path().join("REAL"));
    fs::write(outer.path().join("REAL/inbox/stays.csv"), STAYS.lines().next().unwrap().to_owned() + "\n").unwrap();
    fs::remove_file(outer.path().join("REAL/inbox/events.csv")).unwrap();
    march(&outer.path().join("REAL"));
    march(&outer.path().join("real")).exits(0).says("£3,250.00");
    // A second name of a file that is written anew keeps what it had.
    let (file, other) = (outer.path().join("real/reports/2018-03/run.json"), outer.path().join("mine.json"));
    fs::hard_link(&file, &other).unwrap();
    let before = fs::read(&other).unwrap();
    fs::write(outer.path().join("real/inbox/stays_b.csv"), STAYS.replace("S1,", "T1,")).unwrap();
    march(&outer.path().join("real"));
    assert!(fs::read(&other).unwrap() == before, "what the user linked to was written over");
}

#[test]
fn a_read_only_place_is_73_or_74_and_a_place_that_goes_away_is_an_error() {
    let outer = tempfile::tempdir().unwrap();
    let (project, mount) = (outer.path().join("project"), outer.path().join("mount"));
    made(&project);
    march(&project).exits(0);
    fs::create_dir(&mount).unwrap();
    let place = mount.display();
    if sh(&format!("mount --bind {} {place} && mount -o remount,bind,ro {place}", project.display())) {
        fs::write(project.join("inbox/stays_b.csv"), STAYS.replace("S1,", "T1,")).unwrap();
        let refused = march(&mount);
        let reads = ["verify", "query"].map(|name| said(program().arg("--project").arg(&mount).arg(name)));
        assert!(sh(&format!("umount {place}")));
        assert!(matches!(refused.exit, Some(73 | 74)), "{refused:?}");
        assert!(refused.stderr.contains("hint:"), "{refused:?}");
        for read in reads {
            assert!(matches!(read.exit, Some(0 | 73 | 74)), "{read:?}");
        }
    } else {
        println!("skipped a read-only place: a folder cannot be mounted here (it takes root)");
    }
    march(&project);
    for milliseconds in [0, 5, 20, 60, 120, 250] {
        let going = outer.path().join("going");
        fs::create_dir(&going).unwrap();
        copy(&project, &going);
        let mut command = program();
        command.arg("--project").arg(going.join("project")).args(["run", "--month", "2018-03"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = fs::remove_dir_all(&going);
        let exit = child.wait().unwrap().code();
        assert!(exit.is_some_and(|exit| [0, 1, 65, 66, 73, 74, 78].contains(&exit)), "{milliseconds} ms: {exit:?}");
        let _ = fs::remove_dir_all(&going);
    }
}

/// A lock belongs to a folder that is open, not to a file that was copied (E10).
#[test]
fn a_copy_of_a_locked_project_is_free() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let lock = File::open(folder.path("store/lock")).unwrap();
    lock.lock().unwrap();
    let place = tempfile::tempdir().unwrap();
    copy(&folder.project(), place.path());
    folder.march().exits(75);
    march(&place.path().join("project")).exits(0).says("nothing changed");
}
