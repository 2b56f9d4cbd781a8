//! What cannot be removed, and why; nothing is changed then.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::Case;
use super::super::deliveries::project;
use super::{JANUARY, NUMBER, events, january, stays};
use crate::support::harness::Said;

/// The files of a project, but for its log.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            all.extend(files(&path));
        } else if !name.starts_with("audit.") {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    all
}

impl Case {
    /// Tries to remove; nothing is changed.
    #[track_caller]
    fn refuses(&self, arguments: &str, exit: i32) -> Said {
        let before = files(&self.path("p"));
        let said = self.beddays(&format!("remove --project p {arguments}")).exits(exit);
        assert_eq!(files(&self.path("p")), before, "{said:?}");
        said
    }
}

#[test]
fn what_is_not_closed_is_not_removed() {
    let case = project();
    case.deliver_both("2018-01", JANUARY);
    case.beddays("run --project p --month 2018-01").exits(0);
    let said = case.refuses(&format!("--stay {JANUARY} --by One"), 65);
    let said = said.says("2018-01 is published and not closed").says("beddays close --month 2018-01");
    said.says("nothing was removed or changed");
    case.refuses("--before 2018-02 --by One", 65).says("not closed");
}

#[test]
fn what_is_not_corrected_yet_is_not_removed() {
    let case = january();
    case.put("p/inbox/stays-late.csv", stays("2018-01", JANUARY).replace("2018-01-28T16", "2018-01-20T16"));
    case.beddays("ingest --project p p/inbox/stays-late.csv");
    case.refuses(&format!("--stay {JANUARY} --by One"), 65).says("which no statement corrects yet");
}

#[test]
fn who_is_unknown_or_not_said_is_not_removed() {
    let case = january();
    case.refuses("--stay NOBODY-1 --by One", 66).says("no record is about the stay `NOBODY-1`");
    // Words that stand in many records are no stays.
    for word in ["Norfolk", "assessment_notice", "2018-01-05", "''", "BERT"] {
        case.refuses(&format!("--stay {word} --by One"), 66).says("no record is about the stay");
    }
    case.refuses("--before 2017-12 --by One", 66).says("no stay ended before 2017-12");
    case.refuses(&format!("--stay {JANUARY}"), 2).says("nobody is named");
    case.refuses("--by One", 2);
    case.refuses(&format!("--stay {JANUARY} --before 2018-02 --by One"), 2);
    case.refuses(&format!("--person {NUMBER} --by One"), 2);
    let said = case.sh("echo 9990070091 | beddays remove --project p --person - --by One").exits(66);
    assert!(!format!("{said:?}").contains("9990070091"), "{said:?}");
}

#[test]
fn a_short_number_as_a_name_is_not_removed() {
    let case = project();
    case.put("p/inbox/stays-2018-01.csv", stays("2018-01", "4711"));
    case.put("p/inbox/events-2018-01.csv", events("2018-01", "4711"));
    case.run_and_close("2018-01");
    case.refuses("--stay 4711 --by One", 65).says("stands in reports for other figures too");
}

#[test]
fn a_file_that_cannot_be_rewritten_is_named_before_anything_changes() {
    let case = january();
    case.put("p/letter.pdf", format!("%PDF-1.4 {JANUARY}"));
    case.refuses(&format!("--stay {JANUARY} --by One"), 65).says("letter.pdf").says("from which names cannot be taken");
    fs::remove_file(case.path("p/letter.pdf")).unwrap();
    // A delivery that was not taken yet.
    case.put("p/inbox/stays-new.csv", stays("2018-02", JANUARY));
    case.refuses(&format!("--stay {JANUARY} --by One"), 65).says("was not taken yet").says("beddays ingest");
    fs::remove_file(case.path("p/inbox/stays-new.csv")).unwrap();
    case.remove(&format!("--stay {JANUARY}")).exits(0);
}

#[test]
fn beside_another_command_it_is_75() {
    let case = january();
    let lock = fs::File::open(case.path("p/store/lock")).unwrap();
    lock.lock().unwrap();
    case.refuses(&format!("--stay {JANUARY} --by One"), 75).says("another run is at work");
    lock.unlock().unwrap();
}
