//! What became of the areas whose figures are charted: councils began, ended and went on under other codes.

use std::collections::BTreeMap;

use crate::domain::{Authorities, AuthorityId, Language, Month};
use crate::report::statement::{began, ended};
use crate::report::trend::breaks::{Break, Changes};

/// Every code under which a council is or was, by the publisher's number, its nine characters, or its name.
pub fn councils(code_or_name: &str) -> Vec<AuthorityId> {
    let list = Authorities::liable();
    let numbered = list.iter().filter(|(_, one)| !code_or_name.is_empty() && one.dtoc_code == code_or_name);
    let mut found: Vec<AuthorityId> = numbered.map(|(id, _)| id).collect();
    for id in list.spelt(code_or_name).unwrap_or_default() {
        let codes = list.codes_of(*id);
        found.extend(codes.into_iter().filter_map(|code| list.find(code)));
    }
    found.sort_by_key(|id| (list.get(*id).first_day, *id));
    found.dedup();
    found
}

/// What became of a council, given every code of it in order of time, the months that the figures are about, and the nine
/// characters that they have in each, where they have any. With `is_own` an end after the months is reported too.
pub fn of(
    councils: &[AuthorityId],
    (first, last): (Month, Month),
    codes: &BTreeMap<Month, &str>,
    (is_own, language): (bool, Language),
) -> Changes {
    let list = Authorities::liable();
    let (Some(oldest), Some(newest)) = (councils.first(), councils.last()) else { return Changes::default() };
    let mut changes = Changes::default();
    for pair in councils.windows(2) {
        let (before, after) = (list.get(pair[0]), list.get(pair[1]));
        let delivered = codes.iter().find(|(_, code)| **code == after.code).map(|(month, _)| *month);
        let Some(month) = delivered.or(after.first_day.map(|day| day.month())) else { continue };
        if !(first < month && month <= last) {
            continue;
        }
        let words = if list.council(pair[0]) == list.council(pair[1]) {
            let names = [("name", &after.name), ("old", &before.code), ("new", &after.code)];
            language.say("trend-code-changed", &names.map(|(name, words)| (name, words.into())))
        } else {
            language.say("trend-another-area", &[("began", began(language, list, pair[1]).into())])
        };
        changes.breaks.push(Break { month, words });
    }
    let begins_within = list.days_of(*oldest).0.is_some_and(|day| first < day.month().next() && day.month() <= last);
    changes.began = begins_within.then(|| began(language, list, *oldest));
    let last_day = list.days_of(*newest).1.filter(|day| is_own || *day < last.last());
    changes.ended = last_day.map(|_| ended(language, list, *newest));
    changes
}
