//! Every command as it is called: without a terminal and on a narrow one (K4), by a scheduler (K7), from a program that keeps
//! to what it knows of the answers (K5), with wrong arguments and in states that it refuses (K1, K2), with outputs that are
//! closed or full (K3).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::operate::field::programs::answers;
use crate::report::trend::counting_project;
use crate::store::child::have;
use crate::support::harness::{Folder, Said, program, said};

/// Every command with arguments that work in the project of these tests, and how it ends.
pub const COMMANDS: [(&[&str], i32); 33] = [
    (&["run", "--month", "2018-03"], 0),
    (&["report", "statement", "--month", "2018-03"], 0),
    (&["report", "trend"], 0),
    (&["publish", "--month", "2018-03"], 0),
    (&["verify"], 0),
    (&["rebuild"], 0),
    (&["query"], 0),
    (&["query", "liability_total"], 0),
    (&["query", "select count(*) as n from stay"], 0),
    (&["export", "--star", "../star"], 0),
    (&["explain", "S1"], 0),
    (&["explain", "--figure", "figures:Amount"], 0),
    (&["explain", "--figure", "trend/all_by_month:1"], 0),
    (&["check", "inbox/stays.csv", "inbox/events.csv"], 0),
    (&["check", "--columns"], 0),
    (&["ingest", "inbox/stays.csv"], 0),
    (&["ingest", "--dry-run", "inbox/stays.csv"], 0),
    (&["bridge", "--from", "england-drd", "--to", "bill"], 0),
    (&["regimes", "list"], 0),
    (&["regimes", "show", "england-2014"], 0),
    (&["regimes", "check"], 0),
    (&["count", "--convention", "england-drd", "episodes.csv"], 0),
    (&["spc", "series.csv"], 0),
    (&["acknowledge", "--month", "2018-03"], 0),
    (&["position", "--month", "2018-03"], 0),
    (&["remove", "--finish"], 0),
    (&["schedule", "--systemd"], 0),
    (&["schedule", "--cron"], 0),
    (&["doctor"], 0),
    (&["run", "--month", "2018-03", "--dry-run"], 0),
    (&["schema"], 0),
    (&["completions", "bash"], 0),
    (&["man"], 0),
];

/// A project in which every command works, with a file for those that need one.
pub fn project() -> Folder {
    let folder = counting_project();
    let toml = folder.read("beddays.toml");
    folder.put("beddays.toml", toml.replacen("[project]", "[project]\nmonth = \"previous\"", 1));
    folder.put("episodes.csv", "episode,ready_on,ended_on\nE1,2018-03-01,2018-03-09\n");
    let values = (1..=24).map(|n| format!("a,{n},{}\n", 10 + n % 5)).collect::<String>();
    folder.put("series.csv", format!("series_id,seq,value\n{values}"));
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    folder
}

/// A shell line that starts the program with arguments.
fn shell(folder: &Folder, before: &str, arguments: &[&str], after: &str) -> Said {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{before} \"$0\" \"$@\" {after}")).arg(program().get_program());
    shell.args(arguments).current_dir(folder.project()).stdin(Stdio::null());
    said(shell.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE"))
}

/// What a terminal with colours shows, without those of the two words that have any.
fn without_colours(shown: &str) -> String {
    let error = shown.replace("\u{1b}[1;31merror\u{1b}[0m", "error");
    error.replace("\u{1b}[1;33mwarning\u{1b}[0m", "warning")
}

#[test]
fn every_command_is_the_same_on_a_dumb_or_narrow_terminal_and_on_none() {
    let test = "every_command_is_the_same_on_a_dumb_or_narrow_terminal_and_on_none";
    let folder = project();
    for (arguments, exit) in COMMANDS {
        let plain = folder.run(arguments).exits(exit);
        assert!(!plain.stdout.contains('\u{1b}') && !plain.stderr.contains('\u{1b}'), "{arguments:?}: {plain:?}");
        if !have("script", test) {
            continue;
        }
        for (variables, width) in [("TERM=dumb", 80), ("TERM=xterm NO_COLOR=1", 40), ("TERM=xterm", 132)] {
            let words = std::iter::once(env!("CARGO_BIN_EXE_beddays")).chain(arguments.iter().copied());
            let line = words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
            let mut script = Command::new("script");
            script.args([
                "-q",
                "-e",
                "-c",
                &format!("stty cols {width}; env -u NO_COLOR {variables} {line}"),
                "/dev/null",
            ]);
            let on_terminal = said(script.current_dir(folder.project()).stdin(Stdio::null()));
            assert_eq!(on_terminal.exit, Some(exit), "{variables} {arguments:?}: {on_terminal:?}");
            let shown = on_terminal.stdout.replace("\r", "");
            let shown = if variables == "TERM=xterm" { without_colours(&shown) } else { shown };
            assert!(!shown.contains("\u{1b}["), "{variables} {arguments:?}: {shown:?}");
            for line in plain.stdout.lines() {
                assert!(shown.contains(line), "{variables} {arguments:?}: `{line}` is not in {shown}");
            }
        }
    }
}

