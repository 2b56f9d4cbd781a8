//! Limits of the system, and of what the program takes on itself: each is an answer with a code, never a signal or a panic.

use std::fs;
use std::fs::Permissions;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use crate::store::child::have;
use crate::support::harness::{Folder, STAYS, Said, program, said};

/// The program behind limits that a shell sets.
fn limited(limits: &str, folder: &Folder, arguments: &[&str]) -> Said {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{limits} && exec \"$0\" \"$@\"")).arg(env!("CARGO_BIN_EXE_beddays"));
    said(shell.args(["--project", &folder.path("").display().to_string()]).args(arguments).stdin(Stdio::null()))
}

/// Goal: no core file holds a key or a number. Method: the limit of a process that reads, and of the one that it starts, as
/// the kernel has it, after a shell has raised it as far as it can.
#[test]
fn no_process_can_leave_a_core_file() {
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -c $(ulimit -H -c) && exec \"$0\" read-contained --memory 100000000 --seconds 60"]);
    let mut child =
        shell.arg(env!("CARGO_BIN_EXE_beddays")).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let is_taken = || {
        let limits = fs::read_to_string(&limits).unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap().to_owned();
        core.split_whitespace().skip(4).take(2).all(|limit| limit == "0")
    };
    // It is started through a shell, and sets the limit first of all.
    let found = (0..1000).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        is_taken()
    });
    child.stdin.take().unwrap().write_all(b"").unwrap();
    child.wait().unwrap();
    assert!(found, "the process could leave a core file");
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_of_writing() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let before = (folder.files("reports"), folder.read("store/manifest.json"));
    folder.put("inbox/stays_2.csv", STAYS.replace("S1,", "S9,"));
    limited("ulimit -f 1", &folder, &["run", "--month", "2018-04"]).exits(74).says("ulimit -f");
    fs::remove_file(folder.path("inbox/stays_2.csv")).unwrap();
    assert!(
        (folder.files("reports"), folder.read("store/manifest.json")) == before,
        "the run that could not write is seen"
    );
    folder.run(&["verify"]).exits(0);
}

/// Goal: no question ends the program. Method: each way to nest SQL, just within the limit, beyond it, and far beyond.
#[test]
fn a_question_that_is_nested_too_deeply_is_refused() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let chain = |levels: usize, word: &str| format!("select {} as a", vec!["1"; levels].join(word));
    let ways: [(&str, Box<dyn Fn(usize) -> String>); 6] = [
        ("+", Box::new(move |levels| chain(levels, " + "))),
        (
            "or",
            Box::new(|levels| {
                format!("select stay_id from stay where {}", vec!["age_at_admission = 3"; levels].join(" or "))
            }),
        ),
        ("union", Box::new(|levels| vec!["select 1 as a"; levels].join(" union all "))),
        ("not", Box::new(|levels| format!("select {} true as a", "not ".repeat(levels)))),
        ("parentheses", Box::new(|levels| format!("select {}1{} as a", "(".repeat(levels), ")".repeat(levels)))),
        ("functions", Box::new(|levels| format!("select {}1{} as a", "abs(".repeat(levels), ")".repeat(levels)))),
    ];
    for (way, question) in &ways {
        folder.run(&["query", &question(20)]).exits(0);
        for levels in [300, 1_000, 4_000] {
            let refused = folder.run(&["query", &question(levels)]);
            assert_eq!(refused.exit, Some(2), "{way}, {levels} levels: {refused:?}");
            assert!(refused.stderr.contains("error[X_SQL]"), "{way}: {refused:?}");
        }
    }
    // Long is not deep.
    let list = (0..3_000).map(|age| age.to_string()).collect::<Vec<_>>().join(", ");
    folder
        .run(&["query", &format!("select count(*) as n from stay where age_at_admission in ({list})")])
        .exits(0)
        .says("3");
}

#[test]
fn months_that_cannot_be_known_are_refused_with_the_reason() {
    let folder = Folder::with_stays();
    for month in ["9999-12", "9999-11", "0001-01"] {
        folder.run(&["run", "--month", month]).exits(78).says("C_COVERAGE");
    }
    folder.run(&["run", "--month", "2018-04", "--as-of", "2018-03-31"]).exits(2).says("nothing is known of 2018-04");
    folder.run(&["run", "--month", "2018-03", "--as-of", "9999-12-31"]).says("published: yes");
    // Statistics alone have no end.
    let toml = fs::read_to_string(folder.path("beddays.toml")).unwrap();
    let toml = toml.lines().map(|line| {
        if line.starts_with("regimes") { "regimes = []\nconventions = [\"england-msitdt\"]" } else { line }
    });
    fs::write(folder.path("beddays.toml"), toml.collect::<Vec<_>>().join("\n")).unwrap();
    for month in ["9999-12", "9999-11"] {
        let ran = folder.run(&["run", "--month", month]);
        assert!(matches!(ran.exit, Some(0 | 1 | 2 | 66)), "{ran:?}");
    }
    said(program().args(["count", "--convention", "england-msitdt", "--to", "9999-12-31", "none.csv"])).exits(66);
}

