//! Which of the rows of a stay is taken: one, the later of two, and neither of two that contradict each other.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use crate::settle::plausibility;
use crate::settle::versions::{again, earlier, superseded};

use crate::domain::{EventRecord, Reason, Stay};
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::records::stay::StayRow;
use crate::intake::validate::rows::ReadRows;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::facts::RejectedStays;

/// Takes one row a stay: equal rows once, the later news of two, and neither of two that contradict each other.
pub fn stays(
    rows: ReadRows<StayRow>,
    ranks: &[DeliveryRank<'_>],
    audit: &mut RecordAudit,
) -> (Vec<Candidate<StayRow>>, RejectedStays) {
    let ReadRows { mut candidates, refused } = rows;
    let mut absent = RejectedStays::default();
    refused.iter().for_each(|refused| absent.add(&refused.stay_id, refused.place, refused.code, ranks));
    let by_stay = |a: &Candidate<StayRow>, b: &Candidate<StayRow>| a.row.stay.stay_id.cmp(&b.row.stay.stay_id);
    candidates.sort_unstable_by(|a, b| by_stay(a, b).then_with(|| earlier(ranks, a.place, b.place)));
    let mut keep = vec![false; candidates.len()];
    let mut start = 0;
    for group in candidates.chunk_by(|a, b| a.row.stay.stay_id == b.row.stay.stay_id) {
        match settle(group, ranks, audit) {
            Some(first) => keep[start + first] = true,
            None => absent.add(&group[0].row.stay.stay_id, group[0].place, "R_CONFLICT", ranks),
        }
        start += group.len();
    }
    let mut taken: Vec<_> = candidates.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(row, _)| row).collect();
    taken.sort_unstable_by(|one, other| {
        let (a, b) = (&one.row.stay, &other.row.stay);
        (&a.provider_code, a.admitted_at, &a.stay_id).cmp(&(&b.provider_code, b.admitted_at, &b.stay_id))
    });
    (taken, absent)
}

