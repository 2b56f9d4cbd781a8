//! Several files of one call: each that is refused is named, and the others are counted all the same.

use serde_json::Value;

use crate::support::harness::{EVENTS, Folder, STAYS, Said};

/// A project folder with two files that can be read and four that are refused, each for a reason of its own.
fn folder() -> Folder {
    let folder = Folder::with_stays();
    folder.put("torn.csv", STAYS.replace("Norfolk,2018-03-02", "\"Norfolk,2018-03-02"));
    folder.put("twice.csv", STAYS.replace("ready_on", "stay_id"));
    folder.put("other.csv", "animal,legs\ncat,4\n");
    folder.put("empty.csv", "");
    folder
}

const FILES: [&str; 6] = ["inbox/stays.csv", "torn.csv", "other.csv", "inbox/events.csv", "twice.csv", "empty.csv"];

fn check(folder: &Folder, files: &[&str], more: &[&str]) -> Said {
    folder.run(&[&["check"], more, files].concat())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn check_names_every_refused_file_and_counts_the_others() {
    let folder = folder();
    let said = check(&folder, &FILES, &[]).exits(65);
    for refused in ["torn.csv", "other.csv", "twice.csv", "empty.csv"] {
        let mut errors = said.stderr.split("error[").filter(|error| error.contains(&format!("`{refused}`")));
        let error = errors.next().unwrap_or_else(|| panic!("{refused} is not named in {}", said.stderr));
        assert!(error.contains("line ") && error.contains("hint: "), "{error}");
        assert_eq!(errors.next(), None, "{refused} once");
        assert!(said.stdout.contains(&format!("{refused}: refused[F_")), "{}", said.stdout);
    }
    let said = said.says("inbox/stays.csv: read 3 = accepted 3 + rejected 0").says("as if the refused files had not");
    said.says("inbox/events.csv: read 6 = accepted 6 + rejected 0 + duplicates 0");
    let whole = check(&folder, &FILES[3..4], &[]).exits(1);
    assert!(
        whole.stdout.contains("R_UNKNOWN_STAY"),
        "events without their stays are still counted so: {}",
        whole.stdout
    );
}

#[test]
fn check_gives_an_entry_for_each_file_as_json() {
    let folder = folder();
    let said = check(&folder, &FILES, &["--json"]).exits(65);
    let (answer, error) = (json(&said.stdout), json(&said.stderr));
    let files = answer["files"].as_array().unwrap();
    assert_eq!(files.iter().map(|file| file["file"].as_str().unwrap()).collect::<Vec<_>>(), FILES);
    let is_refused = |file: &Value| file["error"]["code"].as_str().is_some_and(|code| code.starts_with("F_"));
    assert_eq!(files.iter().map(is_refused).collect::<Vec<_>>(), [false, true, true, false, true, true]);
    assert_eq!(files[3]["accepted"], 6);
    assert_eq!(answer["records"], 9);
    assert!(files[1].get("read").is_none() && files[1].get("accepted").is_none(), "no zero for what nobody knows");
    assert_eq!(error["error"], files[1]["error"]);
    assert_eq!(error["further"].as_array().unwrap().len(), 3);
    // Of files that can all be read nothing is different, and of none nothing is known.
    let whole = json(&check(&folder, &[FILES[0], FILES[3]], &["--json"]).exits(0).stdout);
    assert_eq!(whole["records"], 9);
    // Whether a file is refused when it is read, when it is opened or when its profile is looked for.
    for refused in [&["torn.csv"][..], &["empty.csv"], &["other.csv"], &["other.csv", "empty.csv"]] {
        let none = check(&folder, refused, &["--json"]).exits(65);
        assert_eq!(json(&none.stdout)["records"], Value::Null, "{refused:?}");
        let told = check(&folder, refused, &[]).exits(65);
        assert!(!told.stderr.contains("as if the refused files"), "there are no counts: {}", told.stderr);
    }
    let none = check(&folder, &["torn.csv"], &["--json"]).exits(65);
    assert_eq!(json(&none.stderr)["error"]["exit"], 65);
    assert!(json(&none.stderr).get("further").is_none());
}

#[test]
fn a_refused_extract_makes_no_stay_missing_and_a_missing_file_is_named_too() {
    let folder = folder();
    let copy = folder.read("torn.csv");
    folder.put("again.csv", copy);
    let files = ["inbox/stays.csv", "torn.csv", "again.csv", "gone.csv"];
    let said = check(&folder, &files, &[]).exits(65);
    for file in &files[1..] {
        assert!(said.stderr.contains(&format!("`{file}`")), "{file}: {}", said.stderr);
    }
    check(&folder, &["inbox/stays.csv", "gone.csv"], &[]).exits(66).says("gone.csv").says("read 3 = accepted 3");
}

#[test]
fn run_and_ingest_name_every_refused_file_and_take_nothing() {
    let folder = folder();
    let stays = folder.read("torn.csv");
    folder.put("inbox/stays_b.csv", stays);
    folder.put("inbox/stays_c.csv", "animal,legs\ndog,4\n");
    folder.put("inbox/events_b.csv", EVENTS.replace("until", "kind"));
    folder.put("inbox/stays_d.csv", [0x1f, 0x8b, 8, 0]);
    let said = folder.march().exits(65);
    for refused in ["stays_b", "stays_c", "events_b", "stays_d"] {
        assert!(said.stderr.contains(&format!("`inbox/{refused}.csv`")), "{refused}: {}", said.stderr);
    }
    assert!(!folder.path("reports/2018-03").exists());
    let files = ["torn.csv", "inbox/stays.csv", "inbox/stays_c.csv", "other.csv"];
    let said = folder.run(&[&["ingest", "--source", "stays"], &files[..]].concat()).exits(65);
    for refused in ["torn.csv", "inbox/stays_c.csv", "other.csv"] {
        assert!(said.stderr.contains(&format!("`{refused}`")), "{refused}: {}", said.stderr);
    }
    folder.run(&["verify"]).exits(0).says("0 deliveries");
}

#[test]
fn published_names_every_refused_file_as_one_answer_for_programs() {
    let folder = folder();
    let files = ["other.csv", "empty.csv", "gone.csv"];
    let said = folder.run(&[&["published", "--json"], &files[..]].concat()).exits(65);
    let error = json(&said.stderr);
    let named = |error: &Value| error["position"]["file"].as_str().unwrap().to_owned();
    assert_eq!(named(&error["error"]), "other.csv");
    assert_eq!(error["further"].as_array().unwrap().iter().map(named).collect::<Vec<_>>(), files[1..]);
}
