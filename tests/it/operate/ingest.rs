//! `beddays ingest`: which source a file is of, what is said of it, and when nothing is taken.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use beddays::operate::deliveries::load;
use beddays::project::Project;
use beddays::store::Store;
use serde_json::Value;

use crate::support::harness::{EVENTS, Folder, STAYS, Said};

/// A project with the files of a month beside its inbox.
fn folder() -> Folder {
    let folder = Folder::new();
    fs::create_dir(folder.path("sent")).unwrap();
    folder.put("sent/stays_2018-03.csv", STAYS);
    folder.put("sent/events_2018-03.csv", EVENTS);
    folder
}

const BOTH: [&str; 2] = ["sent/stays_2018-03.csv", "sent/events_2018-03.csv"];

fn ingest(folder: &Folder, arguments: &[&str]) -> Said {
    folder.run(&[&["ingest"], arguments].concat())
}

fn json(said: &Said) -> Value {
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {said:?}"))
}

fn deliveries(folder: &Folder) -> Value {
    let manifest: Value = serde_json::from_str(&folder.read("store/manifest.json")).unwrap();
    manifest["deliveries"].clone()
}

fn sources(folder: &Folder, sources: &[(&str, &str)]) {
    let settings = folder.read("beddays.toml");
    let (head, _) = settings.split_once("\n[sources.").unwrap();
    let source = |(name, files): &(&str, &str)| {
        format!("\n[sources.{name}]\nfiles = \"{files}\"\nprofile = \"native-stay\"\noptional = true\n")
    };
    folder.put("beddays.toml", format!("{head}{}", sources.iter().map(source).collect::<String>()));
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let folder = folder();
    for file in BOTH {
        fs::copy(folder.path(file), folder.path(&file.replace("sent/", "inbox/"))).unwrap();
    }
    let project = Project::read(&folder.path("")).unwrap();
    let mut store = Store::open(&folder.path("")).unwrap();
    let (held, _) = load::list(Some(&project), &store, load::find(&project, &store).unwrap()).unwrap();
    let stays = held.iter().find(|held| held.file == "inbox/stays_2018-03.csv").unwrap();
    assert_eq!(stays.content(&store).unwrap().beginning(), STAYS.as_bytes());
    // As the sender goes on writing.
    folder.put("inbox/stays_2018-03.csv", format!("{STAYS}\n"));
    for error in [stays.content(&store).map(drop).unwrap_err(), load::keep(&mut store.begin(), &held).unwrap_err()] {
        assert_eq!((error.code(), error.exit() as u8), ("F_CHANGED", 65), "{error}");
        assert!(error.to_string().contains("stays_2018-03.csv"), "{error}");
    }
    assert_eq!(deliveries(&folder), Value::Array(Vec::new()));
}

#[test]
fn a_run_reads_none_of_the_files_again() {
    let (ingested, inbox) = (folder(), Folder::new());
    for file in BOTH {
        fs::copy(ingested.path(file), inbox.path(&file.replace("sent/", "inbox/"))).unwrap();
    }
    let said = ingest(&ingested, &BOTH).exits(0);
    said.says("stays_2018-03.csv: read 3 = accepted 3 + rejected 0 + duplicates 0 (source `stays`, as `inbox/stays_2018-03.csv`)");
    assert!(!ingested.path("reports").exists());
    let (one, other) = (inbox.march().exits(0), ingested.march().exits(0));
    assert_eq!(one.stdout, other.stdout);
    let (mut one, mut other) = (inbox.files("reports"), ingested.files("reports"));
    // The list of the files has the hash of the summary, which says how many records were parsed.
    let list = std::path::Path::new("reports/2018-03/internal-files.sha256");
    assert!(one.remove(list).is_some() && other.remove(list).is_some());
    let summary = |files: &mut std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| -> Value {
        serde_json::from_slice(&files.remove(std::path::Path::new("reports/2018-03/run.json")).unwrap()).unwrap()
    };
    let (mut before, mut after) = (summary(&mut one), summary(&mut other));
    assert_eq!((before["parsed"].take(), after["parsed"].take()), (9.into(), 0.into()));
    assert_eq!(before, after);
    assert!(one == other && one.len() > 3);
    // Later the files come into the inbox as well: they are those that were taken.
    for file in BOTH {
        fs::copy(ingested.path(file), ingested.path(&file.replace("sent/", "inbox/"))).unwrap();
    }
    ingested.march().exits(0).says("nothing changed since the last run");
}

