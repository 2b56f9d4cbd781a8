//! What a disk may hold after the power went at any moment (E5): every beginning of what a commit did, with what was not yet
//! durable lost, cut, or in another order.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::store::child::{child, have, run};
use crate::store::crash::{copy, first_month, standing, strace};

/// One thing that was asked of the disk.
#[derive(Debug)]
enum Step {
    Create(PathBuf),
    Write(PathBuf, Vec<u8>),
    SyncFile(PathBuf),
    SyncFolder(PathBuf),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

/// How a disk that lost its power may look.
#[derive(Clone, Copy, Debug)]
enum Loss {
    /// Only what was made durable is there.
    All,
    /// Names are there before their content.
    Content,
    /// Half of the content that was not durable is there.
    HalfTheContent,
    /// The last name that was not durable is there, and those before it are not.
    EarlierNames,
}

const LOSSES: [Loss; 4] = [Loss::All, Loss::Content, Loss::HalfTheContent, Loss::EarlierNames];

/// A file by what was written to it, and how much of that is durable.
#[derive(Clone, Debug, Default)]
struct Content {
    bytes: Vec<u8>,
    durable: usize,
}

/// The files of a store as the program sees them and as the disk holds them for certain.
#[derive(Clone, Debug, Default)]
struct Disk {
    contents: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    /// Names that were given or taken since their folder was made durable, in order.
    pending: Vec<(PathBuf, Option<usize>)>,
}

impl Disk {
    /// A store that lies there, all of it durable.
    fn of(store: &Path) -> Self {
        let mut disk = Self::default();
        let mut folders = vec![store.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = fs::read(&path).unwrap();
                disk.names.insert(path.strip_prefix(store).unwrap().to_owned(), disk.contents.len());
                disk.contents.push(Content { durable: bytes.len(), bytes });
            }
        }
        disk.durable_names = disk.names.clone();
        disk
    }

    fn name(&mut self, path: &Path, content: Option<usize>) {
        match content {
            Some(content) => drop(self.names.insert(path.to_owned(), content)),
            None => drop(self.names.remove(path)),
        }
        self.pending.push((path.to_owned(), content));
    }

    fn apply(&mut self, step: &Step, syncs: bool) {
        match step {
            Step::Create(path) => {
                self.contents.push(Content::default());
                self.name(path, Some(self.contents.len() - 1));
            }
            Step::Write(path, bytes) => self.contents[self.names[path]].bytes.extend(bytes),
            Step::SyncFile(path) if syncs => {
                let content = &mut self.contents[self.names[path]];
                content.durable = content.bytes.len();
            }
            Step::SyncFolder(folder) if syncs => {
                let is_of = |path: &Path| path.parent() == Some(folder);
                for (path, content) in self.pending.iter().filter(|(path, _)| is_of(path)) {
                    match content {
                        Some(content) => drop(self.durable_names.insert(path.clone(), *content)),
                        None => drop(self.durable_names.remove(path)),
                    }
                }
                self.pending.retain(|(path, _)| !is_of(path));
            }
            Step::SyncFile(_) | Step::SyncFolder(_) => {}
            Step::Rename(from, to) => {
                let content = self.names[from];
                self.name(from, None);
                self.name(to, Some(content));
            }
            Step::Remove(path) => self.name(path, None),
        }
    }

    /// What would be found after a loss.
    fn found(&self, loss: Loss) -> BTreeMap<&Path, &[u8]> {
        let mut names = self.durable_names.clone();
        let kept = match loss {
            Loss::All => 0..0,
            Loss::Content | Loss::HalfTheContent => 0..self.pending.len(),
            Loss::EarlierNames => self.pending.len().saturating_sub(1)..self.pending.len(),
        };
        for (path, content) in &self.pending[kept] {
            match content {
                Some(content) => drop(names.insert(path.clone(), *content)),
                None => drop(names.remove(path)),
            }
        }
        let known = |path: &PathBuf| self.names.get_key_value(path).or(self.durable_names.get_key_value(path));
        let bytes = |content: usize| {
            let Content { bytes, durable } = &self.contents[content];
            match loss {
                Loss::All | Loss::Content => &bytes[..*durable],
                Loss::HalfTheContent => &bytes[..durable + (bytes.len() - durable) / 2],
                Loss::EarlierNames => &bytes[..],
            }
        };
        let pending = |path: &PathBuf| self.pending.iter().find(|(other, _)| other == path).map(|(path, _)| path);
        let path = |path: &PathBuf| {
            known(path).map(|(path, _)| path).or_else(|| pending(path)).expect("a known name").as_path()
        };
        names.iter().map(|(name, content)| (path(name), bytes(*content))).collect()
    }
}

