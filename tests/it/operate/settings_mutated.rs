//! Settings under random changes (B7): a project, laws, conventions, profiles, a rule of disclosure. Whatever is wrong is 78
//! with file and line; an unknown key is named.

use std::fs;
use std::path::{Path, PathBuf};

use beddays::disclosure::DisclosureRule;
use beddays::error::{Error, Exit};
use beddays::intake::profile;
use beddays::project::Project;
use beddays::regime::{Convention, Library};

use crate::support::mutator::Mutator;

/// What a file of settings is, and so how it is read.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Project,
    Law,
    Convention,
    Profile,
    Disclosure,
}

/// A file of settings of a kind.
struct Setting {
    kind: Kind,
    text: String,
}

fn settings() -> Vec<Setting> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![Setting { kind: Kind::Project, text: beddays::project::template("Norfolk", "E10000020") }];
    for (folder, kind) in [
        ("regimes/liability", Kind::Law),
        ("regimes/counting", Kind::Convention),
        ("profiles", Kind::Profile),
        ("regimes/disclosure", Kind::Disclosure),
    ] {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        found.extend(paths.iter().map(|path| Setting { kind, text: fs::read_to_string(path).unwrap() }));
    }
    found
}

/// Reads a file of settings as the program does.
fn read(kind: Kind, folder: &Path, bytes: &[u8]) -> Result<(), Error> {
    let name = if matches!(kind, Kind::Project) { "beddays.toml" } else { "settings.toml" };
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    match kind {
        Kind::Project => Project::read(folder).map(drop),
        Kind::Law => Library::of_projects(["england-2003", "england-2014"]).unwrap().add(&path).map(drop),
        Kind::Convention => Convention::read(&path).map(drop),
        Kind::Profile => profile::find(name, folder).map(drop),
        Kind::Disclosure => DisclosureRule::parse(&path, &String::from_utf8_lossy(bytes)).map(drop),
    }
}

#[track_caller]
fn is_named(error: &Error, what: &str) {
    let text = error.to_string();
    assert_eq!(error.exit(), Exit::Config, "{what}: {text}");
    assert!(text.contains(".toml` line "), "{what}: no line in {text}");
    assert!(!error.what().is_empty() && !error.advice().is_empty(), "{what}: {text}");
}

/// Goal: no panic, and no error without its place. Method: 5,000 changes of bytes, lines and cells, on two threads.
#[test]
fn five_thousand_changed_settings_are_read_or_refused_with_the_line() {
    let settings = settings();
    assert!(settings.len() > 20, "{}", settings.len());
    let taken: usize = std::thread::scope(|scope| {
        let settings = &settings;
        let half = |of: u64| {
            scope.spawn(move || {
                let folder = tempfile::tempdir().unwrap();
                let mut taken = 0;
                for number in (of..5_000).step_by(2) {
                    let mut mutator = Mutator::new(number);
                    let (one, other) = (number as usize % settings.len(), mutator.below(settings.len()));
                    let bytes = mutator.file(settings[one].text.as_bytes(), settings[other].text.as_bytes());
                    match read(settings[one].kind, folder.path(), &bytes) {
                        Ok(()) => taken += 1,
                        Err(error) => is_named(&error, &format!("change {number} of a {:?}", settings[one].kind)),
                    }
                }
                taken
            })
        };
        [half(0), half(1)].map(|thread| thread.join().unwrap()).iter().sum()
    });
    println!("{taken} of 5,000 changed files are still right");
    assert!((100..4_900).contains(&taken), "{taken}");
}

/// Goal: no key is passed over. Method: one that nothing knows, at the end of every table of every file.
#[test]
fn an_unknown_key_in_any_table_is_78_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for Setting { kind, text } in settings() {
        let lines: Vec<&str> = text.lines().collect();
        let heads = (0..lines.len()).filter(|at| lines[*at].starts_with('['));
        // Some tables are lists of names that nobody can know beforehand.
        let is_open = |at: &usize| {
            let head = lines[*at];
            head.starts_with("[codes.")
                || head.starts_with("[names")
                || head.starts_with("[labels")
                || head.starts_with("[cells")
        };
        for at in heads.filter(|at| !is_open(at)) {
            let mut changed = lines.clone();
            changed.insert(at + 1, "nothing_knows_this = 1");
            let error = read(kind, folder.path(), changed.join("\n").as_bytes())
                .expect_err(&format!("{kind:?} line {}: an unknown key is passed over", at + 2));
            is_named(&error, lines[at]);
            let (text, place) = (error.to_string(), format!("line {}", at + 2));
            assert!(text.contains("nothing_knows_this") || text.contains(&place), "{kind:?}, {}: {text}", lines[at]);
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}
