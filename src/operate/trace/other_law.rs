//! Figures of a what-if report: the days of the month under the law of the project and under the other law, judged once more.

use std::collections::BTreeSet;

use super::cell::language_of;
use super::on_disk::{self, fact, fact_named, refuse_unknown};
use super::record_list::{RecordsOfStays, together};
use super::{Cell, FiguresAsked, FiguresHead, ReportFigures, Trace, TracedDays, later_than, of_edition};
use crate::domain::LedgerStatus;
use crate::domain::revision::DayState;
use crate::error::{Error, Exit, Result};
use crate::operate::month::changes::InView;
use crate::operate::month::restated::days_now;
use crate::operate::what_if::{WHAT_IF, parties};
use crate::project::{Project, WhatIf};
use crate::report::statement::{organisation, status_title};
use crate::store::{PublishedMonth, Store};

/// A day as a law judges it.
struct JudgedDay {
    state: DayState,
    day: TracedDays,
}

/// The two sides of a what-if report.
pub(super) struct OtherLawFigures<'a> {
    project: &'a Project,
    head: FiguresHead,
    /// The days as they are, and otherwise.
    sides: [Vec<JudgedDay>; 2],
    /// The stays of which a day would be another.
    differing: BTreeSet<String>,
    records: RecordsOfStays,
    rests_on: Vec<String>,
}

impl<'a> OtherLawFigures<'a> {
    /// Reads the report that was written for a file of other law, and judges the month again under both.
    ///
    /// # Errors
    /// 66: the month was never published; 2: there is no such report, or the file of other law is not known or another; 65: the
    /// report is not as it was written.
    pub fn read(project: &'a Project, store: &Store, asked: &FiguresAsked<'_>, name: &str) -> Result<Self> {
        let last = store.manifest().published(asked.month, "nothing was explained")?;
        let (month, outer) = (last.month, project.folder.join(WHAT_IF).join(last.month.to_string()));
        let again = format!("`beddays run --month {month} --what-if FILE` writes it");
        refuse_unknown(&outer, name, &again)?;
        let found = on_disk::read(&outer.join(name), "internal-what-if.json", &again)?;
        let published = on_disk::edition_of(last, found.basis.as_deref(), &again)?;
        let other = other_law(project, asked, name)?;
        if fact(&found.report, "what-if-file") != Some(&*other.sha256) {
            let what = format!("the file of other law is another than that of the report `{name}`");
            return Err(Error::new("X_FIGURE", Exit::Usage, what).effect("nothing was changed").hint(again));
        }
        let (stays, events) = (store.stays_since(month)?, store.events_since(month)?);
        let view = InView::of(project, month);
        let judged = |law: &[_]| {
            let mut days = Vec::new();
            let refused = days_now(law, (&stays, &events), &published, &mut |row| {
                let state = DayState::of(&row);
                if view.has(&state) {
                    days.push(JudgedDay { state, day: TracedDays::of(&row) });
                }
            });
            (days, refused)
        };
        let (mut held, _) = judged(&project.law);
        let (otherwise, refused) = judged(&other.law);
        held.retain(|day| !refused.contains(&*day.day.stay_id));
        let named: BTreeSet<&str> = held.iter().chain(&otherwise).map(|day| &*day.day.stay_id).collect();
        let records = RecordsOfStays::read(store, &named, BTreeSet::new())?;
        let language = language_of(&found.report);
        let head = FiguresHead {
            prefix: format!("{WHAT_IF}/{name}/"),
            title: of_edition((language, "trace-what-if"), &published, ("name", name.to_owned())),
            month,
            edition: published.edition,
            later: later(project, store, (&published, &found.report)),
            report: found.report,
            kinds: &[],
            is_of_now: true,
        };
        let cells = head.cells();
        let differing = cells.iter().filter(|cell| cell.table == "by_stay" && !cell.is_total());
        let differing = differing.map(|cell| cell.text("stay").to_owned()).collect();
        drop(cells);
        let of_file = [("name", name.into()), ("sha256", (&other.sha256).into())];
        let rests_on = vec![language.say("trace-other-law", &of_file)];
        Ok(Self { project, head, sides: [held, otherwise], differing, records, rests_on })
    }

