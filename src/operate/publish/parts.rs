//! Who waited how long, where and why: the days of the ledger in the project's view, by person.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use crate::disclosure::{CellPlace, PersonPart};
use crate::domain::{Authorities, AuthorityId, LedgerDay, LedgerStatus, Month, Reason, Stay};
use crate::error::Result;
use crate::liability::Reasons;
use crate::project::{Project, View};
use crate::report::public::{NO_REASON, OTHER_REASON};
use crate::store::{Ledger, Store};

/// The parts of some months.
pub(super) struct MonthParts {
    /// By month.
    pub by_month: BTreeMap<Month, Vec<PersonPart>>,
}

/// One person's days at one place and rate.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonPlace {
    /// A number for the person.
    pub person: u32,
    hospital: String,
    authority: String,
    reason: String,
    rate_minor: Option<i64>,
}

impl PersonPlace {
    /// Where, by every dimension of a pack.
    pub fn place(&self) -> CellPlace {
        CellPlace::of(&[("hospital", &self.hospital), ("authority", &self.authority), ("reason", &self.reason)])
    }
}

/// What says of each day of a ledger whose it is, where, and why.
pub(crate) struct PlacesOfDays<'a> {
    project: &'a Project,
    councils: Vec<AuthorityId>,
    people: HashMap<&'a str, u32>,
    /// Stays that no record is of any more, each a person of its own.
    removed: RefCell<HashMap<String, u32>>,
    reasons: Reasons<'a>,
}

impl<'a> PlacesOfDays<'a> {
    /// By the stays and the reasons of the hospitals' return.
    pub fn of(project: &'a Project, stays: &'a [Stay], reasons: &'a [Reason]) -> Self {
        let (people, reasons) = (people(stays), Reasons::new(reasons));
        Self { project, councils: project.councils(), people, removed: RefCell::default(), reasons }
    }

    /// A number for the person of a stay.
    fn person(&self, stay_id: &str) -> u32 {
        if let Some(person) = self.people.get(stay_id) {
            return *person;
        }
        let mut removed = self.removed.borrow_mut();
        let next = u32::MAX - removed.len() as u32;
        *removed.entry(stay_id.to_owned()).or_insert(next)
    }

    /// Each day of a ledger in the project's view.
    pub fn each<'l>(&self, ledger: &'l Ledger) -> impl Iterator<Item = (LedgerDay<'l>, PersonPlace)> {
        let own = ledger.rows().filter(|row| is_in_view(self.project, &self.councils, row));
        own.map(|row| {
            let place = PersonPlace {
                person: self.person(row.stay_id),
                hospital: row.payee_code.to_owned(),
                authority: row.payer.map_or("none", |id| &Authorities::liable().get(id).code).to_owned(),
                reason: reason(&self.reasons, &row),
                rate_minor: (row.status == LedgerStatus::Chargeable).then_some(row.amount_minor.0),
            };
            (row, place)
        })
    }
}

impl MonthParts {
    /// Reads the ledgers of some months.
    pub fn read(project: &Project, store: &Store, months: &[Month]) -> Result<Self> {
        let (stays, reasons) = (store.stays()?, store.reasons()?);
        let places = PlacesOfDays::of(project, &stays, &reasons);
        let mut by_month = BTreeMap::new();
        for month in months {
            let Some(ledger) = store.ledger(*month)? else { continue };
            let mut days: BTreeMap<PersonPlace, (i64, i64)> = BTreeMap::new();
            for (row, place) in places.each(&ledger) {
                let own = days.entry(place).or_default();
                *own = (own.0 + 1, own.1 + i64::from(row.status == LedgerStatus::Chargeable));
            }
            by_month.insert(*month, days.into_iter().map(part).collect());
        }
        Ok(Self { by_month })
    }
}

fn part((key, (days, charged_days)): (PersonPlace, (i64, i64))) -> PersonPart {
    PersonPart { person: key.person, place: key.place(), days, charged_days, rate_minor: key.rate_minor }
}

/// A number for the person of each stay; a stay without a person is one of its own.
fn people(stays: &[Stay]) -> HashMap<&str, u32> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut people = HashMap::new();
    for stay in stays {
        let next = numbers.len() as u32;
        let person = stay.person_key.as_ref().map_or(&*stay.stay_id, |key| &*key.0);
        people.insert(&*stay.stay_id, *numbers.entry(person).or_insert(next));
    }
    people
}

fn is_in_view(project: &Project, councils: &[AuthorityId], row: &LedgerDay<'_>) -> bool {
    match project.view {
        View::Authority => row.payer.is_some_and(|payer| councils.contains(&payer)),
        View::Provider => Some(row.payee_code) == project.provider.as_deref(),
        View::System => true,
    }
}

fn reason(reasons: &Reasons<'_>, row: &LedgerDay<'_>) -> String {
    let codes = reasons.codes(row.stay_id, row.day, row.day);
    let Some(code) = codes.first() else { return NO_REASON.to_owned() };
    let is_plain = code.len() <= 5 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_plain { (*code).to_owned() } else { OTHER_REASON.to_owned() }
}
