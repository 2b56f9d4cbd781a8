//! Delayed days by month and their recorded dimensions, over months without a gap.

use std::collections::BTreeMap;

use super::breaks::Changes;
use crate::domain::{Language, Month};
use crate::error::{Error, Exit, Result};

/// The message that stands for a value that is not stated.
pub const NOT_STATED: &str = "trend-not-stated";

/// Delayed days of one month that share all dimensions. An empty text: not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DelayedDays {
    /// Which authority the patients belong to.
    pub authority: String,
    /// Where they were delayed.
    pub provider: String,
    /// Why.
    pub reason: String,
    /// Who is responsible.
    pub attributed_to: String,
    /// What kind of care they were in.
    pub care: String,
    /// How many days.
    pub days: i64,
}

/// The dimensions of delayed days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Who is responsible.
    Attribution,
    /// Why.
    Reason,
    /// The authority.
    Authority,
    /// The provider.
    Provider,
    /// The kind of care.
    Care,
}

impl Dimension {
    /// In the order of the report.
    pub const ALL: [Self; 5] = [Self::Attribution, Self::Reason, Self::Authority, Self::Provider, Self::Care];

    /// Its code, which decides what a message calls its values.
    pub fn code(self) -> &'static str {
        match self {
            Self::Attribution => "attribution",
            Self::Reason => "reason",
            Self::Authority => "authority",
            Self::Provider => "provider",
            Self::Care => "care",
        }
    }

    /// The value of it that days have.
    pub fn of(self, days: &DelayedDays) -> &str {
        match self {
            Self::Attribution => &days.attributed_to,
            Self::Reason => &days.reason,
            Self::Authority => &days.authority,
            Self::Provider => &days.provider,
            Self::Care => &days.care,
        }
    }
}

/// The days of one value of a dimension, month by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSeries {
    /// The value.
    pub name: String,
    /// One figure a month, or nothing where there is none: that is not 0.
    pub days: Vec<Option<i64>>,
    /// What became of the area, if it is one.
    pub changes: Changes,
}

impl ValueSeries {
    /// The first of the months from which on every month to the last has a figure; nothing if there is a hole after the
    /// first figure, or the last month has none.
    pub fn whole_from(&self) -> Option<usize> {
        let first = self.days.iter().position(Option::is_some)?;
        self.days[first..].iter().all(Option::is_some).then_some(first)
    }

    /// The sum of the last twelve months; nothing if one of them has no figure.
    pub fn last_year(&self) -> Option<i64> {
        self.days[self.days.len().saturating_sub(12)..].iter().copied().sum()
    }
}

/// Delayed days by month.
#[derive(Clone, Debug)]
pub struct TrendFacts {
    language: Language,
    /// The first month that was there before [`TrendFacts::last_months`] took some away.
    begin: Month,
    months: Vec<Month>,
    totals: Vec<i64>,
    changes: Changes,
    by: BTreeMap<Dimension, Vec<ValueSeries>>,
}

impl TrendFacts {
    /// Months that follow each other; a month without a delay is there with no rows.
    ///
    /// # Errors
    /// 65: there are no months, or one between the first and the last has no data; the first such month is named.
    pub fn new(language: Language, rows: BTreeMap<Month, Vec<DelayedDays>>) -> Result<Self> {
        let totals = rows.iter().map(|(month, rows)| (*month, rows.iter().map(|row| row.days).sum())).collect();
        let mut series = Vec::new();
        for dimension in Dimension::ALL {
            let mut by: BTreeMap<&str, BTreeMap<Month, i64>> = BTreeMap::new();
            for (month, row) in rows.iter().flat_map(|(month, rows)| rows.iter().map(move |row| (month, row))) {
                let of_value = by.entry(dimension.of(row)).or_default();
                *of_value.entry(*month).or_default() += row.days;
            }
            series.extend(by.into_iter().map(|(name, mut days)| {
                // Rows are complete: a month without rows had no delays.
                rows.keys().for_each(|month| _ = days.entry(*month).or_default());
                (dimension, name.to_owned(), days)
            }));
        }
        Self::of(language, &totals, series)
    }

