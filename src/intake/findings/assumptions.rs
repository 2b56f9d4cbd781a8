//! What a record that was taken leaves open, because a value of it was missing or doubtful and another was assumed.

use crate::domain::{Alternative, Day, Moment};

/// How a stay may have gone otherwise than what was taken for a doubtful value; nothing where no bill hangs on the value.
pub fn of(code: &str, column: &str, value: &str) -> Option<Alternative> {
    match code {
        // Who left at an unknown time of a day, for which its end was taken, may have left in its morning.
        "W_NO_TIME" => value.parse::<Day>().ok().map(|day| Alternative::Ended(vec![Moment::midnight(day)])),
        // A stay of years may have ended long ago, and its discharge was never sent.
        "W_LENGTH" => Some(Alternative::Ended(Vec::new())),
        // The patient of whom no council is known may be another council's.
        "W_RESIDENCE" => Some(Alternative::NoStay),
        "W_MERGED" | "W_REPEAT" => Some(Alternative::Anything),
        "W_VALUE_SET" if column == "is_dead" => Some(Alternative::Ended(Vec::new())),
        _ => None,
    }
}
