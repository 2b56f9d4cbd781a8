//! Each exit code by command (K1), and the form of every message on the way (K2).

use std::fs::{self, File, set_permissions};
use std::os::unix::fs::PermissionsExt;

use crate::support::harness::{Folder, Said, program, said};

/// The commands, each with arguments that are right.
const RIGHT: [&[&str]; 25] = [
    &["run", "--month", "2018-03"],
    &["acknowledge", "--month", "2018-03"],
    &["close", "--month", "2018-03"],
    &["sign-off", "--month", "2018-03", "--as", "author", "--by", "One"],
    &["position", "--month", "2018-03"],
    &["remove", "--stay", "S1", "--by", "One"],
    &["check", "inbox/stays.csv"],
    &["ingest", "inbox/stays.csv"],
    &["explain", "S1"],
    &["bridge", "--from", "england-drd", "--to", "bill"],
    &["query", "stay"],
    &["export", "--star", "/nonexistent/star"],
    &["report", "statement"],
    &["publish"],
    &["verify"],
    &["rebuild"],
    &["regimes", "show", "england-2014"],
    &["count", "--convention", "england-drd", "none.csv"],
    &["spc", "none.csv"],
    &["schedule", "--cron"],
    &["doctor"],
    &["completions", "bash"],
    &["man"],
    &["template", "stays.xlsx"],
    &["schema", "project"],
];

/// Every message: its code first, what happened, and what to do next; nothing of a debugger, nothing of the machine.
#[track_caller]
fn is_well_formed(said: &Said, what: &str) {
    // What was looked at may be said before.
    let text = &said.stderr;
    let start = text.find("error").filter(|at| *at == 0 || text[..*at].ends_with('\n'));
    let text = &text[start.unwrap_or_else(|| panic!("{what}: {text}"))..];
    assert!(text.starts_with("error[") || text.starts_with("error: "), "{what}: {text}");
    if let Some(behind) = text.strip_prefix("error[") {
        let code = behind.split(']').next().unwrap();
        assert!(code.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_'), "{what}: {text}");
        assert!(text.contains("\nhint: "), "{what}: no next step in {text}");
    }
    for sign in ["panicked", "RUST_BACKTRACE", "Some(", "None)", "Err(", "Os {", "/src/", ".rs:", "9990000018"] {
        assert!(!text.contains(sign), "{what}: `{sign}` in {text}");
    }
}

#[test]
fn every_command_ends_with_the_codes_of_the_table() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let mut tried = 0;
    let mut ends = |said: Said, exits: &[i32], what: &str| {
        assert!(said.exit.is_some_and(|exit| exits.contains(&exit)), "{what}: wanted {exits:?}: {said:?}");
        // What `doctor` finds is data.
        if said.exit != Some(0) && said.exit != Some(1) && !what.contains("\"doctor\"") {
            is_well_formed(&said, what);
        }
        tried += 1;
    };
    for arguments in RIGHT {
        let name = arguments[0];
        ends(folder.run(&[name, "--help"]), &[0], name);
        ends(folder.run(&[arguments, &["--nothing-knows-this"]].concat()), &[2], name);
    }
    let empty = tempfile::tempdir().unwrap();
    for arguments in RIGHT.iter().filter(|arguments| {
        !["regimes", "count", "spc", "check", "completions", "man", "template", "schema"].contains(&arguments[0])
    }) {
        let mut command = program();
        let what = format!("{arguments:?} where no project is");
        ends(said(command.arg("--project").arg(empty.path()).args(*arguments)), &[66, 78], &what);
    }
    let without = ["regimes", "count", "spc", "bridge", "schedule", "completions", "man", "template", "schema"];
    let stores = RIGHT.iter().filter(|arguments| !without.contains(&arguments[0]));
    let stores: Vec<&[&str]> = stores.copied().collect();
    let manifest = folder.read("store/manifest.json").into_bytes();
    let mut damaged = manifest.clone();
    damaged[manifest.len() / 2] ^= 1;
    for arguments in &stores {
        set_permissions(folder.path("store"), PermissionsExt::from_mode(0o755)).unwrap();
        ends(folder.run(arguments), &[77], &format!("{arguments:?} with an open store"));
        set_permissions(folder.path("store"), PermissionsExt::from_mode(0o700)).unwrap();
        folder.put("store/manifest.json", &damaged);
        ends(folder.run(arguments), &[65], &format!("{arguments:?} with a damaged store"));
        folder.put("store/manifest.json", &manifest);
        let toml = folder.read("beddays.toml");
        folder.put("beddays.toml", toml.replacen("view ", "vew ", 1));
        // What only asks the store needs no project.
        let exits: &[i32] = if ["verify"].contains(&arguments[0]) { &[0, 78] } else { &[78] };
        ends(folder.run(arguments), exits, &format!("{arguments:?} with a wrong project file"));
        folder.put("beddays.toml", toml);
    }
    let lock = File::open(folder.path("store/lock")).unwrap();
    lock.lock().unwrap();
    for arguments in [
        &["run", "--month", "2018-03"][..],
        &["ingest", "inbox/stays.csv"],
        &["acknowledge", "--month", "2018-03"],
        &["close", "--month", "2018-03"],
        &["remove", "--stay", "S1", "--by", "One"],
    ] {
        ends(folder.run(arguments), &[75], &format!("{arguments:?} beside another run"));
    }
    drop(lock);
    for arguments in [
        &["check", "none.csv"][..],
        &["ingest", "none.csv"],
        &["count", "--convention", "england-drd", "none.csv"],
        &["spc", "none.csv"],
        &["published", "none.csv"],
        &["regimes", "check", "none.toml"],
        &["regimes", "test", "none.csv"],
        &["report", "trend", "--from", "none.csv", "--out", "out"],
    ] {
        ends(folder.run(arguments), &[66], &format!("{arguments:?}"));
    }
    folder.put("torn.csv", "\"a,b\n1,2\n");
    for arguments in [
        &["check", "torn.csv"][..],
        &["count", "--convention", "england-drd", "torn.csv"],
        &["spc", "torn.csv"],
        &["published", "torn.csv"],
        &["regimes", "test", "torn.csv"],
    ] {
        ends(folder.run(arguments), &[65], &format!("{arguments:?}"));
    }
    fs::remove_dir_all(folder.path("reports")).unwrap();
    folder.put("reports", "in the way");
    ends(folder.march(), &[73], "a file in the place of the reports");
    ends(folder.run(&["report", "statement"]), &[73], "a file in the place of the reports");
    assert!(tried >= 60, "{tried}");
}

