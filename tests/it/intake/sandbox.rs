//! The sandbox of the process that reads a file, and the network that no process of the program has: tried from inside by
//! code that does what code of an attacker would, seen from outside by the kernel's own account, and by a trace of all
//! calls of the system.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use beddays::files::container::sandbox::{self, Missing};
use rustix::process::{Pid, Resource, Rlimit, Signal, getppid, kill_process, setrlimit};
use tempfile::TempDir;

use crate::intake::container_workbook::workbook;
use crate::store::child::have;
use crate::support::harness::{Folder, program, said};

/// What the attacker's code is to stand behind, and the file that it may not touch.
const WALLS: &str = "BEDDAYS_TEST_SANDBOX";
const VICTIM: &str = "BEDDAYS_TEST_SANDBOX_VICTIM";

/// Every way out, with what came of it.
fn attempts(victim: &Path, parent: Pid) -> Vec<(&'static str, io::Result<()>)> {
    let beside = victim.with_extension("new");
    vec![
        ("read a file", fs::File::open(victim).map(drop)),
        ("read the passwords", fs::read("/etc/passwd").map(drop)),
        ("list a folder", fs::read_dir("/").map(drop)),
        ("make a file", fs::File::create_new(&beside).map(drop)),
        ("rename a file", fs::rename(victim, &beside)),
        ("remove a file", fs::remove_file(victim)),
        ("make a folder", fs::create_dir(beside.with_extension("dir"))),
        ("connect to a port", TcpStream::connect(("127.0.0.1", 9)).map(drop)),
        ("listen on a port", TcpListener::bind(("127.0.0.1", 0)).map(drop)),
        ("send a datagram", UdpSocket::bind(("127.0.0.1", 0)).map(drop)),
        ("talk through a local socket", UnixStream::pair().map(drop)),
        ("start a program", Command::new("/bin/true").spawn().map(drop)),
        ("start a thread", std::thread::Builder::new().spawn(|| ()).map(drop)),
        ("end another process", kill_process(parent, Signal::WINCH).map_err(Into::into)),
        (
            "take back a limit",
            setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).map_err(Into::into),
        ),
    ]
}

/// Not a test of its own: the attacker's code. It prints what was refused, and what was not.
#[test]
#[ignore = "run by the tests of the sandbox as a process of its own"]
fn try_to_get_out() {
    let (Ok(walls), Ok(victim)) = (std::env::var(WALLS), std::env::var(VICTIM)) else { return };
    let parent = getppid().unwrap_or(Pid::INIT);
    let stands = match walls.as_str() {
        "none" => true,
        "files" => sandbox::refuse_files(),
        "calls" => sandbox::refuse_calls(),
        "network" => sandbox::refuse_network(),
        _ => panic!("no such wall"),
    };
    println!("{}", if stands { "stands" } else { "missing" });
    for (what, came) in attempts(Path::new(&victim), parent) {
        let refused = came.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied);
        println!("{}: {what}", if refused { "refused" } else { "not refused" });
    }
    std::process::exit(0);
}

/// What the attacker's code says behind a wall; nothing where this machine lacks it.
fn tried(walls: &str) -> Option<BTreeSet<String>> {
    let folder = TempDir::new().unwrap();
    let victim = folder.path().join("victim");
    fs::write(&victim, "a key").unwrap();
    let mut attacker = Command::new(std::env::current_exe().unwrap());
    attacker.args(["--exact", "intake::sandbox::try_to_get_out", "--ignored", "--nocapture", "--test-threads=1"]);
    let output = attacker.env(WALLS, walls).env(VICTIM, &victim).output().unwrap();
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{lines}{}", String::from_utf8_lossy(&output.stderr));
    if walls != "network" && walls != "none" {
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{walls}: {lines}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "a key");
    }
    if lines.lines().any(|line| line == "missing") {
        println!("skipped: this machine lacks what holds `{walls}`");
        return None;
    }
    Some(lines.lines().filter_map(|line| line.strip_prefix("refused: ")).map(str::to_owned).collect())
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(ToString::to_string).collect()
}

/// Goal: without the sandbox the attempts succeed, so that a refusal is one of the sandbox.
#[test]
fn without_a_sandbox_nothing_is_refused() {
    assert_eq!(tried("none").unwrap(), BTreeSet::new());
}

#[test]
fn behind_refused_calls_nothing_but_reading_and_answering_is_left() {
    let Some(refused) = tried("calls") else { return };
    let all = attempts_by_name();
    assert_eq!(refused, all, "left open: {:?}", all.difference(&refused));
}