#[test]
fn what_was_taken_before_is_a_repeat_and_changes_nothing() {
    let folder = folder();
    ingest(&folder, &BOTH).exits(0).says("taken into the store: 2 of 2 files");
    let before = folder.files("store");
    let said = ingest(&folder, &BOTH).exits(0).says("nothing changed");
    said.says("sent/stays_2018-03.csv: a repeat: its bytes came before, as `inbox/stays_2018-03.csv`");
    fs::copy(folder.path(BOTH[0]), folder.path("stays_again.csv")).unwrap();
    let value = json(&ingest(&folder, &["--json", "stays_again.csv"]).exits(0));
    assert_eq!((&value["records"], &value["accepted"], &value["duplicates"]), (&3.into(), &0.into(), &3.into()));
    assert_eq!(value["files"][0]["repeats"], "inbox/stays_2018-03.csv");
    assert_eq!((&value["stored"], &value["parsed"]), (&false.into(), &0.into()));
    assert!(folder.files("store") == before);
    // Beside a new file the repeat is one as well; and so is a file that is named twice.
    folder.put("stays_2018-04.csv", STAYS.replace("S3,", "S4,"));
    let said = ingest(&folder, &["stays_2018-04.csv", "stays_2018-04.csv", "stays_again.csv"]).exits(0);
    said.says("taken into the store: 1 of 3 files").says("stays_2018-04.csv: a repeat");
    assert_eq!(deliveries(&folder).as_array().unwrap().len(), 3);
}

#[test]
fn a_dry_run_stores_nothing_and_counts_for_programs() {
    let folder = folder();
    folder.put("stays.csv", format!("{STAYS}S4,9990000019,RZZ02,Norfolk,2018-03-03T09:00,,,79\n"));
    let before = folder.files(".");
    let value = json(&ingest(&folder, &["stays.csv", "--dry-run", "--json"]).exits(1));
    assert_eq!((&value["records"], &value["accepted"], &value["rejected"]), (&4.into(), &3.into(), &1.into()));
    assert_eq!((&value["duplicates"], &value["codes"]["R_NHS"]), (&0.into(), &1.into()));
    assert_eq!((&value["stored"], &value["files"][0]["sender"]), (&false.into(), &"stays".into()));
    ingest(&folder, &["stays.csv", "--dry-run"]).exits(1).says("R_NHS: 1").says("nothing was stored");
    assert_eq!(folder.files("."), before);
    // What then is taken is what was said.
    let taken = json(&ingest(&folder, &["stays.csv", "--json"]).exits(1));
    assert_eq!((&taken["files"], &taken["codes"], &taken["stored"]), (&value["files"], &value["codes"], &true.into()));
}

#[test]
fn facts_after_the_as_of_date_wait() {
    let folder = folder();
    let said = ingest(&folder, &["--as-of", "2018-03-08", BOTH[0], BOTH[1]]).exits(1).says("R_FUTURE");
    said.says("stays_2018-03.csv: read 3 = accepted 2 + rejected 1");
    // The run has another date, and everything counts.
    let inbox = Folder::with_stays();
    assert_eq!(folder.march().exits(0).stdout, inbox.march().exits(0).stdout);
}

