//! Delayed days by month and whatever they can be told apart by, over months without a hole.

use std::collections::BTreeMap;

use crate::domain::Month;
use crate::error::{Error, Exit, Result};

/// Delayed days of one month that share everything they can be told apart by. An empty text: nobody said.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DelayedDays {
    /// Which authority the patients belong to.
    pub authority: String,
    /// Where they were delayed.
    pub provider: String,
    /// Why.
    pub reason: String,
    /// Who is said to be responsible.
    pub attributed_to: String,
    /// What kind of care they were in.
    pub care: String,
    /// How many days.
    pub days: i64,
}

/// What delayed days can be told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Who is said to be responsible.
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

    /// What one value of it is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Attribution => "responsible body",
            Self::Reason => "reason",
            Self::Authority => "authority",
            Self::Provider => "provider",
            Self::Care => "kind of care",
        }
    }

    fn of(self, days: &DelayedDays) -> &str {
        match self {
            Self::Attribution => &days.attributed_to,
            Self::Reason => &days.reason,
            Self::Authority => &days.authority,
            Self::Provider => &days.provider,
            Self::Care => &days.care,
        }
    }
}

/// Delayed days by month.
#[derive(Clone, Debug)]
pub struct Facts {
    months: BTreeMap<Month, Vec<DelayedDays>>,
    first: Month,
    last: Month,
}

impl Facts {
    /// Months that follow each other; a month in which nobody was delayed is there with no rows.
    ///
    /// # Errors
    /// 65: there are no months, or one between the first and the last has no data; the first such month is named.
    pub fn new(months: BTreeMap<Month, Vec<DelayedDays>>) -> Result<Self> {
        let refused = |what: String, hint: &str| {
            Err(Error::new("F_MONTHS", Exit::Data, what).effect("no report was written").hint(hint))
        };
        let ends = months.first_key_value().zip(months.last_key_value()).map(|((first, _), (last, _))| (*first, *last));
        let Some((first, last)) = ends else {
            return refused(
                "there are no months to report".to_owned(),
                "run months first, or give a file with figures",
            );
        };
        let mut month = first;
        while month < last {
            if !months.contains_key(&month) {
                let what = format!("{month} has no data, and months around it have");
                return refused(
                    what,
                    "get the month, or report the months on one side of the hole; it is not taken for 0",
                );
            }
            month = month.next();
        }
        Ok(Self { months, first, last })
    }

    /// The last so many months of them, or all where there are fewer.
    #[must_use]
    pub fn last_months(&self, most: usize) -> Self {
        let skip = self.months.len().saturating_sub(most.max(1));
        let months: BTreeMap<_, _> =
            self.months.iter().skip(skip).map(|(month, rows)| (*month, rows.clone())).collect();
        let first = months.first_key_value().map_or(self.first, |(month, _)| *month);
        Self { months, first, last: self.last }
    }

    /// The first month.
    pub fn first(&self) -> Month {
        self.first
    }

    /// The last month.
    pub fn last(&self) -> Month {
        self.last
    }

    /// Every month in order.
    pub fn months(&self) -> impl Iterator<Item = Month> + '_ {
        self.months.keys().copied()
    }

    /// Delayed days of each month, in order.
    pub fn totals(&self) -> Vec<i64> {
        self.months.values().map(|rows| rows.iter().map(|row| row.days).sum()).collect()
    }

    /// Whether days can be told apart by this at all: there are at least two values.
    pub fn has(&self, dimension: Dimension) -> bool {
        let mut values = self.months.values().flatten().map(|row| dimension.of(row)).filter(|value| !value.is_empty());
        let first = values.next();
        values.any(|value| Some(value) != first)
    }

    /// Delayed days of each month by the values of a dimension, largest over the last twelve months first.
    pub fn by(&self, dimension: Dimension) -> Vec<(String, Vec<i64>)> {
        let mut series: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for (at, rows) in self.months.values().enumerate() {
            for row in rows {
                series.entry(dimension.of(row)).or_insert_with(|| vec![0; self.months.len()])[at] += row.days;
            }
        }
        let named = |name: &str| if name.is_empty() { "not stated".to_owned() } else { name.to_owned() };
        let mut series: Vec<(String, Vec<i64>)> =
            series.into_iter().map(|(name, values)| (named(name), values)).collect();
        series.sort_by_key(|(name, values)| (std::cmp::Reverse(last_year(values)), name.clone()));
        series
    }
}

/// The sum of the last twelve months.
pub fn last_year(values: &[i64]) -> i64 {
    values[values.len().saturating_sub(12)..].iter().sum()
}
