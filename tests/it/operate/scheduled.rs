//! Runs that start by themselves: the month by the rule of the project file, and a clock that went back (D5).

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::store::child::have;
use crate::support::harness::{Folder, STAYS, Said, said};

/// A project whose runs are of the month before the one of today.
pub fn of_previous_months() -> Folder {
    let folder = Folder::with_stays();
    let line = "# month   = \"2018-03\"";
    let toml = folder.read("beddays.toml");
    assert!(toml.contains(line));
    folder.put("beddays.toml", toml.replacen(line, "month = \"previous\"", 1));
    folder
}

pub fn run_on(folder: &Folder, today: &str) -> Said {
    said(folder.command(&["run"]).env("BEDDAYS_TODAY", today))
}

#[test]
fn the_rule_means_the_month_before_today_and_the_run_says_so() {
    let folder = of_previous_months();
    run_on(&folder, "2018-04-05").exits(0).says("month: 2018-03, the month before 5 April 2018, by BEDDAYS_TODAY");
    let by_rule = folder.files("reports");
    // Which month it was is all that the day decides.
    for again in [folder.march(), run_on(&folder, "2018-04-30")] {
        again.exits(0).says("nothing changed");
        assert!(folder.files("reports") == by_rule);
    }
    folder.run(&["run", "--month", "2018-04"]).exits(0);
    run_on(&folder, "2019-01-01").exits(0).says("month: 2018-12");
}

#[test]
fn a_clock_that_went_back_is_refused_and_changes_nothing() {
    let folder = of_previous_months();
    run_on(&folder, "2018-04-05").exits(0);
    let before = (folder.files("store"), folder.files("reports"));
    let back = run_on(&folder, "2018-03-31").exits(75);
    for wanted in
        ["error[X_CLOCK]", "2018-02, and 2018-03 is published", "--month 2018-02", "nothing was read or changed"]
    {
        assert!(back.stderr.contains(wanted), "{wanted}: {}", back.stderr);
    }
    assert!((folder.files("store"), folder.files("reports")) == before);
    folder.run(&["run", "--month", "2018-02"]).exits(0);
    run_on(&folder, "2018-04-06").exits(0);
}

#[test]
fn a_clock_before_the_last_command_is_refused() {
    let test = "a_clock_before_the_last_command_is_refused";
    if !have("faketime", test) {
        return;
    }
    let folder = of_previous_months();
    let ran = |at: &str, arguments: &[&str]| {
        let mut faked = Command::new("faketime");
        faked.arg(at).arg(folder.command(&[]).get_program()).args(arguments).current_dir(folder.project());
        said(faked.env("NO_COLOR", "1"))
    };
    let log = folder.read("audit.log");
    ran("2 days ago", &["run"]).exits(75).says("error[X_CLOCK]: the clock says").says("it went back");
    // What was refused for it does not make the clock right.
    (0..25).for_each(|_| _ = ran("2 days ago", &["run"]).exits(75).says("it went back"));
    // The month by itself needs no clock; the log keeps its order by the numbers of its lines.
    ran("2 days ago", &["run", "--month", "2018-03"]).exits(0);
    assert!(folder.read("audit.log").starts_with(&log));
    folder.run(&["verify"]).exits(0).says("audit.log: 28 lines");
    assert!(!ran("2 days ago", &["run"]).stderr.contains("X_CLOCK"));
    // Neither does anybody sign, close or say something on a day before.
    for command in ["sign-off --as author --by One", "close", "position --stay S --as accepted --by One"] {
        let words: Vec<&str> = command.split(' ').chain(["--month", "2018-03"]).collect();
        ran("5 days ago", &words).exits(75).says("it went back").says("`--on YYYY-MM-DD` gives the day");
    }
}

#[test]
fn a_day_that_is_none_and_a_rule_that_is_none_are_named() {
    let folder = of_previous_months();
    for wrong in ["", "yesterday", "2018-02-30", "2018-04", "\u{1b}[31m"] {
        let refused = run_on(&folder, wrong).exits(2).says("error[X_TODAY]").says("BEDDAYS_TODAY=2018-04-05");
        assert!(!refused.stderr.contains('\u{1b}'));
    }
    let toml = folder.read("beddays.toml");
    folder.put("beddays.toml", toml.replacen("\"previous\"", "\"March 2018\"", 1));
    folder.run(&["run"]).exits(78).says("did you mean 2018-03?; or `previous`").says("line 10, column 9");
    folder.put("beddays.toml", toml.replacen("month = \"previous\"", "", 1));
    folder.run(&["run"]).exits(2).says("`month = \"previous\"`");
}

