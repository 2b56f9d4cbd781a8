//! What is in doubt, as programs and people read it: for `run.json`, the terminal and `explain`.

use serde::Serialize;

use crate::domain::{Authorities, AuthorityId, Currency, Language, Minor, OpenQuestion};
use crate::liability::{DayAtStake, Doubt, amount_in_doubt};
use crate::project::{Project, View};
use crate::report::statement::{doubt_title, not_known_in_words, record_place};

/// One doubt about one stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoubtFound {
    /// The stay.
    pub stay_id: String,
    /// A stable name of what is doubtful, as in `record_rejected`.
    pub kind: &'static str,
    /// What is doubtful, in words.
    pub words: String,
    /// The hospital.
    pub payee_code: String,
    /// Who would pay, where it is known.
    pub payer_code: Option<String>,
    /// The record that leaves it open, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordFound>,
    /// Chargeable days as it stands.
    pub days: i64,
    /// What is owed as it stands, in minor units.
    pub amount_minor: Minor,
    /// Days at stake; nothing where they are not known.
    pub days_at_stake: Option<i64>,
    /// Money at stake, in minor units; nothing where it is not known.
    pub amount_at_stake_minor: Option<Minor>,
    /// Why what is at stake is not known, or not all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_known: Option<String>,
    /// Chargeable days if the record is right; nothing where no record is meant or no law can judge it then.
    pub days_otherwise: Option<i64>,
    /// What is owed then, in minor units.
    pub amount_otherwise_minor: Option<Minor>,
}

/// Where a record stands and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordFound {
    /// The file, as the user knows it.
    pub file: String,
    /// The number of the record, from 1.
    pub record: u32,
    /// The line on which it starts, from 1.
    pub line: u32,
    /// The column; empty where the whole record is meant.
    pub column: String,
    /// The stable code of the finding.
    pub code: String,
    /// The value, masked where it could identify someone.
    pub value: String,
    /// What is wrong.
    pub message: String,
}

impl DoubtFound {
    /// A doubt for programs, with its words in a language.
    pub fn of(language: Language, doubt: &Doubt) -> Self {
        let code = |id: AuthorityId| Authorities::liable().get(id).code.clone();
        Self {
            stay_id: doubt.stay_id.to_string(),
            kind: doubt.kind.name(),
            words: doubt_title(language, doubt.kind),
            payee_code: doubt.payee_code.to_string(),
            payer_code: doubt.payer.map(code),
            record: doubt.record.as_deref().map(RecordFound::of),
            days: doubt.stands.days,
            amount_minor: doubt.stands.amount,
            days_at_stake: doubt.days(),
            amount_at_stake_minor: doubt.amount(),
            not_known: doubt.not_known.as_ref().map(|why| not_known_in_words(language, why)),
            days_otherwise: doubt.otherwise.map(|bill| bill.days),
            amount_otherwise_minor: doubt.otherwise.map(|bill| bill.amount),
        }
    }

    /// A doubt for people, in two lines.
    pub fn lines(&self, language: Language, currency: Currency) -> [String; 2] {
        let of = |days: i64, amount: Minor| [("days", days.into()), ("amount", (amount, currency).into())];
        let what = self.record.as_ref().map_or_else(
            || self.words.clone(),
            |record| {
                let doubt = ("doubt", (&self.words).into());
                language.say("explain-doubt", &[doubt, ("record", record.in_words(language).into())])
            },
        );
        let known = self.days_at_stake.zip(self.amount_at_stake_minor);
        let known = known.map(|(days, amount)| language.say("explain-days-and-amount", &of(days, amount)));
        let not_known = self.not_known.as_ref().map(|why| language.say("explain-not-known", &[("why", why.into())]));
        let stake = known.into_iter().chain(not_known).collect::<Vec<String>>().join("; ");
        let [days, amount] = of(self.days, self.amount_minor);
        let mut stakes = language.say("explain-stands", &[days, amount, ("stake", stake.into())]);
        if let Some((then, amount)) = self.days_otherwise.zip(self.amount_otherwise_minor) {
            let [days, amount] = of(then, amount);
            stakes = language.say("explain-otherwise", &[("stands", stakes.into()), days, amount]);
        }
        [what, stakes]
    }
}

impl RecordFound {
    fn of(question: &OpenQuestion) -> Self {
        Self {
            file: question.file.to_string(),
            record: question.record,
            line: question.line,
            column: question.column.to_string(),
            code: question.code.to_string(),
            value: question.value.to_string(),
            message: question.message.to_string(),
        }
    }

    /// Where it stands and what is wrong with it; the message is in English, as it was read, elsewhere what its code means.
    fn in_words(&self, language: Language) -> String {
        let place = record_place(language, (&self.file, self.line, &self.column));
        let value = if self.value.is_empty() { String::new() } else { format!(" ({})", self.value) };
        let wrong = if language.is_english() { Some(&*self.message) } else { language.meaning(&self.code) };
        let wrong = wrong.map_or_else(String::new, |words| format!(": {words}"));
        format!("{place}: {}{value}{wrong}", self.code)
    }
}

/// Whether a day at stake counts in the view of the project: an authority sees what it would pay for, a provider what it
/// would be paid for.
pub(crate) fn counts(project: &Project, doubt: &Doubt, day: &DayAtStake) -> bool {
    day.payers.iter().any(|payer| is_of_payer(project, doubt, *payer))
}

/// The same of a day for which one council pays, or would.
pub(crate) fn is_of_payer(project: &Project, doubt: &Doubt, payer: Option<AuthorityId>) -> bool {
    match project.view {
        View::Authority => payer.is_some_and(|payer| project.councils().contains(&payer)),
        View::Provider => project.provider.as_deref() == Some(&*doubt.payee_code),
        View::System => true,
    }
}

/// The money in doubt in the view of the project, each pound once.
pub(crate) fn amount(project: &Project, doubts: &[Doubt]) -> Minor {
    amount_in_doubt(doubts, |doubt, day| counts(project, doubt, day))
}

/// Whether a doubt is one of the project's view.
pub(crate) fn in_view(project: &Project, doubt: &Doubt) -> bool {
    let own_payer =
        project.view == View::Authority && doubt.payer.is_some_and(|payer| project.councils().contains(&payer));
    let own_payee = project.view == View::Provider && project.provider.as_deref() == Some(&*doubt.payee_code);
    // Where it is not known who would pay, it may be anybody's.
    let may_be_own = doubt.payer.is_none() && doubt.not_known.is_some();
    own_payer
        || own_payee
        || may_be_own
        || project.view == View::System
        || doubt.at_stake.iter().any(|day| counts(project, doubt, day))
}