/// A dry run stores nothing; three commands have one (K6).
#[test]
fn run_ingest_and_remove_have_a_dry_run() {
    for arguments in RIGHT {
        let help = said(program().args([arguments[0], "--help"])).exits(0).stdout;
        assert_eq!(help.contains("--dry-run"), ["run", "ingest", "remove"].contains(&arguments[0]), "{}", arguments[0]);
    }
}

#[test]
fn options_that_are_rarely_given_do_what_they_say() {
    let root = env!("CARGO_MANIFEST_DIR");
    let file = format!("{root}/data-samples/published/dtoc_2019-11_by_reason_la.csv");
    let published = |more: &[&str]| said(program().args(["published", &file]).args(more)).exits(0);
    published(&[]).says("no stated month");
    published(&["--period", "2019-11"]).says("months 2019-11");
    assert_eq!(published(&["--table"]).stdout, published(&[]).stdout);
    let test = |law: &str| {
        let cases = format!("{root}/tests/law/england-2014.csv");
        said(program().args(["regimes", "test", "--regime", law, &cases]))
    };
    let law = format!("{root}/regimes/liability/england-2014.toml");
    test(&law).exits(0).says("44 passed, 0 failed");
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("law.toml");
    fs::write(&other, fs::read_to_string(&law).unwrap().replacen("amount_minor = 13000", "amount_minor = 13001", 1))
        .unwrap();
    test(other.to_str().unwrap()).exits(1).says("failed");
    test("none.toml").exits(66).says("hint:");
}
