//! A made-up project: a fictional council, three hospitals, three months, every difficulty of the law.
//!
//! ```text
//! difficulties (a table, with what the law makes of each) ─┐
//! everyday stays (by chance, with a fixed seed) ───────────┼─▶ drafts ─▶ extracts: what each month's files say
//! flawed rows ─────────────────────────────────────────────┘
//! ```

pub mod countries;
mod difficulties;
mod everyday;
mod extracts;
mod flawed;
mod people;
mod sample_stay;
pub mod seeded_rng;

use std::fmt::Write;

use crate::domain::{Day, Month};

use difficulties::Difficulty;
use people::People;
use sample_stay::SampleStay;

/// Everything that chance decides in the sample follows from this number.
const SEED: u64 = 20_180_331;
/// 1 January 2018, the first day of the sample.
const FIRST: Day = Day::from_number(17_532);
/// 31 March 2018, its last day: no file knows anything later.
const LAST: Day = Day::from_number(17_621);
/// What the first hospital claims for March, with every kind of difference from what is owed.
const CLAIM: &str = "claim-2018-03.csv";
/// How many everyday stays there are beside the difficult and the flawed ones.
const EVERYDAY: u64 = 237;

/// A made-up project, ready to be written to a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Paths relative to the project folder, as in `inbox/stays_2018-01.csv`, with the content of each.
    pub files: Vec<(String, String)>,
    /// The content of `beddays.toml`.
    pub project_file: String,
    /// The month to run.
    pub month: Month,
    /// The difficulties of the law in it, in order, with stays that show each.
    pub difficulties: Vec<DifficultyExamples>,
}

/// A difficulty of the law and the stays of the sample that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifficultyExamples {
    /// What is difficult, in words.
    pub difficulty: String,
    /// The stays.
    pub stays: Vec<String>,
    /// How many days are charged for each of them, in whatever month.
    pub charged_days: usize,
    /// The rules that days of March rest on.
    pub rules: Vec<String>,
}

/// The sample project of `beddays demo`: the same bytes every time.
pub fn demo() -> Sample {
    let table = difficulties::table();
    let mut people = People::default();
    let (rows, mut drafts): (Vec<usize>, Vec<SampleStay>) =
        difficulties::stays(&table, &mut people).into_iter().unzip();
    drafts.extend(everyday::stays(EVERYDAY, &mut people));
    drafts.extend(flawed::stays(&mut people));
    drafts.iter_mut().for_each(|draft| draft.known_on(LAST));
    let ids = people::ids(&drafts);
    let first = FIRST.month();
    let months = [first, first.next(), first.next().next()];
    let difficulties = shown(&table, &rows, &ids);
    let mut files = extracts::files(&drafts, &ids, &months);
    files.push(("WHAT-IS-IN-IT.md".to_owned(), contents(&difficulties)));
    files.push((CLAIM.to_owned(), include_str!("../../data-samples/demo/claim.csv").to_owned()));
    let project_file = include_str!("../../data-samples/demo/beddays.toml").to_owned();
    Sample { files, project_file, month: LAST.month(), difficulties }
}

fn shown(table: &[Difficulty], rows: &[usize], ids: &[String]) -> Vec<DifficultyExamples> {
    let shown = table.iter().enumerate().map(|(at, row)| DifficultyExamples {
        difficulty: row.difficulty.clone(),
        stays: rows.iter().zip(ids).filter(|(row, _)| **row == at).map(|(_, id)| id.clone()).collect(),
        charged_days: row.charged_days,
        rules: row.rules.split(';').map(str::to_owned).collect(),
    });
    shown.collect()
}

/// A page for people: which stay to look at for which difficulty.
fn contents(difficulties: &[DifficultyExamples]) -> String {
    let mut page = String::from(
        "# What is in this sample\n\n\
         Everything here is made up: the people, the stays, the hospitals and what the council did. No NHS number in it\n\
         was ever issued. `beddays explain STAY` shows any of these stays day by day, with the law.\n\n\
         | difficulty of the law | days charged for each stay | stays |\n|---|---|---|\n",
    );
    for DifficultyExamples { difficulty, stays, charged_days, .. } in difficulties {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {difficulty} | {charged_days} | {} |", stays.join(", "));
    }
    page.push_str(
        "\n`claim-2018-03.csv` is what Northgate General Hospital claims for March, with every kind of difference in it:\n\
         `beddays run --month 2018-02`, then `beddays reconcile claim-2018-03.csv --month 2018-03`.\n",
    );
    page
}
