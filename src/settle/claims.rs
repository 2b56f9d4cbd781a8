//! Which of several rows of one claimed line is taken.

use std::collections::HashMap;

use crate::settle::versions::again;
use crate::settle::versions::earlier;

use crate::domain::{Claim, Origin};
use crate::intake::findings::candidate::Candidate;
use crate::intake::findings::disposition::Disposition;
use crate::intake::findings::record_audit::RecordAudit;
use crate::intake::validate::rows::ReadRows;
use crate::settle::delivery_order::DeliveryRank;
use crate::settle::link::SourcedRecord;

/// Takes one row a line: equal rows once, the later news of two, and neither of two that contradict each other.
pub fn settle(rows: ReadRows<Claim>, ranks: &[DeliveryRank<'_>], audit: &mut RecordAudit) -> Vec<SourcedRecord<Claim>> {
    let mut candidates = rows.candidates;
    let name = |candidate: &Candidate<Claim>| (candidate.row.payee_code.clone(), candidate.row.claim_id.clone());
    candidates.sort_by(|a, b| name(a).cmp(&name(b)).then_with(|| earlier(ranks, a.place, b.place)));
    let mut taken = Vec::new();
    for group in candidates.chunk_by(|a, b| name(a) == name(b)) {
        if let Some(at) = settle_line(group, ranks, audit) {
            taken.push(SourcedRecord { row: group[at].row.clone(), place: group[at].place });
        }
    }
    taken
}

fn settle_line(group: &[Candidate<Claim>], ranks: &[DeliveryRank<'_>], audit: &mut RecordAudit) -> Option<usize> {
    let mut seen: HashMap<Claim, usize> = HashMap::new();
    // The class of a row is the place of the first that says the same.
    let class_of = |(at, candidate): (usize, &Candidate<Claim>)| *seen.entry(content(&candidate.row)).or_insert(at);
    let classes: Vec<usize> = group.iter().enumerate().map(class_of).collect();
    let later = |a: usize, b: usize| ranks[group[a].place.delivery].is_later_than(&ranks[group[b].place.delivery]);
    let newest = (1..group.len()).fold(0, |best, next| if later(next, best) { next } else { best });
    let is_sure = (0..group.len()).all(|other| classes[other] == classes[newest] || later(newest, other));
    let stay_id = |at: usize| group[at].row.claimed_stay_id.as_deref().unwrap_or("");
    if !is_sure {
        let second = classes.iter().position(|class| *class != classes[0]).unwrap_or(0);
        for (at, candidate) in group.iter().enumerate() {
            let other = if classes[at] == classes[0] { second } else { 0 };
            let (record, file) = (group[other].place.record, audit.file(group[other].place.delivery));
            let message = format!("record {record} of `{file}` gives this line otherwise; neither was taken");
            let hint = "ask the sender which is right; a later delivery settles it too";
            let disposition = Disposition::new("R_CONFLICT", stay_id(at), message, hint).column("claim_id");
            audit.reject_all(candidate, &disposition);
        }
        return None;
    }
    let first = classes[newest];
    for (at, candidate) in group.iter().enumerate() {
        if at == first {
            audit.accept(candidate, stay_id(at));
        } else if classes[at] == first {
            let disposition = again(stay_id(at), group[first].place, audit);
            audit.duplicate_all(candidate, &disposition);
        } else {
            let newer = group[newest].place;
            let message = format!("newer news is in record {} of `{}`", newer.record, audit.file(newer.delivery));
            let hint = "nothing to do; the older row stays in the delivery as it was received";
            audit.duplicate_all(candidate, &Disposition::new("D_SUPERSEDED", stay_id(at), message, hint));
        }
    }
    Some(first)
}

/// All that a row says, without where it came from.
fn content(claim: &Claim) -> Claim {
    Claim { origin: Origin { source_id: "".into(), source_record: 0 }, ..claim.clone() }
}
