//! Which month an unattended run is of: the one that the rule of the project file means on the day of today.

use std::path::Path;

use crate::audit;
use crate::clock::{TODAY, Today, now, today};
use crate::domain::Month;
use crate::error::{Error, Exit, Result};
use crate::project::{MonthRule, Project};
use crate::store::Store;

/// So many characters of a time are its day.
const DAY: usize = 10;

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
/// 75 if the clock went back since the last command, or if the month is before the last published one, because it did so
/// or because months were run ahead of their time.
pub fn month(project: &Project, rule: MonthRule) -> Result<ChosenMonth> {
    if let MonthRule::Fixed(month) = rule {
        return Ok(ChosenMonth { month, why: None });
    }
    let today = today(project.zone())?;
    let month = rule.on(today.day);
    let store = Store::read_only(&project.folder)?;
    if !today.is_given {
        refuse_before_last_command(&project.folder)?;
    }
    match store.manifest().months.last() {
        Some(last) if month < last.month => Err(went_back(today, month, last.month)),
        _ => Ok(ChosenMonth { month, why: Some(format!("the month before {} (month = \"{rule}\")", said(today))) }),
    }
}

/// Refuses a clock that is a day or more before the last command in the project ended that did what it was asked.
///
/// # Errors
/// 75: it is.
pub(crate) fn refuse_before_last_command(project: &Path) -> Result<()> {
    let Some(ended) = audit::last_done(project)? else { return Ok(()) };
    let now = now();
    let day = |time: &str| time.chars().take(DAY).collect::<String>();
    if day(&now) >= day(&ended) {
        return Ok(());
    }
    let what = format!("the clock says {now}, and the last command in this project ended at {ended}: it went back");
    let hint = "look at the clock (`date`) and run again; `--month` names the month whatever the clock says, and after a run by it the \
                clock is taken as right";
    Err(Error::new("X_CLOCK", Exit::Busy, what).effect("nothing was read or changed").hint(hint))
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
