//! Which month an unattended run is of: the one that the rule of the project file means on the day of today.

use crate::clock::{TODAY, Today, today};
use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::project::{MonthRule, Project};
use crate::store::Store;

/// A month, and why it is this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenMonth {
    /// The month.
    pub month: Month,
    /// Why, where the day of today has to do with it.
    pub why: Option<String>,
}

/// The month that a rule means today.
///
/// # Errors
/// 75 if it is before the last published month: the clock went back, or months were run ahead of their time.
pub fn month(project: &Project, rule: MonthRule) -> Result<ChosenMonth> {
    if let MonthRule::Fixed(month) = rule {
        return Ok(ChosenMonth { month, why: None });
    }
    let today = today(project.zone())?;
    let month = rule.on(today.day);
    let store = Store::read_only(&project.folder)?;
    match store.manifest().months.last() {
        Some(last) if month < last.month => Err(went_back(today, month, last.month)),
        _ => Ok(ChosenMonth { month, why: Some(format!("the month before {} (month = \"{rule}\")", said(today))) }),
    }
}

/// The day of today, and where it is from if not from the clock.
pub(crate) fn said(Today { day, is_given }: Today) -> String {
    let by = if is_given { format!(", by {TODAY}") } else { String::new() };
    format!("{}{by}", day.long())
}

fn went_back(today: Today, month: Month, last: Month) -> Error {
    let what = format!(
        "the month before {} is {month}, and {last} is published already: the clock is wrong, or {last} was run ahead",
        said(today)
    );
    Error::new("X_CLOCK", Exit::Busy, what).effect("nothing was read or changed").hint(format!(
        "look at the clock (`date`); `beddays run --month {month}` runs that month, whatever the clock says; in {} the rule \
         means {last} again",
        last.next().long()
    ))
}
