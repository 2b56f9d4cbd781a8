//! The program killed, or refused by the disk, at its calls, one at a time: outside the store stands one set of files or the
//! other, the user's files stay, what is said is so, and the next command ends what was begun.
//!
//! By default every tenth call of each kind is tried (every twentieth that opens or closes a file); with `BEDDAYS_SWEEP=1` every
//! one, with `=3` every third.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::operate::outside::deliver_news;
use crate::report::trend::counting_project;
use crate::store::child::have;
use crate::support::harness::{Folder, Said, program, said};

const NOTE: &str = "note.txt";

/// The files of a project by their names.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The calls of which each is the last one in turn.
pub const KILLED: [&str; 13] = [
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "ftruncate",
    "fchmod",
    "close",
];

/// The calls that the disk refuses in turn, and in what words.
pub const REFUSED: [(&str, &str); 7] = [
    ("write", "ENOSPC"),
    ("write", "EDQUOT"),
    ("write", "EIO"),
    ("fsync", "EIO"),
    ("rename", "EIO"),
    ("renameat2", "EIO"),
    ("mkdir", "ENOSPC"),
];

/// One command, and the project before and after it.
pub struct Swept {
    arguments: &'static [&'static str],
    pub folder: Folder,
    /// The folders that the command replaces.
    sets: &'static [&'static str],
    before: Vec<Files>,
    after: Vec<Files>,
    /// Whether `verify` finds nothing before.
    is_whole_before: bool,
}

pub fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap().success());
}

/// A set as it is in a project, without the user's note; nothing if it is not there.
fn set(project: &Path, name: &str) -> Files {
    fn collect(root: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => collect(root, &path, files),
                false => drop(files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap())),
            }
        }
    }
    let mut files = Files::new();
    collect(&project.join(name), &project.join(name), &mut files);
    files.remove(Path::new(NOTE));
    files
}

impl Swept {
    pub fn of(arguments: &'static [&'static str], sets: &'static [&'static str], folder: Folder) -> Self {
        for name in sets {
            fs::create_dir_all(folder.path(name)).unwrap();
            folder.put(&format!("{name}/{NOTE}"), "mine");
        }
        Command::new("chmod").args(["-R", "go-rwx"]).arg(folder.project()).status().unwrap();
        let state = |project: &Path| sets.iter().map(|name| set(project, name)).collect::<Vec<_>>();
        let place = tempfile::tempdir().unwrap();
        copy(&folder.project(), place.path());
        let project = place.path().join("project");
        let told = command(&project, &[], arguments);
        assert!(matches!(told.exit, Some(0 | 1)), "{told:?}");
        let (before, after) = (state(&folder.project()), state(&project));
        assert!(before != after, "the command changes nothing");
        let is_whole_before = command(&folder.project(), &[], &["verify"]).exit == Some(0);
        Self { arguments, folder, sets, before, after, is_whole_before }
    }

    /// Every `step`-th of a call of the program is the last one, or is refused; gives how many were tried.
    fn at_calls(&self, call: &str, fault: &str, step: usize) -> usize {
        at_calls(&self.folder, self.arguments, (call, fault, step), &|project, told, what| {
            self.check(project, told, what)
        })
    }

    pub fn check(&self, project: &Path, told: &Said, what: &str) {
        self.check_and_relieve(project, told, what, &|| ());
    }

    /// What must hold after a command that was stopped or refused; `relieve` ends what stood in its way.
    pub fn check_and_relieve(&self, project: &Path, told: &Said, what: &str, relieve: &dyn Fn()) {
        let verified = command(project, &[], &["verify"]);
        assert!(verified.stdout.contains("the store is whole"), "{what}\n{verified:?}");
        let mut is_new = Vec::new();
        for ((name, before), after) in self.sets.iter().zip(&self.before).zip(&self.after) {
            let found = set(project, name);
            assert!(found == *before || found == *after, "{name} is mixed: {what}");
            is_new.push(found == *after);
        }
        let says = |words: &[&str]| words.iter().any(|words| told.stderr.contains(words));
        let nothing = says(&["nothing was published"]);
        let news = says(&["is in the store", "record of the pack", "the new files are in"]);
        match told.exit {
            Some(0 | 1) => assert!(is_new.iter().all(|new| *new), "{what}"),
            // What the command says is so.
            Some(_) => {
                assert!(nothing || news || says(&["the store is as it was"]), "{what}");
                assert!(!(nothing && news), "{what}");
                assert!(news || is_new.iter().all(|new| !new), "{what}");
            }
            None => {}
        }
        // What was damaged before a command that was killed may be so after it.
        if told.exit.is_none() && (self.is_whole_before || is_new.iter().all(|new| *new)) {
            assert_eq!(verified.exit, Some(0), "{what}\n{verified:?}");
        }
        relieve();
        let again = command(project, &[], self.arguments);
        assert!(matches!(again.exit, Some(0 | 1)), "{what}\n{again:?}");
        for (name, after) in self.sets.iter().zip(&self.after) {
            assert!(set(project, name) == *after, "{name} after another run: {what}");
            assert_eq!(fs::read_to_string(project.join(name).join(NOTE)).unwrap(), "mine", "{what}");
        }
        let verified = command(project, &[], &["verify"]).exits(0);
        assert!(!verified.stderr.contains("note:"), "{what}\n{verified:?}");
        let hidden =
            Command::new("find").arg(project).args(["-name", ".*.n*", "-o", "-name", ".*.old"]).output().unwrap();
        assert!(hidden.stdout.is_empty(), "{what}\n{}", String::from_utf8_lossy(&hidden.stdout));
    }

    fn sweep(&self, wanted: usize) {
        let tried = sweep(&|call, fault, step| self.at_calls(call, fault, step));
        println!("{:?}: {tried} points", self.arguments);
        assert!(tried >= wanted, "{tried}");
    }
}

