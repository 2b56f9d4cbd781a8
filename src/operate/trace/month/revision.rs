//! Figures of a revision report: what was published, what each cause changed, and what holds now.

use std::collections::BTreeMap;

use super::super::{Cell, Trace};
use super::MonthFigures;
use crate::domain::revision::{DayState, Revision, RevisionCause};
use crate::domain::{Language, LedgerDay, LedgerStatus, Minor, Month, Receipt};
use crate::error::Result;
use crate::operate::month::changes::InView;
use crate::operate::month::statements::corrections_of;
use crate::project::Project;
use crate::report::revision::{CLOSED_BEFORE, edition_title, payee_in_month};
use crate::report::statement::{CorrectedDays, Corrections, cause_in_words};
use crate::store::{Ledger, PublishedMonth, Store};

/// What a revision report starts from: a closed month with what earlier statements corrected of it, or the edition before.
pub(super) struct StateBefore {
    pub ledger: Ledger,
    pub corrections: Corrections,
    view: InView,
}

impl StateBefore {
    /// Of each month that an edition corrects, and of its own where it replaces an edition.
    ///
    /// # Errors
    /// 65: a stored file is damaged.
    pub fn read(
        project: &Project,
        store: &Store,
        published: &PublishedMonth,
        (revisions, receipts): (&[Revision], &[Receipt]),
    ) -> Result<BTreeMap<Month, Self>> {
        let manifest = store.manifest();
        let mut earlier = Vec::new();
        for closed in manifest.closed.iter().filter(|closed| closed.month < published.month) {
            let statement = manifest.month(closed.month).map_or_else(|| Ok(Vec::new()), |of| store.corrections(of))?;
            earlier.extend(statement);
        }
        let mut before = BTreeMap::new();
        for month in revisions.iter().map(|row| row.month) {
            if before.contains_key(&month) {
                continue;
            }
            let ledger = match month == published.month {
                true => published.earlier.last().map(|edition| &edition.ledger),
                false => manifest.month(month).map(|other| &other.ledger),
            };
            let Some(ledger) = ledger else { continue };
            let of_month = |other: Month| other == month && month != published.month;
            before.insert(
                month,
                Self {
                    ledger: store.ledger_in(ledger)?,
                    corrections: corrections_of(project, &earlier, of_month, receipts, None),
                    view: InView::of(project, month),
                },
            );
        }
        Ok(before)
    }
}

/// What a row of the steps is: a hospital and month, and what of its days counts.
struct StepOf<'c> {
    language: Language,
    hospital: &'c str,
    names: &'c BTreeMap<String, String>,
    column: &'c str,
}

impl StepOf<'_> {
    fn counts(&self, month: Month, state: &DayState) -> bool {
        let is_counted = self.column == "delayed_days" || state.status == LedgerStatus::Chargeable;
        is_counted && payee_in_month(self.language, self.names, &state.payee_code, month) == self.hospital
    }

    fn measure(&self, state: &DayState, days: i64) -> i64 {
        if self.column == "amount" { state.amount_minor.0 * days } else { days }
    }

    /// What corrected days come to, before and now.
    fn of(&self, row: &CorrectedDays) -> [Option<i64>; 2] {
        let sides = [&row.revision.old, &row.revision.new];
        [0, 1].map(|side| {
            let state = sides[side].as_ref().filter(|_| row.concerns[side])?;
            self.counts(row.revision.month, state).then(|| self.measure(state, row.revision.days()))
        })
    }
}

impl MonthFigures<'_> {
    /// A figure of the revision report.
    pub(super) fn of_revision(&self, cell: &Cell<'_>) -> Option<Trace> {
        match cell.table {
            "figures" => {
                let rows =
                    self.corrections.rows.iter().filter(|row| cell.language.month(row.revision.month) == cell.column);
                let rows: Vec<_> = rows.map(|row| self.correction(row, row.amounts)).collect();
                let comes_to = rows.iter().map(|row| row.after_minor.0 - row.before_minor.0).sum();
                let how = cell.language.word("trace-corrected-month").to_owned();
                Some(Trace { how, comes_to: Some(comes_to), ..self.with_corrections(rows) })
            }
            "edition_steps" | "closed_steps" => Some(self.step(cell)),
            _ => self.of_days(cell),
        }
    }

    /// One step of a hospital in a month: what was published, a cause, or what holds now.
    fn step(&self, cell: &Cell<'_>) -> Trace {
        let (is_own, text) = (cell.table == "edition_steps", cell.text("step"));
        let (language, hospital) = (cell.language, cell.text("hospital"));
        let of = StepOf { language, hospital, names: &self.project.names, column: cell.column };
        let is_step = |cause: &&RevisionCause| text.starts_with(&format!("{} (", cause_in_words(language, **cause)));
        let cause = RevisionCause::ALL.iter().find(is_step);
        let now = self.corrections.rows.iter().filter(|row| (row.revision.month == self.published.month) == is_own);
        if let Some(cause) = cause {
            let rows = now.filter(|row| row.revision.reason.cause == *cause);
            let how = language.say("trace-because", &[("cause", cause_in_words(language, *cause).into())]);
            return Trace { how, ..self.with_changes(&of, &[], rows) };
        }
        if is_own && text == edition_title(language, self.published.edition) {
            let days = self.of_step(&of, (self.published.month, &self.ledger), &self.view);
            return Trace {
                how: language.word("trace-edition-days").to_owned(),
                ..self.with_changes(&of, &days, [].iter())
            };
        }
        let before = self.before.iter().filter(|(month, _)| (**month == self.published.month) == is_own);
        let (mut days, mut earlier) = (Vec::new(), Vec::new());
        for (month, before) in before {
            days.extend(self.of_step(&of, (*month, &before.ledger), &before.view));
            earlier.extend(&before.corrections.rows);
        }
        let (how, now) = match is_own || text == language.word(CLOSED_BEFORE) {
            true => ("trace-published-earlier", Vec::new()),
            false => ("trace-published-now", now.collect()),
        };
        let rows = earlier.into_iter().chain(now);
        Trace { how: language.word(how).to_owned(), ..self.with_changes(&of, &days, rows) }
    }

    /// The days of a ledger that count in a step.
    fn of_step<'l>(&self, of: &StepOf<'_>, (month, ledger): (Month, &'l Ledger), view: &InView) -> Vec<LedgerDay<'l>> {
        let is_meant = |day: &LedgerDay<'_>| {
            let state = DayState::of(day);
            view.has(&state) && of.counts(month, &state)
        };
        ledger.rows().filter(is_meant).collect()
    }

    /// Days, and what was changed of them.
    fn with_changes<'r>(
        &self,
        of: &StepOf<'_>,
        days: &[LedgerDay<'_>],
        rows: impl Iterator<Item = &'r CorrectedDays>,
    ) -> Trace {
        let mut sum: i64 = days.iter().map(|day| of.measure(&DayState::of(day), 1)).sum();
        let mut corrections = Vec::new();
        for (row, [before, now]) in rows.map(|row| (row, of.of(row))).filter(|(_, of)| *of != [None; 2]) {
            sum += now.unwrap_or_default() - before.unwrap_or_default();
            let amounts = [(before, row.amounts[0]), (now, row.amounts[1])];
            let amounts = amounts.map(|(counts, amount)| counts.map_or(Minor(0), |_| amount));
            corrections.push(self.correction(row, amounts));
        }
        let of_days = self.with_days(days);
        Trace {
            comes_to: Some(sum),
            days: of_days.days,
            records: of_days.records,
            ..self.with_corrections(corrections)
        }
    }
}
