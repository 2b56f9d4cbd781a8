//! Stores that programs of every format left are read, or made anew with the same ledger (F10).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use beddays::store::{FORMAT, Store, sha256};

use crate::support::harness::{Said, program, said};

/// What any of them holds: each day of the ledger with what became of it, for whom, by which rule.
const DAYS: &str = "select stay_id, day, n, status, amount_minor, currency, payer_code, payee_code, regime, rule, cite \
                    from every_ledger_day order by stay_id, day";

/// The SHA-256 of the days, as a program of format 2 wrote them.
const LEDGER: &str = "2fbbc70210c2329afe8e459d9243f8d2cdaae7749e5327d2b5977adc14938741";

fn stores() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores")
}

/// The project of a format, in a folder.
fn unpacked(format: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let archive = stores().join(format!("format-{format}.tar.gz"));
    let mut tar = Command::new("tar");
    let unpacked = tar.arg("-xpzf").arg(&archive).args(["--no-same-owner", "-C"]).arg(folder.path()).output().unwrap();
    assert!(unpacked.status.success(), "{unpacked:?}");
    folder
}

fn in_project(folder: &Path, arguments: &[&str]) -> Said {
    said(program().current_dir(folder.join("project")).args(arguments))
}

fn ledger(folder: &Path) -> String {
    let days = in_project(folder, &["query", DAYS, "--format", "csv"]).exits(0).stdout;
    assert_eq!(days.lines().count(), 30, "{days}");
    sha256(days.as_bytes())
}

fn format_of(folder: &Path) -> u32 {
    Store::read_only(&folder.join("project")).unwrap().manifest().format
}

/// Goal: no month is lost or changed by a newer program. Method: a store of each format from 2 to today's; `verify` finds it
/// whole, a run makes it one of today's format, and its ledger is the same to the penny before and after.
#[test]
fn a_store_of_any_format_is_taken_over_with_the_same_ledger() {
    let run = ["run", "--month", "2018-03"];
    for format in 2..=FORMAT {
        let folder = unpacked(format);
        let folder = folder.path();
        assert_eq!(format_of(folder), format);
        // The reports of a store that has none beside it are put in place from the store.
        if !folder.join("project/reports").exists() {
            let again = in_project(folder, &["report", "statement", "--month", "2018-03"]);
            assert_eq!(again.exit, Some(0), "format {format}: {again:?}");
        }
        // What became of each delivery is kept in full since format 5.
        let receipts = Store::read_only(&folder.join("project")).unwrap().receipts();
        match receipts {
            Ok(receipts) => assert!(format >= 5 && receipts.len() == 3, "format {format}: {receipts:?}"),
            Err(error) => assert!(format < 5 && error.code() == "S_FORMAT", "format {format}: {error}"),
        }
        let whole = in_project(folder, &["verify"]);
        assert!(
            whole.exit == Some(0) && whole.stdout.contains("the store is whole: 3 deliveries"),
            "{format}: {whole:?}"
        );
        let before = fs::read(folder.join("project/reports/2018-03/internal-statement.json")).unwrap();
        let asked = in_project(folder, &["query", DAYS, "--format", "csv"]);
        // What questions need has been there since format 5.
        if format >= 5 {
            assert_eq!(ledger(folder), LEDGER, "format {format}, as it was kept");
        } else {
            // What it lacks is said, and how it is made.
            assert_eq!(asked.exit, Some(78), "{asked:?}");
            assert!(
                asked.stderr.contains("S_FORMAT") && asked.stderr.contains("run the last month again"),
                "{asked:?}"
            );
        }
        let ran = in_project(folder, &run).exits(1).says("£910.00");
        let is_anew = ran.stderr.contains(&format!("the store is of format {format}"));
        assert_eq!(is_anew, format != FORMAT, "format {format}: {ran:?}");
        assert_eq!((ledger(folder).as_str(), format_of(folder)), (LEDGER, FORMAT), "format {format}, taken over");
        in_project(folder, &["verify"]).exits(0);
        // The edition before is there, byte for byte, whoever published it.
        let edition_1 = fs::read(folder.join("project/reports/2018-03/edition-1/internal-statement.json")).unwrap();
        assert!(String::from_utf8_lossy(&edition_1).contains("338000"), "format {format}");
        assert!(!before.is_empty());
        in_project(folder, &run).exits(1).says("nothing changed");
    }
}

/// The next format finds its store here: whoever changes the format keeps one of it.
#[test]
fn there_is_a_store_of_every_format() {
    let kept: Vec<String> = fs::read_dir(stores())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".tar.gz"))
        .collect();
    for format in 2..=FORMAT {
        let name = format!("format-{format}.tar.gz");
        assert!(kept.contains(&name), "{name} is missing: tests/stores/README.md says how it is made");
    }
}

/// An older program wrote no list of the files of a report. That it is not there is no damage, and the next run writes it.
#[test]
fn what_an_older_program_did_not_write_is_no_damage() {
    let folder = unpacked(4);
    let folder = folder.path();
    let list = folder.join("project/reports/2018-03/internal-files.sha256");
    assert!(!list.exists(), "the store of format 4 has reports of a program without lists");
    in_project(folder, &["verify"]).exits(0).says("has no list of its files: an older program wrote none");
    // Another file that is not there is damage all the same.
    let report = folder.join("project/reports/2018-03/internal-statement.xlsx");
    let bytes = fs::read(&report).unwrap();
    fs::remove_file(&report).unwrap();
    in_project(folder, &["verify"]).exits(65).says("internal-statement.xlsx");
    fs::write(&report, bytes).unwrap();
    // The next run of any month writes the lists of all.
    in_project(folder, &["run", "--month", "2018-02"]);
    assert!(list.exists());
    in_project(folder, &["verify"]).exits(0);
    fs::remove_file(&list).unwrap();
    in_project(folder, &["verify"]).exits(65).says("internal-files.sha256");
}
