//! Cells: where they stand, what they measure, what they are exactly.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a cell stands: a value for some dimensions, as in period 2018-03, hospital RZZ01. A dimension that is not named
/// is summed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CellPlace(pub BTreeMap<String, String>);

impl CellPlace {
    /// A place with these values.
    pub fn of(values: &[(&str, &str)]) -> Self {
        Self(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// The value of a dimension.
    pub fn get(&self, dimension: &str) -> Option<&str> {
        self.0.get(dimension).map(String::as_str)
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, dimension: &str, value: &str) -> Self {
        self.0.insert(dimension.to_owned(), value.to_owned());
        self
    }

    /// The same, summed over a dimension.
    #[must_use]
    pub fn without(mut self, dimension: &str) -> Self {
        self.0.remove(dimension);
        self
    }
}

impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(|(name, value)| format!("{name} {value}")).collect();
        f.write_str(&parts.join(", "))
    }
}

/// What is counted in every cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PackMeasure {
    /// People delayed on some day of the period.
    People,
    /// Their delayed days.
    Days,
    /// People with a chargeable day.
    ChargedPeople,
    /// Their chargeable days. Money is these days at the daily rate, so it tells what they tell.
    ChargedDays,
}

impl PackMeasure {
    /// Every measure.
    pub const ALL: [Self; 4] = [Self::People, Self::Days, Self::ChargedPeople, Self::ChargedDays];

    /// Whether it counts people.
    pub fn counts_people(self) -> bool {
        matches!(self, Self::People | Self::ChargedPeople)
    }

    /// The people that it rests on.
    pub fn people(self) -> Self {
        if matches!(self, Self::People | Self::Days) { Self::People } else { Self::ChargedPeople }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::People => "people delayed",
            Self::Days => "delayed days",
            Self::ChargedPeople => "people charged for",
            Self::ChargedDays => "chargeable days",
        }
    }
}

/// One value for each measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Four<T> {
    /// For people delayed.
    pub people: T,
    /// For delayed days.
    pub days: T,
    /// For people with a chargeable day.
    pub charged_people: T,
    /// For chargeable days.
    pub charged_days: T,
}

impl<T> Four<T> {
    /// A value for each measure.
    pub fn from_fn(mut value: impl FnMut(PackMeasure) -> T) -> Self {
        Self {
            people: value(PackMeasure::People),
            days: value(PackMeasure::Days),
            charged_people: value(PackMeasure::ChargedPeople),
            charged_days: value(PackMeasure::ChargedDays),
        }
    }

    /// The value of a measure.
    pub fn get(&self, measure: PackMeasure) -> &T {
        match measure {
            PackMeasure::People => &self.people,
            PackMeasure::Days => &self.days,
            PackMeasure::ChargedPeople => &self.charged_people,
            PackMeasure::ChargedDays => &self.charged_days,
        }
    }

    /// The value of a measure, to be changed.
    pub fn get_mut(&mut self, measure: PackMeasure) -> &mut T {
        match measure {
            PackMeasure::People => &mut self.people,
            PackMeasure::Days => &mut self.days,
            PackMeasure::ChargedPeople => &mut self.charged_people,
            PackMeasure::ChargedDays => &mut self.charged_days,
        }
    }
}

/// What a cell is exactly. Never leaves the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exact {
    /// How many days its period has: no patient can be delayed for more.
    pub span_days: i64,
    /// The figures.
    pub figures: Four<i64>,
    /// The daily rate of its chargeable days in minor units; nothing if there are none, or more than one rate.
    pub rate_minor: Option<i64>,
}

impl Exact {
    /// The figure of a measure.
    pub fn of(&self, measure: PackMeasure) -> i64 {
        *self.figures.get(measure)
    }
}
