//! Two runs at once (E9), and locks of runs that died (E10).

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use beddays::error::Exit;
use beddays::store::Store;

use crate::store::child::{child, run};
use crate::store::commits::{KEY_ID, files, month, publish, rows};
use crate::support::harness::Folder;

/// A child that holds the lock; it is killed with this value at the latest.
struct Holder(Child);

impl Holder {
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A child that has the lock when this returns.
fn holder(project: &std::path::Path) -> Holder {
    let mut holder = Holder(child(&[], "hold", project).stdout(Stdio::piped()).spawn().unwrap());
    let lines = BufReader::new(holder.0.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("held")), "the child never had the lock");
    holder
}

#[test]
fn second_run_gets_75_until_the_first_is_killed() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let mut holder = holder(project.path());
    let start = Instant::now();
    let error = Store::open(project.path()).unwrap_err();
    assert_eq!((error.code(), error.exit()), ("S_BUSY", Exit::Busy), "{error}");
    let (code, said) = run(child(&[], "publish 4", project.path()));
    assert_eq!(code, Some(75), "{said}");
    assert!(start.elapsed() < Duration::from_secs(2));
    holder.kill();
    assert!(project.path().join("store/lock").exists(), "the lock file stays; it means nothing");
    assert_eq!(Store::open(project.path()).unwrap().stays().unwrap().len(), 3);
}

#[test]
fn readers_and_a_run_go_on_beside_one_another() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let readers = [(); 2].map(|()| Store::read_only(project.path()).unwrap());
    let tables = || files(project.path()).into_iter().filter(|(name, _)| name.starts_with("tables/stay-")).count();
    // What a reader has opened stays, however many commits come meanwhile.
    for count in [4, 5, 6] {
        assert!(publish(project.path(), &rows(count)).changed);
        for reader in &readers {
            assert_eq!(reader.stays().unwrap().len(), 3, "the store as it was when it was opened");
            assert_eq!(reader.ledger(month()).unwrap().unwrap().len(), 24);
        }
    }
    assert_eq!(tables(), 4);
    drop(readers);
    assert!(publish(project.path(), &rows(7)).changed);
    assert_eq!(tables(), 2, "with nobody reading, what is two commits old is cleared away");
    // A run that is at work keeps no reader out.
    let mut holder = holder(project.path());
    assert_eq!(Store::read_only(project.path()).unwrap().stays().unwrap().len(), 7);
    holder.kill();
}

#[test]
fn a_run_waits_for_another_as_long_as_it_is_asked_to() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let mut holder = holder(&folder.project());
    folder.run(&["run", "--month", "2018-03"]).exits(75).says("--wait SECONDS");
    folder.run(&["run", "--month", "2018-03", "--wait", "1"]).exits(75);
    let mut waiting = folder.command(&["run", "--month", "2018-03", "--wait", "600"]).spawn().unwrap();
    assert!(waiting.try_wait().unwrap().is_none());
    holder.kill();
    assert_eq!(waiting.wait().unwrap().code(), Some(0));
}

#[test]
fn lost_lock_file_is_made_again() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    std::fs::remove_file(project.path().join("store/lock")).unwrap();
    Store::open(project.path()).unwrap();
    Store::read_only(project.path()).unwrap();
}

#[test]
fn runs_at_once_all_end_up_in_the_store() {
    let project = tempfile::tempdir().unwrap();
    Store::create(project.path(), KEY_ID).unwrap();
    let job = |runner: u32, n: u32| format!("month {}-{:02}", 2010 + runner, n + 1);
    std::thread::scope(|scope| {
        for runner in 0..5 {
            let path = project.path();
            scope.spawn(move || {
                for n in 0..10 {
                    let (code, said) = run(child(&[], &job(runner, n), path));
                    assert_eq!(code, Some(0), "{said}");
                }
            });
        }
    });
    let store = Store::read_only(project.path()).unwrap();
    assert_eq!(store.manifest().months.len(), 50);
    assert_eq!(store.manifest().commit, 50);
    assert!(store.manifest().months.is_sorted_by_key(|month| month.month));
    assert_eq!(store.verify().unwrap(), []);
}
