//! The tables of what came of a claim.

use crate::domain::{Authorities, Minor};
use crate::reconcile::{ClaimVerdict, JudgedLine, StayOfLine, VerdictSum};
use crate::report::model::{ColumnKind, ReportCell, ReportColumn, ReportTable, column, titled};

use super::ReconciledClaim;
use super::words::{differences_of, groups, remarks_of, span, verdict_title};

const SUMS: [ReportColumn; 5] = [
    column("verdict", "head-verdict", ColumnKind::Text),
    column("lines", "head-lines", ColumnKind::Count),
    column("claimed", "head-claimed", ColumnKind::Money),
    column("owed", "head-owed-by-ledger", ColumnKind::Money),
    column("difference", "head-claimed-less-owed", ColumnKind::Money),
];

const KINDS: [ReportColumn; 4] = [
    column("kind", "head-kind", ColumnKind::Text),
    column("lines", "head-lines-with", ColumnKind::Count),
    column("difference", "head-claimed-less-owed", ColumnKind::Money),
    column("meaning", "head-meaning", ColumnKind::Text),
];

const LINES: [ReportColumn; 9] = [
    column("line", "head-line", ColumnKind::Text),
    column("stay", "head-stay", ColumnKind::Text),
    column("from_on", "head-from", ColumnKind::Day),
    column("to_on", "head-to", ColumnKind::Day),
    column("days", "head-days-claimed", ColumnKind::Count),
    column("claimed", "head-claimed", ColumnKind::Money),
    column("owed_days", "head-days-owed", ColumnKind::Count),
    column("owed", "head-owed", ColumnKind::Money),
    column("difference", "head-difference", ColumnKind::Money),
];

const WHAT: ReportColumn = column("what", "head-what-differs", ColumnKind::Text);

const UNREADABLE: [ReportColumn; 7] = [
    column("line", "head-line", ColumnKind::Text),
    column("stay", "head-stay", ColumnKind::Text),
    column("file_line", "head-file-line", ColumnKind::Count),
    column("column", "head-column", ColumnKind::Text),
    column("claimed", "head-claimed", ColumnKind::Money),
    column("what", "head-what-is-wrong", ColumnKind::Text),
    column("advice", "head-advice", ColumnKind::Text),
];

const UNCLAIMED: [ReportColumn; 5] = [
    column("stay", "head-stay", ColumnKind::Text),
    column("when", "head-days", ColumnKind::Text),
    column("days", "head-days-owed", ColumnKind::Count),
    column("owed", "head-owed", ColumnKind::Money),
    column("what", "head-rule-and-section", ColumnKind::Text),
];

const DAYS: [ReportColumn; 7] = [
    column("line", "head-line", ColumnKind::Text),
    column("when", "head-days", ColumnKind::Text),
    column("claimed", "head-claimed", ColumnKind::Money),
    column("owed", "head-owed", ColumnKind::Money),
    column("difference", "head-difference", ColumnKind::Money),
    column("kind", "head-what-it-is", ColumnKind::Text),
    column("what", "head-rule-or-why", ColumnKind::Text),
];

/// Who reads a table: those at home see their own names of stays, the other side only what it wrote itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableReader {
    Home,
    OtherSide,
}

