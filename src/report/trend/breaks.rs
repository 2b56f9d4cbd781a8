//! Where a series is not of one area all along: a council began, ended, or went on with another area or code.

use crate::domain::{Language, Month};
use crate::words::Argument;

/// A month from which on a series is about another area or code than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first month of the new area.
    pub month: Month,
    /// What changed, in words.
    pub words: String,
}

impl Break {
    /// The break as a sentence.
    pub(super) fn sentence(&self, language: Language) -> String {
        language.say("trend-series-breaks", &[("month", self.month.into()), ("what", (&self.words).into())])
    }
}

/// What became of the area of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Whether it is a trust and no area of a council.
    pub is_of_trust: bool,
    /// In order of time.
    pub breaks: Vec<Break>,
    /// That the area began in the course of the months at hand, and after what.
    pub began: Option<String>,
    /// That the area ended, and what came after it.
    pub ended: Option<String>,
}

impl Changes {
    /// All of it in one text, for a cell of a table; empty where there is nothing to say.
    pub fn note(&self) -> String {
        let breaks = self.breaks.iter().map(|one| &one.words);
        let all: Vec<&str> = self.began.iter().chain(breaks).chain(&self.ended).map(String::as_str).collect();
        all.join("; ")
    }

    /// What a reader must know before anything else. `rebased`: the months in which limits begin anew already.
    pub fn sentences(&self, language: Language, months: &[Month], rebased: &[Month]) -> Vec<String> {
        let (Some(first), Some(last)) = (months.first(), months.last()) else { return Vec::new() };
        let mut said = Vec::new();
        if let Some(ended) = &self.ended {
            said.push(language.say("trend-ended", &[("ended", ended.into()), ("month", (*last).into())]));
        }
        if let Some(began) = &self.began {
            let count = ("months", Argument::Plain(months.len() as i64));
            said.push(language.say("trend-began", &[("began", began.into()), ("month", (*first).into()), count]));
        }
        for one in self.breaks.iter().filter(|one| *first < one.month && one.month <= *last) {
            let then = match rebased.contains(&one.month) {
                true => language.word("trend-limits-anew").to_owned(),
                false => language.say("trend-limits-one", &[("option", one.month.to_string().into())]),
            };
            said.push(format!("{} {then}", one.sentence(language)));
        }
        said
    }

    /// The last break after `from`, up to and with `to`: figures of the two months are not of one area.
    pub fn between(&self, from: Month, to: Month) -> Option<&Break> {
        self.breaks.iter().rfind(|one| from < one.month && one.month <= to)
    }
}
