//! How a statement stands: whether the data of its month came, what it replaces, and which other months would be different
//! by now.

use crate::domain::restated::{BeforeAfter, MonthChange};
use crate::domain::sender::{SenderMonth, SenderState};
use crate::domain::{Currency, Day, Language, Minor};

use super::super::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, Section, titled};
use super::corrections::{Corrections, signed};
use super::{StatementBasis, column};
use crate::words::Argument;

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
    column("source", "head-source", ColumnKind::Text),
    column("expects", "head-expects", ColumnKind::Text),
    column("state", "head-delivered", ColumnKind::Text),
    column("news_to", "head-last-fact", ColumnKind::Day),
    column("file", "head-newest-delivery", ColumnKind::Text),
];

const RESTATED: [ReportColumn; 10] = [
    column("month", "head-month", ColumnKind::Text),
    column("edition", "head-edition", ColumnKind::Count),
    column("stays_changed", "head-stays-changed", ColumnKind::Count),
    column("delayed_days_before", "head-delayed-published", ColumnKind::Count),
    column("delayed_days_after", "head-delayed-now", ColumnKind::Count),
    column("chargeable_days_before", "head-chargeable-published", ColumnKind::Count),
    column("chargeable_days_after", "head-chargeable-now", ColumnKind::Count),
    column("amount_before", "head-amount-published", ColumnKind::Money),
    column("amount_after", "head-amount-by-now", ColumnKind::Money),
    column("acknowledged", "head-acknowledged", ColumnKind::Text),
];

const REPLACES: [ReportColumn; 7] = [
    column("hospital", "head-hospital", ColumnKind::Text),
    column("delayed_days_before", "head-delayed-before", ColumnKind::Count),
    column("delayed_days_after", "head-delayed-after", ColumnKind::Count),
    column("chargeable_days_before", "head-chargeable-before", ColumnKind::Count),
    column("chargeable_days_after", "head-chargeable-after", ColumnKind::Count),
    column("amount_before", "head-amount-before", ColumnKind::Money),
    column("amount_after", "head-amount-now", ColumnKind::Money),
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
        (!names.is_empty())
            .then(|| self.say("notice-incomplete", &[("month", self.month.into()), ("sources", names.into())]))
    }

    /// The standing line.
    pub(super) fn standing(&self, currency: Currency) -> String {
        let names = self.incomplete_names();
        let id = if names.is_empty() { "standing-line" } else { "standing-line-incomplete" };
        self.say(
            id,
            &[
                ("edition", Argument::Plain(self.edition.into())),
                ("sources", names.into()),
                ("day", self.as_of.into()),
                ("currency", currency.mark().trim_end().into()),
            ],
        )
    }

    /// That a change was seen, and what was noted.
    pub(super) fn acknowledged(&self, note: &str) -> String {
        match note {
            "" => self.word("acknowledged").to_owned(),
            note => self.say("acknowledged-note", &[("note", note.into())]),
        }
    }

    /// The first paragraph where data are missing.
    pub(super) fn what_is_missing(&self) -> Option<String> {
        let end = self.month.last().min(self.as_of);
        let missing: Vec<String> = self.incomplete().map(|sender| self.about_sender(sender, end)).collect();
        (!missing.is_empty())
            .then(|| self.say("missing-data", &[("month", self.month.into()), ("what", missing.join("; ").into())]))
    }

    /// What a source lacks, as part of a sentence. `end` is the last day that was asked about.
    fn about_sender(&self, sender: &SenderMonth, end: Day) -> String {
        let language = self.language;
        let last = match sender.news_to {
            Some(day) => language.instead("sender-last", &[("day", day.into())], String::new),
            None => language.instead("sender-never", &[], String::new),
        };
        let file = || language.instead("sender-last-file", &[], String::new);
        let source = ("source", (&sender.source).into());
        let (id, arguments) = match sender.state {
            SenderState::Delivered | SenderState::NotExpected => ("", Vec::new()),
            SenderState::Missing => {
                ("sender-missing", vec![source, ("month", self.month.into()), ("last", last.into())])
            }
            SenderState::HeaderOnly => {
                let file = sender.file.clone().unwrap_or_else(file);
                ("sender-header-only", vec![source, ("file", file.into()), ("last", last.into())])
            }
            SenderState::EndsEarly => {
                let day = sender.news_to.map_or_else(String::new, |day| language.day(day));
                let days = sender.news_to.map_or(0, |day| i64::from(end - day));
                ("sender-ends-early", vec![source, ("day", day.into()), ("days", days.into())])
            }
        };
        language.instead(id, &arguments, || sender.sentence(self.month, end))
    }

    /// What the edition replaces, and which other months would be different.
    pub(super) fn changes(&self, currency: Currency) -> Vec<String> {
        let replaces = self.circumstances.replaces.map(|change| {
            let what = match change.stays_changed {
                0 => self.word("replaces-nothing").to_owned(),
                stays => self.say("replaces-stays", &[("stays", (stays as i64).into())]),
            };
            let sums = ("sums", before_and_now(self.language, &change.sums, currency).into());
            self.say("replaces-sum", &[edition(change), sums, ("what", what.into())])
        });
        let (before, now) = (self.circumstances.corrections_before, self.circumstances.corrections.amount());
        let corrected = self.circumstances.replaces.filter(|_| before != now).map(|change| {
            let amounts = [("before", before), ("now", now)];
            let [before, now] = amounts.map(|(name, amount)| (name, signed(self.language, amount, currency).into()));
            self.say("corrections-came-to", &[before, edition(change), now])
        });
        let restated = self.circumstances.restated.iter().map(|change| {
            let seen = match change.acknowledged.as_deref() {
                _ if change.is_closed => self.word("restated-closed").to_owned(),
                None => self.say("restated-run", &[("month", change.month.to_string().into())]),
                Some(note) => self.acknowledged(note),
            };
            let sums = ("sums", before_and_now(self.language, &change.sums, currency).into());
            let month = ("month", change.month.into());
            self.say("restated-sum", &[month, edition(change), sums, ("seen", seen.into())])
        });
        let senders = self.circumstances.senders;
        let is_quiet = !senders.is_empty() && senders.iter().all(|sender| sender.state == SenderState::NotExpected);
        let nothing = self.of_month("quiet-month");
        replaces.into_iter().chain(corrected).chain(restated).chain(is_quiet.then_some(nothing)).collect()
    }
}

