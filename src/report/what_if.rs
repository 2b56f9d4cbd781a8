//! What a month would come to under another law or another reading: what differs, by status, by payee and payer, and by stay.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{ColumnKind, KeyFigure, Report, ReportCell, ReportColumn, ReportFact, ReportTable, Section, column};
use super::statement::{counted, signed, status_title};
use crate::domain::{Currency, Day, Language, LedgerStatus, Minor, Month};
use crate::regime::Law;

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

const SIDES: [ReportColumn; 6] = [
    column("days", "Days", ColumnKind::Count),
    column("days_otherwise", "Days otherwise", ColumnKind::Count),
    column("days_difference", "Difference in days", ColumnKind::Count),
    column("amount", "Amount", ColumnKind::Money),
    column("amount_otherwise", "Amount otherwise", ColumnKind::Money),
    column("difference", "Difference", ColumnKind::Money),
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

    fn hospital(&self, code: &str) -> String {
        self.names.get(code).map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"))
    }

    fn statuses(&self) -> ReportTable {
        let row = |(status, sides): (&LedgerStatus, &Sides)| {
            let words = status_title(Language::English, *status);
            std::iter::once(ReportCell::text(words)).chain(cells(sides, sides.days, self.currency)).collect()
        };
        let total = self.total();
        let words = std::iter::once(ReportCell::text("Total"));
        ReportTable {
            id: "by_status",
            title: format!("Delayed days of {} by status, as they are and otherwise", self.month.long()),
            columns: std::iter::once(column("status", "Status", ColumnKind::Text)).chain(SIDES).collect(),
            rows: self.by_status.iter().map(row).collect(),
            total: Some(words.chain(cells(&total, total.days, self.currency)).collect()),
            empty: "no delayed days on either side",
        }
    }

    fn payers(&self) -> ReportTable {
        let row = |payee: String, payer: String, sides: &Sides| {
            let words = [ReportCell::Text(payee), ReportCell::Text(payer)];
            words.into_iter().chain(cells(sides, sides.chargeable_days, self.currency)).collect::<Vec<_>>()
        };
        let head = [column("hospital", "Hospital", ColumnKind::Text), column("council", "Council", ColumnKind::Text)];
        let rows = self.by_payer.iter().filter(|(_, sides)| sides.chargeable_days != [0; 2]);
        ReportTable {
            id: "by_payer",
            title: format!(
                "Chargeable days of {} by hospital and council, as they are and otherwise",
                self.month.long()
            ),
            columns: head.into_iter().chain(SIDES).collect(),
            rows: rows.map(|((payee, payer), sides)| row(self.hospital(payee), payer.clone(), sides)).collect(),
            total: Some(row("Total".to_owned(), String::new(), &self.total())),
            empty: "nothing is charged on either side",
        }
    }

    fn by_stay(&self) -> ReportTable {
        let listed = |names: &BTreeSet<String>| names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let row = |stay: &DifferenceRow| {
            let [held, otherwise] = stay.payers.each_ref().map(listed);
            let council = match held == otherwise || held.is_empty() || otherwise.is_empty() {
                true => {
                    if held.is_empty() {
                        otherwise
                    } else {
                        held
                    }
                }
                false => format!("{held}, otherwise {otherwise}"),
            };
            let hospitals: Vec<String> = stay.payees.iter().map(|code| self.hospital(code)).collect();
            let words =
                [ReportCell::text(&*stay.stay_id), ReportCell::Text(hospitals.join(", ")), ReportCell::Text(council)];
            let sides = cells(&stay.sides, stay.sides.chargeable_days, self.currency);
            words.into_iter().chain(sides).collect::<Vec<_>>()
        };
        let mut sum = Sides::default();
        self.stays.iter().for_each(|stay| sum.add(&stay.sides));
        let words = [ReportCell::text("Total"), ReportCell::text(""), ReportCell::text("")].into_iter();
        let head = [
            column("stay", "Stay", ColumnKind::Text),
            column("hospital", "Hospital", ColumnKind::Text),
            column("council", "Council", ColumnKind::Text),
        ];
        ReportTable {
            id: "by_stay",
            title: "Stays of which a day would be another, with their chargeable days".to_owned(),
            columns: head.into_iter().chain(SIDES).collect(),
            rows: self.stays.iter().map(row).collect(),
            total: Some(words.chain(cells(&sum, sum.chargeable_days, self.currency)).collect()),
            empty: "no day of any stay would be another",
        }
    }

    fn not_judged(&self) -> Option<ReportTable> {
        (!self.not_judged.is_empty()).then(|| ReportTable {
            id: "not_judged",
            title: "Stays that the other law cannot judge: on neither side, not zero".to_owned(),
            columns: vec![column("stay", "Stay", ColumnKind::Text)],
            rows: self.not_judged.iter().map(|stay_id| vec![ReportCell::text(*stay_id)]).collect(),
            total: None,
            empty: "",
        })
    }

    fn summary(&self) -> Vec<String> {
        let (total, money) = (self.total(), |amount: Minor| amount.with(self.currency));
        let mut sentences = vec![
            format!(
                "{} comes to {}, and under {} it would come to {}: {}.",
                self.month.long(),
                money(total.amounts[0]),
                self.name,
                money(total.amounts[1]),
                signed(Language::English, total.difference(), self.currency)
            ),
            format!(
                "{} other days. Nothing here is billed: no ledger and no statement changed.",
                counted(self.stays.len() as i64, "stay would have", "stays would have")
            ),
        ];
        if !self.not_judged.is_empty() {
            sentences.push(format!(
                "The other law cannot judge {}: they are on neither side, so that the month comes to less here than in its statement.",
                counted(self.not_judged.len() as i64, "stay", "stays")
            ));
        }
        if self.removed > 0 {
            sentences.push(format!(
                "The records of {} were removed under retention: they are on neither side, so that the month comes to less here than in its statement.",
                counted(self.removed as i64, "stay", "stays")
            ));
        }
        sentences
    }

    /// What the other law has otherwise: regimes and readings.
    fn otherwise(&self) -> Vec<ReportFact> {
        let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
        let words = |law: &Law| format!("{}; file {}; readings {}", law.title(), law.hash(), law.readings_in_words());
        let of = |side: &str, laws: &[Law]| -> Vec<ReportFact> {
            laws.iter().map(|law| fact(&format!("{side}: {}", law.id()), words(law))).collect()
        };
        of("As it is", self.held).into_iter().chain(of("Otherwise", self.otherwise)).collect()
    }
}

