//! The program stopped at random moments, by force (E2) and by a signal (E13), and what dead runs leave (E14).
//!
//! By default some moments are tried; with `BEDDAYS_SWEEP=1` all that the catalogue asks for.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::operate::outside::deliver_news;
use crate::operate::sweep::{Swept, copy, step};
use crate::report::trend::counting_project;
use crate::settle::messages_support::Chance;
use crate::support::harness::{Said, program};

fn swept() -> Swept {
    let folder = counting_project();
    deliver_news(&folder, "LATE");
    Swept::of(&["run", "--month", "2018-03"], &["reports/2018-03", "reports/trend"], folder)
}

pub fn start(project: &Path) -> std::process::Child {
    let mut command = program();
    command.arg("--project").arg(project).args(["run", "--month", "2018-03"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// How long an undisturbed run takes here.
pub fn takes(swept: &Swept) -> Duration {
    let place = tempfile::tempdir().unwrap();
    copy(&swept.folder.project(), place.path());
    let begun = Instant::now();
    start(&place.path().join("project")).wait().unwrap();
    begun.elapsed()
}

/// Sends a signal to a run at a moment of it; gives how it ended, as a shell counts: the code, or 128 and the signal.
fn stopped(project: &Path, after: Duration, signal: Signal) -> i32 {
    let mut child = start(project);
    std::thread::sleep(after);
    // It may have ended by now.
    let _ = kill_process(Pid::from_child(&child), signal);
    let sent = Instant::now();
    let status = child.wait().unwrap();
    let limit = Duration::from_secs(20);
    assert!(sent.elapsed() < limit, "{signal:?} was not obeyed for {:?}", sent.elapsed());
    status.code().or(status.signal().map(|signal| 128 + signal)).unwrap()
}

/// A number of moments all over a run, at random but the same on every run of the test.
fn moments(count: usize, takes: Duration) -> Vec<Duration> {
    let mut chance = Chance(20_181_129);
    let part =
        |n: usize, chance: &mut Chance| takes.mul_f64((n as f64 + chance.below(1_000) as f64 / 1_000.0) / count as f64);
    (0..count).map(|n| part(n, &mut chance)).collect()
}

fn said(exit: Option<i32>) -> Said {
    Said { exit, stdout: String::new(), stderr: String::new() }
}

#[test]
fn a_run_that_is_killed_at_random_leaves_one_edition() {
    let swept = swept();
    let (takes, count, mut killed) = (takes(&swept), 200 / step(10), 0);
    for moment in moments(count, takes) {
        let place = tempfile::tempdir().unwrap();
        copy(&swept.folder.project(), place.path());
        let project = place.path().join("project");
        let exit = stopped(&project, moment, Signal::KILL);
        killed += usize::from(exit == 137);
        let exit = if exit == 137 { None } else { Some(exit) };
        swept.check(&project, &said(exit), &format!("killed after {moment:?} of {takes:?}"));
    }
    println!("{killed} of {count} were killed");
    assert!(killed * 2 > count, "{killed} of {count}");
}

#[test]
fn a_signal_ends_a_run_with_its_code_and_one_edition() {
    let swept = swept();
    let (takes, count) = (takes(&swept), 20 / step(10));
    let mut ended = 0;
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::PIPE, 141)] {
        for moment in moments(count, takes) {
            let place = tempfile::tempdir().unwrap();
            copy(&swept.folder.project(), place.path());
            let project = place.path().join("project");
            let exit = stopped(&project, moment, signal);
            assert!([0, 1, code].contains(&exit), "{signal:?} after {moment:?}: {exit}");
            ended += u32::from(exit == code);
            let exit = if exit == code { None } else { Some(exit) };
            swept.check(&project, &said(exit), &format!("{signal:?} after {moment:?} of {takes:?}"));
        }
    }
    assert!(ended > 0);
}

/// Goal: what dead runs leave takes no space for ever. Method: one project killed again and again, then one good run; the
/// folder is that of a project in which nothing was ever killed.
#[test]
fn after_many_dead_runs_the_folder_is_as_large_as_a_clean_one() {
    let swept = swept();
    let takes = takes(&swept);
    let places = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    places.iter().for_each(|place| copy(&swept.folder.project(), place.path()));
    let [dead, clean] = places.each_ref().map(|place| place.path().join("project"));
    for moment in moments(200 / step(10), takes) {
        stopped(&dead, moment, Signal::KILL);
    }
    let bytes = |project: &Path| -> u64 {
        let output = Command::new("du").args(["-sb", project.to_str().unwrap()]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().split_whitespace().next().unwrap().parse().unwrap()
    };
    for project in [&dead, &clean] {
        assert!(start(project).wait().unwrap().code().is_some_and(|code| code < 2));
    }
    let unfinished =
        Command::new("find").arg(&dead).args(["-name", "*.part", "-o", "-name", ".*.n*"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&unfinished.stdout), "", "what dead runs left");
    let (dead, clean) = (bytes(&dead), bytes(&clean));
    assert!(dead <= clean + clean / 20, "{dead} bytes, {clean} where nothing was killed");
}
