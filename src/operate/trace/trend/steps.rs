//! The bridges of the trend report: the days that make each step.

use std::collections::BTreeSet;

use super::super::cell::language_of;
use super::super::{Cell, FiguresHead, Trace, TracedCount, TracedDays};
use super::TrendFigures;
use super::counted::CountedOn;
use crate::domain::revision::DayState;
use crate::domain::{LedgerStatus, Month};
use crate::error::Result;
use crate::operate::bridge::{self, BILL, BridgeOfMonth, BridgeRequest, DayRow, StepRow};
use crate::project::Project;
use crate::store::Store;

/// The bridges that the report has, with their days: to the bill, and to each other convention of the project.
///
/// # Errors
/// As [`bridge::bridge`].
pub(super) fn bridges(
    project: &Project,
    store: &Store,
    (head, from): (&FiguresHead, &str),
    month: Month,
) -> Result<Vec<BridgeOfMonth>> {
    if !head.cells().iter().any(|cell| cell.table.starts_with("bridge_")) {
        return Ok(Vec::new());
    }
    let bill = (!project.law.is_empty()).then_some(BILL);
    let others = project.conventions.iter().map(|convention| convention.label()).filter(|label| *label != from);
    let language = language_of(&head.report);
    let asked = |to| BridgeRequest { from, to, month: Some(month), with_days: true, language };
    bill.into_iter().chain(others).map(|to| bridge::bridge(project, store, asked(to))).collect()
}

impl TrendFigures {
    /// An end of a bridge, or one of its steps.
    pub(super) fn of_bridge(&self, cell: &Cell<'_>) -> Option<Trace> {
        let number: usize = cell.table.strip_prefix("bridge_")?.strip_suffix("_table")?.parse().ok()?;
        let bridge = self.bridges.get(number.checked_sub(1)?)?;
        if cell.is_total() {
            return Some(if bridge.to.name == BILL { self.billed() } else { self.end(&bridge.to.name) });
        }
        if cell.place == Some(1) {
            return Some(self.end(&bridge.from.name));
        }
        let is_step = |step: &&StepRow| step.words == cell.text("cause") && step.cite == cell.text("cite");
        let steps: Vec<&StepRow> = bridge.steps.iter().filter(is_step).collect();
        let is_of_step = |day: &&DayRow| {
            let is_same = |step: &&&StepRow| (step.cause, &step.by, &step.rule) == (day.cause, &day.by, &day.rule);
            steps.iter().any(|step| is_same(&step))
        };
        let mut days: Vec<&DayRow> = bridge.days.iter().filter(is_of_step).collect();
        days.sort_by(|one, other| (&one.stay_id, one.day).cmp(&(&other.stay_id, other.day)));
        let stays: BTreeSet<&str> = days.iter().map(|day| &*day.stay_id).collect();
        let (how, comes_to) = match cell.column {
            "stays" => ("trace-step-stays", stays.len() as i64),
            _ => ("trace-step-days", days.iter().map(|day| day.days).sum()),
        };
        let mut counted: Vec<TracedCount> = Vec::new();
        for day in days {
            let is_next = |last: &&mut TracedCount| {
                last.stay_id == day.stay_id && last.to_on.next() == day.day && last.days.signum() == day.days.signum()
            };
            match counted.last_mut().filter(is_next) {
                Some(last) => (last.to_on, last.days) = (day.day, last.days + day.days),
                None => counted.push(TracedCount {
                    stay_id: day.stay_id.clone(),
                    from_on: day.day,
                    to_on: day.day,
                    days: day.days,
                    why: cell.text("cause").to_owned(),
                }),
            }
        }
        let of = [
            ("from", (&bridge.from.name).into()),
            ("to", (&bridge.to.name).into()),
            ("month", self.head.month.to_string().into()),
        ];
        Some(Trace {
            how: cell.language.word(how).to_owned(),
            comes_to: Some(comes_to),
            rests_on: vec![cell.language.say("trace-step-rests", &of)],
            ..self.of_counts(counted)
        })
    }

    /// The days of the month by a convention.
    fn end(&self, convention: &str) -> Trace {
        let days = self.days.get(convention).into_iter().flatten();
        let month = self.head.month;
        let days: Vec<&CountedOn> = days.filter(|day| day.is_looked_at && day.month == month).collect();
        let of = [("convention", convention.into()), ("month", month.to_string().into())];
        Trace {
            how: self.head.language().say("trace-counts-month", &of),
            rests_on: vec![self.table("counted_day", convention)],
            ..self.counted(&days)
        }
    }

    /// The days that are charged in the month.
    fn billed(&self) -> Trace {
        let is_meant = |row: &crate::domain::LedgerDay<'_>| {
            row.status == LedgerStatus::Chargeable && self.view.has(&DayState::of(row))
        };
        let days: Vec<TracedDays> = self.ledger.rows().filter(is_meant).map(|row| TracedDays::of(&row)).collect();
        let (language, of) = (self.head.language(), [("month", self.head.month.to_string().into())]);
        Trace {
            how: language.say("trace-billed", &of),
            comes_to: Some(days.len() as i64),
            rests_on: vec![language.say("trace-billed-rests", &of)],
            ..self.records.with_days(days)
        }
    }
}
