//! Merges of patients: which pseudonym is kept, followed in the order in which the merges were recorded.

use std::collections::HashMap;

use crate::domain::nhs_number::PersonKey;
use crate::intake::records::hl7::adt::{Adt, Identity};

/// All merges, searchable by the pseudonym that they put an end to.
#[derive(Debug, Default)]
pub struct Merges<'m> {
    merges: Vec<(usize, &'m Adt)>,
    by_prior: HashMap<(&'m str, &'m PersonKey), Vec<usize>>,
}

/// Who a patient became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedIdentity {
    /// The patient after all merges.
    pub identity: Identity,
    /// Pseudonyms of NHS numbers on the way, the oldest first.
    pub former: Vec<PersonKey>,
    /// The messages that said so.
    pub messages: Vec<usize>,
}

impl<'m> Merges<'m> {
    /// Takes merges in the order in which they were recorded.
    pub fn of(merges: Vec<(usize, &'m Adt)>) -> Self {
        let mut by_prior: HashMap<_, Vec<usize>> = HashMap::new();
        for (place, (_, merge)) in merges.iter().enumerate() {
            let priors = [&merge.prior.person, &merge.prior.patient];
            for prior in priors.into_iter().flatten() {
                by_prior.entry((&*merge.sender, prior)).or_default().push(place);
            }
        }
        Self { merges, by_prior }
    }

    /// Follows a patient of a sender through the merges. Each merge is followed once at most, later ones after earlier
    /// ones, so that patients merged to and fro end where the last merge says.
    pub fn follow(&self, sender: &str, identity: &Identity) -> MergedIdentity {
        let mut became = MergedIdentity { identity: identity.clone(), ..MergedIdentity::default() };
        let mut from = 0;
        while let Some(place) = self.next(sender, &became.identity, from) {
            let (message, merge) = self.merges[place];
            let survivor = &merge.identity;
            if survivor.person.is_some() && survivor.person != became.identity.person {
                became.former.extend(became.identity.person.take());
                became.identity.person.clone_from(&survivor.person);
            }
            if survivor.patient.is_some() {
                became.identity.patient.clone_from(&survivor.patient);
            }
            became.messages.push(message);
            from = place + 1;
        }
        became
    }

    fn next(&self, sender: &str, identity: &Identity, from: usize) -> Option<usize> {
        let first = |key: &PersonKey| {
            let places = self.by_prior.get(&(sender, key))?;
            places.get(places.partition_point(|place| *place < from)).copied()
        };
        let keys = [&identity.person, &identity.patient];
        keys.into_iter().flatten().filter_map(first).min()
    }
}
