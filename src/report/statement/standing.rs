//! How a statement stands: whether the data of its month came, what it replaces, and which other months would be different
//! by now.

use crate::domain::restated::{BeforeAfter, MonthChange};
use crate::domain::sender::{SenderMonth, SenderState};
use crate::domain::{Currency, Minor};

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section};
use super::corrections::{Corrections, signed};
use super::{StatementBasis, column, counted};

/// What the run found around the month, beside its records.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// What each source delivered for the month.
    pub senders: &'a [SenderMonth],
    /// Other published months that would be different by now.
    pub restated: &'a [MonthChange],
    /// What the edition changed of the one before; nothing for a first edition.
    pub replaces: Option<&'a MonthChange>,
    /// What it corrects of closed months.
    pub corrections: &'a Corrections,
    /// What the edition before corrected of them, in minor units.
    pub corrections_before: Minor,
}

const SENDERS: [ReportColumn; 5] = [
    column("source", "Source", ColumnKind::Text),
    column("expects", "Must deliver", ColumnKind::Text),
    column("state", "Delivered", ColumnKind::Text),
    column("news_to", "Last fact", ColumnKind::Day),
    column("file", "Newest delivery", ColumnKind::Text),
];

const RESTATED: [ReportColumn; 10] = [
    column("month", "Month", ColumnKind::Text),
    column("edition", "Edition", ColumnKind::Count),
    column("stays_changed", "Stays changed", ColumnKind::Count),
    column("delayed_days_before", "Delayed days, published", ColumnKind::Count),
    column("delayed_days_after", "Delayed days, now", ColumnKind::Count),
    column("chargeable_days_before", "Chargeable days, published", ColumnKind::Count),
    column("chargeable_days_after", "Chargeable days, now", ColumnKind::Count),
    column("amount_before", "Amount, published", ColumnKind::Money),
    column("amount_after", "Amount, now", ColumnKind::Money),
    column("acknowledged", "Acknowledged", ColumnKind::Text),
];

const REPLACES: [ReportColumn; 7] = [
    column("hospital", "Hospital", ColumnKind::Text),
    column("delayed_days_before", "Delayed days before", ColumnKind::Count),
    column("delayed_days_after", "Delayed days now", ColumnKind::Count),
    column("chargeable_days_before", "Chargeable days before", ColumnKind::Count),
    column("chargeable_days_after", "Chargeable days now", ColumnKind::Count),
    column("amount_before", "Amount before", ColumnKind::Money),
    column("amount_after", "Amount now", ColumnKind::Money),
];

