//! The tables of what came of a claim.

use crate::domain::{Authorities, Minor};
use crate::reconcile::{ClaimVerdict, JudgedLine, StayOfLine, VerdictSum};
use crate::report::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, column};

use super::ReconciledClaim;
use super::words::{differences_of, groups, rule_words, span};

const SUMS: [ReportColumn; 5] = [
    column("verdict", "Verdict", ColumnKind::Text),
    column("lines", "Lines", ColumnKind::Count),
    column("claimed", "Claimed", ColumnKind::Money),
    column("owed", "Owed by the ledger", ColumnKind::Money),
    column("difference", "Claimed less owed", ColumnKind::Money),
];

const KINDS: [ReportColumn; 4] = [
    column("kind", "Kind of difference", ColumnKind::Text),
    column("lines", "Lines that have it", ColumnKind::Count),
    column("difference", "Claimed less owed", ColumnKind::Money),
    column("meaning", "What it means", ColumnKind::Text),
];

const LINES: [ReportColumn; 9] = [
    column("line", "Line", ColumnKind::Text),
    column("stay", "Stay", ColumnKind::Text),
    column("from_on", "From", ColumnKind::Day),
    column("to_on", "To", ColumnKind::Day),
    column("days", "Days claimed", ColumnKind::Count),
    column("claimed", "Claimed", ColumnKind::Money),
    column("owed_days", "Days owed", ColumnKind::Count),
    column("owed", "Owed", ColumnKind::Money),
    column("difference", "Difference", ColumnKind::Money),
];

const WHAT: ReportColumn = column("what", "What differs", ColumnKind::Text);

const UNREADABLE: [ReportColumn; 7] = [
    column("line", "Line", ColumnKind::Text),
    column("stay", "Stay", ColumnKind::Text),
    column("file_line", "Line of the file", ColumnKind::Count),
    column("column", "Column", ColumnKind::Text),
    column("claimed", "Claimed", ColumnKind::Money),
    column("what", "What is wrong", ColumnKind::Text),
    column("advice", "What to do", ColumnKind::Text),
];

const UNCLAIMED: [ReportColumn; 5] = [
    column("stay", "Stay", ColumnKind::Text),
    column("when", "Days", ColumnKind::Text),
    column("days", "Days owed", ColumnKind::Count),
    column("owed", "Owed", ColumnKind::Money),
    column("what", "Rule and section", ColumnKind::Text),
];

const DAYS: [ReportColumn; 7] = [
    column("line", "Line", ColumnKind::Text),
    column("when", "Days", ColumnKind::Text),
    column("claimed", "Claimed", ColumnKind::Money),
    column("owed", "Owed", ColumnKind::Money),
    column("difference", "Difference", ColumnKind::Money),
    column("kind", "What it is", ColumnKind::Text),
    column("what", "Rule and section, or why", ColumnKind::Text),
];

/// Who reads a table: those at home see their own names of stays, the other side only what it wrote itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableReader {
    Home,
    OtherSide,
}

/// What stands in place of the verdict for what no line claims.
pub(crate) const NOT_CLAIMED: &str = "Owed, and not claimed";

