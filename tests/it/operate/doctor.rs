//! What is wrong with a project, all at once: each thing has its words, its code and what to do, and nothing is changed.

use std::fs::{self, File, set_permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::Value;

use crate::operate::scheduled::{of_previous_months, run_on};
use crate::support::harness::{Folder, STAYS, Said, program, said};

fn doctor(folder: &Folder) -> Said {
    said(folder.command(&["doctor"]).env("BEDDAYS_TODAY", "2018-04-05"))
}

/// A project in which nothing is wrong, in April 2018.
fn healthy() -> Folder {
    let folder = of_previous_months();
    run_on(&folder, "2018-04-05").exits(0);
    doctor(&folder).exits(0).says("nothing is wrong with the project");
    folder
}

fn chmod(folder: &Folder, name: &str, mode: u32) {
    set_permissions(folder.path(name), PermissionsExt::from_mode(mode)).unwrap();
}

fn edit(folder: &Folder, from: &str, to: &str) {
    let toml = folder.read("beddays.toml");
    assert!(toml.contains(from), "{from}");
    folder.put("beddays.toml", toml.replacen(from, to, 1));
}

fn flip(folder: &Folder, name: &str) {
    let mut bytes = fs::read(folder.path(name)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    folder.put(name, bytes);
}

/// A thing that is wrong: what makes it so, the exit code, and what is said.
type Wrong = (&'static str, fn(&Folder), i32, &'static [&'static str]);

const WRONG: [Wrong; 23] = [
    ("a folder that others can write", |at| chmod(at, "", 0o777), 77, &["writable by others", "chmod go-w"]),
    ("an open store", |at| chmod(at, "store", 0o755), 77, &["open to others (mode 0755)", "chmod 700"]),
    ("an open ledger folder", |at| chmod(at, "store/ledger", 0o750), 77, &["store/ledger", "chmod 700"]),
    ("an open key", |at| chmod(at, "beddays.key", 0o644), 77, &["beddays.key", "chmod 600"]),
    ("an open log", |at| chmod(at, "audit.log", 0o644), 77, &["audit.log", "chmod 600"]),
    (
        "a delivery that others can write",
        |at| chmod(at, "inbox/stays.csv", 0o666),
        77,
        &["inbox/stays.csv", "chmod go-w"],
    ),
    ("no key", |at| fs::remove_file(at.path("beddays.key")).unwrap(), 66, &["key file is missing", "from your backup"]),
    (
        "another key",
        |at| at.put("beddays.key", "ab".repeat(32)),
        78,
        &["the store was made with key", "own key file back"],
    ),
    ("a broken key", |at| at.put("beddays.key", "key"), 78, &["64 hexadecimal digits"]),
    ("no store", |at| fs::remove_dir_all(at.path("store")).unwrap(), 78, &["the project has no store"]),
    ("a damaged list", |at| flip(at, "store/manifest.json"), 65, &["manifest.json", "does not fit its own SHA-256"]),
    (
        "a damaged report",
        |at| flip(at, "reports/2018-03/internal-statement.html"),
        65,
        &["internal-statement.html", "`beddays report statement --month 2018-03`"],
    ),
    (
        "a line that is gone",
        |at| {
            let log = at.read("audit.log");
            at.put("audit.log", log.split_once('\n').unwrap().1);
        },
        65,
        &["audit.log", "line 1 is missing before it"],
    ),
    ("a wrong project file", |at| edit(at, "view ", "vew "), 78, &["beddays.toml", "unknown field `vew`"]),
    ("an unknown law", |at| edit(at, "england-2014", "england-2015"), 78, &["no regime `england-2015`"]),
    (
        "a pattern that matches nothing",
        |at| edit(at, "\"inbox/stays*", "\"inbox/spells*"),
        1,
        &["`inbox/stays.csv` matches no source", "this would read it"],
    ),
    (
        "a needed source of which nothing came",
        |at| edit(at, "\"native-reason\"\noptional = true", "\"native-reason\"\noptional = false"),
        66,
        &["source `reasons`: nothing matches `inbox/reasons*", "`optional = true`"],
    ),
    ("a broken pattern", |at| edit(at, "\"inbox/events*", "\"inbox/[events*"), 78, &["is no pattern"]),
    ("a file of no source", |at| at.put("inbox/spells.csv", STAYS), 1, &["`inbox/spells.csv` matches no source"]),
    (
        "months run ahead",
        |at| drop(at.run(&["run", "--month", "2018-05"]).exits(0)),
        75,
        &["the month before 5 April 2018", "2018-05 is published already", "2018-04 was never run"],
    ),
    (
        "half a month",
        |at| drop(at.run(&["run", "--month", "2018-03", "--as-of", "2018-03-20"])),
        1,
        &["2018-03 is published with news up to 2018-03-20 alone"],
    ),
    (
        "news about a published month",
        |at| {
            let header = STAYS.lines().next().unwrap();
            at.put(
                "inbox/stays_b.csv",
                format!("{header}\nS4,9990000042,RZZ01,Norfolk,2018-03-10,2018-03-14,2018-03-20,77\n"),
            );
            at.run(&["ingest", "inbox/stays_b.csv"]).exits(1);
        },
        1,
        &["2018-03, edition 1, would be different by now", "`beddays acknowledge --month 2018-03`"],
    ),
    (
        "a month without its data",
        |at| {
            let more = "[sources.more]\nfiles = \"inbox/more*\"\nprofile = \"native-event\"\nexpects = \"monthly\"\n";
            edit(at, "[sources.reasons]", &format!("{more}[sources.reasons]"));
            at.put("inbox/more.csv", "stay_id,kind,at,until,value\n");
            at.run(&["run", "--month", "2018-03"]).exits(1);
        },
        1,
        &["2018-03 is published, and data of it are missing: more", "chase the sender"],
    ),
];

#[test]
fn each_thing_that_is_wrong_has_its_words_its_code_and_what_to_do() {
    let folder = healthy();
    let place = tempfile::tempdir().unwrap();
    let kept = place.path().join("kept");
    let copy = |from: &std::path::Path, to: &std::path::Path| {
        assert!(Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap().success());
    };
    copy(&folder.project(), &kept);
    for (name, make, exit, wanted) in WRONG {
        fs::remove_dir_all(folder.project()).unwrap();
        copy(&kept, &folder.project());
        make(&folder);
        let before = folder.files("");
        let told = doctor(&folder).exits(exit);
        assert!(told.stderr.is_empty(), "{name}: {told:?}");
        for words in wanted {
            assert!(told.stdout.contains(words), "{name}: `{words}` is not in {}", told.stdout);
        }
        assert!(folder.files("") == before, "{name}: something was changed");
        // Every concern has what to do, and a program reads the same.
        let json = said(folder.command(&["doctor", "--json"]).env("BEDDAYS_TODAY", "2018-04-05")).exits(exit);
        let json: Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(json["exit"], exit);
        for concern in json["concerns"].as_array().unwrap() {
            assert!(
                !concern["what"].as_str().unwrap().is_empty() && !concern["hint"].as_str().unwrap().is_empty(),
                "{json}"
            );
        }
    }
}

#[test]
fn all_of_many_things_are_named_the_gravest_first() {
    let folder = healthy();
    chmod(&folder, "beddays.key", 0o640);
    chmod(&folder, "inbox/stays.csv", 0o666);
    chmod(&folder, "inbox/events.csv", 0o666);
    folder.put("inbox/spells.csv", STAYS);
    flip(&folder, "reports/2018-03/internal-statement.json");
    let lock = File::open(folder.path("store/lock")).unwrap();
    lock.lock().unwrap();
    // A run would name the first of these alone.
    let told = doctor(&folder).exits(77);
    for words in [
        "beddays.key",
        "inbox/stays.csv",
        "inbox/events.csv",
        "spells.csv",
        "internal-statement.json",
        "another command",
    ] {
        assert!(told.stdout.contains(words), "{words}: {}", told.stdout);
    }
    let codes: Vec<&str> = told.stdout.lines().filter(|line| !line.starts_with(' ')).map(|line| &line[..5]).collect();
    assert_eq!(codes, ["wrong", "wrong", "wrong", "wrong", "atten", "atten", "note:", "comma"], "{}", told.stdout);
    assert!(told.stdout.ends_with("commands end because of 4 things\n"), "{}", told.stdout);
}

#[test]
fn a_folder_without_a_project_is_said() {
    let empty = tempfile::tempdir().unwrap();
    for folder in [empty.path().to_owned(), empty.path().join("none")] {
        let told = said(program().args(["doctor", "--project"]).arg(&folder)).exits(78);
        assert!(told.stdout.contains("there is no beddays.toml") && told.stdout.contains("`beddays init`"), "{told:?}");
    }
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn a_disk_with_little_space_is_named() {
    let folder = healthy();
    let mount = tempfile::tempdir().unwrap();
    let sh = |line: &str| Command::new("sh").args(["-c", line]).output().unwrap().status.success();
    let at = mount.path().display();
    if !sh(&format!("mount -t tmpfs -o size=6m,mode=700 tmpfs {at}")) {
        return println!("skipped: a disk in memory cannot be mounted here (it takes root)");
    }
    assert!(sh(&format!("cp -a {} {at}/project", folder.project().display())));
    let look = || {
        said(
            program()
                .args(["doctor", "--project"])
                .arg(mount.path().join("project"))
                .env("BEDDAYS_TODAY", "2018-04-05"),
        )
    };
    let little = look();
    assert!(sh(&format!("mount -o remount,size=64m {at}")));
    let enough = look();
    assert!(sh(&format!("umount {at}")));
    little.exits(1).says("MB are free on the disk, and the next run may need").says("free some space");
    enough.exits(0);
}