/// `2 chargeable days of 3 delayed days and £260.00 before, 4 of 5 and £520.00 now (+£260.00)`.
pub fn before_and_now(language: Language, sums: &BeforeAfter, currency: Currency) -> String {
    let difference = Minor(sums.amount_after_minor.0 - sums.amount_before_minor.0);
    language.say(
        "before-and-now",
        &[
            ("chargeable_before", sums.chargeable_days_before.into()),
            ("delayed_before", sums.delayed_days_before.into()),
            ("amount_before", (sums.amount_before_minor, currency).into()),
            ("chargeable_now", sums.chargeable_days_after.into()),
            ("delayed_now", sums.delayed_days_after.into()),
            ("amount_now", (sums.amount_after_minor, currency).into()),
            ("difference", signed(language, difference, currency).into()),
        ],
    )
}

fn edition(change: &MonthChange) -> (&'static str, Argument<'static>) {
    ("edition", Argument::Plain(change.edition.into()))
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
    let text = vec![basis.word("changes-text").to_owned()];
    let title = basis.word("changes-title").to_owned();
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
        rows.push(row(basis.word("replaces-rest").to_owned(), &rest));
    }
    Some(ReportTable {
        id: "replaces",
        title: {
            let own = ("edition", Argument::Plain(basis.edition.into()));
            basis.say("replaces-table", &[own, ("earlier", Argument::Plain(change.edition.into()))])
        },
        columns: titled(basis.language, &REPLACES),
        rows,
        total: Some(row(basis.word("total").to_owned(), &change.sums)),
        empty: basis.word("replaces-none"),
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
            _ if change.is_closed => basis.word("seen-closed"),
            None => basis.word("seen-no"),
            Some("") => basis.word("seen-yes"),
            Some(note) => note,
        };
        head.into_iter().chain(cells(&change.sums, currency)).chain([ReportCell::text(seen)]).collect()
    };
    let rows: Vec<Vec<ReportCell>> = basis.circumstances.restated.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "restated",
        title: basis.word("restated-table").to_owned(),
        columns: titled(basis.language, &RESTATED),
        rows,
        total: None,
        empty: "",
    })
}

/// What each source delivered for the month.
pub(super) fn senders(basis: &StatementBasis<'_>) -> Option<ReportTable> {
    let row = |sender: &SenderMonth| {
        let state = basis.word(match sender.state {
            SenderState::Delivered => "delivered-month",
            SenderState::NotExpected => "delivered-not-expected",
            SenderState::Missing => "delivered-missing",
            SenderState::HeaderOnly => "delivered-header-only",
            SenderState::EndsEarly => "delivered-ends-early",
        });
        let expects = format!("expects-{}", sender.expects.replace(' ', "-"));
        vec![
            ReportCell::text(&sender.source),
            ReportCell::Text(basis.language.instead(&expects, &[], || sender.expects.to_owned())),
            ReportCell::text(state),
            ReportCell::day(sender.news_to, basis.word("none")),
            ReportCell::text(sender.file.as_deref().unwrap_or(basis.word("none"))),
        ]
    };
    let rows: Vec<Vec<ReportCell>> = basis.circumstances.senders.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportTable {
        id: "delivered",
        title: basis.of_month("delivered-title"),
        columns: titled(basis.language, &SENDERS),
        rows,
        total: None,
        empty: "",
    })
}
