//! The law that the statement rests on: rules used, readings, warnings, all with citations and grades.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::query::Engine;
use crate::regime::Law;
use crate::regime::file::Grade;

use super::super::model::{Cell, Column, Kind, Section, Table};
use super::{Basis, column};

const RULES: [Column; 6] = [
    column("regime", "Regime", Kind::Text),
    column("rule", "Rule", Kind::Text),
    column("words", "Rule in words", Kind::Text),
    column("cite", "Section", Kind::Text),
    column("grade", "Grade", Kind::Text),
    column("days", "Days that rest on it", Kind::Count),
];

const READINGS: [Column; 6] = [
    column("regime", "Regime", Kind::Text),
    column("reading", "Reading", Kind::Text),
    column("chosen", "Chosen", Kind::Text),
    column("question", "Question", Kind::Text),
    column("alternatives", "Other answers", Kind::Text),
    column("grade", "Grade of the default", Kind::Text),
];

/// Which law, readings and grades.
pub(super) fn law(basis: &Basis<'_>, engine: &mut Engine) -> Result<Section> {
    let mut text = vec![
        "Grades: “verified” was read in the text of the Act or instrument; “secondary” rests on official notes or other sources; “reading” is the default answer where the text leaves a gap; “unverified” was not seen.".to_owned(),
    ];
    let (rows, worst) = rules(basis, engine)?;
    text.push(format!("The weakest grade among the rules that days of this month rest on is “{}”.", worst.word()));
    for law in basis.laws {
        for (words, cite, grade) in law.warnings(basis.month.first(), basis.month.last()) {
            text.push(format!("Warning ({}): {words} [{cite}; {}]", law.regime.id(), grade.word()));
        }
    }
    let used: Vec<&str> =
        rows.iter().filter_map(|row| if let Cell::Text(regime) = &row[0] { Some(&**regime) } else { None }).collect();
    for law in basis.laws.iter().filter(|law| used.contains(&law.regime.id())) {
        text.push(open_questions(law));
        text.push(format!("{}: not seen: {}.", law.regime.id(), law.regime.file.regime.not_seen));
    }
    let readings = readings(basis, &used);
    Ok(Section {
        id: "law",
        title: "Which law does it rest on?".to_owned(),
        text,
        chart: None,
        tables: vec![
            Table {
                id: "rules",
                title: format!("Rules that the days of {} rest on", basis.month.long()),
                columns: RULES.to_vec(),
                rows,
                total: None,
                empty: "no day rests on any rule",
            },
            Table {
                id: "readings",
                title: "Readings: the answers used where the law leaves a question open".to_owned(),
                columns: READINGS.to_vec(),
                rows: readings,
                total: None,
                empty: "no questions are open",
            },
        ],
    })
}

/// A day rests on readings as well as on its rule: how many, and which of them nobody has verified at all.
fn open_questions(law: &Law) -> String {
    let asked = law.regime.file.reading.iter().map(toml::Spanned::get_ref);
    let unverified: Vec<&str> = asked.clone().filter(|r| r.grade == Grade::Unverified).map(|r| r.id.as_str()).collect();
    let tail = if unverified.is_empty() { String::new() } else { format!("; unverified: {}", unverified.join(", ")) };
    format!(
        "{}: amounts also rest on the answers to {} open questions below, none of them verified{tail}.",
        law.regime.id(),
        asked.count()
    )
}

fn rules(basis: &Basis<'_>, engine: &mut Engine) -> Result<(Vec<Vec<Cell>>, Grade)> {
    let (mut rows, mut worst) = (Vec::new(), Grade::Verified);
    for record in engine.ask("rules_used")?.records() {
        let (regime, rule) = (record.text("regime")?, record.text("rule")?);
        let law = basis.laws.iter().find(|law| law.regime.id() == regime);
        let written = law.and_then(|law| law.regime.file.rule.iter().find(|written| written.get_ref().id == rule));
        let grade = written.map_or(Grade::Unverified, |written| written.get_ref().grade);
        worst = worst.max(grade);
        rows.push(vec![
            Cell::text(regime),
            Cell::text(rule),
            Cell::text(written.map_or("", |written| &written.get_ref().words)),
            Cell::text(record.text("cite")?),
            Cell::text(grade.word()),
            Cell::Count(record.integer("days")?),
        ]);
    }
    Ok((rows, worst))
}

/// The readings of the regimes that were used, those chosen otherwise than by default first.
fn readings(basis: &Basis<'_>, used: &[&str]) -> Vec<Vec<Cell>> {
    let mut rows: BTreeMap<(bool, usize, usize), Vec<Cell>> = BTreeMap::new();
    for (at, law) in basis.laws.iter().enumerate().filter(|(_, law)| used.contains(&law.regime.id())) {
        for (place, reading) in law.regime.file.reading.iter().map(toml::Spanned::get_ref).enumerate() {
            let chosen = law.readings.get(&reading.id).unwrap_or("");
            let is_default = chosen == reading.default;
            let all = std::iter::once(&reading.default).chain(&reading.alternatives);
            let others: Vec<&str> = all.map(String::as_str).filter(|value| *value != chosen).collect();
            let cells = vec![
                Cell::text(law.regime.id()),
                Cell::text(&reading.id),
                Cell::Text(if is_default { chosen.to_owned() } else { format!("{chosen} (not the default)") }),
                Cell::Text(format!("{} [{}]", reading.question, reading.cite)),
                Cell::text(others.join(", ")),
                Cell::text(reading.grade.word()),
            ];
            rows.insert((is_default, at, place), cells);
        }
    }
    rows.into_values().collect()
}
