//! What a month would come to under another law or another reading: what differs, by status, by payee and payer, and by stay.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column, titled,
};
use super::statement::{law_in_words, organisation, signed, status_title};
use crate::domain::{Currency, Day, Language, LedgerStatus, Minor, Month};
use crate::regime::Law;
use crate::words::Argument;

/// Days and money as they are and as they would be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// Delayed days.
    pub days: [i64; 2],
    /// Those of them that are charged.
    pub chargeable_days: [i64; 2],
    /// What they come to.
    pub amounts: [Minor; 2],
}

impl Sides {
    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        for side in 0..2 {
            self.days[side] += other.days[side];
            self.chargeable_days[side] += other.chargeable_days[side];
            self.amounts[side] = self.amounts[side] + other.amounts[side];
        }
    }

    /// What would be owed more; below 0 where less would be.
    pub fn difference(&self) -> Minor {
        Minor(self.amounts[1].0 - self.amounts[0].0)
    }
}

/// A stay of which any day would be another.
#[derive(Clone, Debug, Default)]
pub struct DifferenceRow {
    /// The stay.
    pub stay_id: String,
    /// Whom it is owed to, by code.
    pub payees: BTreeSet<String>,
    /// Who pays as it is, and would pay.
    pub payers: [BTreeSet<String>; 2],
    /// Its days and money.
    pub sides: Sides,
}

/// What the report is made from.
#[derive(Clone, Copy, Debug)]
pub struct WhatIfBasis<'a> {
    /// Whose statement it is about.
    pub owner: &'a str,
    /// The language of the report.
    pub language: Language,
    /// What people call an organisation, by its code.
    pub names: &'a BTreeMap<String, String>,
    /// The month.
    pub month: Month,
    /// Its edition.
    pub edition: u32,
    /// The last day whose news is in it.
    pub as_of: Day,
    /// What the other law is called.
    pub name: &'a str,
    /// The law of the project.
    pub held: &'a [Law],
    /// The other law.
    pub otherwise: &'a [Law],
    /// Both sides by status.
    pub by_status: &'a BTreeMap<LedgerStatus, Sides>,
    /// Both sides by payee and payer.
    pub by_payer: &'a BTreeMap<(String, String), Sides>,
    /// The stays that differ.
    pub stays: &'a [DifferenceRow],
    /// The stays that the other law cannot judge.
    pub not_judged: &'a [&'a str],
    /// How many stays of the month were removed since it was published.
    pub removed: usize,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The SHA-256 of the ledger, and of the file of the other law.
    pub hashes: (&'a str, &'a str),
}

const STAY: ReportColumn = column("stay", "head-stay", ColumnKind::Text);
const HOSPITAL: ReportColumn = column("hospital", "head-hospital", ColumnKind::Text);
const COUNCIL: ReportColumn = column("council", "head-council", ColumnKind::Text);

const SIDES: [ReportColumn; 6] = [
    column("days", "head-days", ColumnKind::Count),
    column("days_otherwise", "head-days-otherwise-all", ColumnKind::Count),
    column("days_difference", "head-days-difference", ColumnKind::Count),
    column("amount", "head-amount", ColumnKind::Money),
    column("amount_otherwise", "head-amount-otherwise", ColumnKind::Money),
    column("difference", "head-difference", ColumnKind::Money),
];

/// The cells of both sides, of all days or of those that are charged.
fn cells(sides: &Sides, days: [i64; 2], currency: Currency) -> [ReportCell; 6] {
    [
        ReportCell::Count(days[0]),
        ReportCell::Count(days[1]),
        ReportCell::Count(days[1] - days[0]),
        ReportCell::money(sides.amounts[0], currency),
        ReportCell::money(sides.amounts[1], currency),
        ReportCell::money(sides.difference(), currency),
    ]
}

