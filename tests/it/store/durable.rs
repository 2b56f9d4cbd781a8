//! What the program reported as done is there after the power went (E4), the reports of the month included.

use std::path::Path;
use std::process::Command;

use crate::store::power::held_after_power_cuts;
use crate::support::harness::{EVENTS, STAYS, program, said};

fn run_a_month(disk: &Path) -> Command {
    let project = disk.join("project");
    said(program().arg("init").arg(&project).args(["--authority", "Norfolk"])).exits(0);
    std::fs::write(project.join("inbox/stays.csv"), STAYS).unwrap();
    std::fs::write(project.join("inbox/events.csv"), EVENTS).unwrap();
    // What the test itself put there is not what is tested.
    assert!(Command::new("sync").status().unwrap().success());
    let mut command = program();
    command.arg("--project").arg(project).args(["run", "--month", "2018-03"]);
    command
}

fn month_is_there(disk: &Path) -> bool {
    let project = disk.join("project");
    let verified = said(program().arg("--project").arg(&project).arg("verify"));
    let statement = project.join("reports/2018-03/internal-statement.html");
    let whole =
        std::fs::read_to_string(statement).is_ok_and(|html| html.contains("£3,250.00") && html.contains("</html>"));
    verified.exit == Some(0) && verified.stdout.contains(" 1 month;") && whole
}

#[test]
fn a_published_month_survives_ten_power_cuts() {
    let held = held_after_power_cuts(10, "durable", |disk, _| run_a_month(disk), |disk, _| month_is_there(disk));
    if let Some(held) = held {
        assert_eq!(held, 10);
    }
}
