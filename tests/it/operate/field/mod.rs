//! Files as senders really write them (`tests/field-cases`), and the program run on them as a user would.
//!
//! Each module holds the cases of one kind: the given ones, and further ones of the same kind from other readers.

mod accrual;
mod after_closing;
mod answers;
mod care;
mod claims;
mod closed;
mod closed_claim;
mod closed_random;
mod closed_twice;
pub mod councils;
mod deliveries;
mod disk;
mod doubts;
mod doubts_once;
mod editions;
mod forms;
mod forms_trust;
mod given_series;
mod guards;
mod journal;
mod messages;
mod near;
mod open_questions;
mod pack_later;
mod past;
mod positions;
pub mod programs;
mod publications;
mod records;
mod rejected;
mod removed;
mod series;
mod session;
mod sign_off;
mod spells;
mod statistics;
mod trends;
mod what_if;
mod year;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::harness::{Said, said};

/// A copy of one folder of `tests/field-cases`, gone after the test.
pub struct Case {
    dir: TempDir,
}

impl Case {
    /// A copy of a folder, such as `06-rejected-departure`.
    #[track_caller]
    pub fn new(name: &str) -> Self {
        let case = Self::empty();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/field-cases").join(name);
        for entry in fs::read_dir(&from).unwrap_or_else(|error| panic!("{name}: {error}")) {
            let entry = entry.unwrap();
            fs::write(case.path(&entry.file_name().to_string_lossy()), fs::read(entry.path()).unwrap()).unwrap();
        }
        case
    }

    /// An empty folder.
    pub fn empty() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A JSON file of the folder, such as `p/reports/2018-06/run.json`.
    #[track_caller]
    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Commands of a shell in the folder, with `beddays` on the path: the answer is that of the last one.
    pub fn sh(&self, commands: &str) -> Said {
        let program = Path::new(env!("CARGO_BIN_EXE_beddays"));
        let mut path = program.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(commands).current_dir(self.dir.path()).stdin(Stdio::null());
        shell.env("PATH", path).env("NO_COLOR", "1").env_remove("RUST_BACKTRACE");
        said(&mut shell)
    }

    /// What hangs on the records of one code by the run of June 2018: stay, days and money at stake of each doubt.
    pub fn at_stake(&self, code: &str) -> Vec<(String, i64, i64)> {
        let run = self.json("p/reports/2018-06/run.json");
        let of_code = run["doubts"].as_array().unwrap().iter().filter(|doubt| doubt["record"]["code"] == code);
        let number = |doubt: &serde_json::Value, name: &str| doubt[name].as_i64().unwrap();
        let told = of_code.map(|doubt| {
            let stay = doubt["stay_id"].as_str().unwrap().to_owned();
            (stay, number(doubt, "days_at_stake"), number(doubt, "amount_at_stake_minor"))
        });
        told.collect()
    }

    /// The program with arguments divided by blanks.
    pub fn beddays(&self, arguments: &str) -> Said {
        self.sh(&format!("beddays {arguments}"))
    }
}
