//! Crashes and failing disks: whatever system call is the last one, the store is as before or as after.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use beddays::store::{Damage, DamageKind, Store};

use crate::store::child::{child, have, run};
use crate::store::commits::{files, month};

pub fn strace<'a>(trace: &'a str, expression: &'a str) -> Vec<&'a str> {
    vec!["strace", "-f", "-y", "-s", "8", "-o", trace, "-e", expression]
}

/// A project at its first month, by a process of its own as all further ones.
pub fn first_month() -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    let (code, said) = run(child(&[], "publish 20", project.path()));
    assert_eq!(code, Some(0), "{said}");
    project
}

pub fn copy(from: &Path, to: &Path) {
    let status = std::process::Command::new("cp").arg("-a").arg(from.join("store")).arg(to).status().unwrap();
    assert!(status.success());
}

/// The month that the store stands at, after everything it names was checked.
pub fn standing(project: &Path, told: &str) -> u64 {
    let store = Store::open(project).unwrap_or_else(|error| panic!("{told}: {error}"));
    let damaged: Vec<Damage> =
        store.verify().unwrap().into_iter().filter(|damage| damage.kind == DamageKind::Damaged).collect();
    assert!(damaged.is_empty(), "{told}: {damaged:?}");
    let stays = store.stays().unwrap().len() as u64;
    assert_eq!(store.ledger(month()).unwrap().unwrap().len() as u64, stays * 8, "{told}");
    stays
}

#[test]
fn manifest_comes_after_everything_is_durable() {
    if !have("strace", "manifest_comes_after_everything_is_durable") {
        return;
    }
    let project = first_month();
    let trace = project.path().join("trace");
    let calls = "trace=fsync,fdatasync,rename,renameat,renameat2,openat,unlink,unlinkat";
    let (code, said) = run(child(&strace(trace.to_str().unwrap(), calls), "publish 21", project.path()));
    assert_eq!(code, Some(0), "{said}");
    let text = fs::read_to_string(trace).unwrap();
    let store = project.path().canonicalize().unwrap().join("store");
    let mut steps = Vec::new();
    let mut durable = HashSet::new();
    for line in text.lines().filter(|line| line.contains("store")) {
        if line.contains("sync(") {
            let path = line.split_once('<').unwrap().1.split_once('>').unwrap().0.to_owned();
            steps.push(format!("sync {path}"));
            durable.insert(path);
        } else if line.contains("rename") {
            let names: Vec<&str> = line.split('"').collect();
            let from = Path::new(names[1]);
            let from = from.parent().unwrap().canonicalize().unwrap().join(from.file_name().unwrap());
            assert!(durable.contains(from.to_str().unwrap()), "renamed before it was durable: {line}");
            steps.push(format!("rename {}", names[3]));
        } else if line.contains("O_CREAT") {
            let name = line.split('"').nth(1).unwrap();
            assert!(name.ends_with(".part") || name.contains("/store/lock"), "written under a final name: {line}");
        } else if line.contains("unlink") {
            steps.push("unlink".to_owned());
        }
    }
    let place = |what: &str| steps.iter().position(|step| step.starts_with(what)).unwrap_or_else(|| panic!("{what}"));
    let commit = steps.iter().position(|step| step.starts_with("rename") && step.ends_with("manifest.json")).unwrap();
    for folder in ["raw", "tables", "ledger", "history"] {
        let sync = format!("sync {}", store.join(folder).display());
        let sync = steps.iter().position(|step| *step == sync).unwrap_or_else(|| panic!("{folder} never synced"));
        // A copy of the manifest shows that it stood: it comes after.
        assert_eq!(sync < commit, folder != "history", "{folder}: {steps:#?}");
        let renamed =
            steps.iter().rposition(|step| step.starts_with("rename") && step.contains(&format!("/{folder}/")));
        assert!(renamed.is_some_and(|renamed| renamed < sync && (renamed < commit) == (sync < commit)), "{steps:#?}");
    }
    let last = format!("sync {}", store.display());
    assert_eq!(steps[commit + 1], last, "the folder of the manifest right after it: {steps:#?}");
    assert!(place("sync") < commit);
}

