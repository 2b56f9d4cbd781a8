//! Which records about stays came after a month was published: why the month would be different by now.

use std::collections::{HashMap, HashSet};

use crate::domain::revision::{RevisionCause, RevisionEvidence, RevisionReason};
use crate::domain::{EventKind, Finding, Severity, StoredRecord};
use crate::error::Result;
use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::waits;
use crate::intake::read_record::ReadRecord;
use crate::operate::deliveries::load::HeldDelivery;
use crate::settle::keys;
use crate::settle::shards::SettledShard;
use crate::store::{PublishedMonth, Store};

/// What of a stay a record is about; of several that came together the last here counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum RecordSubject {
    /// Another stay, or a person: it is in one group with the stay.
    Other,
    /// A fact of the stay.
    Fact,
    /// The stay itself.
    Stay,
    /// The stay itself, and another record says otherwise: neither was taken.
    Contradiction,
}

/// The newest record about a stay, and what was there before.
#[derive(Clone, Debug)]
struct LateRecord {
    /// The run that took it.
    received: u32,
    subject: RecordSubject,
    evidence: RevisionEvidence,
    /// The first run that took a record of the stay itself; `u32::MAX` before there is one.
    stay_since: u32,
    /// Whether the newest record is the withdrawal of a notice.
    is_withdrawal: bool,
}

/// The newest records about stays, by the keys of the stays.
#[derive(Debug, Default)]
pub(crate) struct LateRecords {
    of_stay: HashMap<u64, LateRecord>,
}

/// What one record means for a stay.
struct Meaning {
    subject: RecordSubject,
    is_withdrawal: bool,
}

impl LateRecords {
    /// Takes the records of a shard that came after the run `since`; where a list of keys is given, of the stays in it alone.
    ///
    /// # Errors
    /// 65 if the form of a record is damaged.
    pub fn add(
        &mut self,
        SettledShard { set, settled, partitioned }: &SettledShard,
        held: &[HeldDelivery],
        (since, wanted): (u64, Option<&HashSet<u64>>),
    ) -> Result<()> {
        let findings = settled.intake.findings.iter().zip(&settled.finding_deliveries);
        // Repeated and replaced records say nothing new, and what waits for its stay or its day counts for nothing yet.
        let counts_for_nothing = |finding: &Finding| finding.severity == Severity::Duplicate || waits(finding.code);
        let passed: HashSet<(usize, u32)> = findings
            .filter(|(finding, _)| counts_for_nothing(finding))
            .map(|(finding, delivery)| (*delivery, finding.record))
            .collect();
        let findings = settled.intake.findings.iter().zip(&settled.finding_deliveries);
        let contradicted: HashSet<(usize, u32)> = findings
            .filter(|(finding, _)| finding.code == "R_CONFLICT")
            .map(|(finding, delivery)| (*delivery, finding.record))
            .collect();
        let mut of_group: HashMap<u32, (u32, RevisionEvidence)> = HashMap::new();
        let mut not_named: Vec<(u32, u64)> = Vec::new();
        for (group, record, keys) in set.changed_records(partitioned) {
            let is_wanted = |key: &&u64| wanted.is_none_or(|wanted| wanted.contains(key));
            let keys: Vec<u64> = keys.firm.iter().filter(is_wanted).copied().collect();
            let (received, evidence) = evidence(record, held);
            let is_late = u64::from(received) > since && !passed.contains(&record.in_list());
            // A record that names no stay can still change one of its group.
            if keys.is_empty() && !(is_late && wanted.is_none()) {
                continue;
            }
            // A record that reading refused changes no day.
            let Some(meaning) = meaning(record, contradicted.contains(&record.in_list()))? else { continue };
            for key in &keys {
                self.note(*key, (received, &meaning), is_late.then_some(&evidence));
            }
            not_named.extend(keys.into_iter().map(|key| (group, key)));
            if is_late {
                let newest = of_group.entry(group).or_insert_with(|| (received, evidence.clone()));
                *newest = newest.clone().max((received, evidence));
            }
        }
        for (group, key) in not_named {
            let Some((received, evidence)) = of_group.get(&group) else { continue };
            let other = Meaning { subject: RecordSubject::Other, is_withdrawal: false };
            self.note(key, (*received, &other), Some(evidence));
        }
        Ok(())
    }