/// Makes the report.
pub fn what_if(basis: &WhatIfBasis<'_>) -> Report {
    let (total, month) = (basis.total(), basis.month);
    let figure = |label: &str, amount: Minor, note: String| KeyFigure {
        label: label.to_owned(),
        value: ReportCell::money(amount, basis.currency),
        note,
        link: None,
    };
    let fact = |name: &str, value: String| ReportFact { name: name.to_owned(), value };
    let section = |id: &'static str, title: &str, tables: Vec<ReportTable>| Section {
        id,
        title: title.to_owned(),
        text: Vec::new(),
        chart: None,
        tables,
    };
    let mut provenance = vec![
        fact("Month", month.to_string()),
        fact("Edition", basis.edition.to_string()),
        fact("As-of date", basis.as_of.to_string()),
        fact("Ledger (SHA-256)", basis.hashes.0.to_owned()),
        fact("File of the other law (SHA-256)", basis.hashes.1.to_owned()),
    ];
    provenance.extend(basis.otherwise());
    provenance.push(fact("Program", format!("beddays {}", env!("CARGO_PKG_VERSION"))));
    Report {
        language: Language::English,
        class: "internal",
        name: "what-if",
        title: format!("{}: what {} would come to under {}", basis.owner, month.long(), basis.name),
        standing: format!(
            "What if: no bill · {}, edition {} · news up to {}",
            month.long(),
            basis.edition,
            basis.as_of.long()
        ),
        notice: Some(format!("What if, under {}: no bill", basis.name)),
        summary: basis.summary(),
        figures: vec![
            figure("As it is", total.amounts[0], "by the law of the project".to_owned()),
            figure("Otherwise", total.amounts[1], format!("under {}", basis.name)),
            figure("Difference", total.difference(), counted(basis.stays.len() as i64, "stay differs", "stays differ")),
        ],
        sections: vec![
            section("difference", "What would be different?", vec![basis.payers(), basis.statuses()]),
            section("stays", "Which stays?", std::iter::once(basis.by_stay()).chain(basis.not_judged()).collect()),
        ],
        provenance,
    }
}