/// Midnight is that of the project's own clocks, whatever zone the machine is in.
#[test]
fn the_month_ends_by_the_clocks_of_the_law() {
    let test = "the_month_ends_by_the_clocks_of_the_law";
    if !have("faketime", test) {
        return;
    }
    for (utc, month) in [("2018-03-31 22:50:00", "2018-02"), ("2018-03-31 23:00:01", "2018-03")] {
        for zone in ["UTC", "Pacific/Kiritimati"] {
            let folder = of_previous_months();
            // The project is no older than its clock.
            for name in ["audit.log", "audit.head"] {
                fs::remove_file(folder.path(name)).unwrap();
            }
            let plain = folder.command(&["run"]);
            let mut faked = Command::new("faketime");
            faked.args([&format!("{utc} UTC")]).arg(plain.get_program()).arg("run").current_dir(folder.project());
            let ran = said(faked.env("TZ", zone).env("NO_COLOR", "1"));
            assert!(ran.stderr.contains(&format!("month: {month}, the month before")), "{utc} {zone}: {ran:?}");
        }
    }
}

/// Stays of a month, the last of which came on its last day.
fn stays_of(month: &str, last: u8) -> String {
    let header = STAYS.lines().next().unwrap();
    format!(
        "{header}\n{month}-A,,RZZ01,Norfolk,{month}-02T09:00,{month}-05,{month}-09T16:00,80\n\
         {month}-B,,RZZ01,Norfolk,{month}-{last}T09:00,,,81\n"
    )
}

/// Goal: a start by the scheduler that cannot make its month leaves the one before, and the same start makes it when it can (66 by
/// policy, 65 for a broken file). Method: what cron sets and nothing else, month after month.
#[test]
fn a_scheduled_run_waits_for_its_senders_and_leaves_the_last_good_month() {
    let folder = of_previous_months();
    let toml = folder.read("beddays.toml");
    let toml = toml.replacen("[project]", "[project]\npolicy = \"refuse\"", 1);
    folder.put("beddays.toml", toml.replacen("[sources.stays]", "[sources.stays]\nexpects = \"monthly\"", 1));
    fs::remove_file(folder.path("inbox/events.csv")).unwrap();
    folder.put("inbox/stays.csv", stays_of("2018-03", 31));
    let start = |today: &str| {
        let mut bare = Command::new(folder.command(&[]).get_program());
        bare.env_clear().current_dir("/").stdin(Stdio::null()).arg("--project").arg(folder.project()).arg("run");
        said(bare.args(["--wait", "3600"]).env("HOME", "/nonexistent").env("BEDDAYS_TODAY", today))
    };
    let state = || (folder.files("store"), folder.files("reports"));
    start("2018-04-05").exits(0).says("month: 2018-03");
    let march = state();
    let late = start("2018-05-05").exits(66).says("error[F_INCOMPLETE]");
    assert!(late.stdout.is_empty() && state() == march, "{late:?}");
    folder.put("inbox/stays-april.csv", "stay_id\n\"");
    start("2018-05-06").exits(65);
    assert!(state() == march);
    folder.put("inbox/stays-april.csv", stays_of("2018-04", 30));
    start("2018-05-07").exits(0).says("month: 2018-04");
    assert!(march.1.keys().all(|name| folder.project().join(name).is_file()), "March is where it was");
    assert_eq!(folder.read("reports/2018-03/run.json").as_bytes(), march.1[Path::new("reports/2018-03/run.json")]);
    // The log has every start.
    let log: Vec<Value> = folder.read("audit.log").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let starts: Vec<_> =
        log[1..].iter().map(|line| (line["month"].as_str().unwrap(), line["exit"].as_u64().unwrap())).collect();
    assert_eq!(starts, [("2018-03", 0), ("2018-04", 66), ("2018-04", 65), ("2018-04", 0)]);
    folder.run(&["verify"]).exits(0);
}