/// The message that stands in place of the verdict for what no line claims.
pub(crate) const NOT_CLAIMED: &str = "claim-not-claimed";

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
        let mut rows: Vec<Vec<ReportCell>> = shown
            .map(|verdict| row(self.title(verdict), by_verdict.get(&verdict).copied().unwrap_or_default()))
            .collect();
        let owed = self.reconciled.unclaimed_sum();
        if with_all || owed != Minor(0) {
            rows.push(row(self.word(NOT_CLAIMED), VerdictSum { lines: 0, claimed: Minor(0), owed }));
        }
        let lines = by_verdict.values().map(|sum| sum.lines).sum();
        let total = VerdictSum { lines, claimed: self.reconciled.claimed, owed: self.reconciled.owed };
        ReportTable {
            id: "verdicts",
            title: self.of_month("claim-sums-table"),
            columns: titled(self.language, &SUMS),
            rows,
            total: Some(row(self.word("total"), total)),
            empty: self.word("claim-no-line"),
        }
    }

    /// The gap by kinds of differences: each penny under what it is itself.
    pub(super) fn kinds(&self) -> ReportTable {
        let by_kind = self.reconciled.by_kind();
        let mut rows = Vec::new();
        for kind in in_reading_order().filter(|kind| *kind != ClaimVerdict::Agreed) {
            let Some(sum) = by_kind.get(&kind) else { continue };
            rows.push(vec![
                ReportCell::text(self.title(kind)),
                ReportCell::Count(sum.lines),
                self.cell(sum.difference()),
                ReportCell::text(self.meaning(kind)),
            ]);
        }
        let unclaimed = self.reconciled.unclaimed_sum();
        if unclaimed != Minor(0) {
            rows.push(vec![
                ReportCell::text(self.word(NOT_CLAIMED)),
                ReportCell::Count(0),
                self.cell(Minor(-unclaimed.0)),
                ReportCell::text(self.word("claim-not-claimed-means")),
            ]);
        }
        let total = (!rows.is_empty()).then(|| {
            let gap = self.cell(self.reconciled.gap());
            vec![ReportCell::text(self.word("head-claimed-less-owed")), ReportCell::text(""), gap, ReportCell::text("")]
        });
        ReportTable {
            id: "differences",
            title: self.word("claim-kinds-table").to_owned(),
            columns: titled(self.language, &KINDS),
            rows,
            total,
            empty: self.word("claim-kinds-none"),
        }
    }

    /// The lines of a verdict.
    pub(super) fn lines(&self, verdict: ClaimVerdict, reader: TableReader) -> ReportTable {
        let of_verdict = || self.reconciled.lines.iter().filter(|line| line.verdict == verdict);
        let has_remarks = |line: &JudgedLine| !remarks_of(self.language, line).is_empty() || !line.remarks.is_empty();
        let with_what =
            verdict != ClaimVerdict::Agreed || of_verdict().any(|line| has_remarks(line) || !line.doubts.is_empty());
        let rows: Vec<Vec<ReportCell>> = of_verdict().map(|line| self.line_row(line, reader, with_what)).collect();
        let sum = |of: fn(&JudgedLine) -> Minor| of_verdict().map(of).sum::<Minor>();
        let days: i64 = of_verdict().filter_map(JudgedLine::days).sum();
        let mut total = vec![ReportCell::text(self.word("total"))];
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
            title: self.verdict_table(verdict),
            columns: titled(self.language, &columns),
            total: (!rows.is_empty()).then_some(total),
            rows,
            empty: self.word("claim-no-line"),
        }
    }

    fn line_row(&self, line: &JudgedLine, reader: TableReader, with_what: bool) -> Vec<ReportCell> {
        let claim = &line.line.claim;
        let days =
            line.days().map_or(ReportCell::Missing { missing: self.word("claim-not-stated") }, ReportCell::Count);
        let mut row = vec![
            ReportCell::text(&*claim.claim_id),
            self.stay_cell(line, reader),
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
            None => ReportCell::Missing { missing: self.word("claim-not-readable") },
        };
        let row = |unreadable: &crate::reconcile::UnreadableLine| {
            let row = &unreadable.refused;
            vec![
                or_missing(row.claim_id.as_deref()),
                or_missing(row.stay_id.as_deref()),
                ReportCell::Count(unreadable.line.into()),
                ReportCell::text(if row.column.is_empty() { self.word("claim-whole-row") } else { &row.column }),
                row.amount.map_or(ReportCell::Missing { missing: self.word("claim-not-readable") }, |amount| {
                    self.cell(amount)
                }),
                // What is wrong with a row is said in English where it is read, and kept so: elsewhere what its code means.
                ReportCell::Text(match self.language.is_english() {
                    true => format!("{} ({})", row.message, row.code),
                    false => match self.language.meaning(row.code) {
                        Some(meaning) => format!("{meaning} ({})", row.code),
                        None => row.code.to_owned(),
                    },
                }),
                ReportCell::Text(self.language.instead("claim-hint", &[], || row.hint.clone())),
            ]
        };
        ReportTable {
            id: ClaimVerdict::Unreadable.code(),
            title: self.verdict_table(ClaimVerdict::Unreadable),
            columns: titled(self.language, &UNREADABLE),
            rows: self.reconciled.unreadable.iter().map(row).collect(),
            total: None,
            empty: self.word("claim-no-row"),
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
                rows.push(vec![
                    ReportCell::text(&*stay.stay_id),
                    ReportCell::Text(span(self.language, *first, last)),
                    ReportCell::Count(days.len() as i64),
                    self.cell(days.iter().map(|(_, day)| day.amount).sum()),
                    ReportCell::Text(self.rule(day, named.map(|row| row.line))),
                ]);
            }
        }
        let days = self.reconciled.unclaimed.iter().map(|stay| stay.days.len() as i64).sum();
        let total = (!rows.is_empty()).then(|| {
            let owed = self.cell(self.reconciled.unclaimed_sum());
            vec![
                ReportCell::text(self.word("total")),
                ReportCell::text(""),
                ReportCell::Count(days),
                owed,
                ReportCell::text(""),
            ]
        });
        ReportTable {
            id: "owed_not_claimed",
            title: self.word("claim-unclaimed-table").to_owned(),
            columns: titled(self.language, &UNCLAIMED),
            rows,
            total,
            empty: self.word("claim-unclaimed-none"),
        }
    }

    /// The days of every line of some verdicts, those that are alike together.
    pub(super) fn days(&self, id: &'static str, is_shown: impl Fn(ClaimVerdict) -> bool) -> ReportTable {
        let mut rows = Vec::new();
        for line in self.reconciled.lines.iter().filter(|line| is_shown(line.verdict)) {
            for group in groups(line) {
                rows.push(vec![
                    ReportCell::text(&*line.line.claim.claim_id),
                    ReportCell::Text(group.when(self.language)),
                    self.cell(group.claimed),
                    self.cell(group.owed),
                    self.cell(group.difference()),
                    ReportCell::text(self.title(group.like.verdict)),
                    ReportCell::Text(self.why(line, &group)),
                ]);
            }
        }
        ReportTable {
            id,
            title: self.word("claim-days-table").to_owned(),
            columns: titled(self.language, &DAYS),
            rows,
            total: None,
            empty: self.word("claim-days-none"),
        }
    }

    /// Who pays by name, for a sentence.
    pub(super) fn payer_names(&self) -> String {
        let lines = self.reconciled.lines.iter().filter(|line| !matches!(line.line.stay, StayOfLine::NotOurs(_)));
        let payers: std::collections::BTreeSet<_> = lines.map(|line| line.line.claim.payer).collect();
        let names: Vec<String> = payers.into_iter().map(|payer| Authorities::all().get(payer).name.clone()).collect();
        super::words::list(self.language, &names)
    }

    /// A verdict as people read it.
    pub(super) fn title(&self, verdict: ClaimVerdict) -> &'static str {
        verdict_title(self.language, verdict)
    }

    /// What a verdict means, in a few words.
    fn meaning(&self, verdict: ClaimVerdict) -> &'static str {
        self.language.find(&format!("claim-means-{}", verdict.code())).unwrap_or_default()
    }

    fn verdict_table(&self, verdict: ClaimVerdict) -> String {
        let of = [("verdict", self.title(verdict)), ("meaning", self.meaning(verdict))];
        self.say("claim-verdict-table", &of.map(|(name, words)| (name, words.into())))
    }

    /// The stay of a line: for those at home as our records have it, for the other side as it wrote it.
    fn stay_cell(&self, line: &JudgedLine, reader: TableReader) -> ReportCell {
        let claimed = line.line.claim.claimed_stay_id.as_deref();
        let shown = match (&line.line.stay, reader) {
            (StayOfLine::Found(stay_id), TableReader::Home) => Some(&**stay_id),
            _ => claimed,
        };
        shown.map_or(ReportCell::Missing { missing: self.word("claim-by-person") }, ReportCell::text)
    }
}

/// The verdicts as people read them: what agrees first, what cannot be read last.
pub(super) fn in_reading_order() -> impl Iterator<Item = ClaimVerdict> {
    ClaimVerdict::ALL.iter().rev().copied()
}
