//! `beddays count` and `beddays spc` as a user types them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::support::harness::{Said, program};

struct Given {
    dir: TempDir,
}

impl Given {
    fn file(text: &str) -> Self {
        let given = Self { dir: TempDir::new().unwrap() };
        fs::write(given.path(), text).unwrap();
        given
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("given.csv")
    }

    fn with(&self, arguments: &[&str]) -> Said {
        let output = program().args(arguments).arg(self.path()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { exit: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

const EPISODES: &str = "episode,ready_on,ended_on\nA,2021-03-05,2021-03-09\nB,2021-02-20,\nC,2021-03-30,2021-04-02\n";

#[test]
fn count_prints_only_months_with_days_and_says_how_it_counted() {
    let given = Given::file(EPISODES);
    let said = given.with(&["count", "--convention", "scotland-2016"]).exits(0);
    assert_eq!(
        said.stdout,
        "episode,month,days\nA,2021-03,4\nB,2021-02,8\nB,2021-03,31\nB,2021-04,30\nC,2021-03,1\nC,2021-04,2\n"
    );
    said.says("counted by scotland-2016")
        .says("1 open episode: followed to 2021-04-30, the end of the last month in the file");
    let said = given.with(&["count", "--convention", "scotland-2016", "--to", "2021-03-31"]).exits(0);
    assert_eq!(said.stdout, "episode,month,days\nA,2021-03,4\nB,2021-02,8\nB,2021-03,31\nC,2021-03,1\nC,2021-04,2\n");
    let said = given.with(&["count", "--convention", "england-drd"]).exits(0);
    assert_eq!(said.stdout, "episode,month,days\nA,2021-03,4\nC,2021-04,3\n");
    said.says("1 open episode: without days until the month in which it ends")
        .says("2 episodes with days before 2023-04-01");
}

#[test]
fn count_takes_another_reading_and_names_what_it_rests_on() {
    let given = Given::file("episode,ready_on,ended_on\nA,2018-03-30,2018-04-02\n");
    let command = ["count", "--convention", "england-msitdt", "--reading", "day_boundary=first_day_counted"];
    let said = given.with(&command).exits(0);
    assert_eq!(said.stdout, "episode,month,days\nA,2018-03,2\nA,2018-04,1\n");
    said.says("reading day_boundary=first_day_counted").says("the sentence was not found");
    let said = given.with(&[&["--json"], command.as_slice()].concat()).exits(0);
    let value: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(
        (&value["readings"]["day_boundary"], &value["rows"][0]["days"]),
        (&"first_day_counted".into(), &2.into())
    );
    given.with(&["count", "--convention", "england-msitdt", "--reading", "day_boundary"]).exits(2).says("NAME=ANSWER");
    given.with(&["count", "--convention", "wales"]).exits(2).says("there are england-drd");
}

#[test]
fn count_leaves_out_whom_the_convention_leaves_out_if_the_file_says_who_they_are() {
    let given = Given::file(
        "episode,ready_on,ended_on,age_at_ready,ward\nA,2021-03-05,2021-03-09,17,x\nB,2021-03-05,2021-03-07,80,x\n",
    );
    let said = given.with(&["count", "--convention", "scotland-2016"]).exits(0);
    assert_eq!(said.stdout, "episode,month,days\nB,2021-03,2\n");
    said.says("left out: under_18 1").says("columns not used: `ward`").says("no delay was left out by `reason_code`");
}

#[test]
fn bad_files_exit_65_and_missing_ones_66() {
    let given = Given::file("episode,ready_on,ended_on\nA,2021-03-05,2021-03-04\n");
    let said = given.with(&["count", "--convention", "scotland-2016"]).exits(65).says("line 2, column 14");
    assert_eq!(said.stdout, "");
    let given = Given::file("series_id,period,value\nA,2018-01,1\nA,2018-03,2\n");
    let said =
        given.with(&["spc"]).exits(65).says("error[R_HOLE]: series `A`: 2018-02 is missing").says("line 3, column 3");
    assert_eq!(said.stdout, "");
    fs::remove_file(given.path()).unwrap();
    given.with(&["spc"]).exits(66);
    given.with(&["count", "--convention", "scotland-2016"]).exits(66);
}

#[test]
fn spc_takes_its_own_output_and_gives_it_back() {
    let first = Given::file(include_str!("../../spc/series.csv")).with(&["spc"]).exits(0).stdout;
    let again = Given::file(&first).with(&["spc"]).exits(0);
    assert_eq!(first, again.stdout);
    let mut rows = csv::Reader::from_reader(first.as_bytes());
    let last: BTreeMap<String, String> = rows.deserialize().last().unwrap().unwrap();
    assert_eq!((last["variation_icon"].as_str(), last["cause"].as_str()), ("common_cause", "none"));
    let said = Given::file("series_id,seq,value\nA,1,1\nA,2,3\n").with(&["--json", "spc"]).exits(0);
    let value: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((&value[1]["upl"], &value[0]["variation_icon"]), (&7.32.into(), &serde_json::Value::Null));
}
