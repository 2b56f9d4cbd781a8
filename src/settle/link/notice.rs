//! Notices: all those of a referral go to one stay.

use crate::domain::{Alternative, AmountAtStake, EventRecord, LinkedKind, NoticeChain, Origin};
use crate::settle::link::key::LinkKey;
use crate::settle::link::linker::LinkMatch;
use crate::settle::link::{Joined, Joining, SourcedRecord};
use crate::settle::plausibility;

pub(crate) fn link(notices: Vec<SourcedRecord<NoticeChain>>, joining: &mut Joining<'_, '_>) {
    for SourcedRecord { row: chain, place } in notices {
        let Some(first) = chain.events.iter().map(|(event, _)| event.at).min() else { continue };
        let key = LinkKey {
            stay_id: chain.encounter_id.as_deref(),
            person: chain.person_key.as_ref(),
            hospital: chain.hospital_code.as_deref(),
            from: chain.admitted_on.unwrap_or(first.day()),
            // The proposed day of discharge is a proposal: it says nothing about when the stay ended.
            to: None,
            follows: false,
        };
        let mut origins: Vec<Origin> = chain.events.iter().map(|(_, origin)| origin.clone()).collect();
        origins.sort();
        origins.dedup();
        let (kinds, at) = chain.events.iter().map(|(event, _)| (event.kind, event.at)).unzip();
        let without = Some(Alternative::Without { kinds, at });
        let record = Joined { what: LinkedKind::Notice, key, place, origins, is_expected: true, without };
        let ends = joining.linker;
        let stake = |found: &LinkMatch| match (chain.proposed_on, found) {
            (None, _) => AmountAtStake::Unknown,
            (Some(proposed), LinkMatch::Several(at)) => {
                let ends: Option<Vec<_>> = at.iter().map(|at| ends.left(*at)).collect();
                let last = ends.and_then(|ends| ends.into_iter().max());
                AmountAtStake::Days { payer: chain.authority, first: proposed.next(), last }
            }
            (Some(proposed), _) => AmountAtStake::Days { payer: chain.authority, first: proposed.next(), last: None },
        };
        let (Some(at), _) = joining.join(record, stake) else { continue };
        let stay = joining.stay(at);
        if let Some(encounter) = chain.encounter_id.as_deref().filter(|encounter| **encounter != *stay.stay_id) {
            joining.audit.ask_about(encounter, &stay.stay_id);
        }
        joining.linked.notified.extend(chain.authority.map(|authority| (stay.stay_id.clone(), first, authority)));
        for (event, origin) in chain.events {
            let record = EventRecord { stay_id: stay.stay_id.clone(), event, origin };
            if let Some(disposition) = plausibility::event(&record, stay) {
                joining.audit.warn(place, disposition);
            }
            joining.linked.events.push(record);
        }
    }
}
