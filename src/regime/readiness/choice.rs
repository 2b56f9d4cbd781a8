//! A value of law that the answer to an open question can change, and the answers that a project chose.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use toml::Spanned;

use crate::domain::moment::TimeOfDay;
use crate::domain::near;

use super::super::file::Grade;
use super::question::ReadinessQuestion;

/// What stands in an answer's name for a time of day, as in `cutoff_HH:MM`.
const ANY_TIME: &str = "HH:MM";

/// A value, and what it is under answers that are not the default, each written `reading=answer`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawChoice<T> {
    /// The value by default.
    pub value: T,
    /// The value under another answer.
    #[serde(default = "BTreeMap::new")]
    pub under: BTreeMap<String, T>,
    /// Where the law says so.
    pub cite: String,
    /// How sure we are.
    pub grade: Grade,
}

/// The time after which a message counts as sent the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum CutOff {
    /// No message is late.
    Never,
    /// After this time; the time itself is in time.
    After(TimeOfDay),
    /// After the time that the answer names, as `cutoff_21:30` does.
    Answered,
}

impl TryFrom<String> for CutOff {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "none" => Ok(Self::Never),
            ANY_TIME => Ok(Self::Answered),
            time => time.parse().map(Self::After).map_err(|_| format!("`{time}` is no time of day, nor `none`")),
        }
    }
}

/// Every reading with the answer in use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub(super) BTreeMap<String, String>);

impl Answers {
    /// The default answers to the questions of a regime, with some chosen otherwise, by a reading's name or its number in
    /// the notes.
    ///
    /// # Errors
    /// In words: no such question, or no such answer.
    pub(in crate::regime) fn chosen(
        regime: &str,
        questions: &[Spanned<ReadinessQuestion>],
        chosen: &[(String, String)],
    ) -> Result<Self, String> {
        let asked = || questions.iter().map(Spanned::get_ref);
        let mut answers = Self(asked().map(|one| (one.id.clone(), one.default.clone())).collect());
        for (name, answer) in chosen {
            let Some(reading) = asked().find(|one| one.id == *name || one.note.as_ref() == Some(name)) else {
                let names: Vec<&str> = asked().map(|one| one.id.as_str()).collect();
                let hint = near::hint(name, names.iter().copied(), &format!("it asks {}", names.join(", ")));
                return Err(format!("{regime} has no reading `{name}`: {hint}"));
            };
            let known = || std::iter::once(&reading.default).chain(&reading.alternatives).map(String::as_str);
            if !known().any(|one| fits(one, answer)) {
                let known = known().collect::<Vec<_>>().join(", ");
                return Err(format!("reading `{}` has no answer `{answer}`; it is one of {known}", reading.id));
            }
            answers.0.insert(reading.id.clone(), answer.clone());
        }
        Ok(answers)
    }

    /// Whether the answer is in use that `reading=answer` names.
    fn has(&self, written: &str) -> bool {
        let (reading, answer) = written.split_once('=').unwrap_or((written, ""));
        self.0.get(reading).is_some_and(|chosen| fits(answer, chosen))
    }

    /// The readings with their answers, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(reading, answer)| (reading.as_str(), answer.as_str()))
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.iter().map(|(reading, answer)| format!("{reading}={answer}")).collect();
        f.write_str(&words.join(";"))
    }
}

/// Whether what was chosen is the answer of this name: the same words, or for `cutoff_HH:MM` the words with some time.
pub(super) fn fits(answer: &str, chosen: &str) -> bool {
    match answer.strip_suffix(ANY_TIME) {
        Some(words) => chosen.strip_prefix(words).is_some_and(|time| time.parse::<TimeOfDay>().is_ok()),
        None => answer == chosen,
    }
}

impl<T> LawChoice<T> {
    /// The value under the answers.
    pub fn of(&self, answers: &Answers) -> &T {
        self.under.iter().find(|(written, _)| answers.has(written)).map_or(&self.value, |(_, value)| value)
    }

    /// The value where the file gives one, or else the value that the law has without it.
    pub fn or(choice: Option<&Self>, answers: &Answers, without: T) -> T
    where
        T: Copy,
    {
        choice.map_or(without, |choice| *choice.of(answers))
    }
}

impl LawChoice<CutOff> {
    /// The time after which a message is late, if there is one.
    pub fn time(&self, answers: &Answers) -> Option<TimeOfDay> {
        match self.of(answers) {
            CutOff::Never => None,
            CutOff::After(time) => Some(*time),
            CutOff::Answered => {
                let written = self.under.keys().find(|written| answers.has(written))?;
                let (reading, answer) = written.split_once('=')?;
                answers.0.get(reading)?.strip_prefix(answer.strip_suffix(ANY_TIME)?)?.parse().ok()
            }
        }
    }
}
