//! Damaged and missing tables are made again from the deliveries, with a line that says so; damaged deliveries are refused by
//! name. A store of the format before is taken over once.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::Duration;

use beddays::domain::{Month, Partition};
use beddays::store::StoredFile;

use super::feed::put_month;
use super::made::{STAYS, nhs_number};
use super::project::{Place, difference};
use crate::support::harness::program;

const ANEW: &str = "deliveries were read anew";

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// A project with three months; the deliveries of the fourth correct stays of each month before.
fn project() -> Place {
    let place = Place::new("authority");
    for (number, of) in ["2018-01", "2018-02", "2018-03"].into_iter().enumerate() {
        put_month(&place, number, month(of));
        place.run(month(of), None).exits(0);
    }
    put_month(&place, 3, month("2018-04"));
    let row = |number: usize| {
        let (id, person, of) = (format!("F{number}-1"), nhs_number(number * 10 + 1), number + 1);
        format!("{id},{person},RZZ01,Norfolk,2018-0{of}-02T09:00,2018-0{of}-05,2018-0{of}-16T16:00,81\n")
    };
    place.put("inbox/stays_2018-04-29.csv", &format!("{STAYS}\n{}{}{}", row(0), row(1), row(2)));
    place
}

/// One file of every table: of those in partitions one of a month, if there is one.
fn files(place: &Place) -> BTreeMap<String, StoredFile> {
    let manifest = place.manifest();
    let of_months = manifest.partitions.iter().filter(|(partition, _)| !matches!(partition, Partition::Received(_)));
    let parts = of_months.rev().flat_map(|(_, stored)| &stored.tables);
    manifest.tables.iter().chain(parts).map(|(name, stored)| (name.clone(), stored.clone())).collect()
}

/// Spoils a stored file: a bit of it, its end, or all of it.
fn spoil(place: &Place, file: &str, how: usize) {
    let path = place.path("store").join(file);
    let mut bytes = fs::read(&path).unwrap();
    match how % 3 {
        0 => fs::remove_file(&path).unwrap(),
        1 => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
        _ => {
            let at = bytes.len() / 2;
            bytes[at] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
    }
}

#[test]
fn damaged_tables_are_made_again_from_the_deliveries() {
    let before = project();
    let whole = before.copied();
    whole.run(month("2018-04"), None).exits(1);
    let mut anew: Vec<String> = Vec::new();
    for (how, (table, stored)) in files(&before).into_iter().enumerate() {
        let place = before.copied();
        spoil(&place, &stored.file, how);
        let said = place.run(month("2018-04"), None);
        assert_eq!(said.exit, Some(1), "{}: {}", stored.file, said.stderr);
        let is_anew = said.stderr.contains(ANEW);
        assert!(!is_anew || said.stderr.contains(&stored.file["tables/".len()..]), "{}", said.stderr);
        assert_eq!(difference(&place.tables(), &whole.tables()), None, "{}", stored.file);
        assert!(place.outputs() == whole.outputs(), "{}", stored.file);
        anew.extend(is_anew.then_some(table));
        // After that all is well, or the damage is named: nothing of the damaged table was read.
        let verified = place.verify();
        let is_named = !is_anew && verified.exit == Some(65) && verified.stdout.contains(&stored.file);
        assert!(verified.exit == Some(0) || is_named, "{}: {verified:?}", stored.file);
    }
    for table in ["record", "firm_key", "delivery_part", "fact_day"] {
        assert!(anew.iter().any(|found| found == table), "`{table}` was never read: {anew:?}");
    }
}

#[test]
fn where_a_delivery_is_damaged_too_nothing_is_changed() {
    let place = project();
    let of_open = place.manifest().partitions[&Partition::Open].tables["record"].clone();
    spoil(&place, &of_open.file, 1);
    let delivery = place.manifest().deliveries[0].clone();
    let raw = place.path("store/raw").join(&delivery.sha256);
    let bytes = fs::read(&raw).unwrap();
    let mut rotten = bytes.clone();
    rotten[5] ^= 1;
    fs::write(&raw, rotten).unwrap();
    let (manifest, reports) = (place.manifest(), place.outputs());
    let said = place.run(month("2018-04"), None).exits(65).says("S_DAMAGED");
    assert!(said.stderr.contains(&delivery.file) && said.stderr.contains(&delivery.sha256), "{}", said.stderr);
    assert!(manifest == place.manifest() && reports == place.outputs());
    fs::write(&raw, bytes).unwrap();
    place.run(month("2018-04"), None).exits(1).says(ANEW);
    assert_eq!(place.verify().exit, Some(0));
}

/// A store as the program before wrote it: whole tables, no records.
fn as_before(place: &Place) {
    place.forge(|manifest| {
        manifest.format = 3;
        manifest.settled = None;
        let partitions = std::mem::take(&mut manifest.partitions);
        let open = partitions.into_iter().find(|(partition, _)| *partition == Partition::Open).unwrap().1;
        let is_new = |name: &str| name == "record" || name == "delivery_part" || name.ends_with("_key");
        manifest.tables.extend(open.tables.into_iter().filter(|(name, _)| !is_new(name)));
        manifest.tables.retain(|name, _| name != "fact_day" && name != "restated_day");
        manifest.deliveries.iter_mut().for_each(|delivery| delivery.outcome = None);
    });
}

#[test]
fn a_store_of_the_format_before_is_taken_over_once() {
    let place = project();
    let whole = place.copied();
    whole.forget();
    whole.run(month("2018-04"), None).exits(1).says(ANEW);
    as_before(&place);
    // A run that fails on its way leaves the store as it was.
    let manifest = place.manifest();
    place.put("inbox/stays_2018-05-01.csv", "no,header\n1,2\n");
    place.run(month("2018-04"), None).exits(65);
    assert!(manifest == place.manifest());
    fs::remove_file(place.path("inbox/stays_2018-05-01.csv")).unwrap();
    // Nor is anything lost where it is killed, at whatever moment.
    for after in [10, 60, 120, 200, 300] {
        let killed = place.copied();
        let mut command = program();
        let mut run = command.current_dir(killed.path("")).args(["run", "--month", "2018-04"]);
        run = run.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = run.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(after));
        child.kill().unwrap();
        child.wait().unwrap();
        killed.run(month("2018-04"), None).exits(1);
        assert_eq!(difference(&killed.tables(), &whole.tables()), None, "killed after {after} ms");
        assert!(killed.outputs() == whole.outputs(), "killed after {after} ms");
    }
    place.run(month("2018-04"), None).exits(1).says(ANEW).says("the store is of format 3");
    assert_eq!(difference(&place.tables(), &whole.tables()), None);
    assert!(place.outputs() == whole.outputs());
    let again = place.run(month("2018-04"), None);
    assert!(!again.stderr.contains(ANEW), "{}", again.stderr);
    assert_eq!(place.verify().exit, Some(0));
}
