//! Worked cases of groups that are settled on their mean.

use crate::domain::{Day, Minor, Month};
use crate::liability::{GroupExcess, group_excess};
use crate::regime::readiness::PriceLevel;
use crate::regime::{GroupMeanRegime, Library, ReadinessRegime};

use super::{Compared, Mismatch, Vector, alternatives, minor, pairs};

/// The regime of groups that names none.
const BY_DEFAULT: &str = "sweden-average";

/// The days above the threshold of a group, and what they cost, or in words why no price is known.
pub type GroupFound = (GroupExcess, Result<Minor, String>);

/// Settles the group of a case under its own readings and `more` on top.
///
/// # Errors
/// In words: what in the case cannot be read.
pub fn find_group(vector: &Vector, library: &Library, more: &str) -> Result<GroupFound, String> {
    let id = vector.versions().next().unwrap_or(BY_DEFAULT);
    let regime = library.group_mean(id).ok_or_else(|| format!("no regime `{id}` of groups"))?;
    let answers = regime.answers(&pairs(&format!("{};{more}", vector.params))?)?;
    // In hundredths, for agreements whose mean or threshold has decimals.
    let days = |text: &str| {
        minor(text).map(|Minor(hundredths)| hundredths).map_err(|_| format!("`{text}` is not a number of days"))
    };
    let month = |text: &str| text.split(';').filter(|part| !part.trim().is_empty()).map(days).collect();
    let months: Vec<Vec<i64>> = vector.durations_days.split('|').map(month).collect::<Result<_, String>>()?;
    if let Some(below) = months.iter().flatten().find(|days| **days < 0) {
        return Err(format!("{} days: a patient cannot leave before being ready", below / 100));
    }
    let threshold = match vector.threshold_days.trim() {
        "" => i64::from(regime.file.threshold_days.value) * 100,
        written => days(written)?,
    };
    let file = &regime.file;
    let excess = group_excess(&months, threshold, *file.excess.of(&answers), *file.mean_of.of(&answers));
    let amount = price(vector, regime, library)?.map(|price| excess.amount(price));
    // What costs nothing costs nothing at any price.
    let amount = if excess.days() == "0" { Ok(Minor(0)) } else { amount };
    Ok((excess, amount))
}

/// The price of a day of the month that is settled: of the case's month, else of the year that it says its amount is of, else
/// the latest that is known.
fn price(vector: &Vector, regime: &GroupMeanRegime, library: &Library) -> Result<Result<Minor, String>, String> {
    let of = &regime.file.regime.prices_of.value;
    let priced = library.readiness(of).ok_or_else(|| format!("no regime `{of}` whose prices a day has"))?;
    let period = vector.period.trim();
    let day = if period.is_empty() {
        year_of_amount(&vector.expected.status).and_then(|year| Day::from_ymd(year, 1, 1)).or_else(|| latest(priced))
    } else {
        let month: Month = period.parse().map_err(|_| format!("`{period}` is not a month such as 2023-05"))?;
        Some(month.last())
    };
    let (Some(day), Some(layer)) = (day, priced.file.layer.first()) else { return Err(format!("{of} has no price")) };
    Ok(priced.price(layer.get_ref(), day, PriceLevel::OfTheDay).map_err(|missing| missing.to_string()))
}

/// The year in words such as `2023 amount`.
fn year_of_amount(status: &str) -> Option<i16> {
    let (before, _) = status.split_once(" amount")?;
    before.rsplit([' ', ';']).next()?.parse().ok()
}

fn latest(regime: &ReadinessRegime) -> Option<Day> {
    regime.file.price.iter().map(|price| price.get_ref().from).max()
}

/// Compares a case with what its regime makes of it.
pub(super) fn compare(vector: &Vector, library: &Library) -> Compared {
    let (excess, amount) = find_group(vector, library, "")?;
    let mut mismatches: Vec<Mismatch> = Vec::new();
    let mut check = |column: &str, expected: &str, found: String| {
        if expected.trim() != found {
            mismatches.push(vector.mismatch(column, expected.trim(), found));
        }
    };
    let shown = |amount: &Result<Minor, String>| amount.clone().map_or_else(|missing| missing, Minor::plain);
    check("expected_excess_days", &vector.expected.expected_excess_days, excess.days());
    if !vector.expected.expected_amount.trim().is_empty() {
        check("expected_amount", &minor(&vector.expected.expected_amount)?.plain(), shown(&amount));
    }
    for (readings, expected) in alternatives(&vector.expected.alt_readings)? {
        let (excess, amount) = find_group(vector, library, readings)?;
        for (name, value) in expected {
            let column = format!("{name} under {readings}");
            match name {
                "days" => check(&column, value, excess.days()),
                _ => check(&column, &minor(value)?.plain(), shown(&amount)),
            }
        }
    }
    Ok((mismatches, amount.err().map(|missing| format!("{} days; {missing}", excess.days()))))
}
