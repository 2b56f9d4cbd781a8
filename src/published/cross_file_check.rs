//! Publications read together: the figures that two of them give, those that differ, and why they may.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::cells::shown;
use super::editions::{self, DaysKey};
use super::{Format, PublicationRead};
use crate::domain::published::FigureValue;
use crate::domain::{AreaKind, Figure};
use crate::files::refusal::Refusal;

/// How many differences are listed one by one.
const LISTED: usize = 20;
const EDITIONS: &str = "the editions differ, so both are kept";
const UNKNOWN: &str = "one of the files gives no number";
const REVISED: &str = "the national series is revised apart from the files of organisations, by less than 1% of the month and 15% of a part";
const REVISED_BELOW: f64 = 0.01;
/// Of a part of the month (a reason, a kind of care) the revision is also less than so much of the part itself: the largest
/// known is 12.4 %, of reason H in July 2019.
const PART_REVISED_BELOW: f64 = 0.15;

/// Two files side by side.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison<'t> {
    /// The one file.
    pub one: &'t str,
    /// The other.
    pub other: &'t str,
    /// What was compared.
    pub what: &'static str,
    /// Figures that both give alike.
    pub same: usize,
    /// Figures that differ.
    pub different: usize,
    /// Those of them that nothing explains.
    pub conflicts: usize,
    /// Why the others differ.
    pub explained: Option<&'static str>,
    /// The first of those that differ; those that nothing explains come first.
    pub examples: Vec<String>,
}

impl Comparison<'_> {
    /// For people.
    pub fn words(&self) -> String {
        let Self { one, other, what, same, different, explained, examples, .. } = self;
        let why = explained.map(|why| format!(" ({why})")).unwrap_or_default();
        let examples: String = examples.iter().map(|example| format!("\n    {example}")).collect();
        format!("{one} and {other}: {what}: {same} the same, {different} different{why}{examples}")
    }

    /// Why neither file can be taken: they give one figure with two values, and nothing explains it.
    pub fn conflict(&self) -> Option<Refusal> {
        let first = self.examples.first().filter(|_| self.conflicts > 0)?;
        let more =
            if self.conflicts == 1 { String::new() } else { format!("; {} such figures in all", self.conflicts) };
        let what = format!("`{}` and `{}` give one figure with different values: {first}{more}", self.one, self.other);
        let hint = "take both files again from the publisher; files of two editions state them, or are read apart with --edition";
        Some(Refusal::new("F_CONFLICT", what, hint).because("one of the two files is wrong, and it is not known which"))
    }

    fn count(&mut self, words: impl FnOnce() -> String, explained: Option<&'static str>, conflicts: &mut Vec<String>) {
        self.different += 1;
        match explained {
            Some(why) => {
                self.explained = Some(why);
                if self.examples.len() < LISTED {
                    self.examples.push(words());
                }
            }
            None => {
                self.conflicts += 1;
                if conflicts.len() < LISTED {
                    conflicts.push(words());
                }
            }
        }
    }
}

/// Every two files that share figures: of one publication, or delayed days that two layouts or publications give.
pub fn comparisons(taken: &[(String, PublicationRead)]) -> Vec<Comparison<'_>> {
    let mut found = Vec::new();
    for (at, one) in taken.iter().enumerate() {
        for other in &taken[at + 1..] {
            let cells = (one.1.format == other.1.format).then(|| cells(one, other));
            let shared = cells.filter(|cells| cells.same + cells.different > 0);
            let comparison = shared.unwrap_or_else(|| days(one, other));
            if comparison.same + comparison.different > 0 {
                found.push(comparison);
            }
        }
    }
    found
}

fn start<'t>(one: &'t str, other: &'t str, what: &'static str) -> Comparison<'t> {
    Comparison { one, other, what, same: 0, different: 0, conflicts: 0, explained: None, examples: Vec::new() }
}

/// Both state an edition, and not the same.
fn editions_differ(first: &PublicationRead, second: &PublicationRead) -> Option<&'static str> {
    let differ = !first.edition.is_empty() && !second.edition.is_empty() && first.edition != second.edition;
    differ.then_some(EDITIONS)
}

fn cells<'t>(
    (one, first): &'t (String, PublicationRead),
    (other, second): &'t (String, PublicationRead),
) -> Comparison<'t> {
    let mut comparison = start(one, other, "cells of the publication");
    let (same, revisions) = editions::compare(&first.figures, &second.figures);
    comparison.same = same;
    let (explained, mut conflicts) = (editions_differ(first, second), Vec::new());
    for revision in &revisions {
        let (was, is) = (revision.one.value, revision.other.value);
        if is_rounded(was, is) || (was.addend().is_some() && was.addend() == is.addend()) {
            comparison.same += 1;
            continue;
        }
        let words = || {
            let (area, period) = (revision.one.area_words(), revision.one.period_words());
            let what = revision.one.what_words();
            format!("{area}, {period}, {what}: {} and {}", words_of(revision.one), words_of(revision.other))
        };
        let unknown = (was.addend().is_none() || is.addend().is_none()).then_some(UNKNOWN);
        comparison.count(words, explained.or(unknown), &mut conflicts);
    }
    with_conflicts(comparison, conflicts)
}