#[test]
fn same_store_under_any_time_zone_and_thread_count() {
    let stores = [("UTC", "1"), ("Asia/Kolkata", "2"), ("Pacific/Kiritimati", "8")].map(|(zone, threads)| {
        let project = tempfile::tempdir().unwrap();
        for job in ["publish 4000", "publish 4001"] {
            let mut command = child(&[], job, project.path());
            command.env("TZ", zone).env("RAYON_NUM_THREADS", threads);
            assert_eq!(run(command).0, Some(0));
        }
        files(project.path())
    });
    assert!(stores[0] == stores[1] && stores[0] == stores[2]);
}

/// Runs `publish 21` over a copy of the first month, once for every `step`-th of each call, with `inject` done to that
/// call if it is about the store. `check` gets the exit code, the trace from there on, and what to tell. Gives the
/// number of points.
fn sweep(calls: &[&str], inject: &str, step: usize, check: impl Fn(Option<i32>, &str, &str)) -> usize {
    let first = first_month();
    let after = tempfile::tempdir().unwrap();
    copy(first.path(), after.path());
    assert_eq!(run(child(&[], "publish 21", after.path())).0, Some(0));
    let undisturbed = files(after.path());
    let mut points = 0;
    for call in calls {
        for n in (1..).step_by(step) {
            let project = tempfile::tempdir().unwrap();
            copy(first.path(), project.path());
            let trace = project.path().join("trace");
            let expression = format!("inject={call}:{inject}:when={n}");
            let (code, said) = run(child(&strace(trace.to_str().unwrap(), &expression), "publish 21", project.path()));
            let trace = fs::read_to_string(&trace).unwrap();
            let Some(hit) = trace.find("(INJECTED)").or_else(|| trace.find("killed by")) else { break };
            let start = trace[..hit].rfind(&format!("{call}(")).unwrap();
            let told = format!("{call} {n} {inject}: {code:?} {said}{}", &trace[start..]);
            assert!([20, 21].contains(&standing(project.path(), &told)), "{told}");
            if trace[start..].lines().next().is_some_and(|line| line.contains("/store")) {
                check(code, &trace[hit..], &told);
                points += 1;
            }
            let again = run(child(&[], "publish 21", project.path()));
            assert_eq!(again.0, Some(0), "{told}: {}", again.1);
            assert!(files(project.path()) == undisturbed, "{told}: a run after it gave another store");
        }
    }
    points
}

#[test]
fn kill_at_any_call_leaves_a_whole_month() {
    if !have("strace", "kill_at_any_call_leaves_a_whole_month") {
        return;
    }
    let calls = ["openat", "write", "fsync", "rename", "unlink"];
    let points = sweep(&calls, "signal=SIGKILL", 1, |code, _, told| assert_ne!(code, Some(0), "{told}"));
    assert!(points > 40, "only {points} points");
}

#[test]
fn failed_fsync_is_fatal_and_never_tried_again() {
    if !have("strace", "failed_fsync_is_fatal_and_never_tried_again") {
        return;
    }
    let points = sweep(&["fsync"], "error=EIO", 1, |code, after, told| {
        assert_eq!(code, Some(74), "{told}");
        assert!(!after.contains("fsync("), "{told}");
    });
    assert!(points >= 9, "only {points} fsyncs");
}

#[test]
fn full_disk_ends_with_74_and_the_old_month() {
    if !have("strace", "full_disk_ends_with_74_and_the_old_month") {
        return;
    }
    let points = sweep(&["write", "rename"], "error=ENOSPC", 1, |code, _, told| assert_eq!(code, Some(74), "{told}"));
    assert!(points > 10, "only {points} points");
}
