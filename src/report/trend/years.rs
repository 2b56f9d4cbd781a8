//! The year that trends compare with.

use crate::domain::Month;

/// The same month of the year before.
pub fn year_before(month: Month) -> Month {
    (0..12).fold(month, |month, _| month.previous())
}
