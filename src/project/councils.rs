//! Which council, and whose stays, a project looks at in a month: councils began, ended and changed their codes.

use super::{Project, View};
use crate::domain::{Authorities, AuthorityId, Day, Month, Standing, Stay};

impl Project {
    /// The project's council on a day: the one that bore its name then, if the project's own did not exist.
    pub fn authority_on(&self, day: Day) -> Option<AuthorityId> {
        let (own, list) = (self.authority?, Authorities::liable());
        let namesake = list.find_on(&list.get(own).name, day).filter(|other| list.get(*other).exists_on(day));
        match list.on(own, day) {
            Standing::Is(code) => Some(code),
            _ => namesake.or(Some(own)),
        }
    }

    /// The project's council under each of its codes, and those that bore its name before it.
    pub fn councils(&self) -> Vec<AuthorityId> {
        let list = Authorities::liable();
        let Some(own) = self.authority else { return Vec::new() };
        let codes = list.codes_of(own).into_iter().filter_map(|code| list.find(code));
        let mut all: Vec<AuthorityId> =
            codes.chain(list.spelt(&list.get(own).name).into_iter().flatten().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Every council whose days of a month are the project's: its own codes, and those of a council that passed to it.
    pub fn councils_in(&self, month: Month) -> Vec<AuthorityId> {
        let (own, list) = (self.councils(), Authorities::all());
        list.iter().map(|(id, _)| id).filter(|id| own.contains(&list.in_month(*id, month))).collect()
    }

    /// Whether the days of a stay in a month are among those that the project looks at, as the statistics have it: under
    /// the authority that was delivered, or the one that came after it.
    pub fn looks_at(&self, stay: &Stay, month: Month) -> bool {
        match self.view {
            View::Authority => stay.authority.is_some_and(|authority| {
                let list = Authorities::all();
                // Nearly always the one or the other is the same council for all time.
                stay.authority == self.authority && list.get(authority).has_no_dates()
                    || !list.get(authority).has_no_dates() && self.councils().contains(&list.in_month(authority, month))
            }),
            View::Provider => Some(&*stay.provider_code) == self.provider.as_deref(),
            View::System => true,
        }
    }
}
