//! A disk that fails while a command makes its files durable (E8): the command never says that it is done, and never asks twice.

use std::fs;
use std::path::Path;

use crate::operate::outside::deliver_news;
use crate::operate::sweep::{command, copy, step};
use crate::report::trend::counting_project;
use crate::store::child::have;
use crate::support::harness::{Folder, Said};

/// The handle of a call, as `fsync(7</tmp/project/store/manifest.json>)` has it.
fn handle(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("sync(")?;
    rest.split_once([')', ' ', ',']).map(|(handle, _)| handle)
}

/// A command of whose calls one fails as told; the lines of the trace from there on. Nothing if there are fewer calls.
fn failing(
    folder: &Folder,
    arguments: &[&str],
    call: &str,
    number: usize,
) -> Option<(Said, Vec<String>, tempfile::TempDir)> {
    let place = tempfile::tempdir().unwrap();
    copy(&folder.project(), place.path());
    let (project, trace) = (place.path().join("project"), place.path().join("trace"));
    let inject = format!("inject={call}:error=EIO:when={number}");
    let calls = "trace=fsync,fdatasync";
    let told = command(&project, &["-y", "-o", trace.to_str().unwrap(), "-e", calls, "-e", &inject], arguments);
    let trace = fs::read_to_string(&trace).unwrap();
    let from = trace.lines().position(|line| line.contains("(INJECTED)"))?;
    Some((told, trace.lines().skip(from).map(str::to_owned).collect(), place))
}

/// Every `step`-th fsync of a command fails, and all later ones succeed; gives how many were tried.
fn each_fails(folder: &Folder, arguments: &[&str], check: &dyn Fn(&Path, &str)) -> usize {
    let mut tried = 0;
    for call in ["fsync", "fdatasync"] {
        for number in (1..).step_by(step(10)) {
            let Some((told, after, place)) = failing(folder, arguments, call, number) else { break };
            let what = format!("{arguments:?}, {call} {number}: {}\n{told:?}", after[0]);
            // The line of the audit log comes when all is done: what fails there is said, and is no failure of the command.
            let is_of_log = told.stderr.contains("may have no line in audit.log");
            assert!(is_of_log || told.exit == Some(74), "{what}");
            // Of the trend it is said that the statement stands: it was durable before.
            let is_of_trend = told.stderr.contains("the month is in the store and its statement in place");
            assert!(is_of_log || is_of_trend || !told.stderr.contains("published: yes"), "{what}");
            let failed = handle(&after[0]).unwrap();
            let again: Vec<&String> = after[1..].iter().filter(|line| handle(line) == Some(failed)).collect();
            assert!(again.is_empty(), "asked twice: {again:?}\n{what}");
            check(&place.path().join("project"), &what);
            tried += 1;
        }
    }
    println!("{arguments:?}: {tried} points");
    tried
}

/// Goal: what the disk did not confirm is no success, and is not asked for again, because a second answer may be "done" though the
/// data are lost. Method: each fsync of a run and of a pack fails once; by default every tenth, all of them with
/// `BEDDAYS_SWEEP=1`. After it the store is whole, and the same command ends well.
#[test]
fn no_command_succeeds_after_a_failed_fsync_or_asks_again() {
    if !have("strace", "no_command_succeeds_after_a_failed_fsync_or_asks_again") {
        return;
    }
    let folder = counting_project();
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    deliver_news(&folder, "LATE");
    let commands: [&[&str]; 2] = [&["run", "--month", "2018-03"], &["publish", "--month", "2018-03"]];
    for arguments in commands {
        let whole = |project: &Path, what: &str| {
            let verified = command(project, &[], &["verify"]);
            assert!(verified.stdout.contains("the store is whole"), "{what}\n{verified:?}");
            let again = command(project, &[], arguments);
            assert!(matches!(again.exit, Some(0 | 1)), "{what}\n{again:?}");
        };
        let tried = each_fails(&folder, arguments, &whole);
        assert!(tried >= 2, "{arguments:?}: {tried}");
        folder.run(arguments);
    }
}
