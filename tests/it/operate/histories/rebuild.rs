//! `beddays rebuild`: everything once more from the deliveries is what the store has, to the byte; what is gone is put back, what
//! was changed is named, and what cannot be known is refused (E12).

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use beddays::domain::{Month, Partition};
use beddays::store::{StoredFile, sha256};
use serde_json::Value;

use super::feed::put_month;
use super::made::{STAYS, nhs_number};
use super::project::Place;
use crate::support::harness::{Said, program, said};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn command(place: &Place, arguments: &[&str]) -> Said {
    said(program().current_dir(place.path("")).args(arguments))
}

/// A project with three closed months, a month in two editions that is signed, one under another reading that corrects closed
/// months, and a delivery that no run has seen.
pub(super) fn project(view: &str) -> Place {
    let place = Place::new(view);
    for (number, of) in ["2018-01", "2018-02", "2018-03"].into_iter().enumerate() {
        put_month(&place, number, month(of));
        place.run(month(of), None).exits(0);
    }
    for of in ["2018-01", "2018-02"] {
        command(&place, &["close", "--month", of, "--by", "One", "--on", "2018-05-02"]).exits(0);
    }
    // Corrects stays of each month before.
    let row = |number: usize| {
        let (id, person, of) = (format!("F{number}-1"), nhs_number(number * 10 + 1), number + 1);
        format!("{id},{person},RZZ01,Norfolk,2018-0{of}-02T09:00,2018-0{of}-05,2018-0{of}-16T16:00,81\n")
    };
    place.put("inbox/stays_2018-04-20.csv", &format!("{STAYS}\n{}{}{}", row(0), row(1), row(2)));
    place.run(month("2018-03"), None);
    command(&place, &["sign-off", "--month", "2018-03", "--as", "author", "--by", "One", "--on", "2018-05-02"])
        .exits(0);
    command(&place, &["close", "--month", "2018-03", "--by", "One", "--on", "2018-05-02"]).exits(0);
    let toml = fs::read_to_string(place.path("beddays.toml")).unwrap();
    place.put("beddays.toml", &format!("{toml}[readings]\ndischarge_day_2014 = \"exclude\"\n"));
    put_month(&place, 3, month("2018-04"));
    place.run(month("2018-04"), Some("2018-04-29".parse().unwrap()));
    place.put("inbox/stays_2018-04-30b.csv", &format!("{STAYS}\n{}", row(2).replace("03-16T16:00", "03-17T16:00")));
    command(&place, &["ingest", "inbox/stays_2018-04-30b.csv"]).exits(1);
    place
}

fn rebuild(place: &Place) -> Said {
    command(place, &["rebuild"])
}

/// Every file of the store but the locks, with whether it can be written.
fn files(place: &Place) -> BTreeMap<String, (Vec<u8>, bool)> {
    let mut found = BTreeMap::new();
    collect(&place.path("store"), &mut found);
    found.retain(|name, _| !name.contains("/lock"));
    if place.path("store/manifest.json").exists() {
        // Tables of the commit before are there until the next, and no figure rests on them.
        let named = std::fs::read_to_string(place.path("store/manifest.json")).unwrap();
        let hash = |name: &str| name.rsplit('-').next().unwrap().trim_end_matches(".parquet").to_owned();
        found.retain(|name, _| !name.contains("/tables/") || named.contains(&hash(name)));
    }
    found
}

fn collect(folder: &Path, found: &mut BTreeMap<String, (Vec<u8>, bool)>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, found);
            continue;
        }
        let can_be_written = path.metadata().unwrap().permissions().mode() & 0o200 != 0;
        found.insert(path.display().to_string(), (fs::read(&path).unwrap(), can_be_written));
    }
}

#[track_caller]
fn is_as_before(place: &Place, before: &BTreeMap<String, (Vec<u8>, bool)>) {
    let after = files(place);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, content) in before {
        assert!(after[name] == *content, "{name} is not what it was");
    }
}

