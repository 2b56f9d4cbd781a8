//! A project folder for tests, and the program run in it as a user would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::house::run_schema::faults;

/// What a run of the program said.
#[derive(Debug)]
pub struct Said {
    pub exit: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { exit: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    #[track_caller]
    pub fn exits(self, wanted: i32) -> Self {
        assert_eq!(self.exit, Some(wanted), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn says(self, wanted: &str) -> Self {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert!(all.contains(wanted), "`{wanted}` is not in\nstdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }
}

/// The program.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beddays"));
    command.stdin(Stdio::null()).env("NO_COLOR", "1").env_remove("RUST_BACKTRACE");
    command
}

/// A project folder that is gone after the test.
pub struct Folder {
    dir: TempDir,
}

pub const STAYS: &str = "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n\
S1,9990000018,RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,2018-03-09T16:00,81\n\
S2,9990000026,RZZ01,Norfolk,2018-03-02T09:00,2018-03-08,,84\n\
S3,9990000034,RZZ02,Norfolk,2018-03-03T09:00,2018-03-05,2018-03-05T15:00,79\n";

pub const EVENTS: &str = "stay_id,kind,at,until,value\n\
S1,assessment_notice,2018-03-05T10:00,,\n\
S1,discharge_notice,2018-03-06T10:00,,2018-03-07\n\
S1,assessed,2018-03-06T16:00,,\n\
S1,services_ready,2018-03-09T14:00,,\n\
S2,assessment_notice,2018-03-06T10:00,,\n\
S2,discharge_notice,2018-03-07T10:00,,2018-03-08\n";

impl Folder {
    /// An empty project made by `init`.
    pub fn new() -> Self {
        let folder = Self { dir: TempDir::new().unwrap() };
        let project = folder.project();
        let made = program().arg("init").arg(&project).args(["--authority", "Norfolk"]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        folder
    }

    /// A project with three stays: S1 owes 2 days, S2 is open and owes every day from 9 March, S3 was no delay.
    pub fn with_stays() -> Self {
        let folder = Self::new();
        folder.put("inbox/stays.csv", STAYS);
        folder.put("inbox/events.csv", EVENTS);
        folder
    }

    pub fn project(&self) -> PathBuf {
        self.dir.path().join("project")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.project().join(name)
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program in the project folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.current_dir(self.project()).args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        let said = Said::of(self.command(arguments).output().unwrap());
        if arguments.first() == Some(&"run") && matches!(said.exit, Some(0 | 1)) {
            self.hold_run_json_to_its_schema();
        }
        said
    }

    /// Every `run.json` of the project is as its schema says.
    fn hold_run_json_to_its_schema(&self) {
        for entry in fs::read_dir(self.path("reports")).into_iter().flatten().flatten() {
            if let Ok(text) = fs::read(entry.path().join("run.json")) {
                let faults = faults(&serde_json::from_slice(&text).unwrap());
                assert!(faults.is_empty(), "{}: {faults:#?}", entry.path().display());
            }
        }
    }

    pub fn march(&self) -> Said {
        self.run(&["run", "--month", "2018-03"])
    }

    /// Every file below a folder with its bytes.
    pub fn files(&self, below: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(below), &mut files);
        let project = self.project();
        files.into_iter().map(|(path, bytes)| (path.strip_prefix(&project).unwrap().to_owned(), bytes)).collect()
    }
}

pub fn said(command: &mut Command) -> Said {
    Said::of(command.output().unwrap())
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

impl Folder {
    /// Makes the store anew for the key that lies in the folder now.
    pub fn adopt_key(&self) {
        fs::remove_dir_all(self.path("store")).unwrap();
        let key = beddays::key::Key::read(&self.project()).unwrap();
        beddays::store::Store::create(&self.project(), &key.id()).unwrap();
    }
}
