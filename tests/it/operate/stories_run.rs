//! The stories of `data-samples` as projects: one sum in every format (C1), the same bytes however often a month is run (F1), and
//! packs that name nobody (H5).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use beddays::domain::{Currency, Day, Minor, Month};
use calamine::{Data, Reader, open_workbook_auto};

use crate::operate::sample_stories::stories;
use crate::support::harness::Folder;

/// A project of the whole system with the files of a story.
fn project(story: &Path) -> Folder {
    let folder = Folder::new();
    let toml = folder.read("beddays.toml");
    folder.put("beddays.toml", toml.replacen("view      = \"authority\"", "view      = \"system\"", 1));
    for name in ["stays.csv", "events.csv", "reasons.csv"] {
        if let Ok(text) = fs::read_to_string(story.join(name)) {
            folder.put(&format!("inbox/{name}"), text);
        }
    }
    folder
}

/// What a story says that is owed in all, and the months in which days are charged.
fn expected(story: &Path) -> (i64, BTreeSet<Month>) {
    let text = fs::read_to_string(story.join("expected.csv")).unwrap();
    let (mut pence, mut months) = (0, BTreeSet::new());
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        pence += cells[5].replace('.', "").parse::<i64>().unwrap();
        if let (Ok(first), Ok(last)) = (cells[2].parse::<Day>(), cells[3].parse::<Day>()) {
            months.extend(first.to(last).map(Day::month));
        }
    }
    (pence, months)
}

/// The sum that every format of a statement has.
fn sum_of(folder: &Folder, month: Month, story: &str) -> i64 {
    let what = format!("{story}, {month}");
    let asked = "select coalesce(sum(amount_minor), 0) as pence from ledger_day";
    let ledger = folder.run(&["query", asked, "--month", &month.to_string(), "--format", "csv"]).exits(0).stdout;
    let pence: i64 = ledger.lines().nth(1).unwrap().parse().unwrap();
    let name = |ending: &str| format!("reports/{month}/internal-statement{ending}");
    let words = Minor(pence).with(Currency::Gbp);
    assert!(folder.read(&name(".html")).contains(&words), "{what}: {words} is not on the page");
    let json = folder.read(&name(".json"));
    assert!(json.contains(&format!("\"amount_minor\": {pence}")), "{what}: {pence} is not in the JSON");
    let totals = folder.read(&name("-totals.csv"));
    assert!(totals.contains(&format!(",amount_minor,{pence},GBP")), "{what}: {pence} is not in {totals}");
    let mut book = open_workbook_auto(folder.path(&name(".xlsx"))).unwrap();
    let is_sum = |cell: &Data| matches!(cell, Data::Float(value) if (value * 100.0).round() as i64 == pence);
    let found = book.sheet_names().iter().any(|name| book.worksheet_range(name).unwrap().rows().flatten().any(is_sum));
    assert!(found, "{what}: {words} is in no sheet");
    pence
}

/// The ids and NHS numbers of a story's stays.
fn identifiers(folder: &Folder) -> Vec<String> {
    let stays = folder.read("inbox/stays.csv");
    let cells = stays.lines().skip(1).flat_map(|line| line.split(',').take(2).map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|cell| cell.len() > 2).collect()
}

#[test]
fn every_story_has_one_sum_in_every_format_and_the_same_bytes_again_and_its_packs_name_nobody() {
    let (mut fixtures, mut packs) = (0, 0);
    for story in stories() {
        let name = story.file_name().unwrap().to_string_lossy().into_owned();
        let (folder, (wanted, months)) = (project(&story), expected(&story));
        let mut sum = 0;
        for month in &months {
            let month_text = month.to_string();
            let run = || folder.run(&["run", "--month", &month_text]);
            let ran = run();
            assert!(matches!(ran.exit, Some(0 | 1)), "{name}: {ran:?}");
            sum += sum_of(&folder, *month, &name);
            let (store, reports) = (folder.files("store"), folder.files("reports"));
            for again in 2..=5 {
                assert_eq!(run().exit, ran.exit, "{name}, {month}");
                let is_same = store == folder.files("store") && reports == folder.files("reports");
                assert!(is_same, "{name}, {month}: run {again} gives other bytes");
            }
            fixtures += 1;
            let published = folder.run(&["publish", "--month", &month_text]);
            assert!(matches!(published.exit, Some(0 | 65)), "{name}: {published:?}");
        }
        assert_eq!(sum, wanted, "{name}: the months do not add up to what the story says");
        let identifiers = identifiers(&folder);
        for (path, bytes) in if folder.path("public").exists() { folder.files("public") } else { Default::default() } {
            let text = String::from_utf8_lossy(&bytes);
            packs += 1;
            let found: Vec<&String> = identifiers.iter().filter(|id| text.contains(id.as_str())).collect();
            assert!(found.is_empty(), "{name}: {found:?} in {}", path.display());
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(file.starts_with("public-"), "{name}: {file} does not say its class");
        }
    }
    assert!(fixtures >= 10 && packs > 40, "{fixtures} months, {packs} files of packs");
}
