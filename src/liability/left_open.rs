//! What records that were not taken, contradict others or rest on an assumption put at stake.

use std::collections::{HashMap, HashSet};

use crate::domain::{
    Alternative, AuthorityId, Day, EventKind, LedgerDay, OpenQuestion, Stay, StayAsTaken, not_taken,
};
use crate::regime::Law;

use super::cases::CaseOfStays;
use super::doubts::{Doubt, DoubtKind};
use super::otherwise::{Baseline, Bill, Otherwise};

/// Kinds that can end, stop, lower, raise or move a bill. A record of a kind that cannot be read may be any of them.
const KINDS: [EventKind; 18] = [
    EventKind::AssessmentNotice,
    EventKind::DischargeNotice,
    EventKind::AssessmentNoticeWithdrawn,
    EventKind::DischargeNoticeWithdrawn,
    EventKind::Assessed,
    EventKind::ServicesReady,
    EventKind::PartialServicesReady,
    EventKind::AuthorityReadyNotice,
    EventKind::Discharged,
    EventKind::SelfDischarged,
    EventKind::Died,
    EventKind::FurtherTreatment,
    EventKind::OwnCare,
    EventKind::Deterioration,
    EventKind::NhsCause,
    EventKind::AuthorityRedirect,
    EventKind::Ready,
    EventKind::Relapse,
];

/// The doubts that the open questions of a case leave, given its rows of a span.
pub(super) fn left_open(case: &CaseOfStays<'_>, laws: &[Law], span: (Day, Day), rows: &[LedgerDay<'_>]) -> Vec<Doubt> {
    let mut baseline = Baseline::new(laws, span, rows);
    let taken = StayAsTaken { stay: case.first(), facts: &case.facts, span, kinds: &KINDS };
    // Records that mean the same way are judged once.
    let mut known: HashMap<&[Alternative], Option<Otherwise>> = HashMap::new();
    let mut found = Vec::new();
    for question in &case.questions {
        let alternatives = &question.alternatives[..];
        let mut worst = || baseline.worst(taken.otherwise(alternatives).map(|hypothesis| ((), hypothesis)));
        let worst = known.entry(alternatives).or_insert_with(|| worst().map(|((), found)| found));
        let Some(otherwise) = worst.clone() else { continue };
        let payer = rows.iter().find_map(|row| row.payer);
        let stay = case.stay_named(&question.stay_id);
        let doubt = doubt(question, stay, payer, otherwise);
        let delay_id = case.first().stay_id.clone();
        let payer = doubt.payer.or(case.first().authority);
        found.push(Doubt { delay_id, payer, stands: Bill::of_rows(rows), ..doubt });
    }
    found
}

/// The doubts about stays of which no row was taken: what each would come to by the rejected row that moves most money.
/// Nothing of them is charged as it stands.
pub fn doubts_of_not_taken(
    questions: &[OpenQuestion],
    stays: &[Stay],
    laws: &[Law],
    (span, followed_to): ((Day, Day), Day),
) -> Vec<Doubt> {
    if questions.is_empty() {
        return Vec::new();
    }
    let taken: HashSet<&str> = stays.iter().map(|stay| &*stay.stay_id).collect();
    let absent = not_taken(questions, |stay_id| taken.contains(stay_id), followed_to);
    let doubt = |stay: &crate::domain::NotTakenStay<'_>| {
        let mut baseline = Baseline::new(laws, span, &[]);
        let hypotheses = stay.hypotheses(span, &KINDS).map(|(question, hypothesis)| {
            let stay = hypothesis.stay.clone();
            ((question, stay), hypothesis)
        });
        let ((question, stay), otherwise) = baseline.worst(hypotheses)?;
        Some(self::doubt(question, &stay, stay.authority, otherwise))
    };
    absent.iter().filter_map(doubt).collect()
}

fn doubt(question: &OpenQuestion, stay: &Stay, payer: Option<AuthorityId>, Otherwise { at_stake, bill }: Otherwise) -> Doubt {
    let payers = at_stake.iter().flat_map(|day| day.payers).flatten();
    Doubt {
        kind: DoubtKind::of(question),
        stay_id: question.stay_id.clone(),
        delay_id: question.stay_id.clone(),
        payee_code: stay.provider_code.clone(),
        payer: payer.or_else(|| payers.clone().next()),
        at_stake,
        stands: Bill::default(),
        otherwise: bill.as_ref().ok().copied(),
        not_known: bill.err().map(|refusal| refusal.to_string()),
        record: Some(Box::new(question.clone())),
    }
}
