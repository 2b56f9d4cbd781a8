//! The law that the statement rests on: rules used, readings, warnings, all with citations and grades.

use std::collections::BTreeMap;

use crate::domain::{Currency, Day};
use crate::error::Result;
use crate::query::Engine;
use crate::regime::Law;
use crate::regime::file::Grade;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section};
use super::{StatementBasis, column, open_questions};

const RULES: [ReportColumn; 6] = [
    column("regime", "Regime", ColumnKind::Text),
    column("rule", "Rule", ColumnKind::Text),
    column("words", "Rule in words", ColumnKind::Text),
    column("cite", "Section", ColumnKind::Text),
    column("grade", "Grade", ColumnKind::Text),
    column("days", "Days that rest on it", ColumnKind::Count),
];

const READINGS: [ReportColumn; 6] = [
    column("regime", "Regime", ColumnKind::Text),
    column("reading", "Reading", ColumnKind::Text),
    column("chosen", "Chosen", ColumnKind::Text),
    column("question", "Question", ColumnKind::Text),
    column("alternatives", "Other answers", ColumnKind::Text),
    column("grade", "Grade of the default", ColumnKind::Text),
];

/// Which law, readings and grades.
pub(super) fn law(basis: &StatementBasis<'_>, engine: &mut Engine, currency: Currency) -> Result<Section> {
    let mut text = vec![
        "Grades: “verified” was read in the text of the Act or instrument; “secondary” rests on official notes or other sources; “reading” is the default answer where the text leaves a gap; “unverified” was not seen.".to_owned(),
    ];
    let (rows, worst) = rules(basis, engine)?;
    text.push(format!("The weakest grade among the rules that days of this month rest on is “{}”.", worst.word()));
    for law in basis.laws {
        for (words, cite, grade) in law.warnings(basis.month.first(), basis.month.last()) {
            text.push(format!("Warning ({}): {words} [{cite}; {}]", law.id(), grade.word()));
        }
    }
    let used: Vec<&str> = rows
        .iter()
        .filter_map(|row| if let ReportCell::Text(regime) = &row[0] { Some(&**regime) } else { None })
        .collect();
    for law in basis.laws.iter().filter(|law| used.contains(&law.id())) {
        text.push(questions_asked(law, basis.month.last()));
        text.push(format!("{}: not seen: {}.", law.id(), law.not_seen()));
    }
    let readings = readings(basis, &used);
    let (about, open_questions) = open_questions::table(basis, currency);
    text.extend(about);
    Ok(Section {
        id: "law",
        title: "Which law does it rest on?".to_owned(),
        text,
        chart: None,
        tables: vec![
            ReportTable {
                id: "rules",
                title: format!("Rules that the days of {} rest on", basis.month.long()),
                columns: RULES.to_vec(),
                rows,
                total: None,
                empty: "no day rests on any rule",
            },
            ReportTable {
                id: "readings",
                title: "Readings: the answers used where the law leaves a question open".to_owned(),
                columns: READINGS.to_vec(),
                rows: readings,
                total: None,
                empty: "no questions are open",
            },
            open_questions,
        ],
    })
}

/// A day rests on readings as well as on its rule: how many, and which of them are unverified.
fn questions_asked(law: &Law, last: Day) -> String {
    let asked: Vec<_> = law.questions().into_iter().filter(|question| law.matters_until(question.id, last)).collect();
    let unverified: Vec<&str> = asked.iter().filter(|r| r.grade == Grade::Unverified).map(|r| r.id).collect();
    let tail = if unverified.is_empty() { String::new() } else { format!("; unverified: {}", unverified.join(", ")) };
    format!(
        "{}: amounts also rest on the answers to {} open questions below, none of them verified{tail}.",
        law.id(),
        asked.len()
    )
}

fn rules(basis: &StatementBasis<'_>, engine: &mut Engine) -> Result<(Vec<Vec<ReportCell>>, Grade)> {
    let (mut rows, mut worst) = (Vec::new(), Grade::Verified);
    for record in engine.ask("rules_used")?.records() {
        let (regime, rule) = (record.text("regime")?, record.text("rule")?);
        let law = basis.laws.iter().find(|law| law.id() == regime);
        let written = law.and_then(|law| law.rule_named(rule));
        let grade = written.map_or(Grade::Unverified, |written| written.grade);
        worst = worst.max(grade);
        rows.push(vec![
            ReportCell::text(regime),
            ReportCell::text(rule),
            ReportCell::text(written.map_or("", |written| &*written.words)),
            ReportCell::text(record.text("cite")?),
            ReportCell::text(grade.word()),
            ReportCell::Count(record.integer("days")?),
        ]);
    }
    Ok((rows, worst))
}

/// The readings of the regimes that were used, those chosen otherwise than by default first.
fn readings(basis: &StatementBasis<'_>, used: &[&str]) -> Vec<Vec<ReportCell>> {
    let mut rows: BTreeMap<(bool, usize, usize), Vec<ReportCell>> = BTreeMap::new();
    for (at, law) in basis.laws.iter().enumerate().filter(|(_, law)| used.contains(&law.id())) {
        for (place, reading) in
            law.questions().into_iter().enumerate().filter(|(_, asked)| law.matters_until(asked.id, basis.month.last()))
        {
            let chosen = reading.chosen;
            let is_default = chosen == reading.default;
            let all = std::iter::once(reading.default).chain(reading.alternatives.iter().map(String::as_str));
            let others: Vec<&str> = all.filter(|value| *value != chosen).collect();
            let cells = vec![
                ReportCell::text(law.id()),
                ReportCell::text(reading.id),
                ReportCell::Text(if is_default { chosen.to_owned() } else { format!("{chosen} (not the default)") }),
                ReportCell::Text(format!("{} [{}]", reading.question, reading.cite)),
                ReportCell::text(others.join(", ")),
                ReportCell::text(reading.grade.word()),
            ];
            rows.insert((is_default, at, place), cells);
        }
    }
    rows.into_values().collect()
}
