//! The manual of the command line (K8): every command with its arguments, from the program itself. Every option is used by some
//! test.

use std::collections::BTreeSet;
use std::fs;

use crate::house::documents::generated;
use crate::house::tidy::sources;
use crate::support::harness::{program, said};

/// The commands in the order of the help; those with commands below them after these.
const COMMANDS: [&[&str]; 29] = [
    &[],
    &["demo"],
    &["init"],
    &["run"],
    &["acknowledge"],
    &["sign-off"],
    &["close"],
    &["position"],
    &["remove"],
    &["check"],
    &["ingest"],
    &["explain"],
    &["reconcile"],
    &["bridge"],
    &["regimes"],
    &["regimes", "list"],
    &["regimes", "show"],
    &["regimes", "check"],
    &["regimes", "test"],
    &["count"],
    &["spc"],
    &["published"],
    &["query"],
    &["export"],
    &["report"],
    &["publish"],
    &["schedule"],
    &["doctor"],
    &["rebuild"],
];

fn help(command: &[&str]) -> String {
    let help = said(program().args(command).arg("--help").env("COLUMNS", "100")).exits(0).stdout;
    help.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn the_manual_has_every_command_and_every_option_is_tried() {
    let listed: BTreeSet<String> = help(&[])
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .filter(|name| name != "help")
        .collect();
    let mut commands: Vec<&[&str]> = COMMANDS.to_vec();
    commands.extend([&["verify"][..], &["template"], &["schema"], &["completions"], &["man"]]);
    let known: BTreeSet<String> =
        commands.iter().filter_map(|command| command.first()).map(|name| (*name).to_owned()).collect();
    assert_eq!(listed, known);
    let head = "# The command line\n\nGenerated from the program's own help by `tests/it/house/manual.rs`: `BEDDAYS_WRITE=1 cargo test \
                manual` writes it anew.\n";
    let section = |command: &&[&str]| {
        let name = if command.is_empty() { "beddays".to_owned() } else { format!("beddays {}", command.join(" ")) };
        format!("\n## `{name}`\n\n```text\n{}```\n", help(command))
    };
    let manual = head.to_owned() + &commands.iter().map(section).collect::<String>();
    generated("docs/commands.md", &manual);

    let tests: String = sources("tests").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    let options: BTreeSet<&str> = manual
        .split("--")
        .skip(1)
        .map(|rest| &rest[..rest.find(|letter: char| !is_letter(letter)).unwrap_or(rest.len())])
        .filter(|name| name.len() > 2 && !name.starts_with('-'))
        .collect();
    assert!(options.len() > 20, "{options:?}");
    for option in options {
        let used = [format!("--{option}\""), format!("--{option} "), format!("--{option}=")];
        assert!(used.iter().any(|word| tests.contains(word)), "no test uses --{option}");
    }
}
