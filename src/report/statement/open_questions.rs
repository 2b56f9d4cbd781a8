//! What the open questions of law are worth in a month.

use std::collections::BTreeMap;

use crate::domain::{AuthorityId, Currency};
use crate::liability::Charge;
use crate::regime::answered_question::AnsweredQuestion;
use crate::regime::file::Grade;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, titled};
use super::{Counterparty, StatementBasis, StatementScope, column, law_words};

const COLUMNS: [ReportColumn; 7] = [
    column("reading", "head-open-question", ColumnKind::Text),
    column("chosen", "head-answer-in-use", ColumnKind::Text),
    column("answer", "head-other-answer", ColumnKind::Text),
    column("difference_minor", "head-difference", ColumnKind::Money),
    column("days", "head-chargeable-days", ColumnKind::Count),
    column("stays", "head-stays-that-differ", ColumnKind::Count),
    column("grade", "head-grade-of-default", ColumnKind::Text),
];

/// What differs under one other answer.
#[derive(Clone, Debug, Default)]
pub struct OtherAnswer {
    reading: String,
    answer: String,
    /// The answers in use and the grades of the default, by the laws that days rest on.
    chosen: Vec<String>,
    grades: Vec<Grade>,
    /// Charged stays that cannot be judged by it: nothing of them is in the difference.
    pub not_judged: i64,
    /// The differences of all stays, and how many stays differ.
    all: (Charge, i64),
    by_payer: BTreeMap<Option<AuthorityId>, (Charge, i64)>,
}

/// What differs under each other answer to each question that was asked.
#[derive(Clone, Debug, Default)]
pub struct OtherAnswers {
    answers: Vec<OtherAnswer>,
    /// Answers that have to be filled in before anything can be said of them, as in `cutoff_HH:MM`.
    pub to_fill_in: Vec<String>,
}

impl OtherAnswer {
    /// Nothing differs yet.
    pub fn new(asked: &[AnsweredQuestion<'_>], answer: &str) -> Self {
        let mut chosen: Vec<String> = asked.iter().map(|asked| asked.chosen.to_owned()).collect();
        let mut grades: Vec<Grade> = asked.iter().map(|asked| asked.grade).collect();
        chosen.dedup();
        grades.dedup();
        let reading = asked.first().map_or_else(String::new, |asked| asked.id.to_owned());
        Self { reading, answer: answer.to_owned(), chosen, grades, ..Self::default() }
    }

    /// Adds what differs of one stay, by who pays.
    pub fn add_stay(&mut self, charges: impl IntoIterator<Item = (Option<AuthorityId>, Charge)>) {
        let mut of_stay: BTreeMap<Option<AuthorityId>, Charge> = BTreeMap::new();
        charges.into_iter().for_each(|(payer, charge)| of_stay.entry(payer).or_default().add(charge, 1));
        self.all.1 += i64::from(!of_stay.is_empty());
        for (payer, charge) in of_stay {
            self.all.0.add(charge, 1);
            let own = self.by_payer.entry(payer).or_default();
            own.0.add(charge, 1);
            own.1 += 1;
        }
    }

    /// What differs in a statement: of everybody, or of one payer.
    fn of(&self, scope: &StatementScope<'_>) -> (Charge, i64) {
        let payer = match scope {
            StatementScope::Of(Counterparty::Council(id)) => Some(*id),
            StatementScope::Of(Counterparty::Unknown) => None,
            _ => return self.all,
        };
        self.by_payer.get(&payer).copied().unwrap_or_default()
    }
}

impl OtherAnswers {
    /// Adds those of one answer.
    pub fn add(&mut self, answer: OtherAnswer) {
        self.answers.push(answer);
    }
}

/// A sentence about them, and the table: the largest difference first. Answers that change nothing are in the sentence.
pub(super) fn table(basis: &StatementBasis<'_>, currency: Currency) -> (Vec<String>, ReportTable) {
    let answers = &basis.other_answers.answers;
    let (mut rows, mut unchanged, mut not_judged) = (Vec::new(), Vec::new(), Vec::new());
    for other in answers {
        let (charge, stays) = other.of(&basis.scope);
        if other.not_judged > 0 && basis.has_deliveries() {
            not_judged.push(format!("{}={} ({})", other.reading, other.answer, other.not_judged));
        }
        if stays == 0 {
            // Of a stay that cannot be judged otherwise nothing is known.
            if other.not_judged > 0 {
                continue;
            }
            unchanged.push(format!("{}={}", other.reading, other.answer));
            continue;
        }
        rows.push((charge.amount.0.abs(), row(basis, other, (charge, stays), currency)));
    }
    rows.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    let listed = |id: &'static str, answers: &[String]| basis.say(id, &[("answers", answers.join(", ").into())]);
    let mut text = vec![basis.word("questions-text").to_owned()];
    if !unchanged.is_empty() {
        text.push(listed("questions-unchanged", &unchanged));
    }
    if !basis.other_answers.to_fill_in.is_empty() {
        text.push(listed("questions-fill-in", &basis.other_answers.to_fill_in));
    }
    if !not_judged.is_empty() {
        text.push(listed("questions-not-judged", &not_judged));
    }
    let table = ReportTable {
        id: "open_questions",
        title: basis.word("questions-title").to_owned(),
        columns: titled(basis.language, &COLUMNS),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        total: None,
        empty: basis.word(match answers.is_empty() {
            true => "questions-no-law",
            false => "questions-none",
        }),
    };
    (text, table)
}

fn row(
    basis: &StatementBasis<'_>,
    other: &OtherAnswer,
    (charge, stays): (Charge, i64),
    currency: Currency,
) -> Vec<ReportCell> {
    let grades: Vec<&str> = other.grades.iter().map(|of| law_words::grade(basis.language, *of)).collect();
    vec![
        ReportCell::text(&*other.reading),
        ReportCell::Text(other.chosen.join("; ")),
        ReportCell::text(&*other.answer),
        match charge.is_known() {
            true => ReportCell::money(charge.amount, currency),
            false => basis.missing("price-unknown"),
        },
        ReportCell::Count(charge.days + charge.unpriced_days),
        ReportCell::Count(stays),
        ReportCell::Text(grades.join("; ")),
    ]
}
