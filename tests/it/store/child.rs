//! A process of its own that works on a store: for tests of modes, locks, crashes and power cuts.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use beddays::domain::Month;
use beddays::store::{Basis, Store};

use crate::store::commits::{KEY_ID, basis, ledger, rows};

const JOB: &str = "BEDDAYS_TEST_STORE_JOB";
const PROJECT: &str = "BEDDAYS_TEST_STORE_PROJECT";

/// This test binary as a command that does one job on the store of `project`, after `wrapper` (`strace …`) if any.
pub fn child(wrapper: &[&str], job: &str, project: &Path) -> Command {
    let own = std::env::current_exe().unwrap();
    let own = [own.to_str().unwrap(), "--exact", "store::child::works", "--ignored", "--nocapture", "--test-threads=1"];
    let mut words = wrapper.iter().chain(&own);
    let mut command = Command::new(words.next().unwrap());
    command.args(words).env(JOB, job).env(PROJECT, project).env("RAYON_NUM_THREADS", "1");
    // Cargo's search path would put hundreds of calls of the loader before ours.
    command.env_remove("LD_LIBRARY_PATH");
    command
}

/// Runs a child and gives its exit code and what it said; code nothing if a signal ended it.
pub fn run(mut command: Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
#[ignore = "other tests run it as a process of its own"]
fn works() {
    let (Ok(job), Ok(project)) = (std::env::var(JOB), std::env::var(PROJECT)) else { return };
    let code = match work(&job, &PathBuf::from(project)) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("{error}");
            error.exit() as i32
        }
    };
    std::process::exit(code);
}

fn work(job: &str, project: &Path) -> beddays::Result<()> {
    let (name, argument) = job.split_once(' ').unwrap_or((job, ""));
    match name {
        "create" => Store::create(project, KEY_ID),
        // Commits a month with so many stays.
        "publish" => {
            if !project.join("store/manifest.json").exists() {
                Store::create(project, KEY_ID)?;
            }
            let mut store = Store::open(project)?;
            let mut commit = store.begin();
            let bytes = format!("stay_id\n{argument}\n");
            commit.add_delivery(crate::store::commits::RECEIVED, &mut bytes.as_bytes(), None)?;
            let rows = rows(argument.parse().unwrap());
            commit.put_stays(&rows.stays)?;
            commit.put_delay_periods(&rows.delays)?;
            let days = ledger(&rows.delays);
            commit.put_ledger(basis(), &[], |ledger| ledger.push(&days))?;
            commit.finish().map(|_| ())
        }
        // Holds the lock until it is killed.
        "hold" => {
            let _store = Store::open(project)?;
            println!("held");
            std::thread::sleep(Duration::from_secs(600));
            Ok(())
        }
        // Commits one month, trying again while others are at work, and checks that it is alone.
        "month" => {
            let month: Month = argument.parse().unwrap();
            loop {
                match Store::open(project) {
                    Ok(mut store) => return alone(&mut store, project, month),
                    Err(error) if error.exit() == beddays::error::Exit::Busy => {
                        std::thread::sleep(Duration::from_millis(5));
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        _ => panic!("no job `{name}`"),
    }
}

fn alone(store: &mut Store, project: &Path, month: Month) -> beddays::Result<()> {
    let mark = project.join("at_work");
    std::fs::OpenOptions::new().write(true).create_new(true).open(&mark).expect("nobody else is at work");
    let rows = rows(3);
    let mut commit = store.begin();
    commit.put_stays(&rows.stays)?;
    let days = ledger(&rows.delays);
    commit.put_ledger(Basis { month, ..basis() }, &[], |ledger| ledger.push(&days))?;
    commit.finish()?;
    std::fs::remove_file(&mark).unwrap();
    Ok(())
}

/// Whether a program is there; if not, says so in place of the test.
pub fn have(program: &str, test: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output().unwrap().status.success();
    if !found {
        println!("skipped {test}: {program} is not installed");
    }
    found
}
