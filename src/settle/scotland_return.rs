//! Stays from Scotland's monthly return: one delay over all of its months.

use std::collections::BTreeMap;

use crate::domain::{Alternative, EventRecord, Month, Reason, Stay};
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::scotland_return::SubmissionRow;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::{ReadRows, RefusedRow};
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::versions::resolve_versions;

/// Puts the months of each delay together. The latest month says how the stay stands; each month its own reason.
pub fn stays(rows: ReadRows<SubmissionRow>, ranks: &[DeliveryRank<'_>], audit: &mut RecordAudit) -> ReadRows<StayRow> {
    let mut stays = ReadRows::default();
    let mut delays: BTreeMap<Box<str>, BTreeMap<Month, Vec<Candidate<SubmissionRow>>>> = BTreeMap::new();
    for candidate in rows.candidates {
        let (stay_id, month) = (candidate.row.stay.stay_id.clone(), candidate.row.month);
        delays.entry(stay_id).or_default().entry(month).or_default().push(candidate);
    }
    for (stay_id, months) in delays {
        let mut held = Vec::new();
        for records in months.into_values() {
            let place = records[0].place;
            match resolve_versions(records, &stay_id, SubmissionRow::says_what, ranks, audit) {
                Ok(candidate) => held.push(candidate),
                Err(contradicting) => {
                    for (candidate, disposition) in contradicting {
                        audit.reject_all(&candidate, &disposition.supposing(as_given(&candidate.row)));
                    }
                    stays.refused.push(RefusedRow { stay_id: stay_id.clone(), place, code: "R_CONFLICT" });
                }
            }
        }
        stays.candidates.extend(one_stay(held, audit));
    }
    stays
}

/// The stay as one month gives it.
fn as_given(row: &SubmissionRow) -> Alternative {
    let stay = Stay { person_key: None, ..row.stay.clone() };
    Alternative::row(&stay, row.event.clone())
}

/// One stay from its months, in their order.
fn one_stay(mut months: Vec<Candidate<SubmissionRow>>, audit: &mut RecordAudit) -> Option<Candidate<StayRow>> {
    let last = months.pop()?;
    let mut reasons: Vec<Reason> = Vec::new();
    let rows = months.iter().map(|candidate| &candidate.row);
    for reason in rows.map(|row| row.reason(true)).chain([last.row.reason(false)]) {
        match reasons.last_mut() {
            Some(held) if held.reason_code == reason.reason_code && goes_on(held, &reason) => held.to_on = reason.to_on,
            _ => reasons.push(reason),
        }
    }
    let mut also = last.also.to_vec();
    for month in &months {
        audit.remark(month.place, &month.remarks, &month.row.stay.stay_id);
        also.push(month.place);
        also.extend(month.also.iter().copied());
    }
    let SubmissionRow { stay, event, .. } = last.row;
    let of_stay = |event| EventRecord { stay_id: stay.stay_id.clone(), event, origin: stay.origin.clone() };
    let events = event.into_iter().map(of_stay).collect();
    let row = StayRow { stay, events, reasons };
    Some(Candidate { row, place: last.place, also: also.into(), remarks: last.remarks })
}

/// Whether no day lies between two reasons.
fn goes_on(held: &Reason, next: &Reason) -> bool {
    held.to_on.is_some_and(|to| to.next() >= next.from_on)
}
