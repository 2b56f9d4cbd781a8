//! What a bridge says in words: causes, places, and what a reader must know.

use std::collections::BTreeMap;

use crate::counting::{BridgeEnd, Cause, IN_LEDGER, NOT_KNOWN, OWN_AUTHORITY, RuledCause, StayToCount, undecided};
use crate::domain::{Language, Month};
use crate::regime::convention::rules::Use;
use crate::report::statement::grade_in_words;

/// Why a day counts or not, in words: what a convention or a law says of its own grounds stands as its file has it.
pub(super) fn why_in_words(language: Language, why: &RuledCause<'_>) -> String {
    let (own, code) = (|| why.words.to_owned(), why.cause.code());
    if why.words == why.cause.words() {
        let status = || language.instead(&format!("meaning-{code}"), &[], own);
        return language.instead(&format!("bridge-cause-{code}"), &[], status);
    }
    not_known_in_words(language, why.words)
}

/// What is not known of a stay that cannot be counted; other words stay as they are.
pub(crate) fn not_known_in_words(language: Language, words: &str) -> String {
    let known = NOT_KNOWN.iter().find(|(_, known)| *known == words).map_or("", |(code, _)| code);
    let cause = || match words == Cause::Unknown.words() {
        true => language.instead("bridge-cause-unknown", &[], || words.to_owned()),
        false => words.to_owned(),
    };
    language.instead(&format!("bridge-unknown-{known}"), &[], cause)
}

/// Where it says so: a section of law, or a place of ours.
pub(super) fn cite_in_words(language: Language, cite: &str) -> String {
    match cite {
        IN_LEDGER => language.word("bridge-ledger").to_owned(),
        OWN_AUTHORITY => language.word("bridge-own-authority").to_owned(),
        of_law => language.cite(of_law).into_owned(),
    }
}

/// What a figure rests on that was not read at the source, and of which months it was published.
pub(super) fn notes(language: Language, side: BridgeEnd<'_>, month: Month) -> Vec<String> {
    let BridgeEnd::Convention(convention) = side else { return Vec::new() };
    let name = convention.label();
    let doubts = convention.doubts().into_iter();
    let in_words = |(words, grade)| format!("{name}, {}: {words}", grade_in_words(language, grade));
    let mut notes: Vec<String> = doubts.map(in_words).collect();
    if let Some(used) = &convention.file.used
        && (month.last() < used.from || used.to.is_some_and(|to| to < month.first()))
    {
        let to = used.to.map_or_else(|| language.word("bridge-now").to_owned(), |day| day.to_string());
        let from = ("from", used.from.to_string().into());
        let of = [("name", name.into()), from, ("to", to.into()), ("month", month.to_string().into())];
        notes.push(language.say("bridge-published", &of));
    }
    notes
}

/// The stays that a convention cannot count, by what is not known of them.
pub(super) fn not_counted(
    language: Language,
    side: BridgeEnd<'_>,
    stays: &[StayToCount<'_>],
    month: Month,
) -> Vec<String> {
    let BridgeEnd::Convention(convention) = side else { return Vec::new() };
    let mut not_known: BTreeMap<&str, i64> = BTreeMap::new();
    let touching =
        stays.iter().filter(|stay| stay.stay.admitted_at.day() <= month.last() && month.first() <= stay.last_day());
    for found in touching.filter_map(|stay| undecided(convention, stay, Use::Days)) {
        *not_known.entry(found.why.rule).or_default() += 1;
    }
    let sentence = |(what, stays): (&str, i64)| {
        let of = [("name", convention.label().into()), ("stays", stays.into()), ("what", what.into())];
        language.say("bridge-not-counted", &of)
    };
    not_known.into_iter().map(sentence).collect()
}
