//! The shipped vectors of section 9, alternative readings included.

use std::collections::BTreeMap;

use super::{CaseText, Verdict, calendar, explain, judge};

type Row = BTreeMap<String, String>;

/// A small RFC 4180 reader: quoted cells may hold commas, line ends and doubled quotes.
fn rows(text: &str) -> Vec<Row> {
    let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            other => cell.push(other),
        }
    }
    if !line.is_empty() || !cell.is_empty() {
        line.push(cell);
        lines.push(line);
    }
    let header = lines.remove(0);
    lines
        .into_iter()
        .inspect(|cells| assert_eq!(cells.len(), header.len(), "{cells:?}"))
        .map(|cells| header.iter().cloned().zip(cells).collect())
        .collect()
}

/// Days, whole pounds, and `payer:days` in the order in which they first pay.
fn totals(verdict: &Verdict) -> (usize, i64, String) {
    let mut payers: Vec<(&str, usize)> = Vec::new();
    for (_, payer, _) in &verdict.days {
        match payers.iter_mut().find(|(known, _)| known == payer) {
            Some((_, days)) => *days += 1,
            None => payers.push((payer, 1)),
        }
    }
    let payers: Vec<String> = payers.iter().map(|(payer, days)| format!("{payer}:{days}")).collect();
    let pence: i64 = verdict.days.iter().map(|(_, _, pence)| pence).sum();
    assert_eq!(pence % 100, 0);
    (verdict.days.len(), pence / 100, payers.join(";"))
}

/// Checks a row and returns how many alternative readings it held.
fn check(row: &Row) -> usize {
    let params = row["params"].as_str();
    let with = |params: &str| {
        let case = CaseText {
            regime: &row["regime"],
            qualifies: &row["qualifies"],
            authority: &row["authority"],
            params,
            events: &row["events"],
        };
        (judge(&case), explain(&case))
    };
    let id = &row["vector_id"];
    let (verdict, story) = with(params);
    let (days, pounds, payers) = totals(&verdict);
    let edge = |day: Option<&(i32, String, i64)>| day.map(|(day, _, _)| calendar::date_text(*day)).unwrap_or_default();
    let found = [
        ("expected_deadline", verdict.deadlines.join(";")),
        ("expected_relevant_day", verdict.relevant_days.join(";")),
        ("expected_first_day", edge(verdict.days.first())),
        ("expected_last_day", edge(verdict.days.last())),
        ("expected_days", days.to_string()),
        ("expected_amount", pounds.to_string()),
        ("expected_payers", payers),
    ];
    for (column, found) in found {
        assert_eq!(found, row[column], "{id} {column}\n{story}");
    }
    let alternatives = row["alt_readings"].split('|').filter(|part| !part.is_empty());
    let mut checked = 0;
    for alternative in alternatives {
        let (reading, expected) = alternative.split_once("=>").expect("reading=value=>result");
        let (verdict, story) = with(&format!("{params};{reading}"));
        let (days, pounds, _) = totals(&verdict);
        assert_eq!(format!("days={days},amount={pounds}"), expected, "{id} {reading}\n{story}");
        checked += 1;
    }
    checked
}

#[test]
fn every_shipped_vector_is_judged_as_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/law");
    for (file, least) in [("england-2003.csv", 52), ("england-2014.csv", 44)] {
        let path = format!("{folder}/{file}");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
        let rows = rows(&text);
        let alternatives: usize = rows.iter().map(check).sum();
        println!("{file}: {} rows, {alternatives} alternative readings", rows.len());
        assert!(rows.len() >= least, "{file} has only {} rows", rows.len());
    }
}