fn with_conflicts(mut comparison: Comparison<'_>, mut conflicts: Vec<String>) -> Comparison<'_> {
    conflicts.append(&mut comparison.examples);
    conflicts.truncate(LISTED);
    comparison.examples = conflicts;
    comparison
}

fn words_of(figure: &Figure) -> String {
    match figure.value {
        FigureValue::Number(number) => shown(number),
        FigureValue::None(absence) => absence.to_string(),
    }
}

/// Whether one is the other, written with fewer decimals, but two at least. Whole numbers are never rounded.
fn is_rounded(one: FigureValue, other: FigureValue) -> bool {
    let (FigureValue::Number(one), FigureValue::Number(other)) = (one, other) else { return false };
    let decimals = |number: f64| number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let (fewer, more) = (decimals(one).min(decimals(other)), decimals(one).max(decimals(other)));
    more > 0 && (one - other).abs() <= 0.5 * 10_f64.powi(-(fewer.clamp(2, 9) as i32)) + 1e-9
}

fn days<'t>(
    (one, first): &'t (String, PublicationRead),
    (other, second): &'t (String, PublicationRead),
) -> Comparison<'t> {
    let mut comparison = start(one, other, "delayed days by area and month");
    let (these, others) = (editions::delayed_days(&first.figures), editions::delayed_days(&second.figures));
    let by_edition = editions_differ(first, second);
    let is_series = (first.format == Format::DtocEngland) != (second.format == Format::DtocEngland);
    let mut conflicts = Vec::new();
    for (key, days) in &these {
        let Some(other_days) = others.get(key) else { continue };
        if days == other_days {
            comparison.same += 1;
            continue;
        }
        let whole = these.get(&(key.0, key.1, key.2, ["", "", ""])).copied().unwrap_or(0.0);
        let difference = (days - other_days).abs();
        let is_small = difference < REVISED_BELOW * whole && difference < PART_REVISED_BELOW * days.max(*other_days);
        let is_revision = is_series && key.0 == AreaKind::England && is_small;
        let explained = by_edition.or(is_revision.then_some(REVISED));
        comparison.count(|| days_words(key, *days, *other_days), explained, &mut conflicts);
    }
    if by_edition.is_none() && is_records_and_councils(first.format, second.format) {
        for words in one_sided(&these, &others, false).chain(one_sided(&others, &these, true)) {
            comparison.count(|| words, None, &mut conflicts);
        }
    }
    with_conflicts(comparison, conflicts)
}

fn is_records_and_councils(first: Format, second: Format) -> bool {
    matches!((first, second), (Format::DtocRecords, Format::DtocCouncils) | (Format::DtocCouncils, Format::DtocRecords))
}

/// Councils with days in a month of both files, of which the other file has none: both are of every council.
fn one_sided<'a>(
    these: &'a BTreeMap<DaysKey<'a>, f64>,
    others: &'a BTreeMap<DaysKey<'a>, f64>,
    is_turned: bool,
) -> impl Iterator<Item = String> + 'a {
    let is_council = |key: &DaysKey<'_>| key.0 != AreaKind::England && key.3 == ["", "", ""] && key.2.is_some();
    let months: BTreeSet<_> = others.keys().filter(|key| is_council(key)).map(|key| key.2).collect();
    let alone = these.iter().filter(move |(key, days)| {
        is_council(key) && **days > 0.0 && months.contains(&key.2) && !others.contains_key(*key)
    });
    alone.map(move |((kind, code, month, _), days)| {
        let month = month.map_or_else(String::new, |month| format!(", {month}"));
        let (one, other) = (shown(*days), "no figure".to_owned());
        let (one, other) = if is_turned { (other, one) } else { (one, other) };
        format!("{kind} {code}{month}, in all: {one} and {other}")
    })
}

fn days_words((kind, code, month, parts): &DaysKey<'_>, days: f64, others: f64) -> String {
    let month = month.map_or_else(String::new, |month| format!(", {month}"));
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    let what = if parts.is_empty() { "in all".to_owned() } else { parts.join(", ") };
    format!("{kind} {code}{month}, {what}: {} and {}", shown(days), shown(others))
}
