//! Many small deliveries with few open files (I5): 1,000 by default, 10,000 with `BEDDAYS_SWEEP=1`.

use std::process::{Command, Stdio};

use crate::operate::sweep::step;
use crate::support::harness::{Folder, STAYS, program, said};

#[test]
fn many_deliveries_are_read_with_64_handles() {
    let count = 10_000 / step(10);
    let folder = Folder::new();
    let header = STAYS.lines().next().unwrap();
    for n in 0..count {
        let row = format!("M{n},,RZZ01,Norfolk,2018-03-01T09:00,2018-03-05,2018-03-{:02}T16:00,80", 5 + n % 20);
        folder.put(&format!("inbox/stays_{n:05}.csv"), format!("{header}\n{row}\n"));
    }
    let mut shell = Command::new("sh");
    shell.arg("-c").arg("ulimit -n 64 && exec \"$0\" \"$@\"").arg(program().get_program());
    shell.args(["--project", folder.project().to_str().unwrap(), "run", "--month", "2018-03"]);
    let ran = said(shell.stdin(Stdio::null()).env("NO_COLOR", "1").env_remove("RUST_BACKTRACE")).exits(0);
    assert!(
        ran.stdout.contains(&format!("read {count} = accepted {count}"))
            || ran.stderr.contains(&format!("accepted {count}")),
        "{ran:?}"
    );
    let answer = folder.run(&["verify", "--json"]).exits(0);
    let answer: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(answer["deliveries"], count);
    let stays = folder.run(&["query", "select count(*) as n from stay", "--format", "csv"]).exits(0).stdout;
    assert_eq!(stays.lines().last(), Some(count.to_string().as_str()));
}