    /// Whether a day belongs to a row.
    fn is_of_row(&self, cell: &Cell<'_>, JudgedDay { state, day }: &JudgedDay) -> bool {
        let is_charged = state.status == LedgerStatus::Chargeable;
        match cell.table {
            "by_status" => cell.is_total() || status_title(cell.language, state.status) == cell.text("status"),
            "by_payer" if !cell.is_total() => {
                let (payee, payer) = parties(cell.language, state);
                is_charged
                    && organisation(&self.project.names, &payee) == cell.text("hospital")
                    && payer == cell.text("council")
            }
            "by_stay" if !cell.is_total() => is_charged && day.stay_id == cell.text("stay"),
            "by_stay" => is_charged && self.differing.contains(&day.stay_id),
            _ => is_charged,
        }
    }
}

impl ReportFigures for OtherLawFigures<'_> {
    fn head(&self) -> &FiguresHead {
        &self.head
    }

    fn parts(&self, cell: &Cell<'_>) -> Result<Option<Trace>> {
        let is_wanted = match cell.column {
            "As it is" | "days" | "amount" => [true, false],
            "Otherwise" | "days_otherwise" | "amount_otherwise" => [false, true],
            "Difference" | "days_difference" | "difference" => [true, true],
            _ => return Ok(None),
        };
        let of_side = |side: usize| {
            let days = self.sides[side].iter().filter(|day| is_wanted[side] && self.is_of_row(cell, day));
            days.map(|day| day.day.clone()).collect::<Vec<TracedDays>>()
        };
        let [held, otherwise] = [of_side(0), of_side(1)];
        let is_days = cell.shown.is_i64();
        let sum = |days: &[TracedDays]| -> i64 {
            let charged = days.iter().filter(|day| day.status == LedgerStatus::Chargeable);
            if is_days { days.iter().map(|day| day.days).sum() } else { charged.map(|day| day.amount_minor.0).sum() }
        };
        let (what, sums) = (if is_days { "days" } else { "amounts" }, [sum(&held), sum(&otherwise)]);
        let id = match is_wanted {
            [true, true] => "trace-otherwise-difference",
            [true, false] => "trace-held-sum",
            [false, _] => "trace-otherwise-sum",
        };
        let how = cell.language.say(id, &[("what", what.into())]);
        let comes_to = if is_wanted == [true, false] { sums[0] } else { sums[1] - sums[0] };
        let stays: BTreeSet<&str> = held.iter().chain(&otherwise).map(|day| &*day.stay_id).collect();
        let records = self.records.of_stays(&stays);
        Ok(Some(Trace {
            how,
            comes_to: Some(comes_to),
            days: together(held),
            otherwise: together(otherwise),
            records,
            rests_on: self.rests_on.clone(),
            ..Trace::default()
        }))
    }
}

/// The file of other law that is given, or that the project names.
fn other_law(project: &Project, asked: &FiguresAsked<'_>, name: &str) -> Result<WhatIf> {
    if let Some(path) = asked.other_law {
        return WhatIf::read(project, path);
    }
    project.shadow.iter().find(|other| other.name == name).cloned().ok_or_else(|| {
        let what = format!("the report keeps no copy of the other law `{name}`, and the project names no file of it");
        Error::new("X_FIGURE", Exit::Usage, what)
            .effect("nothing was changed")
            .hint("give the file that it was made of: `--what-if FILE`")
    })
}

/// Why the month can come out otherwise now than when the report was written.
fn later(
    project: &Project,
    store: &Store,
    (published, report): (&PublishedMonth, &serde_json::Value),
) -> Option<String> {
    let language = language_of(report);
    let is_same = |law: &crate::regime::Law| {
        let name = language.say("what-if-law-held", &[("law", law.id().into())]);
        let held = fact_named(report, &name);
        held.is_some_and(|held| held.contains(law.hash()) && held.contains(&law.readings_in_words()))
    };
    match project.law.iter().all(is_same) {
        true => later_than(language, store, published),
        false => Some(language.say("trace-law-changed", &[("month", published.month.to_string().into())])),
    }
}
