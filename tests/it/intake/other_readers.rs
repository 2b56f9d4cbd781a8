//! How many records a file has, beside two readers of others (A5): Python's `csv` and SQLite's import.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use beddays::settle::Intake;

use crate::intake::mutations::{answer, corpus};
use crate::intake::round_trip::{Dialect, random_table, read, write};
use crate::settle::messages_support::Chance;
use crate::store::child::have;
use crate::support::mutator::Mutator;

/// The records of each file of a folder that is well formed to Python; a row of blanks is no record.
const PYTHON: &str = "
import csv, os, sys
csv.field_size_limit(1 << 30)
for name in sorted(os.listdir(sys.argv[1])):
    try:
        with open(os.path.join(sys.argv[1], name), newline='', encoding='utf-8') as file:
            rows = list(csv.reader(file, strict=True))
        full = [row for row in rows if any(cell.strip(' \\t\\xa0') for cell in row)]
        print(name, max(len(full) - 1, 0), 'blank' if len(full) < len(rows) else '')
    except (csv.Error, UnicodeDecodeError):
        pass
";

/// What is not compared because the other reader cannot know it: a lone carriage return ends no line in SQLite, a line that
/// names the separator is Excel's own, a message is no table, the end-of-file byte of DOS is a row to others.
fn is_comparable(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    let head = bytes.get(..4).unwrap_or_default().to_ascii_lowercase();
    !(0..bytes.len()).any(lone)
        && head != b"sep="
        && head != b"msh|"
        && !bytes.contains(&0)
        && !bytes.ends_with(b"\x1A")
        && std::str::from_utf8(bytes).is_ok()
}

/// Our counts: 5,000 random tables, and 2,500 mutants of the files that are broken on purpose, as far as they are taken.
fn put_files(folder: &Path) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for number in 0..5_000 {
        let mut chance = Chance(number * 104_729 + 3);
        let table = random_table(&mut chance);
        let bytes = write(&table, Dialect::random(&mut chance).plain(), &mut chance);
        let is_record =
            |row: &&Vec<String>| row.iter().any(|cell| !cell.trim_matches([' ', '\t', '\u{a0}']).is_empty());
        if is_comparable(&bytes) {
            counts.insert(format!("t{number:05}.csv"), read(&bytes, b',').iter().skip(1).filter(is_record).count());
            fs::write(folder.join(format!("t{number:05}.csv")), bytes).unwrap();
        }
    }
    let seeds = corpus("csv", 20_000);
    let mut made = 0;
    for number in 0_u64.. {
        let mut mutator = Mutator::new(number);
        let (seed, other) = (&seeds[number as usize % seeds.len()], mutator.below(seeds.len()));
        let bytes = mutator.file(&seed.bytes, &seeds[other].bytes);
        // A quote in a bare cell is no fault to Python; here it costs its line, and reading goes on at the next one.
        let has_stray_quote = |intake: &Intake| intake.findings.iter().any(|finding| finding.code == "R_QUOTE");
        let taken = answer(seed, &bytes).ok().filter(|intake| is_comparable(&bytes) && !has_stray_quote(intake));
        if let Some(intake) = taken {
            counts.insert(format!("m{number:05}.csv"), intake.receipts[0].read as usize);
            fs::write(folder.join(format!("m{number:05}.csv")), bytes).unwrap();
            made += 1;
        }
        if made == 2_500 {
            break;
        }
    }
    counts
}

/// The records of each file by Python, and the files in which a row is blank: what others take for a record.
fn by_python(folder: &Path) -> (BTreeMap<String, usize>, BTreeSet<String>) {
    let output = Command::new("python3").args(["-c", PYTHON]).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut counts, mut with_blanks) = (BTreeMap::new(), BTreeSet::new());
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let words: Vec<&str> = line.split(' ').collect();
        counts.insert(words[0].to_owned(), words[1].parse().unwrap());
        with_blanks.extend((words[2] == "blank").then(|| words[0].to_owned()));
    }
    (counts, with_blanks)
}

/// The same by SQLite, of the files about whose form it has nothing to say.
fn by_sqlite(folder: &Path) -> BTreeMap<String, usize> {
    let names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let of_file = |name: &String| {
        let table = name.trim_end_matches(".csv");
        format!(".import --csv {name} {table}\nselect '{name} ' || count(*) from {table};\n")
    };
    fs::write(folder.join("script"), names.iter().map(of_file).collect::<String>()).unwrap();
    let mut sqlite = Command::new("sqlite3");
    let output = sqlite.args([":memory:", ".read script"]).current_dir(folder).output().unwrap();
    fs::remove_file(folder.join("script")).unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let odd: BTreeSet<&str> = said.lines().filter_map(|line| line.split(".csv").next()).collect();
    let is_odd = |name: &str| odd.iter().any(|line| line.contains(name.trim_end_matches(".csv")));
    let count = |line: &str| line.split_once(' ').map(|(name, count)| (name.to_owned(), count.parse().unwrap()));
    let counts = String::from_utf8_lossy(&output.stdout).into_owned();
    counts.lines().filter_map(count).filter(|(name, _)| !is_odd(name)).collect()
}

#[test]
fn two_readers_of_others_count_the_same_records() {
    let test = "two_readers_of_others_count_the_same_records";
    if !have("python3", test) || !have("sqlite3", test) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let ours = put_files(folder.path());
    let (by_python, with_blanks) = by_python(folder.path());
    let mut by_sqlite = by_sqlite(folder.path());
    by_sqlite.retain(|name, _| !with_blanks.contains(name));
    for (reader, theirs, least) in [("Python", by_python, 4_500), ("SQLite", by_sqlite, 2_500)] {
        let compared = ours.iter().filter_map(|(name, count)| Some((name, *count, *theirs.get(name)?)));
        let compared: Vec<(&String, usize, usize)> = compared.collect();
        let other: Vec<_> = compared.iter().filter(|(_, ours, theirs)| ours != theirs).collect();
        let shown = |name: &str| format!("{:?}", String::from_utf8_lossy(&fs::read(folder.path().join(name)).unwrap()));
        let first = other.iter().map(|(name, ..)| shown(name)).collect::<Vec<_>>().join("\n\n");
        assert!(other.is_empty(), "{reader}: {} of {}: {other:?}\n{first}", other.len(), compared.len());
        println!("{reader}: {} files compared", compared.len());
        assert!(compared.len() > least, "{reader}: only {} files were compared", compared.len());
    }
}
