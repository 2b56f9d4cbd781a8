//! Who is the same person in the returns of one council: whoever has one NHS number. A row without one is that of the
//! person with whose number the council's own number stands elsewhere, if it stands with one alone.

use std::collections::HashMap;

use crate::domain::{AuthorityId, PersonKey};
use crate::intake::findings::candidate::Candidate;
use crate::intake::records::client_level_data::CareRow;

/// The persons of some rows: for each own number of a council the one NHS number beside it; nothing where there are more.
#[derive(Debug, Default)]
pub struct Persons(HashMap<(AuthorityId, PersonKey), Option<PersonKey>>);

impl Persons {
    /// The persons of all rows.
    pub fn of(candidates: &[Candidate<CareRow>]) -> Self {
        let mut persons = Self::default();
        for Candidate { row, .. } in candidates {
            let (Some(known), Some(own)) = (&row.known, &row.own) else { continue };
            let held = persons.0.entry((row.authority, own.clone())).or_insert_with(|| Some(known.clone()));
            if held.as_ref() != Some(known) {
                *held = None;
            }
        }
        persons
    }

    /// The person with whose NHS number a council's own number stands.
    pub fn known(&self, own: &PersonKey) -> Option<PersonKey> {
        // A council's own number is one only together with the council, so that no other has the same key.
        self.0.iter().find(|((_, held), _)| held == own).and_then(|(_, known)| known.clone())
    }

    /// The person of a row; nothing if it names none.
    pub fn find(&self, row: &CareRow) -> Option<PersonKey> {
        let by_own = |own: &PersonKey| self.0.get(&(row.authority, own.clone())).cloned().flatten();
        row.known.clone().or_else(|| row.own.as_ref().and_then(by_own)).or_else(|| row.own.clone())
    }
}
