//! The liability statement: what is owed and to whom, how that follows from the delayed days, each hospital, each stay,
//! what was doubtful in the data, and the law it rests on. Every figure is an answer of a query over the ledger.

mod accrual;
mod bridge;
mod claims;
mod corrections;
mod counterparty;
mod doubts;
mod figures;
mod law;
mod law_words;
mod liability;
mod open_questions;
mod prices;
mod quality;
mod refusals;
mod senders;
mod standing;
mod successors;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    Authorities, AuthorityId, Claim, Currency, Day, EventKind, Language, Link, Minor, Month, Receipt, ReceiptList,
    Unlinked, Volume,
};
use crate::error::Result;
use crate::liability::{Reasons, ReviewList};
use crate::query::Engine;
use crate::regime::Law;

use super::data_quality::{RecordSums, inputs};
use super::model::{KeyFigure, Report, ReportCell, ReportFact, column};
use crate::words::Argument;
pub use accrual::{Accrual, AccruedStay};
pub use bridge::{meaning as status_meaning, title as status_title};
pub use corrections::{CORRECTED, CorrectedDays, Corrections, cause_in_words, corrected_row, signed};
pub use counterparty::{Counterparty, CounterpartySums, StatementIndex, check_statements};
pub use doubts::{Elsewhere, place as record_place, words as doubt_title};
pub use figures::StatementFigures;
pub use law_words::{grade as grade_in_words, in_words as law_in_words};
pub use liability::reason as charge_reason;
pub use open_questions::{OtherAnswer, OtherAnswers};
pub use prices::wanted as prices_wanted;
pub use refusals::not_known as not_known_in_words;
pub use standing::{Circumstances, before_and_now};
pub(crate) use successors::{began, ended};

/// Everything a statement is made from, beside the ledger itself.
#[derive(Clone, Copy, Debug)]
pub struct StatementBasis<'a> {
    /// The language of its words.
    pub language: Language,
    /// Whose it is, as in `Example County Council`.
    pub owner: &'a str,
    /// Who reads it.
    pub reader: StatementReader,
    /// What of the month is in it.
    pub scope: StatementScope<'a>,
    /// The council whose statement it is, in an authority's view.
    pub authority: Option<AuthorityId>,
    /// What people call an organisation, by its code.
    pub names: &'a BTreeMap<String, String>,
    /// The month.
    pub month: Month,
    /// The last day whose news is in it.
    pub as_of: Day,
    /// The edition of the month.
    pub edition: u32,
    /// The law.
    pub laws: &'a [Law],
    /// One for each delivery.
    pub receipts: &'a [Receipt],
    /// Those that are listed, and what the others come to.
    pub listed: &'a ReceiptList,
    /// How records that name no stay of ours were linked.
    pub links: &'a [Link],
    /// Lines that are claimed, in the view of the project.
    pub claims: &'a [Claim],
    /// Those that should have a stay and have none.
    pub unlinked: &'a [Unlinked],
    /// How many records each delivery brought, by sender and in order.
    pub volumes: &'a [Volume],
    /// What judging left to look at, in the view of the project.
    pub looked_at: &'a ReviewList,
    /// Rejected records that mark no stay.
    pub elsewhere: &'a [Elsewhere],
    /// The reasons of the hospitals' return.
    pub reasons: Reasons<'a>,
    /// Stays without a recorded end, each with the day of the last record about it.
    pub open_stays: &'a BTreeMap<&'a str, Day>,
    /// Kinds of events that no law here has a use for, with the stays of the month that have them.
    pub unused_events: &'a BTreeMap<EventKind, BTreeSet<&'a str>>,
    /// What it would come to under other answers to open questions of law.
    pub other_answers: &'a OtherAnswers,
    /// SHA-256 of the ledger.
    pub ledger_sha256: &'a str,
    /// By how much it could come to less or more.
    pub accrual: &'a Accrual,
    /// What the run found around the month.
    pub circumstances: Circumstances<'a>,
}

/// Who reads a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementReader {
    /// The authority that pays.
    Payer,
    /// The body that is paid.
    Payee,
    /// Both, and every other of a system.
    System,
}

/// What of a month, in the view of a project, is in a statement.
#[derive(Clone, Copy, Debug)]
pub enum StatementScope<'a> {
    /// All of it, stay by stay.
    Everything,
    /// All of it in sums. The stays are in the statements that it lists.
    Index(StatementIndex<'a>),
    /// What concerns one counterparty, stay by stay. What is known of deliveries is in the index.
    Of(Counterparty),
}

