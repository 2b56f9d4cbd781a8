//! Discharges of an area by month, and those of them that were delayed, as England publishes them by discharge ready date.

use std::collections::BTreeMap;

use crate::domain::{AreaKind, Figure, Month};
use crate::published::{Format, PublicationRead, editions, measure};
use crate::report::trend::share::ShareSeries;

/// How the publication calls all, those of the same day, and those that were delayed.
const ALL: &str = "";
const SAME_DAY: &str = "0";
const DELAYED: &str = "1+";

/// The counts of an area; nothing where the files have no month with both.
pub(super) fn of_area(
    files: &[(String, &PublicationRead)],
    (kind, code): (AreaKind, &str),
    area: &str,
) -> Option<ShareSeries> {
    let is_drd = |file: &&PublicationRead| file.format == Format::DrdEngland;
    let files: Vec<&PublicationRead> = files.iter().map(|(_, file)| *file).filter(is_drd).collect();
    let is_meant = |figure: &&Figure| {
        let of = &figure.of;
        let finer = [&of.attributed_to, &of.care_type, &of.reason, &of.provider_code, &of.age_group, &of.basis];
        *figure.measure == *measure::DISCHARGES
            && (figure.area.kind, &*figure.area.code) == (kind, code)
            && finer.iter().all(|part| part.is_empty())
    };
    let mut months: BTreeMap<Month, BTreeMap<&str, i64>> = BTreeMap::new();
    for figure in editions::latest(files.iter().flat_map(|file| &*file.figures)).into_iter().filter(is_meant) {
        // What is withheld or blank is not known, and a dash does not say whether it is 0.
        if let Some((month, count)) = figure.period.zip(figure.value.number()) {
            months.entry(month).or_default().insert(&figure.of.band, count.round() as i64);
        }
    }
    let both = |(month, counts): (Month, BTreeMap<&str, i64>)| {
        let all = *counts.get(ALL)?;
        let delayed = counts.get(DELAYED).copied().or_else(|| Some(all - counts.get(SAME_DAY)?))?;
        (0..=all).contains(&delayed).then_some((month, (delayed, all)))
    };
    let counts: BTreeMap<Month, (i64, i64)> = months.into_iter().filter_map(both).collect();
    (!counts.is_empty()).then(|| ShareSeries { area: area.to_owned(), counts })
}