/// The bytes of a text of a trace, all of which are written as `\xNN`.
fn unquoted(text: &str) -> Vec<u8> {
    text.split("\\x").skip(1).map(|byte| u8::from_str_radix(&byte[..2], 16).unwrap()).collect()
}

/// What a commit asked of the disk, within the store.
fn steps(trace: &str, store: &Path) -> Vec<Step> {
    let within = |path: &[u8]| {
        let path = PathBuf::from(String::from_utf8(path.to_vec()).unwrap());
        path.strip_prefix(store).ok().filter(|path| !path.ends_with("lock")).map(Path::to_owned)
    };
    let step = |line: &str| {
        let call = line.split_whitespace().nth(1)?.split('(').next()?;
        let strings: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        // Behind the number of an open file stands its path.
        let open = || within(&unquoted(line.split_once('<')?.1.split_once('>')?.0));
        match call {
            "openat" if line.contains("O_CREAT") && !line.contains("= -1") => {
                within(&unquoted(strings[0])).map(Step::Create)
            }
            "write" => open().map(|path| Step::Write(path, unquoted(strings[0]))),
            "fsync" | "fdatasync" => open()
                .map(|path| if path.extension().is_some() { Step::SyncFile(path) } else { Step::SyncFolder(path) }),
            "rename" | "renameat" | "renameat2" => {
                let [from, .., to] = strings[..] else { return None };
                Some(Step::Rename(within(&unquoted(from))?, within(&unquoted(to))?))
            }
            "unlink" | "unlinkat" if !line.contains("= -1") => within(&unquoted(strings[0])).map(Step::Remove),
            _ => None,
        }
    };
    trace.lines().filter_map(step).collect()
}

/// The month at which every state of the disk stands; nothing where a store was not whole. The last is that after everything
/// was done and only what is durable is left.
fn states(steps: &[Step], before: &Disk, key: &Path, syncs: bool) -> Vec<Option<u64>> {
    let (mut disk, mut found) = (before.clone(), Vec::new());
    let look = |disk: &Disk, loss: Loss| {
        let project = tempfile::tempdir().unwrap();
        copy(key, project.path());
        let store = project.path().join("store");
        for (path, bytes) in disk.found(loss) {
            fs::write(store.join(path), bytes).unwrap();
        }
        for path in
            disk.names.keys().chain(before.names.keys()).filter(|path| !disk.found(loss).contains_key(path.as_path()))
        {
            let _ = fs::remove_file(store.join(path));
        }
        std::panic::catch_unwind(|| standing(project.path(), &format!("{loss:?}"))).ok()
    };
    for step in steps {
        disk.apply(step, syncs);
        found.extend(LOSSES.map(|loss| look(&disk, loss)));
    }
    found.push(look(&disk, Loss::All));
    found
}

#[test]
fn a_commit_that_was_torn_anywhere_is_the_old_month_or_the_new_one() {
    let test = "a_commit_that_was_torn_anywhere_is_the_old_month_or_the_new_one";
    if !have("strace", test) {
        return;
    }
    let first = first_month();
    let project = tempfile::tempdir().unwrap();
    copy(first.path(), project.path());
    let (trace, store) = (project.path().join("trace"), project.path().canonicalize().unwrap().join("store"));
    let before = Disk::of(&store);
    let calls = "trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat";
    let mut wrapper = strace(trace.to_str().unwrap(), calls);
    // Paths and contents byte by byte.
    wrapper.insert(1, "-xx");
    wrapper.iter_mut().filter(|word| **word == "8").for_each(|word| *word = "10000000");
    let (code, said) = run(child(&wrapper, "publish 21", project.path()));
    assert_eq!(code, Some(0), "{said}");
    let steps = steps(&fs::read_to_string(&trace).unwrap(), &store);
    assert!(steps.len() > 30, "{steps:?}");

    let found = states(&steps, &before, first.path(), true);
    let torn = found.iter().filter(|standing| !matches!(standing, Some(20 | 21))).count();
    println!("{} states of the disk after {} steps: {torn} not whole", found.len(), steps.len());
    assert_eq!(torn, 0);
    assert!(found.contains(&Some(20)) && found.len() > 120, "{found:?}");
    assert_eq!(found.last(), Some(&Some(21)), "what was reported as done is durable");
    // The positive control: the same steps without what makes them durable.
    let without = states(&steps, &before, first.path(), false);
    assert!(without.iter().any(Option::is_none), "without fsync nothing is torn: the test proves nothing");
}