#[test]
fn every_refused_file_is_named_and_nothing_is_taken() {
    let folder = folder();
    folder.put("sent/stays_torn.csv", &STAYS[..STAYS.len() - 20]);
    folder.put("sent/events_other.csv", "animal,legs\ncat,4\n");
    let before = folder.files("store");
    let said =
        ingest(&folder, &[BOTH[0], "sent/stays_torn.csv", "sent/events_other.csv"]).exits(65).says("F_TRUNCATED");
    for refused in ["sent/stays_torn.csv", "sent/events_other.csv"] {
        assert!(said.stderr.contains(&format!("`{refused}`")), "{refused}: {}", said.stderr);
    }
    let said = ingest(&folder, &[BOTH[0], "sent/stays_gone.csv", "unknown.csv", "events_gone.csv"]).exits(66);
    for missing in ["sent/stays_gone.csv", "unknown.csv", "events_gone.csv"] {
        assert!(said.stderr.contains(&format!("`{missing}`")), "{missing}: {}", said.stderr);
    }
    // A delivery of which nothing can be taken is refused as in a run.
    folder.put("stays_bad.csv", STAYS.replace("Norfolk", "Nowhere"));
    ingest(&folder, &["stays_bad.csv", BOTH[1]]).exits(65).says("F_UNREADABLE").says("`stays_bad.csv`");
    assert!(folder.files("store") == before);
}

#[test]
fn a_file_of_no_source_is_refused_with_the_line_that_would_read_it() {
    let folder = folder();
    folder.put("hospital.csv", STAYS);
    folder.put("other.txt", "stay_id,from_on,to_on,reason_code,attributed_to\n");
    let said = ingest(&folder, &["hospital.csv", "other.txt"]).exits(65).says("F_SOURCE").says("`hospital.csv`");
    said.says("\"inbox/hospital.csv\"] under [sources.stays]").says("`other.txt`").says("`--source NAME`");
    ingest(&folder, &["hospital.csv", "--source", "stayz"]).exits(2).says("did you mean `stays`?");
    ingest(&folder, &["hospital.csv", "--source", "stays"]).exits(0).says("source `stays`, as `inbox/hospital.csv`");
    folder.put("inbox/events.csv", EVENTS);
    folder.march().exits(0);
    let senders = folder.read("reports/2018-03/run.json");
    assert!(senders.contains("inbox/hospital.csv"), "{senders}");
}

#[test]
fn several_sources_are_told_apart_by_folder_or_by_name() {
    let folder = folder();
    sources(&folder, &[("east", "inbox/east/s*.csv"), ("west", "inbox/west/s*.csv"), ("north", "inbox/*/north*.csv")]);
    for side in ["east", "west"] {
        fs::create_dir(folder.path(&format!("inbox/{side}"))).unwrap();
    }
    ingest(&folder, &[BOTH[0]]).exits(65).says("F_SOURCE").says("`east`, `west`").says("--source NAME");
    ingest(&folder, &[BOTH[0], "--source", "west"]).exits(0).says("source `west`, as `inbox/west/stays_2018-03.csv`");
    // Where it lies it is of one source alone.
    folder.put("inbox/east/stays.csv", STAYS.replace("S3,", "S4,"));
    ingest(&folder, &["inbox/east/stays.csv"]).exits(0).says("(source `east`)");
    // Of a pattern for any folder it is that of the file.
    folder.put("sent/north.csv", STAYS.replace("S3,", "S5,"));
    ingest(&folder, &["sent/north.csv"]).exits(0).says("source `north`, as `inbox/sent/north.csv`");
}

#[test]
fn the_source_that_was_named_is_kept() {
    let folder = folder();
    sources(&folder, &[("east", "inbox/east_*.csv"), ("west", "inbox/west_*.csv")]);
    folder.put("export.csv", STAYS);
    ingest(&folder, &["export.csv", "--source", "west"]).exits(0).says("source `west`, as `inbox/export.csv`");
    folder.put("west_2.csv", STAYS.replace("S3,", "S4,"));
    ingest(&folder, &["west_2.csv"]).exits(0);
    let manifest = folder.read("store/manifest.json");
    assert_eq!(manifest.matches("\"source\":\"west\"").count(), 1, "{manifest}");
    let said = folder.run(&["run", "--month", "2018-03", "--json"]);
    let senders = json(&said)["deliveries"].clone();
    assert_eq!((&senders[0]["sender"], &senders[1]["sender"]), (&"west".into(), &"west".into()));
}

