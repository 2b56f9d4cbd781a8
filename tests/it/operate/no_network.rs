//! No command opens a connection or needs a network (H10).

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::operate::every_command::{COMMANDS, project};
use crate::store::child::have;
use crate::support::harness::{Folder, Said, program, said};

/// The commands of the table, and those that need a project or a file of their own.
fn commands() -> Vec<(Vec<&'static str>, i32)> {
    let mut all: Vec<(Vec<&str>, i32)> = COMMANDS.iter().map(|(words, exit)| (words.to_vec(), *exit)).collect();
    all.extend([
        (vec!["demo", "made"], 0),
        (vec!["init", "new", "--authority", "Norfolk"], 0),
        (vec!["reconcile", "claim.csv", "--month", "2018-03"], 1),
        (vec!["check", "book.xlsx"], 65),
        (vec!["published", "http://127.0.0.1:9/figures.csv"], 66),
        (vec!["query", "select * from read_parquet('http://127.0.0.1:9/table.parquet')"], 2),
        (vec!["--version"], 0),
        (vec!["--help"], 0),
        (vec!["explain", "NONE"], 66),
    ]);
    all
}

fn with_files() -> Folder {
    let folder = project();
    folder.put(
        "claim.csv",
        "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
         C1,S1,,,2018-03-08,2018-03-09,2,26000,GBP,RZZ01,Norfolk\n",
    );
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-inputs/xlsx/x01_ok.xlsx"), folder.path("book.xlsx"))
        .unwrap();
    folder
}

/// A command after `wrapper` in a project.
fn wrapped(folder: &Folder, wrapper: &[&str], arguments: &[&str]) -> Said {
    let own = program();
    let mut words = wrapper.iter().map(|word| std::ffi::OsStr::new(*word)).chain([own.get_program()]);
    let mut command = Command::new(words.next().unwrap());
    command.args(words).args(arguments).current_dir(folder.project()).stdin(Stdio::null());
    said(command.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE").env_remove("LD_LIBRARY_PATH"))
}

/// The calls of a trace that make a socket of the internet.
fn sockets(trace: &str) -> Vec<&str> {
    trace
        .lines()
        .filter(|line| line.contains("AF_INET") || line.contains("AF_PACKET") || line.contains("AF_NETLINK"))
        .collect()
}

/// Goal: no socket of the internet, whatever is asked. Method: a system-call trace of every command, its reader process
/// included; the same in a namespace without a network, where it must end as it does with one.
#[test]
fn no_command_opens_a_socket_and_each_works_without_a_network() {
    let name = "no_command_opens_a_socket_and_each_works_without_a_network";
    if !have("strace", name) {
        return;
    }
    let allowed = |words: &[&str]| {
        Command::new(words[0]).args(&words[1..]).arg("true").output().is_ok_and(|output| output.status.success())
    };
    let ways: [&[&str]; 2] = [&["unshare", "-n"], &["unshare", "-r", "-n"]];
    let without = ways.into_iter().find(|words| allowed(words));
    if without.is_none() {
        println!("{name}: this account may not leave the network; the trace alone is looked at");
    }
    let place = tempfile::tempdir().unwrap();
    let trace = place.path().join("trace");
    let strace = ["strace", "-f", "-qq", "-e", "trace=network", "-o", trace.to_str().unwrap()];
    // Each in a project of its own state: with a network, and traced without one.
    let (plain, traced) = (with_files(), with_files());
    let wrapper = [without.unwrap_or_default(), &strace].concat();
    for (arguments, exit) in commands() {
        let with = wrapped(&plain, &[], &arguments);
        let off = wrapped(&traced, &wrapper, &arguments);
        assert_eq!((with.exit, off.exit), (Some(exit), Some(exit)), "{arguments:?}: {with:?}\n{off:?}");
        assert_eq!(with.stdout.lines().count(), off.stdout.lines().count(), "{arguments:?}: {with:?}\n{off:?}");
        let calls = fs::read_to_string(&trace).unwrap();
        assert!(sockets(&calls).is_empty(), "{arguments:?}: {:?}", sockets(&calls));
    }
    // The trace can find one: a shell that opens a connection.
    let mut shell = Command::new(strace[0]);
    shell.args(&strace[1..]).args(["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"]).stdin(Stdio::null());
    said(&mut shell);
    assert!(!sockets(&fs::read_to_string(&trace).unwrap()).is_empty(), "the trace sees a socket");
}
