//! What records that were not taken, contradict others or rest on an assumption put at stake.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::{
    Alternative, AuthorityId, Day, EventKind, LedgerDay, Moment, NotTakenStay, OpenQuestion, Stay, StayAsTaken,
    not_taken,
};
use crate::regime::Law;

use super::cases::CaseOfStays;
use super::doubt::{Doubt, DoubtKind, NotKnown};
use super::otherwise::{Baseline, CaseBill, Otherwise};
use super::unused::is_used;

/// Kinds that can end, stop, lower, raise or move a bill. A record of a kind that cannot be read may be any of them.
const OF_NOTICES: [EventKind; 18] = [
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

/// The kinds that can move a bill under the laws.
fn kinds(laws: &[Law]) -> Cow<'static, [EventKind]> {
    if laws.iter().all(|law| law.notices().is_some()) {
        return Cow::Borrowed(&OF_NOTICES);
    }
    let is_used = |kind: &&EventKind| laws.iter().any(|law| is_used(law, **kind));
    EventKind::ALL.iter().filter(is_used).copied().collect()
}

/// What is at stake because records give different ends of a case: the first was taken, and the patient may have left at
/// another.
pub(super) fn ends_differ(
    case: &CaseOfStays<'_>,
    laws: &[Law],
    span: (Day, Day),
    rows: &[LedgerDay<'_>],
) -> Option<Doubt> {
    let mut ends = case.facts.events.iter().filter(|event| event.kind.is_departure()).map(|event| event.at);
    ends.next()?;
    let others: Vec<Moment> = ends.collect();
    if others.is_empty() {
        return None;
    }
    let kinds = kinds(laws);
    let taken = StayAsTaken { stay: case.first(), facts: &case.facts, span, kinds: &kinds };
    let others = [Alternative::Ended(others)];
    let hypotheses = taken.otherwise(&others).map(|hypothesis| ((), hypothesis));
    let ((), otherwise) = Baseline::new(laws, span, rows).worst(hypotheses)?;
    Some(of_case(DoubtKind::EndsDiffer, (case, case.first()), rows, otherwise))
}

/// The doubts that the open questions of a case leave, given its rows of a span.
pub(super) fn left_open(case: &CaseOfStays<'_>, laws: &[Law], span: (Day, Day), rows: &[LedgerDay<'_>]) -> Vec<Doubt> {
    let mut baseline = Baseline::new(laws, span, rows);
    let kinds = kinds(laws);
    let taken = StayAsTaken { stay: case.first(), facts: &case.facts, span, kinds: &kinds };
    // Records that mean the same way are judged once.
    let mut known: HashMap<&[Alternative], Option<Otherwise>> = HashMap::new();
    let mut found = Vec::new();
    for question in &case.questions {
        let alternatives = &question.alternatives[..];
        let mut worst = || baseline.worst(taken.otherwise(alternatives).map(|hypothesis| ((), hypothesis)));
        let worst = known.entry(alternatives).or_insert_with(|| worst().map(|((), found)| found));
        let Some(otherwise) = worst.clone() else { continue };
        let stay = case.stay_named(&question.stay_id);
        let doubt = of_case(DoubtKind::of(question), (case, stay), rows, otherwise);
        found.push(Doubt { record: Some(Box::new((*question).clone())), ..doubt });
    }
    found
}

fn of_case(
    kind: DoubtKind,
    (case, stay): (&CaseOfStays<'_>, &Stay),
    rows: &[LedgerDay<'_>],
    otherwise: Otherwise,
) -> Doubt {
    let doubt = doubt(kind, stay, rows.iter().find_map(|row| row.payer), otherwise);
    let (delay_id, payer) = (case.first().stay_id.clone(), doubt.payer.or(case.first().authority));
    Doubt { delay_id, payer, stands: CaseBill::of_rows(rows), ..doubt }
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
    absent.iter().flat_map(|stay| doubts_of_one(stay, laws, span)).collect()
}

/// One doubt for each payer and payee that the rejected rows name: each of them sees what it may owe, or be owed.
fn doubts_of_one(stay: &NotTakenStay<'_>, laws: &[Law], span: (Day, Day)) -> Vec<Doubt> {
    let kinds = kinds(laws);
    let parties = |stay: &Stay| (stay.authority, stay.provider_code.clone());
    let all: BTreeSet<_> = stay.rows.iter().map(|(_, row)| parties(&row.stay)).collect();
    let of_parties = |of| {
        let hypotheses = stay.hypotheses(span, &kinds).filter(|(_, hypothesis)| parties(&hypothesis.stay) == of);
        let hypotheses = hypotheses.map(|(question, hypothesis)| ((question, hypothesis.stay.clone()), hypothesis));
        let ((question, row), otherwise) = Baseline::new(laws, span, &[]).worst(hypotheses)?;
        let doubt = doubt(DoubtKind::of(question), &row, row.authority, otherwise);
        let (stay_id, record) = (question.stay_id.clone(), Some(Box::new(question.clone())));
        Some(Doubt { delay_id: stay_id.clone(), stay_id, record, ..doubt })
    };
    all.into_iter().filter_map(of_parties).collect()
}

/// That the price of some days at stake is not known.
fn no_price(days: usize) -> Option<NotKnown> {
    (days > 0).then_some(NotKnown::Price(days))
}

fn doubt(
    kind: DoubtKind,
    stay: &Stay,
    payer: Option<AuthorityId>,
    Otherwise { at_stake, bill, unpriced }: Otherwise,
) -> Doubt {
    let payers = at_stake.iter().flat_map(|day| day.payers).flatten();
    Doubt {
        kind,
        stay_id: stay.stay_id.clone(),
        delay_id: stay.stay_id.clone(),
        payee_code: stay.provider_code.clone(),
        payer: payer.or_else(|| payers.clone().next()),
        at_stake,
        stands: CaseBill::default(),
        otherwise: bill.as_ref().ok().copied(),
        not_known: bill.err().map(NotKnown::Refused).or_else(|| no_price(unpriced)),
        record: None,
    }
}