/// Goal: a scheduler's bare surroundings change nothing. Method: no environment at all, the root as the folder, no input, and
/// each of the outputs closed.
#[test]
fn every_command_works_as_a_scheduler_starts_it() {
    let folder = project();
    let root = folder.project();
    for (arguments, exit) in COMMANDS {
        let plain = folder.run(arguments).exits(exit);
        let mut bare = Command::new(program().get_program());
        bare.env_clear().current_dir("/").stdin(Stdio::null()).arg("--project").arg(&root);
        // Files are named from where the command starts.
        let word = |word: &&str| if word.ends_with(".csv") { root.join(word).into_os_string() } else { (*word).into() };
        let bare = said(bare.args(arguments.iter().map(word))).exits(exit);
        let named = |text: &str| text.replace(&format!("{}/", root.display()), "").replace("./", "");
        assert_eq!(named(&bare.stdout), named(&plain.stdout), "{arguments:?}");
        for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
            let ended = shell(&folder, "", arguments, closed);
            assert_eq!(ended.exit, Some(exit), "{arguments:?} {closed}: {ended:?}");
        }
    }
    // The next start comes while this one is at work: it waits if it may, and says so if not.
    let busy = fs::File::open(folder.path("store/lock")).unwrap();
    busy.lock().unwrap();
    folder.march().exits(75);
    let mut waiting = folder.command(&["run", "--month", "2018-03", "--wait", "180"]);
    let waiting = waiting.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    drop(busy);
    assert_eq!(waiting.wait_with_output().unwrap().status.code(), Some(0));
}

/// Goal: what was not printed is not taken for done, and talk never mixes with data. Method: a full disk behind either output.
#[test]
fn data_goes_to_stdout_alone_and_a_full_output_is_74() {
    let folder = project();
    for (arguments, exit) in COMMANDS {
        let full = shell(&folder, "", arguments, "> /dev/full");
        assert_eq!(
            full.exit,
            Some(if folder.run(arguments).stdout.is_empty() { exit } else { 74 }),
            "{arguments:?}: {full:?}"
        );
        let mute = shell(&folder, "", arguments, "2> /dev/full");
        assert_eq!(mute.exit, Some(exit), "{arguments:?}: {mute:?}");
        let json: Vec<&str> = ["--json"].iter().chain(arguments).copied().collect();
        let answer = folder.run(&json);
        let whole = serde_json::from_str::<Value>(&answer.stdout);
        assert!(whole.is_ok() || arguments[0] == "regimes", "{arguments:?}: {answer:?}");
    }
}

/// The names and kinds of values, without the values: `{"a": 0}` is `a: number`.
fn shape(path: &str, value: &Value, lines: &mut BTreeSet<String>) {
    let kind = match value {
        Value::Null => return,
        Value::Bool(_) => "truth",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(values) => {
            values.iter().for_each(|value| shape(&format!("{path}[]"), value, lines));
            "list"
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                // Names that are data themselves: codes, conventions, days.
                let is_data = name
                    .contains(|letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-');
                let name = if is_data { "*" } else { name.as_str() };
                shape(&format!("{path}.{name}"), value, lines);
            }
            "object"
        }
    };
    lines.insert(format!("{path}: {kind}"));
}

/// Goal: a program that reads an answer today can read it tomorrow. Method: names and kinds of all values beside those that are
/// kept; more of them may come, none may go.
#[test]
fn answers_for_programs_keep_their_shape() {
    let folder = project();
    let mut found = BTreeSet::new();
    for (arguments, _) in COMMANDS {
        let json: Vec<&str> = ["--json"].iter().chain(arguments).copied().collect();
        let name = arguments.iter().filter(|word| !word.contains(['/', ' '])).copied().collect::<Vec<_>>().join(" ");
        if let Ok(answer) = serde_json::from_str(&folder.run(&json).stdout) {
            shape(&format!("{name}:"), &answer, &mut found);
        }
    }
    for (name, answer) in answers() {
        shape(&format!("{name}:"), &answer, &mut found);
    }
    for refused in
        [&["--json", "frobnicate"][..], &["--json", "explain", "NONE"], &["--json", "run", "--month", "2031-01"]]
    {
        let answer = serde_json::from_str(&folder.run(refused).stdout).unwrap();
        shape("error:", &answer, &mut found);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers.txt");
    let text = found.iter().map(|line| format!("{line}\n")).collect::<String>();
    if std::env::var_os("BEDDAYS_WRITE").is_some() {
        return fs::write(path, text).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap();
    let gone: Vec<&str> = kept.lines().filter(|line| !found.contains(*line)).collect();
    assert!(gone.is_empty(), "no longer in any answer: {gone:#?}");
    assert!(found.len() > 100, "{}", found.len());
}
