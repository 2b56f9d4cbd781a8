//! The words of reports in the language of their reader, from the catalogues in `languages/`, and numbers, days and money
//! as its country writes them.
//!
//! A catalogue is in the form of Fluent (`.ftl`): an id and its words, with `{ $name }` for what is put in and a choice where
//! a number or a code decides the words. English has no `elsewhere.ftl`, `findings.ftl`, `reasons.ftl` and `law.ftl`: what they say stands in English in
//! the engine, which has no languages, and in the files of law. `tests/it/house/languages.rs` holds the catalogues together.

mod catalogue;
mod written;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::built_in::{BuiltInFile, WORDS_DA, WORDS_EN, WORDS_NB, WORDS_SV};
use crate::domain::{Currency, Day, Language, Minor, Month};
use catalogue::Catalogue;

static CATALOGUES: [LazyLock<Catalogue>; 4] = [
    LazyLock::new(|| Catalogue::read(WORDS_EN)),
    LazyLock::new(|| Catalogue::read(WORDS_NB)),
    LazyLock::new(|| Catalogue::read(WORDS_SV)),
    LazyLock::new(|| Catalogue::read(WORDS_DA)),
];

/// What is put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument<'a> {
    /// A number, with its thousands apart; it can decide between one and many.
    Count(i64),
    /// A number without a sign between thousands; it can decide between one and many.
    Plain(i64),
    /// An amount of money.
    Money(Minor, Currency),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
    /// Words or a code; a code can decide what is said.
    Text(Cow<'a, str>),
}

impl From<i64> for Argument<'_> {
    fn from(number: i64) -> Self {
        Self::Count(number)
    }
}

impl From<Day> for Argument<'_> {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Month> for Argument<'_> {
    fn from(month: Month) -> Self {
        Self::Month(month)
    }
}

impl From<(Minor, Currency)> for Argument<'_> {
    fn from((amount, currency): (Minor, Currency)) -> Self {
        Self::Money(amount, currency)
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl Language {
    fn catalogue(self) -> &'static Catalogue {
        &CATALOGUES[self as usize]
    }

    /// A message into which nothing is put. A test holds every id of the code to the catalogues; one that is not there is
    /// shown as it is.
    pub fn word(self, id: &'static str) -> &'static str {
        self.find(id).unwrap_or(id)
    }

    /// A message into which nothing is put, of an id that is made at run time; nothing if there is none.
    pub fn find(self, id: &str) -> Option<&'static str> {
        self.catalogue().plain(id)
    }

    /// A message with what is put into it, by its name there.
    pub fn say(self, id: &'static str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.catalogue().said(id, arguments, self).unwrap_or_else(|| id.to_owned())
    }

    /// What stands in English in the engine or in a file of law: in another language by its id, where it has one.
    pub fn instead(self, id: &str, arguments: &[(&str, Argument<'_>)], english: impl FnOnce() -> String) -> String {
        let said = if self.is_english() { None } else { self.catalogue().said(id, arguments, self) };
        said.unwrap_or_else(english)
    }

    /// The section of a law, as its country cites it where that speaks this language.
    pub fn cite(self, cite: &str) -> Cow<'_, str> {
        if self.is_english() {
            return Cow::Borrowed(cite);
        }
        let parts = cite.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let id = format!("cite-{}", parts.collect::<Vec<_>>().join("-").to_ascii_lowercase());
        self.find(&id).map_or(Cow::Borrowed(cite), Cow::Borrowed)
    }

    /// What the code of a finding means in general; nothing in English, where each finding says what it is itself.
    pub fn meaning(self, code: &str) -> Option<&'static str> {
        self.find(&format!("code-{code}"))
    }

    /// A kind of record or event in words.
    pub fn kind(self, code: &str) -> String {
        self.instead(&format!("kind-{code}"), &[], || code.replace('_', " "))
    }
}

/// The files of a language with the ids and the names of what is put into each message, for tests. A part of a file that is
/// no message has an empty id.
pub fn messages(language: Language) -> Vec<(&'static str, String, Vec<String>)> {
    let files: &[BuiltInFile] = match language {
        Language::English => WORDS_EN,
        Language::Bokmal => WORDS_NB,
        Language::Swedish => WORDS_SV,
        Language::Danish => WORDS_DA,
    };
    files.iter().flat_map(catalogue::listed).collect()
}