/// The names alone; nothing is tried on the process of the tests.
fn attempts_by_name() -> BTreeSet<String> {
    set(&[
        "read a file",
        "read the passwords",
        "list a folder",
        "make a file",
        "rename a file",
        "remove a file",
        "make a folder",
        "connect to a port",
        "listen on a port",
        "send a datagram",
        "talk through a local socket",
        "start a program",
        "start a thread",
        "end another process",
        "take back a limit",
    ])
}

#[test]
fn behind_refused_files_no_file_is_touched() {
    let Some(refused) = tried("files") else { return };
    let files = ["read a file", "read the passwords", "list a folder", "make a file", "rename a file", "remove a file"];
    assert!(refused.is_superset(&set(&files)), "{refused:?}");
    assert!(refused.contains("make a folder") && refused.contains("start a program"), "{refused:?}");
}

#[test]
fn without_a_network_files_and_programs_are_left() {
    let Some(refused) = tried("network") else { return };
    assert_eq!(refused, set(&["connect to a port", "listen on a port", "send a datagram"]));
}

/// Goal: the program that users run is in the sandbox, not only code of ours that calls it. Method: the kernel's account
/// of the process while it waits for its question.
#[test]
fn the_kernel_says_that_the_reader_is_in_the_sandbox() {
    let mut reader = program();
    reader.args(["read-contained", "--memory", "1000000000", "--seconds", "60"]).stdin(Stdio::piped());
    let mut reader = reader.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", reader.id());
    let line = |name: &str| {
        let status = fs::read_to_string(&status).unwrap();
        status.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned())).unwrap_or_default()
    };
    // One filter takes the network from every process, the second the rest from this one.
    let filters = (0..2000).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        line("Seccomp_filters:") == "2"
    });
    let (mode, privileges) = (line("Seccomp:"), line("NoNewPrivs:"));
    drop(reader.stdin.take());
    reader.wait().unwrap();
    if mode.is_empty() {
        println!("skipped: this kernel has no seccomp");
        return;
    }
    assert!(filters, "Seccomp: {mode}");
    assert_eq!((mode.as_str(), privileges.as_str()), ("2", "1"));
}

fn project() -> Folder {
    let folder = Folder::with_stays();
    let sheet = "<sheetData><row r=\"1\"><c t=\"str\"><v>a</v></c></row></sheetData>";
    folder.put("delivery.xlsx", workbook(&[("S", "visible", sheet)], "", &[]));
    folder
}

/// Calls of the system in a trace, process by process, in order.
fn calls(trace: &str) -> Vec<(&str, &str)> {
    let call = |line| -> Option<(&str, &str)> {
        let (process, call): (&str, &str) = str::split_once(line, ' ')?;
        Some((process, call.trim_start()))
    };
    trace.lines().filter_map(call).collect()
}

/// Goal: what the reader does after it has confined itself is reading, writing, memory and ending; and no process of a
/// command asks for a network at all.
#[test]
fn a_trace_shows_no_call_but_those_that_reading_needs() {
    if !have("strace", "a_trace_shows_no_call_but_those_that_reading_needs") {
        return;
    }
    let folder = project();
    let trace = folder.path("trace");
    let delivery = folder.path("delivery.xlsx").display().to_string();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", trace.to_str().unwrap()]).arg(env!("CARGO_BIN_EXE_beddays"));
    said(command.args(["check", &delivery]).stdin(Stdio::null())).exits(65);
    let trace = fs::read_to_string(&trace).unwrap();
    let calls = calls(&trace);
    let network = ["socket(", "connect(", "bind(", "listen(", "accept", "sendto(", "sendmsg(", "io_uring_setup("];
    let found: Vec<_> = calls.iter().filter(|(_, call)| network.iter().any(|name| call.starts_with(name))).collect();
    assert!(found.is_empty(), "{found:?}");

    let reader = calls.iter().find(|(_, call)| call.starts_with("execve(") && call.contains("read-contained"));
    let (reader, _) = reader.expect("a process that reads was started");
    let mut own = calls.iter().filter(|(process, _)| process == reader).map(|(_, call)| *call);
    let filter = |call: &str| call.starts_with("seccomp(SECCOMP_SET_MODE_FILTER") && call.ends_with("= 0");
    if !own.any(filter) || !own.any(filter) {
        println!("skipped: this machine has no seccomp");
        return;
    }
    let after: BTreeSet<&str> =
        own.filter(|call| !call.starts_with(['+', '-', '<'])).filter_map(|call| call.split('(').next()).collect();
    let meant = [
        "brk",
        "clock_gettime",
        "close",
        "exit_group",
        "futex",
        "getrandom",
        "madvise",
        "mmap",
        "mprotect",
        "mremap",
        "munmap",
        "read",
        "rt_sigprocmask",
        "sigaltstack",
        "write",
    ];
    assert!(after.contains("read") && after.contains("write") && after.contains("exit_group"), "{after:?}");
    let others: Vec<_> = after.iter().filter(|call| !meant.contains(call)).collect();
    assert!(others.is_empty(), "{others:?}");
}