impl ReconciledClaim<'_> {
    fn cell(&self, amount: Minor) -> ReportCell {
        ReportCell::money(amount, self.currency)
    }

    /// How many lines of each verdict, and what they come to: it adds up to the gap.
    pub(super) fn sums(&self, with_all: bool) -> ReportTable {
        let by_verdict = self.reconciled.by_verdict();
        let row = |words: &str, sum: VerdictSum| {
            let amounts = [sum.claimed, sum.owed, sum.difference()].map(|amount| self.cell(amount));
            [ReportCell::text(words), ReportCell::Count(sum.lines)].into_iter().chain(amounts).collect::<Vec<_>>()
        };
        let shown = in_reading_order().filter(|verdict| with_all || by_verdict.contains_key(verdict));
        let mut rows: Vec<Vec<ReportCell>> =
            shown.map(|verdict| row(verdict.words(), by_verdict.get(&verdict).copied().unwrap_or_default())).collect();
        let owed = self.reconciled.unclaimed_sum();
        if with_all || owed != Minor(0) {
            rows.push(row(NOT_CLAIMED, VerdictSum { lines: 0, claimed: Minor(0), owed }));
        }
        let lines = by_verdict.values().map(|sum| sum.lines).sum();
        let total = VerdictSum { lines, claimed: self.reconciled.claimed, owed: self.reconciled.owed };
        ReportTable {
            id: "verdicts",
            title: format!("The claim for {} and the ledger, one verdict a line", self.month.long()),
            columns: SUMS.to_vec(),
            rows,
            total: Some(row("Total", total)),
            empty: "no line",
        }
    }

    /// The gap by kinds of differences: each penny under what it is itself.
    pub(super) fn kinds(&self) -> ReportTable {
        let by_kind = self.reconciled.by_kind();
        let mut rows = Vec::new();
        for kind in in_reading_order().filter(|kind| *kind != ClaimVerdict::Agreed) {
            let Some(sum) = by_kind.get(&kind) else { continue };
            rows.push(vec![
                ReportCell::text(kind.words()),
                ReportCell::Count(sum.lines),
                self.cell(sum.difference()),
                ReportCell::text(meaning(kind)),
            ]);
        }
        let unclaimed = self.reconciled.unclaimed_sum();
        if unclaimed != Minor(0) {
            rows.push(vec![
                ReportCell::text(NOT_CLAIMED),
                ReportCell::Count(0),
                self.cell(Minor(-unclaimed.0)),
                ReportCell::text("days of stays that no line claims"),
            ]);
        }
        let total = (!rows.is_empty()).then(|| {
            let gap = self.cell(self.reconciled.gap());
            vec![ReportCell::text("Claimed less owed"), ReportCell::text(""), gap, ReportCell::text("")]
        });
        ReportTable {
            id: "differences",
            title: "The gap by kinds of differences; a line can have several".to_owned(),
            columns: KINDS.to_vec(),
            rows,
            total,
            empty: "claim and ledger agree",
        }
    }

    /// The lines of a verdict.
    pub(super) fn lines(&self, verdict: ClaimVerdict, reader: TableReader) -> ReportTable {
        let of_verdict = || self.reconciled.lines.iter().filter(|line| line.verdict == verdict);
        let with_what = verdict != ClaimVerdict::Agreed
            || of_verdict().any(|line| !line.remarks.is_empty() || !line.doubts.is_empty());
        let rows: Vec<Vec<ReportCell>> = of_verdict().map(|line| self.line_row(line, reader, with_what)).collect();
        let sum = |of: fn(&JudgedLine) -> Minor| of_verdict().map(of).sum::<Minor>();
        let days: i64 = of_verdict().filter_map(JudgedLine::days).sum();
        let mut total = vec![ReportCell::text("Total")];
        total.extend(["", "", ""].map(ReportCell::text));
        total.extend([
            ReportCell::Count(days),
            self.cell(sum(JudgedLine::claimed)),
            ReportCell::Count(of_verdict().map(JudgedLine::owed_days).sum()),
            self.cell(sum(JudgedLine::owed)),
            self.cell(sum(JudgedLine::difference)),
        ]);
        let mut columns = LINES.to_vec();
        if with_what {
            columns.push(WHAT);
            total.push(ReportCell::text(""));
        }
        ReportTable {
            id: verdict.code(),
            title: format!("{}: {}", verdict.words(), meaning(verdict)),
            columns,
            total: (!rows.is_empty()).then_some(total),
            rows,
            empty: "no line",
        }
    }

    fn line_row(&self, line: &JudgedLine, reader: TableReader, with_what: bool) -> Vec<ReportCell> {
        let claim = &line.line.claim;
        let days = line.days().map_or(ReportCell::Missing { missing: "not stated" }, ReportCell::Count);
        let mut row = vec![
            ReportCell::text(&*claim.claim_id),
            stay_cell(line, reader),
            ReportCell::Day(claim.from_on),
            ReportCell::Day(claim.to_on),
            days,
            self.cell(line.claimed()),
            ReportCell::Count(line.owed_days()),
            self.cell(line.owed()),
            self.cell(line.difference()),
        ];
        if with_what {
            row.push(ReportCell::Text(differences_of(self, line).join(". ")));
        }
        row
    }

    /// The rows that cannot be read.
    pub(super) fn unreadable(&self) -> ReportTable {
        let or_missing = |name: Option<&str>| match name {
            Some(name) => ReportCell::text(name),
            None => ReportCell::Missing { missing: "not readable" },
        };
        let row = |unreadable: &crate::reconcile::UnreadableLine| {
            let row = &unreadable.refused;
            vec![
                or_missing(row.claim_id.as_deref()),
                or_missing(row.stay_id.as_deref()),
                ReportCell::Count(unreadable.line.into()),
                ReportCell::text(if row.column.is_empty() { "the whole row" } else { &row.column }),
                row.amount.map_or(ReportCell::Missing { missing: "not readable" }, |amount| self.cell(amount)),
                ReportCell::Text(format!("{} ({})", row.message, row.code)),
                ReportCell::text(&row.hint),
            ]
        };
        ReportTable {
            id: ClaimVerdict::Unreadable.code(),
            title: format!("Cannot be read: {}", meaning(ClaimVerdict::Unreadable)),
            columns: UNREADABLE.to_vec(),
            rows: self.reconciled.unreadable.iter().map(row).collect(),
            total: None,
            empty: "no row",
        }
    }

    /// What we owe for stays that no line claims.
    pub(super) fn unclaimed(&self) -> ReportTable {
        let mut rows = Vec::new();
        for stay in &self.reconciled.unclaimed {
            let same = |one: &(crate::domain::Day, crate::reconcile::OwedDay),
                        other: &(_, crate::reconcile::OwedDay)| {
                one.0 + 1 == other.0 && one.1.rule == other.1.rule && one.1.cite == other.1.cite
            };
            for days in stay.days.chunk_by(same) {
                let [(first, day), ..] = days else { continue };
                let last = days.last().map_or(*first, |(last, _)| *last);
                let named = stay.named_by.and_then(|at| self.reconciled.unreadable.get(at));
                let named = named.map_or_else(String::new, |row| {
                    format!(". Line {} of the file names this stay and cannot be read", row.line)
                });
                rows.push(vec![
                    ReportCell::text(&*stay.stay_id),
                    ReportCell::Text(span(*first, last)),
                    ReportCell::Count(days.len() as i64),
                    self.cell(days.iter().map(|(_, day)| day.amount).sum()),
                    ReportCell::Text(format!("{} [{}]{named}", rule_words(self.laws, day), day.cite)),
                ]);
            }
        }
        let days = self.reconciled.unclaimed.iter().map(|stay| stay.days.len() as i64).sum();
        let total = (!rows.is_empty()).then(|| {
            let owed = self.cell(self.reconciled.unclaimed_sum());
            vec![ReportCell::text("Total"), ReportCell::text(""), ReportCell::Count(days), owed, ReportCell::text("")]
        });
        ReportTable {
            id: "owed_not_claimed",
            title: format!("{NOT_CLAIMED}: stays of which the claim has no line"),
            columns: UNCLAIMED.to_vec(),
            rows,
            total,
            empty: "every stay for which something is owed is claimed",
        }
    }

    /// The days of every line of some verdicts, those that are alike together.
    pub(super) fn days(&self, id: &'static str, is_shown: impl Fn(ClaimVerdict) -> bool) -> ReportTable {
        let mut rows = Vec::new();
        for line in self.reconciled.lines.iter().filter(|line| is_shown(line.verdict)) {
            for group in groups(line) {
                rows.push(vec![
                    ReportCell::text(&*line.line.claim.claim_id),
                    ReportCell::Text(group.when()),
                    self.cell(group.claimed),
                    self.cell(group.owed),
                    self.cell(group.difference()),
                    ReportCell::text(group.like.verdict.words()),
                    ReportCell::Text(self.why(line, &group)),
                ]);
            }
        }
        ReportTable {
            id,
            title: "Day by day: what is claimed, what the ledger has, and why".to_owned(),
            columns: DAYS.to_vec(),
            rows,
            total: None,
            empty: "no day is contested",
        }
    }

    /// Who pays by name, for a sentence.
    pub(super) fn payer_names(&self) -> String {
        let lines = self.reconciled.lines.iter().filter(|line| !matches!(line.line.stay, StayOfLine::NotOurs(_)));
        let payers: std::collections::BTreeSet<_> = lines.map(|line| line.line.claim.payer).collect();
        let names: Vec<String> = payers.into_iter().map(|payer| Authorities::all().get(payer).name.clone()).collect();
        super::words::list(&names)
    }
}

