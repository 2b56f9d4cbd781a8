//! Two runs at once (E9), and locks of runs that died (E10).

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use beddays::error::Exit;
use beddays::store::Store;

use crate::store::child::{child, run};
use crate::store::commits::{KEY_ID, publish, rows};

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
    for opened in [Store::open(project.path()), Store::read_only(project.path())] {
        let error = opened.unwrap_err();
        assert_eq!((error.code(), error.exit()), ("S_BUSY", Exit::Busy), "{error}");
    }
    let (code, said) = run(child(&[], "publish 4", project.path()));
    assert_eq!(code, Some(75), "{said}");
    assert!(start.elapsed() < Duration::from_secs(2));
    holder.kill();
    assert!(project.path().join("store/lock").exists(), "the lock file stays; it means nothing");
    assert_eq!(Store::open(project.path()).unwrap().stays().unwrap().len(), 3);
}

#[test]
fn readers_share_and_keep_writers_out() {
    let project = tempfile::tempdir().unwrap();
    publish(project.path(), &rows(3));
    let one = Store::read_only(project.path()).unwrap();
    let other = Store::read_only(project.path()).unwrap();
    assert_eq!(Store::open(project.path()).unwrap_err().exit(), Exit::Busy);
    drop((one, other));
    Store::open(project.path()).unwrap();
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
