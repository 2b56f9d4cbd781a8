//! The command line as people use it by hand: which project is meant, how much is said and in which colours, runs that change
//! nothing, what shells and `man` are given, and what the program says it was made of.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::process::{Command, Stdio};

use beddays::cli::Cli;
use beddays::store::sha256;
use clap::CommandFactory;
use serde_json::Value;

use crate::store::child::have;
use crate::support::harness::{Folder, Said, program, said};

fn ask(folder: &Path, variables: &[(&str, &Path)], arguments: &[&str]) -> Said {
    let mut command = program();
    command.current_dir(folder).args(arguments).envs(variables.iter().copied());
    said(&mut command)
}

/// Goal: it is always clear whose figures are shown. Method: three projects, named in each way at once; the option wins over the
/// variable, the variable over what is found.
#[test]
fn a_project_is_named_by_the_option_or_the_variable_or_found_above() {
    let [named, variable, around] = [Folder::with_stays(), Folder::with_stays(), Folder::with_stays()];
    for (folder, stays) in [(&named, 1), (&variable, 2), (&around, 3)] {
        let text = crate::support::harness::STAYS;
        let text: String = text.split_inclusive('\n').take(stays + 1).collect();
        folder.put("inbox/stays.csv", text);
        folder.run(&["run", "--month", "2018-03"]);
    }
    let inner = around.path("notes/2018");
    fs::create_dir_all(&inner).unwrap();
    let count = ["query", "select count(*) as n from stay", "--format", "csv"];
    let by = |variables: &[(&str, &Path)], more: &[&str]| ask(&inner, variables, &[&count, more].concat()).exits(0);
    let (named, variable) = (named.project(), variable.project());
    let set: (&str, &Path) = ("BEDDAYS_PROJECT", &variable);
    let by_option = by(&[set], &["--project", named.to_str().unwrap()]);
    assert_eq!((by_option.stdout.as_str(), by_option.stderr.as_str()), ("n\n1\n", ""));
    let by_variable = by(&[set], &[]);
    assert_eq!(by_variable.stdout, "n\n2\n");
    assert_eq!(by_variable.stderr, format!("project: {} (BEDDAYS_PROJECT)\n", variable.display()));
    let found = by(&[("BEDDAYS_PROJECT", Path::new(""))], &[]);
    assert_eq!(found.stdout, "n\n3\n");
    assert_eq!(found.stderr, format!("project: {} (found above this folder)\n", around.project().display()));
    // In its own folder there is nothing to say.
    assert_eq!(ask(&around.project(), &[], &count).exits(0).stderr, "");
    // What has to do with no project takes none.
    assert_eq!(ask(&inner, &[set], &["regimes", "check"]).exits(0).stderr, "");
    let nowhere = Path::new("/no/such/project");
    ask(&inner, &[("BEDDAYS_PROJECT", nowhere)], &count).exits(78).says("/no/such/project");
    ask(&inner, &[], &["verify"]).exits(0).says("found above this folder");
}

#[test]
fn a_project_that_is_found_and_belongs_to_others_is_refused() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let inner = folder.path("inner");
    fs::create_dir(&inner).unwrap();
    if fs::metadata(&inner).unwrap().uid() != 0 {
        return println!(
            "skipped a_project_that_is_found_and_belongs_to_others_is_refused: only root can give files away"
        );
    }
    let file = folder.path("beddays.toml");
    chown(&file, Some(12345), None).unwrap();
    for arguments in [&["query", "stay"][..], &["check", "../inbox/stays.csv"], &["run", "--month", "2018-03"]] {
        ask(&inner, &[], arguments).exits(77).says("owned by user 12345").says("hint:");
    }
    chown(&file, Some(0), None).unwrap();
    ask(&inner, &[], &["query", "stay"]).exits(0);
    folder.put("beddays.toml", folder.read("beddays.toml"));
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o666)).unwrap();
    ask(&inner, &[], &["query", "stay"]).exits(77).says("writable by others");
}

