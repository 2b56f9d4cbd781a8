//! Months of which a convention can count nothing, because something is not known of every stay: they have no figure.

use std::collections::BTreeMap;

use crate::counting::{StayToCount, undecided};
use crate::domain::Month;
use crate::project::Project;
use crate::regime::Convention;
use crate::regime::convention::rules::Use;

/// For each month the stays of the project's own that touch it and cannot be counted, in words.
pub fn not_counted(
    project: &Project,
    convention: &Convention,
    stays: &[StayToCount<'_>],
    months: impl Iterator<Item = Month>,
) -> BTreeMap<Month, String> {
    let found: Vec<(&StayToCount<'_>, &str)> = stays
        .iter()
        .filter_map(|stay| undecided(convention, stay, Use::Days).map(|found| (stay, found.why.rule)))
        .collect();
    let of = |month: Month| {
        let touches =
            |stay: &StayToCount<'_>| stay.stay.admitted_at.day() <= month.last() && month.first() <= stay.last_day();
        let own = |stay: &StayToCount<'_>| touches(stay) && project.looks_at(stay.stay, month);
        let mut causes: BTreeMap<&str, u64> = BTreeMap::new();
        found.iter().filter(|(stay, _)| own(stay)).for_each(|(_, rule)| *causes.entry(rule).or_default() += 1);
        let stays: u64 = causes.values().sum();
        let words: Vec<String> = causes.iter().map(|(rule, stays)| format!("{rule} {stays}")).collect();
        let said = [("stays", (stays as i64).into()), ("causes", words.join(", ").into())];
        (stays > 0).then(|| project.language.say("trend-not-counted", &said))
    };
    if found.is_empty() {
        return BTreeMap::new();
    }
    months.filter_map(|month| Some((month, of(month)?))).collect()
}
