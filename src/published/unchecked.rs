//! What a file lacks: months missing from a series, and figures that no rule could check.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::check::Checks;
use crate::domain::{AreaKind, Figure, Month};
use crate::files::refusal::FileWarning;
use crate::files::wording::count;

/// Numbers that no rule could hold against any other of the file: a wrong digit would not show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unchecked {
    /// What is counted.
    pub measure: String,
    /// Of what kind of area.
    pub area_kind: AreaKind,
    /// How many figures.
    pub figures: usize,
    /// In how many months or days.
    pub periods: usize,
}

pub(super) fn unchecked(figures: &[Figure], checks: &Checks) -> Vec<Unchecked> {
    let mut found: BTreeMap<(&str, AreaKind), (usize, BTreeSet<_>)> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.value.number().is_some() && !checks.is_bound(figure)) {
        let entry = found.entry((&figure.measure, figure.area.kind)).or_default();
        entry.0 += 1;
        entry.1.insert((figure.period, figure.day));
    }
    let unchecked = |((measure, area_kind), (figures, periods)): ((&str, _), (_, BTreeSet<_>))| Unchecked {
        measure: measure.to_owned(),
        area_kind,
        figures,
        periods: periods.len(),
    };
    found.into_iter().map(unchecked).collect()
}

/// A warning for months that nothing in the file is of though it has months before and after, and one for areas that
/// have such gaps alone.
pub(super) fn gaps(figures: &[Figure]) -> Vec<FileWarning> {
    let mut all: BTreeSet<Month> = BTreeSet::new();
    let mut of_areas: BTreeMap<(AreaKind, &str), (String, BTreeSet<Month>)> = BTreeMap::new();
    let mut last: Option<(&str, Month)> = None;
    // A date that is wrong makes no series.
    for figure in figures.iter().filter(|figure| figure.remark.is_empty()) {
        let Some(month) = figure.period else { continue };
        if last.replace((&figure.area.code, month)) == Some((&figure.area.code, month)) {
            continue;
        }
        all.insert(month);
        let area = of_areas.entry((figure.area.kind, &figure.area.code));
        area.or_insert_with(|| (figure.area_words(), BTreeSet::new())).1.insert(month);
    }
    let mut notes = Vec::new();
    let hint = "take the publisher's file again; sums over these months are not sums of the series";
    let missing = between(&all);
    if !missing.is_empty() {
        let message =
            format!("{} missing between others of the series: {}", count(missing.len(), "month"), named(&missing));
        notes.push(FileWarning::new("W_MONTHS_MISSING", message, hint));
    }
    let missing: BTreeSet<Month> = missing.into_iter().collect();
    let gaps: Vec<(String, Vec<Month>)> = of_areas
        .into_values()
        .map(|(area, months)| (area, between(&months).into_iter().filter(|month| !missing.contains(month)).collect()))
        .filter(|(_, gaps): &(_, Vec<Month>)| !gaps.is_empty())
        .collect();
    if let Some((area, months)) = gaps.first() {
        let areas = count(gaps.len(), "area");
        let message = format!("{areas} without months that others have in between: {area} lacks {}", named(months));
        notes.push(FileWarning::new("W_MONTHS_MISSING", message, hint));
    }
    notes
}

/// The months that are not there, between the first and the last.
fn between(months: &BTreeSet<Month>) -> Vec<Month> {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return Vec::new() };
    let mut missing = Vec::new();
    let mut month = last.previous();
    while month > *first {
        if !months.contains(&month) {
            missing.push(month);
        }
        month = month.previous();
    }
    missing.reverse();
    missing
}

fn named(months: &[Month]) -> String {
    let names: Vec<String> = months.iter().take(12).map(Month::to_string).collect();
    let more = if months.len() > 12 { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}
