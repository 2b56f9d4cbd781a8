//! A console session of slips (`tests/sessions/slips.md`): each line behind `$` is run, what is printed is compared.

use super::Case;

const SESSION: &str = include_str!("../../../sessions/slips.md");

const STAYS: &str = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at\n\
                     ABC-100,RX1,E10000020,2018-06-01T08:30,2018-06-08,2018-06-12T15:00\n";

fn folder() -> Case {
    let case = Case::empty();
    case.put("stays.csv", STAYS);
    case.put("events.csv", "stay_id,kind,at,until,value\nABC-100,assessment_notice,2018-06-04T10:00,,\n");
    case.put(
        "series.csv",
        "series_id,period,value\nNorwich,2018-01,10\nNorwich,2018-02,12\nLynn,2018-01,7\nLynn,2018-03,9\nWells,2018-01,4\n",
    );
    case.put("trusts.csv", "month,trust,nhs,social care,total\n2018-06,RX1,10,5,15\n");
    case.put("councils.csv", super::publications::torn_councils());
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap().write(0, 0, "made for a test").unwrap();
    let sheet = book.add_worksheet().set_name("Stays").unwrap();
    for (row, line) in STAYS.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet.write(row as u32, column as u16, cell).unwrap();
        }
    }
    case.put("stays.xlsx", book.save_to_buffer().unwrap());
    case
}

/// The commands of the session with the lines that are expected.
fn commands() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for block in SESSION.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => commands.push((command, Vec::new())),
                None => commands.last_mut().expect("a block begins with a command").1.push(line),
            }
        }
    }
    commands
}

/// Whether a line is the expected one, in which `…` stands for any part.
pub fn fits(line: &str, wanted: &str) -> bool {
    let mut parts = wanted.split('…');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Whether lines are the expected ones, among which `…` alone stands for any number.
fn fit(lines: &[&str], wanted: &[&str]) -> bool {
    match (wanted, lines) {
        ([], lines) => lines.is_empty(),
        (["…", rest @ ..], lines) => (0..=lines.len()).any(|skip| fit(&lines[skip..], rest)),
        ([first, rest @ ..], [line, lines @ ..]) => fits(line, first) && fit(lines, rest),
        _ => false,
    }
}

#[test]
fn a_session_of_slips_says_what_is_true_and_what_to_do_next() {
    let case = folder();
    let commands = commands();
    let refused =
        commands.iter().filter(|(_, lines)| lines.last().is_some_and(|line| line.starts_with("(exit"))).count();
    assert!(refused >= 12, "at least twelve slips: {refused}");
    for (command, wanted) in commands {
        let said = case.sh(&format!("{{ {command}; }} 2>&1"));
        let code = said.exit.unwrap_or(-1);
        let printed = format!("{}{}", said.stdout, if code == 0 { String::new() } else { format!("(exit {code})\n") });
        let lines: Vec<&str> = printed.lines().collect();
        assert!(fit(&lines, &wanted), "$ {command}\n{printed}\nwanted:\n{}", wanted.join("\n"));
    }
}

#[test]
fn the_comparison_can_fail() {
    assert!(fit(&["a b c", "x", "y"], &["a…c", "…"]) && fit(&["a"], &["…", "a"]) && fits("", "…"));
    assert!(!fit(&["a b d"], &["a…c"]) && !fit(&["a", "b"], &["a"]) && !fit(&[], &["a"]) && !fits("ab", "abc…"));
}
