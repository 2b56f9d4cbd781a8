//! Years that trends compare: the financial year, and the year before.

use crate::domain::Month;

/// The year in which the financial year of a month begins: it runs from April to March.
pub fn financial_year(month: Month) -> i16 {
    month.year() - i16::from(month.first().date().month() < 4)
}

/// The same month of the year before.
pub fn year_before(month: Month) -> Month {
    (0..12).fold(month, |month, _| month.previous())
}