/// Settles the rows of one stay, in their order: which of them is taken, or none if they contradict each other.
fn settle(group: &[Candidate<StayRow>], ranks: &[DeliveryRank<'_>], audit: &mut RecordAudit) -> Option<usize> {
    if let [only] = group {
        audit.accept(only, &only.row.stay.stay_id);
        return Some(0);
    }
    let mut seen: HashMap<StayContent<'_>, usize> = HashMap::new();
    // The class of a row is the index of the first row that says the same.
    let class_of = |(index, candidate)| *seen.entry(StayContent(candidate)).or_insert(index);
    let classes: Vec<usize> = group.iter().map(|candidate| &candidate.row).enumerate().map(class_of).collect();
    let Some(newest) = latest(group, &classes, ranks) else {
        // The first row and the first that says something else: each row contradicts one of the two.
        let second = classes.iter().position(|class| *class != classes[0]).unwrap_or(0);
        for (candidate, class) in group.iter().zip(&classes) {
            let other = if *class == classes[0] { second } else { 0 };
            let disposition = contradiction(candidate, &group[other], audit);
            audit.reject_all(candidate, &disposition);
        }
        return None;
    };
    let first = classes[newest];
    for (index, candidate) in group.iter().enumerate() {
        if index == first {
            audit.accept(candidate, &candidate.row.stay.stay_id);
        } else if classes[index] == first {
            let disposition = again(&candidate.row.stay.stay_id, group[first].place, audit);
            audit.duplicate_all(candidate, &disposition);
        } else {
            let disposition = superseded(&candidate.row.stay.stay_id, group[newest].place, audit);
            audit.duplicate_all(candidate, &disposition);
        }
    }
    Some(first)
}

/// A row that is later than every row that says something else, and is of the same stay as each of them.
fn latest(group: &[Candidate<StayRow>], classes: &[usize], ranks: &[DeliveryRank<'_>]) -> Option<usize> {
    let later = |a: usize, b: usize| ranks[group[a].place.delivery].is_later_than(&ranks[group[b].place.delivery]);
    let best = (1..group.len()).fold(0, |best, next| if later(next, best) { next } else { best });
    let corrects = |other| later(best, other) && !is_another(&group[best].row.stay, &group[other].row.stay);
    (0..group.len()).all(|other| classes[other] == classes[best] || corrects(other)).then_some(best)
}

/// Whether two rows under one name are of two stays: other patient, other hospital, other admission. No correction changes all
/// three; two hospitals that number their stays alike do.
fn is_another(one: &Stay, other: &Stay) -> bool {
    let of_two = one.person_key.as_ref().zip(other.person_key.as_ref()).is_some_and(|(one, other)| one != other);
    of_two && one.provider_code != other.provider_code && one.admitted_at != other.admitted_at
}

fn contradiction(one: &Candidate<StayRow>, other: &Candidate<StayRow>, audit: &RecordAudit) -> Disposition {
    let columns = differences(&one.row, &other.row);
    let (record, file) = (other.place.record, audit.file(other.place.delivery));
    let named = crate::files::wording::list(columns.into_iter().map(column_of));
    let message = format!("record {record} of `{file}` gives this stay another {named}; neither was taken");
    let hint = match is_another(&one.row.stay, &other.row.stay) {
        true => "two stays have one stay_id: give each hospital's ids a mark of their own, and deliver both again",
        false => "ask the sender which is right; a later delivery, or a date in the names of the files, settles it too",
    };
    let disposition = Disposition::new("R_CONFLICT", &one.row.stay.stay_id, message, hint);
    let disposition = disposition.column("stay_id").supposing(one.row.as_given());
    Disposition { value: crate::files::wording::shown(&one.row.stay.stay_id), ..disposition }
}

/// The column of the file behind a field of the table.
fn column_of(field: &'static str) -> &'static str {
    match field {
        "authority" => "authority_code",
        "person_key" => "nhs_number",
        other => other,
    }
}

macro_rules! contents {
    ($($field:ident),+ $(,)?) => {
        impl Hash for StayContent<'_> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                // Taken apart by name, so that a new column of a stay cannot be forgotten here.
                let Stay { stay_id: _, origin: _, $($field,)+ } = &self.0.stay;
                $($field.hash(state);)+
                self.0.events.iter().for_each(|record| (record.event.at, record.event.kind).hash(state));
                self.0.reasons.iter().for_each(|reason| (reason.from_on, &reason.reason_code).hash(state));
            }
        }

        /// The columns in which two rows of one stay differ.
        fn differences(one: &StayRow, other: &StayRow) -> Vec<&'static str> {
            let mut columns = Vec::new();
            $(if one.stay.$field != other.stay.$field { columns.push(stringify!($field)); })+
            let events = |row: &StayRow| row.events.iter().map(|EventRecord { event, .. }| event.clone()).collect();
            let (ours, theirs): (Vec<_>, Vec<_>) = (events(one), events(other));
            if ours != theirs { columns.push("event"); }
            let said = |row: &StayRow| {
                let said = |reason: &Reason| (reason.from_on, reason.to_on, reason.reason_code.clone(), reason.attributed_to);
                row.reasons.iter().map(said).collect()
            };
            let (ours, theirs): (Vec<_>, Vec<_>) = (said(one), said(other));
            if ours != theirs { columns.push("reason_code"); }
            columns
        }
    };
}

contents! {
    person_key, provider_code, site_code, authority, registered_in, staying_in, admitted_at, expected_admission_on,
    ready_on, discharged_at, admission_method, discharge_method, discharge_destination, treatment_function_code,
    care_type, setting, funding, age_at_admission,
}

/// All that a row says about its stay, without where it came from.
struct StayContent<'s>(&'s StayRow);

impl PartialEq for StayContent<'_> {
    fn eq(&self, other: &Self) -> bool {
        differences(self.0, other.0).is_empty()
    }
}

impl Eq for StayContent<'_> {}

/// The stays that were taken, the events and reasons of their own rows, and what is doubtful between them.
pub fn apart(
    taken: Vec<Candidate<StayRow>>,
    mut events: Vec<EventRecord>,
    audit: &mut RecordAudit,
) -> (Vec<Stay>, Vec<EventRecord>, Vec<Reason>) {
    let (mut stays, mut places, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for Candidate { row, place, .. } in taken {
        plausibility::events_of(&row, place, audit);
        stays.push(row.stay);
        places.push(place);
        events.extend(row.events);
        reasons.extend(row.reasons);
    }
    plausibility::overlaps(&stays, &places, audit);
    (stays, events, reasons)
}
