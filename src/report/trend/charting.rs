//! How series are charted: where limits begin anew, from which months they are taken, and which months are in none.

use std::collections::BTreeMap;

use super::facts::TrendFacts;
use super::other_sections::month_to_month;
use crate::domain::{Language, Month};
use crate::error::Result;
use crate::report::model::ReportFact;
use crate::spc::FEW_FIXED;
use crate::words::Argument;

/// How series are charted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Charting {
    /// Months in which the limits begin anew, because the process is known to have changed.
    pub rebase: Vec<Month>,
    /// At most so many delayed days per day are aimed at.
    pub target_per_day: Option<f64>,
    /// From which months limits are taken; from all of their segment if nothing.
    pub baseline: Option<FixedBaseline>,
    /// Months that are drawn and in no limit and no rule, each with why.
    pub ghosts: BTreeMap<Month, String>,
}

/// From which months limits are taken that hold for others too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedBaseline {
    /// The first so many of each segment.
    First(usize),
    /// Those from one month to another, for their segment.
    Months(Month, Month),
}

/// Where in a series everything lies that changes limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartPlaces {
    /// Where limits begin anew.
    pub rebase_at: Vec<usize>,
    /// So many first points of each segment make its limits.
    pub fix_after: Option<usize>,
    /// The first and the last point of the baseline.
    pub baseline: Option<(usize, usize)>,
    /// Points in no limit and no rule.
    pub ghosts: Vec<usize>,
}

impl Charting {
    /// The place of the first month that has to be shown where those from `at` on are asked for: the one with which a fixed
    /// baseline begins, because limits come from there.
    pub fn shown_from(&self, months: &[Month], at: usize) -> usize {
        let place = |month: &Month| months.iter().position(|other| other == month).filter(|place| *place <= at);
        let begins_anew = self.rebase.iter().filter_map(place).max();
        match self.baseline {
            None => at,
            Some(FixedBaseline::First(_)) => begins_anew.unwrap_or(0).min(at),
            Some(FixedBaseline::Months(first, _)) => {
                place(&first).filter(|first| begins_anew.is_none_or(|anew| anew <= *first)).unwrap_or(at)
            }
        }
    }

    /// Everything in a series that begins at a place of the months; nothing where the baseline lies before it.
    ///
    /// # Errors
    /// 78: a month that is not among the figures, or a baseline over the beginning of new limits.
    pub(super) fn places(&self, facts: &TrendFacts, from: usize) -> Result<Option<ChartPlaces>> {
        let within = |places: Vec<usize>| places.into_iter().filter_map(|place| place.checked_sub(from)).collect();
        let ghosts: Vec<Month> = self.ghosts.keys().copied().collect();
        let mut places = ChartPlaces {
            rebase_at: within(facts.places(&self.rebase)?),
            ghosts: within(facts.places_left_out(&ghosts)?),
            ..ChartPlaces::default()
        };
        match self.baseline {
            None => {}
            Some(FixedBaseline::First(points)) => places.fix_after = Some(points),
            Some(FixedBaseline::Months(first, last)) => {
                if let Some((first, last)) = facts.places_of_baseline((first, last), &self.rebase)? {
                    let Some(at) = first.checked_sub(from) else { return Ok(None) };
                    places.baseline = Some((at, last - from));
                }
            }
        }
        Ok(Some(places))
    }

    /// What a reader must know of the limits: from which months they are, and which months are in none.
    pub(super) fn sentences(&self, facts: &TrendFacts) -> Vec<String> {
        let language = facts.language();
        let mut said = Vec::new();
        let months = match self.baseline {
            None => None,
            Some(FixedBaseline::First(months)) => {
                said.push(language.say("trend-baseline-first", &[("months", (months as i64).into())]));
                Some(months)
            }
            Some(FixedBaseline::Months(first, last)) => {
                let of = [("first", first.into()), ("last", last.into())];
                let is_shown = facts.months().contains(&first);
                said.push(language.say(if is_shown { "trend-baseline-span" } else { "trend-baseline-past" }, &of));
                let is_in = |month: &&Month| (first..=last).contains(*month) && !self.ghosts.contains_key(*month);
                is_shown.then(|| facts.months().iter().filter(is_in).count())
            }
        };
        if let Some(months) = months.filter(|months| *months < FEW_FIXED) {
            let counts = [("months", months), ("enough", FEW_FIXED)];
            let counts = counts.map(|(name, count)| (name, Argument::Plain(count as i64)));
            said.push(language.say("trend-baseline-short", &counts));
        }
        let shown = self.ghosts.iter().filter(|(month, _)| facts.months().contains(month));
        said.extend(
            shown
                .map(|(month, why)| language.say("trend-left-out", &[("month", (*month).into()), ("why", why.into())])),
        );
        said
    }

    /// The same as facts, in a form that can be read back.
    pub(super) fn facts(&self, language: Language) -> Vec<ReportFact> {
        let mut facts = Vec::new();
        if !self.rebase.is_empty() {
            let months: Vec<String> = self.rebase.iter().map(ToString::to_string).collect();
            facts.push(ReportFact::of(language, "fact-rebase", months.join(", ")));
        }
        facts.extend(self.baseline.map(|baseline| {
            let words = match baseline {
                FixedBaseline::First(months) => {
                    language.say("fact-baseline-first", &[("months", Argument::Plain(months as i64))])
                }
                FixedBaseline::Months(first, last) => month_to_month(language, first, last),
            };
            ReportFact::of(language, "fact-baseline", words)
        }));
        facts.extend(self.ghosts.iter().map(|(month, why)| ReportFact {
            name: language.say("fact-left-out", &[("month", month.to_string().into())]),
            value: why.clone(),
        }));
        facts
    }

    /// How a report was charted, from the values of its facts; `why` gives that of a month.
    pub fn of_facts(
        rebase: Option<&str>,
        baseline: Option<&str>,
        months: &[Month],
        why: impl Fn(Month) -> Option<String>,
    ) -> Self {
        let named: Vec<Month> =
            baseline.unwrap_or_default().split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let first = || baseline?.split_whitespace().find_map(|word| word.parse().ok()).map(FixedBaseline::First);
        Self {
            rebase: rebase.unwrap_or_default().split(", ").filter_map(|month| month.parse().ok()).collect(),
            target_per_day: None,
            baseline: match named[..] {
                [first, last] => Some(FixedBaseline::Months(first, last)),
                _ => first(),
            },
            ghosts: months.iter().filter_map(|month| Some((*month, why(*month)?))).collect(),
        }
    }

    /// The places in the months of a report, where each setting was found right when it was made.
    pub fn places_in(&self, months: &[Month]) -> ChartPlaces {
        let place = |month: &Month| months.iter().position(|other| other == month);
        ChartPlaces {
            rebase_at: self.rebase.iter().filter_map(place).collect(),
            fix_after: if let Some(FixedBaseline::First(points)) = self.baseline { Some(points) } else { None },
            baseline: match self.baseline {
                Some(FixedBaseline::Months(first, last)) => place(&first).zip(place(&last)),
                _ => None,
            },
            ghosts: self.ghosts.keys().filter_map(place).collect(),
        }
    }
}