impl WhatIfBasis<'_> {
    fn total(&self) -> Sides {
        let mut total = Sides::default();
        self.by_payer.values().for_each(|sides| total.add(sides));
        total
    }

    fn say(&self, id: &'static str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.language.say(id, arguments)
    }

    fn of_month(&self, id: &'static str) -> String {
        self.say(id, &[("month", self.month.into())])
    }

    /// A table of both sides, with columns before them.
    fn table(
        &self,
        (id, title, empty): (&'static str, String, &'static str),
        head: &[ReportColumn],
        (rows, total): (Vec<Vec<ReportCell>>, Vec<ReportCell>),
    ) -> ReportTable {
        let columns = titled(self.language, &[head, &SIDES].concat());
        ReportTable { id, title, columns, rows, total: Some(total), empty: self.language.word(empty) }
    }

    fn total_words(&self) -> ReportCell {
        ReportCell::text(self.language.word("total"))
    }

    fn statuses(&self) -> ReportTable {
        let row = |(status, sides): (&LedgerStatus, &Sides)| {
            let words = status_title(self.language, *status);
            std::iter::once(ReportCell::text(words)).chain(cells(sides, sides.days, self.currency)).collect()
        };
        let total = self.total();
        let total = std::iter::once(self.total_words()).chain(cells(&total, total.days, self.currency));
        self.table(
            ("by_status", self.of_month("what-if-by-status"), "what-if-no-days"),
            &[column("status", "head-status", ColumnKind::Text)],
            (self.by_status.iter().map(row).collect(), total.collect()),
        )
    }

    fn payers(&self) -> ReportTable {
        let row = |words: [ReportCell; 2], sides: &Sides| {
            words.into_iter().chain(cells(sides, sides.chargeable_days, self.currency)).collect::<Vec<_>>()
        };
        let of = |((payee, payer), sides): (&(String, String), &Sides)| {
            row([ReportCell::Text(organisation(self.names, payee)), ReportCell::text(payer)], sides)
        };
        let rows = self.by_payer.iter().filter(|(_, sides)| sides.chargeable_days != [0; 2]);
        self.table(
            ("by_payer", self.of_month("what-if-by-payer"), "what-if-no-charge"),
            &[HOSPITAL, COUNCIL],
            (rows.map(of).collect(), row([self.total_words(), ReportCell::text("")], &self.total())),
        )
    }

    fn by_stay(&self) -> ReportTable {
        let listed = |names: &BTreeSet<String>| names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let row = |stay: &DifferenceRow| {
            let [held, otherwise] = stay.payers.each_ref().map(listed);
            let council = match (&*held, &*otherwise) {
                ("", only) | (only, "") => only.to_owned(),
                (held, otherwise) if held == otherwise => held.to_owned(),
                _ => self.say("what-if-councils", &[("held", held.into()), ("otherwise", otherwise.into())]),
            };
            let hospitals: Vec<String> = stay.payees.iter().map(|code| organisation(self.names, code)).collect();
            let words =
                [ReportCell::text(&*stay.stay_id), ReportCell::Text(hospitals.join(", ")), ReportCell::Text(council)];
            let sides = cells(&stay.sides, stay.sides.chargeable_days, self.currency);
            words.into_iter().chain(sides).collect::<Vec<_>>()
        };
        let mut sum = Sides::default();
        self.stays.iter().for_each(|stay| sum.add(&stay.sides));
        let words = [self.total_words(), ReportCell::text(""), ReportCell::text("")].into_iter();
        let total = words.chain(cells(&sum, sum.chargeable_days, self.currency)).collect();
        self.table(
            ("by_stay", self.language.word("what-if-by-stay").to_owned(), "what-if-no-stay"),
            &[STAY, HOSPITAL, COUNCIL],
            (self.stays.iter().map(row).collect(), total),
        )
    }

    fn not_judged(&self) -> Option<ReportTable> {
        (!self.not_judged.is_empty()).then(|| ReportTable {
            id: "not_judged",
            title: self.language.word("what-if-not-judged").to_owned(),
            columns: titled(self.language, &[STAY]),
            rows: self.not_judged.iter().map(|stay_id| vec![ReportCell::text(*stay_id)]).collect(),
            total: None,
            empty: "",
        })
    }

    fn summary(&self) -> Vec<String> {
        let total = self.total();
        let amounts = [("held", total.amounts[0]), ("otherwise", total.amounts[1])];
        let [held, otherwise] = amounts.map(|(name, amount)| (name, (amount, self.currency).into()));
        let difference = ("difference", signed(self.language, total.difference(), self.currency).into());
        let stays = |number: usize| [("stays", (number as i64).into())];
        let of = [("month", self.month.into()), ("name", self.name.into()), held, otherwise, difference];
        let mut sentences = vec![self.say("what-if-sum", &of), self.say("what-if-stays", &stays(self.stays.len()))];
        for (id, number) in [("what-if-not-judged-sum", self.not_judged.len()), ("what-if-removed", self.removed)] {
            sentences.extend((number > 0).then(|| self.say(id, &stays(number))));
        }
        sentences
    }

    /// What the other law has otherwise: regimes and readings.
    fn otherwise(&self) -> Vec<ReportFact> {
        let fact = |id: &'static str, law: &Law| {
            let title = law_in_words(self.language, law, "title", || law.title().to_owned());
            let of = [("title", title), ("file", law.hash().to_owned()), ("readings", law.readings_in_words())];
            ReportFact {
                name: self.say(id, &[("law", law.id().into())]),
                value: self.say("fact-regime-value", &of.map(|(name, words)| (name, words.into()))),
            }
        };
        let held = self.held.iter().map(|law| fact("what-if-law-held", law));
        held.chain(self.otherwise.iter().map(|law| fact("what-if-law-otherwise", law))).collect()
    }
}