impl StatementBasis<'_> {
    /// Whether single stays are listed.
    fn lists_stays(&self) -> bool {
        !matches!(self.scope, StatementScope::Index(_))
    }

    /// Whether it is that of a council, or of all of them.
    fn is_of_council(&self) -> bool {
        !matches!(self.scope, StatementScope::Of(Counterparty::Unknown))
    }

    /// Whether it is the statement in which the deliveries of the month are accounted for.
    fn has_deliveries(&self) -> bool {
        !matches!(self.scope, StatementScope::Of(_))
    }

    /// What people call an organisation: its name with the code, or the code alone.
    fn organisation(&self, code: &str) -> String {
        organisation(self.names, code)
    }

    /// What people call an authority, by its code; the ledger has none where it is not known.
    fn authority(&self, code: Option<&str>) -> String {
        authority(self.language, code)
    }

    /// A message into which nothing is put.
    fn word(&self, id: &'static str) -> &'static str {
        self.language.word(id)
    }

    /// A message with what is put into it.
    fn say(&self, id: &'static str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.language.say(id, arguments)
    }

    /// A message about its month.
    fn of_month(&self, id: &'static str) -> String {
        self.say(id, &[("month", self.month.into())])
    }

    /// No value, with the message that says why.
    fn missing(&self, id: &'static str) -> ReportCell {
        ReportCell::Missing { missing: self.word(id) }
    }
}

/// What a statement calls an organisation, by its code.
pub fn organisation(names: &BTreeMap<String, String>, code: &str) -> String {
    match names.get(code) {
        Some(name) => format!("{name} ({code})"),
        None => code.to_owned(),
    }
}

/// What a statement calls an authority, by its code; the ledger has none where it is not known.
pub fn authority(language: Language, code: Option<&str>) -> String {
    let authorities = Authorities::liable();
    let Some(code) = code else { return language.word("not-known").to_owned() };
    authorities.find(code).map_or_else(|| code.to_owned(), |id| authorities.get(id).name.clone())
}

/// Makes the statement of a month from its ledger and the sums that everything else in it must agree with.
///
/// # Errors
/// 65 if a total does not reconcile, 70 if a query does not run.
pub fn statement(basis: &StatementBasis<'_>, total: &StatementFigures, engine: &mut Engine) -> Result<Report> {
    let currency = Law::currency_of(basis.laws);
    let records = if basis.has_deliveries() { RecordSums::of(engine)? } else { RecordSums::default() };
    let mut sections = vec![match &basis.scope {
        StatementScope::Index(index) => counterparty::councils(basis, index, (engine, total), currency)?,
        _ => liability::owed(basis, engine, total, currency)?,
    }];
    let payees = liability::payees(engine)?;
    sections.extend(corrections::section(basis, total, &payees, currency)?);
    if basis.has_deliveries() || total.delayed_days > 0 {
        sections.extend([bridge::bridge(basis, engine, total, currency)?, liability::hospitals(basis, engine)?]);
    }
    if basis.lists_stays() {
        sections.push(liability::stays(basis, engine, total, currency)?);
    }
    sections.extend(prices::section(basis, engine, total)?);
    sections.extend(claims::claims(basis, engine, currency)?);
    sections.extend([quality::quality(basis, engine, total, &records, currency)?, law::law(basis, engine, currency)?]);
    if let Some(changes) = standing::section(basis, currency) {
        sections.insert(1, changes);
    }
    Ok(Report {
        name: "statement",
        class: "internal",
        language: basis.language,
        title: basis.title(),
        standing: basis.standing(currency),
        notice: basis.notice(),
        summary: summary(basis, total, &records, currency),
        figures: key_figures(basis, total, currency),
        sections,
        provenance: provenance(basis),
    })
}

fn summary(
    basis: &StatementBasis<'_>,
    total: &StatementFigures,
    records: &RecordSums,
    currency: Currency,
) -> Vec<String> {
    let mut sentences: Vec<String> = basis.what_is_missing().into_iter().collect();
    sentences.extend(successors::own_council(basis));
    sentences.push(basis.answer(total, currency));
    sentences.extend(prices::without(basis, total));
    sentences.extend(corrections::sentence(basis, total, currency));
    sentences.extend((total.is_nothing_due && basis.is_of_council()).then(|| basis.of_month("nothing-due")));
    sentences.extend(basis.of_several());
    let counts = [("stays", total.delayed_stays.into()), ("charged", Argument::Plain(total.chargeable_stays))];
    let stays = basis.say("stays-delayed", &counts);
    sentences.extend((basis.has_deliveries() || total.delayed_stays > 0).then_some(stays));
    sentences.extend(basis.changes(currency));
    let doubtful = doubts::doubtful_stays(basis);
    if total.charged_twice != Minor(0) {
        sentences.push(basis.say("charged-twice-sum", &[("amount", (total.charged_twice, currency).into())]));
    }
    if total.in_doubt != Minor(0) {
        let amount = ("amount", (total.in_doubt, currency).into());
        sentences.push(basis.say("in-doubt-sum", &[amount, ("currency", currency.code().into())]));
    }
    if !basis.has_deliveries() && doubtful > 0 {
        sentences.push(basis.say("doubtful-of-council", &[("stays", doubtful.into())]));
    } else if records.rejected > 0 || doubtful > 0 {
        let counts = [("records", records.rejected.into()), ("stays", doubtful.into())];
        sentences.push(basis.say("rejected-and-doubtful", &counts));
    }
    sentences
}

