//! The audit log (F7): a line for each command that may change something, and every gap in it is found.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use beddays::audit::{self, AuditChain};
use serde_json::Value;

use crate::store::child::have;
use crate::support::harness::{Folder, said};
use crate::support::mutator::Mutator;

const ACKNOWLEDGE: &[&str] = &["acknowledge", "--month", "2018-03"];

fn lines(folder: &Folder) -> Vec<Value> {
    folder.read("audit.log").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_command_that_may_change_something_leaves_one_line() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    folder.march().exits(0);
    folder.run(&["ingest", "inbox/stays.csv"]).exits(0);
    folder.run(&["acknowledge", "--month", "2018-03", "--note", "9990000018 of Mrs Example"]).exits(0);
    folder.run(&["report", "statement"]).exits(0);
    folder.run(&["publish"]).exits(0);
    folder.put("inbox/stays-bad.csv", "\"");
    folder.march().exits(65);
    for reading in [&["query", "stay"][..], &["explain", "S1"], &["check", "inbox/stays.csv"], &["verify"]] {
        folder.run(reading);
    }
    folder.run(&["ingest", "--dry-run", "inbox/stays.csv"]);
    folder.run(&["run", "--month", "March"]).exits(2);
    let lines = lines(&folder);
    let of = |name: &str| lines.iter().map(|line| line[name].to_string().replace('"', "")).collect::<Vec<_>>();
    assert_eq!(of("command"), ["init", "run", "run", "ingest", "acknowledge", "report", "publish", "run"]);
    assert_eq!(of("n"), ["1", "2", "3", "4", "5", "6", "7", "8"]);
    assert_eq!(of("exit"), ["0", "0", "0", "0", "0", "0", "0", "65"]);
    let did = of("did");
    assert_eq!(did[..4], ["made a project", "edition 1; records read: 9", "nothing changed", "nothing changed"]);
    assert_eq!(did[6..], ["public pack, edition 1", "F_UNCLOSED_QUOTE"]);
    assert_eq!(of("month")[1], "2018-03");
    let stores = (of("store_before"), of("store"));
    assert!(stores.0[1] != stores.1[1] && stores.0[2..] == stores.1[2..], "{stores:?}");
    let manifest = beddays::store::sha256(folder.read("store/manifest.json").as_bytes());
    assert_eq!(stores.1[7], manifest[..16]);
    assert!(of("started").iter().zip(of("ended")).all(|(start, end)| *start <= end && end.len() == 20), "{lines:?}");
    let text = folder.read("audit.log");
    assert!(!text.contains("9990000018") && !text.contains("Example") && !text.contains("stays"), "{text}");
    for name in ["audit.log", "audit.head"] {
        assert_eq!(fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let last = beddays::store::sha256(text.lines().last().unwrap().as_bytes());
    folder.run(&["verify"]).exits(0).says(&format!("audit.log: 8 lines, the last {last}"));
    fs::remove_file(folder.path("inbox/stays-bad.csv")).unwrap();
    // What is said outside the project names the line too.
    let ran = folder.march().exits(0);
    let last = beddays::store::sha256(folder.read("audit.log").lines().last().unwrap().as_bytes());
    assert!(ran.stderr.ends_with(&format!("audit.log: line 9, {last}\n")), "{}", ran.stderr);
}

/// A project with a log of so many lines.
fn logged(lines: usize) -> Folder {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    (2..lines).for_each(|_| drop(folder.run(ACKNOWLEDGE).exits(0)));
    assert_eq!(folder.read("audit.log").lines().count(), lines);
    folder
}

#[test]
fn a_thousand_gaps_are_found() {
    let folder = logged(30);
    let (log, head) = (folder.read("audit.log"), folder.read("audit.head"));
    let place = tempfile::tempdir().unwrap();
    fs::set_permissions(place.path(), PermissionsExt::from_mode(0o700)).unwrap();
    let put = |name: &str, bytes: &[u8]| {
        fs::write(place.path().join(name), bytes).unwrap();
        fs::set_permissions(place.path().join(name), PermissionsExt::from_mode(0o600)).unwrap();
    };
    let read = |log: &[u8]| -> AuditChain {
        put("audit.log", log);
        put("audit.head", head.as_bytes());
        audit::read(place.path()).unwrap().unwrap()
    };
    let whole = read(log.as_bytes());
    assert_eq!((whole.lines, whole.gaps.len(), whole.pending), (30, 0, None));
    let lines: Vec<&str> = log.lines().collect();
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>().into_bytes();
    let mut random = Mutator::new(7);
    let mut found = [0; 5];
    for kind in 0..5 {
        for _ in 0..200 {
            let (mut other, at) = (lines.clone(), random.below(30));
            let changed = match kind {
                0 => {
                    other.remove(at);
                    joined(&other)
                }
                1 => {
                    let (mut bytes, at) = (log.clone().into_bytes(), random.below(log.len()));
                    bytes[at] ^= 1 << random.below(7);
                    bytes
                }
                2 => {
                    other.swap(at, (at + 1 + random.below(29)) % 30);
                    joined(&other)
                }
                3 => {
                    other.insert(random.below(31), lines[at]);
                    joined(&other)
                }
                _ => log.as_bytes()[..random.below(log.len())].to_vec(),
            };
            let chain = read(&changed);
            // A line that is only in audit.head is named, and nothing of it is lost.
            assert!(!chain.gaps.is_empty() || chain.pending.is_some(), "{kind}: {}", String::from_utf8_lossy(&changed));
            assert!(chain.pending.is_none() || (kind == 0 && at == 29) || kind == 4);
            found[kind] += 1;
        }
    }
    assert_eq!(found, [200; 5]);
}

#[test]
fn a_broken_chain_is_named_and_no_command_goes_on_with_it() {
    let folder = logged(6);
    let log = folder.read("audit.log");
    let (store, reports) = (folder.files("store"), folder.files("reports"));
    let lines: Vec<&str> = log.lines().collect();
    let joined = |order: &[usize]| order.iter().map(|at| format!("{}\n", lines[*at])).collect::<String>();
    let cases = [
        (joined(&[0, 1, 3, 4, 5]), "line 3: line 3 is missing before it"),
        (joined(&[0, 4, 5]), "line 2: lines 2 to 4 are missing before it"),
        (log.replacen("\"exit\":0", "\"exit\":1", 1), "line 2: it does not fit the line before it"),
        (joined(&[0, 2, 1, 3, 4, 5]), "line 2: line 2 is missing before it"),
        (joined(&[0, 1, 2, 2, 3, 4, 5]), "line 4: it has the number 3 where 4 is wanted"),
        (joined(&[0, 1, 2]), "line 4: lines 4 to 6 are missing at its end"),
        (joined(&[0, 1, 2]) + "x\n" + &joined(&[3, 4, 5]), "line 4: it is no line of the log"),
    ];
    for (broken, what) in cases {
        folder.put("audit.log", &broken);
        folder.run(&["verify"]).exits(65).says(what).says("the store is whole").says("audit.head back from a backup");
        let (_, rest) = what.split_once(": ").unwrap();
        for command in [&["run", "--month", "2018-03"][..], ACKNOWLEDGE, &["publish"], &["report", "trend"]] {
            let refused = folder.run(command).exits(65).says("error[X_AUDIT]").says(rest).says("hint: put");
            assert!(refused.stderr.contains("nothing was read or changed"), "{refused:?}");
        }
        assert!(folder.read("audit.log") == broken && folder.files("store") == store);
        assert!(folder.files("reports") == reports);
        // What only asks is answered.
        folder.run(&["query", "stay"]).exits(0);
    }
    // The way out: the old log is kept, and a new one begins.
    fs::rename(folder.path("audit.log"), folder.path("audit-until-may.log")).unwrap();
    fs::rename(folder.path("audit.head"), folder.path("audit-until-may.head")).unwrap();
    folder.run(&["verify"]).exits(0).says("audit.log` is not there");
    folder.march().exits(0);
    folder.run(&["verify"]).exits(0).says("audit.log: 1 line,");
}

#[test]
fn a_line_that_was_not_added_is_named_and_the_next_command_adds_it() {
    let folder = logged(5);
    let log = folder.read("audit.log");
    let end = log[..log.len() - 1].rfind('\n').unwrap() + 1;
    for kept in [end, end + 1, log.len() - 2, log.len() - 1] {
        folder.put("audit.log", &log[..kept]);
        folder.run(&["verify"]).exits(0).says("lacks its last line, which stands in audit.head");
    }
    folder.run(ACKNOWLEDGE).exits(0);
    assert!(folder.read("audit.log").starts_with(&log));
    let told = folder.run(&["verify"]).exits(0).says("audit.log: 6 lines");
    assert!(!told.stderr.contains("note:"));
    // Both files cut alike: the state of the store is named by no line.
    let before = ["audit.log", "audit.head"].map(|name| folder.read(name));
    folder.run(&["run", "--month", "2018-04"]).exits(0);
    for (name, text) in ["audit.log", "audit.head"].iter().zip(before) {
        folder.put(name, text);
    }
    folder.run(&["verify"]).exits(0).says("has no line about the last change of the store");
}

#[test]
fn commands_at_once_leave_one_chain() {
    let folder = logged(2);
    let started: Vec<_> = (0..8)
        .map(|_| folder.command(ACKNOWLEDGE).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
        .collect();
    for child in started {
        let exit = child.wait_with_output().unwrap().status.code();
        assert!(matches!(exit, Some(0 | 75)), "{exit:?}");
    }
    folder.run(&["verify"]).exits(0).says("audit.log: 10 lines");
}

#[test]
fn a_disk_that_refuses_the_line_is_no_failure_of_the_command() {
    let test = "a_disk_that_refuses_the_line_is_no_failure_of_the_command";
    if !have("strace", test) {
        return;
    }
    let folder = logged(3);
    for (call, error) in [("fdatasync", "ENOSPC"), ("fdatasync", "EIO")] {
        let plain = folder.command(&[]);
        let mut traced = std::process::Command::new("strace");
        traced.args(["-f", "-o", "/dev/null", "-e", &format!("inject={call}:error={error}")]);
        traced.arg(plain.get_program()).args(["report", "statement"]).current_dir(folder.project());
        said(traced.env("NO_COLOR", "1"))
            .exits(0)
            .says("this command may have no line in audit.log; what it did stands");
    }
    folder.run(ACKNOWLEDGE).exits(0);
    folder.run(&["verify"]).exits(0);
}
