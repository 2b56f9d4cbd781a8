//! The clock of the machine, which is read here and nowhere else: for the month that a project's rule means, and for the time
//! stamps of its audit log. Nothing in the store or in a report depends on it, but through the month that was chosen.

use std::env::VarError;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::Day;
use crate::domain::visible::visible;
use crate::error::{Error, Exit, Result};

/// The variable that stands in place of the clock where a day is asked for, as in `2018-04-05`: to catch up, and for tests.
pub const TODAY: &str = "BEDDAYS_TODAY";

/// The day on which a command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day, by the clocks of the zone that was asked for.
    pub day: Day,
    /// Whether [`TODAY`] gave it, and not the clock.
    pub is_given: bool,
}

/// The day of today in a zone, as in `Europe/London`.
///
/// # Errors
/// 2: [`TODAY`] is no day.
pub fn today(zone: &str) -> Result<Today> {
    let refused = |text: &str| {
        Error::new("X_TODAY", Exit::Usage, format!("{TODAY} is `{}`, which is no day", visible(text)))
            .effect("nothing was read or changed")
            .hint(format!("write {TODAY}=2018-04-05, or leave it out and the clock of the machine is read"))
    };
    match std::env::var(TODAY) {
        Ok(text) => Ok(Today { day: text.parse().map_err(|_| refused(&text))?, is_given: true }),
        Err(VarError::NotUnicode(text)) => Err(refused(&text.to_string_lossy())),
        Err(VarError::NotPresent) => {
            let zone = TimeZone::get(zone).map_err(|error| Error::new("X_ZONE", Exit::Bug, error.to_string()))?;
            let date = Timestamp::now().to_zoned(zone).date();
            let day = Day::from_ymd(date.year(), date.month(), date.day());
            Ok(Today { day: day.ok_or_else(|| Error::bug("today is no day"))?, is_given: false })
        }
    }
}

/// The time of now, to the second: `2018-04-05T06:00:12Z`.
pub fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
