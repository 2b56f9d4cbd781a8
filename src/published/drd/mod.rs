//! England's discharge ready date: the publisher's long CSV, and its months in tables with one area a row.

mod absent;
mod checks;
pub(super) mod long;
pub(super) mod measures;
pub(super) mod months;

use crate::domain::AreaKind;

/// The bands of delay in days, from none.
pub(super) const BANDS: [&str; 7] = ["0", "1", "2-3", "4-6", "7-13", "14-20", "21+"];

/// One or more days, where a file has no finer bands.
pub(super) const DELAYED: &str = "1+";

/// The level of a row: how the publication writes it in plain spelling, and what it is.
pub(super) fn kind_of(level: &str) -> Option<AreaKind> {
    match level {
        "national" => Some(AreaKind::England),
        "region" | "regional" => Some(AreaKind::Region),
        "icb" => Some(AreaKind::Icb),
        "provider" => Some(AreaKind::Provider),
        "utla" | "utla aggregate" | "provider activity mapped to utla" => Some(AreaKind::Council),
        _ => None,
    }
}