/// The step that `BEDDAYS_SWEEP` asks for, else the usual one.
pub fn step(usual: usize) -> usize {
    std::env::var("BEDDAYS_SWEEP").ok().and_then(|step| step.parse().ok()).unwrap_or(usual)
}

/// Tries every fault of a command; gives how many points there were.
pub fn sweep(at_calls: &dyn Fn(&str, &str, usize) -> usize) -> usize {
    let usual = |call: &str| if matches!(call, "openat" | "close") { 20 } else { 10 };
    let killed = KILLED.iter().map(|call| at_calls(call, "signal=SIGKILL", step(usual(call))));
    let refused = REFUSED.iter().map(|(call, error)| at_calls(call, &format!("error={error}"), step(10)));
    killed.chain(refused).sum()
}

/// Every `step`-th of a call of a command on copies of a project is the last one, or is refused; hands the project, what was
/// said and what was done to `check`, and gives how many were tried.
pub fn at_calls(
    folder: &Folder,
    arguments: &[&str],
    (call, fault, step): (&str, &str, usize),
    check: &dyn Fn(&Path, &Said, &str),
) -> usize {
    let mut tried = 0;
    for number in (1..).step_by(step) {
        let place = tempfile::tempdir().unwrap();
        copy(&folder.project(), place.path());
        let (project, trace) = (place.path().join("project"), place.path().join("trace"));
        let inject = format!("inject={call}:{fault}:when={number}");
        let told = command(&project, &["-y", "-s", "8", "-o", trace.to_str().unwrap(), "-e", &inject], arguments);
        let trace = String::from_utf8_lossy(&fs::read(&trace).unwrap()).into_owned();
        let Some(hit) = trace.find("(INJECTED)").or_else(|| trace.find("killed by")) else { break };
        let start = trace[..hit].rfind(&format!("{call}(")).unwrap_or(0);
        let line = trace[start..].lines().next().unwrap_or_default();
        if line.contains("/project/") {
            tried += 1;
            let what = format!("{arguments:?} {call} {number} {fault}: {line}\n{told:?}");
            // A disk that is full or a quota that is used up: the message says where and how much.
            if call == "write" && matches!(told.exit, Some(74)) && !fault.contains("EIO") {
                assert!(told.stderr.contains(" bytes: ") && told.stderr.contains("in `"), "{what}");
            }
            check(&project, &told, &what);
        }
    }
    tried
}

/// The program on a project, traced if there is anything to trace.
pub fn command(project: &Path, trace: &[&str], arguments: &[&str]) -> Said {
    let mut command = match trace {
        [] => program(),
        trace => {
            let mut command = Command::new("strace");
            command.args(["-f", "-qq"]).args(trace).arg(program().get_program());
            command
        }
    };
    command.arg("--project").arg(project).args(arguments).stdin(Stdio::null());
    command.env("NO_COLOR", "1").env("RAYON_NUM_THREADS", "1").env("POLARS_MAX_THREADS", "1");
    said(command.env_remove("RUST_BACKTRACE").env_remove("LD_LIBRARY_PATH"))
}

#[test]
fn a_run_leaves_one_edition() {
    if !have("strace", "a_run_leaves_one_edition") {
        return;
    }
    let folder = counting_project();
    deliver_news(&folder, "LATE");
    Swept::of(&["run", "--month", "2018-03"], &["reports/2018-03", "reports/trend"], folder).sweep(30);
}

#[test]
fn a_pack_leaves_one_edition() {
    if !have("strace", "a_pack_leaves_one_edition") {
        return;
    }
    let folder = counting_project();
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    deliver_news(&folder, "LATE");
    folder.march();
    Swept::of(&["publish", "--month", "2018-03"], &["public/2018-03"], folder).sweep(10);
}

#[test]
fn a_report_leaves_one_edition() {
    if !have("strace", "a_report_leaves_one_edition") {
        return;
    }
    let folder = counting_project();
    let first = folder.files("reports/2018-03");
    deliver_news(&folder, "LATE");
    folder.march();
    // An edition before was put back over the files.
    fs::remove_dir_all(folder.path("reports/2018-03")).unwrap();
    fs::create_dir(folder.path("reports/2018-03")).unwrap();
    for (path, bytes) in first {
        fs::create_dir_all(folder.path("").join(&path).parent().unwrap()).unwrap();
        folder.put(path.to_str().unwrap(), bytes);
    }
    Swept::of(&["report", "statement", "--month", "2018-03"], &["reports/2018-03"], folder).sweep(10);
}
