//! What lies under the names that the program writes (G9): links, pipes, folders, devices. None is followed, none makes it wait.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::operate::outside::deliver_news;
use crate::report::trend::counting_project;
use crate::support::harness::Folder;

/// How a thing comes under a name.
type Put = fn(&Path, &Path);

fn sh(words: &[&str], path: &Path) {
    assert!(Command::new(words[0]).args(&words[1..]).arg(path).status().unwrap().success());
}

const THINGS: [(&str, Put); 7] = [
    ("a link to a file", |path, outside| symlink(outside, path).unwrap()),
    ("a link to a folder", |path, outside| symlink(outside.parent().unwrap(), path).unwrap()),
    ("a link to nothing", |path, outside| symlink(outside.with_extension("none"), path).unwrap()),
    ("another name of a file", |path, outside| fs::hard_link(outside, path).unwrap()),
    ("a pipe", |path, _| sh(&["mkfifo", "-m", "600"], path)),
    ("a folder", |path, _| sh(&["mkdir", "-m", "700"], path)),
    ("a device", |path, _| {
        let made = Command::new("mknod").args(["-m", "600"]).arg(path).args(["c", "1", "7"]).status().unwrap();
        assert!(made.success());
    }),
];

/// Names that the next run, or the next pack, writes.
const NAMES: [(&str, &[&str]); 6] = [
    ("reports/2018-03/internal-statement.html", &["run", "--month", "2018-03"]),
    ("reports/2018-03", &["run", "--month", "2018-03"]),
    ("reports/.2018-03.new", &["run", "--month", "2018-03"]),
    ("store/manifest.json.part", &["run", "--month", "2018-03"]),
    ("store/tables/stay.part", &["run", "--month", "2018-03"]),
    ("public/2018-03/public-pack.html", &["publish", "--month", "2018-03"]),
];

/// How a command ends; a pipe under its output could keep it for ever.
fn ends(folder: &Folder, arguments: &[&str], what: &str) -> Option<i32> {
    let mut child = folder.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("{what} keeps the program waiting");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn nothing_under_a_name_of_ours_is_followed_or_waited_for() {
    let folder = counting_project();
    folder.run(&["publish", "--month", "2018-03"]).exits(0);
    let kept = tempfile::tempdir().unwrap();
    crate::operate::sweep::copy(&folder.project(), kept.path());
    let mut exits = std::collections::BTreeMap::new();
    for (thing, put) in THINGS {
        for (name, arguments) in NAMES {
            fs::remove_dir_all(folder.project()).unwrap();
            crate::operate::sweep::copy(&kept.path().join("project"), folder.project().parent().unwrap());
            deliver_news(&folder, "LATE");
            let outside = tempfile::Builder::new().tempdir_in(folder.project().parent().unwrap()).unwrap();
            let target = outside.path().join("mine.txt");
            fs::write(&target, "mine").unwrap();
            fs::set_permissions(&target, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
            let path = folder.path(name);
            match path.is_dir() {
                true => fs::remove_dir_all(&path).unwrap(),
                false => drop(fs::remove_file(&path)),
            }
            put(&path, &target);
            let what = format!("{thing} under {name}");
            if arguments[0] == "publish" {
                folder.march();
            }
            let exit = ends(&folder, arguments, &what);
            assert!(matches!(exit, Some(0 | 1 | 65 | 73 | 77)), "{what}: {exit:?}");
            *exits.entry(exit).or_insert(0) += 1;
            assert_eq!(fs::read_to_string(&target).unwrap(), "mine", "{what} was written through");
            let others: Vec<_> = fs::read_dir(outside.path()).unwrap().collect();
            assert_eq!(others.len(), 1, "{what}: something was made outside of the project");
            assert!(!target.with_extension("none").exists(), "{what} was followed");
            // Out of the way, the same command does it.
            match fs::symlink_metadata(&path) {
                Ok(found) if found.is_dir() && exit == Some(73) => fs::remove_dir_all(&path).unwrap(),
                Ok(found) if !found.is_file() || exit != Some(0) => drop(fs::remove_file(&path)),
                _ => {}
            }
            let again = folder.run(arguments);
            assert!(matches!(again.exit, Some(0 | 1)), "{what}: {again:?}");
        }
    }
    println!("how they ended: {exits:?}");
}
