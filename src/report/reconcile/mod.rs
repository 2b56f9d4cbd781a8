//! What came of a claim, for people and programs: an overview for those at home, a pack for the other side, a page for a letter,
//! and a document for programs. All of them are made of the same parts, so that they say the same sums.

mod document;
mod letter;
mod overview;
mod pack;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::domain::{Authorities, AuthorityId, Currency, Day, Language, Minor, Month};
use crate::reconcile::Reconciliation;
use crate::regime::Law;

use super::model::{Report, ReportFact};
use super::statement::{StatementReader, law_in_words, organisation};
use crate::words::Argument;

pub use document::{
    LineDocument, PartDocument, SumDocument, UnclaimedDocument, UnreadableDocument, VerdictDocument, verdicts,
};
pub use letter::letter;
pub use overview::overview;
pub use pack::dispute_pack;
pub(crate) use tables::NOT_CLAIMED;
pub(crate) use words::{counted, span, verdict_title};
pub use words::{differences_of, remarks_of, what_remains, why_no_stay};

/// The total that a claim states, and what it leaves for rows whose amount cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StatedTotal {
    /// The total.
    #[serde(rename = "stated_minor")]
    pub stated: Minor,
    /// The total less every amount that can be read: 0 unless some cannot.
    #[serde(rename = "left_minor")]
    pub left: Minor,
}

/// Another claim of the same sender for the same month, which was reconciled before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherClaim {
    /// The claim by its name.
    pub claim: String,
    /// Days that both claim for one stay.
    pub days: i64,
    /// What is claimed for them here.
    #[serde(rename = "claimed_minor")]
    pub claimed: Minor,
}

/// What the statement of another month corrected of one stay of the month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaterCorrection {
    /// The stay.
    pub stay_id: String,
    /// The month whose statement has the correction.
    pub statement_of: Month,
    /// How many more days are owed for by now; fewer below 0.
    pub days: i64,
    /// How much more is owed by now; less below 0.
    #[serde(rename = "amount_minor")]
    pub amount: Minor,
}

impl LaterCorrection {
    /// What it says of a line of the stay.
    pub fn words(&self, language: Language, currency: Currency) -> String {
        let amount = ("amount", (self.amount, currency).into());
        let month = ("month", self.statement_of.into());
        language.say("claim-corrects", &[month, ("days", self.days.into()), amount])
    }
}

/// Everything that the reports are made of.
#[derive(Clone, Copy)]
pub struct ReconciledClaim<'a> {
    /// Whose project it is.
    pub owner: &'a str,
    /// The language of the reports.
    pub language: Language,
    /// Which side it is.
    pub reader: StatementReader,
    /// The month.
    pub month: Month,
    /// The edition of the month.
    pub edition: u32,
    /// The last day whose news is in it.
    pub as_of: Day,
    /// The sources whose data of the month did not come, or not to its end.
    pub incomplete: &'a [String],
    /// SHA-256 of the ledger.
    pub ledger_sha256: &'a str,
    /// The claim by its name.
    pub file: &'a str,
    /// SHA-256 of the claim.
    pub file_sha256: &'a str,
    /// The profile that read it.
    pub profile: &'a str,
    /// What people call an organisation, by its code.
    pub names: &'a BTreeMap<String, String>,
    /// Who pays.
    pub payers: &'a BTreeSet<AuthorityId>,
    /// Who is paid.
    pub payees: &'a BTreeSet<Box<str>>,
    /// The law.
    pub laws: &'a [Law],
    /// The currency of all amounts.
    pub currency: Currency,
    /// What every line was found to be.
    pub reconciled: &'a Reconciliation,
    /// The total that the claim states.
    pub total: Option<StatedTotal>,
    /// What was found in the file beside rows that cannot be read.
    pub notes: &'a [String],
    /// Other claims of the sender for the month.
    pub others: &'a [OtherClaim],
    /// What statements of other months corrected of this one, between the two sides.
    pub later: &'a [LaterCorrection],
}

