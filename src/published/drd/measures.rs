//! The 38 measures of the discharge-ready-date publication, by their exact names in plain spelling.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::cells::plain_name;
use super::super::measure::*;
use super::BANDS;

/// What a published measure is: ours, its band, and whether it counts whole things.
#[derive(Clone, Copy, Debug)]
pub(super) struct PublishedMeasure {
    pub name: &'static str,
    pub band: &'static str,
    pub is_count: bool,
}

/// How the bands are worded where patients were delayed, from none on.
const DELAYS: [&str; 7] = [
    "No delay",
    "a 1 day delay",
    "a 2-3 day delay",
    "a 4-6 day delay",
    "a 7-13 day delay",
    "a 14-20 day delay",
    "a delay of 21 days or more",
];

/// How they are worded where patients were discharged within so many days.
const WITHIN: [&str; 6] = ["1 day", "2-3 days", "4-6 days", "7-13 days", "14-20 days", "21 days or more"];

const OTHERS: [(&str, &str, bool); 12] = [
    ("Number of providers submitting acceptable data", PROVIDERS, true),
    ("% of providers submitting acceptable data", PROVIDERS_SHARE, false),
    ("Number of patients discharged in total", DISCHARGES, true),
    ("Total bed days lost due to delayed discharge", BED_DAYS, true),
    ("Date of discharge is same as Discharge Ready Date", SAME_DAY, false),
    ("Date of Discharge is 1+ days after Discharge Ready Date", LATER, false),
    ("Average days from Discharge Ready Date to date of discharge (inc 0 day delays)", AVERAGE_DAYS, false),
    ("Average days from Discharge Ready Date to date of discharge (exc 0 day delays)", AVERAGE_DAYS_DELAYED, false),
    ("Total Discharges for UTLA from acceptable trusts", COUNCIL_DISCHARGES, true),
    ("% of all UTLA discharges that are from acceptable trusts", COUNCIL_SHARE, false),
    ("Total Discharges of UTLA patients from provider", FROM_PROVIDER, true),
    ("% trust contributes to UTLA discharges", FROM_PROVIDER_SHARE, false),
];

/// Every measure in the publisher's words: its name, what it is, its place among the bands of delay (0: over all of them),
/// and whether it counts whole things.
pub(in crate::published) fn all() -> impl Iterator<Item = (String, &'static str, usize, bool)> {
    let others = OTHERS.into_iter().map(|(words, name, is_count)| (words.to_owned(), name, 0, is_count));
    let delays = (1..).zip(DELAYS).flat_map(|(place, delay)| {
        let where_ = "patients discharged where, between the Discharge Ready Date and Discharge Date, there is";
        [
            (format!("Number of {where_} {delay}"), DISCHARGES, place, true),
            (format!("% of {where_} {delay}"), DISCHARGES_SHARE, place, false),
        ]
    });
    let within = (2..).zip(WITHIN).flat_map(|(place, within)| {
        let share = format!("% of patients discharged after their Discharge Ready Date but discharged within {within}");
        let days = format!("Total bed days after Discharge Ready Date for patients discharged within {within}");
        [(share, DELAYED_SHARE, place, false), (days, BED_DAYS, place, true)]
    });
    others.chain(delays).chain(within)
}

static MEASURES: LazyLock<HashMap<String, PublishedMeasure>> = LazyLock::new(|| {
    let band = |place: usize| place.checked_sub(1).map_or("", |at| BANDS[at]);
    let measure = |name, place, is_count| PublishedMeasure { name, band: band(place), is_count };
    all().map(|(words, name, place, is_count)| (plain_name(&words), measure(name, place, is_count))).collect()
});

/// The measure with this name; the name is in any spelling of dashes, spaces and case.
pub(super) fn named(name: &str) -> Option<PublishedMeasure> {
    MEASURES.get(&plain_name(name)).copied()
}