    fn note(&mut self, key: u64, (received, meaning): (u32, &Meaning), evidence: Option<&RevisionEvidence>) {
        let nothing = || LateRecord {
            received: 0,
            subject: RecordSubject::Other,
            evidence: RevisionEvidence { source_id: "".into(), source_record: 0, line: 0 },
            stay_since: u32::MAX,
            is_withdrawal: false,
        };
        let known = self.of_stay.entry(key).or_insert_with(nothing);
        if meaning.subject >= RecordSubject::Stay {
            known.stay_since = known.stay_since.min(received);
        }
        let Some(evidence) = evidence else { return };
        // A record about the stay counts before one about another, whichever came first.
        let order = |subject, received, evidence| (subject > RecordSubject::Other, received, subject, evidence);
        if order(meaning.subject, received, evidence) > order(known.subject, known.received, &known.evidence) {
            (known.received, known.subject, known.evidence) = (received, meaning.subject, evidence.clone());
            known.is_withdrawal = meaning.is_withdrawal;
        }
    }

    /// Why a stay differs from what was published up to the run `published`, by a record; nothing if no record that came
    /// later says so.
    pub fn reason(&self, key: u64, published: u64) -> Option<RevisionReason> {
        let late = self.of_stay.get(&key).filter(|late| u64::from(late.received) > published)?;
        let is_after = |run: u32| u64::from(run) > published;
        let cause = match late.subject {
            RecordSubject::Contradiction => RevisionCause::Contradicted,
            _ if late.is_withdrawal => RevisionCause::NoticeWithdrawn,
            RecordSubject::Other => RevisionCause::Relinked,
            RecordSubject::Stay if !is_after(late.stay_since) => RevisionCause::CorrectedRecord,
            RecordSubject::Stay | RecordSubject::Fact => RevisionCause::LateRecord,
        };
        Some(RevisionReason { cause, evidence: Some(late.evidence.clone()) })
    }
}

fn evidence(record: &StoredRecord, held: &[HeldDelivery]) -> (u32, RevisionEvidence) {
    let delivery = &held[record.delivery as usize];
    let source_id = delivery.source_id().into();
    (delivery.received, RevisionEvidence { source_id, source_record: record.record, line: record.line })
}

fn is_withdrawal(kind: EventKind) -> bool {
    matches!(kind, EventKind::AssessmentNoticeWithdrawn | EventKind::DischargeNoticeWithdrawn)
}

/// What a record means for its stay; nothing of one that was refused as it was read.
fn meaning(record: &StoredRecord, is_contradicted: bool) -> Result<Option<Meaning>> {
    let meaning = |subject, is_withdrawal| Meaning { subject, is_withdrawal };
    if is_contradicted {
        return Ok(Some(meaning(RecordSubject::Contradiction, false)));
    }
    Ok(Some(match ReadRecord::decode(&record.form, Place::from(record))? {
        ReadRecord::Stay(candidate) => {
            let withdrawn = candidate.row.events.iter().any(|record| is_withdrawal(record.event.kind));
            meaning(RecordSubject::Stay, withdrawn)
        }
        ReadRecord::Event(candidate) => meaning(RecordSubject::Fact, is_withdrawal(candidate.row.event.kind)),
        ReadRecord::Notice(message) => {
            let withdrawn = message.message.is_ok_and(|notice| notice.kind.events().iter().copied().any(is_withdrawal));
            meaning(RecordSubject::Stay, withdrawn)
        }
        ReadRecord::Episode(_) | ReadRecord::Submission(_) | ReadRecord::Adt(_) | ReadRecord::Encounter(_) => {
            meaning(RecordSubject::Stay, false)
        }
        ReadRecord::Refused(..) | ReadRecord::Question(_) | ReadRecord::Found(_) => return Ok(None),
        ReadRecord::Care(_) | ReadRecord::Reason(_) | ReadRecord::Claim(_) => meaning(RecordSubject::Fact, false),
    }))
}

/// The keys of the stays in the ledgers of months.
///
/// # Errors
/// 65: a ledger is damaged.
pub(super) fn ledger_keys<'p>(store: &Store, months: impl Iterator<Item = &'p PublishedMonth>) -> Result<HashSet<u64>> {
    let mut found = HashSet::new();
    for published in months {
        found.extend(store.ledger_in(&published.ledger)?.rows().map(|row| keys::of_stay(row.stay_id)));
    }
    Ok(found)
}
