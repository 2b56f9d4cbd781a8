//! `init` and `demo`, killed at any point: the same command again finishes what is unfinished and gives the same bill. All
//! 996 points of the demo (mkdir 11, write 204, fsync 188, rename 125, unlink 203, openat 260, flock 5) were tried once, on
//! 29 November 2026: no other bill, no delivery lost, every store whole.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::store::child::have;
use crate::support::harness::{Said, program, said};

/// Set to `all`, the demo is killed at every call of the system once; else at every tenth of those that change the disk.
const SWEEP: &str = "BEDDAYS_SWEEP";

/// The calls that change what lies on the disk.
const CHANGES: [&str; 5] = ["mkdir", "write", "fsync", "rename", "unlink"];

/// Other calls on the way.
const OTHERS: [&str; 2] = ["openat", "flock"];

fn is_full() -> bool {
    std::env::var(SWEEP).is_ok_and(|sweep| sweep == "all")
}

fn arguments<'a>(words: &[&'a str], folder: &'a Path) -> Vec<&'a str> {
    words.iter().copied().chain([folder.to_str().unwrap()]).collect()
}

/// Kills a command at its n-th call of a kind; nothing if it ended before.
fn killed_at(call: &str, n: usize, words: &[&str], folder: &Path) -> bool {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    strace.args(["-e", &format!("inject={call}:signal=SIGKILL:when={n}")]).arg(env!("CARGO_BIN_EXE_beddays"));
    strace.args(arguments(words, folder)).env("RAYON_NUM_THREADS", "1").env_remove("LD_LIBRARY_PATH");
    let output = strace.stdin(Stdio::null()).output().unwrap();
    !output.status.success()
}

/// Runs a command over and over, each time killed some calls later, and hands the folder to `check`. Gives the number of
/// points.
fn sweep(words: &[&str], (calls, step): (&[&str], usize), check: impl Fn(&Path, &str)) -> usize {
    let mut points = 0;
    for call in calls {
        for n in (1..).step_by(step) {
            let dir = TempDir::new().unwrap();
            let folder = dir.path().join("p");
            if !killed_at(call, n, words, &folder) {
                break;
            }
            points += 1;
            check(&folder, &format!("{} killed at {call} {n}", words[0]));
        }
    }
    points
}

fn again(words: &[&str], folder: &Path) -> Said {
    said(program().args(arguments(words, folder)))
}

fn verify(folder: &Path) -> Said {
    said(program().arg("--project").arg(folder).arg("verify"))
}

#[test]
fn an_init_that_was_killed_is_finished_by_the_next() {
    if !have("strace", "an_init_that_was_killed_is_finished_by_the_next") {
        return;
    }
    let words = ["init", "--authority", "Norfolk"];
    let calls = [&CHANGES[..], &OTHERS].concat();
    let points = sweep(&words, (&calls, 1), |folder, told| {
        let was_done = folder.join("beddays.toml").exists();
        let next = again(&words, folder);
        assert_eq!(next.exit, Some(if was_done { 73 } else { 0 }), "{told}: {next:?}");
        let whole = verify(folder);
        assert_eq!(whole.exit, Some(0), "{told}: {whole:?}");
        let taken = said(program().arg("--project").arg(folder).args(["run", "--month", "2018-03"]));
        assert!(!["C_KEY", "S_KEY"].iter().any(|code| taken.stderr.contains(code)), "{told}: {taken:?}");
        assert_eq!(again(&words, folder).exit, Some(73), "{told}: a project that is there is left alone");
    });
    assert!(points > 40, "only {points} points");
}

#[test]
fn a_demo_that_was_killed_gives_the_same_bill_when_asked_again() {
    if !have("strace", "a_demo_that_was_killed_gives_the_same_bill_when_asked_again") {
        return;
    }
    let place = TempDir::new().unwrap();
    let undisturbed = again(&["demo"], &place.path().join("p"));
    assert_eq!(undisturbed.exit, Some(0), "{undisturbed:?}");
    let bill = |said: &Said, folder: &Path| said.stdout.replace(&folder.display().to_string(), "p");
    let wanted = bill(&undisturbed, &place.path().join("p"));
    let inbox = |folder: &Path| {
        let files = fs::read_dir(folder.join("inbox")).unwrap().map(|entry| entry.unwrap());
        let mut files: Vec<_> = files.map(|file| (file.file_name(), fs::read(file.path()).unwrap())).collect();
        files.sort();
        files
    };
    let delivered = inbox(&place.path().join("p"));
    let calls = if is_full() { [&CHANGES[..], &OTHERS].concat() } else { CHANGES.to_vec() };
    let points = sweep(&["demo"], (&calls, if is_full() { 1 } else { 10 }), |folder, told| {
        let next = again(&["demo"], folder);
        assert_eq!(next.exit, Some(0), "{told}: {next:?}");
        assert_eq!(bill(&next, folder), wanted, "{told}: another bill");
        assert!(inbox(folder) == delivered, "{told}: other deliveries");
        let whole = verify(folder);
        assert_eq!(whole.exit, Some(0), "{told}: {whole:?}");
    });
    assert!(points > 50, "only {points} points");
}

/// Goal: what is finished is what was begun, never something else on top of it.
#[test]
fn no_project_is_made_over_another() {
    let dir = TempDir::new().unwrap();
    let folder = |name: &str| dir.path().join(name);
    let init = |folder: &Path| again(&["init", "--authority", "Norfolk"], folder);
    let unfinished = |folder: &Path| fs::remove_file(folder.join("beddays.toml")).unwrap();

    // The key of the demo is known to everybody: no project of real people gets it.
    again(&["demo"], &folder("demo")).exits(0);
    unfinished(&folder("demo"));
    init(&folder("demo")).exits(73).says("which everybody knows");
    // And the sample is not put among real people.
    init(&folder("ours")).exits(0);
    unfinished(&folder("ours"));
    again(&["demo"], &folder("ours")).exits(73).says("the key of another project");
    let key = fs::read(folder("ours").join("beddays.key")).unwrap();
    init(&folder("ours")).exits(0);
    assert_eq!(fs::read(folder("ours").join("beddays.key")).unwrap(), key, "an unfinished project keeps its key");
    // A store with deliveries whose project file is lost is no unfinished project.
    fs::write(folder("ours").join("inbox/stays.csv"), crate::support::harness::STAYS).unwrap();
    let run = said(program().arg("--project").arg(folder("ours")).args(["run", "--month", "2018-03"]));
    assert!(matches!(run.exit, Some(0 | 1)), "{run:?}");
    unfinished(&folder("ours"));
    init(&folder("ours")).exits(73).says("its project file is missing");
    assert!(!folder("ours").join("beddays.toml").exists());
}