    /// Figures that were added up already: in all, and by the values of dimensions, where a month can be unknown.
    ///
    /// # Errors
    /// As [`TrendFacts::new`].
    pub fn of(
        language: Language,
        totals: &BTreeMap<Month, i64>,
        series: impl IntoIterator<Item = (Dimension, String, BTreeMap<Month, i64>)>,
    ) -> Result<Self> {
        let months: Vec<Month> = totals.keys().copied().collect();
        let Some(begin) = months.first().copied() else {
            return Err(refused("there are no months to report", "run months first, or give a file with figures"));
        };
        if let Some(pair) = months.windows(2).find(|pair| pair[0].next() != pair[1]) {
            let what = format!("{} has no data, and months around it have", pair[0].next());
            let hint = "get the month, or report the months on one side of the hole; it is not taken for 0";
            return Err(refused(&what, hint));
        }
        let mut by: BTreeMap<Dimension, Vec<ValueSeries>> = BTreeMap::new();
        for (dimension, name, days) in series {
            let name = if name.is_empty() { language.word(NOT_STATED).to_owned() } else { name };
            let days = months.iter().map(|month| days.get(month).copied()).collect();
            by.entry(dimension).or_default().push(ValueSeries { name, days, changes: Changes::default() });
        }
        let changes = Changes::default();
        let mut facts = Self { language, begin, totals: totals.values().copied().collect(), months, changes, by };
        facts.sort();
        Ok(facts)
    }

    /// Largest over the last twelve months first.
    fn sort(&mut self) {
        for series in self.by.values_mut() {
            let known = |one: &ValueSeries| -> i64 { one.days.iter().rev().take(12).flatten().sum() };
            series.retain(|one| one.days.iter().any(Option::is_some));
            series.sort_by(|one, other| known(other).cmp(&known(one)).then_with(|| one.name.cmp(&other.name)));
        }
    }

    /// With what became of the area of all of them, and of the authorities by name.
    #[must_use]
    pub fn with_changes(mut self, changes: Changes, mut of: BTreeMap<String, Changes>) -> Self {
        self.changes = changes;
        for series in self.by.get_mut(&Dimension::Authority).into_iter().flatten() {
            series.changes = of.remove(&series.name).unwrap_or_default();
        }
        self
    }

    /// With what became of the area of all of them.
    #[must_use]
    pub fn with_own_changes(mut self, changes: Changes) -> Self {
        self.changes = changes;
        self
    }

    /// With what became of providers, by name.
    #[must_use]
    pub fn with_trusts(mut self, changes: impl Fn(&str, Option<Month>) -> Option<Changes>) -> Self {
        let months = self.months.clone();
        for series in self.by.get_mut(&Dimension::Provider).into_iter().flatten() {
            // A month without a delay is no figure of a trust that did not exist yet.
            let own = series.days.iter().position(|days| days.is_some_and(|days| days > 0));
            let own = own.and_then(|at| months.get(at)).copied();
            if let Some(changes) = changes(&series.name, own) {
                series.changes = changes;
            }
        }
        self
    }

    /// The language of the names of values, and of the report.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What became of the area.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// With the month since which there are figures, where those before the first one were not even read.
    #[must_use]
    pub fn known_since(mut self, begin: Month) -> Self {
        self.begin = begin.min(self.begin);
        self
    }

    /// The last so many months of them, or all where there are fewer; and those before that limits come from, as `shown_from` says.
    /// What had no day in them is left away.
    #[must_use]
    pub fn last_months(mut self, most: usize, shown_from: impl Fn(&[Month], usize) -> usize) -> Self {
        let skip = shown_from(&self.months, self.months.len().saturating_sub(most.max(1)));
        if skip == 0 {
            return self;
        }
        self.months.drain(..skip);
        self.totals.drain(..skip);
        for series in self.by.values_mut() {
            series.iter_mut().for_each(|one| _ = one.days.drain(..skip));
            series.retain(|one| one.days.iter().any(|days| days.is_some_and(|days| days != 0)));
        }
        self.sort();
        self
    }

