//! The house rules that a machine can hold.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every Rust file below a folder, in order.
pub fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![root().join(folder)];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn no_source_file_is_above_400_lines_and_every_one_says_what_lives_in_it() {
    for path in sources("src") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.lines().count() <= 400, "{} has {} lines", path.display(), text.lines().count());
        assert!(text.starts_with("//!"), "{} does not say what lives in it", path.display());
    }
}

#[test]
fn no_function_is_above_70_lines() {
    for path in sources("src") {
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let is_function = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn ", "pub const fn "]
                .iter()
                .any(|head| code.starts_with(head));
            if !is_function || line.ends_with(';') || line.ends_with('}') {
                continue;
            }
            let indent = &line[..line.len() - code.len()];
            let length = lines[start..].iter().position(|line| *line == format!("{indent}}}")).unwrap_or(0);
            assert!(length <= 70, "{}:{} has {length} lines", path.display(), start + 1);
        }
    }
}

/// The name of a struct, enum, trait or type alias that a line of a module defines, if it does.
fn type_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let code = if line.starts_with("pub") { line.split_once(' ')?.1 } else { line };
    let (word, rest) = code.split_once(' ')?;
    let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (["struct", "enum", "trait", "type", "union"].contains(&word) && name.starts_with(char::is_uppercase))
        .then_some(name)
}

#[test]
fn no_type_name_stands_for_two_things() {
    let mut places: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for path in sources("src").into_iter().filter(|path| !path.to_string_lossy().contains("settle/fast")) {
        for line in fs::read_to_string(&path).unwrap().lines() {
            // An indented `type` belongs to a trait.
            if let Some(name) = type_name(line).filter(|_| !line.starts_with(" ") || !line.contains("type ")) {
                places.entry(name.to_owned()).or_default().push(path.display().to_string());
            }
        }
    }
    assert!(places.len() > 300, "only {} types were found", places.len());
    let doubled: Vec<_> = places.iter().filter(|(_, places)| places.len() > 1).collect();
    assert!(doubled.is_empty(), "one type name, one thing: {doubled:#?}");
}

/// Names that a word of computing or of the field has replaced.
const REPLACED_NAMES: [&str; 24] = [
    "Became",
    "Because",
    "Chance",
    "Course",
    "Crossing",
    "Dealt",
    "Fate",
    "Few",
    "Flaw",
    "Lie",
    "LookedAt",
    "News",
    "Nobody",
    "Said",
    "Sealed",
    "Shelf",
    "Stake",
    "Steady",
    "Told",
    "Trouble",
    "Withheld",
    "fate",
    "judge_days",
    "judge_stay",
];
/// Words that prose does without: the subject is named, and a message is reported.
const REPLACED_WORDS: [&str; 2] = ["nobody", "told"];

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

#[test]
fn replaced_names_and_words_stay_away() {
    for path in sources("src").into_iter().filter(|path| !path.to_string_lossy().contains("settle/fast")) {
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let (code, comment) = line.split_once("//").unwrap_or((line, ""));
            let place = format!("{}:{}", path.display(), number + 1);
            let code = code.split('"').step_by(2).collect::<Vec<_>>().join(" ");
            for name in REPLACED_NAMES {
                assert!(!has_word(&code, name), "{place}: `{name}` has a better name");
            }
            for word in REPLACED_WORDS {
                assert!(!has_word(&comment.to_lowercase(), word), "{place}: say it without \"{word}\"");
            }
        }
    }
    for document in ["README.md", "CONTRIBUTING.md", "GLOSSARY.md", "ARCHITECTURE.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap().to_lowercase();
        for word in REPLACED_WORDS {
            assert!(!has_word(&text, word), "{document}: say it without \"{word}\"");
        }
    }
}

#[test]
fn nothing_unfinished_and_no_machine_of_ours_stands_in_the_source() {
    let words = ["todo!(", "unimplemented!(", "FIXME", "XXX", &["/ro", "ot/"].concat()].map(str::to_owned);
    for path in sources("src").into_iter().chain(sources("tests")).filter(|path| !path.ends_with("tidy.rs")) {
        let text = fs::read_to_string(&path).unwrap();
        for word in &words {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_model_says_its_grain_and_keeps_to_the_portable_dialect() {
    for model in beddays::query::Models::all() {
        let head = model.sql.lines().next().unwrap();
        assert!(head.starts_with("-- grain:") || head.starts_with("-- must find nothing"), "{}", model.name);
        let code: String =
            model.sql.lines().map(|line| line.split("--").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
        let code = code.to_lowercase();
        assert_eq!(beddays::query::departures(model.sql), Vec::<String>::new(), "{}", model.name);
        for (slash, _) in code.match_indices('/') {
            let (before, after) = (code[..slash].trim_end(), code[slash + 1..].trim_start());
            assert!(
                before.ends_with("as double)") || before.ends_with(".value"),
                "{}: a division of what may be whole numbers",
                model.name
            );
            assert!(after.starts_with("cast("), "{}: a division by what may be a whole number", model.name);
        }
        for count in code.match_indices("count(").map(|(at, _)| at) {
            let before = &code[..count];
            let comparing = before.rsplit("having").next().is_some_and(|since| since.len() < before.len());
            assert!(before.ends_with("cast(") || comparing, "{}: a count without a cast", model.name);
        }
    }
    beddays::query::Models::in_order().unwrap();
}

/// The clock is read in one module, so that nothing else can depend on it. How long something takes is no time of day: progress
/// on the screen, and the patience with a reader process.
#[test]
fn the_clock_is_read_in_one_module() {
    let times_of_day =
        ["SystemTime", "Timestamp::now", "Zoned::now", "UNIX_EPOCH", ".modified()", ".created()", ".accessed()"];
    let durations = ["Instant", ".elapsed()"];
    let mut readers = Vec::new();
    for path in sources("src") {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root().join("src")).unwrap().display().to_string();
        if times_of_day.iter().any(|word| text.contains(word)) {
            readers.push(name.clone());
        }
        if durations.iter().any(|word| text.contains(word)) {
            assert!(["commands/progress.rs", "files/container/process.rs"].contains(&&*name), "{name} measures a time");
        }
    }
    assert_eq!(readers, ["clock.rs"]);
}

/// Goal: what another system lacks is found in one room, with what is done there instead. Method: no other file has a name of one
/// system, of a crate for it, or a condition by system; the room has them.
#[test]
fn what_only_some_systems_have_is_called_in_one_room() {
    let names = [
        "os::unix",
        "os::linux",
        "os::windows",
        "os::fd",
        "os::wasi",
        "rustix",
        "libc::",
        "signal_hook",
        "landlock::",
        "seccompiler",
        "target_os",
        "target_family",
        "target_vendor",
        "cfg(unix",
        "cfg(not(unix",
        "cfg(windows",
        "cfg!(unix",
        "cfg!(windows",
    ];
    let (mut room, mut outside) = (0, Vec::new());
    for path in sources("src") {
        let name = path.strip_prefix(root().join("src")).unwrap().display().to_string();
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if !names.iter().any(|name| code.contains(name)) {
                continue;
            }
            if name.starts_with("system/") { room += 1 } else { outside.push(format!("{name}:{}: {line}", number + 1)) }
        }
    }
    assert!(room > 40, "only {room} lines of the room were found");
    assert!(outside.is_empty(), "to be in src/system: {outside:#?}");
}