/// Goal: nobody else can plant a delivery or a law. Method: every path that a project is made of, open to everybody and to the
/// group, in a project that is closed and in one that others can reach.
#[test]
fn what_others_can_write_is_refused() {
    let folder = Folder::with_stays();
    let profile = fs::read_to_string("profiles/native-event.toml").unwrap();
    folder.put("ours.toml", profile.replacen("\"native-event\"", "\"ours\"", 1));
    let toml = folder.read("beddays.toml").replacen("\"native-event\"", "\"ours.toml\"", 1);
    assert!(toml.contains("ours.toml"), "{toml}");
    folder.put("beddays.toml", toml);
    folder.march().exits(0);
    let mode = |path: &str, mode: u32| fs::set_permissions(folder.path(path), Permissions::from_mode(mode)).unwrap();
    for path in ["beddays.toml", "inbox", "inbox/stays.csv", "ours.toml", "."] {
        let own = if folder.path(path).is_dir() { 0o700 } else { 0o600 };
        for (project, loose, exit) in [(0o700, 0o022, 77), (0o700, 0o002, 77), (0o755, 0o020, 77), (0o755, 0o044, 0)] {
            mode(".", project);
            mode(path, own | loose | if path == "." { project } else { 0 });
            for arguments in [&["run", "--month", "2018-03"][..], &["explain", "S1"], &["check", "inbox/stays.csv"]] {
                let ran = folder.run(arguments);
                assert_eq!(ran.exit, Some(exit), "{path}, {project:o}, {loose:o}, {arguments:?}: {ran:?}");
                assert!(exit == 0 || ran.stderr.contains("chmod go-w"), "{ran:?}");
            }
            mode(path, own);
        }
    }
    // A group that cannot reach the project cannot write in it.
    mode(".", 0o700);
    mode("inbox/stays.csv", 0o660);
    folder.march().exits(0);
}

/// A project with March in its first edition, and news that make a second.
fn with_news() -> Folder {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    folder.put(
        "inbox/events_2.csv",
        "stay_id,kind,at,until,value\nS2,assessed,2018-03-08T09:00,,\nS2,services_ready,2018-03-12T16:00,,\n",
    );
    folder
}

/// What a run that was stopped by the system leaves: the store whole, and the next run ends well.
fn leaves_one_edition(folder: &Folder, what: &str) {
    let verified = folder.run(&["verify"]);
    assert!(verified.stdout.contains("the store is whole"), "{what}: {verified:?}");
    let again = folder.march();
    assert!(again.exit == Some(0) && folder.read("reports/2018-03/run.json").contains("78000"), "{what}: {again:?}");
    folder.run(&["verify"]).exits(0);
}

/// Goal: a system without a thread to give is an answer, and no bug of ours. Method: the call that starts a thread fails, once or
/// from then on, at each of its first places.
#[test]
fn a_thread_that_the_system_refuses_is_74_and_no_bug() {
    if !have("strace", "a_thread_that_the_system_refuses_is_74_and_no_bug") {
        return;
    }
    let mut refused = 0;
    for when in ["1", "2", "3", "4", "5", "1+", "3+"] {
        let folder = with_news();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject=clone3:error=EAGAIN:when={when}")]);
        strace.arg(program().get_program()).args(["run", "--month", "2018-03"]).current_dir(folder.project());
        let ran = said(strace.stdin(Stdio::null()).env("NO_COLOR", "1").env_remove("LD_LIBRARY_PATH"));
        assert!(matches!(ran.exit, Some(0 | 1 | 74)), "{when}: {ran:?}");
        if ran.exit == Some(74) {
            assert!(ran.stderr.contains("X_THREADS") && ran.stderr.contains("ulimit -v"), "{when}: {ran:?}");
            refused += 1;
        }
        leaves_one_edition(&folder, when);
    }
    assert!(refused >= 3, "{refused}");
}

/// Goal: a program that finds no memory ends with a code and a sentence. Method: limits from those under which it cannot even be
/// loaded to those under which it works.
#[test]
fn too_little_memory_for_the_program_is_a_code_and_a_sentence() {
    let (mut refused, mut worked, any) = (0, 0, Folder::with_stays());
    for megabytes in (160..900).step_by(60) {
        // What cannot be loaded cannot say why it ends.
        if limited(&format!("ulimit -v {}", megabytes << 10), &any, &["--version"]).exit != Some(0) {
            continue;
        }
        let folder = with_news();
        let ran = limited(&format!("ulimit -v {}", megabytes << 10), &folder, &["run", "--month", "2018-03"]);
        println!("{megabytes} MB: {:?}, {}", ran.exit, ran.stderr.lines().next().unwrap_or_default());
        assert!(matches!(ran.exit, Some(0 | 1 | 74)), "{megabytes} MB: {ran:?}");
        assert!(ran.exit != Some(74) || ran.stderr.contains("memory"), "{megabytes} MB: {ran:?}");
        refused += usize::from(ran.exit == Some(74));
        worked += usize::from(ran.exit == Some(0) || ran.exit == Some(1));
        leaves_one_edition(&folder, &format!("{megabytes} MB"));
    }
    assert!(refused > 0 && worked > 0, "{refused} refused, {worked} worked");
}