#[test]
fn everything_comes_out_the_same_and_the_store_stays_as_it_was() {
    let place = project("authority");
    let before = files(&place);
    let said = rebuild(&place).exits(0).says("everything comes out as the store has it");
    is_as_before(&place, &before);
    let of_editions = |line: &&str| line.contains(", changes and reports the same");
    assert_eq!(said.stdout.lines().filter(of_editions).count(), 5, "{}", said.stdout);
    assert!(
        said.stdout.contains("2018-03, edition 2, under discharge_day_2014 = include as then: "),
        "{}",
        said.stdout
    );
    assert!(said.stdout.contains("2018-04, edition 1: "), "{}", said.stdout);
    let json: Value = serde_json::from_str(&command(&place, &["rebuild", "--json"]).exits(0).stdout).unwrap();
    assert!(json["tables_same"].as_u64().unwrap() > 60 && json["put_back"].as_array().unwrap().is_empty(), "{json}");
    assert_eq!(place.verify().exit, Some(0));
}

#[test]
fn an_edition_is_made_by_the_name_that_it_was_printed_with() {
    let place = project("authority");
    let before = files(&place);
    let toml = fs::read_to_string(place.path("beddays.toml")).unwrap();
    let name = toml.lines().find(|line| line.starts_with("name ")).unwrap();
    let renamed = toml.replace(name, "name = \"New County Council\"");
    place.put("beddays.toml", &renamed);
    let said = rebuild(&place).exits(0).says("everything comes out as the store has it");
    let was = name.split('"').nth(1).unwrap();
    let of_then = format!(", under the name `{was}`");
    assert_eq!(said.stdout.lines().filter(|line| line.contains(&of_then)).count(), 5, "{}", said.stdout);
    is_as_before(&place, &before);
    // What reports show beside the name is known by its hash alone, and is said as what it is.
    place.put("beddays.toml", &renamed.replace("[project]", "[names]\nRZZ01 = \"A hospital\"\n\n[project]"));
    let said = rebuild(&place).exits(0).says("everything comes out as the store has it");
    let others = "reports not compared: they come out otherwise, and names of organisations";
    assert!(said.stdout.contains(others), "{}", said.stdout);
    is_as_before(&place, &before);
    let json: Value = serde_json::from_str(&command(&place, &["rebuild", "--json"]).exits(0).stdout).unwrap();
    assert!(json["editions"].as_array().unwrap().iter().all(|edition| edition["not_compared"].is_null()), "{json}");
}

#[test]
fn one_month_is_made_once_more_by_itself_and_each_edition_is_listed_once() {
    let place = project("authority");
    place.run(month("2018-04"), Some("2018-04-29".parse().unwrap()));
    let (edition, reports) = {
        let manifest = place.manifest();
        let april = manifest.month(month("2018-04")).unwrap();
        (april.edition, april.reports.clone())
    };
    // A delivery that changes no day of April: published again under the same number, listed once.
    let person = nhs_number(977);
    let row = format!("MAY-1,{person},RZZ01,Norfolk,2018-05-02T09:00,2018-05-05,2018-05-16T16:00,81\n");
    place.put("inbox/stays_2018-05-01.csv", &format!("{STAYS}\n{row}"));
    place.run(month("2018-04"), Some("2018-04-29".parse().unwrap()));
    let april = place.manifest().month(month("2018-04")).unwrap().clone();
    assert!(april.edition == edition && april.reports != reports, "the reports of the edition are others");
    let of_month = |said: &Said, month: &str| {
        let of = format!("  {month}, edition ");
        said.stdout.lines().filter(|line| line.starts_with(&of)).count()
    };
    let said = command(&place, &["rebuild", "--month", "2018-04"]).exits(0);
    assert_eq!((of_month(&said, "2018-04"), of_month(&said, "2018-03")), (edition as usize, 0), "{}", said.stdout);
    let stored = |of: &str| {
        let name = fs::read_dir(place.path("store/ledger")).unwrap().map(|entry| entry.unwrap().file_name());
        let name = name.map(|name| name.into_string().unwrap()).filter(|name| name.starts_with(of)).max().unwrap();
        place.path("store/ledger").join(name)
    };
    let (march, april) = (stored("2018-03"), stored("2018-04"));
    let before = fs::read(&march).unwrap();
    [&march, &april].into_iter().for_each(|file| fs::remove_file(file).unwrap());
    let said = command(&place, &["rebuild", "--month", "2018-03"]).exits(0).says("put back: store/ledger/2018-03");
    assert!(
        said.stdout.contains("2018-03 comes out as the store has it; nothing else was compared"),
        "{}",
        said.stdout
    );
    assert_eq!((of_month(&said, "2018-03"), said.stdout.contains("tables:")), (2, false), "{}", said.stdout);
    assert!(fs::read(&march).unwrap() == before && !april.exists());
    command(&place, &["rebuild", "--month", "2018-07"]).exits(66).says("2018-07 was never published");
    rebuild(&place).exits(0).says("put back: store/ledger/2018-04");
}

