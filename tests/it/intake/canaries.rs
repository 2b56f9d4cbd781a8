//! Canaries (test H1): 500 made-up numbers and as many notes go in by every kind of source and are found nowhere
//! outside the deliveries themselves, whichever command runs and however it ends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use beddays::intake::profile;

use crate::intake::canaries_fixture::{Numbers, project};
use crate::intake::canaries_search::{Canaries, NOTE, spaced};
use crate::support::harness::{Folder, program, said};

/// Where numbers and notes may stand, and nowhere else: the sender's file in the inbox, and its bytes as they were kept.
const IDENTIFIABLE: [&str; 2] = ["inbox/", "store/raw/"];

/// Where even the names of stays must not stand.
const PUBLIC: &str = "public/";

const STAY: &str = "CANARYSTAY";

/// Runs a command for people and for programs, and looks at all it says.
fn watch(canaries: &Canaries, folder: &Folder, arguments: &[&str], found: &mut Vec<String>) -> Option<i32> {
    watch_one(canaries, folder, arguments, true, found);
    watch_one(canaries, folder, arguments, false, found)
}

fn watch_one(
    canaries: &Canaries,
    folder: &Folder,
    arguments: &[&str],
    json: bool,
    found: &mut Vec<String>,
) -> Option<i32> {
    let mut command = folder.command(arguments);
    if json {
        command.arg("--json");
    }
    let said = said(&mut command);
    assert!(said.exit.is_some_and(|exit| exit != 70), "{arguments:?}: {:?} {}", said.exit, said.stderr);
    let at = without_canaries(&format!("{} (json: {json})", arguments.join(" ")));
    canaries.in_text(&said.stdout, &format!("stdout of {at}"), found);
    canaries.in_text(&said.stderr, &format!("stderr of {at}"), found);
    said.exit
}

fn without_canaries(text: &str) -> String {
    text.replace(NOTE, "(note)")
}

fn tell(found: &[String]) {
    let first: Vec<&str> = found.iter().take(40).map(String::as_str).collect();
    assert!(found.is_empty(), "{} canaries:\n{}", found.len(), first.join("\n"));
}

#[test]
fn no_number_and_no_note_leaves_a_project() {
    let mut numbers = Numbers::new();
    assert_eq!(numbers.all.len(), 500);
    let (folder, files) = project(&mut numbers);
    let canaries = Canaries::new(&numbers.all);
    let mut found = Vec::new();

    // Every file as what it is, and as what it is not.
    let own = BTreeMap::from([
        ("feed", "feed.toml"),
        ("hes", "hes-apc"),
        ("sus", "sus-apc"),
        ("cld", "cld-r2"),
        ("adt", "hl7-adt"),
        ("bundle", "fhir-r4-encounter"),
        ("phs", "phs-submission"),
        ("events", "native-event"),
        ("reasons", "native-reason"),
        ("claims", "native-claim"),
        ("stays", "native-stay"),
        ("book", "native-stay"),
        ("lines", "native-stay"),
    ]);
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let profile = own.iter().find(|(start, _)| name.starts_with(*start)).map_or("scci2075", |(_, profile)| profile);
        let path = file.to_str().unwrap();
        let exit = watch(&canaries, &folder, &["check", "--profile", profile, path], &mut found);
        println!("{name}: {exit:?}");
        watch(&canaries, &folder, &["check", path], &mut found);
        if exit == Some(65) {
            std::fs::remove_file(file).unwrap();
        }
    }
    tell(&found);

    let exit = watch_one(&canaries, &folder, &["run", "--month", "2018-03"], false, &mut found);
    assert_eq!(exit, Some(1), "{found:?}");
    let tables = folder.run(&["query", "--format", "csv"]).exits(0).stdout;
    let names: Vec<&str> = tables
        .lines()
        .filter_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_').find(|name| !name.is_empty()))
        .collect();
    assert!(names.len() > 20, "{tables}");
    for name in names {
        for format in ["csv", "json"] {
            watch_one(&canaries, &folder, &["query", name, "--format", format], false, &mut found);
        }
    }
    for stay in
        ["CANARYSTAY-4", "CANARYSTAY-9", "BOOK-4", "nobody", numbers.all[0].as_str(), &spaced(&numbers.all[1], ' ')]
    {
        watch(&canaries, &folder, &["explain", stay], &mut found);
    }
    for arguments in [
        &["verify"][..],
        &["query", &format!("select * from stay where nhs_number = '{}'", numbers.all[2])],
        &["report", "statement"],
        &["bridge", "--from", "england-drd", "--to", "bill"],
        &["bridge", "--from", "england-drd", "--to", "bill", "--days"],
        &["publish", "--month", "2018-03"],
        &["publish", "--month", "2018-03", "--without", "months"],
        &["regimes", "list"],
        &["run", "--month", "2018-04"],
        &["run", "--month", "2018-03", "--as-of", "2018-03-08"],
    ] {
        watch_one(&canaries, &folder, arguments, false, &mut found);
    }
    for arguments in [&["run", "--month", "2018-03"][..], &["verify"], &["publish", "--month", "2018-03"]] {
        watch_one(&canaries, &folder, arguments, true, &mut found);
    }
    let mut public = 0;
    for (path, bytes) in folder.files("") {
        let name = path.to_string_lossy().into_owned();
        if IDENTIFIABLE.iter().any(|below| name.starts_with(below)) || name == "feed.toml" {
            continue;
        }
        canaries.in_file(&folder.path(&name), &bytes, &mut found);
        if name.starts_with(PUBLIC) {
            public += 1;
            let text = String::from_utf8_lossy(&bytes);
            if text.contains(STAY) || text.contains("BOOK-") {
                found.push(format!("{name}: a stay"));
            }
        }
    }
    assert!(public > 0, "nothing was published");
    tell(&found);
}