#[test]
fn two_files_of_one_name_are_not_taken_together() {
    let folder = folder();
    folder.put("stays_2018-03.csv", STAYS.replace("S3,", "S4,"));
    let before = folder.files("store");
    ingest(&folder, &[BOTH[0], "stays_2018-03.csv"]).exits(65).says("F_ONE_NAME").says("`stays_2018-03.csv`");
    assert!(folder.files("store") == before);
    ingest(&folder, &[BOTH[0]]).exits(0);
    ingest(&folder, &["stays_2018-03.csv"]).exits(0);
}

#[test]
fn days_are_written_as_the_source_says() {
    let folder = folder();
    let rows = "S1,RZZ01,Norfolk,01/03/2018 09:00,07/03/2018,09/03/2018 16:00\nS2,RZZ01,Norfolk,02/03/2018 09:00,,\n";
    folder.put(
        "stays_uk.csv",
        format!("stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n{rows}"),
    );
    ingest(&folder, &["stays_uk.csv"])
        .exits(65)
        .says("F_DATE_FORMAT")
        .says("`stays_uk.csv`")
        .says("dates = \"dd/mm/yyyy\"");
    let settings = folder.read("beddays.toml");
    folder.put("beddays.toml", settings.replacen("\nprofile", "\ndates = \"dd/mm/yyyy\"\nprofile", 1));
    ingest(&folder, &["stays_uk.csv"]).exits(0).says("accepted 2");
}

#[test]
fn an_odd_volume_is_an_alarm() {
    let folder = Folder::new();
    let rows = |number: usize, count: usize| {
        let row = |at: usize| format!("V{number}-{at},RZZ01,Norfolk,2018-03-01T09:00,,2018-03-05T16:00\n");
        let header = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n";
        format!("{header}{}", (0..count).map(row).collect::<String>())
    };
    for number in 0..3 {
        let name = format!("stays_2018-03-0{}.csv", number + 1);
        folder.put(&name, rows(number, 30));
        ingest(&folder, &[&name]).exits(0);
    }
    folder.put("stays_2018-03-04.csv", rows(3, 4));
    ingest(&folder, &["stays_2018-03-04.csv"]).exits(1).says("W_VOLUME: 1").says("far fewer or far more records");
}

#[test]
fn what_stops_it_has_the_exit_code_of_its_kind() {
    let folder = folder();
    let before = folder.files("store");
    ingest(&folder, &["stays_gone.csv"]).exits(66);
    ingest(&folder, &[]).exits(2);
    let lock = fs::File::open(folder.path("store/lock")).unwrap();
    lock.try_lock().unwrap();
    ingest(&folder, &BOTH).exits(75);
    drop(lock);
    fs::set_permissions(folder.path("beddays.key"), fs::Permissions::from_mode(0o644)).unwrap();
    ingest(&folder, &BOTH).exits(77);
    fs::remove_file(folder.path("beddays.key")).unwrap();
    ingest(&folder, &BOTH).exits(66);
    assert!(folder.files("store") == before);
    fs::remove_file(folder.path("beddays.toml")).unwrap();
    ingest(&folder, &BOTH).exits(78);
}

#[test]
fn killed_at_any_moment_it_leaves_the_store_as_it_was_or_has_all() {
    let folder = folder();
    let (mut none, mut all) = (0, 0);
    for after in (0..120).step_by(6) {
        let count = deliveries(&folder).as_array().unwrap().len();
        let name = format!("stays_2018-04-{:02}.csv", after / 6 + 1);
        folder.put(&name, STAYS.replace("S1,", &format!("K{after},")));
        let mut command = folder.command(&["ingest", &name]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(after));
        child.kill().unwrap();
        child.wait().unwrap();
        folder.run(&["verify"]).exits(0);
        let taken = deliveries(&folder).as_array().unwrap().len() - count;
        if taken == 0 {
            none += 1
        } else {
            all += 1
        }
        let said = ingest(&folder, &[&name]).exits(0);
        assert_eq!(said.stdout.contains("a repeat"), taken == 1, "{said:?}");
    }
    println!("{none} killed before the commit, {all} after it");
}
