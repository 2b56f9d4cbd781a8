//! What the open questions of law are worth in a month.

use std::collections::BTreeMap;

use crate::domain::{AuthorityId, Currency};
use crate::liability::Charge;
use crate::regime::answered_question::AnsweredQuestion;

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable};
use super::{Counterparty, StatementBasis, StatementScope, column};

const COLUMNS: [ReportColumn; 7] = [
    column("reading", "Open question", ColumnKind::Text),
    column("chosen", "Answer in use", ColumnKind::Text),
    column("answer", "Other answer", ColumnKind::Text),
    column("difference_minor", "Difference", ColumnKind::Money),
    column("days", "Chargeable days", ColumnKind::Count),
    column("stays", "Stays that differ", ColumnKind::Count),
    column("grade", "Grade of the default", ColumnKind::Text),
];

/// What differs under one other answer.
#[derive(Clone, Debug, Default)]
pub struct OtherAnswer {
    reading: String,
    answer: String,
    /// The answer in use and the grade of the default, by the laws that days rest on.
    asked: [String; 2],
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
        let words = |of: &dyn Fn(&AnsweredQuestion<'_>) -> String| {
            let mut all: Vec<String> = asked.iter().map(of).collect();
            all.dedup();
            all.join("; ")
        };
        let reading = asked.first().map_or_else(String::new, |asked| asked.id.to_owned());
        let of_laws = [words(&|asked| asked.chosen.to_owned()), words(&|asked| asked.grade.word().to_owned())];
        Self { reading, answer: answer.to_owned(), asked: of_laws, ..Self::default() }
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
        rows.push((charge.amount.0.abs(), row(other, (charge, stays), currency)));
    }
    rows.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    let mut text = vec![
        "Each difference is what the month would come to more or less, all stays judged again, if that one question were answered so and \
         all others stayed as they are. Differences of several questions do not add up. The table above has the questions with their sections."
            .to_owned(),
    ];
    if !unchanged.is_empty() {
        text.push(format!("Change nothing this month: {}.", unchanged.join(", ")));
    }
    if !basis.other_answers.to_fill_in.is_empty() {
        text.push(format!(
            "Not judged, for a time has to be filled in: {}.",
            basis.other_answers.to_fill_in.join(", ")
        ));
    }
    if !not_judged.is_empty() {
        text.push(format!(
            "Charged stays that cannot be judged by an answer, and are not in its difference: {}.",
            not_judged.join(", ")
        ));
    }
    let table = ReportTable {
        id: "open_questions",
        title: "What the open questions of law are worth".to_owned(),
        columns: COLUMNS.to_vec(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        total: None,
        empty: match answers.is_empty() {
            true => "no law decided a day this month: nothing was asked",
            false => "no other answer changes what is known of this month",
        },
    };
    (text, table)
}

fn row(other: &OtherAnswer, (charge, stays): (Charge, i64), currency: Currency) -> Vec<ReportCell> {
    let [chosen, grade] = &other.asked;
    vec![
        ReportCell::text(&*other.reading),
        ReportCell::text(&**chosen),
        ReportCell::text(&*other.answer),
        match charge.is_known() {
            true => ReportCell::money(charge.amount, currency),
            false => ReportCell::Missing { missing: "a price is not known" },
        },
        ReportCell::Count(charge.days + charge.unpriced_days),
        ReportCell::Count(stays),
        ReportCell::text(&**grade),
    ]
}
