//! Editions side by side: revisions are normal, so every edition is kept, and `latest` picks one.

use std::collections::{BTreeMap, HashMap};

use super::measure::DELAYED_DAYS;
use crate::domain::published::{CellKey, FigureValue};
use crate::domain::{AreaKind, Day, Figure, Month};

/// Where an edition stands among others: days in order, after whatever is no day; those in the order of their text.
fn rank(edition: &str) -> (Option<Day>, &str) {
    (edition.parse().ok(), edition)
}

/// For each cell its figure in the latest edition, in the order of the cells. Of two figures of one edition the one of
/// the later source stands, whatever order they come in.
pub fn latest<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Vec<&'f Figure> {
    let mut cells: BTreeMap<CellKey<'f>, &'f Figure> = BTreeMap::new();
    for figure in figures {
        let known = cells.entry(figure.cell()).or_insert(figure);
        let order = |figure: &'f Figure| (rank(&figure.edition), &figure.origin);
        if order(figure) > order(known) {
            *known = figure;
        }
    }
    cells.into_values().collect()
}

/// One cell of which two files say different things.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRevision<'f> {
    /// The cell in the one.
    pub one: &'f Figure,
    /// The cell in the other.
    pub other: &'f Figure,
}

/// The cells that two files of one publication share: how many are the same, and those that are not.
pub fn compare<'f>(one: &'f [Figure], other: &'f [Figure]) -> (usize, Vec<FigureRevision<'f>>) {
    let cells: HashMap<CellKey<'f>, &Figure> = one.iter().map(|figure| (figure.cell(), figure)).collect();
    let (mut same, mut revisions) = (0, Vec::new());
    for figure in other {
        match cells.get(&figure.cell()) {
            Some(known) if known.value == figure.value => same += 1,
            Some(known) => revisions.push(FigureRevision { one: known, other: figure }),
            None => {}
        }
    }
    (same, revisions)
}

/// Who, when, and one way of breaking down or none: organisation, care and reason.
pub type DaysKey<'f> = (AreaKind, &'f str, Option<Month>, [&'f str; 3]);

/// Delayed days of each area and month: in all, by organisation, by kind of care and by reason. Records are added up, and
/// so are figures broken down in all three ways where the file has no figure of its own for the sum; a sum with a figure
/// that is unknown is left out. Workbooks and tables have these sums as figures of their own. So one publication can be held against another.
pub fn delayed_days(figures: &[Figure]) -> BTreeMap<DaysKey<'_>, f64> {
    let is_record = |figure: &Figure| !figure.of.provider_code.is_empty();
    let mut sums = BTreeMap::new();
    let mut finest: BTreeMap<DaysKey<'_>, Option<f64>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| &*figure.measure == DELAYED_DAYS) {
        let of = &figure.of;
        let parts: [&str; 3] = [&of.attributed_to, &of.care_type, &of.reason];
        let key = |parts| (figure.area.kind, &*figure.area.code, figure.period, parts);
        let [organisation, care, reason] = parts;
        let ways = [["", "", ""], [organisation, "", ""], ["", care, ""], ["", "", reason]];
        if !is_record(figure) && parts.iter().all(|part| !part.is_empty()) {
            for parts in ways {
                let sum = finest.entry(key(parts)).or_insert(Some(0.0));
                *sum = sum.zip(figure.value.addend()).map(|(sum, days)| sum + days);
            }
        }
        let FigureValue::Number(days) = figure.value else { continue };
        if is_record(figure) {
            for parts in ways {
                *sums.entry(key(parts)).or_default() += days;
            }
        } else if parts.iter().filter(|part| !part.is_empty()).count() <= 1 {
            sums.insert(key(parts), days);
        }
    }
    for (key, sum) in finest {
        if let Some(sum) = sum {
            sums.entry(key).or_insert(sum);
        }
    }
    sums
}