/// Makes the report.
pub fn what_if(basis: &WhatIfBasis<'_>) -> Report {
    let (total, month, language) = (basis.total(), basis.month, basis.language);
    let figure = |id: &'static str, amount: Minor, note: String| KeyFigure {
        label: language.word(id).to_owned(),
        value: ReportCell::money(amount, basis.currency),
        note,
        link: None,
    };
    let fact = |id: &'static str, value: &dyn ToString| ReportFact::of(language, id, value.to_string());
    let section = |id: &'static str, title: &'static str, tables: Vec<ReportTable>| Section {
        id,
        title: language.word(title).to_owned(),
        text: Vec::new(),
        chart: None,
        tables,
    };
    let mut provenance = vec![
        fact("fact-month", &month),
        fact("fact-edition", &basis.edition),
        fact("fact-as-of", &basis.as_of),
        fact("fact-ledger", &basis.hashes.0),
        fact("what-if-file", &basis.hashes.1),
    ];
    provenance.extend(basis.otherwise());
    provenance.push(ReportFact::program(language));
    let (name, of_month) = (("name", Argument::from(basis.name)), ("month", Argument::from(month)));
    let edition = ("edition", Argument::Plain(basis.edition.into()));
    let differing = [("stays", (basis.stays.len() as i64).into())];
    Report {
        language,
        class: "internal",
        name: "what-if",
        title: basis.say("what-if-title", &[("owner", basis.owner.into()), of_month.clone(), name.clone()]),
        standing: basis.say("what-if-standing", &[of_month, edition, ("day", basis.as_of.into())]),
        notice: Some(basis.say("what-if-notice", std::slice::from_ref(&name))),
        summary: basis.summary(),
        figures: vec![
            figure("what-if-held", total.amounts[0], language.word("what-if-held-note").to_owned()),
            figure("what-if-otherwise", total.amounts[1], basis.say("what-if-otherwise-note", &[name])),
            figure("head-difference", total.difference(), basis.say("what-if-differing", &differing)),
        ],
        sections: vec![
            section("difference", "what-if-difference-title", vec![basis.payers(), basis.statuses()]),
            section(
                "stays",
                "what-if-stays-title",
                std::iter::once(basis.by_stay()).chain(basis.not_judged()).collect(),
            ),
        ],
        provenance,
    }
}
