//! Whose records are removed: a person by number or by a stay, or every stay that ended before a month. Only what is settled
//! is removed: stays of months that are published and open are refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::nhs_number::Pseudonyms;
use crate::domain::visible::visible;
use crate::domain::{Moment, Month, PersonKey, PersonNumber, Revision, Stay};
use crate::error::{Error, Exit, Result};
use crate::operate::month::known_changes::uncorrected;
use crate::project::Project;
use crate::store::{PublishedMonth, Store};

/// Who is meant.
#[derive(Clone, Debug)]
pub enum Whom {
    /// The person of a stay; where none is known, the stay alone.
    Stay(String),
    /// A person by the number.
    Person(PersonNumber),
    /// Every stay that ended before a month.
    Before(Month),
}

/// The stays and persons that are removed.
#[derive(Debug, Default)]
pub(super) struct Meant {
    /// The stays; nothing of one that no table has.
    pub stays: BTreeMap<Box<str>, Option<Stay>>,
    pub persons: BTreeSet<PersonKey>,
    /// Every stay of the store that stays.
    pub others: Vec<Box<str>>,
}

impl Whom {
    /// The stays and persons, by what the store knows.
    ///
    /// # Errors
    /// 65: a table is damaged.
    pub(super) fn meant(&self, store: &Store, pseudonyms: &Pseudonyms) -> Result<Meant> {
        let (mut meant, stays) = (Meant::default(), store.stays()?);
        match self {
            Self::Stay(stay_id) => {
                let of_stay = stays.iter().find(|stay| *stay.stay_id == **stay_id);
                meant.persons.extend(of_stay.and_then(|stay| stay.person_key.clone()));
                meant.stays.insert(stay_id.as_str().into(), of_stay.cloned());
            }
            Self::Person(number) => {
                meant.persons.insert(pseudonyms.of_number(number));
            }
            Self::Before(_) => {}
        }
        for stay in stays {
            let is_meant = match self {
                Self::Before(month) => stay.discharged_at.is_some_and(|left| left.day() < month.first()),
                _ => stay.person_key.as_ref().is_some_and(|person| meant.persons.contains(person)),
            };
            if is_meant {
                meant.stays.insert(stay.stay_id.clone(), Some(stay));
            } else if !meant.stays.contains_key(&stay.stay_id) {
                meant.others.push(stay.stay_id);
            }
        }
        Ok(meant)
    }

    /// That nothing is known of whom is meant.
    pub(super) fn unknown(&self) -> Error {
        let what = match self {
            Self::Stay(stay_id) => format!("no record is about the stay `{}`", visible(stay_id)),
            Self::Person(_) => "no record is about a person with this number".to_owned(),
            Self::Before(month) => format!("no stay ended before {month}"),
        };
        Error::new("X_NO_STAY", Exit::NoInput, what)
            .effect("nothing was removed or changed")
            .hint("`beddays query stay` lists the stays; what was removed before is there no more")
    }
}

/// Refuses stays that are not settled: those of months that are published and open, and those of which closed months would
/// be corrected.
///
/// # Errors
/// 65, with the months.
pub(super) fn refuse_open(project: &Project, store: &Store, meant: &Meant) -> Result<()> {
    let is_meant = |stay_id: &str| meant.stays.contains_key(stay_id);
    for published in store.manifest().open_months() {
        if touches(published, meant) || has(store, published, &is_meant)? {
            let month = published.month;
            let what = format!("{month} is published and not closed, and has to do with what is to be removed");
            return Err(refusal(what, format!("`beddays close --month {month}` closes it; then remove again")));
        }
    }
    if let Some(month) = uncorrected(project, store, &is_meant)?.first() {
        let what =
            format!("{month} would have other days by now of what is to be removed, which no statement corrects yet");
        let next = "run the first open month, which takes the corrections over, and close it; then remove again";
        return Err(refusal(what, next.to_owned()));
    }
    Ok(())
}

fn refusal(what: String, hint: String) -> Error {
    Error::new("X_NOT_CLOSED", Exit::Data, what).effect("nothing was removed or changed").hint(hint)
}

/// Whether one of the stays lies in a month.
fn touches(published: &PublishedMonth, meant: &Meant) -> bool {
    let month = published.month;
    meant.stays.values().flatten().any(|stay| {
        stay.admitted_at.day() <= month.last()
            && stay.discharged_at.map(Moment::day).is_none_or(|left| left >= month.first())
    })
}

/// Whether an edition of a month has days of one of the stays, or changes of them.
fn has(store: &Store, published: &PublishedMonth, is_meant: &dyn Fn(&str) -> bool) -> Result<bool> {
    let ledgers = published.earlier.iter().map(|before| &before.ledger).chain([&published.ledger]);
    for ledger in ledgers {
        if store.ledger_in(ledger)?.rows().any(|row| is_meant(row.stay_id) || is_meant(row.delay_id)) {
            return Ok(true);
        }
    }
    let changes: Vec<Revision> = store.revisions(published)?;
    Ok(changes.iter().any(|row| is_meant(&row.stay_id)))
}
