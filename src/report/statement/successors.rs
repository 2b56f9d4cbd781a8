//! Councils that ended or began about the month: who owes for their days, and why.

use crate::domain::{Authorities, AuthorityId, Currency, Language};

use super::StatementBasis;

/// What a reader must know of councils that ended: what passed to others, and by which reading.
pub(super) fn sentences(basis: &StatementBasis<'_>, currency: Currency) -> Vec<String> {
    let list = Authorities::liable();
    let why = basis.word(match Authorities::own() {
        None => "successor-reading",
        Some(_) => "successor-list",
    });
    let passed = basis.looked_at.passed.iter().map(|((council, payer), sum)| {
        basis.say(
            "successor-sum",
            &[
                ("ended", ended(basis.language, list, *council).into()),
                ("days", sum.days.into()),
                ("stays", sum.stays.into()),
                ("amount", (sum.amount, currency).into()),
                ("payer", list.get(*payer).with_code().into()),
                ("why", why.into()),
            ],
        )
    });
    passed.collect()
}

/// The council whose statement it is did not exist in the month.
pub(super) fn own_council(basis: &StatementBasis<'_>) -> Option<String> {
    let (own, list) = (basis.authority?, Authorities::liable());
    let (first, last) = list.days_of(own);
    if first.is_some_and(|first| basis.month.last() < first) {
        return Some(basis.say("own-not-yet", &[("began", began(basis.language, list, own).into())]));
    }
    let is_over = last.is_some_and(|last| last < basis.month.first());
    is_over.then(|| basis.say("own-ended", &[("ended", ended(basis.language, list, own).into())]))
}

/// That and when a council ended, and what came after it.
pub(crate) fn ended(language: Language, list: &Authorities, id: AuthorityId) -> String {
    let after = names(language, list, list.successors(id));
    let named = [("name", list.get(id).with_code().into()), ("after", after.into())];
    let [name, after] = named;
    match list.days_of(id).1 {
        None => language.instead("council-ended", &[name, after], || list.ended(id)),
        Some(day) => language.instead("council-ended-on", &[name, after, ("day", day.into())], || list.ended(id)),
    }
}

/// That and when a council began, and which ones were before it.
pub(crate) fn began(language: Language, list: &Authorities, id: AuthorityId) -> String {
    let before = list.predecessors(id);
    let named = [("name", list.get(id).with_code().into()), ("before", names(language, list, &before).into())];
    let day = list.days_of(id).0;
    let message = match (day, before.is_empty()) {
        (None, true) => "council-began",
        (Some(_), true) => "council-began-on",
        (None, false) => "council-began-after",
        (Some(_), false) => "council-began-on-after",
    };
    let arguments: Vec<_> = named.into_iter().chain(day.map(|day| ("day", day.into()))).collect();
    language.instead(message, &arguments, || list.began(id))
}

/// Names with codes: `A (1), B (2) and C (3)`.
fn names(language: Language, list: &Authorities, ids: &[AuthorityId]) -> String {
    let names: Vec<String> = ids.iter().map(|id| list.get(*id).with_code()).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            language.say("list-and", &[("first", first.join(", ").into()), ("last", last.into())])
        }
        _ => names.concat(),
    }
}