/// Goal: where the kernel lacks a part of the sandbox, the file is read and the log says so, once. Method: the calls by
/// which a kernel without it would say so, answered by strace.
#[test]
fn what_a_kernel_lacks_is_said_once() {
    if !have("strace", "what_a_kernel_lacks_is_said_once") {
        return;
    }
    let folder = project();
    let delivery = folder.path("delivery.xlsx").display().to_string();
    let log = |inject: &[&str]| {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null"]);
        inject.iter().for_each(|call| _ = command.arg("-e").arg(format!("inject={call}:error=ENOSYS")));
        command.arg(env!("CARGO_BIN_EXE_beddays")).args(["check", &delivery, &delivery]);
        said(command.stdin(Stdio::null())).exits(65).stderr
    };
    let whole = log(&[]);
    for (calls, lacks) in [
        (&["landlock_create_ruleset"][..], "has no Landlock:"),
        (&["seccomp"], "has no seccomp"),
        (&["landlock_create_ruleset", "seccomp"], "has no seccomp and Landlock:"),
    ] {
        let log = log(calls);
        assert_eq!(log.matches("this system has no").count(), 1, "{calls:?}: {log}");
        assert!(log.contains(lacks), "{calls:?}: {log}");
        let others = |log: &str| {
            log.lines().filter(|line| !line.starts_with("this system has no")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(others(&log), others(&whole), "{calls:?}");
    }
    // On a machine that has both, nothing is said.
    let has_both = tried("calls").is_some() && tried("files").is_some();
    assert_eq!(whole.contains("this system has no"), !has_both, "{whole}");
}

#[test]
fn the_sentence_names_what_is_missing() {
    let (seccomp, landlock) = (true, true);
    assert_eq!(Missing::default().sentence(), None);
    for missing in [
        Missing { seccomp, ..Missing::default() },
        Missing { landlock, ..Missing::default() },
        Missing { seccomp, landlock },
    ] {
        assert_eq!(Missing::from_byte(missing.to_byte()), missing);
        let sentence = missing.sentence().unwrap();
        let (lacks, _) = sentence.split_once(':').unwrap();
        assert_eq!((lacks.contains("seccomp"), lacks.contains("Landlock")), (missing.seccomp, missing.landlock));
    }
}

/// Goal: no command needs a network. Method: the month of the sample and a question to it, with the machine's network and
/// in a namespace that has none: the same files, the same answer.
#[test]
fn a_month_without_a_network_is_the_same() {
    let name = "a_month_without_a_network_is_the_same";
    if !have("unshare", name) {
        return;
    }
    let allowed =
        |words: &[&str]| Command::new(words[0]).args(&words[1..]).arg("true").output().unwrap().status.success();
    let ways: [&[&str]; 2] = [&["unshare", "-n"], &["unshare", "-r", "-n"]];
    let Some(without) = ways.into_iter().find(|words| allowed(words)) else {
        println!("skipped {name}: this account may not leave the network");
        return;
    };
    let outcome = |wrapper: &[&str]| {
        let folder = TempDir::new().unwrap();
        let run = |arguments: &[&str]| {
            let mut words =
                wrapper.iter().copied().chain([env!("CARGO_BIN_EXE_beddays")]).chain(arguments.iter().copied());
            let mut command = Command::new(words.next().unwrap());
            let said = said(command.args(words).current_dir(folder.path()).stdin(Stdio::null())).exits(0);
            (said.stdout, said.stderr)
        };
        let demo = run(&["demo", "d"]);
        let asked = run(&["--project", "d", "query", "select count(*) as n from ledger_day"]);
        let manifest = fs::read_to_string(folder.path().join("d/store/manifest.json")).unwrap();
        (demo, asked, manifest)
    };
    assert!(outcome(&[]) == outcome(without), "another month without a network");
}