impl ReconciledClaim<'_> {
    fn word(&self, id: &'static str) -> &'static str {
        self.language.word(id)
    }

    fn say(&self, id: &'static str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.language.say(id, arguments)
    }

    /// An amount as people write it, to be put into a message.
    fn money(&self, amount: Minor) -> Argument<'static> {
        (amount, self.currency).into()
    }

    fn of_month(&self, id: &'static str) -> String {
        self.say(id, &[("month", self.month.into())])
    }

    /// Month, edition and the last day with news.
    fn of_edition(&self) -> [(&'static str, Argument<'static>); 3] {
        [("month", self.month.into()), ("edition", Argument::Plain(self.edition.into())), ("day", self.as_of.into())]
    }

    /// The other side by name: the organisations that claim, or the council that says what it owes.
    fn other_side(&self) -> String {
        let organisations: Vec<String> = match self.reader {
            StatementReader::Payee => {
                let claimed = self.reconciled.lines.iter().map(|line| line.line.claim.payer);
                let payers: BTreeSet<AuthorityId> = claimed.filter(|payer| self.payers.contains(payer)).collect();
                payers.into_iter().map(|payer| Authorities::all().get(payer).name.clone()).collect()
            }
            StatementReader::Payer | StatementReader::System => {
                self.payees.iter().map(|code| self.organisation(code)).collect()
            }
        };
        words::list(self.language, &organisations)
    }

    /// From whom to whom, and what the ledger is of: the first sentence of what is sent.
    fn heading(&self) -> String {
        let from = match self.reader {
            StatementReader::Payer => self.payer_names(),
            StatementReader::Payee => {
                let organisations: Vec<_> = self.payees.iter().map(|code| self.organisation(code)).collect();
                words::list(self.language, &organisations)
            }
            StatementReader::System => self.owner.to_owned(),
        };
        let sides = [("from", from.into()), ("to", self.other_side().into())];
        self.say("claim-heading", &sides.into_iter().chain(self.of_edition()).collect::<Vec<_>>())
    }

    fn organisation(&self, code: &str) -> String {
        organisation(self.names, code)
    }

    /// One line under the title.
    fn standing(&self) -> String {
        let file = std::iter::once(("file", self.file.into()));
        self.say("claim-standing", &file.chain(self.of_edition()).collect::<Vec<_>>())
    }

    /// What every page must say.
    fn notice(&self) -> Option<String> {
        let sources = self.incomplete.join(", ");
        (!self.incomplete.is_empty()).then(|| self.say("claim-notice", &[("sources", sources.into())]))
    }

    fn provenance(&self) -> Vec<ReportFact> {
        let fact = |id: &'static str, value: String| ReportFact::of(self.language, id, value);
        let claim = [("file", self.file), ("profile", self.profile), ("sha256", self.file_sha256)];
        let of = [("month", self.month.to_string().into()), ("edition", Argument::Plain(self.edition.into()))];
        let mut facts = vec![
            fact("claim-fact", self.say("claim-fact-value", &claim.map(|(name, value)| (name, value.into())))),
            fact("fact-month", self.say("claim-fact-month", &of)),
            fact("fact-as-of", self.as_of.to_string()),
            fact("fact-ledger", self.ledger_sha256.to_owned()),
            ReportFact::program(self.language),
        ];
        for law in self.laws {
            let title = law_in_words(self.language, law, "title", || law.title().to_owned());
            let of = [("title", title), ("file", law.hash().to_owned()), ("readings", law.readings_hash.to_string())];
            facts.push(ReportFact {
                name: self.say("fact-regime", &[("id", law.id().into())]),
                value: self.say("fact-regime-value", &of.map(|(name, words)| (name, words.into()))),
            });
        }
        facts
    }

    /// A report with nothing in it yet.
    fn blank(&self, name: &'static str, title: String) -> Report {
        Report {
            language: self.language,
            name,
            class: "internal",
            title,
            standing: self.standing(),
            notice: self.notice(),
            summary: Vec::new(),
            figures: Vec::new(),
            sections: Vec::new(),
            provenance: self.provenance(),
        }
    }
}