    /// The first month.
    pub fn first(&self) -> Month {
        self.months.first().copied().unwrap_or(self.begin)
    }

    /// The last month.
    pub fn last(&self) -> Month {
        self.months.last().copied().unwrap_or(self.begin)
    }

    /// Every month in order.
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// Delayed days of each month, in order.
    pub fn totals(&self) -> &[i64] {
        &self.totals
    }

    /// Whether this dimension distinguishes days at all: there are at least two values.
    pub fn has(&self, dimension: Dimension) -> bool {
        self.by(dimension).iter().filter(|series| series.name != self.language.word(NOT_STATED)).count() > 1
    }

    /// Delayed days of each month by the values of a dimension, largest over the last twelve months first.
    pub fn by(&self, dimension: Dimension) -> &[ValueSeries] {
        self.by.get(&dimension).map_or(&[], Vec::as_slice)
    }

    /// Where in the months new limits begin.
    ///
    /// # Errors
    /// 78: a month that no figure is about. Months before those that are shown change nothing.
    pub fn places(&self, rebase: &[Month]) -> Result<Vec<usize>> {
        self.places_of(rebase, ("C_REBASE", "limits cannot begin anew in", "rebase"))
    }

    /// Where in the months those are that are left out.
    ///
    /// # Errors
    /// As [`TrendFacts::places`].
    pub fn places_left_out(&self, ghosts: &[Month]) -> Result<Vec<usize>> {
        self.places_of(ghosts, ("C_GHOST", "nothing can be left out in", "ghost"))
    }

    fn places_of(&self, wanted: &[Month], (code, cannot, setting): (&'static str, &str, &str)) -> Result<Vec<usize>> {
        let place = |month: &Month| match self.months.binary_search(month) {
            Ok(place) => Some(Ok(place)),
            Err(_) if self.begin <= *month && *month < self.first() => None,
            Err(_) => {
                let what = format!("{cannot} {month}: there are no figures of that month");
                let hint = format!("`{setting}` takes months from {} to {}", self.begin, self.last());
                Some(Err(refused_setting(code, what, hint)))
            }
        };
        wanted.iter().filter_map(place).collect()
    }

    /// Where in the months a baseline begins and ends; nothing if all of it is before them, and new limits began since.
    ///
    /// # Errors
    /// 78: a month of it that no figure is about, or new limits that begin within it.
    pub fn places_of_baseline(
        &self,
        (first, last): (Month, Month),
        rebase: &[Month],
    ) -> Result<Option<(usize, usize)>> {
        let refused = |what: String, hint: String| Err(refused_setting("C_BASELINE", what, hint));
        if let Some(within) = rebase.iter().find(|month| first < **month && **month <= last) {
            let what = format!("limits begin anew in {within}, within the baseline {first} to {last}");
            return refused(what, "let the baseline end before, or take that `rebase` out".to_owned());
        }
        let place = |month: Month| self.months.binary_search(&month).ok();
        match (place(first), place(last)) {
            (Some(first), Some(last)) => Ok(Some((first, last))),
            _ if self.begin <= first && last < self.first() => Ok(None),
            (found, _) => {
                let missing = if found.is_none() { first } else { last };
                let what = format!("the baseline {first} to {last} cannot be taken: there are no figures of {missing}");
                refused(what, format!("`baseline` takes months from {} to {}", self.begin, self.last()))
            }
        }
    }
}

fn refused(what: &str, hint: &str) -> Error {
    Error::new("F_MONTHS", Exit::Data, what).effect("no report was written").hint(hint)
}

/// A refusal of a setting, by name.
fn refused_setting(code: &'static str, what: String, hint: String) -> Error {
    Error::new(code, Exit::Config, what).effect("no report was written").hint(hint)
}

/// The sum of the last twelve months.
pub fn last_year(values: &[i64]) -> i64 {
    values[values.len().saturating_sub(12)..].iter().sum()
}
