//! A removal that is killed at any moment: before its commit nothing is removed, after it the next command ends it.

use std::process::{Command, Stdio};

use super::search::{places, totals};
use super::{JANUARY, NUMBER, january};
use crate::store::child::have;

/// Set to `1`, a removal is killed at every call of the system once; else at some of those that change the disk.
const SWEEP: &str = "BEDDAYS_SWEEP";

#[test]
fn a_removal_that_was_killed_is_not_begun_or_ended_by_the_next_command() {
    if !have("strace", "a_removal_that_was_killed_is_not_begun_or_ended_by_the_next_command") {
        return;
    }
    let is_full = std::env::var(SWEEP).is_ok();
    let (mut points, mut ended, words) = (0, 0, [JANUARY, NUMBER]);
    let whole = january();
    for call in ["rename", "unlink", "fsync", "write"] {
        for n in (1..).step_by(if is_full { 1 } else { 23 }) {
            let case = super::super::Case::empty();
            case.sh(&format!("cp -r '{}' .", whole.path("p").display())).exits(0);
            let sums = totals(&case.path("p"));
            let mut strace = Command::new("strace");
            strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
            strace.args(["-e", &format!("inject={call}:signal=SIGKILL:when={n}")]).arg(env!("CARGO_BIN_EXE_beddays"));
            strace.args(["remove", "--stay", JANUARY, "--by", "One", "--project"]).arg(case.path("p"));
            strace.env("RAYON_NUM_THREADS", "1").env_remove("LD_LIBRARY_PATH").stdin(Stdio::null());
            if strace.output().unwrap().status.success() {
                break;
            }
            let told = format!("killed at {call} {n}");
            points += 1;
            let is_begun = case.read("p/store/manifest.json").contains("\"removals\"");
            let verified = case.beddays("verify --project p");
            let is_pending = case.read("p/store/manifest.json").contains("\"removal_work\"");
            assert_eq!(verified.exit, Some(if is_pending { 65 } else { 0 }), "{told}: {verified:?}");
            let next = case.beddays("remove --project p --finish").exits(0);
            assert_eq!(next.stdout, "nothing of a removal is left\n", "{told}");
            if is_begun {
                ended += 1;
            } else {
                assert!(!places(&case.path("p"), &[JANUARY]).is_empty(), "{told}");
                case.remove(&format!("--stay {JANUARY}")).exits(0);
            }
            assert_eq!(places(&case.path("p"), &words), Vec::<String>::new(), "{told}");
            assert_eq!(totals(&case.path("p")), sums, "{told}");
            case.beddays("verify --project p").exits(0);
        }
    }
    assert!(points >= 8 && ended >= 2, "{points} points, {ended} after the commit");
}