impl StatementBasis<'_> {
    fn incomplete(&self) -> impl Iterator<Item = &SenderMonth> {
        self.circumstances.senders.iter().filter(|sender| sender.is_incomplete())
    }

    fn incomplete_names(&self) -> String {
        self.incomplete().map(|sender| sender.source.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// What every page and sheet says.
    pub(super) fn notice(&self) -> Option<String> {
        let names = self.incomplete_names();
        (!names.is_empty()).then(|| format!("Not complete: data of {} are missing ({names})", self.month.long()))
    }

    /// The standing line.
    pub(super) fn standing(&self, currency: Currency) -> String {
        let names = self.incomplete_names();
        let missing = if names.is_empty() { String::new() } else { format!(" · data not complete ({names})") };
        format!(
            "Provisional until closed, edition {}{missing} · news up to {} · amounts in {}",
            self.edition,
            self.as_of.long(),
            currency.mark().trim_end()
        )
    }

    /// The first paragraph where data are missing.
    pub(super) fn what_is_missing(&self) -> Option<String> {
        let end = self.month.last().min(self.as_of);
        let missing: Vec<String> = self.incomplete().map(|sender| sender.sentence(self.month, end)).collect();
        (!missing.is_empty()).then(|| {
            format!(
                "The data of {} are not complete: {}. The days and amounts below rest on what came, and can be too low or too high.",
                self.month.long(),
                missing.join("; ")
            )
        })
    }

    /// What the edition replaces, and which other months would be different.
    pub(super) fn changes(&self, currency: Currency) -> Vec<String> {
        let replaces = self.circumstances.replaces.map(|change| {
            let what = match change.stays_changed {
                0 => "no day of this statement changed".to_owned(),
                stays => format!("{} changed", counted(stays as i64, "stay", "stays")),
            };
            format!(
                "This edition replaces edition {}: {}; {what}. The files of that edition are kept in the folder edition-{}.",
                change.edition,
                before_and_now(&change.sums, currency),
                change.edition
            )
        });
        let (before, now) = (self.circumstances.corrections_before, self.circumstances.corrections.amount());
        let corrected = self.circumstances.replaces.filter(|_| before != now).map(|change| {
            format!(
                "Corrections of closed months came to {} in edition {} and come to {} in this one.",
                signed(before, currency),
                change.edition,
                signed(now, currency)
            )
        });
        let restated = self.circumstances.restated.iter().map(|change| {
            let seen = match change.acknowledged.as_deref() {
                _ if change.is_closed => "it is closed: the first open month corrects it when it is run".to_owned(),
                None => format!("run {} again for a new edition, or acknowledge the change", change.month),
                Some("") => "acknowledged".to_owned(),
                Some(note) => format!("acknowledged: {note}"),
            };
            format!(
                "{} (edition {}) would be different by now: {} ({seen}).",
                change.month.long(),
                change.edition,
                before_and_now(&change.sums, currency)
            )
        });
        let senders = self.circumstances.senders;
        let is_quiet = !senders.is_empty() && senders.iter().all(|sender| sender.state == SenderState::NotExpected);
        let nothing = format!(
            "No source delivered a fact of {}: the figures rest on stays that were open before.",
            self.month.long()
        );
        replaces.into_iter().chain(corrected).chain(restated).chain(is_quiet.then_some(nothing)).collect()
    }
}

/// `2 chargeable days of 3 delayed days and £260.00 before, 4 of 5 and £520.00 now (+£260.00)`.
pub fn before_and_now(sums: &BeforeAfter, currency: Currency) -> String {
    let difference = sums.amount_after_minor.0 - sums.amount_before_minor.0;
    let sign = if difference > 0 { "+" } else { "" };
    format!(
        "{} of {} and {} before, {} of {} and {} now ({sign}{})",
        counted(sums.chargeable_days_before, "chargeable day", "chargeable days"),
        counted(sums.delayed_days_before, "delayed day", "delayed days"),
        sums.amount_before_minor.with(currency),
        ReportCell::Count(sums.chargeable_days_after).shown(),
        ReportCell::Count(sums.delayed_days_after).shown(),
        sums.amount_after_minor.with(currency),
        Minor(difference).with(currency)
    )
}

fn cells(sums: &BeforeAfter, currency: Currency) -> [ReportCell; 6] {
    [
        ReportCell::Count(sums.delayed_days_before),
        ReportCell::Count(sums.delayed_days_after),
        ReportCell::Count(sums.chargeable_days_before),
        ReportCell::Count(sums.chargeable_days_after),
        ReportCell::money(sums.amount_before_minor, currency),
        ReportCell::money(sums.amount_after_minor, currency),
    ]
}

/// What changed; nothing where nothing did.
pub(super) fn section(basis: &StatementBasis<'_>, currency: Currency) -> Option<Section> {
    let tables: Vec<ReportTable> = replaces(basis, currency).into_iter().chain(restated(basis, currency)).collect();
    let text = vec![
        "A published month stays as it was until it is run again: that makes a new edition, and the old one is kept. `beddays acknowledge` notes that a change was seen and is left for later. A closed month stays as it is, and a later statement corrects it."
            .to_owned(),
    ];
    let title = "What changed since earlier statements?".to_owned();
    (!tables.is_empty()).then_some(Section { id: "changes", title, text, chart: None, tables })
}

fn replaces(basis: &StatementBasis<'_>, currency: Currency) -> Option<ReportTable> {
    let change = basis.circumstances.replaces?;
    let row = |name: String, sums: &BeforeAfter| {
        std::iter::once(ReportCell::Text(name)).chain(cells(sums, currency)).collect::<Vec<ReportCell>>()
    };
    let mut rows: Vec<Vec<ReportCell>> =
        change.by_payee.iter().map(|payee| row(basis.organisation(&payee.payee_code), &payee.sums)).collect();
    let mut named = BeforeAfter::default();
    change.by_payee.iter().for_each(|payee| named.add(&payee.sums));
    let rest = BeforeAfter {
        delayed_days_before: change.sums.delayed_days_before - named.delayed_days_before,
        delayed_days_after: change.sums.delayed_days_after - named.delayed_days_after,
        chargeable_days_before: change.sums.chargeable_days_before - named.chargeable_days_before,
        chargeable_days_after: change.sums.chargeable_days_after - named.chargeable_days_after,
        amount_before_minor: Minor(change.sums.amount_before_minor.0 - named.amount_before_minor.0),
        amount_after_minor: Minor(change.sums.amount_after_minor.0 - named.amount_after_minor.0),
    };
    if rest.delayed_days_before > 0 {
        rows.push(row("Hospitals without a change".to_owned(), &rest));
    }
    Some(ReportTable {
        id: "replaces",
        title: format!("What edition {} changed of edition {}, by hospital", basis.edition, change.edition),
        columns: REPLACES.to_vec(),
        rows,
        total: Some(row("Total".to_owned(), &change.sums)),
        empty: "no delayed days in either",
    })
}

fn restated(basis: &StatementBasis<'_>, currency: Currency) -> Option<ReportTable> {
    let row = |change: &MonthChange| {
        let head = [
            ReportCell::text(change.month.to_string()),
            ReportCell::Count(i64::from(change.edition)),
            ReportCell::Count(change.stays_changed as i64),
        ];
        let seen = match change.acknowledged.as_deref() {
            _ if change.is_closed => "closed",
            None => "no",
            Some("") => "yes",
            Some(note) => note,
        };
        head.into_iter().chain(cells(&change.sums, currency)).chain([ReportCell::text(seen)]).collect()
    };
    let rows: Vec<Vec<ReportCell>> = basis.circumstances.restated.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "restated",
        title: "Published months that would be different with all that is known now".to_owned(),
        columns: RESTATED.to_vec(),
        rows,
        total: None,
        empty: "",
    })
}

/// What each source delivered for the month.
pub(super) fn senders(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let row = |sender: &SenderMonth| {
        let state = match sender.state {
            SenderState::Delivered => "the month",
            SenderState::NotExpected => "nothing; it need not",
            SenderState::Missing => "nothing: missing",
            SenderState::HeaderOnly => "a header line and no rows",
            SenderState::EndsEarly => "not to the end of the month",
        };
        vec![
            ReportCell::text(&sender.source),
            ReportCell::text(sender.expects),
            ReportCell::text(state),
            ReportCell::day(sender.news_to, "none"),
            ReportCell::text(sender.file.as_deref().unwrap_or("none")),
        ]
    };
    let rows: Vec<Vec<ReportCell>> = basis.circumstances.senders.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "delivered",
        title: format!("What each source delivered for {}", basis.month.long()),
        columns: SENDERS.to_vec(),
        rows,
        total: None,
        empty: "",
    })
}