fn key_figures(basis: &StatementBasis<'_>, total: &StatementFigures, currency: Currency) -> Vec<KeyFigure> {
    let figure = |label: &'static str, value: ReportCell, note: String| KeyFigure {
        label: basis.word(label).to_owned(),
        value,
        note,
        link: None,
    };
    let share = |part: i64, whole: i64| match whole {
        0 => basis.word("share-none").to_owned(),
        whole => basis.say("share-of-delayed", &[("share", Argument::Plain((part * 1000 / whole + 5) / 10))]),
    };
    let linked = |label: &'static str, amount: Minor, note: &'static str, link: &'static str| {
        // An index has no tables of stays.
        let (note, link) = if basis.lists_stays() { (note, link) } else { ("see-statements", "table.councils") };
        let note = basis.word(note).to_owned();
        let shown = KeyFigure { link: Some(link), ..figure(label, ReportCell::money(amount, currency), note) };
        (amount != Minor(0)).then_some(shown)
    };
    let amount = total.cell(basis, total.amount, currency);
    let note = match total.unpriced_days {
        0 => basis.word("figure-amount-note").to_owned(),
        days => basis.say("figure-amount-without", &[("days", days.into())]),
    };
    // Days that are owed at an unknown price are not among those that are charged.
    let and_unpriced = |note: String| match total.unpriced_days {
        0 => note,
        days => format!("{note}, {}", basis.say("figure-amount-without", &[("days", days.into())])),
    };
    let mut figures = vec![figure("figure-amount", amount, note)];
    if !basis.circumstances.corrections.rows.is_empty() {
        let corrections = signed(basis.language, total.corrections, currency);
        let note = basis.say("figure-to-pay-note", &[("amount", corrections.into())]);
        let to_pay = figure("figure-to-pay", ReportCell::money(total.to_pay(), currency), note);
        figures.push(KeyFigure { link: Some("table.to_pay"), ..to_pay });
    }
    figures.extend(linked("figure-in-doubt", total.in_doubt, "figure-in-doubt-note", "table.doubtful_stays"));
    figures.extend(total.known_in_doubt().is_none().then(|| {
        let note = basis.word("figure-in-doubt-note").to_owned();
        figure("figure-in-doubt", total.in_doubt_cell(basis, currency), note)
    }));
    figures.extend(linked("figure-twice", total.charged_twice, "figure-twice-note", "table.charged_twice"));
    figures.extend([
        figure(
            "figure-chargeable",
            ReportCell::Count(total.chargeable_days),
            and_unpriced(share(total.chargeable_days, total.delayed_days)),
        ),
        figure("figure-delayed", ReportCell::Count(total.delayed_days), basis.word("figure-delayed-note").to_owned()),
        figure(
            "figure-stays",
            ReportCell::Count(total.chargeable_stays),
            and_unpriced(basis.say("figure-stays-note", &[("stays", Argument::Plain(total.delayed_stays))])),
        ),
    ]);
    figures
}

fn provenance(basis: &StatementBasis<'_>) -> Vec<ReportFact> {
    let fact = |name: &'static str, value: String| ReportFact { name: basis.word(name).to_owned(), value };
    let edition = ("edition", Argument::Plain(basis.edition.into()));
    let mut facts = vec![
        fact("fact-standing", basis.say("fact-standing-value", &[edition])),
        fact("fact-month", basis.month.to_string()),
        fact("fact-as-of", basis.as_of.to_string()),
        fact("fact-ledger", basis.ledger_sha256.to_owned()),
        fact("fact-program", format!("beddays {}", env!("CARGO_PKG_VERSION"))),
    ];
    for law in basis.laws {
        let title = law_words::in_words(basis.language, law, "title", || law.title().to_owned());
        let hashes = [("file", law.hash().into()), ("readings", (&law.readings_hash).into())];
        let [file, readings] = hashes;
        facts.push(ReportFact {
            name: basis.say("fact-regime", &[("id", law.id().into())]),
            value: basis.say("fact-regime-value", &[("title", title.into()), file, readings]),
        });
    }
    match basis.has_deliveries() {
        true => facts.extend(inputs(basis.language, basis.listed)),
        false => facts.push(fact("fact-input", basis.word("fact-input-of-index").to_owned())),
    }
    facts
}
