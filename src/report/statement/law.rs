//! The law that the statement rests on: rules used, readings, warnings, all with citations and grades.

use std::collections::BTreeMap;

use crate::domain::Currency;
use crate::error::Result;
use crate::query::Engine;
use crate::regime::Law;
use crate::regime::file::Grade;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section, titled};
use super::law_words::{grade, in_words};
use super::{StatementBasis, column, open_questions};
use crate::words::Argument;

const RULES: [ReportColumn; 6] = [
    column("regime", "head-regime", ColumnKind::Text),
    column("rule", "head-rule", ColumnKind::Text),
    column("words", "head-rule-in-words", ColumnKind::Text),
    column("cite", "head-section", ColumnKind::Text),
    column("grade", "head-grade", ColumnKind::Text),
    column("days", "head-days-resting", ColumnKind::Count),
];

const READINGS: [ReportColumn; 6] = [
    column("regime", "head-regime", ColumnKind::Text),
    column("reading", "head-reading", ColumnKind::Text),
    column("chosen", "head-chosen", ColumnKind::Text),
    column("question", "head-question", ColumnKind::Text),
    column("alternatives", "head-other-answers", ColumnKind::Text),
    column("grade", "head-grade-of-default", ColumnKind::Text),
];

/// Which law, readings and grades.
pub(super) fn law(basis: &StatementBasis<'_>, engine: &mut Engine, currency: Currency) -> Result<Section> {
    let mut text = vec![basis.word("law-grades").to_owned()];
    let (rows, worst) = rules(basis, engine)?;
    text.push(basis.say("law-weakest", &[("grade", grade(basis.language, worst).into())]));
    for law in basis.laws {
        for (words, cite, of) in law.warnings(basis.month.first(), basis.month.last()) {
            let of_law = [("id", law.id().into()), ("words", words.into()), ("cite", cite.into())];
            let [id, words, cite] = of_law;
            text.push(basis.say("law-warning", &[id, words, cite, ("grade", grade(basis.language, of).into())]));
        }
    }
    let used: Vec<&str> = rows
        .iter()
        .filter_map(|row| if let ReportCell::Text(regime) = &row[0] { Some(&**regime) } else { None })
        .collect();
    for law in basis.laws.iter().filter(|law| used.contains(&law.id())) {
        text.push(questions_asked(basis, law));
        let not_seen = in_words(basis.language, law, "not-seen", || law.not_seen().to_owned());
        text.push(basis.say("law-not-seen", &[("id", law.id().into()), ("words", not_seen.into())]));
    }
    let readings = readings(basis, &used);
    let (about, open_questions) = open_questions::table(basis, currency);
    text.extend(about);
    Ok(Section {
        id: "law",
        title: basis.word("law-title").to_owned(),
        text,
        chart: None,
        tables: vec![
            ReportTable {
                id: "rules",
                title: basis.of_month("rules-title"),
                columns: titled(basis.language, &RULES),
                rows,
                total: None,
                empty: basis.word("rules-none"),
            },
            ReportTable {
                id: "readings",
                title: basis.word("readings-title").to_owned(),
                columns: titled(basis.language, &READINGS),
                rows: readings,
                total: None,
                empty: basis.word("readings-none"),
            },
            open_questions,
        ],
    })
}

/// A day rests on readings as well as on its rule: how many, and which of them are unverified.
fn questions_asked(basis: &StatementBasis<'_>, law: &Law) -> String {
    let last = basis.month.last();
    let asked: Vec<_> = law.questions().into_iter().filter(|question| law.matters_until(question.id, last)).collect();
    let unverified: Vec<&str> = asked.iter().filter(|r| r.grade == Grade::Unverified).map(|r| r.id).collect();
    let (id, count) = (("id", law.id().into()), ("count", Argument::Plain(asked.len() as i64)));
    match unverified.is_empty() {
        true => basis.say("law-questions", &[id, count]),
        false => {
            let unverified = ("unverified", unverified.join(", ").into());
            basis.say("law-questions-unverified", &[id, count, unverified])
        }
    }
}

fn rules(basis: &StatementBasis<'_>, engine: &mut Engine) -> Result<(Vec<Vec<ReportCell>>, Grade)> {
    let (mut rows, mut worst) = (Vec::new(), Grade::Verified);
    for record in engine.ask("rules_used")?.records() {
        let (regime, rule) = (record.text("regime")?, record.text("rule")?);
        let law = basis.laws.iter().find(|law| law.id() == regime);
        let written = law.and_then(|law| law.rule_named(rule));
        let of = written.map_or(Grade::Unverified, |written| written.grade);
        worst = worst.max(of);
        let in_file = || written.map_or_else(String::new, |written| written.words.clone());
        let words = match law {
            Some(law) => in_words(basis.language, law, &format!("rule-{rule}"), in_file),
            None => in_file(),
        };
        rows.push(vec![
            ReportCell::text(regime),
            ReportCell::text(rule),
            ReportCell::Text(words),
            ReportCell::text(basis.language.cite(record.text("cite")?)),
            ReportCell::text(grade(basis.language, of)),
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
            let asked =
                in_words(basis.language, law, &format!("reading-{}", reading.id), || reading.question.to_owned());
            let cells = vec![
                ReportCell::text(law.id()),
                ReportCell::text(reading.id),
                ReportCell::Text(match is_default {
                    true => chosen.to_owned(),
                    false => basis.say("reading-not-default", &[("answer", chosen.into())]),
                }),
                ReportCell::Text(format!("{asked} [{}]", basis.language.cite(reading.cite))),
                ReportCell::text(others.join(", ")),
                ReportCell::text(grade(basis.language, reading.grade)),
            ];
            rows.insert((is_default, at, place), cells);
        }
    }
    rows.into_values().collect()
}