#[test]
fn no_number_and_no_note_leaves_a_command_that_was_given_the_wrong_file() {
    let mut numbers = Numbers::new();
    let (folder, files) = project(&mut numbers);
    let canaries = Canaries::new(&numbers.all);
    let mut found = Vec::new();
    let profiles: Vec<String> = profile::built_in().unwrap().iter().map(|profile| profile.name.clone()).collect();
    let one_notice =
        |file: &&PathBuf| !file.to_string_lossy().contains("notices") || file.to_string_lossy().contains("-4.xml");
    for file in files.iter().filter(one_notice) {
        let path = file.to_str().unwrap();
        for profile in &profiles {
            watch_one(&canaries, &folder, &["check", "--profile", profile, path], false, &mut found);
        }
        for arguments in [
            &["check", "--profile", path, path][..],
            &["published", path],
            &["published", "--as", "dtoc-records", path],
            &["published", "--as", "drd-england", path],
            &["published", "--as", "scotland-beddays", path],
            &["published", "--as", "dtoc-councils", path],
            &["spc", path],
            &["count", "--convention", "england-drd", path],
            &["regimes", "check", path],
            &["regimes", "show", path],
            &["regimes", "test", path],
        ] {
            watch_one(&canaries, &folder, arguments, false, &mut found);
        }
        // Without a header line the first row stands in its place.
        let bytes = std::fs::read(file).unwrap();
        let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else { continue };
        if !path.ends_with(".csv") {
            continue;
        }
        folder.put("headless.csv", &bytes[end + 1..]);
        let path = folder.path("headless.csv");
        let path = path.to_str().unwrap();
        for profile in profiles.iter().map(String::as_str).chain(["feed.toml"]) {
            watch_one(&canaries, &folder, &["check", "--profile", profile, path], false, &mut found);
        }
        for arguments in [
            &["published", path][..],
            &["spc", path],
            &["count", "--convention", "england-drd", path],
            &["regimes", "check", path],
            &["regimes", "test", path],
        ] {
            watch_one(&canaries, &folder, arguments, false, &mut found);
        }
        let text = folder.read("beddays.toml");
        folder.put("beddays.toml", format!("{text}\n[population]\nfiles = \"headless.csv\"\n"));
        watch(&canaries, &folder, &["run", "--month", "2018-03"], &mut found);
        folder.put("beddays.toml", text);
    }
    tell(&found);
}

/// Every file that is broken on purpose, with the numbers that stand in it as canaries and a note in each row.
#[test]
fn no_number_and_no_note_of_a_broken_file_is_shown() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-inputs");
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/bad-inputs.toml");
    let folder = tempfile::tempdir().unwrap();
    let (mut found, mut files) = (Vec::new(), 0);
    for group in ["csv", "json", "hl7", "fhir", "xlsx"] {
        for entry in std::fs::read_dir(corpus.join(group)).unwrap() {
            let path = entry.unwrap().path();
            let mut bytes = std::fs::read(&path).unwrap();
            if let Ok(text) = std::str::from_utf8(&bytes) {
                bytes = with_notes(text).into_bytes();
            }
            let copy = folder.path().join(path.file_name().unwrap());
            std::fs::write(&copy, &bytes).unwrap();
            // All the numbers of the corpus, whether or not this file has them.
            let canaries = Canaries::new(&corpus_numbers());
            for json in [false, true] {
                let mut command = program();
                command.args(["check", "--as-of", "2026-04-15", "--profile"]).arg(&profile).arg(&copy);
                if json {
                    command.arg("--json");
                }
                let said = said(&mut command);
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                canaries.in_text(&said.stdout, &format!("stdout of {name}"), &mut found);
                canaries.in_text(&said.stderr, &format!("stderr of {name}"), &mut found);
            }
            files += 1;
        }
    }
    assert!(files > 120, "{files}");
    tell(&found);
}

/// The corpus numbers its people one by one from 999000001.
pub fn corpus_numbers() -> Vec<String> {
    let check = |nine: &str| {
        let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(d, weight)| u32::from(d - b'0') * weight).sum();
        (11 - sum % 11) % 11
    };
    let nines = (1..150).map(|n| format!("999000{n:03}"));
    nines
        .map(|nine| (check(&nine), nine))
        .filter(|(c, _)| *c < 10)
        .map(|(check, nine)| format!("{nine}{check}"))
        .collect()
}

/// The notes of the corpus are `row 7`; they become sentences that can be found.
fn with_notes(text: &str) -> String {
    let mut parts = text.split("row ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}{NOTE} she will not go home {part}"))
}