#[test]
fn a_store_without_its_derived_files_gets_every_one_back_to_the_byte() {
    let place = project("authority");
    let before = files(&place);
    for folder in ["tables", "ledger", "reports"] {
        fs::remove_dir_all(place.path("store").join(folder)).unwrap();
    }
    let derived =
        |name: &&String| !name.contains("/raw/") && !name.contains("/history/") && !name.ends_with("manifest.json");
    let said = command(&place, &["rebuild", "--json"]).exits(0);
    let json: Value = serde_json::from_str(&said.stdout).unwrap();
    is_as_before(&place, &before);
    // The file of a table that did not change is named by several commits, and is put back once.
    assert_eq!(json["put_back"].as_array().unwrap().len(), before.keys().filter(derived).count(), "{json}");
    assert_eq!(place.verify().exit, Some(0));
    rebuild(&place).exits(0).says("everything comes out as the store has it");
}

#[test]
fn damaged_files_of_every_kind_are_put_back() {
    let place = project("authority");
    let before = files(&place);
    for (at, name) in before.keys().filter(|name| name.ends_with(".parquet") || name.ends_with(".zip")).enumerate() {
        let path = Path::new(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        let mut bytes = fs::read(path).unwrap();
        match at % 3 {
            0 => fs::remove_file(path).unwrap(),
            1 => fs::write(path, &bytes[..bytes.len() / 2]).unwrap(),
            _ => {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                fs::write(path, bytes).unwrap();
            }
        }
    }
    rebuild(&place).exits(0).says("put back: store/");
    is_as_before(&place, &before);
    assert_eq!(place.verify().exit, Some(0));
}

#[test]
fn a_closed_file_that_can_be_written_again_is_seen_and_made_read_only() {
    let place = project("authority");
    let before = files(&place);
    let ledger = &place.manifest().month(month("2018-02")).unwrap().ledger.file.clone();
    let path = place.path("store").join(ledger);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let said = place.verify().exits(0).says("can be written, and its month is closed");
    assert!(said.stderr.contains(ledger), "{}", said.stderr);
    rebuild(&place).exits(0);
    is_as_before(&place, &before);
    assert!(!place.verify().stderr.contains("can be written"));
}

/// Puts a file of the store in the place of another one of the same table, so that all hashes fit.
pub(super) fn forged(place: &Place, from: &StoredFile, name: impl Fn(&str) -> String) -> StoredFile {
    let file = name(&from.sha256[..16]);
    fs::copy(place.path("store").join(&from.file), place.path("store").join(&file)).unwrap();
    StoredFile { file, ..from.clone() }
}

#[test]
fn what_is_not_made_of_the_deliveries_is_named_with_its_place_and_nothing_is_changed() {
    let place = project("authority");
    let manifest = place.manifest();
    let part = |of: &str| Partition::Ended(month(of));
    let stays = &manifest.partitions[&part("2018-03")].tables["stay"];
    let other = forged(&place, stays, |hash| format!("tables/stay-2018-02-{hash}.parquet"));
    let ledger = &manifest.month(month("2018-03")).unwrap().ledger;
    let ledger = forged(&place, ledger, |hash| format!("ledger/2018-04-edition-1-{hash}.parquet"));
    place.forge(|manifest| {
        manifest.partitions.get_mut(&part("2018-02")).unwrap().tables.insert("stay".to_owned(), other.clone());
        manifest.months.iter_mut().find(|of| of.month == month("2018-04")).unwrap().ledger = ledger.clone();
    });
    assert_eq!(place.verify().exit, Some(0), "every hash fits");
    let before = files(&place);
    let said = rebuild(&place).exits(65).says("error[S_REBUILD]");
    is_as_before(&place, &before);
    let is_named = |start: &str| said.stdout.lines().any(|line| line.starts_with(start));
    assert!(is_named("different: stay of 2018-02: row 1 of "), "{}", said.stdout);
    assert!(is_named("different: ledger of 2018-04, edition 1: row 1 of "), "{}", said.stdout);
    assert!(!said.stdout.contains("F2-") && !said.stdout.contains("F1-"), "no stay is named: {}", said.stdout);
}

#[test]
fn without_its_list_a_store_is_not_rebuilt_and_the_way_out_is_named() {
    let place = project("authority");
    let manifest = fs::read(place.path("store/manifest.json")).unwrap();
    fs::remove_file(place.path("store/manifest.json")).unwrap();
    let before = files(&place);
    let said = rebuild(&place).exits(65).says("audit.log says that it is the last one");
    let copy = said.stderr.split("copy store/history/").nth(1).unwrap().split(' ').next().unwrap();
    let copied = fs::read(place.path("store/history").join(copy)).unwrap();
    assert_eq!(sha256(&copied), sha256(&manifest));
    fs::rename(place.path("store/history"), place.path("history")).unwrap();
    let said = rebuild(&place).exits(65).says("by audit.log 2018-01, 2018-02, 2018-03, 2018-04 were run");
    assert!(said.stderr.contains("acknowledged, signed and closed stood in the list alone"), "{}", said.stderr);
    fs::rename(place.path("history"), place.path("store/history")).unwrap();
    is_as_before(&place, &before);
    place.put("store/manifest.json", std::str::from_utf8(&copied).unwrap());
    fs::set_permissions(place.path("store/manifest.json"), fs::Permissions::from_mode(0o600)).unwrap();
    rebuild(&place).exits(0).says("everything comes out as the store has it");
    // A damaged delivery is named, and nothing is made of the others.
    let raw = place.path("store/raw").join(&place.manifest().deliveries[0].sha256);
    let mut bytes = fs::read(&raw).unwrap();
    bytes[3] ^= 1;
    fs::write(&raw, bytes).unwrap();
    let before = files(&place);
    rebuild(&place).exits(65).says(raw.file_name().unwrap().to_str().unwrap());
    is_as_before(&place, &before);
}

#[test]
fn ledgers_and_tables_come_back_where_the_lists_of_before_are_lost_too() {
    let place = project("authority");
    let before = files(&place);
    for folder in ["tables", "ledger", "reports", "history"] {
        fs::remove_dir_all(place.path("store").join(folder)).unwrap();
    }
    rebuild(&place).exits(65).says("lost: store/history/");
    let after = files(&place);
    for name in before.keys().filter(|name| name.contains("/tables/") || name.contains("/ledger/")) {
        // The causes of changes rest on what was noted then.
        assert!(after.contains_key(name) || name.contains("-revisions-"), "{name}");
    }
    assert_eq!(place.verify().exit, Some(65), "what is lost stays named");
}

#[test]
fn a_rebuild_that_is_killed_leaves_each_file_whole_or_gone() {
    let whole = project("authority");
    let before = files(&whole);
    for after in [5, 300, 1200] {
        let place = whole.copied();
        for folder in ["tables", "ledger"] {
            fs::remove_dir_all(place.path("store").join(folder)).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_beddays"));
        let child = child.current_dir(place.path("")).arg("rebuild").stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = child.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(after));
        child.kill().unwrap();
        child.wait().unwrap();
        rebuild(&place).exits(0);
        let now = files(&place);
        assert_eq!(now.len(), before.len(), "killed after {after} ms");
        for ((name, content), (before, wanted)) in now.iter().zip(&before) {
            assert!(content == wanted, "killed after {after} ms: {name} beside {before}");
        }
    }
}