#[test]
fn quiet_says_only_errors_and_verbose_says_what_is_read() {
    let folder = Folder::with_stays();
    let quiet = folder.run(&["run", "--month", "2018-03", "-q"]).exits(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    assert_eq!(folder.run(&["query", "stay", "--quiet"]).exits(0).stdout, folder.run(&["query", "stay"]).stdout);
    let json = folder.run(&["run", "--month", "2018-03", "--json", "-q"]).exits(0);
    assert!(json.stderr.is_empty() && serde_json::from_str::<Value>(&json.stdout).is_ok(), "{json:?}");
    folder.run(&["-q", "explain", "NONE"]).exits(66).says("error[X_NO_STAY]");
    folder.run(&["-q", "-v", "verify"]).exits(2).says("cannot be used with");
    let verbose = folder.run(&["run", "--month", "2018-03", "--verbose"]).exits(0);
    let law = sha256(include_bytes!("../../../regimes/liability/england-2014.toml"));
    for wanted in [
        "project file: ./beddays.toml",
        &format!("regime england-2014: Care Act 2014, section 74 and Schedule 3, SHA-256 {law}"),
        "source stays: inbox/stays*.",
        "profile native-stay, 1 in the inbox\n  ./inbox/stays.csv",
        "inbox/stays.csv from stays: read 3 = accepted 3",
        "judging: ",
    ] {
        assert!(verbose.stderr.contains(wanted), "`{wanted}` is not in {}", verbose.stderr);
    }
    assert_eq!(verbose.stdout, folder.march().stdout);
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let (folder, red) = (Folder::with_stays(), "\u{1b}[1;31merror\u{1b}[0m[X_NO_STAY]: ");
    let plain = folder.run(&["explain", "NONE"]).exits(66).stderr;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let always = folder.run(&["explain", "NONE", "--color", "always"]).exits(66).stderr;
    assert_eq!(always, plain.replacen("error[X_NO_STAY]: ", red, 1));
    let json = folder.run(&["explain", "NONE", "--color", "always", "--json"]).exits(66);
    assert!(!format!("{json:?}").contains("1b["), "{json:?}");
    folder.put("inbox/other.csv", "a\n1\n");
    let warned = folder.run(&["run", "--month", "2018-03", "--color=always"]).exits(1).stderr;
    assert!(warned.contains("\u{1b}[1;33mwarning\u{1b}[0m: "), "{warned}");
    if !have("script", "colours_are_for_terminals_that_want_them") {
        return;
    }
    for (variables, more, is_coloured) in [
        ("TERM=xterm", "", true),
        ("TERM=xterm NO_COLOR=", "", true),
        ("TERM=xterm NO_COLOR=1", "", false),
        ("TERM=dumb", "", false),
        ("TERM=xterm", "--color never", false),
    ] {
        let mut script = Command::new("script");
        let line = format!("env -u NO_COLOR {variables} {} explain NONE {more}", env!("CARGO_BIN_EXE_beddays"));
        script.args(["-q", "-e", "-c", &line, "/dev/null"]).current_dir(folder.project()).stdin(Stdio::null());
        let shown = said(&mut script).exits(66).stdout;
        assert_eq!(shown.contains(red), is_coloured, "{variables} {more}: {shown:?}");
    }
}

/// Goal: a dry run promises what the run then does, and changes nothing. Method: the whole tree before and after; its summary
/// beside `run.json` of the run; also over a table that is damaged, and where it is refused.
#[test]
fn a_dry_run_changes_no_byte_and_says_what_the_run_then_does() {
    let folder = Folder::with_stays();
    let dry = |wanted: i32, more: &[&str]| {
        let before = folder.files(".");
        let answer = folder.run(&[&["run", "--month", "2018-03", "--dry-run"], more].concat()).exits(wanted);
        assert_eq!(folder.files("."), before, "a dry run changed the project");
        assert!(!folder.path("store/aside").exists());
        answer
    };
    let words = dry(0, &[]);
    for wanted in [
        "would read: 2 files that came since, of 2 deliveries\n  inbox/events.csv\n  inbox/stays.csv\n",
        "would publish: 2018-03, edition 1, ",
        "nothing was changed: this was a dry run",
    ] {
        assert!(format!("{}{}", words.stdout, words.stderr).contains(wanted), "{wanted}: {words:?}");
    }
    let promised: Value = serde_json::from_str(&dry(0, &["--json"]).stdout).unwrap();
    folder.march().exits(0);
    let run: Value = serde_json::from_str(&folder.read("reports/2018-03/run.json")).unwrap();
    assert_eq!(promised["run"], run);
    assert_eq!(promised["would_change"], true);
    let files: Vec<&str> = promised["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert!(files.iter().all(|name| folder.path("reports/2018-03").join(name).exists()), "{files:?}");
    dry(0, &[]).says("would publish nothing new: the store has 2018-03, edition 1");
    // Late news: another edition, and still nothing is changed by saying so.
    folder.put("inbox/stays-late.csv", crate::support::harness::STAYS.replace("2018-03-09T16:00", "2018-03-11T16:00"));
    let late: Value = serde_json::from_str(&dry(0, &["--json"]).stdout).unwrap();
    assert_eq!((&late["run"]["edition"], &late["new_files"][0]), (&Value::from(2), &"inbox/stays-late.csv".into()));
    let table = fs::read_dir(folder.path("store/tables")).unwrap().map(|entry| entry.unwrap().path());
    let table = table.into_iter().find(|path| path.to_str().unwrap().contains("/record-open")).unwrap();
    let whole = fs::read(&table).unwrap();
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    fs::write(&table, damaged).unwrap();
    dry(0, &[]).says("would read every delivery anew: the table `record");
    fs::write(&table, whole).unwrap();
    folder.put("inbox/stays-torn.csv", "\"stay_id\n1\n");
    dry(65, &[]).says("error[F_");
    fs::remove_file(folder.path("inbox/stays-torn.csv")).unwrap();
    let lock = fs::File::open(folder.path("store/lock")).unwrap();
    lock.lock().unwrap();
    dry(75, &[]);
    folder.run(&["run", "--month", "2018-03", "--dry-run", "--what-if", "other.toml"]).exits(2);
}

fn names(command: &clap::Command, found: &mut Vec<String>) {
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        found.push(inner.get_display_name().unwrap().to_owned());
        names(inner, found);
    }
}

#[test]
fn shells_complete_every_command_and_man_has_a_page_of_each() {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut commands = Vec::new();
    names(&command, &mut commands);
    assert!(commands.len() > 28, "{commands:?}");
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = said(program().args(["completions", shell])).exits(0).stdout;
        for wanted in ["sign-off", "reconcile", "what-if", "completions", "BEDDAYS_PROJECT", "color"] {
            assert!(script.contains(wanted) || (shell == "bash" && wanted == "BEDDAYS_PROJECT"), "{shell}: {wanted}");
        }
        assert!(!script.contains("read-contained --memory"), "{shell}");
        fs::write(folder.path().join(shell), script).unwrap();
    }
    for (words, wanted) in
        [("beddays rec", "reconcile"), ("beddays run --wh", "--what-if"), ("beddays regimes sh", "show")]
    {
        let last = words.split(' ').count() - 1;
        let line = format!(
            "source {}; COMP_WORDS=({words}); COMP_CWORD={last}; set -- {words}; _beddays beddays \"${{!#}}\" \
             \"${{@:$#-1:1}}\"; echo \"${{COMPREPLY[*]}}\"",
            folder.path().join("bash").display()
        );
        assert_eq!(said(Command::new("bash").args(["-c", &line])).exits(0).stdout.trim(), wanted, "{words}");
    }
    let pages = folder.path().join("new/man1");
    let listed = said(program().arg("man").arg("--dir").arg(&pages)).exits(0).stdout;
    assert_eq!(listed.lines().count(), commands.len() + 1);
    for name in &commands {
        let page =
            fs::read_to_string(pages.join(format!("{name}.1"))).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{name}");
    }
    let page = said(program().arg("man")).exits(0).stdout;
    assert_eq!(page, fs::read_to_string(pages.join("beddays.1")).unwrap());
    assert!(page.contains("Exit codes") && page.contains("BEDDAYS_TODAY"), "{page}");
    said(program().args(["man", "--dir", "/dev/null/pages"])).exits(73).says("error[X_MAN]").says("hint:");
}

/// Goal: a bill can say by which program and law it was made. Method: the hashes beside the files of the repository.
#[test]
fn the_version_names_the_commit_and_every_table_of_law() {
    let version = said(program().arg("--version")).exits(0).stdout;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tables = 0;
    for folder in ["regimes/liability", "regimes/counting"] {
        for entry in fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            let (name, text) = (entry.file_name(), fs::read(entry.path()).unwrap());
            let line = format!("  {} {folder}/{}\n", sha256(&text), name.to_str().unwrap());
            assert!(version.contains(&line), "{line} is not in {version}");
            tables += 1;
        }
    }
    assert_eq!(version.lines().filter(|line| line.starts_with("  ")).count(), tables);
    let commit = version.lines().find_map(|line| line.strip_prefix("commit: ")).expect(&version);
    let commit = commit.split(',').next().unwrap();
    let is_hash = commit.len() == 40 && commit.chars().all(|letter| letter.is_ascii_hexdigit());
    assert!(is_hash || commit == "unknown", "{version}");
    assert_eq!(said(program().arg("-V")).exits(0).stdout, format!("beddays {}\n", env!("CARGO_PKG_VERSION")));
}