/// The stay of a line: for those at home as our records have it, for the other side as it wrote it.
fn stay_cell(line: &JudgedLine, reader: TableReader) -> ReportCell {
    let claimed = line.line.claim.claimed_stay_id.as_deref();
    let shown = match (&line.line.stay, reader) {
        (StayOfLine::Found(stay_id), TableReader::Home) => Some(&**stay_id),
        _ => claimed,
    };
    shown.map_or(ReportCell::Missing { missing: "named by the person" }, ReportCell::text)
}

/// The verdicts as people read them: what agrees first, what cannot be read last.
pub(super) fn in_reading_order() -> impl Iterator<Item = ClaimVerdict> {
    ClaimVerdict::ALL.iter().rev().copied()
}

/// What a verdict means, in a few words.
pub(super) fn meaning(verdict: ClaimVerdict) -> &'static str {
    match verdict {
        ClaimVerdict::Agreed => "days and amount are those of the ledger",
        ClaimVerdict::DifferentRate => "the days are owed, at another amount",
        ClaimVerdict::DifferentDays => "other days are claimed than the ledger charges",
        ClaimVerdict::OtherCause => "the delay had a cause that the authority does not answer for",
        ClaimVerdict::NotNotified => "a notice that the law asks for was not given, was withdrawn, or was invalid",
        ClaimVerdict::OutOfScope => "outside the month, or no charging law covers the day or the patient",
        ClaimVerdict::AlreadyPaid => "the days stand in the statement of another month",
        ClaimVerdict::Duplicate => "another line claims the same days of the same stay",
        ClaimVerdict::NoSuchStay => "no stay of this provider fits what the line names",
        ClaimVerdict::NotOurs => "another authority or provider answers for it",
        ClaimVerdict::Unreadable => "in doubt until the row is sent again",
    }
}
