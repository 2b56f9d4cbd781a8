//! Rows with a fact after the as-of date.

use crate::domain::{CareKind, Claim, Day, EventRecord, Reason};
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::profile::field::{Field, Item};
use crate::intake::records::client_level_data::CareRow;
use crate::intake::records::hes_spells::EpisodeRow;
use crate::intake::records::scotland_return::SubmissionRow;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::cells::CellIssue;
use crate::intake::validate::rows::{ReadRows, RefusedRow, first_of};
use crate::settle::as_of::row_check::{RowCheck, rejection};

/// A row that says on which days its facts lie.
pub trait DatedRow {
    /// The stay that the row names.
    fn stay_id(&self) -> Option<&str> {
        None
    }

    /// What refuses it: every cell with a fact after the as-of date.
    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue>;
}

impl DatedRow for StayRow {
    fn stay_id(&self) -> Option<&str> {
        Some(&self.stay.stay_id)
    }

    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue> {
        check.stay(self)
    }
}

impl DatedRow for EpisodeRow {
    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue> {
        let days = [
            (Field::AdmittedAt, self.admitted_on),
            (Field::EpisodeStart, self.start),
            (Field::EpisodeEnd, self.end),
            (Field::DischargedAt, self.discharged_on),
            (Field::ReadyOn, self.ready_on),
        ];
        days.into_iter().filter_map(|(field, day)| check.past(field, day?)).collect()
    }
}

impl DatedRow for SubmissionRow {
    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue> {
        let days = [
            (Field::AdmittedAt, Some(self.stay.admitted_at.day())),
            (Field::ReadyOn, self.stay.ready_on),
            (Field::DischargedAt, self.ended_on),
            (Field::ReferredOn, self.referred_on),
        ];
        days.into_iter().filter_map(|(field, day)| check.past(field, day?)).collect()
    }
}

impl DatedRow for CareRow {
    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue> {
        care_facts(self).into_iter().filter_map(|(field, day)| check.past(field, day?)).collect()
    }
}

/// The days of a row of social care that are facts.
fn care_facts(row: &CareRow) -> [(Field, Option<Day>); 2] {
    let (from, to) = row.kind.map_or((None, None), |_| row.days);
    // The end of a service may be planned.
    let completed = to.filter(|_| row.kind != Some(CareKind::Service));
    [(Field::StartedOn, from), (Field::EndedOn, completed)]
}

/// The last day of a row of social care that is a fact: on an as-of date before it the row is not known.
pub fn last_care_fact(row: &CareRow) -> Option<Day> {
    care_facts(row).into_iter().filter_map(|(_, day)| day).max()
}

impl DatedRow for EventRecord {
    fn stay_id(&self) -> Option<&str> {
        Some(&self.stay_id)
    }

    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue> {
        check.event(&self.event, [Field::At, Field::Until].map(Item::Field)).collect()
    }
}

impl DatedRow for Reason {
    fn stay_id(&self) -> Option<&str> {
        Some(&self.stay_id)
    }

    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue> {
        let days = [(Field::FromOn, Some(self.from_on)), (Field::ToOn, self.to_on)];
        days.into_iter().filter_map(|(field, day)| check.past(field, day?)).collect()
    }
}

impl DatedRow for Claim {
    fn stay_id(&self) -> Option<&str> {
        self.claimed_stay_id.as_deref()
    }

    fn problems(&self, check: &RowCheck<'_>) -> Vec<CellIssue> {
        let days = [
            (Field::FromOn, Some(self.from_on)),
            (Field::ToOn, Some(self.to_on)),
            (Field::AdmittedOn, self.admitted_on),
        ];
        days.into_iter().filter_map(|(field, day)| check.past(field, day?)).collect()
    }
}

/// Rejects rows with a fact after the as-of date. `checks` has one for each delivery.
pub fn reject<R: DatedRow>(rows: &mut ReadRows<R>, checks: &[RowCheck<'_>], audit: &mut RecordAudit) {
    retain(rows, audit, |candidate| {
        let check = &checks[candidate.place.delivery];
        rejection(candidate.row.problems(check), candidate.row.stay_id())
    });
}

fn retain<R: DatedRow>(
    rows: &mut ReadRows<R>,
    audit: &mut RecordAudit,
    mut rejection: impl FnMut(&mut Candidate<R>) -> Option<Disposition>,
) {
    let ReadRows { candidates, refused } = rows;
    candidates.retain_mut(|candidate| {
        let Some(disposition) = rejection(candidate) else { return true };
        audit.reject_all(candidate, &disposition);
        let (place, code) = (candidate.place, disposition.code);
        refused.extend(candidate.row.stay_id().map(|id| RefusedRow { stay_id: id.into(), place, code }));
        false
    });
}

/// Rejects stays with a fact after the as-of date, and those without an end that would have lasted too long by then.
pub fn stays(rows: &mut ReadRows<StayRow>, checks: &[RowCheck<'_>], audit: &mut RecordAudit) {
    retain(rows, audit, |candidate| checks[candidate.place.delivery].settle_stay(candidate));
}

/// Refuses episodes with a fact after the as-of date: they are rejected together with their spells.
pub fn episodes(rows: &mut ReadRows<EpisodeRow>, checks: &[RowCheck<'_>]) {
    for candidate in rows.candidates.iter_mut().filter(|candidate| candidate.row.refusal.is_none()) {
        let problems = candidate.row.problems(&checks[candidate.place.delivery]);
        candidate.row.refusal = (!problems.is_empty()).then(|| first_of(problems));
    }
}

/// Rejects events of social care after the as-of date. A death after it is not known yet.
pub fn care(rows: &mut ReadRows<CareRow>, checks: &[RowCheck<'_>], audit: &mut RecordAudit) {
    reject(rows, checks, audit);
    for Candidate { row, place, .. } in &mut rows.candidates {
        row.died_on = row.died_on.filter(|day| *day <= checks[place.delivery].as_of);
    }
}
